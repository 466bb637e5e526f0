//! What has to hold once everything is quiet, by direct reads of the database.

pub mod log;
mod tables;
mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use domain::record::Record;

use crate::world::World;

/// The commands that the server dealt with, by their marks: whether each was carried
/// out, and whether it made a listing.
pub type Done = BTreeMap<i64, (bool, bool)>;

/// What is wrong.
#[derive(Debug)]
pub enum Wrong {
    /// Commands that a person was told are kept, and are not.
    Lost(Vec<i64>),
    /// Commands that were carried out twice.
    Doubled(Vec<String>),
    /// Something else, in words.
    Other(String),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lost(marks) => write!(f, "kept, and lost: {marks:?}"),
            Self::Doubled(commands) => write!(f, "done twice: {commands:#?}"),
            Self::Other(words) => f.write_str(words),
        }
    }
}

pub fn check(world: &World) -> Result<(), Wrong> {
    let done = log::each_command_once(world)?;
    nothing_is_missing(world, &done)?;
    what_was_told_holds(world, &done)?;
    what_was_taken_back_is_not_done(world, &done)?;
    views::are_the_servers(world)?;
    tables::follow_from_the_log(world)?;
    each_listing_has_one_maker(world, &done)
}

/// What was saved or acknowledged has reached the server, or is still in the queue of
/// somebody who may not call any more.
fn nothing_is_missing(world: &World, done: &Done) -> Result<(), Wrong> {
    let shut_out = (0..world.devices.len()).filter(|client| world.is_shut_out(*client));
    let kept: BTreeSet<i64> = shut_out
        .flat_map(|client| world.devices[client].kept_marks())
        .collect();
    let told = world.saved.iter().chain(world.acknowledged.keys());
    let missing: BTreeSet<i64> = told
        .filter(|mark| !done.contains_key(mark) && !kept.contains(mark))
        .filter(|mark| !world.excused.contains(mark) && !world.taken_back.contains(mark))
        .copied()
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Wrong::Lost(missing.into_iter().collect()))
    }
}

/// Carried out stays carried out, and refused refused, unless a backup was gone back to
/// or another device had it too.
fn what_was_told_holds(world: &World, done: &Done) -> Result<(), Wrong> {
    if world.server.restored || world.several_have_it {
        return Ok(());
    }
    let differs =
        |(mark, accepted): &(&i64, &bool)| done.get(mark).is_some_and(|(now, _)| now != *accepted);
    match world.acknowledged.iter().find(differs) {
        None => Ok(()),
        Some((mark, told)) => Err(Wrong::Other(format!(
            "{mark}: told {told}, and it is not so"
        ))),
    }
}

/// What a person took back before it was sent is done by nobody, where nobody else had it.
fn what_was_taken_back_is_not_done(world: &World, done: &Done) -> Result<(), Wrong> {
    let found = world.taken_back.iter().find(|mark| done.contains_key(mark));
    match found {
        Some(mark) if !world.several_have_it => {
            Err(Wrong::Other(format!("taken back, and done: {mark}")))
        }
        _ => Ok(()),
    }
}

/// As many listings as commands that made one: none doubled.
fn each_listing_has_one_maker(world: &World, done: &Done) -> Result<(), Wrong> {
    let records = world.records();
    let is_listing =
        |record: &&domain::record::Versioned| matches!(record.record, Record::Listing(_));
    let made = records.iter().filter(is_listing).count();
    let makers = done.values().filter(|(_, makes)| *makes).count();
    if made == makers {
        Ok(())
    } else {
        Err(Wrong::Doubled(vec![format!(
            "{made} listings by {makers} commands"
        )]))
    }
}
