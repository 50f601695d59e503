//! Pairs as two plain files, line by line, as the Moses toolkit has them.

use std::io::BufRead;

use serde_json::Value;

use super::{Rows, malformed};
use crate::model::Row;
use crate::read::ReadError;

/// Line i of one file with line i of the other; where one ends before the other, an error.
pub fn rows(path: &str, src: Box<dyn BufRead + Send>, trg: Box<dyn BufRead + Send>) -> Rows {
    let path = path.to_owned();
    let (mut src, mut trg) = (src.split(b'\n'), trg.split(b'\n'));
    let mut line = 0;
    let mut ended = false;
    Box::new(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        line += 1;
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
            Value::String(text.trim_end_matches('\r').to_owned())
        };
        let unreadable = |source| ReadError::Unreadable { path: path.clone(), source };
        match (src.next(), trg.next()) {
            (None, None) => None,
            (Some(Ok(s)), Some(Ok(t))) => {
                Some(Ok(Row::from_iter([("src_text".to_owned(), text(s)), ("trg_text".to_owned(), text(t))])))
            }
            (Some(Err(e)), _) | (_, Some(Err(e))) => {
                ended = true;
                Some(Err(unreadable(e)))
            }
            (Some(Ok(_)), None) | (None, Some(Ok(_))) => {
                ended = true;
                Some(Err(malformed(&path, format!("line {line}: one of the two files ends before the other"))))
            }
        }
    }))
}
