#!/usr/bin/env python3
"""Compares what `marsad read --explain` tells of explain-in.txt with explain-out.txt; --refresh renews the latter.

Numbers of lines and weights move with every change of the data, so they are left out of both.
"""
import os
import re
import subprocess
import sys

from golden import HERE, ROOT


def told():
    program = os.path.abspath(os.environ.get("MARSAD_PROGRAM") or os.path.join(ROOT, "build", "marsad"))
    done = subprocess.run([program, "read", "--explain", "explain-in.txt"], cwd=HERE, capture_output=True)
    if done.returncode:
        sys.exit(f"{program} read --explain: exit {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
    return done.stdout.decode().splitlines()


def main():
    lines = told()
    weights = [line for line in lines if re.match(r" *[+-][0-9]", line)]
    if not weights:
        sys.exit("no feature of the gate was told")
    rest = [re.sub(r"[+-]?[0-9]+\.[0-9]+", "X", re.sub(r"line [0-9]+", "line N", line))
            for line in lines if line not in weights]
    path = os.path.join(HERE, "explain-out.txt")
    if "--refresh" in sys.argv:
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(rest) + "\n")
        return
    with open(path, encoding="utf-8") as f:
        expected = f.read().splitlines()
    for old, new in zip(expected + [""] * len(rest), rest + [""] * len(expected)):
        if old != new:
            sys.exit(f"explain-out.txt says\n  {old}\nthe program\n  {new}\nright? then tests/golden/refresh")


main()
