-- What this computer watches for which library, and what it has seen there.
-- Not part of any library: see src/store/watch.rs.

CREATE TABLE folder (
    id         INTEGER PRIMARY KEY NOT NULL,
    library    TEXT NOT NULL,
    path       ANY NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('folder', 'card')),
    label      TEXT NOT NULL,
    -- 1: photos that were there before it was watched are offered too.
    old_too    INTEGER NOT NULL CHECK (old_too IN (0, 1)),
    paused     INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    added_at   TEXT NOT NULL,
    -- NULL until it was looked through to its end once.
    scanned_at TEXT,
    UNIQUE (library, path)
) STRICT;

-- Files as they were when last looked at; `path` is relative to the folder.
CREATE TABLE seen (
    folder   INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
    path     ANY NOT NULL,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    inode    INTEGER NOT NULL,
    device   INTEGER NOT NULL,
    was      TEXT NOT NULL CHECK (was IN ('old', 'offered', 'known', 'other')),
    sha256   TEXT CHECK (sha256 IS NULL OR length(sha256) = 64),
    PRIMARY KEY (folder, path)
) STRICT, WITHOUT ROWID;
