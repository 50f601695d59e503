//! What can be said of a run on the command line.

use clap::{Args, ValueEnum};

use crate::cli::args::{Inputs, Languages};
use crate::cli::sink::PairsFormat;

/// Arguments of `run`.
#[derive(Debug, Clone, Args)]
pub struct RunArgs {
    /// What is read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// The two languages.
    #[command(flatten)]
    pub languages: Languages,
    /// Output: a file (.csv .tsv .jsonl .tmx, .gz or .zst behind it, or .moses for a pair of files), or a folder (a name that ends in /, or one that is there), which a run goes on in; standard output as CSV without it
    #[arg(short, long)]
    pub output: Option<String>,
    /// Start the output folder anew instead of going on in it
    #[arg(long)]
    pub overwrite: bool,
    /// Learn the words anew from all pages of the output folder, and align them all by it; without it, pages that come later are aligned by what the first ones taught
    #[arg(long)]
    pub relearn: bool,
    /// Format, where the output's name does not say; for moses, the output is the prefix of both files
    #[arg(long, value_enum)]
    pub format: Option<PairsFormat>,
    /// Another file that the same pairs are written to, in the format of its name; may be given again
    #[arg(long, value_name = "FILE", action = clap::ArgAction::Append)]
    pub also: Vec<String>,
    /// Names and order of the columns: bitextor puts src_url, trg_url, src_text, trg_text, aligner_score first
    #[arg(long, value_enum, default_value_t = ProfileName::Sejajar)]
    pub profile: ProfileName,
    /// What is written: pairs, or aligned documents whole, all sentences in order, those without a partner in rows of kind 1-0 or 0-1
    #[arg(long, value_enum, default_value_t = Level::Sentence)]
    pub level: Level,
    /// Every rejected pair with its reasons; a bare name lies in the output folder, if there is one, as do those of the other files
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<String>,
    /// Where to write a card of the data in Markdown: counts, languages, sources, filters, versions
    #[arg(long, value_name = "FILE")]
    pub card: Option<String>,
    /// Where to write the counts as JSON, by site and reason, too
    #[arg(long, value_name = "FILE")]
    pub funnel: Option<String>,
    /// Take only N inputs (a container counts as one), the same ones each time, for a smoke test
    #[arg(long, value_name = "N")]
    pub sample: Option<usize>,
    /// Only tell what would be read and written: rows read, skip or write, tab, and a path
    #[arg(long)]
    pub dry_run: bool,
    /// Least score of a pair, 0-1
    #[arg(long, default_value_t = 0.5, value_name = "X")]
    pub min_score: f64,
    /// Reject nothing; rows are flagged instead
    #[arg(long)]
    pub keep_all: bool,
    /// What a rule does to a pair that breaks it: NAME=off, NAME=flag or NAME=drop; may be given again
    #[arg(long = "rule", value_name = "NAME=ACTION", action = clap::ArgAction::Append)]
    pub rules: Vec<String>,
    /// What an earlier run learned of the words (--save-lexicon, lexicon learn)
    #[arg(long, value_name = "FILE")]
    pub known: Option<String>,
    /// Site that pages without an address belong to, so that what repeats on them counts as template
    #[arg(long, value_name = "NAME")]
    pub site: Option<String>,
    /// Where to write what was learned of the words
    #[arg(long, value_name = "FILE")]
    pub save_lexicon: Option<String>,
    /// Prefix cells that a spreadsheet would run as a formula
    #[arg(long)]
    pub spreadsheet_safe: bool,
}

/// Whose columns are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProfileName {
    /// All columns as README names them
    Sejajar,
    /// Bitextor's columns first
    Bitextor,
}

/// How much of the documents is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Pairs of sentences
    Sentence,
    /// Aligned documents whole
    Document,
}
