/*
 * test_review.c - corrections: values, decisions, undo, exchange, a new analysis, tampering.
 */
#include "../testing.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "box.h"
#include "marsad/review.h"
#include "record/writer.h"
#include "sample.h"
#include "store/review.h"

#define AT "2024-05-01T12:00:00Z"

/* ---- helpers ---- */

/* What a request added last. */
struct added {
    marsad_arena *arena;
    size_t n;
    char id[33];
    const char *old, *value;
};

static const char *copy(marsad_arena *arena, marsad_str s)
{
    return s.ptr ? marsad_arena_str(arena, s).ptr : "";
}

static bool note(void *user, const marsad_review *e)
{
    struct added *a = user;

    a->n++;
    memcpy(a->id, e->id, sizeof a->id);
    a->old = copy(a->arena, e->old);
    a->value = copy(a->arena, e->value);
    return true;
}

static bool ask(struct box *b, marsad_store *s, marsad_review_request r, struct added *a)
{
    struct added none = { .arena = b->arena };

    r.by = r.by ? r.by : "Amal";
    r.why = r.why ? r.why : "because";
    r.at = r.at ? r.at : AT;
    marsad_err_clear(&b->err);
    if (a)
        *a = none;
    if (!marsad_review_add(s, &r, note, a ? a : &none, &b->err))
        return false;
    return marsad_store_commit(s, &b->err);
}

static bool edit(struct box *b, marsad_store *s, const char *report, const char *field, const char *value,
                 struct added *a)
{
    marsad_correction c = { field, value };

    return ask(b, s,
               (marsad_review_request){
                   .action = MARSAD_REVIEW_EDIT, .report = report, .corrections = &c, .n_corrections = 1 },
               a);
}

static void decide(struct box *b, marsad_store *s, marsad_review_action action, const char *report, struct added *a)
{
    if (!ask(b, s, (marsad_review_request){ .action = action, .report = report }, a))
        fail_msg("%s: %s", b->err.where, b->err.msg);
}

struct found {
    marsad_buf json;
    size_t n;
};

static bool find(void *user, const marsad_event_row *row)
{
    struct found *f = user;
    struct jw j = jw_to(&f->json);

    f->n++;
    jw_open(&j, '{');
    jw_key(&j, "day");
    jw_text(&j, row->day);
    jw_key(&j, "day_end");
    jw_text(&j, row->day_end);
    jw_event(&j, row->points, row->event, row->number);
    jw_close(&j, '}');
    return marsad_buf_add_byte(&f->json, '\n');
}

static size_t count(struct box *b, marsad_store *s, marsad_event_filter filter)
{
    struct found f = { .n = 0 };

    if (!marsad_store_events(s, &filter, find, &f, &b->err))
        fail_msg("%s", b->err.msg);
    marsad_buf_release(&f.json);
    return f.n;
}

static void assert_says(struct box *b, marsad_store *s, marsad_event_filter filter, const char *what)
{
    struct found f = { .n = 0 };

    assert_true(marsad_store_events(s, &filter, find, &f, &b->err));
    if (marsad_str_find(marsad_buf_str(&f.json), S(what), 0) == SIZE_MAX)
        fail_msg("'%s' is not in %.*s", what, (int)f.json.len, f.json.ptr);
    marsad_buf_release(&f.json);
}

static void tell(void *user, const char *what)
{
    (void)user;
    print_message("damage: %s\n", what);
}

static size_t damages(marsad_store *s)
{
    return marsad_store_verify(s, tell, NULL).damages;
}

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
        assert_int_equal(edit(b, s, report.ptr, c->field, c->value, &a), c->new != NULL);
        if (!c->new)
            continue;
        assert_string_equal(a.old, c->old);
        assert_string_equal(a.value, c->new);
        assert_says(b, s, (marsad_event_filter){ .review = "edited" }, c->json);
    }
    assert_int_equal(count(b, s, (marsad_event_filter){ .review = "edited" }), COUNT(EDITS) - 1);
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
        assert_false(edit(b, s, c->report, c->field, c->value, NULL));
        assert_int_equal(b->err.code, MARSAD_EINVAL);
        if (!strstr(b->err.msg, c->says))
            fail_msg("said: %s", b->err.msg);
    }
    assert_int_equal(count(b, s, (marsad_event_filter){ .review = "any" }), 0);
    assert_false(
        ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_ACCEPT, .report = "1:0", .why = "" }, NULL));
    assert_false(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_ACCEPT, .report = "1:0", .by = "" }, NULL));
    assert_false(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_EDIT, .report = "1:0" }, NULL));
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
    assert_true(ask(b, s,
                    (marsad_review_request){
                        .action = MARSAD_REVIEW_EDIT, .report = "1:0", .corrections = BOTH, .n_corrections = 3 },
                    &a));
    assert_int_equal(a.n, 3);
    assert_int_equal(count(b, s, (marsad_event_filter){ .type = "ASSAULT" }), 0);
    assert_int_equal(count(b, s, (marsad_event_filter){ .type = "PROTEST" }), 2);
    assert_int_equal(count(b, s, (marsad_event_filter){ .killed_at_least = 1 }), 0);
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"cameo\":\"14\""); /* codes follow the type */
    assert_false(ask(b, s,
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
    assert_true(edit(b, s, "1:0", "place", "geonames:98182", NULL));
    assert_true(edit(b, s, "1:0", "actors", "الشرطة", NULL));
    assert_true(edit(b, s, "1:0", "day", "2021-04-01", NULL));
    assert_true(edit(b, s, "1:0", "killed", "90", NULL));
    assert_int_equal(count(b, s, (marsad_event_filter){ .country = "IQ" }), 1);
    assert_int_equal(count(b, s, (marsad_event_filter){ .country = "YE" }), 1);
    assert_int_equal(count(b, s, (marsad_event_filter){ .actor = "شرطة" }), 1);
    assert_int_equal(count(b, s, (marsad_event_filter){ .actor = "جيش" }), 1);
    assert_int_equal(count(b, s, (marsad_event_filter){ .from = "2021-04-01" }), 1);
    assert_int_equal(count(b, s, (marsad_event_filter){ .killed_at_least = 90 }), 1);
    assert_int_equal(count(b, s, (marsad_event_filter){ .country = "IQ", .review = "none" }), 0);
    assert_int_equal(count(b, s, (marsad_event_filter){ .limit = 3 }), 3);
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
    decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
    decide(b, s, MARSAD_REVIEW_REJECT, "2:0", NULL);
    assert_true(edit(b, s, "3:1", "factuality", "denied", NULL));
    for (size_t i = 0; i < COUNT(STATES); i++) {
        print_message("%s\n", STATES[i].review ? STATES[i].review : "-");
        assert_int_equal(count(b, s, (marsad_event_filter){ .review = STATES[i].review }), STATES[i].n);
    }
    assert_says(b, s, (marsad_event_filter){ .review = "accepted" },
                "\"review\":{\"state\":\"accepted\",\"by\":\"Amal\",\"at\":\"" AT "\",\"why\":\"because\","
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
    assert_true(edit(b, s, "1:0", "killed", "12", &first));
    assert_true(edit(b, s, "1:0", "killed", "13", &second));
    assert_string_equal(second.old, "7"); /* what the program said, not what people said before */
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"killed\":{\"min\":13,");
    assert_true(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = second.id }, &undo));
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"killed\":{\"min\":12,");
    assert_false(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = second.id }, NULL));
    assert_true(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = undo.id }, NULL));
    assert_says(b, s, (marsad_event_filter){ .review = "edited" }, "\"killed\":{\"min\":13,");
    first.id[8] = second.id[8] = 0; /* the beginning of an id will do */
    assert_true(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = second.id }, NULL));
    assert_true(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = first.id }, NULL));
    assert_int_equal(count(b, s, (marsad_event_filter){ .review = "any" }), 0);
    assert_false(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = "ffffffff" }, NULL));
    assert_false(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = "x" }, NULL));
    assert_int_equal(damages(s), 0);
    marsad_store_close(s);
}

/* ---- pairs ---- */

struct pairs {
    char text[200];
};

static bool add_pair(void *user, int64_t event, int64_t other, bool together)
{
    struct pairs *p = user;
    size_t n = strlen(p->text);

    snprintf(p->text + n, sizeof p->text - n, "%lld%c%lld ", (long long)event, together ? '+' : '-', (long long)other);
    return true;
}

static void assert_pairs(struct box *b, marsad_store *s, const char *expected)
{
    struct pairs p = { "" };

    assert_true(review_pairs(s, add_pair, &p, &b->err));
    assert_string_equal(p.text, expected);
}

static void test_pairs(void **state)
{
    struct box *b = *state;
    struct added split;
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true); /* events 1 and 2, 3 and 4, 5 and 6 */
    assert_pairs(b, s, "");
    assert_true(
        ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_MERGE, .report = "3:0", .other = "1:0" }, NULL));
    assert_true(
        ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_SPLIT, .report = "1:0", .other = "2:1" }, NULL));
    assert_pairs(b, s, "1+5 1-4 ");
    assert_true(
        ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_SPLIT, .report = "1:0", .other = "3:0" }, &split));
    assert_pairs(b, s, "1-5 1-4 ");
    assert_true(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = split.id }, NULL));
    assert_pairs(b, s, "1+5 1-4 ");
    assert_false(
        ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_MERGE, .report = "1:0", .other = "1:0" }, NULL));
    assert_int_equal(count(b, s, (marsad_event_filter){ .review = "any" }), 0);
    marsad_store_close(s);
}

/* ---- the log means the same twice, elsewhere, in another order ---- */

static bool to_line(void *user, const marsad_record *r, int64_t article)
{
    marsad_buf *out = user;

    (void)article;
    return marsad_record_json(r, MARSAD_RECORD_FULL, out, NULL) && marsad_buf_add_byte(out, '\n');
}

/* The records, articles by name. */
static void records(struct box *b, marsad_store *s, unsigned n, marsad_buf *out)
{
    for (unsigned i = 1; i <= n; i++) {
        size_t visited;

        assert_true(
            marsad_store_records(s, marsad_arena_fmt(b->arena, "sample-%u", i).ptr, to_line, out, &visited, &b->err));
        assert_int_equal(visited, 1);
    }
}

static bool export_line(void *user, const marsad_review *e)
{
    marsad_buf *out = user;

    return marsad_review_json(e, out, NULL) && marsad_buf_add_byte(out, '\n');
}

static void make_log(struct box *b, marsad_store *s)
{
    struct added a;

    decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
    assert_true(edit(b, s, "1:0", "killed", "12", NULL));
    assert_true(edit(b, s, "1:0", "killed", "14", NULL));
    assert_true(edit(b, s, "2:0", "place", "geonames:98182", NULL));
    assert_true(edit(b, s, "2:0", "actors", "الشرطة", &a));
    assert_true(ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = a.id }, NULL));
    decide(b, s, MARSAD_REVIEW_ACCEPT, "2:0", NULL);
    decide(b, s, MARSAD_REVIEW_REJECT, "3:1", NULL);
    assert_true(
        ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_MERGE, .report = "1:0", .other = "2:0" }, NULL));
}

static void test_applied_twice(void **state)
{
    struct box *b = *state;
    marsad_buf once = { 0 }, twice = { 0 };
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true);
    make_log(b, s);
    records(b, s, 3, &once);
    for (int i = 0; i < 2; i++)
        assert_true(marsad_review_apply(s, &b->err));
    assert_true(marsad_store_commit(s, &b->err));
    records(b, s, 3, &twice);
    assert_true(marsad_str_equal(marsad_buf_str(&once), marsad_buf_str(&twice)));
    assert_int_equal(damages(s), 0);
    marsad_buf_release(&once);
    marsad_buf_release(&twice);
    marsad_store_close(s);
}

/* Lines in a random order, each twice. */
static void import_all(struct box *b, marsad_store *s, marsad_str lines)
{
    marsad_str at[64], line;
    size_t n = 0, added = 0;
    test_rng rng = test_rng_start("import");

    while (marsad_str_next(&lines, '\n', &line))
        if (line.len > 0 && n + 2 <= COUNT(at)) {
            at[n++] = line;
            at[n++] = line;
        }
    for (size_t left = n; left > 0; left--) {
        size_t i = test_rng_below(&rng, left);
        marsad_review e;
        bool new = false;

        if (!marsad_review_parse(at[i], b->arena, &e, &b->err) || !marsad_review_import(s, &e, &new, &b->err))
            fail_msg("%s: %s", b->err.where, b->err.msg);
        added += new;
        at[i] = at[left - 1];
    }
    assert_int_equal(added, n / 2);
    assert_true(marsad_store_commit(s, &b->err));
}

static void test_exchange(void **state)
{
    struct box *b = *state, *other;
    marsad_buf log = { 0 }, again = { 0 }, here = { 0 }, there = { 0 };
    void *second;
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true);
    make_log(b, s);
    assert_true(marsad_review_list(s, NULL, export_line, &log, &b->err));
    records(b, s, 3, &here);
    marsad_store_close(s);
    assert_int_equal(box_set_up(&second), 0);
    other = second;
    s = open_store(other, true);
    add_sample(other, s, 3); /* one article before the log, two behind it, in another order */
    assert_true(marsad_store_commit(s, &other->err));
    import_all(other, s, marsad_buf_str(&log));
    add_sample(other, s, 2);
    add_sample(other, s, 1);
    assert_true(marsad_store_commit(s, &other->err));
    records(other, s, 3, &there);
    assert_true(marsad_str_equal(marsad_buf_str(&here), marsad_buf_str(&there)));
    assert_true(marsad_review_list(s, NULL, export_line, &again, &b->err));
    assert_true(marsad_str_equal(marsad_buf_str(&log), marsad_buf_str(&again)));
    assert_int_equal(damages(s), 0);
    assert_pairs(other, s, "3+5 ");
    marsad_store_close(s);
    box_tear_down(&second);
    marsad_buf_release(&log);
    marsad_buf_release(&again);
    marsad_buf_release(&here);
    marsad_buf_release(&there);
}

static void test_lines_refused(void **state)
{
    static const struct swap_case {
        const char *from, *to, *says;
    } SWAPS[] = {
        { "\"new\":\"12\"", "\"new\":\"13\"", "was changed" },
        { "\"by\":\"Amal\"", "\"by\":\"Amak\"", "was changed" },
        { "\"turn\":1", "\"turn\":2", "was changed" },
        { "\"action\":\"edit\"", "\"action\":\"delete\"", "none that is known" },
        { "\"field\":\"killed\"", "\"field\":\"title\"", "none that can be corrected" },
        { "\"field\":\"killed\"", "\"field\":null", "does not go with" },
        { "\"turn\":1", "\"turn\":-1", "out of bounds" },
        { "\"turn\":1", "\"turn\":1.5", "no number" },
        { "\"at\":\"2024", "\"at\":\"year", "no time" },
        { "\"why\":\"because\"", "\"why\":\"\\u001b[2J\"", "control characters" },
        { "\"why\":\"because\"", "\"why\":[]", "no text" },
        { "\"why\":\"because\"", "\"nothing\":0", "missing" },
        { "\"start\":0", "\"start\":5", "no trigger" },
        { "\"undoes\":null", "\"undoes\":\"12\"", "no id" },
        { "{", "[{", "no JSON object" },
        { "{", "", "no JSON object" },
    };
    struct box *b = *state;
    marsad_buf log = { 0 };
    marsad_review e;
    marsad_store *s;
    marsad_str line;

    fill(b, 1);
    s = open_store(b, true);
    assert_true(edit(b, s, "1:0", "killed", "12", NULL));
    assert_true(marsad_review_list(s, NULL, export_line, &log, &b->err));
    line = marsad_buf_str(&log);
    assert_true(marsad_review_parse(line, b->arena, &e, &b->err));
    for (size_t i = 0; i < COUNT(SWAPS); i++) {
        size_t at = marsad_str_find(line, S(SWAPS[i].from), 0);
        marsad_str changed;

        print_message("%s -> %s\n", SWAPS[i].from, SWAPS[i].to);
        assert_true(at != SIZE_MAX);
        marsad_err_clear(&b->err);
        changed = marsad_arena_fmt(b->arena, "%.*s%s%.*s", (int)at, line.ptr, SWAPS[i].to,
                                   (int)(line.len - at - strlen(SWAPS[i].from)), line.ptr + at + strlen(SWAPS[i].from));
        assert_false(marsad_review_parse(changed, b->arena, &e, &b->err));
        assert_int_equal(b->err.code, MARSAD_EFORMAT);
        if (!strstr(b->err.msg, SWAPS[i].says))
            fail_msg("said: %s", b->err.msg);
    }
    marsad_buf_release(&log);
    marsad_store_close(s);
}

/* ---- the log is only added to ---- */

static void test_tampering(void **state)
{
    static const char *const REFUSED_SQL[] = {
        "UPDATE review SET why = 'x'",
        "DELETE FROM review",
        "INSERT OR REPLACE INTO review SELECT id, action, digest, number, type, trigger_start, trigger_stop, "
        "trigger_text, other_digest, other_number, other_type, other_start, other_stop, other_text, field, old, '99', "
        "seen, undoes, turn, at, reviewer, why FROM review",
    };
    struct box *b = *state;
    marsad_store *s;
    sqlite3 *db;

    fill(b, 1);
    s = open_store(b, true);
    assert_true(edit(b, s, "1:0", "killed", "12", NULL));
    assert_int_equal(damages(s), 0);
    marsad_store_close(s);
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    for (size_t i = 0; i < COUNT(REFUSED_SQL); i++) {
        print_message("%s\n", REFUSED_SQL[i]);
        assert_int_not_equal(sqlite3_exec(db, REFUSED_SQL[i], NULL, NULL, NULL), SQLITE_OK);
        assert_non_null(strstr(sqlite3_errmsg(db), "log of corrections"));
    }
    sqlite3_close(db);
    run_sql(b, "DROP TRIGGER review_no_update; UPDATE review SET new = '99'");
    s = open_store(b, true);
    assert_int_equal(damages(s), 1);
    marsad_store_close(s);
    run_sql(b, "UPDATE review SET trigger_start = trigger_start + 1");
    s = open_store(b, true);
    assert_int_equal(damages(s), 2); /* the id, and the words at the trigger's place */
    marsad_store_close(s);
    run_sql(b, "DELETE FROM corrected");
    s = open_store(b, true);
    assert_int_equal(damages(s), 3);
    marsad_store_close(s);
}

/* ---- a new analysis ---- */

struct fits {
    char text[600];
};

static bool add_fit(void *user, const marsad_review_finding *f)
{
    struct fits *all = user;
    size_t n = strlen(all->text);

    snprintf(all->text + n, sizeof all->text - n, "%s", marsad_review_fit_name(f->fit));
    n = strlen(all->text);
    if (f->field.ptr)
        snprintf(all->text + n, sizeof all->text - n, "(%.*s:%.*s>%.*s)", (int)f->field.len, f->field.ptr,
                 (int)f->was.len, f->was.ptr, (int)f->now.len, f->now.ptr);
    strcat(all->text, " ");
    return true;
}

enum change { SAME, GONE, MOVED, OTHER_TYPE, KILLED_9, KILLED_12, LATER };

static void change_record(struct box *b, marsad_record *r, enum change change)
{
    marsad_event *e = &r->events.events[0];
    marsad_event *three = marsad_arena_array(b->arena, 3, sizeof *three);

    if (change == GONE) {
        r->events.events++;
        r->events.n_events--;
    } else if (change == MOVED) {
        e->trigger.end += 2;
    } else if (change == OTHER_TYPE) {
        e->type = S("COERCE");
    } else if (change == KILLED_9 || change == KILLED_12) {
        e->killed.min = e->killed.max = change == KILLED_9 ? 9 : 12;
    } else if (change == LATER) { /* another event stands before it now */
        three[0] = r->events.events[1];
        three[1] = r->events.events[0];
        r->events.events = three;
    }
}

static const struct again_case {
    enum change change;
    const char *edit, *fits; /* of: accept 1:0, then edit of 2:0, reject 3:0 */
    size_t rejected;
    bool applied;
} AGAIN[] = {
    { SAME, "12", "fits fits fits ", 1, true },
    { MOVED, "12", "moved moved moved ", 1, true },
    { GONE, "12", "event-gone event-gone event-gone ", 0, false },
    { OTHER_TYPE, "12",
      "type-changed(type:ASSAULT>COERCE) type-changed(type:ASSAULT>COERCE) type-changed(type:ASSAULT>COERCE) ", 0,
      false },
    { KILLED_9, "12", "changed(killed:7>9) changed(killed:7>9) fits ", 1, true },
    { KILLED_12, "12", "changed(killed:7>12) agrees fits ", 1, true },
    { LATER, "12", "fits fits fits ", 1, true },
};

/* What the findings say does not depend on the digests that order them. */
static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void assert_words(const char *got, const char *expected)
{
    char copies[2][600], *words[2][16];
    size_t n[2] = { 0, 0 };

    snprintf(copies[0], sizeof copies[0], "%s", got);
    snprintf(copies[1], sizeof copies[1], "%s", expected);
    for (int k = 0; k < 2; k++) {
        for (char *w = strtok(copies[k], " "); w && n[k] < 16; w = strtok(NULL, " "))
            words[k][n[k]++] = w;
        qsort(words[k], n[k], sizeof(char *), by_text);
    }
    assert_int_equal(n[0], n[1]);
    for (size_t i = 0; i < n[0]; i++)
        assert_string_equal(words[0][i], words[1][i]);
}

static void test_new_analysis(void **state)
{
    for (size_t k = 0; k < COUNT(AGAIN); k++) {
        const struct again_case *c = &AGAIN[k];
        struct fits fits = { "" };
        marsad_store *s;
        struct box *b;
        void *own;

        (void)state;
        print_message("%zu: %s\n", k, c->fits);
        assert_int_equal(box_set_up(&own), 0);
        b = own;
        fill(b, 3);
        s = open_store(b, true);
        decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
        assert_true(edit(b, s, "2:0", "killed", c->edit, NULL));
        decide(b, s, MARSAD_REVIEW_REJECT, "3:0", NULL);
        for (unsigned i = 1; i <= 3; i++) {
            marsad_record r;

            sample_record(b->arena, i, &r);
            change_record(b, &r, c->change);
            if (!marsad_store_replace(s, i, &r, &b->err))
                fail_msg("%s", b->err.msg);
        }
        assert_true(marsad_store_tidy(s, &b->err));
        assert_true(marsad_store_commit(s, &b->err));
        assert_true(marsad_review_check(s, add_fit, &fits, &b->err));
        assert_words(fits.text, c->fits);
        if (c->change == KILLED_9) { /* a look at the new value settles it */
            struct fits settled = { "" };

            decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
            assert_true(edit(b, s, "2:0", "killed", "12", NULL));
            assert_true(marsad_review_check(s, add_fit, &settled, &b->err));
            assert_words(settled.text, "fits fits fits ");
        }
        assert_int_equal(count(b, s, (marsad_event_filter){ .review = "rejected" }), c->rejected);
        assert_int_equal(count(b, s, (marsad_event_filter){ .killed_at_least = 12, .review = "edited" }), c->applied);
        assert_int_equal(damages(s), 0);
        marsad_store_close(s);
        box_tear_down(&own);
    }
}

/* A place that only a holding speaks of is kept. */
static void test_tidy_keeps_places_of_holdings(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 1);
    run_sql(b, "INSERT INTO place(id) VALUES('geonames:1'), ('geonames:2'); INSERT INTO entity(id) VALUES('marsad:h');"
               "INSERT INTO holding(article, number, sentence, status, past, start, stop, text, holder_entity, "
               "place_start, place_stop, place_text, place, factuality, confidence) "
               "VALUES(1, 90, 0, 'held', 0, 0, 1, 'x', 'marsad:h', 0, 1, 'x', 'geonames:1', 'asserted', 0.5)");
    s = open_store(b, true);
    assert_true(marsad_store_tidy(s, &b->err) && marsad_store_commit(s, &b->err));
    marsad_store_close(s);
    run_sql(b, "CREATE TEMP TABLE t(n INTEGER CHECK(n = 1));"
               "INSERT INTO t SELECT count(*) FROM place WHERE id LIKE 'geonames:_';"
               "INSERT INTO t SELECT count(*) FROM entity WHERE id = 'marsad:h'");
}

/* A new analysis that gives what the old one gave changes nothing but the numbers of events. */
static void test_replaced_is_equal(void **state)
{
    struct box *b = *state;
    marsad_buf before = { 0 }, after = { 0 };
    marsad_store_counts first, second;
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true);
    make_log(b, s);
    records(b, s, 3, &before);
    assert_true(marsad_store_count(s, &first, &b->err));
    for (unsigned i = 3; i >= 1; i--) {
        marsad_record r;

        sample_record(b->arena, i, &r);
        assert_true(marsad_store_replace(s, i, &r, &b->err));
    }
    assert_true(marsad_store_commit(s, &b->err));
    records(b, s, 3, &after);
    assert_true(marsad_str_equal(marsad_buf_str(&before), marsad_buf_str(&after)));
    assert_true(marsad_store_count(s, &second, &b->err));
    assert_memory_equal(&first, &second, sizeof first);
    marsad_buf_release(&before);
    marsad_buf_release(&after);
    marsad_store_close(s);
}

/* Replace the articles of other versions; those of a batch that was not closed come again. */
static unsigned replace_some(struct box *b, marsad_store *s, unsigned most, unsigned commit_at)
{
    unsigned n = 0;
    int64_t id = 0;

    while (n < most) {
        marsad_article article;
        marsad_record r;

        if (!marsad_store_outdated(s, id, false, b->arena, &article, &id, &b->err))
            fail_msg("%s", b->err.msg);
        if (id == 0)
            break;
        sample_record(b->arena, (unsigned)id, &r);
        assert_string_equal(r.article.digest, article.digest);
        r.program = S(marsad_version());
        r.dictionary = S(b->dict ? marsad_dict_version(b->dict) : "-");
        assert_true(marsad_store_replace(s, id, &r, &b->err));
        if (++n == commit_at)
            assert_true(marsad_store_commit(s, &b->err));
    }
    return n;
}

static void test_killed_in_the_middle(void **state)
{
    struct box *b = *state;
    marsad_store *s;
    pid_t child;
    int status;

    fill(b, 9);
    s = open_store(b, true);
    make_log(b, s);
    marsad_store_close(s);
    child = fork();
    if (child == 0) {
        s = open_store(b, true);
        replace_some(b, s, 7, 5);
        kill(getpid(), SIGKILL); /* two of them are not committed */
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    s = open_store(b, true);
    assert_int_equal(damages(s), 0);
    assert_int_equal(count(b, s, (marsad_event_filter){ .review = "all" }), 18);
    assert_int_equal(replace_some(b, s, 100, 0), 4);
    assert_true(marsad_store_commit(s, &b->err));
    assert_int_equal(replace_some(b, s, 100, 0), 0);
    assert_int_equal(count(b, s, (marsad_event_filter){ .review = "any" }), 3);
    assert_int_equal(damages(s), 0);
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
        WITH_BOX(test_applied_twice),
        WITH_BOX(test_exchange),
        WITH_BOX(test_lines_refused),
        WITH_BOX(test_tampering),
        WITH_BOX(test_new_analysis),
        WITH_BOX(test_tidy_keeps_places_of_holdings),
        WITH_BOX(test_replaced_is_equal),
        WITH_BOX(test_killed_in_the_middle),
    };

    return cmocka_run_group_tests_name("store/review", tests, NULL, NULL);
}
