//! Pairs as TMX.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use super::{Rows, malformed};
use crate::model::Row;
use crate::read::ReadError;

/// The first two variants of each unit, with their languages and the unit's properties.
pub fn rows(path: &str, reader: Box<dyn BufRead + Send>) -> Rows {
    let mut units = Units { reader: quick_xml::Reader::from_reader(reader), path: path.to_owned(), ended: false };
    Box::new(std::iter::from_fn(move || units.unit().transpose()))
}

struct Units {
    reader: quick_xml::Reader<Box<dyn BufRead + Send>>,
    path: String,
    ended: bool,
}

impl Units {
    fn unit(&mut self) -> Result<Option<Row>, ReadError> {
        let (mut segments, mut langs): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let mut properties = Row::new();
        let mut property = None;
        let mut text = String::new();
        let mut buffer = Vec::new();
        while !self.ended {
            buffer.clear();
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => {
                    self.ended = true;
                    return Err(malformed(&self.path, format!("byte {}: {error}", self.reader.error_position())));
                }
            };
            match event {
                Event::Start(e) => match e.name().as_ref() as &str {
                    "tuv" => {
                        langs.push(attribute(&e, "xml:lang").or_else(|| attribute(&e, "lang")).unwrap_or_default())
                    }
                    "seg" => text.clear(),
                    "prop" => {
                        text.clear();
                        property = attribute(&e, "type");
                    }
                    _ => {}
                },
                Event::Text(t) => text.push_str(t.as_ref()),
                Event::CData(t) => text.push_str(t.as_ref()),
                Event::GeneralRef(r) => {
                    let resolved =
                        quick_xml::escape::unescape(&format!("&{};", r.as_ref() as &str)).map(|c| c.into_owned());
                    text.push_str(&resolved.unwrap_or_default());
                }
                Event::End(e) => match e.name().as_ref() as &str {
                    "seg" => segments.push(std::mem::take(&mut text)),
                    "prop" => {
                        if let Some(name) = property.take() {
                            properties.insert(name, Value::String(text.trim().to_owned()));
                        }
                    }
                    "tu" => return self.row(segments, langs, properties).map(Some),
                    _ => {}
                },
                Event::Eof => self.ended = true,
                _ => {}
            }
        }
        Ok(None)
    }

    fn row(&self, segments: Vec<String>, langs: Vec<String>, properties: Row) -> Result<Row, ReadError> {
        let mut segments = segments.into_iter();
        let (Some(src), Some(trg)) = (segments.next(), segments.next()) else {
            return Err(malformed(
                &self.path,
                format!("byte {}: a unit with fewer than two segments", self.reader.buffer_position()),
            ));
        };
        let mut row =
            Row::from_iter([("src_text".to_owned(), Value::String(src)), ("trg_text".to_owned(), Value::String(trg))]);
        for (name, lang) in ["src_lang", "trg_lang"].into_iter().zip(langs) {
            row.insert(name.to_owned(), Value::String(lang));
        }
        row.extend(properties);
        Ok(row)
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|a| a.key.as_ref() as &str == name)?;
    quick_xml::escape::unescape(attribute.value.as_ref()).ok().map(|v| v.into_owned())
}
