//! Which pairs say the same as a better one, however many there are: some of the hashes at a time. Which documents are
//! near-copies of better ones.

use super::aligning::head;
use super::store::{Halt, Shard, Store};
use crate::dedup::near_copies;

/// Pairs that are compared at a time.
const MOST: usize = 1 << 19;

/// Of the tasks of all rounds, those whose documents are near-copies of better ones.
#[derive(Debug, Default)]
pub struct Copies {
    /// For each task how many pairs it has, and whether it is one.
    tasks: Vec<(usize, bool)>,
}

impl Copies {
    /// Looks through the documents of all rounds. What an earlier round found stays.
    ///
    /// # Errors
    /// Where the shards cannot be read.
    pub fn find(store: &dyn Store, rounds: &[Vec<Shard>]) -> Result<Copies, Halt> {
        let (mut counts, mut sketches) = (Vec::new(), Vec::new());
        for (round, shard) in rounds.iter().enumerate().flat_map(|(r, s)| s.iter().map(move |s| (r, s))) {
            for (count, sketch) in head(store, shard)?.sketches {
                counts.push(count);
                sketches.push((round, sketch));
            }
        }
        Ok(Copies { tasks: counts.into_iter().zip(near_copies(&sketches)).collect() })
    }

    /// Whether a task, by its number in order, is one.
    pub fn has(&self, task: usize) -> bool {
        self.tasks.get(task).is_some_and(|(_, copy)| *copy)
    }

    /// The same for all pairs in order.
    fn pairs(&self) -> impl Iterator<Item = bool> {
        self.tasks.iter().flat_map(|&(count, copy)| std::iter::repeat_n(copy, count))
    }
}

/// For each pair, in order, whether it says the same as another one that is better.
#[derive(Debug, Default)]
pub struct Duplicates {
    bits: Vec<u64>,
}

impl Duplicates {
    /// Looks through the pairs of all rounds. Those of `given_up` documents make way for others. What an earlier round
    /// found stays; in a round the pair with the better
    /// score does, and of equal ones the first.
    ///
    /// # Errors
    /// Where the shards cannot be read.
    pub fn find(store: &dyn Store, rounds: &[Vec<Shard>], given_up: &Copies) -> Result<Duplicates, Halt> {
        let mut count = 0;
        for shard in rounds.iter().flatten() {
            count += head(store, shard)?.prints.len();
        }
        let parts = (count / MOST + 1) as u64;
        let mut found = Duplicates { bits: vec![0; count.div_ceil(64)] };
        for part in 0..parts {
            let mut prints: Vec<(u64, (bool, usize), f64, usize)> = Vec::new();
            let mut at = 0;
            let mut given_up = given_up.pairs();
            for (round, shard) in rounds.iter().enumerate().flat_map(|(r, s)| s.iter().map(move |s| (r, s))) {
                for (print, score) in head(store, shard)?.prints {
                    let copy = given_up.next().unwrap_or(false);
                    if print % parts == part {
                        prints.push((print, (copy, round), score, at));
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
        let found = Duplicates::find(&store, &rounds, &Copies::default()).expect("heads");
        let which: Vec<bool> = (0..8).map(|i| found.has(i)).collect();
        assert_eq!(which, [true, false, false, true, false, true, false, false]);
    }
}
