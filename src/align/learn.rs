//! Counting which words translate which, in the beads of one document.
//!
//! The expectation step of IBM model 1 (Brown et al. 1993) in both directions; the two expectations are joined by
//! their geometric mean, so that a link counts as far as both directions agree (after Liang et al. 2006).

use rustc_hash::FxHashMap;

use super::batch::{Batch, Counts, Doc, Table};
use super::matrix::Matrix;
use super::order::Order;
use super::tokens::Class;
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
    let mut pairs: FxHashMap<(u32, u32), u64> = FxHashMap::default();
    let mut src_seen: FxHashMap<u32, u64> = FxHashMap::default();
    let mut trg_seen: FxHashMap<u32, u64> = FxHashMap::default();
    let (mut src, mut trg) = (Vec::new(), Vec::new());
    let mut ratios: Vec<(f32, f32)> = Vec::new();
    let mut places: Vec<Vec<u16>> = vec![Vec::new(); doc.trg.types.len()];
    for bead in ladder.iter().filter(|b| b.is_pair()) {
        src.clear();
        trg.clear();
        let word = |side: &super::tokens::Side, t: u32| side.types[t as usize].class == Class::Word;
        src.extend(bead.src.clone().flat_map(|i| doc.src.tokens(i).iter().copied()).filter(|&t| word(&doc.src, t)));
        trg.extend(bead.trg.clone().flat_map(|j| doc.trg.tokens(j).iter().copied()).filter(|&t| word(&doc.trg, t)));
        src.truncate(MOST_TOKENS);
        trg.truncate(MOST_TOKENS);
        for &s in &src {
            *src_seen.entry(doc.src_ids[s as usize]).or_default() += 1;
        }
        for &t in &trg {
            *trg_seen.entry(doc.trg_ids[t as usize]).or_default() += 1;
        }
        for (at, &t) in trg.iter().enumerate() {
            places[t as usize].push(at as u16);
        }
        // Unlinked words are as likely beside each other as by chance, less so the better they are known.
        let known = |table: Option<&Table>, n: f32| if table.is_some() { 1.0 / (1.0 + n * 0.2) } else { 1.0 };
        let src_rest: Vec<f32> =
            src.iter().map(|&s| known(table, table.map_or(0.0, |t| t.src_count(doc.src_ids[s as usize])))).collect();
        let trg_rest: Vec<f32> =
            trg.iter().map(|&s| known(table, table.map_or(0.0, |t| t.trg_count(doc.trg_ids[s as usize])))).collect();
        ratios.clear();
        ratios.resize(src.len() * trg.len(), (0.0, 0.0));
        for (a, &s) in src.iter().enumerate() {
            for (b, rest) in trg_rest.iter().enumerate() {
                ratios[a * trg.len() + b] = (src_rest[a], *rest);
            }
            for link in matrix.row(s) {
                for &b in &places[link.to as usize] {
                    ratios[a * trg.len() + b as usize] = (link.forward, link.backward);
                }
            }
        }
        let mut by_trg = vec![1.0f32; trg.len()];
        let mut by_src = vec![1.0f32; src.len()];
        for a in 0..src.len() {
            for b in 0..trg.len() {
                let (f, g) = ratios[a * trg.len() + b];
                by_trg[b] += f;
                by_src[a] += g;
            }
        }
        for a in 0..src.len() {
            for b in 0..trg.len() {
                let (f, g) = ratios[a * trg.len() + b];
                let p = (f / by_trg[b] * g / by_src[a]).sqrt();
                if p >= least {
                    *pairs.entry((doc.src_ids[src[a] as usize], doc.trg_ids[trg[b] as usize])).or_default() +=
                        (p * UNIT as f32) as u64;
                }
            }
        }
        for &t in &trg {
            places[t as usize].clear();
        }
    }
    let mut counts = Counts {
        pairs: pairs.into_iter().map(|((s, t), n)| (s, t, n)).collect(),
        src: src_seen.into_iter().collect(),
        trg: trg_seen.into_iter().collect(),
        order: Order::of(ladder),
    };
    counts.pairs.sort_unstable();
    counts.src.sort_unstable();
    counts.trg.sort_unstable();
    counts
}
