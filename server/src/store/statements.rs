//! Statements as constants, so that one test can look at all of them.

/// Declares a table's statements and, for tests, the list of them.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)*

        /// Every statement of this table.
        #[cfg(test)]
        pub(crate) const ALL: &[&str] = &[$($name),*];
    };
}

pub(crate) use statements;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(crate) mod tests {
    use std::path::{Path, PathBuf};

    use rusqlite::Connection;

    use crate::store::{Link, Store};

    pub(crate) fn every_statement() -> Vec<&'static str> {
        use crate::store::{
            accounts, carried, claims, clients, drafts, feeds, files, log, meta, people, receipts,
            records,
        };
        use crate::store::{sessions, spaces, throttle};
        [
            meta::sql::ALL,
            records::sql::ALL,
            spaces::sql::ALL,
            feeds::sql::ALL,
            log::sql::ALL,
            clients::sql::ALL,
            receipts::sql::ALL,
            carried::sql::ALL,
            claims::sql::ALL,
            people::sql::ALL,
            files::sql::ALL,
            drafts::sql::ALL,
            accounts::sql::ALL,
            sessions::sql::ALL,
            throttle::sql::ALL,
        ]
        .concat()
    }

    /// The numbers of the placeholders in the order in which they first appear.
    fn placeholders(sql: &str) -> Vec<u32> {
        let mut found = vec![];
        for part in sql.split('$').skip(1) {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            let number = digits.parse().unwrap();
            if !found.contains(&number) {
                found.push(number);
            }
        }
        found
    }

    #[test]
    fn placeholders_first_appear_in_the_order_of_their_numbers() {
        assert_eq!(placeholders("a = $2, b = $1, c = $2"), [2, 1]);
        for sql in every_statement() {
            let found = placeholders(sql);
            let expected: Vec<u32> = (1..).take(found.len()).collect();
            assert_eq!(
                found, expected,
                "SQLite numbers $n by first appearance: {sql}"
            );
            assert!(!sql.contains('?'), "{sql}");
        }
    }

    fn sqlite(store: &Store) -> &Connection {
        match store.link() {
            Link::Sqlite(connection) => connection,
            Link::Postgres(_) => panic!("not SQLite"),
        }
    }

    #[test]
    fn every_statement_fits_the_schema() {
        let store = Store::open_in_memory().unwrap();
        for sql in every_statement() {
            sqlite(&store)
                .prepare(sql)
                .map_err(|error| format!("{error}: {sql}"))
                .unwrap();
        }
    }

    #[test]
    fn no_statement_is_prepared_again_each_time_it_is_used() {
        let store = Store::open_in_memory().unwrap();
        for sql in every_statement() {
            let values = vec![rusqlite::types::Null; placeholders(sql).len()];
            let used = || {
                let mut statement = sqlite(&store).prepare_cached(sql).unwrap();
                let mut rows = statement
                    .query(rusqlite::params_from_iter(&values))
                    .unwrap();
                // Nulls are refused by some; what counts is that it was tried.
                let _ = rows.next();
                drop(rows);
                statement.get_status(rusqlite::StatementStatus::RePrepare)
            };
            let first = used();
            used();
            assert_eq!(used(), first, "{sql}");
        }
    }

    fn rust_files(directory: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                rust_files(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }

    #[test]
    fn only_the_sql_modules_of_the_store_know_sql() {
        // This file lies at `src/store/statements.rs` of the crate.
        let mut files = vec![];
        rust_files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut files,
        );
        for file in files {
            let speaks_past_it = ["sql.rs", "store/statements.rs", "store/postgres/tests.rs"];
            if speaks_past_it.iter().any(|name| file.ends_with(name)) {
                continue;
            }
            let text = std::fs::read_to_string(&file).unwrap();
            for opening in ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "] {
                assert!(!text.contains(opening), "{} holds SQL", file.display());
            }
        }
    }
}
