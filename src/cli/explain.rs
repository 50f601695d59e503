//! `sejajar explain`: why a pair is there.

use super::args::ExplainArgs;
use super::io::text;
use super::{Common, Failure};
use crate::read::pairs;

pub fn run(_common: &Common, args: &ExplainArgs) -> Result<u8, Failure> {
    let rows = pairs::rows(&args.pairs, &text(&args.pairs)?)?;
    let Some(row) = rows.iter().find(|row| row.get("pair_id") == Some(&args.pair_id)) else {
        return Err(Failure::usage(
            format!("{}: no pair {}", args.pairs, args.pair_id),
            "pair identifiers stand in the column pair_id",
        ));
    };
    let cell = |name: &str| row.get(name).map_or("", String::as_str);
    for side in ["src", "trg"] {
        println!("{side}  {} bytes {}", cell(&format!("{side}_doc")), cell(&format!("{side}_span")));
        println!("     {}", cell(&format!("{side}_text")));
    }
    println!("score {}  bead {}  flags {}", cell("score"), cell("bead"), cell("flags"));
    Ok(0)
}
