//! An article that a page hands to its scripts as JSON and does not show as HTML.

use serde_json::Value;

use super::html_flow;
use super::html_json;
use super::html_tree::Tree;
use crate::lang::words;
use crate::model::{Block, BlockKind, Outline, Place, Span, Text};

/// Words of running text from which on a page shows its article itself.
const SHOWN: usize = 80;
/// Words from which on a block is running text.
const PROSE: usize = 12;
/// Least words of an article in JSON.
const LEAST: usize = 60;
/// Most values of one script that are looked at.
const MAX_VALUES: usize = 100_000;

/// Adds the article that only a page's scripts have, if the page shows next to nothing.
///
/// Its blocks lead back to the whole script, since JSON may write a character in many ways.
pub fn add(tree: &Tree<'_>, blocks: &mut Vec<Block>, outline: &mut Outline) {
    let lengths = blocks.iter().map(|block| words(block.text.as_str()).take(SHOWN).count());
    let shown = lengths.filter(|&n| n >= PROSE).scan(0, |sum, n| {
        *sum += n;
        Some(*sum)
    });
    if shown.into_iter().any(|sum| sum >= SHOWN) {
        return;
    }
    let Some((text, source)) = article(tree) else { return };
    let root = if outline.elements.is_empty() { outline.push(None, "html", false, std::iter::empty()) } else { 0 };
    let element = outline.push(Some(root), "article", false, ["articleBody"].into_iter());
    let place = Some(Place { element, ..Place::default() });
    blocks.extend(paragraphs(&text).into_iter().map(|(kind, paragraph)| {
        let mut text = Text::new();
        text.push_changed(&paragraph, source);
        Block { place, ..Block::new(kind, text) }
    }));
}

/// The longest text that is an article's: one that is named so before all others.
fn article(tree: &Tree<'_>) -> Option<(String, Span)> {
    let scripts = (0u32..).zip(&tree.nodes).filter(|(_, node)| node.tag.name == "script").map(|(number, _)| number);
    let found = scripts.filter_map(|script| {
        let kind = tree.attribute(script, "type")?.trim().to_ascii_lowercase();
        let value = (kind == "application/json" || kind == "application/ld+json")
            .then(|| html_json::parse(&tree.raw_text(script)))??;
        let (rank, text) = longest(&value)?;
        Some((rank, text, tree.raw_span(script)?))
    });
    found.max_by_key(|&(rank, ..)| rank).map(|(_, text, source)| (text, source))
}

/// The longest text of at least [`LEAST`] words, and how good a find it is.
fn longest(value: &Value) -> Option<((bool, usize), String)> {
    let mut best: Option<((bool, usize), &str)> = None;
    let mut stack = vec![(false, value)];
    for _ in 0..MAX_VALUES {
        let Some((named, value)) = stack.pop() else { break };
        match value {
            Value::String(text) => {
                let rank = (named, words(text).take(LEAST * 1000).count());
                let is_code = text.contains("function(") || text.contains("=>") || text.starts_with('{');
                if rank.1 >= LEAST && !is_code && best.is_none_or(|(most, _)| rank > most) {
                    best = Some((rank, text));
                }
            }
            Value::Array(items) => stack.extend(items.iter().rev().map(|item| (named, item))),
            Value::Object(object) => {
                stack.extend(object.iter().rev().map(|(key, value)| (key == "articleBody", value)));
            }
            _ => {}
        }
    }
    best.map(|(rank, text)| (rank, text.to_owned()))
}

fn paragraphs(text: &str) -> Vec<(BlockKind, String)> {
    if text.contains("</") || text.contains("<br") {
        let (blocks, _) = html_flow::blocks(&Tree::parse(text));
        return blocks.into_iter().map(|block| (block.kind, block.text.as_str().to_owned())).collect();
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| (BlockKind::Paragraph, line.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Pasar pagi itu ramai sekali. Para pedagang menjual sayur dan buah sejak subuh. ";

    fn read(page: &str) -> Vec<(BlockKind, String, Vec<Span>)> {
        let tree = Tree::parse(page);
        let (mut blocks, mut outline) = html_flow::blocks(&tree);
        add(&tree, &mut blocks, &mut outline);
        let spans = |b: &Block| b.text.spans(0..b.text.len()).0;
        blocks.iter().map(|b| (b.kind, b.text.as_str().to_owned(), spans(b))).collect()
    }

    #[test]
    fn an_article_that_only_a_script_has_is_read() {
        let body = format!("<h2>Ramai</h2><p>{}</p><p>{BODY}</p>", BODY.repeat(5));
        let json = serde_json::json!({"props": {"menu": ["a", "b"], "story": {"html": body}}});
        let page = format!("<div id=root>Loading</div><script id=x type='application/json'>{json}</script>");
        let found = read(&page);
        let kinds: Vec<BlockKind> = found.iter().map(|f| f.0).collect();
        assert_eq!(kinds[1..], [BlockKind::Heading, BlockKind::Paragraph, BlockKind::Paragraph]);
        assert!(page[found[2].2[0].start..found[2].2[0].end].contains("Pasar pagi"));
    }

    #[test]
    fn what_is_named_the_body_goes_before_what_is_longer() {
        let json = serde_json::json!({"@type": "NewsArticle", "about": "Hal lain. ".repeat(90),
            "articleBody": format!("{}\n{}", BODY.repeat(5), BODY.repeat(2))});
        let page = format!("<p>Muat</p><script type='application/ld+json'>{json}</script>");
        assert_eq!(read(&page).len(), 3);
        assert!(read(&page)[1].1.starts_with("Pasar pagi"));
    }

    #[test]
    fn a_page_that_shows_its_article_is_left_alone() {
        let json = serde_json::json!({"articleBody": BODY.repeat(9)});
        let page = format!("<p>{}</p><script type='application/ld+json'>{json}</script>", BODY.repeat(9));
        assert_eq!(read(&page).len(), 1);
        let short = "<p>Muat</p><script type='application/json'>{\"a\": \"Hanya beberapa kata.\"}</script>";
        assert_eq!(read(short).len(), 1);
    }
}
