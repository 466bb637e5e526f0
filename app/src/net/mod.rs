//! Calls to the server: POST, JSON, nothing stored, and an answer that is
//! really the server's.

mod gzip;

use std::pin::Pin;

use domain::json::FromJson;
use domain::protocol::{
    ACCOUNT_HEADER, CLIENT_HEADER, INTAKE_HEADER, PLATFORM_HEADER, Problem, ProblemCode,
};
use domain::sentence::Sentence;
use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit, Response};

use crate::{data_use, rest};

/// The header by which an answer is known to be ours and not a captive portal's.
const OURS: &str = "x-yangcai";
/// After this many milliseconds without an answer a call is given up. A slow
/// link may need minutes for a batch, so this is no sign of haste.
const PATIENCE: u32 = 120_000;

/// 呼叫失败 — why a call brought no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallFault {
    /// No network, or nobody there.
    Offline,
    /// The server refused.
    Problem(Problem),
    /// Something answered that is not our server, or not in words we know.
    Garbled,
}

/// 呼叫身份 — as whom a call is made. The server believes none of it without
/// the secret or the session's cookie; it refuses where they differ.
#[derive(Clone, Debug)]
pub enum Credential {
    /// As nobody yet.
    None,
    /// As somebody without an account.
    Intake {
        /// The platform.
        platform: String,
        /// The secret of the intake.
        secret: String,
    },
    /// As this account: one queue never goes up under another's session.
    Account(String),
}

impl CallFault {
    /// What a person is told.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Offline => Sentence::new(
                "现在连不上平台。已填的内容都在本机，联网后再试。",
                "The platform cannot be reached now. What you entered is kept on this device; try again once connected.",
            ),
            Self::Problem(problem) => problem.sentence.clone(),
            Self::Garbled => Sentence::new(
                "网络上有别的页面拦住了我们（例如需要登录的无线网络）。请先连通网络再试。",
                "Something else answered in the platform’s place, such as a Wi-Fi sign-in page. Please get \
                 connected first.",
            ),
        }
    }
}

/// Calls `path` with `body` as JSON.
///
/// # Errors
/// Why no answer came, or the server's refusal.
pub async fn call<T: FromJson>(
    path: &str,
    body: &str,
    credential: &Credential,
) -> Result<T, CallFault> {
    let text = text_of(path, body, credential).await?;
    domain::json::read(&text).ok_or(CallFault::Garbled)
}

fn too_large() -> Problem {
    Problem {
        status: 413,
        code: ProblemCode::TooLarge,
        sentence: Sentence::new(
            "这次上传的内容太大，网络上的设备不让通过。内容都在本机，请换一个网络再试。",
            "This upload is too large for something on the way. Everything is kept on this device; please try another \
             network.",
        ),
        field: None,
    }
}

/// The same, and the answer as it came.
///
/// # Errors
/// Why no answer came, or the server's refusal.
pub async fn text_of(path: &str, body: &str, credential: &Credential) -> Result<String, CallFault> {
    let offline = |_: JsValue| CallFault::Offline;
    let headers = Headers::new().map_err(offline)?;
    headers
        .set("content-type", "application/json")
        .map_err(offline)?;
    headers.set(CLIENT_HEADER, "1").map_err(offline)?;
    match credential {
        Credential::None => {}
        Credential::Intake { platform, secret } => {
            headers.set(INTAKE_HEADER, secret).map_err(offline)?;
            headers.set(PLATFORM_HEADER, platform).map_err(offline)?;
        }
        Credential::Account(account) => headers.set(ACCOUNT_HEADER, account).map_err(offline)?,
    }
    let controller = AbortController::new().map_err(offline)?;
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_headers(&headers);
    let packed = if body.len() > gzip::WORTH && rest::is_here() {
        // Boxed, so that it is a function of its own, which comes with the rest.
        let packing: Pin<Box<dyn Future<Output = _>>> = Box::pin(gzip::gzip(body));
        packing.await
    } else {
        None
    };
    let mut length = body.len();
    match packed {
        Some(packed) => {
            length = packed.byte_length() as usize;
            headers.set("content-encoding", "gzip").map_err(offline)?;
            request.set_body(&packed);
        }
        None => request.set_body(&JsValue::from_str(body)),
    }
    request.set_cache(RequestCache::NoStore);
    request.set_signal(Some(&controller.signal()));
    let window = web_sys::window().ok_or(CallFault::Offline)?;
    let patience = Timeout::new(PATIENCE, move || controller.abort());
    let answer = JsFuture::from(window.fetch_with_str_and_init(path, &request)).await;
    let answer: Response = answer.map_err(offline)?.unchecked_into();
    // What brought no answer may have gone or not: only what has certainly gone counts.
    data_use::sent(path, length);
    let ours = answer.headers().has(OURS).unwrap_or(false) && !answer.redirected();
    if !ours {
        return Err(match answer.status() {
            // A proxy on the way, which will say so again.
            413 => CallFault::Problem(too_large()),
            _ => CallFault::Garbled,
        });
    }
    let text = JsFuture::from(answer.text().map_err(offline)?)
        .await
        .map_err(offline)?;
    drop(patience);
    let text = text.as_string().unwrap_or_default();
    if answer.ok() {
        // 204: nothing to say is JSON's null.
        return Ok(if text.is_empty() {
            "null".to_owned()
        } else {
            text
        });
    }
    Err(domain::json::read(&text).map_or(CallFault::Garbled, CallFault::Problem))
}
