//! Files of sentence pairs that exist already: CSV, TSV, JSON lines, TMX.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::ReadError;

/// A row of a file of pairs: its cells by the names of the columns.
pub type Cells = HashMap<String, String>;

/// The source and target texts of a file of pairs, whatever its format.
///
/// # Errors
/// Where the format is not recognised or a row is malformed.
pub fn texts(path: &str, text: &str) -> Result<Vec<(String, String)>, ReadError> {
    let bare = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path);
    if bare.ends_with(".tmx") || text.trim_start().starts_with("<?xml") {
        return tmx(path, text);
    }
    let cell = |row: &Cells, name: &str| row.get(name).cloned().unwrap_or_default();
    Ok(rows(path, text)?.iter().map(|row| (cell(row, "src_text"), cell(row, "trg_text"))).collect())
}

/// The rows of a CSV or TSV file. Without a header that names `src_text`, the first two columns are the texts.
///
/// # Errors
/// Where a row is malformed.
pub fn rows(path: &str, text: &str) -> Result<Vec<Cells>, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let tabs = first.contains('\t');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if tabs { b'\t' } else { b',' })
        .quoting(!tabs)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut header: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    for (i, record) in reader.records().enumerate() {
        let record = record.map_err(|e| ReadError::Malformed { path: path.to_owned(), what: e.to_string() })?;
        if i == 0 {
            let names: Vec<String> = record.iter().map(str::to_owned).collect();
            if names.iter().any(|n| n == "src_text") {
                header = Some(names);
                continue;
            }
            // Two columns named after languages are a header too.
            if names.len() >= 2 && names.iter().take(2).all(|n| n.len() <= 3 && crate::lang::Lang::parse(n).is_ok()) {
                header = Some(["src_text", "trg_text"].map(str::to_owned).into());
                continue;
            }
            header = Some(["src_text", "trg_text"].map(str::to_owned).into());
        }
        if record.len() < 2 {
            let what = format!(
                "line {}: one column where source and target belong",
                record.position().map_or(i as u64 + 1, csv::Position::line)
            );
            return Err(ReadError::Malformed { path: path.to_owned(), what });
        }
        rows.push(header.iter().flatten().cloned().zip(record.iter().map(str::to_owned)).collect());
    }
    Ok(rows)
}

/// The first two variants of each unit of a TMX file.
fn tmx(path: &str, text: &str) -> Result<Vec<(String, String)>, ReadError> {
    let malformed = |what: String| ReadError::Malformed { path: path.to_owned(), what };
    let mut reader = quick_xml::Reader::from_str(text);
    let mut pairs = Vec::new();
    let mut segments: Vec<String> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().map_err(|e| malformed(format!("byte {}: {e}", reader.error_position())))? {
            Event::Start(e) if e.name().as_ref() == "seg" => {
                inside = true;
                segments.push(String::new());
            }
            Event::End(e) if e.name().as_ref() == "seg" => inside = false,
            Event::End(e) if e.name().as_ref() == "tu" => {
                if segments.len() < 2 {
                    return Err(malformed(format!(
                        "byte {}: a unit with fewer than two segments",
                        reader.buffer_position()
                    )));
                }
                let trg = segments.swap_remove(1);
                pairs.push((segments.swap_remove(0), trg));
                segments.clear();
            }
            Event::Text(t) if inside => {
                if let Some(segment) = segments.last_mut() {
                    segment.push_str(t.as_ref());
                }
            }
            Event::GeneralRef(r) if inside => {
                let resolved = quick_xml::escape::unescape(&format!("&{};", r.as_ref() as &str))
                    .map_err(|e| malformed(e.to_string()))?
                    .into_owned();
                if let Some(segment) = segments.last_mut() {
                    segment.push_str(&resolved);
                }
            }
            Event::CData(c) if inside => {
                if let Some(segment) = segments.last_mut() {
                    segment.push_str(c.as_ref());
                }
            }
            Event::Eof => return Ok(pairs),
            _ => {}
        }
    }
}
