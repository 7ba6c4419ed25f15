-- The journal as first released: babies, photos, entries, edits, milestones
-- and the choices for keepsake pages. A parent notices: everything they keep.
--
-- Ids are UUIDv7 text. created_at, updated_at and deleted_at are UTC,
-- 'YYYY-MM-DD HH:MM:SS'. deleted_at marks a tombstone: the row lies in the
-- trash. `seq` gives the full-text tables a row number that never changes.

CREATE TABLE photo (
    id                   TEXT PRIMARY KEY NOT NULL,
    sha256               TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    format               TEXT NOT NULL,
    byte_len             INTEGER NOT NULL CHECK (byte_len > 0),
    width                INTEGER NOT NULL CHECK (width > 0),
    height               INTEGER NOT NULL CHECK (height > 0),
    average_rgb          INTEGER NOT NULL,
    original_name        TEXT NOT NULL,
    taken_local          TEXT NOT NULL,
    taken_offset_minutes INTEGER NOT NULL,
    taken_source         TEXT NOT NULL,
    created_at           TEXT NOT NULL,
    updated_at           TEXT NOT NULL,
    deleted_at           TEXT
) STRICT;

CREATE TABLE baby (
    id                TEXT PRIMARY KEY NOT NULL,
    name              TEXT NOT NULL CHECK (length(name) > 0),
    birth_date        TEXT NOT NULL,
    due_date          TEXT,
    portrait_photo_id TEXT REFERENCES photo (id),
    created_at        TEXT NOT NULL,
    updated_at        TEXT NOT NULL,
    deleted_at        TEXT
) STRICT;

CREATE TABLE entry (
    seq                   INTEGER PRIMARY KEY NOT NULL,
    id                    TEXT NOT NULL UNIQUE,
    baby_id               TEXT NOT NULL REFERENCES baby (id),
    moment_local          TEXT NOT NULL,
    moment_offset_minutes INTEGER NOT NULL,
    moment_source         TEXT NOT NULL,
    sleep_state           TEXT,
    smile_kind            TEXT,
    smile_strength        TEXT,
    length_seconds        INTEGER CHECK (length_seconds >= 0),
    note                  TEXT NOT NULL DEFAULT '',
    favourite             INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
    cover_photo_id        TEXT REFERENCES photo (id),
    created_at            TEXT NOT NULL,
    updated_at            TEXT NOT NULL,
    deleted_at            TEXT
) STRICT;

CREATE INDEX entry_by_baby_and_moment ON entry (baby_id, moment_local);

CREATE TABLE entry_photo (
    entry_id TEXT NOT NULL REFERENCES entry (id),
    photo_id TEXT NOT NULL REFERENCES photo (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (entry_id, photo_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_photo_by_photo ON entry_photo (photo_id);

CREATE TABLE entry_tag (
    entry_id TEXT NOT NULL REFERENCES entry (id),
    tag      TEXT NOT NULL CHECK (length(tag) > 0),
    position INTEGER NOT NULL,
    PRIMARY KEY (entry_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX entry_tag_by_tag ON entry_tag (tag);

-- One row a photo that was ever edited; all values at rest mean "as taken".
CREATE TABLE photo_edit (
    photo_id      TEXT PRIMARY KEY NOT NULL REFERENCES photo (id),
    brightness    INTEGER NOT NULL DEFAULT 0 CHECK (brightness BETWEEN -100 AND 100),
    contrast      INTEGER NOT NULL DEFAULT 0 CHECK (contrast BETWEEN -100 AND 100),
    mirrored      INTEGER NOT NULL DEFAULT 0 CHECK (mirrored IN (0, 1)),
    quarter_turns INTEGER NOT NULL DEFAULT 0 CHECK (quarter_turns BETWEEN 0 AND 3),
    updated_at    TEXT NOT NULL
) STRICT;

CREATE TABLE milestone (
    seq        INTEGER PRIMARY KEY NOT NULL,
    id         TEXT NOT NULL UNIQUE,
    baby_id    TEXT NOT NULL REFERENCES baby (id),
    title      TEXT NOT NULL CHECK (length(title) > 0),
    date       TEXT NOT NULL,
    note       TEXT NOT NULL DEFAULT '',
    entry_id   TEXT REFERENCES entry (id),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

CREATE INDEX milestone_by_baby_and_date ON milestone (baby_id, date);

CREATE TABLE milestone_photo (
    milestone_id TEXT NOT NULL REFERENCES milestone (id),
    photo_id     TEXT NOT NULL REFERENCES photo (id),
    position     INTEGER NOT NULL,
    PRIMARY KEY (milestone_id, photo_id)
) STRICT, WITHOUT ROWID;

-- What was chosen for a month's page. `photos_chosen` tells "the parent chose
-- none" (1) from "the parent has not chosen yet" (0).
CREATE TABLE keepsake_page (
    baby_id       TEXT NOT NULL REFERENCES baby (id),
    month         TEXT NOT NULL CHECK (length(month) = 7),
    title         TEXT NOT NULL DEFAULT '',
    closing       TEXT NOT NULL DEFAULT '',
    paper         TEXT NOT NULL,
    photos_chosen INTEGER NOT NULL DEFAULT 0 CHECK (photos_chosen IN (0, 1)),
    updated_at    TEXT NOT NULL,
    PRIMARY KEY (baby_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE keepsake_photo (
    baby_id  TEXT NOT NULL,
    month    TEXT NOT NULL,
    photo_id TEXT NOT NULL REFERENCES photo (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (baby_id, month, photo_id),
    FOREIGN KEY (baby_id, month) REFERENCES keepsake_page (baby_id, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Words for search; row numbers are entry.seq and milestone.seq.
CREATE VIRTUAL TABLE entry_text USING fts5 (
    note, tags, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE milestone_text USING fts5 (
    title, note, tokenize = 'unicode61 remove_diacritics 2'
);
