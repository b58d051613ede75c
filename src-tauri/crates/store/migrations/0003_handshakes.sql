-- Handshakes are answered unless the user says otherwise.
ALTER TABLE sources ADD COLUMN handshake INTEGER NOT NULL DEFAULT 1;

-- What happens to times ahead of ours; NULL is the scheme's own policy.
ALTER TABLE sources ADD COLUMN future TEXT;

-- A secret that a handshake brought.
ALTER TABLE secrets ADD COLUMN learned INTEGER NOT NULL DEFAULT 0;

-- What a source has agreed on with its provider: as text, or sealed where it is kept like a secret.
CREATE TABLE handshake_values (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES sources (id),
    name TEXT NOT NULL,
    text TEXT,
    hint TEXT NOT NULL,
    sealed BLOB,
    created_at INTEGER NOT NULL
);

CREATE UNIQUE INDEX handshake_values_name ON handshake_values (source, name);

-- What came of a handshake, as JSON.
ALTER TABLE capture_evidence ADD COLUMN handshake TEXT;
