//! Packed segments: where a device holds very many records, most of them lie in values of some hundred rows each, which
//! a browser reads and writes far faster than so many rows of their own. What changes is written as single rows, which
//! stand above the segments; once there are many, they are packed in their turn.
//!
//! A segment is never changed and its name never used again. A record that lies in one and is gone has a grave: a
//! single row without contents.

use domain::map::{SortedMap, SortedSet};
use domain::record_id::RecordId;
use domain::space::Space;

use super::batch::{BASE, HEAD, SEGMENT};
use super::{BaseRow, Replica, WriteBatch};

/// How many rows a segment holds.
const ROWS: usize = 256;

/// So many rows are put in or taken out one by one.
const FEW: usize = 512;

/// What lies in segments.
pub(super) struct Segments {
    /// How many rows each was written with, by its number.
    pub copies: SortedMap<u64, usize>,
    /// Records that are gone, though a segment has them.
    pub graves: SortedSet<RecordId>,
    /// Those that are still to be read, oldest first.
    pub pending: Vec<u64>,
    /// What was read while others are pending.
    pub read: Vec<(RecordId, BaseRow)>,
    /// From so many single rows on they are packed.
    pub pack_from: usize,
}

impl Default for Segments {
    fn default() -> Self {
        Self {
            copies: SortedMap::new(),
            graves: SortedSet::new(),
            pending: vec![],
            read: vec![],
            pack_from: 2 * ROWS,
        }
    }
}

impl Segments {
    /// Begins anew with these to be read.
    pub fn forget(&mut self, pending: Vec<u64>) {
        *self = Self {
            pending,
            pack_from: self.pack_from,
            ..Self::default()
        };
    }
}

/// The number of a segment from its key without the letter.
pub(super) fn number(name: &str) -> Option<u64> {
    u64::from_str_radix(name, 16).ok()
}

pub(super) fn name(number: u64) -> String {
    format!("{number:016x}")
}

/// Rows one after another: a line with name, version, length and spaces, then the record's bytes.
pub(super) fn packed<'a>(rows: impl Iterator<Item = (&'a RecordId, &'a BaseRow)>) -> Vec<u8> {
    let mut text = String::new();
    for (id, row) in rows {
        let (version, length) = (row.version.to_string(), row.raw.len().to_string());
        for part in [&id.to_string(), " ", &version, " ", &length] {
            text.push_str(part);
        }
        for space in row.spaces.iter() {
            text.push(' ');
            text.push_str(&space.to_string());
        }
        text.push('\n');
        text.push_str(&row.raw);
        text.push('\n');
    }
    text.into_bytes()
}

/// The rows of a segment, understood.
#[inline(never)]
pub(super) fn unpacked(bytes: &[u8], segment: u64) -> Vec<(RecordId, BaseRow)> {
    let mut rows = vec![];
    let mut rest = core::str::from_utf8(bytes).unwrap_or_default();
    // Nearly all rows are seen through the same spaces as the one before.
    let mut seen = ("", SortedSet::new());
    while let Some((line, after)) = rest.split_once('\n') {
        let mut parts = line.splitn(4, ' ');
        let id = parts.next().and_then(|id| id.parse::<RecordId>().ok());
        let version = parts.next().and_then(|version| version.parse().ok());
        let length = parts.next().and_then(|length| length.parse::<usize>().ok());
        let (Some(id), Some(version), Some(length)) = (id, version, length) else {
            break;
        };
        let Some((raw, next)) = after.split_at_checked(length) else {
            break;
        };
        let spaces = parts.next().unwrap_or_default();
        if seen.0 != spaces {
            let all = spaces.split(' ').filter_map(|space| space.parse().ok());
            seen = (spaces, all.collect::<SortedSet<Space>>());
        }
        let row = BaseRow {
            version,
            spaces: seen.1.clone(),
            raw: raw.to_owned(),
            record: None,
            segment: Some(segment),
        };
        rows.push((id, row.understood(id)));
        rest = next.strip_prefix('\n').unwrap_or(next);
    }
    rows
}

impl Replica {
    /// Packs from so many single rows on; without this, from some hundred.
    pub fn pack_from(&mut self, rows: usize) {
        self.segments.pack_from = rows.max(1);
    }

    /// Whether this replica has the rows of exactly these segments.
    #[must_use]
    pub fn has_segments(&self, keys: &[String]) -> bool {
        let numbers = keys
            .iter()
            .filter_map(|key| number(key.strip_prefix(SEGMENT)?));
        self.is_whole() && self.segments.copies.keys().copied().eq(numbers)
    }

    /// Whether every record has been read from the store.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.segments.pending.is_empty()
    }

    /// The keys of segments that are still to be read, at most so many.
    #[must_use]
    pub fn pending(&self, most: usize) -> Vec<String> {
        let next = self.segments.pending.iter().take(most);
        next.map(|number| [SEGMENT, &name(*number)].concat())
            .collect()
    }

    /// Takes in a segment that was pending; once there is none, the replica is whole.
    #[inline(never)]
    pub fn absorb_segment(&mut self, key: &str, value: &[u8]) {
        let number = key.strip_prefix(SEGMENT).and_then(number);
        let place = number.and_then(|number| {
            let mut pending = self.segments.pending.iter();
            pending.position(|waits| *waits == number)
        });
        let (Some(number), Some(place)) = (number, place) else {
            return;
        };
        self.segments.pending.remove(place);
        let rows = unpacked(value, number);
        self.segments.copies.insert(number, rows.len());
        self.segments.read.extend(rows);
        if self.is_whole() {
            let above = core::mem::take(&mut self.base);
            let read = core::mem::take(&mut self.segments.read).into_iter();
            // The first lines were copies of what has now come.
            let above = above.into_iter().filter(|(_, row)| row.segment.is_none());
            self.base = read.chain(above).collect();
            let graves = &self.segments.graves;
            self.base.retain(|id, _| !graves.contains(id));
        }
    }

    /// Writes what becomes of rows of the base: single rows as long as they are few, or new segments.
    pub(super) fn write_base(
        &self,
        batch: &mut WriteBatch,
        rows: &SortedMap<RecordId, Option<BaseRow>>,
    ) {
        if rows.is_empty() {
            return;
        }
        let segments = &self.segments;
        let single = |row: &BaseRow| row.segment.is_none();
        let singles = self.base.values().filter(|row| single(row)).count();
        let packs = singles + segments.graves.len() + rows.len() >= segments.pack_from;
        // Copies in segments that will be of no use.
        let copies: usize = segments.copies.values().sum();
        let stay = |(id, row): &(&RecordId, &BaseRow)| !single(row) && !rows.contains_key(*id);
        let stale = copies.saturating_sub(self.base.iter().filter(stay).count());
        let anew = packs && stale > self.base.len() / 2 + segments.pack_from;
        for (id, row) in rows {
            match row {
                Some(_) if packs => {}
                Some(row) => batch.put(BASE, &id.to_string(), row),
                None if anew || segments.copies.is_empty() => batch.delete(BASE, &id.to_string()),
                None => batch.put_bytes(BASE, &id.to_string(), vec![]),
            }
        }
        if packs {
            self.pack(batch, rows, anew);
        }
        if packs || !segments.copies.is_empty() {
            batch.put_bytes(HEAD, "", self.head(rows));
        }
    }

    /// Puts rows into the base, the later ones over the earlier.
    pub(super) fn merge(&mut self, rows: Vec<(RecordId, BaseRow)>) {
        if rows.len() > FEW {
            return self.merge_many(rows);
        }
        for (id, row) in rows {
            self.base.insert(id, row);
        }
    }

    // What few people have need of is called by itself, so that it goes into the
    // rest of the program (`app/later.txt`).
    #[inline(never)]
    fn merge_many(&mut self, rows: Vec<(RecordId, BaseRow)>) {
        self.base.merge(rows);
    }

    /// Takes rows out of the base, and their graves away.
    pub(super) fn remove(&mut self, ids: Vec<RecordId>) {
        if ids.len() > FEW {
            return self.remove_many(ids);
        }
        for id in ids {
            self.base.remove(&id);
            self.segments.graves.remove(&id);
        }
    }

    #[inline(never)]
    fn remove_many(&mut self, ids: Vec<RecordId>) {
        let ids: SortedSet<RecordId> = ids.into_iter().collect();
        self.base.retain(|id, _| !ids.contains(id));
        self.segments.graves.retain(|id| !ids.contains(id));
    }

    /// These are gone, though a segment has them.
    #[inline(never)]
    pub(super) fn bury(&mut self, ids: Vec<RecordId>) {
        let earlier = core::mem::take(&mut self.segments.graves);
        self.segments.graves = earlier.into_iter().chain(ids).collect();
        let graves = &self.segments.graves;
        self.base.retain(|id, _| !graves.contains(id));
    }

    /// Writes these rows and all single ones as segments, or all there are, and
    /// removes what they stood in.
    #[inline(never)]
    fn pack(
        &self,
        batch: &mut WriteBatch,
        changed: &SortedMap<RecordId, Option<BaseRow>>,
        anew: bool,
    ) {
        let changes = changed
            .iter()
            .filter_map(|(id, row)| Some((id, row.as_ref()?)));
        let stay = self
            .base
            .iter()
            .filter(|(id, row)| (anew || row.segment.is_none()) && !changed.contains_key(id));
        let mut rows: Vec<_> = changes.chain(stay).collect();
        rows.sort_unstable_by_key(|(id, _)| **id);
        // Until this commit nobody can have used these numbers.
        let first = (self.generation + 1) << 16;
        for (number, rows) in (first..).zip(rows.chunks(ROWS)) {
            let rows = rows.iter().map(|(id, row)| (*id, *row));
            batch.put_bytes(SEGMENT, &name(number), packed(rows));
        }
        for (id, _) in &rows {
            let had_row = self.base.get(id).is_some_and(|row| row.segment.is_none());
            if had_row || self.segments.graves.contains(id) {
                batch.delete(BASE, &id.to_string());
            }
        }
        if anew {
            for number in self.segments.copies.keys() {
                batch.delete(SEGMENT, &name(*number));
            }
            for id in self.segments.graves.iter() {
                batch.delete(BASE, &id.to_string());
            }
        }
    }
}
