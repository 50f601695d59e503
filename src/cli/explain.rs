//! `sejajar explain`: why a pair is there.

use std::fmt::Write as _;

use super::args::ExplainArgs;
use super::io::{numbers, open, text};
use super::{Common, Failure};
use crate::align::{Aligner, Batch, Job, Term};
use crate::lang::Lang;
use crate::lexicon::{Learned, Lexicons};
use crate::model::{Bead, Record, Row, Span, Spans, Text, cell};
use crate::pipeline::Sentencers;
use crate::read::{self, pairs};

/// Most pairs that are looked at around the one that is meant.
const MOST_AROUND: usize = 2000;

pub fn run(common: &Common, args: &ExplainArgs) -> Result<u8, Failure> {
    let row = row(args)?;
    let lang = |side: &str| {
        let code = cell(&row, &format!("{side}_lang"));
        Lang::parse(&code)
            .map_err(|e| Failure::Format { path: args.pairs.clone(), what: format!("column {side}_lang: {e}") })
    };
    let langs = (lang("src")?, lang("trg")?);
    let lexicons = common.lexicons()?;
    let sentencers = common.sentencers(&lexicons, Some(&[langs.0, langs.1]))?;
    let mut out = format!("{}  score {}  bead {}\n", cell(&row, "pair_id"), cell(&row, "score"), cell(&row, "bead"));
    let flags = cell(&row, "flags");
    if !flags.is_empty() {
        let _ = writeln!(out, "flags  {flags}");
    }
    for (side, lang) in [("src", langs.0), ("trg", langs.1)] {
        describe(&mut out, common, &sentencers, &row, side, lang);
    }
    let known = learned(args)?;
    evidence(&mut out, around(args, &row)?, &Aligner::load(&lexicons, langs.0, langs.1)?, known.as_ref());
    values(&mut out, &lexicons, &row, langs)?;
    print!("{out}");
    Ok(0)
}

/// The row of the pair.
fn row(args: &ExplainArgs) -> Result<Row, Failure> {
    let reader = open(std::slice::from_ref(&args.pairs))?.swap_remove(0).1;
    for row in pairs::open(&args.pairs, reader, None, &pairs::Columns::default())? {
        let row = row?;
        if cell(&row, "pair_id") == args.pair_id {
            return Ok(row);
        }
    }
    let hint = "pair identifiers stand in the column pair_id";
    Err(Failure::usage(format!("{}: no pair {}", args.pairs, args.pair_id), hint))
}

/// Where a side comes from, what it says, and what was changed of it.
fn describe(out: &mut String, common: &Common, sentencers: &Sentencers, row: &Row, side: &str, lang: Lang) {
    let of = |name: &str| cell(row, &format!("{side}_{name}"));
    let (doc, span) = (of("doc"), of("span"));
    let _ = writeln!(out, "\n{side} ({lang})  {doc}  sentence {}  bytes {span}\n  {}", of("index"), of("text"));
    let Some(record) = document(common, &doc) else {
        let _ = writeln!(out, "  (the document is not at that path any more, so what was changed cannot be shown)");
        return;
    };
    let spans = Spans::parse(&span).unwrap_or_default();
    let source: Option<Vec<&str>> = with_small_gaps(spans).0.iter().map(|s| record.text.get(s.start..s.end)).collect();
    let Some(source) = source else {
        let _ = writeln!(out, "  (the document has changed since: it has no such bytes)");
        return;
    };
    let changes = sentencers.normalizer(lang).changes(&Text::copied(&source.concat(), 0));
    for change in changes {
        let _ = writeln!(out, "  changed  {}: {:?} → {:?}", change.step, change.before, change.after);
    }
}

/// Spans with what was left out between them, where that is no more than a hyphen and a line break.
fn with_small_gaps(spans: Spans) -> Spans {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans.0 {
        match joined.last_mut() {
            Some(last) if span.start >= last.end && span.start - last.end <= 3 => last.end = span.end,
            _ => joined.push(span),
        }
    }
    Spans(joined)
}

/// A document as it was read, by its path in the pairs.
fn document(common: &Common, doc: &str) -> Option<Record> {
    let file =
        doc.rsplit_once('#').filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit())).map_or(doc, |(file, _)| file);
    let (inputs, _) = read::discover(&[file.to_owned()]);
    let reading = common.reading();
    let found = read::documents(inputs, reading.clone()).flatten().find(|raw| raw.path == doc);
    found.and_then(|raw| raw.record(&reading).ok())
}

/// What was learned when the pairs were made, where it was saved beside them.
fn learned(args: &ExplainArgs) -> Result<Option<Learned>, Failure> {
    let beside = args.lexicon.clone().or_else(|| {
        let bare = args.pairs.trim_end_matches(".gz").trim_end_matches(".zst");
        let stem = bare.rsplit_once('.').map_or(bare, |(stem, _)| stem);
        Some(format!("{stem}.lexicon")).filter(|path| std::path::Path::new(path).is_file())
    });
    beside.map(|path| Ok(Learned::parse(&text(&path)?, &path)?)).transpose()
}

/// The pairs of the same documents, in the order of the file, and which of them is meant: how usual a word is, and so
/// how much it tells, is counted over all of them.
fn around(args: &ExplainArgs, row: &Row) -> Result<(Job, usize), Failure> {
    let docs = ["src_doc", "trg_doc"].map(|name| cell(row, name));
    let mut job = Job::default();
    let mut meant = 0;
    let reader = open(std::slice::from_ref(&args.pairs))?.swap_remove(0).1;
    for other in pairs::open(&args.pairs, reader, None, &pairs::Columns::default())? {
        let other = other?;
        if ["src_doc", "trg_doc"].map(|name| cell(&other, name)) != docs || job.src.sentences.len() >= MOST_AROUND {
            continue;
        }
        if cell(&other, "pair_id") == args.pair_id {
            meant = job.src.sentences.len();
        }
        job.src.sentences.push(cell(&other, "src_text"));
        job.trg.sentences.push(cell(&other, "trg_text"));
    }
    Ok((job, meant))
}

/// The terms of the pair's score.
fn evidence(out: &mut String, (job, meant): (Job, usize), aligner: &Aligner, known: Option<&Learned>) {
    let batch = Batch::new(vec![aligner.prepare(&job)], known);
    let table = aligner.known(&batch);
    let (src, trg) = (meant..meant + 1, meant..meant + 1);
    let terms = aligner.explain(&batch, 0, &Bead { src, trg, score: 0.0, crossing: false }, table.as_ref());
    let total: f64 = terms.iter().map(|term| term.value).sum();
    let _ = writeln!(out, "\nlog-likelihood ratio of translation against chance: {total:+.2} nats");
    for Term { name, value, detail } in &terms {
        let _ = writeln!(out, "  {value:>+8.2}  {name:<9}  {detail}");
    }
    if known.is_none() {
        let _ = writeln!(out, "  (without what the run learned of words: `run --save-lexicon NAME.lexicon` keeps it)");
    }
}

/// The numbers of both sides by value.
fn values(out: &mut String, lexicons: &Lexicons, row: &Row, langs: (Lang, Lang)) -> Result<(), Failure> {
    let numbers = numbers(lexicons, langs)?;
    let list = |i: usize, name: &str| {
        let found: Vec<String> = numbers[i].values(&cell(row, name)).into_iter().map(|v| v.canonical).collect();
        if found.is_empty() { "none".to_owned() } else { found.join(", ") }
    };
    let _ = writeln!(out, "\nnumbers  src: {}  trg: {}", list(0, "src_text"), list(1, "trg_text"));
    Ok(())
}
