/*
 * test_page.c - the parts of the page room: thinning, the tree, blocks, words of classes, dates, and hostile pages.
 */
#include "testing.h"

#include "marsad/utf8.h"
#include "page/metadata.h"
#include "page/moment.h"
#include "page/parts.h"
#include "page/shingles.h"

struct fixture {
    marsad_dict *dict;
    marsad_pages *pages;
    marsad_arena *arena;
};

#define NOW 1617235200 /* 2021-04-01 */

static int set_up(void **state)
{
    static struct fixture f;

    f.dict = marsad_dict_open(NULL, NULL);
    f.pages = f.dict ? marsad_pages_open(f.dict, NOW, NULL) : NULL;
    f.arena = marsad_arena_new(0);
    *state = &f;
    return f.pages && f.arena ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    marsad_pages_close(f->pages);
    marsad_dict_close(f->dict);
    marsad_arena_free(f->arena);
    return 0;
}

/* ---- thin.c ---- */

static const struct thin_case {
    const char *in, *out;
} THIN_CASES[] = {
    { "a<script>if(a<b){}</script>b", "ab" },
    { "a<SCRIPT type=x>\"</p>\"</Script >b", "ab" },
    { "a<!-- <p> -->b<!---->c", "abc" },
    { "a<!-->b", "ab" },
    { "a<style>p>b{}</style>b<svg><path/></svg>c<svg/>d", "abcd" },
    { "a<script>no end", "a" },
    { "a<!-- no end", "a" },
    { "a<scripted>b</scripted>", "a<scripted>b</scripted>" },
    { "<p title=\"a > b\" class=x>y", "<p title=\"a > b\" class=x>y" },
    { "<p title='<script>'>y", "<p title='<script>'>y" },
    { "5 < 6 <", "5 < 6 <" },
    { "<", "<" },
    { "", "" },
};

static void test_thin(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(THIN_CASES); i++) {
        marsad_buf out = { 0 };
        page_tree t = { .n_scripts = 0 };

        print_message("%s\n", THIN_CASES[i].in);
        assert_true(page_thin(S(THIN_CASES[i].in), &out, &t));
        assert_true(marsad_str_equal(marsad_buf_str(&out), S(THIN_CASES[i].out)));
        marsad_buf_release(&out);
    }
}

/* A tag of ten thousand attributes keeps its first ones and its end. */
static void test_many_attributes(void **state)
{
    marsad_buf in = { 0 }, out = { 0 };
    page_tree t = { .n_scripts = 0 };

    (void)state;
    assert_true(marsad_buf_add(&in, S("x<p id=a")));
    for (int i = 0; i < 10000; i++)
        assert_true(marsad_buf_addf(&in, " a%d=\"v\"", i));
    assert_true(marsad_buf_add(&in, S(">y<p id=a a0=\"v\"")));
    for (int i = 1; i < 10000; i++) /* the parser needs no blank between them */
        assert_true(marsad_buf_addf(&in, "a%d=\"v\"", i));
    assert_true(marsad_buf_add(&in, S(">z")));
    assert_true(page_thin(marsad_buf_str(&in), &out, &t));
    assert_true(out.len < 2000);
    assert_true(marsad_str_starts(marsad_buf_str(&out), S("x<p id=a a0=\"v\"")));
    assert_true(marsad_str_find(marsad_buf_str(&out), S(">y<p id=a a0=\"v\"a1"), 0) != SIZE_MAX);
    assert_true(marsad_str_ends(marsad_buf_str(&out), S(">z")));
    marsad_buf_release(&in);
    marsad_buf_release(&out);
}

/* ---- tree.c ---- */

static void check_tree(const page_tree *t)
{
    for (uint32_t i = 0; i < t->n_nodes; i++) {
        const page_node *n = &t->nodes[i];

        assert_true(n->end > i && n->end <= t->n_nodes);
        if (n->parent != PAGE_NONE) {
            assert_true(n->parent < i && n->end <= t->nodes[n->parent].end);
            assert_int_equal(n->depth, t->nodes[n->parent].depth + 1);
        }
        assert_true(n->depth <= PAGE_MAX_DEPTH + 2);
    }
}

static void test_tree(void **state)
{
    page_tree t;

    (void)state;
    assert_true(page_tree_read(S("<div class=a>x<p id='b'>y<p>z</div>"), &t));
    check_tree(&t);
    assert_int_equal(t.n_nodes, 8); /* html body div x p y p z */
    assert_int_equal(t.nodes[2].tag, T_DIV);
    assert_true(marsad_str_equal(page_attr(&t, 2, A_CLASS), S("a")));
    assert_true(marsad_str_equal(page_attr(&t, 4, A_ID), S("b")));
    assert_null(page_attr(&t, 4, A_CLASS).ptr);
    assert_true(marsad_str_equal(page_text_of(&t, 7), S("z")));
    page_tree_release(&t);
}

/* Nothing is deeper than the limit, and the text is still there. */
static void test_deep(void **state)
{
    static const char *const TAGS[] = { "div", "b", "span", "table", "ul><li", "x-y" };

    (void)state;
    for (size_t k = 0; k < COUNT(TAGS); k++) {
        marsad_buf in = { 0 };
        page_tree t;

        for (int i = 0; i < 100000; i++)
            assert_true(marsad_buf_addf(&in, "<%s>", TAGS[k]));
        assert_true(marsad_buf_add(&in, S("text")));
        for (int i = 0; i < 100000; i++)
            assert_true(marsad_buf_add(&in, S("</i>")));
        assert_true(page_tree_read(marsad_buf_str(&in), &t));
        check_tree(&t);
        assert_true(marsad_str_equal(page_text_of(&t, (uint32_t)t.n_nodes - 1), S("text")));
        page_tree_release(&t);
        marsad_buf_release(&in);
    }
}

/* ---- blocks.c ---- */

static const struct block_case {
    const char *page, *blocks; /* joined with | */
} BLOCK_CASES[] = {
    { "<p>a <b>b</b>c</p><p>d", "a bc|d" },
    { "<div>a<br>b<br><br>c</div>", "a\nb|c" },
    { "<div>a<div></div>b</div>", "a|b" },
    { "<div>a<p>b</p>c</div>", "a|b|c" },
    { "<ul><li>a<li>b</ul>", "a|b" },
    { "<p>&#146;x&nbsp;&nbsp;y&shy;z&#8203;</p>", "\u2019x yz" },
    { "<p> - </p><p>\n</p><p>a</p>", "a" },
    { "<select><option>x</select><button>y</button><p>a", "a" },
    { "<a href=x>l</a><span> s </span>", "l s" },
};

static void test_blocks(void **state)
{
    const struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(BLOCK_CASES); i++) {
        marsad_buf got = { 0 };
        page_tree t;
        page_blocks b;

        print_message("%s\n", BLOCK_CASES[i].page);
        assert_true(page_tree_read(S(BLOCK_CASES[i].page), &t));
        assert_true(page_blocks_read(f->pages, &t, &b));
        for (size_t k = 0; k < b.n; k++) {
            assert_true(k == 0 || marsad_buf_add_byte(&got, '|'));
            assert_true(marsad_buf_add(&got, page_block_str(&b, k)));
        }
        assert_true(marsad_str_equal(marsad_buf_str(&got), S(BLOCK_CASES[i].blocks)));
        marsad_buf_release(&got);
        page_blocks_release(&b);
        page_tree_release(&t);
    }
}

/* ---- know.c, shingles.c ---- */

static void test_classes(void **state)
{
    const struct fixture *f = *state;
    const uint64_t body = (uint64_t)1 << K_BODY, comment = (uint64_t)1 << K_COMMENT;

    assert_true(know_class(f->pages, S("articleBody")) & body);
    assert_true(know_class(f->pages, S("js-article-body col-9")) & body);
    assert_true(know_class(f->pages, S("COMMENTS")) & comment);
    assert_true(know_class(f->pages, S("comment_list2")) & comment);
    assert_false(know_class(f->pages, S("bodyguard commentary")) & (body | comment));
    assert_int_equal(know_class(f->pages, S("")), 0);
}

static const struct cue_case {
    const char *line;
    unsigned cue;
    size_t words;
} CUE_CASES[] = {
    { "\u0627\u0642\u0631\u0623 \u0623\u064A\u0636\u0627\u064B: \u0639\u0646\u0648\u0627\u0646" /* اقرأ أيضاً: عنوان */,
      C_RELATED, 2 },
    { "\u0625\u0642\u0631\u0623 \u0623\u064A\u0636\u0627" /* إقرأ أيضا */, C_RELATED, 2 },
    { "Read More: a title", C_RELATED, 2 },
    { "\u00A9 2021", C_COPYRIGHT, 1 },
    { "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064A\u0631" /* قال الوزير */, C_NONE, 0 },
    { "", C_NONE, 0 },
};

static void test_cues(void **state)
{
    const struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(CUE_CASES); i++) {
        size_t words;

        print_message("%s\n", CUE_CASES[i].line);
        assert_int_equal(know_cue(f->pages, S(CUE_CASES[i].line), &words), CUE_CASES[i].cue);
        assert_int_equal(words, CUE_CASES[i].words);
    }
}

static void test_shingles(void **state)
{
    page_shingles s;

    (void)state;
    assert_true(page_shingles_of(S("one two three four"), 3, &s));
    assert_true(page_shingles_share(&s, S("One, two: three!")) > 0.99);
    assert_true(page_shingles_share(&s, S("zero one two three")) > 0.49);
    assert_true(page_shingles_share(&s, S("three two one")) < 0.01);
    assert_true(page_shingles_share(&s, S("")) < 0.01);
    page_shingles_release(&s);
    assert_true(page_shingles_of(S(""), 3, &s));
    assert_true(page_shingles_share(&s, S("a")) < 0.01);
    page_shingles_release(&s);
}

/* ---- moment.c ---- */

static const struct moment_case {
    const char *in, *out; /* "" none; "early": before 1990 */
} MOMENT_CASES[] = {
    { "2021-03-14", "2021-03-14" },
    { "2021-03-14T09:05:00+03:00", "2021-03-14T09:05:00+03:00" },
    { "2021-03-14T09:05:00.123Z", "2021-03-14T09:05:00Z" },
    { "2021-03-14 09:05:07 +0300", "2021-03-14T09:05:07+03:00" },
    { "2021-03-14T09:05-04", "2021-03-14T09:05-04:00" },
    { "2021/03/14 09:05", "2021-03-14T09:05" },
    { "Sun, 14 Mar 2021 06:05:00 GMT", "2021-03-14T06:05:00Z" },
    { "March 14, 2021", "2021-03-14" },
    { "14 \u0622\u0630\u0627\u0631 2021 - 09:05" /* آذار */, "2021-03-14T09:05" },
    { "1 \u0634\u0639\u0628\u0627\u0646 1442 \u0647\u0640" /* 1 شعبان 1442 هـ */, "2021-03-14" },
    { "1442/8/1", "2021-03-14" },
    { "1/8/1442", "2021-03-14" },
    { "1970-01-01T00:00:00Z", "early" },
    { "21/3/1410", "" }, /* Hijri, 1989 */
    { "2021-02-30", "" },
    { "2021-13-01", "" },
    { "0000-00-00", "" },
    { "not a date", "" },
    { "", "" },
};

static void test_moments(void **state)
{
    const struct fixture *f = *state;
    desk d;

    assert_true(desk_open(&d, f->dict));
    for (size_t i = 0; i < COUNT(MOMENT_CASES); i++) {
        const struct moment_case *c = &MOMENT_CASES[i];
        char got[MARSAD_MOMENT] = "";
        moment_status st = moment_read(&d, S(c->in), got);

        print_message("%s\n", c->in);
        if (strcmp(c->out, "early") == 0) {
            assert_int_equal(st, MOMENT_EARLY);
        } else if (!c->out[0]) {
            assert_int_equal(st, MOMENT_NONE);
        } else {
            assert_int_equal(st, MOMENT_GOOD);
            assert_string_equal(got, c->out);
        }
    }
    desk_close(&d);
}

static void test_moment_of_url(void **state)
{
    static const struct moment_case CASES[] = {
        { "https://a.example/2021/03/14/x", "2021-03-14" },
        { "https://a.example/news-2021-03-14-x", "2021-03-14" },
        { "https://a.example/20210314/x", "2021-03-14" },
        { "https://a.example/2021/13/14/x", "" },
        { "https://a.example/123456789", "" },
        { "https://a.example/1442/08/01/x", "" },
        { "/2021/3/1", "" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        char got[MARSAD_MOMENT] = "";

        print_message("%s\n", CASES[i].in);
        assert_int_equal(moment_of_url(S(CASES[i].in), got), CASES[i].out[0] != 0);
        assert_string_equal(got, CASES[i].out);
    }
    assert_int_equal(moment_seconds("2021-03-14T09:05:00+03:00"), 1615701900);
    assert_int_equal(moment_seconds("2021-03-14"), 1615680000);
}

/* ---- whole pages ---- */

static marsad_articles split(const struct fixture *f, const char *page, const char *fetched)
{
    marsad_doc doc = { .id = S("doc"), .text = S(page), .media = MARSAD_MEDIA_HTML };
    marsad_articles out;

    if (fetched)
        doc.capture.time = S(fetched);
    assert_true(marsad_pages_split(f->pages, &doc, f->arena, &out, NULL));
    return out;
}

#define PROSE                                                                                                          \
    "<p>A paragraph of some words that tells what happened, and where, and when it did.</p>"                           \
    "<p>Another paragraph follows it, with more of the same kind, so that there is a text.</p>"                        \
    "<p>And a third one ends the page, as three paragraphs are enough for an article here.</p>"

static void test_no_article(void **state)
{
    static const char *const PAGES[] = {
        "", "<html>", "<p>", "<script>x</script>", "<nav><a href=x>a</a></nav>", "<!doctype html><title>x</title>"
    };
    const struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(PAGES); i++) {
        print_message("%s\n", PAGES[i]);
        assert_int_equal(split(f, PAGES[i], NULL).n, 0);
    }
}

/* A page of links to articles, each with a line or two of it, is none. */
static void test_index(void **state)
{
    const struct fixture *f = *state;
    marsad_buf page = { 0 };

    assert_true(
        marsad_buf_add(&page, S("<!doctype html><title>Home | Some Paper</title><nav><a href=/>Home</a></nav><main>")));
    for (int i = 0; i < 20; i++)
        assert_true(
            marsad_buf_addf(&page,
                            "<div class='card news-item'><h3><a href='/%d'>Title number %d of the day</a></h3>"
                            "<p class=excerpt>The town council opened a new public garden this morning, "
                            "number %d of its kind in the region.</p><span class=date>%d hours ago</span></div>",
                            i, i, i, i));
    assert_true(marsad_buf_add_byte(&page, '\0'));
    assert_int_equal(split(f, page.ptr, NULL).n, 0);
    marsad_buf_release(&page);
}

/* What the document brings along counts more than the page; its limits of time, too. */
static void test_given(void **state)
{
    const struct fixture *f = *state;
    marsad_doc doc = { .id = S("doc"),
                       .title = S("Given title"),
                       .date = S("2020-01-02"),
                       .source = S("Given source"),
                       .text =
                           S("<html><meta property=og:title content=Other><meta property='og:site_name' content=Site>"
                             "<meta name=date content=2019-05-05><h1>Other</h1><div class=article-body>" PROSE),
                       .media = MARSAD_MEDIA_HTML };
    marsad_articles out;

    assert_true(marsad_pages_split(f->pages, &doc, f->arena, &out, NULL));
    assert_int_equal(out.n, 1);
    assert_true(marsad_str_equal(out.at[0].title, S("Given title")));
    assert_true(marsad_str_equal(out.at[0].source, S("Given source")));
    assert_string_equal(out.at[0].published, "2020-01-02");
}

static void test_future(void **state)
{
    static const char PAGE[] =
        "<html><meta property='article:published_time' content='2021-03-20T10:00:00Z'><h1>Title</h1>"
        "<div class=article-body>" PROSE;
    const struct fixture *f = *state;
    marsad_articles out = split(f, PAGE, NULL);

    assert_int_equal(out.n, 1);
    assert_string_equal(out.at[0].published, "2021-03-20");
    out = split(f, PAGE, "2021-03-10T00:00:00Z");
    assert_string_equal(out.at[0].published, "");
    assert_int_equal(out.at[0].metadata->n_problems, 1);
    assert_string_equal(out.at[0].metadata->problems[0].kind, "future-date");
}

/* The text of a page that scripts build stands in its JSON-LD alone. */
static void test_hidden(void **state)
{
    static const char PAGE[] = "<html><script type='application/ld+json'>/*<![CDATA[*/[{\"@type\":\"NewsArticle\","
                               "\"headline\":\"Title\",\"articleBody\":\"";
    const struct fixture *f = *state;
    marsad_buf page = { 0 };
    marsad_articles out;

    assert_true(marsad_buf_add(&page, S(PAGE)));
    for (int i = 0; i < 60; i++)
        assert_true(marsad_buf_add(&page, S("word ")));
    assert_true(marsad_buf_add(&page, S("\"}]/*]]>*/</script><div id=root></div>")) &&
                marsad_buf_add_byte(&page, '\0'));
    out = split(f, page.ptr, NULL);
    assert_int_equal(out.n, 1);
    assert_int_equal(marsad_str_words(out.at[0].text), 60);
    assert_true(marsad_str_equal(out.at[0].title, S("Title")));
    marsad_buf_release(&page);
}

static void test_other_media(void **state)
{
    const struct fixture *f = *state;
    marsad_doc doc = { .id = S("doc"), .text = S("<p>plain text with a tag"), .media = MARSAD_MEDIA_TEXT };
    marsad_articles out;

    assert_true(marsad_pages_split(f->pages, &doc, f->arena, &out, NULL));
    assert_int_equal(out.n, 1);
    assert_true(marsad_str_equal(out.at[0].text, S("<p>plain text with a tag")));
    assert_null(out.at[0].metadata);
}

/* More blocks than are kept: the page is read up to there. */
static void test_many_blocks(void **state)
{
    const struct fixture *f = *state;
    marsad_buf in = { 0 };
    page_tree t;
    page_blocks b;

    for (int i = 0; i < PAGE_MAX_BLOCKS + 10; i++)
        assert_true(marsad_buf_add(&in, S("<p>x")));
    assert_true(page_tree_read(marsad_buf_str(&in), &t));
    assert_true(page_blocks_read(f->pages, &t, &b));
    assert_int_equal(b.n, PAGE_MAX_BLOCKS);
    page_blocks_release(&b);
    page_tree_release(&t);
    marsad_buf_release(&in);
}

/* A title as long as a book is compared with no heading in full. */
static void test_long_title(void **state)
{
    const struct fixture *f = *state;
    marsad_buf page = { 0 };
    marsad_articles out;

    assert_true(marsad_buf_add(&page, S("<title>")));
    for (int i = 0; i < 100000; i++)
        assert_true(marsad_buf_add(&page, S("\u0642\u0627 | ")));
    assert_true(marsad_buf_add(&page, S("</title>")));
    for (int i = 0; i < 4000; i++)
        assert_true(marsad_buf_add(&page, S("<h2>two words</h2>")));
    for (int i = 0; i < 200; i++)
        assert_true(marsad_buf_add(&page, S("<p>The minister said on Sunday that the road is open again, and that work "
                                            "on it goes on.</p>")));
    assert_true(marsad_buf_add_byte(&page, '\0'));
    out = split(f, page.ptr, NULL);
    assert_int_equal(out.n, 1);
    assert_true(out.at[0].title.len <= PAGE_TITLE_MAX);
    assert_int_equal(marsad_utf8_valid(out.at[0].title), out.at[0].title.len);
    marsad_buf_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_thin),          cmocka_unit_test(test_many_attributes), cmocka_unit_test(test_tree),
        cmocka_unit_test(test_deep),          cmocka_unit_test(test_blocks),          cmocka_unit_test(test_classes),
        cmocka_unit_test(test_cues),          cmocka_unit_test(test_shingles),        cmocka_unit_test(test_moments),
        cmocka_unit_test(test_moment_of_url), cmocka_unit_test(test_no_article),      cmocka_unit_test(test_index),
        cmocka_unit_test(test_given),         cmocka_unit_test(test_future),          cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_other_media),   cmocka_unit_test(test_many_blocks),     cmocka_unit_test(test_long_title),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
