-- What handlers were found to accept. `report` is JSON; the other columns are what lists show.
CREATE TABLE probes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL,
    scheme TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    requests INTEGER NOT NULL,
    critical INTEGER NOT NULL,
    high INTEGER NOT NULL,
    medium INTEGER NOT NULL,
    passed INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    report TEXT NOT NULL
);
