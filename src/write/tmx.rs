//! TMX 1.4b, the Translation Memory eXchange format (LISA OSCAR, 2005), valid against its DTD.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::{RowWriter, Target};
use crate::model::{Row, cell};

/// Columns that have places of their own in a unit; all others go into `prop` elements.
const PLACED: [&str; 4] = ["src_text", "trg_text", "src_lang", "trg_lang"];

/// Writes one translation unit a pair.
pub struct Tmx<W: Write> {
    out: Writer<W>,
}

impl<W: Write> Tmx<W> {
    /// Writes the header; `src_lang` is the language of the source segments.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn new(out: W, src_lang: &str) -> io::Result<Tmx<W>> {
        let mut out = Writer::new_with_indent(out, b' ', 1);
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        out.write_event(Event::DocType(BytesText::from_escaped("tmx SYSTEM \"tmx14.dtd\"")))?;
        out.write_event(Event::Start(BytesStart::new("tmx").with_attributes([("version", "1.4")])))?;
        let header = [
            ("creationtool", "sejajar"),
            ("creationtoolversion", env!("CARGO_PKG_VERSION")),
            ("segtype", "sentence"),
            ("o-tmf", "sejajar"),
            ("adminlang", "en"),
            ("srclang", if src_lang.is_empty() { "*all*" } else { src_lang }),
            ("datatype", "plaintext"),
        ];
        out.write_event(Event::Empty(BytesStart::new("header").with_attributes(header)))?;
        out.write_event(Event::Start(BytesStart::new("body")))?;
        Ok(Tmx { out })
    }

    fn element(&mut self, name: &str, attribute: Option<(&str, &str)>, text: &str) -> io::Result<()> {
        self.out.write_event(Event::Start(BytesStart::new(name).with_attributes(attribute)))?;
        self.out.write_event(Event::Text(BytesText::new(&allowed(text))))?;
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    fn variant(&mut self, lang: &str, text: &str) -> io::Result<()> {
        self.out.write_event(Event::Start(BytesStart::new("tuv").with_attributes([("xml:lang", lang)])))?;
        self.element("seg", None, text)?;
        self.out.write_event(Event::End(BytesEnd::new("tuv")))
    }
}

/// Without the characters that XML 1.0 forbids.
fn allowed(text: &str) -> String {
    text.chars()
        .filter(|&c| matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}')))
        .collect()
}

impl<W: Target> RowWriter for Tmx<W> {
    fn row(&mut self, row: &Row) -> io::Result<()> {
        let id = cell(row, "pair_id");
        let id = (!id.is_empty()).then_some(("tuid", id.as_str()));
        self.out.write_event(Event::Start(BytesStart::new("tu").with_attributes(id)))?;
        for name in row.keys().filter(|name| !PLACED.contains(&name.as_str())) {
            let text = cell(row, name);
            if !text.is_empty() {
                self.element("prop", Some(("type", name)), &text)?;
            }
        }
        for side in ["src", "trg"] {
            let lang = cell(row, &format!("{side}_lang"));
            self.variant(if lang.is_empty() { "und" } else { &lang }, &cell(row, &format!("{side}_text")))?;
        }
        self.out.write_event(Event::End(BytesEnd::new("tu")))
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_event(Event::End(BytesEnd::new("body")))?;
        self.out.write_event(Event::End(BytesEnd::new("tmx")))?;
        let mut out = self.out.into_inner();
        out.write_all(b"\n")?;
        out.complete()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_never_written() {
        let mut bytes = Vec::new();
        let mut writer = Box::new(Tmx::new(&mut bytes, "ms").expect("memory"));
        let row = Row::from_iter(
            [
                ("src_text", "a < b & \u{0}c\u{fffe}"),
                ("trg_text", "\"d\""),
                ("src_lang", "ms"),
                ("trg_lang", "en"),
                ("score", "1"),
            ]
            .map(|(k, v)| (k.to_owned(), v.into())),
        );
        writer.row(&row).expect("memory");
        writer.end().expect("memory");
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.contains("<seg>a &lt; b &amp; c</seg>"), "{text}");
        assert!(text.contains("<prop type=\"score\">1</prop>"), "{text}");
    }
}
