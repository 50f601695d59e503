//! What a page's blocks and elements look like to the judge: running text, links, names.

use super::tree_names::{Hint, Names};
use crate::lang::key;
use crate::model::{Block, BlockKind, Document, Place};

/// Why an element and all in it is set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// By its names: the rule's number.
    Named(u16),
    /// By its tag.
    Tag(&'static str),
}

/// A block in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Words; two ideographs count as one.
    pub words: f32,
    /// Share of its bytes that are links, 0–1.
    pub linked: f32,
    /// Words of running text in it: 0 for what does not look like any.
    pub mass: f32,
    /// Whether it ends as a sentence does.
    pub ends: bool,
}

/// A page ready to be judged.
#[derive(Debug)]
pub struct Page<'d> {
    /// The document.
    pub document: &'d Document,
    /// Each block in numbers.
    pub shapes: Vec<Shape>,
    /// Of each element, what its names say.
    pub hints: Vec<Hint>,
    /// Of each element, why it or one above it is set aside.
    pub aside: Vec<Option<Aside>>,
    /// Of each element, the running text of all blocks in it that are not set aside.
    pub mass: Vec<f32>,
    /// Of each element, the words of all blocks in it that are neither set aside nor links.
    pub text: Vec<f32>,
    /// The rule of boxes for sharing.
    share: Option<Aside>,
    /// Block that is the page's title.
    pub title: Option<usize>,
}

/// Least running text, in words, that a page must keep when elements are set aside.
const LEAST_LEFT: f32 = 50.0;

/// Running text, in words, below which an `article` without the page's title is a teaser.
const LEAST_ARTICLE: f32 = 60.0;

/// Most reprieves a page gets.
const REPRIEVES: usize = 12;

impl<'d> Page<'d> {
    /// Looks at a document.
    pub fn new(document: &'d Document, names: &Names) -> Page<'d> {
        let outline = &document.outline;
        let shapes: Vec<Shape> = document.blocks.iter().map(shape).collect();
        let mut hints: Vec<Hint> = (0..outline.elements.len()).map(|e| names.hint(outline.names(e as u32))).collect();
        for (hint, element) in hints.iter_mut().zip(&outline.elements) {
            // A page's own class says what page it is, not what stands in it.
            hint.body &= !matches!(element.tag, "html" | "body");
        }
        let mut page = Page {
            document,
            shapes,
            aside: vec![None; hints.len()],
            mass: vec![0.0; hints.len()],
            hints,
            text: Vec::new(),
            share: names.number("share").map(Aside::Named),
            title: title(document),
        };
        page.set_aside(names);
        page
    }

    /// The place of a block; every block of HTML has one.
    pub fn place(&self, block: usize) -> Place {
        self.document.blocks[block].place.unwrap_or_default()
    }

    /// Why a block is set aside.
    pub fn aside_of(&self, block: usize) -> Option<Aside> {
        self.aside.get(self.place(block).element as usize).copied().flatten()
    }

    /// Whether an element is `above` or stands below it.
    pub fn is_in(&self, element: u32, above: u32) -> bool {
        self.document.outline.path(element).take_while(|&e| e >= above).any(|e| e == above)
    }

    fn set_aside(&mut self, names: &Names) {
        let elements = &self.document.outline.elements;
        let title = self.title.map(|t| self.place(t).element);
        let all = self.sum(|_| true, |s| s.mass);
        let others = self.other_articles(title, &all);
        let bodies = self.bodies(&all);
        let mut in_body = vec![false; elements.len()];
        let mut own: Vec<Option<Aside>> = Vec::with_capacity(elements.len());
        for (number, element) in elements.iter().enumerate() {
            let hint = self.hints[number];
            let by_tag = match element.tag {
                "nav" | "menu" => Some(Aside::Tag("nav")),
                "footer" => Some(Aside::Tag("footer")),
                "aside" => Some(Aside::Tag("sidebar")),
                "header" => Some(Aside::Tag("header")),
                "form" | "dialog" | "button" | "select" => Some(Aside::Tag("form")),
                _ if others[number] => Some(Aside::Tag("other-article")),
                _ if element.hidden => Some(Aside::Tag("hidden")),
                _ => None,
            };
            let parent = element.parent as usize;
            let within = parent < number && in_body[parent];
            in_body[number] = within || hint.body;
            let holds_body = !within && bodies[number] > 0.0 && bodies[number] >= 0.5 * all[number];
            let free = matches!(element.tag, "html" | "body" | "p") || hint.body || holds_body;
            own.push(if free { None } else { by_tag.or(hint.rule.map(Aside::Named)) });
        }
        for _ in 0..REPRIEVES {
            self.spread(&own);
            let left: f32 = self.left();
            let Some((worst, lost)) = self.largest_aside(&own, &all) else { break };
            let is_comment = matches!(own[worst], Some(Aside::Named(r)) if names.rule(r) == "comment");
            if left < LEAST_LEFT.min(lost) || (!is_comment && lost > 2.0 * left) {
                own[worst] = None;
            } else {
                break;
            }
        }
        self.mass = self.sum(|aside| aside.is_none(), |s| s.mass);
        self.text = self.sum(|aside| aside.is_none(), |s| s.words * (1.0 - s.linked));
    }

    /// Which elements are articles beside the one that the page's title stands in.
    fn other_articles(&self, title: Option<u32>, all: &[f32]) -> Vec<bool> {
        let outline = &self.document.outline;
        let mut others = vec![false; all.len()];
        let Some(title) = title else { return others };
        let own = outline.path(title).filter(|&e| outline.elements[e as usize].tag == "article").last();
        let holds_text = own.is_some_and(|a| all[a as usize] >= LEAST_LEFT);
        for (number, element) in outline.elements.iter().enumerate().filter(|(_, e)| e.tag == "article") {
            let holds_title = self.is_in(title, number as u32);
            let inside_own = own.is_some_and(|own| self.is_in(element.parent, own));
            others[number] = !holds_title && ((holds_text && !inside_own) || all[number] < LEAST_ARTICLE);
        }
        others
    }

    /// Hands each element's verdict down to those below it.
    fn spread(&mut self, own: &[Option<Aside>]) {
        for (number, element) in self.document.outline.elements.iter().enumerate() {
            let above = if (element.parent as usize) < number { self.aside[element.parent as usize] } else { None };
            // A post of a social network that an article quotes stands in a box of that name.
            let above = if element.tag == "blockquote" && above == self.share { None } else { above };
            self.aside[number] = above.or(own[number]);
        }
    }

    /// Running text of the blocks that are not set aside.
    fn left(&self) -> f32 {
        (0..self.shapes.len()).filter(|&b| self.aside_of(b).is_none()).map(|b| self.shapes[b].mass).sum()
    }

    /// The outermost element set aside that holds the most running text, and how much.
    fn largest_aside(&self, own: &[Option<Aside>], all: &[f32]) -> Option<(usize, f32)> {
        let elements = &self.document.outline.elements;
        let outermost = |n: usize| {
            let parent = elements[n].parent as usize;
            own[n].is_some() && (parent >= n || self.aside[parent].is_none())
        };
        (0..own.len()).filter(|&n| outermost(n) && all[n] > 0.0).map(|n| (n, all[n])).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// A sum over the blocks in each element that `wanted` holds for.
    fn sum(&self, wanted: impl Fn(Option<Aside>) -> bool, of: impl Fn(&Shape) -> f32) -> Vec<f32> {
        let elements = &self.document.outline.elements;
        let mut mass = vec![0.0; elements.len()];
        for block in 0..self.shapes.len() {
            if wanted(self.aside_of(block))
                && let Some(m) = mass.get_mut(self.place(block).element as usize)
            {
                *m += of(&self.shapes[block]);
            }
        }
        for number in (0..elements.len()).rev() {
            let parent = elements[number].parent as usize;
            if parent < number {
                mass[parent] += mass[number];
            }
        }
        mass
    }

    /// Of each element, the running text in it that is in an element named as an article's body, itself or below.
    fn bodies(&self, all: &[f32]) -> Vec<f32> {
        let elements = &self.document.outline.elements;
        let mut mass = vec![0.0; elements.len()];
        for number in (0..elements.len()).rev() {
            if self.hints[number].body {
                mass[number] = all[number];
            }
            let parent = elements[number].parent as usize;
            if parent < number {
                mass[parent] += mass[number];
            }
        }
        mass
    }
}

/// The first heading that says what the page's title says.
fn title(document: &Document) -> Option<usize> {
    let title = key(document.meta.title.as_deref()?);
    let headings = document.blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Heading);
    headings.filter(|(_, b)| key(b.text.as_str()) == title).map(|(i, _)| i).next()
}

fn shape(block: &Block) -> Shape {
    let text = block.text.as_str();
    let ideographs = if text.is_ascii() {
        0
    } else {
        text.chars().filter(|c| matches!(*c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')).count()
    };
    let words =
        text.split(' ').filter(|w| w.chars().any(char::is_alphanumeric)).count() as f32 + ideographs as f32 / 2.0;
    let place = block.place.unwrap_or_default();
    let linked = (place.linked as f32 / text.len().max(1) as f32).min(1.0);
    let ends = text
        .trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', ' '])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', ';']);
    let is_text = matches!(block.kind, BlockKind::Paragraph | BlockKind::Quotation | BlockKind::ListItem);
    let runs = is_text && linked < 0.5 && !place.control && ((ends && words >= 8.0) || words >= 25.0);
    let weight = if block.kind == BlockKind::ListItem { 0.5 } else { 1.0 };
    let mass = if runs { words * (1.0 - linked) * weight } else { 0.0 };
    Shape { words, linked, mass, ends: is_text && ends }
}
