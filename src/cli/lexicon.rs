//! `sejajar lexicon`: what the lexicons know.

use std::collections::BTreeMap;
use std::io::Write;

use super::args::{Languages, LexiconArgs, LexiconCommand};
use super::corpus;
use super::corpus::args::PairsIn;
use super::io::{self, finish, output, text};
use super::{Common, Failure};
use crate::align::{Aligner, Job};
use crate::lang::Lang;
use crate::lexicon::{Bilingual, Coverage, End, Learned, Numbers, Via, check, read_dic, write_dic};
use crate::model::cell;
use crate::pipeline::{AlignOptions, Skip, align_batch};

/// How many of the words without an equivalent are shown.
const SHOWN: usize = 50;

/// Pairs that make up one job of the aligner.
const JOB: usize = 256;

pub fn run(common: &Common, args: &LexiconArgs) -> Result<u8, Failure> {
    match &args.command {
        LexiconCommand::Coverage { file, lang, with } => coverage(common, file, *lang, *with),
        LexiconCommand::Lookup { word, lang, with } => lookup(common, word, *lang, *with),
        LexiconCommand::Learn { input, known, least, output } => {
            learn(common, input, known.as_deref(), *least, output.as_deref())
        }
        LexiconCommand::Merge { files, least, output } => merge(files, *least, output.as_deref()),
        LexiconCommand::Export { languages, output } => export(common, languages, output.as_deref()),
        LexiconCommand::Import { file, output } => import(common, file, output.as_deref()),
        LexiconCommand::Check { folder } => checked(folder),
    }
}

/// Prints lines to standard output.
fn print(lines: impl IntoIterator<Item = String>) -> Result<(), Failure> {
    write(None, &lines.into_iter().map(|line| line + "\n").collect::<String>())
}

/// Writes text to a file, or to standard output.
fn write(path: Option<&str>, text: &str) -> Result<(), Failure> {
    let mut out = output(path)?;
    out.write_all(text.as_bytes()).map_err(|e| Failure::io(path.unwrap_or("standard output"), e))?;
    finish(out, path)
}

fn export(common: &Common, languages: &Languages, to: Option<&str>) -> Result<u8, Failure> {
    let bilingual = Bilingual::load(&common.lexicons()?, languages.src, languages.trg)?;
    write(to, &write_dic(bilingual.pairs()))?;
    Ok(u8::from(bilingual.is_empty()) * 4)
}

/// Learns from pairs that belong together line by line.
fn learn(common: &Common, input: &PairsIn, known: Option<&str>, least: f64, to: Option<&str>) -> Result<u8, Failure> {
    let mut jobs: Vec<Job> = Vec::new();
    let mut found: Option<(Lang, Lang)> = None;
    for row in corpus::rows(input)? {
        let row = row?;
        let langs = *found.get_or_insert_with(|| corpus::langs(input, &row));
        if langs.0 == Lang::UND || langs.1 == Lang::UND {
            return Err(Failure::usage("the languages of the pairs are not known", "give them with -s and -t"));
        }
        if corpus::langs(input, &row) != langs {
            return Err(Failure::usage(
                format!("{}: pairs of more than two languages", input.pairs),
                "give one pair of languages at a time, or name it with -s and -t",
            ));
        }
        if jobs.last().is_none_or(|job| job.src.sentences.len() >= JOB) {
            jobs.push(Job::default());
        }
        if let Some(job) = jobs.last_mut() {
            job.src.sentences.push(cell(&row, "src_text"));
            job.trg.sentences.push(cell(&row, "trg_text"));
        }
    }
    let Some((src, trg)) = found else { return Ok(4) };
    let known = io::known(known, (src, trg))?;
    let aligner = Aligner::load(&common.lexicons()?, src, trg)?;
    let options = AlignOptions { learn: true, one_to_one: true, known: known.as_ref() };
    let aligned = align_batch(&common.flow()?, &aligner, &jobs, &options);
    let failed = aligned.ladders.iter().filter_map(|ladder| ladder.as_ref().err());
    let skipped: Vec<Skip> =
        failed.map(|panic| Skip { reason: "internal".into(), message: panic.to_string() }).collect();
    let code = common.skipped(&skipped)?;
    let learned = aligned.learned.unwrap_or_else(|| Learned::new(src, trg));
    write_learned(&learned, least, to)?;
    Ok(if learned.is_empty() { 4 } else { code })
}

/// Adds up what was learned apart.
fn merge(files: &[String], least: f64, to: Option<&str>) -> Result<u8, Failure> {
    let mut sum: Option<Learned> = None;
    for file in files {
        match &mut sum {
            None => sum = Some(Learned::parse(&text(file)?, file)?),
            Some(sum) => {
                if let Some(learned) = io::known(Some(file), (sum.src, sum.trg))? {
                    sum.merge(&learned);
                }
            }
        }
    }
    let Some(sum) = sum else { return Ok(4) };
    write_learned(&sum, least, to)?;
    Ok(if sum.is_empty() { 4 } else { 0 })
}

/// Writes a learned lexicon, or a dictionary where the name says so.
fn write_learned(learned: &Learned, least: f64, to: Option<&str>) -> Result<(), Failure> {
    let bare = to.map(|path| path.trim_end_matches(".gz").trim_end_matches(".zst"));
    let dic = bare.is_some_and(|path| path.ends_with(".dic"));
    write(to, &if dic { write_dic(learned.likely(least)) } else { learned.to_text() })
}

/// One row for each source word, its equivalents joined; the example is the pair itself.
fn import(common: &Common, file: &str, to: Option<&str>) -> Result<u8, Failure> {
    let text = text(file)?;
    let (pairs, wrong) = read_dic(&text);
    for line in &wrong {
        common.say(&format!("sejajar: {file}:{line}: passed over: no `target @ source`"));
    }
    let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (src, trg) in pairs.into_iter().filter(|pair| !format!("{}{}", pair.0, pair.1).contains(['|', '\t'])) {
        let equivalents = words.entry(src).or_default();
        if !equivalents.contains(&trg) {
            equivalents.push(trg);
        }
    }
    let row = |(src, trg): (&&str, &Vec<&str>)| format!("{src}\t{}\tword\t{src} = {}\n", trg.join("|"), trg[0]);
    let mut rows: Vec<String> = words.iter().map(row).collect();
    rows.sort();
    write(to, &rows.concat())?;
    Ok(if rows.is_empty() { 4 } else { 0 })
}

fn percent(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

fn coverage(common: &Common, file: &str, lang: Lang, with: Lang) -> Result<u8, Failure> {
    let lexicons = common.lexicons()?;
    let bilingual = Bilingual::load(&lexicons, lang, with)?;
    let numbers = Numbers::new(&lexicons, lang)?;
    let found = Coverage::of(&text(file)?, &bilingual, &numbers);
    let mut lines = vec![
        format!("{:.1}% of {} words have an equivalent", percent(found.known, found.words), found.words),
        format!("{:.1}% of {} names have one", percent(found.known_names, found.names), found.names),
        format!("{} numbers are left out", found.numbers),
    ];
    lines.extend(found.lacking().iter().take(SHOWN).map(|(word, count)| format!("{count}\t{word}")));
    print(lines)?;
    Ok(0)
}

fn lookup(common: &Common, word: &str, lang: Lang, with: Lang) -> Result<u8, Failure> {
    let lexicons = common.lexicons()?;
    let bilingual = Bilingual::load(&lexicons, lang, with)?;
    let mut lines = Vec::new();
    let mut entries = bilingual.entries(End::Src, word);
    entries.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.row.cmp(&b.row)));
    for entry in entries {
        let Some((own, other)) = bilingual.cells(entry.row) else { continue };
        let via = match entry.via {
            Via::Form => "form",
            Via::Spelling => "spelling",
            Via::Inflection => "inflection",
            Via::Root => "root",
            Via::Part => "part",
        };
        let kind = if entry.name { "name" } else { "word" };
        lines.push(format!("{own}\t{other}\t{:.2}\t{via}\t{kind}", entry.weight));
    }
    for analysis in lexicons.morphology(lang)?.analyses(word) {
        let affixes = if analysis.affixes.is_empty() { "-".to_owned() } else { analysis.affixes.join("+") };
        lines.push(format!("{word}\t{}\t{}\t{affixes}\tanalysis", analysis.lemma, analysis.root));
    }
    let values = Numbers::new(&lexicons, lang)?.values(word);
    lines.extend(values.iter().map(|value| format!("{word}\t{}\tvalue", value.canonical)));
    let code = if lines.is_empty() { 4 } else { 0 };
    print(lines)?;
    Ok(code)
}

fn checked(dir: &std::path::Path) -> Result<u8, Failure> {
    let problems = check(dir)?;
    print(problems.iter().map(|p| format!("{}:{}: {}", p.file, p.line, p.what)))?;
    Ok(u8::from(!problems.is_empty()))
}
