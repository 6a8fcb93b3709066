#!/usr/bin/env python3
"""An archive of the web as a crawler of news makes it, invented: make_warc.py OUT.warc.gz MEGABYTES SEED

Pages are as large and as repetitive as those of newspapers (menus, scripts, ten paragraphs), half of them Arabic; a gzip
member for each record.
"""
import base64
import hashlib
import random
import sys
import uuid
import zlib

out, mb, seed = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
r = random.Random(seed)
words = "قال وزير الداخلية أمس إن قوات الأمن في المدينة أوقفت عددا من المشتبه بهم بعد هجوم على نقطة تفتيش شمال العاصمة وأضاف المتحدث باسم الحكومة أن التحقيق مستمر فيما أصيب مواطنون بجروح نقلوا إلى المستشفى وذكرت مصادر محلية وكالة الأنباء الجيش انفجار سيارة مفخخة قتل جندي مسلحون محافظة بغداد دمشق صنعاء طرابلس القاهرة عمان الرياض اجتماع مجلس اتفاق مفاوضات اقتصاد نفط أسعار".split()
en = "the minister said on Tuesday that police had arrested several people after an attack near the city officials told reporters the government would continue its investigation market prices oil trade report president meeting company season team".split()
def page(i):
    ar = r.random() < 0.5
    w = words if ar else en
    nav = "".join('<li class="menu-item menu-%d"><a href="https://news%d.example/section/%s/%d" title="%s">%s</a></li>\n' % (k, i % 50, r.choice(en), r.randrange(10**6), " ".join(r.choices(w, k=4)), " ".join(r.choices(w, k=3))) for k in range(r.randrange(60, 160)))
    script = "".join("var x%d=%d;function f%d(a,b){return a*%d+b;}\n" % (k, r.randrange(10**9), k, r.randrange(10**6)) for k in range(r.randrange(100, 500)))
    body = "".join("<p>%s.</p>\n" % " ".join(r.choices(w, k=r.randrange(20, 60))) for _ in range(r.randrange(4, 14)))
    return ('<!DOCTYPE html><html lang="%s"><head><meta charset="utf-8"><title>%s</title><script>%s</script></head><body><nav><ul>%s</ul></nav><article><h1>%s</h1>%s</article><footer>%s</footer></body></html>' % ("ar" if ar else "en", " ".join(r.choices(w, k=7)), script, nav, " ".join(r.choices(w, k=7)), body, nav)).encode()
def rec(t, url, block, extra=""):
    u = uuid.UUID(int=r.getrandbits(128))
    h = "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Target-URI: %s\r\n%sContent-Length: %d\r\n\r\n" % (t, u, url, extra, len(block))
    return h.encode() + block + b"\r\n\r\n"
total, i = 0, 0
with open(out, "wb") as f:
    def put(b):
        global total
        total += len(b)
        c = zlib.compressobj(6, zlib.DEFLATED, 31)
        f.write(c.compress(b) + c.flush())
    put(rec("warcinfo", "x", b"software: x\r\n", "Content-Type: application/warc-fields\r\n"))
    while total < mb * 1e6:
        i += 1
        url = "https://news%d.example/a/%d.html" % (i % 50, i)
        req = b"GET /a HTTP/1.1\r\nHost: news.example\r\nUser-Agent: x\r\n\r\n"
        put(rec("request", url, req, "Content-Type: application/http; msgtype=request\r\n"))
        p = page(i)
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nX-Crawler-Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(p)
        dig = "sha1:" + base64.b32encode(hashlib.sha1(p).digest()).decode()
        put(rec("response", url, http + p, "Content-Type: application/http; msgtype=response\r\nWARC-Payload-Digest: %s\r\n" % dig))
print(i, total)
