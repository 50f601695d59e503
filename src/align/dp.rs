//! The dynamic program over beads within a band.

use std::ops::Range;

/// Shapes of beads with sentences on both sides, in order of preference where scores are equal.
pub(super) const SHAPES: [(usize, usize); 11] =
    [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (3, 3)];

/// For each number of source sentences passed (0 to n), how many target sentences may have been passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Band(pub(super) Vec<Range<usize>>);

impl Band {
    /// Everything.
    pub(super) fn full(n: usize, m: usize) -> Band {
        Band(vec![0..m + 1; n + 1])
    }

    /// All places within `width` sentences, on either side, of a path of places in ascending order.
    pub(super) fn around(path: &[(usize, usize)], n: usize, m: usize, width: usize) -> Band {
        let mut low = vec![usize::MAX; n + 1];
        let mut high = vec![0; n + 1];
        for &(i, j) in path {
            low[i] = low[i].min(j);
            high[i] = high[i].max(j);
        }
        // Rows that the path steps over belong to the step.
        let mut last = 0;
        for i in 0..=n {
            if low[i] == usize::MAX {
                (low[i], high[i]) = (last, last);
            }
            last = high[i];
        }
        let mut next = m;
        for i in (0..=n).rev() {
            high[i] = high[i].max(if i == n { m } else { next.min(low[i + 1]) });
            next = high[i];
        }
        let bands = (0..=n)
            .map(|i| low[i.saturating_sub(width)].saturating_sub(width)..(high[(i + width).min(n)] + width).min(m) + 1);
        let mut band = Band(bands.collect());
        band.0[0].start = 0;
        band.0[n].end = m + 1;
        band
    }
}

/// One bead of a path.
pub(super) type Step = (Range<usize>, Range<usize>);

/// Gives the score of beads to the dynamic program.
pub(super) trait Score {
    /// Source sentence `i` will be needed, with these target sentences.
    fn row(&mut self, i: usize, trg: Range<usize>);
    /// Score of a bead; `None` where it is out of the question or certain not to be above `least`.
    fn bead(&mut self, src: Range<usize>, trg: Range<usize>, least: f64) -> Option<f64>;
    /// Score of a source sentence left alone.
    fn src_alone(&mut self, i: usize) -> f64;
    /// Score of a target sentence left alone.
    fn trg_alone(&mut self, j: usize) -> f64;
}

/// The best path through the band, with its score.
pub(super) fn best_path(n: usize, m: usize, band: &Band, score: &mut impl Score) -> (Vec<Step>, f64) {
    // For each row, where it begins, the best totals and the step that led there.
    let mut totals: Vec<Vec<f64>> = Vec::with_capacity(n + 1);
    let mut steps: Vec<Vec<u8>> = Vec::with_capacity(n + 1);
    for i in 0..=n {
        let range = band.0[i].clone();
        let mut row = vec![f64::NEG_INFINITY; range.len()];
        let mut from = vec![0u8; range.len()];
        if i > 0 {
            let wide = band.0[i.saturating_sub(4)..=i].iter().map(|r| r.start).min().unwrap_or(0);
            score.row(i - 1, wide..(0..4).filter_map(|k| band.0.get(i + k)).map(|r| r.end).max().unwrap_or(1) - 1);
        }
        for j in range.clone() {
            let at = j - range.start;
            if i == 0 && j == 0 {
                row[0] = 0.0;
                continue;
            }
            let (mut best, mut step) = (f64::NEG_INFINITY, 0u8);
            if i > 0 {
                let value = total(&totals, band, i - 1, j) + score.src_alone(i - 1);
                if value > best {
                    (best, step) = (value, 1);
                }
            }
            if j > range.start {
                let value = row[at - 1] + score.trg_alone(j - 1);
                if value > best {
                    (best, step) = (value, 2);
                }
            }
            for (k, &(a, b)) in SHAPES.iter().enumerate() {
                if a > i || b > j {
                    continue;
                }
                let before = total(&totals, band, i - a, j - b);
                if before > f64::NEG_INFINITY
                    && let Some(value) = score.bead(i - a..i, j - b..j, best - before)
                    && before + value > best
                {
                    (best, step) = (before + value, k as u8 + 3);
                }
            }
            (row[at], from[at]) = (best, step);
        }
        totals.push(row);
        steps.push(from);
        if i >= 4 {
            totals[i - 4] = Vec::new();
        }
    }
    let best = totals[n].last().copied().unwrap_or(f64::NEG_INFINITY);
    let mut path = Vec::new();
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        let (a, b) = match steps[i][j - band.0[i].start] {
            1 => (1, 0),
            2 => (0, 1),
            k if k >= 3 => SHAPES[k as usize - 3],
            _ => break,
        };
        path.push((i - a..i, j - b..j));
        (i, j) = (i - a, j - b);
    }
    path.reverse();
    (path, best)
}

fn total(totals: &[Vec<f64>], band: &Band, i: usize, j: usize) -> f64 {
    j.checked_sub(band.0[i].start).and_then(|at| totals[i].get(at)).copied().unwrap_or(f64::NEG_INFINITY)
}
