/*
 * test_feed.c - feeds: RSS 0.9x, 1.0, 2.0 and Atom, and what is saved of broken ones.
 */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>

#include "input/feed.h"
#include "input/page.h"
#include "memory_stream.h"

/* Entries as "url|title|author|date|text" lines; a damage as a line "!message". */
static const struct feed_case {
    const char *label, *bytes, *want;
} FEEDS[] = {
    { "RSS 2.0",
      "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>"
      "<title>الصحيفة</title><link>https://paper.example/</link>"
      "<item><title>سبعة "
      "&amp;quot;قتلى&amp;quot;</title><link>https://paper.example/1</link><dc:creator>كاتب</dc:creator>"
      "<pubDate>Thu, 04 Mar 2021 05:06:07 GMT</pubDate><description>ملخص</description><media:title>صورة</media:title>"
      "<content:encoded><![CDATA[<p>قال الوزير</p><p>نعم<br>لا</p>]]></content:encoded></item>"
      "<item><title>ثان</title><guid>https://paper.example/2</guid><author>a@b.example (كاتبة)</author>"
      "<description>&lt;b&gt;قال&lt;/b&gt; الوزير</description></item>"
      "<item><title>ثالث</title><guid isPermaLink=\"false\">https://paper.example/3</guid><link>/3</link></item>"
      "</channel></rss>",
      "=الصحيفة\nhttps://paper.example/1|سبعة \"قتلى\"|كاتب|Thu, 04 Mar 2021 05:06:07 GMT|قال الوزير\nنعم\nلا\n"
      "https://paper.example/2|ثان|كاتبة|-|قال الوزير\nhttps://paper.example/3|ثالث|-|-|\n" },
    { "RSS 0.91 without namespaces",
      "<rss version=\"0.91\"><channel><title>ص</title><item><title>ا</title><link>http://paper.example/1</link>"
      "<description>نص</description></item></channel></rss>",
      "=ص\nhttp://paper.example/1|ا|-|-|نص\n" },
    { "RSS 1.0",
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"x\"><title>ص</title></channel>"
      "<item rdf:about=\"y\"><title>ا</title><link>https://paper.example/1</link><dc:date>2021-03-04</dc:date></item>"
      "</rdf:RDF>",
      "=ص\nhttps://paper.example/1|ا|-|2021-03-04|\n" },
    { "Atom",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>ص</title><link rel=\"self\" "
      "href=\"https://paper.example/feed\"/>"
      "<link href=\"https://paper.example/\"/><entry><title type=\"html\">&lt;b&gt;ا&lt;/b&gt;</title>"
      "<link rel=\"enclosure\" href=\"https://paper.example/film\"/><link rel=\"alternate\" href=\"news/1\"/>"
      "<author><name>كاتب</name></author><updated>2021-03-05T00:00:00Z</updated><published>2021-03-04T00:00:00Z</"
      "published>"
      "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>قال</p><p>نعم</p></div></content></entry>"
      "<entry><title>1 &lt; 2</title><summary>نص</summary></entry></feed>",
      "=ص\nhttps://paper.example/news/1|ا|كاتب|2021-03-04T00:00:00Z|قال\nنعم\n-|1 < 2|-|-|نص\n" },
    { "Atom with a prefix",
      "<atom:feed xmlns:atom=\"http://www.w3.org/2005/Atom\"><atom:title>ص</atom:title><atom:entry><atom:title>ا"
      "</atom:title><atom:link href=\"https://paper.example/1\"/></atom:entry></atom:feed>",
      "=ص\nhttps://paper.example/1|ا|-|-|\n" },
    { "bare ampersand, names of HTML, control characters, white space in front",
      "\n\n <rss><channel><title>ص</title><item><title>ا & "
      "ب\x0b&nbsp;ت</title><link>https://paper.example/?a=1&b=2</link>"
      "</item><item><title>ث</title></item></channel></rss>",
      "=ص\nhttps://paper.example/?a=1&b=2|ا & ب \u00A0ت|-|-|\n-|ث|-|-|\n" },
    { "cut",
      "<rss><channel><title>ص</title><item><title>ا</title><link>https://paper.example/1</link></item><item><title>ب ب",
      "!damaged XML\n=ص\nhttps://paper.example/1|ا|-|-|\n-|ب ب|-|-|\n" },
    { "prefix without its declaration",
      "<rss><channel><title>ص</title><item><title>ا</title><content:encoded>&lt;p&gt;نص&lt;/p&gt;</content:encoded>"
      "</item></channel></rss>",
      "=ص\n-|ا|-|-|نص\n" },
    { "no addresses of other kinds",
      "<rss><channel><title>ص</title><item><title>ا</title><link>file:///etc/passwd</link></item>"
      "<item><title>ب</title><link>javascript:x</link></item></channel></rss>",
      "=ص\n-|ا|-|-|\n-|ب|-|-|\n" },
    { "no entities of its own, nothing from outside",
      "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM "
      "\"file:///etc/hostname\">]><rss><channel><title>ص</title><item><title>ا&f;</title></item></channel></rss>",
      "=ص\n-|ا&f;|-|-|\n" },
    { "no entities either behind a comment that looks like CDATA",
      "<!-- <![CDATA[ --><!DOCTYPE rss [<!ENTITY a \"aaaa\">]><rss><channel><title>ص</title><item><title>ا&a;ب</title>"
      "</item></channel></rss>",
      "=ص\n-|ا&a;ب|-|-|\n" },
    { "nor where it is declared that the bytes are not what they seem",
      "<?xml version=\"1.0\" encoding=\"UTF-7\"?><rss><channel><title>+ADw-x</title><item><title>+ADw-y\xff</title>"
      "</item></channel></rss>",
      "!damaged XML\n=+ADw-x\n-|+ADw-y\uFFFD|-|-|\n" },
    { "words and quotes inside CDATA are no tags",
      "<rss><channel><title>ص</title><item><title><![CDATA[1 <b "
      "a=\"]]></title><author>x</author></item></channel></rss>",
      "=ص\n-|1|x|-|\n" },
};

static void add_field(marsad_buf *out, marsad_str s, const char *after)
{
    assert_true(marsad_buf_add(out, s.ptr ? s : LIT("-")) && marsad_buf_add(out, marsad_str_of(after)));
}

static void test_feeds(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(FEEDS); i++) {
        marsad_arena *arena = marsad_arena_new(0);
        marsad_buf got = { 0 };
        marsad_err why = { 0 };
        input_feed feed;

        print_message("%s\n", FEEDS[i].label);
        assert_true(input_begins_feed(marsad_str_of(FEEDS[i].bytes)));
        assert_true(input_feed_parse(marsad_str_of(FEEDS[i].bytes), LIT(""), LIT("https://paper.example/feed"), arena,
                                     &feed, &why));
        if (why.code != MARSAD_OK) {
            print_message("    %s\n", why.msg);
            assert_true(marsad_buf_add(&got, LIT("!damaged XML\n")));
        }
        assert_true(marsad_buf_addf(&got, "="));
        add_field(&got, feed.title, "\n");
        for (size_t k = 0; k < feed.n; k++) {
            add_field(&got, feed.entries[k].url, "|");
            add_field(&got, feed.entries[k].title, "|");
            add_field(&got, feed.entries[k].author, "|");
            add_field(&got, feed.entries[k].date, "|");
            add_field(&got, feed.entries[k].text, "\n");
        }
        assert_true(marsad_buf_add_byte(&got, '\0'));
        assert_string_equal(got.ptr, FEEDS[i].want);
        marsad_buf_release(&got);
        marsad_arena_free(arena);
    }
}

static void test_as_input(void **state)
{
    marsad_buf w = convert("<?xml version=\"1.0\" encoding=\"windows-1256\"?><rss><channel><title>ص</title><item>"
                           "<title>ا</title><description>قال الوزير</description></item></channel></rss>",
                           "WINDOWS-1256"),
               gz = pack_gzip(marsad_str_of(FEEDS[0].bytes));

    (void)state;
    expect_bytes(marsad_buf_str(&w), "x", "x#1=قال الوزير\n");
    expect_bytes(marsad_buf_str(&gz), "x", "x#1=قال الوزير\nنعم\nلا\nx#2=قال الوزير\nx#3=\n");
    expect_bytes(LIT("<rss><channel><item><title>ا"), "x",
                 "!x=damaged XML in line 1: Premature end of data in tag title line 1\nx#1=\n");
    expect_bytes(LIT("<rss>"), "x", "!x=damaged XML in line 1: Premature end of data in tag rss line 1\n");
    expect_bytes(LIT("<rss></rss>"), "x", "");
    marsad_buf_release(&w);
    marsad_buf_release(&gz);
}

static void test_no_feeds(void **state)
{
    static const char *const NONE[] = { "",       "<",   "<!--",     "<?xml?>", "<html><rss>",
                                        "<rssx>", "rss", "<p>x</p>", "<feeder>" };

    (void)state;
    for (size_t i = 0; i < COUNT(NONE); i++)
        assert_false(input_begins_feed(marsad_str_of(NONE[i])));
    assert_true(
        input_begins_feed(LIT("\xEF\xBB\xBF<?xml version='1.0'?><!-- <html> --><!DOCTYPE x>\n<rss version='2.0'>")));
}

static void test_many_entries(void **state)
{
    marsad_buf b = { 0 }, items = repeat("<item><title>x</title></item>", INPUT_MAX_ENTRIES + 5);
    marsad_arena *arena = marsad_arena_new(0);
    marsad_err why = { 0 };
    input_feed feed;

    (void)state;
    assert_true(marsad_buf_add(&b, LIT("<rss><channel>")) && marsad_buf_add(&b, marsad_buf_str(&items)) &&
                marsad_buf_add(&b, LIT("</channel></rss>")));
    assert_true(input_feed_parse(marsad_buf_str(&b), LIT(""), LIT(""), arena, &feed, &why));
    assert_int_equal(feed.n, INPUT_MAX_ENTRIES);
    assert_int_equal(why.code, MARSAD_ELIMIT);
    marsad_arena_free(arena);
    marsad_buf_release(&b);
    marsad_buf_release(&items);
}

/* Tags with more attributes than are read, also hidden from what looks for them in a value that never ends. */
static void test_many_attributes(void **state)
{
    marsad_buf b = { 0 };
    marsad_arena *arena = marsad_arena_new(0);

    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        marsad_err why = { 0 };
        input_feed feed;

        b.len = 0;
        assert_true(marsad_buf_add(&b, LIT("<rss><channel><title>t</title>")));
        assert_true(marsad_buf_add(&b, kind ? LIT("<x y=\"<item") : LIT("<item")));
        for (int i = 0; i < 200000; i++)
            assert_true(marsad_buf_addf(&b, " a%d='>'", i));
        assert_true(marsad_buf_add(&b, LIT("><title>a &amp; b</title></item></channel></rss>")));
        assert_true(input_feed_parse(marsad_buf_str(&b), LIT(""), LIT(""), arena, &feed, &why));
        assert_int_equal(feed.n, 1);
    }
    marsad_arena_free(arena);
    marsad_buf_release(&b);
}

/* HTML that a parser would take minutes for: thousands of attributes in a tag, of open elements, of ends of others. */
static void test_hostile_html(void **state)
{
    static const char *const END[] = { ">x", "</i>" };
    marsad_buf b = { 0 }, out = { 0 };

    (void)state;
    for (int kind = 0; kind < 2; kind++) {
        b.len = out.len = 0;
        assert_true(marsad_buf_add(&b, kind == 0 ? LIT("<p>a <b ") : LIT("<p>a ")));
        for (int i = 0; i < 100000; i++)
            assert_true(kind == 0 ? marsad_buf_addf(&b, "a%d=\"\"", i) : marsad_buf_add(&b, LIT("<b>")));
        for (int i = 0; i < (kind == 0 ? 1 : 100000); i++)
            assert_true(marsad_buf_add(&b, marsad_str_of(END[kind])));
        assert_true(marsad_buf_add(&b, LIT(" y</b> z")));
        assert_true(html_text(marsad_buf_str(&b), &out));
        assert_true(marsad_str_starts(marsad_buf_str(&out), LIT("a")));
        assert_true(marsad_str_ends(marsad_str_trim(marsad_buf_str(&out)), LIT("y z")));
    }
    marsad_buf_release(&b);
    marsad_buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds),        cmocka_unit_test(test_as_input),
        cmocka_unit_test(test_no_feeds),     cmocka_unit_test(test_many_entries),
        cmocka_unit_test(test_hostile_html), cmocka_unit_test(test_many_attributes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
