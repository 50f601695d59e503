//! Numbers, money, dates and times of a text as canonical values, the same whatever the language.
//!
//! `54.000`, `54,000` and `lima puluh empat ribu` are `54000`; `2 persen` is `2 PCT`, `ke-3` is `3 ORD`, `$33 miliar`
//! is `33000000000 USD`; dates and times are those of ISO 8601, a day of the week is `DOW1` for Monday to `DOW7`.

mod cardinal;
mod date;
mod decimal;
mod scan;
mod terms;

use std::ops::Range;

use self::cardinal::Read;
use self::decimal::Decimal;
use self::scan::{Kind, Token};
use self::terms::{Role, Terms};
use super::{LexiconError, Lexicons, Pack};
use crate::lang::Lang;

/// A value found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Bytes of the text that say it.
    pub range: Range<usize>,
    /// The value in canonical form.
    pub canonical: String,
}

/// The numbers of a language.
#[derive(Clone, Debug)]
pub struct Numbers {
    terms: Terms,
    /// Prefixes that make ordinals of number words: `ke` of `ketiga`.
    prefixes: Vec<String>,
    /// Prefixes that divide by a number word: `per` of `pertiga`.
    overs: Vec<String>,
    decimal: char,
}

impl Numbers {
    /// Reads a language's `numbers.tsv`, and the decimal mark of its `profile.toml`.
    ///
    /// # Errors
    /// Where one of the files is malformed.
    pub fn new(lexicons: &Lexicons, lang: Lang) -> Result<Numbers, LexiconError> {
        let decimal = Pack::load(lexicons, lang)?.profile.decimal.unwrap_or('.');
        let terms = Terms::load(lexicons, lang)?;
        let sorted = |role| {
            let mut words: Vec<String> = terms.of_role(role).map(str::to_owned).collect();
            words.sort();
            words
        };
        let (prefixes, overs) = (sorted(Role::OrdinalPrefix), sorted(Role::Over));
        Ok(Numbers { terms, prefixes, overs, decimal })
    }

    /// The values in a text, in order.
    pub fn values(&self, text: &str) -> Vec<Value> {
        if !self.may_hold(text) {
            return Vec::new();
        }
        let tokens = self.divided(scan::tokens(text));
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.value(&tokens, at) {
                Some((canonical, next)) if next > at => {
                    let range = tokens[at].range.start..tokens[next - 1].range.end;
                    found.push(Value { range, canonical });
                    at = next;
                }
                _ => at += 1,
            }
        }
        found
    }

    /// Whether a text has digits or a word of numbers at all.
    fn may_hold(&self, text: &str) -> bool {
        text.bytes().any(|b| b.is_ascii_digit() || b == 0xc2)
            || text.split(|c: char| !c.is_alphabetic() && c != '\'').any(|word| {
                let lower = word.to_lowercase();
                let prefixed = |p: &String| lower.strip_prefix(p.as_str()).is_some_and(|rest| self.terms.any(rest));
                self.terms.any(&lower) || self.prefixes.iter().chain(&self.overs).any(prefixed)
            })
    }

    /// Divides `ketiga` and `pertiga` into the prefix and the number word.
    fn divided(&self, tokens: Vec<Token>) -> Vec<Token> {
        let mut all = Vec::with_capacity(tokens.len());
        for token in tokens {
            match self.prefix_of(&token) {
                Some(len) => {
                    let (head, rest) = (token.text[..len].to_owned(), token.text[len..].to_owned());
                    let cut = token.range.start + len;
                    let (before, behind) = (token.range.start..cut, cut..token.range.end);
                    all.push(Token { range: before, text: head, ..token });
                    all.push(Token { range: behind, text: rest, glued: true, capital: false, kind: Kind::Word });
                }
                None => all.push(token),
            }
        }
        all
    }

    fn prefix_of(&self, token: &Token) -> Option<usize> {
        // Lower-casing must not have moved the bytes.
        if token.kind != Kind::Word || token.range.len() != token.text.len() || self.terms.any(&token.text) {
            return None;
        }
        self.prefixes.iter().chain(&self.overs).map(String::len).find(|&len| {
            token.text.get(len..).is_some_and(|rest| {
                let number = [Role::Digit, Role::Teen, Role::Once];
                self.prefixes.iter().chain(&self.overs).any(|p| **p == token.text[..len])
                    && number.iter().any(|&role| self.terms.word(rest, role).is_some())
            })
        })
    }

    /// The value that begins at a token.
    fn value(&self, tokens: &[Token], at: usize) -> Option<(String, usize)> {
        date::date(&self.terms, tokens, at)
            .or_else(|| date::time(&self.terms, tokens, at))
            .or_else(|| date::weekday(&self.terms, tokens, at))
            .or_else(|| self.ordinal(tokens, at))
            .or_else(|| self.quantity(tokens, at))
            .or_else(|| self.ordinal_word(tokens, at))
    }

    fn read(&self, tokens: &[Token], at: usize, money: bool) -> Option<Read> {
        cardinal::read(&self.terms, tokens, at, self.decimal, money)
    }

    /// `ke-3`, `ke-XII`, `ketiga`, `abad XX`, `21st`.
    fn ordinal(&self, tokens: &[Token], at: usize) -> Option<(String, usize)> {
        if let Some(prefix) = self.terms.at(tokens, at, Role::OrdinalPrefix) {
            let next = at + prefix.len;
            let joined = tokens.get(next).filter(|t| t.glued)?;
            if joined.is("-") {
                return self.behind_hyphen(tokens, next + 1);
            }
            let read =
                self.read(tokens, next, false).filter(|_| joined.kind == Kind::Word || joined.kind == Kind::Digits)?;
            return Some((format!("{} ORD", read.value), read.next));
        }
        if let Some(word) = self.terms.at(tokens, at, Role::Roman) {
            let next = at + word.len;
            let value = tokens.get(next).filter(|t| t.capital).and_then(|t| roman(&t.text))?;
            return Some((format!("{value} ORD"), next + 1));
        }
        let digits = tokens.get(at).filter(|t| t.kind == Kind::Digits)?;
        let suffix = self.terms.at(tokens, at + 1, Role::OrdinalSuffix).filter(|_| tokens[at + 1].glued)?;
        let value = decimal::read(&digits.text, self.decimal)?;
        Some((format!("{value} ORD"), at + 1 + suffix.len))
    }

    fn behind_hyphen(&self, tokens: &[Token], at: usize) -> Option<(String, usize)> {
        let token = tokens.get(at).filter(|t| t.glued)?;
        if let Some(value) = roman(&token.text).filter(|_| token.capital) {
            return Some((format!("{value} ORD"), at + 1));
        }
        let read = self.read(tokens, at, false)?;
        Some((format!("{} ORD", read.value), read.next))
    }

    /// `pertama`, `third`.
    fn ordinal_word(&self, tokens: &[Token], at: usize) -> Option<(String, usize)> {
        let term = self.terms.at(tokens, at, Role::Ordinal).filter(|t| t.number != Decimal::ZERO)?;
        Some((format!("{} ORD", term.number), at + term.len))
    }

    /// A number with its sign, currency or percent.
    fn quantity(&self, tokens: &[Token], at: usize) -> Option<(String, usize)> {
        let mut next = at;
        let mut negative = self.minus(tokens, &mut next);
        let currency = self.terms.at(tokens, next, Role::Currency);
        if let Some(currency) = &currency {
            next += currency.len;
            negative |= self.minus(tokens, &mut next);
        }
        let read = self.read(tokens, next, currency.is_some())?;
        if read.ordinal {
            return Some((format!("{} ORD", read.value), read.next));
        }
        let value = if negative { read.value.negated() } else { read.value };
        if let Some(currency) = currency {
            return Some((format!("{value} {}", currency.text), read.next));
        }
        if let Some(percent) = self.terms.at(tokens, read.next, Role::Percent) {
            return Some((format!("{value} PCT"), read.next + percent.len));
        }
        let hyphen = usize::from(tokens.get(read.next).is_some_and(|t| t.is("-") && t.glued));
        if let Some(currency) = self.terms.at(tokens, read.next + hyphen, Role::Currency)
            && !self.begins_number(tokens, read.next + hyphen + currency.len)
        {
            return Some((format!("{value} {}", currency.text), read.next + hyphen + currency.len));
        }
        Some((value.to_string(), read.next))
    }

    /// Whether the sign or word before a negative number stands here; takes it.
    fn minus(&self, tokens: &[Token], next: &mut usize) -> bool {
        let Some(token) = tokens.get(*next) else { return false };
        // A hyphen between words or digits is no sign.
        if token.is("-") && !token.glued && tokens.get(*next + 1).is_some_and(|t| t.glued && t.kind == Kind::Digits) {
            *next += 1;
            return true;
        }
        let Some(term) = self.terms.at(tokens, *next, Role::Minus) else { return false };
        *next += term.len;
        true
    }

    /// Whether a number is written right behind a currency's sign: in `5, RM6` the sign is of the second number.
    fn begins_number(&self, tokens: &[Token], at: usize) -> bool {
        tokens.get(at).is_some_and(|t| t.kind == Kind::Digits && t.glued)
    }
}

/// A Roman numeral in its shortest form, 1–3999.
fn roman(text: &str) -> Option<u32> {
    let value = |c| {
        Some(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            'd' => 500,
            'm' => 1000,
            _ => return None,
        })
    };
    let digits: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let mut sum = 0;
    for (i, &digit) in digits.iter().enumerate() {
        if digits.get(i + 1).is_some_and(|&next| next > digit) {
            sum -= digit as i32;
        } else {
            sum += digit as i32;
        }
    }
    let sum = u32::try_from(sum).ok().filter(|s| (1..4000).contains(s))?;
    (written(sum) == text).then_some(sum)
}

fn written(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(lang: Lang, text: &str) -> Result<String, LexiconError> {
        let numbers = Numbers::new(&Lexicons::builtin(), lang)?;
        Ok(numbers.values(text).into_iter().map(|value| value.canonical).collect::<Vec<_>>().join(" | "))
    }

    #[test]
    fn one_value_in_three_languages() -> Result<(), LexiconError> {
        for (lang, text, expected) in [
            (Lang::MS, "RM1.2 bilion dan 54,000 orang", "1200000000 MYR | 54000"),
            (Lang::ID, "Rp 1,2 triliun untuk 54.000 orang", "1200000000000 IDR | 54000"),
            (Lang::EN, "US$33bn for fifty-four thousand people", "33000000000 USD | 54000"),
            (Lang::MS, "dua setengah juta", "2500000"),
            (Lang::EN, "two and a half million", "2500000"),
            (Lang::ID, "dua juta lima ratus ribu", "2500000"),
            (Lang::MS, "tiga perempat, dua pertiga, separuh", "0.75 | 2/3 | 0.5"),
            (Lang::EN, "three quarters, two-thirds, half", "0.75 | 2/3 | 0.5"),
            (Lang::ID, "abad XX, ke-3, ketujuh belas", "20 ORD | 3 ORD | 17 ORD"),
            (Lang::EN, "the twenty-first, 3rd and seventeenth", "21 ORD | 3 ORD | 17 ORD"),
            (Lang::EN, "minus 5 and -5, not 3-5", "-5 | -5 | 3 | 5"),
        ] {
            assert_eq!(values(lang, text)?, expected, "{text}");
        }
        Ok(())
    }

    #[test]
    fn dates_and_times_in_three_languages() -> Result<(), LexiconError> {
        for (lang, text, expected) in [
            (Lang::MS, "Isnin, 3 Mac 2018, 2.30 petang", "DOW1 | 2018-03-03 | T14:30"),
            (Lang::ID, "Senin (3/3/2018) pukul 14.30 WIB", "DOW1 | 2018-03-03 | T14:30"),
            (Lang::EN, "Monday, March 3rd, 2018 at 2:30 p.m.", "DOW1 | 2018-03-03 | T14:30"),
            (Lang::MS, "31 Januari, 12 tengah malam", "--01-31 | T00:00"),
            (Lang::ID, "Maret 2018, jam 1 siang", "2018-03 | T13:00"),
            (Lang::EN, "11/23/2019, 12 noon", "2019-11-23 | T12:00"),
            // A week is no Sunday, and may is no month.
            (Lang::ID, "minggu lalu", ""),
            (Lang::EN, "they may 5 times", "5"),
            (Lang::ID, "tiga malam", "3"),
        ] {
            assert_eq!(values(lang, text)?, expected, "{text}");
        }
        Ok(())
    }

    #[test]
    fn marks_are_read_by_form_where_only_one_reading_is_possible() -> Result<(), LexiconError> {
        for (lang, text, expected) in [
            (Lang::ID, "1.500", "1500"),
            (Lang::EN, "1.500", "1.5"),
            (Lang::ID, "1.5", "1.5"),
            (Lang::MS, "2,5", "2.5"),
            (Lang::ID, "1,234,567.89", "1234567.89"),
            (Lang::EN, "1.234.567,89", "1234567.89"),
            (Lang::EN, "99999999999999999999999999999", ""),
        ] {
            assert_eq!(values(lang, text)?, expected, "{text}");
        }
        Ok(())
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_its_values_in_order(text in "([0-9.,:/%$ -]|ribu|juta|ke|Mac|½|İ|\\PC){0,12}") {
            if let Ok(numbers) = Numbers::new(&Lexicons::builtin(), Lang::MS) {
                let mut at = 0;
                for value in numbers.values(&text) {
                    proptest::prop_assert!(value.range.start >= at && text.get(value.range.clone()).is_some());
                    at = value.range.end;
                }
            }
        }
    }
}
