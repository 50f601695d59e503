//! Output folders: whatever ends a run, the same command goes on, and the outputs are those of a run that nobody
//! disturbed, byte for byte.

mod common;

#[path = "common/stages.rs"]
mod stages;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use common::{Folder as Place, column, stderr, stdout};
use predicates::str::contains;
use sejajar::flow::Flow;
use sejajar::lang::Lang;
use sejajar::pipeline::store::{Folder, Halt, Shard, Source, Store, hash_file, put};
use sejajar::pipeline::{Options, Rows, Stages, given, is_gone, run, run_in};
use sejajar::read;
use stages::{HOUSE, House};

const MS_EN: [&str; 4] = ["-s", "ms", "-t", "en"];

/// Parts of sentences that belong together.
const WHO: [[&str; 2]; 8] = [
    ["Kedai buku", "The bookshop"],
    ["Sekolah rendah", "The primary school"],
    ["Kapal ikan", "The fishing boat"],
    ["Hospital daerah", "The district hospital"],
    ["Pasukan bola sepak", "The football team"],
    ["Kilang simen", "The cement factory"],
    ["Pasar malam", "The night market"],
    ["Perpustakaan negeri", "The state library"],
];
const DOES: [[&str; 2]; 8] = [
    ["dibuka semula", "was reopened"],
    ["dilawati pelancong", "was visited by tourists"],
    ["dipindahkan ke bandar", "was moved to the city"],
    ["menerima bantuan kerajaan", "received help from the government"],
    ["kehilangan dua puluh pekerja", "lost twenty workers"],
    ["dibaiki oleh penduduk kampung", "was repaired by the villagers"],
    ["ditutup kerana banjir", "was closed because of the flood"],
    ["membeli sebuah bas baharu", "bought a new bus"],
];

/// The sentences of a story, Malay first.
fn story(number: usize) -> Vec<[String; 2]> {
    let mut draw = number * 7919 + 13;
    let mut next = |n: usize| {
        draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (draw >> 33) % n
    };
    let sentence = |_| {
        let (who, does, count, year) = (WHO[next(8)], DOES[next(8)], 10 + next(900), 1950 + next(70));
        let name = ["Salmah", "Ramli", "Kassim", "Devi", "Wong", "Jugah"][next(6)];
        [
            format!("{} milik {name} {} pada tahun {year} dengan {count} orang.", who[0], does[0]),
            format!("{} of {name} {} in {year} with {count} people.", who[1], does[1]),
        ]
    };
    let mut story: Vec<[String; 2]> = (0..6).map(sentence).collect();
    if number % 4 == 1 {
        // A number that is another one.
        story[2][1] = story[2][1].replace(" people.", "0 people.");
    }
    story
}

/// A crawl: stories in both languages as JSON lines and as pages of a site, a page without a partner, one in both
/// languages, and one that is none.
fn crawl(place: &Place, name: &str, stories: Range<usize>) {
    let mut lines = String::new();
    for n in stories.clone() {
        for (side, lang) in ["ms", "en"].into_iter().enumerate() {
            let mut text: Vec<String> = story(n).into_iter().map(|pair| pair[side].clone()).collect();
            if n % 4 == 2 && side == 1 {
                text.insert(3, "Our reporter was not told why nobody had said so before.".to_owned());
            }
            let url = format!("https://laman.example/{lang}/{n}");
            if n % 3 == 0 {
                let body: String = text.iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
                let page = format!(
                    "<html><head><link rel=canonical href=\"{url}\"></head><body><ul><li>Hubungi kami di \
                     sini</li></ul><article><h1>Berita {n}</h1>{body}</article></body></html>"
                );
                place.write(&format!("{name}/{n:03}_{lang}.html"), page.as_bytes());
            } else {
                let record = serde_json::json!({ "url": url, "text": text.join("\n") });
                writeln!(lines, "{record}").expect("a line");
            }
        }
    }
    let both: String = story(stories.end + 500).iter().fold(String::new(), |text, pair| text + &pair[0] + "\n")
        + &story(stories.end + 500).iter().fold(String::new(), |text, pair| text + &pair[1] + "\n");
    place.write(&format!("{name}/both.txt"), both.as_bytes());
    place.write(&format!("{name}/alone.txt"), story(stories.end + 700)[0][0].as_bytes());
    place.write(&format!("{name}/empty.txt"), b"");
    place.write(&format!("{name}/lines.jsonl"), lines.as_bytes());
}

/// What lies in an output folder beside its shards and its own books.
fn outputs(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry"));
    let output = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let own = name.starts_with('.') || name == "manifest.json" || name.starts_with("inputs-") || name == "shards";
        (!own).then(|| (name, fs::read(entry.path()).expect("an output")))
    };
    entries.filter_map(output).collect()
}

fn stages() -> Stages<'static> {
    let House { flow, tools, sentencers, aligner, numbers } = &*HOUSE;
    Stages { flow, tools, sentencers, aligner, numbers, known: None }
}

fn options() -> Options {
    Options { whole: true, ..Options::new(Lang::MS, Lang::EN) }
}

/// A folder whose disk is full after some shards.
#[derive(Debug)]
struct Full<'a> {
    folder: &'a Folder,
    room: AtomicUsize,
}

impl Store for Full<'_> {
    fn find(&self, name: &str) -> Option<Shard> {
        self.folder.find(name)
    }

    fn save(&self, name: &str, key: u64, bytes: &[u8]) -> Result<Shard, Halt> {
        if self.room.fetch_sub(1, Ordering::Relaxed) == 0 {
            let source = std::io::Error::from(std::io::ErrorKind::StorageFull);
            return Err(Halt::Io { path: name.to_owned(), source });
        }
        self.folder.save(name, key, bytes)
    }

    fn read(&self, shard: &Shard, range: Range<u64>) -> Result<Vec<u8>, Halt> {
        self.folder.read(shard, range)
    }
}

/// Goes on in a folder with some inputs, with room for so many shards; gives the rows and what was lost.
fn go_on(root: &str, paths: &[String], relearn: bool, room: usize) -> (Result<Rows, Halt>, Vec<String>) {
    let opened = Folder::open(root, false).expect("a folder");
    let (inputs, errors) = read::discover(paths);
    assert!(errors.is_empty(), "{errors:?}");
    let found = inputs.iter().map(|input| {
        let (size, hash) = hash_file(Path::new(input.path())).expect("an input");
        Source { path: input.path().to_owned(), size, hash }
    });
    let folder = &opened.folder;
    let all = put(&folder.manifest(), folder.sources().expect("inputs"), found.collect(), relearn, is_gone);
    folder.change(&all.sources, |manifest| manifest.rounds = all.rounds.clone()).expect("a manifest");
    let store = Full { folder, room: AtomicUsize::new(room) };
    let mut rows = Rows::default();
    let add = |fate, pair: &_| {
        rows.add(fate, pair);
        Ok::<(), Halt>(())
    };
    let done = run_in(&store, stages(), &given(&all.sources), &all.rounds, &options(), add);
    (done.map(|_| rows), opened.lost)
}

fn text(rows: &Rows) -> String {
    format!("{rows:#?}")
}

/// What a run over some inputs gives that is held in memory.
fn undisturbed(paths: &[String]) -> String {
    let mut rows = Rows::default();
    let add = |fate, pair: &_| {
        rows.add(fate, pair);
        Ok::<(), Halt>(())
    };
    run(stages(), read::discover(paths).0, &options(), add).expect("a run");
    assert!(rows.pairs.len() >= 100 && rows.whole.len() > rows.pairs.len(), "{}", rows.pairs.len());
    text(&rows)
}

#[test]
fn whichever_shard_is_the_last_to_be_written_the_run_goes_on_behind_it() {
    let place = Place::new();
    crawl(&place, "a", 0..40);
    let inputs = [place.path("a")];
    let expected = undisturbed(&inputs);
    let mut room = 0;
    loop {
        let root = place.path(&format!("out{room}"));
        let (done, _) = go_on(&root, &inputs, false, room);
        if let Ok(rows) = done {
            assert_eq!(text(&rows), expected);
            break;
        }
        // What a dying run leaves behind counts for nothing.
        fs::write(Path::new(&root).join("shards/.pages.part"), "torn").expect("a file");
        fs::write(Path::new(&root).join("shards/rows-r0-00000000.00000000"), "unknown").expect("a file");
        let before = fs::read_dir(Path::new(&root).join("shards")).expect("shards").count();
        let (done, lost) = go_on(&root, &inputs, false, usize::MAX);
        assert_eq!((text(&done.expect("the rest")), lost), (expected.clone(), Vec::new()));
        assert_eq!(before, room + 2, "each shard that was written is still there");
        room += 1;
    }
    assert!(room >= 7, "{room} shards");
}

#[test]
fn a_poisoned_shard_is_noticed_and_made_again() {
    let place = Place::new();
    crawl(&place, "a", 0..40);
    let (inputs, root) = ([place.path("a")], place.path("out"));
    let (done, _) = go_on(&root, &inputs, false, usize::MAX);
    let expected = text(&done.expect("a run"));
    let shards = Path::new(&root).join("shards");
    let names: Vec<_> = fs::read_dir(&shards).expect("shards").map(|e| e.expect("an entry").path()).collect();
    for (i, path) in names.iter().enumerate() {
        let mut bytes = fs::read(path).expect("a shard");
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        match i % 3 {
            0 => fs::write(path, &bytes).expect("a shard"),
            1 => fs::write(path, &bytes[..at]).expect("a shard"),
            _ => fs::remove_file(path).expect("a shard"),
        }
        let (done, lost) = go_on(&root, &inputs, false, usize::MAX);
        assert_eq!(lost.len(), 1, "{lost:?}");
        assert!(lost[0].contains(&path.file_name().expect("a name").to_string_lossy().into_owned()), "{lost:?}");
        assert_eq!(text(&done.expect("a run")), expected);
    }
}

#[test]
fn pages_that_come_later_leave_those_before_as_they_are() {
    let place = Place::new();
    crawl(&place, "a", 0..20);
    crawl(&place, "b", 20..30);
    let (a, b, root) = (place.path("a"), place.path("b"), place.path("out"));
    let first = go_on(&root, std::slice::from_ref(&a), false, usize::MAX).0.expect("a run");
    let shards = |root: &str| -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(Path::new(root).join("shards")).expect("shards").map(|e| e.expect("an entry"));
        let whole = |e: fs::DirEntry| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).expect("one"));
        entries.map(whole).collect()
    };
    let before = shards(&root);
    let both = go_on(&root, &[a.clone(), b.clone()], false, usize::MAX).0.expect("a run");
    assert_eq!(format!("{:?}", &both.pairs[..first.pairs.len()]), format!("{:?}", first.pairs));
    assert_eq!(format!("{:?}", &both.whole[..first.whole.len()]), format!("{:?}", first.whole));
    assert!(both.pairs.len() >= first.pairs.len() + 40, "{} and {}", first.pairs.len(), both.pairs.len());
    assert!(both.pairs[first.pairs.len()..].iter().all(|pair| pair.src.doc.starts_with(&b)));
    let after = shards(&root);
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)), "what was made stays");
    // Giving the new ones alone adds them as well.
    let other = place.path("other");
    go_on(&other, std::slice::from_ref(&a), false, usize::MAX).0.expect("a run");
    let alone = go_on(&other, std::slice::from_ref(&b), false, usize::MAX).0.expect("a run");
    assert_eq!(text(&alone), text(&both));
    // Learned anew, it is one run over all of them.
    let anew = go_on(&root, &[a.clone(), b.clone()], true, usize::MAX).0.expect("a run");
    assert_eq!(text(&anew), undisturbed(&[a, b]));
}

#[test]
fn an_input_that_changes_is_read_again() {
    let place = Place::new();
    crawl(&place, "a", 0..20);
    let (inputs, root) = ([place.path("a")], place.path("out"));
    go_on(&root, &inputs, false, usize::MAX).0.expect("a run");
    let changed = place.read("a/003_ms.html").replace("Berita 3", "Kisah lama");
    place.write("a/003_ms.html", changed.as_bytes());
    place.write("a/lines.jsonl", place.read("a/lines.jsonl").lines().skip(2).collect::<Vec<_>>().join("\n").as_bytes());
    let again = go_on(&root, &inputs, false, usize::MAX).0.expect("a run");
    assert_eq!(text(&again), undisturbed(&inputs));
}

#[test]
fn a_run_that_is_stopped_goes_on() {
    let place = Place::new();
    crawl(&place, "a", 0..20);
    let flow = Flow::new(2).expect("threads");
    flow.stopper().store(true, Ordering::Relaxed);
    let stopped = Stages { flow: &flow, ..stages() };
    let inputs = read::discover(&[place.path("a")]).0;
    let done = run(stopped, inputs, &options(), |_, _| Ok::<(), Halt>(()));
    assert!(matches!(done, Err(Halt::Interrupted)), "{done:?}");
}

/// A call of the binary that is not waited for.
fn started(place: &Place, arguments: &[&str]) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sejajar"));
    command.args(arguments).args(MS_EN).current_dir(place.path(""));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the binary")
}

/// Waits until a run has begun to work in its folder, or has ended.
fn begun(child: &mut std::process::Child, root: &Path) -> bool {
    let manifest = root.join("manifest.json");
    let before = fs::metadata(&manifest).and_then(|meta| meta.modified()).ok();
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
        if fs::metadata(&manifest).and_then(|meta| meta.modified()).ok() != before {
            return true;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    true
}

/// Kills a run at so many moments, the moments drawn from a seed; the outputs are the same whenever it comes to its end.
fn killed(seed: u64, times: usize) {
    let place = Place::new();
    crawl(&place, "a", 0..20);
    let arguments =
        ["run", "a", "--rejects", "rejects.tsv", "--also", "pairs.tmx", "--rule", "number_mismatch=drop", "-j", "1"];
    place.call(&arguments).args(MS_EN).args(["-o", "expected/"]).assert().code(3);
    let expected = outputs(Path::new(&place.path("expected")));
    assert_eq!(
        expected.keys().collect::<Vec<_>>(),
        ["card.md", "funnel.json", "pairs.csv", "pairs.tmx", "rejects.tsv"]
    );
    let root = place.path("out");
    // The card names its files, which lie in another folder there.
    let same = |outputs: BTreeMap<String, Vec<u8>>| {
        for (name, bytes) in outputs {
            let text = String::from_utf8(bytes).expect("text").replace("out/", "expected/");
            assert_eq!(text, String::from_utf8_lossy(&expected[&name]), "{name}");
        }
    };
    let mut draw = seed;
    for _ in 0..times {
        let mut child = started(&place, &[&arguments[..], &["-o", "out/"]].concat());
        draw = draw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        if begun(&mut child, Path::new(&root)) {
            std::thread::sleep(Duration::from_millis((draw >> 33) % 150));
        }
        let ended = child.try_wait().expect("a child").is_some();
        child.kill().expect("a kill");
        child.wait().expect("a child");
        // An output is there whole or not at all.
        let so_far = outputs(Path::new(&root));
        if so_far.len() == expected.len() {
            same(so_far);
        }
        if ended {
            fs::remove_dir_all(&root).expect("the folder");
        }
    }
    place.call(&arguments).args(MS_EN).args(["-o", "out/"]).assert().code(3);
    same(outputs(Path::new(&root)));
    let left: Vec<String> = fs::read_dir(&root)
        .expect("the folder")
        .chain(fs::read_dir(Path::new(&root).join("shards")).expect("shards"))
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_run_that_is_killed_at_twenty_five_moments_goes_on() {
    killed(1, 25);
}

#[test]
fn and_at_twenty_five_others() {
    killed(2, 25);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_how_to_go_on() {
    let place = Place::new();
    crawl(&place, "a", 0..60);
    let mut command = Command::new(env!("CARGO_BIN_EXE_sejajar"));
    command.args(["run", "a", "-o", "out/", "-j", "1"]).args(MS_EN).current_dir(place.path(""));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary");
    assert!(begun(&mut child, Path::new(&place.path("out"))));
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill").success());
    let done = child.wait_with_output().expect("an end");
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(130), "{said}");
    assert_eq!(
        said.trim_end(),
        "sejajar: interrupted; what is done lies in out/, and the same command goes on from there"
    );
    assert_eq!(outputs(Path::new(&place.path("out"))).len(), 0);
}

#[test]
fn a_folder_says_what_has_changed_and_what_is_done_again() {
    let place = Place::new();
    crawl(&place, "a", 0..6);
    let go = |more: &[&str], code: i32| {
        let done = place.call(&["run", "a", "-o", "out/"]).args(MS_EN).args(more).assert().code(code);
        stderr(&done)
    };
    let first = go(&[], 3);
    assert_eq!(go(&[], 3), first, "nothing has changed");
    let kept = |said: &str| said.lines().find(|line| line.starts_with("pairs")).map(str::to_owned);
    let judged = go(&["--rule", "number_mismatch=drop", "--format", "tsv"], 3);
    assert!(judged.starts_with("sejajar: out/: --rule was [], is [\"number_mismatch=drop\"]"), "{judged}");
    assert!(judged.contains("pairs are judged again") && kept(&judged) != kept(&first), "{judged}");
    assert_eq!(
        outputs(Path::new(&place.path("out"))).keys().collect::<Vec<_>>(),
        ["card.md", "funnel.json", "pairs.tsv"]
    );
    let site = go(&["--site", "laman"], 3);
    assert!(site.contains("everything is done again, from reading on"), "{site}");
    crawl(&place, "b", 10..13);
    let more = place.call(&["run", "b", "-o", "out/", "--site", "laman"]).args(MS_EN).assert().code(3);
    assert!(
        stderr(&more).contains("6 inputs more: they are aligned by the words of generation 1"),
        "{}",
        stderr(&more)
    );
    assert!(stderr(&more).contains("8 inputs of earlier runs were not given; they stay"), "{}", stderr(&more));
    let anew = go(&["--overwrite"], 3);
    assert_eq!(anew, first, "begun anew");
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let place = Place::new();
    crawl(&place, "a", 0..2);
    place.write("out/letter.txt", b"Dear all");
    let refused = |arguments: &[&str], said: &str| {
        place.call(arguments).args(MS_EN).assert().code(2).stderr(contains(said.to_owned()));
    };
    refused(&["run", "a", "-o", "out"], "letter.txt");
    refused(&["run", "a", "-o", "out/", "--overwrite"], "letter.txt");
    refused(&["run", "a", "-o", "new/", "--card", "manifest.json"], "the folder's own");
    refused(&["run", "a", "-o", "pairs.csv", "--relearn"], "-o OUT/");
    refused(&["run", "-", "-o", "new/"], "standard input");
    place.call(&["forget", "https://laman.example/ms/1", "out"]).assert().code(2).stderr(contains("no output folder"));
    assert_eq!(fs::read_dir(place.path("out")).expect("the folder").count(), 1, "nothing was put beside the letter");
    let held = Folder::open(&place.path("held"), false).expect("a folder");
    refused(&["run", "a", "-o", "held/"], "another run works in this folder");
    drop(held);
}

/// All that lies in a folder, unpacked.
fn everything(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = outputs(root)
        .into_iter()
        .chain([("manifest".to_owned(), fs::read(root.join("manifest.json")).expect("one"))])
        .collect();
    for entry in fs::read_dir(root).expect("a folder").chain(fs::read_dir(root.join("shards")).expect("shards")) {
        let path = entry.expect("an entry").path();
        let Ok(bytes) = fs::read(&path) else { continue };
        let (mut plain, mut rest) = (Vec::new(), bytes.as_slice());
        while let Some((head, behind)) = rest.split_at_checked(4) {
            let len = u32::from_le_bytes(head.try_into().expect("four bytes")) as usize;
            let Some((frame, behind)) = behind.split_at_checked(len) else { break };
            plain.extend(zstd::decode_all(frame).unwrap_or_default());
            rest = behind;
        }
        all.push((path.display().to_string(), bytes));
        all.push((path.display().to_string(), plain));
    }
    all
}

#[test]
fn a_page_that_is_forgotten_leaves_no_trace() {
    let place = Place::new();
    crawl(&place, "a", 0..12);
    let run = ["run", "a", "-o", "out/", "--rejects", "rejects.csv", "--rule", "number_mismatch=drop"];
    place.call(&run).args(MS_EN).assert().code(3);
    let has = |root: &str, what: &str| -> Vec<String> {
        let found =
            |(name, bytes): (String, Vec<u8>)| bytes.windows(what.len()).any(|w| w == what.as_bytes()).then_some(name);
        everything(Path::new(&place.path(root))).into_iter().filter_map(found).collect()
    };
    for (url, number, side) in [("https://laman.example/ms/4", 4, 0), ("a/006_en.html", 6, 1)] {
        let address = format!("https://laman.example/{}/{number}\"", ["ms", "en"][side]);
        let address = address.trim_end_matches('"');
        let sentences: Vec<String> = story(number).into_iter().map(|pair| pair[side].clone()).collect();
        assert!(has("out", &sentences[0]).len() >= 3 && !has("out", address).is_empty());
        let done = place.call(&["forget", url, "out/"]).assert().code(0);
        assert!(stderr(&done).contains("1 pages of"), "{}", stderr(&done));
        assert_eq!((has("out", url), has("out", address)), (Vec::new(), Vec::new()));
        sentences.iter().for_each(|sentence| assert_eq!(has("out", sentence), Vec::<String>::new()));
        let funnel: sejajar::report::Funnel = serde_json::from_str(&place.read("out/funnel.json")).expect("a funnel");
        assert_eq!(funnel.contradictions(), Vec::<String>::new());
        assert_eq!(funnel.kept as usize, column(&place.read("out/pairs.csv"), "pair_id").len());
    }
    // The same command goes on without them.
    let funnel = place.read("out/funnel.json");
    place.call(&run).args(MS_EN).assert().code(3);
    assert_eq!(has("out", "laman.example/ms/4"), Vec::<String>::new());
    let without = |text: &str| {
        let value: serde_json::Value = serde_json::from_str(text).expect("a funnel");
        (value["read"].clone(), value["kept"].clone(), value["sentences"].clone())
    };
    assert_eq!(without(&place.read("out/funnel.json")), without(&funnel));
    // It is what a run over the other pages gives; records behind a forgotten one have the number before.
    let lines = place.read("a/lines.jsonl");
    let kept: Vec<&str> = lines.lines().filter(|line| !line.contains("laman.example/ms/4\"")).collect();
    assert_eq!(kept.len() + 1, lines.lines().count());
    place.write("a/lines.jsonl", kept.join("\n").as_bytes());
    fs::remove_file(place.path("a/006_en.html")).expect("a page");
    let fresh = place
        .call(&["run", "a", "--rejects", "fresh.csv", "--rule", "number_mismatch=drop"])
        .args(MS_EN)
        .assert()
        .code(3);
    let texts = |table: &str| -> Vec<Vec<String>> {
        ["src_text", "trg_text", "score", "bead", "flags"].map(|name| column(table, name)).to_vec()
    };
    assert_eq!(texts(&place.read("out/pairs.csv")), texts(&stdout(&fresh)));
    assert_eq!(texts(&place.read("out/rejects.csv")), texts(&place.read("fresh.csv")));
    place.call(&["forget", "https://laman.example/ms/4", "out/"]).assert().code(2).stderr(contains("no page has"));
    // Nor do they come back where everything is read again.
    let again = place.call(&run).args(MS_EN).args(["--site", "laman"]).assert().code(3);
    assert_eq!(stderr(&again).matches("skipped: ").count(), 1, "{}", stderr(&again));
    assert_eq!(has("out", "laman.example/ms/4\""), Vec::<String>::new());
    assert_eq!(has("out", "laman.example/en/6\""), Vec::<String>::new());
}
