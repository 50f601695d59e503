//! Whether a sentence ends at a terminator with white space behind it.

use super::chars::is_opener;
use super::context::{
    Begin, Next, is_acronym, is_roman, is_small_roman, is_vowelless, token_at, token_before, word_before,
};
use super::rules::Rules;
use super::scan::Scan;
use super::stop::{Mark, Stop};
use crate::lang;
use crate::lexicon::AbbreviationKind;

/// What the token before a point is.
enum Token {
    Known(AbbreviationKind),
    /// The number or letter of a heading or an item, at the head of the sentence.
    Label,
    /// One capital, as in names.
    Initial,
    /// Digits.
    Number,
    Word,
}

impl Rules {
    /// Whether a sentence ends at a stop.
    pub fn ends(&self, scan: &mut Scan<'_>, stop: &Stop) -> bool {
        if !scan.has_word(stop.at) {
            return false;
        }
        match scan.char_at(stop.end) {
            None => true,
            _ if stop.mark == Mark::Full => true,
            Some(c) if !c.is_whitespace() => self.ends_glued(scan, stop, c),
            Some(_) => {
                let next = Next::read(scan.text, stop.end);
                match stop.mark {
                    _ if next.punctuation => false,
                    Mark::Point => self.ends_at_point(scan, stop, &next),
                    Mark::Ellipsis => ends_at_ellipsis(scan, stop, &next),
                    _ => self.ends_at_strong(scan, stop, &next),
                }
            }
        }
    }

    fn ends_at_point(&self, scan: &Scan<'_>, stop: &Stop, next: &Next<'_>) -> bool {
        let token = token_before(scan.text, stop.at);
        match self.token(scan, stop, token, next) {
            Token::Label => false,
            Token::Known(kind) => self.ends_at_abbreviation(scan, stop, kind, token, next),
            Token::Initial => self.ends_at_initial(scan, stop, token, next),
            Token::Number => self.ends_at_number(scan, stop, token, next),
            Token::Word => self.ends_at_word(stop, token, next),
        }
    }

    fn token(&self, scan: &Scan<'_>, stop: &Stop, token: &str, next: &Next<'_>) -> Token {
        let first = token.chars().next().unwrap_or_default();
        let single = token.len() == first.len_utf8();
        let heads = || heads_sentence(scan, stop, token);
        if single && first.is_alphabetic() {
            // A unit (`8035 m.`) or a degree (`90°F.`) is no initial.
            let unit = (first.is_lowercase() || self.is_unit(token))
                && word_before(scan.text, stop.at - token.len()).ends_with(|c: char| c.is_ascii_digit());
            return match self.abbreviation(token) {
                Some(kind) => Token::Known(kind),
                None if heads() => Token::Label,
                None if unit => Token::Known(AbbreviationKind::Tail),
                None if scan.text[..stop.at - token.len()].ends_with(['°', 'º', '$', '€', '£', '%', '&', '+']) => {
                    Token::Word
                }
                None => Token::Initial,
            };
        }
        let known = self.abbreviation(token).or_else(|| self.abbreviation(token.rsplit(['-', '/', '\'', '’']).next()?));
        if known == Some(AbbreviationKind::Tail) && self.are_initials(scan, stop, token) {
            return Token::Known(AbbreviationKind::Name);
        }
        if let Some(kind) = known.or_else(|| self.abbreviation_in_capitals(token, next.word)) {
            return Token::Known(kind);
        }
        let number = token.len() <= 8 && !token.is_empty() && token.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if number || first.is_ascii_alphabetic() && token.len() <= 3 && token[1..].bytes().all(|b| b.is_ascii_digit()) {
            let label = number && token.split('.').all(|part| part.len() <= 3) && heads();
            return if label { Token::Label } else { Token::Number };
        }
        if (is_roman(token) || is_small_roman(token)) && heads() {
            Token::Label
        } else if is_acronym(token) || is_vowelless(token) {
            Token::Known(if first.is_lowercase() { AbbreviationKind::Tail } else { AbbreviationKind::Name })
        } else {
            Token::Word
        }
    }

    /// Whether the letters of a degree are a name's: at the head of a sentence and behind a title (`Jl. M.H. Thamrin`).
    fn are_initials(&self, scan: &Scan<'_>, stop: &Stop, token: &str) -> bool {
        let capitals =
            token.contains('.') && token.split('.').all(|part| part.len() == 1 && part.starts_with(char::is_uppercase));
        let head = scan.text[..stop.at - token.len()].trim_end();
        let titled = || {
            head.ends_with('.')
                && self.abbreviation(token_before(head, head.len() - 1)) == Some(AbbreviationKind::Title)
        };
        capitals && (heads_sentence(scan, stop, token) || titled())
    }

    fn ends_at_abbreviation(
        &self,
        scan: &Scan<'_>,
        stop: &Stop,
        kind: AbbreviationKind,
        token: &str,
        next: &Next<'_>,
    ) -> bool {
        let bracket = matches!(next.opener, Some('(' | '['));
        match (kind, next.begin) {
            (AbbreviationKind::Title, _) => false,
            (AbbreviationKind::Numeric, Begin::Digit) => false,
            (AbbreviationKind::Numeric, _) if is_roman(next.word) && next.opener.is_none() => false,
            (AbbreviationKind::Numeric, _) if next.word.len() == 1 && !self.starts(next.word) => false,
            (AbbreviationKind::Numeric, _) => self.ends_at_word(stop, token, next),
            (AbbreviationKind::Tail, Begin::Upper | Begin::Other) => {
                let following = token_at(scan.text, next.at);
                let chained = is_acronym(following)
                    || matches!(self.abbreviation(following), Some(AbbreviationKind::Tail | AbbreviationKind::Name))
                        && scan.text[next.at + following.len()..].starts_with('.');
                !(bracket || self.continues(next.word) || chained)
            }
            (AbbreviationKind::Name, Begin::Upper) => self.starts(next.word) || next.quotes_a_clause(scan.text),
            (AbbreviationKind::Name, Begin::Other) => true,
            _ => false,
        }
    }

    /// A letter is an initial, unless it is a label behind its word (`kumpulan B.`), the last of several
    /// (`B, C dan D.`), or a word follows that begins a sentence.
    fn ends_at_initial(&self, scan: &Scan<'_>, stop: &Stop, token: &str, next: &Next<'_>) -> bool {
        if !matches!(next.begin, Begin::Upper | Begin::Other) {
            return false;
        }
        let head = scan.text[..stop.at].trim_end_matches(|c: char| !c.is_alphanumeric());
        let at = head.len() - token.len().min(head.len());
        let before = word_before(scan.text, at);
        if self.starts(next.word) || self.takes_label(before) || next.quotes_a_clause(scan.text) {
            return true;
        }
        let before_that = word_before(scan.text, at - (at - head[..at].trim_end().len()) - before.len());
        token.chars().all(char::is_uppercase)
            && before_that.len() == 1
            && before_that != "I"
            && before.starts_with(char::is_lowercase)
    }

    fn ends_at_number(&self, scan: &Scan<'_>, stop: &Stop, token: &str, next: &Next<'_>) -> bool {
        match next.begin {
            Begin::Lower => self.ends_at_word(stop, token, next) && !self.ordinal_point,
            Begin::Upper if self.ordinal_point => token.len() > 2,
            Begin::Digit if token.len() <= 2 && next.opener.is_none() => {
                // 23. 11. 2019; v9. 1
                let rest = &scan.text[next.at + next.word.len()..];
                let date = rest
                    .strip_prefix('.')
                    .is_some_and(|r| r.trim_start().bytes().take_while(u8::is_ascii_digit).count() == 4);
                !date && !token.starts_with(char::is_alphabetic)
            }
            _ => true,
        }
    }

    fn ends_at_word(&self, stop: &Stop, token: &str, next: &Next<'_>) -> bool {
        match next.begin {
            Begin::Lower if next.dash || self.attributes(next.word) => false,
            // A remark (`. (lihat di bawah)`) stays, an item (`. (b) …`) does not.
            Begin::Lower if matches!(next.opener, Some('(' | '[')) => next.word.len() < 4 && next.closed,
            Begin::Lower if next.opener.is_none() && (stop.quoted || stop.bracketed) => false,
            // A short word with a capital and a small letter behind it is rather an abbreviation nobody listed.
            Begin::Lower => next.opener.is_some() || token.chars().count() > 3 || !is_titled(token),
            _ => true,
        }
    }

    fn ends_at_strong(&self, scan: &Scan<'_>, stop: &Stop, next: &Next<'_>) -> bool {
        let lower = next.begin == Begin::Lower;
        if stop.quoted {
            let title = || stop.quote.is_some_and(|at| self.quotes_a_title(scan, at));
            return !lower
                && (next.opener.is_some()
                    || self.starts(next.word)
                    || !(self.names_speaker(scan.text, next) || title()));
        }
        if stop.bracketed {
            return !lower && (!stop.inside || next.opener.is_some() || self.starts(next.word));
        }
        let token = token_before(scan.text, stop.at);
        if lower {
            let inside_name = stop.count == 1 && is_titled(token) && !heads_sentence(scan, stop, token);
            // A title (`drama Siapa Aku? yang tular`): words that no sentence begins with go on in edited text.
            let linked = stop.count == 1 && self.links(next.word) && begins_upper(scan);
            return next.opener.is_some() || !(next.dash || inside_name || linked || self.attributes(next.word));
        }
        // Yahoo! Mail
        let brand = self.abbreviation(&scan.text[stop.at - token.len()..stop.at + 1]);
        brand.is_none() || stop.count > 1 || self.starts(next.word)
    }

    /// `"Wonderful!" Winston beams.`: a name and a word that tells who spoke, and no new sentence with them
    /// (`Ali berkata, …`).
    fn names_speaker(&self, text: &str, next: &Next<'_>) -> bool {
        let rest = &text[next.at..];
        let mut end = 0;
        for (i, (at, word)) in lang::words(rest).take(6).enumerate() {
            if i > 0 && rest[end..at] != *" " {
                return false;
            }
            end = at + word.len();
            if self.attributes(word) && word.starts_with(char::is_lowercase) {
                return i > 0 && !rest[end..].starts_with(',');
            }
            if !word.starts_with(char::is_uppercase) {
                return false;
            }
        }
        false
    }

    /// Whether the quotation that opens at `at` stands inside a phrase, as a title does: right behind a word that
    /// does not tell who spoke, and without a comma or colon.
    fn quotes_a_title(&self, scan: &Scan<'_>, at: usize) -> bool {
        let before = word_before(scan.text, at);
        at > scan.start && !before.is_empty() && !self.attributes(before)
    }
}

fn ends_at_ellipsis(scan: &Scan<'_>, stop: &Stop, next: &Next<'_>) -> bool {
    let omission = stop.bracketed && scan.char_before(stop.at).is_some_and(is_opener);
    match next.begin {
        _ if omission => false,
        Begin::Lower | Begin::Digit => next.opener.is_some() && !stop.quoted,
        _ => true,
    }
}

fn begins_upper(scan: &Scan<'_>) -> bool {
    let first = scan.text[scan.start..].chars().take(24).find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_uppercase)
}

fn is_titled(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
}

/// Whether nothing but opening marks and bullets stands before the token in its sentence, or it numbers an item
/// of a list inside the sentence (`yaitu: 1. KTP; 2. KK`).
fn heads_sentence(scan: &Scan<'_>, stop: &Stop, token: &str) -> bool {
    let at = stop.at.saturating_sub(token.len());
    let head = scan.text[..at].strip_suffix(' ').unwrap_or_default();
    if token.len() <= 3 && (head.ends_with(';') || head.ends_with(':') && matches!(token, "1" | "a" | "A" | "i" | "I"))
    {
        return true;
    }
    at >= scan.start && at - scan.start < 24 && !scan.text[scan.start..at].contains(char::is_alphanumeric)
}
