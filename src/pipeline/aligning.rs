//! From tasks to judged pairs, chunk by chunk, by what a bounded number of the tasks taught of the words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::library::Library;
use super::pages::Task;
use super::store::{Halt, Key, Shard, Store, first, frame, frames, once, unframe};
use super::{AlignOptions, Aligned, Judge, Options, Page, Skip, Stages, align_batch, align_known};
use crate::dedup::{Sketch, fingerprint};
use crate::lang::Lang;
use crate::lexicon::Learned;
use crate::model::{Bead, Flag, Ladder, Pair, Side, Spans};
use crate::report::Funnel;

/// Sentences, of both sides, that are learned from: where there are more, of some tasks drawn by the hashes of their
/// paths.
const TAUGHT: u64 = 16_000;

/// Sentences, of both sides, that are aligned at a time.
const CHUNK: u64 = 8_000;

/// Two pages that belong together, by their numbers in the library.
pub type Match = (usize, usize);

/// What the tasks taught of the words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Generation {
    /// The words, with what was known before; `None` where nothing was learned.
    pub learned: Option<Learned>,
    /// The alignments of the tasks, where all of them were learned from; or what the work on one died of.
    ladders: Option<Vec<Result<Ladder, String>>>,
}

impl Generation {
    /// Only the round that taught has its alignments here; those behind it are aligned with what it taught.
    pub fn forget_ladders(&mut self) {
        self.ladders = None;
    }
}

/// A bead as it is written.
#[derive(Debug, Serialize, Deserialize)]
pub struct Row {
    /// The pair that it makes, and the reason that rejects it, if one does.
    pub pair: Option<(Pair, Option<String>)>,
    /// Its sentences one by one, for when the documents are written whole and there is no pair that is kept.
    pub alone: Vec<Pair>,
}

/// What stands before the rows of a chunk.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Head {
    /// The beads by kind.
    pub funnel: Funnel,
    /// For each task how many pairs it has, and what its documents have in common with their near-copies.
    pub sketches: Vec<(usize, Sketch)>,
    /// For each pair what it has in common with those that say the same, and its score.
    pub prints: Vec<(u64, f64)>,
    /// Tasks whose work failed.
    pub failed: Vec<Skip>,
}

/// A round's tasks on their way to pairs.
pub struct Aligning<'a> {
    /// The stages.
    pub stages: Stages<'a>,
    /// Where what is done is kept.
    pub store: &'a dyn Store,
    /// The pages.
    pub all: &'a Library<'a>,
    /// What is asked for.
    pub options: &'a Options,
    /// The name of the round's work.
    pub name: &'a str,
    /// Hash of what went into it.
    pub key: u64,
}

impl Aligning<'_> {
    fn langs(&self) -> (Lang, Lang) {
        (self.options.src, self.options.trg)
    }

    fn size(&self, &(src, trg): &Match) -> u64 {
        let of = |i: usize, side: usize| self.all.slots.get(i).map_or(0, |slot| slot.sentences[side]);
        u64::from(of(src, 1)) + u64::from(of(trg, 2))
    }

    /// Learns from the tasks of a round, from all of them where they are not too many.
    ///
    /// # Errors
    /// Where the run is told to end, or what waits cannot be written or read.
    pub fn learn(&self, tasks: &[Match]) -> Result<(Generation, Shard), Halt> {
        once(self.store, &format!("generation-{}", self.name), self.key, || {
            let all = tasks.iter().map(|task| self.size(task)).sum::<u64>() <= TAUGHT;
            let drawn = if all { tasks.to_vec() } else { self.drawn(tasks) };
            let options = AlignOptions { known: self.stages.known, ..AlignOptions::default() };
            let pages = self.pages(&drawn)?;
            let jobs: Vec<_> = self.tasks(&pages, &drawn).iter().map(Task::job).collect();
            drop(pages);
            let Aligned { ladders, learned } = align_batch(self.stages.flow, self.stages.aligner, &jobs, &options);
            self.stages.checked()?;
            let ladders = all.then(|| ladders.into_iter().map(|l| l.map_err(|panic| panic.to_string())).collect());
            Ok(Generation { learned, ladders })
        })
    }

    /// Tasks to learn from, in their order: those with the smallest hashes, as many as there is room for.
    fn drawn(&self, tasks: &[Match]) -> Vec<Match> {
        let mut drawn = tasks.to_vec();
        drawn.sort_by_cached_key(|&task| (Key::of(task.0 as u64).number(task.1 as u64).end(), task));
        let mut size = 0;
        let fits = |task: &&Match| {
            size += self.size(task);
            size <= TAUGHT
        };
        let count = drawn.iter().take_while(fits).count().max(1);
        drawn.truncate(count);
        drawn.sort_unstable();
        drawn
    }

    fn pages(&self, tasks: &[Match]) -> Result<BTreeMap<usize, Page>, Halt> {
        self.all.pages(self.stages, tasks.iter().flat_map(|&(src, trg)| [src, trg]).collect())
    }

    fn tasks<'p>(&self, pages: &'p BTreeMap<usize, Page>, tasks: &[Match]) -> Vec<Task<'p>> {
        let task = |(src, trg): &Match| Some(Task::new(pages.get(src)?, pages.get(trg)?, self.langs()));
        tasks.iter().filter_map(task).collect()
    }

    /// Aligns and judges the tasks of a round; gives the shards of their rows.
    ///
    /// # Errors
    /// Where the run is told to end, or what waits cannot be written or read.
    pub fn rows(
        &self,
        tasks: &[Match],
        generation: &Generation,
        taught: u64,
        judge: &Judge<'_>,
    ) -> Result<Vec<Shard>, Halt> {
        let mut shards = Vec::new();
        let mut from = 0;
        while from < tasks.len() {
            let mut size = 0;
            let more = |task: &&Match| {
                size += self.size(task);
                size <= CHUNK
            };
            let to = from + tasks[from..].iter().take_while(more).count().max(1);
            let part = (&tasks[from..to], from);
            shards.push(self.chunk(part, generation, Key::of(self.key).number(taught).number(to as u64), judge)?);
            from = to;
        }
        Ok(shards)
    }

    fn chunk(
        &self,
        (tasks, from): (&[Match], usize),
        generation: &Generation,
        key: Key,
        judge: &Judge<'_>,
    ) -> Result<Shard, Halt> {
        let key = key.number(from as u64).end();
        let rows_key = Key::of(judge.key()).number(u64::from(self.options.whole)).number(key).end();
        let (beads, rows) = (format!("beads-{}-{from:08}", self.name), format!("rows-{}-{from:08}", self.name));
        let known = |name: &str, key: u64| self.store.find(name).filter(|shard| shard.key == key);
        if let (Some(beads), Some(rows)) = (known(&beads, key), known(&rows, rows_key)) {
            self.store.used(&beads);
            self.store.used(&rows);
            return Ok(rows);
        }
        let pages = self.pages(tasks)?;
        let loaded = self.tasks(&pages, tasks);
        let (ladders, _) = once(self.store, &beads, key, || {
            if let Some(ladders) = &generation.ladders {
                return Ok(ladders[from..from + tasks.len()].to_vec());
            }
            let jobs: Vec<_> = loaded.iter().map(Task::job).collect();
            let known = generation.learned.as_ref();
            let ladders = align_known(self.stages.flow, self.stages.aligner, &jobs, known);
            self.stages.checked()?;
            Ok(ladders.into_iter().map(|ladder| ladder.map_err(|panic| panic.to_string())).collect())
        })?;
        let work: Vec<(Task<'_>, &Result<Ladder, String>)> = loaded.into_iter().zip(&ladders).collect();
        let bytes = self.written(&work, judge)?;
        self.store.save(&rows, rows_key, &bytes)
    }

    /// The rows of some tasks behind their head.
    fn written(&self, work: &[(Task<'_>, &Result<Ladder, String>)], judge: &Judge<'_>) -> Result<Vec<u8>, Halt> {
        let rows = self.stages.flow.map(work, |(task, ladder)| self.judged(task, ladder.as_deref().ok()?, judge));
        self.stages.checked()?;
        let mut head = Head::default();
        let mut bytes = Vec::new();
        for ((task, ladder), rows) in work.iter().zip(rows) {
            let skip = |what: &str| Skip { reason: "internal".into(), message: format!("{}: {what}", task.src.path) };
            if let Err(what) = ladder {
                head.failed.push(skip(what));
            }
            let rows = rows.unwrap_or_else(|panic| {
                head.failed.push(skip(&panic.to_string()));
                None
            });
            let rows = rows.unwrap_or_default();
            let beads = if rows.is_empty() { &[][..] } else { ladder.as_deref().unwrap_or_default() };
            beads.iter().for_each(|bead| head.funnel.bead(bead.kind()));
            let pairs = rows.iter().filter_map(|row| row.pair.as_ref());
            let mut sketch = Sketch::default();
            pairs.clone().for_each(|(pair, _)| sketch.add(&pair.src.text, &pair.trg.text, pair.score));
            head.sketches.push((pairs.clone().count(), sketch));
            let print = |(pair, _): &(Pair, _)| (fingerprint(&pair.src.text, &pair.trg.text, true), pair.score);
            head.prints.extend(pairs.map(print));
            bytes.extend(frame(&rows)?);
        }
        let mut whole = frame(&head)?;
        whole.append(&mut bytes);
        Ok(whole)
    }

    fn judged(&self, task: &Task<'_>, ladder: &[Bead], judge: &Judge<'_>) -> Option<Vec<Row>> {
        let row = |bead: &Bead| {
            let pair = bead.is_pair().then(|| {
                let mut pair = self.pair(task, bead);
                let reason = judge.flag(&mut pair);
                (pair, reason)
            });
            Row { pair, alone: if self.options.whole { self.alone(task, bead) } else { Vec::new() } }
        };
        Some(ladder.iter().map(row).collect())
    }

    /// Every sentence of a bead by itself, in a row whose other side is empty.
    fn alone(&self, task: &Task<'_>, bead: &Bead) -> Vec<Pair> {
        let alone = |src, trg| self.pair(task, &Bead { src, trg, score: 0.0, crossing: false });
        let src = bead.src.clone().map(|i| alone(i..i + 1, bead.trg.start..bead.trg.start));
        src.chain(bead.trg.clone().map(|i| alone(bead.src.end..bead.src.end, i..i + 1))).collect()
    }

    /// The pair that a bead makes.
    fn pair(&self, task: &Task<'_>, bead: &Bead) -> Pair {
        let src = side(task.src, &task.src_at[bead.src.clone()], self.options.src);
        let trg = side(task.trg, &task.trg_at[bead.trg.clone()], self.options.trg);
        let flags = if bead.crossing { vec![Flag("crossing".to_owned())] } else { Vec::new() };
        let id = Pair::id_of(&src, &trg);
        Pair { src, trg, score: bead.score, bead: bead.kind(), flags, id }
    }
}

fn side(page: &Page, numbers: &[usize], lang: Lang) -> Side {
    let sentences: Vec<_> = numbers.iter().map(|&i| &page.sentences[i]).collect();
    let mut spans = Spans::default();
    for span in sentences.iter().flat_map(|s| &s.spans.0) {
        spans.push(*span);
    }
    Side {
        text: sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" "),
        lang,
        doc: page.path.clone(),
        url: page.url.clone().unwrap_or_default(),
        index: numbers.iter().map(usize::to_string).collect::<Vec<_>>().join("+"),
        span: spans.to_string(),
    }
}

/// What stands before the rows of a chunk.
///
/// # Errors
/// Where it cannot be read.
pub fn head(store: &dyn Store, shard: &Shard) -> Result<Head, Halt> {
    first(store, shard)
}

/// The rows of a chunk, task by task.
///
/// # Errors
/// Where they cannot be read.
pub fn tasks_of(store: &dyn Store, shard: &Shard) -> Result<Vec<Vec<Row>>, Halt> {
    let bytes = store.read(shard, 0..shard.len)?;
    let rows = frames(&bytes).skip(1).map(|(_, frame)| unframe(frame));
    rows.collect::<Option<_>>().ok_or_else(|| Halt::Damaged { path: shard.name.clone() })
}
