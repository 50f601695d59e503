//! Which rules of many a text may fall under at all, by the literals that their patterns ask for.
//!
//! The way of Cox, "Regular Expression Matching with a Trigram Index" (2012), and of RE2's FilteredRE2: from each pattern
//! a set of strings one of which must be in whatever it matches; one pass of an automaton finds all of them in a text,
//! and only the patterns that have one there are tried. Compiling all patterns into one set takes longer than most
//! batches do, and its lazy automaton grows with every page.

use aho_corasick::{AhoCorasick, MatchKind};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

/// Most strings that one pattern may be known by.
const MOST: usize = 64;
/// Shortest string worth looking for, in bytes; a sign such as a bracket may stand alone.
const SHORTEST: usize = 2;

/// What a text must be like for a pattern to match it.
#[derive(Debug)]
struct Demand {
    /// Longest text that it matches, in bytes, where it must match the whole of it.
    longest: usize,
    /// The bytes that the text may begin with, where the pattern begins with it.
    first: Bytes,
    /// The strings one of which must be there; none where the pattern asks for no string.
    any: Vec<String>,
}

/// Tells which patterns a text may match, case aside.
#[derive(Debug)]
pub struct Filter {
    literals: AhoCorasick,
    /// The pattern of each literal.
    owners: Vec<usize>,
    /// The longest text of each pattern, and what it may begin with.
    bounds: Vec<(usize, Bytes)>,
    /// The patterns that ask for no literal.
    free: Vec<usize>,
}

impl Filter {
    /// Reads patterns.
    ///
    /// # Errors
    /// The number of the pattern that is no regular expression, with what is wrong with it.
    pub fn new<'p>(patterns: impl IntoIterator<Item = &'p str>) -> Result<Filter, (usize, String)> {
        let (mut strings, mut owners, mut bounds, mut free) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (number, pattern) in patterns.into_iter().enumerate() {
            let demand = Demand::of(pattern).map_err(|what| (number, what))?;
            bounds.push((demand.longest, demand.first));
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
        Ok(Filter { literals, owners, bounds, free })
    }

    /// The numbers of the patterns that may match, in ascending order.
    pub fn candidates(&self, text: &str) -> Vec<usize> {
        let first = text.bytes().next();
        let fits = |&number: &usize| {
            let (longest, begin) = &self.bounds[number];
            text.len() <= *longest && first.is_none_or(|byte| begin.has(byte))
        };
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
        let properties = hir.properties();
        let starts = properties.look_set_prefix().contains(Look::Start);
        let whole = starts && properties.look_set_suffix().contains(Look::End);
        let longest = properties.maximum_len().filter(|_| whole).unwrap_or(usize::MAX);
        let (mut first, mut open) = (Bytes::default(), true);
        if starts {
            open = first.add_starts(&hir);
        }
        Ok(Demand { longest, first: if open { Bytes::ALL } else { first }, any })
    }
}

/// A set of bytes; an ASCII letter is in it in both cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Bytes([u64; 4]);

impl Bytes {
    const ALL: Bytes = Bytes([u64::MAX; 4]);

    fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
    }

    fn add(&mut self, byte: u8) {
        for byte in [byte.to_ascii_lowercase(), byte.to_ascii_uppercase()] {
            self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
    }

    /// Adds what a part of a pattern may begin with, and tells whether it may also be empty.
    fn add_starts(&mut self, hir: &Hir) -> bool {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => true,
            HirKind::Literal(literal) => {
                literal.0.iter().take(1).for_each(|&byte| self.add_wide(byte));
                literal.0.is_empty()
            }
            HirKind::Class(class) => {
                match class {
                    Class::Unicode(class) => class.ranges().iter().for_each(|r| self.add_range(r.start(), r.end())),
                    Class::Bytes(class) => {
                        class.ranges().iter().for_each(|r| (r.start()..=r.end()).for_each(|b| self.add(b)))
                    }
                }
                false
            }
            HirKind::Repetition(of) => self.add_starts(&of.sub) || of.min == 0,
            HirKind::Capture(of) => self.add_starts(&of.sub),
            HirKind::Concat(parts) => parts.iter().all(|part| self.add_starts(part)),
            HirKind::Alternation(parts) => {
                let mut empty = false;
                parts.iter().for_each(|part| empty |= self.add_starts(part));
                empty
            }
        }
    }

    /// A letter beyond ASCII may stand in its other case, which may begin with another byte.
    fn add_wide(&mut self, byte: u8) {
        if byte.is_ascii() { self.add(byte) } else { (0x80..=0xff).for_each(|byte| self.add(byte)) }
    }

    fn add_range(&mut self, from: char, to: char) {
        let ascii = |c: char| u8::try_from(c).ok().filter(u8::is_ascii);
        if let Some(start) = ascii(from) {
            (start..=ascii(to).unwrap_or(0x7f)).for_each(|byte| self.add(byte));
        }
        if !to.is_ascii() {
            self.add_wide(0x80);
        }
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
        // What holds a shorter one of them is found by that.
        strings.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        let mut shortest: Vec<String> = Vec::with_capacity(strings.len());
        for string in strings {
            if !shortest.iter().any(|short| string.contains(short.as_str())) {
                shortest.push(string);
            }
        }
        let strings = shortest;
        strings.iter().all(|s| is_telling(s)).then_some(strings)
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

/// Whether most texts are without a string.
fn is_telling(string: &str) -> bool {
    let is_common = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | ',');
    string.len() >= SHORTEST || string.chars().any(|c| !is_common(c))
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
    fn options_are_told_from_choices() {
        assert_eq!(required("^(?:Baca|Simak)(?: juga)?$"), strings(&["baca", "simak"]));
        assert_eq!(required("^(?:be)?rita (?:lain|utama)$"), strings(&["rita lain", "rita utama"]));
    }

    #[test]
    fn what_stands_between_gaps_is_found() {
        assert_eq!(
            required(r"^.{2,90}(?:getty images|shutterstock)[.)]?$"),
            strings(&["getty images", "shutterstock"])
        );
        assert_eq!(required(r"^[0-9]+ (?:shares|kali dibagikan)+$"), strings(&["shares", "kali dibagikan"]));
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
    fn what_a_text_begins_with_rules_patterns_out() {
        let filter = Filter::new([r"^[^a-zA-Z]*[0-9]{1,2}$", "^(?:é|[0-9])+$", "(?:[0-9]+)$"]).expect("patterns");
        assert_eq!(filter.candidates("abc"), [2]);
        assert_eq!(filter.candidates("É12"), [0, 1, 2]);
        assert_eq!(filter.candidates("(12"), [0, 2]);
    }

    #[test]
    fn only_a_pattern_of_the_whole_text_bounds_its_length() {
        let filter = Filter::new(["^[0-9]{1,3}$", "[0-9]{1,3}$", "^[0-9]{1,3}"]).expect("patterns");
        assert_eq!(filter.candidates("12345"), [1, 2]);
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
