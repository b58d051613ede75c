-- An attempt knows the one of its delivery before it, and a delivery its last one: nearly all have
-- just one, for which an index would be a tree more to write to.
ALTER TABLE attempts ADD COLUMN previous INTEGER;
UPDATE attempts SET previous = before.previous
    FROM (SELECT id, lag(id) OVER (PARTITION BY delivery ORDER BY id) AS previous
        FROM attempts WHERE delivery IS NOT NULL) AS before
    WHERE before.id = attempts.id AND before.previous IS NOT NULL;
UPDATE deliveries SET last_attempt = made.last
    FROM (SELECT delivery, max(id) AS last FROM attempts WHERE delivery IS NOT NULL
        GROUP BY delivery) AS made
    WHERE made.delivery = deliveries.id AND last_attempt IS NOT made.last;
DROP INDEX attempts_delivery;
