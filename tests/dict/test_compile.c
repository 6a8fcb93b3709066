/*
 * test_compile.c - the dictionary compiler: what it refuses, and how it says so. argv[1]: the compiler.
 */
#include "../testing.h"

#include <unistd.h>

#include "tiny.h"

#define MANY(word) word " " word " " word " " word " " word " " word " " word
#define LONG(word) MANY(word) " " MANY(word)

static const struct bad_line {
    const char *what, *file, *rows, *line, *reason; /* rows follow the header, which is line 1 */
} BAD_LINES[] = {
    { "too few columns", "cues.tsv", "مدينة\tمدن\tplace\nقرية\tقرى\n", "line 3, column 'cue'", "ends before" },
    { "too many columns", "cues.tsv", "مدينة\tمدن\tplace\tx\n", "line 2", "more columns" },
    { "an empty first cell", "cues.tsv", "\tمدن\tplace\n", "line 2, column 'word'", "must not be empty" },
    { "an empty cell that is needed", "cues.tsv", "مدينة\tمدن\t\n", "line 2, column 'cue'", "must not be empty" },
    { "blanks around a cell", "cues.tsv", "مدينة\tمدن\t place\n", "line 2, column 'cue'", "blanks" },
    { "an empty item", "cues.tsv", "مدينة\tمدن||مدائن\tplace\n", "line 2, column 'plurals'", "empty item" },
    { "an empty item at the end", "cues.tsv", "مدينة|\tمدن\tplace\n", "line 2, column 'word'", "empty item" },
    { "blanks around an item", "cues.tsv", "مدينة\tمدن| مدائن\tplace\n", "line 2, column 'plurals'", "blanks" },
    { "a vowel sign", "cues.tsv", "مدِينة\tمدن\tplace\n", "line 2, column 'word'", "vowel signs" },
    { "a tatweel", "cues.tsv", "مديـنة\tمدن\tplace\n", "line 2, column 'word'", "tatweel" },
    { "a zero-width mark", "cues.tsv", "مدي\u200Cنة\tمدن\tplace\n", "line 2, column 'word'", "invisible" },
    { "a line feed after CR", "cues.tsv", "مدينة\tمدن\tplace\r\n", "line 2", "carriage return" },
    { "broken UTF-8", "cues.tsv", "مدينة\tمدن\tpl\xD8 ace\n", "line 2", "UTF-8" },
    { "broken UTF-8 in a comment", "cues.tsv", "مدينة\tمدن\tplace\n# \xFF\n", "line 3", "UTF-8" },
    { "a phrase too long", "function.tsv", LONG("من") "\tprep\t\n", "line 2", "14 words, allowed are 1 to 12" },
    { "a choice that is none", "function.tsv", "من\tprepp\t\n", "line 2, column 'class'", "allowed values" },
    { "a key twice", "places.tsv",
      "p:1\tواحدة\t\tOne\t\t\t1\t2\tsettlement\tcity\t\np:1\tثانية\t\tTwo\t\t\t1\t2\tsettlement\tcity\t\n",
      "line 3, column 'id'", "earlier line" },
    { "a key twice in two files", "geonames.tsv", "p:0\tواحدة\t\tOne\t\t\t1\t2\tsettlement\tcity\t\n",
      "line 2, column 'id'", "earlier line" },
    { "an unknown country", "places.tsv", "p:1\tواحدة\t\tOne\tZZ\t\t1\t2\tsettlement\tcity\t\n",
      "line 2, column 'country'", "no country" },
    { "a bad number", "places.tsv", "p:1\tواحدة\t\tOne\t\t\t1,5\t2\tsettlement\tcity\t\n", "line 2, column 'lat'",
      "not a number" },
    { "an infinite number", "places.tsv", "p:1\tواحدة\t\tOne\t\t\tinf\t2\tsettlement\tcity\t\n", "line 2, column 'lat'",
      "not a number" },
    { "a bad precision", "places.tsv", "p:1\tواحدة\t\tOne\t\t\t1\t2\ttown\tcity\t\n", "line 2, column 'precision'",
      "allowed values" },
    { "a verb twice", "verbs.tsv", "قتل\tيقتل\t\t\t\t\nقتل\tيقتل\t\t\t\t\n", "line 3, column 'verb'", "earlier line" },
    { "no imperfect", "verbs.tsv", "قتل\tتقتل\t\t\t\t\n", "line 2, column 'imperfect'", "imperfect" },
    { "a verb of two words", "verbs.tsv", "قتل هو\tيقتل\t\t\t\t\n", "line 2, column 'verb'", "no verb" },
    { "a frame of an unknown verb", "frames.tsv", "ضرب\tv\tASSAULT\t\t\t\t\t\t\t\t\n", "line 2, column 'trigger'",
      "verbs.tsv" },
};

static const struct bad_file {
    const char *what, *bytes, *said[2];
} BAD_FILES[] = {
    { "nothing at all", "", { "cues.tsv", "no header" } },
    { "comments only", "# word\n# cue\n", { "cues.tsv", "no header" } },
    { "another header", "word\tplural\tcue\n", { "line 1, column 'plurals'", "'plural'" } },
    { "a header that is too short", "word\tplurals\n", { "line 1, column 'cue'", "lacks" } },
    { "a header that is too long", "word\tplurals\tcue\tnote\n", { "line 1", "'note'" } },
    { "a byte order mark", "\xEF\xBB\xBFword\tplurals\tcue\n", { "line 1, column 'word'", "header" } },
};

static void expect_said(const struct tiny *t, const char *text)
{
    if (!strstr(t->said, text))
        fail_msg("the compiler said '%s', without '%s'", t->said, text);
}

static void expect_refusal(struct tiny *t, const char *file)
{
    assert_int_equal(tiny_compile(t), 1);
    expect_said(t, "marsad-dictc: ");
    expect_said(t, file);
    assert_int_equal(access(t->out, F_OK), -1); /* nothing half-written is left */
}

static void test_bad_lines(void **state)
{
    for (size_t i = 0; i < COUNT(BAD_LINES); i++) {
        const struct bad_line *b = &BAD_LINES[i];
        struct tiny t;

        print_message("%s\n", b->what);
        tiny_begin(&t, *state);
        if (strcmp(b->file, "geonames.tsv") == 0)
            tiny_rows(&t, "places.tsv", "p:0\tواحدة\t\tOne\t\t\t1\t2\tsettlement\tcity\t\n");
        tiny_rows(&t, b->file, b->rows);
        expect_refusal(&t, b->file);
        expect_said(&t, b->line);
        expect_said(&t, b->reason);
        tiny_end(&t);
    }
}

static void test_bad_files(void **state)
{
    for (size_t i = 0; i < COUNT(BAD_FILES); i++) {
        const struct bad_file *b = &BAD_FILES[i];
        struct tiny t;

        print_message("%s\n", b->what);
        tiny_begin(&t, *state);
        tiny_write(&t, "cues.tsv", b->bytes, strlen(b->bytes));
        expect_refusal(&t, "cues.tsv");
        expect_said(&t, b->said[0]);
        expect_said(&t, b->said[1]);
        tiny_end(&t);
    }
}

static void test_nul_byte(void **state)
{
    static const char BYTES[] = "word\tplurals\tcue\nمدينة\t\tpl\0ace\n";
    struct tiny t;

    tiny_begin(&t, *state);
    tiny_write(&t, "cues.tsv", BYTES, sizeof BYTES - 1);
    expect_refusal(&t, "cues.tsv");
    expect_said(&t, "line 2 has a NUL");
    tiny_end(&t);
}

static void test_missing_file_and_folder(void **state)
{
    struct tiny t;
    char path[600];

    tiny_begin(&t, *state);
    snprintf(path, sizeof path, "%s/cues.tsv", t.data);
    assert_int_equal(unlink(path), 0);
    expect_refusal(&t, "cues.tsv");
    expect_said(&t, "No such file");
    tiny_end(&t);

    tiny_begin(&t, *state);
    snprintf(t.out, sizeof t.out, "%s/no/such/folder.dict", t.folder);
    assert_int_equal(tiny_compile(&t), 1);
    expect_said(&t, "cannot be written");
    tiny_end(&t);
}

/* What must not be refused: comments, empty lines, no line feed at the end, empty cells, a file without lines. */
static void test_good_file(void **state)
{
    static const char BYTES[] = "# a comment\n\nword\tplurals\tcue\n# another\nمدينة\t\tplace\nقرية\tقرى\tplace";
    struct tiny t;

    tiny_begin(&t, *state);
    tiny_write(&t, "cues.tsv", BYTES, sizeof BYTES - 1);
    assert_int_equal(tiny_compile(&t), 0);
    assert_string_equal(t.said, "");
    tiny_end(&t);
}

/* The same data give the same bytes, whatever stands at the place of the output before. */
static void test_output_is_stable(void **state)
{
    struct tiny t;
    char command[1000];

    tiny_begin(&t, *state);
    tiny_rows(&t, "cues.tsv", "مدينة\tمدن\tplace\nقرية\tقرى\tplace\n");
    assert_int_equal(tiny_compile(&t), 0);
    snprintf(command, sizeof command, "mv '%s' '%s/first' && echo old > '%s'", t.out, t.folder, t.out);
    assert_int_equal(system(command), 0);
    assert_int_equal(tiny_compile(&t), 0);
    snprintf(command, sizeof command, "cmp '%s' '%s/first'", t.out, t.folder);
    assert_int_equal(system(command), 0);
    tiny_end(&t);
}

int main(int argc, char **argv)
{
    void *dictc = argc > 1 ? argv[1] : NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(test_bad_lines, dictc),
        cmocka_unit_test_prestate(test_bad_files, dictc),
        cmocka_unit_test_prestate(test_nul_byte, dictc),
        cmocka_unit_test_prestate(test_missing_file_and_folder, dictc),
        cmocka_unit_test_prestate(test_good_file, dictc),
        cmocka_unit_test_prestate(test_output_is_stable, dictc),
    };

    if (!dictc) {
        fprintf(stderr, "usage: test-compile PATH_OF_MARSAD_DICTC\n");
        return EXIT_FAILURE;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
