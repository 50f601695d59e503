#!/usr/bin/env python3
"""table.py DATA SEJAJAR [--python VENV/bin/python]: one table of extractors on the same pages, in one run.

DATA is a folder of sets, each with html/ and gold.json, and beside it score_html.py (4-shingle precision and recall).
CPU is that of the whole process, reading and inflating included; `x` is its multiple of html5ever's parse alone.
Build the crate first: cargo build --release. The virtual environment needs trafilatura and resiliparse from PyPI.
"""
import argparse, glob, json, os, resource, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("data"); p.add_argument("sejajar"); p.add_argument("--python"); p.add_argument("--score")
a = p.parse_args()
sys.path.insert(0, a.score or os.path.join(a.data, "..", ".."))
import score_html


def cpu(argv):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(argv, capture_output=True, text=True, encoding="utf-8")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if out.returncode not in (0, 3):
        print(f"{argv[0]} {argv[1]}: {out.stderr.strip()[-200:]}", file=sys.stderr)
    return out.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


for gold_file in sorted(glob.glob(os.path.join(a.data, "*", "gold.json"))):
    folder = os.path.dirname(gold_file)
    pages, gold = sorted(glob.glob(folder + "/html/*")), score_html.load(gold_file)
    rust = os.path.join(HERE, "target", "release", "peers")
    tools = {"html5ever + rcdom, parse only": [rust, "html5ever"], "dom_smoothie": [rust, "dom_smoothie"], "trafilatura (crate)": [rust, "trafilatura"]}
    if a.python:
        tools.update({f"{t} (PyPI)": [a.python, os.path.join(HERE, "python_peer.py"), t] for t in ("trafilatura", "trafilatura-precision", "resiliparse")})
    tools["sejajar -j 1"] = [a.sejajar, "clean", "-j", "1", "--format", "jsonl"]
    print(f"{os.path.basename(folder)}: {len(pages)} pages")
    print(f"  {'tool':32s} {'F1':>6s} {'P':>6s} {'R':>6s} {'pages/cpu-s':>12s} {'x':>6s}")
    floor = None
    for name, argv in tools.items():
        out, seconds = cpu(argv + pages)
        floor = floor or seconds
        found = {os.path.basename(r["path"]).split(".html")[0]: r["text"] for r in map(json.loads, out.splitlines())}
        m = score_html.score(gold, found)[0]
        scores = "".join(f" {m[k]:6.3f}" for k in ("f1", "precision", "recall")) if any(found.values()) else " " * 21
        print(f"  {name:32s}{scores} {len(pages) / seconds:12.0f} {seconds / floor:6.2f}", flush=True)
