//! Which inputs of a folder are new, and in which rounds they are worked on.

use super::manifest::{Manifest, Source};

/// The inputs of a folder that goes on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// All of them, in the order in which they came.
    pub sources: Vec<Source>,
    /// How many there are behind each round.
    pub rounds: Vec<usize>,
    /// How often the words were learned anew.
    pub generation: u32,
    /// How many there were not before.
    pub added: usize,
    /// Those whose bytes are others than before.
    pub changed: Vec<String>,
    /// How many there were before and were not given now; they stay.
    pub absent: usize,
}

/// Puts the inputs that were found behind those that a folder has.
///
/// New ones make a round of their own once the last round's pairs of documents are known, so that it stays as it is;
/// with `relearn` all are one round. `is_gone` tells an input that is there no longer because its page was forgotten.
pub fn put(
    manifest: &Manifest,
    mut sources: Vec<Source>,
    found: Vec<Source>,
    relearn: bool,
    is_gone: impl Fn(&Source, &str) -> bool,
) -> Inputs {
    let before = sources.len();
    let mut places: std::collections::HashMap<String, usize> =
        sources.iter().enumerate().map(|(i, source)| (source.path.clone(), i)).collect();
    let (mut changed, mut given) = (Vec::new(), 0);
    for source in found {
        if let Some(&place) = places.get(&source.path) {
            given += 1;
            if sources[place] != source {
                changed.push(source.path.clone());
                sources[place] = source;
            }
        } else if sources[..before].iter().any(|old| is_gone(old, &source.path)) {
            given += 1;
        } else {
            places.insert(source.path.clone(), sources.len());
            sources.push(source);
        }
    }
    let mut rounds = manifest.rounds.clone();
    let added = sources.len() - before;
    let closed = |round: usize| manifest.shards.contains_key(&format!("matches-r{round}"));
    match rounds.last().copied() {
        None => rounds.push(sources.len()),
        Some(_) if relearn => rounds = vec![sources.len()],
        Some(_) if added > 0 && closed(rounds.len() - 1) => rounds.push(sources.len()),
        Some(_) => {
            rounds.pop();
            rounds.push(sources.len());
        }
    }
    let anew = relearn && (manifest.rounds.len() > 1 || added > 0);
    Inputs {
        generation: manifest.generation.max(1) + u32::from(anew),
        absent: before.saturating_sub(given),
        sources,
        rounds,
        added,
        changed,
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Entry;
    use super::*;

    fn sources(paths: &[(&str, u128)]) -> Vec<Source> {
        paths.iter().map(|&(path, hash)| Source { path: path.to_owned(), size: 1, hash }).collect()
    }

    fn manifest(rounds: &[usize], closed: &[&str]) -> Manifest {
        let entry = Entry { file: String::new(), key: String::new(), hash: String::new(), bytes: 0 };
        let shards = closed.iter().map(|name| ((*name).to_owned(), entry.clone())).collect();
        Manifest { rounds: rounds.to_vec(), generation: 1, shards, ..Manifest::default() }
    }

    #[test]
    fn inputs_that_come_later_make_a_round_of_their_own() {
        let none = |_: &Source, _: &str| false;
        let first = put(&manifest(&[], &[]), Vec::new(), sources(&[("a", 1), ("b", 2)]), false, none);
        assert_eq!((first.rounds.as_slice(), first.generation, first.added), (&[2][..], 1, 2));
        // The round goes on, whatever came of it so far.
        let open = put(&manifest(&[2], &[]), first.sources.clone(), sources(&[("c", 3)]), false, none);
        assert_eq!((open.rounds.as_slice(), open.absent), (&[3][..], 2));
        let done = manifest(&[2], &["matches-r0"]);
        let later = put(&done, first.sources.clone(), sources(&[("0", 0), ("a", 1), ("b", 9)]), false, none);
        assert_eq!((later.rounds.as_slice(), later.changed.as_slice()), (&[2, 3][..], &["b".to_owned()][..]));
        assert_eq!(later.sources[2].path, "0");
        let anew = put(&manifest(&[2, 3], &["matches-r0", "matches-r1"]), later.sources, Vec::new(), true, none);
        assert_eq!((anew.rounds.as_slice(), anew.generation), (&[3][..], 2));
    }

    #[test]
    fn an_input_whose_page_was_forgotten_is_not_new() {
        let gone = |old: &Source, path: &str| old.path == "gone" && path == "b";
        let put =
            put(&manifest(&[2], &["matches-r0"]), sources(&[("a", 1), ("gone", 0)]), sources(&[("b", 2)]), false, gone);
        assert_eq!((put.added, put.absent, put.rounds), (0, 1, vec![2]));
    }
}
