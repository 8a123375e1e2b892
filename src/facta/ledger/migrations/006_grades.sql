-- How credible each happening is, what must be said wherever it is shown, and who stands behind it.
ALTER TABLE happenings ADD COLUMN grade INTEGER NOT NULL DEFAULT 6;   -- 1 confirmed to 6 cannot be judged
ALTER TABLE happenings ADD COLUMN caveats TEXT NOT NULL DEFAULT '';   -- alleged, disputed; separated by spaces
ALTER TABLE happenings ADD COLUMN primary_originators INTEGER NOT NULL DEFAULT 0;    -- that tell it themselves
ALTER TABLE happenings ADD COLUMN relayed_originators INTEGER NOT NULL DEFAULT 0;    -- that are quoted by who passes them on
ALTER TABLE happenings ADD COLUMN named_originators INTEGER NOT NULL DEFAULT 0;      -- of the relayed
ALTER TABLE happenings ADD COLUMN anonymous_originators INTEGER NOT NULL DEFAULT 0;  -- of the relayed
ALTER TABLE happenings ADD COLUMN own_originators INTEGER NOT NULL DEFAULT 0;        -- parties that tell of themselves
CREATE INDEX happenings_grade ON happenings (grade);

-- How each account comes to it; a party is the side of the act on which whoever is quoted stands.
ALTER TABLE reports ADD COLUMN relation TEXT NOT NULL DEFAULT 'primary';
ALTER TABLE reports ADD COLUMN speaker_kind TEXT;
ALTER TABLE reports ADD COLUMN party TEXT;
ALTER TABLE reports ADD COLUMN interest TEXT;

-- Rows of an older ledger lack these: the next run links all that it holds anew, whatever it reads.
UPDATE happenings SET sum = NULL;
UPDATE reports SET sum = NULL;
DELETE FROM facts WHERE name IN ('linked', 'links');
