//! Exact decimal values, and how they are written in canonical form.

/// A value as `mantissa` × 10^-`scale`, divided by `divisor` (1 for all but fractions such as a third).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    mantissa: i128,
    scale: u32,
    divisor: u32,
}

/// Digits beyond which a number is taken for a code and not for a quantity.
const MOST_DIGITS: usize = 18;

impl Decimal {
    pub(super) const ZERO: Decimal = Decimal { mantissa: 0, scale: 0, divisor: 1 };

    pub(super) fn whole(value: u64) -> Decimal {
        Decimal { mantissa: i128::from(value), scale: 0, divisor: 1 }
    }

    /// Reads digits with at most one point, as the tables write values, or a fraction `1/3`.
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        if let Some((above, below)) = text.split_once('/') {
            return Decimal::parse(above)?.over(below.parse().ok()?);
        }
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if whole.len() + fraction.len() > MOST_DIGITS || whole.is_empty() {
            return None;
        }
        let digits = format!("{whole}{fraction}");
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some(Decimal { mantissa: digits.parse().ok()?, scale: fraction.len() as u32, divisor: 1 })
    }

    /// The value as a whole number, where it is one.
    pub(super) fn as_whole(self) -> Option<u64> {
        let reduced = self.reduced();
        (reduced.scale == 0 && reduced.divisor == 1).then(|| u64::try_from(reduced.mantissa).ok()).flatten()
    }

    pub(super) fn times(self, other: Decimal) -> Option<Decimal> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        let product =
            Decimal { mantissa, scale: self.scale + other.scale, divisor: self.divisor.checked_mul(other.divisor)? };
        Some(product.reduced())
    }

    pub(super) fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let raised = |d: Decimal, by: u32| {
            d.mantissa.checked_mul(10i128.checked_pow(scale - d.scale)?)?.checked_mul(i128::from(by))
        };
        let mantissa = raised(self, other.divisor)?.checked_add(raised(other, self.divisor)?)?;
        Some(Decimal { mantissa, scale, divisor: self.divisor.checked_mul(other.divisor)? }.reduced())
    }

    pub(super) fn over(self, divisor: u32) -> Option<Decimal> {
        if divisor == 0 {
            return None;
        }
        Some(Decimal { divisor: self.divisor.checked_mul(divisor)?, ..self }.reduced())
    }

    pub(super) fn negated(self) -> Decimal {
        Decimal { mantissa: -self.mantissa, ..self }
    }

    /// The same value with the smallest divisor, and no zeros behind its fraction.
    fn reduced(mut self) -> Decimal {
        let common = gcd(self.mantissa.unsigned_abs(), u128::from(self.divisor));
        if common > 1 {
            self.mantissa /= common as i128;
            self.divisor /= common as u32;
        }
        for factor in [2u32, 5] {
            while self.divisor.is_multiple_of(factor) && self.scale < 12 {
                self.divisor /= factor;
                self.mantissa *= i128::from(10 / factor);
                self.scale += 1;
            }
        }
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a.max(1) } else { gcd(b, a % b) }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let value = self.reduced();
        let sign = if value.mantissa < 0 { "-" } else { "" };
        let digits = format!("{:0>1$}", value.mantissa.unsigned_abs(), value.scale as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - value.scale as usize);
        write!(f, "{sign}{whole}")?;
        if !fraction.is_empty() {
            write!(f, ".{fraction}")?;
        }
        if value.divisor > 1 {
            write!(f, "/{}", value.divisor)?;
        }
        Ok(())
    }
}

/// Reads a number in digits with points and commas, of which one groups thousands and the other is the decimal mark.
///
/// `decimal` is the mark of the text's language; where the digits allow only one reading, that is taken: two marks
/// of which the last is the decimal one, a mark that stands twice and so groups, a mark without three digits behind
/// it and so decimal. `None` where there is no reading (`1.2.3`).
pub(super) fn read(text: &str, decimal: char) -> Option<Decimal> {
    let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    let Some(&(last_at, last)) = marks.last() else { return Decimal::parse(text) };
    let same = marks.iter().filter(|(_, c)| *c == last).count();
    let groups = |text: &str| {
        let mut parts = text.split(|c: char| !c.is_ascii_digit());
        let first = parts.next().map_or(0, str::len);
        let rest: Vec<usize> = parts.map(str::len).collect();
        // Two digits in the middle are the lakhs of Indian English.
        (1..=3).contains(&first)
            && rest.iter().enumerate().all(|(i, &n)| n == 3 || (n == 2 && i + 1 < rest.len()))
            && !rest.is_empty()
    };
    let joined = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, fraction) = (&text[..last_at], &text[last_at + last.len_utf8()..]);
    let as_decimal = || Decimal::parse(&format!("{}.{fraction}", joined(whole)));
    if same < marks.len() {
        return if same == 1 && groups(whole) { as_decimal() } else { None };
    }
    if same > 1 {
        return if groups(text) { Decimal::parse(&joined(text)) } else { None };
    }
    let thousands = groups(text) && !text.starts_with('0');
    if thousands && (last != decimal || !matches!(last, '.' | ',')) {
        Decimal::parse(&joined(text))
    } else {
        as_decimal()
    }
}
