-- A ledger follows its sources, knows whether it is linked, and can tell when a row was damaged.

-- Which account each source gives. A source is a file's path from the folder of the ledger, an address, `-`, or a part
-- of one of these; several sources may give one account, and one that changed has two rows until its run is over.
CREATE TABLE sources (
    source TEXT NOT NULL,
    document TEXT NOT NULL,
    shown TEXT NOT NULL,         -- as given on the command line
    state TEXT NOT NULL CHECK (state IN ('there', 'replaced', 'gone')),
    day TEXT NOT NULL,           -- when this account was first read from here
    PRIMARY KEY (source, document)
) WITHOUT ROWID;
CREATE INDEX sources_document ON sources (document);

-- What was named on a command line, the outermost only.
CREATE TABLE roots (
    root TEXT PRIMARY KEY,
    shown TEXT NOT NULL
) WITHOUT ROWID;

-- Accounts that no longer count: a source changed, or was dropped. Nothing may change or remove one.
CREATE TABLE versions (
    source TEXT NOT NULL,
    shown TEXT NOT NULL,
    document TEXT NOT NULL,
    successor TEXT,              -- the account that took its place
    reason TEXT NOT NULL CHECK (reason IN ('changed', 'pruned', 'removed')),
    replaced TEXT NOT NULL,
    made_by TEXT NOT NULL,
    record BLOB NOT NULL,        -- the document with its text
    sum INTEGER
);
CREATE INDEX versions_source ON versions (source, replaced);
CREATE TRIGGER versions_stay BEFORE DELETE ON versions BEGIN
    SELECT RAISE(ABORT, 'a version is never removed');
END;
CREATE TRIGGER versions_hold BEFORE UPDATE ON versions BEGIN
    SELECT RAISE(ABORT, 'a version is never changed');
END;

-- A checksum of all other columns of a row but a number that only this file gives it; none in rows of schema 1.
ALTER TABLE documents ADD COLUMN records INTEGER;  -- how many rows of other tables belong to it
ALTER TABLE documents ADD COLUMN sum INTEGER;
ALTER TABLE sentences ADD COLUMN sum INTEGER;
ALTER TABLE times ADD COLUMN sum INTEGER;
ALTER TABLE actors ADD COLUMN sum INTEGER;
ALTER TABLE events ADD COLUMN sum INTEGER;
ALTER TABLE event_ends ADD COLUMN sum INTEGER;
ALTER TABLE statements ADD COLUMN sum INTEGER;
ALTER TABLE commitments ADD COLUMN sum INTEGER;
ALTER TABLE figures ADD COLUMN sum INTEGER;
ALTER TABLE happenings ADD COLUMN sum INTEGER;
ALTER TABLE happening_ends ADD COLUMN sum INTEGER;
ALTER TABLE reports ADD COLUMN sum INTEGER;
ALTER TABLE disputes ADD COLUMN sum INTEGER;
ALTER TABLE claims ADD COLUMN sum INTEGER;
ALTER TABLE originators ADD COLUMN sum INTEGER;
ALTER TABLE copies ADD COLUMN sum INTEGER;
ALTER TABLE decisions ADD COLUMN sum INTEGER;

-- Whether the link tables tell of all documents that are stored: `linked` names the rules that linked them and goes in
-- the same transaction in which a document comes, changes or leaves; `links` is the sha256 of the link tables.
UPDATE facts SET name = 'links' WHERE name = 'linked';
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
    DELETE FROM facts WHERE name = 'linked';
END;
CREATE TRIGGER documents_removed AFTER DELETE ON documents BEGIN
    DELETE FROM facts WHERE name = 'linked';
END;
CREATE TRIGGER documents_changed AFTER UPDATE OF fingerprint ON documents BEGIN
    DELETE FROM facts WHERE name = 'linked';
END;

ALTER TABLE skipped ADD COLUMN key TEXT;  -- of its source, as in `sources`

-- What older ledgers hold comes from where its documents say; they lay beside the ledger as a rule.
INSERT INTO sources
SELECT CASE WHEN source LIKE './%' THEN substr(source, 3) ELSE source END, id, source, 'there', '' FROM documents;
