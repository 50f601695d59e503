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
const RULE: &str = "site-template";

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
        let Some(site) = site_of(document, self.unnamed.as_deref()) else { return };
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

/// Knows the templates of sites.
#[derive(Clone, Debug)]
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
        let Some(site) = site_of(document, self.unnamed.as_deref()).and_then(|s| self.sites.get(&s)) else { return };
        let Document { blocks, outline, .. } = document;
        for block in blocks.iter_mut().filter(|b| b.is_kept()) {
            let Some(&count) = hash(block, outline).and_then(|h| site.counts.get(&h)) else { continue };
            let short = block.text.as_str().split_whitespace().nth(SHORT).is_none();
            if !short || count * 100 >= SHORT_SHARE * site.pages {
                block.verdict = Verdict::Drop(RULE.to_owned());
            }
        }
    }
}

/// Leaves the pages with the smallest fingerprints.
fn cut(pages: &mut Pages) {
    while pages.len() > SAMPLE {
        pages.pop_last();
    }
}

/// The host of a document's address without `www.`.
fn site_of(document: &Document, unnamed: Option<&str>) -> Option<String> {
    let host = document.meta.url.as_deref().and_then(|url| {
        let (_, rest) = url.split_once("://")?;
        let authority = rest.split(['/', '?', '#']).next()?;
        let host = authority.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
        let host = host.trim_start_matches("www.").trim_end_matches('.');
        (!host.is_empty()).then(|| host.to_owned())
    });
    host.or_else(|| unnamed.map(str::to_owned))
}

/// Tells a page from others of its site by its text: the same article under another address is the same page.
fn fingerprint(document: &Document) -> u64 {
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
