//! Whether the files of a folder of lexicons are as they should be.

use std::path::{Path, PathBuf};

use super::affixes::Affixes;
use super::morphology::{analyses, folded};
use super::pack::reads;
use super::{LexiconError, Lexicons, Pack, TableFile};
use crate::lang::Lang;

/// Something that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// File, relative to the folder.
    pub file: String,
    /// Line, from 1; 0 where it is about the file.
    pub line: usize,
    /// What is wrong, and what to do.
    pub what: String,
}

/// How a table is laid out.
struct Layout {
    /// Name of the file.
    file: &'static str,
    /// Cells of a row.
    cells: usize,
    /// Cell that the example stands in.
    example: usize,
    /// Cell of which only some values are known, with those; several are divided by `|`.
    kinds: Option<(usize, &'static [&'static str])>,
    /// Whether the example must contain the first cell.
    shows: bool,
}

const fn layout(file: &'static str, cells: usize, example: usize) -> Layout {
    Layout { file, cells, example, kinds: None, shows: false }
}

/// The tables of a language.
const LAYOUTS: [Layout; 11] = [
    Layout {
        kinds: Some((1, &["title", "tail", "name", "numeric"])),
        shows: true,
        ..layout("abbreviations.tsv", 4, 2)
    },
    Layout { kinds: Some((1, &["line", "list", "end", "head", "first", "tail"])), ..layout("boilerplate.tsv", 5, 3) },
    Layout { kinds: Some((1, &["open", "once", "glue", "pair"])), shows: true, ..layout("carriers.tsv", 4, 2) },
    Layout { shows: true, ..layout("cues.tsv", 3, 2) },
    Layout { kinds: Some((1, &["mostly", "rather"])), shows: true, ..layout("habits.tsv", 3, 2) },
    Layout { kinds: Some((1, &["prefix", "affix", "suffix", "clitic", "solid"])), ..layout("hyphens.tsv", 4, 2) },
    Layout { shows: true, ..layout("informal.tsv", 4, 2) },
    Layout { shows: true, ..layout("irregular.tsv", 3, 2) },
    layout("numbers.tsv", 4, 3),
    layout("roots.tsv", 2, 1),
    Layout { shows: true, ..layout("switch.tsv", 2, 1) },
];

/// The tables that belong to no language, by their whole names.
const COMMON: [Layout; 5] = [
    layout("html/names.tsv", 4, 2),
    layout("langid.scripts.tsv", 4, 3),
    layout("score/marks.tsv", 4, 2),
    layout("score/personal.tsv", 5, 3),
    layout("und/domains.tsv", 3, 1),
];

/// Tables of a group of languages.
const GROUPS: [&str; 4] = ["words.tsv", "phrases.tsv", "names.tsv", "cldr.tsv"];

/// Settings of a language.
const SETTINGS: [&str; 4] = ["affixes.toml", "profile.toml", "prose.toml", "sentences.toml"];

/// What a name inside the folder stands for.
enum Place {
    Table(&'static Layout),
    /// A table of so many languages.
    Group(usize),
    Settings,
    Unknown,
}

fn place(name: &str) -> Place {
    if let Some(layout) = COMMON.iter().find(|layout| layout.file == name) {
        return Place::Table(layout);
    }
    let Some((folder, file)) = name.rsplit_once('/') else { return Place::Unknown };
    let languages = folder.split('-').filter(|part| Lang::parse(part).is_ok()).count();
    if languages == 0 || languages != folder.split('-').count() {
        return Place::Unknown;
    }
    if languages > 1 {
        return if GROUPS.contains(&file) { Place::Group(languages) } else { Place::Unknown };
    }
    match LAYOUTS.iter().find(|layout| layout.file == file) {
        Some(layout) => Place::Table(layout),
        None if SETTINGS.contains(&file) => Place::Settings,
        None => Place::Unknown,
    }
}

/// Holds every file of a folder against its layout: rows sorted bytewise, none twice, each with its cells and an
/// example that contains the form.
///
/// # Errors
/// Where the folder or one of its files cannot be read.
pub fn check(folder: &Path) -> Result<Vec<Problem>, LexiconError> {
    let mut problems = Vec::new();
    for path in files(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string().replace('\\', "/");
        let extension = path.extension().and_then(|e| e.to_str());
        if !matches!(extension, Some("tsv" | "toml")) {
            continue;
        }
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::InvalidData => {
                problems.push(Problem { file: name, line: 0, what: "not UTF-8".to_owned() });
                continue;
            }
            Err(source) => return Err(LexiconError::Unreadable { path, source }),
        };
        match place(&name) {
            Place::Unknown => problems.push(Problem {
                file: name,
                line: 0,
                what: "no file of this name is read; the layout is told in SOURCES.md".to_owned(),
            }),
            Place::Settings => {
                if let Err(error) = reads(&TableFile { name, text: text.into() }) {
                    problems.push(of_error(error, folder));
                }
            }
            place => table(&name, &text, &place, &mut problems),
        }
    }
    packs(folder, &mut problems)?;
    problems.sort();
    problems.dedup();
    Ok(problems)
}

fn files(folder: &Path) -> Result<Vec<PathBuf>, LexiconError> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = |source| LexiconError::Unreadable { path: folder.clone(), source };
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

fn table(name: &str, text: &str, place: &Place, problems: &mut Vec<Problem>) {
    let mut problem = |line: usize, what: String| problems.push(Problem { file: name.to_owned(), line, what });
    if !text.is_empty() && !text.ends_with('\n') {
        problem(text.lines().count(), "no line break at the end of the file".to_owned());
    }
    let expected = match place {
        Place::Table(layout) => layout.cells,
        Place::Group(languages) => languages + 2,
        Place::Settings | Place::Unknown => return,
    };
    let mut last: Option<&str> = None;
    for (i, row) in text.lines().enumerate() {
        let line = i + 1;
        if row.starts_with('#') {
            continue;
        }
        if row.is_empty() {
            problem(line, "an empty line".to_owned());
            continue;
        }
        match last {
            Some(before) if before == row => problem(line, "the same row twice".to_owned()),
            Some(before) if before.as_bytes() > row.as_bytes() => {
                problem(line, "not sorted: LC_ALL=C sort puts this row further up".to_owned());
            }
            _ => {}
        }
        last = Some(row);
        let cells: Vec<&str> = row.split('\t').collect();
        if expected != cells.len() {
            problem(line, format!("{} cells where {expected} belong; cells are divided by one tab", cells.len()));
            continue;
        }
        for cell in cells.iter().filter(|cell| cell.is_empty() || cell.trim() != **cell) {
            problem(line, format!("'{cell}' is empty or has space around it; write - for nothing"));
        }
        match place {
            Place::Group(languages) => meanings(&cells, *languages, |what| problem(line, what)),
            Place::Table(layout) => entry(&cells, layout, |what| problem(line, what)),
            Place::Settings | Place::Unknown => {}
        }
    }
}

/// A row of a table of one language.
fn entry(cells: &[&str], layout: &Layout, mut problem: impl FnMut(String)) {
    if let Some((cell, known)) = layout.kinds
        && let Some(kind) = cells[cell].split('|').find(|kind| !known.contains(kind))
    {
        problem(format!("'{kind}' is none of {}", known.join(", ")));
    }
    let example = cells[layout.example];
    if example == "-" {
        problem("no example".to_owned());
    } else if layout.shows && !folded(example).contains(&*folded(cells[0])) {
        problem(format!("the example does not contain '{}'", cells[0]));
    }
}

/// A row of a group: forms of each language, a kind, and an example `a phrase = its translation`.
fn meanings(cells: &[&str], languages: usize, mut problem: impl FnMut(String)) {
    let own = |column: usize| if cells[column] == "=" { cells[0] } else { cells[column] };
    if cells[0] == "=" {
        problem("= in the first column has nothing to stand for".to_owned());
    }
    if (0..languages).filter(|&i| own(i) != "-").count() < 2 {
        problem("fewer than two languages have a form".to_owned());
    }
    for (i, cell) in cells[..languages].iter().enumerate() {
        let forms: Vec<&str> = cell.split('|').collect();
        if let Some(form) = forms.iter().find(|form| form.is_empty() || form.trim() != **form) {
            problem(format!("'{form}' is empty or has space around it"));
        }
        if let Some(form) = (1..forms.len()).find(|&k| forms[..k].contains(&forms[k])) {
            problem(format!("'{}' stands twice in column {}", forms[form], i + 1));
        }
    }
    let Some((left, right)) = cells[languages + 1].split_once(" = ") else {
        problem("no example: write a phrase, ` = `, and its translation".to_owned());
        return;
    };
    let (left, right) = (folded(left).into_owned(), folded(right).into_owned());
    let holds = |text: &str, column: usize| own(column).split('|').any(|form| text.contains(&*folded(form)));
    if !(0..languages).any(|column| own(column) != "-" && holds(&left, column)) {
        problem("the example contains none of the row's forms".to_owned());
    }
    // The translation may inflect the form (`be proud`, `lose one's job`), so that the stems of half its words must
    // be there.
    let stem = |form: &str| form.chars().take(form.chars().count().saturating_sub(2).clamp(2, 4)).collect::<String>();
    let held = |form: &str| {
        let form = folded(form);
        let there = form.split(' ').filter(|word| right.contains(&stem(word))).count();
        there * 2 >= form.split(' ').count()
    };
    if !(0..languages).any(|column| own(column) != "-" && own(column).split('|').any(held)) {
        problem("the example's translation contains none of the row's forms".to_owned());
    }
}

/// Loads each language's pack, and replays the examples of its affixes against its words.
fn packs(folder: &Path, problems: &mut Vec<Problem>) -> Result<(), LexiconError> {
    let lexicons = Lexicons::only_folder(folder)?;
    for name in lexicons.folders()?.into_iter().filter(|name| !name.contains('-')) {
        // A folder of no language holds tables of another kind (`html`).
        let Ok(lang) = Lang::parse(&name) else { continue };
        if let Err(error) = Pack::load(&lexicons, lang) {
            problems.push(of_error(error, folder));
        }
        match Affixes::load(&lexicons, lang) {
            Ok(affixes) => replay(&name, &affixes, problems),
            Err(error) => problems.push(of_error(error, folder)),
        }
    }
    Ok(())
}

fn of_error(error: LexiconError, folder: &Path) -> Problem {
    match error {
        LexiconError::Malformed { file, line, what } => {
            let file = Path::new(&file).strip_prefix(folder).map_or(file.clone(), |f| f.display().to_string());
            Problem { file, line, what }
        }
        LexiconError::Unreadable { path, source } => {
            Problem { file: path.display().to_string(), line: 0, what: source.to_string() }
        }
    }
}

fn replay(lang: &str, affixes: &Affixes, problems: &mut Vec<Problem>) {
    let mut problem = |what: String| problems.push(Problem { file: format!("{lang}/affixes.toml"), line: 0, what });
    for example in affixes.examples() {
        let Some((form, root)) = example.split_once(' ') else {
            problem(format!("example '{example}' is not of the form `word root`"));
            continue;
        };
        // The row is held against its own example alone, whatever the tables know.
        let found = analyses(affixes, form, &|word| word == root);
        if !found.iter().any(|a| a.root == root) {
            problem(format!("example '{example}': no rule leads '{form}' to '{root}'"));
        }
    }
    for row in &affixes.spellings {
        let fits = row.example.split_once(' ').is_some_and(|(form, word)| form.replace(&row.from, &row.to) == word);
        if !fits {
            problem(format!("example '{}' of the spelling {} does not give its second word", row.example, row.from));
        }
    }
}
