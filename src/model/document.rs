//! A document on its way from a record of the input to sentences.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Outline, Place, Spans, Text};
use crate::lang::Lang;

/// How a record's text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, one line or several lines a paragraph.
    Plain,
    /// HTML.
    Html,
}

/// One document as it was read: decoded, not yet looked into.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its path as given; `#N` behind it for record N of a container.
    pub path: String,
    /// Its identifier, where the container gives one.
    pub id: Option<String>,
    /// Its text in UTF-8. All spans of the document are byte ranges of it.
    pub text: String,
    /// How the text is marked up.
    pub format: Format,
    /// What the container says of it (URL, title, date, language).
    pub meta: Meta,
    /// When it was fetched, ISO 8601: stands for the date where neither container nor page says one.
    pub fetched: Option<String>,
}

impl Record {
    /// A text of which nothing else is known.
    pub fn new(path: impl Into<String>, text: impl Into<String>, format: Format) -> Record {
        Record { path: path.into(), id: None, text: text.into(), format, meta: Meta::default(), fetched: None }
    }
}

/// The same page in another language, as the page declares it (`<link rel=alternate hreflang>`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternate {
    /// The declared language.
    pub lang: Lang,
    /// Its address.
    pub url: String,
}

/// What a page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// Address the page came from, or its canonical address.
    pub url: Option<String>,
    /// Title of the article, without the site's name.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, ISO 8601 as far as it is known.
    pub date: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Language the page declares.
    pub lang: Option<Lang>,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
    /// Dateline cut from the first sentence, such as `TOKYO`.
    pub dateline: Option<String>,
}

/// What a block of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A heading, the title among them.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A quotation set apart.
    Quotation,
    /// What stands under a picture.
    Caption,
    /// A cell of a table.
    TableCell,
}

impl BlockKind {
    /// The name that `clean --format labels` and JSONL use.
    pub fn name(self) -> &'static str {
        match self {
            BlockKind::Heading => "heading",
            BlockKind::Paragraph => "paragraph",
            BlockKind::ListItem => "list-item",
            BlockKind::Quotation => "quotation",
            BlockKind::Caption => "caption",
            BlockKind::TableCell => "table-cell",
        }
    }
}

/// Whether a block belongs to the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    #[default]
    Keep,
    /// It does not, for the reason of this name: a rule's type in `boilerplate.tsv` (`related-link`) or a structural one (`caption`).
    Drop(String),
}

/// A language with the identifier's confidence in it, 0–1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The likeliest language.
    pub lang: Lang,
    /// Its probability.
    pub confidence: f64,
}

/// A paragraph, heading, list item or caption of a page.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, leading back to the record's.
    pub text: Text,
    /// Its language, once identified.
    pub lang: Option<Guess>,
    /// Whether it is part of the article, once cleaned.
    pub verdict: Verdict,
    /// Where it stands in the page's tree, for HTML.
    pub place: Option<Place>,
    /// The part of the text that is sentences, where a dateline before it or a credit behind it is none.
    pub core: Option<Range<usize>>,
}

impl Block {
    /// A block that nothing has been decided of.
    pub fn new(kind: BlockKind, text: Text) -> Block {
        Block { kind, text, lang: None, verdict: Verdict::Keep, place: None, core: None }
    }

    /// Whether the block belongs to the article.
    pub fn is_kept(&self) -> bool {
        self.verdict == Verdict::Keep
    }
}

/// A document as blocks.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its path as given; `#N` behind it for record N of a container.
    pub path: String,
    /// Its identifier.
    pub id: String,
    /// What the page says of itself.
    pub meta: Meta,
    /// The language of most of its kept text.
    pub lang: Option<Guess>,
    /// Its blocks in reading order, dropped ones among them.
    pub blocks: Vec<Block>,
    /// The tree that the blocks stand in, for HTML.
    pub outline: Outline,
}

/// One sentence of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its text, cleaned and normalized.
    pub text: String,
    /// Where it came from.
    pub spans: Spans,
    /// Which block of the document it is of.
    pub block: usize,
    /// Language of its block.
    pub lang: Lang,
}
