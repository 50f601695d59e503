//! What can be wrong with an input.

use std::io;

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
        "{path}: no pages found; files of text or HTML are looked for (.txt .html .htm .xhtml .jsonl .parquet .warc .wet, .gz or .zst behind it)"
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
    /// A record of a crawl that holds no page, as most do: no failure, only to be counted.
    #[error("{path}: no page ({reason})")]
    NoPage {
        /// Path of the record.
        path: String,
        /// The address that the record is of.
        url: Option<String>,
        /// Why, for the funnel.
        reason: &'static str,
    },
}

impl ReadError {
    /// What is wrong with an input that was opened and could not be read to its end.
    pub(super) fn broken(path: &str, source: io::Error) -> ReadError {
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
            ReadError::NoPage { reason, .. } => reason,
        }
    }

    /// Whether something that should have been read was not; otherwise there was nothing to read.
    pub fn is_failure(&self) -> bool {
        !matches!(self, ReadError::NoPage { .. })
    }

    /// The address of what was not read, where it is known.
    pub fn url(&self) -> Option<&str> {
        match self {
            ReadError::NoPage { url, .. } => url.as_deref(),
            _ => None,
        }
    }
}
