//! Near-copies of documents, such as an agency's story on many sites: the resemblance of sets of shingles, estimated
//! from sketches (Broder 1997, "On the resemblance and containment of documents").
//!
//! The shingles of a document are the runs of [`SHINGLE`] words inside its sentences, of both languages. Its sketch is
//! the [`SKETCH`] smallest of their hashes, so that sketches of parts are merged into that of the whole, in any order.
//! Two documents are near-copies where their sketches estimate that they share at least [`RESEMBLANCE`] of the shingles
//! that either has.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::lang::words;

/// Words of a shingle; a shorter sentence is one by itself.
pub const SHINGLE: usize = 5;

/// Hashes of a sketch: the estimate's standard error is .05 at [`RESEMBLANCE`].
pub const SKETCH: usize = 64;

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// The smallest hashes, sorted, each once.
    hashes: Vec<u32>,
    /// Sum of the scores of its pairs, in ten thousandths.
    worth: u64,
}

impl Sketch {
    /// Takes a pair of the document in.
    pub fn add(&mut self, src: &str, trg: &str, score: f64) {
        self.extend(shingles(0, src).into_iter().chain(shingles(1, trg)));
        self.worth += (score.clamp(0.0, 1.0) * 1e4).round() as u64;
    }

    /// Adds the sketch of another part of the document.
    pub fn merge(&mut self, other: Sketch) {
        self.extend(other.hashes);
        self.worth += other.worth;
    }

    /// Takes hashes in.
    fn extend(&mut self, hashes: impl IntoIterator<Item = u32>) {
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

/// For each document, whether it is a near-copy of a better one: of one of an earlier round, or whose pairs' scores
/// sum up to more, or as much and that comes before. Each stands with the number of its round.
pub fn near_copies(documents: &[(usize, Sketch)]) -> Vec<bool> {
    let judged = |i: &usize| documents[*i].1.hashes.len() >= LEAST;
    let mut order: Vec<usize> = (0..documents.len()).filter(judged).collect();
    order.sort_by_key(|&i| (documents[i].0, std::cmp::Reverse(documents[i].1.worth), i));
    let mut kept: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut copies = vec![false; documents.len()];
    for i in order {
        let sketch = &documents[i].1;
        let keys = || sketch.hashes.iter().take(KEYS);
        let mut near = keys().filter_map(|key| kept.get(key)).flatten();
        if near.any(|&other| sketch.resemblance(&documents[other].1) >= RESEMBLANCE) {
            copies[i] = true;
            continue;
        }
        for key in keys() {
            let held = kept.entry(*key).or_default();
            if held.len() < MOST {
                held.push(i);
            }
        }
    }
    copies
}

/// Hashes of the runs of words in a sentence of one side.
fn shingles(side: u8, text: &str) -> Vec<u32> {
    let words: Vec<String> = words(text).map(|(_, word)| word.to_lowercase()).collect();
    let hash = |run: &[String]| {
        let mut hash = Xxh3::with_seed(u64::from(side));
        for word in run {
            hash.update(word.as_bytes());
            hash.update(b"\n");
        }
        (hash.digest() >> 32) as u32
    };
    if words.is_empty() { Vec::new() } else { words.windows(SHINGLE.min(words.len())).map(hash).collect() }
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

    fn sketch(story: &[[String; 2]], score: f64) -> Sketch {
        let mut sketch = Sketch::default();
        story.iter().for_each(|[src, trg]| sketch.add(src, trg, score));
        sketch
    }

    /// The numbers of the near-copies.
    fn copies(documents: &[(Vec<[String; 2]>, f64)]) -> Vec<usize> {
        let documents: Vec<_> = documents.iter().map(|(story, score)| (0, sketch(story, *score))).collect();
        near_copies(&documents).iter().enumerate().filter(|(_, copy)| **copy).map(|(i, _)| i).collect()
    }

    #[test]
    fn of_a_story_on_many_sites_the_best_is_left() {
        let mut edited = story(0, 20);
        edited[3][0].push_str(" menurut agensi itu");
        edited.pop();
        let documents =
            [(story(0, 20), 0.8), (edited, 0.9), (story(0, 20), 0.9), (story(30, 50), 0.7), (story(10, 30), 0.7)];
        assert_eq!(copies(&documents), [0, 1], "half a story in common makes no copy");
        let rounds: Vec<_> = documents.iter().enumerate().map(|(i, (s, score))| (i, sketch(s, *score))).collect();
        assert_eq!(near_copies(&rounds), [false, true, true, false, false], "what was found before stays");
    }

    #[test]
    fn bulletins_that_differ_by_their_numbers_are_no_copies() {
        let bulletin = |n: usize| {
            let text = |a, b, c| {
                format!("gempa berkekuatan {a} mengguncang {b} kilometer barat daya kota itu pada pukul {c} pagi")
            };
            vec![[text(n, n * 7, n + 3), text(n + 1, n * 5, n + 9)]; 3]
        };
        assert!(copies(&[(bulletin(3), 0.9), (bulletin(5), 0.9)]).is_empty());
        let short = vec![["Ya.".to_owned(), "Yes.".to_owned()]];
        assert!(copies(&[(short.clone(), 0.9), (short, 0.9)]).is_empty(), "too little to judge");
    }

    #[test]
    fn a_phrase_that_stands_everywhere_does_not_join_what_differs() {
        let documents: Vec<_> = (0..200)
            .map(|n| {
                let mut story = story(n * 30, n * 30 + 6);
                let phrase = ["ikuti kami di semua saluran media sosial", "follow us on all social media"];
                story.push(phrase.map(str::to_owned));
                (story, 0.9)
            })
            .collect();
        // The words of a story come again after 1009 numbers, but hardly a story does.
        assert!(copies(&documents).len() < 3, "{:?}", copies(&documents));
    }

    proptest! {
        #[test]
        fn parts_make_the_same_sketches_in_any_order(cut in 0usize..20, turn in any::<bool>()) {
            let (first, second) = (story(0, cut), story(cut, 20));
            let (mut one, mut two) = (sketch(&first, 0.5), sketch(&second, 0.5));
            let whole = sketch(&[first, second].concat(), 0.5);
            let merged = if turn { one.merge(two); one } else { two.merge(one); two };
            prop_assert_eq!(merged, whole);
        }
    }
}
