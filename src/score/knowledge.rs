//! What the rules know of languages: marks that break a rule, personal data, words that tell that the language changed.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::{Regex, RegexSet};
use rustc_hash::FxHashSet;

use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Pack, Row, Table};

/// Marks that break a rule: `rule  pattern  example  keep`.
const MARKS: &str = "score/marks.tsv";

/// Personal data: `kind  replacement  pattern  example  keep`.
const PERSONAL: &str = "score/personal.tsv";

/// Words by which a change of language is known, beside a language's function words: `word  example`.
const SWITCH: &str = "switch.tsv";

/// Share of function words in common from which two languages are too close to be told apart by them.
const CLOSE: f64 = 0.5;

/// What the rules about pairs know of languages.
#[derive(Debug)]
pub struct Knowledge {
    marks: BTreeMap<String, RegexSet>,
    personal: Vec<Personal>,
    function: BTreeMap<Lang, FxHashSet<String>>,
}

#[derive(Debug)]
struct Personal {
    replacement: String,
    pattern: Regex,
}

impl Knowledge {
    /// Reads the tables.
    ///
    /// # Errors
    /// Where a row is malformed.
    pub fn load(lexicons: &Lexicons) -> Result<Knowledge, LexiconError> {
        let mut patterns: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for file in lexicons.versions(MARKS)? {
            let table = Table::parse(&file, 4)?;
            for row in table.rows() {
                let [rule, pattern] = [0, 1].map(|i| row.cells[i].to_owned());
                if !super::RULES.iter().any(|known| known.name == rule) {
                    return Err(table.error(row, format!("no rule is called '{rule}'")));
                }
                compiled(&table, row, &pattern)?;
                patterns.entry(rule).or_default().push(pattern);
            }
        }
        let mut marks = BTreeMap::new();
        for (rule, patterns) in patterns {
            let set = RegexSet::new(patterns).map_err(|error| LexiconError::Malformed {
                file: MARKS.to_owned(),
                line: 0,
                what: error.to_string(),
            })?;
            marks.insert(rule, set);
        }
        let mut personal = Vec::new();
        for file in lexicons.versions(PERSONAL)? {
            let table = Table::parse(&file, 5)?;
            for row in table.rows() {
                let pattern = compiled(&table, row, row.cells[2])?;
                personal.push(Personal { replacement: row.cells[1].to_owned(), pattern });
            }
        }
        Ok(Knowledge { marks, personal, function: function(lexicons)? })
    }

    /// Whether a text has a mark that breaks the rule of this name.
    pub fn is_marked(&self, rule: &str, text: &str) -> bool {
        self.marks.get(rule).is_some_and(|set| set.is_match(text))
    }

    /// Where a text has personal data, in order, without overlaps, and what stands in their place when they are
    /// replaced. Where kinds overlap, the table's first one counts.
    pub fn personal(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        if !text.bytes().any(|b| b == b'@' || b.is_ascii_digit()) {
            return Vec::new();
        }
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for Personal { replacement, pattern } in &self.personal {
            for place in pattern.find_iter(text) {
                let range = place.range();
                if found.iter().all(|(other, _)| other.end <= range.start || other.start >= range.end) {
                    found.push((range, replacement));
                }
            }
        }
        found.sort_by_key(|(range, _)| range.start);
        found
    }

    /// A text with its personal data replaced by words of their kind, the same on both sides of a pair.
    pub fn replace_personal(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for (range, replacement) in self.personal(text) {
            out.push_str(&text[at..range.start]);
            out.push_str(replacement);
            at = range.end;
        }
        out.push_str(&text[at..]);
        out
    }

    /// For each language that is not close to this one, its words that tell a change of language inside a text.
    pub(super) fn others(&self, lang: Lang) -> impl Iterator<Item = Foreign<'_>> {
        let own = self.function.get(&lang);
        self.function.iter().filter_map(move |(&other, words)| {
            let own = own?;
            let common = words.intersection(own).count() as f64;
            let close = common >= CLOSE * own.len().min(words.len()) as f64;
            (other != lang && !close).then_some(Foreign { words, own })
        })
    }
}

/// Words of a language inside texts of another one.
pub(super) struct Foreign<'a> {
    words: &'a FxHashSet<String>,
    own: &'a FxHashSet<String>,
}

impl Foreign<'_> {
    /// Whether a word belongs to the other language alone.
    pub fn has(&self, word: &str) -> bool {
        self.words.contains(word) && !self.own.contains(word)
    }
}

fn compiled(table: &Table<'_>, row: &Row<'_>, pattern: &str) -> Result<Regex, LexiconError> {
    Regex::new(pattern).map_err(|error| table.error(row, error.to_string()))
}

fn function(lexicons: &Lexicons) -> Result<BTreeMap<Lang, FxHashSet<String>>, LexiconError> {
    let mut all = BTreeMap::new();
    for name in lexicons.folders()?.iter().filter(|name| !name.contains('-')) {
        let Ok(lang) = Lang::parse(name) else { continue };
        let mut words: FxHashSet<String> = Pack::load(lexicons, lang)?.prose.function.into_iter().collect();
        for file in lexicons.versions(&format!("{name}/{SWITCH}"))? {
            let table = Table::parse(&file, 2)?;
            words.extend(table.rows().iter().map(|row| row.cells[0].to_owned()));
        }
        if !words.is_empty() && lang != Lang::UND {
            all.insert(lang, words);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_catches_its_example_and_leaves_alone_what_it_must() {
        let lexicons = Lexicons::builtin();
        let mut wrong = Vec::new();
        for (name, columns, pattern) in [(MARKS, 4, 1), (PERSONAL, 5, 2)] {
            for file in lexicons.versions(name).expect("a file") {
                let table = Table::parse(&file, columns).expect("a table");
                for row in table.rows() {
                    let regex = Regex::new(row.cells[pattern]).expect("a pattern");
                    let (example, keep) = (row.cells[pattern + 1], row.cells[pattern + 2]);
                    if !regex.is_match(example) || regex.is_match(keep) {
                        wrong.push(row.cells.join(" | "));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_kinds_of_personal_data_are_found_and_replaced() {
        let knowledge = Knowledge::load(&Lexicons::builtin()).expect("lexicons");
        for (text, replaced) in [
            ("Tulis ke ali.baba@contoh.com.my segera", "Tulis ke [EMAIL] segera"),
            ("No. MyKad 850312-14-5567 hilang", "No. MyKad [ID] hilang"),
            ("NIK 3174052503850004 tercatat", "NIK [ID] tercatat"),
            ("Telefon +60 12-345 6789 atau 021-5551234.", "Telefon [PHONE] atau [PHONE]."),
            ("WA: +62 812 3456 7890", "WA: [PHONE]"),
            ("Rp33.000.000.000 pada 2018-03-03", "Rp33.000.000.000 pada 2018-03-03"),
            ("54.000 orang pada 1945", "54.000 orang pada 1945"),
            ("skor 21-19, 21-17, 0,5 peratus, RM1,250,000", "skor 21-19, 21-17, 0,5 peratus, RM1,250,000"),
        ] {
            assert_eq!(knowledge.replace_personal(text), replaced);
        }
    }

    #[test]
    fn close_languages_are_not_told_apart_by_their_function_words() {
        let knowledge = Knowledge::load(&Lexicons::builtin()).expect("lexicons");
        assert!(knowledge.others(Lang::MS).all(|foreign| !foreign.has("karena")));
        assert!(knowledge.others(Lang::MS).any(|foreign| foreign.has("because")));
        assert!(knowledge.others(Lang::EN).any(|foreign| foreign.has("yang")));
    }
}
