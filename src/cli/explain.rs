//! `sejajar explain`: why a pair is there.

use super::args::ExplainArgs;
use super::io::text;
use super::{Common, Failure};
use crate::model::cell;
use crate::read::pairs;

pub fn run(_common: &Common, args: &ExplainArgs) -> Result<u8, Failure> {
    let reader = Box::new(std::io::Cursor::new(text(&args.pairs)?));
    let rows = pairs::open(&args.pairs, reader, None, &pairs::Columns::default())?.collect::<Result<Vec<_>, _>>()?;
    let Some(row) = rows.iter().find(|row| cell(row, "pair_id") == args.pair_id) else {
        return Err(Failure::usage(
            format!("{}: no pair {}", args.pairs, args.pair_id),
            "pair identifiers stand in the column pair_id",
        ));
    };
    let cell = |name: &str| cell(row, name);
    for side in ["src", "trg"] {
        println!("{side}  {} bytes {}", cell(&format!("{side}_doc")), cell(&format!("{side}_span")));
        println!("     {}", cell(&format!("{side}_text")));
    }
    println!("score {}  bead {}  flags {}", cell("score"), cell("bead"), cell("flags"));
    Ok(0)
}
