//! `text TOOL FILE`: runs one splitter (a count of sentences a line) or language identifier (a code a line) over a file.

use std::io::{BufWriter, Write};

use icu_segmenter::{SentenceSegmenter, options::SentenceBreakInvariantOptions};
use lingua::{Language, LanguageDetectorBuilder};
use unicode_segmentation::UnicodeSegmentation;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let (Some(tool), Some(path)) = (args.next(), args.next()) else {
        eprintln!("text none|unicode-segmentation|icu_segmenter|sentencex|whatlang|lingua FILE");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(path)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut each = |of: &dyn Fn(&str) -> String| text.lines().try_for_each(|line| writeln!(out, "{}", of(line)));
    match tool.as_str() {
        "none" => each(&|line| line.len().to_string()),
        "unicode-segmentation" => each(&|line| line.unicode_sentences().count().to_string()),
        "icu_segmenter" => {
            let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
            each(&|line| (segmenter.segment_str(line).count() - 1).to_string())
        }
        "sentencex" => each(&|line| sentencex::segment("ms", line).len().to_string()),
        "whatlang" => each(&|line| whatlang::detect_lang(line).map_or("und", |lang| lang.code()).to_owned()),
        "lingua" => {
            let detector = LanguageDetectorBuilder::from_languages(&[
                Language::Malay,
                Language::Indonesian,
                Language::English,
                Language::Tagalog,
                Language::Dutch,
                Language::German,
                Language::French,
                Language::Spanish,
            ])
            .build();
            let code = |lang: Language| lang.iso_code_639_1().to_string();
            each(&|line| detector.detect_language_of(line).map_or("und".to_owned(), code))
        }
        _ => Ok(eprintln!("{tool}: no such tool")),
    }
}
