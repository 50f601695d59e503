//! The pass over a text, and what is open at its place.

use super::chars::{CLASSES, Class, is_closing_bracket, is_closing_quote, is_full_stop, is_opening_quote, is_stop};

/// Where the pass is: the sentence's beginning, the quotation and the bracket that are open.
pub(super) struct Scan<'a> {
    pub text: &'a str,
    /// First byte of the sentence, white space before it included.
    pub start: usize,
    /// Where the quotation opened that is open.
    quote: Option<usize>,
    /// Whether the outermost open bracket opened inside a sentence, and how many are open.
    bracket: (bool, usize),
    /// How far letters and digits of the sentence were looked for, and whether one was found.
    worded: (usize, bool),
}

impl<'a> Scan<'a> {
    pub fn new(text: &'a str) -> Scan<'a> {
        Scan { text, start: 0, quote: None, bracket: (false, 0), worded: (0, false) }
    }

    /// Goes on from `at` to the next terminator, minding quotation marks and brackets on the way.
    pub fn next_terminator(&mut self, mut at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            let mut width = 1;
            match CLASSES[usize::from(byte)] {
                Class::Plain => {}
                Class::Stop if byte == b'.' && within_word(bytes, at) => {}
                Class::Stop => return Some(at),
                Class::Open => self.open_bracket(at),
                Class::Close => self.bracket.1 = self.bracket.1.saturating_sub(1),
                Class::Quote => self.straight_quote(at),
                Class::Wide => {
                    let c = self.char_at(at).unwrap_or_default();
                    if is_stop(c) || is_full_stop(c) {
                        return Some(at);
                    }
                    width = c.len_utf8();
                    if is_opening_quote(c) && !self.closes(c) {
                        self.quote = Some(at);
                    } else if (is_closing_quote(c) && c != '’') || is_opening_quote(c) {
                        self.quote = None;
                    } else if is_closing_bracket(c) {
                        self.bracket.1 = self.bracket.1.saturating_sub(1);
                    }
                }
            }
            at += width;
        }
        None
    }

    /// Begins a new sentence.
    pub fn begin_sentence(&mut self, at: usize) {
        self.start = at;
        self.worded = (at, false);
        // Sentences divided inside a bracket are not inside a sentence any more.
        self.bracket.0 = false;
    }

    /// The character at a byte.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// The character before a byte.
    pub fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|head| head.chars().next_back())
    }

    /// Whether the sentence has a letter or digit before `at`; asked with rising `at`.
    pub fn has_word(&mut self, at: usize) -> bool {
        let (from, found) = self.worded;
        if !found && from < at {
            self.worded = (at, self.text[from..at].contains(char::is_alphanumeric));
        }
        self.worded.1
    }

    /// Whether a quotation is open.
    pub fn quoting(&self) -> bool {
        self.quote.is_some()
    }

    /// Whether a mark that opens elsewhere closes here, as in „…“ and »…«.
    pub fn closes(&self, c: char) -> bool {
        let Some(opened) = self.quote.and_then(|at| self.char_at(at)) else { return false };
        matches!((opened, c), ('„', '“') | ('‚', '‘') | ('»', '«') | ('›', '‹'))
    }

    /// Closes the quotation; gives where it opened.
    pub fn close_quote(&mut self) -> Option<usize> {
        self.quote.take()
    }

    /// Closes a bracket; tells whether it is the outermost one and opened inside a sentence.
    pub fn close_bracket(&mut self) -> bool {
        let (inside, depth) = self.bracket;
        self.bracket.1 = depth.saturating_sub(1);
        depth == 1 && inside
    }

    fn open_bracket(&mut self, at: usize) {
        let (outer, depth) = self.bracket;
        self.bracket = if depth == 0 { (self.has_word(at), 1) } else { (outer, depth + 1) };
    }

    /// A `"` opens behind white space or an opening bracket, and closes behind anything else; where white space
    /// is on both sides, it does what its predecessor did not.
    fn straight_quote(&mut self, at: usize) {
        let before = self.char_before(at);
        let after = self.char_at(at + 1);
        let free_before = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '-' | '–' | '—'));
        let free_after = after.is_none_or(char::is_whitespace);
        let opens = match (free_before, free_after) {
            (true, false) => true,
            (false, true) => false,
            _ => self.quote.is_none(),
        };
        self.quote = opens.then_some(at);
    }
}

/// Whether a point stands between digits or before a small letter: in a number, a domain, an abbreviation.
fn within_word(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at + 1), Some(b'a'..=b'z' | b'0'..=b'9' | b',' | b';' | b'/' | b'-' | b':' | b'_'))
        && at > 0
        && matches!(bytes.get(at - 1), Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9'))
}
