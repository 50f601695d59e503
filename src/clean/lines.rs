//! Boilerplate rules that look at one block: the patterns of `boilerplate.tsv`.

use regex::{Regex, RegexBuilder};

use super::literals::Filter;
use super::pattern::Pattern;
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

/// The rules of all languages, compiled.
#[derive(Debug)]
pub struct Rules {
    blocks: Filtered<Pattern>,
    heads: Filtered<Regex>,
    tails: Filtered<Regex>,
}

/// Rules of one kind, and which of them a text may fall under.
#[derive(Debug)]
struct Filtered<P> {
    filter: Filter,
    rules: Vec<(Rule, P)>,
}

impl<P> Filtered<P> {
    /// Takes rules with their patterns as they are written and as they are used.
    fn new(rules: Vec<(Rule, String, P)>) -> Result<Filtered<P>, LexiconError> {
        let filter = Filter::new(rules.iter().map(|(_, source, _)| source.as_str())).map_err(|(at, what)| {
            let (lang, name) = rules.get(at).map_or((Lang::UND, ""), |(rule, ..)| (rule.lang, rule.name.as_str()));
            LexiconError::Malformed { file: format!("{lang}/{NAME}"), line: 0, what: format!("rule {name}: {what}") }
        })?;
        Ok(Filtered { filter, rules: rules.into_iter().map(|(rule, _, pattern)| (rule, pattern)).collect() })
    }

    /// The rules that may match, in order.
    fn candidates(&self, text: &str) -> impl Iterator<Item = &(Rule, P)> {
        self.filter.candidates(text).into_iter().map(|number| &self.rules[number])
    }
}

impl Rules {
    /// Compiles the rows of some packs; a pack that is there twice counts once.
    ///
    /// # Errors
    /// Where a pattern is no regular expression, with the rule that it belongs to.
    pub fn new(packs: &[Pack]) -> Result<Rules, LexiconError> {
        let (mut blocks, mut heads, mut tails) = (Vec::new(), Vec::new(), Vec::new());
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
                        blocks.push((rule, pattern.clone(), Pattern::new(pattern)));
                    }
                    Scope::Head | Scope::First => heads.push((rule, pattern.clone(), compiled()?)),
                    Scope::Tail => tails.push((rule, pattern.clone(), compiled()?)),
                }
            }
        }
        Ok(Rules { blocks: Filtered::new(blocks)?, heads: Filtered::new(heads)?, tails: Filtered::new(tails)? })
    }

    /// The rule that a whole block falls under, those of its own language before those of others.
    ///
    /// `text` has no white space at its ends and no runs of it ([`squeezed`]).
    pub fn block(&self, text: &str, lang: Option<Lang>) -> Option<Hit<'_>> {
        if text.len() > LONGEST {
            return None;
        }
        let candidates = self.blocks.candidates(text);
        let matches: Vec<&Rule> =
            candidates.filter(|(_, pattern)| pattern.is_match(text)).map(|(rule, _)| rule).collect();
        let rank = |rule: &Rule| match rule.scope {
            _ if Some(rule.lang) == lang => 0,
            _ if rule.lang == Lang::UND => 1,
            _ => 2,
        };
        let best = matches.iter().min_by_key(|rule| rank(rule))?;
        // What opens a list or ends the article does so whichever language's rule was first.
        let strongest = matches.iter().map(|rule| rule.scope).max_by_key(|&scope| strength(scope));
        Some(Hit { rule: &best.name, scope: strongest.unwrap_or(best.scope) })
    }

    /// Whether a block is a dateline or byline and nothing more.
    pub fn is_head(&self, text: &str) -> bool {
        text.len() <= MARGIN && self.head(text, true).is_some_and(|(end, _)| end == text.len())
    }

    /// Where the sentences of a paragraph begin behind a dateline or byline, and the rule's name.
    pub fn head(&self, text: &str, first: bool) -> Option<(usize, &str)> {
        let part = &text[..boundary(text, MARGIN)];
        self.heads.candidates(part).filter(|(rule, _)| first || rule.scope == Scope::Head).find_map(|(rule, regex)| {
            let end = regex.find(part)?.end();
            let next = text[end..].trim_start_matches(['"', '“', '‘', '\'', '(']).chars().next();
            let goes_on = next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit());
            (goes_on && end > 0).then_some((end, rule.name.as_str()))
        })
    }

    /// Where the sentences of a paragraph end before a credit or page number.
    pub fn tail(&self, text: &str) -> Option<(usize, &str)> {
        let from = boundary(text, text.len().saturating_sub(MARGIN));
        let part = &text[from..];
        let found = self.tails.candidates(part).filter_map(|(rule, regex)| {
            let start = regex.captures(part)?.get(1)?.start();
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

/// A row's pattern with the anchors of its scope.
fn anchored(row: &BoilerplateRow) -> String {
    let pattern = narrowed(&row.pattern);
    match row.scope {
        Scope::Line | Scope::List | Scope::End => format!("^(?:{pattern})$"),
        Scope::Head | Scope::First => format!("^(?:{pattern})"),
        Scope::Tail => format!("(?:{pattern})$"),
    }
}

/// A pattern with the classes of letters, digits and what is neither narrowed to what pages have, and with those of
/// letters free of case folding, which changes nothing in them: the full Unicode ones take long to compile.
fn narrowed(pattern: &str) -> String {
    const OTHER: &str = r"[\x00-/:-@\[-^`{-~\u{80}-\u{a9}\u{ab}-\u{b4}\u{b6}-\u{b9}\u{bb}-\u{bf}\u{2000}-\u{206f}\u{20a0}-\u{2bff}\u{3000}-\u{303f}\u{fffd}]";
    const LETTER: &str = r"[a-zA-Z\u{aa}\u{b5}\u{ba}\u{c0}-\u{1fff}\u{2c00}-\u{2dff}\u{3040}-\u{d7ff}]";
    const UPPER: &str = r"[A-Z\u{c0}-\u{de}]";
    const LOWER: &str = r"[a-z\u{df}-\u{ff}]";
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut rest = pattern;
    while let Some(next) = rest.chars().next() {
        let (unit, behind) = rest.split_at(if next == '[' { class_len(rest) } else { unit_len(rest) });
        rest = behind;
        let narrow = unit
            .replace(r"\d", "[0-9]")
            .replace(r"\s", "[ ]")
            .replace(r"\W", OTHER)
            .replace(r"\w", &format!("[0-9_{}", &LETTER[1..]))
            .replace(r"\p{L}", LETTER)
            .replace(r"\p{Lu}", UPPER)
            .replace(r"\p{Ll}", LOWER);
        if unit.contains(r"\p{L}") || unit.contains(r"\w") {
            out.push_str(&format!("(?-i:{narrow})"));
        } else {
            out.push_str(&narrow);
        }
    }
    out
}

/// Bytes of the class in brackets that a text begins with.
fn class_len(text: &str) -> usize {
    let (mut depth, mut escaped) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + c.len_utf8();
        }
    }
    text.len()
}

/// Bytes of the character or escape that a text begins with.
fn unit_len(text: &str) -> usize {
    if text.starts_with(r"\p{") || text.starts_with(r"\u{") {
        return text.find('}').map_or(text.len(), |end| end + 1);
    }
    let mut chars = text.chars();
    let first = chars.next().map_or(0, char::len_utf8);
    first + if text.starts_with('\\') { chars.next().map_or(0, char::len_utf8) } else { 0 }
}

fn malformed(lang: Lang, row: &BoilerplateRow, error: &regex::Error) -> LexiconError {
    let what = format!("rule {} with example '{}': {error}", row.rule, row.example);
    LexiconError::Malformed { file: format!("{lang}/{NAME}"), line: 0, what }
}

fn build(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(true).size_limit(SIZE).build()
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
        let pattern = anchored(row);
        let regex = build(&pattern).expect("a pattern");
        let rule = || Rule { name: row.rule.clone(), scope: row.scope, lang: Lang::UND };
        let (mut heads, mut tails, mut lines) = (Vec::new(), Vec::new(), false);
        match row.scope {
            Scope::Head | Scope::First => heads.push((rule(), pattern, regex)),
            Scope::Tail => tails.push((rule(), pattern, regex)),
            _ => lines = regex.is_match(&squeezed(text)),
        }
        let rules = Rules {
            blocks: Filtered::new(Vec::new()).expect("no patterns"),
            heads: Filtered::new(heads).expect("patterns"),
            tails: Filtered::new(tails).expect("patterns"),
        };
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
