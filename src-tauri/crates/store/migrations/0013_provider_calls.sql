-- What providers were asked through profiles, each call with its exchange, which is an attempt.
-- A redelivery is a call, too; both are written when it is asked, and its attempt is NULL until
-- then. `request_cut` tells that only the beginning of the request's body is kept.
CREATE TABLE provider_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    profile TEXT NOT NULL,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    operation TEXT NOT NULL,
    subject TEXT,
    attempt INTEGER,
    redelivery INTEGER,
    request_cut INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
);

INSERT INTO provider_calls (profile, provider, kind, operation, subject, attempt, redelivery, created_at)
    SELECT profile, provider, 'redelivery', 'redeliver', asked, attempt, id, created_at
    FROM redeliveries ORDER BY id;

CREATE INDEX provider_calls_profile ON provider_calls (profile, id);
CREATE INDEX provider_calls_kind ON provider_calls (kind, id);
CREATE INDEX provider_calls_created ON provider_calls (created_at);
CREATE INDEX provider_calls_redelivery ON provider_calls (redelivery) WHERE redelivery IS NOT NULL;
-- Of which the newest are kept.
CREATE INDEX provider_calls_bounded ON provider_calls (profile, kind, id) WHERE redelivery IS NULL;
