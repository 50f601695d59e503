//! Candidates by an inverted index over rare keys.

use rustc_hash::FxHashMap;

use super::Profile;

/// A target document that may belong to a source document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Index of the target document.
    pub trg: usize,
    /// Cosine similarity of the two profiles, 0–1.
    pub similarity: f32,
}

/// Keys that are kept of a document: its most telling ones, which bounds memory.
const KEYS: usize = 96;

/// An index over the target documents of a batch.
#[derive(Debug)]
pub struct Index {
    postings: FxHashMap<u64, Vec<(u32, f32)>>,
    frequency: FxHashMap<u64, u32>,
    documents: f32,
}

impl Index {
    /// Counts keys over both sides, and indexes the target side.
    pub fn new(src: &[Profile], trg: &[Profile]) -> Index {
        let mut frequency: FxHashMap<u64, u32> = FxHashMap::default();
        for &(key, _) in src.iter().chain(trg).flat_map(|p| &p.keys) {
            *frequency.entry(key).or_default() += 1;
        }
        let mut index = Index { postings: FxHashMap::default(), frequency, documents: (src.len() + trg.len()) as f32 };
        for (number, profile) in trg.iter().enumerate() {
            for (key, weight) in index.weighted(profile) {
                index.postings.entry(key).or_default().push((number as u32, weight));
            }
        }
        index
    }

    /// The most telling keys of a profile, with weights whose squares add up to 1.
    fn weighted(&self, profile: &Profile) -> Vec<(u64, f32)> {
        let rarity = |key: &u64| (1.0 + self.documents / *self.frequency.get(key).unwrap_or(&1) as f32).ln();
        let mut keys: Vec<(u64, f32)> =
            profile.keys.iter().map(|(key, weight)| (*key, weight * rarity(key))).filter(|k| k.1 > 0.0).collect();
        keys.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        keys.truncate(KEYS);
        let length = keys.iter().map(|k| k.1 * k.1).sum::<f32>().sqrt();
        keys.iter_mut().for_each(|k| k.1 /= length);
        keys
    }

    /// The `most` likeliest partners of a source document, best first.
    pub fn candidates(&self, profile: &Profile, most: usize) -> Vec<Candidate> {
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        for (key, weight) in self.weighted(profile) {
            for &(number, other) in self.postings.get(&key).into_iter().flatten() {
                *sums.entry(number).or_default() += weight * other;
            }
        }
        let mut found: Vec<Candidate> =
            sums.into_iter().map(|(trg, similarity)| Candidate { trg: trg as usize, similarity }).collect();
        found.sort_unstable_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.trg.cmp(&b.trg)));
        found.truncate(most);
        found
    }
}
