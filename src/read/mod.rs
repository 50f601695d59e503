//! Inputs: files, folders, globs and standard input, taken apart into records and decoded.

mod container;
mod decode;
mod discover;
mod error;
mod fields;
pub mod pairs;
mod warc;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use self::decode::decode_as;
pub use decode::decode;
pub use discover::{Input, discover};
pub use error::ReadError;
pub use fields::{FieldName, Fields};

use crate::model::{Format, Record};

/// What limits and names apply to reading.
#[derive(Clone, Debug)]
pub struct Options {
    /// Most bytes of one document, unpacked.
    pub max_bytes: u64,
    /// Names of the fields of JSON records.
    pub fields: Fields,
    /// Counts the bytes of the inputs, as they lie on disk, that have been read so far.
    pub consumed: Arc<AtomicU64>,
}

impl Default for Options {
    fn default() -> Options {
        Options { max_bytes: 64 << 20, fields: Fields::default(), consumed: Arc::default() }
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
    Page(Box<warc::Page>),
}

/// The documents of some inputs, in order. Containers are opened as they are reached and read record by record;
/// single files are only named, to be read where the work on them is done.
pub fn documents(inputs: Vec<Input>, options: Options) -> impl Iterator<Item = Result<Raw, ReadError>> + Send {
    Documents { inputs: inputs.into_iter(), records: None, limit: options.max_bytes, consumed: options.consumed }
}

/// The records of a container, one after the other.
type Records = Box<dyn Iterator<Item = Result<Raw, ReadError>> + Send>;

struct Documents {
    inputs: std::vec::IntoIter<Input>,
    records: Option<Records>,
    limit: u64,
    consumed: Arc<AtomicU64>,
}

impl Documents {
    fn lines(&self, path: String, reader: impl BufRead + Send + 'static) -> Records {
        let lines = container::Lines::new(path, Box::new(reader), self.limit);
        Box::new(lines.map(|line| line.map(|(path, line)| Raw { path, body: Body::Json(line) })))
    }

    fn crawl(&self, path: String, reader: impl BufRead + Send + 'static) -> Records {
        let records = warc::Records::new(path, Box::new(reader), self.limit);
        Box::new(records.map(|record| record.map(|(path, page)| Raw { path, body: Body::Page(Box::new(page)) })))
    }

    /// Opens a container.
    fn open(&self, file: &Path) -> io::Result<impl BufRead + Send + use<>> {
        let counted = Counted { file: File::open(file)?, count: Arc::clone(&self.consumed) };
        Ok(BufReader::with_capacity(1 << 16, unpack(file, counted)?))
    }
}

/// A file whose bytes are counted as they are read.
struct Counted {
    file: File,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Iterator for Documents {
    type Item = Result<Raw, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.records.as_mut().and_then(Iterator::next) {
                return Some(record);
            }
            self.records = None;
            match self.inputs.next()? {
                Input::File { path, file } if is_json_lines(&path) || is_crawl(&path) => match self.open(&file) {
                    Ok(reader) if is_crawl(&path) => self.records = Some(self.crawl(path, reader)),
                    Ok(reader) => self.records = Some(self.lines(path, reader)),
                    Err(source) => return Some(Err(ReadError::Unreadable { path, source })),
                },
                Input::File { path, file } => return Some(Ok(Raw { path, body: Body::File(file) })),
                Input::Stdin => {
                    let mut reader = BufReader::with_capacity(1 << 16, io::stdin());
                    let head = reader.fill_buf().map(<[u8]>::trim_ascii_start).unwrap_or_default();
                    if head.starts_with(b"{") {
                        self.records = Some(self.lines("-".into(), reader));
                    } else if head.starts_with(b"WARC/") {
                        self.records = Some(self.crawl("-".into(), reader));
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

fn is_crawl(path: &str) -> bool {
    bare(path).ends_with(".warc") || bare(path).ends_with(".wet")
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
            Body::Page(page) => return page.record(path, options.max_bytes),
            Body::Bytes(bytes) => bytes,
            Body::File(file) => {
                let unreadable = |source| ReadError::Unreadable { path: path.clone(), source };
                let open = File::open(&file).map_err(unreadable)?;
                let counted = Counted { file: open, count: Arc::clone(&options.consumed) };
                whole(&path, unpack(&file, counted).map_err(unreadable)?, options.max_bytes)?
            }
        };
        let text = decode(&path, &bytes)?;
        drop(bytes);
        if text.trim().is_empty() {
            return Err(ReadError::Empty { path });
        }
        let format = if looks_like_html(&path, &text) { Format::Html } else { Format::Plain };
        Ok(Record::new(path, text, format))
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
pub fn unpacked(file: &Path) -> io::Result<Box<dyn Read + Send>> {
    unpack(file, File::open(file)?)
}

/// The bytes of `reader`, unpacked as the name of `file` says.
fn unpack(file: &Path, reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    Ok(match file.extension().and_then(|e| e.to_str()) {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(reader)),
        Some("zst") => Box::new(zstd::Decoder::new(reader)?),
        _ => Box::new(reader),
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
