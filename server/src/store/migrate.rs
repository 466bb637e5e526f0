//! The schema's versions: each migration runs once, all or nothing.

use super::boundary::{Access, Open};
use super::{Link, StoreError, meta, number, postgres};

/// The migrations in their order; a migration is never changed once released.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_sync.sql"),
    include_str!("../../migrations/0002_accounts.sql"),
    include_str!("../../migrations/0003_fewer_pages.sql"),
    include_str!("../../migrations/0004_person_keys.sql"),
    include_str!("../../migrations/0005_files.sql"),
    include_str!("../../migrations/0006_drafts.sql"),
];

/// The same for PostgreSQL, which begins with the third: what lies at a version's
/// place brings either database to the same tables.
const POSTGRES: &[&str] = &[
    "",
    "",
    include_str!("../../migrations/postgres/0003_all_tables.sql"),
    include_str!("../../migrations/postgres/0004_person_keys.sql"),
    include_str!("../../migrations/postgres/0005_files.sql"),
    include_str!("../../migrations/postgres/0006_drafts.sql"),
];

/// The newest schema that this program knows.
pub const SCHEMA_VERSION: u64 = MIGRATIONS.len() as u64;

const _: () = assert!(
    MIGRATIONS.len() == POSTGRES.len(),
    "both databases have every version"
);

/// Brings the database to [`SCHEMA_VERSION`], in one transaction: a program
/// killed on the way leaves the old schema.
pub(super) fn migrate(link: Link<'_>) -> Result<(), StoreError> {
    // Two servers that start at once take turns.
    let open = Open::begin(link, Access::WriteAlone)?;
    steps(link)?;
    link.settle()?;
    open.commit()
}

fn steps(link: Link<'_>) -> Result<(), StoreError> {
    let (create, migrations) = match link {
        Link::Sqlite(_) => (meta::sql::CREATE, MIGRATIONS),
        Link::Postgres(_) => (postgres::sql::CREATE_META, POSTGRES),
    };
    link.batch(create)?;
    let found = meta::get(link, meta::SCHEMA)?;
    let found: u64 = match found {
        Some(text) => text
            .parse()
            .map_err(|error| StoreError::corrupt("schema version", error))?,
        None => 0,
    };
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema {
            found,
            known: SCHEMA_VERSION,
        });
    }
    for migration in migrations.iter().skip(number::index(found)) {
        link.batch(migration)?;
    }
    meta::set(link, meta::SCHEMA, &SCHEMA_VERSION.to_string())?;
    if meta::get(link, meta::EPOCH)?.is_none() {
        meta::set(link, meta::EPOCH, &meta::new_epoch()?)?;
    }
    Ok(())
}
