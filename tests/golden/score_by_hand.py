#!/usr/bin/env python3
"""Scores the events of sixteen sample articles against events-by-hand.tsv and holds them to the floors of bands.tsv.

    score_by_hand.py           the figures; exit status 1 if one lies below its floor
    score_by_hand.py --list    also what was missed, what came too much and which fields differ
    score_by_hand.py --bands   a new bands.tsv with floors a little below today's figures

A row and an event of its type are a pair where their triggers agree, or two other fields. Each is in one pair only.
"""
import json
import os
import sys
from collections import defaultdict

from golden import ROOT, covers, load, read_samples, read_table

FIELDS = ["actor", "recipient", "place", "date", "killed", "injured", "factuality", "source", "mode"]
SLACK = 0.02  # of a new floor below the figure of the day


def documents():
    """{document of events-by-hand.tsv: (document, article) of the record}"""
    with open(os.path.join(ROOT, "samples", "wire.json"), encoding="utf-8") as f:
        wire = [article["url"] for article in json.load(f)]
    known = {}
    for row in read_table("events-by-hand.tsv"):
        name, _, number = row["document"].partition("#")
        if name == "wire.json":
            known[row["document"]] = (wire[int(number) - 1], 1)
        else:
            known[row["document"]] = (os.path.basename(name), int(number or 1))
    return known


def any_covers(cell, parties):
    return any(covers(part, p["text"]) for part in cell.split("|") for p in parties)


def days(date):
    """First and last day of "2021-03-04", "2021-02", "2014-SU", "2011", "2021-02..", as far as they are named."""
    if date.endswith("-SU"):
        return date[:4] + "-06", date[:4] + "-09"
    first, dots, last = date.partition("..")
    return first, last if dots else first


def agree_date(cell, event):
    time = event["time"]
    if not cell or not time or not time["from"]:
        return not cell and not time
    first, last = days(cell)
    return time["from"][:len(first)] <= first <= time["to"][:len(first)] or \
        first <= time["from"][:len(first)] <= (last or "9999")


def agree_count(cell, count):
    if not cell or not count:
        return not cell and not count
    return count["min"] == int(cell.rstrip(".")) and (count["max"] is None) == cell.endswith("..")


def agree(field, row, event):
    cell = row[field]
    if field in ("actor", "recipient"):
        parties = event[field + "s"]
        return any_covers(cell, parties) if cell and parties else not cell and not parties
    if field == "date":
        return agree_date(cell, event)
    if field in ("killed", "injured"):
        return agree_count(cell, event[field])
    if field == "mode":
        return (event["mode"] or "") in cell.split("|")
    if field == "factuality":
        return event["factuality"] == cell
    value = event[field]
    text = value["text"] if isinstance(value, dict) else value
    return covers(cell, text) if cell and text else not cell and not text


def text_of(value):
    return value["text"] if isinstance(value, dict) else value


def likeness(row, event):
    """0: no pair."""
    if row["type"] != event["type"]:
        return 0
    same_word = covers(row["trigger"], text_of(event["trigger"]))
    fields = sum(bool(row[f]) and agree(f, row, event) for f in FIELDS if f not in ("factuality", "mode"))
    return (3 if same_word else 0) + fields if same_word or fields >= 2 else 0


def pair_up(rows, events):
    ranked = sorted(((likeness(r, e), -i, -k) for i, r in enumerate(rows) for k, e in enumerate(events)), reverse=True)
    pairs, rows_left, events_left = [], set(range(len(rows))), set(range(len(events)))
    for score, i, k in ranked:
        if score and -i in rows_left and -k in events_left:
            pairs.append((rows[-i], events[-k]))
            rows_left.discard(-i)
            events_left.discard(-k)
    return pairs, [rows[i] for i in sorted(rows_left)], [events[k] for k in sorted(events_left)]


def show(document, pairs, missed, extra):
    for row in missed:
        print(f"missed  {document} {row['type']} {row['trigger']}: {row['actor']} > {row['recipient']}")
    for event in extra:
        parties = [[p["text"] for p in event[side]] for side in ("actors", "recipients")]
        print(f"extra   {document} {event['type']} {text_of(event['trigger'])}: {parties[0]} > {parties[1]}")
    for row, event in pairs:
        for field in FIELDS:
            if not agree(field, row, event):
                plural = field + "s" if field in ("actor", "recipient") else "time" if field == "date" else field
                print(f"differs {document} {row['type']} {row['trigger']} {field}: {row[field] or '-'} | "
                      f"{json.dumps(event[plural], ensure_ascii=False)[:160]}")


def measure(listing):
    records, rows = load(read_samples()), defaultdict(list)
    for row in read_table("events-by-hand.tsv"):
        rows[row["document"]].append(row)
    paired, wanted, given = defaultdict(int), defaultdict(int), defaultdict(int)
    agreed, n_pairs = defaultdict(int), 0
    for document, key in documents().items():
        gold = [r for r in rows[document] if r["type"] != "NONE"]
        pairs, missed, extra = pair_up(gold, records[key]["events"])
        if listing:
            show(document, pairs, missed, extra)
        for kind in ("all", *{r["type"] for r in gold} | {e["type"] for e in records[key]["events"]}):
            paired[kind] += sum(kind in ("all", r["type"]) for r, _ in pairs)
            wanted[kind] += sum(kind in ("all", r["type"]) for r in gold)
            given[kind] += sum(kind in ("all", e["type"]) for e in records[key]["events"])
        n_pairs += len(pairs)
        for row, event in pairs:
            for field in FIELDS:
                agreed[field] += agree(field, row, event)
    figures = {}
    for kind in sorted(wanted, key=lambda k: (k != "all", -wanted[k], k)):
        if kind == "all" or wanted[kind] >= 5:  # fewer say nothing
            figures[f"precision {kind}"] = (paired[kind] / max(given[kind], 1), given[kind])
            figures[f"recall {kind}"] = (paired[kind] / max(wanted[kind], 1), wanted[kind])
    for field in FIELDS:
        figures[f"field {field}"] = (agreed[field] / max(n_pairs, 1), n_pairs)
    return figures


BANDS_HEAD = """# Floors for the events of sixteen sample articles against events-by-hand.tsv; score_by_hand.py checks them.
# measure: precision and recall of all types and of those with five rows or more; share of pairs whose field agrees.
# floor: the test fails below it. A floor goes down only with a reason in the commit.
measure	floor"""


def main():
    figures = measure("--list" in sys.argv)
    if "--bands" in sys.argv:
        print(BANDS_HEAD)
        for name, (value, _) in figures.items():
            print(f"{name}\t{max(0.0, int((value - SLACK) * 100) / 100):.2f}")
        return 0
    floors = {row["measure"]: float(row["floor"]) for row in read_table("bands.tsv")}
    below = 0
    for name, (value, n) in figures.items():
        floor = floors.pop(name, None)
        low = floor is not None and value < floor
        below += low
        print(f"{name:24} {value:.3f} of {n:3}   floor {'none' if floor is None else format(floor, '.2f')}"
              f"{'   BELOW' if low else ''}")
    for name in floors:
        print(f"{name}: a floor without a figure")
    return 1 if below or floors else 0


if __name__ == "__main__":
    sys.exit(main())
