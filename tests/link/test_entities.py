#!/usr/bin/env python3
"""test_entities.py - `marsad entities` over a store of invented news, against the store asked by sqlite3."""
import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.environ.get("MARSAD_SOURCE_ROOT", ".")
PROGRAM = os.environ.get("MARSAD_PROGRAM", "build/marsad")
passed = failed = 0


def check(name, ok):
    global passed, failed
    passed += bool(ok)
    failed += not ok
    if not ok:
        print("FAILED:", name)


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def entities(db, *arguments):
    done = run("entities", "--db", db, "--json", *arguments)
    check("status of " + " ".join(arguments), done.returncode == 0)
    return [json.loads(line) for line in done.stdout.splitlines()]


NEWS = [
    ("a1", "صحيفة أ", "2021-03-02", "قصف الحوثيون أمس مدينة مأرب بالصواريخ، ما أدى إلى مقتل ثلاثة مدنيين."),
    ("a2", "صحيفة ب", "2021-03-03", "شنت ميليشيا الحوثي اليوم هجوما على مواقع القوات الحكومية في تعز."),
    ("a3", "صحيفة ب", "2021-03-05", "اعتقلت الشرطة التركية الثلاثاء في أنقرة المواطن سمير التونسي بتهمة السرقة."),
    ("a4", "صحيفة ج", "2021-03-06", "نددت طهران بالغارات، فيما اتهم وزير الخارجية الإيراني الولايات المتحدة بالتصعيد."),
    ("a5", "صحيفة ج", "2021-03-07", "قصفت مقاتلات تركية مواقع حزب العمال الكردستاني شمال العراق أمس."),
]


def invented(path, order):
    with open(path, "w", encoding="utf-8") as f:
        for i in order:
            key, outlet, day, text = NEWS[i]
            f.write(json.dumps({"id": key, "title": "خبر " + key, "source": outlet, "date": day, "text": text},
                               ensure_ascii=False) + "\n")


def check_invented(folder):
    files = []
    for name, order in [("one", range(5)), ("two", (4, 2, 0, 3, 1))]:
        path, db = os.path.join(folder, name + ".jsonl"), os.path.join(folder, name + ".db")
        invented(path, order)
        check("add", run("add", "--db", db, path).returncode == 0)
        files.append(db)
    one, two = files
    for arguments in [[], ["الحوثيون"], ["marsad:houthis-ansar-allah"], ["إيران"]]:
        check("another order: " + " ".join(arguments), entities(one, *arguments) == entities(two, *arguments))
    found = {e["id"]: e for e in entities(one)}
    check("one group under two names", found["marsad:houthis-ansar-allah"]["articles"] == 2)
    check("first and last", (found["marsad:houthis-ansar-allah"]["first"], found["marsad:houthis-ansar-allah"]["last"])
          == ("2021-03-02", "2021-03-03"))
    check("outlets", found["marsad:houthis-ansar-allah"]["outlets"] == 2)
    check("sources", found["marsad:houthis-ansar-allah"]["sources"] == 2)
    check("a capital is its state", "country:IR" in found)
    check("forces without a name", "forces:TR:MIL" in found)
    check("a private person is not there", "سمير" not in json.dumps(list(found.values()), ensure_ascii=False))
    whole = entities(one, "الحوثيون")
    check("one whole", len(whole) == 1 and whole[0]["id"] == "marsad:houthis-ansar-allah")
    check("its names", len({n["name"] for n in whole[0]["names"]}) >= 2)
    check("what it did", any(d["type"] == "ASSAULT" for d in whole[0]["actor"]["deeds"]))
    check("a sentence", all(x["sentence"] for x in whole[0]["actor"]["examples"]))
    check("by its English name", entities(one, "Houthis")[0]["id"] == "marsad:houthis-ansar-allah")
    check("no such", entities(one, "سمير التونسي") == [])
    check("days", "marsad:houthis-ansar-allah" not in {e["id"] for e in entities(one, "--from", "2021-03-04")})
    check("kind", {e["kind"] for e in entities(one, "--kind", "state")} == {"state"})
    check("role", all("REB" in e["role"] for e in entities(one, "--role", "reb")))
    check("country", {e["country"] for e in entities(one, "--country", "ye")} == {"YE"})


def check_samples(folder):
    db = os.path.join(folder, "samples.db")
    samples = [os.path.join(ROOT, "samples", name) for name in ("articles.jsonl", "wire.json", "text")]
    check("add samples", run("add", "--db", db, *samples).returncode == 0)
    store = sqlite3.connect(db)
    for e in entities(db):
        if not e["id"].startswith("marsad:") or e["kind"] == "person":
            continue
        n = store.execute("SELECT count(DISTINCT event) FROM event_party WHERE entity = ?", (e["id"],)).fetchone()[0]
        check("reports of " + e["id"], e["reports"] >= n) # and those that say "the army"
    check("sums", all(max(e["as_actor"], e["as_recipient"]) <= e["reports"] <= e["as_actor"] + e["as_recipient"] and
                      e["events"] <= e["reports"] and
                      e["sources"] <= e["texts"] <= e["articles"] <= e["reports"]
                      for e in entities(db)))
    persons = {r[0] for r in store.execute("SELECT id FROM entity WHERE kind = 'person'")}
    check("persons are listed ones", all(any(p.split("#")[0] == e["id"] for p in persons)
                                         for e in entities(db, "--kind", "person")))
    for e in entities(db)[:10]:
        whole = entities(db, e["id"])[0]
        check("deeds of " + e["id"], sum(d["reports"] for d in whole["actor"]["deeds"]) == whole["actor"]["reports"]
              == e["as_actor"] and sum(d["reports"] for d in whole["recipient"]["deeds"]) == e["as_recipient"])
    lines = list(csv.DictReader(io.StringIO(run("entities", "--db", db, "--csv").stdout, newline="")))
    listed = entities(db)
    check("CSV", [(r["id"], r["name"], int(r["reports"])) for r in lines] ==
          [(e["id"], e["name"], e["reports"]) for e in listed])
    check("limit", entities(db, "--limit", "3") == listed[:3])
    check("for people", "ASSAULT" in run("entities", "--db", db, listed[0]["id"]).stdout)
    store.close()


def main():
    with tempfile.TemporaryDirectory() as folder:
        check_invented(folder)
        check_samples(folder)
        for wrong in (["--kind", "people"], ["--country", "Yemen"], ["--from", "x"], ["--limit", "0"], ["a", "b"],
                      ["--csv", "a"]):
            check("wrong usage " + " ".join(wrong), run("entities", *wrong).returncode == 2)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
