//! What each sentence of one side explains of each sentence of the other, within a band.

use std::collections::VecDeque;
use std::ops::Range;

use super::batch::Doc;
use super::matrix::Matrix;

/// A token of a sentence and the sum of the ratios with which the other sentence explains it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    /// Position of the token in its sentence.
    pub(super) at: u16,
    /// Sum over the other sentence's tokens of the likelihood ratio of a translation against chance.
    pub(super) ratio: f32,
}

/// Two sentences: where their hits end in the row's, and what they explain of each other by themselves.
#[derive(Clone, Copy, Debug)]
struct Cell {
    forward_end: u32,
    backward_end: u32,
    gain: (f32, f32),
}

#[derive(Debug, Default)]
struct Row {
    first: usize,
    cells: Vec<Cell>,
    forward: Vec<Hit>,
    backward: Vec<Hit>,
}

/// The last rows of cells.
#[derive(Debug)]
pub(super) struct Cells<'a> {
    doc: &'a Doc,
    matrix: &'a Matrix,
    rows: VecDeque<Row>,
    /// Source sentence of the first row kept.
    from: usize,
    sums: Vec<f32>,
    heads: Vec<u32>,
    touched: Vec<u32>,
    chain: Vec<(u32, u16, f32)>,
    back: Vec<f32>,
}

/// Rows kept: the most source sentences of a bead.
const ROWS: usize = 4;

impl<'a> Cells<'a> {
    pub(super) fn new(doc: &'a Doc, matrix: &'a Matrix) -> Cells<'a> {
        let types = doc.trg.types.len();
        Cells {
            doc,
            matrix,
            rows: VecDeque::new(),
            from: 0,
            sums: vec![0.0; types],
            heads: vec![0; types],
            touched: Vec::new(),
            chain: Vec::new(),
            back: Vec::new(),
        }
    }

    /// Works out the cells of one bead, instead of all that was there.
    pub(super) fn only(&mut self, src: Range<usize>, trg: Range<usize>) {
        self.rows.clear();
        for i in src {
            self.fill(i, trg.clone());
        }
    }

    /// Works out the row of a source sentence against a range of target sentences; rows come in order.
    pub(super) fn fill(&mut self, i: usize, range: Range<usize>) {
        let tokens = self.doc.src.tokens(i);
        self.chain.clear();
        self.chain.push((0, 0, 0.0));
        for (at, &s) in tokens.iter().enumerate() {
            for link in self.matrix.row(s) {
                let t = link.to as usize;
                if self.heads[t] == 0 {
                    self.touched.push(link.to);
                }
                self.sums[t] += link.forward;
                self.chain.push((self.heads[t], at as u16, link.backward));
                self.heads[t] = self.chain.len() as u32 - 1;
            }
        }
        let mut row = if self.rows.len() == ROWS { self.rows.pop_front().unwrap_or_default() } else { Row::default() };
        row.first = range.start;
        row.cells.clear();
        row.forward.clear();
        row.backward.clear();
        self.back.clear();
        self.back.resize(tokens.len(), 0.0);
        let len = (tokens.len() as f32).max(1.0);
        for j in range {
            let mut any = false;
            let mut gain = (0.0, 0.0);
            let others = self.doc.trg.tokens(j);
            for (at, &t) in others.iter().enumerate() {
                let mut next = self.heads[t as usize];
                if next != 0 {
                    any = true;
                    let ratio = self.sums[t as usize];
                    row.forward.push(Hit { at: at as u16, ratio });
                    gain.0 += self.matrix.trg[t as usize].gain(ratio / len);
                    while next != 0 {
                        let (after, pos, ratio) = self.chain[next as usize];
                        self.back[pos as usize] += ratio;
                        next = after;
                    }
                }
            }
            if any {
                let len = others.len() as f32;
                for (at, ratio) in self.back.iter_mut().enumerate() {
                    if *ratio > 0.0 {
                        row.backward.push(Hit { at: at as u16, ratio: *ratio });
                        gain.1 += self.matrix.src[tokens[at] as usize].gain(*ratio / len);
                        *ratio = 0.0;
                    }
                }
            }
            row.cells.push(Cell {
                forward_end: row.forward.len() as u32,
                backward_end: row.backward.len() as u32,
                gain,
            });
        }
        for t in self.touched.drain(..) {
            self.sums[t as usize] = 0.0;
            self.heads[t as usize] = 0;
        }
        self.rows.push_back(row);
        self.from = i + 1 - self.rows.len();
    }

    fn row(&self, i: usize, j: usize) -> Option<(&Row, usize)> {
        let row = self.rows.get(i.checked_sub(self.from)?)?;
        let at = j.checked_sub(row.first).filter(|at| *at < row.cells.len())?;
        Some((row, at))
    }

    /// The hits of two sentences among the target's tokens, and among the source's.
    pub(super) fn hits(&self, i: usize, j: usize) -> (&[Hit], &[Hit]) {
        let Some((row, at)) = self.row(i, j) else { return (&[], &[]) };
        let (f0, b0) = if at == 0 { (0, 0) } else { (row.cells[at - 1].forward_end, row.cells[at - 1].backward_end) };
        let cell = row.cells[at];
        (&row.forward[f0 as usize..cell.forward_end as usize], &row.backward[b0 as usize..cell.backward_end as usize])
    }

    /// What two sentences by themselves explain of the target's and of the source's tokens, in nats.
    pub(super) fn gain(&self, i: usize, j: usize) -> (f32, f32) {
        self.row(i, j).map_or((0.0, 0.0), |(row, at)| row.cells[at].gain)
    }
}
