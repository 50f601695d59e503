//! Duplicates among pairs.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use crate::lang::key;
use crate::model::Pair;

/// For each pair, whether it says the same as another one with a better score (at equal scores, an earlier one).
pub fn duplicates(pairs: &[Pair]) -> Vec<bool> {
    let mut best: FxHashMap<(String, String), usize> = FxHashMap::default();
    let mut duplicate = vec![false; pairs.len()];
    for (i, pair) in pairs.iter().enumerate() {
        match best.entry((key(&pair.src.text), key(&pair.trg.text))) {
            Entry::Vacant(free) => {
                free.insert(i);
            }
            Entry::Occupied(mut held) => {
                let worse = if pair.score > pairs[*held.get()].score { held.insert(i) } else { i };
                duplicate[worse] = true;
            }
        }
    }
    duplicate
}
