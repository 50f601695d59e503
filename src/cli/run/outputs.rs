//! Where the pairs of a run go: any number of files at once.

use std::io::Write;

use super::args::{Level, ProfileName, RunArgs};
use crate::cli::Failure;
use crate::cli::io::{finish, output};
use crate::cli::sink::{PairsFormat, Sink};
use crate::model::Pair;
use crate::pipeline::Fate;
use crate::report::Tally;
use crate::write::{Output, Profile};

/// The outputs of a run, opened before the work, so that one that cannot be written is told at once.
pub struct Outputs<'a> {
    profile: Profile,
    pairs: Vec<Sink<'a>>,
    rejects: Option<Sink<'a>>,
    card: Option<(&'a str, Output)>,
    funnel: Option<(&'a str, Output)>,
    files: Vec<String>,
    whole: bool,
    tally: Tally,
}

/// The sinks of the pairs, and that of the rejects, not yet opened.
fn sinks(args: &RunArgs) -> Result<(Vec<Sink<'_>>, Option<Sink<'_>>), Failure> {
    let langs = (Some(args.languages.src), Some(args.languages.trg));
    let named = args.output.as_deref().filter(|path| *path != "-");
    let format = match (args.format, args.profile) {
        (None, ProfileName::Bitextor) if named.is_none() => Some(PairsFormat::Tsv),
        (format, _) => format,
    };
    let sink = |path, format| Sink::new(path, format, langs).map(|sink| sink.safe(args.spreadsheet_safe));
    let mut pairs = vec![sink(named, format)?];
    for path in &args.also {
        pairs.push(sink(Some(path), None)?);
    }
    let rejects = args.rejects.as_deref().map(|path| sink(Some(path), None)).transpose()?;
    Ok((pairs, rejects))
}

/// The files that a run writes: those of the pairs first.
///
/// # Errors
/// Where a name stands for no format, or for two of them.
pub fn files(args: &RunArgs) -> Result<Vec<String>, Failure> {
    let (pairs, rejects) = sinks(args)?;
    let mut files: Vec<String> = pairs.iter().chain(&rejects).flat_map(Sink::files).collect();
    files.extend([&args.card, &args.funnel, &args.save_lexicon].into_iter().flatten().cloned());
    for (i, file) in files.iter().enumerate() {
        if files[..i].contains(file) {
            return Err(Failure::usage(format!("{file} would be written twice"), "give each output a name of its own"));
        }
    }
    Ok(files)
}

impl<'a> Outputs<'a> {
    /// Opens the outputs that the arguments name.
    ///
    /// # Errors
    /// Where one of them cannot be written.
    pub fn open(args: &'a RunArgs) -> Result<Outputs<'a>, Failure> {
        files(args)?;
        let profile = match args.profile {
            ProfileName::Sejajar => Profile::Own,
            ProfileName::Bitextor => Profile::Bitextor,
        };
        let (pairs, rejects) = sinks(args)?;
        let files = pairs.iter().flat_map(Sink::files).collect();
        let opened = |sink: Sink<'a>| sink.opened(profile.columns());
        let beside = |path: &'a Option<String>| -> Result<Option<(&'a str, Output)>, Failure> {
            path.as_deref().map(|path| Ok((path, output(Some(path))?))).transpose()
        };
        Ok(Outputs {
            profile,
            pairs: pairs.into_iter().map(opened).collect::<Result<_, _>>()?,
            rejects: rejects.map(opened).transpose()?,
            card: beside(&args.card)?,
            funnel: beside(&args.funnel)?,
            files,
            whole: args.level == Level::Document,
            tally: Tally::default(),
        })
    }

    /// The files that hold the pairs.
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Writes a row; rows of whole documents take the place of pairs, where they are asked for.
    ///
    /// # Errors
    /// Where an output cannot be written.
    pub fn row(&mut self, fate: Fate, pair: &Pair) -> Result<(), Failure> {
        if fate == Fate::Kept {
            self.tally.add(pair);
        }
        let written = if self.whole { Fate::Whole } else { Fate::Kept };
        if fate == written {
            let row = self.profile.row(pair);
            self.pairs.iter_mut().try_for_each(|sink| sink.row(&row))
        } else if let (Fate::Rejected, Some(sink)) = (fate, &mut self.rejects) {
            sink.row(&self.profile.row(pair))
        } else {
            Ok(())
        }
    }

    /// The pairs that were kept, added up.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Completes everything.
    ///
    /// # Errors
    /// Where an output cannot be written.
    pub fn end(self, card: &str, funnel: &str) -> Result<(), Failure> {
        self.pairs.into_iter().chain(self.rejects).try_for_each(Sink::end)?;
        for (beside, text) in [(self.card, card), (self.funnel, funnel)] {
            if let Some((path, mut out)) = beside {
                out.write_all(text.as_bytes()).map_err(|e| Failure::io(path, e))?;
                finish(out, Some(path))?;
            }
        }
        Ok(())
    }
}
