//! The dynamic program over beads within a band.

use std::ops::Range;

/// Shapes of beads with sentences on both sides, in order of preference where scores are equal.
pub(super) const SHAPES: [(usize, usize); 11] =
    [(1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (3, 3)];

/// Where a path may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Band {
    /// For each number of source sentences passed (0 to n), how many target sentences may have been passed.
    rows: Vec<Range<usize>>,
    /// For each of these rows, the last one before it that has a single place which every path goes through; the
    /// row itself at the beginning.
    passed: Vec<usize>,
}

impl Band {
    fn new(mut rows: Vec<Range<usize>>, m: usize) -> Band {
        let n = rows.len() - 1;
        rows[0].start = 0;
        rows[n].end = m + 1;
        let mut passed = Vec::with_capacity(rows.len());
        let mut last = 0;
        for (i, row) in rows.iter().enumerate() {
            passed.push(last);
            if row.len() == 1 {
                last = i;
            }
        }
        Band { rows, passed }
    }

    /// Everything.
    pub(super) fn full(n: usize, m: usize) -> Band {
        Band::new(vec![0..m + 1; n + 1], m)
    }

    /// All places within `width` sentences, 1 or more, on either side, of a path of places in ascending order. Where a
    /// place is settled, which one between two beads of one sentence a side may be, every path goes through it.
    pub(super) fn between(
        path: impl Iterator<Item = ((usize, usize), bool)>,
        n: usize,
        m: usize,
        width: usize,
    ) -> Band {
        let (mut low, mut high) = (vec![usize::MAX; n + 1], vec![0; n + 1]);
        let (mut stretch, mut alone) = (vec![(0, 0)], Vec::new());
        for (place, settled) in path.chain([((n, m), true)]) {
            stretch.push(place);
            if settled {
                let (first, last) = (stretch[0], place);
                for pair in stretch.windows(2) {
                    // What the path steps over belongs to the step.
                    let (from, to) = (pair[0], pair[1]);
                    for row in from.0.saturating_sub(width).max(first.0)..=(to.0 + width).min(last.0) {
                        low[row] = low[row].min(from.1.min(to.1).saturating_sub(width).max(first.1));
                        high[row] = high[row].max((from.1.max(to.1) + width).min(last.1));
                    }
                }
                stretch.clear();
                stretch.push(place);
                alone.push(place);
            }
        }
        for (i, j) in alone.into_iter().filter(|&(i, _)| i < n) {
            (low[i], high[i]) = (j, j);
        }
        Band::new(low.into_iter().zip(high).map(|(low, high)| low..high + 1).collect(), m)
    }

    /// The target sentences that beads with source sentence `i` may hold.
    fn needed(&self, i: usize) -> Range<usize> {
        let (mut low, mut high) = (usize::MAX, 0);
        for end in i + 1..self.rows.len().min(i + 5) {
            if self.passed[end] > i {
                break;
            }
            for start in end.saturating_sub(4).max(self.passed[end])..=i {
                low = low.min(self.rows[start].start.max(self.rows[end].start.saturating_sub(4)));
                high = high.max((self.rows[end].end - 1).min(self.rows[start].end + 3));
            }
        }
        low.min(high)..high
    }
}

/// One bead of a path.
pub(super) type Step = (Range<usize>, Range<usize>);

/// Gives the score of beads to the dynamic program.
pub(super) trait Score {
    /// Source sentence `i` will be needed, with these target sentences.
    fn row(&mut self, i: usize, trg: Range<usize>);
    /// Score of a bead; `None` where it is out of the question or certain not to be above `least`. A bead of one
    /// sentence a side always has one.
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
        let range = band.rows[i].clone();
        let mut row = vec![f64::NEG_INFINITY; range.len()];
        let mut from = vec![0u8; range.len()];
        if i > 0 {
            score.row(i - 1, band.needed(i - 1));
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
                if a > i - band.passed[i] || b > j {
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
        let (a, b) = match steps[i][j - band.rows[i].start] {
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
    j.checked_sub(band.rows[i].start).and_then(|at| totals[i].get(at)).copied().unwrap_or(f64::NEG_INFINITY)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Scores drawn from a seed, whole numbers so that sums are exact.
    struct Drawn(u64);

    impl Drawn {
        fn draw(&self, key: [usize; 4]) -> f64 {
            let mut x = self.0;
            for k in key {
                x = (x ^ k as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            }
            (x % 41) as f64 - 20.0
        }
    }

    impl Score for Drawn {
        fn row(&mut self, _: usize, _: Range<usize>) {}
        fn bead(&mut self, src: Range<usize>, trg: Range<usize>, _: f64) -> Option<f64> {
            let value = self.draw([src.start, src.end, trg.start, trg.end]);
            (value > -15.0 || (src.len(), trg.len()) == (1, 1)).then_some(value)
        }
        fn src_alone(&mut self, i: usize) -> f64 {
            self.draw([i, 1, 77, 0]) - 20.0
        }
        fn trg_alone(&mut self, j: usize) -> f64 {
            self.draw([j, 2, 77, 0]) - 20.0
        }
    }

    /// The best total by trying every alignment.
    fn brute(n: usize, m: usize, score: &mut Drawn) -> f64 {
        if n == 0 && m == 0 {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        if n > 0 {
            best = best.max(brute(n - 1, m, score) + score.src_alone(n - 1));
        }
        if m > 0 {
            best = best.max(brute(n, m - 1, score) + score.trg_alone(m - 1));
        }
        for (a, b) in SHAPES.into_iter().filter(|&(a, b)| a <= n && b <= m) {
            if let Some(value) = score.bead(n - a..n, m - b..m, f64::NEG_INFINITY) {
                best = best.max(brute(n - a, m - b, score) + value);
            }
        }
        best
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn no_alignment_is_better_than_the_one_found(n in 0usize..5, m in 0usize..5, seed in any::<u64>()) {
            let mut score = Drawn(seed);
            let (path, best) = best_path(n, m, &Band::full(n, m), &mut score);
            prop_assert_eq!(best, brute(n, m, &mut score));
            let value = |(src, trg): &Step, score: &mut Drawn| match (src.len(), trg.len()) {
                (_, 0) => score.src_alone(src.start),
                (0, _) => score.trg_alone(trg.start),
                _ => score.bead(src.clone(), trg.clone(), f64::NEG_INFINITY).unwrap_or(f64::NEG_INFINITY),
            };
            prop_assert_eq!(path.iter().map(|step| value(step, &mut score)).sum::<f64>(), best);
        }

        #[test]
        fn a_path_through_a_band_covers_both_sides(n in 0usize..40, m in 0usize..40, width in 1usize..4, seed in any::<u64>()) {
            let start = best_path(n, m, &Band::full(n, m), &mut Drawn(seed)).0;
            // Between two pairs of sentences a place may be settled.
            let single = |step: Option<&Step>| step.is_some_and(|(src, trg)| (src.len(), trg.len()) == (1, 1));
            let settled = |k: usize| single(start.get(k)) && single(start.get(k + 1)) && seed >> (k % 64) & 1 == 1;
            let places: Vec<_> = start.iter().enumerate().map(|(k, (src, trg))| ((src.end, trg.end), settled(k))).collect();
            let band = Band::between(places.iter().copied(), n, m, width);
            let (path, best) = best_path(n, m, &band, &mut Drawn(!seed));
            prop_assert!(best > f64::NEG_INFINITY);
            let (mut i, mut j) = (0, 0);
            for (src, trg) in &path {
                prop_assert_eq!((src.start, trg.start), (i, j));
                (i, j) = (src.end, trg.end);
            }
            prop_assert_eq!((i, j), (n, m));
            for (place, _) in places.into_iter().filter(|(_, settled)| *settled) {
                prop_assert!(path.iter().any(|(src, trg)| (src.end, trg.end) == place));
            }
        }
    }

    #[test]
    fn an_empty_side_leaves_the_other_alone() {
        let (path, _) = best_path(0, 2, &Band::full(0, 2), &mut Drawn(1));
        assert_eq!(path, [(0..0, 0..1), (0..0, 1..2)]);
        let (path, best) = best_path(0, 0, &Band::full(0, 0), &mut Drawn(1));
        assert!(path.is_empty() && best == 0.0);
    }
}
