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

/// Keys that are counted; where there are more, those that were met once are forgotten, which they count as anyway.
const MOST_KEYS: usize = 4_000_000;

/// In how many documents of a batch each key occurs.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    counts: FxHashMap<u64, u32>,
    documents: u32,
}

impl Frequencies {
    /// Counts the keys of a document.
    pub fn add(&mut self, profile: &Profile) {
        for &(key, _) in &profile.keys {
            *self.counts.entry(key).or_default() += 1;
        }
        self.documents += 1;
        if self.counts.len() > MOST_KEYS {
            self.counts.retain(|_, count| *count > 1);
        }
    }

    /// The most telling keys of a profile, with weights whose squares add up to 1. A key that no other document has
    /// tells nothing: it would only take the place of one that a partner shares.
    fn weighted(&self, profile: &Profile) -> Vec<(u64, f32)> {
        let documents = self.documents as f32;
        let rarity = |key: &u64| {
            let count = self.counts.get(key).copied().filter(|&count| count > 1)?;
            Some((1.0 + documents / count as f32).ln())
        };
        let weight = |&(key, weight): &(u64, f32)| Some((key, weight * rarity(&key)?));
        let mut keys: Vec<(u64, f32)> = profile.keys.iter().filter_map(weight).filter(|k| k.1 > 0.0).collect();
        keys.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        keys.truncate(KEYS);
        let length = keys.iter().map(|k| k.1 * k.1).sum::<f32>().sqrt();
        keys.iter_mut().for_each(|k| k.1 /= length);
        keys
    }
}

/// An index over target documents.
#[derive(Debug)]
pub struct Index<'a> {
    frequencies: &'a Frequencies,
    /// Key, document and weight, sorted.
    postings: Vec<(u64, u32, f32)>,
}

impl<'a> Index<'a> {
    /// Indexes target documents, numbered from 0, by the frequencies of both sides.
    pub fn new(frequencies: &'a Frequencies, trg: impl IntoIterator<Item = Profile>) -> Index<'a> {
        let trg = trg.into_iter();
        let mut postings = Vec::with_capacity(trg.size_hint().1.unwrap_or_default().saturating_mul(KEYS));
        for (number, profile) in trg.enumerate() {
            let weighted = frequencies.weighted(&profile);
            postings.extend(weighted.into_iter().map(|(key, weight)| (key, number as u32, weight)));
        }
        postings.sort_unstable_by_key(|&(key, number, _)| (key, number));
        Index { frequencies, postings }
    }

    /// The `most` likeliest partners of a source document, best first.
    pub fn candidates(&self, profile: &Profile, most: usize) -> Vec<Candidate> {
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        for (key, weight) in self.frequencies.weighted(profile) {
            let from = self.postings.partition_point(|posting| posting.0 < key);
            for &(_, number, other) in self.postings[from..].iter().take_while(|posting| posting.0 == key) {
                *sums.entry(number).or_default() += weight * other;
            }
        }
        let found = sums.into_iter().map(|(trg, similarity)| Candidate { trg: trg as usize, similarity });
        best(found.collect(), most)
    }
}

/// The `most` likeliest of some candidates, best first.
pub fn best(mut candidates: Vec<Candidate>, most: usize) -> Vec<Candidate> {
    candidates.sort_unstable_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.trg.cmp(&b.trg)));
    candidates.truncate(most);
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(keys: impl IntoIterator<Item = u64>, weight: f32) -> Vec<(u64, f32)> {
        keys.into_iter().map(|key| (key, weight)).collect()
    }

    #[test]
    fn what_only_one_document_has_takes_no_place_of_what_partners_share() {
        let document = |own: u64| {
            let mut keys = profile(own..own + 300, 2.0);
            keys.extend(profile(9_000..9_005, 0.1));
            Profile { keys }
        };
        let (src, trg, other) = (document(1_000), document(2_000), Profile { keys: profile(3_000..3_300, 2.0) });
        let mut frequencies = Frequencies::default();
        [&src, &trg, &other].into_iter().for_each(|profile| frequencies.add(profile));
        let index = Index::new(&frequencies, [other, trg]);
        let found = index.candidates(&src, 3);
        assert_eq!(found.iter().map(|c| c.trg).collect::<Vec<_>>(), [1]);
    }
}
