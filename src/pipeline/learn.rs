//! A batch of alignments that learn from one another.

use crate::align::{Aligner, Job};
use crate::flow::{Flow, Panic};
use crate::model::Ladder;

/// Aligns the jobs of a batch; a job whose work fails has the failure for a result.
pub fn align_batch(flow: &Flow, aligner: &Aligner, jobs: &[Job]) -> Vec<Result<Ladder, Panic>> {
    flow.map(jobs, |job| aligner.align(job))
}
