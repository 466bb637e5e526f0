//! SQL of `carried`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT client_id, mid FROM carried WHERE origin_client = $1 AND origin_mid = $2 AND act = $3";
    EVERY = "SELECT client_id, mid, act FROM carried ORDER BY origin_client, origin_mid, act";
    PUT = "INSERT INTO carried (origin_client, origin_mid, act, client_id, mid) VALUES ($1, $2, $3, $4, $5) \
           ON CONFLICT (origin_client, origin_mid, act) DO UPDATE SET client_id = excluded.client_id, \
           mid = excluded.mid";
}
