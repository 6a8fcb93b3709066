/*
 * test_query.c - events by filters, articles by words.
 */
#include "../testing.h"

#include "box.h"

/* ---- events ---- */

static bool count_row(void *user, const marsad_event_row *row)
{
    ++*(size_t *)user;
    assert_true(row->sentence.start < row->sentence.end);
    assert_true(row->event->trigger.start >= row->sentence.start);
    return true;
}

static const struct filter_case {
    marsad_event_filter filter;
    size_t n;
} FILTERS[] = {
    { { 0 }, 4 },
    { { .type = "ASSAULT" }, 2 },
    { { .mode = "heavy-weapons" }, 2 },
    { { .type = "AID" }, 0 },
    { { .factuality = "alleged" }, 2 },
    { { .place = "عدن" }, 2 },
    { { .place = "geonames:415189" }, 2 },
    { { .place = "الخبر" }, 2 },
    { { .country = "YE" }, 2 },
    { { .has_box = true, .west = 40, .south = 10, .east = 50, .north = 15 }, 2 },
    { { .has_box = true, .west = 0, .south = 10, .east = 10, .north = 15 }, 0 },
    { { .actor = "جيش" }, 2 },
    { { .actor = "MIL" }, 2 },
    { { .actor = "YE" }, 2 },
    { { .actor = "marsad:army" }, 2 },
    { { .actor = "شرطة" }, 0 },
    { { .recipient = "مدنيين" }, 2 },
    { { .recipient = "%" }, 0 },
    { { .from = "2021-03-03", .to = "2021-03-03" }, 2 },
    { { .from = "2021-03-04" }, 2 }, /* without a time: the day of publication */
    { { .from = "2021-03-05" }, 0 },
    { { .killed_at_least = 7 }, 2 },
    { { .killed_at_least = 8 }, 0 },
    { { .limit = 1 }, 1 },
    { { .limit = 10, .offset = 3 }, 1 },
    { { .type = "ASSAULT", .place = "عدن", .actor = "جيش", .from = "2021-03-01" }, 2 },
    { { .type = "x' OR 1 --" }, 0 },
};

static void test_filters(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(FILTERS); i++) {
        size_t n = 0;

        assert_true(marsad_store_events(s, &FILTERS[i].filter, count_row, &n, &b->err));
        if (n != FILTERS[i].n)
            fail_msg("filter %zu: %zu events, expected %zu", i, n, FILTERS[i].n);
    }
    marsad_store_close(s);
}

static bool check_days(void *user, const marsad_event_row *row)
{
    bool timed = row->event->time != NULL;

    (void)user;
    assert_string_equal(row->day_is, timed ? "event" : "published");
    assert_string_equal(row->day, timed ? "2021-03-03" : "2021-03-04");
    return true;
}

static void test_days(void **state)
{
    struct box *b = *state;
    marsad_event_filter all = { 0 };
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, false);
    assert_true(marsad_store_events(s, &all, check_days, NULL, &b->err));
    marsad_store_close(s);
}

/* Names that only the dictionary knows: the country, its province, English. */
static void test_places_of_the_dictionary(void **state)
{
    static const char *const NAMES[] = { "Yemen", "اليمن", "aden", "YEM" };
    struct box *b = *state;
    marsad_store *s;

    if (!b->dict) {
        print_message("skipped: no dictionary\n");
        skip();
    }
    fill(b, 1);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        marsad_event_filter f = { .place = NAMES[i] };
        size_t n = 0;

        print_message("%s\n", NAMES[i]);
        assert_true(marsad_store_events(s, &f, count_row, &n, &b->err));
        assert_int_equal(n, 1);
    }
    marsad_store_close(s);
}

/* ---- search ---- */

struct found {
    size_t n, marks;
};

static bool count_hit(void *user, const marsad_hit *hit)
{
    struct found *found = user;

    found->n++;
    found->marks += hit->n_marks;
    for (size_t i = 0; i < hit->n_marks; i++)
        assert_true(hit->marks[i].start < hit->marks[i].end && hit->marks[i].end <= hit->snippet.len);
    return true;
}

static const struct query_case {
    const char *query;
    size_t n;
} QUERIES[] = {
    { "عدن", 2 },
    { "عدنُ", /* with a vowel */ 2 },
    { "قتلي", /* in the title, other spelling */ 2 },
    { "بغداد", 0 },
    { "عدن بغداد", 2 },
    { "\"عدن مدنيين\"", 2 },
    { "\"مدنيين عدن\"", 0 },
    { "\"عدن مدنيون\"", /* a phrase stands as it is */ 0 },
    { "", 0 },
    { "\"", 0 },
    { "؟ ، !", 0 },
    { "AND OR NOT (", 0 },
    { "\"عدن", 2 },
    { "و", 0 },
    { "title:عدن*", 2 },
};

static void test_search(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(QUERIES); i++) {
        marsad_search search = { .query = QUERIES[i].query, .snippets = true };
        struct found found = { 0, 0 };

        print_message("%s\n", QUERIES[i].query);
        assert_true(marsad_store_search(s, &search, count_hit, &found, &b->err));
        assert_int_equal(found.n, QUERIES[i].n);
    }
    marsad_store_close(s);
}

/* Words in another form than the article has; those that only the dictionary can tell come second. */
static const struct form_case {
    const char *query;
    bool needs_dictionary;
} FORMS[] = {
    { "وبعدن", true }, { "المدنيين", false }, { "مدني", false }, { "للمدنيين", false }, { "القتيل", true },
};

static void test_all_forms_are_found(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 1);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(FORMS); i++) {
        marsad_search search = { .query = FORMS[i].query, .snippets = true };
        struct found found = { 0, 0 };

        print_message("%s\n", FORMS[i].query);
        if (FORMS[i].needs_dictionary && !b->dict)
            continue;
        assert_true(marsad_store_search(s, &search, count_hit, &found, &b->err));
        assert_int_equal(found.n, 1);
    }
    marsad_store_close(s);
}

/* A store of schema 6 has no keys: opened for writing it gets them. */
static void test_older_index_is_made_anew(void **state)
{
    struct box *b = *state;
    marsad_search search = { .query = "للمدنيين" };
    struct found found = { 0, 0 };
    marsad_store *s;

    fill(b, 2);
    run_sql(b, BOX_BACK_TO_7 "DROP TABLE article_words; DELETE FROM meta WHERE key = 'stem'; PRAGMA user_version = 6;"
                             "CREATE VIRTUAL TABLE article_words USING fts5(title, words, content='',"
                             "  tokenize='unicode61 remove_diacritics 0')");
    assert_null(open_store(b, false));
    s = open_store(b, true);
    assert_non_null(s);
    assert_true(marsad_store_search(s, &search, count_hit, &found, &b->err));
    assert_int_equal(found.n, 2);
    marsad_store_close(s);
}

static void test_snippet_marks(void **state)
{
    struct box *b = *state;
    marsad_search search = { .query = "عدن", .snippets = true };
    struct found found = { 0, 0 };
    marsad_store *s;

    fill(b, 1);
    s = open_store(b, false);
    assert_true(marsad_store_search(s, &search, count_hit, &found, &b->err));
    assert_int_equal(found.marks, 1);
    marsad_store_close(s);
}

int main(void)
{
    const struct CMUnitTest TESTS[] = {
        WITH_BOX(test_filters),
        WITH_BOX(test_days),
        WITH_BOX(test_places_of_the_dictionary),
        WITH_BOX(test_search),
        WITH_BOX(test_all_forms_are_found),
        WITH_BOX(test_older_index_is_made_anew),
        WITH_BOX(test_snippet_marks),
    };

    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
