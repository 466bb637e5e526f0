//! SQL of `files`, `awaited_files`, `uploads` and `upload_parts`.

use crate::store::statements::statements;

statements! {
    ADD = "INSERT INTO files (space, sha256, size, kind, added_at) VALUES ($1, $2, $3, $4, $5) \
           ON CONFLICT (space, sha256) DO NOTHING";
    GET = "SELECT size, kind FROM files WHERE space = $1 AND sha256 = $2";
    EVERY = "SELECT space, sha256, size, kind FROM files ORDER BY sha256, space";
    TAKEN = "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files WHERE space = $1";
    /// What is under way counts as though it had come.
    PROMISED = "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT), COUNT(*) FROM uploads \
                WHERE space = $1 AND received < size";
    AWAIT = "INSERT INTO awaited_files (space, sha256, record_id) VALUES ($1, $2, $3) \
             ON CONFLICT (space, sha256, record_id) DO NOTHING";
    WAITING = "SELECT record_id FROM awaited_files WHERE space = $1 AND sha256 = $2 ORDER BY record_id";
    ARRIVED = "DELETE FROM awaited_files WHERE space = $1 AND sha256 = $2";
    BEGIN = "INSERT INTO uploads (id, space, sha256, size, received, metadata, expires_at) \
             VALUES ($1, $2, $3, $4, 0, $5, $6)";
    UPLOAD = "SELECT space, sha256, size, received, metadata, expires_at FROM uploads WHERE id = $1";
    /// Whoever comes second changes nothing.
    ADVANCE = "UPDATE uploads SET received = $1, expires_at = $2 WHERE id = $3 AND received = $4";
    END = "DELETE FROM uploads WHERE id = $1";
    ENDED = "SELECT id FROM uploads WHERE expires_at <= $1 ORDER BY expires_at";
    ADD_PART = "INSERT INTO upload_parts (upload, begins_at, name) VALUES ($1, $2, $3)";
    PARTS = "SELECT name FROM upload_parts WHERE upload = $1 ORDER BY begins_at";
    FORGET_PARTS = "DELETE FROM upload_parts WHERE upload = $1";
}
