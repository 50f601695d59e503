//! Boilerplate rules that look at one block: the patterns of `boilerplate.tsv`.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};

use crate::lang::Lang;
use crate::lexicon::{BoilerplateRow, LexiconError, Pack, Scope};

/// Longest block, in bytes, that a pattern of whole blocks is held against.
const LONGEST: usize = 1200;
/// How much of a paragraph's start and end is looked at for datelines and credits, in bytes.
const MARGIN: usize = 240;
/// Memory for the compiled patterns of one set, in bytes.
const SIZE: usize = 256 << 20;

/// A rule that a block fell under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'r> {
    /// The rule's name, as `related-link`.
    pub rule: &'r str,
    /// What follows from it for the blocks behind.
    pub scope: Scope,
}

#[derive(Debug)]
struct Rule {
    name: String,
    scope: Scope,
    lang: Lang,
}

/// A rule of whole blocks; its own pattern is compiled when the common set has first pointed to it.
#[derive(Debug)]
struct BlockRule {
    rule: Rule,
    pattern: String,
    regex: OnceLock<Option<Regex>>,
}

impl BlockRule {
    fn is_match(&self, text: &str) -> bool {
        self.regex.get_or_init(|| build(&self.pattern).ok()).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

/// The rules of all languages, compiled.
#[derive(Debug)]
pub struct Rules {
    /// Looser forms of the patterns of `of_blocks`, which are quick to compile together.
    blocks: RegexSet,
    of_blocks: Vec<BlockRule>,
    heads: Vec<(Rule, Regex)>,
    tails: Vec<(Rule, Regex)>,
}

impl Rules {
    /// Compiles the rows of some packs; a pack that is there twice counts once.
    ///
    /// # Errors
    /// Where a pattern is no regular expression, with the rule that it belongs to.
    pub fn new(packs: &[Pack]) -> Result<Rules, LexiconError> {
        let (mut patterns, mut of_blocks, mut heads, mut tails) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut seen: Vec<Lang> = Vec::new();
        for pack in packs {
            if seen.contains(&pack.lang) {
                continue;
            }
            seen.push(pack.lang);
            for row in &pack.boilerplate {
                let rule = Rule { name: row.rule.clone(), scope: row.scope, lang: pack.lang };
                let pattern = anchored(row);
                let compiled = || build(&pattern).map_err(|error| malformed(pack.lang, row, &error));
                match row.scope {
                    Scope::Line | Scope::List | Scope::End => {
                        patterns.push(loosened(&pattern));
                        of_blocks.push(BlockRule { rule, pattern, regex: OnceLock::new() });
                    }
                    Scope::Head | Scope::First => heads.push((rule, compiled()?)),
                    Scope::Tail => tails.push((rule, compiled()?)),
                }
            }
        }
        let blocks = RegexSetBuilder::new(&patterns)
            .case_insensitive(true)
            .size_limit(SIZE)
            .dfa_size_limit(SIZE / 16)
            .build()
            .map_err(|error| culprit(packs, &error))?;
        Ok(Rules { blocks, of_blocks, heads, tails })
    }

    /// The rule that a whole block falls under, those of its own language before those of others.
    ///
    /// `text` has no white space at its ends and no runs of it ([`squeezed`]).
    pub fn block(&self, text: &str, lang: Option<Lang>) -> Option<Hit<'_>> {
        if text.len() > LONGEST {
            return None;
        }
        let loose = self.blocks.matches(text);
        let matches = || loose.iter().map(|i| &self.of_blocks[i]).filter(|rule| rule.is_match(text)).map(|r| &r.rule);
        let rank = |rule: &Rule| match rule.scope {
            _ if Some(rule.lang) == lang => 0,
            _ if rule.lang == Lang::UND => 1,
            _ => 2,
        };
        let best = matches().min_by_key(|rule| rank(rule))?;
        // What opens a list or ends the article does so whichever language's rule was first.
        let strongest = matches().map(|rule| rule.scope).max_by_key(|&scope| strength(scope));
        Some(Hit { rule: &best.name, scope: strongest.unwrap_or(best.scope) })
    }

    /// Where the sentences of a paragraph begin behind a dateline or byline, and the rule's name.
    pub fn head(&self, text: &str, first: bool) -> Option<(usize, &str)> {
        let part = &text[..boundary(text, MARGIN)];
        self.heads.iter().filter(|(rule, _)| first || rule.scope == Scope::Head).find_map(|(rule, regex)| {
            let end = regex.find(part)?.end();
            let next = text[end..].trim_start_matches(['"', '“', '‘', '\'', '(']).chars().next();
            let goes_on = next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit());
            (goes_on && end > 0).then_some((end, rule.name.as_str()))
        })
    }

    /// Where the sentences of a paragraph end before a credit or page number.
    pub fn tail(&self, text: &str) -> Option<(usize, &str)> {
        let from = boundary(text, text.len().saturating_sub(MARGIN));
        let found = self.tails.iter().filter_map(|(rule, regex)| {
            let start = regex.captures(&text[from..])?.get(1)?.start();
            Some((from + start, rule.name.as_str()))
        });
        found.min_by_key(|&(at, _)| at)
    }
}

/// The last boundary between characters that is not behind byte `at`.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

const NAME: &str = "boilerplate.tsv";

fn strength(scope: Scope) -> u8 {
    match scope {
        Scope::End => 2,
        Scope::List => 1,
        _ => 0,
    }
}

/// A row's pattern with the anchors of its scope, and with the classes of letters, digits and what is neither narrowed
/// to what pages have, since the full Unicode ones take long to compile.
fn anchored(row: &BoilerplateRow) -> String {
    const OTHER: &str = r"[\x00-/:-@\[-`{-~\u{80}-\u{a9}\u{ab}-\u{b4}\u{b6}-\u{b9}\u{bb}-\u{bf}\u{2000}-\u{206f}\u{20a0}-\u{2bff}\u{3000}-\u{303f}\u{fffd}]";
    const LETTER: &str = r"[a-zA-Z\u{aa}\u{b5}\u{ba}\u{c0}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}]";
    let mut pattern = row.pattern.replace(r"\d", "[0-9]").replace(r"\s", "[ ]").replace(r"\W", OTHER);
    if !pattern.contains(r"[^\p") {
        pattern = pattern.replace(r"\p{L}", LETTER);
        pattern = pattern.replace(r"\p{Lu}", r"[A-Z\u{c0}-\u{de}]").replace(r"\p{Ll}", r"[a-z\u{df}-\u{ff}]");
    }
    match row.scope {
        Scope::Line | Scope::List | Scope::End => format!("^(?:{pattern})$"),
        Scope::Head | Scope::First => format!("^(?:{pattern})"),
        Scope::Tail => format!("(?:{pattern})$"),
    }
}

/// The row because of which the patterns do not compile together.
fn culprit(packs: &[Pack], error: &regex::Error) -> LexiconError {
    let rows = || packs.iter().flat_map(|pack| pack.boilerplate.iter().map(move |row| (pack.lang, row)));
    let found = rows().find_map(|(lang, row)| build(&anchored(row)).err().map(|error| malformed(lang, row, &error)));
    found.unwrap_or_else(|| LexiconError::Malformed { file: NAME.to_owned(), line: 0, what: error.to_string() })
}

fn malformed(lang: Lang, row: &BoilerplateRow, error: &regex::Error) -> LexiconError {
    let what = format!("rule {} with example '{}': {error}", row.rule, row.example);
    LexiconError::Malformed { file: format!("{lang}/{NAME}"), line: 0, what }
}

fn build(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(SIZE).build()
}

/// A pattern that matches whatever another does, and more: its long repetitions have no upper bound, and it asks for no
/// word boundaries. It compiles to a small fraction of the states, and texts beyond ASCII can be searched by the fast
/// automaton, which knows no Unicode word boundaries.
fn loosened(pattern: &str) -> String {
    let pattern = pattern.replace(r"\b", "");
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern.as_str();
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.find('}').map_or(from.len(), |end| end + 1);
        let (count, behind) = from.split_at(end);
        out.push_str(match count.trim_matches(['{', '}']).split_once(',') {
            Some((least, most)) if most.parse().is_ok_and(|n: u32| n > 3) => {
                if least == "0" {
                    "*"
                } else {
                    "+"
                }
            }
            _ => count,
        });
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A text with one space for each run of white space and without characters that have no width.
pub fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}') {
            continue;
        }
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;

    fn packs() -> Vec<Pack> {
        let langs = [Lang::UND, Lang::MS, Lang::ID, Lang::EN];
        langs.iter().map(|&lang| Pack::load(&Lexicons::builtin(), lang).expect("a pack")).collect()
    }

    /// Whether a row by itself takes hold of a text.
    fn catches(row: &BoilerplateRow, text: &str) -> bool {
        let regex = build(&anchored(row)).expect("a pattern");
        let rule = || Rule { name: row.rule.clone(), scope: row.scope, lang: Lang::UND };
        let (mut heads, mut tails, mut lines) = (Vec::new(), Vec::new(), false);
        match row.scope {
            Scope::Head | Scope::First => heads.push((rule(), regex)),
            Scope::Tail => tails.push((rule(), regex)),
            _ => lines = regex.is_match(&squeezed(text)),
        }
        let rules = Rules { blocks: RegexSet::empty(), of_blocks: Vec::new(), heads, tails };
        lines || rules.head(text, true).is_some() || rules.tail(text).is_some()
    }

    #[test]
    fn every_row_catches_its_example_and_leaves_prose_alone() {
        let mut wrong = Vec::new();
        for pack in packs() {
            for row in &pack.boilerplate {
                if !catches(row, &row.example) {
                    wrong.push(format!("{} {} misses its example: {}", pack.lang, row.rule, row.example));
                }
                if row.keep != "-" && catches(row, &row.keep) {
                    wrong.push(format!("{} {} takes prose: {}", pack.lang, row.rule, row.keep));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn no_rule_at_all_takes_the_prose_of_another_rows_guard() {
        let rules = Rules::new(&packs()).expect("rules");
        let mut wrong = Vec::new();
        for pack in packs() {
            for row in pack.boilerplate.iter().filter(|row| row.keep.ends_with(['.', '"'])) {
                if let Some(hit) = rules.block(&squeezed(&row.keep), Some(pack.lang)) {
                    wrong.push(format!("{} takes the guard of {} {}: {}", hit.rule, pack.lang, row.rule, row.keep));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_files_are_sorted_and_without_duplicates() {
        for lang in [Lang::UND, Lang::MS, Lang::ID, Lang::EN] {
            for file in Lexicons::builtin().versions(&format!("{lang}/{NAME}")).expect("a file") {
                let lines: Vec<&str> = file.text.lines().collect();
                assert!(lines.windows(2).all(|w| w[0].as_bytes() < w[1].as_bytes()), "{}", file.name);
            }
        }
    }
}
