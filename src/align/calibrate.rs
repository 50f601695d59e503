//! From a bead's evidence to the probability that it is a translation.

use std::ops::Range;

use super::batch::Doc;
use super::bead::Parts;
use super::cells::Cells;
use super::tokens::{Class, Side};

/// How many features there are.
pub(super) const FEATURES: usize = 12;

/// Weights of the features.
///
/// Fitted by `examples/calibrate.rs` on the gold beads of the ten `.hard` sets with a lexicon of the development data,
/// each against one near miss (half of them with the neighbour of its partner, half with another sentence of the same
/// document), once with what the whole set teaches and once without.
pub(super) const WEIGHTS: [f64; FEATURES] =
    [-1.924, 8.570, -2.467, 3.172, 1.419, -0.555, -0.688, 0.459, -0.541, 0.661, -0.466, 1.564];

/// What the probability is computed from: a constant; the words' evidence by the root of the number of tokens, and
/// that where it is negative; the share of tokens with a partner; length; the number of tokens; the difference in the
/// count of numbers; sentences above one a side; the words' evidence above a quarter, and that by the number of
/// tokens; whether no table was learned or known (`taught` is false), and the words' evidence there.
pub(super) fn features(
    doc: &Doc,
    cells: &Cells<'_>,
    parts: &Parts,
    src: Range<usize>,
    trg: Range<usize>,
    taught: bool,
) -> [f64; FEATURES] {
    let tokens = |side: &Side, range: Range<usize>| side.tokens_of(range).max(1) as f64;
    let (n, m) = (tokens(&doc.src, src.clone()), tokens(&doc.trg, trg.clone()));
    let (forward, backward) = (f64::from(parts.forward), f64::from(parts.backward));
    let evidence = ((forward + backward) / (n + m).sqrt() / 5.0).clamp(-2.0, 3.0);
    let hit = |i: usize, j: usize| cells.hits(i, j);
    let covered = {
        let trg_hits: usize = trg.clone().map(|j| src.clone().map(|i| hit(i, j).0.len()).max().unwrap_or(0)).sum();
        let src_hits: usize = src.clone().map(|i| trg.clone().map(|j| hit(i, j).1.len()).max().unwrap_or(0)).sum();
        ((trg_hits as f64 / m).min(1.0) + (src_hits as f64 / n).min(1.0)) / 2.0
    };
    let numbers = |side: &Side, range: Range<usize>| -> usize {
        let is_number = |t: &&u32| side.types[**t as usize].class == Class::Number;
        range.map(|i| side.tokens(i).iter().filter(is_number).count()).sum()
    };
    let (a, b) = (numbers(&doc.src, src.clone()), numbers(&doc.trg, trg.clone()));
    let size = ((n + m) / 20.0).ln();
    let untaught = f64::from(u8::from(!taught));
    [
        1.0,
        evidence,
        evidence.min(0.0),
        covered,
        f64::from(parts.length) / 5.0,
        size,
        a.abs_diff(b).min(4) as f64 / 4.0,
        (src.len() + trg.len() - 2) as f64,
        (evidence - 0.25).max(0.0),
        evidence * size,
        untaught,
        untaught * evidence,
    ]
}

/// The probability that a bead is a translation, by its features.
pub(super) fn probability(features: &[f64; FEATURES]) -> f64 {
    sharpened(features.iter().zip(&WEIGHTS).map(|(f, w)| f * w).sum())
}

/// The probability of a weighted sum of features. The regression is a little too flat in its middle: its odds are
/// raised to this power there.
pub(super) fn sharpened(sum: f64) -> f64 {
    let sum = sum + (SHARPER - 1.0) * sum.clamp(-2.0, 2.0);
    1.0 / (1.0 + (-sum).exp())
}

/// Slope of the middle of the scale.
const SHARPER: f64 = 1.1;
