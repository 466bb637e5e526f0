//! What a profile must satisfy beyond its form.

use super::{Contact, ContactKind, OrganisationKind, PlatformProfile, ProfileFault};
use crate::password_policy::Length;
use crate::sentence::Sentence;

impl PlatformProfile {
    /// 校验 — checks that the profile is complete and means something.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn validate(&self) -> Result<(), ProfileFault> {
        if self.version == 0 {
            return Err(ProfileFault::VersionZero);
        }
        if self.access_lease_days == 0 {
            return Err(ProfileFault::AccessLease);
        }
        if self.review.registration_working_days == 0 || self.review.listing_working_days == 0 {
            return Err(ProfileFault::ReviewTerms);
        }
        self.texts()?;
        self.password_sense()?;
        for kind in OrganisationKind::ALL {
            let found = self
                .registration
                .iter()
                .filter(|rule| rule.kind == kind)
                .count();
            if found != 1 {
                return Err(ProfileFault::RegistrationRules { kind, found });
            }
        }
        for (index, switch) in self.modules.iter().enumerate() {
            let same = |other: &&super::ModuleSwitch| {
                (other.module, other.product, other.kind, other.from)
                    == (switch.module, switch.product, switch.kind, switch.from)
            };
            if self
                .modules
                .iter()
                .skip(index + 1)
                .any(|other| same(&other))
            {
                return Err(ProfileFault::DuplicateSwitch);
            }
        }
        if self.contacts.is_empty() {
            return Err(ProfileFault::NoContacts);
        }
        match self
            .contacts
            .iter()
            .find(|contact| !is_of_its_kind(contact))
        {
            Some(contact) => Err(ProfileFault::Contact {
                value: contact.value.zh.clone(),
            }),
            None => Ok(()),
        }
    }

    /// No text that people are shown is empty.
    fn texts(&self) -> Result<(), ProfileFault> {
        let own = [
            ("name", &self.name),
            ("region", &self.region),
            ("intro", &self.intro),
        ];
        let rules = self
            .registration
            .iter()
            .map(|rule| ("registration", &rule.explanation));
        let notices = self
            .modules
            .iter()
            .map(|switch| ("module notice", &switch.notice));
        let instead = self
            .modules
            .iter()
            .filter_map(|s| Some(("instead", s.instead.as_ref()?)));
        let contacts = self
            .contacts
            .iter()
            .flat_map(|c| [("contact", &c.label), ("contact", &c.value)]);
        let empty = |text: &Sentence| text.zh.trim().is_empty() || text.en.trim().is_empty();
        let mut all = own
            .into_iter()
            .chain(rules)
            .chain(notices)
            .chain(instead)
            .chain(contacts);
        match all.find(|(_, text)| empty(text)) {
            Some((place, _)) => Err(ProfileFault::EmptyText { place }),
            None => Ok(()),
        }
    }

    /// A password can keep the policy.
    fn password_sense(&self) -> Result<(), ProfileFault> {
        let possible = match self.password.length {
            Length::Exactly(n) => n >= 6,
            Length::Between { min, max } => min >= 6 && min <= max,
        };
        if !possible {
            return Err(ProfileFault::PasswordLength);
        }
        if self.password.longest_run == 1 {
            return Err(ProfileFault::PasswordRun);
        }
        Ok(())
    }
}

/// Whether a contact's value is what its kind links to.
fn is_of_its_kind(contact: &Contact) -> bool {
    [&contact.value.zh, &contact.value.en]
        .into_iter()
        .all(|value| match contact.kind {
            ContactKind::Phone => value.chars().filter(char::is_ascii_digit).count() >= 3,
            ContactKind::Email => crate::identifiers::EmailAddress::parse(value).is_ok(),
            ContactKind::Web => value.starts_with("https://"),
            ContactKind::Address | ContactKind::Hours | ContactKind::Desk => true,
        })
}
