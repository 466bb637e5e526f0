//! SQL of `receipts`.

use crate::store::statements::statements;

statements! {
    GET = "SELECT hash, act, space, receipt FROM receipts WHERE client_id = $1 AND mid = $2";
    OF = "SELECT mid, receipt FROM receipts WHERE client_id = $1 ORDER BY mid";
    ERASE = "UPDATE receipts SET receipt = $1 WHERE client_id = $2 AND mid = $3";
    COUNT = "SELECT COUNT(*) FROM receipts";
    PUT = "INSERT INTO receipts (client_id, mid, hash, act, space, receipt) VALUES ($1, $2, $3, $4, $5, $6)";
}
