//! What the tests share: the binary, and a folder of their own.
#![allow(dead_code, reason = "each test file uses its part of it")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A call of the binary.
pub fn sejajar(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("sejajar").expect("the binary is built with the tests");
    command.args(arguments);
    command
}

/// The project's five pages.
pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// Texts and pages that several tests read.
pub fn data(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name).display().to_string()
}

/// What a call wrote to standard output.
pub fn stdout(done: &assert_cmd::assert::Assert) -> String {
    String::from_utf8_lossy(&done.get_output().stdout).into_owned()
}

/// What a call wrote to standard error.
pub fn stderr(done: &assert_cmd::assert::Assert) -> String {
    String::from_utf8_lossy(&done.get_output().stderr).into_owned()
}

/// The cells of one column of a CSV file with a header.
pub fn column(table: &str, name: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let at = reader.headers().expect("a header").iter().position(|h| h == name).expect("the column");
    reader.records().map(|row| row.expect("a row")[at].to_owned()).collect()
}

/// A folder of the test's own, with files in it.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder::new();
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    /// A folder with copies of some of the tests' data, so that paths in outputs are the same everywhere.
    pub fn of_data(names: &[&str]) -> Folder {
        let folder = Folder::new();
        for name in names {
            let from = PathBuf::from(data(name));
            let files = if from.is_dir() {
                let entries = std::fs::read_dir(&from).expect("a folder");
                entries.map(|e| e.expect("an entry").path()).collect()
            } else {
                vec![from.clone()]
            };
            for file in files {
                let inside = file.strip_prefix(data("")).expect("below the data").display().to_string();
                folder.write(&inside, &std::fs::read(&file).expect("a file"));
            }
        }
        folder
    }

    /// A call of the binary in this folder.
    pub fn call(&self, arguments: &[&str]) -> Command {
        let mut command = sejajar(arguments);
        command.current_dir(self.0.path());
        command
    }

    pub fn write(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(&path, bytes).expect("a file");
        path.display().to_string()
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("an output")
    }

    /// Names of what lies in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .expect("the folder")
            .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}
