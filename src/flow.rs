//! The one place that knows threads: ordered, bounded parallel work.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

/// What a piece of work died of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("internal error: {0}; please report it with the document")]
pub struct Panic(pub String);

/// Work on many things at once, in a fixed number of threads.
#[derive(Debug)]
pub struct Flow {
    pool: rayon::ThreadPool,
    threads: usize,
    stop: Arc<AtomicBool>,
}

impl Flow {
    /// A flow in `threads` threads; 0 takes one for each processor.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn new(threads: usize) -> Result<Flow, rayon::ThreadPoolBuildError> {
        let threads = if threads > 0 { threads } else { std::thread::available_parallelism().map_or(1, usize::from) };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        Ok(Flow { pool, threads, stop: Arc::default() })
    }

    /// How many threads there are.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Set to true, it stops the work: what is under way comes to its end, and everything else fails as if it had
    /// panicked.
    pub fn stopper(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// Whether the work was stopped, so that what failed is no item's fault.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Does a piece of work; a panic in it becomes an error.
    ///
    /// # Errors
    /// Where the work panics, or was stopped before.
    pub fn guarded<R>(&self, work: impl FnOnce() -> R) -> Result<R, Panic> {
        if self.is_stopped() { Err(Panic("stopped".to_owned())) } else { guarded(work) }
    }

    /// Works on every item of a slice; results stand in the order of the items.
    pub fn map<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<Result<R, Panic>> {
        self.pool.install(|| items.par_iter().map(|item| self.guarded(|| work(item))).collect())
    }

    /// Works on a stream of items and hands the results to `sink` in the order of the items.
    ///
    /// At most a window of items is alive at any time (16 a thread), however unevenly they take. A panic inside
    /// one becomes that item's error. `sink` ends the stream by an error, which is given back.
    ///
    /// # Errors
    /// What `sink` gave.
    pub fn stream<T, R, E>(
        &self,
        items: impl Iterator<Item = T> + Send,
        work: impl Fn(T) -> R + Sync,
        mut sink: impl FnMut(Result<R, Panic>) -> Result<(), E>,
    ) -> Result<(), E>
    where
        T: Send,
        R: Send,
    {
        let window = self.threads * 16;
        let (permit_to, permits) = sync_channel::<()>(window);
        let (item_to, queue) = sync_channel::<(usize, T)>(window);
        let (result_to, results) = sync_channel::<(usize, Result<R, Panic>)>(window);
        let queue = Mutex::new(queue);
        for _ in 0..window {
            let _ = permit_to.send(());
        }
        std::thread::scope(|scope| {
            scope.spawn(move || feed(items, &permits, &item_to));
            let worker = || {
                let result_to = result_to.clone();
                let (queue, work) = (&queue, &work);
                move || {
                    while let Some((index, item)) = take(queue) {
                        if result_to.send((index, self.guarded(|| work(item)))).is_err() {
                            break;
                        }
                    }
                }
            };
            for _ in 0..self.threads {
                scope.spawn(worker());
            }
            drop(result_to);
            // Gone with this closure, so that the feeder ends when the sink has ended the stream.
            let permit_to = permit_to;
            let mut waiting = BTreeMap::new();
            let mut next = 0;
            for (index, result) in results {
                waiting.insert(index, result);
                while let Some(result) = waiting.remove(&next) {
                    next += 1;
                    let _ = permit_to.try_send(());
                    sink(result)?;
                }
            }
            Ok(())
        })
    }
}

/// Numbers the items and lets them through as permits come back.
fn feed<T>(items: impl Iterator<Item = T>, permits: &Receiver<()>, to: &SyncSender<(usize, T)>) {
    for (index, item) in items.enumerate() {
        if permits.recv().is_err() || to.send((index, item)).is_err() {
            break;
        }
    }
}

fn take<T>(queue: &Mutex<Receiver<T>>) -> Option<T> {
    queue.lock().ok()?.recv().ok()
}

fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Panic> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|cause| {
        let text =
            cause.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| cause.downcast_ref::<String>().cloned());
        Panic(text.unwrap_or_else(|| "unknown panic".to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        for threads in [1, 2, 8] {
            let flow = Flow::new(threads).expect("threads");
            let mut got = Vec::new();
            let done: Result<(), ()> = flow.stream(
                0..1000u64,
                |n| {
                    if n % 97 == 0 {
                        std::thread::sleep(std::time::Duration::from_micros(200));
                    }
                    n * n
                },
                |r| {
                    got.push(r.expect("no panic"));
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(got, (0..1000).map(|n| n * n).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn a_panic_is_one_items_error() {
        let flow = Flow::new(2).expect("threads");
        let got = flow.map(&[1, 2, 3], |&n| if n == 2 { panic!("two") } else { n });
        assert_eq!(got, [Ok(1), Err(Panic("two".to_owned())), Ok(3)]);
    }

    #[test]
    fn what_is_stopped_ends_soon() {
        let flow = Flow::new(2).expect("threads");
        let stopper = flow.stopper();
        let got = flow.map(&[1, 2, 3], |&n| n);
        assert!(!flow.is_stopped() && got.iter().all(Result::is_ok));
        stopper.store(true, Ordering::Relaxed);
        assert!(flow.is_stopped() && flow.map(&[1, 2, 3], |&n| n).iter().all(Result::is_err));
    }

    #[test]
    fn the_sink_ends_the_stream() {
        let flow = Flow::new(2).expect("threads");
        let mut seen = 0;
        let done = flow.stream(
            0..,
            |n: u64| n,
            |_| {
                seen += 1;
                if seen == 5 { Err("enough") } else { Ok(()) }
            },
        );
        assert_eq!((done, seen), (Err("enough"), 5));
    }
}
