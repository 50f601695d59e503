//! What holds whatever comes in: nothing is lost on the way, every sentence is aligned once, what is written is read
//! back, and the counts of a run add up.

mod common;

#[path = "common/stages.rs"]
mod stages;

use common::Folder;
use proptest::prelude::*;
use sejajar::align::{Job, Passage};
use sejajar::blocks;
use sejajar::eval;
use sejajar::lang::{Lang, key};
use sejajar::model::{Format, Record, Row};
use sejajar::pipeline::store::Halt;
use sejajar::pipeline::{self, AlignOptions, Options, Rows, Stages, align_batch, cleaned, prepared};
use sejajar::read::{self, pairs};
use sejajar::write::{PairFormat, RowOptions, row_writer};
use stages::HOUSE;

/// Sentences that belong together, by their places.
const MALAY: [&str; 8] = [
    "Kedai itu dibuka pada jam 9 pagi.",
    "Sungai itu panjangnya 560 kilometer.",
    "Kakak saya mengajar di sekolah rendah.",
    "Mereka menanam padi di tepi tasik.",
    "“Kami gembira,” kata Puan Salmah kepada wartawan.",
    "Harga ikan naik dua kali ganda sejak Januari.",
    "Pekan itu terletak di kaki gunung.",
    "Kereta api pertama tiba pada tahun 1885.",
];
const ENGLISH: [&str; 8] = [
    "The shop opens at 9 in the morning.",
    "The river is 560 kilometres long.",
    "My sister teaches at a primary school.",
    "They plant rice beside the lake.",
    "“We are happy,” Madam Salmah told reporters.",
    "The price of fish has doubled since January.",
    "The town lies at the foot of the mountain.",
    "The first train arrived in 1885.",
];
const OTHER: [&str; 6] =
    ["Baca juga: Resep soto ayam", "Foto: Ali", "Share this article", "12345", "Copyright © 2021 Suara Desa", "– – –"];

/// Pieces of lines: sentences of two languages and what is none, by their numbers.
fn line(n: usize) -> &'static str {
    match n {
        0..8 => MALAY[n],
        8..16 => ENGLISH[n - 8],
        _ => OTHER[n % OTHER.len()],
    }
}

/// A page of lines, some with several sentences, some paragraphs set apart.
fn page() -> impl Strategy<Value = String> {
    proptest::collection::vec((0..22usize, prop_oneof![Just("\n"), Just("\n\n"), Just(" ")]), 1..24)
        .prop_map(|parts| parts.into_iter().map(|(n, end)| format!("{}{end}", line(n))).collect())
}

fn record(text: &str, format: Format) -> Record {
    Record::new("page", text, format)
}

fn html(lines: &str) -> String {
    let paragraphs: String = lines.lines().map(|l| format!("<p>{l}</p>\n")).collect();
    format!("<html><head><title>Tajuk halaman</title></head><body><article>{paragraphs}</article></body></html>")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Blocks hold every letter of a plain page in its order, and sentences every letter of the blocks that are kept.
    #[test]
    fn no_letter_of_kept_text_is_lost(text in page(), as_html in any::<bool>()) {
        let record = if as_html { record(&html(&text), Format::Html) } else { record(&text, Format::Plain) };
        let document = blocks::document(&record);
        let all: String = document.blocks.iter().map(|b| b.text.as_str()).collect();
        prop_assert!(key(&all).ends_with(&key(&text)), "{all:?}");
        let done = prepared(&HOUSE.sentencers, cleaned(&HOUSE.tools, &record));
        let kept: String = done
            .document
            .blocks
            .iter()
            .filter(|b| b.is_kept())
            .map(|b| &b.text.as_str()[b.core.clone().unwrap_or(0..b.text.len())])
            .collect();
        let said: String = done.sentences.iter().map(|s| s.text.as_str()).collect();
        prop_assert_eq!(key(&said), key(&kept));
        // Every sentence leads back to its bytes in the page.
        for sentence in &done.sentences {
            let source: String = sentence.spans.0.iter().map(|s| &record.text[s.start..s.end]).collect();
            prop_assert_eq!(key(&sentence.text), key(&source));
        }
    }

    /// Every sentence of both sides stands in one bead, in order but for those that are flagged as moved.
    #[test]
    fn each_sentence_is_aligned_once(
        sides in proptest::collection::vec(
            (proptest::collection::vec(0..22usize, 0..12), proptest::collection::vec(0..22usize, 0..12)), 1..4),
        learn in any::<bool>(),
    ) {
        let passage = |numbers: &[usize]| Passage {
            sentences: numbers.iter().map(|&n| line(n).to_owned()).collect(),
            blocks: Vec::new(),
        };
        let jobs: Vec<Job> = sides.iter().map(|(s, t)| Job { src: passage(s), trg: passage(t) }).collect();
        let options = AlignOptions { learn, ..AlignOptions::default() };
        let done = align_batch(&HOUSE.flow, &HOUSE.aligner, &jobs, &options);
        for (job, ladder) in jobs.iter().zip(done.ladders) {
            let ladder = ladder.expect("no panic");
            let mut src: Vec<usize> = ladder.iter().flat_map(|b| b.src.clone()).collect();
            let mut trg: Vec<usize> = ladder.iter().flat_map(|b| b.trg.clone()).collect();
            src.sort_unstable();
            trg.sort_unstable();
            prop_assert_eq!(src, (0..job.src.sentences.len()).collect::<Vec<_>>());
            prop_assert_eq!(trg, (0..job.trg.sentences.len()).collect::<Vec<_>>());
            let (mut src_end, mut trg_end) = (0, 0);
            for bead in &ladder {
                prop_assert!((0.0..=1.0).contains(&bead.score) && (bead.is_pair() || bead.score == 0.0));
                if !bead.crossing {
                    prop_assert!(bead.src.is_empty() || bead.src.start >= src_end, "{ladder:?}");
                    prop_assert!(bead.trg.is_empty() || bead.trg.start >= trg_end, "{ladder:?}");
                    src_end = src_end.max(bead.src.end);
                    trg_end = trg_end.max(bead.trg.end);
                }
            }
        }
    }

    /// What one predicts right is what the other finds: precision and recall change places with the sides.
    #[test]
    fn scores_change_places_with_the_sides(
        one in proptest::collection::vec((0..6usize, 0..6usize), 1..8),
        other in proptest::collection::vec((0..6usize, 0..6usize), 1..8),
    ) {
        let ladder = |steps: &[(usize, usize)]| {
            let beads = steps.iter().enumerate().map(|(i, (s, t))| (vec![i * 2 + s % 2], vec![i * 2 + t % 2]));
            beads.collect::<Vec<eval::IndexBead>>()
        };
        let (one, other) = (ladder(&one), ladder(&other));
        let there = eval::ladders([(one.as_slice(), other.as_slice())]);
        let back = eval::ladders([(other.as_slice(), one.as_slice())]);
        for (a, b) in [(there.strict, back.strict), (there.lax, back.lax)] {
            prop_assert_eq!((a.precision, a.recall), (b.recall, b.precision));
            prop_assert!((a.f1 - b.f1).abs() < 1e-12);
            prop_assert!((0.0..=1.0).contains(&a.f1));
        }
        prop_assert!(there.lax.f1 >= there.strict.f1);
        prop_assert_eq!(eval::ladders([(one.as_slice(), one.as_slice())]).strict.f1, 1.0);
        let texts = |beads: &[eval::IndexBead]| -> Vec<(String, String)> {
            beads.iter().map(|(s, t)| (format!("ayat {}", s[0]), format!("line {}", t[0]))).collect()
        };
        let (one, other) = (texts(&one), texts(&other));
        let (there, back) = (eval::pairs(&one, &other).strict, eval::pairs(&other, &one).strict);
        prop_assert_eq!((there.precision, there.recall), (back.recall, back.precision));
        prop_assert_eq!(eval::pairs(&one, &one).strict.f1, 1.0);
    }
}

/// Rows in a format, as bytes.
fn written(format: PairFormat, rows: &[(String, String)]) -> String {
    let mut bytes = Vec::new();
    let columns = vec!["src_text".to_owned(), "trg_text".to_owned()];
    let options = RowOptions { columns, src_lang: "ms".into(), spreadsheet_safe: false };
    let mut writer = row_writer(format, &mut bytes, &options).expect("memory");
    for (src, trg) in rows {
        let row =
            Row::from_iter([("src_text".to_owned(), src.clone().into()), ("trg_text".to_owned(), trg.clone().into())]);
        writer.row(&row).expect("memory");
    }
    writer.end().expect("memory");
    String::from_utf8(bytes).expect("UTF-8")
}

/// Any text, rich in what formats use for themselves.
fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(
        prop_oneof![
            3 => any::<char>().prop_map(String::from),
            2 => "[a-z ]{1,6}",
            2 => prop_oneof![
                Just("\""), Just("'"), Just(","), Just("\t"), Just("\n"), Just("\r\n"), Just("\r"), Just("\\"), Just("&"),
                Just("<"), Just(">"), Just("]]>"), Just("&amp;"), Just("\u{0}"), Just("\u{1b}"), Just("\u{feff}"),
                Just("\u{fffe}"), Just("\u{2028}"), Just("="), Just("#"), Just(" "), Just("")
            ].prop_map(str::to_owned),
        ],
        0..12,
    )
    .prop_map(|parts| parts.concat())
}

fn changed(rows: &[(String, String)], change: impl Fn(&str) -> String) -> Vec<(String, String)> {
    rows.iter().map(|(src, trg)| (change(src), change(trg))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read_back(rows in proptest::collection::vec((any_text(), any_text()), 0..5)) {
        let read = |name: &str, text: String| pairs::texts(name, text).expect("it is read");
        prop_assert_eq!(read("a.csv", written(PairFormat::Csv, &rows)), rows.clone());
        prop_assert_eq!(read("a.jsonl", written(PairFormat::Jsonl, &rows)), rows.clone());
        let one_line = changed(&rows, |text| text.replace(['\t', '\n', '\r'], " "));
        prop_assert_eq!(read("a.tsv", written(PairFormat::Tsv, &rows)), one_line);
        // XML has no place for control characters, and takes every line break for the same.
        let xml = changed(&rows, |text| {
            let kept = |c: &char| matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
            text.chars().filter(kept).collect()
        });
        prop_assert_eq!(read("a.tmx", written(PairFormat::Tmx, &rows)), xml);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A run over any pages: the funnel adds up, and what it counts is what comes out.
    #[test]
    fn the_funnel_adds_up(pages in proptest::collection::vec((page(), 0..4u8), 1..6), keep_all in any::<bool>()) {
        let folder = Folder::new();
        for (n, (text, kind)) in pages.iter().enumerate() {
            match kind {
                0 => folder.write(&format!("{n}.html"), html(text).as_bytes()),
                1 => folder.write(&format!("{n}.txt"), b""),
                _ => folder.write(&format!("{n}.txt"), text.as_bytes()),
            };
        }
        let (inputs, errors) = read::discover(&[folder.path("")]);
        prop_assert!(errors.is_empty());
        let house = &*HOUSE;
        let stages = Stages {
            flow: &house.flow,
            tools: &house.tools,
            sentencers: &house.sentencers,
            aligner: &house.aligner,
            numbers: &house.numbers,
            known: None,
        };
        let options = Options { min_score: 0.6, keep_all, ..Options::new(Lang::MS, Lang::EN) };
        let mut rows = Rows::default();
        let done = pipeline::run(stages, inputs, &options, |fate, pair| {
            rows.add(fate, pair);
            Ok::<(), Halt>(())
        });
        let done = done.expect("a temporary file");
        prop_assert_eq!(done.funnel.contradictions(), Vec::<String>::new());
        prop_assert_eq!(done.funnel.seen, pages.len() as u64);
        prop_assert_eq!(done.funnel.kept, rows.pairs.len() as u64);
        prop_assert_eq!(done.funnel.candidates, (rows.pairs.len() + rows.rejects.len()) as u64);
        prop_assert_eq!(done.funnel.skipped.values().sum::<u64>(), done.skipped.len() as u64);
        prop_assert!(!keep_all || rows.rejects.is_empty());
        prop_assert!(keep_all || rows.pairs.iter().all(|p| p.score >= 0.6));
    }
}
