//! A page's tree into blocks: what a reader sees as one paragraph, heading, item, caption or cell.

use super::html_tree::{Item, NONE, Tree};
use crate::model::{Block, BlockKind, Outline, Place, Span, Text};

/// Words of a cell from which on its table is taken for a means of layout.
const LAYOUT_WORDS: usize = 60;

/// Blocks of a cell from which on its table is taken for a means of layout.
const LAYOUT_BLOCKS: u32 = 4;

/// The blocks of a page in document order, and the elements above them.
pub fn blocks(tree: &Tree<'_>) -> (Vec<Block>, Outline) {
    let mut flow = Flow {
        tree,
        blocks: Vec::new(),
        outline: Outline::default(),
        numbers: vec![NONE; tree.nodes.len()],
        holders: Vec::new(),
        current: Current::default(),
    };
    for item in &tree.items {
        match *item {
            Item::Boundary => flow.finish(),
            Item::Break => flow.current.breaks += 1,
            Item::Copy { node, start, link, .. } => flow.text(tree.text_of(item), node, link, Source::At(start)),
            Item::Changed { node, start, end, link, .. } => {
                flow.text(tree.text_of(item), node, link, Source::For(Span { start, end }));
            }
        }
    }
    flow.finish();
    flow.unlay_tables();
    (flow.blocks, flow.outline)
}

/// Where a text comes from.
#[derive(Clone, Copy)]
enum Source {
    /// Copied from this byte on.
    At(usize),
    /// In place of this range.
    For(Span),
}

/// The block that is being filled.
#[derive(Default)]
struct Current {
    text: Text,
    /// White space since the last word.
    space: Option<Span>,
    /// Line breaks since the last word.
    breaks: u32,
    /// Innermost element that holds everything so far.
    holder: Option<u32>,
    linked: usize,
    links: u16,
    last_link: u32,
    marked: usize,
}

struct Flow<'t, 'a> {
    tree: &'t Tree<'a>,
    blocks: Vec<Block>,
    outline: Outline,
    /// Numbers of the tree's elements in the outline.
    numbers: Vec<u32>,
    /// Of each block, the number in the tree of the element that holds it.
    holders: Vec<u32>,
    current: Current,
}

/// What HTML folds into one space; the no-break space too, which pages use for layout more than for its meaning.
fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{a0}' | '\0')
}

impl Flow<'_, '_> {
    fn text(&mut self, text: &str, node: u32, link: bool, source: Source) {
        let preformatted = self.is_preformatted(node);
        let mut rest = 0;
        while rest < text.len() {
            let here = &text[rest..];
            let word = here.find(|c| !is_space(c)).unwrap_or(here.len());
            if word > 0 {
                let span = match source {
                    Source::At(start) => Span { start: start + rest, end: start + rest + word },
                    Source::For(span) => span,
                };
                let start = self.current.space.map_or(span.start, |s| s.start.min(span.start));
                self.current.space = Some(Span { start, end: span.end });
                if preformatted {
                    self.current.breaks += here[..word].matches('\n').count() as u32;
                }
                rest += word;
                continue;
            }
            let end = here.find(is_space).unwrap_or(here.len());
            self.word(
                &here[..end],
                node,
                link,
                match source {
                    Source::At(start) => Source::At(start + rest),
                    whole => whole,
                },
            );
            rest += end;
        }
    }

    fn is_preformatted(&self, node: u32) -> bool {
        let tag = self.tree.nodes[node as usize].tag.name;
        tag == "pre" || (tag == "code" && self.parent_tag(node) == "pre")
    }

    fn parent_tag(&self, node: u32) -> &'static str {
        let parent = self.tree.nodes[node as usize].parent;
        self.tree.nodes.get(parent as usize).map_or("", |p| p.tag.name)
    }

    fn word(&mut self, word: &str, node: u32, link: bool, source: Source) {
        if self.current.breaks > 0 && (self.current.breaks > 1 || !self.goes_on(word)) {
            self.finish();
        }
        let current = &mut self.current;
        let here = match source {
            Source::At(start) => start,
            Source::For(span) => span.start,
        };
        // A line break that divides nothing is white space.
        let broken = (current.breaks > 0).then_some(Span { start: here, end: here });
        current.breaks = 0;
        if let Some(space) = current.space.take().or(broken)
            && !current.text.is_empty()
        {
            if self.tree.source.get(space.start..space.end) == Some(" ") {
                current.text.push_copy(" ", space.start);
            } else {
                current.text.push_changed(" ", space);
            }
        }
        match source {
            Source::At(start) => current.text.push_copy(word, start),
            Source::For(span) => current.text.push_changed(word, span),
        }
        if link {
            current.linked += word.len() + 1;
            if current.last_link != node {
                current.links = current.links.saturating_add(1);
                current.last_link = node;
            }
        }
        if matches!(self.tree.nodes[node as usize].tag.name, "b" | "strong" | "em" | "i" | "small") {
            current.marked += word.len() + 1;
        }
        let holder = current.holder.map_or(node, |holder| self.common(holder, node));
        self.current.holder = Some(holder);
    }

    /// Whether a word behind a single line break goes on with the line before: no sentence ended, none begins.
    fn goes_on(&self, word: &str) -> bool {
        let before = self.current.text.as_str().chars().next_back();
        before.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | '-'))
            && word.chars().next().is_some_and(char::is_lowercase)
    }

    /// The innermost element above two.
    fn common(&self, mut a: u32, mut b: u32) -> u32 {
        let nodes = &self.tree.nodes;
        while a != b {
            // A parent's number is always smaller, so that the larger of two cannot hold the other.
            let lower = if a > b { &mut a } else { &mut b };
            let parent = nodes[*lower as usize].parent;
            if parent == NONE {
                return 0;
            }
            *lower = parent;
        }
        a
    }

    fn finish(&mut self) {
        let current = std::mem::take(&mut self.current);
        let (Some(holder), false) = (current.holder, current.text.is_empty()) else { return };
        let node = self.tree.nodes[holder as usize];
        let mut block = Block::new(self.kind(holder), current.text);
        block.place = Some(Place {
            element: self.number(holder),
            linked: u32::try_from(current.linked.min(block.text.len())).unwrap_or(u32::MAX),
            links: current.links,
            marked: u32::try_from(current.marked.min(block.text.len())).unwrap_or(u32::MAX),
            control: node.control,
        });
        self.blocks.push(block);
        self.holders.push(holder);
    }

    fn kind(&self, holder: u32) -> BlockKind {
        let mut at = holder;
        while let Some(node) = self.tree.nodes.get(at as usize) {
            match node.tag.name {
                "figcaption" | "figure" | "caption" => return BlockKind::Caption,
                "li" | "dt" | "dd" => return BlockKind::ListItem,
                "blockquote" => return BlockKind::Quotation,
                "td" | "th" => return BlockKind::TableCell,
                "article" | "section" | "main" | "body" | "ul" | "ol" | "table" => break,
                _ if node.tag.is_heading() => return BlockKind::Heading,
                _ => at = node.parent,
            }
        }
        BlockKind::Paragraph
    }

    /// The number of a tree's element in the outline; it and those above it are added where they are new.
    fn number(&mut self, node: u32) -> u32 {
        let mut missing = Vec::new();
        let mut at = node;
        let mut known = None;
        while at != NONE {
            if self.numbers[at as usize] != NONE {
                known = Some(self.numbers[at as usize]);
                break;
            }
            missing.push(at);
            at = self.tree.nodes[at as usize].parent;
        }
        for &new in missing.iter().rev() {
            let names =
                ["class", "id", "itemprop", "role", "rel"].into_iter().filter_map(|a| self.tree.attribute(new, a));
            let element = self.tree.nodes[new as usize];
            let number = self.outline.push(known, element.tag.name, element.hidden, names);
            self.numbers[new as usize] = number;
            known = Some(number);
        }
        known.unwrap_or_default()
    }

    /// What stands in the cells of a table that lays the page out is paragraphs.
    fn unlay_tables(&mut self) {
        let mut blocks = vec![0u32; self.tree.nodes.len()];
        let mut long = vec![false; self.tree.nodes.len()];
        let cell = |mut at: u32| {
            while let Some(node) = self.tree.nodes.get(at as usize) {
                if matches!(node.tag.name, "td" | "th") {
                    return Some(at as usize);
                }
                at = node.parent;
            }
            None
        };
        let cells: Vec<Option<usize>> = self.holders.iter().map(|&h| cell(h)).collect();
        for (block, &cell) in self.blocks.iter().zip(&cells) {
            if let Some(cell) = cell {
                blocks[cell] += 1;
                long[cell] |= block.text.as_str().split(' ').count() > LAYOUT_WORDS;
            }
        }
        for (block, cell) in self.blocks.iter_mut().zip(cells) {
            if let Some(cell) = cell
                && block.kind == BlockKind::TableCell
                && (long[cell] || blocks[cell] >= LAYOUT_BLOCKS)
            {
                block.kind = BlockKind::Paragraph;
            }
        }
    }
}
