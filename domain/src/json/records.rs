//! Reading records, commands and what they are made of.

use super::{FromJson, Value, member, variant};
use crate::actor::{Actor, Permission, Role};
use crate::attachment::Document;
use crate::calendar::Deadline;
use crate::client_id::ClientId;
use crate::command::{Command, Envelope, Origin};
use crate::fault::{Fault, FieldFault};
use crate::field::Field;
use crate::identifiers::{BoundedText, OrganisationName, UnifiedSocialCreditCode};
use crate::listing::{AttachmentRef, Listing, ListingEntry};
use crate::merge::{Base, Contested};
use crate::product_kind::ProductKind;
use crate::profile::{OrganisationKind, PlatformId};
use crate::record::Record;
use crate::record_id::RecordId;
use crate::registration::{Registration, RegistrationEntry};
use crate::rejection::Rejection;
use crate::review::{Party, Remark, Review, ReviewAct, ReviewEvent, ReviewState};
use crate::sentence::{Language, Sentence};
use crate::space::{IntakeId, Space};
use crate::timestamp::{Day, Timestamp};
use crate::unit::Unit;
use crate::{from_json_names, from_json_struct, from_json_text};

from_json_text!(
    Field,
    ClientId,
    RecordId,
    Space,
    PlatformId,
    UnifiedSocialCreditCode,
    OrganisationName
);

impl<const MAX: usize, const LINES: bool> FromJson for BoundedText<MAX, LINES> {
    fn from_json(value: &Value) -> Option<Self> {
        Self::parse(super::text(value)).ok()
    }
}

impl FromJson for IntakeId {
    fn from_json(value: &Value) -> Option<Self> {
        String::from_json(value)?.try_into().ok()
    }
}

impl FromJson for Timestamp {
    fn from_json(value: &Value) -> Option<Self> {
        i64::from_json(value).map(Self::from_millis)
    }
}

impl FromJson for Day {
    fn from_json(value: &Value) -> Option<Self> {
        Self::parse(super::text(value)).ok()
    }
}

from_json_struct!(Sentence { zh, en });
from_json_names!(Language { "chinese" => Chinese, "english" => English });
from_json_names!(ProductKind { "drug" => Drug, "consumable" => Consumable });
from_json_names!(OrganisationKind {
    "medical_institution" => MedicalInstitution,
    "community_health_station" => CommunityHealthStation,
    "manufacturer" => Manufacturer,
    "agent" => Agent,
    "distributor" => Distributor,
    "regulator" => Regulator,
    "centre" => Centre,
});
from_json_names!(Role { "unit_admin" => UnitAdmin, "operator" => Operator, "reviewer" => Reviewer });
from_json_names!(Permission {
    "register" => Register,
    "file_listing" => FileListing,
    "review" => Review,
});
from_json_names!(ReviewState {
    "draft" => Draft,
    "submitted" => Submitted,
    "under_review" => UnderReview,
    "approved" => Approved,
    "returned" => Returned,
    "rejected" => Rejected,
    "withdrawn" => Withdrawn,
});

from_json_struct!(Deadline { at, provisional });
from_json_struct!(Origin { client, mid });
from_json_struct!(Party { account, name });
from_json_struct!(Remark { field, text });
from_json_struct!(ReviewEvent { act, by, at });
from_json_struct!(Review {
    state,
    history,
    due
});
from_json_names!(Document {
    "certificate" => Certificate,
    "stamped_letter" => StampedLetter,
    "other" => Other,
});
from_json_struct!(AttachmentRef {
    sha256,
    name,
    size,
    document,
});
from_json_struct!(ListingEntry {
    product_kind,
    product_code,
    product_name,
    certificate,
    manufacturer,
    specification,
    unit_of_measure,
    price,
    attachments,
});
from_json_struct!(RegistrationEntry {
    kind,
    organisation_name,
    credit_code,
    address,
    operator_name,
    operator_phone,
    security_email,
    login_name,
    accepts_custody,
});
from_json_struct!(Unit {
    registration,
    kind,
    name,
    credit_code
});

impl FromJson for ReviewAct {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, args) = variant(value)?;
        Some(match name {
            "submit" => Self::Submit,
            "claim" => Self::Claim,
            "approve" => Self::Approve,
            "return" => Self::Return {
                remarks: FromJson::from_json(member(args, "remarks"))?,
            },
            "reject" => Self::Reject {
                reason: FromJson::from_json(member(args, "reason"))?,
            },
            "withdraw" => Self::Withdraw,
            _ => return None,
        })
    }
}

impl FromJson for Actor {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, args) = variant(value)?;
        match name {
            "applicant" => Some(Self::Applicant {
                intake: FromJson::from_json(member(args, "intake"))?,
            }),
            "member" => Some(Self::Member {
                account: FromJson::from_json(member(args, "account"))?,
                name: FromJson::from_json(member(args, "name"))?,
                unit: FromJson::from_json(member(args, "unit"))?,
                role: FromJson::from_json(member(args, "role"))?,
            }),
            _ => None,
        }
    }
}

// What was understood from an entry is understood again: the same rules made
// it, and its own form need not be read.
impl FromJson for Listing {
    fn from_json(value: &Value) -> Option<Self> {
        let entry: ListingEntry = FromJson::from_json(member(value, "entry"))?;
        Some(Self {
            unit: FromJson::from_json(member(value, "unit"))?,
            details: entry.read().ok()?,
            entry,
            review: FromJson::from_json(member(value, "review"))?,
            awaited: FromJson::from_json(member(value, "awaited"))?,
        })
    }
}

impl FromJson for Registration {
    fn from_json(value: &Value) -> Option<Self> {
        let entry: RegistrationEntry = FromJson::from_json(member(value, "entry"))?;
        Some(Self {
            intake: FromJson::from_json(member(value, "intake"))?,
            details: entry.read().ok()?,
            entry,
            review: FromJson::from_json(member(value, "review"))?,
            unit: FromJson::from_json(member(value, "unit"))?,
        })
    }
}

impl FromJson for Record {
    fn from_json(value: &Value) -> Option<Self> {
        let body = member(value, "body");
        match super::text(member(value, "collection")) {
            "registration" => FromJson::from_json(body).map(Self::Registration),
            "unit" => FromJson::from_json(body).map(Self::Unit),
            "listing" => FromJson::from_json(body).map(Self::Listing),
            _ => None,
        }
    }
}

impl FromJson for Command {
    fn from_json(value: &Value) -> Option<Self> {
        let args = member(value, "args");
        Some(match super::text(member(value, "name")) {
            "submit_registration" => Self::SubmitRegistration {
                registration: FromJson::from_json(member(args, "registration"))?,
                entry: FromJson::from_json(member(args, "entry"))?,
            },
            "submit_listing" => Self::SubmitListing {
                listing: FromJson::from_json(member(args, "listing"))?,
                entry: FromJson::from_json(member(args, "entry"))?,
            },
            "submit_listings" => Self::SubmitListings {
                rows: FromJson::from_json(member(args, "rows"))?,
            },
            "review" => Self::Review {
                record: FromJson::from_json(member(args, "record"))?,
                act: FromJson::from_json(member(args, "act"))?,
            },
            "discarded" => Self::Discarded {},
            _ => return None,
        })
    }
}

impl FromJson for Base {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, entry) = variant(value)?;
        match name {
            "listing" => FromJson::from_json(entry).map(Self::Listing),
            "registration" => FromJson::from_json(entry).map(Self::Registration),
            _ => None,
        }
    }
}

from_json_struct!(Contested { field, theirs });

impl FromJson for Envelope {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            command: FromJson::from_json(value)?,
            base_version: FromJson::from_json(member(value, "base_version"))?,
            base: FromJson::from_json(member(value, "base"))?,
            at: FromJson::from_json(member(value, "at"))?,
            origin: FromJson::from_json(member(value, "origin"))?,
        })
    }
}

/// A fault comes with its sentence, which is all that is done with it here.
impl FromJson for FieldFault {
    fn from_json(value: &Value) -> Option<Self> {
        let field = FromJson::from_json(member(value, "field"))?;
        let sentence = FromJson::from_json(member(value, "sentence"))?;
        Some(Self {
            field,
            fault: Fault::Told(sentence),
        })
    }
}

impl FromJson for Rejection {
    fn from_json(value: &Value) -> Option<Self> {
        Some(match super::text(member(value, "code")) {
            "fields" => Self::Fields {
                faults: FromJson::from_json(member(value, "faults"))?,
            },
            "not_allowed" => Self::NotAllowed {
                permission: FromJson::from_json(member(value, "permission"))?,
            },
            "not_found" => Self::NotFound,
            "wrong_state" => Self::WrongState {
                state: FromJson::from_json(member(value, "state"))?,
            },
            "changed_meanwhile" => Self::ChangedMeanwhile {
                version: FromJson::from_json(member(value, "version"))?,
                fields: FromJson::from_json(member(value, "fields"))?,
            },
            "own_application" => Self::OwnApplication,
            "awaiting_attachment" => Self::AwaitingAttachment,
            "switched_off" => Self::SwitchedOff {
                notice: FromJson::from_json(member(value, "notice"))?,
                instead: FromJson::from_json(member(value, "instead"))?,
            },
            "batch_size" => Self::BatchSize {
                max: FromJson::from_json(member(value, "max"))?,
            },
            "unreadable" => Self::Unreadable,
            _ => return None,
        })
    }
}
