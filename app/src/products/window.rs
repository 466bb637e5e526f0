//! Which rows of a long list can be seen, and where they stand. Browsers make
//! no element as high as a million rows: from some height on the scrollbar
//! stands for the whole list in a smaller measure, while a turn of the wheel
//! still moves it by as much as the wheel says.

use core::ops::Range;

/// The highest that the inside of a list is made, in pixels: browsers stop at
/// 17 to 33 million.
const HIGHEST: f64 = 8_000_000.0;
/// Rows beyond the visible ones on either side, so that what one scrolls to is
/// mostly there already.
const BEYOND: usize = 8;

/// 可见窗口 — a place in a list of rows of one height; all lengths in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// How many rows there are.
    pub rows: usize,
    /// The height of a row.
    pub row: f64,
    /// The height of what is seen.
    pub view: f64,
    /// What is above the view, had the list its full height.
    top: f64,
    /// Where the scrollbar stands.
    scroll: f64,
}

impl Place {
    /// The beginning of a list.
    #[must_use]
    pub fn new(rows: usize, row: f64, view: f64) -> Self {
        let (top, scroll) = (0.0, 0.0);
        Self {
            rows,
            row,
            view,
            top,
            scroll,
        }
    }

    /// The height of the list's inside.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.full().min(HIGHEST)
    }

    fn full(&self) -> f64 {
        self.rows as f64 * self.row
    }

    /// The furthest that one can scroll: in the full list, and by the bar.
    fn furthest(&self) -> (f64, f64) {
        let beyond = |height: f64| (height - self.view).max(0.0);
        (beyond(self.full()), beyond(self.height()))
    }

    /// The scrollbar stands at `scroll` now. A short way is gone as it is; a
    /// long one was made on the bar, which stands for the whole list.
    pub fn scrolled(&mut self, scroll: f64) {
        let (full, bar) = self.furthest();
        let moved = scroll - self.scroll;
        let by_bar = full <= bar || moved.abs() > 2.0 * self.view;
        self.top = if scroll <= 0.0 {
            0.0
        } else if scroll >= bar - 1.0 {
            full
        } else if by_bar {
            scroll / bar * full
        } else {
            (self.top + moved).clamp(0.0, full)
        };
        self.scroll = scroll;
    }

    /// Other heights, or another number of rows: what is on top stays there.
    pub fn resize(&mut self, rows: usize, row: f64, view: f64) {
        let first = self.top / self.row.max(1.0);
        (self.rows, self.row, self.view) = (rows, row, view);
        self.top = (first * row).min(self.furthest().0);
    }

    /// Where the scrollbar belongs once scrolling has come to rest, if that is
    /// elsewhere. The rows stay where they are seen.
    pub fn settle(&mut self) -> Option<f64> {
        let (full, bar) = self.furthest();
        let scroll = if full <= bar {
            self.top
        } else {
            self.top / full * bar
        };
        let elsewhere = (scroll - self.scroll).abs() > 1.0;
        if elsewhere {
            self.scroll = scroll;
        }
        elsewhere.then_some(scroll)
    }

    /// The rows to have in the document.
    #[must_use]
    pub fn shown(&self) -> Range<usize> {
        let at = |pixels: f64| (pixels / self.row.max(1.0)) as usize;
        let first = at(self.top).saturating_sub(BEYOND);
        let end = at(self.top + self.view) + 1 + BEYOND;
        first.min(self.rows)..end.min(self.rows)
    }

    /// How far down the inside of the list `row` stands.
    #[must_use]
    pub fn stands(&self, row: usize) -> f64 {
        row as f64 * self.row - self.top + self.scroll
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLION: usize = 1_000_000;

    /// Where in the view a row is seen.
    fn seen(place: &Place, row: usize) -> f64 {
        place.stands(row) - place.scroll
    }

    #[test]
    fn a_short_list_scrolls_as_any_other() {
        let mut place = Place::new(1000, 100.0, 600.0);
        assert_eq!((place.height(), place.shown()), (100_000.0, 0..15));
        place.scrolled(5_050.0);
        assert_eq!(place.shown(), 42..65);
        assert_eq!(place.stands(50), 5_000.0);
        assert_eq!(place.settle(), None);
    }

    #[test]
    fn a_turn_of_the_wheel_moves_a_million_rows_by_as_much_as_it_says() {
        let mut place = Place::new(MILLION, 100.0, 600.0);
        assert_eq!(place.height(), HIGHEST);
        place.scrolled(4_000_000.0);
        let row = place.shown().start;
        let before = seen(&place, row);
        place.scrolled(4_000_100.0);
        assert_eq!(before - seen(&place, row), 100.0);
        let scroll = place.settle().unwrap();
        assert!(scroll < 4_000_100.0, "the bar stands for the whole list");
        assert_eq!(
            seen(&place, row),
            before - 100.0,
            "and nothing is seen to move"
        );
        assert_eq!(place.settle(), None);
    }

    #[test]
    fn both_ends_of_a_million_rows_are_reached() {
        let mut place = Place::new(MILLION, 100.0, 600.0);
        place.scrolled(HIGHEST - 600.0);
        assert_eq!(place.shown().end, MILLION);
        assert_eq!(
            seen(&place, MILLION - 1),
            500.0,
            "the last row ends the view"
        );
        place.scrolled(HIGHEST - 700.0);
        assert_eq!(seen(&place, MILLION - 1), 600.0);
        place.scrolled(0.0);
        assert_eq!((place.shown().start, seen(&place, 0)), (0, 0.0));
    }

    #[test]
    fn rows_in_the_document_are_few_wherever_one_is() {
        let mut place = Place::new(MILLION, 100.0, 600.0);
        for step in 0..1000 {
            place.scrolled(f64::from(step * 7_999));
            let shown = place.shown();
            assert!(shown.len() <= 2 * BEYOND + 8, "{shown:?}");
            let first = seen(&place, shown.start);
            let last = seen(&place, shown.end - 1) + place.row;
            assert!(first <= 0.0 && last >= 600.0, "{first} to {last}");
        }
    }

    #[test]
    fn another_height_keeps_the_row_on_top() {
        let mut place = Place::new(1000, 100.0, 600.0);
        place.scrolled(5_000.0);
        place.resize(1000, 120.0, 400.0);
        assert_eq!(place.settle(), Some(6_000.0));
        assert_eq!(seen(&place, 50), 0.0);
        place.resize(3, 120.0, 400.0);
        assert_eq!((place.settle(), place.shown()), (Some(0.0), 0..3));
    }
}
