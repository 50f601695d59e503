//! Broken markup, and pages written to break the parser.

use proptest::prelude::*;

use super::super::html_flow;
use super::*;
use crate::model::BlockKind;

fn blocks(html: &str) -> Vec<(BlockKind, String)> {
    html_flow::blocks(&Tree::parse(html)).0.iter().map(|b| (b.kind, b.text.as_str().to_owned())).collect()
}

fn texts(html: &str) -> Vec<String> {
    blocks(html).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn missing_end_tags_are_implied() {
    assert_eq!(texts("<p>Satu<p>Dua<ul><li>Tiga<li>Empat</ul>Lima"), ["Satu", "Dua", "Tiga", "Empat", "Lima"]);
    assert_eq!(texts("<table><tr><td>a<td>b<tr><td>c</table>d"), ["a", "b", "c", "d"]);
    assert_eq!(texts("<dl><dt>a<dd>b<dt>c</dl>"), ["a", "b", "c"]);
    assert_eq!(texts("<h2>Satu<h3>Dua</h3>Tiga"), ["Satu", "Dua", "Tiga"]);
}

#[test]
fn misnested_tags_lose_no_text() {
    assert_eq!(texts("<b><p>Satu</b> dua</p>tiga</div></div>"), ["Satu dua", "tiga"]);
    assert_eq!(texts("<div><a href=x><div>Satu</a> dua</div>tiga</div>"), ["Satu dua", "tiga"]);
    assert_eq!(texts("<ul><li>a<ul><li>b</ul>c<li>d</ul>"), ["a", "b", "c", "d"]);
    assert_eq!(texts("</p></body></html>Satu<body class=x>dua"), ["Satu", "dua"]);
}

#[test]
fn kinds_follow_the_elements() {
    use BlockKind::*;
    let page = "<h1>T</h1><p>P<blockquote><p>Q</blockquote><ul><li><p>L</ul>\
        <figure><img><figcaption>C</figcaption></figure><table><tr><td>1<td>2</table>";
    let kinds: Vec<BlockKind> = blocks(page).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Heading, Paragraph, Quotation, ListItem, Caption, TableCell, TableCell]);
}

#[test]
fn tables_for_layout_hold_paragraphs() {
    let long = "kata ".repeat(80);
    let page = format!("<table><tr><td>menu<td><p>{long}<p>akhir</table>");
    let kinds: Vec<BlockKind> = blocks(&page).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [BlockKind::TableCell, BlockKind::Paragraph, BlockKind::Paragraph]);
}

#[test]
fn line_breaks_divide_where_a_sentence_ends() {
    assert_eq!(texts("Satu.<br>Dua.<br><br>tiga<br>empat, <br>lima"), ["Satu.", "Dua.", "tiga empat, lima"]);
    assert_eq!(texts("<pre>Satu.\nDua.</pre>"), ["Satu.", "Dua."]);
}

#[test]
fn what_is_no_text_is_left_out() {
    let page = "<script>if (a<b) '</p>'</script><style>p{}</style><!--[if gte mso 9]><xml>Word</xml><![endif]-->\
        <svg><title>ikon</title><text>x</text></svg><textarea>t</textarea><title>judul</title><p>Satu<o:p></o:p> dua";
    assert_eq!(texts(page), ["Satu dua"]);
}

#[test]
fn character_references_lead_back() {
    let page = "<p>Rusia &amp; Jepun&nbsp;&ndash; &#8220;damai&rdquo; &copy 5&percnt; AT&T</p>";
    let (blocks, _) = html_flow::blocks(&Tree::parse(page));
    let text = &blocks[0].text;
    assert_eq!(text.as_str(), "Rusia & Jepun – “damai” © 5% AT&T");
    let at = text.as_str().find('–').expect("dash");
    let span = text.spans(at..at + 3).0[0];
    assert_eq!(&page[span.start..span.end], "&ndash;");
    let at = text.as_str().find("damai").expect("word");
    let span = text.spans(at..at + 5).0[0];
    assert_eq!(&page[span.start..span.end], "damai");
}

#[test]
fn links_are_measured() {
    let (blocks, _) = html_flow::blocks(&Tree::parse("<p>Baca <a href=x>di sini</a> dan <a>bukan</a></p>tamat"));
    let place = blocks[0].place.expect("place");
    assert_eq!(place.links, 1);
    assert!((7..=8).contains(&place.linked));
    assert_eq!(blocks[1].place.expect("place").linked, 0);
}

#[test]
fn hidden_elements_are_marked() {
    let page = "<div style='display: none'><p>a</div><template><p>b</template><p hidden>c<p>d";
    let (blocks, outline) = html_flow::blocks(&Tree::parse(page));
    let hidden: Vec<bool> =
        blocks.iter().map(|b| outline.elements[b.place.expect("place").element as usize].hidden).collect();
    assert_eq!(hidden, [true, true, true, false]);
}

#[test]
fn hostile_pages_end_well() {
    let nested = format!("{}inti{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    assert_eq!(texts(&nested), ["inti"]);
    let spans = format!("{}inti", "<b><i>".repeat(100_000));
    assert_eq!(texts(&spans), ["inti"]);
    let unclosed = "<a href=x><p>".repeat(50_000) + "inti";
    assert_eq!(texts(&unclosed), ["inti"]);
    let attribute = format!("<p class=\"{}\">inti", "x".repeat(10 << 20));
    assert_eq!(texts(&attribute), ["inti"]);
    let many = format!("<p {}>inti", (0..100_000).map(|n| format!("a{n}=b ")).collect::<String>());
    assert_eq!(texts(&many), ["inti"]);
    assert_eq!(texts("<p>sa\0tu\0 dua"), ["sa tu dua"]);
    assert!(texts("<").len() <= 1 && texts("<p class='").is_empty() && texts("<script>never ended").is_empty());
}

#[test]
fn closing_what_is_not_open_costs_nothing() {
    let page = "<div>".repeat(400) + &"</section></b>".repeat(200_000) + "inti";
    assert_eq!(texts(&page), ["inti"]);
}

/// Pieces that pages are made of, well and badly put together.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("<p>".to_owned()),
        Just("</p>".to_owned()),
        Just("<div class='a b'>".to_owned()),
        Just("</div>".to_owned()),
        Just("<br>".to_owned()),
        Just("<a href=x>".to_owned()),
        Just("</a>".to_owned()),
        Just("<table><tr><td>".to_owned()),
        Just("</table>".to_owned()),
        Just("&amp;".to_owned()),
        Just("&eacute".to_owned()),
        Just("&#x2013;é".to_owned()),
        Just("&bogus;".to_owned()),
        Just("\r\n".to_owned()),
        Just("<é".to_owned()),
        "[ a-zé<>&;\"“–\\t\\r\\n\u{a0}]{0,12}",
        "\\PC{0,6}",
    ]
}

proptest! {
    /// What a block's text was copied from stands in the page at its spans; only white space and references differ.
    #[test]
    fn every_byte_leads_back(pieces in prop::collection::vec(piece(), 0..60)) {
        let page = pieces.concat();
        let (blocks, _) = html_flow::blocks(&Tree::parse(&page));
        for block in &blocks {
            let text = block.text.as_str();
            let mut last = 0;
            for (at, c) in text.char_indices() {
                let spans = block.text.spans(at..at + c.len_utf8());
                let span = spans.0[0];
                let source = page.get(span.start..span.end);
                prop_assert!(source.is_some(), "{span:?} lies across a character");
                let source = source.unwrap_or_default();
                prop_assert!(span.start >= last, "spans go forward");
                last = span.start;
                let same = source.chars().eq([c]);
                let folded = c == ' ' && !source.starts_with(|s: char| s.is_alphanumeric());
                let reference = source.starts_with('&');
                prop_assert!(same || folded || reference, "{c:?} from {source:?}");
            }
        }
    }
}
