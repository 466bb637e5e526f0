//! Values on their way to PostgreSQL.

use bytes::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use crate::store::Value;

/// What writing a value can fail with.
type Fault = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Fault> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Number(number) => number.to_sql_checked(ty, out),
            Self::Text(text) => text.to_sql_checked(ty, out),
            Self::Bytes(bytes) => bytes.to_sql_checked(ty, out),
            Self::Truth(truth) => truth.to_sql_checked(ty, out),
        }
    }

    /// Each kind is asked again once it is known which it is.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// 待发的值 — a value that outlives the statement it was given to.
pub(super) enum Kept {
    Null,
    Number(i64),
    Text(Box<str>),
    Bytes(Box<[u8]>),
    Truth(bool),
}

impl Kept {
    /// A copy.
    pub(super) fn of(value: &Value<'_>) -> Self {
        match *value {
            Value::Null => Self::Null,
            Value::Number(number) => Self::Number(number),
            Value::Text(text) => Self::Text(text.into()),
            Value::Bytes(bytes) => Self::Bytes(bytes.into()),
            Value::Truth(truth) => Self::Truth(truth),
        }
    }

    /// The value again.
    pub(super) fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Truth(truth) => Value::Truth(*truth),
        }
    }
}
