-- Counts what was changed, one row a topic, so that other processes notice.
-- New captures and attempts are told by sqlite_sequence and not counted here.
CREATE TABLE revisions (
    topic TEXT PRIMARY KEY,
    revision INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

INSERT INTO revisions (topic) VALUES
    ('captures'), ('attempts'), ('sources'), ('settings'), ('providers');

-- The key that encrypts this file's secrets: who keeps it and which it is, never the key.
CREATE TABLE secret_key (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    keeper TEXT NOT NULL,
    key_id TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

-- A removed source keeps its row, because its captures keep its name.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    scheme TEXT,
    tolerance_seconds INTEGER,
    public_url TEXT,
    forward_to TEXT NOT NULL DEFAULT '[]',
    response TEXT NOT NULL DEFAULT '{}',
    allow_browser INTEGER NOT NULL DEFAULT 0,
    paused INTEGER NOT NULL DEFAULT 0,
    rule_revision INTEGER NOT NULL DEFAULT 1,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
);

CREATE UNIQUE INDEX sources_live_name ON sources (name) WHERE removed_at IS NULL;

-- Captures whose path belongs to no source.
INSERT INTO sources (id, name, created_at, removed_at) VALUES (0, 'unsorted', 0, 0);

CREATE TABLE secrets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES sources (id),
    hint TEXT NOT NULL,
    sealed BLOB NOT NULL,
    -- The signing half of a key pair made here, whose verifying half is in sealed.
    signing_sealed BLOB,
    created_at INTEGER NOT NULL
);

CREATE INDEX secrets_source ON secrets (source);

-- Every combination of what lists filter by, with the number of its captures:
-- one index on captures serves all these filters, and counts need no scan.
CREATE TABLE facets (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id),
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    method TEXT NOT NULL,
    provider TEXT NOT NULL,
    event_type TEXT NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    last_received_at INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX facets_combination
    ON facets (source, verdict, method, event_type, reason, provider);

-- `rest` is the path behind its first segment.
CREATE TABLE paths (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    rest TEXT NOT NULL,
    total INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX paths_path ON paths (path);
CREATE INDEX paths_rest ON paths (rest);

-- Narrow on purpose: lists read these rows only. A capture marked as deleted
-- has facet and path turned negative, so no index used for reading finds it.
CREATE TABLE captures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at INTEGER NOT NULL,
    facet INTEGER NOT NULL,
    path INTEGER NOT NULL,
    query TEXT,
    http_version INTEGER NOT NULL,
    size INTEGER NOT NULL,
    event_id TEXT,
    response_status INTEGER,
    took_micros INTEGER NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0,
    flags TEXT,
    origin INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    deleted_at INTEGER
);

-- Every index ends with the id, so each gives its rows newest first.
CREATE INDEX captures_facet ON captures (facet);
CREATE INDEX captures_path ON captures (path);
CREATE INDEX captures_pinned ON captures (pinned) WHERE pinned = 1;
CREATE INDEX captures_deleted ON captures (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE capture_heads (
    id INTEGER PRIMARY KEY,
    head BLOB NOT NULL,
    remote TEXT
);

-- A capture without a body has no row.
CREATE TABLE capture_bodies (
    id INTEGER PRIMARY KEY,
    body BLOB NOT NULL
);

CREATE TABLE capture_evidence (
    id INTEGER PRIMARY KEY,
    evidence TEXT,
    answer_headers TEXT,
    answer_body BLOB
);

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    capture INTEGER,
    trigger TEXT NOT NULL,
    mode TEXT NOT NULL,
    method TEXT NOT NULL,
    target TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    lookup_micros INTEGER,
    connect_micros INTEGER,
    first_byte_micros INTEGER,
    total_micros INTEGER NOT NULL,
    status INTEGER,
    failure_kind TEXT,
    failure_message TEXT,
    exact INTEGER,
    request_size INTEGER NOT NULL,
    response_size INTEGER NOT NULL
);

CREATE INDEX attempts_capture ON attempts (capture) WHERE capture IS NOT NULL;
CREATE INDEX attempts_forward ON attempts (id) WHERE trigger = 'forward';

-- A body equal to the capture's is not kept twice: `as_captured` says so.
-- `exceptions` is a JSON list of what differs from the capture, in words.
CREATE TABLE attempt_requests (
    id INTEGER PRIMARY KEY,
    head BLOB NOT NULL,
    exceptions TEXT,
    as_captured INTEGER NOT NULL,
    body BLOB
);

CREATE TABLE attempt_answers (
    id INTEGER PRIMARY KEY,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    truncated INTEGER NOT NULL,
    body BLOB NOT NULL
);

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Signature schemes that the user wrote, as JSON.
CREATE TABLE schemes (
    id TEXT PRIMARY KEY,
    definition TEXT NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;
