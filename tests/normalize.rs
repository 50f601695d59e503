//! Repair as a whole: whatever comes in, it is repaired once and for all, and every byte leads back.

use proptest::prelude::*;
use sejajar::lang::Lang;
use sejajar::lexicon::{Lexicons, Pack};
use sejajar::model::Text;
use sejajar::normalize::{Normalizer, Options};
use std::sync::LazyLock;

fn normalizer(lang: Lang, options: Options) -> Normalizer {
    let lexicons = Lexicons::builtin();
    let pack = Pack::load(&lexicons, lang).expect("a pack");
    Normalizer::new(&lexicons, &pack, options).expect("a normalizer")
}

static MALAY: LazyLock<Normalizer> = LazyLock::new(|| normalizer(Lang::MS, Options::default()));
static ALL: LazyLock<Normalizer> =
    LazyLock::new(|| normalizer(Lang::ID, Options { fold_punctuation: true, informal: true }));

/// Fragments that the steps have rules about, put together at random.
fn broken_text() -> impl Strategy<Value = String> {
    let fragments = vec![
        "yang",
        "yang ",
        "di",
        "Kiri",
        "dariKiri",
        "mem-",
        "-",
        "- ",
        " -",
        "bincangkan",
        "negara-negara",
        "ke-21",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        ".",
        " .",
        ". . .",
        ",",
        " ,",
        ":",
        "?",
        "!",
        "(",
        " )",
        "“",
        "” ",
        "\"",
        " \"",
        "‘",
        "’",
        "&amp;",
        "&",
        "lt;",
        "&#8217;",
        "Ã©",
        "Ã",
        "â€œ",
        "â€",
        "\u{80}",
        "\u{9c}",
        "\u{93}",
        "Â",
        "\u{a0}",
        "\u{ad}",
        "\u{200b}",
        "\u{200d}",
        "\u{feff}",
        "\u{202e}",
        "e\u{301}",
        "\u{301}",
        "Ｆ",
        "ﬁ",
        "👩\u{200d}👧",
        "שלום",
        "東京",
        "Г©",
        "√π",
        "ÄÆ",
        "1.",
        "000",
        "54",
        "%",
        "RM",
        "Dr",
        "Ahmad",
        "Com",
        "ibunya",
        "yg",
        "kanak2",
        "¬",
        "DUNIA",
        "\r",
        "\u{2028}",
        "…",
        "–",
        "\u{fffd}",
        "\u{1c}",
        "㆒",
        "í\u{a0}½í¸",
        "à",
        "s ",
        "x",
    ];
    prop::collection::vec(prop::sample::select(fragments), 0..24).prop_map(|parts| parts.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => broken_text(), 1 => "\\PC{0,40}", 1 => any::<String>()]
}

/// Every span lies in the input on character boundaries, and none lies before the one before it.
fn leads_back(source: &str, text: &Text) {
    let mut last = 0;
    for (at, c) in text.as_str().char_indices() {
        for span in text.spans(at..at + c.len_utf8()).0 {
            assert!(span.start >= last, "{source:?}: {span:?} after {last}");
            assert!(source.get(span.start..span.end).is_some(), "{source:?}: {span:?}");
            last = span.start;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn repaired_text_needs_no_repair(text in any_text()) {
        for normalizer in [&*MALAY, &*ALL] {
            let once = normalizer.normalize_str(&text).into_owned();
            let twice = normalizer.normalize_str(&once).into_owned();
            prop_assert_eq!(&once, &twice, "from {:?}", text);
        }
    }

    #[test]
    fn every_byte_leads_back(text in any_text()) {
        leads_back(&text, &MALAY.normalize(&Text::copied(&text, 0)));
    }

    #[test]
    fn each_step_is_done_when_it_is_done(text in any_text()) {
        for normalizer in [&*MALAY, &*ALL] {
            for step in Normalizer::steps() {
                let once = normalizer.step(step, &text);
                prop_assert_eq!(&normalizer.step(step, &once), &once, "{} of {:?}", step, text);
            }
        }
    }

    #[test]
    fn the_quick_look_misses_nothing(text in any_text()) {
        for step in Normalizer::steps() {
            let changed = ALL.step(step, &text) != text;
            prop_assert!(!changed || ALL.is_step_due(step, &text), "{} of {:?}", step, text);
        }
    }
}

/// What stands in a cell of examples: `broken=repaired`, or a text that stays.
fn example(cell: &str) -> Option<(&str, &str)> {
    (cell != "-").then(|| cell.split_once('=').unwrap_or((cell, cell)))
}

/// Rows of a table of the lexicons, whose order and number of cells are held on the way.
fn rows(path: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).expect("a table");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.is_sorted(), "{path} is not sorted");
    let rows: Vec<Vec<String>> = lines.iter().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len() && row.iter().all(|cell| !cell.is_empty())), "{path}");
    assert!(rows.windows(2).all(|two| two[0][0] != two[1][0]), "{path} has a row twice");
    rows
}

#[test]
fn rows_of_the_lexicons_do_as_their_examples_say() {
    let mut wrong = Vec::new();
    for lang in [Lang::MS, Lang::ID, Lang::EN] {
        for (table, informal) in [("hyphens", false), ("carriers", false), ("informal", true)] {
            let normalizer = normalizer(lang, Options { informal, ..Options::default() });
            for row in rows(&format!("lexicons/{lang}/{table}.tsv")) {
                let cells = row[2..].iter().filter_map(|cell| example(cell));
                for (broken, repaired) in cells {
                    let got = normalizer.normalize_str(broken);
                    if got != repaired {
                        wrong.push(format!("{lang}/{table} {}: {broken} -> {got}, not {repaired}", row[0]));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn mojibake_is_repaired_and_what_looks_like_it_stays() {
    let mut wrong = Vec::new();
    for row in rows("tests/data/mojibake.tsv") {
        let (text, wanted) = (unescaped(&row[0]), unescaped(&row[1]));
        let wanted = if wanted == "=" { &text } else { &wanted };
        let got = MALAY.normalize_str(&text);
        if got != *wanted {
            wrong.push(format!("{}: {text:?} -> {got:?}, not {wanted:?}", row[2]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// `\u80` in a table is the control character U+0080, which editors would lose.
fn unescaped(cell: &str) -> String {
    let mut parts = cell.split("\\u");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = u32::from_str_radix(&part[..2], 16).expect("two hexadecimal digits");
        text.push(char::from_u32(code).expect("a character"));
        text.push_str(&part[2..]);
    }
    text
}

#[test]
fn changes_say_what_was_done() {
    let changes = MALAY.changes(&Text::copied("Mereka mem-bincangkan cafÃ© .", 0));
    let told: Vec<_> = changes.iter().map(|c| (c.step, c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(told, [("encoding", "Ã©", "é"), ("punctuation", " ", ""), ("hyphens", "-", "")]);
}

#[test]
fn hostile_texts_are_borne() {
    let long = |unit: &str| unit.repeat(100_000 / unit.len());
    for unit in [
        "a",
        ".",
        "-",
        "\"",
        "(",
        "&",
        "&amp;",
        "e\u{301}",
        "\u{301}",
        "ש",
        "👩\u{200d}👧",
        "Ã",
        "â€",
        "a-",
        ". ",
        "' ",
    ] {
        let text = long(unit);
        let once = MALAY.normalize_str(&text).into_owned();
        assert!(once.len() <= text.len(), "{unit:?}");
    }
}
