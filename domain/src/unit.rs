//! 单位 — an organisation that has been registered.

use serde::{Deserialize, Serialize};

use crate::identifiers::{OrganisationName, UnifiedSocialCreditCode};
use crate::profile::OrganisationKind;
use crate::record_id::RecordId;

/// 单位 — a registered organisation on one platform (rows H4, H5, B2). Its
/// record id is that of the registration that made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The registration from which it came; the unit's own name in spaces.
    pub registration: RecordId,
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: OrganisationName,
    /// Its credit code; unique on the platform.
    pub credit_code: UnifiedSocialCreditCode,
}
