//! What pages say of themselves, and how they contradict themselves.

use super::super::{html_flow, html_json};
use super::*;

fn read(html: &str) -> Meta {
    let tree = Tree::parse(html);
    let (blocks, outline) = html_flow::blocks(&tree);
    meta(&tree, &blocks, &outline, &html_json::linked_data(&tree), &Meta::default())
}

#[test]
fn the_title_is_what_stands_over_the_article() {
    let page = "<title>Harga beras naik - Harian Contoh</title><meta property=og:site_name content='Harian Contoh'>\
        <h1>Harian Contoh</h1><h2>Harga  beras naik</h2><p>Isi.";
    assert_eq!(read(page).title.as_deref(), Some("Harga beras naik"));
}

#[test]
fn without_a_heading_the_sites_name_goes() {
    for (title, site, bare) in [
        ("Beras naik | Harian Contoh", "Harian Contoh", "Beras naik"),
        ("Harian Contoh » Beras naik", "Harian Contoh", "Beras naik"),
        (
            "Rusia - Jepun runding soal pulau yang dituntut - Contoh",
            "",
            "Rusia - Jepun runding soal pulau yang dituntut",
        ),
        ("Rusia - Jepun", "", "Rusia - Jepun"),
    ] {
        let page = format!("<title>{title}</title><meta property='og:site_name' content='{site}'><p>Isi.");
        assert_eq!(read(&page).title.as_deref(), Some(bare));
    }
}

#[test]
fn tags_of_the_head_are_read() {
    let page = "<html lang=ms-MY><head><meta name=author content='Ani Budi'>\
        <meta property='article:published_time' content='2018-01-31T08:00:00+08:00'>\
        <link rel=canonical href='https://contoh.example/1'>\
        <link rel=alternate hreflang=en href='https://contoh.example/en/1'>\
        <link rel=alternate hreflang=x-default href='https://contoh.example/'></head><p>Isi.";
    let meta = read(page);
    assert_eq!(meta.lang, Some(Lang::MS));
    assert_eq!(meta.author.as_deref(), Some("Ani Budi"));
    assert_eq!(meta.date.as_deref(), Some("2018-01-31T08:00:00+08:00"));
    assert_eq!(meta.url.as_deref(), Some("https://contoh.example/1"));
    assert_eq!(meta.alternates, [Alternate { lang: Lang::EN, url: "https://contoh.example/en/1".into() }]);
}

#[test]
fn linked_data_fill_what_tags_leave_open() {
    let page = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Beras naik",
        "author":{"name":"Ani"},"datePublished":"2020-05-06","inLanguage":"id","publisher":{"name":"Contoh"}}</script><p>Isi."#;
    let meta = read(page);
    assert_eq!(
        (meta.title.as_deref(), meta.author.as_deref(), meta.date.as_deref(), meta.site.as_deref(), meta.lang),
        (Some("Beras naik"), Some("Ani"), Some("2020-05-06"), Some("Contoh"), Some(Lang::ID))
    );
}

#[test]
fn the_page_itself_names_author_and_date() {
    let page = "<p class='byline author'>Ani Budi</p><time datetime=2019-02-03>Ahad</time><p>Isi.";
    let meta = read(page);
    assert_eq!((meta.author.as_deref(), meta.date.as_deref()), (Some("Ani Budi"), Some("2019-02-03")));
    assert_eq!(read("<meta name=date content='kelmarin'><p>Isi.").date, None);
}

#[test]
fn what_the_container_said_comes_first() {
    let tree = Tree::parse("<title>Lain</title><link rel=canonical href='https://lain.example/'><p>Isi.");
    let (blocks, outline) = html_flow::blocks(&tree);
    let given = Meta { url: Some("https://contoh.example/7".into()), title: Some("Judul".into()), ..Meta::default() };
    let got = meta(&tree, &blocks, &outline, &LinkedData::default(), &given);
    assert_eq!((got.url, got.title), (given.url, given.title));
}
