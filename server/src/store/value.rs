//! What a statement is given, for either database, without a copy.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use super::number;

/// 值 — one value of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// None.
    Null,
    /// BIGINT.
    Number(i64),
    /// TEXT.
    Text(&'a str),
    /// BLOB in SQLite, BYTEA in PostgreSQL.
    Bytes(&'a [u8]),
    /// BOOLEAN.
    Truth(bool),
}

/// The values of a statement, in the order of their numbers.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::store::value::Value::from($value)),*] };
}

pub(crate) use values;

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Truth(truth) => ValueRef::Integer(i64::from(truth)),
        }))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Number(number::to_sql(count))
    }
}

impl From<bool> for Value<'_> {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8; 32]> for Value<'a> {
    fn from(bytes: &'a [u8; 32]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// 留存的值 — a value that outlives the statement it was given to, or came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// None.
    Null,
    /// BIGINT.
    Number(i64),
    /// TEXT.
    Text(Box<str>),
    /// BLOB or BYTEA.
    Bytes(Box<[u8]>),
    /// BOOLEAN.
    Truth(bool),
}

impl Kept {
    /// A copy.
    pub(crate) fn of(value: &Value<'_>) -> Self {
        match *value {
            Value::Null => Self::Null,
            Value::Number(number) => Self::Number(number),
            Value::Text(text) => Self::Text(text.into()),
            Value::Bytes(bytes) => Self::Bytes(bytes.into()),
            Value::Truth(truth) => Self::Truth(truth),
        }
    }

    /// The value again.
    pub(crate) fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Number(number) => Value::Number(*number),
            Self::Text(text) => Value::Text(text),
            Self::Bytes(bytes) => Value::Bytes(bytes),
            Self::Truth(truth) => Value::Truth(*truth),
        }
    }
}
