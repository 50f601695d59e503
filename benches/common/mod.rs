//! What the benches of the whole binary share: a corpus made of the lexicon's own examples, and a process measured.
#![allow(dead_code, reason = "each bench uses its part of it")]

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Whole numbers drawn one after the other, the same in every run.
pub struct Draw(u64);

impl Draw {
    /// A sequence of its own for each seed.
    pub fn new(seed: u64) -> Draw {
        let mut draw = Draw(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        draw.below(2);
        draw
    }

    /// A number below another, which is at least 1.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }
}

/// The examples of the lexicon's Malay rows: a phrase and what it means.
pub fn phrases() -> io::Result<Vec<(String, String)>> {
    let mut phrases = Vec::new();
    for name in ["words.tsv", "phrases.tsv", "names.tsv"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons/ms-id-en").join(name);
        for row in fs::read_to_string(path)?.lines() {
            let cells: Vec<&str> = row.split('\t').collect();
            let Some((own, english)) = cells.last().and_then(|example| example.split_once(" = ")) else { continue };
            if cells.first() != Some(&"-") {
                phrases.push((own.to_owned(), english.to_owned()));
            }
        }
    }
    Ok(phrases)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A text of `len` sentences in Malay and English; numbers and names among them as in news.
pub fn article(phrases: &[(String, String)], len: usize, draw: &mut Draw) -> Vec<(String, String)> {
    let sentence = |draw: &mut Draw| {
        let parts: Vec<&(String, String)> =
            (0..3 + draw.below(3)).map(|_| &phrases[draw.below(phrases.len())]).collect();
        let join = |parts: Vec<&str>, and: &str| {
            let (last, rest) = parts.split_last().map_or(("", &[][..]), |(last, rest)| (*last, rest));
            format!("{} {and} {last}", rest.join(", "))
        };
        let year = 1950 + draw.below(75);
        let count = 2 + draw.below(9_000);
        let src = join(parts.iter().map(|p| p.0.as_str()).collect(), "dan");
        let trg = join(parts.iter().map(|p| p.1.as_str()).collect(), "and");
        match draw.below(4) {
            0 => (format!("{} pada tahun {year}.", capital(&src)), format!("{} in {year}.", capital(&trg))),
            1 => (format!("Sebanyak {count} {src}."), format!("A total of {count} {trg}.")),
            _ => (capital(&src) + ".", capital(&trg) + "."),
        }
    };
    (0..len).map(|_| sentence(draw)).collect()
}

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

/// Runs the binary to its end; its outputs are thrown away. Peak memory is looked up every few milliseconds.
///
/// # Errors
/// Where the binary cannot be run, /proc cannot be read, or the exit code is none of 0, 3 and 4.
pub fn measured(arguments: &[&str]) -> io::Result<Taken> {
    let before = children()?;
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sejajar"))
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
        return Err(io::Error::other(format!("sejajar {}: exit code {code:?}", arguments.join(" "))));
    }
    Ok(Taken { cpu: children()? - before, wall: start.elapsed().as_secs_f64(), peak })
}

/// The slope of a curve between two of its points, on logarithmic scales: 1 is growth in step.
pub fn slope(less: (f64, f64), more: (f64, f64)) -> f64 {
    (more.1 / less.1).ln() / (more.0 / less.0).ln()
}
