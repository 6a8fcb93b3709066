/*
 * test_warc.c - archives of the web: which records become documents, codings of bodies, captures, damage.
 */
#include "harness.h"

#include "input/http.h"
#include "memory_stream.h"

#include <stdio.h>
#include <zlib.h>

#define PAGE                                                                                                           \
    "<html><head><title>t</title><script>var x = '<p>no</p>';</script></head><body><p>قال "                         \
    "الوزير</p><p>نعم</p></body></html>"
#define URL "WARC-Target-URI: https://paper.example/1\r\n"
#define HTTP "Content-Type: application/http; msgtype=response\r\n"

static void add(marsad_buf *b, marsad_str s)
{
    assert_true(marsad_buf_add(b, s));
}

/* A record whose head says `length` (SIZE_MAX: the truth). */
static void add_record(marsad_buf *b, const char *type, const char *fields, marsad_str block, size_t length)
{
    assert_true(marsad_buf_addf(b,
                                "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Date: 2021-03-04T05:06:07Z\r\n"
                                "WARC-Record-ID: <urn:uuid:%s>\r\n%sContent-Length: %zu\r\n\r\n",
                                type, type, fields, length == SIZE_MAX ? block.len : length));
    add(b, block);
    add(b, LIT("\r\n\r\n"));
}

static void add_response(marsad_buf *b, const char *head, marsad_str body)
{
    marsad_buf block = { 0 };

    add(&block, marsad_str_of(head));
    add(&block, LIT("\r\n"));
    add(&block, body);
    add_record(b, "response", URL HTTP, marsad_buf_str(&block), SIZE_MAX);
    marsad_buf_release(&block);
}

#define OK "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

static void add_page(marsad_buf *b, const char *text)
{
    add_response(b, OK, marsad_str_of(text));
}

static void expect(marsad_buf *b, const char *what, const char *brief)
{
    print_message("%s\n", what);
    expect_bytes(marsad_buf_str(b), "x", brief);
    for (uint32_t seed = 1; seed < 4; seed++) { /* however reads cut it */
        run r = run_new();

        r.seed = seed;
        run_bytes(&r, marsad_buf_str(b), "x");
        expect_brief(&r, what, brief);
        run_release(&r);
    }
    marsad_buf_release(b);
}

/* ---- which records ---- */

static void test_kinds(void **state)
{
    marsad_buf b = { 0 };

    (void)state;
    add_record(&b, "warcinfo", "Content-Type: application/warc-fields\r\n", LIT("software: x\r\n"), SIZE_MAX);
    add_record(&b, "request", URL HTTP, LIT("GET / HTTP/1.1\r\n\r\n"), SIZE_MAX);
    add_page(&b, PAGE);
    add_record(&b, "metadata", URL "Content-Type: application/warc-fields\r\n", LIT("a: b\r\n"), SIZE_MAX);
    add_response(&b, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n", LIT(PAGE));
    add_response(&b, "HTTP/1.1 301 Moved\r\nLocation: /2\r\n", LIT(""));
    add_response(&b, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n", LIT("\x89PNG\r\n\x1a\n"));
    add_response(&b, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", LIT("قال\nنعم"));
    add_response(&b, "HTTP/1.0 200\r\n", LIT(" <!DOCTYPE html>" PAGE));
    add_record(&b, "resource", URL "Content-Type: text/html\r\n", LIT(PAGE), SIZE_MAX);
    add_record(&b, "conversion", URL "Content-Type: text/plain\r\n", LIT("نص"), SIZE_MAX);
    add_record(&b, "resource", "WARC-Target-URI: dns:paper.example\r\nContent-Type: text/dns\r\n", LIT("a"), SIZE_MAX);
    add_record(&b, "revisit", URL "WARC-Payload-Digest: sha1:A\r\n" HTTP, LIT("HTTP/1.1 200 OK\r\n\r\n"), SIZE_MAX);
    add_record(&b, "something new", URL, LIT("a"), SIZE_MAX);
    expect(&b, "kinds",
           "x#3=قال الوزير\nنعم\n\nx#8=قال\nنعم\nx#9=قال الوزير\nنعم\n\nx#10=قال الوزير\nنعم\n\nx#11=نص\nx#13=\n");
}

static void test_capture(void **state)
{
    marsad_buf b = { 0 };
    run r = run_new();
    marsad_input_options o = { .limits = r.limits };
    marsad_arena *arena = marsad_arena_new(0);
    marsad_input *in;
    marsad_doc doc;

    (void)state;
    add_record(&b, "conversion",
               "WARC-Target-URI: <https://paper.example/1>\r\nContent-Type: text/plain\r\n"
               "warc-payload-digest: sha1:ABC\r\nWARC-Block-Digest: sha1:DEF\r\n",
               LIT("نص"), SIZE_MAX);
    add_record(&b, "revisit", URL "WARC-Payload-Digest: sha1:ABC\r\n", LIT(""), SIZE_MAX);
    in = input_open_stream(&o, memory_open(marsad_buf_str(&b), 0), "x", NULL);
    assert_int_equal(marsad_input_next(in, arena, &doc, NULL), MARSAD_MORE);
    assert_true(marsad_str_equal(doc.url, LIT("https://paper.example/1")));
    assert_true(marsad_str_equal(doc.id, doc.url));
    assert_true(marsad_str_equal(doc.capture.record, LIT("urn:uuid:conversion")));
    assert_true(marsad_str_equal(doc.capture.time, LIT("2021-03-04T05:06:07Z")));
    assert_true(marsad_str_equal(doc.capture.digest, LIT("sha1:ABC")));
    assert_true(marsad_str_equal(doc.capture.url, doc.url));
    assert_false(doc.revisit);
    assert_int_equal(marsad_input_next(in, arena, &doc, NULL), MARSAD_MORE);
    assert_true(doc.revisit);
    assert_true(marsad_str_equal(doc.capture.digest, LIT("sha1:ABC")));
    assert_int_equal(marsad_input_next(in, arena, &doc, NULL), MARSAD_END);
    marsad_input_close(in);
    marsad_arena_free(arena);
    marsad_buf_release(&b);
    run_release(&r);
}

/* ---- codings ---- */

static marsad_buf deflated(marsad_str s, int bits)
{
    marsad_buf out = { 0 };
    z_stream z = { .next_in = (Bytef *)(uintptr_t)s.ptr, .avail_in = (uInt)s.len };

    assert_true(marsad_buf_reserve(&out, s.len + 100));
    z.next_out = (Bytef *)out.ptr;
    z.avail_out = (uInt)out.cap;
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    out.len = out.cap - z.avail_out;
    deflateEnd(&z);
    return out;
}

static marsad_buf chunked(marsad_str s)
{
    marsad_buf out = { 0 };

    for (size_t at = 0, n; at < s.len; at += n) {
        n = s.len - at < 7 ? s.len - at : 7;
        assert_true(marsad_buf_addf(&out, "%zX;name=value\r\n", n));
        add(&out, marsad_str_slice(s, at, at + n));
        add(&out, LIT("\r\n"));
    }
    add(&out, LIT("0\r\nTrailer: x\r\n\r\n"));
    return out;
}

/* "<p>نعم</p>" by Brotli 1.0.9. */
static const char BROTLI[] = "\x03\x06\x80\x3c\x70\x3e\xd9\x86\xd8\xb9\xd9\x85\x3c\x2f\x70\x3e\x03";

static void test_codings(void **state)
{
    static const struct {
        const char *name;
        int bits;
    } PACKED[] = { { "gzip", 31 }, { "x-gzip", 31 }, { "deflate", 15 }, { "Deflate", -15 } };
    marsad_buf b = { 0 };
    char want[200] = "", head[200];

    (void)state;
    for (size_t i = 0; i < COUNT(PACKED); i++) {
        marsad_buf packed = deflated(LIT("<p>نعم</p>"), PACKED[i].bits), both = chunked(marsad_buf_str(&packed));

        snprintf(head, sizeof head, OK "Content-Encoding: %s\r\n", PACKED[i].name);
        add_response(&b, head, marsad_buf_str(&packed));
        snprintf(head, sizeof head, OK "Content-Encoding: %s\r\nTransfer-Encoding: chunked\r\n", PACKED[i].name);
        add_response(&b, head, marsad_buf_str(&both));
        snprintf(want + strlen(want), sizeof want - strlen(want), "x#%zu=نعم\n\nx#%zu=نعم\n\n", 2 * i + 1, 2 * i + 2);
        marsad_buf_release(&packed);
        marsad_buf_release(&both);
    }
    add_response(&b, OK "Content-Encoding: br\r\n", (marsad_str){ BROTLI, sizeof BROTLI - 1 });
    /* the crawler has undone the codings and kept the fields */
    add_response(&b, OK "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", LIT("<p>نعم</p>"));
    add_response(&b, OK "Content-Encoding: br\r\n", LIT("<p>نعم</p>"));
    snprintf(want + strlen(want), sizeof want - strlen(want), "x#9=نعم\n\nx#10=نعم\n\nx#11=نعم\n\n");
    expect(&b, "codings", want);
}

static void test_bad_codings(void **state)
{
    marsad_buf b = { 0 }, gz = deflated(LIT("<p>قال الوزير أمس إن الطريق مفتوح</p>"), 31), bomb = { 0 }, zeros;
    run r = run_new();

    (void)state;
    add_response(&b, OK "Content-Encoding: zstd\r\n", LIT("(\xb5/\xfd"));
    add_response(&b, OK "Content-Encoding: gzip\r\n", marsad_str_slice(marsad_buf_str(&gz), 0, gz.len - 12));
    add_response(&b, OK "Transfer-Encoding: chunked\r\n", LIT("5\r\n<p>ab\r\nzz\r\n"));
    add_response(&b, OK "Transfer-Encoding: chunked\r\n", LIT("ffff\r\n<p>ab"));
    add_response(&b, OK "Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n", LIT("a"));
    zeros = repeat(" ", 1 << 20);
    bomb = deflated(marsad_buf_str(&zeros), 31);
    r.limits.max_article = 1 << 16;
    add_response(&b, OK "Content-Encoding: gzip\r\n", marsad_buf_str(&bomb));
    add_page(&b, "<p>نعم</p>");
    run_bytes(&r, marsad_buf_str(&b), "x");
    expect_brief(&r, "bad codings",
                 "!x#1=packed in a way that is not read: zstd\n!x#2=the packed body is cut short\n"
                 "!x#3=the chunks of the body are damaged or cut short\n!x#4=the chunks of the body are cut short\n"
                 "!x#5=more than 4 codings of one body\n!x#6=longer than 65536 bytes (limit on one article)\n"
                 "x#7=نعم\n\n");
    run_release(&r);
    marsad_buf_release(&b);
    marsad_buf_release(&gz);
    marsad_buf_release(&zeros);
    marsad_buf_release(&bomb);
}

static void test_charsets(void **state)
{
    marsad_buf b = { 0 }, w = convert("<p>قال الوزير أمس</p>", "WINDOWS-1256"),
               iso = convert("<p>قال الوزير أمس</p>", "ISO-8859-6");

    (void)state;
    add_response(&b, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"Windows-1256\"\r\n", marsad_buf_str(&w));
    add_response(&b, "HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=iso-8859-6\r\n", marsad_buf_str(&iso));
    add_response(&b, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", marsad_buf_str(&w));
    expect(&b, "charsets", "x#1=قال الوزير أمس\n\nx#2=قال الوزير أمس\n\nx#3=قال الوزير أمس\n\n");
    marsad_buf_release(&w);
    marsad_buf_release(&iso);
}

/* ---- damage ---- */

#define LENGTH_WRONG "the record's length is wrong: no record follows its "
#define CUT "cut in the middle of a record: the archive ends before the length that it gives"

static void test_lengths(void **state)
{
    marsad_buf b = { 0 };

    (void)state;
    add_page(&b, "<p>ا</p>"); /* too short: the next is found behind it */
    add_record(&b, "conversion", URL "Content-Type: text/plain\r\n", LIT("قال الوزير"), 4);
    add_page(&b, "<p>ب</p>");
    add_record(&b, "conversion", URL "Content-Type: text/plain\r\n", LIT("قال الوزير"), 100); /* too long: inside it */
    add_page(&b, "<p>ت</p>");
    add_page(&b, "<p>ث</p>");
    add_record(&b, "metadata", URL "Content-Type: text/plain\r\n", LIT("قال"), 5); /* also of what is not read */
    add_page(&b, "<p>ج</p>");
    expect(&b, "lengths",
           "x#1=ا\n\n!x#2=" LENGTH_WRONG "4 bytes\nx#3=ب\n\n!x#4=" LENGTH_WRONG
           "100 bytes\nx#5=ت\n\nx#6=ث\n\n!x#7=" LENGTH_WRONG "5 bytes\nx#8=ج\n\n");

    add_record(&b, "conversion", URL "Content-Type: text/plain\r\n", LIT("قال الوزير"),
               18 + 4 + 5); /* by a part of a head */
    add_page(&b, "<p>ب</p>");
    expect(&b, "a little too long", "!x#1=" LENGTH_WRONG "27 bytes\nx#2=ب\n\n");

    add_record(&b, "conversion", URL "Content-Type: text/plain\r\n", LIT("قال الوزير"), 1 << 20); /* beyond the end */
    add_page(&b, "<p>ب</p>");
    expect(&b, "beyond the end", "!x#1=" LENGTH_WRONG "1048576 bytes\nx#2=ب\n\n");
}

static void test_heads(void **state)
{
    marsad_buf b = { 0 };
    marsad_buf many = repeat("X-Field: long long long long\r\n", 3000);

    (void)state;
    add(&b, LIT("WARC/1.0\r\nWARC-Type: conversion\r\n\r\nx\r\n\r\n")); /* no length */
    add_page(&b, "<p>ا</p>");
    add(&b, LIT("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: -1\r\n\r\nx\r\n\r\n"));
    add(&b,
        LIT("WARC/1.0\nWARC-Type: conversion\nContent-Type: text/plain\nContent-Length: 2\n\nب\n\n")); /* LF alone */
    add_page(&b, "<p>ت</p>");
    assert_true(marsad_buf_add_byte(&many, '\0'));
    add_record(&b, "conversion", many.ptr, LIT("x"), SIZE_MAX);
    add_page(&b, "<p>ث</p>");
    expect(&b, "heads",
           "!x#1=the record has no length: ''\nx#2=ا\n\n!x#3=the record has no length: '-1'\nx#4=ب\nx#5=ت\n\n"
           "!x#6=the head of the record is longer than 65536 bytes\nx#7=ث\n\n");
    marsad_buf_release(&many);
}

static void test_cut(void **state)
{
    marsad_buf b = { 0 }, gz, half = { 0 };
    size_t first;

    (void)state;
    add_page(&b, "<p>ا</p>");
    first = b.len;
    add_page(&b, "<p>ب</p>");
    add(&half, marsad_str_slice(marsad_buf_str(&b), 0, b.len - 12));
    expect(&half, "cut in the body", "x#1=ا\n\n!x#2=" CUT "\n");
    add(&half, marsad_str_slice(marsad_buf_str(&b), 0, first + 40));
    expect(&half, "cut in the head", "x#1=ا\n\n!x#2=" CUT "\n");
    add(&half, marsad_str_slice(marsad_buf_str(&b), 0, b.len - 4));
    expect(&half, "no line ends behind the last", "x#1=ا\n\nx#2=ب\n\n");
    gz = pack_gzip(marsad_str_slice(marsad_buf_str(&b), 0, first));
    add(&half, marsad_buf_str(&gz));
    marsad_buf_release(&gz);
    gz = pack_gzip(marsad_str_slice(marsad_buf_str(&b), first, b.len));
    add(&half, marsad_str_slice(marsad_buf_str(&gz), 0, gz.len - 20));
    expect(&half, "gzip cut", "x#1=ا\n\n!x#2=the gzip data is cut short, in the middle of a record\n");
    marsad_buf_release(&gz);
    marsad_buf_release(&b);
}

/* A member for each record, as the standard recommends, and zstd. */
static void test_packed(void **state)
{
    marsad_buf all = { 0 }, zall = { 0 };

    (void)state;
    for (int i = 0; i < 3; i++) {
        marsad_buf one = { 0 }, gz, zst;

        add_page(&one, i == 0 ? "<p>ا</p>" : i == 1 ? "<p>ب</p>" : "<p>ت</p>");
        gz = pack_gzip(marsad_buf_str(&one));
        zst = pack_zstd(marsad_buf_str(&one));
        add(&all, marsad_buf_str(&gz));
        add(&zall, marsad_buf_str(&zst));
        marsad_buf_release(&gz);
        marsad_buf_release(&zst);
        marsad_buf_release(&one);
    }
    expect(&all, "gzip", "x#1=ا\n\nx#2=ب\n\nx#3=ت\n\n");
    expect(&zall, "zstd", "x#1=ا\n\nx#2=ب\n\nx#3=ت\n\n");
}

static void test_limits(void **state)
{
    marsad_buf b = { 0 }, film = repeat("film", 100000), text = repeat("نص ", 30000);
    run r = run_new();

    (void)state;
    add_response(&b, "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n",
                 marsad_buf_str(&film)); /* not an article: passed */
    add_response(&b, OK, marsad_buf_str(&text));
    add_page(&b, "<p>ا</p>");
    r.limits.max_article = 1 << 16;
    run_bytes(&r, marsad_buf_str(&b), "x");
    expect_brief(&r, "limits", "!x#2=the record is longer than 65536 bytes (limit on one article)\nx#3=ا\n\n");
    run_release(&r);
    marsad_buf_release(&b);
    marsad_buf_release(&film);
    marsad_buf_release(&text);
}

/* What the crawler cut, and says so, is read as far as it goes. */
static void test_truncated(void **state)
{
    marsad_buf b = { 0 };

    (void)state;
    add_record(&b, "response", URL HTTP "WARC-Truncated: length\r\n",
               LIT(OK "Transfer-Encoding: chunked\r\n\r\n40\r\n<p>قال الوزير"), SIZE_MAX);
    expect(&b, "truncated by the crawler", "x#1=قال الوزير\n\n");
}

/* Beginnings of records without an end: each is not tried with all that follow. The record behind them is found. */
static void test_many_marks(void **state)
{
    marsad_buf b = { 0 }, marks = repeat("WARC/1.1\r\n", 300000);
    run r = run_new();

    (void)state;
    add_page(&b, "<p>ا</p>");
    add(&b, marsad_buf_str(&marks));
    add(&b, LIT("\r\n\r\n"));
    add_page(&b, "<p>ب</p>");
    run_bytes(&r, marsad_buf_str(&b), "x");
    assert_true(marsad_str_find(marsad_buf_str(&r.brief), LIT("=ب"), 0) != SIZE_MAX);
    assert_true(r.refused < 7000); /* those of the last 64 KiB, whose heads end */
    run_release(&r);
    marsad_buf_release(&b);
    marsad_buf_release(&marks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),       cmocka_unit_test(test_capture),   cmocka_unit_test(test_codings),
        cmocka_unit_test(test_bad_codings), cmocka_unit_test(test_charsets),  cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_heads),       cmocka_unit_test(test_cut),       cmocka_unit_test(test_packed),
        cmocka_unit_test(test_limits),      cmocka_unit_test(test_truncated), cmocka_unit_test(test_many_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
