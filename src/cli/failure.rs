//! Failures that end a command.

use std::io;
use std::process::ExitCode;

use crate::lexicon::LexiconError;
use crate::pipeline::store::Halt;
use crate::read::ReadError;

/// Why a command ended without doing its work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Wrong arguments or configuration.
    #[error("{what}")]
    Usage {
        /// What is wrong.
        what: String,
        /// What to do.
        hint: String,
    },
    /// A file of the lexicons is not as it should be.
    #[error("lexicons: {0}")]
    Lexicon(#[from] LexiconError),
    /// An input cannot be used, and there is no other.
    #[error("{0}")]
    Input(#[from] ReadError),
    /// Something could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// A file is not in the format that it should be in.
    #[error("{path}: {what}")]
    Format {
        /// The file.
        path: String,
        /// What is wrong, and where.
        what: String,
    },
    /// Inputs were skipped, and `--strict` calls that an error.
    #[error("{0} inputs were skipped")]
    Skipped(usize),
    /// A floor given to `eval` was missed.
    #[error("{0}")]
    Floor(String),
    /// The user ended the command, and the same one goes on in this output folder, or begins anew.
    #[error("interrupted; {}", how_to_go_on(.0.as_deref()))]
    Interrupted(Option<String>),
    /// Whoever read the output has gone.
    #[error("the output was closed")]
    Closed,
}

fn how_to_go_on(folder: Option<&str>) -> String {
    match folder {
        Some(folder) => format!("what is done lies in {folder}, and the same command goes on from there"),
        None => "nothing was written (with an output folder, -o OUT/, the same command goes on)".to_owned(),
    }
}

impl From<Halt> for Failure {
    fn from(halt: Halt) -> Failure {
        match halt {
            Halt::Interrupted => Failure::Interrupted(None),
            Halt::Io { path, source } => Failure::io(path, source),
            Halt::Unusable { what, hint } => Failure::Usage { what, hint },
            Halt::Damaged { path } => {
                Failure::Format { path, what: "damaged; the same command notices it and makes it again".to_owned() }
            }
        }
    }
}

impl Failure {
    /// A failure of usage.
    pub fn usage(what: impl Into<String>, hint: impl Into<String>) -> Failure {
        Failure::Usage { what: what.into(), hint: hint.into() }
    }

    /// A failure to read or write `path`.
    pub fn io(path: impl Into<String>, source: io::Error) -> Failure {
        if source.kind() == io::ErrorKind::BrokenPipe {
            Failure::Closed
        } else {
            Failure::Io { path: path.into(), source }
        }
    }

    fn code(&self) -> u8 {
        match self {
            Failure::Usage { .. } => 2,
            Failure::Lexicon(_) => 2,
            Failure::Input(_) | Failure::Io { .. } | Failure::Format { .. } => 1,
            Failure::Skipped(_) => 3,
            Failure::Floor(_) => 5,
            Failure::Interrupted(_) => 130,
            Failure::Closed => 0,
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Failure::Usage { hint, .. } => Some(hint.clone()),
            Failure::Lexicon(_) => Some("`sejajar lexicon check DIR` lists all problems of a folder".into()),
            Failure::Io { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some("check the path; nothing was written".into())
            }
            Failure::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("check the permissions of the file and its folder".into())
            }
            Failure::Io { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                Some("make room; a run into a folder (-o OUT/) goes on where it stopped".into())
            }
            Failure::Input(_) => Some("give files, folders, globs, or - for standard input".into()),
            Failure::Io { .. } | Failure::Format { .. } => None,
            Failure::Skipped(_) => Some("leave --strict out to go on without them".into()),
            Failure::Floor(_) | Failure::Interrupted(_) | Failure::Closed => None,
        }
    }

    /// Prints one clear line and a hint, and gives the exit code.
    pub fn report(&self) -> ExitCode {
        if !matches!(self, Failure::Closed) {
            eprintln!("sejajar: {self}");
            if let Some(hint) = self.hint() {
                eprintln!("  hint: {hint}");
            }
        }
        ExitCode::from(self.code())
    }
}
