//! Looking left and right of a place in a text.

/// The character that ends at byte `at`.
pub fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that begins at byte `at`.
pub fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// How far, in bytes, a word or address is looked for at most; beyond it, text without spaces is no word.
const REACH: usize = 128;

/// Largest place not beyond `at` + [`REACH`] on a character boundary.
fn right_end(text: &str, at: usize) -> usize {
    let mut end = (at + REACH).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

fn left_end(text: &str, at: usize) -> usize {
    let mut start = at.saturating_sub(REACH);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    start
}

/// The run of letters and marks that ends at `at`.
pub fn letters_before(text: &str, at: usize) -> &str {
    let window = &text[left_end(text, at)..at];
    let kept = window.char_indices().rev().take_while(|&(_, c)| is_letter(c)).last();
    kept.map_or("", |(i, _)| &window[i..])
}

/// The run of letters and marks that begins at `at`.
pub fn letters_after(text: &str, at: usize) -> &str {
    let window = &text[at..right_end(text, at)];
    let end = window.find(|c| !is_letter(c)).unwrap_or(window.len());
    &window[..end]
}

/// The characters around `at` up to white space on both sides.
pub fn token(text: &str, at: usize) -> &str {
    let (left, right) = (left_end(text, at), right_end(text, at));
    let start = text[left..at].rfind(char::is_whitespace).map_or(left, |i| {
        let space = left + i;
        space + text[space..].chars().next().map_or(1, char::len_utf8)
    });
    let end = text[at..right].find(char::is_whitespace).map_or(right, |i| at + i);
    &text[start..end]
}

/// Whether a token is an address, a path, a handle or code, in which no mark is punctuation.
pub fn is_address(token: &str) -> bool {
    token.contains("://")
        || token.contains("www.")
        || token.contains("WWW.")
        || token.contains(['@', '\\', '=', '_', '<', '>', '{', '|', '~'])
        || token.starts_with(['/', '#', '.'])
        || is_host(token)
        || token.trim_start_matches(|c: char| c != '.' && c != '/').starts_with('.')
            && token.contains('/')
            && token.contains('.')
}

/// Whether a token is three names and more with points between them and nothing else: `berita.Contoh.com.my`.
fn is_host(token: &str) -> bool {
    let token = token.trim_end_matches(['.', ',', ')', ':']);
    let is_name = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let ends =
        token.rsplit('.').next().is_some_and(|end| end.len() <= 3 && end.bytes().all(|b| b.is_ascii_lowercase()));
    token.matches('.').count() > 1 && ends && token.split('.').all(is_name)
}

/// A letter, or a mark on one.
pub fn is_letter(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a character closes: brackets and quotes that stand behind a word.
pub fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '”' | '’' | '»' | '"' | '\'')
}
