/*
 * test_charset.c - charsets with and without a mark, broken sequences, and that the sizes of reads change nothing.
 */
#include "harness.h"

#include <stdio.h>

static const char ARABIC[] = "أعلن وزير الخارجية في بيان صدر اليوم أن القوات تقدمت نحو المدينة، وقالت مصادر محلية إن "
                             "سبعة أشخاص قتلوا وأصيب آخرون بجروح في قصف على حي سكني شرق المدينة.";

static const struct charset_case {
    const char *charset, *bom;
} CHARSETS[] = {
    { "UTF-8", "" },    { "UTF-8", "\xEF\xBB\xBF" }, { "UTF-16LE", "\xFF\xFE" }, { "UTF-16BE", "\xFE\xFF" },
    { "UTF-16LE", "" }, { "UTF-16BE", "" },          { "WINDOWS-1256", "" },     { "ISO-8859-6", "" },
};

static void check_charset(const struct charset_case *c, const char *utf8, const char *after_name)
{
    marsad_buf body = convert(utf8, c->charset), bytes = { 0 };

    assert_true(marsad_buf_add(&bytes, marsad_str_of(c->bom)) && marsad_buf_add(&bytes, marsad_buf_str(&body)));
    for (uint32_t seed = 0; seed < 4; seed++) {
        char tail[64];
        run r = run_new();

        r.seed = seed;
        run_bytes(&r, marsad_buf_str(&bytes), "f");
        print_message("%s%s, reads %u\n", c->charset, *c->bom ? " with a mark" : "", seed);
        assert_int_equal(r.docs, 1);
        assert_int_equal(r.refused, 0);
        assert_non_null(strstr(r.brief.ptr, ARABIC));
        snprintf(tail, sizeof tail, "|%s|0|%s\n", c->charset, after_name);
        assert_non_null(strstr(r.full.ptr, tail));
        run_release(&r);
    }
    marsad_buf_release(&body);
    marsad_buf_release(&bytes);
}

static void test_charsets(void **state)
{
    char json[1024];

    (void)state;
    snprintf(json, sizeof json, "[\n {\"title\": \"x\",\n  \"text\": \"%s\"}\n]\n", ARABIC);
    for (size_t i = 0; i < COUNT(CHARSETS); i++) {
        check_charset(&CHARSETS[i], ARABIC, "0"); /* MARSAD_MEDIA_TEXT */
        check_charset(&CHARSETS[i], json, "1");   /* MARSAD_MEDIA_JSON */
    }
}

/* Each word alone, in each charset: what short texts are taken for. */
static void test_short_texts(void **state)
{
    static const char *const TEXTS[] = { "قال الوزير", "اليوم", "وقالت الشرطة ان", "مدينة حلب" };

    (void)state;
    for (size_t i = 0; i < COUNT(TEXTS); i++) {
        for (size_t k = 4; k < COUNT(CHARSETS); k++) {
            marsad_buf bytes = convert(TEXTS[i], CHARSETS[k].charset);
            char want[128];

            snprintf(want, sizeof want, "f=%s\n", TEXTS[i]);
            print_message("%s in %s\n", TEXTS[i], CHARSETS[k].charset);
            expect_bytes(marsad_buf_str(&bytes), "f", want);
            marsad_buf_release(&bytes);
        }
    }
}

static const struct broken_case {
    const char *label;
    marsad_str bytes;
    const char *text;
    size_t replaced;
    const char *charset;
} BROKEN[] = {
    { "a broken byte in Arabic", LIT("مرحبا\xFFمرحبا"), "مرحبا\uFFFDمرحبا", 1, "UTF-8" },
    { "a cut letter at the end", LIT("مرحبا مرحبا\xD8"), "مرحبا مرحبا\uFFFD", 1, "UTF-8" },
    { "a cut letter before another", LIT("مرحبا\xD8 مرحبا"), "مرحبا\uFFFD مرحبا", 1, "UTF-8" },
    { "a surrogate in UTF-8", LIT("مرحبا\xED\xA0\x80مرحبا"), "مرحبا\uFFFD\uFFFD\uFFFDمرحبا", 3, "UTF-8" },
    { "U+FFFD itself is not broken", LIT("a\uFFFD\xFFمرحبا"), "a\uFFFD\uFFFDمرحبا", 1, "UTF-8" },
    { "French in Latin-1 is not Arabic", LIT("l'\xE9t\xE9 \xE0 Alger"), "l'\uFFFDt\uFFFD \uFFFD Alger", 3, "UTF-8" },
    { "NUL in a long text",
      LIT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "aaaaaaaaaaaaaaaaaaaaaaa\0b"),
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      "aaaaaaaaaaaaaaaaaaaaaaa\uFFFDb",
      1, "UTF-8" },
    { "half a pair in UTF-16",
      LIT("\xFF\xFE"
          "a\0\0\xD8"
          "b\0"),
      "a\uFFFDb", 1, "UTF-16LE" },
    { "an odd byte after UTF-16",
      LIT("\xFF\xFE"
          "a\0b\0c"),
      "ab\uFFFD", 1, "UTF-16LE" },
    { "a pair in UTF-16", LIT("\xFE\xFF\xD8\x3D\xDE\x00"), "\U0001F600", 0, "UTF-16BE" },
};

static void test_broken(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(BROKEN); i++) {
        for (uint32_t seed = 0; seed < 3; seed++) {
            char brief[256], tail[64];
            run r = run_new();

            r.seed = seed;
            run_bytes(&r, BROKEN[i].bytes, "f");
            snprintf(brief, sizeof brief, "f=%s\n", BROKEN[i].text);
            expect_brief(&r, BROKEN[i].label, brief);
            snprintf(tail, sizeof tail, "|%s|%zu|0\n", BROKEN[i].charset, BROKEN[i].replaced);
            print_message("%s: %s", BROKEN[i].label, r.full.ptr);
            assert_non_null(strstr(r.full.ptr, tail));
            run_release(&r);
        }
    }
}

/* Over 64 KiB of UTF-8, then windows-1256: a few broken bytes stay UTF-8, many make it all windows-1256. */
static void test_late_change(void **state)
{
    marsad_buf ascii = repeat("plain words ", 8000), arabic = convert(ARABIC, "WINDOWS-1256");
    run few = run_new(), many = run_new();

    (void)state;
    assert_true(marsad_buf_add(&ascii, LIT("\xC7")));
    run_bytes(&few, marsad_buf_str(&ascii), "f");
    assert_non_null(strstr(few.full.ptr, "|UTF-8|1|0\n"));
    ascii.len--;
    for (int i = 0; i < 100; i++)
        assert_true(marsad_buf_add(&ascii, marsad_buf_str(&arabic)));
    run_bytes(&many, marsad_buf_str(&ascii), "f");
    assert_non_null(strstr(many.full.ptr, "|WINDOWS-1256|0|0\n"));
    assert_non_null(strstr(many.brief.ptr, ARABIC));
    run_release(&few);
    run_release(&many);
    marsad_buf_release(&ascii);
    marsad_buf_release(&arabic);
}

/* Broken sequences are counted for the article that has them. */
static void test_broken_json(void **state)
{
    static const char JSON[] = "[{\"text\":\"a\xFF"
                               "b\xFE\"},{\"text\":\"مرحبا\"},{\"text\":\"\xD9\\ud800c\\udc00\\ud83d\"}]";

    (void)state;
    for (uint32_t seed = 0; seed < 8; seed++) {
        run r = run_new();

        r.seed = seed;
        run_bytes(&r, marsad_str_of(JSON), "f");
        expect_brief(&r, "json", "f#1=a\uFFFDb\uFFFD\nf#2=مرحبا\nf#3=\uFFFD\uFFFDc\uFFFD\uFFFD\n");
        assert_non_null(strstr(r.full.ptr, "UTF-8|2|1\n"));
        assert_non_null(strstr(r.full.ptr, "UTF-8|0|1\n"));
        assert_non_null(strstr(r.full.ptr, "UTF-8|4|1\n"));
        run_release(&r);
    }
}

/* Places of refusals are those of the undecoded bytes. */
static void test_offsets(void **state)
{
    static const char JSON[] = "[{\"text\":\"مرحبا\"},{\"text\":1}]";
    static const char *const NAMES[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1256" };
    static const size_t PLACES[] = { 23, 36, 36, 18 };

    (void)state;
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        marsad_buf bytes = convert(JSON, NAMES[i]);

        for (uint32_t seed = 0; seed < 4; seed++) {
            run r = run_new();

            r.seed = seed;
            run_bytes(&r, marsad_buf_str(&bytes), "f");
            expect_brief(&r, NAMES[i], "f#1=مرحبا\n!f#2=no text\n");
            assert_int_equal(r.last_offset, PLACES[i]);
            run_release(&r);
        }
        marsad_buf_release(&bytes);
    }
}

/* --- however the bytes come --- */

static uint32_t rnd(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* A messy stream: good articles, damage and junk. */
static marsad_buf make_stream(uint32_t *seed)
{
    static const char *const PARTS[] = {
        "{\"text\":\"",
        "مرحبا",
        "\"}",
        "\n",
        ",",
        "[",
        "]",
        "\\",
        "\xFF",
        "\xD8",
        " ",
        "{",
        "}",
        "\"",
        "\\u0642",
        "\\ud800",
        "{\"id\":3,\"title\":\"ت\",\"text\":\"قال\"}",
        "{\"text\":\"x\"},\n",
        "{\"text\":\"y\"}\n",
        "word",
        "7",
    };
    marsad_buf out = { 0 };
    size_t n = 1 + rnd(seed) % 60;

    for (size_t i = 0; i < n; i++) {
        bool good = rnd(seed) % 3 > 0;
        assert_true(marsad_buf_add(&out, marsad_str_of(PARTS[good ? 16 + rnd(seed) % 3 : rnd(seed) % COUNT(PARTS)])));
    }
    return out;
}

static void test_sizes_of_reads(void **state)
{
    static const char *const CHARSET_OF[] = { NULL, "gzip", "zip" };
    uint32_t seed = 20150721;

    (void)state;
    for (int i = 0; i < 600; i++) {
        uint32_t first = seed;
        marsad_buf bytes = make_stream(&seed), packed = { 0 };
        member one = { "m", marsad_buf_str(&bytes) };
        const char *how = CHARSET_OF[i % 3];
        run whole = run_new(), cut = run_new();

        if (how)
            packed = strcmp(how, "gzip") == 0 ? pack_gzip(marsad_buf_str(&bytes)) : pack_zip(&one, 1);
        cut.seed = seed | 1;
        run_bytes(&whole, how ? marsad_buf_str(&packed) : marsad_buf_str(&bytes), "f");
        run_bytes(&cut, how ? marsad_buf_str(&packed) : marsad_buf_str(&bytes), "f");
        if (strcmp(whole.full.ptr, cut.full.ptr) != 0)
            fail_msg("seed %u: %.*s\nwhole\n%s\ncut\n%s", first, (int)bytes.len, bytes.ptr, whole.full.ptr,
                     cut.full.ptr);
        run_release(&whole);
        run_release(&cut);
        marsad_buf_release(&bytes);
        marsad_buf_release(&packed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_charsets),       cmocka_unit_test(test_short_texts), cmocka_unit_test(test_broken),
        cmocka_unit_test(test_late_change),    cmocka_unit_test(test_broken_json), cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_sizes_of_reads),
    };

    return cmocka_run_group_tests_name("input charset", tests, NULL, NULL);
}
