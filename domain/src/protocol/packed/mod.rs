//! 打包 — many commands in few bytes. Commands that wait together are alike: the same
//! JSON around the same few words and other numbers. So the words are written once, and
//! what differs stands in columns, where a compressor finds what repeats.
//!
//! Nothing here knows what a command is: texts come out as they went in, to the last
//! byte, because their hash is what tells a repetition from a fork. A thousand listings
//! of 366 bytes take about 14 each, gzip behind it (`make bench`, figure `sync`).

mod digits;
mod leaves;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod unpack;

use serde::{Deserialize, Serialize};

use crate::json::Raw;
use crate::map::SortedMap;
use digits::Groups;
use leaves::{Parts, split};

/// 打包的命令 — commands, packed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// How many commands.
    count: usize,
    /// Skeletons and patterns, each once.
    texts: Vec<String>,
    /// Commands of the same skeleton.
    kinds: Vec<Kind>,
    /// Columns of digits: which shape each command has, then the digits of its leaves.
    digits: String,
}

/// Commands of the same skeleton. A shape is one combination of patterns in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kind {
    /// The skeleton among the texts.
    skeleton: usize,
    /// How many shapes.
    shapes: usize,
    /// For each leaf its pattern among the texts: one where all shapes have the same, else one a shape.
    leaves: Vec<Vec<usize>>,
}

impl Kind {
    /// The pattern of a leaf in a shape.
    fn pattern(&self, leaf: usize, shape: usize) -> Option<usize> {
        let patterns = self.leaves.get(leaf)?;
        match patterns.as_slice() {
            [only] => Some(*only),
            each => each.get(shape).copied(),
        }
    }
}

/// Texts, and their places.
#[derive(Default)]
struct Texts<'a> {
    places: SortedMap<&'a str, usize>,
    list: Vec<String>,
}

impl<'a> Texts<'a> {
    fn place(&mut self, text: &'a str) -> usize {
        let list = &mut self.list;
        *self.places.get_or_insert_with(text, || {
            list.push(text.to_owned());
            list.len() - 1
        })
    }
}

/// Packs `commands`; none where they cannot be, which only a text with private
/// characters of Unicode brings about.
#[must_use]
pub fn pack(commands: &[Raw]) -> Option<Packed> {
    let parts: Option<Vec<Parts>> = commands
        .iter()
        .map(|command| split(command.get()))
        .collect();
    let parts = parts?;
    let mut texts = Texts::default();
    // By skeleton: the shapes of the kind, each with its place there.
    let mut kinds: SortedMap<usize, SortedMap<Vec<usize>, usize>> = SortedMap::new();
    let mut shapes = Vec::with_capacity(parts.len());
    for part in &parts {
        let skeleton = texts.place(&part.skeleton);
        let patterns = part
            .leaves
            .iter()
            .map(|leaf| texts.place(&leaf.pattern))
            .collect();
        let known = kinds.get_or_insert_with(skeleton, SortedMap::new);
        let next = known.len();
        shapes.push((skeleton, *known.get_or_insert_with(patterns, || next)));
    }
    let mut packed = Packed {
        count: commands.len(),
        ..Packed::default()
    };
    let mut starts = SortedMap::new();
    let mut all = 0;
    for (skeleton, known) in &kinds {
        starts.insert(*skeleton, all);
        all += known.len();
        packed.kinds.push(kind(*skeleton, known));
    }
    packed.texts = texts.list;
    let order: Vec<usize> = shapes
        .iter()
        .map(|(skeleton, shape)| starts.get(skeleton).copied().unwrap_or_default() + shape)
        .collect();
    for column in columns_of(&order, all) {
        digits::write(&mut packed.digits, &column);
    }
    for leaves in packed.leaves(&order)? {
        for place in 0..leaves.width {
            let digit = |row: &usize| parts[*row].leaves[leaves.leaf].digits[place];
            let column: Vec<u8> = leaves.rows.iter().map(digit).collect();
            digits::write_grouped(&mut packed.digits, &column, &leaves.groups);
        }
    }
    Some(packed)
}

fn kind(skeleton: usize, shapes: &SortedMap<Vec<usize>, usize>) -> Kind {
    let mut in_order: Vec<(&Vec<usize>, usize)> = shapes
        .iter()
        .map(|(patterns, place)| (patterns, *place))
        .collect();
    in_order.sort_by_key(|(_, place)| *place);
    let leaves = in_order.first().map_or(0, |(patterns, _)| patterns.len());
    let leaves = (0..leaves).map(|leaf| {
        let mut patterns: Vec<usize> = in_order
            .iter()
            .map(|(patterns, _)| patterns[leaf])
            .collect();
        if patterns.iter().all(|pattern| *pattern == patterns[0]) {
            patterns.truncate(1);
        }
        patterns
    });
    Kind {
        skeleton,
        shapes: shapes.len(),
        leaves: leaves.collect(),
    }
}

/// The decimal digits of the numbers of `order`, which are below `all`, place by place.
fn columns_of(order: &[usize], all: usize) -> Vec<Vec<u8>> {
    let places = (0..places_for(all)).rev();
    let digit = |number: &usize, place| (number / 10_usize.pow(place) % 10) as u8;
    places
        .map(|place| order.iter().map(|number| digit(number, place)).collect())
        .collect()
}

/// How many decimal places the numbers below `all` have.
fn places_for(all: usize) -> u32 {
    all.saturating_sub(1)
        .checked_ilog10()
        .map_or(0, |places| places + 1)
}

/// Leaves with the same pattern in the same place: their digits stand in columns together.
struct Leaves {
    /// Which leaf of its command.
    leaf: usize,
    /// The commands.
    rows: Vec<usize>,
    /// Those of the same shape: their words are the same.
    groups: Groups,
    /// How many digits each has.
    width: usize,
}

impl Packed {
    /// The leaves in the order of their columns; none where a place names nothing.
    fn leaves(&self, order: &[usize]) -> Option<Vec<Leaves>> {
        let mut all = vec![];
        let mut start = 0;
        for kind in &self.kinds {
            let end = start + kind.shapes;
            let ours = (0_usize..)
                .zip(order)
                .filter(|(_, shape)| (start..end).contains(*shape));
            let ours: Vec<_> = ours.map(|(row, shape)| (row, shape - start)).collect();
            for leaf in 0..kind.leaves.len() {
                let mut rows: SortedMap<usize, Vec<usize>> = SortedMap::new();
                for (row, shape) in &ours {
                    let pattern = kind.pattern(leaf, *shape)?;
                    rows.get_or_insert_with(pattern, Vec::new).push(*row);
                }
                for (pattern, rows) in &rows {
                    let width = leaves::digits_in(self.texts.get(*pattern)?);
                    let shapes = rows.iter().filter_map(|row| order.get(*row).copied());
                    all.push(Leaves {
                        leaf,
                        rows: rows.clone(),
                        groups: Groups::new(shapes),
                        width,
                    });
                }
            }
            start = end;
        }
        Some(all)
    }
}
