//! The whole binary on made sites: `cargo bench --bench run`.
//!
//! Prints a table: processor time, throughput and peak memory of `run` for growing corpora of small pages and for one
//! of pages of 150 kB with a real page's share of markup; the share of the stages; one thread against two; and the
//! time that html5ever with its reference DOM takes to read and parse the same pages, which is built from
//! benches/peers. `cargo bench --bench run -- 200 1000` takes other numbers of small pages.

mod common;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::generate::{Plan, corpus};
use common::{measured, of_process, slope};

/// How many pages are large, and how large they are, in kilobytes.
const LARGE: (usize, usize) = (300, 150);

/// Builds the program that parses alone; none where that cannot be done, as without its dependencies.
fn floor() -> Option<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/Cargo.toml");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--release", "--bin", "peers", "--message-format=json", "--manifest-path"])
        .arg(manifest)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let messages = String::from_utf8(built.stdout).ok()?;
    messages.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    })
}

fn main() -> io::Result<()> {
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![200, 1_000, 4_000] } else { asked };
    let langs = ["-s", "ms", "-t", "en", "-q"];
    let floor = floor();
    if floor.is_none() {
        println!("benches/peers cannot be built here: the last two columns stay empty\n");
    }
    println!(
        "| pages | MB | CPU s | MB a CPU s | pages a CPU s | peak MB | clean | pair | align and write | 1 thread / 2 | html5ever, CPU s | run / html5ever |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let mut points = Vec::new();
    let small = sizes.iter().map(|&pages| Plan { pages, seed: 1, kilobytes: 0 });
    let plans = small.chain([Plan { pages: LARGE.0, seed: 1, kilobytes: LARGE.1 }]);
    for plan in plans {
        let folder = tempfile::tempdir()?;
        let megabytes = corpus(folder.path(), &plan, |_, _| {})? as f64 / 1e6;
        let path = folder.path().display().to_string();
        let of = |command: &str, threads: &str| {
            let mut arguments = vec![command, path.as_str(), "-j", threads];
            arguments.extend(if command == "clean" { &langs[4..] } else { &langs[..] });
            measured(&arguments)
        };
        let (clean, pair) = (of("clean", "1")?.cpu, of("pair", "1")?.cpu);
        let (one, two) = (of("run", "1")?, of("run", "2")?);
        let parse = floor.clone().map(|program| of_process(program, &["html5ever", &path])).transpose()?;
        let share = |seconds: f64| format!("{:.0} %", 100.0 * seconds.max(0.0) / one.cpu);
        let beside = |value: fn(f64, f64) -> f64| {
            parse.map_or(String::new(), |parse| format!("{:.2}", value(one.cpu, parse.cpu)))
        };
        println!(
            "| {} | {megabytes:.1} | {:.2} | {:.2} | {:.0} | {:.0} | {} | {} | {} | {:.2} | {} | {} |",
            plan.pages,
            one.cpu,
            megabytes / one.cpu,
            plan.pages as f64 / one.cpu,
            one.peak,
            share(clean),
            share(pair - clean),
            share(one.cpu - pair),
            one.wall / two.wall,
            beside(|_, parse| parse),
            beside(|run, parse| run / parse),
        );
        if plan.kilobytes == 0 {
            points.push((plan.pages as f64, one.cpu));
        }
    }
    if let [less, .., more] = points[..] {
        println!("\nslope of CPU time from {} to {} small pages: {:.2}", less.0, more.0, slope(less, more));
    }
    Ok(())
}
