#!/usr/bin/env python3
"""Compares the records of all samples with records.jsonl and shows what differs; tests/golden/refresh renews the file."""
import json
import os
import sys

from golden import HERE, load, read_samples

SHOWN = 60  # differences


def name_of(item):
    """What an item of a list is known by: its kind and place in the text."""
    if not isinstance(item, dict):
        return None
    if "trigger" in item:
        return (item["type"], str(item["trigger"]))
    if "start" in item:
        return (item.get("kind"), item["start"], item["end"])
    return None


def short(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else text[:297] + "..."


def list_differences(path, old, new):
    names = [name_of(x) for x in old], [name_of(x) for x in new]
    if None in names[0] + names[1] or len(set(names[0])) < len(old) or len(set(names[1])) < len(new):
        if old != new:
            yield f"{path}\n    - {short(old)}\n    + {short(new)}"
        return
    left, right = dict(zip(names[0], old)), dict(zip(names[1], new))
    for name in sorted(set(names[0]) | set(names[1]), key=str):
        if name not in right:
            yield f"{path}: gone\n    - {short(left[name])}"
        elif name not in left:
            yield f"{path}: new\n    + {short(right[name])}"
        else:
            label = " ".join(str(part) for part in name if part is not None)
            yield from differences(f"{path}[{label}]", left[name], right[name])


def differences(path, old, new):
    if isinstance(old, dict) and isinstance(new, dict):
        for key in list(old) + [k for k in new if k not in old]:
            if key != "id":  # the number of an item moves with those before it
                yield from differences(f"{path}.{key}", old.get(key), new.get(key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from list_differences(path, old, new)
    elif old != new:
        yield f"{path}\n    - {short(old)}\n    + {short(new)}"


def main():
    with open(os.path.join(HERE, "records.jsonl"), encoding="utf-8") as f:
        expected = f.read().splitlines()
    got = read_samples()
    if got == expected:
        print(f"{len(got)} records as they should be")
        return 0
    old, new, found = load(expected), load(got), []
    for key in list(old) + [k for k in new if k not in old]:
        found += differences(f"{key[0]}#{key[1]}", old.get(key), new.get(key))
    for text in found[:SHOWN]:
        print(text)
    if len(found) > SHOWN:
        print(f"... and {len(found) - SHOWN} more")
    print(f"{len(found)} differences from tests/golden/records.jsonl" if found else
          "the same values in another order or spelling of JSON")
    print("If they are meant: tests/golden/refresh, and look at `git diff --word-diff tests/golden`.")
    return 1


sys.exit(main())
