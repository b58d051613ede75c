-- Whom an emulated provider serves.
CREATE TABLE organizations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX organizations_name ON organizations (provider, name);

-- What lets a client into an emulation. Sealed, since providers sign with them too.
CREATE TABLE emulation_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organization INTEGER NOT NULL REFERENCES organizations (id),
    hint TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE INDEX emulation_keys_organization ON emulation_keys (organization);

-- Runs, deliveries, events: whatever an emulated provider keeps. `name` is the id that the
-- provider gave, `document` its own JSON, which only its emulation understands.
CREATE TABLE emulation_records (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    organization INTEGER NOT NULL REFERENCES organizations (id),
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX emulation_records_name ON emulation_records (provider, name);

-- A provider as the user reaches it: its address, and a credential.
CREATE TABLE profiles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    provider TEXT NOT NULL,
    base_url TEXT NOT NULL,
    hint TEXT NOT NULL,
    sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL
);
