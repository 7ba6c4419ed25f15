-- Two journals become one: what both sides wrote about the same thing, which
-- versions of a thing are known, and which ids mean the same. A parent notices:
-- “Earlier words” in an entry.

-- A version that gave way to a later one. `id` is its fingerprint, so that the
-- same version is kept once, wherever it comes from. `thing` is the id of what
-- it belongs to, as in this journal. `version` is one JSON object: the row as it
-- was, photos named by their fingerprints (sha256).
CREATE TABLE history (
    id         TEXT PRIMARY KEY NOT NULL,
    kind       TEXT NOT NULL,
    thing      TEXT NOT NULL,
    library    TEXT NOT NULL,
    written_at TEXT NOT NULL,
    version    TEXT NOT NULL CHECK (json_valid(version))
) STRICT;

CREATE INDEX history_by_thing ON history (thing);

-- Fingerprints of versions this journal has had: a journal that still holds one
-- of them brings nothing new.
CREATE TABLE version_seen (
    thing   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (thing, kind, version)
) STRICT, WITHOUT ROWID;

-- Another journal's id for a thing that has an id of its own in this one.
CREATE TABLE same_thing (
    theirs TEXT NOT NULL,
    kind   TEXT NOT NULL,
    ours   TEXT NOT NULL,
    PRIMARY KEY (theirs, kind)
) STRICT, WITHOUT ROWID;
