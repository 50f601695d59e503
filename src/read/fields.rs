//! The names of the fields of JSON records.

/// Under which names a JSON record has what is needed: for each, the first name that has a value counts. A point
/// leads into an object (`metadata.url`, as in Dolma's and DataTrove's files).
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Fields {
    /// Whether a field of this name holds something that is needed.
    pub fn has(&self, name: &str) -> bool {
        let all = [&self.text, &self.html, &self.url, &self.id, &self.title, &self.date, &self.lang];
        all.into_iter().flatten().any(|own| own == name)
    }

    /// Whether a field of this name holds a text or HTML.
    pub fn has_text(&self, name: &str) -> bool {
        self.text.iter().chain(&self.html).any(|own| own == name)
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
