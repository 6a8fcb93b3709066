"""marsad export read back by independent readers: Python's csv and json, SQLite, and a reader of CoNLL-U."""
import csv
import hashlib
import io
import json
import os
import pathlib
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("MARSAD_PROGRAM", "build/marsad")
ROOT = pathlib.Path(os.environ.get("MARSAD_SOURCE_ROOT", "."))
TABLES = ["csv", "acled", "ucdp", "polecat", "mentions"]
FORMATS = TABLES + ["geojson", "jsonl", "conllu"]
failures = []


def check(name, ok, what=""):
    if not ok:
        failures.append(name)
        print("FAILED:", name, str(what)[:400])


def marsad(*arguments, status=0, **options):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False, **options)
    check(f"status of {' '.join(map(str, arguments))}", done.returncode == status,
          (done.returncode, done.stderr.decode()[:300]))
    return done.stdout


def layouts():
    """{layout: columns} as data/layouts.tsv has them."""
    found = {}
    for line in (ROOT / "data" / "layouts.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#") and not line.startswith("key\t"):
            layout, column = line.split("\t")[0].split(":", 1)
            found.setdefault(layout, []).append(column)
    return found


def rows_of(text):
    return list(csv.reader(io.StringIO(text.decode("utf-8"), newline="")))


def dicts_of(text):
    head, *rows = rows_of(text)
    return [dict(zip(head, row)) for row in rows]


# Invented people; their names come again in short form, with proclitics, in the title, a caption, the address.
PRIVATE = {
    "id": "private-kamal-zahrawi", "url": "https://paper.example/news/kamal-zahrawi-كمال-الزهراوي.html",
    "title": "مقتل كمال الزهراوي في بعقوبة", "author": "سامر القنواتي", "date": "2021-03-05", "source": "صحيفة المنارات",
    "text": "بعقوبة - قال المواطن كمال رشيد الزهراوي إن مسلحين أطلقوا النار على منزله أمس في بعقوبة.\n"
            "وقتل ثلاثة أشخاص في الهجوم، بحسب كمال الزهراوي. وأضاف الزهراوي أن الشرطة وصلت متأخرة.\n"
            "وقالت الشرطة إنها تبحث عن المهاجمين، ووعدت للزهراوي بحماية وبالزهراوي لقاء آخر.\n"
            "واتهم الطبيب نزار عبدالكريم الدباغ الجيش العراقي بقصف حي في الموصل أمس. وقال الدباغ إن خمسة مدنيين قتلوا.",
}
NAMES = ["الزهراوي", "كمال", "رشيد", "القنواتي", "سامر", "الدباغ", "نزار", "kamal", "zahrawi"]
FORMULA = {"id": "-formula", "url": "https://paper.example/1", "title": "=HYPERLINK(\"http://evil.example\",\"x\")",
           "source": "@outlet", "date": "2021-03-06",
           "text": "قتل سبعة أشخاص أمس في انفجار سيارة مفخخة في الدار البيضاء، قالت الشرطة المغربية."}

KILLINGS = [
    {"id": f"kill-{n}", "url": f"https://paper.example/k{n}", "source": "صحيفة المنارات", "title": "هجوم في العراق",
     "date": "2021-03-07", "text": text}
    for n, text in enumerate([
        "قتل مسلحو تنظيم داعش خمسة مدنيين في الموصل أمس، قالت الشرطة العراقية.",
        "قصفت طائرات الجيش العراقي مواقع تنظيم داعش في الرمادي أمس ما أدى إلى مقتل عشرة مسلحين من التنظيم.",
        "هاجم تنظيم القاعدة أمس قوات الجيش اليمني في مدينة عدن وقتل سبعة جنود.",
    ])]


def make_store(folder, name, articles, link=True):
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    db = folder / f"{name}.db"
    marsad("add", "--db", db, path)
    if link:
        marsad("link", "--db", db)
    return db


def export(db, kind, *options, status=0):
    return marsad("export", "--db", db, "--format", kind, *options, status=status)


def sample_articles():
    lines = (ROOT / "samples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    wire = json.loads((ROOT / "samples" / "wire.json").read_text(encoding="utf-8"))
    wire = [{"id": a["url"], "url": a["url"], "source": a["source"], "title": a["title"], "date": a["date_extracted"],
             "text": a["content"]} for a in wire]
    return [json.loads(line) for line in lines if line.strip()] + wire + [PRIVATE, FORMULA] + KILLINGS


# ---- what comes out ----

def test_tables(folder, db):
    columns = layouts()
    with sqlite3.connect(db) as store:
        events = store.execute("SELECT count(*) FROM event").fetchone()[0]
        stories = store.execute("SELECT count(*) FROM story").fetchone()[0]
    for kind in TABLES:
        for unit, whole in (("report", events), ("story", events if kind == "mentions" else stories)):
            out = folder / f"{kind}-{unit}"
            manifest = json.loads(export(db, kind, "--unit", unit, "--out", out, "--json"))
            data = (out / f"{'events' if kind == 'csv' else kind}.csv").read_bytes()
            head, *rows = rows_of(data)
            check(f"{kind}: columns", head == columns[kind], head)
            check(f"{kind}: every row is whole", all(len(row) == len(head) for row in rows))
            check(f"{kind}/{unit}: rows as counted", len(rows) == manifest["rows"], (len(rows), manifest["rows"]))
            check(f"{kind}/{unit}: nothing is lost", len(rows) + sum(manifest["left_out"].values()) == whole,
                  (len(rows), manifest["left_out"], whole))
            check(f"{kind}: something is there", len(rows) > 0)
            check(f"{kind}: stdout is the same", data == export(db, kind, "--unit", unit))
            check_sqlite(kind, head, rows)
            names = [row[0] for row in rows]
            check(f"{kind}/{unit}: names of rows", kind == "mentions" or len(set(names)) == len(names))


def check_sqlite(kind, head, rows):
    with sqlite3.connect(":memory:") as db:
        db.execute(f"CREATE TABLE t({', '.join(chr(34) + c + chr(34) for c in head)})")
        db.executemany(f"INSERT INTO t VALUES({', '.join('?' * len(head))})", rows)
        check(f"{kind}: SQLite", db.execute("SELECT count(*) FROM t").fetchone()[0] == len(rows))


def test_manifest(folder, db):
    out = folder / "manifest"
    said = json.loads(export(db, "acled", "--country", "iq", "--min-confidence", "0.1", "--out", out, "--json",
                             "--timestamp", "2026-01-31T12:00:00Z"))
    kept = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    check("manifest: as printed", said == kept)
    check("manifest: filters as given", kept["filters"] == {"country": "iq"}, kept["filters"])
    check("manifest: confidence", kept["min_confidence"] == 0.1)
    for entry in kept["files"]:
        data = (out / entry["name"]).read_bytes()
        check(f"manifest: {entry['name']}", entry["bytes"] == len(data)
              and entry["sha256"] == hashlib.sha256(data).hexdigest())
    check("manifest: all files", sorted(os.listdir(out)) == sorted(["manifest.json"] + [f["name"] for f in kept["files"]]),
          os.listdir(out))
    check("manifest: timestamp", kept["timestamp"] == "2026-01-31T12:00:00Z")
    rows = dicts_of((out / "acled.csv").read_bytes())
    check("acled: timestamp", rows and all(r["timestamp"] == "1769860800" for r in rows))
    check("acled: country", all(r["iso"] == "368" and r["region"] == "Middle East" for r in rows))
    words = rows_of((out / "data-dictionary.csv").read_bytes())
    check("dictionary: columns", [w[0] for w in words[1:]] == layouts()["acled"])
    check("dictionary: two languages", all(w[2] and w[3] for w in words[1:]))


def test_values(db):
    acled = dicts_of(export(db, "acled", "--unit", "report"))
    check("acled: known kinds", {r["inter1"] for r in acled} <= {
        "", "State forces", "Rebel group", "Political militia", "Rioters", "Protesters", "Civilians",
        "External/Other forces"}, {r["inter1"] for r in acled})
    check("acled: precisions", {r["time_precision"] for r in acled} <= {"1", "2", "3"}
          and {r["geo_precision"] for r in acled} <= {"", "1", "2", "3"})
    check("acled: no coordinates without precision", all(bool(r["latitude"]) == bool(r["geo_precision"]) for r in acled))
    check("acled: protests have no second actor", all(not r["actor2"] for r in acled if r["event_type"] == "Protests"))
    blast = [r for r in acled if r["country"] == "Morocco"]
    check("acled: the blast of the formula", len(blast) == 1 and blast[0]["fatalities"] == "7"
          and blast[0]["longitude"].startswith("-7"), blast)
    ucdp = dicts_of(export(db, "ucdp", "--unit", "report"))
    check("ucdp: deaths add up", ucdp and all(
        float(r["best"]) == sum(float(r[c]) for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"))
        and float(r["low"]) <= float(r["best"]) <= float(r["high"]) and float(r["high"]) >= 1 for r in ucdp))
    check("ucdp: types", {r["type_of_violence"] for r in ucdp} <= {"1", "2", "3"})
    check("ucdp: states have numbers", all(r["gwnoa"] for r in ucdp if r["side_a"].startswith("Government of")))
    check("ucdp: grid", all(1 <= int(r["priogrid_gid"]) <= 259200 for r in ucdp if r["priogrid_gid"]))
    polecat = dicts_of(export(db, "polecat"))
    check("polecat: quads", {r["Quad Code"] for r in polecat} <= {
        "", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"})


def test_labels(db):
    english, arabic = (dicts_of(export(db, "acled", "--unit", "report", "--labels", l)) for l in ("en", "ar"))
    check("labels: same rows", [r["event_id_cnty"] for r in english] == [r["event_id_cnty"] for r in arabic])
    check("labels: Arabic", all(r["country"].isascii() is False and not r["event_type"].isascii() for r in arabic))
    check("labels: English", all(r["event_type"].isascii() for r in english))


def test_geojson(db):
    whole = json.loads(export(db, "geojson", "--unit", "report"))
    with sqlite3.connect(db) as store:
        events = store.execute("SELECT count(*) FROM event").fetchone()[0]
    check("geojson: features", whole["type"] == "FeatureCollection" and len(whole["features"]) == events)
    columns = layouts()["geojson"]
    for f in whole["features"]:
        check("geojson: members", ["geometry"] + list(f["properties"]) == columns, list(f["properties"]))
        if f["geometry"]:
            lon, lat = f["geometry"]["coordinates"]
            check("geojson: a point", -180 <= lon <= 180 and -90 <= lat <= 90 and f["properties"]["country"])
    check("geojson: nothing fits", json.loads(export(db, "geojson", "--country", "AQ"))["features"] == [])


def test_records(folder, db):
    lines = export(db, "jsonl").decode().splitlines()
    read = marsad("read", "--json", folder / "one.jsonl").decode().splitlines()
    check("jsonl: the records of read", sorted(lines) == sorted(read), (len(lines), len(read)))
    days = [json.loads(line)["published"] or "9" for line in lines]
    check("jsonl: by day", days == sorted(days))
    check("jsonl: keys", list(json.loads(lines[0])) == layouts()["jsonl"])
    some = [json.loads(line) for line in export(db, "jsonl", "--min-confidence", "0.8").decode().splitlines()]
    full = {r["document"]: r for r in map(json.loads, lines)}
    check("jsonl: confidence", all(e["confidence"] >= 0.8 and full[r["document"]]["events"][e["id"]] == e
                                   for r in some for e in r["events"]))
    iraq = export(db, "jsonl", "--country", "IQ").decode().splitlines()
    check("jsonl: filters", 0 < len(iraq) < len(lines))
    check("jsonl: limit", export(db, "jsonl", "--limit", "3").decode().splitlines() == lines[:3])


def test_conllu(db):
    documents, sentences, last = 0, 0, 0
    for line in export(db, "conllu").decode().split("\n"):
        if line.startswith("# newdoc"):
            documents += 1
        elif line.startswith("# text"):
            sentences, last = sentences + 1, 0
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            check("conllu: ten columns", len(cells) == 10 and all(cells), line)
            check("conllu: numbers", int(cells[0]) == last + 1, line)
            last += 1
    with sqlite3.connect(db) as store:
        articles = store.execute("SELECT count(*) FROM article").fetchone()[0]
        kept = store.execute("SELECT count(*) FROM sentence").fetchone()[0]
    check("conllu: all documents", documents == articles, (documents, articles))
    check("conllu: all sentences", sentences == kept, (sentences, kept))


# ---- promises ----

def test_order(folder, articles, db):
    random.Random(7).shuffle(articles)
    other = make_store(folder, "two", articles)
    for kind in FORMATS:
        a, b = folder / "same-a" / kind, folder / "same-b" / kind
        for out, store in ((a, db), (b, other)):
            out.parent.mkdir(exist_ok=True)
            export(store, kind, "--out", out)
        for name in sorted(os.listdir(a)):
            check(f"{kind}: {name} does not depend on the order of adding",
                  (a / name).read_bytes() == (b / name).read_bytes())


def test_redaction(db):
    for kind in FORMATS:
        for options in ((), ("--labels", "ar"), ("--unit", "report")):
            before, after = (export(db, kind, *options, *more).decode() for more in ((), ("--redact", "persons")))
            for name in NAMES:
                check(f"{kind}: {name} is gone", not re.search(rf"\b[وف]?[بلك]?{name}\b", after.replace("للز", "لالز")))
            if kind not in ("ucdp", "acled", "mentions"):
                check(f"{kind}: names were there", NAMES[0] in before)
                check(f"{kind}: [person] stands for them", "[person]" in after or kind == "conllu")
    for line in export(db, "jsonl", "--redact", "persons").decode().splitlines():
        r = json.loads(line)
        spans = r["mentions"] + r["times"] + [e["trigger"] for e in r["events"]]
        spans += [p for e in r["events"] for p in e["actors"] + e["recipients"] + [e["place"], e["time"], e["source"]]]
        spans += r["holdings"] + [h[k] for h in r["holdings"] for k in ("holder", "place", "source")]
        check("jsonl: spans fit the new text", all(r["text"][s["start"]:s["end"]] == s["text"] for s in spans if s), line)
        check("jsonl: no ids of persons", all(m["entity"] is None for m in r["mentions"] if m["kind"] == "person"))
        check("jsonl: nobody wrote it", r["author"] is None and not any(c["credit"] for c in r["captions"]))
    kept = export(db, "jsonl", "--redact", "persons").decode()
    check("names of bodies and places stay", "الشرطة" in kept and "بعقوبة" in kept)
    with tempfile.TemporaryDirectory() as out:
        for actor, left in (("كمال الزهراوي", "[withheld]"), ("marsad:somebody", "[withheld]"), ("CVL", "CVL")):
            for options in (("--actor", actor, "--redact", "persons"), ("--redact", "persons", "--recipient", actor)):
                manifest = json.loads(export(db, "csv", *options, "--out", out, "--json"))
                check("a name to look for is no filter to tell", left in manifest["filters"].values(), manifest["filters"])
        manifest = json.loads(export(db, "csv", "--actor", "كمال الزهراوي", "--out", out, "--json"))
        check("filters as given", manifest["filters"] == {"actor": "كمال الزهراوي"}, manifest["filters"])


def test_addresses(folder):
    """Of an address a host is left, if it is one."""
    urls = {"https://paper.example/kamal/1": "https://paper.example", "http://كمال-الزهراوي.example/2": None,
            "https://kamal@paper.example/3": None, "https://paper.example\\kamal/4": None, "kamal-zahrawi.html": None,
            "https://paper.example:8080?kamal": "https://paper.example:8080"}
    db = make_store(folder, "addresses", [dict(PRIVATE, id=f"address-{n}", url=url, text=PRIVATE["text"] + "." * n)
                                          for n, url in enumerate(urls)])
    found = {json.loads(line)["url"] for line in export(db, "jsonl", "--redact", "persons").decode().splitlines()}
    check("hosts", found == set(urls.values()), found)


def test_links_in_folder(folder, db):
    """What somebody else put in the way of a file is not written through."""
    out, other = folder / "shared", folder / "other.txt"
    out.mkdir()
    other.write_text("untouched")
    for name in (".events.csv.part", "events.csv", ".manifest.json.part", "manifest.json"):
        (out / name).symlink_to(other)
    export(db, "csv", "--out", out)
    check("links: untouched", other.read_text() == "untouched")
    check("links: written", not (out / "events.csv").is_symlink() and (out / "events.csv").stat().st_size > 100)


def test_formulas(db):
    rows = dicts_of(export(db, "csv"))
    listed = rows_of(marsad("events", "--db", db, "--csv"))
    check("csv: columns of events --csv", layouts()["csv"][:len(listed[0])] == listed[0])
    row = [r for r in rows if r["document"].endswith("formula")]
    check("formula: title", row and row[0]["title"].startswith("'=HYPERLINK"), row)
    check("formula: document, outlet", row and row[0]["document"] == "'-formula" and row[0]["source"] == "'@outlet")
    check("formula: numbers stay", row and float(row[0]["lon"]) < 0)
    for kind in TABLES:
        for text in (cell for line in rows_of(export(db, kind))[1:] for cell in line):
            check("formula: none", text[:1] not in "=+@\t\r" or not text, text)
            check("formula: only numbers begin with -", text[:1] != "-" or float(text) < 0, text)


def test_reviews(folder, articles):
    db = make_store(folder, "reviewed", articles)
    reports = [r for r in dicts_of(export(db, "csv")) if r["document"] == "private-kamal-zahrawi"]
    check("reviews: several reports of one article", len(reports) > 1, len(reports))
    before = json.loads(export(db, "csv", "--out", folder / "before", "--json"))
    marsad("review", "reject", "--db", db, reports[0]["id"], "--by", "سامر القنواتي", "--why", "no event")
    marsad("review", "edit", "--db", db, reports[1]["id"], "killed=9", "--by", "سامر القنواتي", "--why", "the ministry")
    after = json.loads(export(db, "csv", "--out", folder / "after", "--json"))
    check("reviews: another content of the store",
          before["store"]["fingerprint_sha256"] != after["store"]["fingerprint_sha256"])
    check("reviews: counted", after["reviewed"] == 1 and after["rows"] == before["rows"] - 1, after)
    for options in ((), ("--redact", "persons")):
        rows = {r["id"]: r for r in dicts_of(export(db, "csv", *options))}
        check("reviews: a rejected report is left out", reports[0]["id"] not in rows)
        row = rows[reports[1]["id"]]
        check("reviews: corrected", row["review"] == "edited" and row["killed_min"] == "9" and row["corrected"] == "killed", row)
        check("reviews: who did it", bool(row["reviewer"]) == (not options))
        check("reviews: the right event of the article", row["type"] == reports[1]["type"]
              and row["trigger"] == reports[1]["trigger"], row)
    for kind in FORMATS:
        check(f"{kind}: no reviewer", "القنواتي" not in export(db, kind, "--redact", "persons").decode())


def limited():
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))


def test_failures(folder, db):
    export(db, "nonsense", status=2)
    marsad("export", "--db", db, status=2)
    export(db, "acled", "--json", status=2)
    export(db, "acled", "extra", status=2)
    for option, value in (("--redact", "places"), ("--labels", "fr"), ("--min-confidence", "2"), ("--unit", "x"),
                          ("--timestamp", "2026-02-30T00:00:00Z"), ("--type", "NONSENSE")):
        export(db, "acled", option, value, status=2)
    export(folder / "none.db", "acled", status=3)
    export(db, "acled", "--out", folder / "no" / "such", status=3)
    export(db, "acled", "--out", folder / "one.jsonl", status=3)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "export", "--db", db, "--format", "csv"], stdout=full, stderr=subprocess.PIPE,
                              check=False)
    check("full disk: stdout", done.returncode == 3 and b"cannot write" in done.stderr, done.stderr)
    out = folder / "kept"
    export(db, "ucdp", "--out", out)
    before = {name: (out / name).read_bytes() for name in os.listdir(out)}
    marsad("export", "--db", db, "--format", "ucdp", "--unit", "report", "--out", out, status=3, preexec_fn=limited)
    check("full disk: what was there is there", before == {n: (out / n).read_bytes() for n in os.listdir(out)},
          os.listdir(out))
    marsad("export", "--db", db, "--format", "csv", "--out", folder / "fresh", status=3, preexec_fn=limited)
    check("full disk: no half file", os.listdir(folder / "fresh") == [])
    done = subprocess.run(f"'{PROGRAM}' export --db '{db}' --format jsonl | head -c 10", shell=True, capture_output=True,
                          check=False)
    check("a closed pipe ends quietly", len(done.stdout) == 10 and not done.stderr, done.stderr)


def main():
    check("docs/layouts.md is what data/layouts.tsv says",
          subprocess.run([sys.executable, ROOT / "scripts" / "layouts", "--check"], check=False).returncode == 0)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        articles = sample_articles()
        db = make_store(folder, "one", articles)
        test_tables(folder, db)
        test_manifest(folder, db)
        test_values(db)
        test_labels(db)
        test_geojson(db)
        test_records(folder, db)
        test_conllu(db)
        test_redaction(db)
        test_addresses(folder)
        test_links_in_folder(folder, db)
        test_formulas(db)
        test_failures(folder, db)
        test_reviews(folder, articles)
        test_order(folder, articles, db)
    sys.exit(f"{len(failures)} checks failed" if failures else 0)


main()
