//! Which features get the places of a table.

use rustc_hash::FxHashMap;

use super::samples::Sample;
use crate::identify::features;
use crate::identify::model::{Table, place};

/// What makes a feature worth a place.
pub struct Wanted {
    /// Lines that have it, at least.
    pub lines: u32,
    /// Sources that have it, at least.
    pub sources: u32,
}

/// How often a feature was seen: in how many lines, and in which sources (by number, modulo 64).
#[derive(Default, Clone, Copy)]
struct Seen {
    lines: u32,
    sources: u64,
}

/// A table whose places are given to the features that tell most of the class: those with the highest
/// frequency times Kullback–Leibler divergence of the classes given the feature from the classes alone.
pub fn table(
    samples: &[Sample<'_>],
    weights: &[f32],
    class: impl Fn(&Sample<'_>) -> usize,
    classes: usize,
    bits: u32,
    wanted: &Wanted,
) -> Table {
    let places = places(samples, wanted);
    let mut masses = vec![0.0f32; places.len() * classes];
    let mut totals = vec![0.0f64; classes];
    for (sample, &weight) in samples.iter().zip(weights).filter(|(s, _)| s.whole) {
        let class = class(sample);
        features::words(sample.text, |word| {
            word.features(|hash| {
                totals[class] += f64::from(weight);
                if let Some(&at) = places.get(&hash) {
                    masses[at as usize * classes + class] += weight;
                }
            });
        });
    }
    let sum: f64 = totals.iter().sum();
    let prior: Vec<f64> = totals.iter().map(|t| (t / sum).max(1e-9)).collect();
    let mut winners: Vec<Option<(f64, u64)>> = vec![None; 1 << bits];
    for (&hash, &at) in &places {
        let mass = &masses[at as usize * classes..][..classes];
        let worth = worth(mass, &prior);
        let (index, _) = place(hash, bits);
        let better = winners[index].is_none_or(|(most, other)| worth > most || (worth == most && hash < other));
        if better {
            winners[index] = Some((worth, hash));
        }
    }
    let width = if classes == 2 { 1 } else { classes };
    let mut table = Table::new(bits, width);
    for (index, winner) in winners.iter().enumerate() {
        if let Some((_, hash)) = winner {
            table.tags[index] = place(*hash, bits).1;
        }
    }
    table
}

/// Numbers of the features that were seen often enough.
fn places(samples: &[Sample<'_>], wanted: &Wanted) -> FxHashMap<u64, u32> {
    let mut seen: FxHashMap<u64, Seen> = FxHashMap::default();
    for sample in samples.iter().filter(|s| s.whole) {
        features::words(sample.text, |word| {
            word.features(|hash| {
                let seen = seen.entry(hash).or_default();
                seen.lines += 1;
                seen.sources |= 1 << (sample.source % 64);
            });
        });
    }
    let mut kept: Vec<u64> = seen
        .into_iter()
        .filter(|(_, s)| s.lines >= wanted.lines && s.sources.count_ones() >= wanted.sources)
        .map(|(hash, _)| hash)
        .collect();
    kept.sort_unstable();
    kept.into_iter().zip(0..).collect()
}

/// Frequency times divergence, the frequencies smoothed towards the prior by one line.
fn worth(mass: &[f32], prior: &[f64]) -> f64 {
    let total: f64 = mass.iter().map(|&m| f64::from(m)).sum();
    let divergence: f64 = mass
        .iter()
        .zip(prior)
        .map(|(&m, &p)| {
            let given = (f64::from(m) + p) / (total + 1.0);
            given * (given / p).ln()
        })
        .sum();
    total * divergence
}
