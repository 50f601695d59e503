//! Files of many documents: JSON lines, one record a line, taken apart as they are reached.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::{Fields, ReadError};
use crate::lang::Lang;
use crate::model::{Format, Meta, Record};

/// The lines of a file of JSON lines with their numbers from 0; empty lines are passed over and not counted.
pub struct Lines {
    path: String,
    reader: Box<dyn BufRead + Send>,
    limit: u64,
    next: usize,
    ended: bool,
}

impl Lines {
    /// Lines of at most `limit` bytes.
    pub fn new(path: String, reader: Box<dyn BufRead + Send>, limit: u64) -> Lines {
        Lines { path, reader, limit, next: 0, ended: false }
    }

    /// Reads up to the end of the line; what is beyond the limit is not kept. Whether the line was longer, too.
    fn line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        let mut line = Vec::new();
        let mut long = false;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                return Ok((!line.is_empty() || long).then_some((line, long)));
            }
            let end = memchr::memchr(b'\n', buffer);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            let room = usize::try_from(self.limit).unwrap_or(usize::MAX).saturating_sub(line.len());
            long |= part.len() > room;
            line.extend_from_slice(&part[..part.len().min(room)]);
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some((line, long)));
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<(String, Vec<u8>), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.line() {
                Ok(Some((line, false))) if line.trim_ascii().is_empty() => {}
                Ok(Some((line, long))) => {
                    let path = format!("{}#{}", self.path, self.next);
                    self.next += 1;
                    return Some(if long {
                        Err(ReadError::TooLarge { path, limit: self.limit })
                    } else {
                        Ok((path, line))
                    });
                }
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(ReadError::broken(&self.path, error)));
                }
            }
        }
        None
    }
}

/// Reads one line of JSON as a document.
///
/// # Errors
/// Where the line is no JSON object, or has no text.
pub fn record(path: &str, line: &[u8], fields: &Fields) -> Result<Record, ReadError> {
    let malformed = |what: String| ReadError::Malformed { path: path.to_owned(), what };
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let value: Value = serde_json::from_slice(line).map_err(|e| malformed(format!("no valid JSON: {e}")))?;
    let Value::Object(object) = value else {
        return Err(malformed("a record is a JSON object with a field for its text or HTML".to_owned()));
    };
    of_fields(path, &object, fields)
}

/// Takes the fields of a record as a document.
///
/// # Errors
/// Where there is no text among them.
pub fn of_fields(path: &str, object: &Map<String, Value>, fields: &Fields) -> Result<Record, ReadError> {
    let malformed = |what: String| ReadError::Malformed { path: path.to_owned(), what };
    let (format, text) = match (text_of(object, &fields.html), text_of(object, &fields.text)) {
        (Some(html), _) if !html.trim().is_empty() => (Format::Html, html),
        (_, Some(text)) => (Format::Plain, text),
        _ => {
            return Err(malformed(format!(
                "no field {} or {} with a text",
                fields.text.join("/"),
                fields.html.join("/")
            )));
        }
    };
    if text.trim().is_empty() {
        return Err(ReadError::Empty { path: path.to_owned() });
    }
    let get = |names: &[String]| text_of(object, names).map(|s| s.trim().to_owned()).filter(|s| !s.is_empty());
    let meta = Meta {
        url: get(&fields.url),
        title: get(&fields.title),
        date: get(&fields.date),
        lang: get(&fields.lang).and_then(|l| Lang::parse(&l).ok()),
        ..Meta::default()
    };
    Ok(Record { path: path.to_owned(), id: get(&fields.id), text, format, meta, fetched: None })
}

/// The first of some fields that has a text or a number; a name with points leads into objects.
fn text_of(object: &Map<String, Value>, names: &[String]) -> Option<String> {
    names.iter().find_map(|name| {
        let value = object.get(name).or_else(|| {
            let mut parts = name.split('.');
            let first = object.get(parts.next()?)?;
            parts.try_fold(first, |value, part| value.get(part))
        })?;
        match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Record, ReadError> {
        record("a.jsonl#0", line.as_bytes(), &Fields::default())
    }

    #[test]
    fn fields_are_found_flat_and_nested() {
        let got = read(r#"{"id":7,"text":"Satu.\nDua.","metadata":{"url":"https://a.example/1"},"lang":"msa"}"#)
            .expect("record");
        assert_eq!((got.id.as_deref(), got.meta.url.as_deref()), (Some("7"), Some("https://a.example/1")));
        assert_eq!((got.text.as_str(), got.meta.lang, got.format), ("Satu.\nDua.", Some(Lang::MS), Format::Plain));
        assert_eq!(read(r#"{"html":"<p>Satu"}"#).expect("record").format, Format::Html);
    }

    #[test]
    fn bad_records_say_what_is_wrong() {
        for line in [r#"{"text":"\ud800"}"#, "{", "[1]", r#"{"body":"x"}"#, "\"text\""] {
            assert!(matches!(read(line), Err(ReadError::Malformed { .. })), "{line}");
        }
        assert!(matches!(read(r#"{"text":" "}"#), Err(ReadError::Empty { .. })));
    }

    #[test]
    fn a_bad_line_is_one_records_error() {
        let long = "x".repeat(100);
        let text = format!("{{\"text\":\"a\"}}\n\n{long}\n{{\"text\":\"b\"}}");
        let lines = Lines::new("a.jsonl".into(), Box::new(io::Cursor::new(text)), 50);
        let got: Vec<_> = lines.map(|l| l.map(|(path, _)| path).map_err(|e| e.to_string())).collect();
        assert_eq!(got[0].as_deref(), Ok("a.jsonl#0"));
        assert!(got[1].as_ref().is_err_and(|e| e.starts_with("a.jsonl#1: larger than 50")));
        assert_eq!(got[2].as_deref(), Ok("a.jsonl#2"));
        assert_eq!(got.len(), 3);
    }
}
