#!/usr/bin/env python3
"""text.py DATA SEJAJAR: splitters by speed, and language identifiers by accuracy and speed, on the same texts in one run.

DATA has langid/*.tsv (label, language, source, level, text) and split/*.jsonl ({"text"}). CPU is that of the whole
process on one thread, less that of reading the same file and writing as many lines. Build the crate first:
cargo build --release.
"""
import collections, glob, json, os, resource, statistics, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PEER = os.path.join(HERE, "target", "release", "text")
LANGS = ("ms", "id", "en")
CODES = {"zsm": "ms", "ind": "id", "eng": "en"}


def cpu(argv):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(argv, capture_output=True, text=True, encoding="utf-8")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if out.returncode:
        sys.exit(f"{' '.join(argv)}: {out.stderr.strip()[-200:]}")
    return out.stdout.splitlines(), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def splitters(data, sejajar, folder):
    lines = [json.loads(l)["text"].replace("\n", " ") for f in sorted(glob.glob(f"{data}/split/*.jsonl")) for l in open(f, encoding="utf-8")]
    text = "\n".join(lines) + "\n"
    text *= max(1, 20_000_000 // len(text.encode()))
    path = os.path.join(folder, "paragraphs.txt")
    open(path, "w", encoding="utf-8").write(text)
    size = len(text.encode()) / 1e6
    _, floor = cpu([PEER, "none", path])
    print(f"splitting: {size:.0f} MB of paragraphs\n  {'tool':24s} {'MB/cpu-s':>9s}")
    for tool in ("unicode-segmentation", "icu_segmenter", "sentencex"):
        print(f"  {tool:24s} {size / max(cpu([PEER, tool, path])[1] - floor, 1e-9):9.1f}", flush=True)
    print(f"  {'sejajar -j 1':24s} {size / max(cpu([sejajar, 'split', '-j', '1', '-l', 'ms', path])[1] - floor, 1e-9):9.1f}")


def identifiers(data, sejajar, folder):
    rows = [l.rstrip("\n").split("\t") for f in sorted(glob.glob(f"{data}/langid/*.tsv")) for l in open(f, encoding="utf-8")]
    path = os.path.join(folder, "lines.txt")
    open(path, "w", encoding="utf-8").write("".join(r[-1] + "\n" for r in rows))
    _, floor = cpu([PEER, "none", path])
    levels = ("short", "sentence", "paragraph")
    print(f"identifying: {len(rows)} lines; accuracy as the mean of {', '.join(LANGS)}")
    print(f"  {'tool':24s}" + "".join(f" {level:>9s}" for level in levels) + f" {'lines/cpu-s':>12s}")
    for tool, argv in (("whatlang", [PEER, "whatlang", path]), ("lingua, 8 languages", [PEER, "lingua", path]), ("sejajar -j 1", [sejajar, "langid", "-j", "1", path])):
        out, seconds = cpu(argv)
        right, all_ = collections.Counter(), collections.Counter()
        for row, line in zip(rows, out):
            code = line.split("\t")[0]
            all_[row[3], row[0]] += 1
            right[row[3], row[0]] += CODES.get(code, code) == row[0]
        means = [statistics.mean(right[level, lang] / max(1, all_[level, lang]) for lang in LANGS) for level in levels]
        print(f"  {tool:24s}" + "".join(f" {m:9.3f}" for m in means) + f" {len(rows) / max(seconds - floor, 1e-9):12.0f}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        splitters(sys.argv[1], sys.argv[2], folder)
        identifiers(sys.argv[1], sys.argv[2], folder)
