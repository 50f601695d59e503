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
                let Some(needle) = needle(pattern) else {
                    return Err(table.error(row, "a pattern is lower-case words joined by hyphens, with * at an end for any more, or = before the whole name"));
                };
                patterns.push(needle);
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
        for name in names.split_ascii_whitespace() {
            let mut own = Hint::default();
            for found in self.search.find_overlapping_iter(&folded(name)) {
                match self.of[found.pattern().as_usize()] {
                    None => own.body = true,
                    Some(rule) => own.rule = Some(own.rule.map_or(rule, |r| r.min(rule))),
                }
            }
            // What is named after the body and something else (`article-body-newsletter`) is the latter.
            hint.body |= own.body && own.rule.is_none();
            hint.rule = hint.rule.or(own.rule);
        }
        hint
    }

    /// The number of a rule.
    pub fn number(&self, rule: &str) -> Option<u16> {
        self.rules.iter().position(|r| r == rule).and_then(|n| u16::try_from(n).ok())
    }

    /// The name of a rule.
    pub fn rule(&self, number: u16) -> &str {
        self.rules.get(usize::from(number)).map_or("names", String::as_str)
    }
}

/// A name as words: lower case, `-` between them, also where only a capital divides them; `=-` before, `-=` behind.
fn folded(name: &str) -> String {
    let mut folded = String::with_capacity(name.len() + 8);
    folded.push_str("=-");
    let mut last = ' ';
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            if c.is_ascii_uppercase() && last.is_ascii_lowercase() {
                folded.push('-');
            }
            folded.push(c.to_ascii_lowercase());
        } else if last.is_ascii_alphanumeric() {
            folded.push('-');
        }
        last = c;
    }
    if last.is_ascii_alphanumeric() {
        folded.push('-');
    }
    folded.push('=');
    folded
}

/// What a row's pattern is in folded names: `word` anywhere in a name, `word*` and `*word` with any more of letters
/// behind or before it, `=word` the whole name.
fn needle(pattern: &str) -> Option<String> {
    let (bare, whole) = pattern.strip_prefix('=').map_or((pattern, false), |p| (p, true));
    let (bare, open_end) = bare.strip_suffix('*').map_or((bare, false), |p| (p, true));
    let (bare, open_start) = bare.strip_prefix('*').map_or((bare, false), |p| (p, true));
    let clean = bare.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if bare.len() < 2 || !clean || (whole && (open_start || open_end)) {
        return None;
    }
    let edge = if whole { ["=-", "-="] } else { ["-", "-"] };
    let before = if open_start { "" } else { edge[0] };
    let behind = if open_end { "" } else { edge[1] };
    Some(format!("{before}{bare}{behind}"))
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
                let pattern = needle(row.cells[1]).expect("pattern");
                let catches = |names: &str| names.split(' ').any(|name| folded(name).contains(&pattern));
                assert!(catches(row.cells[2]), "{row:?} must catch its example");
                assert!(!catches(row.cells[3]), "{row:?} must leave its counterexample alone");
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
