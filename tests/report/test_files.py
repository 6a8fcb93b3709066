#!/usr/bin/env python3
"""test_files.py - the files of `marsad report`, read by others.

The page by html.parser, the CSV by csv; its numbers against the store, asked by sqlite3; page, CSV and the table of
accuracy against each other; and the page through a browser, where there is one ($MARSAD_BROWSER, or chromium).
"""
import csv
import html.parser
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.environ.get("MARSAD_SOURCE_ROOT", ".")
PROGRAM = os.environ.get("MARSAD_PROGRAM", "build/marsad")
HOSTILE = "<script>document.title='owned'</script>"
passed = failed = skipped = 0


def check(name, ok):
    global passed, failed
    passed += bool(ok)
    failed += not ok
    if not ok:
        print("FAILED:", name)


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)


class Page(html.parser.HTMLParser):
    """Tables by section: rows of cells; and whether every element is closed where it should be."""
    EMPTY = {"meta", "rect", "br"}

    def __init__(self):
        super().__init__()
        self.open, self.wrong, self.tags = [], 0, set()
        self.sections, self.section, self.cell = {}, None, None

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        attrs = dict(attrs)
        if tag == "section":
            self.section = self.sections.setdefault(attrs["id"], [])
        elif tag == "tr":
            self.section.append([])
        elif tag in ("td", "th"):
            self.cell = []
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.EMPTY:
            return
        self.wrong += not self.open or self.open.pop() != tag
        if tag in ("td", "th"):
            self.section[-1].append("".join(self.cell))
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)


def number(rows, section, item, detail=""):
    found = [r for r in rows if (r["section"], r["item"], r["detail"]) == (section, item, detail)]
    return float(found[0]["value"]) if len(found) == 1 else None


def check_numbers(rows, db):
    one = lambda sql: db.execute(sql).fetchone()[0]
    for section, item, detail, sql in [
        ("store", "articles", "", "SELECT count(*) FROM article"),
        ("store", "events", "", "SELECT count(*) FROM event"),
        ("store", "names (mentions)", "", "SELECT count(*) FROM mention"),
        ("store", "refusals", "", "SELECT sum(count) FROM refused"),
        ("fields", "actor", "", "SELECT count(DISTINCT event) FROM event_party WHERE side = 'actor'"),
        ("fields", "recipient", "", "SELECT count(DISTINCT event) FROM event_party WHERE side = 'recipient'"),
        ("fields", "place", "", "SELECT count(*) FROM event WHERE place_text IS NOT NULL"),
        ("fields", "day", "told by the text", "SELECT count(*) FROM event WHERE day_is = 'event'"),
        ("fields", "killed", "", "SELECT count(*) FROM event WHERE killed_min NOTNULL OR killed_max NOTNULL"),
        ("fields", "source", "", "SELECT count(*) FROM event WHERE source_text IS NOT NULL"),
        ("types", "ASSAULT", "aerial", "SELECT count(*) FROM event WHERE type = 'ASSAULT' AND mode = 'aerial'"),
        ("factuality", "denied", "", "SELECT count(*) FROM event WHERE factuality = 'denied'"),
        ("missing", "place", "not-stated",
         "SELECT count(*) FROM event_missing WHERE field = 'place' AND reason = 'not-stated'"),
        ("duplicates", "groups of near copies", "", "SELECT count(DISTINCT group_id) FROM near"),
        ("sources", "none", "", "SELECT count(*) FROM event WHERE source_text IS NULL"),
    ]:
        check(f"{section}, {item}, {detail}", number(rows, section, item, detail) == one(sql))
    for section, table in [("types", "event"), ("confidence", "event"), ("factuality", "event"), ("sources", "event"),
                           ("outlets", "article"), ("languages", "article"), ("made-by", "article"),
                           ("countries", "event"), ("outlet-events", "event"), ("stances", "statement")]:
        total = sum(float(r["value"]) for r in rows if r["section"] == section)
        check(f"all of {table} are in {section}", total == one(f"SELECT count(*) FROM {table}"))
    days = sum(float(r["value"]) for r in rows if r["section"] == "days")
    check("days", days == one("SELECT count(*) FROM article WHERE published IS NOT NULL"))
    for r in rows:
        if r["share"]:
            check("share of " + r["item"], abs(float(r["share"]) - float(r["value"]) / float(r["of"])) < 1e-6)


def check_page(page, rows):
    check("every element is closed", page.wrong == 0 and not page.open)
    check("no script, no request", not page.tags & {"script", "img", "link", "iframe", "object", "embed"})
    by_section = {}
    for r in rows:
        by_section.setdefault(r["section"], []).append(r)
    for name, table in page.sections.items():
        lines = by_section.get(name, [])
        shown = table[1:]
        check("rows of " + name, len(shown) <= len(lines) and (len(shown) >= 30 or len(shown) == len(lines)))
        for cells, r in zip(shown, lines):
            value = cells[2] if table[0][1] != "" and len(cells) == 5 else cells[1]
            if re.fullmatch(r"[0-9]+", r["value"]):
                check(f"{name}, {r['item']}", cells[0] == r["item"].lstrip("'") and
                      value.replace(",", "") == r["value"])


def check_accuracy(rows):
    with open(os.path.join(ROOT, "data/accuracy.tsv"), encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")][1:]
    measured = [r for r in rows if r["section"] == "accuracy"]
    check("all measurements", [r["value"] for r in measured] == [f"{float(v[2]):.9g}" for v in lines])
    with open(os.path.join(ROOT, "docs/accuracy.md"), encoding="utf-8") as f:
        text = f.read()
    for what, measure, value, low, high, *_ in lines:
        short = value.lstrip("0")
        said = f"{short} ({low.lstrip('0')} to {high.lstrip('0')})" if low else short
        check(f"docs/accuracy.md has {what}, {measure} {said}", said in text)


def check_browser(path, folder):
    global skipped
    browser = os.environ.get("MARSAD_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not browser:
        skipped += 1
        print("skipped: no browser (Debian's package chromium) to show the page in")
        return
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile", "--no-first-run"]
    dom = subprocess.run([browser, *flags, "--dump-dom", "file://" + path], capture_output=True, text=True, timeout=90)
    check("the browser shows it", dom.returncode == 0 and "<h1>Quality report</h1>" in dom.stdout)
    check("no script ran", "<title>Marsad: quality report</title>" in dom.stdout and "<script" not in dom.stdout)
    check("the hostile outlet is text", "&lt;script&gt;document.title" in dom.stdout)
    pdf = os.path.join(folder, "page.pdf")
    subprocess.run([browser, *flags, f"--print-to-pdf={pdf}", "file://" + path], capture_output=True, timeout=90)
    check("it prints", os.path.exists(pdf) and os.path.getsize(pdf) > 10000)


def main():
    with tempfile.TemporaryDirectory() as folder:
        db, out = os.path.join(folder, "t.db"), os.path.join(folder, "out")
        hostile = os.path.join(folder, "hostile.jsonl")
        with open(hostile, "w", encoding="utf-8") as f:
            f.write('{"id":"x","title":"%s","source":"%s","date":"2021-03-05","text":"قتل 3 أشخاص أمس في بغداد."}\n'
                    % (HOSTILE, HOSTILE) + '{"text":5}\n{broken\n')
        samples = [os.path.join(ROOT, "samples", name) for name in ("articles.jsonl", "wire.json", "text")]
        added = run("add", "--db", db, *samples, hostile, os.path.join(folder, "not<b>there"))
        check("add", added.returncode == 1)
        made = run("report", "--db", db, "--out", out)
        check("report", made.returncode == 0 and made.stdout.split() == [out + "/report.html", out + "/report.csv"])
        first = open(out + "/report.html", "rb").read()
        check("the same bytes again", run("report", "--db", db, "--out", out).returncode == 0 and
              open(out + "/report.html", "rb").read() == first)
        other = os.path.join(folder, "other.db")
        for name in [os.path.join(folder, "not<b>there"), hostile, *reversed(samples)]:
            run("add", "--db", other, name)
        check("added in another order", run("report", "--db", other, "--html", out + "/other.html").returncode == 0 and
              open(out + "/other.html", "rb").read() == first)
        with open(out + "/report.csv", encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f))
        check("every line has every column", all(None not in r and None not in r.values() for r in rows))
        with sqlite3.connect(db) as store:
            check_numbers(rows, store)
        page = Page()
        page.feed(first.decode("utf-8"))
        page.close()
        check_page(page, rows)
        check("the hostile outlet is a row", any(r["item"] == HOSTILE for r in rows if r["section"] == "outlets"))
        check_accuracy(rows)
        check("wrong usage", run("report", "--db", db).returncode == 2 and
              run("report", "--db", db, "--html", db).returncode == 2 and
              run("report", "--db", db, "--out", out, "--csv", out).returncode == 2)
        check("a folder that cannot be", run("report", "--db", db, "--out", "/proc/none/x").returncode == 3)
        check_browser(out + "/report.html", folder)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


sys.exit(main())
