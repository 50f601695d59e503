//! Inputs: files, folders, globs and standard input, taken apart into records and decoded.

mod container;
mod decode;
mod discover;
pub mod pairs;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

pub use decode::decode;
pub use discover::{Input, discover};

use crate::model::{Format, Meta, Record};

/// Why an input, or one record of it, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No such file, or one that may not be read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// The path as given.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A glob that cannot be understood.
    #[error("{pattern}: no valid glob: {what}")]
    BadGlob {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        what: String,
    },
    /// A folder or glob without a file that could be read as pages.
    #[error(
        "{path}: no pages found; files of text or HTML are looked for (.txt .html .htm .xhtml .jsonl, .gz or .zst behind it)"
    )]
    NothingFound {
        /// The path as given.
        path: String,
    },
    /// A document beyond the limit.
    #[error("{path}: larger than {limit} bytes unpacked; --max-bytes raises the limit")]
    TooLarge {
        /// The path as given.
        path: String,
        /// The limit.
        limit: u64,
    },
    /// A file that is no text.
    #[error("{path}: not text ({what}); give text or HTML")]
    NotText {
        /// The path as given.
        path: String,
        /// What it looks like.
        what: String,
    },
    /// A file without a character.
    #[error("{path}: empty")]
    Empty {
        /// The path as given.
        path: String,
    },
    /// A record that is not as its container's format demands.
    #[error("{path}: {what}")]
    Malformed {
        /// Path of the record.
        path: String,
        /// What is wrong.
        what: String,
    },
}

impl ReadError {
    /// What is wrong with an input that was opened and could not be read to its end.
    fn broken(path: &str, source: io::Error) -> ReadError {
        let path = path.to_owned();
        let packed = path.ends_with(".gz") || path.ends_with(".zst");
        match source.kind() {
            io::ErrorKind::UnexpectedEof if packed => {
                ReadError::Malformed { path, what: "the compressed data end too early; the file is truncated".into() }
            }
            _ if packed && source.raw_os_error().is_none() => {
                ReadError::Malformed { path, what: format!("the compressed data are damaged: {source}") }
            }
            _ => ReadError::Unreadable { path, source },
        }
    }

    /// A short name of the reason, for the funnel.
    pub fn reason(&self) -> &'static str {
        match self {
            ReadError::Unreadable { .. } => "unreadable",
            ReadError::BadGlob { .. } => "bad_glob",
            ReadError::NothingFound { .. } => "nothing_found",
            ReadError::TooLarge { .. } => "too_large",
            ReadError::NotText { .. } => "not_text",
            ReadError::Empty { .. } => "empty",
            ReadError::Malformed { .. } => "malformed",
        }
    }
}

/// What limits and names apply to reading.
#[derive(Clone, Debug)]
pub struct Options {
    /// Most bytes of one document, unpacked.
    pub max_bytes: u64,
    /// Names of the fields of JSON records.
    pub fields: Fields,
}

impl Default for Options {
    fn default() -> Options {
        Options { max_bytes: 64 << 20, fields: Fields::default() }
    }
}

/// Under which names a JSON record has what is needed: for each, the first name that has a value counts. A point
/// leads into an object (`metadata.url`, as in Dolma's and DataTrove's files).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// Plain text.
    pub text: Vec<String>,
    /// HTML, taken before the text where both are there.
    pub html: Vec<String>,
    /// Address of the page.
    pub url: Vec<String>,
    /// Identifier.
    pub id: Vec<String>,
    /// Title.
    pub title: Vec<String>,
    /// Date of publication.
    pub date: Vec<String>,
    /// Language.
    pub lang: Vec<String>,
}

impl Default for Fields {
    fn default() -> Fields {
        let names = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
        Fields {
            text: names(&["text"]),
            html: names(&["html"]),
            url: names(&["url", "metadata.url", "metadata.WARC-Target-URI"]),
            id: names(&["id"]),
            title: names(&["title", "metadata.title"]),
            date: names(&["date", "metadata.date", "created"]),
            lang: names(&["lang", "language", "metadata.lang", "metadata.language"]),
        }
    }
}

/// A document as bytes, or where its bytes lie: read and decoded where the work on it is done.
#[derive(Clone, Debug)]
pub struct Raw {
    /// Its path as given; `#N` behind it for record N of a container.
    pub path: String,
    body: Body,
}

#[derive(Clone, Debug)]
enum Body {
    File(PathBuf),
    Bytes(Vec<u8>),
    Json(Vec<u8>),
}

/// The documents of some inputs, in order. Containers are opened as they are reached and read record by record;
/// single files are only named, to be read where the work on them is done.
pub fn documents(inputs: Vec<Input>, options: Options) -> impl Iterator<Item = Result<Raw, ReadError>> + Send {
    Documents { inputs: inputs.into_iter(), lines: None, limit: options.max_bytes }
}

struct Documents {
    inputs: std::vec::IntoIter<Input>,
    lines: Option<container::Lines>,
    limit: u64,
}

impl Iterator for Documents {
    type Item = Result<Raw, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(line) = self.lines.as_mut().and_then(Iterator::next) {
                return Some(line.map(|(path, line)| Raw { path, body: Body::Json(line) }));
            }
            self.lines = None;
            match self.inputs.next()? {
                Input::File { path, file } if is_json_lines(&path) => match unpacked(&file) {
                    Ok(reader) => {
                        let reader = BufReader::with_capacity(1 << 16, reader);
                        self.lines = Some(container::Lines::new(path, Box::new(reader), self.limit));
                    }
                    Err(source) => return Some(Err(ReadError::Unreadable { path, source })),
                },
                Input::File { path, file } => return Some(Ok(Raw { path, body: Body::File(file) })),
                Input::Stdin => {
                    let mut reader = BufReader::with_capacity(1 << 16, io::stdin());
                    if reader.fill_buf().is_ok_and(|head| head.trim_ascii_start().starts_with(b"{")) {
                        self.lines = Some(container::Lines::new("-".into(), Box::new(reader), self.limit));
                    } else {
                        return Some(
                            whole("-", reader, self.limit).map(|b| Raw { path: "-".into(), body: Body::Bytes(b) }),
                        );
                    }
                }
            }
        }
    }
}

fn bare(path: &str) -> &str {
    path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(path)
}

fn is_json_lines(path: &str) -> bool {
    bare(path).ends_with(".jsonl") || bare(path).ends_with(".ndjson")
}

impl Raw {
    /// Reads, unpacks and decodes the document.
    ///
    /// # Errors
    /// Where it cannot be read, is too large, empty, or no text.
    pub fn record(self, options: &Options) -> Result<Record, ReadError> {
        let path = self.path;
        let bytes = match self.body {
            Body::Json(line) => return container::record(&path, &line, &options.fields),
            Body::Bytes(bytes) => bytes,
            Body::File(file) => {
                let reader = unpacked(&file).map_err(|source| ReadError::Unreadable { path: path.clone(), source })?;
                whole(&path, reader, options.max_bytes)?
            }
        };
        let text = decode(&path, &bytes)?;
        drop(bytes);
        if text.trim().is_empty() {
            return Err(ReadError::Empty { path });
        }
        let format = if looks_like_html(&path, &text) { Format::Html } else { Format::Plain };
        Ok(Record { path, id: None, text, format, meta: Meta::default() })
    }
}

/// All bytes of an input, up to the limit.
fn whole(path: &str, reader: impl Read, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| ReadError::broken(path, e))?;
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge { path: path.to_owned(), limit });
    }
    Ok(bytes)
}

/// A file's bytes, unpacked where its name ends in `.gz` or `.zst`.
///
/// # Errors
/// Where the file cannot be opened.
pub fn unpacked(file: &std::path::Path) -> io::Result<Box<dyn Read + Send>> {
    let open = File::open(file)?;
    Ok(match file.extension().and_then(|e| e.to_str()) {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(open)),
        Some("zst") => Box::new(zstd::Decoder::new(open)?),
        _ => Box::new(open),
    })
}

/// What a page begins with, behind comments and declarations.
const HTML_STARTS: [&str; 12] =
    ["<!doctype", "<html", "<head", "<body", "<title", "<meta", "<article", "<div", "<table", "<section", "<h1", "<p"];

fn looks_like_html(path: &str, text: &str) -> bool {
    let name = bare(path).to_ascii_lowercase();
    if [".html", ".htm", ".xhtml"].iter().any(|e| name.ends_with(e)) {
        return true;
    }
    let mut head = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    while let Some(comment) = head.strip_prefix("<!--").or_else(|| head.strip_prefix("<?xml")) {
        let end = if head.starts_with("<!--") { "-->" } else { "?>" };
        let Some(at) = comment.find(end) else { return false };
        head = comment[at + end.len()..].trim_start();
    }
    HTML_STARTS.iter().any(|start| {
        head.get(..start.len()).is_some_and(|h| h.eq_ignore_ascii_case(start))
            && head[start.len()..].starts_with(|c: char| c.is_whitespace() || c == '>')
    })
}

#[cfg(test)]
mod tests;
