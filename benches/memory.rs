//! How much memory `run` holds at a time as the corpus grows: `cargo bench --bench memory`.
//!
//! Prints a table of runs over the same kind of sites in sizes of 1, 10 and 100: MB of HTML, processor time, and peak
//! memory of a run into a file and of one into a folder. `cargo bench --bench memory -- 20 200` takes other sizes, in
//! megabytes.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use common::{Draw, article, measured, phrases};

/// Pages of one site.
const SITE: usize = 100;

/// Pages of one folder.
const FOLDER: usize = 1_000;

/// Elements around an article, so that a page has a real one's share of markup.
const AROUND: usize = 700;

/// One page of about 150 KB.
fn page(site: usize, lang: &str, number: usize, other: &str, body: &str, draw: &mut Draw) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{number} - Laman {site}</title>\n\
         <link rel=\"canonical\" href=\"https://laman{site}.example/{lang}/{number}\">\n\
         <link rel=\"alternate\" hreflang=\"{other}\" href=\"https://laman{site}.example/{other}/{number}\">\n</head>\n\
         <body><header><nav class=\"menu-main menu-wide\"><ul>\n"
    );
    let filler = |page: &mut String, count: usize, draw: &mut Draw| {
        for n in 0..count {
            let _ = writeln!(
                page,
                "<li class=\"menu-item menu-item-{n} type-{}\" id=\"item-{site}-{n}\"><a class=\"link link-inner\" \
                 data-track=\"nav:{n}:{}\" href=\"/{lang}/bahagian/{n}\"><span class=\"icon\"></span>{} {n}</a></li>",
                n % 7,
                draw.below(1_000_000),
                ["Utama", "Sukan", "Niaga", "Hiburan", "Dunia"][n % 5],
            );
        }
    };
    filler(&mut page, AROUND / 2, draw);
    let _ = write!(
        page,
        "</ul></nav></header>\n<main><article class=\"story\"><h1>{number}</h1>\n{body}</article></main>\n<footer><ul>"
    );
    filler(&mut page, AROUND / 2, draw);
    page.push_str("</ul></footer></body></html>\n");
    page
}

/// Writes sites of so many megabytes, half of the pages in each language; gives how many pages there are.
fn sites(folder: &Path, megabytes: usize, phrases: &[(String, String)]) -> io::Result<(usize, f64)> {
    let (mut bytes, mut number) = (0, 0);
    while bytes < megabytes * 1_000_000 {
        let draw = &mut Draw::new(number as u64);
        let len = 10 + draw.below(30);
        let text = article(phrases, len, draw);
        let into = folder.join(format!("{:04}", number / FOLDER));
        fs::create_dir_all(&into)?;
        for (side, (lang, other)) in [("ms", "en"), ("en", "ms")].into_iter().enumerate() {
            let body: String =
                text.iter().map(|pair| format!("<p>{}</p>\n", if side == 0 { &pair.0 } else { &pair.1 })).collect();
            let html = page(number / SITE, lang, number, other, &body, draw);
            bytes += html.len();
            fs::write(into.join(format!("{number:06}_{lang}.html")), html)?;
        }
        number += 1;
    }
    Ok((2 * number, bytes as f64 / 1e6))
}

fn main() -> io::Result<()> {
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![20, 200, 2_000] } else { asked };
    let phrases = phrases()?;
    println!("| pages | MB of HTML | CPU s | peak MB, into a file | CPU s | peak MB, into a folder |");
    println!("|--:|--:|--:|--:|--:|--:|");
    for &megabytes in &sizes {
        let folder = tempfile::tempdir()?;
        let pages = folder.path().join("pages");
        fs::create_dir(&pages)?;
        let (count, megabytes) = sites(&pages, megabytes, &phrases)?;
        let into = |name: &str| {
            let output = folder.path().join(name).display().to_string();
            measured(&["run", &pages.display().to_string(), "-s", "ms", "-t", "en", "-q", "-o", &output])
        };
        let (file, out) = (into("pairs.csv")?, into("out/")?);
        println!(
            "| {count} | {megabytes:.0} | {:.1} | {:.0} | {:.1} | {:.0} |",
            file.cpu, file.peak, out.cpu, out.peak
        );
    }
    Ok(())
}
