//! The score of a bead: a log-likelihood ratio of "translation" against "chance".

use std::ops::Range;

use super::batch::{Doc, Statistics};
use super::cells::{Cells, Hit};
use super::matrix::Matrix;
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
    /// What is taken off because a sentence of a merged bead brings too little.
    pub(super) gain: f32,
}

impl Parts {
    pub(super) fn total(&self) -> f32 {
        self.forward + self.backward + self.length + self.shape + self.gain
    }
}

/// Scores the beads of a document.
#[derive(Debug)]
pub(super) struct Scorer<'a> {
    doc: &'a Doc,
    matrix: &'a Matrix,
    statistics: &'a Statistics,
    w: &'a Weights,
    /// Price of each sentence's tokens where nothing is explained.
    src_base: Vec<f32>,
    trg_base: Vec<f32>,
    sums: Vec<f32>,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(doc: &'a Doc, matrix: &'a Matrix, statistics: &'a Statistics, w: &'a Weights) -> Scorer<'a> {
        let base = |side: &super::tokens::Side, share: &[f32]| {
            (0..side.len())
                .map(|i| {
                    side.tokens(i)
                        .iter()
                        .filter(|&&t| side.types[t as usize].class != super::tokens::Class::Phrase)
                        .map(|&t| (1.0 - share[t as usize]).ln())
                        .sum()
                })
                .collect()
        };
        Scorer {
            src_base: base(&doc.src, &matrix.src_share),
            trg_base: base(&doc.trg, &matrix.trg_share),
            doc,
            matrix,
            statistics,
            w,
            sums: vec![0.0; 2048],
        }
    }

    /// The price of a sentence without partner.
    pub(super) fn alone(&self) -> f64 {
        -f64::from(self.w.alone)
    }

    /// Whether a merged bead is worth a look: each of its sentences has something in common with the other side.
    pub(super) fn promising(&self, cells: &Cells<'_>, src: Range<usize>, trg: Range<usize>) -> bool {
        src.clone().all(|i| trg.clone().any(|j| !cells.get(i, j).0.is_empty()))
            && trg.clone().all(|j| src.clone().any(|i| !cells.get(i, j).0.is_empty()))
    }

    /// The score of a bead with sentences on both sides.
    pub(super) fn parts(&mut self, cells: &Cells<'_>, src: Range<usize>, trg: Range<usize>) -> Parts {
        let src_len: f32 = src.clone().map(|i| self.doc.src.tokens(i).len() as f32).sum::<f32>().max(1.0);
        let trg_len: f32 = trg.clone().map(|j| self.doc.trg.tokens(j).len() as f32).sum::<f32>().max(1.0);
        let mut forward = 0.0;
        for j in trg.clone() {
            forward += self.trg_base[j];
            for i in src.clone() {
                for hit in cells.get(i, j).0 {
                    self.sums[hit.at as usize] += hit.ratio;
                }
            }
            let tokens = self.doc.trg.tokens(j);
            for i in src.clone() {
                forward += self.explained(cells.get(i, j).0, tokens, &self.doc.trg, &self.matrix.trg_share, src_len);
            }
        }
        let mut backward = 0.0;
        for i in src.clone() {
            backward += self.src_base[i];
            for j in trg.clone() {
                for hit in cells.get(i, j).1 {
                    self.sums[hit.at as usize] += hit.ratio;
                }
            }
            let tokens = self.doc.src.tokens(i);
            for j in trg.clone() {
                backward += self.explained(cells.get(i, j).1, tokens, &self.doc.src, &self.matrix.src_share, trg_len);
            }
        }
        let shape = self.shape(src.clone(), trg.clone());
        Parts {
            forward: self.w.evidence * forward,
            backward: self.w.evidence * backward,
            length: self.length(src, trg),
            shape,
            gain: 0.0,
        }
    }

    /// What the sums gathered say of a sentence's tokens, over the price of nothing explained; clears them.
    fn explained(&mut self, hits: &[Hit], tokens: &[u32], side: &super::tokens::Side, shares: &[f32], len: f32) -> f32 {
        let mut gain = 0.0;
        for hit in hits {
            let sum = std::mem::take(&mut self.sums[hit.at as usize]);
            if sum > 0.0 {
                let token = tokens[hit.at as usize] as usize;
                let share = shares[token];
                let value = (1.0 - share + share * sum / len).ln();
                gain += if side.types[token].class == super::tokens::Class::Phrase {
                    value.max(0.0)
                } else {
                    value - (1.0 - share).ln()
                };
            }
        }
        gain
    }

    fn length(&self, src: Range<usize>, trg: Range<usize>) -> f32 {
        let a = src.map(|i| self.doc.src.letters[i]).sum::<u32>() as f32;
        let b = trg.map(|j| self.doc.trg.letters[j]).sum::<u32>() as f32;
        let delta = ((b + 3.0) / (a * self.statistics.ratio + 3.0)).ln();
        let variance = self.w.length_const + self.w.length_letter / (a.min(b) + 5.0);
        -self.w.length * (delta * delta / (2.0 * variance)).min(12.0)
    }

    fn shape(&self, src: Range<usize>, trg: Range<usize>) -> f32 {
        let (n, m) = (src.len(), trg.len());
        let mut price = -self.w.merge * (n.max(m) - 1) as f32;
        if n > 1 && m > 1 {
            price -= self.w.crossmerge;
        }
        let a: f32 = src.map(|i| f32::from(self.doc.src.parts[i])).sum();
        let b: f32 = trg.map(|j| f32::from(self.doc.trg.parts[j])).sum();
        price - self.w.parts * (a - b).abs().min(3.0)
    }
}
