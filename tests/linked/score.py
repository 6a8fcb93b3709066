#!/usr/bin/env python3
"""score.py - how well the stories of a store agree with what was judged by reading.

    score.py STORE

STORE holds the whole news sample, linked (marsad add). Prints, of groups.tsv, B-cubed precision, recall and F1 (Bagga &
Baldwin 1998) and precision and recall of pairs; of stories.tsv, how many of the pairs that are still in one story are of
one event; and what outside.tsv lets expect of the pairs that are in no story together. Reports that the store does not
have are left out and counted.
"""
import os
import sqlite3
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def read_table(name):
    with open(os.path.join(HERE, name), encoding="ascii") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return rows[1:]


def read_stories(path):
    store = sqlite3.connect(path)
    return dict(store.execute("SELECT a.digest || '@' || e.trigger_start, r.story FROM event e JOIN article a ON a.id = e.article "
                              "JOIN link_report r ON r.event = e.id"))


def share(part, whole):
    return part / whole if whole else 0.0


def f1(precision, recall):
    return share(2 * precision * recall, precision + recall)


def b_cubed(reports, story, group):
    precision = recall = 0.0
    for one in reports:
        together = {other for other in reports if story[other] == story[one]}
        belongs = {other for other in reports if group[other] == group[one]}
        precision += len(together & belongs) / len(together)
        recall += len(together & belongs) / len(belongs)
    return share(precision, len(reports)), share(recall, len(reports))


def pairs(reports, story, group):
    both = linked = same = 0
    for i, one in enumerate(reports):
        for other in reports[:i]:
            linked += story[one] == story[other]
            same += group[one] == group[other]
            both += story[one] == story[other] and group[one] == group[other]
    return both, linked, same


def judged_stories(story):
    members = {}
    for number, report, event in read_table("stories.tsv"):
        if report in story and event != "?":
            members.setdefault(number, []).append((report, event))
    right = linked = kept = same = 0
    shares = []
    for reports in members.values():
        together = good = 0
        for i, (one, event) in enumerate(reports):
            for other, others in reports[:i]:
                same += event == others
                together += story[one] == story[other]
                good += story[one] == story[other] and event == others
        right += good
        linked += together
        kept += good
        if together:
            shares.append(good / together)
    print("stories: %d of %d pairs right (%.3f), mean of stories %.3f; %d of %d right pairs kept together"
          % (right, linked, share(right, linked), share(sum(shares), len(shares)), kept, same))
    return share(right, linked)


def judged_outside(story, precision, linked):
    ranges = {}
    for a, b, least, total, same in read_table("outside.tsv"):
        if same != "unsure" and a in story and b in story:
            row = ranges.setdefault(least, [int(total), 0, 0])
            row[1] += 1
            row[2] += same == "yes" and story[a] != story[b]
    missed = sum(total * share(yes, n) for total, n, yes in ranges.values())
    print("outside: about %.0f pairs of one event in different stories; recall of pairs about %.2f"
          % (missed, share(precision * linked, precision * linked + missed)))


def pairs_of_days(path):
    store = sqlite3.connect(path)
    rows = store.execute("SELECT count(*) FROM event e JOIN article a ON a.id = e.article JOIN link_report r ON r.event = e.id "
                         "WHERE a.published BETWEEN '2015-07-26' AND '2015-08-01' GROUP BY r.story")
    return sum(n * (n - 1) // 2 for n, in rows)


def main(path):
    story = read_stories(path)
    group = dict(read_table("groups.tsv"))
    reports = [name for name in group if name in story]
    precision, recall = b_cubed(reports, story, group)
    both, linked, same = pairs(reports, story, group)
    print("reports: %d of %d, groups: %d" % (len(reports), len(group), len({group[name] for name in reports})))
    print("B-cubed: precision %.3f recall %.3f F1 %.3f" % (precision, recall, f1(precision, recall)))
    print("pairs: precision %.3f (%d of %d) recall %.3f (%d of %d)"
          % (share(both, linked), both, linked, share(both, same), both, same))
    judged_outside(story, judged_stories(story), pairs_of_days(path))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
