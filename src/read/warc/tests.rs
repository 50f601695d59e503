//! WARC files as crawlers write them, and as nobody should.

use std::io::{Cursor, Write};

use proptest::prelude::*;

use super::*;
use crate::model::{Format, Record};

fn record(kind: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{kind}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n");
    record("response", "application/http; msgtype=response", &[head.as_bytes(), body].concat())
}

fn html(text: &str) -> Vec<u8> {
    answer("Content-Type: text/html", format!("<p>{text}").as_bytes())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("gzip");
    encoder.finish().expect("gzip")
}

fn read_as(name: &str, bytes: Vec<u8>, limit: u64) -> Vec<Result<Record, ReadError>> {
    let records = Records::new(name.to_owned(), Box::new(Cursor::new(bytes)), limit);
    records.take(1000).map(|r| r.and_then(|(path, page)| page.record(path, limit))).collect()
}

fn read(bytes: Vec<u8>) -> Vec<Result<Record, ReadError>> {
    read_as("a.warc", bytes, 1 << 20)
}

/// Texts of pages, and for all else the reason.
fn told(records: &[Result<Record, ReadError>]) -> Vec<&str> {
    records.iter().map(|r| r.as_ref().map_or_else(|e| e.reason(), |r| r.text.as_str())).collect()
}

#[test]
fn pages_are_told_from_all_else_in_a_crawl() {
    let robots = record("response", "text/dns", b"20240506 a.example. 300 IN A 1.2.3.4");
    let moved = b"HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>moved";
    let file = [
        record("warcinfo", "application/warc-fields", b"software: x\r\n"),
        record("request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        html("Satu"),
        record("metadata", "application/warc-fields", b"via: x"),
        record("revisit", "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\n\r\n"),
        robots,
        record("response", "application/http", moved),
        answer("Content-Type: image/png", b"\x89PNG"),
        record("resource", "text/html; charset=utf-8", "<p>Dua".as_bytes()),
        record("conversion", "text/plain", "Tiga\n".as_bytes()),
    ]
    .concat();
    let records = read(file);
    assert_eq!(
        told(&records),
        [
            "warc_info",
            "warc_request",
            "<p>Satu",
            "warc_metadata",
            "warc_revisit",
            "content_type",
            "http_status",
            "content_type",
            "<p>Dua",
            "Tiga\n"
        ]
    );
    assert!(records.iter().all(|r| r.as_ref().err().is_none_or(|e| !e.is_failure())));
    let page = records[2].as_ref().expect("page");
    assert_eq!((page.path.as_str(), page.format), ("a.warc#2", Format::Html));
    assert_eq!(page.meta.url.as_deref(), Some("https://a.example/response"));
    assert_eq!(page.fetched.as_deref(), Some("2024-05-06T07:08:09Z"));
    assert_eq!(records[9].as_ref().map(|r| r.format).ok(), Some(Format::Plain));
    assert_eq!(records[6].as_ref().err().and_then(ReadError::url), Some("https://a.example/response"));
}

#[test]
fn bodies_are_unpacked_and_decoded_as_their_answers_say() {
    let text = "<p>kafé".as_bytes();
    let packed = gzip(text);
    let (one, two) = packed.split_at(9);
    let chunked = [
        format!("{:x}\r\n", one.len()).as_bytes(),
        one,
        b"\r\n",
        format!("{:X}\r\n", two.len()).as_bytes(),
        two,
        b"\r\n0\r\n\r\n",
    ]
    .concat();
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(text).expect("zlib");
    let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    raw.write_all(text).expect("deflate");
    let file = [
        answer("content-type: text/html\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked", &chunked),
        answer("Content-Type: text/html\r\nContent-Encoding: deflate", &zlib.finish().expect("zlib")),
        answer("Content-Type: text/html\r\nContent-Encoding: deflate", &raw.finish().expect("deflate")),
        answer("Content-Type: text/html\r\nContent-Encoding: zstd", &zstd::encode_all(text, 1).expect("zstd")),
        answer("Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", text),
        answer("Content-Type: text/html; charset=windows-1251", b"<p>\xec\xe8\xf0"),
        answer("Content-Type: text/html\r\nContent-Encoding: br", b"\x8b\x03\x80\xff\xfe"),
        answer("Content-Type: text/html\r\nContent-Encoding: gzip", &packed[..packed.len() / 2]),
    ]
    .concat();
    assert_eq!(
        told(&read(file)),
        ["<p>kafé", "<p>kafé", "<p>kafé", "<p>kafé", "<p>kafé", "<p>мир", "malformed", "malformed"]
    );
}

#[test]
fn bodies_packed_with_brotli_are_read_and_bombs_of_it_end() {
    let packed = b"\x1b\x40\x00\xf8\x8d\xc3\x38\x26\xbc\xf9\xe8\x5e\xa2\xe4\xf1\x59\x52\xb7\xa5\xba\x90\x1e\xfb\xf4\xa2\x13\
        \x14\xd1\x1f\x8b\x95\xb1\xaa\x00\x17\x82\x4e\x67\xd5\xee\x50\x24\x42\x9e\x17\x2e\x30\xf8\xb0\xda\xa4\xa1\xc2\xcf\x01";
    let file = |body: &[u8]| answer("Content-Type: text/html\r\nContent-Encoding: br", body);
    let text = "<p>Kucing itu tidur di atas meja. Kucing itu tidur di bawah meja.";
    assert_eq!(told(&read([file(packed), file(text.as_bytes())].concat())), [text, text]);
    assert_eq!(told(&read(file(&packed[..40]))), ["malformed"]);
    assert_eq!(told(&read_as("a.warc", file(packed), 60)), ["too_large"]);
}

#[test]
fn behind_a_damaged_member_the_next_one_is_read() {
    let members = [html("Satu"), html(&"Rosak sekali. ".repeat(90)), html("Tiga")].map(|record| gzip(&record));
    let mut file = members.concat();
    let at = members[0].len() + members[1].len() / 2;
    file[at..at + 6].fill(0xff);
    let unpacked = crate::read::packed::unpack("a.warc.gz".as_ref(), Cursor::new(file)).expect("a head");
    let records = Records::new("a.warc.gz".to_owned(), Box::new(std::io::BufReader::new(unpacked)), 1 << 20);
    let read: Vec<_> = records.map(|r| r.and_then(|(path, page)| page.record(path, 1 << 20))).collect();
    assert_eq!(told(&read), ["<p>Satu", "malformed", "<p>Tiga"]);
    let error = read[1].as_ref().expect_err("damaged").to_string();
    assert!(error.contains("a.warc.gz#1") && error.contains("damaged"), "{error}");
}

#[test]
fn a_bomb_in_a_body_ends_at_the_limit() {
    let file = [answer("Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(&vec![b'a'; 1 << 20])), html("Satu")];
    assert_eq!(told(&read_as("a.warc", file.concat(), 1 << 14)), ["too_large", "<p>Satu"]);
}

#[test]
fn a_long_record_is_passed_over_and_named() {
    let file = [html(&"panjang ".repeat(1000)), answer("Content-Type: video/mp4", &[0; 9000]), html("Satu")].concat();
    assert_eq!(told(&read_as("a.warc", file, 4000)), ["too_large", "content_type", "<p>Satu"]);
}

#[test]
fn a_truncated_file_is_read_to_the_break() {
    let whole = [html("Satu"), html("Dua"), html("Tiga")].concat();
    let cut = whole.len() - 20;
    let records = read(whole[..cut].to_vec());
    assert_eq!(told(&records), ["<p>Satu", "<p>Dua", "malformed"]);
    let error = records[2].as_ref().expect_err("cut").to_string();
    assert!(error.contains("a.warc#2") && error.contains(&format!("byte {cut} ")), "{error}");
}

#[test]
fn behind_damage_reading_goes_on_with_the_next_record() {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    let length = |wrong: &str| {
        let page = text(html("Rosak"));
        let at = page.find("Content-Length: ").expect("length") + 16;
        let end = at + page[at..].find('\r').expect("end");
        format!("{}{wrong}{}", &page[..at], &page[end..]).into_bytes()
    };
    for (wrong, wanted) in [
        ("1000000000000000000", ["malformed", "<p>Satu"].as_slice()),
        ("99999999999999999999999", &["malformed", "<p>Satu"]),
        ("-1", &["malformed", "<p>Satu"]),
        ("", &["malformed", "<p>Satu"]),
        ("47", &["<p>", "malformed", "<p>Satu"]),
    ] {
        let records = read([length(wrong), html("Satu")].concat());
        assert_eq!(told(&records), wanted, "{wrong}");
    }
    let swallowed = read([length("120"), html("Hilang"), html("Satu")].concat());
    assert_eq!(told(&swallowed).last(), Some(&"<p>Satu"));
    assert_eq!(told(&read([b"rubbish\nand more\n".to_vec(), html("Satu")].concat())), ["malformed", "<p>Satu"]);
    assert_eq!(told(&read(b"WARC/1.0\r\n\r\n".to_vec())), ["malformed"]);
    assert_eq!(told(&read(record("response", "application/http", b"no answer"))), ["malformed"]);
    let endless = [b"WARC/1.0\r\nX: ".to_vec(), vec![b'x'; 1 << 20], html("Satu")].concat();
    assert!(told(&read(endless)).contains(&"malformed"));
}

proptest! {
    /// Whatever is done to a crawl, it is read without a panic and comes to its end.
    #[test]
    fn no_damage_brings_the_reader_down(at in 0usize..900, byte: u8, cut in 0usize..900, limit in 1u64..2000) {
        let mut file = [html("Satu"), answer("Content-Type: text/html\r\nTransfer-Encoding: chunked", b"3\r\nDua\r\n0\r\n\r\n"), record("conversion", "text/plain", b"Tiga")].concat();
        let length = file.len();
        file[at % length] = byte;
        file.truncate(length - cut % length);
        prop_assert!(read_as("a.warc", file, limit).len() < 50);
    }

    #[test]
    fn nor_do_bytes_of_any_kind(bytes: Vec<u8>) {
        let wrapped = [b"WARC/1.0\r\nContent-Length: 40\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 \r\n".to_vec(), bytes].concat();
        prop_assert!(read_as("a.warc", wrapped, 1000).len() < 1000);
    }
}
