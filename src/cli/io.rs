//! What the commands share: lines in, lines out, packs loaded, skipped inputs told.

use std::io::{BufRead, BufReader, Read, Write};

use super::args::Inputs;
use super::{Common, Failure};
use crate::flow::Flow;
use crate::lang::Lang;
use crate::lexicon::{Learned, Lexicons, Numbers};
use crate::normalize;
use crate::pipeline::{Sentencers, Skip, Tools};
use crate::read::{self, Input, ReadError};
use crate::write::Output;

impl Common {
    /// The threads asked for.
    pub fn flow(&self) -> Result<Flow, Failure> {
        let flow = Flow::new(self.threads).map_err(|e| Failure::io("threads", std::io::Error::other(e)))?;
        if self.verbose {
            let lexicons = self
                .lexicons
                .as_ref()
                .map_or("built in".to_owned(), |dir| format!("{} over the built-in ones", dir.display()));
            eprintln!("sejajar {}: threads {}; lexicons {lexicons}", env!("CARGO_PKG_VERSION"), flow.threads());
        }
        Ok(flow)
    }

    /// The built-in lexicons, and the folder laid over them.
    pub fn lexicons(&self) -> Result<Lexicons, Failure> {
        match &self.lexicons {
            None => Ok(Lexicons::builtin()),
            Some(folder) => Lexicons::with_folder(folder).map_err(|e| {
                Failure::usage(e.to_string(), "--lexicons wants a folder laid out like lexicons/ of the project")
            }),
        }
    }

    /// The stages, ready for work.
    pub fn tools(&self, lexicons: &Lexicons) -> Result<Tools, Failure> {
        Ok(Tools::load(lexicons)?)
    }

    /// What takes blocks of some languages to sentences.
    pub fn sentencers(&self, lexicons: &Lexicons, langs: Option<&[Lang]>) -> Result<Sentencers, Failure> {
        Ok(Sentencers::load(lexicons, normalize::Options::default(), langs)?)
    }

    /// How inputs are read.
    pub fn reading(&self) -> read::Options {
        let mut fields = read::Fields::default();
        self.fields.iter().for_each(|name| fields.prefer(name));
        read::Options { max_bytes: self.max_bytes, fields, ..read::Options::default() }
    }

    /// Says something about what goes on, unless `--quiet`.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// Tells what was skipped; gives exit code 3 if anything was, an error with `--strict`.
    pub fn skipped(&self, skipped: &[Skip]) -> Result<u8, Failure> {
        for skip in skipped {
            eprintln!("sejajar: skipped: {}", skip.message);
        }
        match skipped.len() {
            0 => Ok(0),
            n if self.strict => Err(Failure::Skipped(n)),
            _ => Ok(3),
        }
    }
}

/// Numbers, dates and sums of two languages.
pub fn numbers(lexicons: &Lexicons, langs: (Lang, Lang)) -> Result<[Numbers; 2], Failure> {
    Ok([Numbers::new(lexicons, langs.0)?, Numbers::new(lexicons, langs.1)?])
}

/// The inputs that arguments stand for; where there are none at all, an error.
pub fn inputs(arguments: &Inputs) -> Result<(Vec<Input>, Vec<Skip>), Failure> {
    let mut paths = arguments.paths.clone();
    if let Some(list) = &arguments.files_from {
        if list == "-" && paths.iter().any(|path| path == "-") {
            return Err(Failure::usage(
                "standard input cannot be a page and the list of files at once",
                "give the list as a file: --files-from FILE",
            ));
        }
        for (_, reader) in open(std::slice::from_ref(list))? {
            for line in reader.lines() {
                let line = line.map_err(|e| Failure::io(list, e))?;
                paths.extend((!line.trim().is_empty()).then(|| line.trim_end_matches('\r').to_owned()));
            }
        }
    }
    let (inputs, mut errors) = read::discover(&paths);
    if inputs.is_empty() && !errors.is_empty() {
        return Err(Failure::Input(errors.swap_remove(0)));
    }
    Ok((inputs, errors.iter().map(skip).collect()))
}

/// An input's error as something skipped.
pub fn skip(error: &ReadError) -> Skip {
    Skip { reason: error.reason().to_owned(), message: error.to_string() }
}

/// Opens an output.
pub fn output(path: Option<&str>) -> Result<Output, Failure> {
    Output::open(path).map_err(|e| Failure::io(path.unwrap_or("standard output"), e))
}

/// Completes an output.
pub fn finish(output: Output, path: Option<&str>) -> Result<(), Failure> {
    output.finish().map_err(|e| Failure::io(path.unwrap_or("standard output"), e))
}

/// What an earlier run learned of words, of the same two languages.
pub fn known(path: Option<&str>, langs: (Lang, Lang)) -> Result<Option<Learned>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let learned = Learned::parse(&text(path)?, path)?;
    if (learned.src, learned.trg) != langs {
        return Err(Failure::usage(
            format!("{path} is of {} and {}, not of {} and {}", learned.src, learned.trg, langs.0, langs.1),
            "give the lexicon that was learned from these two languages, in this order",
        ));
    }
    Ok(Some(learned))
}

/// Writes what was learned of words; an empty file where nothing was.
pub fn save_lexicon(path: &str, learned: Option<&Learned>) -> Result<(), Failure> {
    let mut out = output(Some(path))?;
    let text = learned.map(Learned::to_text).unwrap_or_default();
    out.write_all(text.as_bytes()).map_err(|e| Failure::io(path, e))?;
    finish(out, Some(path))
}

/// An input under its name.
pub type Named = (String, Box<dyn BufRead + Send>);

/// A reader over files in turn, or over standard input where there are none; `.gz` and `.zst` are unpacked.
pub fn open(paths: &[String]) -> Result<Vec<Named>, Failure> {
    if paths.is_empty() {
        return Ok(vec![("-".into(), Box::new(BufReader::with_capacity(1 << 16, std::io::stdin())))]);
    }
    let open = |path: &String| -> Result<Named, Failure> {
        if path == "-" {
            return Ok((path.clone(), Box::new(BufReader::with_capacity(1 << 16, std::io::stdin()))));
        }
        let reader = read::unpacked(std::path::Path::new(path)).map_err(|e| Failure::io(path, e))?;
        Ok((path.clone(), Box::new(BufReader::with_capacity(1 << 16, reader))))
    };
    paths.iter().map(open).collect()
}

/// A whole text file, or standard input for `-`.
pub fn text(path: &str) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    if path == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| Failure::io("standard input", e))?;
    } else {
        read::unpacked(std::path::Path::new(path))
            .and_then(|mut r| r.read_to_end(&mut bytes))
            .map_err(|e| Failure::io(path, e))?;
    }
    Ok(read::decode(path, &bytes)?)
}

/// How many lines are worked on at a time.
const CHUNK: usize = 4096;

/// Lines of the inputs through `work`, in parallel and in order; what it gives for each is written as it is.
pub fn lines(
    common: &Common,
    inputs: &[String],
    to: Option<&str>,
    work: impl Fn(&str) -> Result<String, String> + Sync,
) -> Result<u8, Failure> {
    lines_into(common, inputs, to, |line, out| {
        out.push_str(&work(line)?);
        Ok(())
    })
}

/// As [`lines`], for work that writes behind what was written, without a string of its own for each line.
pub fn lines_into(
    common: &Common,
    inputs: &[String],
    to: Option<&str>,
    work: impl Fn(&str, &mut String) -> Result<(), String> + Sync,
) -> Result<u8, Failure> {
    let flow = common.flow()?;
    let readers = open(inputs)?;
    let mut out = output(to)?;
    let mut failed = None;
    for (path, reader) in readers {
        let chunks = Chunks { reader, path: path.clone(), line: 0, ended: false };
        let work = |chunk: Result<(usize, String), Failure>| -> Result<String, Failure> {
            let (first, chunk) = chunk?;
            let mut text = String::with_capacity(chunk.len() + chunk.len() / 8);
            for (i, line) in chunk.split_terminator('\n').enumerate() {
                let line = line.strip_suffix('\r').unwrap_or(line);
                work(line, &mut text).map_err(|what| Failure::Format {
                    path: path.clone(),
                    what: format!("line {}: {what}", first + i + 1),
                })?;
            }
            Ok(text)
        };
        flow.stream(chunks, work, |done| {
            let text = match done {
                Ok(done) => done?,
                Err(panic) => return Err(Failure::io("standard input", std::io::Error::other(panic))),
            };
            out.write_all(text.as_bytes()).map_err(|e| Failure::io(to.unwrap_or("standard output"), e))
        })
        .unwrap_or_else(|failure| failed = Some(failure));
        if let Some(failure) = failed.take() {
            return Err(failure);
        }
    }
    finish(out, to)?;
    Ok(0)
}

/// Lines of a reader, many at a time; invalid UTF-8 is replaced by U+FFFD.
struct Chunks {
    reader: Box<dyn BufRead + Send>,
    path: String,
    line: usize,
    ended: bool,
}

impl Iterator for Chunks {
    type Item = Result<(usize, String), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let first = self.line;
        let mut bytes = Vec::new();
        while self.line - first < CHUNK && bytes.len() < 1 << 20 {
            match self.reader.read_until(b'\n', &mut bytes) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(_) => self.line += 1,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Failure::io(self.path.clone(), error)));
                }
            }
        }
        let text = String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned());
        (!text.is_empty()).then_some(Ok((first, text)))
    }
}
