//! `sejajar langid`: the language of each line, and the training of a model from labelled text.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::LangidArgs;
use super::{Common, Failure, io};
use crate::identify::{Identifier, Labelled, Settings};
use crate::lang::Lang;

pub fn run(common: &Common, args: &LangidArgs) -> Result<u8, Failure> {
    if let Some(folder) = &args.train {
        return train(common, folder, args.output.as_deref());
    }
    let identifier = Identifier::load(&common.lexicons()?)?;
    io::lines(common, &args.inputs, args.output.as_deref(), |line| {
        let guess = identifier.identify(line);
        let mut row = String::with_capacity(16);
        let _ = writeln!(row, "{}\t{:.4}", guess.lang, guess.confidence);
        Ok(row)
    })
}

fn train(common: &Common, folder: &Path, to: Option<&str>) -> Result<u8, Failure> {
    let texts = labelled(folder)?;
    let model = Identifier::train(&texts, &common.lexicons()?, &Settings::default())?.map_err(|error| {
        Failure::usage(error.to_string(), "the folder holds LANG.txt or SOURCE/LANG.txt, one text a line")
    })?;
    if !common.quiet {
        let lines: usize = texts.iter().map(|t| t.lines.len()).sum();
        eprintln!("sejajar: learned from {lines} lines of {} files; the model has {} bytes", texts.len(), model.len());
    }
    let mut out = io::output(to)?;
    out.write_all(&model).map_err(|error| Failure::io(to.unwrap_or("standard output"), error))?;
    io::finish(out, to)?;
    Ok(0)
}

/// The texts of a folder: `LANG.txt`, and `SOURCE/LANG.txt` in its folders, in the order of their names.
fn labelled(folder: &Path) -> Result<Vec<Labelled>, Failure> {
    let mut texts = Vec::new();
    for path in entries(folder)? {
        let files = if path.is_dir() { entries(&path)? } else { vec![path.clone()] };
        let source = if path.is_dir() { name(&path) } else { String::new() };
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let lang = Lang::parse(&stem).map_err(|error| {
                Failure::usage(format!("{}: {error}", file.display()), "name the file after the language of its lines")
            })?;
            let text = io::text(&file.to_string_lossy())?;
            let lines = text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect();
            texts.push(Labelled { source: source.clone(), lang, lines });
        }
    }
    Ok(texts)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::io(folder.display().to_string(), error);
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        paths.push(entry.map_err(failed)?.path());
    }
    paths.sort();
    Ok(paths)
}
