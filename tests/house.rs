//! The house keeps its shape: who may import whom, how long files are, where threads live.

use std::path::{Path, PathBuf};

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|p| (p.strip_prefix(&root).expect("below src").to_owned(), std::fs::read_to_string(&p).expect("a source")))
        .collect()
}

/// What each part may import, beside itself.
const ALLOWED: &[(&str, &[&str])] = &[
    ("model", &["lang"]),
    ("lang", &[]),
    ("lexicon", &["lang", "model"]),
    ("eval", &["lang"]),
    ("read", &["lang", "model"]),
    ("blocks", &["lang", "lexicon", "model"]),
    ("identify", &["lang", "lexicon", "model"]),
    ("clean", &["lang", "lexicon", "model"]),
    ("normalize", &["lang", "lexicon", "model"]),
    ("split", &["lang", "lexicon", "model"]),
    ("pair", &["lang", "lexicon", "model"]),
    ("align", &["lang", "lexicon", "model"]),
    ("score", &["lang", "lexicon", "model"]),
    ("dedup", &["lang", "lexicon", "model"]),
    ("write", &["lang", "lexicon", "model"]),
    ("report", &["lang", "lexicon", "model"]),
    ("flow", &[]),
];

/// The code of a file without its unit tests, which may look anywhere.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn stages_share_types_and_knowledge_and_never_import_one_another() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let part = path.components().next().expect("a name").as_os_str().to_string_lossy().replace(".rs", "");
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == part) else { continue };
        for rest in code(&text).split("crate::").skip(1) {
            let target: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if target != part && !allowed.contains(&target.as_str()) {
                wrong.push(format!("{} imports {target}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn threads_live_in_flow_alone() {
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|(path, text)| {
            path != Path::new("flow.rs")
                && ["rayon::", "std::thread", "par_iter"].iter().any(|word| code(text).contains(word))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn files_stay_short_enough_to_read() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > 450)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}
