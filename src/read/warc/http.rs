//! HTTP answers as crawlers store them (RFC 9112), read as leniently as browsers read them.

use std::io::Read;

use super::Fields;

/// The head of an answer.
#[derive(Debug)]
pub struct Head {
    /// Status code.
    pub status: u16,
    /// Its fields.
    pub fields: Fields,
    /// Where the body begins.
    pub body: usize,
}

/// Reads the head of an answer; `None` where there is none.
pub fn head(block: &[u8]) -> Option<Head> {
    let mut fields = Fields::default();
    let mut status = None;
    let mut at = 0;
    while let Some(end) = memchr::memchr(b'\n', &block[at..]) {
        let line = block[at..at + end].trim_ascii_end();
        at += end + 1;
        match status {
            None => {
                let text = std::str::from_utf8(line.strip_prefix(b"HTTP/")?).ok()?;
                status = Some(text.split_ascii_whitespace().nth(1)?.parse().ok()?);
            }
            Some(_) if line.is_empty() => break,
            Some(_) => fields.line(line),
        }
    }
    Some(Head { status: status?, fields, body: at })
}

/// A media type and the charset beside it, in lower case.
pub fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let mime = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_ascii_lowercase())
    });
    (mime, charset)
}

/// What stands in the way of a body.
#[derive(Debug, PartialEq, Eq)]
pub enum BodyError {
    /// More bytes than the limit.
    TooLarge,
    /// What is wrong.
    Bad(String),
}

/// The body without its transfer and content codings, at most `limit` bytes.
///
/// Crawlers often undo a coding and leave its name in the head: a body that does not look coded is taken as it is.
pub fn body(fields: &Fields, body: Vec<u8>, limit: u64) -> Result<Vec<u8>, BodyError> {
    let mut body = body;
    if fields.get("transfer-encoding").is_some_and(|v| v.to_ascii_lowercase().contains("chunked"))
        && let Some(joined) = unchunked(&body)
    {
        body = joined;
    }
    let codings = fields.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for coding in codings.split(',').rev().map(str::trim) {
        body = match coding {
            "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
                unpacked(flate2::read::MultiGzDecoder::new(body.as_slice()), limit)?
            }
            "deflate" => match unpacked(flate2::read::ZlibDecoder::new(body.as_slice()), limit) {
                Err(BodyError::Bad(_)) => match unpacked(flate2::read::DeflateDecoder::new(body.as_slice()), limit) {
                    Err(BodyError::Bad(_)) if body.is_ascii() || std::str::from_utf8(&body).is_ok() => body,
                    done => done?,
                },
                done => done?,
            },
            "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
                let decoder = zstd::Decoder::with_buffer(body.as_slice()).map_err(|e| BodyError::Bad(e.to_string()))?;
                unpacked(decoder, limit)?
            }
            // Brotli has no magic number: what is text is taken as already unpacked.
            "br" if std::str::from_utf8(&body).is_err() => {
                unpacked(brotli_decompressor::Decompressor::new(body.as_slice(), 1 << 16), limit)?
            }
            "compress" | "x-compress" if std::str::from_utf8(&body).is_err() => {
                return Err(BodyError::Bad(format!("the body is packed as '{coding}', which is not understood")));
            }
            _ => body,
        };
    }
    Ok(body)
}

fn unpacked(reader: impl Read, limit: u64) -> Result<Vec<u8>, BodyError> {
    let mut bytes = Vec::new();
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| BodyError::Bad(format!("the body's compressed data are damaged or cut off: {error}")))?;
    if bytes.len() as u64 > limit { Err(BodyError::TooLarge) } else { Ok(bytes) }
}

/// The chunks of a body, joined, as far as they go; `None` where it is not in chunks.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    let mut rest = body;
    loop {
        let size = memchr::memchr(b'\n', rest).filter(|&end| end < 1024).and_then(|end| {
            let line = rest[..end].split(|&b| b == b';').next().unwrap_or_default().trim_ascii();
            let digits = std::str::from_utf8(line).ok().filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
            Some((usize::from_str_radix(digits, 16).ok()?, end + 1))
        });
        let Some((size, at)) = size else {
            return (rest.len() < body.len()).then_some(joined);
        };
        let chunk = &rest[at..];
        joined.extend_from_slice(&chunk[..size.min(chunk.len())]);
        if size == 0 || size >= chunk.len() {
            return Some(joined);
        }
        rest = &chunk[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_as_far_as_they_go() {
        assert_eq!(unchunked(b"4\r\nsatu\r\n5;x=y\r\n dua!\r\n0\r\n\r\n").as_deref(), Some(b"satu dua!".as_slice()));
        assert_eq!(unchunked(b"4\r\nsatu\r\nff\r\n du").as_deref(), Some(b"satu du".as_slice()), "cut off");
        assert_eq!(unchunked(b"ffffffffffffffff\r\nsatu").as_deref(), Some(b"satu".as_slice()), "a false size");
        assert_eq!(unchunked(b"<p>satu</p>\n"), None, "not in chunks at all");
        assert_eq!(unchunked(b""), None);
    }

    #[test]
    fn heads_are_read_leniently() {
        let head = head(b"HTTP/2 200\nContent-Type: text/html;\n charset=\"UTF-8\"\n\n<p>").expect("head");
        assert_eq!((head.status, head.body), (200, 54));
        let value = head.fields.get("content-type").expect("type");
        assert_eq!(content_type(value), ("text/html".to_owned(), Some("utf-8".to_owned())));
        for bad in ["", "HTTP/1.1\n\n", "HTTP/1.1 abc\n\n", "<html>\n", "HTTP/1.1 99999 x\n\n"] {
            assert!(super::head(bad.as_bytes()).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_body_that_is_not_coded_is_taken_as_it_is() {
        let mut fields = Fields::default();
        fields.line(b"Content-Encoding: gzip, br, deflate");
        fields.line(b"Transfer-Encoding: chunked");
        assert_eq!(body(&fields, b"<p>Satu".to_vec(), 100), Ok(b"<p>Satu".to_vec()));
    }
}
