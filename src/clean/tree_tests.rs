//! Pages of many shapes, and what of them is the article.

use super::*;
use crate::lexicon::Lexicons;
use crate::model::{BlockKind, Outline, Place, Text};

/// Builds documents element by element, since the tree of HTML is another stage's work.
struct Builder {
    outline: Outline,
    open: Vec<u32>,
    blocks: Vec<Block>,
}

impl Builder {
    fn new() -> Builder {
        let mut outline = Outline::default();
        let html = outline.push(None, "html", false, std::iter::empty());
        let body = outline.push(Some(html), "body", false, std::iter::empty());
        Builder { outline, open: vec![html, body], blocks: Vec::new() }
    }

    fn inside(&mut self, tag: &'static str, names: &str, fill: impl FnOnce(&mut Builder)) -> &mut Builder {
        let element = self.outline.push(self.open.last().copied(), tag, false, std::iter::once(names));
        self.open.push(element);
        fill(self);
        self.open.pop();
        self
    }

    fn block(&mut self, kind: BlockKind, text: &str, linked: bool) -> &mut Builder {
        let mut block = Block::new(kind, Text::copied(text, 0));
        let element = self.open.last().copied().unwrap_or_default();
        block.place = Some(Place { element, linked: if linked { text.len() as u32 } else { 0 }, ..Place::default() });
        self.blocks.push(block);
        self
    }

    fn p(&mut self, text: &str) -> &mut Builder {
        self.inside("p", "", |b| {
            b.block(BlockKind::Paragraph, text, false);
        })
    }

    fn link(&mut self, text: &str) -> &mut Builder {
        self.inside("li", "", |b| {
            b.block(BlockKind::ListItem, text, true);
        })
    }

    fn verdicts(&mut self, title: Option<&str>) -> Vec<(String, String)> {
        let mut document =
            Document { blocks: self.blocks.clone(), outline: self.outline.clone(), ..Document::default() };
        document.meta.title = title.map(str::to_owned);
        TreeJudge::load(&Lexicons::builtin()).expect("rules").judge(&mut document);
        let rule = |b: &Block| match &b.verdict {
            Verdict::Keep => String::new(),
            Verdict::Drop(rule) => rule.clone(),
        };
        document
            .blocks
            .iter()
            .map(|b| (b.text.as_str().split(' ').next().unwrap_or_default().to_owned(), rule(b)))
            .collect()
    }
}

fn prose(word: &str) -> String {
    format!("{word} {}", "menteri berkata harga barang akan turun pada bulan hadapan. ".repeat(3).trim())
}

fn expect(got: &[(String, String)], want: &[(&str, &str)]) {
    let got: Vec<(&str, &str)> = got.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(got, want);
}

#[test]
fn an_article_stands_between_menus_and_footers() {
    let got = Builder::new()
        .inside("nav", "", |b| {
            b.link("Utama").link("Sukan");
        })
        .inside("div", "x1", |b| {
            b.inside("h1", "", |b| {
                b.block(BlockKind::Heading, "Judul", false);
            });
            b.p(&prose("Satu")).p(&prose("Dua")).p("Pendek tetapi isi.").p(&prose("Tiga"));
            b.inside("div", "share-bar", |b| {
                b.p("Kongsi");
            });
        })
        .inside("footer", "", |b| {
            b.p("Hakcipta");
        })
        .verdicts(Some("Judul"));
    let want = [
        ("Utama", "nav"),
        ("Sukan", "nav"),
        ("Judul", ""),
        ("Satu", ""),
        ("Dua", ""),
        ("Pendek", ""),
        ("Tiga", ""),
        ("Kongsi", "share"),
        ("Hakcipta", "footer"),
    ];
    expect(&got, &want);
}

#[test]
fn the_heading_right_before_the_article_is_kept_whatever_the_page_is_titled() {
    let got = Builder::new()
        .inside("div", "x1", |b| {
            b.p("Hari ini");
            b.inside("h1", "", |b| {
                b.block(BlockKind::Heading, "Judul", false);
            });
            b.p(&prose("Satu")).p(&prose("Dua"));
        })
        .verdicts(Some("Harian Contoh"));
    expect(&got, &[("Hari", "head"), ("Judul", ""), ("Satu", ""), ("Dua", "")]);
}

#[test]
fn an_article_may_close_with_a_short_sentence() {
    let got = Builder::new()
        .inside("div", "x1", |b| {
            b.p(&prose("Satu")).p(&prose("Dua")).p("Sidang ditunda esok.").p("Lihat juga");
        })
        .inside("div", "x2", |b| {
            b.p("Semua hak terpelihara.");
        })
        .verdicts(None);
    expect(&got, &[("Satu", ""), ("Dua", ""), ("Sidang", ""), ("Lihat", "tail"), ("Semua", "outside")]);
}

#[test]
fn link_lists_are_not_taken_for_the_article() {
    let got = Builder::new()
        .inside("div", "list", |b| {
            for name in ["A", "B", "C", "D", "E"] {
                b.link(&format!("{name} berita panjang tentang harga barang yang naik lagi pada hari ini di pasar."));
            }
        })
        .inside("div", "x", |b| {
            b.p(&prose("Satu")).p(&prose("Dua"));
        })
        .verdicts(None);
    assert!(
        got[..5].iter().all(|(_, rule)| !rule.is_empty()) && got[5..].iter().all(|(_, rule)| rule.is_empty()),
        "{got:?}"
    );
}

#[test]
fn a_misleading_name_does_not_take_the_article_away() {
    let got = Builder::new()
        .inside("div", "layout-sidebar-right", |b| {
            b.p(&prose("Satu")).p(&prose("Dua"));
        })
        .inside("div", "x", |b| {
            b.p("Apa sahaja yang lain di sini.");
        })
        .verdicts(None);
    expect(&got[..2], &[("Satu", ""), ("Dua", "")]);
}

#[test]
fn divided_articles_are_put_together() {
    let part = |b: &mut Builder, word: &str| {
        b.inside("div", "chunk", |b| {
            b.inside("div", "article-body", |b| {
                b.p(&prose(word)).p(&prose("Lagi"));
            });
            b.inside("div", "ad-slot", |b| {
                b.p(&prose("Iklan"));
            });
        });
    };
    let mut builder = Builder::new();
    builder.inside("article", "", |b| {
        part(b, "Satu");
        part(b, "Dua");
        part(b, "Tiga");
    });
    let kept: Vec<_> = builder.verdicts(None).into_iter().filter(|(_, rule)| rule.is_empty()).map(|(w, _)| w).collect();
    assert_eq!(kept, ["Satu", "Lagi", "Dua", "Lagi", "Tiga", "Lagi"]);
}

#[test]
fn other_articles_of_the_page_are_other_articles() {
    let mut builder = Builder::new();
    for (title, word) in [("Judul", "Satu"), ("Lain", "Dua"), ("Ketiga", "Tiga")] {
        builder.inside("article", "", |b| {
            b.inside("h1", "", |b| {
                b.block(BlockKind::Heading, title, false);
            });
            b.p(&prose(word)).p(&prose(&format!("{word} lagi")));
        });
    }
    let got = builder.verdicts(Some("Judul"));
    let kept: Vec<_> = got.iter().filter(|(_, rule)| rule.is_empty()).map(|(w, _)| w.as_str()).collect();
    assert_eq!(kept, ["Judul", "Satu", "Satu"]);
}

#[test]
fn captions_and_empty_headings_go_and_lists_of_the_article_stay() {
    let got = Builder::new()
        .inside("div", "article-body", |b| {
            b.p(&prose("Satu"));
            b.inside("figcaption", "", |b| {
                b.block(BlockKind::Caption, "Gambar pasar.", false);
            });
            b.inside("h2", "", |b| {
                b.block(BlockKind::Heading, "Senarai", false);
            });
            b.inside("li", "", |b| {
                b.block(BlockKind::ListItem, "Beras", false);
            });
            b.p(&prose("Dua"));
            b.inside("h2", "", |b| {
                b.block(BlockKind::Heading, "Berkaitan", false);
            });
            b.link("Lain").link("Lagi");
        })
        .verdicts(None);
    let want = [
        ("Satu", ""),
        ("Gambar", "caption"),
        ("Senarai", ""),
        ("Beras", ""),
        ("Dua", ""),
        ("Berkaitan", "tail"),
        ("Lain", "link-list"),
        ("Lagi", "link-list"),
    ];
    expect(&got, &want);
}

#[test]
fn a_page_of_nothing_but_comments_keeps_something() {
    let got = Builder::new()
        .inside("div", "comments", |b| {
            b.p(&prose("Satu")).p(&prose("Dua"));
        })
        .verdicts(None);
    expect(&got, &[("Satu", ""), ("Dua", "")]);
}

#[test]
fn blocks_come_back_in_their_places() {
    let mut document = Document::default();
    let mut builder = Builder::new();
    builder
        .inside("nav", "", |b| {
            b.link("Utama");
        })
        .inside("div", "x", |b| {
            b.p(&prose("Satu")).p(&prose("Dua"));
        })
        .inside("footer", "", |b| {
            b.p("Tamat");
        });
    document.blocks = builder.blocks.clone();
    document.outline = builder.outline.clone();
    let judge = TreeJudge::load(&Lexicons::builtin()).expect("rules");
    judge.around(&mut document, |d| {
        assert_eq!(d.blocks.len(), 2);
        d.blocks[0].verdict = Verdict::Drop("nav".into());
        d.blocks[1].verdict = Verdict::Drop("byline".into());
    });
    let kept: Vec<bool> = document.blocks.iter().map(Block::is_kept).collect();
    assert_eq!(kept, [false, true, false, false]);
}
