-- 附件: which files a space has, who waits for which, and uploads under way. The bytes
-- lie elsewhere, under their SHA-256.

CREATE TABLE files (
    space TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    kind TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (space, sha256)
);

-- A record that names a file which its space does not have yet.
CREATE TABLE awaited_files (
    space TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    record_id TEXT NOT NULL,
    PRIMARY KEY (space, sha256, record_id)
);

CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    space TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    received BIGINT NOT NULL,
    metadata TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE INDEX uploads_of_space ON uploads (space);
CREATE INDEX uploads_by_end ON uploads (expires_at);

-- What has arrived of an upload, piece by piece; name: where the bytes lie.
CREATE TABLE upload_parts (
    upload TEXT NOT NULL REFERENCES uploads (id),
    begins_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (upload, begins_at)
);
