#!/usr/bin/env python3
"""Count the judgements in records.tsv: of the records that a reader judged, how many are right, field by field.

    tests/judged/score.py [FILE]

Gives precision with a 95 % interval (Wilson 1927). A field counts when the record fills it; "missed" counts the empty fields
that the text would have filled.
"""
import math
import os
import sys

FIELDS = ("event", "actor", "recipient", "place", "date", "counts", "source", "factuality")


def interval(right, total, z=1.96):
    if not total:
        return 0.0, 1.0
    share = right / total
    middle = share + z * z / (2 * total)
    spread = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return (middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)


def rows_of(path):
    with open(path, encoding="utf-8") as lines:
        names = None
        for number, line in enumerate(lines, 1):
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if names is None:
                names = cells
                continue
            row = dict(zip(names, cells))
            for field in FIELDS:
                if row.get(field) not in ("right", "wrong", "missed", "-"):
                    sys.exit("%s:%d: %s is %r, not right, wrong, missed or -" % (path, number, field, row.get(field)))
            yield row


def line(name, right, wrong, missed):
    low, high = interval(right, right + wrong)
    share = right / (right + wrong) if right + wrong else float("nan")
    print("%-12s %5d %6d %7d   %.2f (%.2f-%.2f)" % (name, right, wrong, missed, share, low, high))


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "records.tsv")
    rows = list(rows_of(path))
    print("%d records\n%-12s %5s %6s %7s   %s" % (len(rows), "", "right", "wrong", "missed", "precision (95 %)"))
    line("event", sum(r["event"] == "right" for r in rows), sum(r["event"] == "wrong" for r in rows), 0)
    # What a wrong event says of place and actor is of no use to anybody: fields are counted in right events alone.
    events = [r for r in rows if r["event"] == "right"]
    for field in FIELDS[1:]:
        line(field, *(sum(r[field] == verdict for r in events) for verdict in ("right", "wrong", "missed")))
    whole = sum(all(r[f] in ("right", "-") for f in FIELDS) for r in rows)
    nothing_wrong = sum(all(r[f] != "wrong" for f in FIELDS) for r in rows)
    line("all fields", whole, len(rows) - whole, 0)
    line("nothing wrong", nothing_wrong, len(rows) - nothing_wrong, 0)
    sure = [r for r in rows if float(r["confidence"]) >= 0.7]
    line("conf. >= .7", sum(r["event"] == "right" for r in sure), sum(r["event"] == "wrong" for r in sure), 0)


if __name__ == "__main__":
    main()
