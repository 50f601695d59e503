//! Which files are meant.

use std::path::{Path, PathBuf};

use super::ReadError;

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File {
        /// Its path as given, or below the folder as given; always with `/`.
        path: String,
        /// Where it is.
        file: PathBuf,
    },
    /// Standard input.
    Stdin,
}

impl Input {
    /// The path by which the input is named in outputs.
    pub fn path(&self) -> &str {
        match self {
            Input::File { path, .. } => path,
            Input::Stdin => "-",
        }
    }
}

/// Suffixes of files that are taken from folders.
const PAGES: &[&str] = &["txt", "text", "md", "html", "htm", "xhtml", "jsonl", "ndjson", "parquet", "warc", "wet"];

/// Resolves arguments into inputs, sorted and each once; what cannot be resolved is told beside.
///
/// A file is taken whatever its suffix; folders (recursively) and globs give their files of known suffixes.
pub fn discover(arguments: &[String]) -> (Vec<Input>, Vec<ReadError>) {
    let mut inputs: Vec<Input> = Vec::new();
    let mut errors = Vec::new();
    for argument in arguments {
        if argument == "-" {
            inputs.push(Input::Stdin);
            continue;
        }
        let path = Path::new(argument);
        let before = inputs.len();
        let found = match std::fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, &mut inputs),
            Ok(_) => {
                inputs.push(file(path));
                Ok(())
            }
            Err(_) if argument.contains(['*', '?', '[']) => expand(argument, &mut inputs),
            Err(source) => Err(ReadError::Unreadable { path: argument.clone(), source }),
        };
        match found {
            Err(error) => errors.push(error),
            Ok(()) if inputs.len() == before => errors.push(ReadError::NothingFound { path: argument.clone() }),
            Ok(()) => {}
        }
    }
    inputs.sort_by(|a, b| a.path().cmp(b.path()));
    inputs.dedup();
    (inputs, errors)
}

fn file(path: &Path) -> Input {
    Input::File { path: path.to_string_lossy().replace('\\', "/"), file: path.to_owned() }
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let bare = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    bare.rsplit_once('.').is_some_and(|(_, suffix)| PAGES.contains(&suffix))
}

fn walk(folder: &Path, inputs: &mut Vec<Input>) -> Result<(), ReadError> {
    let unreadable = |source| ReadError::Unreadable { path: folder.display().to_string(), source };
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            walk(&path, inputs)?;
        } else if is_page(&path) {
            inputs.push(file(&path));
        }
    }
    Ok(())
}

fn expand(pattern: &str, inputs: &mut Vec<Input>) -> Result<(), ReadError> {
    let paths =
        glob::glob(pattern).map_err(|e| ReadError::BadGlob { pattern: pattern.to_owned(), what: e.to_string() })?;
    for path in paths {
        let path =
            path.map_err(|e| ReadError::Unreadable { path: e.path().display().to_string(), source: e.into() })?;
        if path.is_file() {
            inputs.push(file(&path));
        } else if path.is_dir() {
            walk(&path, inputs)?;
        }
    }
    Ok(())
}
