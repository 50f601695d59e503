//! Which blocks are the article and which are boilerplate.

mod dateline;
mod lines;
mod lines_page;
mod lines_prose;
mod site;
mod tree;
mod tree_article;
mod tree_names;
mod tree_page;

pub use site::{SiteJudge, SiteTemplates};
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
        let verdicts = lines_page::verdicts(document, &views, &self.signals);
        for (block, verdict) in document.blocks.iter_mut().zip(verdicts) {
            let Some(rule) = verdict.filter(|_| block.is_kept()) else { continue };
            if rule == "caption" {
                block.kind = BlockKind::Caption;
            }
            block.verdict = Verdict::Drop(rule);
        }
        lines_page::name_title(document, &views, &self.signals);
        dateline::cut(&self.rules, document, |index| views[index].is_prose());
    }

    fn view(&self, block: &crate::model::Block) -> View<'_> {
        let text = squeezed(block.text.as_str());
        let hit = self.rules.block(&text, block.lang.map(|guess| guess.lang));
        let prose = self.signals.score(&text);
        View { text, hit, prose }
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
