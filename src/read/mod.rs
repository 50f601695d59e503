//! Inputs: files, folders, globs and standard input, taken apart into records and decoded.

mod decode;
mod discover;
pub mod pairs;

use std::fs::File;
use std::io::{self, Read};
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
}

impl Default for Options {
    fn default() -> Options {
        Options { max_bytes: 64 << 20 }
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
}

/// The documents of some inputs, in order. Containers are opened as they are reached.
pub fn documents(inputs: Vec<Input>, options: Options) -> impl Iterator<Item = Result<Raw, ReadError>> {
    inputs.into_iter().map(move |input| match input {
        Input::File { path, file } => Ok(Raw { path, body: Body::File(file) }),
        Input::Stdin => {
            let mut bytes = Vec::new();
            let limit = options.max_bytes;
            io::stdin()
                .lock()
                .take(limit + 1)
                .read_to_end(&mut bytes)
                .map_err(|source| ReadError::Unreadable { path: "-".into(), source })?;
            if bytes.len() as u64 > limit {
                return Err(ReadError::TooLarge { path: "-".into(), limit });
            }
            Ok(Raw { path: "-".into(), body: Body::Bytes(bytes) })
        }
    })
}

impl Raw {
    /// Reads, unpacks and decodes the document.
    ///
    /// # Errors
    /// Where it cannot be read, is too large, empty, or no text.
    pub fn record(self, options: &Options) -> Result<Record, ReadError> {
        let path = self.path;
        let bytes = match self.body {
            Body::Bytes(bytes) => bytes,
            Body::File(file) => unpack(&path, &file, options)?,
        };
        let text = decode(&path, &bytes)?;
        if text.trim().is_empty() {
            return Err(ReadError::Empty { path });
        }
        let format = if looks_like_html(&path, &text) { Format::Html } else { Format::Plain };
        Ok(Record { path, id: None, text, format, meta: Meta::default() })
    }
}

fn unpack(path: &str, file: &std::path::Path, options: &Options) -> Result<Vec<u8>, ReadError> {
    let unreadable = |source| ReadError::Unreadable { path: path.to_owned(), source };
    let mut reader = unpacked(file).map_err(unreadable)?;
    let mut bytes = Vec::new();
    reader.by_ref().take(options.max_bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > options.max_bytes {
        return Err(ReadError::TooLarge { path: path.to_owned(), limit: options.max_bytes });
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

fn looks_like_html(path: &str, text: &str) -> bool {
    let stem = path.trim_end_matches(".gz").trim_end_matches(".zst");
    if [".html", ".htm", ".xhtml"].iter().any(|e| stem.ends_with(e)) {
        return true;
    }
    let head = text.trim_start().get(..200).unwrap_or(text.trim_start()).to_ascii_lowercase();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}
