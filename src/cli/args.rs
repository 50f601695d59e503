//! What can be said on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::corpus::args::{ConvertArgs, DedupArgs, FilterArgs, PairsIn, SampleArgs, ScoreArgs, StatsArgs};
use super::run::args::RunArgs;
use crate::lang::Lang;
use crate::read::FieldName;

/// From scraped Malay, Indonesian and English pages to scored sentence pairs: offline, on a CPU.
#[derive(Debug, Parser)]
#[command(
    name = "sejajar",
    version,
    args_override_self = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub struct Cli {
    /// Options that all commands take.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options that all commands take.
#[derive(Debug, Clone, Default, Args)]
pub struct Common {
    /// Threads; 0 takes one for each processor
    #[arg(short = 'j', long, global = true, default_value_t = 0, value_name = "N")]
    pub threads: usize,
    /// Folder of lexicons laid over the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub lexicons: Option<std::path::PathBuf>,
    /// Configuration file with the same keys as the long options; a flag wins
    #[arg(short, long, global = true, value_name = "FILE")]
    pub config: Option<std::path::PathBuf>,
    /// Most bytes of one document, unpacked
    #[arg(long, global = true, default_value_t = 64 << 20, value_name = "N")]
    pub max_bytes: u64,
    /// Another name for a field of JSON and Parquet records: text, html, url, id, title, date or lang, as text=body
    #[arg(long = "field", global = true, value_name = "KIND=NAME")]
    pub fields: Vec<FieldName>,
    /// Only errors on standard error
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Version, threads and lexicons in use on standard error
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// An input that has to be skipped makes the command fail
    #[arg(long, global = true)]
    pub strict: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Everything: pages in, scored sentence pairs out
    Run(RunArgs),
    /// Boilerplate out of pages
    Clean(CleanArgs),
    /// Repair text, line by line
    Normalize(NormalizeArgs),
    /// Language of each line
    Langid(LangidArgs),
    /// Sentences of paragraphs, one paragraph a line
    Split(SplitArgs),
    /// Which documents are translations of each other
    Pair(PairArgs),
    /// Align two texts, or the rows of a jobs file
    Align(AlignArgs),
    /// Hold an alignment or pairs against gold
    Eval(EvalArgs),
    /// Why a pair is there
    Explain(ExplainArgs),
    /// What the lexicons know
    Lexicon(LexiconArgs),
    /// Score the pairs of a corpus
    Score(ScoreArgs),
    /// Leave out the pairs of a corpus that break a rule or score low
    Filter(FilterArgs),
    /// Leave out the duplicates of a corpus
    Dedup(DedupArgs),
    /// Write a corpus in another format
    Convert(ConvertArgs),
    /// What a corpus is like
    Stats(StatsArgs),
    /// Some pairs of a corpus, the same ones each time
    Sample(SampleArgs),
    /// Take a page out of an output folder, with all that came from it
    Forget(ForgetArgs),
}

/// Arguments of `forget`.
#[derive(Debug, Args)]
pub struct ForgetArgs {
    /// Address of the page as the columns src_url and trg_url have it, or its path as src_doc and trg_doc have it
    pub url: String,
    /// The output folder of `run`
    pub folder: String,
}

/// The two languages.
#[derive(Debug, Clone, Copy, Args)]
pub struct Languages {
    /// Source language (ms, id, en, or another code)
    #[arg(short, long = "src-lang", value_name = "LANG")]
    pub src: Lang,
    /// Target language
    #[arg(short, long = "trg-lang", value_name = "LANG")]
    pub trg: Lang,
}

/// What is read.
#[derive(Debug, Clone, Default, Args)]
pub struct Inputs {
    /// Files, folders, globs, or - for standard input
    #[arg(required_unless_present = "files_from", value_name = "INPUTS")]
    pub paths: Vec<String>,
    /// Read more inputs from this file, one path a line; - for standard input
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<String>,
}

/// Forms in which `clean` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CleanFormat {
    /// The text of the article
    Text,
    /// One JSON record a document
    Jsonl,
    /// A verdict for each line, one file a document
    Labels,
}

/// Arguments of `clean`.
#[derive(Debug, Args)]
pub struct CleanArgs {
    /// What is read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = CleanFormat::Text)]
    pub format: CleanFormat,
    /// Read everything twice, and drop what repeats over the pages of one site
    #[arg(long)]
    pub sites: bool,
    /// Site that pages without an address belong to; goes with --sites
    #[arg(long, value_name = "NAME", requires = "sites")]
    pub site: Option<String>,
    /// Output file; a folder for --format labels
    #[arg(short, long)]
    pub output: Option<String>,
}

/// Forms in which lines are read and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LineFormat {
    /// A text a line
    Text,
    /// {"text", "lang"} a line
    Jsonl,
}

/// Arguments of `normalize`.
#[derive(Debug, Args)]
pub struct NormalizeArgs {
    /// Files, or standard input
    pub inputs: Vec<String>,
    /// Language of the text; found out line by line without it
    #[arg(short, long = "lang", value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Form of input and output
    #[arg(long, value_enum, default_value_t = LineFormat::Text)]
    pub format: LineFormat,
    /// Print the canonical values of numbers, dates and money instead
    #[arg(long)]
    pub numbers: bool,
    /// Fold quotes and dashes to ASCII
    #[arg(long)]
    pub fold_punctuation: bool,
    /// Write informal spellings out (yg, dgn)
    #[arg(long)]
    pub informal: bool,
    /// Output file
    #[arg(short, long)]
    pub output: Option<String>,
}

/// Arguments of `langid`.
#[derive(Debug, Args)]
pub struct LangidArgs {
    /// Files, or standard input
    pub inputs: Vec<String>,
    /// Train a model from a folder of labelled texts (LANG.txt, one text a line) and write it to --output
    #[arg(long, value_name = "DIR")]
    pub train: Option<std::path::PathBuf>,
    /// Output file
    #[arg(short, long)]
    pub output: Option<String>,
}

/// Arguments of `split`.
#[derive(Debug, Args)]
pub struct SplitArgs {
    /// Files, or standard input
    pub inputs: Vec<String>,
    /// Language of the text; found out paragraph by paragraph without it
    #[arg(short, long = "lang", value_name = "LANG")]
    pub lang: Option<Lang>,
    /// Output file
    #[arg(short, long)]
    pub output: Option<String>,
}

/// Arguments of `pair`.
#[derive(Debug, Args)]
pub struct PairArgs {
    /// What is read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// The two languages.
    #[command(flatten)]
    pub languages: Languages,
    /// Output file
    #[arg(short, long)]
    pub output: Option<String>,
}

/// Forms in which `align` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AlignFormat {
    /// Columns of pairs, tab-separated
    Tsv,
    /// Columns of pairs, comma-separated
    Csv,
    /// Columns of pairs, one JSON object a line
    Jsonl,
    /// TMX 1.4b
    Tmx,
    /// [0, 1]:[0]:0.98
    Ladder,
    /// hunalign's rungs
    Hunalign,
}

/// Arguments of `align`.
#[derive(Debug, Args)]
pub struct AlignArgs {
    /// Source text
    #[arg(required_unless_present = "jobs")]
    pub src_file: Option<String>,
    /// Target text
    #[arg(required_unless_present = "jobs")]
    pub trg_file: Option<String>,
    /// The two languages.
    #[command(flatten)]
    pub languages: Languages,
    /// Rows of source, target and output, tab-separated; all are learned from together
    #[arg(long, value_name = "FILE", conflicts_with_all = ["src_file", "trg_file", "output"])]
    pub jobs: Option<String>,
    /// The texts have one sentence a line
    #[arg(long)]
    pub pre_split: bool,
    /// Line i belongs to line i: scores only
    #[arg(long)]
    pub one_to_one: bool,
    /// Learn nothing from the texts
    #[arg(long)]
    pub no_learn: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = AlignFormat::Tsv)]
    pub format: AlignFormat,
    /// Least score of a pair, 0-1 (forms of pairs only)
    #[arg(long, default_value_t = 0.0, value_name = "X")]
    pub min_score: f64,
    /// What an earlier run learned of the words (--save-lexicon, lexicon learn)
    #[arg(long, value_name = "FILE")]
    pub known: Option<String>,
    /// Where to write what was learned of the words
    #[arg(long, value_name = "FILE")]
    pub save_lexicon: Option<String>,
    /// Output file
    #[arg(short, long)]
    pub output: Option<String>,
}

/// Arguments of `eval`.
#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Predicted: a ladder, or pairs (CSV, TSV, TMX)
    pub predicted: String,
    /// Gold, in the same form
    pub gold: String,
    /// Exit with 5 below this strict F1
    #[arg(long, value_name = "X")]
    pub min_f1: Option<f64>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The pair's identifier
    pub pair_id: String,
    /// The file that holds it
    pub pairs: String,
    /// What the run learned of words (--save-lexicon); by default NAME.lexicon beside NAME.csv
    #[arg(long, value_name = "FILE")]
    pub lexicon: Option<String>,
}

/// Arguments of `lexicon`.
#[derive(Debug, Args)]
pub struct LexiconArgs {
    /// What to do with lexicons.
    #[command(subcommand)]
    pub command: LexiconCommand,
}

/// Commands of `lexicon`.
#[derive(Debug, Subcommand)]
pub enum LexiconCommand {
    /// Share of a text's words that have an equivalent
    Coverage {
        /// The text
        file: String,
        /// Its language
        #[arg(short, long = "lang", value_name = "LANG")]
        lang: Lang,
        /// The language of the equivalents
        #[arg(long, value_name = "LANG")]
        with: Lang,
    },
    /// What the lexicons know of a word
    Lookup {
        /// The word or phrase
        word: String,
        /// Its language
        #[arg(short, long = "lang", value_name = "LANG")]
        lang: Lang,
        /// The language of the equivalents
        #[arg(long, value_name = "LANG", default_value = "en")]
        with: Lang,
    },
    /// Learn a lexicon from pairs of sentences
    Learn {
        /// The pairs.
        #[command(flatten)]
        input: PairsIn,
        /// What was learned before, which the new counts are added to
        #[arg(long, value_name = "FILE")]
        known: Option<String>,
        /// Least probability of a pair of words in a .dic, 0-1
        #[arg(long, default_value_t = 0.1, value_name = "X")]
        least: f64,
        /// Output: a learned lexicon, or a dictionary for hunalign where the name ends in .dic
        #[arg(short, long)]
        output: Option<String>,
    },
    /// Add up lexicons that were learned
    Merge {
        /// The lexicons
        #[arg(required = true)]
        files: Vec<String>,
        /// Least probability of a pair of words in a .dic, 0-1
        #[arg(long, default_value_t = 0.1, value_name = "X")]
        least: f64,
        /// Output: a learned lexicon, or a dictionary for hunalign where the name ends in .dic
        #[arg(short, long)]
        output: Option<String>,
    },
    /// The built-in lexicon of two languages as a dictionary for hunalign
    Export {
        /// The two languages.
        #[command(flatten)]
        languages: Languages,
        /// Output file
        #[arg(short, long)]
        output: Option<String>,
    },
    /// Rows for a lexicon's words.tsv from a dictionary of hunalign (lines of `target @ source`)
    Import {
        /// The dictionary
        file: String,
        /// Output file
        #[arg(short, long)]
        output: Option<String>,
    },
    /// Check the files of a folder
    Check {
        /// The folder, laid out like lexicons/
        folder: std::path::PathBuf,
    },
}
