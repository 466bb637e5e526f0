//! 备份: a copy of the whole database, made while it is in use.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::boundary::Access;
use super::{Covered, Database, Durability, Link, Store, StoreError, open, read};

impl Store {
    /// Copies the database to `to`, replacing what is there only once the copy
    /// is complete. Work goes on meanwhile; the copy is one moment of it.
    ///
    /// What the copy covers is for [`mark_backed_up`](crate::sync::mark_backed_up)
    /// once the copy is somewhere safe.
    ///
    /// # Errors
    /// The copy could not be made; [`StoreError::Elsewhere`].
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<Covered, StoreError> {
        match &self.database {
            // A connection of its own: its snapshot keeps nobody waiting.
            Database::Sqlite {
                path: Some(path), ..
            } => copy(&open::readable(path)?, to.as_ref()),
            Database::Sqlite { connection, .. } => copy(connection, to.as_ref()),
            Database::Postgres(_) => Err(StoreError::Elsewhere),
        }
    }

    /// A copy in memory, gone with its store, and what it covers: for trying out
    /// what a restore leads to.
    ///
    /// # Errors
    /// The copy could not be made; [`StoreError::Elsewhere`].
    pub fn copied(&self) -> Result<(Self, Covered), StoreError> {
        let Database::Sqlite { connection, .. } = &self.database else {
            return Err(StoreError::Elsewhere);
        };
        let mut target = open::in_memory()?;
        copy_pages(connection, &mut target)?;
        let database = Database::Sqlite {
            connection: target,
            path: None,
        };
        let store = Self {
            database,
            durability: self.durability,
        };
        let covered = store.read(|tx| tx.last_mids())?;
        Ok((store, covered))
    }
}

fn copy_pages(source: &Connection, target: &mut Connection) -> Result<(), StoreError> {
    match Backup::new(source, target)?.step(-1)? {
        StepResult::Done => Ok(()),
        _ => Err(StoreError::NotCommitted("the database was busy".into())),
    }
}

fn copy(source: &Connection, to: &Path) -> Result<Covered, StoreError> {
    let partial = partial_name(to);
    if partial.exists() {
        std::fs::remove_file(&partial)?;
    }
    let mut target = Connection::open(&partial)?;
    copy_pages(source, &mut target)?;
    let covered = read(
        Link::Sqlite(&target),
        Access::Read,
        Durability::Backup,
        |tx| tx.last_mids(),
    )?;
    // One file that needs no others beside it.
    target.pragma_update(None, "journal_mode", "delete")?;
    target.close().map_err(|(_, error)| error)?;
    File::open(&partial)?.sync_all()?;
    std::fs::rename(&partial, to)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(covered)
}

fn partial_name(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}
