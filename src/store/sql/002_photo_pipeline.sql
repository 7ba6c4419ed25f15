-- Every edit of the photo editor, presets, and what is known of how a photo was
-- taken. A parent notices: crop, colour and looks; hints in the viewer; dates
-- that say where they come from.

-- Edits are one JSON object (domain::Edits), so that a new slider is a new key.
CREATE TABLE edited_photo (
    photo_id   TEXT PRIMARY KEY NOT NULL REFERENCES photo (id),
    edits      TEXT NOT NULL CHECK (json_valid(edits)),
    updated_at TEXT NOT NULL
) STRICT;

INSERT INTO edited_photo (photo_id, edits, updated_at)
SELECT photo_id,
       json_object(
           'brightness', brightness,
           'contrast', contrast,
           'mirrored', json(iif(mirrored, 'true', 'false')),
           'turn', CASE quarter_turns WHEN 1 THEN 'right' WHEN 2 THEN 'half'
                                      WHEN 3 THEN 'left' ELSE 'none' END
       ),
       updated_at
FROM photo_edit;

DROP TABLE photo_edit;
ALTER TABLE edited_photo RENAME TO photo_edit;

CREATE TABLE edit_preset (
    id         TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL CHECK (length(name) > 0),
    edits      TEXT NOT NULL CHECK (json_valid(edits)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    deleted_at TEXT
) STRICT;

-- read_version tells which version of the reader filled the columns below it;
-- 0 means that a photo kept earlier is to be read again when there is time.
ALTER TABLE photo ADD COLUMN read_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photo ADD COLUMN taken_millis INTEGER NOT NULL DEFAULT 0 CHECK (taken_millis BETWEEN 0 AND 999);
ALTER TABLE photo ADD COLUMN shows TEXT NOT NULL DEFAULT 'photo';
ALTER TABLE photo ADD COLUMN ends_early INTEGER NOT NULL DEFAULT 0 CHECK (ends_early IN (0, 1));
ALTER TABLE photo ADD COLUMN shot TEXT CHECK (shot IS NULL OR json_valid(shot));
ALTER TABLE photo ADD COLUMN light TEXT CHECK (light IS NULL OR json_valid(light));
