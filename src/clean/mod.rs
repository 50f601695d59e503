//! Which blocks are the article and which are boilerplate.

mod dateline;
mod lines;
mod lines_page;
mod lines_prose;
mod literals;
mod pattern;
mod site;
mod tree;
mod tree_article;
mod tree_names;
mod tree_page;

pub use site::{Mark, SITE_TEMPLATE, SiteJudge, SiteTemplates, fingerprint};
pub use tree::TreeJudge;

use lines::{Hit, Rules, squeezed};
use lines_prose::Signals;

use crate::lexicon::{LexiconError, Pack};
use crate::model::{BlockKind, Document, Verdict};

/// Decides block by block.
#[derive(Debug)]
pub struct Cleaner {
    rules: Rules,
    signals: Signals,
}

/// What the line rules know of one block.
#[derive(Clone, Debug)]
struct View<'r> {
    /// Its text without superfluous white space.
    text: String,
    /// The rule that it falls under by itself.
    hit: Option<Hit<'r>>,
    /// How surely it is running text ([`Signals::score`]).
    prose: f64,
    /// Whether it is a dateline that stands alone.
    dateline: bool,
}

impl View<'_> {
    fn is_prose(&self) -> bool {
        self.hit.is_none() && self.prose > 0.0
    }
}

impl Cleaner {
    /// Compiles the boilerplate rules of some languages.
    ///
    /// # Errors
    /// Where a pattern is no regular expression.
    pub fn new(packs: &[Pack]) -> Result<Cleaner, LexiconError> {
        Ok(Cleaner { rules: Rules::new(packs)?, signals: Signals::new(packs) })
    }

    /// Gives every block of a document its verdict, and cuts datelines and credits off into `core`.
    ///
    /// A block that was dropped before stays dropped.
    pub fn clean(&self, document: &mut Document) {
        let views: Vec<View<'_>> = document.blocks.iter().map(|block| self.view(block)).collect();
        let decision = lines_page::decide(document, &views, &self.signals);
        for (block, _) in document.blocks.iter_mut().zip(&views).filter(|(_, view)| view.dateline) {
            block.kind = BlockKind::Paragraph;
        }
        for (block, verdict) in document.blocks.iter_mut().zip(decision.verdicts) {
            let Some(rule) = verdict.filter(|_| block.is_kept()) else { continue };
            if rule == "caption" {
                block.kind = BlockKind::Caption;
            }
            block.verdict = Verdict::Drop(rule);
        }
        name_title(document, decision.title);
        dateline::cut(&self.rules, document, |index| views[index].is_prose());
    }

    fn view(&self, block: &crate::model::Block) -> View<'_> {
        if !block.is_kept() {
            // Its place in the tree has said enough.
            return View { text: String::new(), hit: None, prose: 0.0, dateline: false };
        }
        let text = squeezed(block.text.as_str());
        let hit = self.rules.block(&text, block.lang.map(|guess| guess.lang));
        let prose = self.signals.score(&text);
        let dateline = self.rules.is_head(&text);
        View { text, hit, prose, dateline }
    }
}

/// Names the page by its title, where it does not name itself: the block that was found to be it, or a heading that
/// comes before everything else that is kept.
fn name_title(document: &mut Document, found: Option<usize>) {
    let first =
        || document.blocks.iter().position(|b| b.is_kept()).filter(|&i| document.blocks[i].kind == BlockKind::Heading);
    let Some(index) = found.or_else(first).filter(|&i| document.blocks[i].is_kept()) else { return };
    let block = &mut document.blocks[index];
    block.kind = BlockKind::Heading;
    if document.meta.title.is_none() {
        document.meta.title = Some(block.text.as_str().to_owned());
    }
}

/// The text of the article: its kept blocks, one a line, without the title.
pub fn article(document: &Document) -> String {
    let kept = document.blocks.iter().filter(|b| b.is_kept());
    // The same words with other quotation marks or spaces are the title too.
    let title = document.meta.title.as_deref().unwrap_or_default();
    let key = crate::lang::key(title);
    let is_title = |text: &str| {
        text == title || (!key.is_empty() && text.len() <= 2 * title.len() && crate::lang::key(text) == key)
    };
    kept.map(|b| b.text.as_str()).filter(|text| !is_title(text)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::lexicon::Lexicons;
    use crate::model::Block;
    use crate::model::Text;

    /// A page of one block a line; a line that begins with `# ` is a heading.
    fn page(lines: &[&str]) -> Document {
        let mut at = 0;
        let block = |line: &&str| {
            let (kind, text) = match line.strip_prefix("# ") {
                Some(text) => (BlockKind::Heading, text),
                None => (BlockKind::Paragraph, *line),
            };
            let block = Block::new(kind, Text::copied(text, at));
            at += line.len() + 1;
            block
        };
        Document { blocks: lines.iter().map(block).collect(), ..Document::default() }
    }

    fn cleaned(mut document: Document) -> Document {
        let langs = [Lang::UND, Lang::MS, Lang::ID, Lang::EN];
        let packs: Vec<Pack> =
            langs.iter().map(|&lang| Pack::load(&Lexicons::builtin(), lang).expect("a pack")).collect();
        Cleaner::new(&packs).expect("rules").clean(&mut document);
        document
    }

    fn labels(document: &Document) -> Vec<&str> {
        fn label(block: &Block) -> &str {
            match &block.verdict {
                Verdict::Keep => "keep",
                Verdict::Drop(rule) => rule.as_str(),
            }
        }
        document.blocks.iter().map(label).collect()
    }

    const BODY: [&str; 3] = [
        "Bandung, Kabar Pagi -- Petugas membersihkan sungai di tengah kota itu pada hari Senin, kata juru bicara.",
        "Menurut dia, sampah yang diangkut dari sungai itu lebih banyak daripada tahun lalu.",
        "Warga berharap petugas akan datang lagi setiap bulan untuk membersihkan sungai. (abc/de)",
    ];

    #[test]
    fn a_flattened_page_keeps_its_title_and_its_article() {
        let mut lines = vec!["Beranda", "Ekonomi", "Pasar Induk", "Petugas Bersihkan Sungai di Tengah Kota"];
        lines.extend(["Senin, 4 Maret 2019 10:15 WIB", BODY[0], "Baca juga: Harga Cabai Naik", BODY[1], BODY[2]]);
        lines.extend(["Berita Terkait", "Harga Cabai Naik Lagi", "Jalan Baru Diresmikan", "ANI SARI"]);
        let document = cleaned(page(&lines));
        let expected = [
            "nav",
            "nav",
            "nav",
            "keep",
            "date",
            "keep",
            "related-link",
            "keep",
            "keep",
            "related-link",
            "related-link",
            "related-link",
            "related-link",
        ];
        assert_eq!(labels(&document), expected);
        assert_eq!(document.meta.title.as_deref(), Some("Petugas Bersihkan Sungai di Tengah Kota"));
        assert_eq!(document.meta.dateline.as_deref(), Some("Bandung, Kabar Pagi"));
        let core = |i: usize| document.blocks[i].core.clone().map(|r| &document.blocks[i].text.as_str()[r]);
        assert!(core(5).is_some_and(|text| text.starts_with("Petugas membersihkan")));
        assert!(core(8).is_some_and(|text| text.ends_with("sungai.")));
        assert_eq!(core(7), None);
    }

    #[test]
    fn sentences_that_begin_like_boilerplate_stay() {
        let prose = [
            "Terkait kekuatan lawannya, pelatih itu mengatakan timnya sudah siap.",
            "Sumber itu menambahkan bahwa perundingan akan dilanjutkan pekan depan.",
            "Oleh karena itu, semua penumpang diminta datang lebih awal.",
            "Surat telegram itu dikirim kepada semua kepala kepolisian di daerah.",
            "Pernyataan itu ditulisnya di halaman media sosial Facebook.",
            "Baca buku itu sebelum tidur, pesan ibunya.",
            "Copyright law was changed by parliament last year.",
            "Share prices fell for the third day in a row.",
        ];
        assert!(labels(&cleaned(page(&prose))).iter().all(|&label| label == "keep"));
    }

    #[test]
    fn a_caption_said_twice_and_the_name_of_the_site_go() {
        let lines =
            ["kabarpagi", "# Petugas Bersihkan Sungai Kota", "Ketua panitia di sungai", "Ketua panitia di sungai"];
        let document = cleaned(page(&[&lines[..2], &BODY[..]].concat()));
        assert_eq!(labels(&document)[..2], ["site-name", "keep"]);
        let document = cleaned(page(&[&lines[1..], &BODY[..]].concat()));
        assert_eq!(labels(&document)[..4], ["keep", "caption", "caption", "keep"]);
        assert_eq!(document.blocks[1].kind, BlockKind::Caption);
    }

    #[test]
    fn short_lines_without_a_sign_of_boilerplate_stay() {
        let poem =
            ["Di tepi sungai", "aku menunggu", "angin pulang", "dari laut", "tanpa kabar", "tanpa nama", BODY[1]];
        assert!(labels(&cleaned(page(&poem))).iter().all(|&label| label == "keep"));
    }

    #[test]
    fn what_was_dropped_before_stays_dropped() {
        let mut document = page(&BODY);
        document.blocks[1].verdict = Verdict::Drop("link-density".to_owned());
        assert_eq!(labels(&cleaned(document)), ["keep", "link-density", "keep"]);
    }
}
