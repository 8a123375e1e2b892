-- What linking keeps, so that one more account is compared with its neighbours alone: accounts, what they leave to be
-- compared, the blocks in which these meet, and which of them have to do with one another. It says nothing that the
-- accounts do not say, and is made anew by other rules.

CREATE TABLE linked_accounts (
    number INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    mark TEXT NOT NULL,          -- of the account as it was linked
    earlier TEXT NOT NULL,       -- numbers of the accounts that it may have something from, separated by spaces
    of TEXT,                     -- the account that it copies or retells, and the share of its words that stand there
    share REAL,
    origin TEXT NOT NULL,        -- the account that it goes back to
    record BLOB NOT NULL
);
CREATE INDEX linked_accounts_of ON linked_accounts (of) WHERE of IS NOT NULL;

CREATE TABLE account_blocks (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    thing INTEGER NOT NULL,      -- number of an account
    PRIMARY KEY (key, day, rank, thing)
) WITHOUT ROWID;

CREATE TABLE traces (
    number INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,    -- number of the account that leaves it
    component INTEGER NOT NULL,  -- the least number of those that it has to do with; 0 before that is known
    kind TEXT NOT NULL,
    event TEXT,                  -- the event that it tells
    origin TEXT,                 -- the account that its sentence comes from, where that is another one
    rank INTEGER NOT NULL,
    record BLOB NOT NULL
);
CREATE INDEX traces_account ON traces (account);
CREATE INDEX traces_component ON traces (component);
CREATE INDEX traces_event ON traces (event) WHERE event IS NOT NULL;
CREATE INDEX traces_origin ON traces (origin) WHERE origin IS NOT NULL;

CREATE TABLE trace_blocks (
    key INTEGER NOT NULL,
    day INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    thing INTEGER NOT NULL,      -- number of a trace
    PRIMARY KEY (key, day, rank, thing)
) WITHOUT ROWID;

-- The records that each component comes to.
CREATE TABLE found (
    component INTEGER NOT NULL,
    kind TEXT NOT NULL,          -- happening, dispute or pledge
    id TEXT NOT NULL,
    PRIMARY KEY (component, kind, id)
) WITHOUT ROWID;

-- An older ledger has none yet: the next run links all that it holds anew.
DELETE FROM facts WHERE name IN ('linked', 'links');
