//! What is lost where a device is cleared, and what comes back: told before.

use domain::profile::PlatformProfile;
use domain::sentence::Sentence;

use crate::components::Words;
use crate::language::tell;
use crate::replica::{QueueCount, any_carried, any_here_only};
use crate::workspace::{Opening, Who, use_workspace};

/// Said of what cannot be looked into: it is locked.
pub const UNSEEN: (&str, &str) = (
    "本机上没有上传的内容、只在本机的草稿和产品目录会删除，不能恢复。平台已收的，和已同步到平台的草稿，重新登录后会取回。",
    "What has not been uploaded from here, drafts that are on this device only and the product list are deleted for good. What the platform has, drafts that it was given among it, is fetched again once you sign in.",
);

/// What lies on a device that is about to be cleared.
#[derive(Clone, Copy, Default)]
struct Lying {
    /// How many entries the platform has not taken.
    unsent: usize,
    /// Drafts that are nowhere else.
    here_only: bool,
    /// Drafts that the platform has as well.
    carried: bool,
}

/// What follows for the account that has signed in.
pub(super) fn consequence(profile: &'static PlatformProfile) -> Words {
    Words::live(move || match use_workspace(&profile.id, Who::Member) {
        Opening::Open(workspace) => {
            let QueueCount { pending, refused } = workspace.count().get();
            let (here_only, carried) = workspace
                .drafts()
                .with(|drafts| (any_here_only(drafts), any_carried(drafts)));
            tell(&told(Lying {
                unsent: pending + refused,
                here_only,
                carried,
            }))
        }
        _ => tell(&Sentence::new(UNSEEN.0, UNSEEN.1)),
    })
}

fn told(lying: Lying) -> Sentence {
    let number = lying.unsent.to_string();
    let (mut zh, mut en) = (String::new(), String::new());
    if lying.unsent > 0 {
        zh += &["没有上传成功的 ", &number, " 条会删除，不能恢复。"].concat();
        en += &["Not uploaded, and deleted for good: ", &number, ". "].concat();
    }
    if lying.here_only {
        zh += "只在本机的草稿会删除，不能恢复。";
        en += "Drafts that are on this device only are deleted for good. ";
    }
    if lying.carried {
        zh += "已同步到平台的草稿，下次登录会回来；还没上传的附件不会。";
        en += "Drafts that the platform has come back when you next sign in; their files do not. ";
    }
    zh += "本机的产品目录会删除。平台已收的内容不受影响。公用电脑上请这样退出。";
    en += "The product list on this device is deleted. What the platform has received is not affected. On a shared computer, sign out this way.";
    Sentence::new(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_nowhere_else_is_said_to_be_lost_for_good() {
        let said = |unsent, here_only, carried| {
            told(Lying {
                unsent,
                here_only,
                carried,
            })
        };
        let nothing = said(0, false, false);
        assert!(!nothing.zh.contains("不能恢复") && !nothing.zh.contains("草稿"));
        let carried = said(0, false, true);
        assert!(carried.zh.starts_with("已同步到平台的草稿，下次登录会回来"));
        assert!(!carried.zh.contains("不能恢复") && !carried.en.contains("for good"));
        let here = said(0, true, false);
        assert!(here.zh.starts_with("只在本机的草稿会删除，不能恢复"));
        assert!(!here.zh.contains("会回来"));
        let all = said(3, true, true);
        assert!(
            all.zh
                .starts_with("没有上传成功的 3 条会删除，不能恢复。只在本机的草稿")
        );
        assert!(all.zh.contains("会回来") && all.en.contains("good: 3."));
    }
}
