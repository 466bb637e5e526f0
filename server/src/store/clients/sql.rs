//! SQL of `clients`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT owner, last_mid, durable_mid FROM clients WHERE client_id = $1";
    PUT = "INSERT INTO clients (client_id, owner, last_mid, durable_mid) VALUES ($1, $2, $3, $4) \
           ON CONFLICT (client_id) DO UPDATE SET last_mid = excluded.last_mid";
    EVERY = "SELECT owner, last_mid, durable_mid, client_id FROM clients ORDER BY client_id";
    LAST_MIDS = "SELECT client_id, last_mid FROM clients ORDER BY client_id";
    COVER = "UPDATE clients SET durable_mid = $1 WHERE client_id = $2 AND durable_mid < $3";
}
