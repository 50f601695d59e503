//! Text that knows where each of its bytes came from, through every change.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Edit;

/// A byte range of a document's decoded UTF-8 text before any cleaning; `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// Spans in order, touching ones joined; written `120-188` or `120-188+200-210`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spans(pub Vec<Span>);

impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, span) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("+")?;
            }
            write!(f, "{}-{}", span.start, span.end)?;
        }
        Ok(())
    }
}

impl Spans {
    /// Adds a span behind the others; it is joined to the last one where the two touch or overlap.
    pub fn push(&mut self, span: Span) {
        if let Some(last) = self.0.last_mut()
            && span.start >= last.start
            && span.start <= last.end
        {
            last.end = last.end.max(span.end);
            return;
        }
        self.0.push(span);
    }

    /// Reads the written form back; `None` where it is malformed.
    pub fn parse(text: &str) -> Option<Spans> {
        if text.is_empty() {
            return Some(Spans::default());
        }
        let span = |part: &str| {
            let (start, end) = part.split_once('-')?;
            let span = Span { start: start.parse().ok()?, end: end.parse().ok()? };
            (span.start <= span.end).then_some(span)
        };
        text.split('+').map(span).collect::<Option<Vec<_>>>().map(Spans)
    }
}

/// A stretch of a [`Text`]: either copied byte for byte from the input, or put in place of a range of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where the stretch begins in the text; it ends where the next one begins.
    at: usize,
    source: Span,
    copied: bool,
}

/// A string whose every byte leads back to the input.
///
/// The stretches cover the string without gaps; a stretch is either a copy of its source range or a
/// replacement of it (an insertion has an empty source range).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    string: String,
    pieces: Vec<Piece>,
}

impl Text {
    /// An empty text, to be filled with [`Text::push_copy`] and [`Text::push_changed`].
    pub fn new() -> Text {
        Text::default()
    }

    /// A copy of an input's bytes that begin at `offset`.
    pub fn copied(string: &str, offset: usize) -> Text {
        let mut text = Text::new();
        text.push_copy(string, offset);
        text
    }

    /// The string itself.
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.string.len()
    }

    /// Whether there is no character.
    pub fn is_empty(&self) -> bool {
        self.string.is_empty()
    }

    /// Appends bytes copied from the input at `offset`.
    pub fn push_copy(&mut self, string: &str, offset: usize) {
        if string.is_empty() {
            return;
        }
        let follows = self.pieces.last().is_some_and(|p| p.copied && p.source.end == offset);
        if follows {
            if let Some(last) = self.pieces.last_mut() {
                last.source.end += string.len();
            }
        } else {
            let source = Span { start: offset, end: offset + string.len() };
            self.pieces.push(Piece { at: self.string.len(), source, copied: true });
        }
        self.string.push_str(string);
    }

    /// Appends what stands in place of `source` (an entity decoded, a line break turned into a space).
    pub fn push_changed(&mut self, string: &str, source: Span) {
        if string.is_empty() {
            return;
        }
        self.pieces.push(Piece { at: self.string.len(), source, copied: false });
        self.string.push_str(string);
    }

    /// Appends another text.
    pub fn push_text(&mut self, other: &Text) {
        for (i, piece) in other.pieces.iter().enumerate() {
            let string = &other.string[piece.at..other.piece_end(i)];
            if piece.copied {
                self.push_copy(string, piece.source.start);
            } else {
                self.push_changed(string, piece.source);
            }
        }
    }

    fn piece_end(&self, index: usize) -> usize {
        self.pieces.get(index + 1).map_or(self.string.len(), |next| next.at)
    }

    /// The piece that holds byte `at`.
    fn piece_at(&self, at: usize) -> usize {
        self.pieces.partition_point(|p| p.at <= at).saturating_sub(1)
    }

    /// The input's byte ranges that a range of this text came from.
    pub fn spans(&self, range: Range<usize>) -> Spans {
        let mut spans = Spans::default();
        if range.is_empty() {
            return spans;
        }
        for i in self.piece_at(range.start)..self.pieces.len() {
            let piece = self.pieces[i];
            if piece.at >= range.end {
                break;
            }
            spans.push(self.source_of(i, piece, &range));
        }
        spans
    }

    fn source_of(&self, index: usize, piece: Piece, range: &Range<usize>) -> Span {
        if !piece.copied {
            return piece.source;
        }
        let from = range.start.max(piece.at) - piece.at;
        let to = range.end.min(self.piece_end(index)) - piece.at;
        Span { start: piece.source.start + from, end: piece.source.start + to }
    }

    /// A part of this text; `range` lies on character boundaries.
    pub fn slice(&self, range: Range<usize>) -> Text {
        let mut part = Text::new();
        if range.is_empty() {
            return part;
        }
        for i in self.piece_at(range.start)..self.pieces.len() {
            let piece = self.pieces[i];
            if piece.at >= range.end {
                break;
            }
            let from = range.start.max(piece.at);
            let to = range.end.min(self.piece_end(i));
            let source = self.source_of(i, piece, &range);
            if piece.copied {
                part.push_copy(&self.string[from..to], source.start);
            } else {
                part.push_changed(&self.string[from..to], source);
            }
        }
        part
    }

    /// This text with changes made; `edits` are in order and do not overlap (others are passed over).
    pub fn edited(&self, edits: &[Edit]) -> Text {
        let mut text = Text::new();
        let mut at = 0;
        for edit in edits {
            if edit.range.start < at || edit.range.end > self.len() {
                continue;
            }
            text.push_text(&self.slice(at..edit.range.start));
            text.push_changed(&edit.with, self.cover(edit.range.clone()));
            at = edit.range.end;
        }
        text.push_text(&self.slice(at..self.len()));
        text
    }

    /// One span from the first to the last source byte of a range; empty ranges give their place.
    fn cover(&self, range: Range<usize>) -> Span {
        let spans = self.spans(range.clone());
        match (spans.0.iter().map(|s| s.start).min(), spans.0.iter().map(|s| s.end).max()) {
            (Some(start), Some(end)) => Span { start, end },
            _ => {
                let place = if range.start == 0 {
                    0
                } else {
                    self.spans(range.start - 1..range.start).0.last().map_or(0, |s| s.end)
                };
                Span { start: place, end: place }
            }
        }
    }

    /// Without white space at both ends.
    pub fn trimmed(&self) -> Text {
        let start = self.string.len() - self.string.trim_start().len();
        let end = self.string.trim_end().len();
        if start == 0 && end == self.string.len() { self.clone() } else { self.slice(start..end.max(start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_survive_edits() {
        let source = "a mem-buat  b";
        let text = Text::copied(source, 100);
        let text = text.edited(&[Edit::new(5..6, ""), Edit::new(10..12, " ")]);
        assert_eq!(text.as_str(), "a membuat b");
        assert_eq!(text.spans(2..9).to_string(), "102-105+106-110");
        assert_eq!(text.spans(10..11).to_string(), "112-113");
        assert_eq!(text.spans(0..11).to_string(), "100-105+106-113");
    }

    #[test]
    fn slices_lead_back() {
        let mut text = Text::copied("satu", 0);
        text.push_changed(" ", Span { start: 4, end: 6 });
        text.push_copy("dua", 6);
        let part = text.slice(2..6);
        assert_eq!(part.as_str(), "tu d");
        assert_eq!(part.spans(0..4).to_string(), "2-7");
    }

    #[test]
    fn written_spans_are_read_back() {
        let spans = Spans(vec![Span { start: 1, end: 4 }, Span { start: 9, end: 12 }]);
        assert_eq!(Spans::parse(&spans.to_string()), Some(spans));
        assert_eq!(Spans::parse("4-1"), None);
        assert_eq!(Spans::parse("x"), None);
    }

    #[test]
    fn insertions_have_a_place() {
        let text = Text::copied("a.B", 7).edited(&[Edit::new(2..2, " ")]);
        assert_eq!(text.as_str(), "a. B");
        assert_eq!(text.spans(2..3).to_string(), "9-9");
        assert_eq!(text.spans(0..4).to_string(), "7-10");
    }
}
