"""marsad watch against a server of its own: what is added, what is remembered, and that nothing takes long."""
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from server import World, feed, item

PROGRAM = os.environ.get("MARSAD_PROGRAM", "build/marsad")
failures = []


def check(name, ok, what=""):
    if not ok:
        failures.append(name)
        print("FAILED:", name, what)


class Run:
    """One `marsad watch --once` with short limits."""

    def __init__(self, folder, urls, *options, private=True, seconds=10):
        with open(os.path.join(folder, "feeds.tsv"), "w", encoding="utf-8") as f:
            f.write("url\tsource\tminutes\n# comment\n" + "".join(u + "\n" for u in urls))
        self.db = os.path.join(folder, "w.db")
        command = [PROGRAM, "watch", "--db", self.db, "--once", "--json", "--delay-ms", "0", "--timeout-ms", "500",
                   "--max-bytes", "1000000", *(["--allow-private"] if private else []), *options,
                   os.path.join(folder, "feeds.tsv")]
        start = time.monotonic()
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
        self.seconds = time.monotonic() - start
        self.status, self.err = done.returncode, done.stderr.decode()
        self.added = json.loads(done.stdout)["added"] if done.stdout else None

    def sql(self, query):
        with sqlite3.connect(self.db) as db:
            return db.execute(query).fetchall()


def test_adds_and_remembers(w, folder):
    w.paths["/1"], w.paths["/2"] = w.page(3), w.page(9, "خبر ثان")
    state = {"items": [item(w.url("/1"), "سبعة قتلى")]}

    def answer(h):
        if h.headers.get("If-None-Match") == '"%d"' % len(state["items"]):
            h.answer(304)
        else:
            h.answer(200, feed(state["items"]), "application/rss+xml", ETag='"%d"' % len(state["items"]),
                     Last_Modified="Thu, 04 Mar 2021 05:06:07 GMT")

    w.paths["/feed"] = answer
    run = Run(folder, [w.url("/feed") + "\tصحيفة"])
    check("first look", (run.status, run.added) == (0, 1), run.err)
    row = run.sql("SELECT title, source, published, url FROM article")[0]
    check("the feed says more than the page", row == ("سبعة قتلى", "صحيفة", "2021-03-04", w.url("/1")), row)
    check("a line for each request", run.err.count("marsad: fetch: 200 ") == 3, run.err)
    run = Run(folder, [w.url("/feed") + "\tصحيفة"])
    check("not modified", (run.status, run.added) == (0, 0) and "fetch: 304" in run.err, run.err)
    check("the page is not asked for again", w.count("/1") == 1)
    state["items"].append(item(w.url("/2"), "خبر ثان"))
    run = Run(folder, [w.url("/feed")])
    check("a new entry", (run.status, run.added) == (0, 1) and w.count("/1") == 1, run.err)
    check("names itself", all(h["User-Agent"].startswith("marsad/") for _, _, h in w.asked))
    verify = subprocess.run([PROGRAM, "verify", "--db", run.db], capture_output=True, check=False)
    check("the store is whole", verify.returncode == 0, verify.stderr)


def test_misbehaviour(w, folder):
    text = "<p>" + "قال الوزير أمس إن الطريق مفتوح وإن العمل مستمر فيه منذ شهر كامل " * 4 + "</p>"
    bad = {"/slow": w.slow, "/endless": w.endless, "/head": w.endless_head, "/drip": w.dripping, "/length": w.wrong_length,
           "/bomb": w.bomb, "/garbage": w.garbage, "/500": lambda h: h.answer(500), "/404": lambda h: h.answer(404),
           "/loop": lambda h: h.answer(302, Location="/loop"), "/file": lambda h: h.answer(302, Location="file:///etc/passwd"),
           "/pdf": lambda h: h.answer(200, "%PDF-", "application/pdf")}
    w.paths.update(bad)
    w.paths["/ok"] = w.page(4)
    w.paths["/feed"] = lambda h: h.answer(200, feed([item(w.url(p), p) for p in bad] +
                                                    [item(w.url("/gone"), "من الخلاصة", text), item(w.url("/ok"), "خبر")]))
    run = Run(folder, [w.url("/feed")])
    check("what can be read is", (run.status, run.added) == (0, 2), (run.status, run.added, run.err))
    check("the entry stands for a page that is gone", run.sql("SELECT count(*) FROM article WHERE title = 'من الخلاصة'") == [(1,)])
    check("bounded in time", run.seconds < 6, run.seconds)
    for p in bad:
        check("said of " + p, w.url(p) in run.err, run.err)
    done = dict(run.sql("SELECT url, done FROM link"))
    check("given up", all(done[w.url(p)] for p in ("/endless", "/bomb", "/404", "/loop", "/file", "/pdf", "/gone")), done)
    check("tried again later", not any(done[w.url(p)] for p in ("/slow", "/drip", "/500", "/length")), done)
    for _ in range(2):
        run = Run(folder, [w.url("/feed")])
    check("but not for ever", all(d for _, d in run.sql("SELECT url, done FROM link")))
    check("three tries", w.count("/500") == 3 and w.count("/404") == 1)


def test_broken_feeds(w, folder):
    w.paths["/1"], w.paths["/2"] = w.page(5), w.page(6)
    w.paths["/cut"] = lambda h: h.answer(200, feed([item(w.url("/1"), "خبر")])[:-30])
    w.paths["/none"] = lambda h: h.answer(200, "<html><body>x</body></html>")
    w.paths["/bomb"], w.paths["/slow"] = w.bomb, w.slow
    w.paths["/good"] = lambda h: h.answer(200, feed([item(w.url("/2"), "خبر ثان")]))
    run = Run(folder, [w.url(p) for p in ("/cut", "/none", "/bomb", "/slow", "/gone", "/good")])
    check("what can be saved is", (run.status, run.added) == (1, 2), (run.status, run.added, run.err))
    check("and the rest is said", "damaged XML" in run.err and "no feed" in run.err and "status 404" in run.err, run.err)


def test_robots(w, folder):
    w.robots = "User-agent: *\nDisallow: /private\n"
    w.paths["/private/1"], w.paths["/1"] = w.page(5), w.page(6)
    w.paths["/feed"] = lambda h: h.answer(200, feed([item(w.url("/private/1"), "خبر"), item(w.url("/1"), "خبر ثان")]))
    run = Run(folder, [w.url("/feed")])
    check("robots.txt is obeyed", w.count("/private/1") == 0 and run.added == 1 and "robots.txt forbids" in run.err, run.err)
    w.paths["/robots.txt"] = lambda h: h.answer(500)
    run = Run(folder, [w.url("/feed")])
    check("where it cannot be read, nothing is asked for", w.count("/feed") == 1 and run.status == 1, run.err)


def test_retry_after(w, folder):
    w.paths["/feed"] = lambda h: h.answer(429, Retry_After="3600")
    run = Run(folder, [w.url("/feed")])
    check("too many requests", run.status == 1 and "status 429" in run.err, run.err)
    run = Run(folder, [w.url("/feed")])
    check("Retry-After is remembered", w.count("/feed") == 1 and "asked to wait" in run.err, run.err)
    left = run.sql("SELECT not_before - checked FROM feed")
    check("for as long as was said", left == [(3600,)], left)


def test_delay(w, folder):
    for n in (1, 2, 3):
        w.paths["/%d" % n] = w.page(n)
    w.paths["/feed"] = lambda h: h.answer(200, feed([item(w.url("/%d" % n), "خبر %d" % n) for n in (1, 2, 3)]))
    Run(folder, [w.url("/feed")], "--delay-ms", "100")
    times = [t for t, _, _ in w.asked]
    check("a time between two requests", len(times) == 5 and all(b - a > 0.095 for a, b in zip(times, times[1:])), times)


def test_private(w, folder):
    w.paths["/feed"] = lambda h: h.answer(200, feed([]))
    forms = [w.url("/feed", h) for h in ("127.0.0.1", "localhost", "0.0.0.0", "127.1", "2130706433", "017700000001",
                                         "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]")]
    run = Run(folder, forms, private=False)
    check("nothing of this machine is asked", run.status == 1 and not w.asked, (run.err, w.asked))
    check("and that is said", run.err.count("not of the public web") == len(forms), run.err)
    os.environ["http_proxy"] = w.url("/")
    run = Run(folder, ["http://paper.invalid/feed"], private=False)
    del os.environ["http_proxy"]
    check("no proxy", not w.asked, w.asked)


def test_killed(w, folder):
    """Killed while pages come: what was added is there, the rest comes with the next run, nothing twice."""
    for n in range(40):
        w.paths["/%d" % n] = w.page(n + 1, "خبر %d" % n)
    w.paths["/feed"] = lambda h: h.answer(200, feed([item(w.url("/%d" % n), "خبر %d" % n) for n in range(40)]), ETag='"x"')
    with open(os.path.join(folder, "feeds.tsv"), "w", encoding="utf-8") as f:
        f.write(w.url("/feed") + "\n")
    for signal_number in (signal.SIGKILL, signal.SIGTERM):
        before = len(w.asked)
        child = subprocess.Popen([PROGRAM, "watch", "--db", os.path.join(folder, "w.db"), "--allow-private", "--delay-ms",
                                  "5", os.path.join(folder, "feeds.tsv")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 8
        while len(w.asked) < before + 12 and time.monotonic() < end:
            time.sleep(0.005)
        child.send_signal(signal_number)
        child.wait(5)
        check("ends when asked to", signal_number == signal.SIGKILL or child.returncode == 130, child.returncode)
    run = Run(folder, [w.url("/feed")])
    check("goes on", run.status == 0 and 0 < run.added < 40, (run.status, run.added))
    check("all are there", run.sql("SELECT count(*) FROM article") == [(40,)])
    check("nothing twice", run.sql("SELECT count(*) FROM copy") == [(0,)])


def test_usage():
    for options, status in ((["watch"], 2), (["watch", "/nowhere.tsv"], 3), (["watch", "a", "b"], 2), (["watch", "--x"], 2)):
        done = subprocess.run([PROGRAM, *options], capture_output=True, check=False)
        check("status of " + " ".join(options), done.returncode == status, done)


def main():
    test_usage()
    for test in (test_adds_and_remembers, test_misbehaviour, test_broken_feeds, test_robots, test_retry_after, test_delay,
                 test_private, test_killed):
        start = time.monotonic()
        with World() as w, tempfile.TemporaryDirectory() as folder:
            test(w, folder)
        print("%-28s %.1f s" % (test.__name__, time.monotonic() - start))
    sys.exit("%d failed" % len(failures) if failures else 0)


main()
