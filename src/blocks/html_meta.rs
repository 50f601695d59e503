//! What a page says of itself: meta tags, Open Graph, linked data, and its own headings.

use super::html_json::LinkedData;
use super::html_tree::{Node, Tree};
use crate::lang::{Lang, key};
use crate::model::{Alternate, Block, BlockKind, Meta, Outline};

/// Marks between the parts of a page's title.
const DIVIDERS: [&str; 10] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / "];

/// Names of meta tags that hold the date of publication, the surest first.
const DATES: [&str; 12] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
    "article.published",
];

/// Collects the metadata of a page; what the container of the page said comes first.
pub fn meta(tree: &Tree<'_>, blocks: &[Block], outline: &Outline, linked: &LinkedData, given: &Meta) -> Meta {
    let tags = Tags::read(tree);
    let or = |given: &Option<String>, found: Option<String>| given.clone().or(found).filter(|s| !s.trim().is_empty());
    let site = or(&given.site, tags.first(&["og:site_name", "application-name"]).or_else(|| linked.publisher.clone()));
    let lang =
        [tags.html_lang.clone(), tags.first(&["og:locale", "content-language", "dc.language"]), linked.lang.clone()];
    let date = DATES.iter().find_map(|name| tags.first(&[name])).filter(|d| is_date(d));
    let title = title(&tags, blocks, linked, site.as_deref());
    Meta {
        url: or(&given.url, tags.canonical.clone().or_else(|| tags.first(&["og:url"]))),
        title: or(&given.title, title),
        author: or(&given.author, linked.author.clone().or_else(|| author(&tags, blocks, outline))),
        date: or(&given.date, linked.date.clone().filter(|d| is_date(d)).or(date).or(tags.time)),
        site,
        lang: given.lang.or_else(|| lang.iter().flatten().find_map(|l| Lang::parse(l).ok())),
        alternates: if given.alternates.is_empty() { tags.alternates } else { given.alternates.clone() },
        dateline: given.dateline.clone(),
    }
}

#[derive(Default)]
struct Tags {
    /// Names in lower case with their values, in the page's order.
    metas: Vec<(String, String)>,
    title: Option<String>,
    html_lang: Option<String>,
    canonical: Option<String>,
    alternates: Vec<Alternate>,
    time: Option<String>,
}

impl Tags {
    fn read(tree: &Tree<'_>) -> Tags {
        let mut tags = Tags::default();
        for (number, node) in tree.nodes.iter().enumerate() {
            tags.element(tree, number as u32, node);
        }
        tags
    }

    fn element(&mut self, tree: &Tree<'_>, number: u32, node: &Node) {
        let get = |name: &str| tree.attribute(number, name).map(str::trim).filter(|s| !s.is_empty());
        match node.tag.name {
            "html" => self.html_lang = get("lang").map(str::to_owned),
            "meta" => {
                let name = get("property").or_else(|| get("name")).or_else(|| get("itemprop"));
                if let (Some(name), Some(content)) = (name, get("content")) {
                    self.metas.push((name.to_ascii_lowercase(), content.to_owned()));
                }
            }
            "title" if self.title.is_none() => {
                let text = tree.raw_text(number).split_whitespace().collect::<Vec<_>>().join(" ");
                self.title = Some(text).filter(|t| !t.is_empty());
            }
            "link" => {
                let Some(href) = get("href") else { return };
                let rel = get("rel").unwrap_or_default().to_ascii_lowercase();
                let absolute = href.starts_with("http://") || href.starts_with("https://");
                if rel == "canonical" && self.canonical.is_none() && absolute {
                    self.canonical = Some(href.to_owned());
                }
                if rel == "alternate"
                    && let Some(lang) = get("hreflang").filter(|l| !l.eq_ignore_ascii_case("x-default"))
                    && let Ok(lang) = Lang::parse(lang)
                {
                    self.alternates.push(Alternate { lang, url: href.to_owned() });
                }
            }
            "time" if self.time.is_none() => {
                self.time = get("datetime").filter(|d| is_date(d)).map(str::to_owned);
            }
            _ => {}
        }
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, _)| n == name)).map(|(_, value)| value.clone())
    }
}

/// Whether a text begins with a date of ISO 8601.
fn is_date(text: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| text.get(range).is_some_and(|s| s.bytes().all(|b| b.is_ascii_digit()));
    digits(0..4) && text.get(4..5) == Some("-") && digits(5..7) && text.get(7..8) == Some("-") && digits(8..10)
}

/// The title as its heading on the page has it, or else as the head has it, without the site's name.
fn title(tags: &Tags, blocks: &[Block], linked: &LinkedData, site: Option<&str>) -> Option<String> {
    let told: Vec<String> = [linked.headline.clone(), tags.first(&["og:title", "twitter:title"]), tags.title.clone()]
        .into_iter()
        .flatten()
        .collect();
    let keys: Vec<String> = told.iter().map(|t| key(t)).filter(|k| !k.is_empty()).collect();
    let headings = || blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| b.text.as_str());
    // The head's titles are the heading, the heading with a site's name, or a shortened form of it.
    let exact = headings().find(|h| keys.contains(&key(h)));
    let within = || {
        headings().find(|h| {
            let own = key(h);
            own.chars().count() >= 12
                && keys.iter().any(|k| k.starts_with(&own) || (k.len() >= 24 && own.starts_with(k.as_str())))
        })
    };
    if let Some(heading) = exact.or_else(within) {
        return Some(heading.to_owned());
    }
    told.into_iter().map(|t| without_site(&t, site)).find(|t| !t.is_empty())
}

/// A title without the name of the site before or behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(key).filter(|k| !k.is_empty());
    let last = DIVIDERS.iter().filter_map(|d| title.rfind(d).map(|at| (at, at + d.len()))).max();
    if let Some((at, behind)) = last {
        let (head, tail) = (&title[..at], &title[behind..]);
        let is_site = |part: &str| site.as_ref().is_some_and(|s| key(part) == *s);
        if is_site(tail) || (site.is_none() && tail.split(' ').count() <= 4 && head.split(' ').count() > 4) {
            return head.trim().to_owned();
        }
    }
    let first = DIVIDERS.iter().filter_map(|d| title.find(d).map(|at| (at, at + d.len()))).min();
    if let Some((at, behind)) = first
        && site.as_ref().is_some_and(|s| key(&title[..at]) == *s)
    {
        return title[behind..].trim().to_owned();
    }
    title.trim().to_owned()
}

fn author(tags: &Tags, blocks: &[Block], outline: &Outline) -> Option<String> {
    let plain = |name: &String| !name.starts_with("http") && name.chars().count() <= 100;
    tags.first(&["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"])
        .filter(plain)
        .or_else(|| {
            let named = |block: &&Block| {
                block.place.is_some_and(|p| outline.names(p.element).split(' ').any(|n| n == "author"))
                    && (1..=8).contains(&block.text.as_str().split(' ').count())
            };
            blocks.iter().find(named).map(|b| b.text.as_str().to_owned())
        })
}

#[cfg(test)]
#[path = "html_meta_tests.rs"]
mod tests;
