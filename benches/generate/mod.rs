//! Corpora of any size, made of the lexicon's own examples, with what should be found in them.
//!
//! Sites in two languages with three templates each: pairs of pages, pages in both languages, pages without a partner,
//! stories that other sites copied, lists of links, broken pages, and one page in a hundred that means harm. The same
//! plan gives the same bytes.
#![allow(dead_code, reason = "each user takes its part of it")]

mod hostile;
pub mod story;
mod template;

use std::fs;
use std::io;
use std::path::Path;

pub use story::{Bead, Draw, phrases};
use story::{Story, story};
use template::{Page, render};

/// Pages of one site.
const SITE: usize = 40;

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many pages.
    pub pages: usize,
    /// Another number makes another corpus.
    pub seed: u64,
    /// Least size of a page in kilobytes, reached by scripts, styles and markup as on real sites; 0 for small pages.
    pub kilobytes: usize,
}

/// What is known of a sentence pair of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It must be found.
    Must,
    /// It may be found: it stands on a broken page, or a copy of its page has it too.
    May,
}

/// Writes a corpus into a folder, and hands every pair of it to `tell`; gives the bytes written.
///
/// # Errors
/// Where a page cannot be written.
pub fn corpus(folder: &Path, plan: &Plan, mut tell: impl FnMut(Truth, &Bead)) -> io::Result<u64> {
    let phrases = phrases()?;
    let mut bytes = 0;
    let mut number = 0;
    let mut earlier: Option<Story> = None;
    while number < plan.pages {
        let draw = &mut Draw::new(plan.seed.wrapping_mul(1 << 20).wrapping_add(number as u64));
        let site = number / SITE;
        let url = |lang: &str, n: usize| format!("https://laman{site}.example/{lang}/{n}");
        let mut write = |n: usize, lang: &str, html: &[u8]| {
            bytes += html.len() as u64;
            fs::write(folder.join(format!("s{site:04}_{n:06}_{lang}.html")), html)
        };
        let page = |lang, n: usize, other: Option<String>| Page {
            lang,
            site,
            template: n % 3,
            number: n,
            url: url(lang, number),
            other,
            kilobytes: plan.kilobytes,
        };
        let own = story(&phrases, draw);
        match number % 100 {
            7 => write(number, "x", &hostile::page(number / 100, draw))?,
            // A page that breaks off, and what can be read of it.
            23 | 61 => {
                let html = render(&page("ms", number, None), &own, &["ms", "en"], draw);
                let cut = html.len() * 3 / 4;
                own.beads().for_each(|bead| tell(Truth::May, bead));
                write(number, "ms", &html.as_bytes()[..cut])?;
            }
            31 | 71 | 91 => write(number, "ms", template::list(&page("ms", number, None), &phrases, draw).as_bytes())?,
            12 | 37 | 52 | 77 => {
                let html = render(&page("ms", number, None), &own, &["ms", "en"], draw);
                own.beads().for_each(|bead| tell(Truth::Must, bead));
                write(number, "ms", html.as_bytes())?;
            }
            4 | 17 | 44 | 58 | 81 | 97 => {
                let lang = ["ms", "en"][number % 2];
                write(number, lang, render(&page(lang, number, None), &own, &[lang], draw).as_bytes())?;
            }
            _ => {
                // Every eighth story is one that another site had before, with a sentence of its own.
                let copied = number % 16 == 3;
                let story = match earlier.take().filter(|_| copied) {
                    Some(before) => {
                        let story = before.copied(&own);
                        story.beads().for_each(|bead| tell(Truth::May, bead));
                        story
                    }
                    None => {
                        own.beads().for_each(|bead| tell(Truth::Must, bead));
                        own
                    }
                };
                // Half of the sites say which pages belong together.
                let other = |lang: &str| (site % 2 == 0).then(|| url(lang, number));
                let (src, trg) = (page("ms", number, other("en")), page("en", number + 1, other("ms")));
                write(number, "ms", render(&src, &story, &["ms"], draw).as_bytes())?;
                write(number + 1, "en", render(&trg, &story, &["en"], draw).as_bytes())?;
                earlier = Some(story);
                number += 1;
            }
        }
        number += 1;
    }
    Ok(bytes)
}
