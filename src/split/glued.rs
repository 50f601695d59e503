//! Whether a sentence ends at a terminator with the next one right behind it (`ibunya.Sebutan itu`).

use super::chars::{is_emoji, is_opener};
use super::context::{Begin, Next, is_acronym, token_before, word_at};
use super::rules::Rules;
use super::scan::Scan;
use super::stop::{Mark, Stop};

/// How far the string around a terminator is looked at, in characters.
const REACH: usize = 80;

impl Rules {
    pub(super) fn ends_glued(&self, scan: &Scan<'_>, stop: &Stop, first: char) -> bool {
        let left = token_before(scan.text, stop.at);
        let pictured = scan.char_before(stop.end).is_some_and(is_emoji);
        if is_opener(first) || stop.quoted || pictured {
            let next = Next::read(scan.text, stop.end);
            let word =
                left.is_empty() || left.chars().count() > 2 && self.abbreviation(left).is_none() && !is_acronym(left);
            return next.begin == Begin::Upper && !next.dash && word && (first != '\'' && first != '`');
        }
        if !first.is_alphabetic() || is_address(scan.text, stop) {
            return false;
        }
        let right = word_at(scan.text, stop.end);
        let after = &scan.text[stop.end + right.len()..];
        if after.starts_with('(') || after.starts_with('.') && after[1..].starts_with(char::is_alphanumeric) {
            return false;
        }
        let small = left.chars().all(|c| c.is_lowercase() || c == '-') && left.chars().count() >= 3;
        if first.is_lowercase() {
            let long = right.chars().count() >= 4 && !right.contains(char::is_uppercase);
            return stop.mark == Mark::Strong && small && long && !self.attributes(right);
        }
        match stop.mark {
            Mark::Point => self.ends_glued_point(scan, stop, left, right, small),
            Mark::Ellipsis => !left.is_empty() && right.chars().count() > 1,
            _ => {
                let brand = self.abbreviation(&scan.text[stop.at - left.len()..stop.at + 1]).is_some();
                let long = left.chars().count() > 3;
                !brand
                    && (small || stop.count > 1 || long && (self.starts(right) || is_prose(scan.text, stop.end, right)))
            }
        }
    }

    fn ends_glued_point(&self, scan: &Scan<'_>, stop: &Stop, left: &str, right: &str, small: bool) -> bool {
        let starts = self.starts(right);
        if left.is_empty() {
            // Behind a bracket or a sign: `(RM3,000).Polis`
            return scan.char_before(stop.at).is_some_and(|c| !c.is_whitespace()) && right.chars().count() > 2;
        }
        if self.abbreviation(left).is_some() || is_acronym(left) || left.chars().count() < 2 {
            return false;
        }
        let lower = left.chars().all(|c| c.is_lowercase() || c == '-');
        if self.is_domain(right) && !(starts && lower) {
            return false;
        }
        let titled = right.chars().count() > 1 && right.chars().skip(1).any(char::is_lowercase);
        if small {
            return titled || starts || right.chars().count() > 1;
        }
        let letters = left.chars().all(|c| c.is_alphabetic() || c == '-');
        let prose = letters && left.chars().count() > 3 && left.contains(char::is_lowercase);
        starts && (right.len() > 1 || lower) || prose && is_prose(scan.text, stop.end, right)
    }
}

/// Whether a word with one capital and a word in small letters behind it stand at `at`.
fn is_prose(text: &str, at: usize, word: &str) -> bool {
    let titled = word.chars().count() > 2 && !word.chars().skip(1).any(char::is_uppercase);
    titled && text[at + word.len()..].trim_start().starts_with(char::is_lowercase)
}

/// Whether the string around a stop, from white space to white space, is an address or a path.
fn is_address(text: &str, stop: &Stop) -> bool {
    let sign = |c: char| matches!(c, '@' | '/' | '\\' | '=' | '_' | '&');
    let free = |c: &char| !c.is_whitespace();
    let left = text[..stop.at].chars().rev().take(REACH).take_while(free);
    let right = text[stop.end..].chars().take(REACH).take_while(free);
    let start = text[..stop.at]
        .char_indices()
        .rev()
        .take(REACH)
        .take_while(|(_, c)| free(c))
        .last()
        .map_or(stop.at, |(i, _)| i);
    left.chain(right).any(sign) || text[start..].starts_with("www")
}
