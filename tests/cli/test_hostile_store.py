#!/usr/bin/env python3
"""Stores that somebody changed by hand: every command ends by itself, its JSON is JSON, and no terminal obeys it."""
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = os.environ.get("MARSAD_PROGRAM", "build/marsad")
SAMPLES = pathlib.Path(os.environ.get("MARSAD_SOURCE_ROOT", ".")) / "samples"
OBEYED = re.compile(rb"\x1b|\x07|\xc2[\x80-\x9f]")  # by terminals: ESC, BEL, C1
# Put before every text of a table; the second is no UTF-8.
TEXTS = ["\x1b[2J\u009b31m\u202e<script>\"'=\n\t,\x07", b"\xff\xc3\x1b[2J"]
NUMBERS = [2**62, -2**63, -1]
COMMANDS = [["stories"], ["stories", "--json"], ["stories", "--threads"], ["conflicts"], ["conflicts", "--json"],
            ["control", "--all-evidence"], ["control", "--json"], ["entities"], ["entities", "--json"], ["events"],
            ["events", "--json"], ["review", "list"], ["review", "check"], ["review", "export"],
            ["export", "--format", "jsonl", "--redact", "persons"], ["export", "--format", "polecat"], ["show", "1"],
            ["show", "1", "--json"], ["verify"], ["search", "قتل"], ["search", "قتل", "--json"], ["link", "--again"]]
THOROUGH = ("article", "event", "review")  # tables that all values are put into
failures = []


def check(what, ok, more=""):
    if not ok:
        failures.append(what)
        print("FAILED:", what, str(more)[-1500:])


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False, timeout=120)


def make_store(path):
    run("add", "--db", path, SAMPLES / "articles.jsonl", SAMPLES / "conflicts.jsonl")
    db = sqlite3.connect(path)
    names = [n for (n,) in db.execute("SELECT substr(a.digest, 1, 12) || ':' || e.number FROM event e JOIN article a "
                                      "ON a.id = e.article WHERE e.killed_min > 0 ORDER BY 1 LIMIT 3")]
    db.close()
    run("review", "edit", "--db", path, names[0], "killed=9", "--by", "X", "--why", "y")
    run("review", "accept", "--db", path, names[1], "--by", "X", "--why", "y")
    run("review", "merge", "--db", path, names[0], names[2], "--by", "X", "--why", "y")
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = DELETE").fetchall()
    tables = [t for (t,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'")]
    columns = {t: {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({t})")} for t in tables + ["corrected"]}
    db.close()
    return columns


def poison(path, table, columns, kind, value):
    """Change all columns of a kind; is there one?"""
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = OFF").fetchall()
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        db.execute(f"DROP TRIGGER {name}")
    changed = False
    for column in (c for c, k in columns.items() if k == kind):
        new = "CAST(?1 || coalesce({0}, '') AS TEXT)" if kind == "TEXT" else "?1"
        try:
            changed = db.execute(f"UPDATE OR IGNORE {table} SET {column} = {new.format(column)}", (value,)).rowcount > 0 or changed
        except sqlite3.Error:
            pass
    db.commit()
    db.close()
    return changed


def is_json(text):
    try:
        for line in text.decode("utf-8").splitlines():
            json.loads(line)
    except ValueError:
        return False
    return True


def look(path, what):
    for command in COMMANDS:
        words = command[:2] if command[0] in ("review", "show", "search") else command[:1]
        done = run(*words, "--db", path, *command[len(words):])
        name = f"{what}: {' '.join(command)}"
        check(f"{name}: ends by itself", done.returncode in (0, 1, 3), (done.returncode, done.stderr.decode(errors="replace")))
        check(f"{name}: no terminal obeys", not OBEYED.search(done.stdout + done.stderr), done.stdout[:300])
        if "--json" in command or "jsonl" in command or "export" == command[-1]:
            check(f"{name}: JSON", is_json(done.stdout), done.stdout[-300:])


def main():
    with tempfile.TemporaryDirectory(prefix="marsad-hostile-") as name:
        base, path = pathlib.Path(name) / "base.db", pathlib.Path(name) / "x.db"
        for table, columns in make_store(base).items():
            for kind, values in (("TEXT", TEXTS), ("INTEGER", NUMBERS)):
                for value in values if table in THOROUGH else values[:1]:
                    for ending in ("", "-wal", "-shm"):
                        pathlib.Path(f"{path}{ending}").unlink(missing_ok=True)
                    shutil.copy(base, path)
                    if poison(path, table, columns, kind, value):
                        look(path, f"{table}, {kind} {value!r:.12}")
    sys.exit(f"{len(failures)} checks failed" if failures else 0)


main()
