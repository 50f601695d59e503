//! `sejajar align`: sentences of two texts, or of the rows of a jobs file.

use std::io::Write;

use super::args::{AlignArgs, AlignFormat, Languages};
use super::io::{self, finish, numbers, output, text};
use super::{Common, Failure};
use crate::align::{Aligner, Job, Passage};
use crate::identify::Identifier;
use crate::lang::Lang;
use crate::model::{Bead, Flag, Ladder, Pair, Row, Side, Span, Spans, Text};
use crate::pipeline::{AlignOptions, Judge, Sentencers, Skip, align_batch};
use crate::score::{Knowledge, Policy};
use crate::write::{self, PairFormat, RowOptions};

/// Least confidence in a text's language that is told, 0–1.
const SURE: f64 = 0.9;

/// One alignment that is asked for: two texts and where the result goes.
struct Request {
    src: String,
    trg: String,
    out: Option<String>,
}

/// A text as sentences, each with its byte range in the file.
struct Sentences {
    passage: Passage,
    spans: Vec<Spans>,
}

pub fn run(common: &Common, args: &AlignArgs) -> Result<u8, Failure> {
    let rows = rows(args)?;
    let lexicons = common.lexicons()?;
    let identifier = Identifier::load(&lexicons)?;
    let sentencers = common.sentencers(&lexicons, Some(&[args.languages.src, args.languages.trg]))?;
    let aligner = Aligner::load(&lexicons, args.languages.src, args.languages.trg)?;
    let known = io::known(args.known.as_deref(), (args.languages.src, args.languages.trg))?;
    let flow = common.flow()?;
    let mut skipped = Vec::new();
    let mut read = Vec::new();
    for (row, sides) in rows.iter().zip(flow.map(&rows, |row| sides(&sentencers, row, args))) {
        match sides {
            Ok(Ok(sides)) => read.push((row, sides)),
            Ok(Err(failure)) if args.jobs.is_none() => return Err(failure),
            Ok(Err(failure)) => skipped.push(Skip { reason: "unreadable".into(), message: failure.to_string() }),
            Err(panic) => skipped.push(Skip { reason: "internal".into(), message: format!("{}: {panic}", row.src) }),
        }
    }
    let told = flow.map(&read, |(_, (src, trg))| (told(&identifier, src), told(&identifier, trg)));
    for ((row, _), told) in read.iter().zip(told) {
        common.warn_of_languages(row, told.unwrap_or_default(), &args.languages);
    }
    let jobs: Vec<Job> =
        read.iter().map(|(_, (src, trg))| Job { src: src.passage.clone(), trg: trg.passage.clone() }).collect();
    let policy = Policy::default();
    let numbers = numbers(&lexicons, (args.languages.src, args.languages.trg))?;
    let knowledge = Knowledge::load(&lexicons)?;
    let judge = Judge {
        identifier: &identifier,
        numbers: &numbers,
        knowledge: &knowledge,
        policy: &policy,
        min_score: 0.0,
        keep_all: true,
    };
    let mut pairs = 0;
    let options = AlignOptions { learn: !args.no_learn, one_to_one: args.one_to_one, known: known.as_ref() };
    let aligned = align_batch(&flow, &aligner, &jobs, &options);
    if let Some(path) = args.save_lexicon.as_deref() {
        io::save_lexicon(path, aligned.learned.as_ref())?;
    }
    for ((row, (src, trg)), ladder) in read.iter().zip(aligned.ladders) {
        let ladder = match ladder {
            Ok(ladder) => ladder,
            Err(panic) => {
                skipped.push(Skip { reason: "internal".into(), message: format!("{}: {panic}", row.src) });
                continue;
            }
        };
        pairs += ladder.iter().filter(|b| b.is_pair()).count();
        let path = row.out.as_deref().or(args.output.as_deref());
        write_ladder(path, args, &judge, (row, src, trg), &ladder)?;
    }
    let code = common.skipped(&skipped)?;
    Ok(if pairs == 0 { 4 } else { code })
}

/// Sentences of a text that its language is told by.
const TOLD_BY: usize = 20;

/// The language that a text is surely in.
fn told(identifier: &Identifier, side: &Sentences) -> Option<Lang> {
    let text = side.passage.sentences.iter().take(TOLD_BY).map(String::as_str).collect::<Vec<_>>().join(" ");
    let guess = identifier.identify(&text);
    (guess.confidence > SURE).then_some(guess.lang).filter(|lang| *lang != Lang::UND)
}

impl Common {
    /// Says where a text is in another language than the one it was given for.
    fn warn_of_languages(&self, row: &Request, told: (Option<Lang>, Option<Lang>), said: &Languages) {
        // Malay and Indonesian are taken for each other too easily to warn of.
        let close = |a: Lang, b: Lang| [a, b].iter().all(|l| [Lang::MS, Lang::ID].contains(l));
        let other = |found: Option<Lang>, said: Lang| found.filter(|&lang| lang != said && !close(lang, said));
        let (src, trg) = (other(told.0, said.src), other(told.1, said.trg));
        let swapped = src == Some(said.trg) && trg == Some(said.src);
        for (path, found, said) in [(&row.src, src, said.src), (&row.trg, trg, said.trg)] {
            if let Some(found) = found {
                let hint = if swapped { "; are source and target swapped?" } else { "" };
                self.say(&format!("sejajar: {path}: looks like '{found}', not '{said}'{hint}"));
            }
        }
    }
}

fn rows(args: &AlignArgs) -> Result<Vec<Request>, Failure> {
    let Some(jobs) = &args.jobs else {
        let [src, trg] = [&args.src_file, &args.trg_file].map(|file| file.clone().unwrap_or_default());
        return Ok(vec![Request { src, trg, out: None }]);
    };
    let mut rows = Vec::new();
    for (i, line) in text(jobs)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [src, trg, out] = cells[..] else {
            let what = format!(
                "line {}: {} cells where source, target and output belong, divided by tabs",
                i + 1,
                cells.len()
            );
            return Err(Failure::Format { path: jobs.clone(), what });
        };
        rows.push(Request { src: src.to_owned(), trg: trg.to_owned(), out: Some(out.to_owned()) });
    }
    Ok(rows)
}

fn sides(sentencers: &Sentencers, row: &Request, args: &AlignArgs) -> Result<(Sentences, Sentences), Failure> {
    let side = |path: &str, lang| Ok::<_, Failure>(sentences(sentencers, &text(path)?, lang, args.pre_split));
    Ok((side(&row.src, args.languages.src)?, side(&row.trg, args.languages.trg)?))
}

/// Lines as paragraphs, or as sentences where the text is split already.
fn sentences(sentencers: &Sentencers, text: &str, lang: Lang, pre_split: bool) -> Sentences {
    let mut found = Sentences { passage: Passage::default(), spans: Vec::new() };
    let mut at = 0;
    for (block, line) in text.split_inclusive('\n').enumerate() {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if pre_split {
            found.passage.sentences.push(line.to_owned());
            found.spans.push(Spans(vec![Span { start, end: start + line.len() }]));
            continue;
        }
        let repaired = sentencers.normalizer(lang).normalize(&Text::copied(line, start));
        for range in sentencers.splitter(lang).split(repaired.as_str()) {
            found.passage.sentences.push(repaired.as_str()[range.clone()].to_owned());
            found.passage.blocks.push(block);
            found.spans.push(repaired.spans(range));
        }
    }
    found
}

fn write_ladder(
    path: Option<&str>,
    args: &AlignArgs,
    judge: &Judge<'_>,
    (row, src, trg): (&Request, &Sentences, &Sentences),
    ladder: &Ladder,
) -> Result<(), Failure> {
    let failure = |e| Failure::io(path.unwrap_or("standard output"), e);
    let mut out = output(path)?;
    let format = match args.format {
        AlignFormat::Ladder => {
            out.write_all(write::ladder(ladder).as_bytes()).map_err(failure)?;
            return finish(out, path);
        }
        AlignFormat::Hunalign => {
            out.write_all(write::hunalign(ladder).as_bytes()).map_err(failure)?;
            return finish(out, path);
        }
        AlignFormat::Tsv => PairFormat::Tsv,
        AlignFormat::Csv => PairFormat::Csv,
        AlignFormat::Jsonl => PairFormat::Jsonl,
        AlignFormat::Tmx => PairFormat::Tmx,
    };
    let options = RowOptions::pairs(args.languages.src);
    let mut writer = write::row_writer(format, out, &options).map_err(failure)?;
    for bead in ladder.iter().filter(|b| b.is_pair() && b.score >= args.min_score) {
        let src = side(src, bead.src.clone(), &row.src, args.languages.src);
        let trg = side(trg, bead.trg.clone(), &row.trg, args.languages.trg);
        let mut pair = pair(src, trg, bead);
        judge.flag(&mut pair);
        writer.row(&Row::from(&pair)).map_err(failure)?;
    }
    writer.end().map_err(failure)
}

fn side(sentences: &Sentences, range: std::ops::Range<usize>, doc: &str, lang: Lang) -> Side {
    let mut spans = Spans::default();
    for span in sentences.spans[range.clone()].iter().flat_map(|s| &s.0) {
        spans.push(*span);
    }
    Side {
        text: sentences.passage.sentences[range.clone()].join(" "),
        lang,
        doc: doc.to_owned(),
        url: String::new(),
        index: range.map(|i| i.to_string()).collect::<Vec<_>>().join("+"),
        span: spans.to_string(),
    }
}

fn pair(src: Side, trg: Side, bead: &Bead) -> Pair {
    let id = Pair::id_of(&src, &trg);
    let flags = if bead.crossing { vec![Flag("crossing".to_owned())] } else { Vec::new() };
    Pair { src, trg, score: bead.score, bead: bead.kind(), flags, id }
}
