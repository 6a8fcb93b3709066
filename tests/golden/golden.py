"""What the tests of this folder share: a run of the program over the samples, and when two texts agree."""
import json
import os
import re
import subprocess
import sys

ROOT = os.environ.get("MARSAD_SOURCE_ROOT") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
HERE = os.path.join(ROOT, "tests", "golden")
SAMPLES = ["samples/articles.jsonl", "samples/wire.json", "samples/text"]
TAIL = re.compile(r',"versions":\{[^{}]*\},"capture":null,"group":null\}$')
MARKS = re.compile("[\u064b-\u0652\u0670\u0640]")
FOLD = str.maketrans("أإآٱىةؤئ٠١٢٣٤٥٦٧٨٩", "اااايهوي0123456789")


def read_samples():
    """The lines of `marsad read --json` over the samples, without what names the build and what only archives and stores fill."""
    program = os.path.abspath(os.environ.get("MARSAD_PROGRAM") or os.path.join(ROOT, "build", "marsad"))
    done = subprocess.run([program, "read", "--json", *SAMPLES], cwd=ROOT, capture_output=True)
    if done.returncode:
        sys.exit(f"{program} read: exit {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return [TAIL.sub("}", line) for line in done.stdout.decode().splitlines()]


def read_table(name):
    """The lines of a TSV file of this folder as dicts; comments start with #."""
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        lines = [line.rstrip("\n").split("\t") for line in f if line.strip() and not line.startswith("#")]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


def load(lines):
    """{(document, article): record}"""
    records = map(json.loads, lines)
    return {(r["document"], r["article"]): r for r in records}


def stems(token):
    """A word with and without the clitics that a span may or may not keep."""
    kept = {token}
    for clitics in ("وف", "بلك"):
        if len(token) > 3 and token[0] in clitics:
            token = token[1:]
            kept.add(token)
    for form in list(kept):
        if len(form) > 4 and form.startswith("ال"):
            kept.add(form[2:])
        elif len(form) > 4 and form.startswith("ل"):
            kept.add(form[1:])
    return kept


def words(text):
    return [stems(t) for t in re.findall(r"\w+", MARKS.sub("", text or "").translate(FOLD))]


def covers(a, b):
    """Half of the words of two texts agree, or every word of the shorter one stands in the longer one."""
    left, right = words(a), words(b)
    used, hits = set(), 0
    for form in left:
        for i, other in enumerate(right):
            if i not in used and form & other:
                used.add(i)
                hits += 1
                break
    return hits > 0 and (4 * hits >= len(left) + len(right) or hits in (len(left), len(right)))
