/*
 * test_html.c - which bytes are a page, and their charset.
 */
#include "testing.h"

#include "input/html.h"

static const struct begin_case {
    const char *head;
    bool named, page;
} BEGIN_CASES[] = {
    { "<!DOCTYPE html><html>", false, true },
    { "\n\n  <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", false, true },
    { "<?xml version=\"1.0\"?>\n<!-- saved from x -->\n<html xmlns=\"x\">", false, true },
    { "<html dir=rtl>", false, true },
    { "<head><title>x", false, true },
    { "<p>a fragment", false, false },
    { "<p>a fragment", true, true },
    { "<3 this is text", true, false },
    { "<?xml version=\"1.0\"?><rss version=\"2.0\">", false, false },
    { "<!-- only a comment", true, false },
    { "{\"text\": \"<html>\"}", true, false },
    { "\u0642\u0627\u0644 <html>" /* a word before the tag */, true, false },
    { "", true, false },
};

static void test_begin(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(BEGIN_CASES); i++) {
        const struct begin_case *c = &BEGIN_CASES[i];

        print_message("%s\n", c->head);
        assert_int_equal(input_begins_html(S(c->head), INPUT_UTF8, c->named), c->page);
    }
}

static const struct charset_case {
    const char *bytes, *http, *charset, *text;
} CHARSET_CASES[] = {
    { "<html>caf\xC3\xA9", "", "UTF-8", "<html>caf\u00E9" },
    { "\xEF\xBB\xBF<meta charset=windows-1256>\xC3\xA9", "windows-1256", "UTF-8", "<meta charset=windows-1256>\u00E9" },
    { "<meta charset='windows-1256'>\xE3\xD1", "", "WINDOWS-1256", "<meta charset='windows-1256'>\u0645\u0631" },
    { "<meta http-equiv=Content-Type content=\"text/html; charset=CP1256\">\xE3\xD1", "", "WINDOWS-1256",
      "<meta http-equiv=Content-Type content=\"text/html; charset=CP1256\">\u0645\u0631" },
    { "<html>\xE3\xD1", "windows-1256", "WINDOWS-1256", "<html>\u0645\u0631" },
    { "<meta charset=iso-8859-6>\xE5\xD1", "", "ISO-8859-6", "<meta charset=iso-8859-6>\u0645\u0631" },
    { "<html>caf\xE9 na\xEFve", "ISO-8859-1", "WINDOWS-1252", "<html>caf\u00E9 na\u00EFve" },
    { "<html>caf\xE9 na\xEFve r\xE9sum\xE9", "", "WINDOWS-1252", "<html>caf\u00E9 na\u00EFve r\u00E9sum\u00E9" },
    { "<meta charset=windows-1256>\u0645\u0631", "", "UTF-8", "<meta charset=windows-1256>\u0645\u0631" },
    { "<html>\xE3\xD1\xCD\xC8\xC7 \xC8\xC7\xE1\xDA\xC7\xE1\xE3", "x-unknown", "WINDOWS-1256",
      "<html>\u0645\u0631\u062D\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645" },
};

static void test_charset(void **state)
{
    marsad_arena *arena = marsad_arena_new(0);

    (void)state;
    for (size_t i = 0; i < COUNT(CHARSET_CASES); i++) {
        const struct charset_case *c = &CHARSET_CASES[i];
        marsad_doc doc = { .replaced = 9 };

        print_message("case %zu\n", i);
        assert_true(input_html(S(c->bytes), S(c->http), 1000, arena, &doc, NULL));
        assert_string_equal(doc.charset, c->charset);
        assert_true(marsad_str_equal(doc.text, S(c->text)));
        assert_int_equal(doc.media, MARSAD_MEDIA_HTML);
        assert_int_equal(doc.replaced, 0);
    }
    marsad_arena_free(arena);
}

static void test_broken(void **state)
{
    static const char NULS[] = "<p>a\0b\xFFz";
    marsad_arena *arena = marsad_arena_new(0);
    marsad_err err = { .code = MARSAD_OK };
    marsad_doc doc = { .replaced = 0 };

    (void)state;
    assert_true(input_html((marsad_str){ NULS, sizeof NULS - 1 }, S("utf-8"), 1000, arena, &doc, &err));
    assert_true(marsad_str_equal(doc.text, S("<p>a b\uFFFDz")));
    assert_int_equal(doc.replaced, 2);
    assert_false(input_html(S("<html>12345"), S(""), 10, arena, &doc, &err));
    assert_int_equal(err.code, MARSAD_ELIMIT);
    marsad_err_clear(&err);
    assert_false(input_html(S(" \n "), S(""), 10, arena, &doc, &err));
    assert_int_equal(err.code, MARSAD_EFORMAT);
    marsad_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_begin), cmocka_unit_test(test_charset),
                                        cmocka_unit_test(test_broken) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
