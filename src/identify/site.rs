//! Which languages the sites of a batch are in: counts that can be made apart, merged and saved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::logistic;
use crate::lang::Lang;
use crate::model::{Document, Guess, host};

/// Most that a site says of one of its documents, in nats: less than one clear sentence.
const CAP: f64 = 2.0;

/// Documents a language and host, in whole numbers, so that merging is associative to the last bit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteLangs {
    hosts: BTreeMap<String, BTreeMap<String, u64>>,
}

impl SiteLangs {
    /// Counts a document whose language has been decided; one without an address or a language is passed over.
    pub fn add(&mut self, document: &Document) {
        let (Some(host), Some(guess)) = (document.meta.url.as_deref().and_then(host), document.lang) else {
            return;
        };
        if is_sure(&guess) {
            *self.hosts.entry(host).or_default().entry(guess.lang.to_string()).or_default() += 1;
        }
    }

    /// Adds the counts of another batch.
    pub fn merge(&mut self, other: &SiteLangs) {
        for (host, langs) in &other.hosts {
            let mine = self.hosts.entry(host.clone()).or_default();
            for (lang, count) in langs {
                *mine.entry(lang.clone()).or_default() += count;
            }
        }
    }

    /// Lets the site decide for the blocks of a document that are open between two close languages: what its other
    /// documents are in is added to the log odds of each block. The document itself must have been counted.
    pub fn settle(&self, document: &mut Document, (first, second): (Lang, Lang)) {
        let Some(url) = document.meta.url.as_deref() else { return };
        let own = document.lang.filter(is_sure).map(|guess| guess.lang);
        let site = self.log_odds(url, (first, second), own).clamp(-CAP, CAP);
        if site == 0.0 {
            return;
        }
        let blocks = document.blocks.iter_mut().map(|block| &mut block.lang);
        for guess in blocks.chain([&mut document.lang]).flatten().filter(|g| g.lang == first || g.lang == second) {
            let sign = if guess.lang == first { 1.0 } else { -1.0 };
            let odds = guess.confidence / (1.0 - guess.confidence).max(f64::EPSILON);
            let sum = sign * odds.max(1.0).ln() + site;
            guess.lang = if sum >= 0.0 { first } else { second };
            // Below one half it is the family that is in doubt, of which the site says nothing.
            if guess.confidence >= 0.5 {
                guess.confidence = logistic(sum.abs());
            }
        }
    }

    /// Log odds of one language against another on the site of an address, 0 where nothing is known of it. One
    /// document of each is added, so that few documents say little; `without` is the language of one that is left out.
    fn log_odds(&self, url: &str, (first, second): (Lang, Lang), without: Option<Lang>) -> f64 {
        let Some(langs) = host(url).and_then(|host| self.hosts.get(&host)) else {
            return 0.0;
        };
        let count = |lang: Lang| {
            let all = langs.get(lang.as_str()).copied().unwrap_or(0);
            all.saturating_sub(u64::from(without == Some(lang))) as f64 + 1.0
        };
        (count(first) / count(second)).ln()
    }
}

/// Whether a document's language counts for its site.
fn is_sure(guess: &Guess) -> bool {
    guess.lang != Lang::UND && guess.confidence >= 0.5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Meta, Text};

    fn page(url: &str, lang: Lang) -> Document {
        let meta = Meta { url: Some(url.to_owned()), ..Meta::default() };
        Document { meta, lang: Some(Guess { lang, confidence: 0.9 }), ..Document::default() }
    }

    #[test]
    fn counts_merge_whatever_the_order() {
        let pages = [
            page("https://www.contoh.my/a", Lang::MS),
            page("https://contoh.my:443/b?c", Lang::MS),
            page("http://contoh.my", Lang::ID),
            page("https://lain.id/", Lang::ID),
        ];
        let one = |page: &Document| {
            let mut counts = SiteLangs::default();
            counts.add(page);
            counts
        };
        let mut forth = SiteLangs::default();
        pages.iter().for_each(|p| forth.merge(&one(p)));
        let mut back = SiteLangs::default();
        pages.iter().rev().for_each(|p| back.merge(&one(p)));
        assert_eq!(forth, back);
        let odds = |url, without| forth.log_odds(url, (Lang::MS, Lang::ID), without);
        assert!((odds("https://contoh.my/z", None) - 1.5f64.ln()).abs() < 1e-9);
        assert!((odds("https://contoh.my/a", Some(Lang::MS))).abs() < 1e-9);
        assert!(odds("https://lain.id/x", None) < 0.0);
        assert_eq!(odds("https://tiada.example/", None), 0.0);
    }

    #[test]
    fn a_site_decides_for_what_is_open_and_for_nothing_else() {
        let block = |lang, confidence| Block {
            lang: Some(Guess { lang, confidence }),
            ..Block::new(BlockKind::Paragraph, Text::copied("Teks", 0))
        };
        let mut open = page("https://contoh.my/open", Lang::ID);
        open.blocks = vec![block(Lang::ID, 0.55), block(Lang::ID, 0.99), block(Lang::EN, 0.55), block(Lang::ID, 0.4)];
        let mut sites = SiteLangs::default();
        (0..9).for_each(|_| sites.add(&page("https://contoh.my/a", Lang::MS)));
        sites.add(&open);
        sites.settle(&mut open, (Lang::MS, Lang::ID));
        let langs: Vec<Lang> = open.blocks.iter().filter_map(|b| b.lang).map(|g| g.lang).collect();
        assert_eq!(langs, [Lang::MS, Lang::ID, Lang::EN, Lang::MS]);
        let mut alone = page("https://lain.example/", Lang::ID);
        let before = alone.lang;
        sites.add(&alone);
        sites.settle(&mut alone, (Lang::MS, Lang::ID));
        assert_eq!(alone.lang, before);
    }
}
