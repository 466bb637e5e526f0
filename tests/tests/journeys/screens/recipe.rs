//! How each screen comes into each state. A page without a form has its worst moment in place of errors: a
//! refusal, a question, a record that is not there.

use super::deed::Deed::{
    Answer, Centre, Fill, Listing, LoseNetwork, Open, Operator, Press, PressAt, RegainNetwork, See,
    Tick, Unfold,
};
use super::deed::{Deed, Who};
use super::world::World;
use crate::person::{CREDIT_CODE, SUPPLIER, UNIT, WRONG_CREDIT_CODE};
use app::routes::Screen;
use domain::record_id::RecordId;
use domain::review::ReviewAct;

/// The states of one screen.
pub struct Recipe {
    empty: (Who, Vec<Deed>),
    filled: (Who, Vec<Deed>),
    errors: (Who, Vec<Deed>),
    /// What is done after each look.
    pub after: Vec<Deed>,
}

impl Recipe {
    /// Who brings the screen into a state, and how.
    pub fn state(&self, name: &str) -> (Who, &[Deed]) {
        let (who, deeds) = match name {
            "empty" => &self.empty,
            "filled" => &self.filled,
            _ => &self.errors,
        };
        (*who, deeds)
    }

    fn of(who: Who, empty: Vec<Deed>, filled: Vec<Deed>, errors: Vec<Deed>) -> Self {
        Self {
            empty: (who, empty),
            filled: (who, filled),
            errors: (who, errors),
            after: vec![],
        }
    }
}

fn open(path: &str) -> Deed {
    Open(path.to_owned())
}

fn record(before: &str, id: RecordId, after: &str) -> Deed {
    Open(format!("{before}{id}{after}"))
}

/// A record that nobody has.
const UNKNOWN: &str = "0000000000000000.1";

/// The recipe of a screen.
pub fn of(screen: Screen, world: &World) -> Recipe {
    match screen {
        Screen::Hall | Screen::Platform | Screen::SignIn => at_the_door(screen),
        Screen::Register
        | Screen::RegisterUnit
        | Screen::RegisterOperator
        | Screen::RegisterCheck => registering(screen),
        Screen::Application | Screen::Activate => applied(screen, world),
        Screen::Password | Screen::Home | Screen::Outbox => signed_in(screen, world),
        Screen::Listings | Screen::ListingNew | Screen::Listing | Screen::ListingEdit => {
            listing(screen, world)
        }
        Screen::Review | Screen::ReviewOne => reviewing(screen, world),
    }
}

fn at_the_door(screen: Screen) -> Recipe {
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

fn registering(screen: Screen) -> Recipe {
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
                open("/shenzhen/register"),
                See("进行中"),
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

fn applied(screen: Screen, world: &World) -> Recipe {
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

fn signed_in(screen: Screen, world: &World) -> Recipe {
    match screen {
        Screen::Password => Recipe::of(
            Who::Supplier,
            vec![open("/hunan/password"), See("新密码")],
            vec![
                open("/hunan/password"),
                Fill("当前密码", "wrong-1"),
                Fill("新密码", "abcd"),
                See("未满足"),
            ],
            vec![
                open("/hunan/password"),
                Fill("新密码", "aaaa1111"),
                Press("修改密码"),
                See("请先修改以下内容"),
            ],
        ),
        Screen::Home => Recipe::of(
            Who::Supplier,
            vec![open("/hunan/home"), See("您好")],
            vec![
                open("/hunan/listings/new"),
                Fill("产品名称", "写了一半的留置针"),
                See("已存本机"),
                open("/hunan/home"),
                See("写了一半的留置针"),
                PressAt("details.who summary"),
            ],
            vec![
                open("/hunan/home"),
                PressAt("details.who summary"),
                Press("退出并清除本机数据"),
                See("不能恢复"),
            ],
        ),
        _ => {
            let submitted = world.listing("submitted");
            let reason = "价格与申报材料不符。".to_owned();
            Recipe {
                after: vec![RegainNetwork],
                ..Recipe::of(
                    Who::Supplier,
                    vec![open("/hunan/outbox"), See("都已上传，平台已收")],
                    vec![
                        LoseNetwork,
                        open("/hunan/listings/new"),
                        Listing("等着上传的留置针"),
                        PressAt("form button[type=submit]"),
                        See("已安全存在本机"),
                        open("/hunan/outbox"),
                        See("待上传 1 条"),
                    ],
                    vec![
                        open("/hunan/outbox"),
                        See("都已上传，平台已收"),
                        LoseNetwork,
                        record("/hunan/listings/", submitted, ""),
                        Press("撤回"),
                        Answer("撤回"),
                        See("待上传 1 条"),
                        Centre(submitted, ReviewAct::Claim),
                        Centre(submitted, ReviewAct::Reject { reason }),
                        RegainNetwork,
                        open("/hunan/outbox"),
                        See("未被接受 1 条"),
                    ],
                )
            }
        }
    }
}

fn listing(screen: Screen, world: &World) -> Recipe {
    let (approved, returned) = (world.listing("approved"), world.listing("returned"));
    match screen {
        Screen::Listings => Recipe::of(
            Who::Supplier,
            vec![
                open("/hunan/listings"),
                Fill("按名称、编码、企业或规格查找", "没有这样的产品"),
                See("找到 0 份"),
            ],
            vec![
                open("/hunan/listings"),
                See("已提交"),
                Fill("按名称、编码、企业或规格查找", "一次性"),
            ],
            vec![open("/hunan/review"), See("审核")],
        ),
        Screen::ListingNew => Recipe::of(
            Who::Supplier,
            vec![open("/hunan/listings/new?n=7"), See("医保编码")],
            vec![
                open("/hunan/listings/new?n=7"),
                Listing("填好的留置针"),
                See("已存本机"),
            ],
            vec![
                open("/hunan/listings/new?n=8"),
                Fill("医保编码", "C03"),
                Fill("挂网价（元）", "-1"),
                PressAt("form button[type=submit]"),
                See("请先修改以下内容"),
            ],
        ),
        Screen::Listing => Recipe::of(
            Who::Supplier,
            vec![Open(format!("/hunan/listings/{UNKNOWN}")), See("挂网申报")],
            vec![record("/hunan/listings/", approved, ""), See("已通过")],
            vec![
                record("/hunan/listings/", returned, ""),
                See("请按以下意见修改"),
            ],
        ),
        _ => Recipe::of(
            Who::Supplier,
            vec![
                record("/hunan/listings/", approved, "/edit"),
                See("修改挂网申报"),
            ],
            vec![
                record("/hunan/listings/", returned, "/edit"),
                See("平台退回修改，意见如下"),
            ],
            vec![
                record("/hunan/listings/", returned, "/edit"),
                Fill("挂网价（元）", ""),
                PressAt("form button[type=submit]"),
                See("请先修改以下内容"),
            ],
        ),
    }
}

fn reviewing(screen: Screen, world: &World) -> Recipe {
    let [waiting, ..] = world.registrations;
    let claimed = world.listing("under_review");
    match screen {
        Screen::Review => Recipe {
            errors: (Who::Supplier, vec![open("/hunan/review"), See("审核")]),
            ..Recipe::of(
                Who::Reviewer,
                vec![
                    open("/hunan/review"),
                    See("件"),
                    Deed::Choose("种类", "单位注册"),
                ],
                vec![open("/hunan/review"), See("共")],
                vec![],
            )
        },
        _ => Recipe::of(
            Who::Reviewer,
            vec![record("/hunan/review/", waiting, ""), See("还没有人受理")],
            vec![
                record("/hunan/review/", claimed, ""),
                See("审核结论"),
                Press("写意见挂网价（元）"),
                Fill("对「挂网价（元）」的意见", "价格高于同类产品。"),
                Unfold,
            ],
            vec![
                record("/hunan/review/", claimed, ""),
                Fill("对「挂网价（元）」的意见", ""),
                Press("退回修改"),
                See("请先修改以下内容"),
            ],
        ),
    }
}
