//! A terminator with everything that closes behind it.

use super::chars::{emoticon, is_closing_bracket, is_closing_quote, is_emoji, is_full_stop, is_stop, is_superscript};
use super::scan::Scan;

/// What a run of terminators is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// One point.
    Point,
    /// Two points and more, or `…`.
    Ellipsis,
    /// With `!` or `?` in it.
    Strong,
    /// With a terminator that always ends a sentence (`。`).
    Full,
}

/// A run of terminators and the marks behind it that belong to the same sentence.
pub(super) struct Stop {
    /// First byte of the last run of terminators.
    pub at: usize,
    /// One past the last mark.
    pub end: usize,
    /// What the run is.
    pub mark: Mark,
    /// How many terminators there are.
    pub count: usize,
    /// Whether a quotation closes here.
    pub quoted: bool,
    /// Where the quotation opened that closes here.
    pub quote: Option<usize>,
    /// Whether a bracket closes here.
    pub bracketed: bool,
    /// Whether a bracket closes here that opened inside the sentence.
    pub inside: bool,
}

impl Stop {
    /// Reads from the terminator at `at`.
    pub fn read(scan: &mut Scan<'_>, at: usize) -> Stop {
        let mut stop = Stop {
            at,
            end: at,
            mark: Mark::Point,
            count: 0,
            quoted: false,
            quote: None,
            bracketed: false,
            inside: false,
        };
        stop.run(scan);
        // Behind the closing marks more terminators may stand: `?".`, `!).`
        while stop.closers(scan) && scan.char_at(stop.end).is_some_and(|c| is_stop(c) || is_full_stop(c)) {
            stop.at = stop.end;
            stop.run(scan);
        }
        stop.pictures(scan);
        stop
    }

    fn run(&mut self, scan: &Scan<'_>) {
        let mut marks = Marks::default();
        loop {
            while let Some(c) = scan.char_at(self.end).filter(|&c| is_stop(c) || is_full_stop(c)) {
                marks.add(c);
                self.end += c.len_utf8();
            }
            let Some(next) = spaced(scan, self.end, &marks) else { break };
            self.end = next;
        }
        self.mark = marks.mark();
        self.count = marks.points + marks.strong;
    }

    /// Takes quotation marks, brackets and marks of footnotes; tells whether there were any.
    fn closers(&mut self, scan: &mut Scan<'_>) -> bool {
        let from = self.end;
        while let Some(c) = scan.char_at(self.end) {
            let after = scan.char_at(self.end + c.len_utf8());
            let glued_word = after.is_some_and(char::is_alphanumeric);
            if is_closing_bracket(c) {
                self.bracketed = true;
                self.inside |= scan.close_bracket();
            } else if is_closing_quote(c) || scan.closes(c) || (c == '"' && (scan.quoting() || !glued_word)) {
                self.quoted = true;
                self.quote = scan.close_quote().or(self.quote);
            } else if c == '\'' && !glued_word {
                self.quoted = true;
            } else if c.is_whitespace() && spaced_closer(scan, self.end + c.len_utf8()) {
                // Typed with a space too many: `pergi. ” katanya`.
            } else if let Some(end) = footnote(scan, self.end) {
                self.end = end;
                continue;
            } else if !is_superscript(c) {
                break;
            }
            self.end += c.len_utf8();
        }
        self.end > from
    }

    /// Takes emoji and emoticons behind the marks.
    fn pictures(&mut self, scan: &Scan<'_>) {
        loop {
            let rest = &scan.text[self.end..];
            let space = rest.chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
            let next = &rest[space..];
            let width = match next.chars().next() {
                Some(c) if is_emoji(c) => c.len_utf8(),
                Some(_) if space > 0 => emoticon(next),
                _ => 0,
            };
            if width == 0 {
                break;
            }
            self.end += space + width;
        }
    }
}

/// What a run of terminators is made of.
#[derive(Default)]
struct Marks {
    points: usize,
    strong: usize,
    ellipsis: bool,
    full: bool,
}

impl Marks {
    fn add(&mut self, c: char) {
        match c {
            '.' => self.points += 1,
            '…' => self.ellipsis = true,
            _ if is_stop(c) => self.strong += 1,
            _ => self.full = true,
        }
    }

    fn mark(&self) -> Mark {
        if self.full {
            Mark::Full
        } else if self.strong > 0 {
            Mark::Strong
        } else if self.ellipsis || self.points > 1 {
            Mark::Ellipsis
        } else {
            Mark::Point
        }
    }
}

/// Where a run goes on behind a space (`. . .`, `? ?`): a terminator of the same sort that stands alone.
fn spaced(scan: &Scan<'_>, at: usize, marks: &Marks) -> Option<usize> {
    let space = scan.char_at(at).filter(|c| c.is_whitespace())?;
    let next = at + space.len_utf8();
    let c = scan.char_at(next)?;
    let same = matches!(c, '!' | '?') && marks.strong > 0 || c == '.' && !marks.full;
    let alone = scan
        .char_at(next + c.len_utf8())
        .is_none_or(|c| c.is_whitespace() || is_closing_quote(c) || matches!(c, '"' | '!' | '?'));
    (same && alone).then_some(next)
}

/// Whether a mark at `at` closes although white space stands before it.
fn spaced_closer(scan: &Scan<'_>, at: usize) -> bool {
    let Some(c) = scan.char_at(at) else { return false };
    let free = scan.char_at(at + c.len_utf8()).is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '.'));
    (is_closing_quote(c) && c != '’' && (c != '»' || free))
        || (c == '"' && free && (scan.quoting() || at + 1 == scan.text.len()))
        || (c == ')' && free)
}

/// The end of a footnote's mark (`[12]`) at `at`.
fn footnote(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let rest = scan.text[at..].strip_prefix('[')?;
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let closed = digits > 0 && digits < 4 && rest.as_bytes().get(digits) == Some(&b']');
    closed.then_some(at + digits + 2)
}
