//! Reading the server's answers.

use super::{FromJson, Raw, Value, member};
use crate::from_json_struct;
use crate::password_policy::PasswordRule;
use crate::protocol::{
    Echo, EchoedSpace, MidRange, Problem, ProblemCode, PullResponse, PushResponse, PutRow, Receipt,
    ReceiptStatus, RowResult, SpacePage,
};

from_json_struct!(PushResponse {
    epoch,
    last_mid,
    durable_through,
    receipts,
    carried_out,
    heads,
    echo,
    news
});
from_json_struct!(MidRange { first, last });
from_json_struct!(Echo { at, spaces, digest });
from_json_struct!(EchoedSpace { from, to });
from_json_struct!(PullResponse {
    epoch,
    spaces,
    lost,
    last_mid,
    durable_through,
    lease_until,
    now,
    upgrade_required,
});
from_json_struct!(SpacePage {
    reset,
    seq,
    put,
    del,
    more
});

impl FromJson for PutRow {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            id: FromJson::from_json(member(value, "id"))?,
            version: FromJson::from_json(member(value, "version"))?,
            record: match member(value, "record") {
                Value::Object(text, _) => Raw::new((*text).to_owned()),
                _ => return None,
            },
        })
    }
}

impl FromJson for RowResult {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, args) = super::variant(value)?;
        match name {
            "accepted" => FromJson::from_json(args).map(Self::Accepted),
            "refused" => FromJson::from_json(args).map(Self::Refused),
            _ => None,
        }
    }
}

impl FromJson for Receipt {
    fn from_json(value: &Value) -> Option<Self> {
        let status = match super::text(member(value, "status")) {
            "accepted" => ReceiptStatus::Accepted {
                rows: FromJson::from_json(member(value, "rows"))?,
            },
            "refused" => ReceiptStatus::Refused {
                rejection: FromJson::from_json(member(value, "rejection"))?,
            },
            _ => return None,
        };
        Some(Self {
            mid: FromJson::from_json(member(value, "mid"))?,
            status,
            head: FromJson::from_json(member(value, "head"))?,
        })
    }
}

impl FromJson for Problem {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            status: FromJson::from_json(member(value, "status"))?,
            code: FromJson::from_json(value)?,
            sentence: FromJson::from_json(member(value, "sentence"))?,
            field: FromJson::from_json(member(value, "field"))?,
        })
    }
}

impl FromJson for ProblemCode {
    fn from_json(value: &Value) -> Option<Self> {
        let number = |name| u64::from_json(member(value, name));
        Some(match super::text(member(value, "code")) {
            "malformed" => Self::Malformed,
            "gap" => Self::Gap {
                expected: number("expected")?,
            },
            "client_forked" => Self::ClientForked {
                from: number("from")?,
            },
            "epoch_changed" => Self::EpochChanged {
                epoch: FromJson::from_json(member(value, "epoch"))?,
                last_mid: number("last_mid")?,
            },
            "digest_mismatch" => Self::DigestMismatch,
            "not_signed_in" => Self::NotSignedIn,
            "wrong_credentials" => Self::WrongCredentials,
            "password_change_required" => Self::PasswordChangeRequired,
            "password_refused" => Self::PasswordRefused {
                rules: FromJson::from_json(member(value, "rules"))?,
            },
            "forbidden" => Self::Forbidden,
            "cross_site" => Self::CrossSite,
            "not_found" => Self::NotFound,
            "method_not_allowed" => Self::MethodNotAllowed,
            "already_activated" => Self::AlreadyActivated,
            "not_approved" => Self::NotApproved,
            "too_large" => Self::TooLarge,
            "unsupported_media_type" => Self::UnsupportedMediaType,
            "too_many_requests" => Self::TooManyRequests {
                retry_after: number("retry_after")?,
            },
            "unavailable" => Self::Unavailable,
            // A problem of a later server is still a problem, with its sentence.
            _ => Self::Internal,
        })
    }
}

impl FromJson for PasswordRule {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, args) = super::variant(value)?;
        Some(match name {
            "length" => Self::Length(FromJson::from_json(args)?),
            "letter" => Self::Letter,
            "digit" => Self::Digit,
            "upper" => Self::Upper,
            "lower" => Self::Lower,
            "symbol" => Self::Symbol,
            "run" => Self::Run {
                longest: FromJson::from_json(member(args, "longest"))?,
            },
            "not_login_name" => Self::NotLoginName,
            "not_common" => Self::NotCommon,
            _ => return None,
        })
    }
}
