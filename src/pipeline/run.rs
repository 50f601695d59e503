//! Pages in, sentence pairs out.

use std::convert::Infallible;
use std::sync::atomic::Ordering;

use super::matching;
use super::pages::{self, Task};
use super::whole;
use super::{AlignOptions, Judge, Prepared, Sentencers, Tools, align_batch, cleaned, prepared};
use crate::align::Aligner;
use crate::clean::SiteTemplates;
use crate::flow::Flow;
use crate::identify::SiteLangs;
use crate::lang::Lang;
use crate::lexicon::{Learned, Numbers};
use crate::model::{Bead, Document, Flag, Pair, Side, Spans, Verdict};
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
    /// Give the aligned documents whole, too: [`Outcome::whole`].
    pub whole: bool,
    /// Where it is told how far the work is.
    pub progress: Progress,
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
        }
    }
}

/// An input that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    /// Short name of the reason.
    pub reason: String,
    /// The whole message.
    pub message: String,
}

/// What came of a run.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The pairs, in the order of their source documents.
    pub pairs: Vec<Pair>,
    /// The aligned documents whole, where that was asked for: all sentences in order, the pairs among them.
    pub whole: Vec<Pair>,
    /// Pairs that were rejected; their reasons are among their flags.
    pub rejects: Vec<Pair>,
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

/// Takes inputs the whole way.
pub fn run(stages: Stages<'_>, inputs: Vec<Input>, options: &Options) -> Outcome {
    let mut outcome = Outcome::default();
    let documents = documents(stages, inputs, options, &mut outcome);
    options.progress.stage(&format!("looking for pairs among {} documents", documents.len()));
    let tasks = tasks(stages, &documents, options);
    options.progress.stage(&format!("aligning {} pairs of documents", tasks.len()));
    count_sentences(&documents, &tasks, &mut outcome.funnel);
    let jobs: Vec<_> = tasks.iter().map(|task| pages::job(&documents, task)).collect();
    let mut found = Vec::new();
    let teaching = AlignOptions { known: stages.known, ..AlignOptions::default() };
    let aligned = align_batch(stages.flow, stages.aligner, &jobs, &teaching);
    for (task, ladder) in tasks.iter().zip(&aligned.ladders) {
        match ladder {
            Ok(ladder) => {
                for bead in ladder {
                    outcome.funnel.bead(bead.kind());
                    if bead.is_pair() {
                        found.push(pair(&documents, task, bead, options));
                    }
                }
            }
            Err(panic) => outcome.skipped.push(Skip {
                reason: "internal".into(),
                message: format!("{}: {panic}", documents[task.src_doc].document.path),
            }),
        }
    }
    let judge = Judge {
        identifier: &stages.tools.identifier,
        numbers: stages.numbers,
        policy: &options.policy,
        min_score: options.min_score,
        keep_all: options.keep_all,
    };
    options.progress.stage(&format!("judging {} pairs of sentences", found.len()));
    let judged = judge.judge(stages.flow, found, &mut outcome.funnel);
    if options.whole {
        let aligned =
            tasks.iter().zip(&aligned.ladders).filter_map(|(task, ladder)| Some((task, ladder.as_ref().ok()?)));
        outcome.whole = whole::rows(&documents, aligned, &judged.kept, options);
    }
    outcome.pairs = judged.kept;
    outcome.rejects = judged.rejected;
    outcome.learned = aligned.learned;
    outcome
}

/// Which documents are translations of each other: paths as given, and a score from 0 to 1.
pub fn match_documents(
    stages: Stages<'_>,
    inputs: Vec<Input>,
    options: &Options,
) -> (Vec<(String, String, f64)>, Vec<Skip>) {
    let mut outcome = Outcome::default();
    let documents = documents(stages, inputs, options, &mut outcome);
    let path = |i: usize| documents[i].document.path.clone();
    let matches = matching::matches(stages, &documents, (options.src, options.trg));
    (matches.iter().map(|m| (path(m.src), path(m.trg), m.score)).collect(), outcome.skipped)
}

/// Reads and cleans the inputs, and takes them to sentences.
fn documents(stages: Stages<'_>, inputs: Vec<Input>, options: &Options, outcome: &mut Outcome) -> Vec<Prepared> {
    let mut cleaned_documents = Vec::new();
    let raws = read::documents(inputs, options.read.clone());
    let clean = |raw: Result<read::Raw, read::ReadError>| {
        raw.and_then(|raw| raw.record(&options.read)).map(|record| cleaned(stages.tools, &record))
    };
    let Ok(()) = stages.flow.stream(raws, clean, |result| -> Result<(), Infallible> {
        options.progress.document(options.read.consumed.load(Ordering::Relaxed));
        let skip = match result {
            Ok(Ok(document)) => {
                cleaned_documents.push(document);
                return Ok(());
            }
            Ok(Err(error)) if !error.is_failure() => {
                outcome.funnel.skip(error.reason(), error.url());
                return Ok(());
            }
            Ok(Err(error)) => Skip { reason: error.reason().to_owned(), message: error.to_string() },
            Err(panic) => Skip { reason: "internal".to_owned(), message: panic.to_string() },
        };
        outcome.funnel.skip(&skip.reason, None);
        outcome.skipped.push(skip);
        Ok(())
    });
    let mut documents = Vec::with_capacity(cleaned_documents.len());
    let mut templates = options.site.as_deref().map_or_else(SiteTemplates::default, SiteTemplates::with_unnamed);
    let mut sites = SiteLangs::default();
    for document in &cleaned_documents {
        templates.add(document);
        sites.add(document);
    }
    let judge = templates.judge();
    let close = stages.tools.identifier.close();
    let prepare = |mut document: Document| {
        judge.judge(&mut document);
        if let Some(close) = close {
            sites.settle(&mut document, close);
        }
        prepared(stages.sentencers, document)
    };
    let Ok(()) = stages.flow.stream(cleaned_documents.into_iter(), prepare, |result| -> Result<(), Infallible> {
        match result {
            Ok(prepared) => {
                count_blocks(&prepared, &mut outcome.funnel);
                documents.push(prepared);
            }
            Err(panic) => {
                outcome.funnel.skip("internal", None);
                outcome.skipped.push(Skip { reason: "internal".to_owned(), message: panic.to_string() });
            }
        }
        Ok(())
    });
    documents
}

fn count_blocks(prepared: &Prepared, funnel: &mut Funnel) {
    funnel.document(prepared.document.meta.url.as_deref(), prepared.sentences.len() as u64);
    for block in &prepared.document.blocks {
        funnel.blocks += 1;
        match &block.verdict {
            Verdict::Keep => funnel.blocks_kept += 1,
            Verdict::Drop(rule) => *funnel.blocks_dropped.entry(rule.clone()).or_default() += 1,
        }
    }
}

/// Bilingual pages, and pairs of pages, in the order of their source documents.
fn tasks(stages: Stages<'_>, documents: &[Prepared], options: &Options) -> Vec<Task> {
    let langs = (options.src, options.trg);
    let task = |src_doc: usize, trg_doc: usize| Task {
        src_doc,
        trg_doc,
        src: pages::select(&documents[src_doc], options.src),
        trg: pages::select(&documents[trg_doc], options.trg),
    };
    let bilingual = (0..documents.len()).filter(|&i| pages::is_bilingual(&documents[i], langs)).map(|i| task(i, i));
    let matched = matching::matches(stages, documents, langs);
    let mut tasks: Vec<Task> = bilingual.chain(matched.iter().map(|m| task(m.src, m.trg))).collect();
    tasks.sort_by_key(|t| (t.src_doc, t.trg_doc));
    tasks
}

fn count_sentences(documents: &[Prepared], tasks: &[Task], funnel: &mut Funnel) {
    let mut aligned = vec![false; documents.len()];
    for task in tasks {
        aligned[task.src_doc] = true;
        aligned[task.trg_doc] = true;
    }
    for (document, aligned) in documents.iter().zip(aligned) {
        let count = document.sentences.len() as u64;
        if aligned {
            funnel.sentences_aligned += count;
        } else {
            funnel.sentences_alone += count;
        }
    }
    funnel.document_pairs = tasks.len() as u64;
}

/// The pair that a bead makes.
pub fn pair(documents: &[Prepared], task: &Task, bead: &Bead, options: &Options) -> Pair {
    let src = side(&documents[task.src_doc], &task.src[bead.src.clone()], options.src);
    let trg = side(&documents[task.trg_doc], &task.trg[bead.trg.clone()], options.trg);
    let flags = if bead.crossing { vec![Flag("crossing".to_owned())] } else { Vec::new() };
    let id = Pair::id_of(&src, &trg);
    Pair { src, trg, score: bead.score, bead: bead.kind(), flags, id }
}

fn side(prepared: &Prepared, numbers: &[usize], lang: Lang) -> Side {
    let sentences: Vec<_> = numbers.iter().map(|&i| &prepared.sentences[i]).collect();
    let mut spans = Spans::default();
    for span in sentences.iter().flat_map(|s| &s.spans.0) {
        spans.push(*span);
    }
    Side {
        text: sentences.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" "),
        lang,
        doc: prepared.document.path.clone(),
        url: prepared.document.meta.url.clone().unwrap_or_default(),
        index: numbers.iter().map(usize::to_string).collect::<Vec<_>>().join("+"),
        span: spans.to_string(),
    }
}
