//! The parser behind the tree: nests html5gum's tokens and repairs what is misnested.

use std::convert::Infallible;

use html5gum::{Emitter, Error, State, Tokenizer};

use super::html_tags::{self, Tag};
use super::html_tree::{Attribute, Item, NONE, Node, Tree};

/// Deepest nesting that is kept, as in browsers; what lies deeper belongs to the last element above.
const MAX_DEPTH: usize = 512;

/// Longest attribute value that is kept, in bytes; no class, address or description is longer.
const MAX_VALUE: usize = 16 << 10;

/// Parses a page.
pub fn build(source: &str) -> Tree<'_> {
    let mut builder = Builder::new(source);
    builder.open(html_tags::lookup(b"html"));
    // The emitter gives no tokens and the reader of a string cannot fail: one call reads the whole page.
    let Ok(()) = Tokenizer::new_with_emitter(source, Handle(&mut builder)).finish();
    builder.tree
}

/// The attributes that anything is done with.
fn attribute_name(name: &[u8]) -> Option<&'static str> {
    const KEPT: [&str; 16] = [
        "class",
        "id",
        "href",
        "rel",
        "name",
        "property",
        "content",
        "itemprop",
        "role",
        "style",
        "hidden",
        "type",
        "hreflang",
        "lang",
        "datetime",
        "aria-hidden",
    ];
    KEPT.into_iter().find(|kept| kept.as_bytes().eq_ignore_ascii_case(name))
}

struct Builder<'a> {
    tree: Tree<'a>,
    /// Numbers of the open elements, the root first.
    open: Vec<u32>,
    /// How many paragraphs are among them.
    paragraphs: usize,
    /// Depth of the open link. It is closed by its end tag even where blocks are open inside it.
    link: Option<usize>,
    /// Bytes read.
    position: usize,
    /// End of the text emitted last.
    text_end: usize,
    is_end: bool,
    name: Vec<u8>,
    last_start: Vec<u8>,
    attribute: Vec<u8>,
    attribute_kept: Option<&'static str>,
    value_start: usize,
    pending: Vec<Attribute>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Builder<'a> {
        Builder {
            tree: Tree {
                source,
                nodes: Vec::with_capacity(source.len() / 128 + 1),
                items: Vec::with_capacity(source.len() / 96 + 1),
                raw: Vec::new(),
                decoded: String::new(),
                attributes: Vec::new(),
                values: Vec::new(),
            },
            open: Vec::with_capacity(64),
            paragraphs: 0,
            link: None,
            position: 0,
            text_end: 0,
            is_end: false,
            name: Vec::new(),
            last_start: Vec::new(),
            attribute: Vec::new(),
            attribute_kept: None,
            value_start: 0,
            pending: Vec::new(),
        }
    }

    fn tag_at(&self, depth: usize) -> Tag {
        self.tree.nodes[self.open[depth] as usize].tag
    }

    fn boundary(&mut self) {
        if self.tree.items.last().is_some_and(|last| *last != Item::Boundary) {
            self.tree.items.push(Item::Boundary);
        }
    }

    /// Closes open elements until `depth` are left; the root stays.
    fn close_to(&mut self, depth: usize) {
        let depth = depth.max(1);
        let closed = &self.open[depth.min(self.open.len())..];
        let tags = || closed.iter().map(|&n| self.tree.nodes[n as usize].tag);
        let block = tags().any(Tag::is_block);
        self.paragraphs -= tags().filter(|t| t.name == "p").count();
        if block {
            self.boundary();
        }
        self.link = self.link.filter(|&at| at < depth);
        self.open.truncate(depth);
    }

    /// Depth of the innermost open element that `wanted` holds for, above no element that `stop` holds for.
    fn find(&self, wanted: impl Fn(Tag) -> bool, stop: impl Fn(Tag) -> bool) -> Option<usize> {
        for depth in (1..self.open.len()).rev() {
            let tag = self.tag_at(depth);
            if wanted(tag) {
                return Some(depth);
            }
            if stop(tag) {
                return None;
            }
        }
        None
    }

    fn start_tag(&mut self) {
        let tag = html_tags::lookup(&self.name);
        if matches!(tag.name, "html" | "body") && self.merge_into_root(tag) {
            return;
        }
        if self.paragraphs > 0
            && tag.closes_paragraph()
            && let Some(depth) = self.find(|t| t.name == "p", |t| t.is_barrier() || t.name == "button")
        {
            self.close_to(depth);
        }
        if let Some(depth) =
            self.find(|old| html_tags::implies_end(tag, old), |old| html_tags::stops_implied_end(tag, old))
        {
            // Of a row that ends, the cell ends too: the outermost element whose end is implied.
            let mut depth = depth;
            while depth > 1 && html_tags::implies_end(tag, self.tag_at(depth - 1)) {
                depth -= 1;
            }
            self.close_to(depth);
        }
        match tag.name {
            "br" => self.tree.items.push(Item::Break),
            _ => self.open(tag),
        }
    }

    /// The attributes of a `<html>` or of a second `<body>` belong to the element that is there.
    fn merge_into_root(&mut self, tag: Tag) -> bool {
        let Some(at) = self.open.iter().copied().find(|&n| self.tree.nodes[n as usize].tag.name == tag.name) else {
            return false;
        };
        let node = &mut self.tree.nodes[at as usize];
        if node.attributes.0 == node.attributes.1 {
            node.attributes.0 = self.tree.attributes.len() as u32;
            self.tree.attributes.append(&mut self.pending);
            node.attributes.1 = self.tree.attributes.len() as u32;
        }
        true
    }

    fn open(&mut self, tag: Tag) {
        let parent = self.open.last().copied();
        let above = parent.map(|n| self.tree.nodes[n as usize]);
        let from = self.tree.attributes.len() as u32;
        self.tree.attributes.append(&mut self.pending);
        let number = self.tree.nodes.len() as u32;
        self.tree.nodes.push(Node {
            tag,
            parent: parent.unwrap_or(NONE),
            depth: above.map_or(0, |a| a.depth + 1),
            hidden: tag.is_hidden() || above.is_some_and(|a| a.hidden),
            control: tag.is_control() || above.is_some_and(|a| a.control),
            opaque: tag.is_opaque() || above.is_some_and(|a| a.opaque),
            attributes: (from, self.tree.attributes.len() as u32),
        });
        let hidden = self.is_hidden(number);
        if let Some(node) = self.tree.nodes.last_mut() {
            node.hidden |= hidden;
        }
        if tag.is_block() {
            self.boundary();
        }
        if !tag.is_void() && self.open.len() < MAX_DEPTH {
            if tag.name == "a" && self.tree.attribute(number, "href").is_some() {
                self.link = Some(self.open.len());
            }
            self.paragraphs += usize::from(tag.name == "p");
            self.open.push(number);
        }
    }

    fn is_hidden(&self, node: u32) -> bool {
        let style = |style: &str| {
            let bare: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            let bare = bare.to_ascii_lowercase();
            bare.contains("display:none") || bare.contains("visibility:hidden")
        };
        self.tree.attribute(node, "hidden").is_some_and(|v| !v.eq_ignore_ascii_case("false"))
            || self.tree.attribute(node, "aria-hidden").is_some_and(|v| v == "true")
            || self.tree.attribute(node, "style").is_some_and(style)
    }

    fn end_tag(&mut self) {
        let tag = html_tags::lookup(&self.name);
        if matches!(tag.name, "html" | "body" | "head") || tag.is_void() {
            if tag.name == "br" {
                self.tree.items.push(Item::Break);
            }
            return;
        }
        if tag.name == "a" {
            self.link = None;
        }
        let same = |t: Tag| t.name == tag.name || (tag.is_heading() && t.is_heading());
        let found = if tag.is_block() {
            self.find(same, |t| {
                t.is_barrier()
                    && !matches!(
                        (tag.name, t.name),
                        ("tr" | "tbody" | "thead" | "tfoot" | "table", "td" | "th" | "caption")
                    )
            })
        } else {
            self.find(same, Tag::is_block)
        };
        if let Some(depth) = found {
            self.close_to(depth);
        }
    }

    fn text(&mut self, s: &[u8]) {
        if s.is_empty() {
            return;
        }
        let Some(&node) = self.open.last() else { return };
        let opaque = self.tree.nodes[node as usize].opaque;
        if opaque && !matches!(self.tree.nodes[node as usize].tag.name, "script" | "title") {
            self.text_end = self.position;
            return;
        }
        let link = self.link.is_some();
        let Tree { source, items, raw, decoded, .. } = &mut self.tree;
        let list = if opaque { raw } else { items };
        let end = self.position.min(source.len());
        let start = end.saturating_sub(s.len());
        let here = &source.as_bytes()[start..end];
        if here == s || (s == b"\n" && here == b"\r") {
            let gap = |from: usize| from == start || source.as_bytes().get(from..start) == Some(b"\n");
            match list.last_mut() {
                Some(Item::Copy { node: n, end: e, link: l, .. })
                    if *n == node && *l == link && *e <= start && gap(*e) =>
                {
                    *e = end;
                }
                _ => list.push(Item::Copy { node, start, end, link }),
            }
        } else {
            let at = decoded.len();
            decoded.push_str(&String::from_utf8_lossy(s));
            // A reference reaches from its ampersand to where reading stands; that is behind all text before it.
            let from = source.as_bytes()[self.text_end.min(end)..end].iter().rposition(|&b| b == b'&');
            let start = from.map_or(end.min(self.text_end), |i| self.text_end.min(end) + i);
            list.push(Item::Changed { node, start, end, at, len: decoded.len() - at, link });
        }
        self.text_end = end;
    }

    fn end_attribute(&mut self) {
        if let Some(name) = self.attribute_kept.take()
            && !self.pending.iter().any(|a| a.name == name)
        {
            let [start, end] = [self.value_start, self.tree.values.len()].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
            self.pending.push(Attribute { name, start, end });
        }
        self.attribute.clear();
    }
}

struct Handle<'b, 'a>(&'b mut Builder<'a>);

impl Emitter for Handle<'_, '_> {
    type Token = Infallible;

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.0.last_start.clear();
        self.0.last_start.extend_from_slice(name.unwrap_or_default());
    }

    fn emit_eof(&mut self) {}

    fn emit_error(&mut self, _error: Error) {}

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_string(&mut self, s: &[u8]) {
        self.0.text(s);
    }

    fn init_start_tag(&mut self) {
        self.0.is_end = false;
        self.0.name.clear();
        self.0.pending.clear();
    }

    fn init_end_tag(&mut self) {
        self.0.is_end = true;
        self.0.name.clear();
        self.0.pending.clear();
    }

    fn init_comment(&mut self) {}

    fn emit_current_tag(&mut self) -> Option<State> {
        let builder = &mut *self.0;
        builder.end_attribute();
        builder.text_end = builder.position;
        if builder.is_end {
            builder.end_tag();
            builder.last_start.clear();
            return None;
        }
        builder.start_tag();
        builder.pending.clear();
        builder.last_start.clone_from(&builder.name);
        html5gum::naive_next_state(&builder.name).filter(|_| {
            // With scripts off, noscript is an element like others: where a page keeps its text there, it is read.
            !matches!(builder.name.as_slice(), b"noscript" | b"plaintext")
        })
    }

    fn emit_current_comment(&mut self) {
        self.0.text_end = self.0.position;
    }

    fn emit_current_doctype(&mut self) {
        self.0.text_end = self.0.position;
    }

    fn set_self_closing(&mut self) {}

    fn set_force_quirks(&mut self) {}

    fn push_tag_name(&mut self, s: &[u8]) {
        // Longer names are no element's; their beginning tells them apart well enough.
        let room = 64usize.saturating_sub(self.0.name.len());
        self.0.name.extend_from_slice(&s[..s.len().min(room)]);
    }

    fn push_comment(&mut self, _s: &[u8]) {}

    fn push_doctype_name(&mut self, _s: &[u8]) {}

    fn init_doctype(&mut self) {}

    fn init_attribute(&mut self) {
        let builder = &mut *self.0;
        builder.end_attribute();
    }

    fn push_attribute_name(&mut self, s: &[u8]) {
        let builder = &mut *self.0;
        let room = 16usize.saturating_sub(builder.attribute.len());
        builder.attribute.extend_from_slice(&s[..s.len().min(room)]);
        builder.attribute_kept = if builder.is_end { None } else { attribute_name(&builder.attribute) };
        builder.value_start = builder.tree.values.len();
    }

    fn push_attribute_value(&mut self, s: &[u8]) {
        let builder = &mut *self.0;
        if builder.attribute_kept.is_some() {
            let room = MAX_VALUE.saturating_sub(builder.tree.values.len() - builder.value_start);
            builder.tree.values.extend_from_slice(&s[..s.len().min(room)]);
        }
    }

    fn set_doctype_public_identifier(&mut self, _value: &[u8]) {}

    fn set_doctype_system_identifier(&mut self, _value: &[u8]) {}

    fn push_doctype_public_identifier(&mut self, _s: &[u8]) {}

    fn push_doctype_system_identifier(&mut self, _s: &[u8]) {}

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.0.is_end && !self.0.last_start.is_empty() && self.0.last_start == self.0.name
    }

    fn move_position(&mut self, offset: isize) {
        self.0.position = self.0.position.saturating_add_signed(offset);
    }
}
