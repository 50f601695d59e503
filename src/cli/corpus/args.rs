//! What can be said of corpora on the command line.

use clap::Args;

use crate::cli::sink::PairsFormat;
use crate::lang::Lang;

/// A corpus to be read.
#[derive(Debug, Args)]
pub struct PairsIn {
    /// The pairs: CSV, TSV, JSON lines, TMX, Parquet, or the source file of a Moses pair; .gz or .zst behind it; - for standard input
    pub pairs: String,
    /// The target file of a Moses pair
    #[arg(long, value_name = "FILE")]
    pub moses: Option<String>,
    /// Source language, where the rows do not say
    #[arg(short, long = "src-lang", value_name = "LANG")]
    pub src: Option<Lang>,
    /// Target language, where the rows do not say
    #[arg(short, long = "trg-lang", value_name = "LANG")]
    pub trg: Option<Lang>,
    /// Column of the source texts
    #[arg(long, default_value = "src_text", value_name = "NAME")]
    pub src_column: String,
    /// Column of the target texts
    #[arg(long, default_value = "trg_text", value_name = "NAME")]
    pub trg_column: String,
}

/// A corpus to be written.
#[derive(Debug, Args)]
pub struct PairsOut {
    /// Output: .csv .tsv .jsonl .tmx .parquet, with .gz or .zst behind it; for Moses files, the prefix of both
    #[arg(short, long)]
    pub output: Option<String>,
    /// Format, where the output's name does not say; CSV for standard output
    #[arg(long, value_enum)]
    pub format: Option<PairsFormat>,
    /// Prefix cells that a spreadsheet would run as a formula
    #[arg(long)]
    pub spreadsheet_safe: bool,
}

/// Arguments of `score`.
#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// What is read.
    #[command(flatten)]
    pub input: PairsIn,
    /// What is written.
    #[command(flatten)]
    pub output: PairsOut,
    /// What a rule does: NAME=off, NAME=flag or NAME=drop (here as flag); may be given again
    #[arg(long = "rule", value_name = "NAME=ACTION", action = clap::ArgAction::Append)]
    pub rules: Vec<String>,
}

/// Arguments of `filter`.
#[derive(Debug, Args)]
pub struct FilterArgs {
    /// What is read.
    #[command(flatten)]
    pub input: PairsIn,
    /// What is written.
    #[command(flatten)]
    pub output: PairsOut,
    /// What a rule does: NAME=off, NAME=flag or NAME=drop; may be given again
    #[arg(long = "rule", value_name = "NAME=ACTION", action = clap::ArgAction::Append)]
    pub rules: Vec<String>,
    /// Least score, 0-1; rows without a score are scored first
    #[arg(long, default_value_t = 0.5, value_name = "X")]
    pub min_score: f64,
    /// Personal data: flagged as the rule says, or replaced on both sides
    #[arg(long)]
    pub replace_personal: bool,
    /// Leave out pairs with a side that stands in this test set, in any format of pairs or a sentence a line; short sentences count where both sides stand there
    #[arg(long, value_name = "FILE", action = clap::ArgAction::Append)]
    pub exclude: Vec<String>,
    /// Where to write what was left out, with its reasons in the column flags
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<String>,
}

/// Arguments of `dedup`.
#[derive(Debug, Args)]
pub struct DedupArgs {
    /// What is read.
    #[command(flatten)]
    pub input: PairsIn,
    /// What is written.
    #[command(flatten)]
    pub output: PairsOut,
    /// Digits count too: pairs that differ by a number alone are kept
    #[arg(long)]
    pub keep_digits: bool,
    /// Keep documents (src_doc, trg_doc) that are near-copies of others; otherwise the one with the best pairs is left
    #[arg(long)]
    pub keep_copies: bool,
}

/// Arguments of `convert`.
#[derive(Debug, Args)]
pub struct ConvertArgs {
    /// What is read.
    #[command(flatten)]
    pub input: PairsIn,
    /// What is written.
    #[command(flatten)]
    pub output: PairsOut,
}

/// Arguments of `stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// What is read.
    #[command(flatten)]
    pub input: PairsIn,
}

/// Arguments of `sample`.
#[derive(Debug, Args)]
pub struct SampleArgs {
    /// What is read.
    #[command(flatten)]
    pub input: PairsIn,
    /// What is written.
    #[command(flatten)]
    pub output: PairsOut,
    /// How many pairs
    #[arg(short = 'n', long, default_value_t = 100, value_name = "N")]
    pub count: usize,
    /// Another seed draws another sample
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub seed: u64,
}
