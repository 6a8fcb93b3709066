#!/usr/bin/env python3
"""draw.py - reports of a linked store drawn for judging, always the same for the same store and seed.

    draw.py groups  STORE PAIRS FROM TO SEED SEEDS   reports to group: SEEDS reports by chance, with each up to four of
                                                     those that the model finds most like it
    draw.py pairs   STORE PAIRS FROM TO SEED LOW:HIGH:N…
                                                     N pairs of reports for each range of probability
    draw.py stories STORE FROM TO SEED N             N stories of two reports or more
    draw.py outside STORE PAIRS FROM TO SEED N       N pairs of reports that are in different stories

PAIRS is what `build/train/draw-links STORE 0.01` prints; FROM and TO are days of publication. Prints names of reports
(as in groups.tsv), tab separated; the text is in the store.
"""
import random
import sqlite3
import sys

LEAST = 0.05  # a report that is less probable than this is not drawn as like another


def read_reports(store, first, last):
    """Story of each report, by its name; and names by what draw-links calls them."""
    rows = list(store.execute("SELECT a.digest || '@' || e.trigger_start, a.digest || ':' || e.number, r.story FROM event e "
                              "JOIN article a ON a.id = e.article JOIN link_report r ON r.event = e.id "
                              "WHERE a.published BETWEEN ? AND ?", (first, last)))
    return {name: story for name, _, story in rows}, {number: name for name, number, _ in rows}


def read_pairs(path, names):
    pairs = []
    with open(path, encoding="ascii") as lines:
        for line in lines:
            a, b, probability, _ = line.split("\t")
            if a in names and b in names:
                pairs.append((names[a], names[b], float(probability)))
    return pairs


def draw_groups(reports, pairs, seeds):
    like = {}
    for a, b, probability in pairs:
        if probability >= LEAST:
            like.setdefault(a, []).append((-probability, b))
            like.setdefault(b, []).append((-probability, a))
    names = sorted(reports)
    random.shuffle(names)
    drawn = []
    for name in names:
        if seeds == 0:
            break
        if name in drawn:
            continue
        seeds -= 1
        drawn.append(name)
        near = [b for _, b in sorted(like.get(name, [])) if b not in drawn]
        drawn += near[:2] + near[2:12:4][:2]
    for name in sorted(drawn):
        print(name)


def draw_pairs(pairs, ranges):
    for text in ranges:
        low, high, n = text.split(":")
        inside = [pair for pair in pairs if float(low) <= pair[2] < float(high)]
        random.shuffle(inside)
        articles = set()  # two articles that copy each other would give many pairs of one kind
        for a, b, probability in inside:
            key = tuple(sorted((a[:32], b[:32])))
            if key in articles:
                continue
            articles.add(key)
            print(a, b, "%.4f" % probability, sep="\t")
            if len(articles) == int(n):
                break


def draw_stories(reports, n):
    members = {}
    for name, story in sorted(reports.items()):
        members.setdefault(story, []).append(name)
    stories = sorted(story for story in members if len(members[story]) > 1)
    for story in random.sample(stories, n):
        for name in members[story]:
            print("s%015x" % story, name, sep="\t")


def main(what, path, *rest):
    store = sqlite3.connect(path)
    pairs_path = None
    if what != "stories":
        pairs_path, *rest = rest
    first, last, seed, *rest = rest
    reports, names = read_reports(store, first, last)
    random.seed(int(seed))
    if what == "stories":
        draw_stories(reports, int(rest[0]))
        return
    pairs = read_pairs(pairs_path, names)
    if what == "groups":
        draw_groups(reports, pairs, int(rest[0]))
    elif what == "pairs":
        draw_pairs(pairs, rest)
    else:
        draw_pairs([pair for pair in pairs if reports[pair[0]] != reports[pair[1]]], ["0:1.1:" + rest[0]])


if __name__ == "__main__":
    main(*sys.argv[1:])
