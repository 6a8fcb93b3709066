"""The example of README.md is what the program prints today.

    test_readme.py            compare; exit status 1 and a diff where they differ
    test_readme.py --refresh  write README.md anew

Its blocks are a text, what `marsad read` prints of it, and lines `$ build/marsad …` with their rows.
"""
import difflib
import os
import re
import shlex
import subprocess
import sys
import tempfile

from golden import ROOT, SAMPLES

README = os.path.join(ROOT, "README.md")
PROGRAM = os.path.abspath(os.environ.get("MARSAD_PROGRAM") or os.path.join(ROOT, "build", "marsad"))
BLOCK = re.compile(r"```text\n(.*?)\n```", re.DOTALL)


def run(folder, *args):
    done = subprocess.run([PROGRAM, *args], cwd=folder, capture_output=True)
    if done.returncode:
        sys.exit(f"marsad {args[0]}: exit {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return done.stdout.decode().rstrip("\n")


def outputs(text, commands):
    """All blocks but the first as they should be."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "market.txt"), "w", encoding="utf-8") as f:
            f.write(text + "\n")
        db = os.path.join(folder, "sample.db")
        run(ROOT, "add", "--db", db, *SAMPLES)
        args = [[db if a == "build/sample.db" else a for a in shlex.split(c)[2:]] for c in commands]
        return [run(folder, "read", "market.txt"), *(f"{c}\n{run(folder, *a)}" for c, a in zip(commands, args))]


def main():
    with open(README, encoding="utf-8") as f:
        old = f.read()
    text, _, *listings = BLOCK.findall(old)
    new = iter((text, *outputs(text, [block.split("\n")[0] for block in listings])))
    fresh = BLOCK.sub(lambda _: f"```text\n{next(new)}\n```", old)
    if "--refresh" in sys.argv[1:]:
        with open(README, "w", encoding="utf-8") as f:
            f.write(fresh)
    elif fresh != old:
        print("README.md prints another example than the program; tests/golden/refresh writes it anew")
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), fresh.splitlines(True), "README.md", "today"))
        sys.exit(1)


main()
