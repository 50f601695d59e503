//! Which pairs say the same as a better one, however many there are: some of the hashes at a time.

use super::aligning::head;
use super::store::{Halt, Shard, Store};

/// Pairs that are compared at a time.
const MOST: usize = 1 << 19;

/// For each pair, in order, whether it says the same as another one that is better.
#[derive(Debug, Default)]
pub struct Duplicates {
    bits: Vec<u64>,
}

impl Duplicates {
    /// Looks through the pairs of all rounds. What an earlier round found stays; in a round the pair with the better
    /// score does, and of equal ones the first.
    ///
    /// # Errors
    /// Where the shards cannot be read.
    pub fn find(store: &dyn Store, rounds: &[Vec<Shard>]) -> Result<Duplicates, Halt> {
        let mut count = 0;
        for shard in rounds.iter().flatten() {
            count += head(store, shard)?.prints.len();
        }
        let parts = (count / MOST + 1) as u64;
        let mut found = Duplicates { bits: vec![0; count.div_ceil(64)] };
        for part in 0..parts {
            let mut prints: Vec<(u64, usize, f64, usize)> = Vec::new();
            let mut at = 0;
            for (round, shard) in rounds.iter().enumerate().flat_map(|(r, s)| s.iter().map(move |s| (r, s))) {
                for (print, score) in head(store, shard)?.prints {
                    if print % parts == part {
                        prints.push((print, round, score, at));
                    }
                    at += 1;
                }
            }
            prints.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)).then(a.3.cmp(&b.3)));
            for pair in prints.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                found.bits[pair[1].3 / 64] |= 1 << (pair[1].3 % 64);
            }
        }
        Ok(found)
    }

    /// Whether a pair is one.
    pub fn has(&self, at: usize) -> bool {
        self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::super::aligning::Head;
    use super::super::store::{Temporary, frame};
    use super::*;

    #[test]
    fn the_better_one_stays_and_what_was_found_before() {
        let store = Temporary::default();
        let shard = |name: &str, prints: &[(u64, f64)]| {
            let head = Head { prints: prints.to_vec(), ..Head::default() };
            store.save(name, 0, &frame(&head).expect("a frame")).expect("a shard")
        };
        let rounds = [
            vec![shard("a", &[(1, 0.5), (2, 0.9), (1, 0.7)]), shard("b", &[(1, 0.7), (3, 0.1)])],
            vec![shard("c", &[(3, 0.9), (4, 0.2)])],
        ];
        let found = Duplicates::find(&store, &rounds).expect("heads");
        let which: Vec<bool> = (0..8).map(|i| found.has(i)).collect();
        assert_eq!(which, [true, false, false, true, false, true, false, false]);
    }
}
