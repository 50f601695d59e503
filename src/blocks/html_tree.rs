//! HTML into a flat tree: html5gum's tokens, nested the forgiving way.
//!
//! Elements lie in one list in document order, each with the number of its parent; text, line breaks and the
//! boundaries of blocks lie in a second one. Misnested and missing tags are repaired by a short list of rules
//! (implied end tags, scopes) instead of the standard's whole tree construction, which differs only in where it
//! puts text that no reader would miss. Nothing recurses, and every search up the tree is bounded.

use super::html_build;
use super::html_tags::Tag;
use crate::model::Span;

/// Number of the parent of the root.
pub const NONE: u32 = u32::MAX;

/// An element.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Its name.
    pub tag: Tag,
    /// Number of its parent.
    pub parent: u32,
    /// How many elements are above it.
    pub depth: u16,
    /// Whether it, or an element above it, is not shown.
    pub hidden: bool,
    /// Whether it, or an element above it, is a control of a form.
    pub control: bool,
    /// Whether its text is none of the page's.
    pub(super) opaque: bool,
    pub(super) attributes: (u32, u32),
}

/// What stands between the tags, in document order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// Text of an element as it stands in the source.
    Copy {
        /// Number of the element.
        node: u32,
        /// First byte in the source.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// Whether it is part of a link.
        link: bool,
    },
    /// Text in place of a character reference.
    Changed {
        /// Number of the element.
        node: u32,
        /// First byte of the reference.
        start: usize,
        /// One past its last byte.
        end: usize,
        /// Where the text begins in [`Tree::decoded`].
        at: usize,
        /// Its length in bytes.
        len: usize,
        /// Whether it is part of a link.
        link: bool,
    },
    /// A line break.
    Break,
    /// The begin or end of a block.
    Boundary,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A page as a tree.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The page.
    pub source: &'a str,
    /// Its elements in document order.
    pub nodes: Vec<Node>,
    /// Its text in document order.
    pub items: Vec<Item>,
    /// The text of scripts and titles.
    pub raw: Vec<Item>,
    /// Texts of character references.
    pub decoded: String,
    pub(super) attributes: Vec<Attribute>,
    pub(super) values: Vec<u8>,
}

impl<'a> Tree<'a> {
    /// Parses a page.
    pub fn parse(source: &'a str) -> Tree<'a> {
        html_build::build(source)
    }

    /// An attribute of an element, where it is one of those that are kept.
    pub fn attribute(&self, node: u32, name: &str) -> Option<&str> {
        let (from, to) = self.nodes.get(node as usize)?.attributes;
        let attribute = self.attributes.get(from as usize..to as usize)?.iter().find(|a| a.name == name)?;
        std::str::from_utf8(self.values.get(attribute.start as usize..attribute.end as usize)?).ok()
    }

    /// The text in a script or title, character references decoded.
    pub fn raw_text(&self, node: u32) -> String {
        self.raw_items(node).map(|item| self.text_of(item)).collect()
    }

    /// Where the text in a script or title stands in the source.
    pub fn raw_span(&self, node: u32) -> Option<Span> {
        let spans = self.raw_items(node).filter_map(|item| match *item {
            Item::Copy { start, end, .. } | Item::Changed { start, end, .. } => Some(Span { start, end }),
            Item::Break | Item::Boundary => None,
        });
        spans.reduce(|whole, next| Span { start: whole.start, end: next.end })
    }

    fn raw_items(&self, node: u32) -> impl Iterator<Item = &Item> {
        let first = self.raw.partition_point(|item| item.node().is_some_and(|n| n < node));
        self.raw[first..].iter().take_while(move |item| item.node() == Some(node))
    }

    /// The text of one item.
    pub fn text_of(&self, item: &Item) -> &str {
        match *item {
            Item::Copy { start, end, .. } => self.source.get(start..end).unwrap_or_default(),
            Item::Changed { at, len, .. } => self.decoded.get(at..at + len).unwrap_or_default(),
            Item::Break | Item::Boundary => "",
        }
    }
}

impl Item {
    /// The element of a text.
    pub fn node(&self) -> Option<u32> {
        match *self {
            Item::Copy { node, .. } | Item::Changed { node, .. } => Some(node),
            Item::Break | Item::Boundary => None,
        }
    }
}

#[cfg(test)]
#[path = "html_tree_tests.rs"]
mod tests;
