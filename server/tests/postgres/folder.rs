//! A database that is gone with the test, and what can go wrong with it.

use server::store::Store;

use crate::cluster::Database;
use crate::support::World;

pub struct Folder(Database);

/// What a trigger runs that lets nothing through.
const NO_ROOM: &str = "CREATE OR REPLACE FUNCTION no_room() RETURNS TRIGGER LANGUAGE plpgsql AS \
    $$ BEGIN RAISE EXCEPTION 'no room'; END $$";

impl Folder {
    pub fn new() -> Self {
        let folder = Self(Database::new());
        drop(folder.store());
        folder
    }

    pub fn database(&self) -> &Database {
        &self.0
    }

    pub fn store(&self) -> Store {
        Store::connect(&self.0.address()).unwrap()
    }

    pub fn world(&self) -> World {
        World::of(self.store())
    }

    /// Whether nothing is left that only a running server needs: no lock.
    pub fn is_tidy(&self) -> bool {
        let locks = "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database \
                     WHERE locktype = 'advisory' AND datname = current_database()";
        self.0.sql(locks).unwrap() == ["0"]
    }

    /// Changes something past the store; how many rows, or why not.
    pub fn change(&self, statement: &str) -> Result<u64, String> {
        let counted =
            format!("WITH changed AS ({statement} RETURNING 1) SELECT count(*) FROM changed");
        let rows = self.0.sql(&counted)?;
        Ok(rows[0].parse().unwrap())
    }

    /// Statements past the store.
    pub fn run(&self, statements: &str) {
        self.0.sql(statements).unwrap();
    }

    /// Whoever owns the database takes the triggers away first.
    pub fn tamper(&self, statement: &str) {
        self.0.sql("ALTER TABLE log DISABLE TRIGGER USER").unwrap();
        assert!(self.change(statement).unwrap() > 0);
    }

    /// From now on `event` fails on `table`, where `when` holds of the new row.
    pub fn breaks(&self, table: &str, event: &str, when: Option<&str>) {
        let when = when.map_or(String::new(), |when| format!("WHEN ({when})"));
        self.0.sql(NO_ROOM).unwrap();
        self.0
            .sql(&format!(
                "CREATE TRIGGER fails BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION no_room()"
            ))
            .unwrap();
    }

    /// From now on each commit of something in the log fails, and nothing before it.
    pub fn breaks_commits(&self) {
        self.0.sql(NO_ROOM).unwrap();
        self.0
            .sql(
                "CREATE CONSTRAINT TRIGGER fails AFTER INSERT ON log \
                 DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION no_room()",
            )
            .unwrap();
    }

    /// Nothing fails any more.
    pub fn mends(&self, table: &str) {
        self.0
            .sql(&format!("DROP TRIGGER fails ON {table}"))
            .unwrap();
    }

    /// What would write over the log's entry 3.
    pub const REPLACEMENT: &str = "INSERT INTO log SELECT * FROM log WHERE position = 3 \
        ON CONFLICT (space, position) DO UPDATE SET entry = 'x'";
}
