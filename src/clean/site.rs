//! What repeats across the pages of one site is template, not article.
//!
//! A site is a host. Of each, the pages with the smallest fingerprints are kept with hashes of their blocks and of
//! where these stand: a uniform sample of bounded size (bottom-k, Cohen and Kaplan 2007), in which every count is
//! exact. Merging two states is the union of their samples, cut to size again; it is associative, commutative and
//! idempotent to the last bit, so that shards can be counted apart, in any order, and a page read twice counts once.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Block, Document, Outline, Verdict};

/// Pages of a site that are kept.
const SAMPLE: usize = 128;

/// Pages of a site from which on anything is said of it.
const LEAST_PAGES: usize = 5;

/// Pages on which a block must stand, at the least, to be template.
const LEAST_REPEATS: usize = 3;

/// Share of a site's pages on which a block must stand, in percent.
const SHARE: usize = 15;

/// The same for a block of few words, which articles may have in common by chance.
const SHORT_SHARE: usize = 20;

/// Words up to which a block counts as short.
const SHORT: usize = 3;

/// Elements above a block whose tags and names make up its place.
const PLACE_DEPTH: usize = 3;

/// The rule's name.
pub const SITE_TEMPLATE: &str = "site-template";

/// Which blocks stand on which pages of a site: of each page in the sample, by its fingerprint, the blocks' hashes.
type Pages = BTreeMap<u64, BTreeSet<u64>>;

/// Counts of the blocks of sites, to be collected over all documents before any is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteTemplates {
    sites: BTreeMap<String, Pages>,
    /// Site of documents that have no address; `None` where these belong to no site.
    unnamed: Option<String>,
}

impl SiteTemplates {
    /// Counts in which documents without an address belong to one site of this name.
    pub fn with_unnamed(site: &str) -> SiteTemplates {
        SiteTemplates { unnamed: Some(site.to_owned()), ..SiteTemplates::default() }
    }

    /// Counts the blocks of a document, once each however often it has them.
    pub fn add(&mut self, document: &Document) {
        let Some(site) = site_of(document.meta.url.as_deref(), self.unnamed.as_deref()) else { return };
        let pages = self.sites.entry(site).or_default();
        let page = fingerprint(document);
        if pages.len() >= SAMPLE && pages.last_key_value().is_some_and(|(&last, _)| page > last) {
            return;
        }
        let blocks = document.blocks.iter().filter_map(|b| hash(b, &document.outline));
        pages.entry(page).or_default().extend(blocks);
        cut(pages);
    }

    /// Adds the counts of other documents.
    pub fn merge(&mut self, other: SiteTemplates) {
        self.unnamed = self.unnamed.take().or(other.unnamed);
        for (site, others) in other.sites {
            let pages = self.sites.entry(site).or_default();
            for (page, blocks) in others {
                pages.entry(page).or_default().extend(blocks);
            }
            cut(pages);
        }
    }

    /// Leaves the sites that are asked for.
    pub fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.sites.retain(|site, _| keep(site));
    }

    /// Takes a page out, by its address and its [`fingerprint`].
    pub fn remove(&mut self, url: Option<&str>, fingerprint: u64) {
        let site = site_of(url, self.unnamed.as_deref());
        if let Some(pages) = site.as_ref().and_then(|site| self.sites.get_mut(site)) {
            pages.remove(&fingerprint);
        }
        self.sites.retain(|_, pages| !pages.is_empty());
    }

    /// How many hashes of blocks are held.
    pub fn size(&self) -> usize {
        self.sites.values().flat_map(|pages| pages.values()).map(BTreeSet::len).sum()
    }

    /// What the counts say, ready to judge documents by.
    pub fn judge(&self) -> SiteJudge {
        let mut sites = FxHashMap::default();
        for (site, pages) in self.sites.iter().filter(|(_, pages)| pages.len() >= LEAST_PAGES) {
            let mut counts = FxHashMap::<u64, usize>::default();
            for &block in pages.values().flatten() {
                *counts.entry(block).or_default() += 1;
            }
            counts.retain(|_, count| *count >= LEAST_REPEATS && *count * 100 >= SHARE * pages.len());
            sites.insert(site.clone(), Templates { pages: pages.len(), counts });
        }
        SiteJudge { sites, unnamed: self.unnamed.clone() }
    }
}

/// What of a block tells whether it is its site's template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    hash: u64,
    short: bool,
}

impl Mark {
    /// The mark of a block of a page; `None` where it has no letter.
    pub fn of(block: &Block, outline: &Outline) -> Option<Mark> {
        let short = block.text.as_str().split_whitespace().nth(SHORT).is_none();
        hash(block, outline).map(|hash| Mark { hash, short })
    }
}

/// Knows the templates of sites.
#[derive(Clone, Debug, Default)]
pub struct SiteJudge {
    sites: FxHashMap<String, Templates>,
    unnamed: Option<String>,
}

#[derive(Clone, Debug)]
struct Templates {
    pages: usize,
    counts: FxHashMap<u64, usize>,
}

impl SiteJudge {
    /// Drops the kept blocks of a document that are its site's template.
    pub fn judge(&self, document: &mut Document) {
        let Document { blocks, outline, meta, .. } = document;
        let Some(site) = self.site(meta.url.as_deref()) else { return };
        for block in blocks.iter_mut().filter(|b| b.is_kept()) {
            if Mark::of(block, outline).is_some_and(|mark| site.has(mark)) {
                block.verdict = Verdict::Drop(SITE_TEMPLATE.to_owned());
            }
        }
    }

    /// Which of the marks are those of templates, on the site of an address.
    pub fn templates<'a>(&'a self, url: Option<&str>, marks: &'a [Option<Mark>]) -> impl Iterator<Item = bool> + 'a {
        let site = self.site(url);
        marks.iter().map(move |mark| mark.zip(site).is_some_and(|(mark, site)| site.has(mark)))
    }

    /// Adds what is known of other sites.
    pub fn join(&mut self, other: SiteJudge) {
        self.unnamed = self.unnamed.take().or(other.unnamed);
        self.sites.extend(other.sites);
    }

    fn site(&self, url: Option<&str>) -> Option<&Templates> {
        site_of(url, self.unnamed.as_deref()).and_then(|site| self.sites.get(&site))
    }
}

impl Templates {
    fn has(&self, mark: Mark) -> bool {
        self.counts.get(&mark.hash).is_some_and(|count| !mark.short || count * 100 >= SHORT_SHARE * self.pages)
    }
}

/// Leaves the pages with the smallest fingerprints.
fn cut(pages: &mut Pages) {
    while pages.len() > SAMPLE {
        pages.pop_last();
    }
}

/// The host of an address without `www.`.
fn site_of(url: Option<&str>, unnamed: Option<&str>) -> Option<String> {
    let host = url.and_then(|url| {
        let (_, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
        let host = host.trim_start_matches("www.").trim_end_matches('.');
        (!host.is_empty()).then(|| host.to_owned())
    });
    host.or_else(|| unnamed.map(str::to_owned))
}

/// Tells a page from others of its site by its text: the same article under another address is the same page.
pub fn fingerprint(document: &Document) -> u64 {
    let mut text = String::new();
    for block in document.blocks.iter().filter(|b| b.is_kept()) {
        text.push_str(block.text.as_str());
        text.push('\n');
    }
    if text.is_empty() {
        text.push_str(document.meta.url.as_deref().unwrap_or(&document.path));
    }
    xxh3_64(text.as_bytes())
}

/// A block's text and place as one number, digits all alike; `None` where it has no letter.
fn hash(block: &Block, outline: &Outline) -> Option<u64> {
    let text = block.text.as_str();
    if !text.chars().any(char::is_alphabetic) {
        return None;
    }
    let mut key = String::with_capacity(text.len() + 64);
    fold(text, &mut key);
    if let Some(place) = block.place {
        for element in outline.path(place.element).take(PLACE_DEPTH) {
            key.push('<');
            key.push_str(outline.elements.get(element as usize).map_or("", |e| e.tag));
            key.push('.');
            fold(outline.names(element), &mut key);
        }
    }
    Some(xxh3_64(key.as_bytes()))
}

/// Lower case, runs of digits as one `0`, runs of white space as one space.
fn fold(text: &str, into: &mut String) {
    let mut last = ' ';
    for c in text.chars() {
        let c = if c.is_numeric() {
            '0'
        } else if c.is_whitespace() {
            ' '
        } else {
            c
        };
        if !(matches!(c, '0' | ' ') && c == last) {
            into.extend(c.to_lowercase());
        }
        last = c;
    }
}

#[cfg(test)]
#[path = "site_tests.rs"]
mod tests;
