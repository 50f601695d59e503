//! Which languages the sites of a batch are in: counts that can be made apart, merged and saved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::model::{Document, host};

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
        if guess.lang != Lang::UND && guess.confidence >= 0.5 {
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

    /// Log odds of one language against another on the site of an address, 0 where nothing is known of it. One
    /// document of each is added, so that few documents say little.
    pub fn log_odds(&self, url: &str, first: Lang, second: Lang) -> f64 {
        let Some(langs) = host(url).and_then(|host| self.hosts.get(&host)) else {
            return 0.0;
        };
        let count = |lang: Lang| langs.get(lang.as_str()).copied().unwrap_or(0) as f64 + 1.0;
        (count(first) / count(second)).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Guess, Meta};

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
        assert!((forth.log_odds("https://contoh.my/z", Lang::MS, Lang::ID) - 1.5f64.ln()).abs() < 1e-9);
        assert!(forth.log_odds("https://lain.id/x", Lang::MS, Lang::ID) < 0.0);
        assert_eq!(forth.log_odds("https://tiada.example/", Lang::MS, Lang::ID), 0.0);
    }
}
