//! `sejajar score` and `sejajar filter`: pairs judged without the pages they came from.

use rustc_hash::FxHashSet;
use serde_json::Value;
use xxhash_rust::xxh3::xxh3_128;

use super::args::{FilterArgs, PairsIn, ScoreArgs};
use super::{langs, rows, sink};
use crate::align::{Aligner, Job, Passage};
use crate::cli::io::numbers;
use crate::cli::run::policy;
use crate::cli::sink::Sink;
use crate::cli::{Common, Failure};
use crate::flow::Flow;
use crate::identify::Identifier;
use crate::lang::key;
use crate::lexicon::Numbers;
use crate::model::{Flag, Row, cell, score as score_value};
use crate::pipeline::{AlignOptions, Judge, align_batch};
use crate::read::pairs::sentences;
use crate::score::Knowledge;

/// How many pairs are judged at a time.
const CHUNK: usize = 8192;

/// Scores every pair anew and flags it.
pub fn score(common: &Common, args: &ScoreArgs) -> Result<u8, Failure> {
    let work = Work::load(common, &args.input)?;
    let policy = policy(&args.rules)?;
    let judge = Judge {
        identifier: &work.identifier,
        numbers: &work.numbers,
        knowledge: &work.knowledge,
        policy: &policy,
        min_score: 0.0,
        keep_all: true,
    };
    let mut sink = sink(&args.output, &args.input)?;
    work.each(&judge, true, |row, flags, _| sink.row(&flagged(row, flags)))?;
    sink.end()?;
    Ok(0)
}

/// Leaves out what breaks a rule or scores low.
pub fn filter(common: &Common, args: &FilterArgs) -> Result<u8, Failure> {
    let work = Work::load(common, &args.input)?;
    let policy = policy(&args.rules)?;
    let judge = Judge {
        identifier: &work.identifier,
        numbers: &work.numbers,
        knowledge: &work.knowledge,
        policy: &policy,
        min_score: args.min_score,
        keep_all: false,
    };
    let excluded = Excluded::load(&args.exclude)?;
    let mut sink = sink(&args.output, &args.input)?;
    let mut rejects = args
        .rejects
        .as_deref()
        .map(|path| Sink::new(Some(path), None, (args.input.src, args.input.trg)))
        .transpose()?;
    let (mut kept, mut reasons) = (0u64, std::collections::BTreeMap::<String, u64>::new());
    work.each(&judge, false, |mut row, mut flags, mut reason| {
        let low = cell(&row, "score").parse::<f64>().is_ok_and(|score| score < args.min_score);
        let known = excluded.holds(&cell(&row, "src_text"), &cell(&row, "trg_text"));
        for (holds, name) in [(low, "low_score"), (known, "excluded")] {
            if holds {
                flags.push(Flag(name.to_owned()));
                reason.get_or_insert(name.to_owned());
            }
        }
        if args.replace_personal {
            for name in ["src_text", "trg_text"] {
                let text = work.knowledge.replace_personal(&cell(&row, name));
                row.insert(name.to_owned(), Value::String(text));
            }
        }
        let row = flagged(row, flags);
        match reason {
            None => {
                kept += 1;
                sink.row(&row)
            }
            Some(reason) => {
                *reasons.entry(reason).or_default() += 1;
                rejects.as_mut().map_or(Ok(()), |sink| sink.row(&row))
            }
        }
    })?;
    sink.end()?;
    rejects.map_or(Ok(()), Sink::end)?;
    let rejected: u64 = reasons.values().sum();
    let parts: Vec<String> = reasons.iter().map(|(name, count)| format!("{name} {count}")).collect();
    common.say(&format!("pairs {} = {kept} kept + {rejected} rejected ({})", kept + rejected, parts.join(", ")));
    Ok(if kept == 0 { 4 } else { 0 })
}

fn flagged(mut row: Row, mut flags: Vec<Flag>) -> Row {
    flags.extend(cell(&row, "flags").split(';').filter(|f| !f.is_empty()).map(|f| Flag(f.to_owned())));
    flags.sort();
    flags.dedup();
    row.insert("flags".to_owned(), flags.into_iter().map(|f| Value::String(f.0)).collect());
    row
}

/// The sentences of test sets, by their letters and digits.
#[derive(Default)]
struct Excluded(FxHashSet<u128>);

/// Least letters and digits of a sentence that is known for one by itself: shorter ones (`Ya.` – `Yes.`) stand in
/// many texts, and count where both sides are known.
const TELLING: usize = 16;

impl Excluded {
    fn load(paths: &[String]) -> Result<Excluded, Failure> {
        let mut excluded = Excluded::default();
        for (path, reader) in if paths.is_empty() { Vec::new() } else { crate::cli::io::open(paths)? } {
            for row in sentences(&path, reader)? {
                excluded.0.extend(row?.iter().map(|text| key(text)).filter(|k| !k.is_empty()).map(|k| hash(&k)));
            }
        }
        Ok(excluded)
    }

    fn holds(&self, src: &str, trg: &str) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let (src, trg) = (key(src), key(trg));
        let [src_known, trg_known] = [&src, &trg].map(|key| self.0.contains(&hash(key)));
        let telling = |key: &str| key.chars().nth(TELLING - 1).is_some();
        (src_known && (trg_known || telling(&src))) || (trg_known && telling(&trg))
    }
}

/// 128 bits of XXH3: test sets of any size are told from corpora of any size.
fn hash(key: &str) -> u128 {
    xxh3_128(key.as_bytes())
}

/// What judging pairs needs.
struct Work<'a> {
    input: &'a PairsIn,
    identifier: Identifier,
    numbers: [Numbers; 2],
    knowledge: Knowledge,
    aligner: Option<Aligner>,
    flow: Flow,
}

impl<'a> Work<'a> {
    fn load(common: &Common, input: &'a PairsIn) -> Result<Work<'a>, Failure> {
        let lexicons = common.lexicons()?;
        // The languages of the first row stand for all where none are given. Standard input can be read once only.
        let row = if input.pairs == "-" { None } else { rows(input)?.next().transpose()? };
        let first = langs(input, &row.unwrap_or_default());
        let known = first.0 != crate::lang::Lang::UND && first.1 != crate::lang::Lang::UND;
        if !known {
            return Err(Failure::usage("the languages of the pairs are not known", "give them with -s and -t"));
        }
        let aligner = Some(Aligner::load(&lexicons, first.0, first.1)?);
        Ok(Work {
            input,
            identifier: Identifier::load(&lexicons)?,
            numbers: numbers(&lexicons, first)?,
            knowledge: Knowledge::load(&lexicons)?,
            aligner,
            flow: common.flow()?,
        })
    }

    /// Judges the rows in order, many at a time. Rows that have a score keep it unless `anew`.
    fn each(
        &self,
        judge: &Judge<'_>,
        anew: bool,
        mut to: impl FnMut(Row, Vec<Flag>, Option<String>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut chunk = Vec::with_capacity(CHUNK);
        let mut all = rows(self.input)?;
        loop {
            let row = all.next().transpose()?;
            let ended = row.is_none();
            chunk.extend(row);
            if chunk.len() == CHUNK || ended {
                self.scored(&mut chunk, anew);
                let judged = self.flow.map(&chunk, |row| {
                    judge.rules((&cell(row, "src_text"), &cell(row, "trg_text")), langs(self.input, row), false)
                });
                for (row, judged) in chunk.drain(..).zip(judged) {
                    let (flags, reason) = judged.unwrap_or((Vec::new(), Some("internal".to_owned())));
                    to(row, flags, reason)?;
                }
            }
            if ended {
                return Ok(());
            }
        }
    }

    /// Each pair is a text of one sentence, so that no pair's score hangs on another's.
    fn scored(&self, chunk: &mut [Row], anew: bool) {
        let Some(aligner) = &self.aligner else { return };
        let wanted: Vec<usize> = (0..chunk.len()).filter(|&i| anew || cell(&chunk[i], "score").is_empty()).collect();
        let side = |i: usize, name: &str| Passage { sentences: vec![cell(&chunk[i], name)], blocks: Vec::new() };
        let jobs: Vec<Job> =
            wanted.iter().map(|&i| Job { src: side(i, "src_text"), trg: side(i, "trg_text") }).collect();
        let options = AlignOptions { learn: false, one_to_one: true, known: None };
        let aligned = align_batch(&self.flow, aligner, &jobs, &options);
        for (i, ladder) in wanted.into_iter().zip(aligned.ladders) {
            let score = ladder.ok().and_then(|ladder| ladder.first().map(|bead| bead.score)).unwrap_or(0.0);
            chunk[i].insert("score".to_owned(), score_value(score));
        }
    }
}
