-- Who delivers instead of us, as JSON: a profile's name, and what the endpoint is there. NULL: this machine.
ALTER TABLE endpoints ADD COLUMN handed_to TEXT;

-- Deliveries that somebody else was given. `message` is the message's id there; `seen` is a JSON
-- list of the ids of those of its attempts that are stored as ours; `looks` counts looks since
-- something was new; `ended` is 1 once nothing more happens there by itself.
CREATE TABLE handovers (
    delivery INTEGER PRIMARY KEY,
    message TEXT NOT NULL,
    seen TEXT NOT NULL DEFAULT '[]',
    looks INTEGER NOT NULL DEFAULT 0,
    ended INTEGER NOT NULL DEFAULT 0
);
