//! hunalign's dictionaries: a line for each pair of words, `target @ source`.
//!
//! Varga et al. 2005, "Parallel corpora for medium density languages"; words of a phrase are divided by spaces.

/// Pairs, source first, as a `.dic`: sorted, none twice.
pub fn write_dic<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines: Vec<String> = pairs.into_iter().map(|(src, trg)| format!("{trg} @ {src}\n")).collect();
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
    fn what_is_written_is_read_back() {
        let pairs = [("rumah", "house"), ("menjalankan", "carry out"), ("rumah", "house")];
        let text = write_dic(pairs);
        assert_eq!(text, "carry out @ menjalankan\nhouse @ rumah\n");
        assert_eq!(read_dic(&text), (vec![pairs[1], pairs[0]], Vec::new()));
    }

    #[test]
    fn a_dic_is_read_source_first() {
        let (pairs, wrong) = read_dic("house @ rumah\n\ncarry out @ menjalankan \nnothing\n @ kosong\n");
        assert_eq!(pairs, [("rumah", "house"), ("menjalankan", "carry out")]);
        assert_eq!(wrong, [4, 5]);
    }
}
