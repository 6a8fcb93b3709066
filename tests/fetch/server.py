"""A web server on 127.0.0.1 that behaves and misbehaves, for test_watch.py. Counts what it is asked for."""
import gzip
import http.server
import socket
import threading
import time

PAGE = """<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title></head><body><article><h1>{title}</h1>
<p>قتل {n} أشخاص وأصيب آخرون أمس في انفجار سيارة مفخخة في بغداد، وقالت الشرطة في بيانها رقم {n} إن التحقيق مستمر.</p>
<p>وأضاف البيان رقم {n} أن قوات الأمن أغلقت الطرق المؤدية إلى المكان، وأن سيارات الإسعاف نقلت الجرحى إلى المستشفيات.</p>
</article></body></html>"""


BOMB = gzip.compress(b" " * (16 << 20), 1)  # made here: an answer must not wait for it


def feed(items):
    return ("<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
            "<title>صحيفة التجربة</title>%s</channel></rss>" % "".join(items))


def item(url, title, content=""):
    return ("<item><title>%s</title><link>%s</link><pubDate>Thu, 04 Mar 2021 05:06:07 GMT</pubDate>"
            "<content:encoded><![CDATA[%s]]></content:encoded></item>" % (title, url.replace("&", "&amp;"), content))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def answer(self, status, body=b"", media="text/html; charset=utf-8", **fields):
        if isinstance(body, str):
            body = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(fields.pop("length", len(body))))
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        world = self.server.world
        path = self.path.split("?")[0]
        with world.lock:
            world.asked.append((time.monotonic(), self.path, dict(self.headers)))
        action = world.paths.get(path)
        try:
            if action:
                action(self)
            elif path == "/robots.txt":
                self.answer(200, world.robots, "text/plain")
            else:
                self.answer(404, "none")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Clients that hang up are what the tests are about."""


class World:
    """Paths and what they do; a server in a thread. `with World() as w: w.url("/feed")`."""

    def __init__(self):
        self.paths, self.asked, self.robots, self.lock = {}, [], "", threading.Lock()
        self.ended = threading.Event()

    def __enter__(self):
        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.world = self
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *args):
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()

    def url(self, path, host="127.0.0.1"):
        return "http://%s:%d%s" % (host, self.server.server_address[1], path)

    def count(self, path):
        with self.lock:
            return sum(p == path for _, p, _ in self.asked)

    # ---- what paths do ----

    def page(self, n, title="خبر"):
        return lambda h: h.answer(200, PAGE.format(n=n, title=title))

    def slow(self, h):
        self.ended.wait(20)

    def endless(self, h):
        h.send_response(200)
        h.send_header("Content-Type", "text/html")
        h.end_headers()
        h.close_connection = True
        while not self.ended.is_set():
            h.wfile.write(b"<p>" + b"x" * 65536)

    def endless_head(self, h):
        h.wfile.write(b"HTTP/1.1 200 OK\r\n")
        h.close_connection = True
        while not self.ended.is_set():
            h.wfile.write(b"X-Field: " + b"x" * 1000 + b"\r\n")

    def dripping(self, h):
        h.send_response(200)
        h.send_header("Content-Type", "text/html")
        h.end_headers()
        h.close_connection = True
        while not self.ended.wait(0.05):
            h.wfile.write(b"x")

    def wrong_length(self, h):
        h.answer(200, PAGE.format(n=1, title="x"), length=100000)
        h.close_connection = True

    def bomb(self, h):
        h.answer(200, BOMB, Content_Encoding="gzip")

    def garbage(self, h):
        h.connection.sendall(b"\x00\x01\x02 not http at all\r\n\r\n")
        h.connection.shutdown(socket.SHUT_RDWR)
        h.close_connection = True
