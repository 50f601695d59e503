//! Bytes into text: which encoding, and whether it is text at all.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ReadError;

/// How far a page is searched for the encoding it declares, in bytes. HTML5 says 1024; real heads are longer.
const PRESCAN: usize = 4096;

/// How much of a text the detector looks at, in bytes.
const DETECT: usize = 1 << 16;

/// First bytes of files that are no text, and what they are.
const MAGIC: [(&[u8], &str); 18] = [
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data; a name that ends in .gz has it unpacked"),
    (b"\x28\xb5\x2f\xfd", "zstd data; a name that ends in .zst has it unpacked"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"wOF2", "a font"),
];

/// Decodes a document's bytes into UTF-8.
///
/// The encoding is found in the order of HTML5: byte order mark, what the page declares (`<meta charset>`, the
/// XML declaration), detection. Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever is declared. Malformed
/// sequences become U+FFFD.
///
/// # Errors
/// Where the bytes are no text.
pub fn decode(path: &str, bytes: &[u8]) -> Result<String, ReadError> {
    decode_as(path, bytes, None)
}

/// As [`decode`], for a page whose HTTP answer named an encoding: behind a byte order mark, before what the page says.
///
/// # Errors
/// Where the bytes are no text.
pub fn decode_as(path: &str, bytes: &[u8], label: Option<&str>) -> Result<String, ReadError> {
    let not_text = |what: &str| ReadError::NotText { path: path.to_owned(), what: what.to_owned() };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(not_text(what));
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        if let Some(encoding) = utf16_without_mark(bytes) {
            return Ok(encoding.decode_without_bom_handling(bytes).0.into_owned());
        }
        if !has_markup(bytes) {
            return Err(not_text(&format!("a NUL at byte {at}")));
        }
    }
    let declared = label.and_then(|label| named(label.as_bytes())).or_else(|| declared(bytes));
    match std::str::from_utf8(bytes) {
        // Only these hide other characters in ASCII bytes.
        Ok(text) if declared.is_none_or(|e| e.name() != "ISO-2022-JP") || !text.is_ascii() => Ok(text.to_owned()),
        _ => {
            let encoding = match declared {
                Some(encoding) if encoding == UTF_8 && !is_mostly_utf8(bytes) => detect(bytes),
                Some(encoding) => encoding,
                None if is_mostly_utf8(bytes) => UTF_8,
                None => detect(bytes),
            };
            Ok(Cow::into_owned(encoding.decode_without_bom_handling(bytes).0))
        }
    }
}

/// The encoding of a text without mark or declaration, by its letters.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // ASCII says nothing of the encoding; what matters begins with the first byte beyond it.
    let from = bytes.iter().position(|&b| b >= 0x80).unwrap_or(0).saturating_sub(DETECT / 8);
    let end = bytes.len().min(from + DETECT);
    detector.feed(&bytes[from..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether a text is UTF-8 with some damage rather than in another encoding: most sequences are well-formed.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xc0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

/// UTF-16 without a mark: every second byte of mostly Latin text is zero, on one side alone.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if half >= 4 && odd * 10 > half * 4 && even * 20 < half {
        Some(UTF_16LE)
    } else if half >= 4 && even * 10 > half * 4 && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn has_markup(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(PRESCAN)].to_ascii_lowercase();
    memchr::memmem::find(&head, b"<html").is_some() || memchr::memmem::find(&head, b"<!doctype html").is_some()
}

/// The encoding that a page declares at its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(PRESCAN)];
    if !head.contains(&b'<') {
        return None;
    }
    let lower = head.to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&lower[at..], b"<meta") {
        let start = at + found;
        let end = memchr::memchr(b'>', &lower[start..]).map_or(lower.len(), |e| start + e);
        if let Some(label) = label_after(&lower[start..end], b"charset") {
            return named(label);
        }
        at = end;
    }
    if lower.starts_with(b"<?xml") {
        let end = memchr::memmem::find(&lower, b"?>").unwrap_or(lower.len());
        return label_after(&lower[..end], b"encoding").and_then(named);
    }
    None
}

/// The value behind `name` and an equals sign, in quotes or not.
fn label_after<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let behind = &tag[memchr::memmem::find(tag, name)? + name.len()..];
    let value = behind.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
    let end = value.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b' ' | b'/')).unwrap_or(value.len());
    Some(&value[..end])
}

/// An encoding by its label. UTF-16 cannot declare itself in ASCII bytes: such a page is in UTF-8, says HTML5.
fn named(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return Some(UTF_8);
    }
    Some(if encoding.name() == "x-user-defined" { WINDOWS_1252 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode("page", bytes).expect("text")
    }

    #[test]
    fn a_mark_comes_first() {
        assert_eq!(text(b"\xef\xbb\xbfsatu"), "satu");
        assert_eq!(text(b"\xff\xfes\0a\0t\0u\0"), "satu");
        assert_eq!(text(b"\xfe\xff\0s\0a\0t\0u"), "satu");
    }

    #[test]
    fn what_the_page_declares_comes_next() {
        assert_eq!(text(b"<meta charset=windows-1252><p>\x93dua\x94"), "<meta charset=windows-1252><p>“dua”");
        let old = b"<META http-equiv=Content-Type content=\"text/html; charset=ISO-8859-2\"><p>\xb1";
        assert!(text(old).ends_with("<p>ą"));
        let xml = b"<?xml version='1.0' encoding='iso-8859-7'?><html>\xe1";
        assert!(text(xml).ends_with("<html>α"));
        let gbk = b"<meta charset=\"gb2312\"><p>\xd6\xd0\xce\xc4";
        assert!(text(gbk).ends_with("<p>中文"));
    }

    #[test]
    fn valid_utf8_is_utf8_whatever_is_declared() {
        assert!(text("<meta charset=iso-8859-1><p>“café”".as_bytes()).ends_with("“café”"));
        assert!(text("<meta charset=utf-16><p>é".as_bytes()).ends_with("é"));
    }

    #[test]
    fn without_a_declaration_letters_decide() {
        assert!(
            text(
                "Menurut pengamat, caf\u{e9} di Montr\u{e9}al itu tutup; na\u{ef}f, d\u{e9}j\u{e0} vu."
                    .chars()
                    .map(|c| c as u32 as u8)
                    .collect::<Vec<_>>()
                    .as_slice()
            )
            .contains("café di Montréal")
        );
        assert_eq!(text(b"He said \x93no\x94 and left the room."), "He said “no” and left the room.");
        assert_eq!(text(b"s\0a\0t\0u\0 \0d\0u\0a\0"), "satu dua");
    }

    #[test]
    fn damage_in_utf8_stays_local() {
        assert_eq!(text(b"caf\xc3\xa9 \xc3\xa9t\xc3\xa9 \xe2\x80\x93 \xc3\xa0 \xff fin"), "café été – à \u{fffd} fin");
        let page = b"<meta charset=utf-8>r\xe9sum\xe9, d\xe9j\xe0 vu, caf\xe9";
        assert!(text(page).ends_with("résumé, déjà vu, café"), "a false declaration of UTF-8");
    }

    #[test]
    fn binary_files_are_told() {
        for bytes in [b"%PDF-1.4 ...".as_slice(), b"PK\x03\x04zip", b"abc\0\0\0def\x01\x02", b"\x1f\x8b\x08"] {
            assert!(matches!(decode("x", bytes), Err(ReadError::NotText { .. })), "{bytes:?}");
        }
        assert!(text(b"<html><p>a\0b").contains("a\0b"), "a stray NUL in a page is no reason to refuse it");
    }
}
