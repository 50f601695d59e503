//! A page as it waits for the rest of the batch: its sentences, and what tells whether they are its site's template.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Prepared;
use crate::clean::{Mark, SITE_TEMPLATE, SiteJudge, fingerprint};
use crate::identify::SiteLangs;
use crate::lang::Lang;
use crate::model::{Alternate, Guess, Sentence, Verdict};
use crate::report::Funnel;

/// What the pages of each site say of one another.
#[derive(Debug, Default)]
pub struct Sites {
    /// Which blocks are template.
    pub templates: SiteJudge,
    /// Which languages a site is in.
    pub langs: SiteLangs,
    /// The languages that are close enough for their site to decide.
    pub close: Option<(Lang, Lang)>,
}

/// A page with its sentences.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// Its path as given; `#N` behind it for record N of a container.
    pub path: String,
    /// Its address.
    pub url: Option<String>,
    /// The same page in other languages, as it declares them.
    pub alternates: Vec<Alternate>,
    /// The language of most of its text.
    pub lang: Option<Guess>,
    /// Its sentences in order.
    pub sentences: Vec<Sentence>,
    /// Tells its text from those of other pages of its site.
    pub fingerprint: u64,
    kept: Vec<usize>,
    /// The languages of the kept blocks.
    guesses: Vec<Option<Guess>>,
    marks: Vec<Option<Mark>>,
    dropped: BTreeMap<String, u64>,
}

impl From<Prepared> for Page {
    fn from(Prepared { document, sentences }: Prepared) -> Page {
        let fingerprint = fingerprint(&document);
        let (mut kept, mut guesses, mut marks) = (Vec::new(), Vec::new(), Vec::new());
        let mut dropped = BTreeMap::<String, u64>::new();
        for (index, block) in document.blocks.iter().enumerate() {
            match &block.verdict {
                Verdict::Keep => {
                    kept.push(index);
                    guesses.push(block.lang);
                    marks.push(Mark::of(block, &document.outline));
                }
                Verdict::Drop(rule) => *dropped.entry(rule.clone()).or_default() += 1,
            }
        }
        Page {
            path: document.path,
            url: document.meta.url,
            alternates: document.meta.alternates,
            lang: document.lang,
            sentences,
            fingerprint,
            kept,
            guesses,
            marks,
            dropped,
        }
    }
}

impl Page {
    /// The page without the blocks that are its site's template, in the languages that its site makes likely, once
    /// these are known.
    pub fn settled(mut self, sites: &Sites) -> Page {
        if let Some(close) = sites.close {
            self.settle_langs(&sites.langs, close);
        }
        let template: Vec<bool> = sites.templates.templates(self.url.as_deref(), &self.marks).collect();
        if template.contains(&true) {
            let mut which = template.iter();
            let gone: Vec<usize> = self.kept.iter().copied().filter(|_| which.next() == Some(&true)).collect();
            self.sentences.retain(|sentence| gone.binary_search(&sentence.block).is_err());
            self.kept.retain(|block| gone.binary_search(block).is_err());
            *self.dropped.entry(SITE_TEMPLATE.to_owned()).or_default() += gone.len() as u64;
        }
        self.marks = Vec::new();
        self.guesses = Vec::new();
        self
    }

    fn settle_langs(&mut self, langs: &SiteLangs, close: (Lang, Lang)) {
        let own = self.lang;
        let guesses = self.guesses.iter_mut().chain([&mut self.lang]).flatten();
        langs.settle(self.url.as_deref(), own, guesses, close);
        let langs: BTreeMap<usize, Lang> = self
            .kept
            .iter()
            .zip(&self.guesses)
            .filter_map(|(&block, guess)| Some((block, guess.as_ref()?.lang)))
            .collect();
        for sentence in &mut self.sentences {
            if let Some(&lang) = langs.get(&sentence.block) {
                sentence.lang = lang;
            }
        }
    }

    /// Counts the page and its blocks.
    pub fn count(&self, funnel: &mut Funnel) {
        funnel.document(self.url.as_deref(), self.sentences.len() as u64);
        funnel.blocks += self.kept.len() as u64 + self.dropped.values().sum::<u64>();
        funnel.blocks_kept += self.kept.len() as u64;
        for (rule, count) in &self.dropped {
            *funnel.blocks_dropped.entry(rule.clone()).or_default() += count;
        }
    }
}
