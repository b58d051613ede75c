-- What a provider needs beside its address and credential, such as a repository: a JSON object of texts.
ALTER TABLE profiles ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

-- What providers were asked to send again. `awaited` is a JSON list of ids that would stand in
-- what arrives; `awaited_until` is NULL once nothing is awaited any more. `since` is the last
-- capture before it was asked.
CREATE TABLE redeliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile TEXT NOT NULL,
    provider TEXT NOT NULL,
    asked TEXT NOT NULL,
    awaited TEXT NOT NULL,
    target_url TEXT,
    awaited_until INTEGER,
    url_until INTEGER NOT NULL,
    since INTEGER NOT NULL,
    attempt INTEGER,
    -- JSON, which only the provider's client understands; NULL while the question is under way.
    outcome TEXT,
    capture INTEGER,
    matched_by TEXT,
    created_at INTEGER NOT NULL
);

-- Looked into with every commit of captures: empty while nothing is awaited.
CREATE INDEX redeliveries_awaited ON redeliveries (awaited_until) WHERE awaited_until IS NOT NULL;
CREATE INDEX redeliveries_capture ON redeliveries (capture) WHERE capture IS NOT NULL;
CREATE INDEX redeliveries_profile ON redeliveries (profile, id);

-- Captures that were read out of a provider's log, by the provider's id of the delivery.
CREATE TABLE imports (
    provider TEXT NOT NULL,
    base_url TEXT NOT NULL,
    delivery TEXT NOT NULL,
    capture INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (provider, base_url, delivery)
) WITHOUT ROWID;

CREATE INDEX imports_capture ON imports (capture);
