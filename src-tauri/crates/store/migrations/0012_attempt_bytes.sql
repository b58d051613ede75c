-- What an attempt sent and what it was answered are one row, because they are written together:
-- an attempt is stored with a tree less to write to. Without an answer its columns are NULL.
ALTER TABLE attempt_requests RENAME TO attempt_bytes;
ALTER TABLE attempt_bytes ADD COLUMN answer_status INTEGER;
ALTER TABLE attempt_bytes ADD COLUMN answer_headers TEXT;
ALTER TABLE attempt_bytes ADD COLUMN answer_truncated INTEGER;
ALTER TABLE attempt_bytes ADD COLUMN answer_body BLOB;
UPDATE attempt_bytes
    SET (answer_status, answer_headers, answer_truncated, answer_body) =
        (SELECT status, headers, truncated, body FROM attempt_answers a WHERE a.id = attempt_bytes.id);
DROP TABLE attempt_answers;

-- What ended long ago is found in the lists by endpoint and state, of which each is in order.
DROP INDEX deliveries_ended;
