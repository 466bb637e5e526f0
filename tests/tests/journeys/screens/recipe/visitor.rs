//! What anybody may open: the hall, a platform, signing in, a registration and what became of it.

use super::super::deed::Deed::{
    Answer, Elsewhere, Fill, LoseNetwork, Open, Operator, Press, PressAt, RegainNetwork, See, Tick,
    Unfold,
};
use super::super::deed::Who;
use super::super::world::World;
use crate::person::{CREDIT_CODE, SUPPLIER, UNIT, WRONG_CREDIT_CODE};
use app::routes::Screen;

use super::{Recipe, open, record};

pub(super) fn at_the_door(screen: Screen) -> Recipe {
    match screen {
        Screen::Hall => Recipe::of(
            Who::Visitor,
            vec![open("/"), See("请选择平台")],
            vec![open("/"), See("请选择平台")],
            vec![open("/hunan/nowhere/at/all"), See("没有找到这一页")],
        ),
        Screen::Platform => Recipe::of(
            Who::Visitor,
            vec![open("/shenzhen"), See("各类单位怎样开户")],
            vec![open("/hunan"), See("本机上的注册申请"), Unfold],
            vec![
                open("/hebei"),
                See("各类单位怎样开户"),
                Unfold,
                Fill("查询凭证", "123"),
                Press("在这台设备上继续"),
                Answer("在这台设备上继续"),
                See("查询凭证是 64 位"),
            ],
        ),
        _ => Recipe::of(
            Who::Visitor,
            vec![open("/hunan/sign-in"), See("还没有账号")],
            vec![
                open("/hunan/sign-in"),
                Fill("登录名", SUPPLIER),
                Fill("密码", "wrong-1"),
                Press("显示密码"),
            ],
            vec![
                open("/hunan/sign-in"),
                Fill("登录名", ""),
                Press("登录"),
                See("请先修改以下内容"),
            ],
        ),
    }
}

/// With the switch off, on, and on without a network.
pub(super) fn data_use() -> Recipe {
    const SWITCH: &str = "#data-saver";
    Recipe {
        after: vec![RegainNetwork],
        ..Recipe::of(
            Who::Visitor,
            vec![open("/hunan/data-use"), See("这台设备从"), Unfold],
            vec![
                open("/hunan/data-use"),
                See("这台设备从"),
                PressAt(SWITCH),
                open("/hunan"),
                See("立即同步"),
                open("/hunan/data-use"),
                See("这台设备从"),
            ],
            vec![
                open("/hunan/data-use"),
                See("这台设备从"),
                PressAt(SWITCH),
                LoseNetwork,
                See("当前没有网络"),
            ],
        )
    }
}

pub(super) fn registering(screen: Screen) -> Recipe {
    let unit = |platform: &str| {
        vec![
            Open(format!("/{platform}/register/unit")),
            Tick("配送企业"),
            Fill("机构名称", UNIT),
            Fill("统一社会信用代码", CREDIT_CODE),
        ]
    };
    match screen {
        Screen::Register => Recipe::of(
            Who::Visitor,
            vec![open("/shenzhen/register"), See("未开始")],
            vec![
                open("/shenzhen/register/unit"),
                Fill("机构名称", UNIT),
                See("已存本机"),
                Elsewhere("/shenzhen/register/unit", "机构名称", "另一页写的单位"),
                Fill("统一社会信用代码", CREDIT_CODE),
                See("已存本机"),
                open("/shenzhen/register"),
                See("进行中"),
                See("本机还有另一份草稿"),
            ],
            vec![
                open("/shenzhen/register"),
                Press("放弃这份草稿"),
                See("不能恢复"),
            ],
        ),
        Screen::RegisterUnit => Recipe::of(
            Who::Visitor,
            vec![open("/hunan/register/unit"), See("机构名称")],
            [unit("hunan"), vec![See("已存本机"), Unfold]]
                .into_iter()
                .flatten()
                .collect(),
            vec![
                open("/hunan/register/unit"),
                Fill("机构名称", ""),
                Fill("统一社会信用代码", WRONG_CREDIT_CODE),
                Press("保存并继续"),
                See("请先修改以下内容"),
            ],
        ),
        Screen::RegisterOperator => Recipe::of(
            Who::Visitor,
            vec![open("/guizhou/register/operator"), See("经办人姓名")],
            vec![
                open("/guizhou/register/operator"),
                Operator("qinghe.chen"),
                See("已存本机"),
            ],
            vec![
                open("/guizhou/register/operator"),
                Operator("1"),
                Fill("经办人手机号", "123"),
                Press("保存并继续"),
                See("请先修改以下内容"),
            ],
        ),
        _ => Recipe::of(
            Who::Visitor,
            vec![open("/beijing/register/check"), See("还有步骤没有完成")],
            [
                unit("guizhou"),
                vec![
                    See("已存本机"),
                    open("/guizhou/register/operator"),
                    Operator("qinghe.chen"),
                    See("已存本机"),
                    Press("保存并继续"),
                    Tick("我是上述经办人"),
                ],
            ]
            .into_iter()
            .flatten()
            .collect(),
            vec![
                open("/guizhou/register/check"),
                See(CREDIT_CODE),
                PressAt("input[type=checkbox]"),
                Press("提交申请"),
                See("请先修改以下内容"),
            ],
        ),
    }
}

pub(super) fn applied(screen: Screen, world: &World) -> Recipe {
    let [waiting, approved, returned] = world.registrations;
    match screen {
        Screen::Application => Recipe::of(
            Who::Visitor,
            vec![
                record("/hunan/applications/", waiting, "?new"),
                See("平台已收到您的申请"),
                Unfold,
            ],
            vec![
                record("/hunan/applications/", approved, ""),
                See("审核已通过"),
            ],
            vec![
                record("/hunan/applications/", returned, ""),
                See("请填写营业执照上的全称"),
            ],
        ),
        _ => Recipe::of(
            Who::Visitor,
            vec![
                record("/hunan/activate/", waiting, ""),
                See("这份申请审核通过后才能设置密码"),
            ],
            vec![
                record("/hunan/activate/", approved, ""),
                Fill("密码", "abcd"),
                Press("显示密码"),
                See("未满足"),
            ],
            vec![
                record("/hunan/activate/", approved, ""),
                Fill("密码", "aaaa1111"),
                Press("设置密码并登录"),
                See("请先修改以下内容"),
            ],
        ),
    }
}
