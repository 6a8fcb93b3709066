/*
 * test_input.c - formats in containers, field names, folders, progress.
 */
#include "harness.h"

#include <stdio.h>
#include <unistd.h>

/* --- formats --- */

static const struct format_case {
    const char *label, *bytes, *brief; /* "@" in brief stands for the name of the input */
} FORMATS[] = {
    { "text", "قال الوزير\nنعم", "@=قال الوزير\nنعم\n" },
    { "text with CR LF", "a\r\nb\rc", "@=a\nb\nc\n" },
    { "object", "{\"text\":\"a\"}", "@#1=a\n" },
    { "array", "[{\"text\":\"a\"},\n {\"text\":\"b\"}]\n", "@#1=a\n@#2=b\n" },
    { "empty array", " [ ] ", "" },
    { "lines", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", "@#1=a\n@#2=b\n" },
    { "lines with CR LF and blank ones", "{\"text\":\"a\"}\r\n\r\n{\"text\":\"b\"}\r\n", "@#1=a\n@#2=b\n" },
    { "one after another", "{\"text\":\"a\"}{\"text\":\"b\"} {\n\"text\":\n\"c\"}", "@#1=a\n@#2=b\n@#3=c\n" },
    { "record separators", "\x1e{\"text\":\"a\"}\n\x1e{\"text\":\"b\"}\n", "@#1=a\n@#2=b\n" },
    { "two arrays", "[{\"text\":\"a\"}]\n[{\"text\":\"b\"}]", "@#1=a\n@#2=b\n" },
    { "byte order mark", "\xEF\xBB\xBF[{\"text\":\"a\"}]", "@#1=a\n" },
    { "byte order mark before text", "\xEF\xBB\xBFtext", "@=text\n" },
    { "brackets in strings", "[{\"text\":\"}]{[\\\"\\\\\"},{\"text\":\"b\"}]", "@#1=}]{[\"\\\n@#2=b\n" },
    { "wrapped", "{\"status\":\"ok\",\"articles\":[{\"text\":\"a\"},{\"title\":\"t\"},{\"content\":\"b\"}]}",
      "@#1=a\n@#2=\n@#3=b\n" },
    { "wrapped with a title", "{\"title\":\"feed\",\"data\":[{\"body\":\"a\"}]}", "@#1=a\n" },
    { "two lists are no wrapping", "{\"a\":[{\"text\":\"a\"}],\"b\":[{\"text\":\"b\"}]}", "!@#1=no text\n" },
    { "text has the word", "{\"text\":\"a\",\"related\":[{\"text\":\"b\"}]}", "@#1=a\n" },
    { "text that begins with a bracket", "[صورة] قال", "@=[صورة] قال\n" },
    { "text that begins with a brace", "{صورة} قال", "@={صورة} قال\n" },
    { "text that begins with a note", "[1] قال", "@=[1] قال\n" },
    { "a number is text", "123", "@=123\n" },
};

static void expect_format(const struct format_case *c, marsad_str bytes, const char *file, const char *name)
{
    marsad_buf want = { 0 };

    for (const char *p = c->brief; *p; p++)
        assert_true(*p == '@' ? marsad_buf_add(&want, marsad_str_of(name)) : marsad_buf_add_byte(&want, *p));
    assert_true(marsad_buf_add_byte(&want, '\0'));
    print_message("%s, %s\n", c->label, name);
    expect_bytes(bytes, "x", want.ptr); /* forward only, as from standard input */
    if (file)
        expect_path(write_file(file, bytes), want.ptr); /* sought where the format can use it */
    marsad_buf_release(&want);
}

static void test_formats(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(FORMATS); i++) {
        marsad_str bytes = marsad_str_of(FORMATS[i].bytes);
        member one = { "in/é.dat", bytes };
        marsad_buf gz = pack_gzip(bytes), zst = pack_zstd(bytes), zip = pack_zip(&one, 1);

        expect_format(&FORMATS[i], bytes, "x", "x");
        expect_format(&FORMATS[i], marsad_buf_str(&gz), "x", "x");
        expect_format(&FORMATS[i], marsad_buf_str(&zst), "x", "x");
        expect_format(&FORMATS[i], marsad_buf_str(&zip), "x", "x:in/é.dat");
        marsad_buf_release(&gz);
        marsad_buf_release(&zst);
        marsad_buf_release(&zip);
    }
}

static void test_nested(void **state)
{
    marsad_buf gz = pack_gzip(LIT("{\"text\":\"a\"}")), zst = pack_zstd(LIT("b")), zip, zip_gz, zip_zip, gz3;
    member inner[] = { { "1.gz", marsad_buf_str(&gz) }, { "2.txt.zst", marsad_buf_str(&zst) }, { "3", LIT("c") } };
    member outer[2];

    (void)state;
    zip = pack_zip(inner, 3);
    expect_bytes(marsad_buf_str(&zip), "z", "z:1.gz#1=a\nz:2.txt.zst=b\nz:3=c\n");
    zip_gz = pack_gzip(marsad_buf_str(&zip));
    expect_bytes(marsad_buf_str(&zip_gz), "z",
                 "!z:1.gz=packed more than 2 times\n!z:2.txt.zst=packed more than 2 times\nz:3=c\n");
    outer[0] = (member){ "in.zip", marsad_buf_str(&zip) };
    outer[1] = (member){ "after", LIT("d") };
    zip_zip = pack_zip(outer, 2);
    expect_path(write_file("nested.zip", marsad_buf_str(&zip_zip)),
                "!nested.zip:in.zip:1.gz=packed more than 2 times\n"
                "!nested.zip:in.zip:2.txt.zst=packed more than 2 times\n"
                "nested.zip:in.zip:3=c\nnested.zip:after=d\n");
    gz3 = pack_gzip(marsad_buf_str(&zip_gz));
    expect_bytes(marsad_buf_str(&gz3), "z", "!z=packed more than 2 times\n");
    marsad_buf_release(&gz);
    marsad_buf_release(&zst);
    marsad_buf_release(&zip);
    marsad_buf_release(&zip_gz);
    marsad_buf_release(&zip_zip);
    marsad_buf_release(&gz3);
}

static void test_concatenated_gzip(void **state)
{
    marsad_buf a = pack_gzip(LIT("{\"text\":\"a\"}\n{\"te")), b = pack_gzip(LIT("xt\":\"b\"}\n"));

    (void)state;
    assert_true(marsad_buf_add(&a, marsad_buf_str(&b)));
    assert_true(marsad_buf_add(&a, LIT("\0\0\0\0"))); /* as tapes fill their blocks */
    expect_bytes(marsad_buf_str(&a), "x", "x#1=a\nx#2=b\n");
    assert_true(marsad_buf_add(&a, LIT("junk")));
    expect_bytes(marsad_buf_str(&a), "x", "x#1=a\nx#2=b\n!x=bytes that are no gzip follow the gzip data\n");
    marsad_buf_release(&a);
    marsad_buf_release(&b);
}

/* --- fields: name|id|title|author|date|source|url|text --- */

static const struct field_case {
    const char *json, *fields;
} FIELDS[] = {
    { "{\"id\":\"i\",\"title\":\"t\",\"date\":\"d\",\"url\":\"u\",\"source\":\"s\",\"author\":\"a\",\"text\":\"x\"}",
      "f#1|i|t|a|d|s|u|x" },
    { "{\"source\":\"s\",\"url\":\"u\",\"date_extracted\":\"d\",\"title\":\"t\",\"author\":\"a\",\"content\":\"x\"}",
      "f#1|u|t|a|d|s|u|x" },
    { "{\"headline\":\"t\",\"body\":\"x\",\"published\":\"d\",\"link\":\"u\",\"publisher\":\"s\",\"byline\":\"a\"}",
      "f#1|u|t|a|d|s|u|x" },
    { "{\"maintext\":\"x\",\"date_publish\":\"d\",\"domain\":\"s\",\"creator\":[\"a\",\"b\",null]}",
      "f#1|f#1|-|a، b|d|s|-|x" },
    { "{\"article\":\"x\",\"publish_date\":\"d\",\"site\":\"s\"}", "f#1|f#1|-|-|d|s|-|x" },
    { "{\"text\":\"x\",\"created_at\":1437436800}", "f#1|f#1|-|-|1437436800|-|-|x" },
    { "{\"id\":12,\"text\":\"x\",\"title\":null,\"author\":null,\"url\":\"\"}", "f#1|12|-|-|-|-|-|x" },
    { "{\"id\":123456789012345678901,\"text\":\"x\"}", "f#1|1.2345678901234568e+20|-|-|-|-|-|x" },
    { "{\"text\":\"\",\"content\":\"x\"}", "f#1|f#1|-|-|-|-|-|x" },
    { "{\"text\":7,\"body\":\"x\"}", "f#1|f#1|-|-|-|-|-|x" },
    { "{\"title\":\"t\",\"text\":\" \\u00a0\"}", "f#1|f#1|t|-|-|-|-|" },
    { "{\"text\":\"x\",\"source\":{\"id\":1,\"name\":\"s\"},\"author\":[{\"name\":\"a\"},{\"name\":\"b\"}]}",
      "f#1|f#1|-|a، b|-|s|-|x" },
    { "{\"text\":\"x\",\"text\":\"y\"}", "f#1|f#1|-|-|-|-|-|y" },
    { "{\"text\":\"<p>a</p><P class='c'>b<br/>c<BR>d &amp;lt; &lt;&#1593;&#x639;&quot;&nbsp;&foo; <b>e</b> & <pre>\"}",
      "f#1|f#1|-|-|-|-|-|\na\n\nb\nc\nd &lt; <عع\"\xC2\xA0&foo; <b>e</b> & <pre>" },
    { "{\"text\":\"&#0;&#55296;&#1114112;&#x;&#;&;a\\r\\nb\",\"title\":\"q &quot;\"}",
      "f#1|f#1|q \"|-|-|-|-|&#0;&#55296;&#1114112;&#x;&#;&;a\nb" },
    { "{\"text\":\"\\u0642\\u0627\\u0644 \\ud83d\\ude00\"}", "f#1|f#1|-|-|-|-|-|قال 😀" },
    { "{\"text\":\"a\\u0000b\\\\u0000\"}", "f#1|f#1|-|-|-|-|-|ab\\u0000" },
};

static void test_fields(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(FIELDS); i++) {
        run r = run_new();
        size_t n = strlen(FIELDS[i].fields);

        run_bytes(&r, marsad_str_of(FIELDS[i].json), "f");
        print_message("%s\n", FIELDS[i].json);
        if (strncmp(r.full.ptr, FIELDS[i].fields, n) != 0 || r.full.ptr[n] != '|')
            fail_msg("expected %s\ncame %s", FIELDS[i].fields, r.full.ptr);
        run_release(&r);
    }
}

static void test_id_without_folders(void **state)
{
    run r = run_new();

    (void)state;
    run_bytes(&r, LIT("{\"text\":\"a\"}"), "some/where/f.json");
    assert_non_null(strstr(r.full.ptr, "some/where/f.json#1|f.json#1|"));
    run_release(&r);
}

/* --- folders --- */

static void test_folders(void **state)
{
    const char *top = make_folder("tree");

    (void)state;
    make_folder("tree/b");
    make_folder("tree/b/c");
    make_folder("tree/empty");
    write_file("tree/b/c/1", LIT("one"));
    write_file("tree/b.txt", LIT("two"));
    write_file("tree/B", LIT("three"));
    write_file("tree/ب", LIT("four"));
    write_file("tree/.hidden", LIT("five"));
    expect_path(top, "tree/.hidden=five\ntree/B=three\ntree/b/c/1=one\ntree/b.txt=two\ntree/ب=four\n");
}

static void test_links(void **state)
{
    const char *top = make_folder("links");

    (void)state;
    make_folder("links/in");
    write_file("links/in/f", LIT("file"));
    assert_int_equal(symlink("..", path_in("links/in/up")), 0);
    assert_int_equal(symlink("nowhere", path_in("links/lost")), 0);
    assert_int_equal(symlink("in/f", path_in("links/to")), 0);
    expect_path(top, "links/in/f=file\n!links/in/up=a link back to a folder that holds it\n"
                     "!links/lost=cannot open: No such file or directory\nlinks/to=file\n");
}

static void test_depth(void **state)
{
    const char *top = make_folder("deep");
    run r = run_new();

    (void)state;
    make_folder("deep/1");
    make_folder("deep/1/2");
    write_file("deep/1/f", LIT("a"));
    write_file("deep/1/2/f", LIT("b"));
    r.limits.max_depth = 1;
    run_path(&r, top);
    expect_brief(&r, "deep", "!deep/1/2=more than 1 folders inside each other (limit on folders)\ndeep/1/f=a\n");
    run_release(&r);
}

static void test_progress(void **state)
{
    const char *paths[] = { write_file("p1", LIT("text")), write_file("p2", LIT("{\"text\":\"a\"}")),
                            "/nowhere/at/all" };
    run r = run_new();

    (void)state;
    run_paths(&r, paths, 3);
    assert_int_equal(r.progress.bytes_done, 16);
    assert_int_equal(r.progress.bytes_total, 16);
    assert_int_equal(r.progress.refused, 1);
    expect_brief(&r, "progress", "p1=text\np2#1=a\n!/nowhere/at/all=cannot open: No such file or directory\n");
    run_release(&r);
}

/* Standard input and a pipe by its path, each with a zip that cannot be sought. */
static void test_pipes(void **state)
{
    member two[] = { { "a.json", LIT("[{\"text\":\"a\"}]") }, { "b.txt", LIT("b") } };
    marsad_buf zip = pack_zip(two, 2);
    const char *names[] = { "-", "/dev/fd/0" };
    int saved = dup(0), ends[2];

    (void)state;
    for (size_t i = 0; i < COUNT(names); i++) {
        run r = run_new();
        char want[64];

        assert_int_equal(pipe(ends), 0);
        assert_int_equal(write(ends[1], zip.ptr, zip.len), zip.len);
        close(ends[1]);
        dup2(ends[0], 0);
        close(ends[0]);
        run_path(&r, names[i]);
        snprintf(want, sizeof want, "%s:a.json#1=a\n%s:b.txt=b\n", names[i], names[i]);
        expect_brief(&r, names[i], want);
        assert_int_equal(r.progress.bytes_done, zip.len);
        assert_int_equal(r.progress.bytes_total, 0);
        run_release(&r);
    }
    dup2(saved, 0);
    close(saved);
    marsad_buf_release(&zip);
}

static void test_no_paths(void **state)
{
    run r = run_new();

    (void)state;
    run_paths(&r, NULL, 0);
    assert_int_equal(r.docs + r.refused, 0);
    run_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_formats),
        cmocka_unit_test(test_nested),
        cmocka_unit_test(test_concatenated_gzip),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_id_without_folders),
        cmocka_unit_test(test_folders),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_pipes),
        cmocka_unit_test(test_no_paths),
    };

    return cmocka_run_group_tests_name("input", tests, temp_setup, temp_teardown);
}
