//! The article's element, and which of its blocks belong to the article.

use rustc_hash::FxHashSet;

use super::tree_names::Names;
use super::tree_page::{Aside, Page};
use crate::model::{BlockKind, Verdict};

/// Share of an element's running text that one child must hold to take its place.
const DESCENT: f32 = 0.6;

/// Share of the article's running text that an element named as its body must hold.
const BODY_SHARE: f32 = 0.35;

/// Least words of an element that is taken for the article by its name.
const LEAST_BODY: f32 = 30.0;

/// Least words of running text of a further element that is taken for a part of the article by its name.
const LEAST_PART: f32 = 20.0;

/// Share of the words of a list behind the article that are links, above which it is one of related articles.
const RELATED_LINKS: f32 = 0.35;

/// Share of the article's words below which what stands behind its last running text is none of it.
const TAIL_SHARE: f32 = 0.25;

/// Least words of a short paragraph that closes an article.
const LEAST_CLOSING: f32 = 3.0;

/// Words from which on a paragraph does not say the same twice by chance.
const LEAST_REPEATED: f32 = 10.0;

/// Words from which on it does not even where it comes again alone.
const LONG_REPEATED: f32 = 40.0;

/// A verdict for each block of a page.
pub fn verdicts(page: &Page<'_>, names: &Names) -> Vec<Verdict> {
    let parts = parts(page);
    let count = page.document.blocks.len();
    let mut verdicts: Vec<Verdict> = (0..count).map(|block| of_block(page, names, &parts, block)).collect();
    links(page, &mut verdicts);
    repeated(page, &mut verdicts);
    trim(page, &parts, &mut verdicts);
    headings(page, &mut verdicts);
    if let Some(title) = page.title {
        verdicts[title] = Verdict::Keep;
    }
    verdicts
}

/// The elements that hold the article: one, or several where a page divides it.
fn parts(page: &Page<'_>) -> Vec<u32> {
    let heaviest = heaviest(page);
    let bodies = outermost_bodies(page);
    let main =
        bodies.iter().copied().max_by(|&a, &b| page.text[a as usize].total_cmp(&page.text[b as usize]).then(b.cmp(&a)));
    let Some(main) = main.filter(|&m| page.text[m as usize] >= LEAST_BODY) else { return vec![heaviest] };
    let article = article_of(page, main);
    let is_part = |&b: &u32| {
        b == main || (page.mass[b as usize] >= LEAST_PART && article_of(page, b) == article && !divided(page, main, b))
    };
    let parts: Vec<u32> = bodies.into_iter().filter(is_part).collect();
    let text: f32 = parts.iter().map(|&b| page.text[b as usize]).sum();
    if text >= BODY_SHARE * page.mass[heaviest as usize] { parts } else { vec![heaviest] }
}

/// The element into which most of the running text leads from the root on.
fn heaviest(page: &Page<'_>) -> u32 {
    let elements = &page.document.outline.elements;
    let mut heaviest: Vec<Option<u32>> = vec![None; elements.len()];
    for (number, element) in elements.iter().enumerate().skip(1) {
        let parent = element.parent as usize;
        let heavier = heaviest[parent].is_none_or(|h| page.mass[number] > page.mass[h as usize]);
        if parent < number && heavier {
            heaviest[parent] = Some(number as u32);
        }
    }
    let mut at = 0u32;
    while let Some(child) = heaviest[at as usize] {
        let is_text =
            matches!(elements[child as usize].tag, "p" | "a" | "span" | "blockquote" | "li" | "font" | "b" | "strong");
        if is_text || page.mass[child as usize] < DESCENT * page.mass[at as usize] || page.mass[child as usize] <= 0.0 {
            break;
        }
        at = child;
    }
    at
}

/// Elements named as an article's body that stand in no other such element.
fn outermost_bodies(page: &Page<'_>) -> Vec<u32> {
    let outline = &page.document.outline;
    let is_body = |n: u32| page.hints[n as usize].body;
    (0..outline.elements.len() as u32)
        .filter(|&n| is_body(n) && page.aside[n as usize].is_none() && !outline.path(n).skip(1).any(is_body))
        .collect()
}

/// The innermost `article` above an element, or the root.
fn article_of(page: &Page<'_>, element: u32) -> u32 {
    let outline = &page.document.outline;
    outline.path(element).skip(1).find(|&e| outline.elements[e as usize].tag == "article").unwrap_or(0)
}

/// Whether a heading of the first order stands between two elements, or begins the later one: another article.
fn divided(page: &Page<'_>, a: u32, b: u32) -> bool {
    let first_of = |e: u32| (0..page.shapes.len()).find(|&i| page.is_in(page.place(i).element, e));
    let (Some(a), Some(b)) = (first_of(a), first_of(b)) else { return true };
    let range = a.min(b) + 1..=a.max(b);
    range.into_iter().any(|i| {
        let outline = &page.document.outline;
        outline.path(page.place(i).element).any(|e| outline.elements[e as usize].tag == "h1")
    })
}

fn drop(rule: &str) -> Verdict {
    Verdict::Drop(rule.to_owned())
}

fn of_block(page: &Page<'_>, names: &Names, parts: &[u32], block: usize) -> Verdict {
    let place = page.place(block);
    match page.aside_of(block) {
        Some(Aside::Tag(rule)) => return drop(rule),
        Some(Aside::Named(rule)) => return drop(names.rule(rule)),
        None => {}
    }
    let kind = page.document.blocks[block].kind;
    if place.control {
        return drop("form");
    }
    if kind == BlockKind::Caption {
        return drop("caption");
    }
    if !parts.iter().any(|&part| page.is_in(place.element, part)) {
        return drop("outside");
    }
    Verdict::Keep
}

/// Whether a block is nothing but a link to another page, as one of a list of related articles is.
fn is_link(page: &Page<'_>, block: usize) -> bool {
    let shape = page.shapes[block];
    let text = page.document.blocks[block].text.as_str();
    (shape.linked > 0.8 || (shape.linked > 0.6 && shape.words < 40.0))
        && !text.contains("://")
        && !text.contains("www.")
}

/// Drops links that stand alone or among others of their kind.
fn links(page: &Page<'_>, verdicts: &mut [Verdict]) {
    for (i, verdict) in verdicts.iter_mut().enumerate() {
        if *verdict == Verdict::Keep && is_link(page, i) {
            *verdict = drop("link-list");
        }
    }
}

/// Drops paragraphs that were there before: pages carry their article again for printing or for scrolling on.
///
/// One that comes again alone is a question of an interview or a line of a recipe; several in a row are a copy.
fn repeated(page: &Page<'_>, verdicts: &mut [Verdict]) {
    let mut seen = FxHashSet::default();
    let kept: Vec<usize> = (0..verdicts.len()).filter(|&i| verdicts[i] == Verdict::Keep).collect();
    let again: Vec<bool> = kept.iter().map(|&i| !seen.insert(page.document.blocks[i].text.as_str())).collect();
    for (at, &i) in kept.iter().enumerate().filter(|&(at, _)| again[at]) {
        let beside = (at > 0 && again[at - 1]) || again.get(at + 1) == Some(&true);
        if (beside && page.shapes[i].words >= LEAST_REPEATED) || page.shapes[i].words >= LONG_REPEATED {
            verdicts[i] = drop("repeated");
        }
    }
}

/// Drops what stands before the article's first and behind its last running text, but for headings right before it.
///
/// In an element named as the article's body that is done with more restraint: nothing before, and behind only what
/// is little beside the article, for an article may well end in a list or a table.
fn trim(page: &Page<'_>, parts: &[u32], verdicts: &mut [Verdict]) {
    let named = parts.iter().any(|&part| page.hints[part as usize].body);
    let kind = |i: usize| page.document.blocks[i].kind;
    let kept = |i: usize, verdicts: &[Verdict]| verdicts.get(i) == Some(&Verdict::Keep);
    let runs = |i: usize, verdicts: &[Verdict]| kept(i, verdicts) && page.shapes[i].mass > 0.0;
    let Some(first) = (0..verdicts.len()).find(|&i| runs(i, verdicts)) else { return };
    let ends = |i: usize| runs(i, verdicts) && kind(i) != BlockKind::ListItem;
    let mut last = (0..verdicts.len()).rev().find(|&i| ends(i)).unwrap_or(first);
    while kept(last + 1, verdicts) && is_closing(page, last, last + 1) {
        last += 1;
    }
    let tail: Vec<usize> = (last + 1..verdicts.len()).filter(|&i| kept(i, verdicts)).collect();
    let words = |blocks: &[usize]| blocks.iter().map(|&i| page.shapes[i].words).sum::<f32>();
    let items: Vec<usize> = tail.iter().copied().filter(|&i| kind(i) == BlockKind::ListItem).collect();
    let linked: f32 = items.iter().map(|&i| page.shapes[i].words * page.shapes[i].linked).sum();
    let related = linked > RELATED_LINKS * words(&items);
    let article: f32 = (first..=last).filter(|&i| kept(i, verdicts)).map(|i| page.shapes[i].words).sum();
    let small = words(&tail) - words(&items) < TAIL_SHARE * article;
    for i in tail {
        let is_item = kind(i) == BlockKind::ListItem;
        if (is_item && related) || (!is_item && (small || !named)) {
            verdicts[i] = drop(if is_item { "link-list" } else { "tail" });
        }
    }
    if !named {
        let opening = verdicts[..first].iter().enumerate().rev();
        let from = opening.take_while(|&(i, v)| kind(i) == BlockKind::Heading && *v == Verdict::Keep).last();
        let from = from.map_or(first, |(i, _)| i);
        for verdict in verdicts[..from].iter_mut().filter(|v| **v == Verdict::Keep) {
            *verdict = drop("head");
        }
    }
}

/// Whether a short paragraph goes on where another one ends: a sentence beside it, as articles like to close with.
fn is_closing(page: &Page<'_>, before: usize, block: usize) -> bool {
    let parent = |i: usize| page.document.outline.elements.get(page.place(i).element as usize).map(|e| e.parent);
    let shape = page.shapes[block];
    let is_sentence = shape.ends && shape.linked == 0.0 && shape.words >= LEAST_CLOSING;
    is_sentence && page.document.blocks[block].kind == BlockKind::Paragraph && parent(block) == parent(before)
}

/// Drops headings under which nothing of the article stands.
fn headings(page: &Page<'_>, verdicts: &mut [Verdict]) {
    let blocks = &page.document.blocks;
    let mut followed = false;
    for i in (0..blocks.len()).rev() {
        let kept = verdicts[i] == Verdict::Keep;
        if blocks[i].kind != BlockKind::Heading {
            let is_link = matches!(&verdicts[i], Verdict::Drop(rule) if rule == "link-list");
            followed = kept || (followed && !(is_link && page.shapes[i].words > 3.0));
        } else if kept && !followed {
            verdicts[i] = drop("empty-heading");
        }
    }
}
