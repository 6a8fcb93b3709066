/*
 * test_review.c - corrections: values, decisions, undo, pairs.
 */
#include "../testing.h"

#include "marsad/review.h"
#include "record/writer.h"
#include "review_kit.h"
#include "sample.h"
#include "store/review.h"

/* ---- values ---- */

static const struct edit_case {
    const char *field, *value, *old, *new, *json;
} EDITS[] = {
    { "type", "protest", "ASSAULT", NULL, NULL }, /* its mode does not go with it */
    { "mode", "none", "heavy-weapons", "none", "\"mode\":null" },
    { "mode", "aerial", "heavy-weapons", "aerial", "\"mode\":\"aerial\"" },
    { "day", "2021-03-01", "2021-03-03", "2021-03-01", "\"day\":\"2021-03-01\",\"day_end\":\"2021-03-01\"" },
    { "day", "none", "2021-03-03", "none", "\"day\":null" },
    { "day_end", "2021-03-05", "2021-03-03", "2021-03-05", "\"value\":\"2021-03-03/2021-03-05\"" },
    { "place", "geonames:98182", "geonames:415189", "geonames:98182", "\"name\":\"Baghdad\"" },
    { "place", "33.5, 44.25", "geonames:415189", "33.5,44.25", "\"lat\":33.5,\"lon\":44.25,\"precision\":\"exact\"" },
    { "place", "country:IQ", "geonames:415189", "country:IQ", "\"precision\":\"country\"" },
    { "place", "none", "geonames:415189", "none", "\"place\":null" },
    { "actors", "الشرطة", "الجيش=marsad:army", "الشرطة", "\"actors\":[{\"start\":45,\"end\":51,\"text\":\"الشرطة\"" },
    { "actors", "none", "الجيش=marsad:army", "none", "\"actors\":[]" },
    { "actors", "الجيش; الشرطه", "الجيش=marsad:army", "الجيش=marsad:army; الشرطة", "\"text\":\"الشرطة\"" },
    { "actors", "جيش=marsad:islamic-state", "الجيش=marsad:army", "جيش=marsad:islamic-state",
      "\"entity\":\"marsad:islamic-state\"" },
    { "recipients", "الجيش", "مدنيين", "الجيش=marsad:army", "\"recipients\":[{" },
    { "killed", "12", "7", "12", "\"killed\":{\"min\":12,\"max\":12,\"start\":null" },
    { "killed", "12-15", "7", "12-15", "\"killed\":{\"min\":12,\"max\":15," },
    { "killed", "12+", "7", "12+", "\"killed\":{\"min\":12,\"max\":null," },
    { "killed", "up to 12", "7", "up to 12", "\"killed\":{\"min\":null,\"max\":12," },
    { "killed", "none", "7", "none", "\"killed\":null" },
    { "participants", "20", "10+", "20", "\"participants\":{\"min\":20," },
    { "injured", "3", "none", "3", "\"injured\":{\"min\":3," },
    { "factuality", "denied", "alleged", "denied", "\"factuality\":\"denied\"" },
    { "source", "none", "الشرطة", "none", "\"source\":null" },
    { "source", "الجيش", "الشرطة", "الجيش", "\"source\":{\"start\":33,\"end\":38,\"text\":\"الجيش\",\"verb\":null" },
};

static void test_edits(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, COUNT(EDITS));
    s = open_store(b, true);
    for (size_t i = 0; i < COUNT(EDITS); i++) {
        const struct edit_case *c = &EDITS[i];
        marsad_str report = marsad_arena_fmt(b->arena, "%zu:0", i + 1);
        struct added a;

        print_message("%s=%s\n", c->field, c->value);
        assert_int_equal(review_edit(b, s, report.ptr, c->field, c->value, &a), c->new != NULL);
        if (!c->new)
            continue;
        assert_string_equal(a.old, c->old);
        assert_string_equal(a.value, c->new);
        assert_says(b, s, (marsad_event_filter){ .review = "edited" }, c->json);
    }
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = "edited" }), COUNT(EDITS) - 1);
    assert_int_equal(damages(s), 0);
    marsad_store_close(s);
}

static const struct refused_case {
    const char *report, *field, *value, *says;
} REFUSED[] = {
    { "1:0", "type", "ATTACK", "a type of PLOVER" },
    { "1:0", "type", "PROTEST", "no mode of PROTEST" },
    { "1:0", "mode", "demo", "no mode of ASSAULT" },
    { "1:0", "day", "2021-02-30", "a day" },
    { "1:0", "day", "yesterday", "a day" },
    { "1:0", "day_end", "2021-03-01", "before the first day" },
    { "1:0", "place", "Nowhere at all", "gazetteer has no" },
    { "1:0", "place", "geonames:0", "gazetteer has no" },
    { "1:0", "place", "91,10", "gazetteer has no" },
    { "1:0", "actors", "البحرية", "does not stand in the article" },
    { "1:0", "actors", "يش", "does not stand in the article" },
    { "1:0", "actors", "الجيش;", "takes words" },
    { "1:0", "actors", "الجيش=marsad:nobody", "no entity" },
    { "1:0", "killed", "many", "a number" },
    { "1:0", "killed", "-1", "a number" },
    { "1:0", "killed", "15-12", "a number" },
    { "1:0", "killed", "1e3", "a number" },
    { "1:0", "killed", "", "what is empty is 'none'" },
    { "1:0", "factuality", "true", "asserted, alleged" },
    { "1:0", "source", "الوزير", "does not stand in the article" },
    { "1:0", "title", "x", "no field" },
    { "1:7", "killed", "1", "no report of this number" },
    { "9:0", "killed", "1", "no such article" },
    { "00000000:0", "killed", "1", "no such article" },
    { "x", "killed", "1", "no name of a report" },
    { "1:0 ", "killed", "1", "no name of a report" },
    { "1:-1", "killed", "1", "no name of a report" },
};

static void test_refused(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 1);
    s = open_store(b, true);
    for (size_t i = 0; i < COUNT(REFUSED); i++) {
        const struct refused_case *c = &REFUSED[i];

        print_message("%s %s=%s\n", c->report, c->field, c->value);
        assert_false(review_edit(b, s, c->report, c->field, c->value, NULL));
        assert_int_equal(b->err.code, MARSAD_EINVAL);
        if (!strstr(b->err.msg, c->says))
            fail_msg("said: %s", b->err.msg);
    }
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = "any" }), 0);
    assert_false(
        review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_ACCEPT, .report = "1:0", .why = "" }, NULL));
    assert_false(
        review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_ACCEPT, .report = "1:0", .by = "" }, NULL));
    assert_false(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_EDIT, .report = "1:0" }, NULL));
    marsad_store_close(s);
}

static void test_corrections_go_together(void **state)
{
    static const marsad_correction BOTH[] = { { "mode", "none" }, { "type", "PROTEST" }, { "killed", "none" } };
    static const marsad_correction TWICE[] = { { "killed", "1" }, { "killed", "2" } };
    struct box *b = *state;
    marsad_store *s;
    struct added a;

    fill(b, 1);
    s = open_store(b, true);
    assert_true(review_ask(b, s,
                           (marsad_review_request){
                               .action = MARSAD_REVIEW_EDIT, .report = "1:0", .corrections = BOTH, .n_corrections = 3 },
                           &a));
    assert_int_equal(a.n, 3);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .type = "ASSAULT" }), 0);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .type = "PROTEST" }), 2);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .killed_at_least = 1 }), 0);
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"cameo\":\"14\""); /* codes follow the type */
    assert_false(
        review_ask(b, s,
                   (marsad_review_request){
                       .action = MARSAD_REVIEW_EDIT, .report = "1:0", .corrections = TWICE, .n_corrections = 2 },
                   NULL));
    marsad_store_close(s);
}

/* Filters see what people left. */
static void test_filters_see_corrections(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, true);
    assert_true(review_edit(b, s, "1:0", "place", "geonames:98182", NULL));
    assert_true(review_edit(b, s, "1:0", "actors", "الشرطة", NULL));
    assert_true(review_edit(b, s, "1:0", "day", "2021-04-01", NULL));
    assert_true(review_edit(b, s, "1:0", "killed", "90", NULL));
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .country = "IQ" }), 1);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .country = "YE" }), 1);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .actor = "شرطة" }), 1);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .actor = "جيش" }), 1);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .from = "2021-04-01" }), 1);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .killed_at_least = 90 }), 1);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .country = "IQ", .review = "none" }), 0);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .limit = 3 }), 3);
    marsad_store_close(s);
}

/* ---- decisions ---- */

static void test_states(void **state)
{
    static const struct state_case {
        const char *review;
        size_t n;
    } STATES[] = { { NULL, 5 },       { "all", 6 },      { "any", 3 },   { "none", 3 },
                   { "accepted", 1 }, { "rejected", 1 }, { "edited", 1 } };
    struct box *b = *state;
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true);
    review_decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
    review_decide(b, s, MARSAD_REVIEW_REJECT, "2:0", NULL);
    assert_true(review_edit(b, s, "3:1", "factuality", "denied", NULL));
    for (size_t i = 0; i < COUNT(STATES); i++) {
        print_message("%s\n", STATES[i].review ? STATES[i].review : "-");
        assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = STATES[i].review }), STATES[i].n);
    }
    assert_says(b, s, (marsad_event_filter){ .review = "accepted" },
                "\"review\":{\"state\":\"accepted\",\"by\":\"Amal\",\"at\":\"" REVIEWED_AT "\",\"why\":\"because\","
                "\"corrected\":[]}");
    marsad_store_close(s);
    assert_int_equal(count_articles(b), 3);
}

/* The last word counts; taking back brings back what was said before. */
static void test_undo(void **state)
{
    struct box *b = *state;
    struct added first, second, undo;
    marsad_store *s;

    fill(b, 1);
    s = open_store(b, true);
    assert_true(review_edit(b, s, "1:0", "killed", "12", &first));
    assert_true(review_edit(b, s, "1:0", "killed", "13", &second));
    assert_string_equal(second.old, "7"); /* what the program said, not what people said before */
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"killed\":{\"min\":13,");
    assert_true(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = second.id }, &undo));
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"killed\":{\"min\":12,");
    assert_false(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = second.id }, NULL));
    assert_true(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = undo.id }, NULL));
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"killed\":{\"min\":13,");
    first.id[8] = second.id[8] = 0; /* the beginning of an id will do */
    assert_true(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = second.id }, NULL));
    assert_true(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = first.id }, NULL));
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = "any" }), 0);
    assert_false(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = "ffffffff" }, NULL));
    assert_false(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = "x" }, NULL));
    assert_int_equal(damages(s), 0);
    marsad_store_close(s);
}

/* ---- pairs ---- */

static void test_pairs(void **state)
{
    struct box *b = *state;
    struct added split;
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true); /* events 1 and 2, 3 and 4, 5 and 6 */
    assert_pairs(b, s, "");
    assert_true(review_ask(
        b, s, (marsad_review_request){ .action = MARSAD_REVIEW_MERGE, .report = "3:0", .other = "1:0" }, NULL));
    assert_true(review_ask(
        b, s, (marsad_review_request){ .action = MARSAD_REVIEW_SPLIT, .report = "1:0", .other = "2:1" }, NULL));
    assert_pairs(b, s, "1+5 1-4 ");
    assert_true(review_ask(
        b, s, (marsad_review_request){ .action = MARSAD_REVIEW_SPLIT, .report = "1:0", .other = "3:0" }, &split));
    assert_pairs(b, s, "1-5 1-4 ");
    assert_true(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = split.id }, NULL));
    assert_pairs(b, s, "1+5 1-4 ");
    assert_false(review_ask(
        b, s, (marsad_review_request){ .action = MARSAD_REVIEW_MERGE, .report = "1:0", .other = "1:0" }, NULL));
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = "any" }), 0);
    marsad_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOX(test_edits),
        WITH_BOX(test_refused),
        WITH_BOX(test_corrections_go_together),
        WITH_BOX(test_filters_see_corrections),
        WITH_BOX(test_states),
        WITH_BOX(test_undo),
        WITH_BOX(test_pairs),
    };

    return cmocka_run_group_tests_name("store/review", tests, NULL, NULL);
}
