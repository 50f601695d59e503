//! What is learned from: whole lines, and short pieces cut from them.

use rustc_hash::FxHashMap;

use super::Labelled;
use crate::identify::features;
use crate::lang::Lang;

/// Bytes of a line that are learned from.
const LINE: usize = 1024;
/// Words of the pieces that are cut from a line.
const PIECES: [std::ops::RangeInclusive<usize>; 3] = [1..=5, 2..=5, 5..=12];

/// A text with its language.
#[derive(Debug, Clone)]
pub struct Sample<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub lang: Lang,
    /// Number of its source.
    pub source: u32,
    /// How much of its source's language it is: the shares of one source and language add up to 1.
    pub share: f32,
    /// Whether it is a whole line, rather than a piece of one.
    pub whole: bool,
}

/// Pseudo-random numbers (SplitMix64), so that training is the same every time.
pub struct Random(pub u64);

impl Random {
    /// A number below `n`, which is above 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// Lines and pieces of all texts.
pub fn cut(texts: &[Labelled]) -> Vec<Sample<'_>> {
    let mut names: Vec<&str> = texts.iter().map(|t| t.source.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut random = Random(1);
    let mut samples = Vec::new();
    for text in texts {
        let source = names.binary_search(&text.source.as_str()).unwrap_or(0) as u32;
        let from = samples.len();
        for line in &text.lines {
            let line = &line[..line.floor_char_boundary(LINE)];
            let sample = |part, whole| Sample { text: part, lang: text.lang, source, share: 0.0, whole };
            samples.push(sample(line, true));
            let mut words = Vec::new();
            features::words(line, |w| words.push(w.start..w.end));
            for lengths in PIECES {
                let length = lengths.start() + random.below(lengths.end() - lengths.start() + 1);
                let first = random.below(words.len().max(1));
                if let Some(piece) = words.get(first..first + length)
                    && let (Some(a), Some(b)) = (piece.first(), piece.last())
                    && length < words.len()
                {
                    samples.push(sample(&line[a.start..b.end], false));
                }
            }
        }
        let count = samples.len() - from;
        samples[from..].iter_mut().for_each(|s: &mut Sample<'_>| s.share = 1.0 / count as f32);
    }
    samples
}

/// Weights of samples such that sources weigh by the root of their size within a language, and languages (as `class`
/// makes them) by the power `even` of theirs, 0 gives each the same. Their mean is 1.
pub fn weights(samples: &[Sample<'_>], class: impl Fn(Lang) -> usize, even: f32) -> Vec<f32> {
    let mut sizes: FxHashMap<(usize, Lang, u32), f32> = FxHashMap::default();
    for sample in samples {
        *sizes.entry((class(sample.lang), sample.lang, sample.source)).or_default() += 1.0;
    }
    let mut parts: Vec<_> = sizes.into_iter().collect();
    parts.sort_unstable_by_key(|p| p.0);
    let mut roots: FxHashMap<usize, (f32, f32)> = FxHashMap::default();
    for ((class, ..), size) in &parts {
        let sums = roots.entry(*class).or_default();
        sums.0 += size.sqrt();
        sums.1 += size;
    }
    let mut weights: Vec<f32> = samples
        .iter()
        .map(|s| {
            let class = class(s.lang);
            let size = 1.0 / s.share;
            let (root, all) = roots[&class];
            all.powf(even) * size.sqrt() / root / size
        })
        .collect();
    let mean = weights.iter().map(|&w| f64::from(w)).sum::<f64>() / weights.len().max(1) as f64;
    weights.iter_mut().for_each(|w| *w /= mean as f32);
    weights
}
