//! hunalign's dictionaries: a line for each pair of words, `target @ source`.
//!
//! Varga et al. 2005, "Parallel corpora for medium density languages"; words of a phrase are divided by spaces.

use super::Bilingual;

/// The pairs of a lexicon as a `.dic`, sorted, none twice.
pub fn write_dic(bilingual: &Bilingual) -> String {
    let mut lines: Vec<String> = Vec::new();
    for row in 0..bilingual.len() as u32 {
        let Some((src, trg)) = bilingual.cells(row) else { continue };
        for trg in trg.split('|') {
            lines.extend(src.split('|').map(|src| format!("{trg} @ {src}\n")));
        }
    }
    lines.sort();
    lines.dedup();
    lines.concat()
}

/// The pairs of a `.dic`, source first, with the lines that are none (from 1).
///
/// White space around a word does not count; an empty line is passed over.
pub fn read_dic(text: &str) -> (Vec<(&str, &str)>, Vec<usize>) {
    let (mut pairs, mut wrong) = (Vec::new(), Vec::new());
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match line.split_once('@').map(|(trg, src)| (src.trim(), trg.trim())) {
            Some((src, trg)) if !src.is_empty() && !trg.is_empty() => pairs.push((src, trg)),
            _ => wrong.push(i + 1),
        }
    }
    (pairs, wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dic_is_read_source_first() {
        let (pairs, wrong) = read_dic("house @ rumah\n\ncarry out @ menjalankan \nnothing\n @ kosong\n");
        assert_eq!(pairs, [("rumah", "house"), ("menjalankan", "carry out")]);
        assert_eq!(wrong, [4, 5]);
    }
}
