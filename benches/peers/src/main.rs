//! `peers TOOL PAGE…`: runs one extractor over pages, or over those of folders, and writes `{"path","text"}` a line.
//!
//! `html5ever` parses into its reference DOM and does nothing else: the floor that the others are measured against.

use std::io::{Read, Write};

use html5ever::tendril::TendrilSink;

fn main() {
    let mut args = std::env::args().skip(1);
    let tool = args.next().unwrap_or_default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in args.flat_map(pages) {
        let Ok(html) = read(&path) else {
            eprintln!("{path}: cannot be read");
            continue;
        };
        let text = match tool.as_str() {
            "html5ever" => {
                let dom =
                    html5ever::parse_document(markup5ever_rcdom::RcDom::default(), html5ever::ParseOpts::default());
                let dom = dom.one(html.as_str());
                std::hint::black_box(&dom);
                String::new()
            }
            "dom_smoothie" => dom_smoothie::Readability::new(html.as_str(), None, None)
                .and_then(|mut reader| reader.parse())
                .map(|article| article.text_content.to_string())
                .unwrap_or_default(),
            "trafilatura" => trafilatura::extract(&html, &trafilatura::Options::default())
                .map(|result| result.content_text)
                .unwrap_or_default(),
            _ => {
                eprintln!("peers html5ever|dom_smoothie|trafilatura PAGE…");
                std::process::exit(2);
            }
        };
        let _ = writeln!(out, "{}", serde_json::json!({"path": path, "text": text}));
    }
}

/// The files of a folder, sorted; a file alone is itself.
fn pages(path: String) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(&path) else { return vec![path] };
    let mut files: Vec<String> = entries.flatten().map(|entry| entry.path().display().to_string()).collect();
    files.sort();
    files
}

fn read(path: &str) -> std::io::Result<String> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path)?;
    if path.ends_with(".gz") {
        flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes)?;
    } else {
        { file }.read_to_end(&mut bytes)?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
