//! The names of the fields of JSON records.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Under which names a JSON record has what is needed: for each, the first name that has a value counts. A point
/// leads into an object (`metadata.url`, as in Dolma's and DataTrove's files).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fields {
    /// Plain text.
    pub text: Vec<String>,
    /// HTML, taken before the text where both are there.
    pub html: Vec<String>,
    /// Address of the page.
    pub url: Vec<String>,
    /// Identifier.
    pub id: Vec<String>,
    /// Title.
    pub title: Vec<String>,
    /// Date of publication.
    pub date: Vec<String>,
    /// Language.
    pub lang: Vec<String>,
}

/// A further name for one kind of field, written `text=body` or `url=meta.link`.
#[derive(Clone, Debug)]
pub struct FieldName {
    kind: fn(&mut Fields) -> &mut Vec<String>,
    name: String,
}

impl FromStr for FieldName {
    type Err = String;

    fn from_str(assignment: &str) -> Result<FieldName, String> {
        let (kind, name) = assignment.split_once('=').ok_or("no '=' in it; write it as text=body")?;
        let kind: fn(&mut Fields) -> &mut Vec<String> = match kind.trim() {
            "text" => |fields| &mut fields.text,
            "html" => |fields| &mut fields.html,
            "url" => |fields| &mut fields.url,
            "id" => |fields| &mut fields.id,
            "title" => |fields| &mut fields.title,
            "date" => |fields| &mut fields.date,
            "lang" => |fields| &mut fields.lang,
            other => return Err(format!("'{other}' is none of text, html, url, id, title, date, lang")),
        };
        match name.trim() {
            "" => Err("no name behind '='".to_owned()),
            name => Ok(FieldName { kind, name: name.to_owned() }),
        }
    }
}

impl Fields {
    /// Puts a name before the others of its kind.
    pub fn prefer(&mut self, name: &FieldName) {
        (name.kind)(self).insert(0, name.name.clone());
    }
}

impl Default for Fields {
    fn default() -> Fields {
        let names = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
        Fields {
            text: names(&["text"]),
            html: names(&["html"]),
            url: names(&["url", "metadata.url", "metadata.WARC-Target-URI"]),
            id: names(&["id"]),
            title: names(&["title", "metadata.title"]),
            date: names(&["date", "metadata.date", "created"]),
            lang: names(&["lang", "language", "metadata.lang", "metadata.language"]),
        }
    }
}
