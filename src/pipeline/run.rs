//! Pages in, sentence pairs out.

use serde::{Deserialize, Serialize};

use super::aligning::{self, Aligning, head, tasks_of};
use super::duplicates::{Copies, Duplicates};
use super::gather::{Given, gather, summary};
use super::library::{Kind, Library};
use super::matching::{self, Round};
use super::store::{Halt, Key, Shard, Store, Temporary, once};
use super::{Judge, Sentencers, Tools};
use crate::align::Aligner;
use crate::flow::Flow;
use crate::lang::Lang;
use crate::lexicon::{Learned, Numbers};
use crate::model::{Flag, Pair};
use crate::read::{self, Input};
use crate::report::{Funnel, Progress};
use crate::score::Policy;

/// What a run is asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// Source language.
    pub src: Lang,
    /// Target language.
    pub trg: Lang,
    /// Least score of a pair that is kept, 0–1.
    pub min_score: f64,
    /// Reject nothing, flag only.
    pub keep_all: bool,
    /// Site that documents without an address belong to; `None` where they belong to none.
    pub site: Option<String>,
    /// What each rule does.
    pub policy: Policy,
    /// How inputs are read.
    pub read: read::Options,
    /// Give the aligned documents whole, too: [`Fate::Whole`].
    pub whole: bool,
    /// Where it is told how far the work is.
    pub progress: Progress,
    /// Hash of the program's version and its lexicons, so that work that others did is not taken for one's own; of no
    /// weight where nothing is kept.
    pub knowledge: u64,
}

impl Options {
    /// What `sejajar run -s SRC -t TRG` is asked for.
    pub fn new(src: Lang, trg: Lang) -> Options {
        Options {
            src,
            trg,
            min_score: 0.5,
            keep_all: false,
            site: None,
            policy: Policy::default(),
            read: read::Options::default(),
            whole: false,
            progress: Progress::default(),
            knowledge: 0,
        }
    }
}

/// An input that was skipped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// Short name of the reason.
    pub reason: String,
    /// The whole message.
    pub message: String,
}

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A pair that is kept.
    Kept,
    /// A pair that is rejected; the reasons are among its flags.
    Rejected,
    /// A row of an aligned document that is given whole, where that was asked for: all sentences in order, the pairs
    /// that are kept among them.
    Whole,
}

/// What came of a run, beside its rows.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Inputs that were skipped.
    pub skipped: Vec<Skip>,
    /// The counts.
    pub funnel: Funnel,
    /// What the aligned sentences taught of the words.
    pub learned: Option<Learned>,
}

/// The stages that a run goes through.
#[derive(Clone, Copy, Debug)]
pub struct Stages<'a> {
    /// Where the work is done.
    pub flow: &'a Flow,
    /// Pages to articles.
    pub tools: &'a Tools,
    /// Articles to sentences.
    pub sentencers: &'a Sentencers,
    /// Sentences to beads.
    pub aligner: &'a Aligner,
    /// Numbers, dates and sums of the two languages.
    pub numbers: &'a [Numbers; 2],
    /// What an earlier run learned of the words.
    pub known: Option<&'a Learned>,
}

impl Stages<'_> {
    /// Ends the run where it was told to end: what was made since may lack something.
    pub(super) fn checked(&self) -> Result<(), Halt> {
        if self.flow.is_stopped() { Err(Halt::Interrupted) } else { Ok(()) }
    }
}

/// Takes inputs the whole way; `to` is given the rows in the order of their source documents.
///
/// # Errors
/// What `to` gave, or where the run is told to end, or what must wait cannot be written to a temporary file.
pub fn run<E: From<Halt>>(
    stages: Stages<'_>,
    inputs: Vec<Input>,
    options: &Options,
    to: impl FnMut(Fate, &Pair) -> Result<(), E>,
) -> Result<Outcome, E> {
    let given: Vec<Given> = inputs.into_iter().map(|input| Given { input, hash: 0 }).collect();
    let rounds = [given.len()];
    run_in(&Temporary::default(), stages, &given, &rounds, options, to)
}

/// Takes inputs the whole way, with what must wait in a store: what it holds already of the same work is not done
/// again. The inputs came in rounds, which end behind so many of them; what an earlier round found stays as it is, and
/// the later ones are aligned with what the first one learned.
///
/// # Errors
/// What `to` gave, or where the run is told to end, or the store cannot be written or read.
pub fn run_in<E: From<Halt>>(
    store: &dyn Store,
    stages: Stages<'_>,
    given: &[Given],
    rounds: &[usize],
    options: &Options,
    to: impl FnMut(Fate, &Pair) -> Result<(), E>,
) -> Result<Outcome, E> {
    let judge = Judge {
        identifier: &stages.tools.identifier,
        numbers: stages.numbers,
        knowledge: &stages.tools.knowledge,
        policy: &options.policy,
        min_score: options.min_score,
        keep_all: options.keep_all,
    };
    let mut outcome = Outcome::default();
    let mut library = Library::new(store);
    let mut taken: Vec<bool> = Vec::new();
    let mut generation = None;
    let mut rows = Vec::new();
    let mut key = Key::default().number(known_key(stages)).end();
    let mut from = 0;
    for (number, &to) in rounds.iter().enumerate() {
        let first = library.slots.len();
        key = pages(store, stages, (given, from, to), options, &mut library, &mut outcome, key)?;
        from = to;
        taken.resize(library.slots.len(), false);
        options.progress.stage(&format!("looking for pairs among {} documents", library.slots.len()));
        let name = format!("r{number}");
        let is_taken = |i: usize| taken[i];
        let round = Round { name: name.clone(), key, first, is_taken: &is_taken };
        let tasks = tasks(store, stages, &library, options, &round)?;
        for &(src, trg) in &tasks {
            taken[src] = true;
            taken[trg] = true;
        }
        outcome.funnel.document_pairs += tasks.len() as u64;
        options.progress.stage(&format!("aligning {} pairs of documents", tasks.len()));
        let aligning = Aligning { stages, store, all: &library, options, name: &name, key };
        if generation.is_none() && !tasks.is_empty() {
            generation = Some(aligning.learn(&tasks)?);
        }
        let Some((generation, shard)) = &mut generation else { continue };
        rows.push(aligning.rows(&tasks, generation, Key::default().shard(shard).end(), &judge)?);
        generation.forget_ladders();
    }
    for (slot, taken) in library.slots.iter().zip(taken) {
        let count = u64::from(slot.sentences[0]);
        let sum = if taken { &mut outcome.funnel.sentences_aligned } else { &mut outcome.funnel.sentences_alone };
        *sum += count;
    }
    drop(library);
    options.progress.stage("writing pairs");
    outcome.learned = generation.and_then(|(generation, _)| generation.learned);
    write(store, stages, &rows, &judge, &mut outcome, to)?;
    Ok(outcome)
}

/// The pairs, rejects and aligned documents of a run that is held in memory.
#[derive(Debug, Default)]
pub struct Rows {
    /// The pairs.
    pub pairs: Vec<Pair>,
    /// Pairs that were rejected; the reasons are among their flags.
    pub rejects: Vec<Pair>,
    /// The aligned documents whole.
    pub whole: Vec<Pair>,
}

impl Rows {
    /// Adds a row.
    pub fn add(&mut self, fate: Fate, pair: &Pair) {
        let rows = match fate {
            Fate::Kept => &mut self.pairs,
            Fate::Rejected => &mut self.rejects,
            Fate::Whole => &mut self.whole,
        };
        rows.push(pair.clone());
    }
}

fn known_key(stages: Stages<'_>) -> u64 {
    stages.known.map_or(0, |known| Key::default().with(known.to_text().as_bytes()).end())
}

/// The pages of a round, added to the library; gives the key of what is made of them.
fn pages(
    store: &dyn Store,
    stages: Stages<'_>,
    (given, from, to): (&[Given], usize, usize),
    options: &Options,
    library: &mut Library<'_>,
    outcome: &mut Outcome,
    key: u64,
) -> Result<u64, Halt> {
    let shards = gather(stages, store, given, (from, to), options)?;
    let mut key = Key::of(key);
    for shard in &shards {
        let summary = summary(store, shard)?;
        outcome.funnel.add(&summary.funnel);
        outcome.skipped.extend(summary.skipped);
        key = key.shard(shard);
    }
    library.add(stages, shards, options, &mut outcome.funnel)?;
    Ok(key.end())
}

/// Bilingual pages, and pairs of pages, of a round, in the order of their source documents.
fn tasks(
    store: &dyn Store,
    stages: Stages<'_>,
    library: &Library<'_>,
    options: &Options,
    round: &Round<'_>,
) -> Result<Vec<aligning::Match>, Halt> {
    let langs = (options.src, options.trg);
    let (matches, _) = once(store, &format!("matches-{}", round.name), round.key, || {
        let matches = matching::matches(stages, store, library, langs, round)?;
        Ok(matches.iter().map(|m| (m.src, m.trg)).collect::<Vec<_>>())
    })?;
    let slots = &library.slots;
    let bilingual = (round.first..slots.len()).filter(|&i| slots[i].kind == Kind::Both);
    let mut tasks: Vec<aligning::Match> = bilingual.map(|i| (i, i)).chain(matches).collect();
    tasks.sort_unstable();
    Ok(tasks)
}

/// Two documents that are translations of each other, and a score from 0 to 1.
pub type Matched = (String, String, f64);

/// Which documents are translations of each other: paths as given, and a score from 0 to 1.
///
/// # Errors
/// Where the run is told to end, or what must wait cannot be written to a temporary file.
pub fn match_documents(
    stages: Stages<'_>,
    inputs: Vec<Input>,
    options: &Options,
) -> Result<(Vec<Matched>, Vec<Skip>), Halt> {
    let store = Temporary::default();
    let given: Vec<Given> = inputs.into_iter().map(|input| Given { input, hash: 0 }).collect();
    let mut outcome = Outcome::default();
    let mut library = Library::new(&store);
    pages(&store, stages, (&given, 0, given.len()), options, &mut library, &mut outcome, 0)?;
    let round = Round { name: "r0".to_owned(), key: 0, first: 0, is_taken: &|_| false };
    let matches = matching::matches(stages, &store, &library, (options.src, options.trg), &round)?;
    let path = |i: usize| library.page(i).map(|page| page.path);
    let named = matches.iter().map(|m| Ok((path(m.src)?, path(m.trg)?, m.score)));
    Ok((named.collect::<Result<_, Halt>>()?, outcome.skipped))
}

/// Gives the rows of all rounds, duplicates told apart, and counts what becomes of them.
fn write<E: From<Halt>>(
    store: &dyn Store,
    stages: Stages<'_>,
    rounds: &[Vec<Shard>],
    judge: &Judge<'_>,
    outcome: &mut Outcome,
    mut to: impl FnMut(Fate, &Pair) -> Result<(), E>,
) -> Result<(), E> {
    let copies = Copies::find(store, rounds)?;
    let given_up = if judge.drops_copies() { &copies } else { &Copies::default() };
    let duplicates = Duplicates::find(store, rounds, given_up)?;
    let funnel = &mut outcome.funnel;
    let (mut at, mut task) = (0, 0);
    for shard in rounds.iter().flatten() {
        let head = head(store, shard)?;
        funnel.add(&head.funnel);
        for skip in head.failed {
            outcome.skipped.push(skip);
        }
        let numbered = |rows: Vec<aligning::Row>| {
            task += 1;
            rows.into_iter().map(move |row| (task - 1, row))
        };
        for (task, row) in tasks_of(store, shard)?.into_iter().flat_map(numbered) {
            stages.checked()?;
            let mut kept = false;
            if let Some((mut pair, mut reason)) = row.pair {
                if copies.has(task) {
                    reason = judge.copied(&mut pair, reason);
                }
                let duplicate = duplicates.has(at);
                at += 1;
                if duplicate {
                    pair.flags.push(Flag("near_duplicate".to_owned()));
                    pair.flags.sort();
                }
                kept = judge.keeps(reason.as_deref(), duplicate);
                match (&reason, kept) {
                    (_, true) => funnel.keep(&pair.src.url),
                    (Some(reason), false) => funnel.reject(&pair.src.url, reason),
                    (None, false) => funnel.duplicate(&pair.src.url),
                }
                to(if kept { Fate::Kept } else { Fate::Rejected }, &pair)?;
                if kept && !row.alone.is_empty() {
                    to(Fate::Whole, &pair)?;
                }
            }
            if !kept {
                row.alone.iter().try_for_each(|row| to(Fate::Whole, row))?;
            }
        }
    }
    Ok(())
}
