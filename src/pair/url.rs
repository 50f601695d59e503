//! What addresses say of documents: declared alternates, and addresses that differ by a mark of language alone.

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::model::Meta;

/// A document as its address has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The address of the document.
    pub url: &'a str,
    /// What the page says of itself.
    pub meta: &'a Meta,
    /// Marks of its language in addresses: its codes and names (`ms`, `bm`, `my`).
    pub marks: &'a [String],
}

/// Pairs of source and target documents that belong together by their addresses.
///
/// Either one declares the other as its alternate (`hreflang`), or both addresses are the same when the marks of
/// language are set aside. An address that several documents share says nothing.
pub fn linked(src: &[Option<Address<'_>>], trg: &[Option<Address<'_>>], langs: (Lang, Lang)) -> Vec<(usize, usize)> {
    let mut by_url: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_shape: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut by_alternate: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, address) in trg.iter().enumerate() {
        if let Some(address) = address {
            by_url.entry(plain(address.url)).or_default().push(i);
            for alternate in address.meta.alternates.iter().filter(|a| a.lang == langs.0) {
                by_alternate.entry(plain(&alternate.url)).or_default().push(i);
            }
            if let Some(shape) = shape(address) {
                by_shape.entry(shape).or_default().push(i);
            }
        }
    }
    let one = |found: Option<&Vec<usize>>| found.filter(|f| f.len() == 1).map(|f| f[0]);
    let mut links = Vec::new();
    for (i, address) in src.iter().enumerate() {
        let Some(address) = address else { continue };
        let declared =
            address.meta.alternates.iter().filter(|a| a.lang == langs.1).find_map(|a| one(by_url.get(&plain(&a.url))));
        let returned = || one(by_alternate.get(&plain(address.url)));
        let alike = || shape(address).and_then(|shape| one(by_shape.get(&shape)));
        if let Some(j) = declared.or_else(returned).or_else(alike) {
            links.push((i, j));
        }
    }
    links
}

fn plain(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url).trim_end_matches('/');
    url.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.").to_owned()
}

/// The address with its mark of language set aside; `None` where it has none.
fn shape(address: &Address<'_>) -> Option<String> {
    let plain = plain(address.url).to_lowercase();
    let mut found = false;
    let mut shape = String::with_capacity(plain.len());
    for part in plain.split_inclusive(['/', '?', '&', '=', '.', '-', '_']) {
        let bare = part.trim_end_matches(['/', '?', '&', '=', '.', '-', '_']);
        if address.marks.iter().any(|mark| mark == bare) {
            found = true;
            shape.push('*');
            shape.push_str(&part[bare.len()..]);
        } else {
            shape.push_str(part);
        }
    }
    found.then_some(shape)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Alternate;

    fn marks(of: &[&str]) -> Vec<String> {
        of.iter().map(|m| (*m).to_owned()).collect()
    }

    #[test]
    fn addresses_that_differ_by_language_alone() {
        let (ms, en) = (marks(&["ms", "bm"]), marks(&["en"]));
        let meta = Meta::default();
        let address = |url, marks| Some(Address { url, meta: &meta, marks });
        let src = [
            address("https://x.my/bm/berita/12", ms.as_slice()),
            address("https://x.my/berita?lang=ms&id=3", &ms),
            address("https://x.my/lain", &ms),
        ];
        let trg =
            [address("https://x.my/berita?lang=en&id=3", en.as_slice()), address("http://www.x.my/en/berita/12/", &en)];
        assert_eq!(linked(&src, &trg, (Lang::MS, Lang::EN)), [(0, 1), (1, 0)]);
    }

    #[test]
    fn declared_alternates_go_both_ways() {
        let declares =
            |lang, url: &str| Meta { alternates: vec![Alternate { lang, url: url.to_owned() }], ..Meta::default() };
        let (a, b, none) =
            (declares(Lang::EN, "https://x.my/one"), declares(Lang::MS, "https://x.my/dua"), Meta::default());
        let src = [
            Some(Address { url: "https://x.my/satu", meta: &a, marks: &[] }),
            Some(Address { url: "https://x.my/dua", meta: &none, marks: &[] }),
        ];
        let trg = [
            Some(Address { url: "https://x.my/two", meta: &b, marks: &[] }),
            Some(Address { url: "https://x.my/one", meta: &none, marks: &[] }),
        ];
        assert_eq!(linked(&src, &trg, (Lang::MS, Lang::EN)), [(0, 1), (1, 0)]);
    }
}
