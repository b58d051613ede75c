-- Captures sent again, together. `plan` is JSON; `set_key` is the same for runs of the same
-- captures to the same targets, so that one can be told from the last.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan TEXT NOT NULL,
    chosen TEXT NOT NULL,
    set_key BLOB NOT NULL,
    captures INTEGER NOT NULL,
    state TEXT NOT NULL,
    total INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,
    succeeded INTEGER NOT NULL DEFAULT 0,
    exact INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    again_of INTEGER,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    elapsed_micros INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX runs_set ON runs (set_key, id);

-- One row an exchange, in the order of sending; without an outcome it is still to be made.
CREATE TABLE run_rows (
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    capture INTEGER NOT NULL,
    target INTEGER NOT NULL,
    attempt INTEGER,
    status INTEGER,
    failure_kind TEXT,
    took_micros INTEGER,
    exact INTEGER,
    answer_begins TEXT,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

CREATE INDEX run_rows_capture ON run_rows (run, capture, target);
