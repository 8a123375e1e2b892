-- Decisions take effect: what counts is kept beside what was extracted, and made anew with every linking.

-- More verdicts; what a record is known by again when its id is gone; which decision an undoing takes back (its key).
DROP TRIGGER decisions_stay;
DROP TRIGGER decisions_hold;
DROP INDEX decisions_record;
ALTER TABLE decisions RENAME TO decisions_before;
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (
        verdict IN ('accepted', 'rejected', 'corrected', 'merged', 'split', 'noted', 'decisive', 'undone')
    ),
    note TEXT NOT NULL,
    value TEXT,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    snapshot BLOB NOT NULL,
    proofs BLOB,
    undoes TEXT,
    sum INTEGER
);
INSERT INTO decisions (number, record, kind, verdict, note, value, decided_by, decided_at, snapshot)
SELECT number, record, kind, verdict, note, value, decided_by, decided_at, snapshot FROM decisions_before ORDER BY number;
DROP TABLE decisions_before;
CREATE INDEX decisions_record ON decisions (record);
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a decision is never removed; add another');
END;
CREATE TRIGGER decisions_hold BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed; add another');
END;

-- What has become of each decision: whether it counts, and the record that it is about now.
CREATE TABLE standings (
    decision INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('counts', 'superseded', 'undone', 'conflict')),
    record TEXT,
    reason TEXT,
    sum INTEGER
);

-- What people decided of each record, all in all; `shown` is the id under which lists have it.
CREATE TABLE marks (
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    shown TEXT NOT NULL,
    words TEXT NOT NULL,         -- accepted, rejected, corrected, decisive, noted; separated by spaces
    fields TEXT NOT NULL,        -- that were corrected, separated by spaces
    sum INTEGER,
    PRIMARY KEY (kind, record)
) WITHOUT ROWID;
CREATE INDEX marks_shown ON marks (shown);

-- Accounts of which something counts otherwise than it was extracted; all records of these stand in the tables below.
CREATE TABLE decided_documents (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    counts INTEGER NOT NULL,     -- 0 where the account was rejected
    records INTEGER NOT NULL,    -- how many of its records count, its sentences among them
    sum INTEGER
) WITHOUT ROWID;

CREATE TABLE decided_events (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,
    auxiliary TEXT NOT NULL,
    quad_code INTEGER NOT NULL,
    score REAL NOT NULL,
    date TEXT,
    date_precision TEXT,
    date_basis TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    confidence REAL NOT NULL,
    reported_in INTEGER,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL,
    sum INTEGER,
    PRIMARY KEY (document, position)
);
CREATE INDEX decided_events_id ON decided_events (id);

CREATE TABLE decided_event_ends (
    document TEXT NOT NULL,
    event INTEGER NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    sum INTEGER,
    PRIMARY KEY (document, event, side, position),
    FOREIGN KEY (document, event) REFERENCES decided_events (document, position) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE decided_statements (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    speaker TEXT,
    speaker_kind TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    cue TEXT,
    content TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    channel TEXT,
    relation TEXT NOT NULL,
    date TEXT,
    date_basis TEXT NOT NULL,
    addressee TEXT,
    target TEXT,
    stance REAL,
    denies INTEGER,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL,
    sum INTEGER,
    PRIMARY KEY (document, position)
);
CREATE INDEX decided_statements_id ON decided_statements (id);

CREATE TABLE decided_commitments (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    maker TEXT NOT NULL,
    maker_country TEXT,
    recipient TEXT,
    recipient_country TEXT,
    content TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    condition TEXT,
    deadline TEXT,
    due TEXT,
    status TEXT NOT NULL,
    date TEXT,
    date_basis TEXT NOT NULL,
    event_type TEXT,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL,
    sum INTEGER,
    PRIMARY KEY (document, position)
);
CREATE INDEX decided_commitments_id ON decided_commitments (id);

CREATE TABLE decided_figures (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    value REAL NOT NULL,
    low REAL,
    high REAL,
    unit TEXT,
    "of" TEXT,
    attributed_to TEXT,
    date TEXT,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL,
    sum INTEGER,
    PRIMARY KEY (document, position)
);
CREATE INDEX decided_figures_id ON decided_figures (id);

-- What counts: the records as they were extracted, but for those accounts of which people decided otherwise.

CREATE VIEW counted_events AS
SELECT
    document, position, id, sentence, event_type, mode, contexts, auxiliary, quad_code, score, date,
    date_precision, date_basis, start, "end", text, rule, confidence, reported_in, made_by, record, sum
FROM events WHERE document NOT IN (SELECT document FROM decided_documents)
UNION ALL SELECT
    document, position, id, sentence, event_type, mode, contexts, auxiliary, quad_code, score, date,
    date_precision, date_basis, start, "end", text, rule, confidence, reported_in, made_by, record, sum
FROM decided_events;

CREATE VIEW counted_event_ends AS
SELECT
    document, event, side, position, name, country, sector, sum
FROM event_ends WHERE document NOT IN (SELECT document FROM decided_documents)
UNION ALL SELECT
    document, event, side, position, name, country, sector, sum
FROM decided_event_ends;

CREATE VIEW counted_statements AS
SELECT
    document, position, id, sentence, speaker, speaker_kind, country, sector, cue, content, start, "end",
    direct, channel, relation, date, date_basis, addressee, target, stance, denies, made_by, record, sum
FROM statements WHERE document NOT IN (SELECT document FROM decided_documents)
UNION ALL SELECT
    document, position, id, sentence, speaker, speaker_kind, country, sector, cue, content, start, "end",
    direct, channel, relation, date, date_basis, addressee, target, stance, denies, made_by, record, sum
FROM decided_statements;

CREATE VIEW counted_commitments AS
SELECT
    document, position, id, sentence, kind, maker, maker_country, recipient, recipient_country, content,
    start, "end", condition, deadline, due, status, date, date_basis, event_type, made_by, record, sum
FROM commitments WHERE document NOT IN (SELECT document FROM decided_documents)
UNION ALL SELECT
    document, position, id, sentence, kind, maker, maker_country, recipient, recipient_country, content,
    start, "end", condition, deadline, due, status, date, date_basis, event_type, made_by, record, sum
FROM decided_commitments;

CREATE VIEW counted_figures AS
SELECT
    document, position, id, sentence, start, "end", text, value, low, high, unit, "of", attributed_to, date,
    made_by, record, sum
FROM figures WHERE document NOT IN (SELECT document FROM decided_documents)
UNION ALL SELECT
    document, position, id, sentence, start, "end", text, value, low, high, unit, "of", attributed_to, date,
    made_by, record, sum
FROM decided_figures;
