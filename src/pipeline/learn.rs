//! A batch of alignments that learn from one another.

use crate::align::{Aligner, Batch, Counts, Doc, Job, Table};
use crate::flow::{Flow, Panic};
use crate::lexicon::Learned;
use crate::model::Ladder;

/// In how many parts the counts of a batch are summed.
const PARTS: usize = 8;

/// How a batch is aligned.
#[derive(Clone, Copy, Debug)]
pub struct AlignOptions<'a> {
    /// Whether the documents teach one another words.
    pub learn: bool,
    /// Whether sentence `i` belongs to sentence `i` and only scores are asked for.
    pub one_to_one: bool,
    /// What was learned before.
    pub known: Option<&'a Learned>,
}

impl Default for AlignOptions<'_> {
    fn default() -> Self {
        AlignOptions { learn: true, one_to_one: false, known: None }
    }
}

/// A batch aligned.
#[derive(Debug)]
pub struct Aligned {
    /// For each job its ladder, or what its work died of.
    pub ladders: Vec<Result<Ladder, Panic>>,
    /// What was learned from all of them, with what was known before.
    pub learned: Option<Learned>,
}

/// Aligns the jobs of a batch, learning from all of them; a job whose work fails has the failure for a result.
pub fn align_batch(flow: &Flow, aligner: &Aligner, jobs: &[Job], options: &AlignOptions<'_>) -> Aligned {
    let (ladders, batch, table) = aligned(flow, aligner, jobs, options);
    let learned = table.map(|table| {
        let mut learned = aligner.learned(&batch, &table);
        if let Some(known) = options.known {
            learned.merge(known);
        }
        learned.prune(Learned::MOST_PAIRS);
        learned
    });
    Aligned { ladders, learned }
}

/// Aligns the jobs of a batch by what is known, and learns nothing from them; a job whose work fails has the failure
/// for a result.
pub fn align_known(
    flow: &Flow,
    aligner: &Aligner,
    jobs: &[Job],
    known: Option<&Learned>,
) -> Vec<Result<Ladder, Panic>> {
    let options = AlignOptions { learn: false, one_to_one: false, known };
    aligned(flow, aligner, jobs, &options).0
}

fn aligned(
    flow: &Flow,
    aligner: &Aligner,
    jobs: &[Job],
    options: &AlignOptions<'_>,
) -> (Vec<Result<Ladder, Panic>>, Batch, Option<Table>) {
    let mut failed: Vec<Option<Panic>> = vec![None; jobs.len()];
    let batch = Batch::new(prepared(flow, aligner, jobs, &mut failed), options.known);
    let numbers: Vec<usize> = (0..batch.docs.len()).collect();
    let mut table = aligner.known(&batch);
    let align = |table: Option<&_>, ladders: Option<&[Ladder]>, failed: &mut [Option<Panic>]| -> Vec<Ladder> {
        let work = |&i: &usize| {
            if options.one_to_one {
                aligner.one_to_one(&batch, i, table)
            } else {
                aligner.align(&batch, i, table, ladders.map(|l| l[i].as_slice()))
            }
        };
        settled(flow.map(&numbers, work), failed)
    };
    let mut ladders = align(table.as_ref(), None, &mut failed);
    if options.learn {
        for &steps in batch.rounds() {
            for _ in 0..steps {
                // Some at a time: what many documents teach of the same words is less when it is summed.
                let size = numbers.len().div_ceil(PARTS).max(1);
                let mut sums = Vec::new();
                for (part, failed) in numbers.chunks(size).zip(failed.chunks_mut(size)) {
                    let counted = flow.map(part, |&i| aligner.counts(&batch, i, &ladders[i], table.as_ref()));
                    let counts: Vec<Counts> = settled(counted, failed);
                    sums.push(aligner.sum(&counts));
                }
                table = Some(aligner.learn(&batch, sums));
            }
            ladders = align(table.as_ref(), Some(&ladders), &mut failed);
        }
    }
    if !options.learn && !options.one_to_one {
        // Once more, by what order the first look found in each document.
        ladders = align(table.as_ref(), Some(&ladders), &mut failed);
    }
    let ladders = ladders.into_iter().zip(failed).map(|(ladder, failure)| failure.map_or(Ok(ladder), Err)).collect();
    (ladders, batch, table)
}

/// Jobs that are made ready together, so that words they share are looked up once.
const TOGETHER: usize = 512;

/// The jobs made ready.
fn prepared(flow: &Flow, aligner: &Aligner, jobs: &[Job], failed: &mut [Option<Panic>]) -> Vec<Doc> {
    let size = jobs.len().div_ceil(2 * flow.threads()).clamp(1, TOGETHER);
    let groups: Vec<&[Job]> = jobs.chunks(size).collect();
    let ready = flow.map(&groups, |group| aligner.prepare_all(group));
    let each = |(group, ready): (&&[Job], Result<Vec<Doc>, Panic>)| match ready {
        Ok(docs) => docs.into_iter().map(Ok).collect(),
        // One of them fails: which, is found by making each ready by itself.
        Err(_) => flow.map(group, |job| aligner.prepare(job)),
    };
    settled(groups.iter().zip(ready).flat_map(each).collect(), failed)
}

/// The results, with an empty one in place of each that failed; the first failure of each is kept.
fn settled<T: Default>(results: Vec<Result<T, Panic>>, failed: &mut [Option<Panic>]) -> Vec<T> {
    let settle = |(result, failed): (Result<T, Panic>, &mut Option<Panic>)| {
        result.unwrap_or_else(|panic| {
            failed.get_or_insert(panic);
            T::default()
        })
    };
    results.into_iter().zip(failed.iter_mut()).map(settle).collect()
}
