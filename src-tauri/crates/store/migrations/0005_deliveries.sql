INSERT INTO revisions (topic) VALUES ('deliveries'), ('endpoints'), ('runs');

-- URLs that we deliver to. A removed one keeps its row, because its deliveries keep its name.
-- `manner` is JSON: headers, schedule, rate and the like, read and written as a whole; `speed`
-- and `by_key` are of it, for statements to read.
CREATE TABLE endpoints (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    scheme TEXT,
    manner TEXT NOT NULL,
    speed INTEGER NOT NULL,
    by_key INTEGER NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1,
    disabled_because TEXT,
    -- When the first failure came after which none succeeded, and how many there were.
    failing_since INTEGER,
    failures_in_a_row INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    removed_at INTEGER
);

CREATE UNIQUE INDEX endpoints_live_name ON endpoints (name) WHERE removed_at IS NULL;

-- `sealed` signs; `verifying_sealed` is the half of a key pair that the receiver is given.
CREATE TABLE endpoint_secrets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    endpoint INTEGER NOT NULL REFERENCES endpoints (id),
    hint TEXT NOT NULL,
    sealed BLOB NOT NULL,
    verifying_sealed BLOB,
    created_at INTEGER NOT NULL
);

CREATE INDEX endpoint_secrets_endpoint ON endpoint_secrets (endpoint);

-- Captures of a source that flow on to an endpoint.
CREATE TABLE routes (
    source INTEGER NOT NULL REFERENCES sources (id),
    endpoint INTEGER NOT NULL REFERENCES endpoints (id),
    filter TEXT NOT NULL DEFAULT '',
    resign INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, endpoint)
) WITHOUT ROWID;

-- What is delivered. Without a body of its own it is its capture's; when that goes for good, its
-- head and body are kept here.
CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message_id TEXT NOT NULL,
    event_type TEXT NOT NULL,
    ordering_key TEXT,
    capture INTEGER,
    content_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    head BLOB,
    body BLOB
);

CREATE INDEX events_message_id ON events (message_id);
CREATE INDEX events_type ON events (event_type);
CREATE INDEX events_capture ON events (capture) WHERE capture IS NOT NULL;

-- `due_at` is set exactly while a next attempt is planned and may be claimed: not while it is
-- under way, paused, ended, or waits for an earlier delivery with its ordering key. Lane 0 are
-- retries and what was asked for by hand, lane 1 first attempts: a backlog holds up no retry.
-- A delivery is running exactly while it has a `lease_owner`.
CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event INTEGER NOT NULL REFERENCES events (id),
    endpoint INTEGER NOT NULL REFERENCES endpoints (id),
    state TEXT NOT NULL,
    lane INTEGER NOT NULL,
    -- What asks for the next attempt.
    trigger TEXT NOT NULL,
    -- Whether the capture's bytes are signed afresh; NULL for events of their own.
    resign INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- Attempts that counted for the schedule.
    scheduled INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER,
    -- When it would have been due, kept while it is paused or waits for its turn.
    held_due_at INTEGER,
    -- How many times faster than real time the schedule's wait goes by; NULL where none does.
    speed INTEGER,
    -- What becomes of it after the attempt under way, unless that delivers it: pause or cancel.
    wish TEXT,
    -- What it goes back to when an attempt asked for by hand fails.
    before_state TEXT,
    before_due_at INTEGER,
    ordering_key TEXT,
    lease_owner INTEGER,
    lease_until INTEGER,
    last_status INTEGER,
    last_failure TEXT,
    last_attempt INTEGER,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
);

CREATE INDEX deliveries_due ON deliveries (endpoint, lane, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (endpoint, ordering_key)
    WHERE lease_owner IS NOT NULL;
-- Without those under way, so that an attempt changes it once and not twice.
CREATE INDEX deliveries_listed ON deliveries (endpoint, state) WHERE lease_owner IS NULL;
CREATE INDEX deliveries_event ON deliveries (event);
CREATE INDEX deliveries_ended ON deliveries (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX deliveries_key ON deliveries (endpoint, ordering_key)
    WHERE ordering_key IS NOT NULL AND ended_at IS NULL;

-- Running totals, so that counts need no scan.
CREATE TABLE delivery_totals (
    endpoint INTEGER NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (endpoint, state)
) WITHOUT ROWID;

-- `decision` is JSON: what followed the attempt.
ALTER TABLE attempts ADD COLUMN delivery INTEGER;
ALTER TABLE attempts ADD COLUMN decision TEXT;
CREATE INDEX attempts_delivery ON attempts (delivery) WHERE delivery IS NOT NULL;
