//! What the benches of the whole binary share: made corpora, and a process measured.
#![allow(dead_code, reason = "each bench uses its part of it")]

#[path = "../generate/mod.rs"]
pub mod generate;

use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub struct Taken {
    /// Seconds of processor time, of all its threads.
    pub cpu: f64,
    /// Seconds from its start to its end.
    pub wall: f64,
    /// Most memory it held at a time, in megabytes of 1024².
    pub peak: f64,
}

/// Ticks of the processor times in /proc, of which Linux has 100 a second.
const TICKS: f64 = 100.0;

/// Processor time of the children that were waited for, in seconds (fields 16 and 17 of /proc/self/stat).
fn children() -> io::Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat.rsplit_once(')').map_or("", |s| s.1).split_whitespace().collect();
    let ticks = |i: usize| fields.get(i).and_then(|f| f.parse::<f64>().ok()).unwrap_or(f64::NAN);
    Ok((ticks(13) + ticks(14)) / TICKS)
}

/// Runs this crate's binary to its end, as [`of_process`] does.
///
/// # Errors
/// As [`of_process`].
pub fn measured(arguments: &[&str]) -> io::Result<Taken> {
    of_process(env!("CARGO_BIN_EXE_sejajar").into(), arguments)
}

/// Runs a program to its end; its outputs are thrown away. Peak memory is looked up every few milliseconds.
///
/// # Errors
/// Where the binary cannot be run, /proc cannot be read, or the exit code is none of 0, 3 and 4.
pub fn of_process(program: PathBuf, arguments: &[&str]) -> io::Result<Taken> {
    let before = children()?;
    let start = Instant::now();
    let mut child = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0f64;
    let code = loop {
        if let Ok(text) = fs::read_to_string(&status) {
            let line = text.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or_default();
            let kilobytes = line.split_whitespace().nth(1).and_then(|n| n.parse::<f64>().ok()).unwrap_or(0.0);
            peak = peak.max(kilobytes / 1024.0);
        }
        if let Some(done) = child.try_wait()? {
            break done.code();
        }
        std::thread::sleep(Duration::from_millis(3));
    };
    if !matches!(code, Some(0 | 3 | 4)) {
        return Err(io::Error::other(format!("{} {}: exit code {code:?}", program.display(), arguments.join(" "))));
    }
    Ok(Taken { cpu: children()? - before, wall: start.elapsed().as_secs_f64(), peak })
}

/// The slope of a curve between two of its points, on logarithmic scales: 1 is growth in step.
pub fn slope(less: (f64, f64), more: (f64, f64)) -> f64 {
    (more.1 / less.1).ln() / (more.0 / less.0).ln()
}
