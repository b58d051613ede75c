-- What forwarding has to do with the sender's answer: 'after' or 'answer'.
ALTER TABLE sources ADD COLUMN forward_mode TEXT NOT NULL DEFAULT 'after';
