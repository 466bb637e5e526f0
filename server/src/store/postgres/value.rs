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
