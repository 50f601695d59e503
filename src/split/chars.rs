//! Which characters end, open and close things.

/// What a byte may begin, for the scan over a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Nothing to look at.
    Plain,
    /// One of `. ! ?`.
    Stop,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// The undirected `"`.
    Quote,
    /// The first byte of a character of several bytes that may be a quotation mark or a terminator.
    Wide,
}

/// The class of every byte.
pub(super) static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut table = [Class::Plain; 256];
    table[b'.' as usize] = Class::Stop;
    table[b'!' as usize] = Class::Stop;
    table[b'?' as usize] = Class::Stop;
    table[b'(' as usize] = Class::Open;
    table[b'[' as usize] = Class::Open;
    table[b'{' as usize] = Class::Open;
    table[b')' as usize] = Class::Close;
    table[b']' as usize] = Class::Close;
    table[b'}' as usize] = Class::Close;
    table[b'"' as usize] = Class::Quote;
    // « and » (C2), ՞ ՜ ։ (D5, D6), ؟ ۔ (D8, DB), Indic and Ethiopic marks (E0, E1), quotes and … ‼ (E2), 。 (E3), ！ (EF).
    let wide = [0xC2, 0xD5, 0xD6, 0xD8, 0xDB, 0xE0, 0xE1, 0xE2, 0xE3, 0xEF];
    let mut i = 0;
    while i < wide.len() {
        table[wide[i]] = Class::Wide;
        i += 1;
    }
    table
}

/// A terminator that may also stand inside a sentence: what follows decides.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉')
}

/// A terminator that ends a sentence whatever follows (Unicode's `Sentence_Terminal` beyond the European ones).
pub(super) fn is_full_stop(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '՜'
            | '՞'
            | '።'
            | '፧'
            | '፨'
            | '។'
            | '៕'
            | '၊'
            | '။'
    )
}

/// A bracket that closes.
pub(super) fn is_closing_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '〕' | '》' | '〉')
}

/// A quotation mark that closes, whatever stands around it.
pub(super) fn is_closing_quote(c: char) -> bool {
    matches!(c, '”' | '’' | '»' | '›' | '」' | '』' | '〞' | '〟')
}

/// What may stand before the first word of a sentence: quotation marks, brackets, dashes, bullets, `¿` and `¡`.
pub(super) fn is_opener(c: char) -> bool {
    is_opening_quote(c) || matches!(c, '"' | '\'' | '`' | '(' | '[' | '{' | '（' | '【' | '¿' | '¡')
}

/// A quotation mark that opens, whatever stands around it.
pub(super) fn is_opening_quote(c: char) -> bool {
    matches!(c, '“' | '‘' | '„' | '‚' | '«' | '‹' | '「' | '『' | '〝' | '‟')
}

/// A hyphen or dash.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

/// A sign that introduces an item.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '*' | '·' | '►' | '▪' | '●' | '~' | '#' | '>' | '=' | '_')
}

/// Emoji and the characters that join and colour them (blocks of pictographs, variation selectors, ZWJ, keycaps);
/// arrows and check marks are not among them, since they stand before an item.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F000..=0x1FAFF | 0x2600..=0x26FF | 0x2728 | 0x2763 | 0x2764 | 0x2B50 | 0x2B55 | 0xFE0F | 0x200D | 0x20E3 | 0xE0020..=0xE007F)
}

/// A superscript digit, as of a footnote's mark.
pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Length in bytes of an emoticon (`:)`, `;-D`, `:'(`) that stands alone at the beginning of a text; 0 for none.
pub(super) fn emoticon(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !matches!(bytes.first(), Some(b':' | b';' | b'=')) {
        return 0;
    }
    let mut at = 1;
    while at < 3 && matches!(bytes.get(at), Some(b'-' | b'\'')) {
        at += 1;
    }
    let first = at;
    while at < first + 8 && matches!(bytes.get(at), Some(b')' | b'(' | b'D' | b'P' | b'p' | b'3' | b'*' | b'/')) {
        at += 1;
    }
    let alone = text[at..].chars().next().is_none_or(char::is_whitespace);
    if at > first && alone { at } else { 0 }
}
