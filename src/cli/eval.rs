//! `sejajar eval`: an alignment or pairs against gold.

use super::Failure;
use super::args::EvalArgs;
use super::io::text;
use crate::eval::{self, Scores};
use crate::read::pairs;

pub fn run(args: &EvalArgs) -> Result<u8, Failure> {
    if args.min_f1.is_some_and(|floor| !(0.0..=1.0).contains(&floor)) {
        return Err(Failure::usage("--min-f1 is no F1", "give a number from 0 to 1"));
    }
    let (predicted, gold) = (text(&args.predicted)?, text(&args.gold)?);
    let is_ladder = |text: &str| text.trim_start().starts_with('[');
    let scores = if is_ladder(&gold) || (gold.trim().is_empty() && is_ladder(&predicted)) {
        let read = |path: &str, text: &str| {
            eval::parse_ladder(text).map_err(|e| Failure::Format { path: path.to_owned(), what: e.to_string() })
        };
        let (predicted, gold) = (read(&args.predicted, &predicted)?, read(&args.gold, &gold)?);
        eval::ladders([(predicted.as_slice(), gold.as_slice())])
    } else {
        let read = |path: &str, text: &str| pairs::texts(path, text.to_owned()).map_err(Failure::Input);
        eval::pairs(&read(&args.predicted, &predicted)?, &read(&args.gold, &gold)?)
    };
    print!("{}", table(&scores));
    match args.min_f1 {
        Some(floor) if scores.strict.f1 < floor => {
            Err(Failure::Floor(format!("strict F1 {:.4} is below the floor {floor}", scores.strict.f1)))
        }
        _ => Ok(0),
    }
}

fn table(scores: &Scores) -> String {
    let row = |name: &str, strict: f64, lax: f64| format!("{name:<10} strict {strict:.4}  lax {lax:.4}\n");
    row("precision", scores.strict.precision, scores.lax.precision)
        + &row("recall", scores.strict.recall, scores.lax.recall)
        + &row("f1", scores.strict.f1, scores.lax.f1)
}
