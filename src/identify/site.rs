//! Which languages the sites of a batch are in: counts that can be made apart, merged and saved.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::logistic;
use crate::lang::Lang;
use crate::model::{Guess, host};

/// Most that a site says of one of its documents, in nats: less than one clear sentence.
const CAP: f64 = 2.0;

/// Documents a language and host, in whole numbers, so that merging is associative to the last bit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteLangs {
    hosts: BTreeMap<String, BTreeMap<String, u64>>,
}

impl SiteLangs {
    /// Counts a document by its address and language; one without either, or of a doubtful language, is passed over.
    pub fn add(&mut self, url: Option<&str>, lang: Option<Guess>) {
        let (Some(host), Some(guess)) = (url.and_then(host), lang.filter(is_sure)) else { return };
        *self.hosts.entry(host).or_default().entry(guess.lang.to_string()).or_default() += 1;
    }

    /// Takes back a document that was counted.
    pub fn remove(&mut self, url: Option<&str>, lang: Option<Guess>) {
        let (Some(host), Some(guess)) = (url.and_then(host), lang.filter(is_sure)) else { return };
        let Some(langs) = self.hosts.get_mut(&host) else { return };
        if let Some(count) = langs.get_mut(guess.lang.as_str()) {
            *count = count.saturating_sub(1);
        }
        langs.retain(|_, count| *count > 0);
        self.hosts.retain(|_, langs| !langs.is_empty());
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

    /// Lets the site decide for what is open between two close languages in a document, which must have been counted:
    /// what the site's other documents are in is added to the log odds of each guess.
    pub fn settle<'g>(
        &self,
        url: Option<&str>,
        document: Option<Guess>,
        guesses: impl IntoIterator<Item = &'g mut Guess>,
        (first, second): (Lang, Lang),
    ) {
        let Some(url) = url else { return };
        let own = document.filter(is_sure).map(|guess| guess.lang);
        let site = self.log_odds(url, (first, second), own).clamp(-CAP, CAP);
        if site == 0.0 {
            return;
        }
        for guess in guesses.into_iter().filter(|guess| guess.lang == first || guess.lang == second) {
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

    const CLOSE: (Lang, Lang) = (Lang::MS, Lang::ID);

    fn guess(lang: Lang, confidence: f64) -> Guess {
        Guess { lang, confidence }
    }

    #[test]
    fn counts_merge_whatever_the_order_and_can_be_taken_back() {
        let pages = [
            ("https://www.contoh.my/a", Lang::MS),
            ("https://contoh.my:443/b?c", Lang::MS),
            ("http://contoh.my", Lang::ID),
            ("https://lain.id/", Lang::ID),
        ];
        let one = |&(url, lang): &(&str, Lang)| {
            let mut counts = SiteLangs::default();
            counts.add(Some(url), Some(guess(lang, 0.9)));
            counts
        };
        let mut forth = SiteLangs::default();
        pages.iter().for_each(|p| forth.merge(&one(p)));
        let mut back = SiteLangs::default();
        pages.iter().rev().for_each(|p| back.merge(&one(p)));
        assert_eq!(forth, back);
        let odds = |url, without| forth.log_odds(url, CLOSE, without);
        assert!((odds("https://contoh.my/z", None) - 1.5f64.ln()).abs() < 1e-9);
        assert!((odds("https://contoh.my/a", Some(Lang::MS))).abs() < 1e-9);
        assert!(odds("https://lain.id/x", None) < 0.0);
        assert_eq!(odds("https://tiada.example/", None), 0.0);
        pages.iter().for_each(|&(url, lang)| back.remove(Some(url), Some(guess(lang, 0.9))));
        assert_eq!(back, SiteLangs::default());
    }

    #[test]
    fn a_site_decides_for_what_is_open_and_for_nothing_else() {
        let url = Some("https://contoh.my/open");
        let mut blocks = [guess(Lang::ID, 0.55), guess(Lang::ID, 0.99), guess(Lang::EN, 0.55), guess(Lang::ID, 0.4)];
        let own = Some(guess(Lang::ID, 0.9));
        let mut sites = SiteLangs::default();
        (0..9).for_each(|_| sites.add(Some("https://contoh.my/a"), Some(guess(Lang::MS, 0.9))));
        sites.add(url, own);
        sites.settle(url, own, &mut blocks, CLOSE);
        assert_eq!(blocks.map(|guess| guess.lang), [Lang::MS, Lang::ID, Lang::EN, Lang::MS]);
        let mut alone = [guess(Lang::ID, 0.6)];
        sites.add(Some("https://lain.example/"), own);
        sites.settle(Some("https://lain.example/"), own, &mut alone, CLOSE);
        assert_eq!(alone, [guess(Lang::ID, 0.6)]);
    }
}
