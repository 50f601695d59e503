use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::lang::Lang;
use crate::lexicon::{Lexicons, Pack};

fn pack(code: &str) -> Pack {
    let lang = Lang::parse(code).expect("a code");
    Pack::load(&Lexicons::builtin(), lang).expect("a pack that loads")
}

fn sentences<'a>(splitter: &Splitter, text: &'a str) -> Vec<&'a str> {
    splitter.split(text).into_iter().map(|range| &text[range]).collect()
}

/// Holds texts, their sentences divided by `‖`, against the splitter of a language.
fn check(code: &str, texts: &[&str]) {
    let splitter = Splitter::new(&pack(code));
    for marked in texts {
        let text = marked.replace('‖', "");
        let want: Vec<&str> = marked.split('‖').map(str::trim).collect();
        assert_eq!(sentences(&splitter, &text), want, "in {code}");
    }
}

/// Every row of every language's abbreviations keeps what it promises: its example is one sentence, and what it
/// must leave alone is two. Rows of all languages have English examples.
#[test]
fn abbreviations_keep_their_promises() {
    let lexicons = Lexicons::builtin();
    let common = pack("und").abbreviations.len();
    let mut wrong = Vec::new();
    for folder in
        lexicons.folders().expect("built in").iter().filter(|name| Lang::parse(name).is_ok() && !name.contains('-'))
    {
        let mut rows = pack(folder).abbreviations;
        rows.truncate(if folder == "und" { common } else { rows.len() - common });
        let splitter = Splitter::new(&pack(if folder == "und" { "en" } else { folder }));
        for row in &rows {
            if sentences(&splitter, &row.example) != [row.example.as_str()] || !row.example.contains(&row.text) {
                wrong.push(format!("{folder} {}: {}", row.text, row.example));
            }
            let kept: Vec<&str> = row.keep.split(" ‖ ").collect();
            if row.keep != "-" && (kept.len() != 2 || sentences(&splitter, &kept.join(" ")) != kept) {
                wrong.push(format!("{folder} {}: {}", row.text, row.keep));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn abbreviations_are_sorted_and_single() {
    let lexicons = Lexicons::builtin();
    for folder in lexicons.folders().expect("built in") {
        for file in lexicons.versions(&format!("{folder}/abbreviations.tsv")).expect("built in") {
            let keys: Vec<&str> = file.text.lines().filter_map(|line| line.split('\t').next()).collect();
            assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{} is not sorted", file.name);
        }
    }
}

static SPLITTERS: LazyLock<BTreeMap<String, Splitter>> = LazyLock::new(|| {
    ["ms", "id", "en", "und", "de"].into_iter().map(|code| (code.to_owned(), Splitter::new(&pack(code)))).collect()
});

proptest! {
    /// Whatever the text, no character but white space is lost, and the ranges rise.
    #[test]
    fn nothing_is_lost(text in "(\\PC|[ .!?\"'“”()\\[\\]…。A-Za-z0-9\n-]){0,120}", code in "ms|id|en|und|de") {
        let splitter = &SPLITTERS[&code];
        let mut end = 0;
        for range in splitter.split(&text) {
            prop_assert!(range.start >= end && range.end > range.start);
            prop_assert_eq!(text[end..range.start].trim(), "");
            let sentence = &text[range.clone()];
            prop_assert_eq!(sentence, sentence.trim());
            end = range.end;
        }
        prop_assert_eq!(text[end..].trim(), "");
    }

    /// A sentence taken out of its paragraph is still one sentence.
    #[test]
    fn sentences_stay_whole(words in prop::collection::vec("[a-z]{3,9}", 2..9), n in 1usize..5) {
        let splitter = &SPLITTERS["id"];
        let sentence = format!("Mereka {}.", words.join(" "));
        let text = vec![sentence.as_str(); n].join(" ");
        prop_assert_eq!(sentences(splitter, &text), vec![sentence.as_str(); n]);
    }
}

/// Length of the worst texts in bytes: with time that grew by its square, the test would run for hours.
const WORST: usize = 400_000;

/// Texts without a space, of terminators alone, of marks that combine, from right to left, of emoji.
#[test]
fn worst_texts_end() {
    let splitter = Splitter::new(&pack("ms"));
    for unit in [
        "a",
        ".",
        "?!",
        "! ",
        ". . ",
        "a.",
        "A. ",
        "a.B",
        "\"",
        ".\"",
        "a?\" ",
        "(",
        "a) ",
        "(a?) ",
        "„",
        "…",
        "e\u{301}",
        "\u{301}",
        "שלום. ",
        "\u{202E}a. ",
        "👨‍👩‍👧",
        "!😀 ",
        "a! 😀",
        "。",
        "[1]",
        ".[1]",
        " ",
        "\u{A0}.",
        "1. ",
        "Dr. ",
        "- ",
        "a.- ",
        ":) ",
        "a. :)",
        "x?y",
        "a@b.C",
    ] {
        let text = unit.repeat(WORST / unit.len());
        let total: usize = splitter.split(&text).into_iter().map(|range| range.len()).sum();
        assert!(total <= text.len());
    }
    let opened = format!("{}{}", "-".repeat(WORST / 2), "(a?) b ".repeat(WORST / 14));
    assert!(!splitter.split(&opened).is_empty());
}

#[test]
fn titles_times_and_money() {
    check(
        "ms",
        &[
            "Y.B. Datuk Seri Dr. Aminah tiba jam 10.30 pagi.‖ Majlis bermula.",
            "Harga kekal RM1.2 juta.‖ Diesel naik 5 sen.‖ Petrol pula turun.",
            "Filem P. Ramlee ditayangkan.‖ Tan Sri P. Ramlee berlakon.",
            "Mesyuarat pada 23.11.2019 di Bilik 5.‖ Semua hadir.",
        ],
    );
    check(
        "id",
        &[
            "Rapat mulai pk. 14.30 WIB.‖ Nilainya Rp1,2 triliun.‖ Warga senang.",
            "Prof. Dr. Ir. B.J. Habibie, M.Sc., hadir.‖ Ia berpidato.",
            "Letjen. (Purn.) Joko dan K.H. Hasyim bertemu.‖ Keduanya berjabat tangan.",
        ],
    );
    check(
        "en",
        &["Mr. J. K. Jones left at 5 p.m.‖ The bill, H.R. 1, passed.", "He lives in Washington, D.C.‖ She moved."],
    );
}

#[test]
fn quotations_and_who_speaks() {
    check(
        "ms",
        &[
            "“Apa?!” jerit Siti.‖ “Tak mungkin!”‖ Dia lari.",
            "\"Benarkah?\" tanya dia.‖ \"Ya!\" Ali menjawab.‖ Mereka pulang.",
            "Katanya, \"Kita bersatu.‖ Jangan berpecah.\"‖ Semua bersorak.",
            "\"Satu.‖ \"Dua.‖ \"Tiga,\" katanya.",
            "Pada masa depan saya cuba lagi! katanya.‖ Dia ketawa.",
            "Lagu \"Siapa Dia?\" Siti Nurhaliza itu merdu.",
        ],
    );
    check(
        "en",
        &["\"What?\" asks Winston.‖ \"Wonderful!\" Winston beams.‖ \"Go on.\"", "\"Wow!\"‖ The crowd cheered."],
    );
}

#[test]
fn glued_sentences_and_addresses() {
    check(
        "ms",
        &[
            "Dia sayang ibunya.‖Sebutan itu betul.",
            "Bidadari.My bermula di Tempo.co dan Node.js sahaja.",
            "Tulis kepada ali@utm.Edu.my atau www.Utm.my sekarang.",
            "Siapa datang?‖Saya tidak tahu.",
            "Mohd.Ali dan A.Samad hadir.",
        ],
    );
}

#[test]
fn lists_ellipses_brackets_and_marks() {
    check(
        "id",
        &[
            "1. Cuci tangan.‖ 2. Pakai masker.‖ 3. Jaga jarak.",
            "Tapi...‖ Tidak ada yang berubah.‖ Dia menunggu… dan menunggu.",
            "Dia diam . . . lalu pergi.",
            "(Dia datang kemarin.)‖ Polisi menyelidiki.",
            "Orang (siapa saja?) boleh masuk.",
            "Ia menulis buku.[1]‖ Buku itu laris.",
            "Terima kasih! 😊‖ Sampai jumpa :)",
            "Jawabannya 2 + 2 .‖ Mudah saja.",
            "Apa??‖ Tidak mungkin!!!",
            "Tiga grup: A, B dan C.‖ Rancangan itu lama.",
        ],
    );
}

#[test]
fn a_language_without_a_pack_has_defaults() {
    check("ja", &["今日は晴れ。‖明日は？‖雨！"]);
    check("hi", &["यह घर है।‖ वह घर है।"]);
    check("sv", &["J. S. Bach skrev den.‖ Den är lång.‖ Dr. Berg kom."]);
    check("xx", &["هل تعرف؟‖ لا."]);
}
