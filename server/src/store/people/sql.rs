//! SQL of `person_keys`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT id, key FROM person_keys WHERE person = $1";
    /// Two servers that give a person a key at once are in each other's way: one does it again.
    ADD = "INSERT INTO person_keys (person, id, key) VALUES ($1, $2, $3) \
           ON CONFLICT (person) DO NOTHING";
    EVERY = "SELECT id, key FROM person_keys";
    DESTROY = "DELETE FROM person_keys WHERE person = $1";
}
