//! Reading a sheet, piece by piece as it comes from the file: lines become rows,
//! rows become packed segments, and what is wrong with a line is noted.

use csv_core::{ReadRecordResult, Reader};
use domain::field::Field;

use super::columns::{Columns, NEEDED};
use super::segment::{FIELDS, Packing, ROWS};
use crate::listing::TYPED;

/// The longest line: a quotation mark that is never closed would take in the
/// rest of the file.
const LONGEST_LINE: usize = 256 * 1024;
/// The longest field, in bytes: as much as the form takes.
const LONGEST_FIELD: usize = 4000;
/// How many lines that were left out are told one by one.
pub const TOLD: usize = 100;

/// 读不成 — why a file cannot be read as a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is written in another encoding than UTF-8.
    NotUtf8,
    /// The first line does not name these columns.
    NoColumn(Vec<Field>),
    /// From this line on nothing ends: a quotation mark stands open.
    NoEnd(u64),
}

/// 缺陷行 — a line that was left out, and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in the file, from 1.
    pub line: u64,
    /// The field at which something is wrong.
    pub field: Field,
    /// Whether there is too much rather than nothing.
    pub too_long: bool,
}

/// 读入结果 — what a sheet had in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// How many rows are good.
    pub rows: usize,
    /// How many lines were left out.
    pub left_out: usize,
    /// The first of these.
    pub bad: Vec<BadLine>,
    /// Columns that nothing is known of.
    pub unknown: Vec<String>,
}

/// 表格 — a sheet that is being read.
pub struct Sheet {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// How much of the line that is being read stands in `text` and `ends`.
    read: (usize, usize),
    columns: Option<Columns>,
    packing: Packing,
    full: Vec<Vec<u8>>,
    outcome: Outcome,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            reader: Reader::new(),
            text: vec![0; 4096],
            ends: vec![0; 64],
            read: (0, 0),
            columns: None,
            packing: Packing::default(),
            full: vec![],
            outcome: Outcome::default(),
        }
    }
}

impl Sheet {
    /// Reads the next piece of the file.
    ///
    /// # Errors
    /// The file is no such sheet; nothing more can be made of it.
    pub fn feed(&mut self, mut piece: &[u8]) -> Result<(), Unreadable> {
        while !piece.is_empty() {
            let (done, last) = self.step(&mut piece)?;
            if done {
                self.line(last)?;
            }
        }
        Ok(())
    }

    /// Ends the sheet: the rest is in [`Self::full`] then.
    ///
    /// # Errors
    /// The last line may tell that the file is no such sheet.
    pub fn finish(&mut self) -> Result<Outcome, Unreadable> {
        // A line without an end ends here.
        while self.step(&mut &[][..])?.0 {
            self.line(0)?;
        }
        if self.columns.is_none() {
            return Err(Unreadable::NoColumn(TYPED[..NEEDED].to_vec()));
        }
        if !self.packing.is_empty() {
            self.full.push(self.packing.take());
        }
        Ok(core::mem::take(&mut self.outcome))
    }

    /// The segments that are full, to be kept.
    pub fn full(&mut self) -> Vec<Vec<u8>> {
        core::mem::take(&mut self.full)
    }

    /// Reads on in one line; says whether it has ended, and on which byte.
    fn step(&mut self, piece: &mut &[u8]) -> Result<(bool, u8), Unreadable> {
        let (text, ends) = self.read;
        let (result, taken, written, ended) =
            self.reader
                .read_record(piece, &mut self.text[text..], &mut self.ends[ends..]);
        self.read = (text + written, ends + ended);
        let last = taken.checked_sub(1).and_then(|last| piece.get(last));
        let last = last.copied().unwrap_or(0);
        *piece = &piece[taken..];
        match result {
            ReadRecordResult::Record => return Ok((true, last)),
            ReadRecordResult::OutputFull if self.text.len() >= LONGEST_LINE => {
                return Err(Unreadable::NoEnd(self.number(0)));
            }
            ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
            ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok((false, last)),
        }
        self.step(piece)
    }

    /// The number of the line that has been read, which ended on the byte `last`.
    fn number(&self, last: u8) -> u64 {
        let within = self.text[..self.read.0]
            .iter()
            .filter(|byte| **byte == b'\n');
        let ended = u64::from(last == b'\n') + within.count() as u64;
        self.reader.line().saturating_sub(ended)
    }

    /// A whole line has been read.
    fn line(&mut self, last: u8) -> Result<(), Unreadable> {
        let (length, cells) = core::mem::take(&mut self.read);
        let ends = &self.ends[..cells];
        let text = core::str::from_utf8(&self.text[..length]).map_err(|_| Unreadable::NotUtf8)?;
        let Some(columns) = &self.columns else {
            let headings = (0..cells).map(|at| cell(text, ends, at));
            let columns = Columns::recognise(headings).map_err(Unreadable::NoColumn)?;
            self.outcome.unknown.clone_from(&columns.unknown);
            self.columns = Some(columns);
            return Ok(());
        };
        let fields: [&str; FIELDS] = core::array::from_fn(|field| {
            columns.place(field).map_or("", |at| cell(text, ends, at))
        });
        // What a spreadsheet leaves below its last row.
        if fields.iter().all(|field| field.is_empty()) {
            return Ok(());
        }
        match fault(&fields) {
            None => {
                self.packing.push(fields);
                self.outcome.rows += 1;
            }
            Some((field, too_long)) => {
                self.read = (length, cells);
                let line = self.number(last);
                self.read = (0, 0);
                self.outcome.left_out += 1;
                if self.outcome.bad.len() < TOLD {
                    let field = TYPED[field];
                    self.outcome.bad.push(BadLine {
                        line,
                        field,
                        too_long,
                    });
                }
            }
        }
        if self.packing.len() == ROWS {
            self.full.push(self.packing.take());
        }
        Ok(())
    }
}

/// Cell number `at` of a line, without the blanks around it.
fn cell<'a>(text: &'a str, ends: &[usize], at: usize) -> &'a str {
    let begin = at
        .checked_sub(1)
        .map_or(0, |before| ends[before.min(ends.len() - 1)]);
    let cell = ends.get(at).and_then(|end| text.get(begin..*end));
    let cell = cell.unwrap_or_default();
    // Nearly every cell begins and ends with something to be seen.
    match cell.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// What keeps a row from being a product: at which field, and whether there is
/// too much of it.
fn fault(fields: &[&str; FIELDS]) -> Option<(usize, bool)> {
    let missing = fields[..NEEDED].iter().position(|field| field.is_empty());
    let too_long = || fields.iter().position(|field| field.len() > LONGEST_FIELD);
    missing
        .map(|field| (field, false))
        .or_else(|| too_long().map(|field| (field, true)))
}

#[cfg(test)]
mod tests;
