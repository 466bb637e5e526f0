//! Reading platform profiles.

use super::{FromJson, Value, member};
use crate::password_policy::{Length, PasswordPolicy};
use crate::profile::{
    Contact, ContactKind, Module, ModuleState, ModuleSwitch, PlatformProfile, RegistrationPath,
    RegistrationRule, ReviewTerms,
};
use crate::{from_json_names, from_json_struct};

from_json_struct!(PlatformProfile {
    id,
    version,
    name,
    region,
    intro,
    access_lease_days,
    password,
    review,
    registration,
    modules,
    contacts,
});
from_json_struct!(ReviewTerms {
    registration_working_days,
    listing_working_days
});
from_json_struct!(RegistrationRule {
    kind,
    path,
    open,
    review_required,
    explanation
});
from_json_struct!(ModuleSwitch {
    module,
    product,
    kind,
    state,
    from,
    notice,
    instead
});
from_json_struct!(Contact { label, value, kind });
from_json_struct!(PasswordPolicy {
    length,
    require_letter,
    require_digit,
    require_upper,
    require_lower,
    require_symbol,
    longest_run,
    forbid_login_name,
    forbid_common,
});
from_json_names!(RegistrationPath {
    "self_service" => SelfService,
    "superior_application" => SuperiorApplication,
    "official_letter" => OfficialLetter,
    "elsewhere_first" => ElsewhereFirst,
});
from_json_names!(Module {
    "registration" => Registration,
    "listing" => Listing,
    "negotiation" => Negotiation,
    "distribution" => Distribution,
    "trade" => Trade,
});
from_json_names!(ModuleState { "off" => Off, "read_only" => ReadOnly, "on" => On });
from_json_names!(ContactKind {
    "phone" => Phone,
    "email" => Email,
    "address" => Address,
    "hours" => Hours,
    "web" => Web,
    "desk" => Desk,
});

impl FromJson for Length {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, args) = super::variant(value)?;
        match name {
            "exactly" => FromJson::from_json(args).map(Self::Exactly),
            "between" => Some(Self::Between {
                min: FromJson::from_json(member(args, "min"))?,
                max: FromJson::from_json(member(args, "max"))?,
            }),
            _ => None,
        }
    }
}
