//! Logistic regression by stochastic descent, with a step of its own for each weight (AdaGrad, Duchi, Hazan and
//! Singer 2011) and a ridge.

use super::Settings;
use super::samples::{Random, Sample, weights};
use super::select::{self, Wanted};
use super::trust::trust;
use crate::identify::cues::{CUE, Cues, Shared};
use crate::identify::features;
use crate::identify::model::Table;
use crate::identify::{dilution, heed, softmax};
use crate::lang::Lang;

/// First step of a weight.
const STEP: f32 = 0.5;
/// Power of a language's size by which it weighs in the wide model: 1 takes the texts' shares for those of the world.
const EVEN: f32 = 0.75;
/// What is added to the trust in a feature, so that none is without any.
const LEAST: f32 = 0.02;
/// Strength of the pull of the wide model's weights towards nought.
const WIDE_RIDGE: f32 = 1e-4;
/// Samples as places in a table.
struct Rows {
    /// Place of each feature, and what it weighs for its word's sake.
    places: Vec<(u32, f32)>,
    starts: Vec<usize>,
    /// Words of each sample, and how much its cue words speak for the first language.
    words: Vec<(u32, i32)>,
}

impl Rows {
    fn new(samples: &[Sample<'_>], table: &Table, (cues, shared): (&Cues, &Shared)) -> Rows {
        let mut rows = Rows { places: Vec::new(), starts: vec![0], words: Vec::new() };
        for sample in samples {
            let (mut count, mut side) = (0, 0);
            features::words(sample.text, |word| {
                count += u32::from(!word.number);
                side += i32::from(cues.side(word.hash()));
                let heed = heed(word, shared);
                word.features(|hash| rows.places.extend(table.find(hash).map(|p| (p, heed))));
            });
            rows.starts.push(rows.places.len());
            rows.words.push((count, side));
        }
        rows
    }

    fn places(&self, row: usize) -> impl Iterator<Item = (usize, f32)> {
        self.places[self.starts[row]..self.starts[row + 1]].iter().map(|&(place, heed)| (place as usize, heed))
    }
}

/// The order of the samples in one round.
fn shuffled(count: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut random = Random(0x5e_ed + round as u64);
    for i in (1..count).rev() {
        order.swap(i, random.below(i + 1));
    }
    order
}

/// The wide model's table and biases.
pub fn wide(
    samples: &[Sample<'_>],
    classes: usize,
    class: impl Fn(Lang) -> usize,
    settings: &Settings,
) -> (Table, Vec<f32>) {
    let weights = weights(samples, &class, EVEN);
    let wanted = Wanted { lines: 3, sources: 1 };
    // Two classes are learned as two columns here, so that the file has one form.
    let mut table = select::table(samples, &weights, |s| class(s.lang), classes, settings.wide_bits, &wanted);
    if table.width != classes {
        table.width = classes;
        table.weights = vec![0.0; classes << settings.wide_bits];
    }
    let rows = Rows::new(samples, &table, (&Cues::default(), &Shared::default()));
    let mut squares = vec![1e-3f32; table.weights.len()];
    let mut bias = vec![0.0f32; classes];
    let mut logits = vec![0.0f32; classes];
    for round in 0..settings.rounds {
        let step = STEP / (1.0 + round as f32);
        for row in shuffled(samples.len(), round) {
            let scale = dilution(rows.words[row].0);
            logits.copy_from_slice(&bias);
            for (place, _) in rows.places(row) {
                let from = &table.weights[place * classes..(place + 1) * classes];
                logits.iter_mut().zip(from).for_each(|(l, w)| *l += scale * w);
            }
            softmax(&mut logits);
            logits[class(samples[row].lang)] -= 1.0;
            logits.iter_mut().for_each(|g| *g *= weights[row]);
            bias.iter_mut().zip(&logits).for_each(|(b, g)| *b -= 0.01 * step * g);
            for (place, _) in rows.places(row) {
                let range = place * classes..(place + 1) * classes;
                let squares = &mut squares[range.clone()];
                for ((w, s), g) in table.weights[range].iter_mut().zip(squares).zip(&logits) {
                    let slope = scale * g + WIDE_RIDGE * *w;
                    *s += slope * slope;
                    *w -= step * slope / s.sqrt();
                }
            }
        }
    }
    (table, bias)
}

/// The close model's table: weights above 0 for `first`. Each weight is learned as a product with the trust in its
/// feature, so that what one topic alone uses is hardly learned.
pub fn close(samples: &[Sample<'_>], first: Lang, known: (&Cues, &Shared), settings: &Settings) -> Table {
    let class = |lang: Lang| usize::from(lang == first);
    let weights = weights(samples, class, 0.0);
    let wanted = Wanted { lines: 3, sources: sources(samples).min(2) };
    let mut table = select::table(samples, &weights, |s| class(s.lang), 2, settings.close_bits, &wanted);
    let trust: Vec<f32> = trust(samples, &table, first).into_iter().map(|t| (t + LEAST).powf(settings.trust)).collect();
    let rows = Rows::new(samples, &table, known);
    let mut squares = vec![1e-3f32; table.weights.len()];
    for round in 0..settings.rounds {
        let step = STEP / (1.0 + round as f32);
        for row in shuffled(samples.len(), round) {
            let (words, side) = rows.words[row];
            let scale = dilution(words);
            let sum: f32 = rows.places(row).map(|(place, mark)| mark * trust[place] * table.weights[place]).sum();
            let logit = scale * (sum + settings.cue * side as f32 / f32::from(CUE));
            let given = 1.0 / (1.0 + (-logit).exp());
            let wrong = weights[row] * (given - class(samples[row].lang) as f32);
            for (place, mark) in rows.places(row) {
                let w = &mut table.weights[place];
                let slope = scale * mark * trust[place] * wrong + settings.ridge * *w;
                squares[place] += slope * slope;
                *w -= step * slope / squares[place].sqrt();
            }
        }
    }
    table.weights.iter_mut().zip(&trust).for_each(|(weight, trust)| *weight *= trust);
    table
}

fn sources(samples: &[Sample<'_>]) -> u32 {
    let mut sources: Vec<u32> = samples.iter().map(|s| s.source).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.len() as u32
}
