//! Where a listing is written: the draft's name and the form's address.

use domain::map::SortedMap;

use domain::record_id::RecordId;

/// What the names of all drafts of listings begin with.
const PREFIX: &str = "listing:";
const NEW: &str = "new";

/// 填写处 — one form, with one draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A listing that is not in the queue yet; 0 is the one that the menu opens.
    New(u64),
    /// A listing that is there already, to be submitted again.
    Again(RecordId),
}

impl Place {
    /// The name under which the draft is kept.
    #[must_use]
    pub fn draft(self) -> String {
        match self {
            Self::New(0) => [PREFIX, NEW].concat(),
            Self::New(number) => [PREFIX, NEW, ":", &number.to_string()].concat(),
            Self::Again(id) => [PREFIX, &id.to_string()].concat(),
        }
    }

    /// Whether a draft of that name is a listing's.
    #[must_use]
    pub fn is_drafts(name: &str) -> bool {
        name.starts_with(PREFIX)
    }

    /// The place of the draft of that name, if it is a listing's.
    #[must_use]
    pub fn of_draft(name: &str) -> Option<Self> {
        let name = name.strip_prefix(PREFIX)?;
        match name.strip_prefix(NEW) {
            Some("") => Some(Self::New(0)),
            Some(rest) => rest.strip_prefix(':')?.parse().ok().map(Self::New),
            None => name.parse().ok().map(Self::Again),
        }
    }

    /// The form's address.
    #[must_use]
    pub fn address(self, platform: &str) -> String {
        match self {
            Self::New(0) => ["/", platform, "/listings/new"].concat(),
            Self::New(number) => ["/", platform, "/listings/new?n=", &number.to_string()].concat(),
            Self::Again(id) => ["/", platform, "/listings/", &id.to_string(), "/edit"].concat(),
        }
    }

    /// The new listing that `n` of the address's query names.
    #[must_use]
    pub fn of_query(number: Option<&str>) -> Self {
        Self::New(number.and_then(|number| number.parse().ok()).unwrap_or(0))
    }

    /// A place for a new listing where no draft stands yet.
    #[must_use]
    pub fn free(drafts: &SortedMap<String, String>) -> Self {
        (0..)
            .map(Self::New)
            .find(|place| !drafts.contains_key(&place.draft()))
            .unwrap_or(Self::New(0))
    }
}

/// The address of a listing's own page.
#[must_use]
pub fn address(platform: &str, id: RecordId) -> String {
    ["/", platform, "/listings/", &id.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::client_id::ClientId;

    #[test]
    fn the_name_of_a_draft_leads_back_to_its_place() {
        let id = RecordId::of_command(ClientId::from_random([7; 10]), 3).with_row(2);
        for place in [Place::New(0), Place::New(7), Place::Again(id)] {
            assert_eq!(Place::of_draft(&place.draft()), Some(place));
        }
        assert_eq!(Place::of_draft("registration:new"), None);
        assert_eq!(Place::of_draft("listing:new:x"), None);
    }

    #[test]
    fn an_address_says_which_new_listing_it_opens() {
        assert_eq!(Place::New(0).address("hunan"), "/hunan/listings/new");
        assert_eq!(Place::of_query(None), Place::New(0));
        assert_eq!(Place::of_query(Some("3")), Place::New(3));
        assert!(Place::New(3).address("hunan").ends_with("?n=3"));
    }

    #[test]
    fn a_free_place_never_covers_a_draft() {
        let mut drafts = SortedMap::new();
        assert_eq!(Place::free(&drafts), Place::New(0));
        drafts.insert(Place::New(0).draft(), "{}".to_owned());
        drafts.insert(Place::New(1).draft(), "{}".to_owned());
        assert_eq!(Place::free(&drafts), Place::New(2));
    }
}
