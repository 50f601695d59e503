//! How the lengths of a text and of its translation go together.

use super::batch::Statistics;
use super::matrix::ln;
use super::tokens::Side;
use super::weights::Weights;
use crate::model::Bead;

/// Probability from which a bead of one sentence a side is taken into account.
const SURE: f64 = 0.9;

/// Squares of deviations above this, in units of the variance expected, count as this.
const MOST_SQUARE: f32 = 9.0;

/// Fixed-point units of the sums.
const UNIT: f32 = 4096.0;

/// How long a translation is: the logarithm of the ratio of lengths is normally distributed (after Gale & Church 1993).
#[derive(Clone, Copy, Debug)]
pub(super) struct LengthModel {
    /// Letters of a target text for one of its source.
    pub(super) ratio: f32,
    /// What the variance is multiplied with.
    pub(super) scale: f32,
    /// Constant part of the variance.
    constant: f32,
    /// Part of the variance of one letter.
    letter: f32,
}

impl LengthModel {
    /// What is expected of a batch before anything is learned.
    pub(super) fn new(statistics: &Statistics, w: &Weights) -> LengthModel {
        LengthModel { ratio: statistics.ratio, scale: 1.0, constant: w.length_const, letter: w.length_letter }
    }

    /// How far two texts of so many letters are from the ratio expected, as a logarithm, and its variance.
    pub(super) fn deviation(&self, a: f32, b: f32) -> (f32, f32) {
        let delta = ln((b + 3.0) / (a * self.ratio + 3.0));
        (delta, self.scale * (self.constant + self.letter / (a.min(b) + 5.0)))
    }
}

/// Deviations of the lengths of sure beads from what is expected, in integers, so that sums do not depend on their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lengths {
    beads: u64,
    /// Sum of the logarithms of the ratio of lengths to the one expected, in units of 1/4096.
    delta: i64,
    /// Sum of their squares by the variance expected, in units of 1/4096.
    squares: u64,
}

impl Lengths {
    pub(super) fn of(ladder: &[Bead], src: &Side, trg: &Side, model: &LengthModel) -> Lengths {
        let mut lengths = Lengths::default();
        let single = |b: &&Bead| (b.src.len(), b.trg.len()) == (1, 1) && b.score >= SURE;
        for bead in ladder.iter().filter(single) {
            let (a, b) = (src.letters[bead.src.start], trg.letters[bead.trg.start]);
            let (delta, variance) = model.deviation(a as f32, b as f32);
            lengths.beads += 1;
            lengths.delta += (delta.clamp(-1.0, 1.0) * UNIT) as i64;
            lengths.squares += ((delta * delta / variance).min(MOST_SQUARE) * UNIT) as u64;
        }
        lengths
    }

    /// Both together.
    pub(super) fn plus(self, other: Lengths) -> Lengths {
        Lengths {
            beads: self.beads + other.beads,
            delta: self.delta + other.delta,
            squares: self.squares + other.squares,
        }
    }

    /// What was expected, drawn to what was seen, as if the expectation had been seen in some beads.
    pub(super) fn learned(self, expected: LengthModel, w: &Weights) -> LengthModel {
        let prior = w.length_prior;
        let n = self.beads as f32 + prior;
        let delta = self.delta as f32 / UNIT / n;
        let scale = (self.squares as f32 / UNIT + prior) / n;
        LengthModel { ratio: expected.ratio * delta.exp(), scale: scale.clamp(w.length_least, 1.5), ..expected }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beads of one sentence a side, whose translations have these letters for a hundred each.
    fn seen(letters: &[u32]) -> Lengths {
        let (mut src, mut trg) = (Side::default(), Side::default());
        src.letters = vec![100; letters.len()];
        trg.letters = letters.to_vec();
        let bead = |i: usize| Bead { src: i..i + 1, trg: i..i + 1, score: 1.0, crossing: false };
        let ladder: Vec<Bead> = (0..letters.len()).map(bead).collect();
        Lengths::of(&ladder, &src, &trg, &expected())
    }

    fn expected() -> LengthModel {
        LengthModel::new(&Statistics { ratio: 1.0, ..Statistics::default() }, &Weights::default())
    }

    #[test]
    fn the_ratio_is_that_of_sure_beads() {
        let learned = seen(&[120; 2_000]).learned(expected(), &Weights::default());
        assert!((learned.ratio - 1.2).abs() < 0.02, "{learned:?}");
        let few = seen(&[120; 2]).learned(expected(), &Weights::default());
        assert!((few.ratio - 1.0).abs() < 0.02, "{few:?}");
    }

    #[test]
    fn a_spread_is_learned_within_bounds() {
        let w = Weights::default();
        let close = seen(&[100; 2_000]).learned(expected(), &w);
        let wide = seen(&[60, 160].repeat(1_000)).learned(expected(), &w);
        assert!(close.scale < 1.0 && wide.scale > 1.0, "{close:?} {wide:?}");
        assert!(close.scale >= w.length_least);
    }

    #[test]
    fn sums_do_not_depend_on_their_order() {
        let (a, b) = (seen(&[90, 130, 75]), seen(&[140, 101]));
        assert_eq!(a.plus(b), b.plus(a));
        assert_eq!(a.plus(b), seen(&[90, 130, 75, 140, 101]));
    }
}
