-- The tray: photos that a phone sent, or that were found in a watched folder or
-- on a camera card, and wait for the parent's word. A parent notices: nothing
-- enters the journal unasked, and what was declined is not asked about again.
--
-- `place` is a file as it lies, never moved or changed, or, for what a phone
-- sent, a file name inside the library's inbox folder. It is text; a path that
-- is no text is kept as its bytes. `sha256` and `taken_*` are NULL until the
-- file was read. `modified`, `found_at` and `decided_at` are UTC.
CREATE TABLE inbox (
    id                   TEXT PRIMARY KEY NOT NULL,
    source               TEXT NOT NULL CHECK (source IN ('phone', 'folder', 'card')),
    place                ANY NOT NULL,
    name                 TEXT NOT NULL,
    byte_len             INTEGER NOT NULL CHECK (byte_len >= 0),
    modified             TEXT,
    sha256               TEXT CHECK (sha256 IS NULL OR length(sha256) = 64),
    taken_local          TEXT,
    taken_offset_minutes INTEGER,
    taken_source         TEXT,
    state                TEXT NOT NULL CHECK (state IN ('waiting', 'kept', 'declined')),
    found_at             TEXT NOT NULL,
    decided_at           TEXT
) STRICT;

-- One row a content: NULLs, the files not yet read, differ from each other.
CREATE UNIQUE INDEX inbox_by_sha256 ON inbox (sha256);
CREATE INDEX inbox_by_state ON inbox (state, found_at);

-- The only words of a parent in the tray, in a table of their own, so that
-- journal.log keeps them and is not swollen by every file that was found. No
-- reference to `inbox`: they outlive it when a journal is put together again.
CREATE TABLE inbox_note (
    inbox_id TEXT PRIMARY KEY NOT NULL,
    note     TEXT NOT NULL CHECK (length(note) > 0)
) STRICT;
