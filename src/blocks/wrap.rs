//! Hard-wrapped text: was it wrapped, at which width, and where its paragraphs end.
//!
//! A program that wraps lines fills them greedily: a word goes to the next line because it did not fit. A line on
//! which the next word would have fitted therefore ends a paragraph, unless the sentence obviously goes on. Text
//! out of an editor's HTML was often wrapped with its tags counted, so that the first line of a paragraph is
//! shorter than the others: it has a width of its own.

/// A line of the input without the white space around it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// Its first byte in the input.
    pub at: usize,
    /// Its text; empty for a blank line.
    pub text: &'a str,
    /// Its length in characters.
    width: usize,
}

impl<'a> Line<'a> {
    /// A line that begins at byte `at`.
    pub fn new(at: usize, text: &'a str) -> Line<'a> {
        Line { at, text, width: text.chars().count() }
    }

    /// Width that it would have had with the next line's first word.
    fn with(&self, next: &Line<'_>) -> usize {
        self.width + 1 + next.text.split_whitespace().next().map_or(0, |word| word.chars().count())
    }
}

/// Widths of a wrapped text, in characters: a line that is shorter even with the next word ends a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widths {
    /// Of the first line of a paragraph.
    first: usize,
    /// Of the other lines.
    rest: usize,
}

/// Wrapped text is neither narrower nor wider than this.
const NARROWEST: usize = 30;
const WIDEST: usize = 160;
/// Least number of lines that go on in mid-sentence.
const LEAST: usize = 3;

impl Widths {
    /// The widths of a text that is hard-wrapped; `None` for one that is not.
    pub fn estimate(lines: &[Line<'_>]) -> Option<Widths> {
        let filled = lines.iter().filter(|l| !l.text.is_empty()).count();
        let pairs: Vec<_> = lines.windows(2).filter(|p| !p[0].text.is_empty() && !p[1].text.is_empty()).collect();
        let open: Vec<_> = pairs
            .iter()
            .filter(|p| p[0].width >= NARROWEST / 2 && goes_on(p[0].text) && begins_low(p[1].text))
            .collect();
        if open.len() < LEAST || open.len() * 4 < pairs.len() {
            return None;
        }
        let widest = quantile(open.iter().map(|p| p[0].width), 90);
        let beyond = lines.iter().filter(|l| l.width > widest + widest / 4).count();
        if !(NARROWEST..=WIDEST).contains(&widest) || beyond * 50 > filled {
            return None;
        }
        // Greedy filling: on most of the lines that go on, the next word had no place.
        let full = open.iter().filter(|p| p[0].with(&p[1]) * 100 >= widest * 96).count();
        if full * 2 < open.len() {
            return None;
        }
        let rest = quantile(open.iter().map(|p| p[0].with(&p[1])).filter(|w| w * 100 >= widest * 85), 10);
        let firsts: Vec<_> = (0..lines.len().saturating_sub(1))
            .filter(|&i| i == 0 || lines[i - 1].text.is_empty() || ends_short(&lines[i - 1], &lines[i], rest))
            .filter(|&i| goes_on(lines[i].text) && begins_low(lines[i + 1].text))
            .map(|i| lines[i].with(&lines[i + 1]))
            .collect();
        let first = if firsts.len() < LEAST { rest } else { quantile(firsts.into_iter(), 25).min(rest) };
        Some(Widths { first, rest })
    }

    /// Whether `next` goes on with the paragraph of the lines `open`; `then` is the line behind it.
    pub fn continues(&self, open: &[&Line<'_>], next: &Line<'_>, then: Option<&Line<'_>>) -> bool {
        let Some(&last) = open.last() else { return false };
        if next.text.is_empty() {
            return false;
        }
        let ended = is_final(last.text);
        if let Some(mark) = bullet(next.text)
            && (ended || last.text.ends_with([':', ';']) || mark == Bullet::Certain)
        {
            return false;
        }
        if begins_low(next.text) {
            return true;
        }
        let width = if open.len() == 1 { self.first } else { self.rest };
        let short = last.with(next) < width;
        let paragraph: usize = open.iter().map(|l| l.width + 1).sum();
        if ended {
            return !short && !self.is_first(next, then);
        }
        if !short {
            return true;
        }
        let unfinished = is_unfinished(last.text) || open_bracket(open) || open_quotation(open, next);
        let heading = paragraph <= self.rest * 2 && last.with(next) * 4 < self.rest * 3;
        unfinished || !(heading || last.text.ends_with([')', ':']))
    }

    /// Whether a line is short as only the first of a paragraph is.
    fn is_first(&self, line: &Line<'_>, then: Option<&Line<'_>>) -> bool {
        let then = then.filter(|t| !t.text.is_empty());
        self.first * 100 < self.rest * 85
            && goes_on(line.text)
            && then.is_some_and(|t| begins_low(t.text) && line.with(t) * 100 < self.rest * 90)
    }
}

/// Whether a line ends a sentence with room for the next word.
fn ends_short(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    is_final(line.text) && line.with(next) < width
}

/// Whether a text ends as a sentence does: a final mark, closing quotation marks and brackets behind it or not.
pub fn is_final(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']);
    let quoted = bare.len() < text.len();
    bare.ends_with(['.', '!', '?', '…', '。'])
        || (quoted && text.ends_with(['"', '”', '’', '»']) && !bare.ends_with(','))
}

/// Whether the sentence of a line goes on behind it.
fn goes_on(line: &str) -> bool {
    !is_final(line) && !line.ends_with([':', ';'])
}

/// Whether a line begins in mid-sentence: with a small letter, also behind an opening mark, or with a mark that joins.
fn begins_low(line: &str) -> bool {
    let mut chars = line.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«']).chars();
    match chars.next() {
        Some('–' | '—' | '-' | '&' | '+' | '/' | ',' | '.' | ';' | ')') => chars.next() != Some('-'),
        Some(c) => c.is_lowercase(),
        None => false,
    }
}

/// Whether a line ends where no heading does: at a comma or a hyphen, or at a short word without a capital.
fn is_unfinished(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’']);
    let word = line.split_whitespace().next_back().unwrap_or_default();
    bare.ends_with([',', '-', '–', '—', '(', '&', '/'])
        || (word.chars().count() <= 4 && word.chars().all(char::is_lowercase) && line.contains(' '))
}

/// Whether a bracket or quotation mark was opened and not closed.
fn open_bracket(lines: &[&Line<'_>]) -> bool {
    let count = |marks: &[char]| lines.iter().map(|l| l.text.matches(marks).count()).sum::<usize>();
    count(&['(']) > count(&[')']) || count(&['[']) > count(&[']']) || count(&['“']) > count(&['”'])
}

/// Whether the quotation mark that a paragraph begins with is closed on the next line.
fn open_quotation(lines: &[&Line<'_>], next: &Line<'_>) -> bool {
    const CLOSING: [char; 4] = ['"', '\'', '”', '’'];
    let Some(rest) = lines.first().and_then(|l| l.text.strip_prefix(['"', '\'', '“', '‘'])) else { return false };
    let closed = rest.contains(CLOSING) || lines[1..].iter().any(|l| l.text.contains(CLOSING));
    !closed && next.text.contains(CLOSING)
}

/// How surely a mark at a line's start is that of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    /// It has no other use.
    Certain,
    /// A dash or a number.
    Possible,
}

/// The mark of a list item at the start of a text.
pub fn bullet(text: &str) -> Option<Bullet> {
    let (mark, rest) = text.split_once(char::is_whitespace)?;
    if rest.trim_start().is_empty() {
        return None;
    }
    let number = mark.strip_suffix(['.', ')']).map(|m| m.trim_start_matches('('));
    match mark {
        "•" | "▪" | "●" | "‣" | "◦" | "■" | "►" => Some(Bullet::Certain),
        "-" | "–" | "*" => Some(Bullet::Possible),
        _ => number
            .filter(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
            .map(|_| Bullet::Possible),
    }
}

/// The value below which a percentage of the values lies; 0 of none.
fn quantile(values: impl Iterator<Item = usize>, percent: usize) -> usize {
    let mut sorted: Vec<usize> = values.collect();
    sorted.sort_unstable();
    sorted.get((sorted.len().saturating_sub(1)) * percent / 100).copied().unwrap_or(0)
}
