//! The documents of a batch, and what all of them together say of words.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::lengths::{LengthModel, Lengths};
use super::order::Order;
use super::tokens::{Class, Side};
use super::weights::Weights;
use crate::lang::Lang;
use crate::lexicon::{Learned, UNIT};

/// A job made ready: both sides interned, with the links that need no learning.
#[derive(Clone, Debug, Default)]
pub struct Doc {
    pub(super) src: Side,
    pub(super) trg: Side,
    /// Links of source type, target type and probability by lexicon and likeness, sorted.
    pub(super) prior: Vec<(u32, u32, f32)>,
    /// For each type, the number that the batch gives the word; `u32::MAX` for what is no word.
    pub(super) src_ids: Vec<u32>,
    pub(super) trg_ids: Vec<u32>,
}

/// How often words occur in the batch, and how long the two languages' texts are.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    pub(super) src: Vec<u32>,
    pub(super) trg: Vec<u32>,
    pub(super) src_total: f32,
    pub(super) trg_total: f32,
    /// Letters of a target text for one of its source.
    pub(super) ratio: f32,
}

/// Words of one side, numbered in order of their first occurrence.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    index: FxHashMap<Arc<str>, u32>,
    pub(super) words: Vec<Arc<str>>,
}

impl Vocabulary {
    fn add(&mut self, side: &Side, counts: &mut Vec<u32>) -> Vec<u32> {
        let number = |kind: &super::tokens::Type| {
            if kind.class != Class::Word {
                return u32::MAX;
            }
            let id = match self.index.get(&*kind.text) {
                Some(&id) => id,
                None => {
                    let id = self.words.len() as u32;
                    self.index.insert(Arc::clone(&kind.text), id);
                    self.words.push(Arc::clone(&kind.text));
                    counts.push(0);
                    id
                }
            };
            counts[id as usize] += kind.count;
            id
        };
        side.types.iter().map(number).collect()
    }
}

/// All documents that are learned from together.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The documents in the order of the jobs.
    pub docs: Vec<Doc>,
    pub(super) statistics: Statistics,
    pub(super) src: Vocabulary,
    pub(super) trg: Vocabulary,
    /// What was known before, in the numbers of this batch.
    pub(super) known: Option<Counts>,
}

impl Batch {
    /// Numbers the words of documents that were made ready, and what an earlier lexicon knows of them.
    pub fn new(mut docs: Vec<Doc>, known: Option<&Learned>) -> Batch {
        let mut batch = Batch::default();
        let (mut letters, mut tokens) = ([0.0f64; 2], [0usize; 2]);
        for doc in &mut docs {
            doc.src_ids = batch.src.add(&doc.src, &mut batch.statistics.src);
            doc.trg_ids = batch.trg.add(&doc.trg, &mut batch.statistics.trg);
            for (k, side) in [&doc.src, &doc.trg].into_iter().enumerate() {
                letters[k] += side.letters.iter().map(|&n| f64::from(n)).sum::<f64>();
                tokens[k] += side.all().len();
            }
        }
        let statistics = &mut batch.statistics;
        statistics.src_total = tokens[0] as f32;
        statistics.trg_total = tokens[1] as f32;
        statistics.ratio = if letters[0] > 0.0 && letters[1] > 0.0 { (letters[1] / letters[0]) as f32 } else { 1.0 };
        batch.docs = docs;
        batch.known = known.map(|known| batch.numbered(known));
        batch
    }

    /// For each round of learning, how many times words are counted before the documents are aligned again: a small
    /// batch needs more to come to itself, and can afford it.
    pub fn rounds(&self) -> &'static [usize] {
        if self.is_small() { &[2, 1, 1, 1] } else { &[2, 1] }
    }

    /// Whether there is little to learn from.
    pub(super) fn is_small(&self) -> bool {
        self.statistics.src_total < 40_000.0
    }

    /// A learned lexicon's counts of the words of this batch.
    fn numbered(&self, known: &Learned) -> Counts {
        let (src, trg) = (&self.src.index, &self.trg.index);
        let mut counts = Counts::default();
        counts.pairs.extend(known.pairs.iter().filter_map(|((s, t), &n)| Some((*src.get(&**s)?, *trg.get(&**t)?, n))));
        counts.src.extend(known.src_words.iter().filter_map(|(s, &n)| Some((*src.get(&**s)?, n))));
        counts.trg.extend(known.trg_words.iter().filter_map(|(t, &n)| Some((*trg.get(&**t)?, n))));
        Counts::sum([&counts])
    }
}

/// What the beads of a document, or of many, say of words: counts in units of 1/[`UNIT`] occurrence.
///
/// Adding is associative and commutative to the last bit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Source word, target word and how often one translated the other, sorted.
    pub(super) pairs: Vec<(u32, u32, u64)>,
    /// Source word and occurrences in beads, sorted.
    pub(super) src: Vec<(u32, u64)>,
    /// Target word and occurrences in beads, sorted.
    pub(super) trg: Vec<(u32, u64)>,
    /// How regular the alignment is.
    pub(super) order: Order,
    /// How the lengths of its beads go together.
    pub(super) lengths: Lengths,
}

impl Counts {
    /// The sum of many counts, each pair and each word once, sorted.
    pub(super) fn sum<'a>(all: impl IntoIterator<Item = &'a Counts>) -> Counts {
        let mut sum = Counts::default();
        for counts in all {
            sum.pairs.extend(&counts.pairs);
            sum.src.extend(&counts.src);
            sum.trg.extend(&counts.trg);
            sum.order = sum.order.plus(counts.order);
            sum.lengths = sum.lengths.plus(counts.lengths);
        }
        sum.pairs.sort_unstable();
        sum.pairs.dedup_by(|later, first| {
            let same = (later.0, later.1) == (first.0, first.1);
            if same {
                first.2 = first.2.saturating_add(later.2);
            }
            same
        });
        for words in [&mut sum.src, &mut sum.trg] {
            words.sort_unstable();
            words.dedup_by(|later, first| {
                let same = later.0 == first.0;
                if same {
                    first.1 = first.1.saturating_add(later.1);
                }
                same
            });
        }
        sum
    }

    /// The counts by word instead of by number.
    pub(super) fn to_learned(&self, batch: &Batch, langs: (Lang, Lang)) -> Learned {
        let mut learned = Learned::new(langs.0, langs.1);
        let (src, trg) = (&batch.src.words, &batch.trg.words);
        learned.src_words.extend(self.src.iter().map(|&(s, n)| ((&*src[s as usize]).into(), n)));
        learned.trg_words.extend(self.trg.iter().map(|&(t, n)| ((&*trg[t as usize]).into(), n)));
        let pair = |&(s, t, n): &(u32, u32, u64)| (((&*src[s as usize]).into(), (&*trg[t as usize]).into()), n);
        learned.pairs.extend(self.pairs.iter().map(pair));
        learned
    }
}

/// The word table derived from counts.
#[derive(Clone, Debug, Default)]
pub struct Table {
    starts: Vec<u32>,
    links: Vec<(u32, f32)>,
    src: Vec<f32>,
    trg: Vec<f32>,
    /// How much of each word's occurrences is explained.
    src_mass: Vec<f32>,
    trg_mass: Vec<f32>,
    /// How regular the alignments are that it was learned from.
    pub(super) order: Order,
    /// The batch's own counts that it was made of, without those of an earlier lexicon.
    pub(super) own: Counts,
}

impl Table {
    /// Sums the counts of many documents, within the bound of [`Learned::MOST_PAIRS`], and keeps what is more than chance.
    pub(super) fn learn(batch: &Batch, counts: Vec<Counts>, w: &Weights) -> Table {
        let discount = w.discount;
        let mut own = Counts::sum(&counts);
        drop(counts);
        Learned::prune_list(&mut own.pairs, Learned::MOST_PAIRS);
        let mut table = Table {
            src: vec![0.0; batch.src.words.len()],
            trg: vec![0.0; batch.trg.words.len()],
            order: own.order,
            own,
            ..Table::default()
        };
        let sum = batch.known.as_ref().map(|known| Counts::sum([&table.own, known]));
        let all = sum.as_ref().unwrap_or(&table.own);
        for &(word, n) in &all.src {
            table.src[word as usize] = n as f32;
        }
        for &(word, n) in &all.trg {
            table.trg[word as usize] = n as f32;
        }
        table.src_mass = vec![0.0; table.src.len()];
        table.trg_mass = vec![0.0; table.trg.len()];
        table.starts.push(0);
        let mut row = 0;
        for &(s, t, n) in &all.pairs {
            while row < s {
                table.starts.push(table.links.len() as u32);
                row += 1;
            }
            let n = n as f32 / UNIT as f32 - discount;
            if n <= 0.0 {
                continue;
            }
            table.src_mass[s as usize] += n;
            table.trg_mass[t as usize] += n;
            table.links.push((t, n));
        }
        while table.starts.len() <= table.src.len() {
            table.starts.push(table.links.len() as u32);
        }
        table
    }

    /// How long a translation is, by what was learned.
    pub(super) fn lengths(&self, statistics: &Statistics, w: &Weights) -> LengthModel {
        self.own.lengths.learned(LengthModel::new(statistics, w), w)
    }

    pub(super) fn row(&self, s: u32) -> &[(u32, f32)] {
        &self.links[self.starts[s as usize] as usize..self.starts[s as usize + 1] as usize]
    }

    pub(super) fn src_count(&self, s: u32) -> f32 {
        self.src[s as usize]
    }

    /// Share of a source word's occurrences that the other side explained, drawn to `base` where there are few.
    pub(super) fn src_share(&self, s: u32, base: f32, prior: f32) -> f32 {
        (self.src_mass[s as usize] + prior * base) / (self.src[s as usize] + prior)
    }

    /// The same of a target word.
    pub(super) fn trg_share(&self, t: u32, base: f32, prior: f32) -> f32 {
        (self.trg_mass[t as usize] + prior * base) / (self.trg[t as usize] + prior)
    }

    pub(super) fn trg_count(&self, t: u32) -> f32 {
        self.trg[t as usize]
    }
}
