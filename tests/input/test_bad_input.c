/*
 * test_bad_input.c - what is damaged, too large or no text is refused with a reason and a place; the rest goes on.
 */
#include "harness.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define WITH_SANITIZER true /* which holds on to memory that was freed */
#elif defined(__has_feature)
#define WITH_SANITIZER __has_feature(address_sanitizer)
#else
#define WITH_SANITIZER false
#endif

/* --- damaged JSON and things that are no text --- */

static const struct bad_case {
    const char *label;
    marsad_str bytes;
    const char *brief;
} BAD[] = {
    { "empty", LIT(""), "!f=empty\n" },
    { "a mark alone", LIT("\xEF\xBB\xBF"), "!f=empty\n" },
    { "white space", LIT(" \n\t "), "!f=no text: only white space\n" },
    { "ELF",
      LIT("\x7f"
          "ELF\2\1\1\0\0\0"),
      "!f=not text but application/x-executable\n" },
    { "PDF", LIT("%PDF-1.4\n"), "!f=not text but application/pdf\n" },
    { "PNG", LIT("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "!f=not text but image/png\n" },
    { "zeros", LIT("\0\0\0\0\0\0\0\0"), "!f=not text but application/octet-stream\n" },
    { "noise", LIT("\x01\x82\x03\xf4\x15\x06\xe7\x18\x09\xaa\x0b\xcc"), "!f=not text but application/octet-stream\n" },
    { "cut in an article", LIT("[{\"text\":\"a\"},{\"text\":\"b"),
      "f#1=a\n!f#2=cut in the middle of an article: the input ends inside a JSON object\n" },
    { "cut between articles", LIT("[{\"text\":\"a\"},"),
      "f#1=a\n!f=cut between articles: the input ends before the end of the JSON array\n" },
    { "cut line", LIT("{\"text\":\"a\"}\n{\"text\":\"b"),
      "f#1=a\n!f#2=cut in the middle of an article: the input ends inside a JSON object\n" },
    { "a line torn in a string", LIT("{\"text\":\"a\"}\n{\"text\":\"b\n{\"text\":\"c\"}\n"),
      "f#1=a\n!f#2=damaged JSON: the object stops and another one begins\nf#3=c\n" },
    { "a line torn after a value", LIT("{\"text\":\"a\"}\n{\"text\":\"b\"\n{\"text\":\"c\"}\n"),
      "f#1=a\n!f#2=damaged JSON: the object stops and another one begins\nf#3=c\n" },
    { "a line torn after a colon", LIT("{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"c\"}\n"),
      "f#1=a\n!f#2=damaged JSON: the object stops and another one begins\nf#3=c\n" },
    { "the first line torn", LIT("{\"text\":\"b\",\"x\":[1\n{\"text\":\"c\"}\n"),
      "!f#1=damaged JSON: the object stops and another one begins\nf#2=c\n" },
    { "an element torn", LIT("[\n {\"text\":\"a\n {\"text\":\"b\"},\n {\"text\":\"c\"}\n]"),
      "!f#1=damaged JSON: the object stops and another one begins\nf#2=b\nf#3=c\n" },
    { "an element without a comma", LIT("[{\"text\" \"a\"},{\"text\":\"b\"}]"),
      "!f#1=not valid JSON: ':' expected near '\"a\"'\nf#2=b\n" },
    { "a line end in a string of an array", LIT("[{\"text\":\"a\nb\"},{\"text\":\"c\"}]"),
      "!f#1=not valid JSON: unexpected newline near '\"a'\nf#2=c\n" },
    { "junk line", LIT("{\"text\":\"a\"}\njunk {\nmore junk\n{\"text\":\"b\"}\nend"),
      "f#1=a\n!f#2=neither an object nor an array (as may be lines right after it)\nf#4=b\n"
      "!f#5=neither an object nor an array (as may be lines right after it)\n" },
    { "closed twice", LIT("{\"text\":\"a\"}}\n{\"text\":\"b\"}\n"),
      "f#1=a\n!f#2=neither an object nor an array (as may be lines right after it)\nf#3=b\n" },
    { "no objects", LIT("[1,2,\"],{\",[3,[{\"text\":4}]],null,{\"text\":\"a\"},true]"),
      "!f#1=not an object (as may be others right after it)\nf#6=a\n"
      "!f#7=not an object (as may be others right after it)\n" },
    { "no text", LIT("[{},{\"text\":\"\"},{\"text\":null,\"title\":\" \"},{\"text\":\"a\"}]"),
      "!f#1=no text\n!f#2=no text\n!f#3=no text\nf#4=a\n" },
    { "a wrapped list with a bad one", LIT("{\"data\":[{\"text\":\"a\"},7,{},{\"text\":\"b\"}]}\n{\"text\":\"c\"}"),
      "f#1=a\n!f#2=no text\n!f#3=no text\nf#4=b\nf#5=c\n" },
    { "a bad escape", LIT("[{\"text\":\"\\x\"},{\"text\":\"\\u12\"},{\"text\":\"\\"),
      "!f#1=not valid JSON: invalid escape near '\"\\x'\n!f#2=not valid JSON: invalid escape near '\"\\u12\"'\n"
      "!f#3=cut in the middle of an article: the input ends inside a JSON object\n" },
    { "gzip header alone", LIT("\x1f\x8b\x08"), "!f=the gzip data is cut short\n" },
    { "gzip damaged", LIT("\x1f\x8b\x08\0\0\0\0\0\0\3\xff\xff\xff\xff\xff"), "!f=the gzip data is damaged\n" },
    { "zip without files", LIT("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), "!f=empty: a zip without files\n" },
};

static void test_bad(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(BAD); i++) {
        print_message("%s\n", BAD[i].label);
        for (uint32_t seed = 0; seed < 3; seed++) {
            run r = run_new();

            r.seed = seed;
            run_bytes(&r, BAD[i].bytes, "f");
            expect_brief(&r, BAD[i].label, BAD[i].brief);
            run_release(&r);
        }
        expect_path(write_file("f", BAD[i].bytes), BAD[i].brief);
    }
}

static void test_deep(void **state)
{
    marsad_buf open = repeat("[", 100000), close = repeat("]", 100000), bytes = { 0 };

    (void)state;
    assert_true(marsad_buf_add(&bytes, LIT("[{\"text\":\"a\"},{\"text\":")) &&
                marsad_buf_add(&bytes, marsad_buf_str(&open)) && marsad_buf_add(&bytes, marsad_buf_str(&close)) &&
                marsad_buf_add(&bytes, LIT("},{\"text\":\"b\"}]")));
    expect_bytes(marsad_buf_str(&bytes), "f", "f#1=a\n!f#2=nested deeper than 64 (limit on nesting)\nf#3=b\n");
    expect_bytes(marsad_buf_str(&open), "f",
                 "!f=cut between articles: the input ends before the end of the JSON array\n");
    marsad_buf_release(&open);
    marsad_buf_release(&close);
    marsad_buf_release(&bytes);
}

/* --- limits --- */

static void test_limits(void **state)
{
    run r = run_new();

    (void)state;
    r.limits.max_article = 20;
    r.limits.max_nesting = 2;
    run_bytes(&r, LIT("[{\"text\":\"123456789\"},{\"text\":\"1234567890\"},{\"a\":[[]]},{\"text\":\"b\"}]"), "f");
    run_bytes(&r, LIT("12345678901234567890"), "g");
    run_bytes(&r, LIT("123456789012345678901"), "h");
    expect_brief(&r, "limits",
                 "f#1=123456789\n!f#2=the object is longer than 20 bytes (limit on one article)\n"
                 "!f#3=nested deeper than 2 (limit on nesting)\nf#4=b\ng=12345678901234567890\n"
                 "!h=the text is longer than 20 bytes (limit on one article)\n");
    run_release(&r);
}

static void test_many_values(void **state)
{
    marsad_buf zeros = repeat("0,", INPUT_MAX_VALUES), bytes = { 0 };

    (void)state;
    assert_true(marsad_buf_add(&bytes, LIT("[{\"a\":[")) && marsad_buf_add(&bytes, marsad_buf_str(&zeros)) &&
                marsad_buf_add(&bytes, LIT("0],\"text\":\"a\"},{\"text\":\"b\"}]")));
    expect_bytes(marsad_buf_str(&bytes), "f", "!f#1=more than 1048576 values in one object\nf#2=b\n");
    marsad_buf_release(&zeros);
    marsad_buf_release(&bytes);
}

/* --- cut and damaged archives --- */

/* Articles that do not pack well, so that a cut falls among them. */
static marsad_buf many_articles(size_t n)
{
    marsad_buf b = { 0 };
    uint32_t seed = 1;

    for (size_t i = 0; i < n; i++) {
        assert_true(marsad_buf_addf(&b, "{\"text\":\""));
        for (int k = 0; k < 40; k++) {
            seed = seed * 1664525u + 1013904223u;
            assert_true(marsad_buf_addf(&b, "%x", seed));
        }
        assert_true(marsad_buf_addf(&b, "\"}\n"));
    }
    return b;
}

static void check_cut(marsad_str bytes, const char *name, const char *where, const char *why)
{
    run r = run_new();

    run_path(&r, write_file(name, bytes));
    print_message("%s: %zu articles, %zu refused: %s\n", name, r.docs, r.refused, strrchr(r.brief.ptr, '!'));
    assert_in_range(r.docs, 300, 998);
    assert_int_equal(r.refused, 1);
    assert_non_null(strstr(r.brief.ptr, where));
    assert_non_null(strstr(r.brief.ptr, why));
    assert_in_range(r.last_offset, 100000, 400000);
    run_release(&r);
}

static void test_cut_archives(void **state)
{
    marsad_buf bytes = many_articles(1000);
    member one[] = { { "a.jsonl", marsad_buf_str(&bytes) }, { "b.txt", LIT("b") } };
    marsad_buf gz = pack_gzip(marsad_buf_str(&bytes)), zst = pack_zstd(marsad_buf_str(&bytes)), zip = pack_zip(one, 2);

    (void)state;
    check_cut(marsad_str_slice(marsad_buf_str(&gz), 0, gz.len * 9 / 10), "cut.gz", "!cut.gz#",
              "cut short, in the middle");
    check_cut(marsad_str_slice(marsad_buf_str(&zst), 0, zst.len * 9 / 10), "cut.zst", "!cut.zst#", "cut short");
    check_cut(marsad_str_slice(marsad_buf_str(&zip), 0, zip.len * 9 / 10), "cut.zip", "!cut.zip:a.jsonl#", "cut short");
    marsad_buf_release(&bytes);
    marsad_buf_release(&gz);
    marsad_buf_release(&zst);
    marsad_buf_release(&zip);
}

/* Cut at every place: never a crash or a hang, at least one refusal, nothing invented. */
static void test_cut_everywhere(void **state)
{
    member two[] = { { "a.json", LIT("[{\"text\":\"first\"},{\"text\":\"second\"}]") }, { "b.txt", LIT("third") } };
    marsad_buf packed[] = { pack_zip(two, 2), pack_gzip(two[0].bytes), pack_zstd(two[0].bytes) };

    (void)state;
    for (size_t k = 0; k < COUNT(packed); k++) {
        for (size_t n = 4; n < packed[k].len; n++) { /* less is too short to tell from text */
            run r = run_new();

            run_bytes(&r, marsad_str_slice(marsad_buf_str(&packed[k]), 0, n), "f");
            assert_in_range(r.docs, 0, 3);
            assert_true(r.refused == 1 || k == 0); /* a zip cut in its directory at the end has lost nothing */
            assert_true(r.refused <= 1 && (r.refused || r.docs == 3));
            run_release(&r);
        }
        marsad_buf_release(&packed[k]);
    }
}

/* A byte wrong in the packed data of the first member: it is refused, the second is read. */
static void test_damaged_member(void **state)
{
    marsad_buf bytes = many_articles(200);
    member two[] = { { "a.jsonl", marsad_buf_str(&bytes) }, { "b.txt", LIT("b") } };
    marsad_buf zip = pack_zip(two, 2);
    run r = run_new();

    (void)state;
    memset(zip.ptr + zip.len / 2, 0xFF, 64);
    run_path(&r, write_file("damaged.zip", marsad_buf_str(&zip)));
    assert_int_equal(r.refused > 0, 1);
    assert_non_null(strstr(r.brief.ptr, "!damaged.zip:a.jsonl"));
    assert_non_null(strstr(r.brief.ptr, "damaged.zip:b.txt=b\n"));
    run_release(&r);
    marsad_buf_release(&bytes);
    marsad_buf_release(&zip);
}

/* The flag "encrypted" set in the headers of a member that is stored as it is. */
static void test_encrypted(void **state)
{
    static const char ZIP[] =
        "PK\3\4\x14\0\1\0\0\0\0\0\0\0\1\2\3\4\x10\0\0\0\4\0\0\0\1\0\0\0s0123456789abcdef"
        "PK\1\2\x14\0\x14\0\1\0\0\0\0\0\0\0\1\2\3\4\x10\0\0\0\4\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0s"
        "PK\5\6\0\0\0\0\1\0\1\0\x2f\0\0\0\x2f\0\0\0\0\0";
    marsad_str bytes = { ZIP, sizeof ZIP - 1 };

    (void)state;
    expect_path(write_file("secret.zip", bytes), "!secret.zip:s=encrypted\n");
    expect_bytes(bytes, "z", "!z:s=encrypted\n");
}

static void test_bombs(void **state)
{
    marsad_buf spaces = repeat("                ", (size_t)2 << 20); /* 32 MiB */
    member two[] = { { "bomb", marsad_buf_str(&spaces) }, { "good", LIT("good") } };
    marsad_buf zip = pack_zip(two, 2), gz = pack_gzip(marsad_buf_str(&spaces)),
               zst = pack_zstd(marsad_buf_str(&spaces));
    run r = run_new();
    static const char RATIO[] = "unpacks to more than 200 times its packed size (limit on the ratio)";
    char want[512];

    (void)state;
    snprintf(want, sizeof want, "!b.zip:bomb=%s\nb.zip:good=good\n", RATIO);
    expect_path(write_file("b.zip", marsad_buf_str(&zip)), want);
    snprintf(want, sizeof want, "!f=%s\n", RATIO);
    expect_bytes(marsad_buf_str(&gz), "f", want);
    expect_bytes(marsad_buf_str(&zst), "f", want);
    r.limits.max_ratio = 1000000;
    r.limits.max_unpacked = 1 << 20;
    run_bytes(&r, marsad_buf_str(&zip), "z");
    run_bytes(&r, marsad_buf_str(&gz), "g");
    expect_brief(&r, "unpacked",
                 "!z:bomb=the archive unpacks to more than 1048576 bytes (limit on unpacked bytes)\n"
                 "!g=the archive unpacks to more than 1048576 bytes (limit on unpacked bytes)\n");
    run_release(&r);
    marsad_buf_release(&spaces);
    marsad_buf_release(&zip);
    marsad_buf_release(&gz);
    marsad_buf_release(&zst);
}

/* --- 300 MB without a line end, through a pipe --- */

typedef struct {
    int fd;
    const char *before, *after;
} flood;

static void put(int fd, const char *s, size_t n)
{
    while (n) {
        ssize_t w = write(fd, s, n);

        if (w <= 0)
            return; /* the reader has turned away */
        s += w;
        n -= (size_t)w;
    }
}

static void *pour(void *arg)
{
    const flood *f = arg;
    static char block[1 << 16];

    memset(block, 'a', sizeof block);
    put(f->fd, f->before, strlen(f->before));
    for (int i = 0; i < 300 * 16; i++)
        put(f->fd, block, sizeof block);
    put(f->fd, f->after, strlen(f->after));
    close(f->fd);
    return NULL;
}

static long peak_kib(void)
{
    struct rusage u;

    getrusage(RUSAGE_SELF, &u);
    return u.ru_maxrss;
}

static void check_flood(const char *before, const char *after, const char *brief)
{
    int ends[2];
    pthread_t thread;
    char path[32], want[256];
    flood f = { .before = before, .after = after };
    run r = run_new();
    long memory = peak_kib();
    time_t begin = time(NULL);

    assert_int_equal(pipe(ends), 0);
    f.fd = ends[1];
    snprintf(path, sizeof path, "/dev/fd/%d", ends[0]);
    assert_int_equal(pthread_create(&thread, NULL, pour, &f), 0);
    r.limits.max_article = (uint64_t)8 << 20;
    run_path(&r, path);
    close(ends[0]);
    pthread_join(thread, NULL);
    snprintf(want, sizeof want, brief, path, path, path);
    expect_brief(&r, "flood", want);
    print_message("%lld s, %ld KiB more\n", (long long)(time(NULL) - begin), peak_kib() - memory);
    if (!WITH_SANITIZER)
        assert_in_range(peak_kib() - memory, 0, 40 << 10);
    run_release(&r);
}

static void test_long_line(void **state)
{
    (void)state;
    check_flood("text ", "", "!%s=the text is longer than 8388608 bytes (limit on one article)\n");
    check_flood("[{\"text\":\"", "\"},{\"text\":\"next\"}]",
                "!%s#1=the object is longer than 8388608 bytes (limit on one article)\n%s#2=next\n");
}

/* --- the system says no --- */

static void test_no_rights(void **state)
{
    const char *top = make_folder("closed");

    (void)state;
    make_folder("closed/in");
    write_file("closed/file", LIT("a"));
    write_file("closed/other", LIT("b"));
    assert_int_equal(chmod(path_in("closed/in"), 0), 0);
    assert_int_equal(chmod(path_in("closed/file"), 0), 0);
    if (geteuid() == 0)
        print_message("skipped: root may read everything\n");
    else
        expect_path(top, "!closed/file=cannot open: Permission denied\n"
                         "!closed/in=cannot open the folder: Permission denied\nclosed/other=b\n");
    assert_int_equal(chmod(path_in("closed/in"), 0700), 0);
}

static void test_odd_files(void **state)
{
    const char *top = make_folder("odd");

    (void)state;
    assert_int_equal(mkfifo(path_in("odd/pipe"), 0600), 0);
    expect_path(top, "!odd/pipe=a pipe inside a folder; give its own path to read it\n");
}

static void test_long_name(void **state)
{
    marsad_buf name = repeat("ح", 200);
    run r = run_new();

    (void)state;
    assert_true(marsad_buf_add_byte(&name, '\0'));
    run_bytes(&r, LIT("[{\"text\":\"a\"},{}]"), name.ptr);
    assert_int_equal(r.docs, 1);
    assert_non_null(strstr(r.brief.ptr, "ح#2=no text\n")); /* the name is cut at a letter, its number stays */
    run_release(&r);
    marsad_buf_release(&name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_many_values),
        cmocka_unit_test(test_cut_archives),
        cmocka_unit_test(test_cut_everywhere),
        cmocka_unit_test(test_damaged_member),
        cmocka_unit_test(test_encrypted),
        cmocka_unit_test(test_bombs),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_no_rights),
        cmocka_unit_test(test_odd_files),
        cmocka_unit_test(test_long_name),
    };

    signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests_name("bad input", tests, temp_setup, temp_teardown);
}
