//! The lines of the list of listings: made from the view, ordered, filtered.

use std::sync::{Arc, OnceLock};

use domain::listing::ListingDetails;
use domain::map::SortedMap;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::review::ReviewState;

use super::search::{Query, normalised};
use crate::components::money;
use crate::replica::{Place, Standing, ViewRow, place};

/// 列表行 — one listing as the list shows it. Of very many only a few are shown, so
/// it says what it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The record.
    versioned: Arc<Versioned>,
    /// Where it stands.
    pub state: ReviewState,
    /// How far it is the platform's word.
    pub standing: Standing,
    /// What is searched, once something has been.
    text: OnceLock<String>,
}

/// Every listing of the view: what waits for the supplier first, then the
/// latest.
#[must_use]
pub fn lines(rows: &SortedMap<RecordId, ViewRow>) -> Vec<Line> {
    let mut lines: Vec<(Place, Line)> = rows.values().filter_map(line).collect();
    lines.sort_unstable_by_key(|(place, _)| *place);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn line(row: &ViewRow) -> Option<(Place, Line)> {
    let Record::Listing(listing) = &row.versioned.record else {
        return None;
    };
    let line = Line {
        versioned: Arc::clone(&row.versioned),
        state: listing.review.state,
        standing: row.standing,
        text: OnceLock::new(),
    };
    Some((place(row.versioned.id, &listing.review), line))
}

impl Line {
    fn details(&self) -> Option<&ListingDetails> {
        match &self.versioned.record {
            Record::Listing(listing) => Some(&listing.details),
            _ => None,
        }
    }

    /// Which listing.
    #[must_use]
    pub fn id(&self) -> RecordId {
        self.versioned.id
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.details()
            .map_or("", |details| details.product_name.as_str())
    }

    /// Code, specification, maker: what tells it from another.
    #[must_use]
    pub fn about(&self) -> Vec<&str> {
        let about = self.details().map(|details| {
            vec![
                details.product_code.as_str(),
                details.specification.as_str(),
                details.manufacturer.as_str(),
            ]
        });
        about.unwrap_or_default()
    }

    /// Price and unit, `¥1,234.50 / 支`.
    #[must_use]
    pub fn price(&self) -> String {
        self.details().map_or_else(String::new, |details| {
            let unit = details.unit_of_measure.as_str();
            [&money(details.price), " / ", unit].concat()
        })
    }

    fn text(&self) -> &str {
        self.text.get_or_init(|| {
            let about = self.about().join("\n");
            normalised(&[self.name(), "\n", &about].concat())
        })
    }
}

/// The lines that a search and a state leave.
#[must_use]
pub fn found<'a>(lines: &'a [Line], query: &Query, state: Option<ReviewState>) -> Vec<&'a Line> {
    lines
        .iter()
        .filter(|line| {
            state.is_none_or(|state| line.state == state)
                && (query.is_empty() || query.finds(line.text()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::samples::row;

    #[test]
    fn what_was_returned_comes_first_and_then_the_latest() {
        let rows = [
            row(1, "甲", ReviewState::Approved, 10),
            row(2, "乙", ReviewState::Submitted, 30),
            row(3, "丙", ReviewState::Returned, 5),
        ];
        let lines = lines(&rows.into_iter().collect());
        let names: Vec<_> = lines.iter().map(|line| line.name()).collect();
        assert_eq!(names, ["丙", "乙", "甲"]);
    }

    #[test]
    fn a_search_and_a_state_leave_what_has_both() {
        let rows = [
            row(1, "注射器", ReviewState::Approved, 1),
            row(2, "注射器", ReviewState::Submitted, 2),
        ];
        let lines = lines(&rows.into_iter().collect());
        assert_eq!(found(&lines, &Query::read("注射器"), None).len(), 2);
        assert_eq!(
            found(&lines, &Query::read("注射器"), Some(ReviewState::Approved)).len(),
            1
        );
        assert_eq!(
            found(&lines, &Query::read("Ｃ1403010010000503272"), None).len(),
            2,
            "by code"
        );
        assert!(found(&lines, &Query::read("导管"), None).is_empty());
    }
}
