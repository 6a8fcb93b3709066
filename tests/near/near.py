#!/usr/bin/env python3
"""How well near copies are found: precision on judged pairs of the news sample, recall on copies made here.

    tests/near/near.py pairs STORE N SEED      N pairs above the threshold and N just below it, to be judged, with their texts
    tests/near/near.py precision STORE         the judged pairs of judged.tsv against the store
    tests/near/near.py recall INPUT N SEED     copies of N articles of a JSON array in a zip: how many are in the group of
                                               their originals

STORE: made by `build/marsad add --db STORE ../shared/data/news`. judged.tsv holds hashes of addresses and verdicts.
"""
import hashlib
import json
import os
import random
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("MARSAD_PROGRAM") or os.path.join(HERE, "..", "..", "build", "marsad")
SIZE, NEAR, BELOW = 64, 36 / 64, 30 / 64


def signatures(db):
    return {a: struct.unpack("<%dI" % (len(s) // 4), s) for a, s in db.execute("SELECT article, signature FROM near")}


def resemblance(a, b):
    union = sorted(set(a) | set(b))[:SIZE]
    both = set(a) & set(b)
    return sum(x in both for x in union) / len(union)


def all_pairs(db):
    """Pairs that share any hash of their signatures, with their resemblance; set phrases of more than 150 are left out."""
    signature, holders, pairs = signatures(db), {}, {}
    for article, values in signature.items():
        for value in values:
            holders.setdefault(value, []).append(article)
    for found in holders.values():
        if len(found) <= 150:
            for i, a in enumerate(found):
                for b in found[:i]:
                    pairs[(min(a, b), max(a, b))] = 0
    for a, b in pairs:
        pairs[(a, b)] = resemblance(signature[a], signature[b])
    return pairs


def show_pairs(store, n, seed):
    db = sqlite3.connect(store)
    pairs = all_pairs(db)
    rng = random.Random(seed)
    for low, high in ((NEAR, 2), (BELOW, NEAR)):
        some = sorted(p for p, r in pairs.items() if low <= r < high)
        print("# %d pairs from %.2f" % (len(some), low))
        for a, b in sorted(rng.sample(some, n)):
            rows = [db.execute("SELECT url, source, title, text, published FROM article WHERE id = ?", (x,)).fetchone()
                    for x in (a, b)]
            print("%s\t%s\t%.2f" % (rows[0][0], rows[1][0], pairs[(a, b)]))
            for _, source, title, text, published in rows:
                text = text.replace("\n", " / ")
                print("    %s %s | %s | %s … %s" % (source, published, title, text[:130], text[len(text) // 2:][:90]))


def read_judged():
    with open(os.path.join(HERE, "judged.tsv"), encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f if not line.startswith("#")]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def precision(store):
    db = sqlite3.connect(store)
    signature = signatures(db)
    ids = {hashlib.blake2b(url.encode(), digest_size=8).hexdigest(): article
           for article, url in db.execute("SELECT id, url FROM article WHERE url IS NOT NULL")}
    counts = {}
    for row in read_judged():
        a, b = ids.get(row["a"]), ids.get(row["b"])
        if a not in signature or b not in signature:
            continue
        side = "above" if resemblance(signature[a], signature[b]) >= NEAR else "below"
        counts.setdefault(side, {}).setdefault(row["verdict"], 0)
        counts[side][row["verdict"]] += 1
    for side, verdicts in sorted(counts.items()):
        total = sum(verdicts.values())
        print("%s: %d pairs, %s" % (side, total, ", ".join("%s %d (%.1f %%)" % (v, k, 100 * k / total)
                                                         for v, k in sorted(verdicts.items()))))


# ---- copies ----

def paragraphs(text):
    """Sentences, for texts that are one paragraph."""
    return [s for s in re.split(r"(?<=[.!؟])\s+|\n+", text) if s.strip()]


def cut(rng, text):
    """The end is left out: a fifth to two fifths of the words."""
    words = text.split(" ")
    return " ".join(words[:int(len(words) * rng.uniform(0.6, 0.8))])


def cut_inside(rng, text):
    parts = paragraphs(text)
    for _ in range(max(1, len(parts) // 4)):
        if len(parts) > 2:
            parts.pop(rng.randrange(len(parts)))
    return "\n".join(parts)


def reorder(rng, text):
    parts = paragraphs(text)
    rng.shuffle(parts)
    return "\n".join(parts)


def retitle(rng, text):
    return text


RESPELT = [("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ى", "ي"), ("ة", "ه"), ("ئ", "ي"), ("ؤ", "و")]
MARKS = "\u064b\u064e\u064f\u0650\u0651\u0652\u0640"


def respell(rng, text):
    """Half of the letters that writers mix are the others, marks here and there, a slip of the pen in 2 of 100 words."""
    out = []
    for word in text.split(" "):
        for a, b in RESPELT:
            if a in word and rng.random() < 0.5:
                word = word.replace(a, b)
        if len(word) > 3 and rng.random() < 0.1:
            at = rng.randrange(1, len(word))
            word = word[:at] + rng.choice(MARKS) + word[at:]
        if len(word) > 3 and rng.random() < 0.02:
            at = rng.randrange(1, len(word) - 1)
            word = word[:at] + word[at + 1] + word[at] + word[at + 2:]
        out.append(word)
    return " ".join(out)


def all_of_it(rng, text):
    words = respell(rng, reorder(rng, text)).split(" ")
    return " ".join(words[:int(len(words) * rng.uniform(0.75, 0.9))])


WAYS = [cut, cut_inside, reorder, retitle, respell, all_of_it]


def recall(path, n, seed):
    rng = random.Random(seed)
    with zipfile.ZipFile(path) as z:
        articles = json.loads(z.read(z.namelist()[0]))
    articles = [a for a in articles if len((a.get("content") or "").split()) >= 40]
    some = rng.sample(articles, min(n, len(articles)))
    with tempfile.TemporaryDirectory() as folder:
        lines, store = os.path.join(folder, "copies.jsonl"), os.path.join(folder, "c.db")
        with open(lines, "w", encoding="utf-8") as f:
            for i, a in enumerate(some):
                f.write(json.dumps({"id": "o%d" % i, "title": a["title"], "text": a["content"]}) + "\n")
            for way in WAYS:
                for i, a in enumerate(some):
                    f.write(json.dumps({"id": "%s%d" % (way.__name__, i), "title": "عنوان آخر %d" % i,
                                        "text": way(rng, a["content"])}) + "\n")
        subprocess.run([PROGRAM, "add", "--db", store, lines], check=True, stdout=subprocess.DEVNULL)
        db = sqlite3.connect(store)
        group = dict(db.execute("SELECT a.document, coalesce(n.group_id, a.id) FROM article a LEFT JOIN near n ON "
                                "n.article = a.id"))
        found = 0
        for way in WAYS:
            pairs = [(group.get("o%d" % i), group.get("%s%d" % (way.__name__, i))) for i in range(len(some))]
            pairs = [p for p in pairs if p[0] and p[1]]  # articles that the program gives under another name: split
            good = sum(a == b for a, b in pairs)
            found += good
            print("%-12s %d of %d (%.3f)" % (way.__name__, good, len(pairs), good / len(pairs)))


def main():
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    if what == "pairs" and len(sys.argv) == 5:
        show_pairs(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    elif what == "precision" and len(sys.argv) == 3:
        precision(sys.argv[2])
    elif what == "recall" and len(sys.argv) == 5:
        recall(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        sys.exit(__doc__)


main()
