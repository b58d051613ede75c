-- Where to look for deliveries that are under way: what workers took, a lot a row, `ids` a JSON list.
-- It may name ones that are under way no more, and goes when its worker is known to be dead.
CREATE TABLE leases (
    id INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL,
    ids TEXT NOT NULL
);

INSERT INTO leases (owner, ids)
    SELECT lease_owner, json_group_array(id) FROM deliveries
    WHERE lease_owner IS NOT NULL GROUP BY lease_owner;

-- Only ordering keys ask for more, so that others change a tree less when they are taken and when
-- they end.
DROP INDEX deliveries_leased;
CREATE INDEX deliveries_leased ON deliveries (endpoint, ordering_key)
    WHERE lease_owner IS NOT NULL AND ordering_key IS NOT NULL;
