//! Counting which words translate which, in the beads of one document.
//!
//! The expectation step of IBM model 1 (Brown et al. 1993) in both directions; the two expectations are joined by
//! their geometric mean, so that a link counts as far as both directions agree (after Liang et al. 2006).

use std::ops::Range;

use super::batch::{Batch, Counts, Doc, Table};
use super::lengths::{LengthModel, Lengths};
use super::matrix::Matrix;
use super::order::Order;
use super::tokens::{Class, Side};
use super::weights::Weights;
use crate::lexicon::UNIT;
use crate::model::Bead;

/// Expectations below this are not worth their memory, in a batch with much to learn from …
const LEAST: f32 = 0.04;

/// … and in a small one, where weak signs must be gathered.
const LEAST_SMALL: f32 = 0.015;

/// Sentences of a bead with more tokens than this on one side teach little and cost much.
const MOST_TOKENS: usize = 160;

pub(super) fn counts(doc: &Doc, ladder: &[Bead], batch: &Batch, table: Option<&Table>, w: &Weights) -> Counts {
    let least = if batch.is_small() { LEAST_SMALL } else { LEAST };
    let matrix = Matrix::new(doc, &batch.statistics, table, w);
    let mut pairs: Vec<(u32, u32, u64)> = Vec::new();
    let (mut src, mut trg) = (Words::new(&doc.src), Words::new(&doc.trg));
    let mut linked: Vec<(f32, f32)> = Vec::new();
    for bead in ladder.iter().filter(|b| b.is_pair()) {
        src.read(bead.src.clone(), |s| table.map_or(1.0, |table| unlinked(table.src_count(doc.src_ids[s as usize]))));
        trg.read(bead.trg.clone(), |t| table.map_or(1.0, |table| unlinked(table.trg_count(doc.trg_ids[t as usize]))));
        let width = trg.words.len();
        linked.clear();
        linked.resize(src.words.len() * width, NONE);
        for (a, &s) in src.words.iter().enumerate() {
            for link in matrix.row(s) {
                for b in places((&trg.last, &trg.before), link.to) {
                    linked[a * width + b] = (link.forward, link.backward);
                    trg.sums[b] += link.forward - src.rest[a];
                    src.sums[a] += link.backward - trg.rest[b];
                }
            }
        }
        let (src_all, trg_all) = (src.rest_all(), trg.rest_all());
        src.sums.iter_mut().for_each(|sum| *sum = 1.0 / (*sum + trg_all));
        trg.sums.iter_mut().for_each(|sum| *sum = 1.0 / (*sum + src_all));
        let best = trg.rest.iter().zip(&trg.sums).map(|(rest, sum)| rest * sum).fold(0.0, f32::max);
        for (a, &s) in src.words.iter().enumerate() {
            // Where not even the best of the other side is worth it, links alone are looked at.
            let hopeless = src.rest[a] * src.sums[a] * best < least * least;
            for (b, &link) in linked[a * width..(a + 1) * width].iter().enumerate() {
                if link == NONE && hopeless {
                    continue;
                }
                let (f, g) = if link == NONE { (src.rest[a], trg.rest[b]) } else { link };
                let square = f * trg.sums[b] * g * src.sums[a];
                if square >= least * least {
                    let pair = (doc.src_ids[s as usize], doc.trg_ids[trg.words[b] as usize]);
                    pairs.push((pair.0, pair.1, (square.sqrt() * UNIT as f32) as u64));
                }
            }
        }
        src.close();
        trg.close();
    }
    let expected = LengthModel::new(&batch.statistics, w);
    let one = Counts {
        pairs,
        src: src.seen(&doc.src_ids),
        trg: trg.seen(&doc.trg_ids),
        order: Order::of(ladder),
        lengths: Lengths::of(ladder, &doc.src, &doc.trg, &expected),
    };
    Counts::sum([&one])
}

/// No link.
const NONE: (f32, f32) = (0.0, 0.0);

/// What a word counts beside one that it has no link with, where it was seen `n` times: unlinked words are as likely
/// beside each other as by chance, less so the better they are known.
fn unlinked(n: f32) -> f32 {
    1.0 / (1.0 + n * 0.2)
}

/// The words of one side of a bead.
struct Words<'a> {
    side: &'a Side,
    /// Types of the words in order.
    words: Vec<u32>,
    /// What each counts where there is no link.
    rest: Vec<f32>,
    /// Sums over the other side's words, above what is unlinked; then the inverse of the whole sums.
    sums: Vec<f32>,
    /// For each type, its last place among the words and one more, and for each place the one before it of the same type.
    last: Vec<u16>,
    before: Vec<u16>,
    /// For each type, how often it was read.
    count: Vec<u64>,
}

impl<'a> Words<'a> {
    fn new(side: &'a Side) -> Words<'a> {
        let (last, count) = (vec![0; side.types.len()], vec![0; side.types.len()]);
        Words { side, words: Vec::new(), rest: Vec::new(), sums: Vec::new(), last, before: Vec::new(), count }
    }

    /// Reads the words of a run of sentences.
    fn read(&mut self, sentences: Range<usize>, rest: impl Fn(u32) -> f32) {
        self.words.clear();
        self.before.clear();
        let side = self.side;
        let tokens = sentences.flat_map(|i| side.tokens(i)).copied();
        let words = tokens.filter(|&t| side.types[t as usize].class == Class::Word);
        for (place, word) in words.take(MOST_TOKENS).enumerate() {
            self.count[word as usize] += 1;
            self.before.push(std::mem::replace(&mut self.last[word as usize], place as u16 + 1));
            self.words.push(word);
        }
        self.rest.clear();
        self.rest.extend(self.words.iter().map(|&word| rest(word)));
        self.sums.clear();
        self.sums.resize(self.words.len(), 1.0);
    }

    /// What all words count where there is no link.
    fn rest_all(&self) -> f32 {
        self.rest.iter().sum()
    }

    /// Forgets the places.
    fn close(&mut self) {
        for &word in &self.words {
            self.last[word as usize] = 0;
        }
    }

    /// How often each word was read, by its number in the batch.
    fn seen(&self, ids: &[u32]) -> Vec<(u32, u64)> {
        ids.iter().zip(&self.count).filter(|(_, n)| **n > 0).map(|(&id, &n)| (id, n)).collect()
    }
}

/// Places of a type among the words of a bead, the last one first.
fn places<'a>((last, before): (&'a [u16], &'a [u16]), word: u32) -> impl Iterator<Item = usize> + use<'a> {
    let place = |next: u16| usize::from(next).checked_sub(1);
    std::iter::successors(place(last[word as usize]), move |&at| place(before[at]))
}
