//! The page that a record holds, if it holds one.

use super::Fields;
use super::http::{self, BodyError, Head};
use crate::model::{Format, Meta, Record};
use crate::read::{ReadError, decode_as, looks_like_html};

/// A page as it lies in its record: still coded, to be unpacked where the work on it is done.
#[derive(Clone, Debug)]
pub struct Page {
    body: Vec<u8>,
    codings: Vec<(&'static str, String)>,
    mime: String,
    charset: Option<String>,
    url: Option<String>,
    date: Option<String>,
}

/// Types of documents that are read.
const PAGES: [&str; 3] = ["text/html", "application/xhtml+xml", "text/plain"];

/// Why a record of this kind holds no page.
pub fn unwanted(fields: &Fields) -> Option<&'static str> {
    match fields.get("warc-type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "response" | "resource" | "conversion" => None,
        "revisit" => Some("warc_revisit"),
        "request" => Some("warc_request"),
        "metadata" => Some("warc_metadata"),
        "warcinfo" => Some("warc_info"),
        "continuation" => Some("warc_continuation"),
        _ => Some("warc_other"),
    }
}

fn address(fields: &Fields) -> Option<String> {
    let url = fields.get("warc-target-uri")?.trim_matches(['<', '>']);
    (!url.is_empty()).then(|| url.to_owned())
}

/// A record without a page, and why.
pub fn none(path: String, fields: &Fields, reason: &'static str) -> ReadError {
    ReadError::NoPage { path, url: address(fields), reason }
}

impl Page {
    /// The page of a response, a resource or a conversion.
    ///
    /// # Errors
    /// Where the record holds something else than a page, or an answer that is none.
    pub fn new(path: &str, fields: &Fields, mut block: Vec<u8>) -> Result<Page, ReadError> {
        let no_page = |reason| Err(none(path.to_owned(), fields, reason));
        let (mut mime, mut charset) = http::content_type(fields.get("content-type").unwrap_or_default());
        let mut codings = Vec::new();
        if mime == "application/http" || (mime.is_empty() && block.starts_with(b"HTTP/")) {
            let Some(Head { status, fields: http, body }) = http::head(&block) else {
                return Err(ReadError::Malformed { path: path.to_owned(), what: "no HTTP answer".to_owned() });
            };
            if !matches!(status, 200 | 203) {
                return no_page("http_status");
            }
            (mime, charset) = http::content_type(http.get("content-type").unwrap_or_default());
            for name in ["transfer-encoding", "content-encoding"] {
                codings.extend(http.get(name).map(|value| (name, value.to_owned())));
            }
            block.drain(..body);
        }
        if !mime.is_empty() && !PAGES.contains(&mime.as_str()) {
            return no_page("content_type");
        }
        let date = fields.get("warc-date").map(str::to_owned);
        Ok(Page { body: block, codings, mime, charset, url: address(fields), date })
    }

    /// Unpacks and decodes the page.
    ///
    /// # Errors
    /// Where it is too large, damaged, empty, or no text.
    pub fn record(self, path: String, limit: u64) -> Result<Record, ReadError> {
        let mut fields = Fields::default();
        for (name, value) in &self.codings {
            fields.line(format!("{name}: {value}").as_bytes());
        }
        let body = http::body(&fields, self.body, limit).map_err(|error| match error {
            BodyError::TooLarge => ReadError::TooLarge { path: path.clone(), limit },
            BodyError::Bad(what) => ReadError::Malformed { path: path.clone(), what },
        })?;
        let text = decode_as(&path, &body, self.charset.as_deref())?;
        if text.trim().is_empty() {
            return Err(ReadError::Empty { path });
        }
        let format = match self.mime.as_str() {
            "text/plain" => Format::Plain,
            "" if !looks_like_html("", &text) => {
                return Err(ReadError::NoPage { path, url: self.url, reason: "content_type" });
            }
            _ => Format::Html,
        };
        let meta = Meta { url: self.url, ..Meta::default() };
        Ok(Record { path, id: None, text, format, meta, fetched: self.date })
    }
}
