//! The lines of the list of listings: made from the view, ordered, filtered.

use domain::map::SortedMap;

use domain::record::Record;
use domain::record_id::RecordId;
use domain::review::ReviewState;
use domain::timestamp::Timestamp;

use super::search::{Query, normalised};
use crate::components::money;
use crate::replica::{Standing, ViewRow};

/// 列表行 — one listing as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which listing.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Code, specification, maker: what tells it from another.
    pub about: [String; 3],
    /// Price and unit, `¥1,234.50 / 支`.
    pub price: String,
    /// Where it stands.
    pub state: ReviewState,
    /// How far it is the platform's word.
    pub standing: Standing,
    /// When something was last done about it.
    pub touched: Timestamp,
    /// What is searched.
    text: String,
}

/// Every listing of the view: what waits for the supplier first, then the
/// latest.
#[must_use]
pub fn lines(rows: &SortedMap<RecordId, ViewRow>) -> Vec<Line> {
    let mut lines: Vec<Line> = rows.values().filter_map(line).collect();
    lines.sort_by_key(|line| {
        (
            line.state != ReviewState::Returned,
            std::cmp::Reverse((line.touched, line.id)),
        )
    });
    lines
}

fn line(row: &ViewRow) -> Option<Line> {
    let Record::Listing(listing) = &row.versioned.record else {
        return None;
    };
    let details = &listing.details;
    let name = details.product_name.as_str().to_owned();
    let about = [
        details.product_code.as_str().to_owned(),
        details.specification.as_str().to_owned(),
        details.manufacturer.as_str().to_owned(),
    ];
    let text = normalised(
        &[
            name.as_str(),
            "\n",
            &about[0],
            "\n",
            &about[1],
            "\n",
            &about[2],
        ]
        .concat(),
    );
    Some(Line {
        id: row.versioned.id,
        price: [
            &money(details.price),
            " / ",
            details.unit_of_measure.as_str(),
        ]
        .concat(),
        state: listing.review.state,
        standing: row.standing,
        touched: listing
            .review
            .history
            .last()
            .map(|event| event.at)
            .unwrap_or_default(),
        name,
        about,
        text,
    })
}

/// The lines that a search and a state leave.
#[must_use]
pub fn found<'a>(lines: &'a [Line], query: &Query, state: Option<ReviewState>) -> Vec<&'a Line> {
    lines
        .iter()
        .filter(|line| state.is_none_or(|state| line.state == state) && query.finds(&line.text))
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
        let names: Vec<_> = lines.iter().map(|line| line.name.as_str()).collect();
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
