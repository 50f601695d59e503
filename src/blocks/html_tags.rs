//! What an HTML element's name says of its content and of the elements around it.

/// An element's name with what the parser and the blocks need to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Lower-case name; `x` for an unknown inline element, `x-block` for an unknown one with a hyphen in its name.
    pub name: &'static str,
    /// What it is, of the flags below.
    flags: u16,
}

const BLOCK: u16 = 1;
const VOID: u16 = 2;
const BARRIER: u16 = 4;
const OPAQUE: u16 = 8;
const HIDDEN: u16 = 16;
const CONTROL: u16 = 32;

impl Tag {
    /// Whether its content stands apart from the text before and behind it.
    pub fn is_block(self) -> bool {
        self.flags & BLOCK != 0
    }

    /// Whether it has no content and no end tag.
    pub fn is_void(self) -> bool {
        self.flags & VOID != 0
    }

    /// Whether an end tag inside it closes nothing outside of it (the standard's scope).
    pub fn is_barrier(self) -> bool {
        self.flags & BARRIER != 0
    }

    /// Whether its content is no text of the page (scripts, styles, drawings).
    pub fn is_opaque(self) -> bool {
        self.flags & OPAQUE != 0
    }

    /// Whether browsers with scripts on do not show its content.
    pub fn is_hidden(self) -> bool {
        self.flags & HIDDEN != 0
    }

    /// Whether it is part of a form rather than of a text.
    pub fn is_control(self) -> bool {
        self.flags & CONTROL != 0
    }

    /// Whether its start closes an open paragraph.
    pub fn closes_paragraph(self) -> bool {
        self.is_block() && !matches!(self.name, "button" | "td" | "th" | "tr" | "x-block" | "label" | "iframe")
    }

    /// Whether it is one of `h1` to `h6`.
    pub fn is_heading(self) -> bool {
        matches!(self.name.as_bytes(), [b'h', b'1'..=b'6'])
    }
}

/// The element of a name, in any case.
pub fn lookup(name: &[u8]) -> Tag {
    let mut lower = [0; 16];
    let Some(buffer) = lower.get_mut(..name.len()) else {
        return unknown(name);
    };
    buffer.copy_from_slice(name);
    buffer.make_ascii_lowercase();
    let tag = |name, flags| Tag { name, flags };
    macro_rules! tags {
        ($($name:literal => $flags:expr,)*) => {
            match std::str::from_utf8(buffer) {
                $(Ok($name) => tag($name, $flags),)*
                _ => unknown(name),
            }
        };
    }
    tags! {
        "a" => 0, "abbr" => 0, "b" => 0, "big" => 0, "cite" => 0, "code" => 0, "em" => 0, "font" => 0,
        "i" => 0, "ins" => 0, "mark" => 0, "q" => 0, "s" => 0, "small" => 0, "span" => 0, "strong" => 0,
        "sub" => 0, "sup" => 0, "time" => 0, "tt" => 0, "u" => 0, "label" => CONTROL,
        "address" => BLOCK, "article" => BLOCK, "aside" => BLOCK, "blockquote" => BLOCK, "body" => BLOCK,
        "caption" => BLOCK | BARRIER, "center" => BLOCK, "dd" => BLOCK, "details" => BLOCK, "dialog" => BLOCK,
        "div" => BLOCK, "dl" => BLOCK, "dt" => BLOCK, "fieldset" => BLOCK, "figcaption" => BLOCK,
        "figure" => BLOCK, "footer" => BLOCK, "form" => BLOCK, "h1" => BLOCK, "h2" => BLOCK, "h3" => BLOCK,
        "h4" => BLOCK, "h5" => BLOCK, "h6" => BLOCK, "head" => BLOCK, "header" => BLOCK, "hgroup" => BLOCK,
        "html" => BLOCK | BARRIER, "legend" => BLOCK | CONTROL, "li" => BLOCK, "main" => BLOCK, "menu" => BLOCK,
        "nav" => BLOCK, "ol" => BLOCK, "p" => BLOCK, "pre" => BLOCK, "section" => BLOCK, "summary" => BLOCK,
        "table" => BLOCK | BARRIER, "tbody" => BLOCK, "td" => BLOCK | BARRIER, "tfoot" => BLOCK,
        "th" => BLOCK | BARRIER, "thead" => BLOCK, "tr" => BLOCK, "ul" => BLOCK,
        "title" => BLOCK | OPAQUE, "script" => OPAQUE, "style" => OPAQUE, "svg" => OPAQUE, "math" => 0,
        "iframe" => BLOCK | OPAQUE, "object" => BLOCK | BARRIER, "video" => BLOCK, "audio" => BLOCK,
        "canvas" => BLOCK, "noembed" => OPAQUE, "noframes" => OPAQUE, "xmp" => OPAQUE, "template" => BLOCK | HIDDEN | BARRIER,
        "noscript" => HIDDEN, "button" => BLOCK | CONTROL, "select" => BLOCK | CONTROL, "option" => BLOCK | CONTROL,
        "optgroup" => BLOCK | CONTROL, "textarea" => BLOCK | OPAQUE, "datalist" => BLOCK | OPAQUE,
        "area" => VOID, "base" => VOID, "br" => VOID, "col" => VOID, "embed" => VOID, "hr" => VOID | BLOCK,
        "img" => VOID, "input" => VOID, "link" => VOID, "meta" => VOID, "param" => VOID, "source" => VOID,
        "track" => VOID, "wbr" => VOID,
    }
}

fn unknown(name: &[u8]) -> Tag {
    // Custom elements are mostly components with a place of their own; Word's `o:p` and its like are inline.
    if name.contains(&b'-') { Tag { name: "x-block", flags: BLOCK } } else { Tag { name: "x", flags: 0 } }
}

/// Whether the start of `new` ends an open `old` without an end tag (list items, rows, cells, options).
pub fn implies_end(new: Tag, old: Tag) -> bool {
    match new.name {
        "li" => old.name == "li",
        "dt" | "dd" => matches!(old.name, "dt" | "dd"),
        "tr" => matches!(old.name, "tr" | "td" | "th" | "caption"),
        "td" | "th" => matches!(old.name, "td" | "th"),
        "tbody" | "thead" | "tfoot" => {
            matches!(old.name, "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption")
        }
        "option" | "optgroup" => old.name == "option",
        "a" => old.name == "a",
        "body" => old.name == "head",
        _ => new.is_heading() && old.is_heading(),
    }
}

/// Whether the search for an element whose end is implied stops at `old`.
pub fn stops_implied_end(new: Tag, old: Tag) -> bool {
    match new.name {
        "li" => matches!(old.name, "ul" | "ol" | "menu" | "div" | "section" | "article") || old.is_barrier(),
        "dt" | "dd" => matches!(old.name, "dl" | "div" | "section" | "article") || old.is_barrier(),
        "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" => matches!(old.name, "table" | "template" | "html"),
        "a" => old.is_block(),
        "body" => false,
        _ => old.is_block(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert!(lookup(b"DIV").is_block());
        assert!(lookup(b"Br").is_void());
        assert!(lookup(b"h3").is_heading() && !lookup(b"hr").is_heading());
        assert_eq!(lookup(b"o:p").name, "x");
        assert!(lookup(b"amp-sidebar").is_block());
        assert_eq!(lookup(&[b'a'; 5000]).name, "x");
    }

    #[test]
    fn items_and_cells_end_their_kind_within_their_own_list_or_table() {
        let [li, ul, td, table] = [b"li".as_slice(), b"ul", b"td", b"table"].map(lookup);
        assert!(implies_end(li, li) && stops_implied_end(li, ul));
        assert!(implies_end(td, td) && stops_implied_end(td, table));
        assert!(!implies_end(td, li));
    }
}
