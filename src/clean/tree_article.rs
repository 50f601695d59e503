//! The article's element, and which of its blocks belong to the article.

use super::tree_names::Names;
use super::tree_page::{Aside, Page};
use crate::model::{BlockKind, Verdict};

/// Share of an element's running text that one child must hold to take its place.
const DESCENT: f32 = 0.6;

/// Share of the article's running text that an element named as its body must hold.
const BODY_SHARE: f32 = 0.5;

/// A verdict for each block of a page.
pub fn verdicts(page: &Page<'_>, names: &Names) -> Vec<Verdict> {
    let container = container(page);
    let count = page.document.blocks.len();
    let mut verdicts: Vec<Verdict> = (0..count).map(|block| of_block(page, names, container, block)).collect();
    links(page, &mut verdicts);
    if !page.hints[container as usize].body {
        trim(page, &mut verdicts);
    }
    headings(page, &mut verdicts);
    if let Some(title) = page.title {
        verdicts[title] = Verdict::Keep;
    }
    verdicts
}

/// The element that holds the article.
fn container(page: &Page<'_>) -> u32 {
    let elements = &page.document.outline.elements;
    let mut heaviest: Vec<Option<u32>> = vec![None; elements.len()];
    for number in 1..elements.len() {
        let parent = elements[number].parent as usize;
        let heavier = heaviest[parent].is_none_or(|h| page.mass[number] > page.mass[h as usize]);
        if parent < number && heavier {
            heaviest[parent] = Some(number as u32);
        }
    }
    let mut at = 0u32;
    while let Some(child) = heaviest[at as usize] {
        let is_text = matches!(elements[child as usize].tag, "p" | "a" | "span" | "blockquote" | "li" | "font" | "b" | "strong");
        if is_text || page.mass[child as usize] < DESCENT * page.mass[at as usize] || page.mass[child as usize] <= 0.0 {
            break;
        }
        at = child;
    }
    let bodies = (0..elements.len()).filter(|&n| page.hints[n].body && page.aside[n].is_none());
    let body = bodies.max_by(|&a, &b| page.mass[a].total_cmp(&page.mass[b]).then(b.cmp(&a)));
    match body {
        Some(body) if page.mass[body] >= BODY_SHARE * page.mass[at as usize] && page.mass[body] > 0.0 => body as u32,
        _ => at,
    }
}

fn drop(rule: &str) -> Verdict {
    Verdict::Drop(rule.to_owned())
}

fn of_block(page: &Page<'_>, names: &Names, container: u32, block: usize) -> Verdict {
    let place = page.place(block);
    match page.aside_of(block) {
        Some(Aside::Tag(rule)) => return drop(rule),
        Some(Aside::Named(rule)) => return drop(names.rule(rule)),
        None => {}
    }
    let shape = page.shapes[block];
    let kind = page.document.blocks[block].kind;
    if place.control {
        return drop("form");
    }
    if kind == BlockKind::Caption {
        return drop("caption");
    }
    if !page.is_in(place.element, container) {
        return drop("outside");
    }
    Verdict::Keep
}

/// Whether a block is nothing but a link to another page, as one of a list of related articles is.
fn is_link(page: &Page<'_>, block: usize) -> bool {
    let shape = page.shapes[block];
    let text = page.document.blocks[block].text.as_str();
    shape.linked > 0.6 && shape.words < 40.0 && !text.contains("://") && !text.contains("www.")
}

/// Drops links that stand alone or among others of their kind.
fn links(page: &Page<'_>, verdicts: &mut [Verdict]) {
    for i in 0..verdicts.len() {
        if verdicts[i] == Verdict::Keep && is_link(page, i) {
            verdicts[i] = drop("link-list");
        }
    }
}

/// Drops what stands before the article's first and behind its last running text.
fn trim(page: &Page<'_>, verdicts: &mut [Verdict]) {
    let runs = |i: &usize, verdicts: &[Verdict]| verdicts[*i] == Verdict::Keep && page.shapes[*i].mass > 0.0;
    let Some(first) = (0..verdicts.len()).find(|i| runs(i, verdicts)) else { return };
    let last = (0..verdicts.len()).rev().find(|i| runs(i, verdicts)).unwrap_or(first);
    for (i, verdict) in verdicts.iter_mut().enumerate().filter(|(_, v)| **v == Verdict::Keep) {
        if i < first {
            *verdict = drop("head");
        } else if i > last && page.document.blocks[i].kind != BlockKind::ListItem {
            *verdict = drop("tail");
        }
    }
}

/// Drops headings under which nothing of the article stands.
fn headings(page: &Page<'_>, verdicts: &mut [Verdict]) {
    let blocks = &page.document.blocks;
    let mut followed = false;
    for i in (0..blocks.len()).rev() {
        if blocks[i].kind != BlockKind::Heading {
            followed |= verdicts[i] == Verdict::Keep;
            if verdicts[i] != Verdict::Keep && page.shapes[i].words > 3.0 && matches!(&verdicts[i], Verdict::Drop(r) if r == "link-list") {
                followed = false;
            }
        } else if verdicts[i] == Verdict::Keep {
            if !followed {
                verdicts[i] = drop("empty-heading");
            }
        }
    }
}
