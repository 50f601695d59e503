//! A second look for sentences that were moved within the document.

use std::collections::BTreeMap;

use super::batch::Doc;
use super::chain;
use super::matrix::Matrix;
use super::search::Judge;
use crate::model::{Bead, Ladder};

/// Least probability of a bead outside the order of the document.
const LEAST: f64 = 0.9;

/// Least log-likelihood ratio of such a bead, in nats, where only one pair of sentences was left alone …
const LEAST_RATIO: f32 = 6.0;

/// … and what the logarithm of the number of such pairs adds: the more there are, the more would pass by chance.
const PER_LOG_PAIRS: f32 = 2.0;

/// Joins sentences that were left alone and belong together although others stand between them the other way round.
///
/// The bead takes the place of the source sentence in the ladder and is flagged as crossing.
pub(super) fn second_look(mut ladder: Ladder, doc: &Doc, matrix: &Matrix, judge: &mut Judge<'_>) -> Ladder {
    let alone = |bead: &Bead| !bead.is_pair();
    let src: BTreeMap<usize, usize> = ladder
        .iter()
        .enumerate()
        .filter(|(_, b)| alone(b) && b.trg.is_empty())
        .map(|(at, b)| (b.src.start, at))
        .collect();
    let trg: BTreeMap<usize, usize> = ladder
        .iter()
        .enumerate()
        .filter(|(_, b)| alone(b) && b.src.is_empty())
        .map(|(at, b)| (b.trg.start, at))
        .collect();
    if src.is_empty() || trg.is_empty() {
        return ladder;
    }
    let least = LEAST_RATIO + PER_LOG_PAIRS * ((src.len() * trg.len()) as f32).ln();
    let mut found: Vec<(Bead, f32)> = Vec::new();
    for (i, j, _) in chain::candidates(doc, matrix, |i| src.contains_key(&i), |j| trg.contains_key(&j)) {
        let (ratio, _) = judge.features(i..i + 1, j..j + 1);
        let bead = judge.bead(i..i + 1, j..j + 1);
        if ratio >= least && bead.score >= LEAST {
            found.push((bead, ratio));
        }
    }
    found.sort_by(|a, b| {
        b.1.total_cmp(&a.1).then_with(|| (a.0.src.start, a.0.trg.start).cmp(&(b.0.src.start, b.0.trg.start)))
    });
    let mut gone = vec![false; ladder.len()];
    for (bead, _) in found {
        let (Some(&at), Some(&other)) = (src.get(&bead.src.start), trg.get(&bead.trg.start)) else { continue };
        if ladder[at].is_pair() || gone[other] {
            continue;
        }
        ladder[at] = Bead { crossing: true, ..bead };
        gone[other] = true;
    }
    let mut gone = gone.into_iter();
    ladder.retain(|_| gone.next() != Some(true));
    ladder
}
