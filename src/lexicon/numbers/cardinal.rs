//! Numbers in words and in digits: `dua puluh lima`, `1.2 bilion`, `two and a half million`, `tiga perempat`.

use super::decimal::{self, Decimal};
use super::scan::{Kind, Token};
use super::terms::{Role, Terms};

/// A number that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    pub(super) value: Decimal,
    /// Token behind it.
    pub(super) next: usize,
    /// Whether its last word is an ordinal (`twenty-first`).
    pub(super) ordinal: bool,
}

/// A number that is being put together: thousands, then hundreds, then what is below.
#[derive(Default)]
struct Sum {
    above: Option<Decimal>,
    hundreds: Option<Decimal>,
    below: Option<Decimal>,
    /// Whether a digit may still be added to what is below (behind `twenty`, `dua puluh`).
    open: bool,
    /// The last multiplier from a thousand on.
    last: Option<Decimal>,
}

impl Sum {
    fn small(&self) -> Option<Decimal> {
        match (self.hundreds, self.below) {
            (Some(a), Some(b)) => a.plus(b),
            (a, b) => a.or(b),
        }
    }

    fn value(&self) -> Option<Decimal> {
        match (self.above, self.small()) {
            (Some(a), Some(b)) => a.plus(b),
            (a, b) => a.or(b),
        }
    }
}

/// Reads the number that begins at a token; `money` allows the abbreviated multipliers of money (`$5 m`).
pub(super) fn read(terms: &Terms, tokens: &[Token], from: usize, mark: char, money: bool) -> Option<Read> {
    let mut sum = Sum::default();
    let mut at = from;
    let mut ordinal = false;
    while at < tokens.len() {
        // The parts of `twenty-five` are joined; a hyphen elsewhere ends a number.
        let hyphen = at > from && tokens[at].is("-") && tokens[at].glued && next_is_word(tokens, at);
        let place = if hyphen { at + 1 } else { at };
        let Some(len) = step(terms, tokens, place, mark, money, &mut sum, &mut ordinal) else { break };
        at = place + len;
        if ordinal {
            break;
        }
    }
    let value = sum.value()?;
    let mut read = Read { value, next: at, ordinal };
    parts(terms, tokens, &mut read);
    Some(read)
}

fn next_is_word(tokens: &[Token], at: usize) -> bool {
    tokens.get(at + 1).is_some_and(|token| token.glued && token.kind == Kind::Word)
}

/// Takes one term into the sum; gives how many tokens it has, or `None` where the number ends.
fn step(
    terms: &Terms,
    tokens: &[Token],
    at: usize,
    mark: char,
    money: bool,
    sum: &mut Sum,
    ordinal: &mut bool,
) -> Option<usize> {
    let started = sum.value().is_some();
    if tokens.get(at)?.kind == Kind::Digits {
        // `5 juta 300 ribu` goes on; `5 juta 300` does not.
        let more = terms.at(tokens, at + 1, Role::Times);
        if started && (sum.below.is_some() || more.is_none_or(|t| sum.last.is_none_or(|l| !below(t.number, l)))) {
            return None;
        }
        let value = half_sign(tokens, at, decimal::read(&tokens[at].text, mark)?);
        sum.below = Some(value.0);
        sum.open = false;
        return Some(value.1);
    }
    if let Some(term) = terms.at(tokens, at, Role::Digit) {
        match sum.below {
            None => (sum.below, sum.open) = (Some(term.number), false),
            Some(ten) if sum.open => (sum.below, sum.open) = (ten.plus(term.number), false),
            Some(_) => return None,
        }
        return Some(term.len);
    }
    for (role, open) in [(Role::Teen, false), (Role::Ten, true)] {
        if let Some(term) = terms.at(tokens, at, role) {
            if sum.below.is_some() {
                return None;
            }
            (sum.below, sum.open) = (Some(term.number), open);
            return Some(term.len);
        }
    }
    if let Some(term) = terms.at(tokens, at, Role::Add) {
        sum.below = Some(sum.below.filter(|_| !sum.open)?.plus(term.number)?);
        return Some(term.len);
    }
    if let Some(term) = terms.at(tokens, at, Role::Once) {
        if sum.below.is_some() || (started && sum.last.is_some_and(|last| !below(term.number, last))) {
            return None;
        }
        multiply(sum, Decimal::whole(1), term.number)?;
        return Some(term.len);
    }
    if let Some(term) = terms.at(tokens, at, Role::Times).or_else(|| {
        let behind = at > 0 && tokens[at - 1].kind == Kind::Digits;
        (money && behind).then(|| terms.at(tokens, at, Role::Money)).flatten()
    }) {
        // `hundred` alone is no number: it needs what it multiplies.
        let what = if term.number.as_whole() < Some(1000) { sum.below? } else { sum.small().or(sum.above)? };
        multiply(sum, what, term.number)?;
        return Some(term.len);
    }
    if !started {
        return article(terms, tokens, at, sum);
    }
    joined(terms, tokens, at, sum, ordinal)
}

/// Puts `what` times `by` in its place of the sum.
fn multiply(sum: &mut Sum, what: Decimal, by: Decimal) -> Option<()> {
    let product = what.times(by)?;
    match by.as_whole() {
        Some(10) => (sum.below, sum.open) = (Some(product), true),
        Some(n) if n < 1000 => {
            (sum.hundreds, sum.below) = (Some(product), None);
            sum.open = false;
        }
        _ => {
            // `seribu juta`, `two thousand million`: what stands above is multiplied as well.
            sum.above = match (sum.above, sum.last) {
                (Some(above), Some(last)) if below(last, by) && sum.small().is_none() => above.times(by),
                (Some(above), Some(last)) if below(last, by) => above.plus(sum.small()?)?.times(by),
                (Some(above), _) => above.plus(product),
                (None, _) => Some(product),
            };
            (sum.hundreds, sum.below, sum.open) = (None, None, false);
            sum.last = Some(by);
        }
    }
    Some(())
}

fn below(a: Decimal, b: Decimal) -> bool {
    a.as_whole() < b.as_whole()
}

/// `a million`, `half a million`, `setengah juta`, `setengah`.
fn article(terms: &Terms, tokens: &[Token], at: usize, sum: &mut Sum) -> Option<usize> {
    if let Some(term) = terms.at(tokens, at, Role::Fraction) {
        sum.below = Some(term.number);
        let next = at + term.len;
        let skip = terms.at(tokens, next, Role::Article).map_or(0, |article| article.len);
        let multiplied = skip > 0 && terms.at(tokens, next + skip, Role::Times).is_some();
        return Some(term.len + if multiplied { skip } else { 0 });
    }
    let article = terms.at(tokens, at, Role::Article)?;
    let next = at + article.len;
    if terms.at(tokens, next, Role::Times).is_some() {
        sum.below = Some(Decimal::whole(1));
        return Some(article.len);
    }
    // `a third`, `a quarter`: one part.
    let part = terms.at(tokens, next, Role::Part)?;
    sum.below = Some(Decimal::whole(1).over(u32::try_from(part.number.as_whole()?).ok()?)?);
    Some(article.len + part.len)
}

/// What may follow within a number: `and`, a half, a decimal fraction, an ordinal as its last word.
fn joined(terms: &Terms, tokens: &[Token], at: usize, sum: &mut Sum, ordinal: &mut bool) -> Option<usize> {
    if let Some(link) = terms.at(tokens, at, Role::Link) {
        let next = at + link.len;
        let article = terms.at(tokens, next, Role::Article).map_or(0, |article| article.len);
        if let Some(half) = terms.at(tokens, next + article, Role::Fraction) {
            sum.below = Some(sum.below.unwrap_or(Decimal::ZERO).plus(half.number)?);
            return Some(link.len + article + half.len);
        }
        let follows = [Role::Digit, Role::Teen, Role::Ten, Role::Ordinal];
        let rest = sum.below.is_none() && follows.iter().any(|&role| terms.at(tokens, next, role).is_some());
        return rest.then_some(link.len);
    }
    if let Some(half) = terms.at(tokens, at, Role::Fraction) {
        sum.below = Some(sum.below?.plus(half.number)?);
        return Some(half.len);
    }
    if let Some(point) = terms.at(tokens, at, Role::Point) {
        let mut len = point.len;
        let mut digits = String::new();
        while let Some(digit) = terms.at(tokens, at + len, Role::Digit) {
            digits.push_str(&digit.number.to_string());
            len += digit.len;
        }
        if digits.is_empty() {
            return None;
        }
        sum.below = Some(sum.below?.plus(Decimal::parse(&format!("0.{digits}"))?)?);
        return Some(len);
    }
    let term = terms.at(tokens, at, Role::Ordinal)?;
    let fits = match sum.below {
        None => true,
        Some(_) => sum.open && term.number.as_whole() < Some(10),
    };
    if !fits || term.number.as_whole() == Some(0) {
        return None;
    }
    sum.below = Some(sum.below.unwrap_or(Decimal::ZERO).plus(term.number)?);
    *ordinal = true;
    Some(term.len)
}

/// `2½`.
fn half_sign(tokens: &[Token], at: usize, value: Decimal) -> (Decimal, usize) {
    let sign = tokens.get(at + 1).filter(|token| token.glued).map(|token| token.text.as_str());
    let part = match sign {
        Some("½") => Decimal::parse("0.5"),
        Some("¼") => Decimal::parse("0.25"),
        Some("¾") => Decimal::parse("0.75"),
        _ => None,
    };
    part.and_then(|part| value.plus(part)).map_or((value, 1), |sum| (sum, 2))
}

/// `three quarters`, `two-thirds`, `dua pertiga`, `dua per tiga`.
fn parts(terms: &Terms, tokens: &[Token], read: &mut Read) {
    let hyphen = tokens.get(read.next).is_some_and(|token| token.is("-") && token.glued);
    let at = read.next + usize::from(hyphen);
    let part = terms.at(tokens, at, Role::Part).map(|term| (term.number, term.len));
    let over = || {
        let prefix = terms.at(tokens, at, Role::Over)?;
        let digit = terms.at(tokens, at + prefix.len, Role::Digit)?;
        Some((digit.number, prefix.len + digit.len))
    };
    let over = if read.value.as_whole().is_some_and(|n| n < 100) { part.or_else(over) } else { None };
    let divided = over.and_then(|(number, len)| {
        let divisor = u32::try_from(number.as_whole()?).ok()?;
        Some((read.value.over(divisor)?, at + len))
    });
    if let Some((value, next)) = divided {
        (read.value, read.next) = (value, next);
    }
}
