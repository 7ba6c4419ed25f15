-- A library as version 5 wrote it: its schema, one of each row, its search words.

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
, read_version INTEGER NOT NULL DEFAULT 0, taken_millis INTEGER NOT NULL DEFAULT 0 CHECK (taken_millis BETWEEN 0 AND 999), shows TEXT NOT NULL DEFAULT 'photo', ends_early INTEGER NOT NULL DEFAULT 0 CHECK (ends_early IN (0, 1)), shot TEXT CHECK (shot IS NULL OR json_valid(shot)), light TEXT CHECK (light IS NULL OR json_valid(light))) STRICT;

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

CREATE TABLE keepsake_page (
    baby_id       TEXT NOT NULL REFERENCES baby (id),
    month         TEXT NOT NULL CHECK (length(month) = 7),
    title         TEXT NOT NULL DEFAULT '',
    closing       TEXT NOT NULL DEFAULT '',
    paper         TEXT NOT NULL,
    photos_chosen INTEGER NOT NULL DEFAULT 0 CHECK (photos_chosen IN (0, 1)),
    updated_at    TEXT NOT NULL,
    look TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(look)),
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

CREATE VIRTUAL TABLE entry_text USING fts5 (
    note, tags, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

CREATE VIRTUAL TABLE milestone_text USING fts5 (
    title, note, tokenize = 'unicode61 remove_diacritics 2'
);

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

CREATE UNIQUE INDEX inbox_by_sha256 ON inbox (sha256);
CREATE INDEX inbox_by_state ON inbox (state, found_at);

CREATE TABLE inbox_note (
    inbox_id TEXT PRIMARY KEY NOT NULL,
    note     TEXT NOT NULL CHECK (length(note) > 0)
) STRICT;

CREATE TABLE history (
    id         TEXT PRIMARY KEY NOT NULL,
    kind       TEXT NOT NULL,
    thing      TEXT NOT NULL,
    library    TEXT NOT NULL,
    written_at TEXT NOT NULL,
    version    TEXT NOT NULL CHECK (json_valid(version))
) STRICT;

CREATE INDEX history_by_thing ON history (thing);

CREATE TABLE version_seen (
    thing   TEXT NOT NULL,
    kind    TEXT NOT NULL,
    version TEXT NOT NULL,
    PRIMARY KEY (thing, kind, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE same_thing (
    theirs TEXT NOT NULL,
    kind   TEXT NOT NULL,
    ours   TEXT NOT NULL,
    PRIMARY KEY (theirs, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE "photo_edit" (
    photo_id   TEXT PRIMARY KEY NOT NULL REFERENCES photo (id),
    edits      TEXT NOT NULL CHECK (json_valid(edits)),
    updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE edit_preset (
    id         TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL CHECK (length(name) > 0),
    edits      TEXT NOT NULL CHECK (json_valid(edits)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

INSERT INTO photo (id, sha256, format, byte_len, width, height, average_rgb, original_name, taken_local, taken_offset_minutes, taken_source, created_at, updated_at, deleted_at, read_version, taken_millis, shows, ends_early, shot, light)
  VALUES ('01936b1e-0000-7000-8000-000000000002', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'jpg', 1000, 40, 30, 1193046, 'IMG_1.jpg', '2026-11-03 03:10:00', 60, 'camera', '2026-11-03 08:00:00', '2026-11-03 08:00:00', NULL, 1, 120, 'photo', 0, '{"camera":"Google Pixel 9","flash_fired":true,"exposure_us":66000,"iso":1600,"aperture_centi":180,"focal_35mm":24}', '{"median":40,"dark_permille":310,"clipped_permille":2,"sharpness_centi":420}');
INSERT INTO baby (id, name, birth_date, due_date, portrait_photo_id, created_at, updated_at, deleted_at)
  VALUES ('01936b1e-0000-7000-8000-000000000001', 'Mina', '2026-06-24', NULL, '01936b1e-0000-7000-8000-000000000002', '2026-11-03 08:00:00', '2026-11-03 08:00:00', NULL);
INSERT INTO entry (seq, id, baby_id, moment_local, moment_offset_minutes, moment_source, sleep_state, smile_kind, smile_strength, length_seconds, note, favourite, cover_photo_id, created_at, updated_at, deleted_at)
  VALUES (1, '01936b1e-0000-7000-8000-000000000003', '01936b1e-0000-7000-8000-000000000001', '2026-11-03 03:10:00', 60, 'camera', 'active', 'spontaneous', 'subtle', 4, 'First of all', 1, '01936b1e-0000-7000-8000-000000000002', '2026-11-03 08:00:00', '2026-11-03 08:00:00', NULL);
INSERT INTO entry_photo (entry_id, photo_id, position)
  VALUES ('01936b1e-0000-7000-8000-000000000003', '01936b1e-0000-7000-8000-000000000002', 0);
INSERT INTO entry_tag (entry_id, tag, position)
  VALUES ('01936b1e-0000-7000-8000-000000000003', 'after a feed', 0);
INSERT INTO photo_edit (photo_id, edits, updated_at)
  VALUES ('01936b1e-0000-7000-8000-000000000002', '{"mirrored":false,"turn":"right","straighten":-15,"crop":{"left":500,"top":0,"right":9500,"bottom":10000},"brightness":20,"contrast":-5,"shadows":10,"highlights":-10,"saturation":5,"warmth":8,"noise":30,"sharpness":12,"look":{"look":"warm_night","strength":40}}', '2026-11-03 08:00:00');
INSERT INTO edit_preset (id, name, edits, created_at, updated_at, deleted_at)
  VALUES ('01936b1e-0000-7000-8000-000000000005', 'By the window', '{"mirrored":false,"turn":"none","straighten":0,"crop":{"left":0,"top":0,"right":10000,"bottom":10000},"brightness":15,"contrast":0,"shadows":0,"highlights":0,"saturation":0,"warmth":10,"noise":0,"sharpness":0,"look":null}', '2026-11-25 08:00:00', '2026-11-25 08:00:00', NULL);
INSERT INTO milestone (seq, id, baby_id, title, date, note, entry_id, created_at, updated_at, deleted_at)
  VALUES (1, '01936b1e-0000-7000-8000-000000000004', '01936b1e-0000-7000-8000-000000000001', 'First smile', '2026-11-03', '', '01936b1e-0000-7000-8000-000000000003', '2026-11-03 08:00:00', '2026-11-03 08:00:00', NULL);
INSERT INTO milestone_photo (milestone_id, photo_id, position)
  VALUES ('01936b1e-0000-7000-8000-000000000004', '01936b1e-0000-7000-8000-000000000002', 0);
INSERT INTO keepsake_page (baby_id, month, title, closing, paper, photos_chosen, updated_at, look)
  VALUES ('01936b1e-0000-7000-8000-000000000001', '2026-11', 'Our autumn', '', 'a4', 1, '2026-11-03 08:00:00', '{"template":"polaroid","margin_mm":9}');
INSERT INTO keepsake_photo (baby_id, month, photo_id, position)
  VALUES ('01936b1e-0000-7000-8000-000000000001', '2026-11', '01936b1e-0000-7000-8000-000000000002', 0);
INSERT INTO setting (key, value)
  VALUES ('day_start_hour', '5');
INSERT INTO inbox (id, source, place, name, byte_len, modified, sha256, taken_local, taken_offset_minutes, taken_source, state, found_at, decided_at)
  VALUES ('01936b1e-0000-7000-8000-000000000006', 'phone', '01936b1e-0000-7000-8000-000000000006.heic', 'IMG_0042.HEIC', 1000, '2026-11-03 02:10:00', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '2026-11-03 03:10:00', 60, 'camera', 'waiting', '2026-11-03 08:00:00', NULL);
INSERT INTO inbox (id, source, place, name, byte_len, modified, sha256, taken_local, taken_offset_minutes, taken_source, state, found_at, decided_at)
  VALUES ('01936b1e-0000-7000-8000-000000000007', 'folder', '/home/us/Phone/IMG_0043.jpg', 'IMG_0043.jpg', 1000, NULL, 'cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc', NULL, NULL, NULL, 'declined', '2026-11-03 08:00:00', '2026-11-03 09:00:00');
INSERT INTO inbox_note (inbox_id, note)
  VALUES ('01936b1e-0000-7000-8000-000000000006', 'From grandmother');
INSERT INTO history (id, kind, thing, library, written_at, version)
  VALUES ('0123456789abcdef0123456789abcdef', 'entry', '01936b1e-0000-7000-8000-000000000003', '01936b1e-0000-7000-8000-00000000000a', '2026-11-03 07:00:00', '{"baby_id":"01936b1e-0000-7000-8000-000000000001","cover_photo_id":null,"created_at":"2026-11-03 06:00:00","deleted_at":null,"favourite":0,"length_seconds":null,"moment_local":"2026-11-03 03:10:00","moment_offset_minutes":60,"moment_source":"typed_in","note":"Before that","photos":[],"sleep_state":"active","smile_kind":null,"smile_strength":null,"tags":["bath"],"updated_at":"2026-11-03 07:00:00"}');
INSERT INTO version_seen (thing, kind, version)
  VALUES ('01936b1e-0000-7000-8000-000000000003', 'entry', '0123456789abcdef0123456789abcdef');
INSERT INTO same_thing (theirs, kind, ours)
  VALUES ('01936b1e-0000-7000-8000-00000000000b', 'baby', '01936b1e-0000-7000-8000-000000000001');
INSERT INTO entry_text (rowid, note, tags) VALUES (1, 'First of all', 'after a feed');
INSERT INTO milestone_text (rowid, title, note) VALUES (1, 'First smile', '');
