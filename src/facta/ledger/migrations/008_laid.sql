-- Decisions lie above what linking keeps, so that one more costs what it has to do with.

-- A record as linking found it, where what people decided of it changes it, or takes it out of its table.
CREATE TABLE as_linked (
    kind TEXT NOT NULL,          -- happening, dispute or pledge
    id TEXT NOT NULL,
    record BLOB NOT NULL,
    sum INTEGER,
    PRIMARY KEY (kind, id)
);

-- Of each component with a happening that was rejected: what it came to while the events of that still counted.
CREATE TABLE before_falling (
    component INTEGER NOT NULL,
    kind TEXT NOT NULL,          -- happening or dispute
    id TEXT NOT NULL,
    record BLOB NOT NULL,
    sum INTEGER,
    PRIMARY KEY (component, kind, id)
);
CREATE INDEX before_falling_id ON before_falling (id);
CREATE INDEX found_id ON found (id);

-- What the rows of an account in the tables `decided_...` were made from.
CREATE TABLE recounted (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    mark TEXT NOT NULL
) WITHOUT ROWID;
