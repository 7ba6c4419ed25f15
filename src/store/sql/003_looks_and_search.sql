-- How a month's page looks: template, direction of the paper, margin, bleed,
-- crop marks, verse, and where the parent moved the crop of a photo; and search
-- that answers while a word is still being typed. A parent notices: each month
-- keeps its own looks; words are found at once in a large journal.
--
-- One JSON object (domain::PageLook), so that a new choice is a new key.
ALTER TABLE keepsake_page ADD COLUMN look TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(look));

-- The same words with the beginnings of one to three letters listed.
DROP TABLE entry_text;
CREATE VIRTUAL TABLE entry_text USING fts5 (
    note, tags, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO entry_text (rowid, note, tags)
SELECT seq, note, coalesce(
           (SELECT group_concat(tag, ', ' ORDER BY position)
            FROM entry_tag WHERE entry_id = entry.id), '')
FROM entry;
