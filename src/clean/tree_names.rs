//! What pages call their parts: class and id words that tell an article's body from what stands around it.

use aho_corasick::AhoCorasick;

use crate::lexicon::{LexiconError, Lexicons, Table};

/// The file that holds the patterns: `rule  pattern  example  keep`.
pub const FILE: &str = "html/names.tsv";

/// What an element's names say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// It is named as what holds an article's text.
    pub body: bool,
    /// Number of the rule by whose name it is boilerplate; the first of the table where several match.
    pub rule: Option<u16>,
}

/// The compiled patterns.
#[derive(Debug)]
pub struct Names {
    search: AhoCorasick,
    /// Of each pattern, the number of its rule; `None` for those of an article's body.
    of: Vec<Option<u16>>,
    rules: Vec<String>,
}

impl Names {
    /// Reads and compiles the table.
    ///
    /// # Errors
    /// Where a row is malformed.
    pub fn load(lexicons: &Lexicons) -> Result<Names, LexiconError> {
        let (mut patterns, mut of, mut rules) = (Vec::new(), Vec::new(), Vec::<String>::new());
        for file in lexicons.versions(FILE)? {
            let table = Table::parse(&file, 4)?;
            for row in table.rows() {
                let [rule, pattern] = [row.cells[0], row.cells[1]];
                let bare = pattern.strip_suffix('*').unwrap_or(pattern);
                if bare.is_empty() || !bare.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                    return Err(table.error(
                        row,
                        "a pattern is lower-case words joined by hyphens, with * at its end for any more",
                    ));
                }
                let end = if pattern.ends_with('*') { "" } else { "-" };
                patterns.push(format!("-{}{end}", bare.trim_matches('-')));
                of.push(if rule == "body" {
                    None
                } else {
                    let known = rules.iter().position(|r| r == rule).unwrap_or_else(|| {
                        rules.push(rule.to_owned());
                        rules.len() - 1
                    });
                    Some(known as u16)
                });
            }
        }
        let search = AhoCorasick::new(&patterns).map_err(|e| LexiconError::Malformed {
            file: FILE.to_owned(),
            line: 1,
            what: e.to_string(),
        })?;
        Ok(Names { search, of, rules })
    }

    /// Judges an element's names (class, id, role, itemprop, divided by spaces).
    pub fn hint(&self, names: &str) -> Hint {
        let mut hint = Hint::default();
        if names.is_empty() {
            return hint;
        }
        for found in self.search.find_overlapping_iter(&folded(names)) {
            match self.of[found.pattern().as_usize()] {
                None => hint.body = true,
                Some(rule) => hint.rule = Some(hint.rule.map_or(rule, |r| r.min(rule))),
            }
        }
        hint
    }

    /// The name of a rule.
    pub fn rule(&self, number: u16) -> &str {
        self.rules.get(usize::from(number)).map_or("names", String::as_str)
    }
}

/// Names as words: lower case, `-` around and between the words of each, also where only a capital divides them.
fn folded(names: &str) -> String {
    let mut folded = String::with_capacity(names.len() + 8);
    folded.push('-');
    let mut last = ' ';
    for c in names.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && last.is_ascii_lowercase() {
                folded.push('-');
            }
            folded.push(c.to_ascii_lowercase());
        } else if c == ' ' {
            folded.push_str("- -");
        } else {
            folded.push('-');
        }
        last = c;
    }
    folded.push('-');
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::load(&Lexicons::builtin()).expect("the built-in table")
    }

    #[test]
    fn every_row_catches_its_example_and_leaves_the_other_alone() {
        for file in Lexicons::builtin().versions(FILE).expect("file") {
            let table = Table::parse(&file, 4).expect("table");
            let rows: Vec<_> = table.rows().iter().map(|r| r.cells.join("\t")).collect();
            assert!(rows.is_sorted() && rows.windows(2).all(|w| w[0] != w[1]), "sorted, each once");
            for row in table.rows() {
                let bare = row.cells[1].strip_suffix('*').unwrap_or(row.cells[1]);
                let end = if row.cells[1].ends_with('*') { "" } else { "-" };
                let pattern = format!("-{}{end}", bare.trim_matches('-'));
                assert!(folded(row.cells[2]).contains(&pattern), "{row:?} must catch its example");
                assert!(!folded(row.cells[3]).contains(&pattern), "{row:?} must leave its counterexample alone");
            }
        }
    }

    #[test]
    fn words_are_found_inside_names_however_they_are_joined() {
        let names = names();
        assert!(names.hint("col articleBody").body);
        assert!(names.hint("article__body").body);
        assert_eq!(names.hint("sideBar main").rule.map(|r| names.rule(r).to_owned()), Some("sidebar".into()));
        assert_eq!(names.hint("shareholder-letter"), Hint::default());
        assert_eq!(names.hint(""), Hint::default());
    }
}
