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
