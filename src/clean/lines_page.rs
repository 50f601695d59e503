//! Boilerplate rules that look at a block among the others of its page.

use std::collections::BTreeSet;
use std::ops::Range;

use super::View;
use super::lines_prose::{Signals, ends_sentence};
use crate::lexicon::Scope;
use crate::model::{BlockKind, Document};

/// What was decided about a page.
pub struct Decision {
    /// Why each block is dropped; `None` where it is kept.
    pub verdicts: Vec<Option<String>>,
    /// The block before the article that is its title, where flat text has one.
    pub title: Option<usize>,
}

/// Decides block by block in the light of the others.
pub fn decide(document: &Document, views: &[View<'_>], signals: &Signals) -> Decision {
    let mut verdicts: Vec<Option<String>> = views.iter().map(|v| v.hit.map(|hit| hit.rule.to_owned())).collect();
    captions_said_twice(document, views, &mut verdicts);
    lists(document, views, &mut verdicts);
    // A tree has told where the article lies; flat text has to be looked at as a whole.
    let flat = document.blocks.iter().all(|block| block.place.is_none());
    let mut title_at = None;
    if flat && let Some(article) = article(views) {
        title_at = title(views, &article, signals);
        around(views, article, title_at, &mut verdicts);
    }
    site_name(document, views, &mut verdicts);
    Decision { title: title_at.filter(|&i| verdicts[i].is_none()), verdicts }
}

/// A line that is no sentence: a heading, a link, a name.
fn is_fragment(view: &View<'_>) -> bool {
    !view.text.is_empty() && !view.dateline && !ends_sentence(&view.text) && !view.text.ends_with([':', ';'])
}

/// Two equal fragments one after the other are a picture's alternative text and its caption.
fn captions_said_twice(document: &Document, views: &[View<'_>], verdicts: &mut [Option<String>]) {
    for i in 1..views.len() {
        let same = views[i].text == views[i - 1].text && verdicts[i].is_none() && is_fragment(&views[i]);
        if same && views[i].text.contains(' ') && document.blocks[i].kind != BlockKind::TableCell {
            verdicts[i - 1] = Some("caption".to_owned());
            verdicts[i] = Some("caption".to_owned());
        }
    }
}

/// Most links of a list that is opened within an article.
const LIST: usize = 12;

/// The links behind a line such as "Related stories:" go with it.
fn lists(document: &Document, views: &[View<'_>], verdicts: &mut [Option<String>]) {
    let mut open: Option<(String, usize)> = None;
    for (i, view) in views.iter().enumerate() {
        if let Some(hit) = view.hit {
            open = match hit.scope {
                Scope::List => Some((hit.rule.to_owned(), 0)),
                _ => open,
            };
            continue;
        }
        let Some((rule, count)) = &mut open else { continue };
        let last = views.get(i + 1).is_some_and(View::is_prose);
        let heading = document.blocks[i].kind == BlockKind::Heading && *count > 0 && last;
        if is_fragment(view) && *count < LIST && !heading && view.prose < 2.0 && verdicts[i].is_none() {
            verdicts[i] = Some(rule.clone());
            *count += 1;
        } else {
            open = None;
        }
    }
}

/// What a block counts for when the article's place on the page is looked for.
fn weight(view: &View<'_>) -> i64 {
    const MOST: usize = 40;
    let words = view.text.split(' ').count().min(MOST) as i64;
    match view.hit {
        Some(hit) if hit.scope == Scope::End => -40,
        Some(hit) if hit.scope == Scope::List => -16,
        Some(hit) if matches!(hit.rule, "caption" | "advertisement" | "related-link" | "separator") => -4,
        Some(_) => -12,
        None if view.prose > 0.0 => words,
        None if view.dateline => 4,
        None if view.text.ends_with([':', ';']) => 0,
        None => -8,
    }
}

/// The stretch of blocks with most running text in it and least else.
fn article(views: &[View<'_>]) -> Option<Range<usize>> {
    let (mut best, mut best_sum) = (None, 0);
    let (mut start, mut sum) = (0, 0);
    for (i, view) in views.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (i, 0);
        }
        sum += weight(view);
        if sum > best_sum {
            (best, best_sum) = (Some(start..i + 1), sum);
        }
    }
    best
}

/// Fewest lines before or behind the article that are a menu or list without any rule having named one of them.
const RUN: usize = 5;
/// Fewest lines on one side of the article that rules must have named for running text there to be a teaser.
const SURE: usize = 3;

/// What lies before the article but its title, and what lies behind it.
fn around(views: &[View<'_>], article: Range<usize>, title: Option<usize>, verdicts: &mut [Option<String>]) {
    let named = |range: &Range<usize>| views[range.clone()].iter().filter(|v| v.hit.is_some()).count();
    if named(&(0..views.len())) == 0 {
        return;
    }
    for side in [0..article.start, article.end..views.len()] {
        let count = named(&side);
        let fragments = side.clone().filter(|&i| is_fragment(&views[i])).count();
        let debris = count > 0 || fragments >= RUN;
        let behind = side.start == article.end;
        for i in side {
            if Some(i) == title || verdicts[i].is_some() {
                continue;
            }
            let name = behind && is_name(&views[i].text);
            if name || debris && (count >= SURE || is_fragment(&views[i])) {
                verdicts[i] = Some(if name { "byline" } else { "nav" }.to_owned());
            }
        }
    }
}

/// Two to four words in capitals: who wrote the article, at its end.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let capital = |w: &&str| w.chars().all(|c| c.is_uppercase() || ".'’-".contains(c)) && w.len() > 1;
    (2..=4).contains(&words.len()) && words.iter().all(capital)
}

/// How far before the article its title is looked for, in blocks.
const REACH: usize = 25;

/// The block before the article that shares most of its words with it.
fn title(views: &[View<'_>], article: &Range<usize>, signals: &Signals) -> Option<usize> {
    let text = &views[article.clone()];
    let said: BTreeSet<String> = text.iter().filter(|v| v.is_prose()).flat_map(|v| signals.content(&v.text)).collect();
    let mut best: Option<(usize, usize)> = None;
    let reach = article.start.saturating_sub(REACH);
    for (i, view) in views.iter().enumerate().take(article.start).skip(reach) {
        if view.hit.is_some() || !is_fragment(view) && !view.text.ends_with(['?', '!']) {
            continue;
        }
        let words: Vec<String> = signals.content(&view.text).collect();
        let shared = words.iter().filter(|w| said.contains(*w)).count();
        if shared >= 2 && shared * 2 >= words.len() && best.is_none_or(|(_, most)| shared >= most) {
            best = Some((i, shared));
        }
    }
    let by_place = || (article.start == 1 && views[0].hit.is_none()).then_some(0);
    best.map(|(i, _)| i).or_else(by_place)
}

/// A page's first line before its title, of one or two words that are no sentence, is the name of the site.
fn site_name(document: &Document, views: &[View<'_>], verdicts: &mut [Option<String>]) {
    let heads = |i: usize| {
        views.get(i).is_some_and(|v| {
            verdicts[i].is_none() && document.blocks[i].kind == BlockKind::Heading && v.text.split(' ').count() > 3
        })
    };
    let short = views.first().is_some_and(|v| is_fragment(v) && v.text.split(' ').count() <= 2);
    if short
        && heads(1)
        && views.get(2).is_some_and(View::is_prose)
        && verdicts[0].as_deref().is_none_or(|v| v == "nav")
    {
        verdicts[0] = Some("site-name".to_owned());
    }
}
