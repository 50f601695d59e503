//! `sejajar lexicon`: what the lexicons know.

use std::collections::BTreeMap;
use std::io::Write;

use super::args::{Languages, LexiconArgs, LexiconCommand};
use super::io::{finish, output, text};
use super::{Common, Failure};
use crate::lang::Lang;
use crate::lexicon::{Bilingual, Coverage, End, Morphology, Numbers, Via, check, read_dic, write_dic};

/// How many of the words without an equivalent are shown.
const SHOWN: usize = 50;

pub fn run(common: &Common, args: &LexiconArgs) -> Result<u8, Failure> {
    match &args.command {
        LexiconCommand::Coverage { file, lang, with } => coverage(common, file, *lang, *with),
        LexiconCommand::Lookup { word, lang, with } => lookup(common, word, *lang, *with),
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
    write(to, &write_dic(&bilingual))?;
    Ok(u8::from(bilingual.is_empty()) * 4)
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
    for analysis in Morphology::load(&lexicons, lang)?.analyses(word) {
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
