//! The whole binary on bilingual sites made of the lexicon's own examples: `cargo bench --bench run`.
//!
//! Prints a table: processor time, throughput and peak memory of `run` for growing sites, the share of the stages, and
//! one thread against two in the same run. `cargo bench --bench run -- 200 1000` takes other numbers of pages.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use common::{Draw, article, measured, phrases, slope};

/// Pages of one site.
const SITE: usize = 20;

/// What stands on every page around its article.
fn frame(site: usize, lang: &str, title: &str, url: &str, other: &str, body: &str) -> String {
    let (other_lang, menu) = if lang == "ms" {
        ("en", ["Utama", "Berita", "Sukan", "Niaga", "Hubungi kami"])
    } else {
        ("ms", ["Home", "News", "Sport", "Business", "Contact us"])
    };
    let items: String =
        menu.iter().map(|m| format!("<li class=\"menu-item\"><a href=\"/{lang}/{m}\">{m}</a></li>\n")).collect();
    let related: String =
        (0..6).map(|n| format!("<li><a href=\"/{lang}/lain-{n}\">{} {n} {title}</a></li>\n", menu[n % 5])).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} - Laman {site}</title>\n\
         <link rel=\"canonical\" href=\"{url}\">\n<link rel=\"alternate\" hreflang=\"{other_lang}\" href=\"{other}\">\n\
         <style>.menu-item {{ display: inline; margin: 0 4px }} .page {{ max-width: 70em }}</style>\n\
         <script>window.site = {{\"id\": {site}, \"sections\": [1, 2, 3, 4, 5], \"ads\": false}};</script></head>\n\
         <body><header><nav><ul>\n{items}</ul></nav></header>\n<main class=\"page\"><article>\n<h1>{title}</h1>\n{body}\
         </article>\n<aside class=\"related\"><ul>\n{related}</ul></aside></main>\n\
         <footer><p>© 2021 Laman {site}</p></footer></body></html>\n"
    )
}

fn paragraphs(sentences: &[&str], draw: &mut Draw) -> String {
    let mut body = String::new();
    let mut rest = sentences;
    while !rest.is_empty() {
        let (these, behind) = rest.split_at((1 + draw.below(3)).min(rest.len()));
        let _ = writeln!(body, "<p>{}</p>", these.join(" "));
        rest = behind;
    }
    body
}

/// Writes `pages` pages: of each ten, four and a pair of languages, one in both languages, one without a partner.
fn sites(folder: &Path, pages: usize) -> io::Result<f64> {
    let phrases = phrases()?;
    let mut bytes = 0;
    let mut page = 0;
    while page < pages {
        let draw = &mut Draw::new(page as u64);
        let len = 10 + draw.below(30);
        let text = article(&phrases, len, draw);
        let src: Vec<&str> = text.iter().map(|t| t.0.as_str()).collect();
        let trg: Vec<&str> = text.iter().map(|t| t.1.as_str()).collect();
        let site = page / SITE;
        let url = |lang: &str, n: usize| format!("https://laman{site}.example/{lang}/{n}");
        let title = |side: &[&str]| side[0].split(',').next().unwrap_or_default().to_owned();
        let mut write = |n: usize, lang: &str, title: &str, body: &str| {
            let other = url(if lang == "ms" { "en" } else { "ms" }, page);
            let text = frame(site, lang, title, &url(lang, page), &other, body);
            bytes += text.len();
            fs::write(folder.join(format!("{n:05}_{lang}.html")), text)
        };
        match page % 10 {
            8 => write(page, "ms", &title(&src), &(paragraphs(&src, draw) + &paragraphs(&trg, draw)))?,
            9 => write(page, "en", &title(&trg), &paragraphs(&trg, draw))?,
            _ => {
                write(page, "ms", &title(&src), &paragraphs(&src, draw))?;
                write(page + 1, "en", &title(&trg), &paragraphs(&trg, draw))?;
                page += 1;
            }
        }
        page += 1;
    }
    Ok(bytes as f64 / 1e6)
}

fn main() -> io::Result<()> {
    let asked: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![200, 1_000, 4_000] } else { asked };
    let langs = ["-s", "ms", "-t", "en", "-q"];
    println!(
        "| pages | MB | CPU s | MB a CPU s | pages a CPU s | peak MB | clean | pair | align and write | 1 thread / 2 |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let mut points = Vec::new();
    for &pages in &sizes {
        let folder = tempfile::tempdir()?;
        let megabytes = sites(folder.path(), pages)?;
        let path = folder.path().display().to_string();
        let of = |command: &str, threads: &str| {
            let mut arguments = vec![command, path.as_str(), "-j", threads];
            arguments.extend(if command == "clean" { &langs[4..] } else { &langs[..] });
            measured(&arguments)
        };
        let (clean, pair) = (of("clean", "1")?.cpu, of("pair", "1")?.cpu);
        let (one, two) = (of("run", "1")?, of("run", "2")?);
        let share = |seconds: f64| format!("{:.0} %", 100.0 * seconds.max(0.0) / one.cpu);
        println!(
            "| {pages} | {megabytes:.1} | {:.2} | {:.2} | {:.0} | {:.0} | {} | {} | {} | {:.2} |",
            one.cpu,
            megabytes / one.cpu,
            pages as f64 / one.cpu,
            one.peak,
            share(clean),
            share(pair - clean),
            share(one.cpu - pair),
            one.wall / two.wall,
        );
        points.push((pages as f64, one.cpu));
    }
    if let [less, .., more] = points[..] {
        println!("\nslope of CPU time from {} to {} pages: {:.2}", less.0, more.0, slope(less, more));
    }
    Ok(())
}
