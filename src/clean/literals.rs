//! Which rules of many a text may fall under at all, by the literals that their patterns ask for.
//!
//! The way of Cox, "Regular Expression Matching with a Trigram Index" (2012), and of RE2's FilteredRE2: from each pattern
//! a set of strings one of which must be in whatever it matches; one pass of an automaton finds all of them in a text,
//! and only the patterns that have one there are tried. Compiling all patterns into one set takes longer than most
//! batches do, and its lazy automaton grows with every page.

use aho_corasick::{AhoCorasick, MatchKind};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// Most strings that one pattern may be known by.
const MOST: usize = 64;
/// Shortest string worth looking for, in bytes.
const SHORTEST: usize = 2;

/// What a text must be like for a pattern to match it.
#[derive(Debug)]
struct Demand {
    /// Longest text that it matches, in bytes.
    longest: usize,
    /// The strings one of which must be there; none where the pattern asks for no string.
    any: Vec<String>,
}

/// Tells which patterns a text may match, case aside.
#[derive(Debug)]
pub struct Filter {
    literals: AhoCorasick,
    /// The pattern of each literal.
    owners: Vec<usize>,
    /// The longest text of each pattern.
    longest: Vec<usize>,
    /// The patterns that ask for no literal.
    free: Vec<usize>,
}

impl Filter {
    /// Reads patterns that are anchored at both ends.
    ///
    /// # Errors
    /// The number of the pattern that is no regular expression, with what is wrong with it.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Filter, (usize, String)> {
        let (mut strings, mut owners, mut longest, mut free) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (number, pattern) in patterns.into_iter().enumerate() {
            let demand = Demand::of(pattern).map_err(|what| (number, what))?;
            longest.push(demand.longest);
            if demand.any.is_empty() {
                free.push(number);
            }
            owners.extend(std::iter::repeat_n(number, demand.any.len()));
            strings.extend(demand.any);
        }
        let literals = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .build(&strings)
            .map_err(|error| (0, error.to_string()))?;
        Ok(Filter { literals, owners, longest, free })
    }

    /// The numbers of the patterns that may match, in ascending order.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        let fits = |&number: &usize| text.len() <= self.longest[number];
        let found = self.literals.find_overlapping_iter(text).map(|found| self.owners[found.pattern().as_usize()]);
        let mut numbers: Vec<usize> = self.free.iter().copied().chain(found).filter(fits).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

impl Demand {
    fn of(pattern: &str) -> Result<Demand, String> {
        let hir = ParserBuilder::new().build().parse(pattern).map_err(|error| error.to_string())?;
        let any = Strings::of(&hir).required().unwrap_or_default();
        Ok(Demand { longest: hir.properties().maximum_len().unwrap_or(usize::MAX), any })
    }
}

/// What is known of the strings that a part of a pattern matches, in lower case.
enum Strings {
    /// It matches these and no others.
    Exact(Vec<String>),
    /// One of these is in all that it matches.
    Within(Vec<String>),
    /// Nothing is known.
    Unknown,
}

impl Strings {
    fn of(hir: &Hir) -> Strings {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Strings::Exact(vec![String::new()]),
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) if text.chars().all(is_caseless) => Strings::Exact(vec![text.to_ascii_lowercase()]),
                _ => Strings::Unknown,
            },
            HirKind::Class(class) => Strings::of_class(class),
            HirKind::Repetition(repetition) => match (repetition.min, repetition.max, Strings::of(&repetition.sub)) {
                (0, Some(1), Strings::Exact(mut strings)) => {
                    strings.push(String::new());
                    Strings::Exact(strings)
                }
                (0, ..) => Strings::Unknown,
                (1, Some(1), sub) => sub,
                (_, _, sub) => sub.required().map_or(Strings::Unknown, Strings::Within),
            },
            HirKind::Capture(capture) => Strings::of(&capture.sub),
            HirKind::Concat(parts) => Strings::of_sequence(parts),
            HirKind::Alternation(parts) => Strings::of_choice(parts),
        }
    }

    fn of_class(class: &Class) -> Strings {
        let Class::Unicode(class) = class else { return Strings::Unknown };
        let size: u32 = class.ranges().iter().map(|r| u32::from(r.end()) - u32::from(r.start()) + 1).sum();
        if size > 8 {
            return Strings::Unknown;
        }
        let chars = || class.ranges().iter().flat_map(|r| r.start()..=r.end());
        if !chars().all(is_caseless) {
            return Strings::Unknown;
        }
        Strings::Exact(chars().map(|c| c.to_ascii_lowercase().to_string()).collect())
    }

    fn of_sequence(parts: &[Hir]) -> Strings {
        let (mut exact, mut whole, mut best) = (vec![String::new()], true, None);
        for part in parts {
            match Strings::of(part) {
                Strings::Exact(next) if exact.len() * next.len() <= MOST => {
                    exact = exact.iter().flat_map(|a| next.iter().map(move |b| format!("{a}{b}"))).collect();
                }
                other => {
                    whole = false;
                    best = better(best, Strings::Exact(std::mem::take(&mut exact)).required());
                    exact = match other {
                        Strings::Exact(next) => next,
                        other => {
                            best = better(best, other.required());
                            vec![String::new()]
                        }
                    };
                }
            }
        }
        if whole {
            return Strings::Exact(exact);
        }
        better(best, Strings::Exact(exact).required()).map_or(Strings::Unknown, Strings::Within)
    }

    fn of_choice(parts: &[Hir]) -> Strings {
        let parts: Vec<Strings> = parts.iter().map(Strings::of).collect();
        let exact = parts.iter().all(|part| matches!(part, Strings::Exact(_)));
        let strings: Option<Vec<Vec<String>>> = parts
            .into_iter()
            .map(|part| match part {
                Strings::Exact(strings) if exact => Some(strings),
                other => other.required(),
            })
            .collect();
        match strings.map(|strings| strings.concat()) {
            Some(strings) if exact && strings.len() <= MOST => Strings::Exact(strings),
            Some(strings) if strings.len() <= MOST * 4 => Strings::Within(strings),
            _ => Strings::Unknown,
        }
    }

    /// The strings one of which must be there, where they are long enough to tell.
    fn required(self) -> Option<Vec<String>> {
        let (Strings::Exact(mut strings) | Strings::Within(mut strings)) = self else { return None };
        strings.sort_unstable();
        strings.dedup();
        strings.iter().all(|s| s.len() >= SHORTEST).then_some(strings)
    }
}

/// The set that fewer texts have: longer strings, then fewer of them.
fn better(one: Option<Vec<String>>, other: Option<Vec<String>>) -> Option<Vec<String>> {
    let rank = |set: &[String]| (set.iter().map(String::len).min().unwrap_or(0).min(6), usize::MAX - set.len());
    match (one, other) {
        (Some(one), Some(other)) => Some(if rank(&one) >= rank(&other) { one } else { other }),
        (one, other) => one.or(other),
    }
}

/// Whether a character is ASCII, whose case the automaton sets aside, or has no case.
fn is_caseless(c: char) -> bool {
    c.is_ascii() || !c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn required(pattern: &str) -> Option<Vec<String>> {
        let hir = ParserBuilder::new().build().parse(pattern).expect("a pattern");
        Strings::of(&hir).required()
    }

    fn strings(of: &[&str]) -> Option<Vec<String>> {
        Some(of.iter().map(|s| (*s).to_owned()).collect())
    }

    #[test]
    fn choices_and_options_are_multiplied_out() {
        assert_eq!(required("^(?:Baca|Simak)(?: juga)?$"), strings(&["baca", "baca juga", "simak", "simak juga"]));
    }

    #[test]
    fn what_stands_between_gaps_is_found() {
        assert_eq!(required(r"^.{2,90}(?:getty images|shutterstock)[.)]?$"), strings(&["getty images", "shutterstock"]));
        assert_eq!(required(r"^[0-9]+ (?:shares|kali dibagikan)+$"), strings(&["kali dibagikan", "shares"]));
    }

    #[test]
    fn a_pattern_that_asks_for_no_string_is_always_a_candidate() {
        assert_eq!(required(r"^[0-9]{1,2}[:.][0-9]{2}$"), None);
        assert_eq!(required("^(?:iklan)?.*$"), None);
        let filter = Filter::new([r"^[0-9]{1,2}[:.][0-9]{2}$", "^baca juga.*$"]).expect("patterns");
        assert_eq!(filter.candidates("14:05"), [0]);
        assert_eq!(filter.candidates("BACA JUGA: 14:05"), [1]);
    }

    #[test]
    fn letters_beyond_ascii_with_a_case_are_not_relied_on() {
        assert_eq!(required("^É.*$"), None);
        assert_eq!(required("^© .*$"), strings(&["© "]));
    }

    #[test]
    fn a_malformed_pattern_is_named() {
        assert_eq!(Filter::new(["a+", "(b"]).map_err(|(number, _)| number).err(), Some(1));
    }
}
