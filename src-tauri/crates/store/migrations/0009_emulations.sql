-- Endpoints that an emulated provider opened; NULL for the user's own.
ALTER TABLE endpoints ADD COLUMN emulation TEXT;

-- What a record is (a run, an endpoint, a delivery), the record it belongs to by name, and the
-- rows of the engine that do its work.
ALTER TABLE emulation_records ADD COLUMN kind TEXT NOT NULL DEFAULT 'run';
ALTER TABLE emulation_records ADD COLUMN parent TEXT;
ALTER TABLE emulation_records ADD COLUMN endpoint INTEGER;
ALTER TABLE emulation_records ADD COLUMN delivery INTEGER;

CREATE INDEX emulation_records_kind ON emulation_records (provider, kind, organization, id);
CREATE INDEX emulation_records_parent ON emulation_records (provider, parent, id)
    WHERE parent IS NOT NULL;

-- `scopes` is a JSON list; an empty one lets in everywhere.
ALTER TABLE emulation_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE emulation_keys ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE emulation_keys ADD COLUMN revoked_at INTEGER;

-- Calls of emulations, the newest of each provider; what is a credential was taken out before.
CREATE TABLE emulation_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    organization INTEGER,
    operation TEXT,
    method TEXT NOT NULL,
    target TEXT NOT NULL,
    -- NULL when it was not answered.
    status INTEGER,
    trouble TEXT,
    took_micros INTEGER NOT NULL,
    request_head BLOB NOT NULL,
    request_body BLOB NOT NULL,
    response_head BLOB NOT NULL,
    response_body BLOB NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX emulation_calls_provider ON emulation_calls (provider, id);

-- What befalls the next calls on purpose: `kind` is a status, `hang` or `cut`; `operation` NULL
-- is any of them. A row goes with its last time.
CREATE TABLE emulation_troubles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    operation TEXT,
    times INTEGER NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX emulation_troubles_provider ON emulation_troubles (provider, id);
