-- Captures sent again, together. `plan` is JSON; `set_key` is the same for runs of the same
-- captures to the same targets, so that one can be told from the last.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    chosen TEXT NOT NULL,
    set_key BLOB NOT NULL,
    captures INTEGER NOT NULL,
    state TEXT NOT NULL,
    -- Which of the processes with this folder carries it out, while it is running.
    carrier INTEGER,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    succeeded INTEGER NOT NULL DEFAULT 0,
    exact INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    again_of INTEGER,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    elapsed_micros INTEGER NOT NULL DEFAULT 0,
    -- What had changed against the run before it, when this one was left last.
    against INTEGER,
    fixed INTEGER,
    regressed INTEGER
);

CREATE INDEX runs_set ON runs (set_key, id);
CREATE INDEX runs_running ON runs (carrier) WHERE state = 'running';

-- What a run sends, in the order of sending. One value instead of a row each: a run of a million
-- exchanges is made in one short transaction, and only what ended has rows. An exchange is a
-- capture's id (8 bytes), its target's place in the plan (2) and which time it is sent (4).
CREATE TABLE run_exchanges (
    run INTEGER PRIMARY KEY,
    exchanges BLOB NOT NULL
);

-- One row an exchange that ended; without one it is still to be made.
CREATE TABLE run_rows (
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    capture INTEGER NOT NULL,
    target INTEGER NOT NULL,
    time INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    status INTEGER,
    failure TEXT,
    took_micros INTEGER NOT NULL,
    exact INTEGER,
    begins TEXT NOT NULL,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

-- The same exchange in another run is found by it.
CREATE INDEX run_rows_exchange ON run_rows (run, capture, target, time);
