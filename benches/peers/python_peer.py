"""python_peer.py trafilatura|trafilatura-precision|resiliparse PAGE...: one {"path","text"} a line."""
import gzip, json, sys

tool, pages = sys.argv[1], sys.argv[2:]
if tool == "resiliparse":
    from resiliparse.extract.html2text import extract_plain_text
    extract = lambda html: extract_plain_text(html, main_content=True, alt_texts=False, links=False)
else:
    import trafilatura
    precise = tool.endswith("precision")
    extract = lambda html: trafilatura.extract(html, include_comments=False, favor_precision=precise)
for path in pages:
    html = (gzip.open(path) if path.endswith(".gz") else open(path, "rb")).read().decode("utf-8", "replace")
    print(json.dumps({"path": path, "text": extract(html) or ""}))
