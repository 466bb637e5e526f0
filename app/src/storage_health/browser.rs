//! Browsers built into other apps: what they keep goes with the app's cache, and
//! many of them let nobody save a file.

/// 应用内浏览器 — the app whose built-in browser shows this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InApp {
    /// The app's name in Chinese.
    pub zh: &'static str,
    /// The app's name in English.
    pub en: &'static str,
    /// How one gets from there into a real browser.
    pub way: (&'static str, &'static str),
}

const TOP_RIGHT: (&str, &str) = (
    "请点右上角「…」，选「在浏览器打开」。",
    "Tap “…” at the top right, then “Open in browser”.",
);
const BY_ADDRESS: (&str, &str) = (
    "请复制本页地址，到手机自带的浏览器里打开。",
    "Copy this page’s address and open it in the phone’s own browser.",
);

/// What the apps call themselves in the user agent. Of several the first counts:
/// WeCom names WeChat as well.
const APPS: [(&str, InApp); 10] = [
    ("wxwork/", app("企业微信", "WeCom", TOP_RIGHT)),
    ("micromessenger/", app("微信", "WeChat", TOP_RIGHT)),
    ("dingtalk/", app("钉钉", "DingTalk", TOP_RIGHT)),
    ("alipayclient/", app("支付宝", "Alipay", TOP_RIGHT)),
    ("feishu/", app("飞书", "Feishu", TOP_RIGHT)),
    ("lark/", app("飞书", "Lark", TOP_RIGHT)),
    (" qq/", app("QQ", "QQ", TOP_RIGHT)),
    ("weibo", app("微博", "Weibo", TOP_RIGHT)),
    ("baiduboxapp/", app("百度", "Baidu", BY_ADDRESS)),
    // Whatever other app shows pages by Android's own means.
    ("; wv)", app("这个应用", "this app", BY_ADDRESS)),
];

const fn app(zh: &'static str, en: &'static str, way: (&'static str, &'static str)) -> InApp {
    InApp { zh, en, way }
}

/// The app in whose built-in browser a page with this user agent is shown; none
/// in a browser of its own.
#[must_use]
pub fn in_app(user_agent: &str) -> Option<InApp> {
    let agent = user_agent.to_ascii_lowercase();
    APPS.iter()
        .find(|(mark, _)| agent.contains(mark))
        .map(|(_, app)| *app)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_of_other_apps_are_known_and_real_browsers_are_left_alone() {
        for (agent, app) in [
            (
                "Mozilla/5.0 (Linux; Android 13; M2012K11AC Build/TKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160083 MMWEBSDK/20230805 MicroMessenger/8.0.42.2460(0x28002A35) WeChat/arm64",
                Some("微信"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.43(0x18002b2d) NetType/WIFI Language/zh_CN",
                Some("微信"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; wv) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 wxwork/4.1.10 MicroMessenger/7.0.1",
                Some("企业微信"),
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 11; zh-CN) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36 AliApp(DingTalk/7.0.50) com.alibaba.android.rimet",
                Some("钉钉"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/97.0 UCBrowser AliApp(AP/10.3) AlipayClient/10.3.96",
                Some("支付宝"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/98.0 MQQBrowser/6.2 TBS/046 Mobile Safari/537.36 V1_AND_SQ_8.9.38 QQ/8.9.38.10545",
                Some("QQ"),
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; Pixel 5 Build/SP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0 Mobile Safari/537.36",
                Some("这个应用"),
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 12; zh-cn) AppleWebKit/537.36 Chrome/98.0 MQQBrowser/13.9 Mobile Safari/537.36",
                None,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S9180) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
                None,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                None,
            ),
            (
                "Mozilla/5.0 (Android 13; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0",
                None,
            ),
            ("", None),
        ] {
            assert_eq!(in_app(agent).map(|app| app.zh), app, "{agent}");
        }
    }
}
