//! How far a feature tells a language rather than a topic.

use rustc_hash::FxHashMap;

use super::samples::Sample;
use crate::identify::features;
use crate::identify::model::Table;
use crate::lang::Lang;

/// Occurrences that a source is thought to have besides those it has, so that few of them say little.
const DOUBT: f32 = 2.0;

/// Trust in each place of a table, 0–1: how consistently every source of one language uses the feature more than
/// every source of the other.
///
/// For each pair of a source of `first` and one of the other language, the difference of the feature's rates over
/// their sum; the trust is the magnitude of the mean over all pairs. A word of one topic is frequent in one source
/// alone and is not trusted; a word of the language is more frequent in all its sources.
pub fn trust(samples: &[Sample<'_>], table: &Table, first: Lang) -> Vec<f32> {
    let mut groups: Vec<(Lang, u32)> = samples.iter().map(|s| (s.lang, s.source)).collect();
    groups.sort_unstable();
    groups.dedup();
    let numbers: FxHashMap<(Lang, u32), usize> = groups.iter().copied().zip(0..).collect();
    let mut counts = vec![0.0f32; groups.len() << table.bits];
    let mut words = vec![0.0f32; groups.len()];
    for sample in samples.iter().filter(|s| s.whole) {
        let group = numbers[&(sample.lang, sample.source)];
        features::words(sample.text, |word| {
            words[group] += 1.0;
            word.features(|hash| {
                if let Some(place) = table.find(hash) {
                    counts[place as usize * groups.len() + group] += 1.0;
                }
            });
        });
    }
    let (own, others): (Vec<usize>, Vec<usize>) = (0..groups.len()).partition(|&g| groups[g].0 == first);
    let pairs: Vec<(usize, usize, f32)> = own
        .iter()
        .flat_map(|&a| others.iter().map(move |&b| (a, b)))
        .map(|(a, b)| (a, b, (words[a].min(words[b])).sqrt()))
        .collect();
    let all: f32 = pairs.iter().map(|p| p.2).sum();
    counts
        .chunks(groups.len())
        .map(|counts| {
            let sum: f32 = pairs
                .iter()
                .map(|&(a, b, weight)| {
                    let (x, y) = (counts[a] / words[a], counts[b] / words[b]);
                    weight * (x - y) / (x + y + DOUBT / words[a].max(words[b]))
                })
                .sum();
            (sum / all).abs()
        })
        .collect()
}
