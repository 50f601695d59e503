//! What the fuzz targets share: the stages, made once, and inputs under a name.

use std::sync::LazyLock;

use sejajar::lang::Lang;
use sejajar::lexicon::Lexicons;
use sejajar::normalize;
use sejajar::pipeline::{Sentencers, Tools, cleaned, prepared};
use sejajar::read::{self, Input};

/// Pages to articles.
pub static TOOLS: LazyLock<Tools> = LazyLock::new(|| Tools::load(&Lexicons::builtin()).expect("the built-in lexicons"));

/// Articles to sentences.
pub static SENTENCERS: LazyLock<Sentencers> = LazyLock::new(|| {
    Sentencers::load(&Lexicons::builtin(), normalize::Options::default(), None).expect("the built-in lexicons")
});

/// The languages that a first byte stands for.
pub fn lang(byte: u8) -> Lang {
    [Lang::MS, Lang::ID, Lang::EN, Lang::UND][usize::from(byte % 4)]
}

/// Takes a record to its sentences, each of which must lead back to the record's text.
pub fn whole_way(record: &sejajar::model::Record) {
    let document = cleaned(&TOOLS, record);
    for sentence in prepared(&SENTENCERS, document).sentences {
        for span in &sentence.spans.0 {
            assert!(record.text.get(span.start..span.end).is_some(), "{span:?} of {} bytes", record.text.len());
        }
    }
}

/// Reads bytes as a file of this name; every record goes the whole way, every error is told.
pub fn file(name: &str, bytes: &[u8]) {
    let path = std::env::temp_dir().join(format!("sejajar-fuzz-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).expect("a temporary file");
    let options = read::Options { max_bytes: 1 << 20, ..read::Options::default() };
    let inputs = vec![Input::File { path: name.to_owned(), file: path.clone() }];
    for raw in read::documents(inputs, options.clone()) {
        match raw.and_then(|raw| raw.record(&options)) {
            Ok(record) => whole_way(&record),
            Err(error) => assert!(error.to_string().contains(name), "{error}"),
        }
    }
    std::fs::remove_file(&path).expect("the temporary file");
}
