//! Alignments as sentence numbers.

use std::fmt::Write;
use std::ops::Range;

use crate::model::{Bead, Ladder};

/// The field's index format, `[0, 1]:[0]:0.98`: 0-based, source first, one bead a line, higher scores better.
pub fn ladder(ladder: &Ladder) -> String {
    let mut out = String::new();
    for bead in ladder {
        side(&mut out, &bead.src);
        out.push(':');
        side(&mut out, &bead.trg);
        if bead.is_pair() {
            let _ = write!(out, ":{:.4}", bead.score);
        }
        out.push('\n');
    }
    out
}

fn side(out: &mut String, range: &Range<usize>) {
    out.push('[');
    for (i, n) in range.clone().enumerate() {
        let _ = write!(out, "{}{n}", if i > 0 { ", " } else { "" });
    }
    out.push(']');
}

/// hunalign's rungs, `n<TAB>m<TAB>score`: a bead begins at each rung, and the last one stands at the ends.
/// Crossing beads cannot be said in rungs and are left out.
pub fn hunalign(ladder: &Ladder) -> String {
    let mut out = String::new();
    let mut end = (0, 0);
    let straight: Vec<&Bead> = ladder.iter().filter(|b| !b.crossing).collect();
    for bead in straight {
        let _ = writeln!(out, "{}\t{}\t{:.4}", bead.src.start, bead.trg.start, bead.score);
        end = (end.0.max(bead.src.end), end.1.max(bead.trg.end));
    }
    let _ = writeln!(out, "{}\t{}\t0", end.0, end.1);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::parse_ladder;

    #[test]
    fn a_written_ladder_is_read_back() {
        let bead = |src, trg, score| Bead { src, trg, score, crossing: false };
        let beads = vec![bead(0..2, 0..1, 0.98), bead(2..3, 1..1, 0.0), bead(3..4, 1..3, 0.5)];
        assert_eq!(ladder(&beads), "[0, 1]:[0]:0.9800\n[2]:[]\n[3]:[1, 2]:0.5000\n");
        assert_eq!(parse_ladder(&ladder(&beads)).map(|b| b.len()), Ok(3));
        assert_eq!(hunalign(&beads), "0\t0\t0.9800\n2\t1\t0.0000\n3\t1\t0.5000\n4\t3\t0\n");
    }
}
