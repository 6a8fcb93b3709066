/*
 * test_merge_any.c - what holds for the merging of any story: the order of the reports, copies, lack of memory.
 */
#include "../testing.h"

#include <math.h>

#include "built.h"

#define MOST BUILT_MOST
#define ROUNDS 300

#define PICK(rng, list) (list)[test_rng_below(rng, COUNT(list))]

static struct report random_report(test_rng *rng)
{
    static const char *const ARTICLES[] = { "a", "b", "c", "d", "e", "f" };
    static const char *const DAYS[] = { NULL, "2015-07-20", "2015-07-21", "2015-07-22" };
    static const char *const TYPES[] = { NULL, NULL, "COERCE" };
    static const char *const MODES[] = { NULL, "aerial", "firearms" };
    static const char *const TOLD[] = { NULL, NULL, "2015-07-20", "2015-07-19..2015-07-21" };
    static const char *const NUMBERS_OF[] = { NULL, "5", "15", "15", "17", "12+", "-9", "~20", "7-9", "~20-99", "0" };
    static const char *const COUNTED[] = { NULL, NULL, "شخص" /* person */, "جندي" /* soldier */ };
    static const char *const SOURCE_KINDS[] = { NULL, "official", "medic", "party" };
    static const char *const WHERE[] = { NULL, "syria", "homs-province", "palmyra", "rastan", "nowhere" };
    static const char *const WHO[] = { NULL, "e:army", "e:army|e:rebels", "r:REB/SY", "مجهولون" /* unknown men */ };
    struct report r = { .article = PICK(rng, ARTICLES),
                        .type = PICK(rng, TYPES),
                        .mode = PICK(rng, MODES),
                        .day = PICK(rng, TOLD),
                        .killed = PICK(rng, NUMBERS_OF),
                        .injured = PICK(rng, NUMBERS_OF),
                        .of = PICK(rng, COUNTED),
                        .total = test_rng_below(rng, 8) == 0,
                        .kind = PICK(rng, SOURCE_KINDS),
                        .place = PICK(rng, WHERE),
                        .actors = PICK(rng, WHO),
                        .factuality =
                            test_rng_below(rng, 3) ? MARSAD_ASSERTED : (marsad_factuality)test_rng_below(rng, 5) };
    size_t article = (size_t)(r.article[0] - 'a'); /* what is of the article is the same in all its reports */
    static const char *const OUTLETS[] = { "o", "p", "o", NULL, "q", "p" };
    static const char *const AGENCIES[] = { NULL, "رويترز" /* Reuters */, NULL, NULL, "وكالات" /* agencies */, NULL };

    r.published = DAYS[article % COUNT(DAYS)];
    r.outlet = OUTLETS[article];
    r.agency = AGENCIES[article];
    r.group = article % 3 == 2 ? 7 : 0;
    return r;
}

static const char *random_rule(test_rng *rng)
{
    static const char *const RULES[] = { NULL, "lowest", "highest", "latest", "first", "sources", "trusted" };

    return PICK(rng, RULES);
}

static void check_bounds(const marsad_merged *m, size_t n)
{
    size_t told = 0;

    for (size_t k = 0; k <= MARSAD_POSSIBLE; k++)
        told += m->factuality[k];
    assert_int_equal(told, n);
    for (int i = 0; i < MARSAD_MERGE_COUNT; i++) {
        const marsad_merged_field *f = &m->fields[i];

        assert_true(f->reports + f->left_out <= n);
        if (!f->known)
            continue;
        assert_true(f->report < n && f->reports > 0);
        assert_true(f->sources >= 1 && f->sources <= f->agreeing && f->agreeing <= f->said && f->said <= m->n_voices);
        assert_true(f->disagreement >= 0 && f->disagreement <= 1);
        assert_true(f->low <= f->best && f->best <= f->high && isfinite(f->low) && isfinite(f->high));
    }
}

/* All that does not number the reports. */
static void check_equal(const marsad_merged *a, const marsad_merged *b, const size_t *order)
{
    assert_int_equal(a->n_voices, b->n_voices);
    for (int i = 0; i < MARSAD_MERGE_COUNT; i++) {
        marsad_merged_field x = a->fields[i], y = b->fields[i];

        assert_int_equal(x.known, y.known);
        if (x.known && order) /* b's report k is a's report order[k] */
            assert_int_equal(x.report, order[y.report]);
        assert_int_equal(x.reports, y.reports);
        assert_int_equal(x.left_out, y.left_out);
        assert_int_equal(x.sources, y.sources);
        assert_int_equal(x.agreeing, y.agreeing);
        assert_int_equal(x.said, y.said);
        assert_true(x.low == y.low && x.best == y.best && x.high == y.high && x.or_more == y.or_more);
        assert_true(x.disagreement == y.disagreement);
    }
}

static marsad_merged merge_rows(struct merge_box *b, const marsad_event_row *rows, size_t n, const char *rule)
{
    marsad_story story = { .id = 1, .reports = rows, .n = n };
    marsad_merge_rules rules = marsad_merge_defaults();
    marsad_merged m;

    assert_true(!rule || marsad_merge_set_rule(&rules, rule, NULL));
    assert_true(marsad_merge(b->merger, &rules, &story, b->arena, &m, NULL));
    return m;
}

/* The order in which reports are given changes nothing. */
static void test_any_order(void **state)
{
    struct merge_box *b = *state;
    test_rng rng = test_rng_start("any order");

    for (int round = 0; round < ROUNDS; round++) {
        struct report reports[MOST];
        size_t n = 1 + test_rng_below(&rng, MOST), order[MOST];
        const char *rule = random_rule(&rng);
        marsad_event_row rows[MOST];
        marsad_story story;
        marsad_merged first, second;

        marsad_arena_reset(b->arena);
        for (size_t i = 0; i < n; i++)
            reports[i] = random_report(&rng);
        story = built_story(b->arena, reports, n);
        for (size_t i = 0; i < n; i++) {
            size_t k = test_rng_below(&rng, i + 1);

            order[i] = order[k];
            order[k] = i;
        }
        for (size_t i = 0; i < n; i++)
            rows[i] = story.reports[order[i]];
        first = merge_rows(b, story.reports, n, rule);
        second = merge_rows(b, rows, n, rule);
        check_bounds(&first, n);
        check_equal(&first, &second, order);
    }
}

/* A copy of an article in another outlet, published later, adds no source anywhere and changes no value. */
static void test_copy_adds_no_source(void **state)
{
    struct merge_box *b = *state;
    test_rng rng = test_rng_start("copies");

    for (int round = 0; round < ROUNDS; round++) {
        struct report reports[MOST + 1];
        size_t n = 1 + test_rng_below(&rng, MOST), of;
        const char *rule = PICK(&rng, ((const char *const[]){ NULL, "lowest", "highest", "sources" }));
        marsad_merged before, after;

        marsad_arena_reset(b->arena);
        for (size_t i = 0; i < n; i++) {
            reports[i] = random_report(&rng);
            reports[i].article = (const char *const[]){ "a", "b", "c", "d", "e", "f", "g", "h" }[i];
            reports[i].group = (int)i / 2 + 1;
            reports[i].published = "2015-07-20";
        }
        of = test_rng_below(&rng, n);
        reports[n] = reports[of];
        reports[n].article = "z";
        reports[n].published = "2015-07-20"; /* the last of its day */
        reports[n].outlet = "another";
        before = built_merge(b, reports, n, rule);
        after = built_merge(b, reports, n + 1, rule);
        assert_int_equal(before.n_voices, after.n_voices);
        for (int i = 0; i < MARSAD_MERGE_COUNT; i++) {
            const marsad_merged_field *x = &before.fields[i], *y = &after.fields[i];

            assert_int_equal(x->sources, y->sources);
            assert_int_equal(x->agreeing, y->agreeing);
            assert_int_equal(x->said, y->said);
            assert_true(x->low == y->low && x->best == y->best && x->high == y->high);
            assert_true(x->disagreement == y->disagreement);
        }
    }
}

/* Memory fails at any point: no leak, a clean error. */
static void test_no_memory(void **state)
{
    static const struct report REPORTS[] = {
        { .article = "a", .killed = "15", .place = "palmyra", .actors = "e:army|مجهولون" /* unknown men */ },
        { .article = "b", .killed = "17", .place = "syria", .actors = "r:REB/SY" },
    };
    struct merge_box *b = *state;
    marsad_story story = built_story(b->arena, REPORTS, COUNT(REPORTS));
    marsad_merge_rules rules = marsad_merge_defaults();
    bool ok = false;

    for (size_t limit = 1; !ok && limit < (size_t)1 << 24; limit *= 2) {
        marsad_arena *small = marsad_arena_new(limit);
        marsad_err err = { .code = MARSAD_OK };
        marsad_merged m;

        assert_non_null(small);
        ok = marsad_merge(b->merger, &rules, &story, small, &m, &err);
        assert_int_equal(err.code, ok ? MARSAD_OK : MARSAD_ENOMEM);
        marsad_arena_free(small);
    }
    assert_true(ok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_copy_adds_no_source),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, merge_set_up, merge_tear_down);
}
