-- How a month's page looks: template, direction of the paper, margin, bleed,
-- crop marks, verse, and where the parent moved the crop of a photo. A parent
-- notices: each month keeps its own looks.
--
-- One JSON object (domain::PageLook), so that a new choice is a new key.
ALTER TABLE keepsake_page ADD COLUMN look TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(look));
