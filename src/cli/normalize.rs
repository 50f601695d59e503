//! `sejajar normalize`: repairs text line by line, or prints the canonical values of its numbers.

use serde_json::{Map, Value};

use super::args::{LineFormat, NormalizeArgs};
use super::{Common, Failure, io};
use crate::identify::Identifier;
use crate::lang::Lang;
use crate::lexicon::{Numbers, Value as Number};
use crate::normalize::Options;
use crate::pipeline::Sentencers;

pub fn run(common: &Common, args: &NormalizeArgs) -> Result<u8, Failure> {
    if args.numbers {
        return numbers(common, args);
    }
    let options = Options { fold_punctuation: args.fold_punctuation, informal: args.informal };
    let lexicons = common.lexicons()?;
    let identifier = Identifier::load(&lexicons)?;
    let sentencers = Sentencers::load(&lexicons, options, None)?;
    let normalizer = |text: &str, lang: Option<Lang>| {
        sentencers.normalizer(lang.or(args.lang).unwrap_or_else(|| identifier.identify(text).lang))
    };
    io::lines(common, &args.inputs, args.output.as_deref(), |line| match args.format {
        LineFormat::Text => Ok(normalizer(line, None).normalize_str(line).into_owned() + "\n"),
        LineFormat::Jsonl if line.trim().is_empty() => Ok("\n".to_owned()),
        LineFormat::Jsonl => {
            let mut record: Map<String, Value> =
                serde_json::from_str(line).map_err(|e| format!("no JSON object: {e}"))?;
            let text = record.get("text").and_then(Value::as_str).ok_or("no field \"text\" with a string")?;
            let lang = record.get("lang").and_then(Value::as_str).and_then(|code| Lang::parse(code).ok());
            let normalizer = normalizer(text, lang);
            let text = normalizer.normalize_str(text).into_owned();
            let shouted: Vec<Value> = normalizer.shouting(&text).into_iter().map(|at| text[at].into()).collect();
            record.insert("text".to_owned(), Value::String(text));
            if !shouted.is_empty() {
                record.insert("shouting".to_owned(), Value::Array(shouted));
            }
            Ok(serde_json::to_string(&record).map_err(|e| e.to_string())? + "\n")
        }
    })
}

/// The canonical values of each line.
fn numbers(common: &Common, args: &NormalizeArgs) -> Result<u8, Failure> {
    let Some(lang) = args.lang else {
        return Err(Failure::usage("--numbers has to know the language", "give it with -l, as in --numbers -l id"));
    };
    let numbers = Numbers::new(&common.lexicons()?, lang)?;
    io::lines(common, &args.inputs, args.output.as_deref(), |line| {
        let values: Vec<Number> = numbers.values(line);
        Ok(values.into_iter().map(|value| value.canonical).collect::<Vec<_>>().join("\t") + "\n")
    })
}
