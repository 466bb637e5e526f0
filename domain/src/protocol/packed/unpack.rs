//! Unpacking what somebody else has packed, who may mean harm: every place is looked
//! up, and the size is known before anything is made of it.

use super::leaves::{bytes_in, digits_in, join, leaves_in};
use super::{Packed, digits, places_for};
use crate::json::Raw;

impl Packed {
    /// How many commands it says it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it says it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The commands, if they are what was packed and have at most `most_bytes` together.
    #[must_use]
    pub fn unpack(&self, most_commands: usize, most_bytes: usize) -> Option<Vec<Raw>> {
        if self.count > most_commands {
            return None;
        }
        let mut text = self.digits.as_bytes();
        let order = self.order(&mut text)?;
        self.size(&order, most_bytes)?;
        // Of each command the digits of each leaf.
        let mut found: Vec<Vec<Vec<u8>>> = vec![vec![]; self.count];
        for leaves in self.leaves(&order)? {
            for row in &leaves.rows {
                let row = found.get_mut(*row)?;
                row.resize(row.len().max(leaves.leaf + 1), vec![]);
            }
            for _ in 0..leaves.width {
                let column = digits::read_grouped(&mut text, &leaves.groups)?;
                for (row, digit) in leaves.rows.iter().zip(column) {
                    found.get_mut(*row)?.get_mut(leaves.leaf)?.push(digit);
                }
            }
        }
        let whole = text.is_empty();
        let commands = order
            .iter()
            .zip(&found)
            .map(|(shape, digits)| self.command(*shape, digits));
        commands.collect::<Option<Vec<_>>>().filter(|_| whole)
    }

    /// The shape of each command.
    fn order(&self, text: &mut &[u8]) -> Option<Vec<usize>> {
        let shapes = self.kinds.iter().try_fold(0_usize, |all, kind| {
            // Each shape is some command's.
            let next = all.checked_add(kind.shapes)?;
            (kind.shapes > 0 && next <= self.count).then_some(next)
        })?;
        let mut order = vec![0; self.count];
        for _ in 0..places_for(shapes) {
            let column = digits::read(text, self.count)?;
            for (number, digit) in order.iter_mut().zip(column) {
                *number = *number * 10 + usize::from(digit);
            }
        }
        order.iter().all(|shape| *shape < shapes).then_some(order)
    }

    /// Sees that the commands have no more than `most` bytes together. A leaf counts as
    /// one at least, as in JSON: so this bounds the work, too.
    fn size(&self, order: &[usize], most: usize) -> Option<()> {
        let of: Vec<usize> = self
            .texts
            .iter()
            .map(|text| bytes_in(text) + digits_in(text))
            .collect();
        let mut sizes = vec![];
        let mut shapes_left = most;
        for kind in &self.kinds {
            let skeleton = self.texts.get(kind.skeleton)?;
            let leaves = kind.leaves.len();
            shapes_left = shapes_left.checked_sub(kind.shapes.checked_mul(leaves)?)?;
            if leaves_in(skeleton) != leaves {
                return None;
            }
            for shape in 0..kind.shapes {
                let leaf = |leaf| of.get(kind.pattern(leaf, shape)?).copied();
                let texts: usize = (0..leaves).map(leaf).sum::<Option<usize>>()?;
                sizes.push((bytes_in(skeleton) + texts).max(leaves));
            }
        }
        let mut sizes = order.iter().map(|shape| sizes.get(*shape).copied());
        sizes
            .try_fold(most, |left, size| left.checked_sub(size?))
            .map(drop)
    }

    fn command(&self, shape: usize, digits: &[Vec<u8>]) -> Option<Raw> {
        let mut start = 0;
        let kind = self.kinds.iter().find(|kind| {
            start += kind.shapes;
            shape < start
        })?;
        let shape = shape - (start - kind.shapes);
        let mut leaf = 0;
        let text = join(self.texts.get(kind.skeleton)?, || {
            let pattern = self.texts.get(kind.pattern(leaf, shape)?)?;
            let digits = digits.get(leaf).map_or(&[][..], Vec::as_slice);
            leaf += 1;
            Some((pattern, digits))
        })?;
        // What is no JSON is no command.
        serde_json::from_str::<&serde_json::value::RawValue>(&text).ok()?;
        Some(Raw::new(text))
    }
}
