//! Small words glued to the capital behind them: `dariKiri`, `diTengah`.

use super::Context;
use super::reach::{before, is_address, letters_after, token};
use crate::model::Edit;

/// Least letters of each of two words that are taken apart because both are known; names of brands have short ones.
const LEAST: usize = 4;

pub fn edits(text: &str, context: &Context<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphabetic() {
            at += 1;
            continue;
        }
        let word = letters_after(text, at);
        let next = at + word.len().max(1);
        let apart = before(text, at).is_none_or(|c| c.is_whitespace() || "(\"“‘'[,;:-–—".contains(c));
        if apart
            && let Some(capital) = word.find(|c: char| !c.is_ascii_lowercase()).filter(|&i| i > 1)
            && is_glued(&word[..capital], &word[capital..], context)
            && !is_address(token(text, at))
        {
            edits.push(Edit::new(at + capital..at + capital, " "));
        }
        at = next;
    }
    edits
}

fn is_glued(small: &str, rest: &str, context: &Context<'_>) -> bool {
    let is_word = rest.len() > 2
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && rest[1..].bytes().all(|b| b.is_ascii_lowercase());
    let knowledge = context.knowledge;
    is_word
        && (knowledge.is_glued(small)
            || small.len() >= LEAST && rest.len() >= LEAST && knowledge.forms(small) && knowledge.knows(rest))
}
