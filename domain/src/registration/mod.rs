//! 单位注册 — an organisation applies to take part in a platform (rows H4, H5,
//! B2, G1, G2).

mod entry;
mod fields;
mod submit;

pub use entry::{RegistrationDetails, RegistrationEntry};
pub use submit::{approved, claims_of, submit};

use serde::{Deserialize, Serialize};

use crate::record_id::RecordId;
use crate::review::Review;
use crate::space::IntakeId;

/// 单位注册申请 — one application for registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registration {
    /// The anonymous space in which it was made; its secret is the applicant's
    /// key to it.
    pub intake: IntakeId,
    /// What was written, as it was written, so that a form can be opened again.
    pub entry: RegistrationEntry,
    /// The same, understood.
    pub details: RegistrationDetails,
    /// Where it stands.
    pub review: Review,
    /// The unit that approval made; it bears this record's own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<RecordId>,
}
