//! SQL of `person_keys`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT id, key FROM person_keys WHERE person = $1";
    ADD = "INSERT INTO person_keys (person, id, key) VALUES ($1, $2, $3)";
    EVERY = "SELECT id, key FROM person_keys";
    DESTROY = "DELETE FROM person_keys WHERE person = $1";
}
