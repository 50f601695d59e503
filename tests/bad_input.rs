//! Bad input: a clear error that says what, where and what to do; the rest of the batch goes on; nothing half-written.

mod common;

use common::{Folder, seeds, sejajar};
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

const RUN: [&str; 4] = ["-s", "ms", "-t", "en"];

#[test]
fn a_missing_file_is_named() {
    let folder = Folder::new();
    let missing = folder.path("none.txt");
    sejajar(&["run", &missing, "-o", &folder.path("out.csv")])
        .args(RUN)
        .assert()
        .code(1)
        .stderr(contains("none.txt").and(contains("hint")));
    assert_eq!(folder.names(), Vec::<String>::new());
}

#[test]
fn a_folder_without_pages_says_what_is_looked_for() {
    let folder = Folder::with(&[("pages/photo.jpg", "x")]);
    sejajar(&["run", &folder.path("pages")])
        .args(RUN)
        .assert()
        .code(1)
        .stderr(contains("no pages found").and(contains(".html")));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = Folder::new();
    folder.write("a.txt", b"\x7fELF\0\0\0\x01\x02\x03\0\0");
    folder.write("b.txt", b"");
    folder.write("c.txt", "Kucing itu tidur di atas meja sepanjang hari.\n".as_bytes());
    let out = folder.path("clean.txt");
    sejajar(&["clean", &folder.path("a.txt"), &folder.path("b.txt"), &folder.path("c.txt"), "-o", &out])
        .assert()
        .code(3)
        .stderr(contains("a.txt").and(contains("b.txt")));
    assert!(folder.read("clean.txt").contains("Kucing itu tidur"));
    sejajar(&["clean", &folder.path("a.txt"), &folder.path("c.txt"), "--strict"])
        .assert()
        .code(3)
        .stderr(contains("skipped"));
}

#[test]
fn no_pair_is_an_exit_code_and_a_header() {
    let folder = Folder::with(&[("a.txt", "Kucing itu tidur di atas meja sepanjang hari.\n")]);
    let out = folder.path("out.csv");
    sejajar(&["run", &folder.path("a.txt"), "-o", &out]).args(RUN).assert().code(4);
    assert!(folder.read("out.csv").starts_with("src_text,trg_text,score,bead,"));
    assert_eq!(folder.read("out.csv").lines().count(), 1);
}

#[test]
fn a_document_beyond_the_limit_names_the_option() {
    let folder = Folder::new();
    folder.write("big.txt", &vec![b'a'; 5000]);
    sejajar(&["clean", &folder.path("big.txt"), "--max-bytes", "4000"])
        .assert()
        .code(3)
        .stderr(contains("big.txt").and(contains("--max-bytes")));
}

#[test]
fn a_line_of_fifty_megabytes_is_worked_through() {
    let folder = Folder::new();
    folder.write("long.txt", "perkataan demi perkataan ".repeat(2_000_000).as_bytes());
    sejajar(&["split", "-l", "ms", &folder.path("long.txt"), "-o", &folder.path("out.txt")]).assert().code(0);
    assert!(folder.read("out.txt").len() > 49_000_000);
}

#[test]
fn an_unknown_language_is_refused() {
    sejajar(&["split", "-l", "klingon"])
        .write_stdin("a\n")
        .assert()
        .code(2)
        .stderr(contains("klingon").and(contains("ms, id or en")));
}

#[test]
fn an_unwritable_output_is_told_before_the_work() {
    let folder = Folder::with(&[("a.txt", "Satu.\n")]);
    sejajar(&["run", &folder.path("a.txt"), "-o", &folder.path("none/out.csv")])
        .args(RUN)
        .assert()
        .code(1)
        .stderr(contains("none/out.csv"));
    sejajar(&["run", &folder.path("a.txt"), "-o", &folder.path("out.doc")])
        .args(RUN)
        .assert()
        .code(2)
        .stderr(contains(".csv"));
}

#[test]
fn an_unknown_key_names_the_nearest() {
    let folder = Folder::with(&[("sejajar.toml", "min-scor = 0.5\n"), ("bad.toml", "= 3\n"), ("a.txt", "Satu.\n")]);
    sejajar(&["run", &folder.path("a.txt"), "-c", &folder.path("sejajar.toml")])
        .args(RUN)
        .assert()
        .code(2)
        .stderr(contains("min-scor").and(contains("'min-score'")));
    sejajar(&["run", &folder.path("a.txt"), "-c", &folder.path("bad.toml")])
        .args(RUN)
        .assert()
        .code(2)
        .stderr(contains("bad.toml:1"));
}

#[test]
fn a_flag_wins_over_the_configuration() {
    let folder =
        Folder::with(&[("sejajar.toml", "lang = \"klingon\"\n"), ("good.toml", "lang = \"ms\"\nquiet = true\n")]);
    sejajar(&["split", "-c", &folder.path("sejajar.toml")]).write_stdin("Satu.\n").assert().code(2);
    sejajar(&["split", "-c", &folder.path("good.toml"), "-l", "id"])
        .write_stdin("Satu. Dua.\n")
        .assert()
        .code(0)
        .stdout("Satu.\nDua.\n\n");
}

#[test]
fn invalid_utf8_in_lines_is_replaced_and_the_rest_goes_on() {
    sejajar(&["split", "-l", "ms"])
        .write_stdin(b"Satu \xff dua. Tiga.\nEmpat.\n".to_vec())
        .assert()
        .code(0)
        .stdout(contains("Tiga.").and(contains("Empat.")));
}

#[test]
fn verbose_tells_what_is_in_use() {
    let told = contains("threads 2; lexicons built in");
    sejajar(&["split", "-l", "ms", "-v", "-j", "2"]).write_stdin("Satu.\n").assert().code(0).stderr(told);
    sejajar(&["split", "-l", "ms", "-j", "2"]).write_stdin("Satu.\n").assert().code(0).stderr("");
}

#[test]
fn empty_input_gives_empty_output() {
    for command in [vec!["split", "-l", "ms"], vec!["normalize", "-l", "ms"], vec!["langid"]] {
        sejajar(&command).write_stdin("").assert().code(0).stdout("");
    }
}

#[test]
fn a_bad_jobs_row_is_named_by_its_line() {
    let folder = Folder::with(&[("a.txt", "Satu.\n"), ("jobs.tsv", "a\tb\n")]);
    sejajar(&["align", "--jobs", &folder.path("jobs.tsv")]).args(RUN).assert().code(1).stderr(contains("line 1"));
}

#[test]
fn an_unreadable_job_is_skipped_and_the_others_are_done() {
    let folder = Folder::with(&[("s.txt", "Dua ekor kucing.\n"), ("t.txt", "Two cats.\n")]);
    let rows = format!(
        "{}\t{}\t{}\n{}\t{}\t{}\n",
        folder.path("no.txt"),
        folder.path("t.txt"),
        folder.path("1.out"),
        folder.path("s.txt"),
        folder.path("t.txt"),
        folder.path("2.out")
    );
    folder.write("jobs.tsv", rows.as_bytes());
    sejajar(&["align", "--jobs", &folder.path("jobs.tsv"), "--pre-split", "--format", "ladder"])
        .args(RUN)
        .assert()
        .code(3)
        .stderr(contains("no.txt"));
    assert!(folder.read("2.out").starts_with("[0]:[0]"));
}

#[test]
fn an_empty_side_gives_beads_without_a_partner() {
    let folder = Folder::with(&[("s.txt", ""), ("t.txt", "Two cats.\nThree dogs.\n")]);
    sejajar(&["align", &folder.path("s.txt"), &folder.path("t.txt"), "--pre-split", "--format", "ladder"])
        .args(RUN)
        .assert()
        .code(4)
        .stdout("[]:[0]\n[]:[1]\n");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("sejajar"))
        .args(["split", "-l", "ms"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    use std::io::Write;
    let _ = child.stdin.take().expect("stdin").write_all("Satu. Dua.\n".repeat(200_000).as_bytes());
    let done = child.wait_with_output().expect("it ends");
    assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn the_seeds_can_be_cleaned_from_any_form_of_path() {
    let seeds = seeds();
    let glob = format!("{}/00[01]_*.txt", seeds.display());
    sejajar(&["clean", &glob]).assert().code(0).stdout(contains("Kehadiran tentara AS"));
}

/// Else a root user's `-o /dev/null` would take the device from the whole machine.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_written_and_never_replaced() {
    use std::os::unix::fs::{FileTypeExt, symlink};

    let folder = Folder::with(&[("a.txt", "Kucing itu  tidur.\n"), ("kept.txt", "old\n")]);
    let pipe = folder.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe).unwrap()
    });
    sejajar(&["normalize", &folder.path("a.txt"), "-o", &pipe]).assert().success();
    assert_eq!(reader.join().unwrap(), "Kucing itu tidur.\n");
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());

    let link = folder.path("link.txt");
    symlink(folder.path("kept.txt"), &link).unwrap();
    sejajar(&["normalize", &folder.path("a.txt"), "-o", &link]).assert().success();
    assert_eq!(folder.read("kept.txt"), "Kucing itu tidur.\n");
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
}
