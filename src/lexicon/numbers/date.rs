//! Dates, days of the week, and times of the day.

use super::scan::{Kind, Token};
use super::terms::{Role, Term, Terms};

/// A canonical value and the token behind it.
type Found = Option<(String, usize)>;

fn number(tokens: &[Token], at: usize, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let token = tokens.get(at)?;
    let plain = token.kind == Kind::Digits && token.text.bytes().all(|b| b.is_ascii_digit());
    if plain && digits.contains(&token.text.len()) { token.text.parse().ok() } else { None }
}

fn day(tokens: &[Token], at: usize) -> Option<u32> {
    number(tokens, at, 1..=2).filter(|d| (1..=31).contains(d))
}

fn year(tokens: &[Token], at: usize) -> Option<u32> {
    number(tokens, at, 4..=4).filter(|y| (1000..3000).contains(y))
}

/// A month by its name; a short one needs its capital, because `may` and `mac` are words as well.
fn month(terms: &Terms, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
    let term = terms.at(tokens, at, Role::Month)?;
    let written = tokens[at].capital || tokens[at].text.len() > 5;
    if !written {
        return None;
    }
    Some((u32::try_from(term.number.as_whole()?).ok()?, term.len))
}

/// Date at a token: `3 Mac 2018`, `March 3rd, 2018`, `31 Januari`, `Mac 2018`, `23/11/2019`, `2019-11-23`.
///
/// In ISO 8601: `2018-03-03`; without a year `--01-31`, without a day `2018-03`.
pub(super) fn date(terms: &Terms, tokens: &[Token], at: usize) -> Found {
    numeric(tokens, at).or_else(|| day_month(terms, tokens, at)).or_else(|| month_day(terms, tokens, at))
}

/// `3 Mac 2018`, `3rd of March`, `3 hb. Mac`.
fn day_month(terms: &Terms, tokens: &[Token], at: usize) -> Found {
    let day = day(tokens, at)?;
    let mut next = at + 1;
    for role in [Role::OrdinalSuffix, Role::DayLink] {
        next += terms.at(tokens, next, role).map_or(0, |term| term.len);
    }
    next += usize::from(tokens.get(next).is_some_and(|t| t.is("-") && t.glued));
    let (month, len) = month(terms, tokens, next)?;
    next += len;
    let comma = usize::from(tokens.get(next).is_some_and(|t| t.is(",") || (t.is("-") && t.glued)));
    Some(match year(tokens, next + comma) {
        Some(year) => (format!("{year:04}-{month:02}-{day:02}"), next + comma + 1),
        None => (format!("--{month:02}-{day:02}"), next),
    })
}

/// `March 3, 2018`, `March 3rd`, `Mac 2018`.
fn month_day(terms: &Terms, tokens: &[Token], at: usize) -> Found {
    let (month, len) = month(terms, tokens, at)?;
    let next = at + len;
    let next = next + usize::from(tokens.get(next).is_some_and(|t| t.is(".") && t.glued));
    if let Some(year) = year(tokens, next) {
        return Some((format!("{year:04}-{month:02}"), next + 1));
    }
    let day = day(tokens, next)?;
    let next = next + 1 + terms.at(tokens, next + 1, Role::OrdinalSuffix).map_or(0, |term| term.len);
    // `March 3 percent` and `March 3 million` are no dates.
    if terms.at(tokens, next, Role::Times).or_else(|| terms.at(tokens, next, Role::Percent)).is_some() {
        return None;
    }
    let comma = usize::from(tokens.get(next).is_some_and(|t| t.is(",")));
    Some(match year(tokens, next + comma) {
        Some(year) => (format!("{year:04}-{month:02}-{day:02}"), next + comma + 1),
        None => (format!("--{month:02}-{day:02}"), next),
    })
}

/// `23/11/2019`, `23-11-2019`, `23.11.2019`, `2019-11-23`, `21/06/24`; the day first where both could be.
fn numeric(tokens: &[Token], at: usize) -> Found {
    let first = tokens.get(at).filter(|t| t.kind == Kind::Digits)?;
    if first.text.contains('.') {
        let parts: Vec<&str> = first.text.split('.').collect();
        let [d, m, y] = parts[..] else { return None };
        if y.len() != 4 || d.len() > 2 || m.len() > 2 {
            return None;
        }
        return iso(d.parse().ok()?, m.parse().ok()?, y.parse().ok()?).map(|date| (date, at + 1));
    }
    let mark = tokens.get(at + 1).filter(|t| t.glued && (t.is("/") || t.is("-")))?;
    let again = tokens.get(at + 3).filter(|t| t.glued && t.text == mark.text && t.kind == Kind::Mark);
    again?;
    if !(tokens.get(at + 2)?.glued && tokens.get(at + 4)?.glued) {
        return None;
    }
    if let (Some(year), Some(month), Some(day)) =
        (year(tokens, at), number(tokens, at + 2, 1..=2), number(tokens, at + 4, 1..=2))
    {
        return iso(day, month, year).map(|date| (date, at + 5));
    }
    let (a, b) = (number(tokens, at, 1..=2)?, number(tokens, at + 2, 1..=2)?);
    let year = year(tokens, at + 4).or_else(|| {
        let short = number(tokens, at + 4, 2..=2).filter(|_| mark.is("/"))?;
        Some(if short < 50 { 2000 + short } else { 1900 + short })
    })?;
    iso(a, b, year).or_else(|| iso(b, a, year)).map(|date| (date, at + 5))
}

fn iso(day: u32, month: u32, year: u32) -> Option<String> {
    let valid = (1..=31).contains(&day) && (1..=12).contains(&month) && (1000..3000).contains(&year);
    valid.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// A day of the week, `DOW1` for Monday; it needs its capital, because `minggu` is a week.
pub(super) fn weekday(terms: &Terms, tokens: &[Token], at: usize) -> Found {
    let term = terms.at(tokens, at, Role::Weekday).filter(|_| tokens[at].capital)?;
    Some((format!("DOW{}", term.number), at + term.len))
}

/// Time at a token, as `T14:30`: `pukul 09.30 WIB`, `11.30 malam`, `7:30 pm`, `jam 8 pagi`.
pub(super) fn time(terms: &Terms, tokens: &[Token], at: usize) -> Found {
    let clock = terms.at(tokens, at, Role::Clock);
    let mut next = at + clock.as_ref().map_or(0, |term| term.len);
    let token = tokens.get(next).filter(|t| t.kind == Kind::Digits)?;
    let two = |text: &str| (text.len() == 2).then(|| text.parse::<u32>().ok()).flatten().filter(|&m| m < 60);
    let mut colon = false;
    let (hour, minute) = if let Some((hour, minute)) = token.text.split_once('.') {
        next += 1;
        (hour.parse().ok()?, Some(two(minute)?))
    } else {
        let hour: u32 = token.text.parse().ok()?;
        let minute = tokens.get(next + 1).filter(|t| t.is(":") && t.glued).and_then(|_| tokens.get(next + 2));
        match minute.filter(|t| t.glued && t.kind == Kind::Digits).and_then(|t| two(&t.text)) {
            Some(minute) => {
                colon = true;
                next += 3;
                // Seconds are beyond what two texts of one event share.
                let seconds = tokens.get(next).is_some_and(|t| t.is(":") && t.glued)
                    && tokens.get(next + 1).is_some_and(|t| t.glued && two(&t.text).is_some());
                next += if seconds { 2 } else { 0 };
                (hour, Some(minute))
            }
            None => {
                next += 1;
                (hour, None)
            }
        }
    };
    if hour > 24 || (hour == 24 && minute.unwrap_or(0) > 0) {
        return None;
    }
    let half = terms.at(tokens, next, Role::Meridiem);
    next += half.as_ref().map_or(0, |term| term.len);
    let zone = terms.at(tokens, next, Role::Zone);
    next += zone.as_ref().map_or(0, |term| term.len);
    // `3 malam` are three nights unless a word of the clock says otherwise; `7 pm` are none.
    let latin = half.as_ref().is_some_and(|term| matches!(&*term.text, "am" | "pm"));
    let sure = clock.is_some()
        || (hour == 12 && half.is_some())
        || colon
        || zone.is_some()
        || latin
        || (minute.is_some() && half.is_some());
    if !sure || (hour > 12 && minute.is_none() && latin) {
        return None;
    }
    let hour = in_day(hour, half.as_ref())?;
    Some((format!("T{hour:02}:{:02}", minute.unwrap_or(0)), next))
}

/// Hour 0–23 by the half of the day.
fn in_day(hour: u32, half: Option<&Term>) -> Option<u32> {
    if hour > 12 {
        return Some(hour % 24);
    }
    Some(match half.map(|term| &*term.text) {
        None => hour,
        Some("am") => hour % 12,
        Some("pm") => hour % 12 + 12,
        // Around midday the morning's hours stay, the first ones of the afternoon do not.
        Some("noon") => {
            if hour < 7 {
                hour + 12
            } else {
                hour
            }
        }
        // From dusk to the small hours.
        Some("night") => match hour {
            12 => 0,
            0..=4 => hour,
            _ => hour + 12,
        },
        Some(_) => return None,
    })
}
