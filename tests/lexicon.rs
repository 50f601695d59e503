//! The lexicons that are compiled in, and what `--lexicons` adds to them.

use std::path::{Path, PathBuf};

use sejajar::lang::Lang;
use sejajar::lexicon::{Bilingual, End, LexiconError, Lexicons, Morphology, Numbers, Via, check};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn lang(code: &str) -> Lang {
    Lang::parse(code).unwrap_or(Lang::UND)
}

/// Equivalents of a word, joined.
fn equivalents(bilingual: &Bilingual, word: &str) -> String {
    let entries = bilingual.entries(End::Src, word);
    entries.iter().filter_map(|e| bilingual.cells(e.row)).map(|(_, trg)| trg).collect::<Vec<_>>().join("|")
}

#[test]
fn the_files_are_as_they_should_be() -> Result<(), LexiconError> {
    let problems = check(&here("lexicons"))?;
    let shown: Vec<String> = problems.iter().take(20).map(|p| format!("{}:{}: {}", p.file, p.line, p.what)).collect();
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), shown.join("\n"));
    Ok(())
}

#[test]
fn forms_lead_to_their_roots() -> Result<(), Box<dyn std::error::Error>> {
    let table = std::fs::read_to_string(here("tests/data/morphology.tsv"))?;
    let mut wrong = Vec::new();
    let mut rows = 0;
    for code in ["ms", "id", "en"] {
        let morphology = Morphology::load(&Lexicons::builtin(), lang(code))?;
        for row in table.lines().filter(|row| row.ends_with(&format!("\t{code}"))) {
            let cells: Vec<&str> = row.split('\t').collect();
            let found = morphology.analyses(cells[0]);
            let root = found.first().map_or("", |analysis| analysis.root.as_str());
            assert!(root.is_empty() || morphology.is_known(root), "{root} is invented for {}", cells[0]);
            rows += 1;
            if root != cells[1] {
                wrong.push(format!("{row} -> {root}"));
            }
        }
    }
    assert!(rows >= 600, "{rows} rows");
    assert!(wrong.len() * 100 <= rows * 3, "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}

#[test]
fn words_meet_their_equivalents_through_affixes() -> Result<(), LexiconError> {
    let lexicons = Lexicons::builtin();
    let bilingual = Bilingual::load(&lexicons, Lang::ID, Lang::EN)?;
    for (word, equivalent) in [
        ("diadakan", "hold"),
        ("Diadakannya", "hold"),
        ("negara-negara", "country"),
        ("bukunya", "book"),
        ("pemerintahlah", "government"),
        ("Asia-Pasifik", "Asia"),
    ] {
        assert!(equivalents(&bilingual, word).contains(equivalent), "{word}: {}", equivalents(&bilingual, word));
    }
    assert!(bilingual.entries(End::Src, "zxqwv").is_empty());
    let back = Bilingual::load(&lexicons, Lang::EN, Lang::MS)?;
    for (word, equivalent) in
        [("ministers", "menteri"), ("said", "berkata"), ("Japan's", "Jepun"), ("children", "anak")]
    {
        assert!(equivalents(&back, word).contains(equivalent), "{word}: {}", equivalents(&back, word));
    }
    let phrases = back.phrases(End::Src, &["the", "talks", "were", "carried", "out"]);
    assert!(phrases.iter().any(|m| m.start == 3 && m.len == 2 && m.entry.via == Via::Inflection));
    Ok(())
}

#[test]
fn the_two_sister_languages_meet_as_well() -> Result<(), LexiconError> {
    let bilingual = Bilingual::load(&Lexicons::builtin(), Lang::MS, Lang::ID)?;
    for (word, equivalent) in [("polis", "polisi"), ("wang", "uang"), ("kerajaan", "pemerintah"), ("Jepun", "Jepang")] {
        assert!(equivalents(&bilingual, word).contains(equivalent), "{word}: {}", equivalents(&bilingual, word));
    }
    Ok(())
}

#[test]
fn a_language_is_added_by_files_alone() -> Result<(), LexiconError> {
    let folder = here("tests/data/lexicons");
    assert_eq!(check(&folder)?, []);
    let lexicons = Lexicons::with_folder(&folder)?;
    let javanese = lang("jv");
    let bilingual = Bilingual::load(&lexicons, javanese, Lang::EN)?;
    assert_eq!(equivalents(&bilingual, "omah"), "house|home");
    assert_eq!(equivalents(&bilingual, "omahe"), "house|home");
    let morphology = Morphology::load(&lexicons, javanese)?;
    assert!(morphology.is_formed("nulis") && morphology.analyses("nulis").iter().any(|a| a.root == "tulis"));
    let numbers = Numbers::new(&lexicons, javanese)?;
    let values: Vec<String> = numbers.values("telung puluh wong").into_iter().map(|v| v.canonical).collect();
    assert_eq!(values, ["30"]);
    Ok(())
}

#[test]
fn what_is_wrong_is_told_by_file_and_line() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    std::fs::create_dir_all(folder.path().join("ms-id-en"))?;
    let rows = [
        "rumah\t=\thouse\tn\trumah besar = a big house",
        "buku\t=\tbook\tn\tbuku baharu = a new book",
        "buku\t=\tbook\tn\tbuku baharu = a new book",
        "kucing\t=\tcat\tn",
        "meja\t=\ttable|table\tn\tmeja kayu = a wooden table",
        "pokok\tpohon\ttree\tn\t-",
        "wang\tuang\tmoney\tn\tbayar tunai = pay cash",
    ];
    std::fs::write(folder.path().join("ms-id-en/words.tsv"), rows.join("\n") + "\n")?;
    let found: Vec<(usize, String)> = check(folder.path())?.into_iter().map(|p| (p.line, p.what)).collect();
    for (line, what) in [
        (2, "not sorted"),
        (3, "twice"),
        (4, "4 cells"),
        (5, "stands twice"),
        (6, "no example"),
        (7, "none of the row's"),
    ] {
        assert!(found.iter().any(|(at, told)| *at == line && told.contains(what)), "{line} {what}: {found:?}");
    }
    assert!(found.iter().all(|(line, _)| *line != 1), "{found:?}");
    Ok(())
}
