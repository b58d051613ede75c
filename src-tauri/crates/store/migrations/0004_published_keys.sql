-- Whether keys that the provider publishes at an address are fetched.
ALTER TABLE sources ADD COLUMN fetch_keys INTEGER NOT NULL DEFAULT 0;
