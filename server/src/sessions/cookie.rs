//! The session's cookie. `__Host-` ties it to this host and to https; only a
//! server that listens on the loopback alone, with no public origin, may do
//! without, under another name.

use axum::http::{HeaderMap, HeaderValue, header};

use super::Token;

/// 会话 Cookie — how the token travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// Over https.
    Secure,
    /// Over plain http to the loopback, for development.
    Loopback,
}

impl Cookie {
    /// The cookie's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-yangcai",
            Self::Loopback => "yangcai",
        }
    }

    /// The token that a call carries.
    #[must_use]
    pub fn read(self, headers: &HeaderMap) -> Option<Token> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.name())
            .and_then(|(_, value)| Token::parse(value))
    }

    /// The header that hands `token` out, for `seconds`.
    #[must_use]
    pub fn set(self, token: &Token, seconds: i64) -> HeaderValue {
        let (name, token, secure) = (self.name(), token.reveal(), self.secure());
        let text =
            format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
        let mut value = HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }

    /// The header that takes it back.
    #[must_use]
    pub fn clear(self) -> HeaderValue {
        let text = format!(
            "{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict{}",
            self.name(),
            self.secure()
        );
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
    }

    fn secure(self) -> &'static str {
        match self {
            Self::Secure => "; Secure",
            Self::Loopback => "",
        }
    }
}
