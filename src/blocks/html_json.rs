//! What a page tells machines in JSON: the linked data of schema.org.

use serde_json::Value;

use super::html_tree::Tree;

/// What linked data says of the page's article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkedData {
    /// `headline`.
    pub headline: Option<String>,
    /// Names of `author`.
    pub author: Option<String>,
    /// `datePublished`.
    pub date: Option<String>,
    /// Name of `publisher`.
    pub publisher: Option<String>,
    /// `inLanguage`.
    pub lang: Option<String>,
}

/// Most objects of one page that are looked at.
const MAX_OBJECTS: usize = 10_000;

/// Reads all linked data of a page; of several articles, the first one that has a value gives it.
pub fn linked_data(tree: &Tree<'_>) -> LinkedData {
    let mut found = LinkedData::default();
    for (number, node) in tree.nodes.iter().enumerate().filter(|(_, n)| n.tag.name == "script") {
        let number = number as u32;
        let is_linked =
            tree.attribute(number, "type").is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"));
        if is_linked
            && !node.hidden
            && let Some(value) = parse(&tree.raw_text(number))
        {
            collect(&value, &mut found);
        }
    }
    found
}

/// Reads JSON as pages write it: wrapped in comments or CDATA, with raw line breaks inside strings.
pub(super) fn parse(text: &str) -> Option<Value> {
    let bare = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare =
        bare.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        let flat: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&flat).ok()
    })
}

fn collect(value: &Value, found: &mut LinkedData) {
    let mut stack = vec![value];
    let mut seen = 0;
    while let Some(value) = stack.pop() {
        seen += 1;
        if seen > MAX_OBJECTS {
            return;
        }
        match value {
            Value::Array(items) => stack.extend(items.iter().rev()),
            Value::Object(object) => {
                if is_article(object.get("@type")) {
                    article(object, found);
                }
                stack.extend(object.get("@graph"));
                stack.extend(object.get("mainEntity"));
            }
            _ => {}
        }
    }
}

fn is_article(kind: Option<&Value>) -> bool {
    let named = |v: &Value| {
        v.as_str().is_some_and(|s| {
            ["Article", "Posting", "Report", "Review", "Recipe", "WebPage"].iter().any(|k| s.ends_with(k))
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn article(object: &serde_json::Map<String, Value>, found: &mut LinkedData) {
    let text =
        |key: &str| object.get(key).and_then(Value::as_str).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned);
    let name = |key: &str| object.get(key).and_then(names);
    let fill = |slot: &mut Option<String>, value: Option<String>| {
        if slot.is_none() {
            *slot = value;
        }
    };
    fill(&mut found.headline, text("headline"));
    fill(&mut found.author, name("author"));
    fill(&mut found.date, text("datePublished"));
    fill(&mut found.publisher, name("publisher"));
    fill(&mut found.lang, text("inLanguage"));
}

/// The name of a person or organization, or the names of several.
fn names(value: &Value) -> Option<String> {
    let one = |v: &Value| {
        let name = v.as_str().or_else(|| v.get("name").and_then(Value::as_str))?;
        let name = name.trim();
        (!name.is_empty() && !name.starts_with("http")).then(|| name.to_owned())
    };
    let all: Vec<String> = match value {
        Value::Array(items) => items.iter().take(20).filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    };
    (!all.is_empty()).then(|| all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> LinkedData {
        linked_data(&Tree::parse(html))
    }

    #[test]
    fn articles_are_found_in_graphs_and_lists() {
        let page = r#"<script type="application/ld+json">{"@graph":[{"@type":"Organization","name":"X"},
            {"@type":["NewsArticle"],"headline":"Pasar","author":[{"name":"Ani"},{"name":"Budi"}],
            "datePublished":"2020-01-02","publisher":{"name":"Harian"}}]}</script>"#;
        let found = read(page);
        assert_eq!(found.headline.as_deref(), Some("Pasar"));
        assert_eq!(found.author.as_deref(), Some("Ani, Budi"));
        assert_eq!(found.publisher.as_deref(), Some("Harian"));
    }

    #[test]
    fn raw_line_breaks_and_broken_json_are_survived() {
        let page = "<script type='application/ld+json'>{\"@type\":\"Article\",\"headline\":\"satu\ndua\"}</script>\
            <script type='application/ld+json'>{\"@type\": </script>";
        assert_eq!(read(page).headline.as_deref(), Some("satu dua"));
    }

    #[test]
    fn depth_is_no_danger() {
        let page = format!("<script type='application/ld+json'>{}</script>", "[".repeat(200_000));
        assert_eq!(read(&page), LinkedData::default());
    }
}
