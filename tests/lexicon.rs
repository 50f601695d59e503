//! The lexicons that are compiled in, and what `--lexicons` adds to them.

mod common;

use std::path::{Path, PathBuf};

use common::{Folder, sejajar};
use sejajar::lang::Lang;
use sejajar::lexicon::{
    Bilingual, End, Learned, LexiconError, Lexicons, Morphology, Numbers, Via, check, read_dic, write_dic,
};

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

#[test]
fn every_table_is_held_against_its_layout() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    for (file, row, what) in [
        ("ms/abbreviations.tsv", "Dr.\tperson\tIa dirawat Dr. Lim.\t-", "'person' is none of"),
        ("ms/boilerplate.tsv", "share\tpage\tkongsi\tKongsi\t-", "'page' is none of"),
        ("ms/carriers.tsv", "dan\topen|twice\tdan\t-", "'twice' is none of"),
        ("ms/cues.tsv", "kerana\tkarena", "2 cells where 3 belong"),
        ("ms/hyphens.tsv", "anti\tbefore\tanti-perang\t-", "'before' is none of"),
        ("ms/informal.tsv", "aje\tsahaja\tpergi saja\t-", "does not contain 'aje'"),
        ("ms/irregular.tsv", "berita\tberita\t-", "no example"),
        ("ms/words.tsv", "rumah\thouse", "no file of this name"),
        ("und/boilerplate.tsv", "share\tline\tkongsi\t-\t-", "no example"),
        ("html/names.tsv", "ads\tad", "2 cells where 4 belong"),
        ("langid.scripts.tsv", "0370\t03ff\tel", "3 cells where 4 belong"),
        ("klingon/numbers.tsv", "wa'\tunit\t1\twa'", "no file of this name"),
    ] {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        std::fs::write(&path, format!("{row}\n"))?;
        let found = check(folder.path())?;
        assert!(found.iter().any(|p| p.file == file && p.line <= 1 && p.what.contains(what)), "{file}: {found:?}");
    }
    std::fs::write(folder.path().join("ms/sentences.toml"), "starters = [\"dia\"]\nbeginners = []\n")?;
    let found = check(folder.path())?;
    assert!(found.iter().any(|p| p.file == "ms/sentences.toml" && p.line == 2), "{found:?}");
    Ok(())
}

#[test]
fn the_origin_of_every_file_is_told() -> std::io::Result<()> {
    let told = std::fs::read_to_string(here("lexicons/SOURCES.md"))?;
    let mut lacking = Vec::new();
    for folder in std::fs::read_dir(here("lexicons"))? {
        let folder = folder?;
        let name = folder.file_name().display().to_string();
        if !folder.path().is_dir() {
            lacking.extend(Some(name).filter(|name| name != "SOURCES.md" && !told.contains(&format!("`{name}`"))));
            continue;
        }
        for file in std::fs::read_dir(folder.path())? {
            let name = format!("{name}/{}", file?.file_name().display());
            lacking.extend(Some(name).filter(|name| !told.contains(&format!("`{name}`"))));
        }
    }
    assert!(lacking.is_empty(), "not in SOURCES.md: {lacking:?}");
    Ok(())
}

#[test]
fn a_dictionary_of_others_comes_back_as_it_was() -> Result<(), LexiconError> {
    let lexicons = Lexicons::only_folder(&here("tests/data/lexicons"))?;
    let bilingual = Bilingual::load(&lexicons, lang("jv"), Lang::EN)?;
    let text = write_dic(bilingual.pairs());
    assert!(text.contains("house @ omah\n"), "{text}");
    let (pairs, wrong) = read_dic(&text);
    assert!(wrong.is_empty());
    assert_eq!(write_dic(pairs), text);
    Ok(())
}

#[test]
fn what_is_read_once_is_shared() -> Result<(), LexiconError> {
    let lexicons = Lexicons::builtin();
    let (first, second) = (lexicons.morphology(Lang::EN)?, lexicons.clone().morphology(Lang::EN)?);
    assert!(std::sync::Arc::ptr_eq(&first, &second));
    assert!(first.analyses("ministers").iter().any(|a| a.root == "minister"));
    Ok(())
}

/// Pairs in which a word without an entry is always translated in one way.
fn taught() -> Folder {
    let things = [("rumah", "house"), ("buku", "book"), ("kereta", "car"), ("pokok", "tree"), ("meja", "table")];
    let rows = things.iter().cycle().take(60).enumerate().map(|(i, (ms, en))| {
        if i % 2 == 0 {
            format!("Zubar itu {ms}.,That zorble is a {en}.\n")
        } else {
            format!("Ini {ms}.,This is a {en}.\n")
        }
    });
    Folder::with(&[("pairs.csv", &format!("src_text,trg_text\n{}", rows.collect::<String>()))])
}

#[test]
fn a_lexicon_is_learned_saved_merged_and_used_again() {
    let folder = taught();
    let [pairs, learned, dic, sum] = ["pairs.csv", "a.lexicon", "a.dic", "sum.lexicon"].map(|name| folder.path(name));
    let done = |arguments: &[&str]| drop(sejajar(arguments).assert().success());
    done(&["lexicon", "learn", &pairs, "-s", "ms", "-t", "en", "-o", &learned]);
    done(&["lexicon", "learn", &pairs, "-s", "ms", "-t", "en", "-o", &dic]);
    assert!(folder.read("a.dic").lines().any(|line| line == "zorble @ zubar"), "{}", folder.read("a.dic"));
    done(&["lexicon", "merge", &learned, &learned, "-o", &sum]);
    let one = Learned::parse(&folder.read("a.lexicon"), "a").expect("own form");
    let two = Learned::parse(&folder.read("sum.lexicon"), "sum").expect("own form");
    let twice = |words: &std::collections::BTreeMap<Box<str>, u64>| words.get("zubar").map(|n| n * 2);
    assert_eq!(two.src_words.get("zubar").copied(), twice(&one.src_words));
    assert_eq!(two.probability("zubar", "zorble"), one.probability("zubar", "zorble"));

    // A pair of which half is in no lexicon scores higher with what was learned.
    let [src, trg] = [("s.txt", "Zubar itu rumah.\n"), ("t.txt", "That zorble is a house.\n")]
        .map(|(name, text)| folder.write(name, text.as_bytes()));
    let score = |more: &[&str]| {
        let align = ["align", &src, &trg, "-s", "ms", "-t", "en", "--pre-split", "--no-learn", "--format", "ladder"];
        let out = sejajar(&[&align[..], more].concat()).output().expect("runs").stdout;
        let text = String::from_utf8_lossy(&out).into_owned();
        text.lines().next().and_then(|l| l.rsplit(':').next()?.parse::<f64>().ok()).unwrap_or(0.0)
    };
    assert!(score(&["--known", &learned]) > score(&[]), "{} {}", score(&["--known", &learned]), score(&[]));
}

#[test]
fn a_lexicon_of_other_languages_is_refused() {
    let folder = Folder::with(&[("x.lexicon", "# sejajar lexicon 1\tid\ten\ns\tsaya\t1\n"), ("a.txt", "Saya.\n")]);
    let [lexicon, text] = ["x.lexicon", "a.txt"].map(|name| folder.path(name));
    let align = ["align", &text, &text, "-s", "ms", "-t", "en", "--known", &lexicon];
    sejajar(&align).assert().failure().stderr(predicates::str::contains("is of id and en"));
}
