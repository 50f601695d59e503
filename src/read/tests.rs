//! Reading files of all kinds, and files that cannot be read.

use std::io::Write;

use super::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("folder")
}

fn write(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("write");
    path.to_string_lossy().into_owned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("gzip");
    encoder.finish().expect("gzip")
}

fn read(path: &str, options: &Options) -> Vec<Result<Record, ReadError>> {
    let (inputs, errors) = discover(&[path.to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    documents(inputs, options.clone()).map(|raw| raw.and_then(|r| r.record(options))).collect()
}

fn one(path: &str) -> Result<Record, ReadError> {
    read(path, &Options::default()).remove(0)
}

#[test]
fn members_of_gzip_and_zstd_files_are_joined() {
    let folder = folder();
    let two = [gzip(b"satu "), gzip(b"dua")].concat();
    assert_eq!(one(&write(&folder, "a.txt.gz", &two)).expect("gz").text, "satu dua");
    let packed = zstd::encode_all(b"tiga".as_slice(), 3).expect("zstd");
    assert_eq!(one(&write(&folder, "b.txt.zst", &packed)).expect("zst").text, "tiga");
}

#[test]
fn truncated_and_damaged_archives_are_named() {
    let folder = folder();
    let whole = gzip(&b"satu dua tiga ".repeat(500));
    let error = one(&write(&folder, "cut.txt.gz", &whole[..whole.len() / 2])).expect_err("truncated").to_string();
    assert!(error.contains("cut.txt.gz") && error.contains("truncated"), "{error}");
    let error = one(&write(&folder, "bad.txt.gz", b"no gzip at all")).expect_err("damaged").to_string();
    assert!(error.contains("bad.txt.gz") && error.contains("damaged"), "{error}");
    assert!(one(&write(&folder, "bad.txt.zst", b"no zstd at all")).is_err());
}

#[test]
fn a_bomb_ends_at_the_limit() {
    let folder = folder();
    let bomb = write(&folder, "bomb.html.gz", &gzip(&vec![b'a'; 1 << 20]));
    let options = Options { max_bytes: 1 << 16, ..Options::default() };
    let error = read(&bomb, &options).remove(0).expect_err("too large").to_string();
    assert!(error.contains("bomb.html.gz") && error.contains("--max-bytes"), "{error}");
}

#[test]
fn records_of_json_lines_are_named_by_their_number() {
    let folder = folder();
    let lines =
        b"{\"text\":\"Satu.\",\"url\":\"https://a.example/\"}\n{\"text\": \"\\ud800\"}\n{\"html\":\"<p>Dua.\"}\n";
    let path = write(&folder, "pages.jsonl.gz", &gzip(lines));
    let records = read(&path, &Options::default());
    assert_eq!(records.len(), 3);
    assert_eq!(records[0].as_ref().map(|r| r.path.clone()).ok(), Some(format!("{path}#0")));
    assert!(records[1].as_ref().is_err_and(|e| e.to_string().starts_with(&format!("{path}#1: "))));
    assert_eq!(records[2].as_ref().map(|r| r.format).ok(), Some(Format::Html));
}

#[test]
fn other_names_of_fields_can_be_given() {
    let folder = folder();
    let path = write(&folder, "a.jsonl", b"{\"isi\":\"Satu.\",\"asal\":{\"alamat\":\"https://a.example/\"}}");
    let fields = Fields { text: vec!["isi".into()], url: vec!["asal.alamat".into()], ..Fields::default() };
    let record = read(&path, &Options { fields, ..Options::default() }).remove(0).expect("record");
    assert_eq!((record.text.as_str(), record.meta.url.as_deref()), ("Satu.", Some("https://a.example/")));
}

#[test]
fn html_is_told_from_text_by_name_or_beginning() {
    for (text, html) in [
        ("<!DOCTYPE html><title>x", true),
        ("\u{feff}\n<!-- saved --><HTML>", true),
        ("<?xml version='1.0'?><html>", true),
        ("<p class=a>Satu", true),
        ("<pasar> naik", false),
        ("Harga < 5", false),
        ("<!-- never ended", false),
    ] {
        assert_eq!(looks_like_html("a.txt", text), html, "{text}");
    }
    assert!(looks_like_html("A.HTM.gz", "plain"));
}

#[test]
fn empty_and_binary_files_are_errors() {
    let folder = folder();
    assert!(matches!(one(&write(&folder, "a.txt", b" \n")), Err(ReadError::Empty { .. })));
    assert!(matches!(one(&write(&folder, "b.txt", b"%PDF-1.7")), Err(ReadError::NotText { .. })));
}
