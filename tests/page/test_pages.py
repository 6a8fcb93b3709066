"""The records of the pages in pages/ are those of expected.jsonl, key by key.

    test_pages.py [--refresh]

The pages are invented, in the styles of real sites; what they must give was read and checked by eye. --refresh writes what
the program gives today: read the difference before it is kept.
"""
import gzip
import json
import os
import re
import subprocess
import sys

ROOT = os.environ.get("MARSAD_SOURCE_ROOT") or os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
PROGRAM = os.path.abspath(os.environ.get("MARSAD_PROGRAM") or os.path.join(ROOT, "build", "marsad"))
HERE = os.path.join(ROOT, "tests", "page")
PAGES = sorted(os.path.join("pages", name) for name in os.listdir(os.path.join(HERE, "pages")))


def read(arguments, **more):
    done = subprocess.run([PROGRAM, "read", "--json", *arguments], cwd=HERE, stdout=subprocess.PIPE, **more)
    if done.returncode:
        sys.exit(f"{PROGRAM} read {arguments}: exit {done.returncode}")
    return [re.sub(r',"versions":\{[^{}]*\}', "", line) for line in done.stdout.decode().splitlines()]


def archive(page):
    """A web archive with one response."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:3b1e8f5e-0000-4000-8000-000000000001>\r\n"
            "WARC-Date: 2021-03-15T00:00:00Z\r\nWARC-Target-URI: https://marafi.example/iraq/bridge-reopened\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n")
    return head.encode() + body + b"\r\n\r\n"


def main():
    path = os.path.join(HERE, "expected.jsonl")
    lines = read(["--only", "articles", *PAGES])
    if sys.argv[1:] == ["--refresh"]:
        with open(path, "w", encoding="utf-8") as f:
            f.write("".join(line + "\n" for line in lines))
        return
    bad = 0
    with open(path, encoding="utf-8") as f:
        want = [json.loads(line) for line in f]
    have = [json.loads(line) for line in lines]
    if len(want) != len(have):
        sys.exit(f"{len(have)} records instead of {len(want)}")
    for a, b in zip(want, have):
        for key in list(a) + [k for k in b if k not in a]:
            if a.get(key) != b.get(key):
                bad += 1
                print(f"{a['document']} {a['article']} {key}:\n  want {a.get(key)!r}\n  have {b.get(key)!r}")
    # The same page through a pipe, and packed; and with its analysis.
    with open(os.path.join(HERE, PAGES[0]), "rb") as f:
        page = f.read()
    for name, data in (("piped", page), ("packed", gzip.compress(page)), ("archived", archive(page))):
        got = json.loads(read(["--only", "articles", "-"], input=data)[0])
        if got["text"] != want[0]["text"] or got["metadata"] != want[0]["metadata"]:
            bad += 1
            print(f"{name}: not the same article")
    full = json.loads(read([PAGES[0]])[0])
    if full["text"] != want[0]["text"] or not full["sentences"] or not full["mentions"]:
        bad += 1
        print("without --only: the analysis is missing")
    sys.exit(bad > 0)


main()
