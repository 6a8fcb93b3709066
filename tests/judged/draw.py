#!/usr/bin/env python3
"""Draw records at random from the news sample, for a reader to judge.

    tests/judged/draw.py --seed 7 --number 200 build/marsad ../shared/data/news/*.zip > /tmp/draw.txt

Prints for each record its key (as in records.tsv), title, sentence and fields. The same program, input and seed give the
same draw. The texts belong to their publishers: keep what this prints out of the repository.
"""
import argparse
import hashlib
import json
import random
import subprocess


def key_of(document, event):
    """Names a record without quoting it: a hash of the article's id, the event's type and where its trigger stands."""
    trigger = event["trigger"]
    return "%s:%s:%d-%d" % (hashlib.sha256(document.encode()).hexdigest()[:12], event["type"], trigger["start"], trigger["end"])


def records_of(program, files):
    output = subprocess.Popen([program, "read", "--json", *files], stdout=subprocess.PIPE, text=True).stdout
    for line in output:
        article = json.loads(line)
        for event in article["events"]:
            yield article, event


def text_of(span):
    return span["text"] if span else "-"


def party(span):
    return "%s [%s %s]" % (span["text"], span["country"] or "?", span["role"] or "?")


def number(value):
    return "-" if not value else "%s..%s" % (value["min"], value["max"])


def show(number_, article, event):
    start, end = article["sentences"][event["sentence"]]
    place, time = event["place"], event["time"]
    counts = {name: number(event[name]) for name in ("killed", "injured", "captured", "displaced", "participants") if event[name]}
    print("## %d %s" % (number_, key_of(article["document"], event)))
    print("article   %s (%s)" % (article["title"], article["published"]))
    print("before    %s" % article["text"][max(0, start - 250):start].replace("\n", " / "))
    print("sentence  %s" % article["text"][start:end])
    print("event     %s %s, trigger: %s" % (event["type"], event["mode"] or "", event["trigger"]["text"]))
    print("actors    %s" % "; ".join(map(party, event["actors"])))
    print("recips    %s" % "; ".join(map(party, event["recipients"])))
    print("place     %s" % ("- (%s)" % event["missing"].get("place") if not place else
                            "%s = %s, %s (%s)" % (place["text"], place["name"], place["country"], place["precision"])))
    print("date      %s" % ("- (%s)" % event["missing"].get("time") if not time else "%s = %s" % (text_of(time), time["value"])))
    print("counts    %s" % (counts or "-"))
    print("source    %s, %s, confidence %.2f" % (text_of(event["source"]), event["factuality"], event["confidence"]))
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--types", help="only these types, with commas between")
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    types = options.types.split(",") if options.types else None
    chance = random.Random(options.seed)
    kept = []
    # Reservoir sampling (Vitter 1985, algorithm R): every record has the same chance and none but the drawn are held.
    seen = 0
    for record in records_of(options.program, options.files):
        if types and record[1]["type"] not in types:
            continue
        seen += 1
        if len(kept) < options.number:
            kept.append(record)
        elif (place := chance.randrange(seen)) < options.number:
            kept[place] = record
    chance.shuffle(kept)
    print("# %d of %d records, seed %d\n" % (len(kept), seen, options.seed))
    for count, (article, event) in enumerate(kept, 1):
        show(count, article, event)


if __name__ == "__main__":
    main()
