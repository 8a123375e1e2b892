-- What the machine found (rebuilt at will) and what a person decided (append-only), apart from each other.
-- `record` holds the msgspec JSON of the row's record; the other columns are there to be queried. Tables of small rows
-- are WITHOUT ROWID; rows with a record are too large for that (SQLite would spill each into a page of its own).

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    title TEXT,
    publisher TEXT,
    published TEXT,
    published_basis TEXT NOT NULL,
    url TEXT,
    text_sha256 TEXT NOT NULL,
    characters INTEGER NOT NULL,
    made_by TEXT NOT NULL,       -- stages and versions whose records it has, separated by spaces
    fingerprint TEXT NOT NULL,   -- sha256 of the whole annotation: tells a changed document from the same one
    parse BLOB NOT NULL,         -- zlib of the JSON of all sentences with their words
    record BLOB NOT NULL
);
CREATE INDEX documents_source ON documents (source);

CREATE TABLE sentences (
    key INTEGER PRIMARY KEY,     -- what the search index points to; says nothing else
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (document, position)
);
CREATE VIRTUAL TABLE passages USING fts5 (
    text, content = 'sentences', content_rowid = 'key', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentences_added AFTER INSERT ON sentences BEGIN
    INSERT INTO passages (rowid, text) VALUES (new.key, new.text);
END;
CREATE TRIGGER sentences_removed AFTER DELETE ON sentences BEGIN
    INSERT INTO passages (passages, rowid, text) VALUES ('delete', old.key, old.text);
END;

CREATE TABLE times (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT,
    basis TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (document, position)
);

CREATE TABLE actors (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    office TEXT,
    claim TEXT,
    record BLOB NOT NULL,
    PRIMARY KEY (document, position)
);
CREATE INDEX actors_name ON actors (name);

CREATE TABLE events (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    sentence INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,      -- separated by spaces, as auxiliary is
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
    reported_in INTEGER,         -- position of a statement of the same document
    made_by TEXT NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (document, position)
);
CREATE INDEX events_id ON events (id);
CREATE INDEX events_date ON events (date);

CREATE TABLE event_ends (
    document TEXT NOT NULL,
    event INTEGER NOT NULL,      -- position of the event
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    PRIMARY KEY (document, event, side, position),
    FOREIGN KEY (document, event) REFERENCES events (document, position) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX event_ends_name ON event_ends (name);
CREATE INDEX event_ends_country ON event_ends (country);

CREATE TABLE statements (
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
    start INTEGER NOT NULL,      -- of the content
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
    PRIMARY KEY (document, position)
);
CREATE INDEX statements_id ON statements (id);
CREATE INDEX statements_speaker ON statements (speaker);

CREATE TABLE commitments (
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
    PRIMARY KEY (document, position)
);
CREATE INDEX commitments_id ON commitments (id);

CREATE TABLE figures (
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
    PRIMARY KEY (document, position)
);
CREATE INDEX figures_id ON figures (id);

-- Inputs that were not read. A row stays when the input is read later; it then is history.
CREATE TABLE skipped (
    source TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (source, reason)
) WITHOUT ROWID;

-- The link tables are replaced as a whole: they tell of all documents together.
CREATE TABLE happenings (
    id TEXT PRIMARY KEY,
    event_type TEXT NOT NULL,
    mode TEXT,
    auxiliary TEXT NOT NULL,
    quad_code INTEGER NOT NULL,
    score REAL NOT NULL,
    date TEXT,
    date_precision TEXT,
    date_basis TEXT NOT NULL,
    reports INTEGER NOT NULL,
    originators INTEGER NOT NULL,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL
);
CREATE INDEX happenings_date ON happenings (date);

CREATE TABLE happening_ends (
    happening TEXT NOT NULL REFERENCES happenings (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (happening, side, position)
) WITHOUT ROWID;
CREATE INDEX happening_ends_name ON happening_ends (name);

CREATE TABLE reports (
    happening TEXT NOT NULL REFERENCES happenings (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    document TEXT NOT NULL,
    event TEXT NOT NULL,
    originator TEXT NOT NULL,
    PRIMARY KEY (happening, position)
) WITHOUT ROWID;
CREATE INDEX reports_event ON reports (event);
CREATE INDEX reports_document ON reports (document);

CREATE TABLE disputes (
    id TEXT PRIMARY KEY,
    attribute TEXT NOT NULL,
    strength TEXT NOT NULL,
    subject TEXT NOT NULL,
    happening TEXT,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL
);

CREATE TABLE claims (
    dispute TEXT NOT NULL REFERENCES disputes (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    documents TEXT NOT NULL,     -- separated by spaces
    PRIMARY KEY (dispute, position)
) WITHOUT ROWID;

CREATE TABLE originators (
    document TEXT PRIMARY KEY,
    originator TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE copies (
    document TEXT NOT NULL,
    "of" TEXT NOT NULL,
    share REAL NOT NULL,
    PRIMARY KEY (document, "of")
) WITHOUT ROWID;

CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- A decision outlives the record it is about: `snapshot` keeps what the person saw. Nothing may change or remove one.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    record TEXT NOT NULL,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected', 'corrected', 'merged', 'split')),
    note TEXT NOT NULL,
    value TEXT,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL,
    snapshot BLOB NOT NULL
);
CREATE INDEX decisions_record ON decisions (record);
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a decision is never removed; add another');
END;
CREATE TRIGGER decisions_hold BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'a decision is never changed; add another');
END;
