"""The examples of the pages DOCS are what the program prints today.

    test_pages.py            compare; exit status 1 and a diff where they differ
    test_pages.py --refresh  write them anew

Each line `$ build/marsad …` of a text block stands before what that command prints.
"""
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile

from golden import ROOT, SAMPLES

DOCS = {"merging.md": SAMPLES, "control.md": SAMPLES, "entities.md": SAMPLES, "conflicts.md": ["samples/conflicts.jsonl"]}
PROGRAM = os.path.abspath(os.environ.get("MARSAD_PROGRAM") or os.path.join(ROOT, "build", "marsad"))
STORES = ("build/sample.db", "build/conflicts.db")  # as the pages call them
BLOCK = re.compile(r"```text\n(.*?)\n```", re.DOTALL)


def run(*args):
    done = subprocess.run([PROGRAM, *args], cwd=ROOT, capture_output=True)
    if done.returncode:
        sys.exit(f"marsad {args[0]}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return done.stdout.decode().rstrip("\n")


def print_block(block, db):
    commands = [line for line in block.split("\n") if line.startswith("$ ")]
    args = [[db if a in STORES else a for a in shlex.split(c)[2:]] for c in commands]
    return "\n".join(f"{c}\n{run(*a)}" for c, a in zip(commands, args))


def check(name, db, refresh):
    """True if the examples of a document are what the program prints, or were written anew."""
    path = os.path.join(ROOT, "docs", name)
    with open(path, encoding="utf-8") as f:
        old = f.read()
    if not BLOCK.search(old):
        sys.exit(f"docs/{name} has no example")
    fresh = BLOCK.sub(lambda m: f"```text\n{print_block(m.group(1), db)}\n```", old)
    if refresh:
        with open(path, "w", encoding="utf-8") as f:
            f.write(fresh)
    elif fresh != old:
        print(f"docs/{name} has other examples than the program; tests/golden/refresh writes them anew")
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), fresh.splitlines(True), "docs", "today"))
    return refresh or fresh == old


def main():
    same = []
    for name, articles in DOCS.items():
        with tempfile.TemporaryDirectory() as folder:
            db = os.path.join(folder, "sample.db")
            run("add", "--db", db, *articles)
            same.append(check(name, db, "--refresh" in sys.argv[1:]))
    sys.exit(not all(same))


main()
