//! What a run was asked for, as its output folder keeps it.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::args::{Level, ProfileName, RunArgs};
use crate::cli::args::{Inputs, Languages};
use crate::cli::sink::PairsFormat;
use crate::cli::{Common, Failure};
use crate::lang::Lang;
use crate::read::Fields;

/// The options of a run that its folder depends on.
#[derive(Debug, Serialize, Deserialize)]
pub struct Settings {
    src_lang: Lang,
    trg_lang: Lang,
    site: Option<String>,
    max_bytes: u64,
    /// Names of the fields of records.
    pub field: Fields,
    lexicons: Option<String>,
    known: Option<String>,
    min_score: f64,
    keep_all: bool,
    rule: Vec<String>,
    level: String,
    profile: String,
    format: Option<String>,
    also: Vec<String>,
    rejects: Option<String>,
    card: Option<String>,
    funnel: Option<String>,
    save_lexicon: Option<String>,
    spreadsheet_safe: bool,
}

/// What is done again where an option of one of these groups is another one, the most first.
const GROUPS: [(&[&str], &str); 4] = [
    (&["src_lang", "trg_lang", "site", "max_bytes", "field", "lexicons"], "everything is done again, from reading on"),
    (&["known"], "learning, aligning and judging are done again"),
    (&["min_score", "keep_all", "rule", "level"], "pairs are judged again"),
    (&[], "outputs are written anew"),
];

fn name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

impl Settings {
    /// The settings of some arguments.
    pub fn new(common: &Common, args: &RunArgs) -> Settings {
        Settings {
            src_lang: args.languages.src,
            trg_lang: args.languages.trg,
            site: args.site.clone(),
            max_bytes: common.max_bytes,
            field: common.reading().fields,
            lexicons: common.lexicons.as_ref().map(|folder| folder.display().to_string()),
            known: args.known.clone(),
            min_score: args.min_score,
            keep_all: args.keep_all,
            rule: args.rules.clone(),
            level: name(&args.level),
            profile: name(&args.profile),
            format: args.format.as_ref().map(name),
            also: args.also.clone(),
            rejects: args.rejects.clone(),
            card: args.card.clone(),
            funnel: args.funnel.clone(),
            save_lexicon: args.save_lexicon.clone(),
            spreadsheet_safe: args.spreadsheet_safe,
        }
    }

    /// The arguments that the settings stand for, with the options that all commands take.
    ///
    /// # Errors
    /// Where a name stands for nothing that this version knows.
    pub fn arguments(self, common: &Common, root: &str) -> Result<(Common, RunArgs), Failure> {
        fn value<T: ValueEnum>(name: &str) -> Result<T, Failure> {
            T::from_str(name, false).map_err(|what| Failure::usage(what, "run the same command again first"))
        }
        let common = Common {
            lexicons: common.lexicons.clone().or(self.lexicons.map(Into::into)),
            max_bytes: self.max_bytes,
            ..common.clone()
        };
        let args = RunArgs {
            inputs: Inputs::default(),
            languages: Languages { src: self.src_lang, trg: self.trg_lang },
            output: Some(root.to_owned()),
            overwrite: false,
            relearn: false,
            format: self.format.as_deref().map(value::<PairsFormat>).transpose()?,
            also: self.also,
            profile: value::<ProfileName>(&self.profile)?,
            level: value::<Level>(&self.level)?,
            rejects: self.rejects,
            card: self.card,
            funnel: self.funnel,
            sample: None,
            dry_run: false,
            min_score: self.min_score,
            keep_all: self.keep_all,
            rules: self.rule,
            known: self.known,
            site: self.site,
            save_lexicon: self.save_lexicon,
            spreadsheet_safe: self.spreadsheet_safe,
        };
        Ok((common, args))
    }

    /// The settings as a manifest holds them.
    pub fn table(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(table)) => table,
            _ => Map::new(),
        }
    }
}

/// Which settings are others than before, and what is done again for it; `None` where all are the same.
pub fn difference(before: &Map<String, Value>, now: &Map<String, Value>) -> Option<String> {
    let other = |key: &&String| before.get(*key) != now.get(*key);
    let keys: Vec<&String> = now.keys().filter(other).collect();
    let (_, done) =
        GROUPS.iter().find(|(group, _)| group.is_empty() || keys.iter().any(|key| group.contains(&key.as_str())))?;
    let show = |table: &Map<String, Value>, key: &str| table.get(key).map_or("nothing".to_owned(), Value::to_string);
    let change =
        |key: &&String| format!("--{} was {}, is {}", key.replace('_', "-"), show(before, key), show(now, key));
    (!keys.is_empty()).then(|| format!("{}; {done}", keys.iter().map(change).collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_change_says_what_is_done_again() {
        let table = |value: Value| value.as_object().cloned().unwrap_or_default();
        let before = table(json!({"src_lang": "ms", "min_score": 0.5, "also": []}));
        let told = |value| difference(&before, &table(value));
        assert_eq!(told(json!({"src_lang": "ms", "min_score": 0.5, "also": []})), None);
        let judged = told(json!({"src_lang": "ms", "min_score": 0.7, "also": ["a.tmx"]})).expect("a change");
        assert_eq!(judged, "--min-score was 0.5, is 0.7, --also was [], is [\"a.tmx\"]; pairs are judged again");
        let all = told(json!({"src_lang": "id", "min_score": 0.7, "also": []})).expect("a change");
        assert!(all.ends_with("everything is done again, from reading on"), "{all}");
        assert!(told(json!({"src_lang": "ms", "min_score": 0.5, "also": ["b"]})).expect("one").ends_with("anew"));
    }
}
