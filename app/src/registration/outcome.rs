//! What became of an application so far, and what to do next: one notice.

mod next;

pub(super) use next::refused;
use next::{again, withdraw};

use domain::profile::PlatformProfile;
use domain::record_id::RecordId;
use domain::registration::Registration;
use domain::review::{Review, ReviewAct, ReviewState};

use crate::clock;
use crate::components::{
    El, Tone, Weight, Words, actions, day, link_button, notice, p, remark_list,
};
use crate::data_saver;
use crate::language::say;
use crate::replica::Standing;
use crate::session;
use crate::shell::{at, online};
use crate::workspace::Workspace;

/// Where `found` stands and what comes next.
pub(super) fn outcome(
    workspace: Workspace,
    id: RecordId,
    found: &Registration,
    standing: Standing,
) -> Vec<El> {
    if standing != Standing::Received {
        return vec![on_this_device(standing == Standing::Sent && online())];
    }
    let profile = workspace.platform();
    let review = &found.review;
    match review.state {
        ReviewState::Submitted | ReviewState::UnderReview | ReviewState::Draft => vec![
            notice(
                Tone::Good,
                (
                    "平台已收到您的申请",
                    "The platform has received your application",
                ),
                vec![expected(review)],
            ),
            withdraw(workspace, id),
        ],
        ReviewState::Approved => vec![approved(profile, id)],
        ReviewState::Returned => vec![
            notice(
                Tone::Warning,
                ("需要修改后重新提交", "To be corrected and submitted again"),
                vec![remark_list(review.open_remarks())],
            ),
            again(
                workspace,
                ("修改后重新提交", "Correct and resubmit"),
                Some(id),
                found,
            ),
        ],
        ReviewState::Rejected => vec![
            notice(
                Tone::Bad,
                ("申请已驳回", "The application was rejected"),
                reason(review).into_iter().collect(),
            ),
            again(
                workspace,
                ("按原内容重新申请", "Apply anew with the same details"),
                None,
                found,
            ),
        ],
        ReviewState::Withdrawn => vec![
            notice(
                Tone::Plain,
                ("申请已撤回", "The application was withdrawn"),
                vec![],
            ),
            again(workspace, ("重新提交", "Submit again"), Some(id), found),
        ],
    }
}

fn on_this_device(uploading: bool) -> El {
    let title = if uploading {
        ("已存本机，上传中", "Saved on this device, uploading")
    } else {
        (
            "已存本机，待上传",
            "Saved on this device, waiting to upload",
        )
    };
    let text = p(data_saver::either(
        (
            "平台还没有收到。联网时会自动上传，不必重新填写；上传前请不要清除浏览器数据。",
            "The platform does not have it yet. It uploads by itself when connected; nothing needs to be entered \
             again. Do not clear the browser’s data before.",
        ),
        (
            "平台还没有收到，等您点「立即同步」上传；上传前请不要清除浏览器数据。",
            "The platform does not have it yet; press “Sync now”. Do not clear the browser’s data before.",
        ),
    ));
    notice(Tone::Warning, title, vec![text])
}

/// By when the platform means to decide.
fn expected(review: &Review) -> El {
    let Some(due) = review.due else {
        return p(("请留意这里的审核结果。", "Look here for the outcome."));
    };
    p(Words::live(move || {
        let late = clock::now() > due.at;
        let date = day(due.at.date_in_shanghai());
        if late {
            return [
                say("预计在 ", "A decision was expected by "),
                &date,
                say(
                    "前办结，现已超过。可以联系平台询问。",
                    "; it is overdue. You may ask the platform.",
                ),
            ]
            .concat();
        }
        let provisional = if due.provisional {
            say(
                "（暂定：遇法定节假日安排公布后可能调整）",
                " (provisional until the holidays are announced)",
            )
        } else {
            ""
        };
        [
            say("预计 ", "A decision is expected by "),
            &date,
            say("前（北京时间）办结", ", Beijing time"),
            provisional,
            say(
                "。结果会显示在这一页。",
                ". The outcome will show on this page.",
            ),
        ]
        .concat()
    }))
}

fn approved(profile: &'static PlatformProfile, id: RecordId) -> El {
    let mine =
        session::account_untracked(&profile.id).is_some_and(|account| account.unit == Some(id));
    let (text, next) = if mine {
        (
            ("账号已开通。", "The account is open."),
            link_button(
                ("进入首页", "Go to home"),
                &at(profile, "/home"),
                Weight::Primary,
            ),
        )
    } else {
        let href = at(profile, &["/activate/", &id.to_string()].concat());
        (
            (
                "还差一步：联网设置密码，账号就能使用。",
                "One step is left: set the password while connected.",
            ),
            link_button(("设置密码", "Set the password"), &href, Weight::Primary),
        )
    };
    notice(
        Tone::Good,
        ("审核已通过", "Approved"),
        vec![p(text), actions(vec![next])],
    )
}

fn reason(review: &Review) -> Option<El> {
    match &review.history.last()?.act {
        ReviewAct::Reject { reason } => Some(p(reason.as_str()).class("said")),
        _ => None,
    }
}
