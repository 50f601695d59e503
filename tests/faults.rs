//! What goes wrong outside: full disks, files that cannot be read, too few file handles, bytes that are no text.

#![cfg(unix)]

mod common;

use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Command, Output, Stdio};

use common::Folder;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const RUN: [&str; 4] = ["-s", "ms", "-t", "en"];

const PAGE: &str = "Kedai itu dibuka pada jam 9 pagi.\nSungai itu panjangnya 560 kilometer.\n\n\
    The shop opens at 9 in the morning.\nThe river is 560 kilometres long.\n";

/// A call under limits of the shell's `ulimit`.
fn limited(limit: &str, arguments: &[&str]) -> Output {
    Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit {limit} && exec \"$0\" \"$@\""))
        .arg(assert_cmd::cargo::cargo_bin("sejajar"))
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("a shell")
}

/// `/dev/full` takes nothing, as a full disk does.
#[test]
fn a_full_disk_is_told_and_nothing_seems_done() {
    let folder = Folder::with(&[("a.txt", PAGE), ("c.tsv", "src_text\ttrg_text\nSatu.\tOne.\n")]);
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    for name in ["full.csv", "full.jsonl", "full.tmx", "full.parquet"] {
        symlink("/dev/full", folder.path(name)).expect("a link");
        for call in [
            &["run", "a.txt", "-s", "ms", "-t", "en", "-o", name][..],
            &["convert", "c.tsv", "-o", name],
            &["score", "c.tsv", "-s", "ms", "-t", "en", "-o", name],
        ] {
            folder.call(call).assert().code(1).stderr(contains(name).and(contains("space")));
        }
    }
}

/// The same by a limit on the size of files, which a temporary file runs into: the old output stays.
#[test]
fn an_output_that_cannot_be_completed_leaves_the_old_one() {
    let rows: String =
        (0..30_000).map(|n| format!("{{\"src_text\":\"Satu {n}.\",\"trg_text\":\"One {n}.\"}}\n")).collect();
    let folder = Folder::with(&[("c.jsonl", &rows), ("o.csv", "old\n"), ("o.parquet", "old\n")]);
    for name in ["o.csv", "o.parquet"] {
        let done = limited("-f 50", &["convert", &folder.path("c.jsonl"), "-o", &folder.path(name)]);
        assert!(!done.status.success(), "{done:?}");
        assert_eq!(folder.read(name), "old\n");
    }
}

#[test]
fn ten_thousand_files_need_few_handles_at_once() {
    let folder = Folder::new();
    for n in 0..10_000 {
        folder.write(&format!("many/{n:05}.txt"), b"Satu.");
    }
    folder.write("many/a.txt", PAGE.as_bytes());
    let done = limited("-n 40", &["pair", &folder.path("many"), "-s", "ms", "-t", "en", "-j", "4"]);
    assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(String::from_utf8_lossy(&done.stdout).contains("a.txt"));
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_others_are_done() {
    let folder =
        Folder::with(&[("p/a.txt", PAGE), ("p/b.txt", PAGE), ("p/c.parquet", "PAR1"), ("p/d.warc.gz", "\u{1f}x")]);
    std::fs::set_permissions(folder.path("p/b.txt"), PermissionsExt::from_mode(0o000)).expect("a mode");
    symlink("nowhere", folder.path("p/e.html")).expect("a link");
    let readable = std::fs::read(folder.path("p/b.txt")).is_ok();
    let named = |text: &str| {
        contains("c.parquet").and(contains("d.warc.gz")).and(contains("e.html")).and(contains(text.to_owned()))
    };
    sejajar_run(&folder).assert().code(3).stderr(named(if readable { "c.parquet" } else { "b.txt" }));
    assert!(folder.read("out.csv").contains("p/a.txt"));
}

fn sejajar_run(folder: &Folder) -> assert_cmd::Command {
    let mut call = folder.call(&["run", "p", "-o", "out.csv"]);
    call.args(RUN);
    call
}

#[test]
fn bytes_that_are_no_text_are_replaced_in_every_field() {
    let bad = b"a\xff\xfeb";
    let folder = Folder::new();
    let table = |tab: &[u8]| [&b"src_text"[..], tab, b"trg_text", tab, b"x\n", bad, tab, bad, tab, bad, b"\n"].concat();
    folder.write("c.csv", &table(b","));
    folder.write("c.tsv", &table(b"\t"));
    folder.write("m.ms", &[bad, &b"\n"[..]].concat());
    folder.write("m.en", &[bad, &b"\n"[..]].concat());
    for call in [&["convert", "c.csv"][..], &["convert", "c.tsv"], &["convert", "m.ms", "--moses", "m.en"]] {
        folder.call(call).assert().code(0).stdout(contains("a\u{fffd}\u{fffd}b,a\u{fffd}\u{fffd}b"));
    }
    let units = [
        b"<tmx><body><tu><tuv xml:lang=\"ms\"><seg>",
        &bad[..],
        b"</seg></tuv><tuv><seg>x</seg></tuv></tu></body></tmx>",
    ];
    folder.write("c.tmx", &units.concat());
    folder.write("c.jsonl", &[b"{\"src_text\":\"", &bad[..], b"\",\"trg_text\":\"x\"}\n"].concat());
    for name in ["c.tmx", "c.jsonl"] {
        let done = folder.call(&["convert", name]).output().expect("the binary");
        let told = String::from_utf8_lossy(&done.stderr).contains(name);
        assert!(done.status.code() == Some(0) || (done.status.code() == Some(1) && told), "{name}: {done:?}");
    }
    folder.write(
        "p/page.html",
        &[b"<title>", &bad[..], b"</title><p lang=", bad, b">", bad, b" Satu dua tiga."].concat(),
    );
    let head = [b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: ", &bad[..], b"\r\nContent-Type: text/plain\r\n"];
    folder.write("p/a.warc", &[&head.concat()[..], b"Content-Length: 5\r\n\r\nSatu.\r\n\r\n"].concat());
    folder.write("p/a.jsonl", &[b"{\"text\":\"Satu\",\"url\":\"", &bad[..], b"\"}\n{\"text\":\"Dua.\"}\n"].concat());
    folder.call(&["clean", "p"]).assert().stdout(contains("Satu").and(contains("Dua")));
}

/// A pipe that goes on for ever is ended by the limit, not by the memory.
#[test]
fn an_endless_stream_ends_at_the_limit() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("sejajar"))
        .args(["clean", "-", "--max-bytes", "100000"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary");
    let mut stdin = child.stdin.take().expect("a pipe");
    let sent = std::iter::repeat_n(b"Satu dua tiga. ".repeat(100), 10_000).try_for_each(|part| stdin.write_all(&part));
    drop(stdin);
    let done = child.wait_with_output().expect("an end");
    assert!(sent.is_err(), "it stopped reading");
    assert_eq!(done.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--max-bytes"));
}
