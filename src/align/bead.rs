//! The score of a bead: a log-likelihood ratio of "translation" against "chance".

use std::ops::Range;

use super::batch::{Doc, Statistics, Table};
use super::cells::{Cells, Hit};
use super::dp::SHAPES;
use super::lengths::LengthModel;
use super::matrix::{Matrix, Share};
use super::order::Order;
use super::tokens::{MOST_TOKENS, Side};
use super::weights::Weights;

/// What a bead's score is made of, in nats.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Parts {
    /// What the source explains of the target's tokens.
    pub(super) forward: f32,
    /// What the target explains of the source's tokens.
    pub(super) backward: f32,
    /// Length.
    pub(super) length: f32,
    /// Shape of the bead, with sentence ends and paragraphs.
    pub(super) shape: f32,
    /// What is given back because a free translation may share next to no word.
    pub(super) free: f32,
}

impl Parts {
    pub(super) fn total(&self) -> f32 {
        self.forward + self.backward + self.length + self.shape + self.free
    }
}

/// Scores the beads of a document.
#[derive(Debug)]
pub(super) struct Scorer<'a> {
    doc: &'a Doc,
    matrix: &'a Matrix,
    lengths: LengthModel,
    w: &'a Weights,
    /// Price of each sentence's tokens where nothing is explained.
    src_base: Vec<f32>,
    trg_base: Vec<f32>,
    sums: Vec<f32>,
    prices: [f32; SHAPES.len() + 1],
}

impl<'a> Scorer<'a> {
    pub(super) fn new(
        doc: &'a Doc,
        matrix: &'a Matrix,
        statistics: &Statistics,
        table: Option<&Table>,
        own: Option<Order>,
        w: &'a Weights,
    ) -> Scorer<'a> {
        let all = table.map_or(w.shares(), |table| table.order.shares(w.shares(), w.odd_prior));
        let prices = w.prices(own.map_or(all, |own| own.shares(all, w.odd_prior)));
        let base = |side: &Side, shares: &[Share]| -> Vec<f32> {
            (0..side.len()).map(|i| side.tokens(i).iter().map(|&t| shares[t as usize].lost).sum()).collect()
        };
        Scorer {
            src_base: base(&doc.src, &matrix.src),
            trg_base: base(&doc.trg, &matrix.trg),
            doc,
            matrix,
            lengths: table.map_or_else(|| LengthModel::new(statistics, w), |table| table.lengths(statistics, w)),
            w,
            sums: vec![0.0; MOST_TOKENS],
            prices,
        }
    }

    /// The price of a source sentence without partner.
    pub(super) fn src_alone(&self, i: usize) -> f64 {
        self.alone(&self.doc.src, i)
    }

    /// The price of a target sentence without partner.
    pub(super) fn trg_alone(&self, j: usize) -> f64 {
        self.alone(&self.doc.trg, j)
    }

    fn alone(&self, side: &Side, sentence: usize) -> f64 {
        let torn = f32::from(!self.ends(side, sentence)) + f32::from(!self.ends(side, sentence + 1));
        -f64::from(self.prices[SHAPES.len()] + self.w.torn_alone * torn)
    }

    /// Whether a merged bead is worth a look: each of its sentences has something in common with the other side, or
    /// is missed there by its length.
    pub(super) fn promising(&self, cells: &Cells<'_>, src: Range<usize>, trg: Range<usize>) -> bool {
        let least = |base: f32| (-base * self.w.promise).min(self.w.promise_most);
        let (a, b) = (self.letters(&self.doc.src, &src), self.letters(&self.doc.trg, &trg));
        let missed =
            |without: (u32, u32)| self.length(a, b) - self.length(without.0, without.1) >= self.w.promise_length;
        src.clone().all(|i| {
            trg.clone().any(|j| cells.gain(i, j).1 > least(self.src_base[i]))
                || missed((a - self.doc.src.letters[i], b))
        }) && trg.clone().all(|j| {
            src.clone().any(|i| cells.gain(i, j).0 > least(self.trg_base[j]))
                || missed((a, b - self.doc.trg.letters[j]))
        })
    }

    fn letters(&self, side: &Side, sentences: &Range<usize>) -> u32 {
        side.letters[sentences.clone()].iter().sum()
    }

    /// A bound that the score of a merged bead cannot pass: a token is never explained better by several sentences
    /// than by the best of them, and length can only cost.
    pub(super) fn most(&self, cells: &Cells<'_>, src: Range<usize>, trg: Range<usize>) -> f32 {
        let base: f32 = self.src_base[src.clone()].iter().chain(&self.trg_base[trg.clone()]).sum();
        let mut gain = 0.0;
        for i in src.clone() {
            for j in trg.clone() {
                let cell = cells.gain(i, j);
                gain += cell.0 + cell.1;
            }
        }
        (self.w.evidence * (base + gain)).max(-self.w.free) + self.shape(src, trg)
    }

    /// The score of a bead with sentences on both sides.
    pub(super) fn parts(&mut self, cells: &Cells<'_>, src: Range<usize>, trg: Range<usize>) -> Parts {
        let mut forward: f32 = self.trg_base[trg.clone()].iter().sum();
        let mut backward: f32 = self.src_base[src.clone()].iter().sum();
        if src.len() == 1 && trg.len() == 1 {
            let gain = cells.gain(src.start, trg.start);
            (forward, backward) = (forward + gain.0, backward + gain.1);
        } else {
            let src_len = (self.doc.src.tokens_of(src.clone()) as f32).max(1.0);
            let trg_len = (self.doc.trg.tokens_of(trg.clone()) as f32).max(1.0);
            let (mut of_src, mut of_trg) = ([Claim::default(); MOST], [Claim::default(); MOST]);
            let (mut of_i, mut of_j) = ([0.0; MOST], [0.0; MOST]);
            for (gain, j) in of_j.iter_mut().zip(trg.clone()) {
                let hits = src.clone().map(|i| cells.hits(i, j).0);
                *gain = explained(&mut self.sums, hits, self.doc.trg.tokens(j), &self.matrix.trg, src_len, &mut of_src);
            }
            for (gain, i) in of_i.iter_mut().zip(src.clone()) {
                let hits = trg.clone().map(|j| cells.hits(i, j).1);
                *gain = explained(&mut self.sums, hits, self.doc.src.tokens(i), &self.matrix.src, trg_len, &mut of_trg);
            }
            let w = self.w.claim;
            for k in 0..src.len() {
                backward += of_i[k] * (1.0 - w + w * of_src[k].own());
            }
            for k in 0..trg.len() {
                forward += of_j[k] * (1.0 - w + w * of_trg[k].own());
            }
        }
        let shape = self.shape(src.clone(), trg.clone());
        let mut parts = Parts {
            forward: self.w.evidence * forward,
            backward: self.w.evidence * backward,
            length: self.length(self.letters(&self.doc.src, &src), self.letters(&self.doc.trg, &trg)),
            shape,
            free: 0.0,
        };
        parts.free = (-self.w.free - parts.forward - parts.backward - parts.length).max(0.0);
        parts
    }

    /// What the lengths of two sides say, by their letters.
    fn length(&self, a: u32, b: u32) -> f32 {
        let (delta, variance) = self.lengths.deviation(a as f32, b as f32);
        -self.w.length * (delta * delta / (2.0 * variance)).min(12.0)
    }

    fn shape(&self, src: Range<usize>, trg: Range<usize>) -> f32 {
        let (n, m) = (src.len(), trg.len());
        let shape = SHAPES.iter().position(|&shape| shape == (n, m)).unwrap_or(0);
        let price = -self.prices[shape];
        let torn = f32::from(self.ends(&self.doc.src, src.end) != self.ends(&self.doc.trg, trg.end))
            + f32::from(self.ends(&self.doc.src, src.start) != self.ends(&self.doc.trg, trg.start));
        let a: f32 = src.clone().map(|i| f32::from(self.doc.src.parts[i])).sum();
        let b: f32 = trg.clone().map(|j| f32::from(self.doc.trg.parts[j])).sum();
        price
            - self.w.parts * (a - b).abs().min(3.0)
            - self.w.torn * torn
            - self.w.paragraph * (breaks(&self.doc.src, &src) + breaks(&self.doc.trg, &trg))
    }

    /// Whether the text comes to an end before a sentence.
    fn ends(&self, side: &Side, sentence: usize) -> bool {
        sentence.checked_sub(1).and_then(|last| side.goes_on.get(last)) != Some(&true)
    }
}

/// How many paragraphs begin inside a run of sentences.
fn breaks(side: &Side, sentences: &Range<usize>) -> f32 {
    sentences.clone().skip(1).filter(|&i| side.opens.get(i) == Some(&true)).count() as f32
}

/// Most sentences on a side of a bead.
const MOST: usize = 4;

/// What one sentence of a merged bead explains of the other side.
#[derive(Clone, Copy, Debug, Default)]
struct Claim {
    /// All that it takes part in.
    all: f32,
    /// The part that no other sentence beside it explains as well.
    own: f32,
}

impl Claim {
    /// The share that is its own, 0–1.
    fn own(self) -> f32 {
        if self.all > 0.0 { self.own / self.all } else { 0.0 }
    }
}

/// What the hits of several sentences together explain of one sentence's tokens, over the price of nothing explained;
/// adds to what each of them claims.
fn explained<'a>(
    sums: &mut [f32],
    hits: impl Iterator<Item = &'a [Hit]> + Clone,
    tokens: &[u32],
    shares: &[Share],
    len: f32,
    claims: &mut [Claim; MOST],
) -> f32 {
    for hit in hits.clone().flatten() {
        sums[hit.at as usize] += hit.ratio;
    }
    let mut total = 0.0;
    for (claim, hits) in claims.iter_mut().zip(hits.clone()) {
        for hit in hits {
            let sum = sums[hit.at as usize];
            let gain = shares[tokens[hit.at as usize] as usize].gain(sum / len);
            let own = gain * hit.ratio / sum;
            claim.all += gain;
            claim.own += own;
            total += own;
        }
    }
    for hit in hits.flatten() {
        sums[hit.at as usize] = 0.0;
    }
    total
}
