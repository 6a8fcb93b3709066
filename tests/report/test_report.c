/*
 * test_report.c - reports of stores with nothing, with samples and with hostile texts in them.
 */
#include "../testing.h"

#include <libxml/HTMLparser.h>
#include <libxml/xpath.h>
#include <sqlite3.h>

#include "box.h"
#include "marsad/report.h"

static marsad_report make(struct box *b, const char *timestamp)
{
    marsad_report_options options = { .dict = b->dict, .timestamp = timestamp };
    marsad_store *s = open_store(b, false);
    marsad_report r;

    assert_non_null(s);
    if (!marsad_report_make(s, &options, &r, &b->err))
        fail_msg("report: %s", b->err.msg);
    marsad_store_close(s);
    return r;
}

static bool holds(const marsad_buf *b, const char *words)
{
    return marsad_str_find(marsad_buf_str(b), marsad_str_of(words), 0) != SIZE_MAX;
}

/* How many nodes an expression finds in the page as libxml2 reads it. */
static int nodes(const marsad_report *r, const char *expression)
{
    htmlDocPtr doc = htmlReadMemory(r->html.ptr, (int)r->html.len, NULL, "UTF-8",
                                    HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    xmlXPathContextPtr context = xmlXPathNewContext(doc);
    xmlXPathObjectPtr found = xmlXPathEvalExpression((const xmlChar *)expression, context);
    int n = found->type == XPATH_NUMBER ? (int)found->floatval : found->nodesetval ? found->nodesetval->nodeNr : 0;

    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    xmlFreeDoc(doc);
    return n;
}

static void test_empty_store(void **state)
{
    struct box *b = *state;
    marsad_report r;

    fill(b, 0);
    r = make(b, NULL);
    assert_true(holds(&r.csv, "\"store\",\"articles\",\"\",0,"));
    assert_true(holds(&r.csv, "\"fields\",\"actor\",\"\",0,0,,"));
    assert_int_equal(nodes(&r, "//section[@id='gaps']/p"), 1);
    assert_false(holds(&r.html, "nan"));
    marsad_report_release(&r);
}

static void test_sections(void **state)
{
    struct box *b = *state;
    marsad_report r;

    fill(b, 3);
    r = make(b, NULL);
    assert_int_equal(nodes(&r, "//section"), (int)r.sections);
    assert_int_equal(nodes(&r, "//table"), nodes(&r, "//table/caption"));
    assert_int_equal(nodes(&r, "//th[not(@scope)]"), 0);
    assert_int_equal(nodes(&r, "//nav//a[not(substring(@href, 2) = //section/@id)]"), 0);
    assert_int_equal(nodes(&r, "//section[not(concat(@id, '-title') = h2/@id)]"), 0);
    assert_true(nodes(&r, "//*[@lang='ar' and @dir='auto']") >= 0);
    assert_int_equal(nodes(&r, "//script|//img|//link|//iframe|//object|//form"), 0);
    assert_int_equal(nodes(&r, "//@src|//@onload|//@onclick|//@onerror"), 0);
    assert_true(holds(&r.csv, "\"store\",\"articles\",\"\",3,"));
    assert_true(holds(&r.csv, "\"captures\",\"first capture\",\"\",\"2021-03-05\","));
    if (b->dict)
        assert_true(holds(&r.csv, "\"accuracy\",\"record: the event is one, of that type: precision\","));
    marsad_report_release(&r);
}

/* The only clock time is the one that is asked for, and the bytes are the same each time. */
static void test_same_bytes(void **state)
{
    struct box *b = *state;
    marsad_report one, two, dated;

    fill(b, 2);
    one = make(b, NULL);
    two = make(b, NULL);
    dated = make(b, "2021-03-05T06:07:08Z");
    assert_true(marsad_str_equal(marsad_buf_str(&one.html), marsad_buf_str(&two.html)));
    assert_true(marsad_str_equal(marsad_buf_str(&one.csv), marsad_buf_str(&two.csv)));
    assert_true(holds(&dated.html, "2021-03-05T06:07:08Z"));
    assert_true(holds(&dated.csv, "\"report\",\"written\",\"\",\"2021-03-05T06:07:08Z\""));
    marsad_report_release(&one);
    marsad_report_release(&two);
    marsad_report_release(&dated);
}

static const char *const HOSTILE[] = {
    "<script>alert(1)</script>",
    "</td></table></section><script>alert(2)</script>",
    "\"><img src=x onerror=alert(3)>",
    "' onmouseover='alert(4)",
    "<!-- <style>*{display:none}</style>",
    "]]>&lt;svg/onload=alert(5)&gt;",
    "a\xE2\x80\xAEz",                   /* U+202E turns what follows around */
    "\x01\x1B[31m",                     /* control characters */
    "=HYPERLINK(\"http://x.example\")", /* a formula */
    "+1",
    "-1",
    "@x",
    "a\"b",
    "a,b",
    "a\nb",
    "&amp;",
    "&#x3c;script&#x3e;",
    "<ScRiPt\n>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(6)>",
    "\xEF\xBB\xBF<script>",
    "javascript:alert(7)",
};

static void plant(struct box *b, const char *text)
{
    sqlite3 *db;
    static const char *const SQL[] = {
        "INSERT INTO refused(name, reason, place, count) VALUES(?1, ?1, -1, 1)",
        "UPDATE article SET source = ?1, agency = ?1, language = ?1, published = ?1 WHERE id = 1",
        "UPDATE event SET type = ?1, mode = ?1, factuality = ?1, day = ?1 WHERE id = 1",
        "UPDATE run SET program = ?1, dictionary = ?1",
        "INSERT OR REPLACE INTO problem(article, number, kind, start, stop, text) VALUES(1, 0, ?1, 0, 1, ?1)",
        "UPDATE statement SET kind = ?1, stance = ?1",
        "UPDATE capture SET time = ?1",
        "UPDATE place SET country = ?1, precision = ?1",
    };

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    for (size_t i = 0; i < COUNT(SQL); i++) {
        sqlite3_stmt *stmt;

        assert_int_equal(sqlite3_prepare_v2(db, SQL[i], -1, &stmt, NULL), SQLITE_OK);
        sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
        sqlite3_finalize(stmt);
    }
    sqlite3_close(db);
}

static void test_hostile_texts(void **state)
{
    struct box *b = *state;
    int elements;
    marsad_report r;

    fill(b, 1);
    plant(b, "plain");
    r = make(b, NULL);
    elements = nodes(&r, "//*");
    marsad_report_release(&r);
    for (size_t i = 0; i < COUNT(HOSTILE); i++) {
        run_sql(b, "DELETE FROM refused");
        plant(b, HOSTILE[i]);
        r = make(b, NULL);
        if (nodes(&r, "//*") != elements)
            fail_msg("elements appear with: %s", HOSTILE[i]);
        assert_int_equal(nodes(&r, "//script|//img|//@onerror|//@onmouseover|//@onload"), 0);
        assert_int_equal(nodes(&r, "//style"), 1);
        assert_false(holds(&r.html, "\xE2\x80\xAE") || holds(&r.html, "\x1B"));
        assert_false(holds(&r.csv, ",\"=") || holds(&r.csv, ",\"+") || holds(&r.csv, ",\"-") || holds(&r.csv, ",\"@"));
        marsad_report_release(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { WITH_BOX(test_empty_store), WITH_BOX(test_sections), WITH_BOX(test_same_bytes),
                                        WITH_BOX(test_hostile_texts) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
