//! Near-copies of documents, such as an agency's story on many sites: the resemblance of sets of shingles, estimated
//! from sketches (Broder 1997, "On the resemblance and containment of documents").
//!
//! The shingles of a document are the runs of [`SHINGLE`] words inside its sentences, of both languages. Its sketch is
//! the [`SKETCH`] smallest of their hashes, so that sketches of parts are merged into that of the whole, in any order.
//! Two documents are near-copies where their sketches estimate that they share at least [`RESEMBLANCE`] of the shingles
//! that either has.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

use crate::lang::words;
use crate::model::Pair;

/// Words of a shingle; a shorter sentence is one by itself.
pub const SHINGLE: usize = 5;

/// Hashes of a sketch: the estimate's standard error is below .04 at [`RESEMBLANCE`].
pub const SKETCH: usize = 128;

/// Least share of common shingles (Jaccard) of near-copies.
pub const RESEMBLANCE: f64 = 0.8;

/// Least shingles of a document that is judged at all: what is shorter is left to the comparison of its sentences.
pub const LEAST: usize = 16;

/// By how many of its smallest hashes a document is looked up. Near-copies share each of them with a probability of
/// [`RESEMBLANCE`] or more.
const KEYS: usize = 8;

/// Most documents that are compared for one hash: a phrase that stands in very many tells nothing.
const MOST: usize = 64;

/// What is known of one document: its sketch, and how good its pairs are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Sketch {
    /// The smallest hashes, sorted, each once.
    hashes: Vec<u64>,
    /// Sum of the scores of its pairs, in ten thousandths.
    worth: u64,
}

impl Sketch {
    /// Takes hashes in.
    fn extend(&mut self, hashes: impl IntoIterator<Item = u64>) {
        self.hashes.extend(hashes);
        self.hashes.sort_unstable();
        self.hashes.dedup();
        self.hashes.truncate(SKETCH);
    }

    /// The estimated share of common shingles: of the smallest hashes of both, those that stand in both.
    fn resemblance(&self, other: &Sketch) -> f64 {
        let (mut a, mut b) = (self.hashes.iter().peekable(), other.hashes.iter().peekable());
        let (mut all, mut both) = (0usize, 0usize);
        let full = self.hashes.len().max(other.hashes.len()).min(SKETCH);
        // Where one document is shorter than a sketch, both are compared whole.
        let whole = self.hashes.len() < SKETCH || other.hashes.len() < SKETCH;
        while whole || all < full {
            match (a.peek(), b.peek()) {
                (None, None) => break,
                (Some(x), Some(y)) if x == y => {
                    both += 1;
                    a.next();
                    b.next();
                }
                (Some(x), Some(y)) if x < y => drop(a.next()),
                (Some(_), None) => drop(a.next()),
                _ => drop(b.next()),
            }
            all += 1;
        }
        both as f64 / all.max(1) as f64
    }
}

/// A document of pairs: the paths of its two sides.
pub type Document = (String, String);

/// Sketches of all documents of a corpus, pair by pair.
#[derive(Clone, Debug, Default)]
pub struct Sketches(BTreeMap<Document, Sketch>);

impl Sketches {
    /// Takes a pair in; one without a document is passed over.
    pub fn add(&mut self, document: &Document, texts: [&str; 2], score: f64) {
        if document.0.is_empty() || document.1.is_empty() {
            return;
        }
        if !self.0.contains_key(document) {
            self.0.insert(document.clone(), Sketch::default());
        }
        if let Some(sketch) = self.0.get_mut(document) {
            let hashes = texts.iter().enumerate().flat_map(|(side, text)| shingles(side as u8, text));
            sketch.extend(hashes);
            sketch.worth += (score.clamp(0.0, 1.0) * 1e4).round() as u64;
        }
    }

    /// Adds the sketches of another part of the corpus.
    pub fn merge(&mut self, other: Sketches) {
        for (document, sketch) in other.0 {
            let own = self.0.entry(document).or_default();
            own.extend(sketch.hashes);
            own.worth += sketch.worth;
        }
    }

    /// The documents that are near-copies of a better one: of one whose pairs' scores sum up to more, or as much under
    /// a path that comes before.
    pub fn copies(&self) -> FxHashSet<&Document> {
        let mut order: Vec<(&Document, &Sketch)> = self.0.iter().filter(|(_, s)| s.hashes.len() >= LEAST).collect();
        order.sort_by(|a, b| b.1.worth.cmp(&a.1.worth).then(a.0.cmp(b.0)));
        let mut kept: FxHashMap<u64, Vec<&Sketch>> = FxHashMap::default();
        let mut copies = FxHashSet::default();
        for (document, sketch) in order {
            let keys = || sketch.hashes.iter().take(KEYS);
            let mut near = keys().filter_map(|key| kept.get(key)).flatten();
            if near.any(|other| sketch.resemblance(other) >= RESEMBLANCE) {
                copies.insert(document);
                continue;
            }
            for key in keys() {
                let held = kept.entry(*key).or_default();
                if held.len() < MOST {
                    held.push(sketch);
                }
            }
        }
        copies
    }
}

/// Hashes of the runs of words in a sentence of one side.
fn shingles(side: u8, text: &str) -> Vec<u64> {
    let words: Vec<String> = words(text).map(|(_, word)| word.to_lowercase()).collect();
    let hash = |run: &[String]| {
        let mut hash = Xxh3::with_seed(u64::from(side));
        for word in run {
            hash.update(word.as_bytes());
            hash.update(b"\n");
        }
        hash.digest()
    };
    if words.is_empty() { Vec::new() } else { words.windows(SHINGLE.min(words.len())).map(hash).collect() }
}

/// For each pair, whether its documents are near-copies of better ones.
pub fn copies(pairs: &[Pair]) -> Vec<bool> {
    let document = |pair: &Pair| (pair.src.doc.clone(), pair.trg.doc.clone());
    let mut sketches = Sketches::default();
    for pair in pairs {
        sketches.add(&document(pair), [&pair.src.text, &pair.trg.text], pair.score);
    }
    let copies = sketches.copies();
    pairs.iter().map(|pair| !copies.is_empty() && copies.contains(&document(pair))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn story(from: usize, to: usize) -> Vec<[String; 2]> {
        let word = |n: usize| format!("kata{}", n * n % 1009);
        let sentence = |i: usize| (0..12).map(|j| word(i * 12 + j)).collect::<Vec<_>>().join(" ");
        (from..to).map(|i| [sentence(i), sentence(i + 500)]).collect()
    }

    fn sketches<'a>(documents: impl IntoIterator<Item = (&'a str, Vec<[String; 2]>, f64)>) -> Sketches {
        let mut sketches = Sketches::default();
        for (name, story, score) in documents {
            for [src, trg] in &story {
                sketches.add(&(format!("{name}.ms"), format!("{name}.en")), [src, trg], score);
            }
        }
        sketches
    }

    fn names(sketches: &Sketches) -> Vec<String> {
        let mut names: Vec<String> = sketches.copies().into_iter().map(|d| d.0.clone()).collect();
        names.sort();
        names
    }

    #[test]
    fn of_a_story_on_many_sites_the_best_is_left() {
        let mut edited = story(0, 20);
        edited[3][0].push_str(" menurut agensi itu");
        edited.pop();
        let found = sketches([
            ("a", story(0, 20), 0.8),
            ("b", edited, 0.9),
            ("c", story(0, 20), 0.9),
            ("d", story(30, 50), 0.7),
            ("e", story(10, 30), 0.7),
        ]);
        assert_eq!(names(&found), ["a.ms", "b.ms"], "half a story in common makes no copy");
    }

    #[test]
    fn bulletins_that_differ_by_their_numbers_are_no_copies() {
        let bulletin = |n: usize| {
            let text = |a, b, c| {
                format!("gempa berkekuatan {a} mengguncang {b} kilometer barat daya kota itu pada pukul {c} pagi")
            };
            vec![[text(n, n * 7, n + 3), text(n + 1, n * 5, n + 9)]; 3]
        };
        assert!(names(&sketches([("a", bulletin(3), 0.9), ("b", bulletin(5), 0.9)])).is_empty());
        let short = vec![["Ya.".to_owned(), "Yes.".to_owned()]];
        assert!(names(&sketches([("a", short.clone(), 0.9), ("b", short, 0.9)])).is_empty(), "too little to judge");
    }

    #[test]
    fn a_phrase_that_stands_everywhere_does_not_join_what_differs() {
        let documents: Vec<(String, Vec<[String; 2]>)> = (0..200)
            .map(|n| {
                let mut story = story(n * 30, n * 30 + 6);
                story.push([
                    "ikuti kami di semua saluran media sosial".to_owned(),
                    "follow us on all social media".to_owned(),
                ]);
                (format!("{n:03}"), story)
            })
            .collect();
        let found = sketches(documents.iter().map(|(name, story)| (name.as_str(), story.clone(), 0.9)));
        // The words of a story repeat after 1009 numbers, but no story does.
        assert!(names(&found).len() < 3, "{:?}", names(&found));
    }

    proptest! {
        #[test]
        fn parts_make_the_same_sketches_in_any_order(cut in 0usize..20, turn in any::<bool>()) {
            let (first, second) = (story(0, cut), story(cut, 20));
            let part = |story: Vec<[String; 2]>| sketches([("a", story, 0.5)]);
            let (mut one, mut two) = (part(first.clone()), part(second.clone()));
            let whole = part([first, second].concat());
            let merged = if turn { one.merge(two); one } else { two.merge(one); two };
            prop_assert_eq!(merged.0, whole.0);
        }
    }
}
