//! What needs an account: home, passwords, listings, the queue, reviews.

use super::super::deed::Deed::{
    Answer, Centre, Colleague, Fill, Listing, LoseNetwork, NewPassword, Open, Photo, Press,
    PressAt, RegainNetwork, See, Sheet, Unfold,
};
use super::super::deed::{Deed, Who};
use super::super::world::World;
use crate::person::{PASSWORD, SUPPLIER};
use app::routes::Screen;
use domain::review::ReviewAct;

use super::{Recipe, UNKNOWN, open, record};

pub(super) fn signed_in(screen: Screen, world: &World) -> Recipe {
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
        Screen::Home => Recipe {
            further: leaving(),
            after: vec![RegainNetwork],
            ..Recipe::of(
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
                    See("公用电脑上请这样退出"),
                ],
            )
        },
        _ => {
            let submitted = world.listing("submitted");
            let reason = "价格与申报材料不符。".to_owned();
            Recipe {
                further: contested(world),
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

/// Going with unsent work; and coming back after the password was changed elsewhere.
fn leaving() -> Vec<(&'static str, Who, Vec<Deed>)> {
    const NEW: &str = "nw7j4t9x";
    let with_work = vec![
        LoseNetwork,
        open("/hunan/listings/new?n=9"),
        Listing("没传完就退出的留置针"),
        PressAt("form button[type=submit]"),
        See("已安全存在本机"),
        PressAt("details.who summary"),
        Press("退出登录"),
        Answer("上传后退出"),
        See("还没有上传，也没有退出"),
    ];
    let locked = vec![
        open("/hunan/home"),
        See("没有待上传的内容"),
        PressAt("details.who summary"),
        Press("退出登录"),
        Answer("退出登录"),
        See("还没有账号"),
        NewPassword(NEW),
        Fill("登录名", SUPPLIER),
        Fill("密码", NEW),
        Press("登录"),
        Fill("上次在这台设备上用的密码", NEW),
        Press("打开"),
        See("不是锁住本机内容时用的密码"),
    ];
    let given_up = vec![Press("不要本机的内容了"), See("已同步到平台的草稿")];
    let opened = vec![
        open("/hunan/home"),
        Fill("上次在这台设备上用的密码", PASSWORD),
        Press("打开"),
        See("您好"),
    ];
    [
        ("leaving with unsent work", with_work),
        ("locked under a former password", locked),
        ("giving up what is locked", given_up),
        ("opened by the former password", opened),
    ]
    .map(|(name, deeds)| (name, Who::Supplier, deeds))
    .into()
}

/// What two have written of one listing: in the queue, and in its form.
fn contested(world: &World) -> Vec<(&'static str, Who, Vec<Deed>)> {
    let queue = vec![
        record("/hunan/listings/", world.shared, "/edit"),
        See("平台退回修改，意见如下"),
        LoseNetwork,
        Fill("挂网价（元）", "78.00"),
        PressAt("form button[type=submit]"),
        See("已安全存在本机"),
        Colleague("80.00"),
        RegainNetwork,
        open("/hunan/outbox"),
        See("平台现在的"),
    ];
    let form = vec![
        Press("去修改"),
        See("用平台的"),
        PressAt("form button[type=submit]"),
        See("请先修改以下内容"),
    ];
    let chosen = vec![Press("用平台的")];
    [
        ("both values", queue),
        ("choosing in the form", form),
        ("chosen", chosen),
    ]
    .map(|(name, deeds)| (name, Who::Supplier, deeds))
    .into()
}

pub(super) fn listing(screen: Screen, world: &World) -> Recipe {
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
                Press("添加附件（选填）"),
                Photo("选择文件医疗器械注册证或备案凭证"),
                See("原图"),
                See("已存本机"),
            ],
            vec![
                open("/hunan/listings/new?n=8"),
                Press("添加附件（选填）"),
                Sheet("选择文件其他材料", "no picture"),
                See("这张图片打不开"),
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

pub(super) fn products() -> Recipe {
    const GOOD: &str = "编码,名称,规格,单位,价格,厂家\nC0344051070500007551,一次性使用静脉留置针,24G,支,12.80,湖南青禾医疗器械有限公司\n";
    const BAD: &str = "编码,名称,备注\nC1,留置针,\n,输液器,\nC3,,\n";
    Recipe {
        after: vec![RegainNetwork],
        ..Recipe::of(
            Who::Supplier,
            vec![open("/hunan/products"), See("还没有目录"), Unfold],
            vec![
                open("/hunan/products"),
                Sheet("选择文件装入", GOOD),
                See("一次性使用静脉留置针"),
                See("已装入 1 条"),
            ],
            vec![
                open("/hunan/products"),
                Sheet("换一份文件", BAD),
                Press("换掉"),
                See("有 2 行没有装入"),
                Sheet("换一份文件", GOOD),
                See("换掉现在的目录"),
            ],
        )
    }
}

pub(super) fn reviewing(screen: Screen, world: &World) -> Recipe {
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
