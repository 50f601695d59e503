//! TMX outputs are valid against the DTD of TMX 1.4b: as a check of its facts, and by `xmllint` where it is installed.

mod common;

use common::{Folder, data};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// What the DTD asks of an element: attributes that it must have, and the children it may have, in their order.
struct Declared {
    name: &'static str,
    required: &'static [&'static str],
    allowed: &'static [&'static str],
    children: &'static [&'static str],
}

/// The elements that the output has. Children of one kind may repeat; a later kind never stands before an earlier one.
const DECLARED: &[Declared] = &[
    Declared { name: "tmx", required: &["version"], allowed: &[], children: &["header", "body"] },
    Declared {
        name: "header",
        required: &["creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"],
        allowed: &["o-encoding", "creationdate", "creationid", "changedate", "changeid"],
        children: &[],
    },
    Declared { name: "body", required: &[], allowed: &[], children: &["tu"] },
    Declared { name: "tu", required: &[], allowed: &["tuid", "srclang", "datatype"], children: &["prop", "tuv"] },
    Declared { name: "prop", required: &["type"], allowed: &["xml:lang"], children: &[] },
    Declared { name: "tuv", required: &["xml:lang"], allowed: &[], children: &["prop", "seg"] },
    Declared { name: "seg", required: &[], allowed: &[], children: &[] },
];

fn declared(name: &str) -> &'static Declared {
    DECLARED.iter().find(|d| d.name == name).unwrap_or_else(|| panic!("<{name}> is not declared"))
}

/// Holds an element against its declaration; gives its name.
fn begun(element: &BytesStart<'_>, within: Option<&mut (String, usize)>) -> String {
    let name = (element.name().as_ref() as &str).to_owned();
    let facts = declared(&name);
    let mut names: Vec<String> =
        element.attributes().map(|a| (a.expect("an attribute").key.as_ref() as &str).to_owned()).collect();
    for attribute in facts.required {
        assert!(names.iter().any(|n| n == attribute), "<{name}> without {attribute}");
    }
    names.retain(|n| !facts.required.contains(&n.as_str()) && !facts.allowed.contains(&n.as_str()));
    assert!(names.is_empty(), "<{name}> with {names:?}");
    if let Some((parent, reached)) = within {
        let place = declared(parent).children.iter().position(|c| *c == name);
        let place = place.unwrap_or_else(|| panic!("<{name}> within <{parent}>"));
        assert!(place >= *reached, "<{name}> behind a later kind within <{parent}>");
        *reached = place;
    } else {
        assert_eq!(name, "tmx", "the root");
    }
    name
}

/// Goes through a document and holds it against the declarations; gives the number of units.
fn checked(text: &str) -> usize {
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{}", &text[..80.min(text.len())]);
    let forbidden = |c: &char| (*c < ' ' && !"\t\n\r".contains(*c)) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert_eq!(text.chars().find(forbidden), None, "a character that XML forbids");
    let mut reader = Reader::from_str(text);
    let (mut open, mut units, mut segments) = (Vec::<(String, usize)>::new(), 0, 0);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) => {
                let name = begun(&element, open.last_mut());
                units += usize::from(name == "tu");
                segments += usize::from(name == "seg");
                open.push((name, 0));
            }
            Event::Empty(element) => assert_eq!(begun(&element, open.last_mut()), "header"),
            Event::End(_) => {
                let (name, reached) = open.pop().expect("an open element");
                let children = declared(&name).children;
                assert!(name == "body" || reached + 1 >= children.len(), "<{name}> without its last child");
            }
            Event::Text(within) => {
                let parent = open.last().map_or("", |o| o.0.as_str());
                let blank = (within.as_ref() as &str).trim().is_empty();
                assert!(blank || matches!(parent, "seg" | "prop"), "text within <{parent}>");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((segments, open.len()), (units * 2, 0));
    units
}

/// `xmllint` against the declarations in full, where it is installed.
fn linted(folder: &Folder, name: &str) {
    let lint = std::process::Command::new("xmllint")
        .args(["--noout", "--nonet", "--dtdvalid", &data("tmx14.dtd"), &folder.path(name)])
        .output();
    match lint {
        Ok(done) => assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr)),
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{error}"),
    }
}

#[test]
fn what_run_writes_is_valid() {
    let folder = Folder::of_data(&["six"]);
    folder.call(&["run", "six", "-s", "ms", "-t", "en", "-o", "p.tmx"]).assert().code(0);
    assert!(checked(&folder.read("p.tmx")) >= 12);
    linted(&folder, "p.tmx");
    folder.call(&["run", "six/kopi.txt", "-s", "ms", "-t", "en", "-o", "none.tmx"]).assert().code(4);
    assert_eq!(checked(&folder.read("none.tmx")), 0);
    linted(&folder, "none.tmx");
}

#[test]
fn what_convert_writes_is_valid_whatever_stands_in_the_texts() {
    let folder = Folder::new();
    let rows = [
        ("satu & dua <b> ]]> \" '", "one\u{0}two\u{1b}three\u{fffe}"),
        ("\u{b}\u{c}", "\u{1f600} \u{85} \u{7f}"),
        ("&amp; &#x0;", "<!-- -- -->"),
    ];
    let lines: Vec<String> = rows
        .iter()
        .map(|(src, trg)| {
            serde_json::json!({"src_text": src, "trg_text": trg, "pair_id": "a\"<&>", "my note": "x\u{1}<y>"})
                .to_string()
        })
        .collect();
    folder.write("a.jsonl", lines.join("\n").as_bytes());
    folder.call(&["convert", "a.jsonl", "-o", "a.tmx", "-s", "ms", "-t", "en"]).assert().code(0);
    assert_eq!(checked(&folder.read("a.tmx")), 3);
    linted(&folder, "a.tmx");
    folder.call(&["convert", "a.jsonl", "-o", "b.tmx"]).assert().code(0);
    assert_eq!(checked(&folder.read("b.tmx")), 3);
    linted(&folder, "b.tmx");
}

#[test]
#[should_panic(expected = "without srclang")]
fn the_check_finds_what_is_missing() {
    checked(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><tmx version=\"1.4\"><header creationtool=\"a\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"a\" adminlang=\"en\" datatype=\"plaintext\"/><body/></tmx>",
    );
}

#[test]
#[should_panic(expected = "<prop> behind a later kind")]
fn the_check_finds_what_stands_in_the_wrong_place() {
    checked(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><tmx version=\"1.4\"><header creationtool=\"a\" creationtoolversion=\"1\" \
         segtype=\"sentence\" o-tmf=\"a\" adminlang=\"en\" srclang=\"ms\" datatype=\"plaintext\"/><body><tu>\
         <tuv xml:lang=\"ms\"><seg>a</seg></tuv><prop type=\"x\">y</prop></tu></body></tmx>",
    );
}
