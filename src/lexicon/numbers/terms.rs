//! The words of numbers, dates and times of a language: `numbers.tsv`.

use rustc_hash::FxHashMap;

use super::decimal::Decimal;
use super::scan::{self, Token};
use crate::lang::Lang;
use crate::lexicon::{LexiconError, Lexicons, Table};

/// What a word does in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 0–9, to which nothing is added before it is multiplied.
    Digit,
    /// 10–19 and others that stand as they are.
    Teen,
    /// 20–90, to which a digit is added.
    Ten,
    /// Makes ten more of the digit before it (`belas`).
    Add,
    /// Multiplies what stands before it (`puluh`, `hundred`, `juta`).
    Times,
    /// One of a multiplier (`seribu`).
    Once,
    /// Multiplies digits it is written behind where they are money (`m`, `bn`).
    Money,
    /// One before a multiplier (`a million`).
    Article,
    /// Stands between hundreds and the rest (`and`).
    Link,
    /// Comes before the digits of a fraction (`koma`, `point`).
    Point,
    /// A fraction (`setengah`, `half`).
    Fraction,
    /// A part of which the number before it says how many (`quarters`, `pertiga`).
    Part,
    /// A whole part of a word that divides by the number word behind it (`per` of `dua pertiga`, `dua per tiga`).
    Over,
    /// An ordinal.
    Ordinal,
    /// Makes an ordinal of the number behind it (`ke`).
    OrdinalPrefix,
    /// Makes an ordinal of the digits before it (`th`).
    OrdinalSuffix,
    /// Makes a number of the Roman numeral behind it (`abad XX`).
    Roman,
    /// Stands before a number below zero (`minus`).
    Minus,
    /// Percent.
    Percent,
    /// A currency.
    Currency,
    /// A month.
    Month,
    /// A day of the week.
    Weekday,
    /// May stand between day and month (`hb`, `of`).
    DayLink,
    /// Half of the day: `am`, `pm`, `noon` (around midday), `night`.
    Meridiem,
    /// Comes before a time (`pukul`).
    Clock,
    /// Comes behind a time (`WIB`, `o'clock`).
    Zone,
}

/// A word's role with its value.
#[derive(Clone, Debug)]
pub(super) struct Term {
    pub(super) role: Role,
    /// The number, for roles that have one.
    pub(super) number: Decimal,
    /// The value as it stands in the table: a currency's code, `pm`.
    pub(super) text: Box<str>,
    /// Tokens that the term is made of.
    pub(super) len: usize,
}

/// The words of a language's numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    by_text: FxHashMap<Box<str>, Vec<Term>>,
    /// For each token that terms begin with, their roles as bits: most tokens of a text begin none.
    starts: FxHashMap<Box<str>, u32>,
}

/// Most tokens of a term: `a.m.` has four, and `dolar Amerika Serikat` three.
const LONGEST: usize = 4;

impl Terms {
    /// Reads `numbers.tsv`: `word  role  value  example`.
    pub(super) fn load(lexicons: &Lexicons, lang: Lang) -> Result<Terms, LexiconError> {
        let mut terms = Terms::default();
        for file in lexicons.versions(&format!("{lang}/numbers.tsv"))? {
            let table = Table::parse(&file, 4)?;
            for row in table.rows() {
                let Some(role) = role(row.cells[1]) else {
                    return Err(table.error(row, format!("'{}' is no role that a number's word has", row.cells[1])));
                };
                let number = Decimal::parse(row.cells[2]);
                if number.is_none() && has_number(role) {
                    return Err(table.error(row, format!("'{}' is no number", row.cells[2])));
                }
                let number = number.unwrap_or(Decimal::ZERO);
                let term = Term { role, number, text: row.cells[2].into(), len: 0 };
                let text = row.cells[0].to_lowercase();
                if let Some(first) = scan::tokens(&text).into_iter().next() {
                    *terms.starts.entry(first.text.as_str().into()).or_default() |= 1 << role as u32;
                }
                terms.by_text.entry(text.into()).or_default().push(term);
            }
        }
        Ok(terms)
    }

    /// The longest term at a token that has the role.
    pub(super) fn at(&self, tokens: &[Token], at: usize, role: Role) -> Option<Term> {
        if self.starts.get(tokens.get(at)?.text.as_str()).is_none_or(|roles| roles & (1 << role as u32) == 0) {
            return None;
        }
        let mut found = None;
        let mut text = String::new();
        for (len, token) in (1..=LONGEST).zip(tokens.get(at..)?) {
            if len > 1 && !token.glued {
                text.push(' ');
            }
            text.push_str(&token.text);
            let terms = self.by_text.get(text.as_str());
            if let Some(term) = terms.and_then(|terms| terms.iter().find(|term| term.role == role)) {
                found = Some(Term { len, ..term.clone() });
            }
        }
        found
    }

    /// Whether any term begins with the word.
    pub(super) fn any(&self, word: &str) -> bool {
        self.by_text.contains_key(word)
    }

    /// A term that is one word.
    pub(super) fn word(&self, word: &str, role: Role) -> Option<&Term> {
        self.by_text.get(word)?.iter().find(|term| term.role == role)
    }

    /// The words that have a role.
    pub(super) fn of_role(&self, role: Role) -> impl Iterator<Item = &str> {
        self.by_text.iter().filter(move |(_, terms)| terms.iter().any(|t| t.role == role)).map(|(word, _)| &**word)
    }
}

fn has_number(role: Role) -> bool {
    use Role::{Add, Digit, Fraction, Money, Month, Once, Ordinal, Part, Teen, Ten, Times, Weekday};
    matches!(role, Add | Digit | Fraction | Money | Month | Once | Ordinal | Part | Teen | Ten | Times | Weekday)
}

fn role(name: &str) -> Option<Role> {
    Some(match name {
        "digit" => Role::Digit,
        "teen" => Role::Teen,
        "ten" => Role::Ten,
        "add" => Role::Add,
        "times" => Role::Times,
        "once" => Role::Once,
        "money" => Role::Money,
        "article" => Role::Article,
        "link" => Role::Link,
        "point" => Role::Point,
        "fraction" => Role::Fraction,
        "part" => Role::Part,
        "over" => Role::Over,
        "ordinal" => Role::Ordinal,
        "ordinal-prefix" => Role::OrdinalPrefix,
        "ordinal-suffix" => Role::OrdinalSuffix,
        "roman" => Role::Roman,
        "minus" => Role::Minus,
        "percent" => Role::Percent,
        "currency" => Role::Currency,
        "month" => Role::Month,
        "weekday" => Role::Weekday,
        "day-link" => Role::DayLink,
        "meridiem" => Role::Meridiem,
        "clock" => Role::Clock,
        "zone" => Role::Zone,
        _ => return None,
    })
}
