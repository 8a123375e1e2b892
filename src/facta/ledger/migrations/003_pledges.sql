-- Commitments, each once however many accounts tell it: found by linking and replaced as a whole, as all link tables are.

CREATE TABLE pledges (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    maker TEXT NOT NULL,         -- country code, or name where there is no country
    recipient TEXT,
    content TEXT NOT NULL,
    due TEXT,
    status TEXT NOT NULL,
    reports INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL,
    sum INTEGER
);
CREATE INDEX pledges_maker ON pledges (maker);

CREATE TABLE pledge_reports (
    pledge TEXT NOT NULL REFERENCES pledges (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document TEXT NOT NULL,
    commitment TEXT NOT NULL,    -- id of a commitment of that document
    sum INTEGER,
    PRIMARY KEY (pledge, position)
) WITHOUT ROWID;
CREATE INDEX pledge_reports_commitment ON pledge_reports (commitment);

CREATE TABLE pledge_changes (
    pledge TEXT NOT NULL REFERENCES pledges (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,   -- in the order of the accounts; the last one holds
    status TEXT NOT NULL,
    document TEXT NOT NULL,
    start INTEGER NOT NULL,      -- of the passage that tells it
    "end" INTEGER NOT NULL,
    date TEXT,
    sum INTEGER,
    PRIMARY KEY (pledge, position)
) WITHOUT ROWID;

-- An older ledger has none yet: the next run links all that it holds anew, whatever it reads.
DELETE FROM facts WHERE name IN ('linked', 'links');
