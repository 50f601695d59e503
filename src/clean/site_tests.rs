//! A site of twenty pages in three templates, whose lines no rule knows.

use super::*;
use crate::model::{BlockKind, Meta, Text};

const THEMES: [[&str; 3]; 3] = [
    [
        "Kedai buah tangan kami buka setiap hari sehingga petang.",
        "Zamrud Biru Utara",
        "Dibaca sebanyak 12 kali hari ini",
    ],
    ["Langit cerah menanti anda di beranda sebelah.", "Zamrud Biru Selatan", "Kiriman nombor 7 di ruang ini"],
    ["Pintu belakang dewan sentiasa terbuka kepada semua.", "Zamrud Biru Timur", "Siaran ke 40 daripada kami"],
];

fn page(number: usize, url: Option<String>) -> Document {
    let theme = THEMES[number % 3];
    let lines = [
        theme[0].to_owned(),
        format!(
            "Laporan ke-{number} menceritakan kisah kampung {}.",
            ["Awan", "Bukit", "Cahaya", "Damai"][number % 4].repeat(number + 1)
        ),
        // What repeats inside one article only.
        format!("Refrain bagi lagu {} dinyanyikan semula.", "la".repeat(number + 1)),
        format!("Refrain bagi lagu {} dinyanyikan semula.", "la".repeat(number + 1)),
        theme[1].to_owned(),
        theme[2].replace(|c: char| c.is_ascii_digit(), &number.to_string()),
    ];
    let blocks = lines.iter().map(|l| Block::new(BlockKind::Paragraph, Text::copied(l, 0))).collect();
    Document { path: format!("{number}.txt"), meta: Meta { url, ..Meta::default() }, blocks, ..Document::default() }
}

fn address(number: usize) -> Option<String> {
    Some(format!("https://www.contoh.example/{number}"))
}

fn kept(document: &Document) -> Vec<bool> {
    document.blocks.iter().map(Block::is_kept).collect()
}

fn judged(templates: &SiteTemplates, mut document: Document) -> Vec<bool> {
    templates.judge().judge(&mut document);
    kept(&document)
}

const ARTICLE_ALONE: [bool; 6] = [false, true, true, true, false, false];

#[test]
fn template_lines_go_by_repetition_alone() {
    let mut templates = SiteTemplates::default();
    (0..20).for_each(|n| templates.add(&page(n, address(n))));
    for n in 0..20 {
        assert_eq!(judged(&templates, page(n, address(n))), ARTICLE_ALONE, "page {n}");
    }
}

#[test]
fn shards_and_order_make_no_difference() {
    let mut whole = SiteTemplates::default();
    (0..300).for_each(|n| whole.add(&page(n % 40, address(n))));
    let shard = |range: std::ops::Range<usize>| {
        let mut part = SiteTemplates::default();
        range.rev().for_each(|n| part.add(&page(n % 40, address(n))));
        part
    };
    let mut left = shard(150..300);
    left.merge(shard(0..80));
    left.merge(shard(80..150));
    left.merge(shard(10..20));
    assert_eq!(left, whole);
    let saved = serde_json::to_string(&whole).expect("saved");
    assert_eq!(serde_json::from_str::<SiteTemplates>(&saved).expect("loaded"), whole);
}

#[test]
fn a_page_read_many_times_is_one_page() {
    let mut templates = SiteTemplates::default();
    (0..20).for_each(|n| templates.add(&page(1, address(n))));
    assert_eq!(judged(&templates, page(1, address(1))), [true; 6]);
}

#[test]
fn four_pages_and_folders_without_addresses_are_no_site() {
    let mut few = SiteTemplates::default();
    [0, 3, 6, 9].iter().for_each(|&n| few.add(&page(n, address(n))));
    assert_eq!(judged(&few, page(0, address(0))), [true; 6]);
    let mut folder = SiteTemplates::default();
    (0..20).for_each(|n| folder.add(&page(n, None)));
    assert_eq!(judged(&folder, page(0, None)), [true; 6]);
    let mut named = SiteTemplates::with_unnamed("folder");
    (0..20).for_each(|n| named.add(&page(n, None)));
    assert_eq!(judged(&named, page(0, None)), ARTICLE_ALONE);
}

#[test]
fn other_hosts_are_other_sites() {
    let mut templates = SiteTemplates::default();
    (0..20).for_each(|n| templates.add(&page(n, Some(format!("https://host{n}.example/")))));
    assert_eq!(judged(&templates, page(0, Some("https://host0.example/".into()))), [true; 6]);
}

#[test]
fn the_sample_is_bounded() {
    let mut templates = SiteTemplates::default();
    (0..1000).for_each(|n| templates.add(&page(n % 500, address(n))));
    assert!(templates.sites.values().all(|pages| pages.len() <= SAMPLE));
    assert_eq!(judged(&templates, page(3, address(3))), ARTICLE_ALONE);
}
