//! Where the list of products lies: a database of its own beside the unit's
//! records, which are read as a whole when a workspace opens, as this is not.
//!
//! A list is put there segment by segment under a name of its own, and becomes
//! the list in one last transaction, which removes the earlier one: whatever
//! interrupts that leaves the earlier list as it was.

mod staging;

pub use staging::Staging;

use std::rc::Rc;

use domain::from_json_struct;
use domain::json;
use domain::timestamp::Timestamp;
use serde::Serialize;

use super::segment::Segment;
use crate::clock::now;
use crate::local_store::{IndexedDb, LocalStore};
use crate::replica::{CommitFault, WriteBatch};

const CATALOGUE: &str = "m";
const SEGMENT: &str = "s";
/// What was left of an interrupted import for so long, in milliseconds, is
/// nobody's who is still at it.
const LEFT: i64 = 600_000;

/// 目录信息 — what is known of a list without reading it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Catalogue {
    /// The name under which its segments lie.
    list: String,
    /// How many rows it has.
    pub rows: u64,
    /// The file from which it was loaded.
    pub file: String,
    /// When.
    pub loaded_at: Timestamp,
}

from_json_struct!(Catalogue {
    list,
    rows,
    file,
    loaded_at
});

/// 目录库 — the store of one person's list of products for one unit.
#[derive(Clone)]
pub struct Store(Rc<IndexedDb>);

impl Store {
    /// Beside the workspace whose database has this name.
    #[must_use]
    pub fn beside(database: &str) -> Self {
        Self(Rc::new(IndexedDb::new([database, ".products"].concat())))
    }

    /// The list that is there, and the store's generation.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn catalogue(&self) -> Result<(u64, Option<Catalogue>), CommitFault> {
        let (generation, row) = self.0.row(CATALOGUE).await?;
        let text = row.and_then(|row| String::from_utf8(row).ok());
        Ok((generation, text.and_then(|text| json::read(&text))))
    }

    /// Segment number `number` of a list; none where another list has come meanwhile.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn segment(
        &self,
        of: &Catalogue,
        number: usize,
    ) -> Result<Option<Segment>, CommitFault> {
        let (_, row) = self.0.row(&key(&of.list, number)).await?;
        Ok(row.map(Segment::new))
    }

    /// Removes the list.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn clear(&self) -> Result<(), CommitFault> {
        self.replace("", None).await
    }

    /// Removes what an interrupted import has left.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    pub async fn tidy(&self) -> Result<(), CommitFault> {
        let (generation, catalogue) = self.catalogue().await?;
        let list = catalogue.map(|catalogue| catalogue.list);
        let before = now().as_millis() - LEFT;
        let left = |key: &String| {
            list_of(key).is_some_and(|of| Some(of) != list.as_deref() && begun(of) < before)
        };
        let delete: Vec<String> = self.0.keys().await?.into_iter().filter(left).collect();
        if delete.is_empty() {
            return Ok(());
        }
        // Whoever is still at it after all is told at the end that it was in vain.
        self.write(generation, vec![], delete).await
    }

    /// Removes the database with everything in it.
    pub async fn destroy(&self) {
        // What the browser does not let us remove, the lease still closes.
        self.0.destroy().await.ok();
    }

    /// Makes the segments under `list` the list that `catalogue` tells of, and
    /// removes all others.
    async fn replace(&self, list: &str, new: Option<(u64, &Catalogue)>) -> Result<(), CommitFault> {
        let others = |key: &String| list_of(key) != Some(list);
        let mut delete: Vec<String> = self.0.keys().await?.into_iter().filter(others).collect();
        let (expect, put) = match new {
            Some((generation, catalogue)) => {
                delete.retain(|key| key != CATALOGUE);
                let row = json::write(catalogue).into_bytes();
                (generation, vec![(CATALOGUE.to_owned(), row)])
            }
            None => (self.catalogue().await?.0, vec![]),
        };
        self.write(expect, put, delete).await
    }

    async fn write(
        &self,
        generation: u64,
        put: Vec<(String, Vec<u8>)>,
        delete: Vec<String>,
    ) -> Result<(), CommitFault> {
        let expect = Some(generation);
        let batch = WriteBatch {
            expect,
            over: None,
            put,
            delete,
        };
        self.0.commit(&batch).await.map(drop)
    }
}

fn key(list: &str, number: usize) -> String {
    [SEGMENT, list, ".", &number.to_string()].concat()
}

/// The list to which a segment belongs.
fn list_of(key: &str) -> Option<&str> {
    Some(key.strip_prefix(SEGMENT)?.split_once('.')?.0)
}

/// When a list was begun, in milliseconds since 1970.
fn begun(list: &str) -> i64 {
    let begun = list
        .split_once('-')
        .and_then(|(begun, _)| begun.parse().ok());
    begun.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_tells_to_which_list_it_belongs_and_when_that_was_begun() {
        let key = key("1795000000000-0a0b0c0d", 12);
        assert_eq!(list_of(&key), Some("1795000000000-0a0b0c0d"));
        assert_eq!(list_of(&key).map(begun), Some(1_795_000_000_000));
        assert_eq!(list_of(CATALOGUE), None);
    }

    #[test]
    fn what_is_known_of_a_list_is_read_as_it_was_kept() {
        let catalogue = Catalogue {
            list: "1-a".into(),
            rows: 100_000,
            file: "目录.csv".into(),
            loaded_at: Timestamp::from_millis(5),
        };
        assert_eq!(json::read(&json::write(&catalogue)), Some(catalogue));
    }
}
