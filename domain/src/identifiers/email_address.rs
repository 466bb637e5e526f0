//! 电子邮箱: addresses that mail can really be sent to, and that can't smuggle
//! anything into a mail's headers.

use super::text;
use super::wire::text_on_the_wire;

pub use super::email_address_fault::EmailAddressFault;

/// 电子邮箱 — an e-mail address (guizhou.md G6): at most 254 characters, ASCII,
/// one @, a domain with a dot. The part before the @ is kept as typed, the
/// domain in small letters. Quoted and address-literal forms are not taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address; blanks around it are dropped, full-width characters taken.
    ///
    /// # Errors
    /// What keeps it from being an address.
    pub fn parse(input: &str) -> Result<Self, EmailAddressFault> {
        use EmailAddressFault as Fault;
        let typed: String = input
            .trim()
            .replace('。', ".")
            .chars()
            .map(text::half_width)
            .collect();
        if typed.is_empty() {
            return Err(Fault::Empty);
        }
        let found = text::count(&typed);
        if found > 254 {
            return Err(Fault::TooLong { found });
        }
        if let Some((character, position)) = text::numbered(&typed).find(|(c, _)| !may_stand(*c)) {
            return Err(Fault::ForbiddenCharacter {
                character,
                position,
            });
        }
        let (name, domain) = typed.split_once('@').ok_or(Fault::NoAt)?;
        if domain.contains('@') {
            return Err(Fault::SeveralAts);
        }
        if name.len() > 64 || name.split('.').any(str::is_empty) {
            return Err(Fault::WrongName);
        }
        let domain = domain.to_ascii_lowercase();
        if domain.contains('.') && domain.split('.').all(is_label) && !all_digits_last(&domain) {
            Ok(Self(format!("{name}@{domain}")))
        } else {
            Err(Fault::WrongDomain)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `c` may stand anywhere in an address (RFC 5322 atom characters, @ and dot).
fn may_stand(c: char) -> bool {
    c.is_ascii_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c)
}

/// Whether `label` is one part of a domain: 1 to 63 letters, digits and inner hyphens.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Whether the last part is a number: an IP address, not a domain.
fn all_digits_last(domain: &str) -> bool {
    domain
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

text_on_the_wire!(EmailAddress, EmailAddressFault);
