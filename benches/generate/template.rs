//! What sites put around their stories: three templates a site, as content management systems make them.

use std::fmt::Write as _;

use super::story::{Draw, Story};

/// One page.
pub struct Page {
    pub lang: &'static str,
    pub site: usize,
    pub template: usize,
    pub number: usize,
    pub url: String,
    /// Address of the page in the other language, where the page tells it.
    pub other: Option<String>,
    pub kilobytes: usize,
}

const MENU: [(&str, &str); 6] = [
    ("Utama", "Home"),
    ("Berita", "News"),
    ("Sukan", "Sport"),
    ("Niaga", "Business"),
    ("Hiburan", "Entertainment"),
    ("Hubungi kami", "Contact us"),
];

fn word(lang: &str, pair: (&'static str, &'static str)) -> &'static str {
    if lang == "ms" { pair.0 } else { pair.1 }
}

/// A story in the given languages, one below the other, as a page.
pub fn render(page: &Page, story: &Story, langs: &[&str], draw: &mut Draw) -> String {
    let title = story.title.side(page.lang).join(" ");
    let mut body = String::new();
    for lang in langs {
        let heading = story.title.side(lang).join(" ");
        let level = if *lang == page.lang { 1 } else { 2 };
        let _ = writeln!(body, "<h{level} class=\"tajuk-{}\">{heading}</h{level}>", page.template);
        if page.template == 1 && *lang == page.lang {
            let _ = writeln!(
                body,
                "<div class=\"byline\"><span>{}</span></div>",
                word(lang, ("Oleh Wartawan", "By Our Reporter"))
            );
        }
        for beads in &story.paragraphs {
            let sentences: Vec<&str> = beads.iter().flat_map(|b| b.side(lang)).map(String::as_str).collect();
            if !sentences.is_empty() {
                let text = sentences.join(" ");
                let _ = match page.template {
                    2 => writeln!(body, "<div class=\"para\"><p>{text}</p></div>"),
                    _ => writeln!(body, "<p>{text}</p>"),
                };
            }
        }
    }
    around(page, &title, &article(page, &body), draw)
}

/// A page of links alone, as sites have them for their sections.
pub fn list(page: &Page, phrases: &[(String, String)], draw: &mut Draw) -> String {
    let mut body = String::from("<ul class=\"listing\">\n");
    for n in 0..20 {
        let (src, trg) = &phrases[draw.below(phrases.len())];
        let _ = writeln!(
            body,
            "<li><a href=\"/{}/senarai-{n}\">{}</a></li>",
            page.lang,
            if page.lang == "ms" { src } else { trg }
        );
    }
    body.push_str("</ul>");
    around(page, word(page.lang, MENU[1]), &body, draw)
}

fn article(page: &Page, body: &str) -> String {
    let share = word(page.lang, ("Kongsi", "Share"));
    match page.template {
        0 => format!("<main><article class=\"post-{}\">\n{body}</article></main>", page.site),
        1 => format!(
            "<div id=\"content\"><div class=\"entry-content\">\n{body}</div><div class=\"share-buttons\"><a href=\"#\">{share}</a></div></div>"
        ),
        _ => format!("<div class=\"wrap\"><section class=\"story-body\">\n{body}</section></div>"),
    }
}

fn around(page: &Page, title: &str, content: &str, draw: &mut Draw) -> String {
    let (lang, site, url) = (page.lang, page.site, &page.url);
    let menu: String = MENU
        .iter()
        .map(|&item| {
            let name = word(lang, item);
            format!(
                "<li class=\"menu-item\"><a href=\"/{lang}/{}\">{name}</a></li>\n",
                item.1.to_lowercase().replace(' ', "-")
            )
        })
        .collect();
    let other = page.other.as_ref().map_or(String::new(), |address| {
        let other = if lang == "ms" { "en" } else { "ms" };
        format!("<link rel=\"alternate\" hreflang=\"{other}\" href=\"{address}\">\n")
    });
    let related: String =
        (0..6).map(|n| format!("<li><a href=\"/{lang}/lain-{n}\">{} {n}</a></li>\n", word(lang, MENU[n]))).collect();
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>{title} - Laman {site}</title>\n\
         <link rel=\"canonical\" href=\"{url}\">\n{other}"
    );
    let tail = format!(
        "<aside class=\"related\"><h3>{}</h3><ul>\n{related}</ul></aside>\n<footer><p>© 2021 Laman {site}. {}</p></footer>",
        word(lang, ("Baca juga", "Read also")),
        word(lang, ("Hak cipta terpelihara.", "All rights reserved."))
    );
    let middle = format!(
        "</head>\n<body class=\"t{}\"><header><nav><ul>\n{menu}</ul></nav></header>\n{content}\n",
        page.template
    );
    let bulk = (page.kilobytes << 10).saturating_sub(html.len() + middle.len() + tail.len());
    // Of real news pages, about a half is scripts and styles, and most of the rest is markup without text.
    html.push_str(&scripts(bulk / 2, page.number, draw));
    html.push_str(&middle);
    html.push_str(&markup(bulk - bulk / 2, lang, draw));
    html.push_str(&tail);
    html.push_str("</body></html>\n");
    html
}

fn scripts(bytes: usize, number: usize, draw: &mut Draw) -> String {
    let mut out = format!(
        "<style>.menu-item {{ display: inline; margin: 0 4px }} .page {{ max-width: 70em }}</style>\n<script>window.page = {{\"id\": {number}}};</script>\n"
    );
    while out.len() < bytes {
        out.push_str("<script>window.dataLayer = window.dataLayer || []; window.dataLayer.push({");
        for n in 0..40 {
            let _ = write!(
                out,
                "\"k{n}\": [{}, \"v{}\", {{\"a\": null, \"b\": \"<div>\\u003c/div>\"}}], ",
                draw.below(9_999),
                draw.below(99)
            );
        }
        out.push_str("});</script>\n<style>");
        for _ in 0..20 {
            let _ = write!(
                out,
                ".c{} > .d{} {{ margin: {}px auto; color: #{:03x} }} ",
                draw.below(999),
                draw.below(99),
                draw.below(40),
                draw.below(4096)
            );
        }
        out.push_str("</style>\n");
    }
    out
}

fn markup(bytes: usize, lang: &str, draw: &mut Draw) -> String {
    let mut out = String::new();
    while out.len() < bytes {
        let n = draw.below(10_000);
        let _ = writeln!(
            out,
            "<div class=\"widget widget-{n} col-md-{}\" data-id=\"{n}\" data-track='{{\"pos\":{n},\"slot\":\"side\"}}'>\
             <a class=\"thumb\" href=\"/{lang}/galeri/{n}?ref=side&amp;pos={n}\"><picture><source srcset=\"/img/{n}-400.webp 400w, /img/{n}-800.webp 800w\" type=\"image/webp\">\
             <img src=\"/img/{n}.jpg\" alt=\"\" width=\"400\" height=\"225\" loading=\"lazy\"></picture></a>\
             <svg class=\"icon\" viewBox=\"0 0 24 24\"><path d=\"M12 {n}l5 5-5 5z\" fill=\"none\"/></svg>\
             <span class=\"meta\"><time datetime=\"2021-01-02\"></time></span></div>",
            1 + n % 12
        );
    }
    if out.is_empty() { out } else { format!("<div class=\"sidebar\" role=\"complementary\">\n{out}</div>\n") }
}
