//! `leases`: what workers took, a lot a row.
//!
//! A delivery is under way exactly while it has a `lease_owner`. These are few among very many, and
//! here is where to look for them. A lot may name some that have ended since, so that an attempt
//! that ends writes nothing here: whoever reads looks at each.

use compact_str::ToCompactString as _;
use rusqlite::{Connection, params};

/// Deliveries that may be under way, each once: `id IN` these.
pub(crate) const NAMED: &str = "(SELECT value FROM leases CROSS JOIN json_each(ids))";

/// Lots that are kept apart at most.
const LOTS: usize = 128;
/// Ids that lots name at most, unless more are under way.
const IDS: usize = 2_000;

/// Notes lots, and makes them one whenever many have come together: then those that have ended
/// since are forgotten.
#[derive(Debug, Default)]
pub(crate) struct Lots {
    owner: i64,
    /// What may be noted until then. Nothing at first: nobody knows what is there.
    lots: usize,
    ids: usize,
}

impl Lots {
    /// Notes that a worker took these.
    pub(crate) fn note(
        &mut self,
        connection: &Connection,
        owner: i64,
        ids: &[i64],
    ) -> rusqlite::Result<()> {
        if self.owner != owner || self.lots == 0 || self.ids < ids.len() {
            let left = merge(connection, owner)?;
            *self = Self {
                owner,
                lots: LOTS,
                ids: IDS.max(2 * left) + ids.len(),
            };
        }
        self.lots -= 1;
        self.ids -= ids.len();
        insert(connection, owner, &json(ids))
    }
}

/// A list of ids as a row holds it.
fn json(ids: &[i64]) -> String {
    const USUAL: usize = 8;
    let mut json = String::with_capacity(2 + ids.len() * USUAL);
    for (index, id) in ids.iter().enumerate() {
        json.push(if index == 0 { '[' } else { ',' });
        json.push_str(id.to_compact_string().as_str());
    }
    json.push_str(if ids.is_empty() { "[]" } else { "]" });
    json
}

fn insert(connection: &Connection, owner: i64, ids: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO leases (owner, ids) VALUES (?1, ?2)";
    connection
        .prepare_cached(sql)?
        .execute(params![owner, ids])?;
    Ok(())
}

/// Makes all lots of a worker one, of those that are under way; tells how many those are.
fn merge(connection: &Connection, owner: i64) -> rusqlite::Result<usize> {
    let noted = noted(connection, owner)?;
    let mut statement = connection.prepare_cached(UNDER_WAY)?;
    let mut left = Vec::new();
    // Where they follow each other they are read in a row, and most do.
    for run in noted.chunk_by(|one, next| one + 1 == *next) {
        let bounds = params![run[0], run[run.len() - 1], owner];
        for id in statement.query_map(bounds, |row| row.get(0))? {
            left.push(id?);
        }
    }
    let sql = "DELETE FROM leases WHERE owner = ?1";
    connection.prepare_cached(sql)?.execute([owner])?;
    if !left.is_empty() {
        insert(connection, owner, &json(&left))?;
    }
    Ok(left.len())
}

const UNDER_WAY: &str = "SELECT id FROM deliveries NOT INDEXED
    WHERE id BETWEEN ?1 AND ?2 AND lease_owner = ?3";

/// All ids that a worker's lots name, each once, the smallest first.
fn noted(connection: &Connection, owner: i64) -> rusqlite::Result<Vec<i64>> {
    let sql = "SELECT value FROM leases CROSS JOIN json_each(ids) WHERE owner = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let ids = statement.query_map([owner], |row| row.get(0))?;
    let mut ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Forgets the lots of all workers but one, which have nothing under way any more.
pub(crate) fn forget_others(connection: &Connection, owner: i64) -> rusqlite::Result<()> {
    let sql = "DELETE FROM leases WHERE owner <> ?1";
    connection.prepare_cached(sql)?.execute([owner])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deliveries::trial::{OWNER, Trial, event};

    async fn lots(trial: &Trial) -> (i64, i64) {
        let read = |connection: &Connection| {
            let sql = "SELECT count(*), coalesce(sum(json_array_length(ids)), 0) FROM leases";
            Ok(connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
        };
        let readers = &trial.fixture.store.inner().readers;
        readers.run(read).await.unwrap()
    }

    #[tokio::test]
    async fn lots_do_not_pile_up_and_what_is_under_way_stays_named() {
        let trial = Trial::new().await;
        let slow = trial.deliver(event()).await;
        trial.take_one().await;
        for _ in 0..LOTS + 10 {
            let id = trial.deliver(event()).await;
            assert_eq!(trial.take(1).await, [id]);
            trial.succeed(id).await;
        }
        let (rows, ids) = lots(&trial).await;
        assert!(rows <= 12 && ids <= 12, "{rows} lots of {ids}");
        let deliveries = trial.deliveries();
        assert_eq!(deliveries.take_over(OWNER + 1, trial.now()).await, Ok(1));
        assert_eq!(lots(&trial).await, (0, 0));
        assert_eq!(trial.take(1).await, [slow]);
    }

    #[tokio::test]
    async fn large_lots_are_made_one_sooner() {
        let trial = Trial::new().await;
        let many = vec![(event(), vec![trial.endpoint]); 500];
        trial.deliveries().add_many(many).await.unwrap();
        for _ in 0..12 {
            let taken = trial.take(500).await;
            assert_eq!(trial.deliveries().give_back(OWNER, taken).await, Ok(500));
        }
        let (rows, ids) = lots(&trial).await;
        assert!(rows <= 5 && ids <= 2_500, "{rows} lots of {ids}");
    }
}
