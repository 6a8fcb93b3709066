"""docs/schema.md has a line for each table and view of a store, no other, and names all columns of tables."""
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

from golden import ROOT, SAMPLES

PROGRAM = os.path.abspath(os.environ.get("MARSAD_PROGRAM") or os.path.join(ROOT, "build", "marsad"))
LIKE_EVENT = {"corrected", "corrected_party"}  # described as rows of another table


def read_store():
    """Tables and views with their columns; what FTS5 keeps for itself left out."""
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "sample.db")
        subprocess.run([PROGRAM, "add", "--db", db, SAMPLES[0]], cwd=ROOT, check=True, capture_output=True)
        store = sqlite3.connect(db)
        names = store.execute("SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        found = {(kind, name): [row[1] for row in store.execute(f"PRAGMA table_info({name})")]
                 for kind, name in names if not re.match("article_words_|sqlite_", name)}
        store.close()
    return found


def read_page():
    """The first cell of each line of the two tables -> the line; the columns of `event` have a table of their own."""
    with open(os.path.join(ROOT, "docs", "schema.md"), encoding="utf-8") as f:
        page = f.read()
    parts = dict(re.findall(r"^##+ (\w+)[^\n]*\n(.*?)(?=^##)", page, re.DOTALL | re.MULTILINE))
    lines = {}
    for kind, part in (("view", parts["Views"]), ("table", parts["Tables"])):
        for cell, rest in re.findall(r"^\| (`[^|]*`) \| (.*) \|$", part, re.MULTILINE):
            for name in re.findall(r"`(\w+)`", cell):
                lines[kind, name] = rest
    lines["table", "event"] = parts["event"]
    return lines


def is_named(column, line):
    """As itself, or as one of `place_…`: `start`, `stop`."""
    prefixes = re.findall(r"`(\w+_)…`", line)
    parts = [column] + [column[len(p):] for p in prefixes if column.startswith(p)]
    return any(f"`{part}`" in line or part != column and f"…_{part}" in line for part in parts)


def main():
    store, page = read_store(), read_page()
    wrong = [f"not described: {kind} {name}" for kind, name in store if (kind, name) not in page]
    wrong += [f"not in a store: {kind} {name}" for kind, name in page if (kind, name) not in store]
    for (kind, name), columns in store.items():
        if kind == "table" and name not in LIKE_EVENT:
            wrong += [f"{name} lacks {c}" for c in columns if not is_named(c, page.get((kind, name), ""))]
    print("\n".join(wrong))
    sys.exit(bool(wrong))


main()
