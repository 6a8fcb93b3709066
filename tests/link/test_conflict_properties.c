/*
 * test_conflict_properties.c - what holds of contradictions whatever the reports are; the table of kin.
 */
#include "../testing.h"

#include "found.h"
#include "marsad/map.h"

#define PICK(rng, array) (array)[test_rng_below((rng), COUNT(array))]

static struct report random_report(test_rng *rng)
{
    static const char *const TEXTS[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
    static const char *const OUTLETS[] = { "x", "y", "z", NULL };
    static const char *const DAYS[] = { "2021-03-03", "2021-03-04", "2021-03-05" };
    static const char *const KILLED[] = { NULL, "15", "17", "12+", "20-99", "~30", "#90", "5 of جندي", "9 of جندي" };
    static const char *const PLACE_NAMES[] = { NULL, "", "khalis", "diyala", "iraq", "basra" };
    static const char *const WHO[] = { NULL, IS, HOUTHIS, SALEH, "UAF", "GOV IQ", IRAQI_ARMY };
    static const char *const MODES[] = { NULL, "explosives", "suicide-attack", "aerial" };
    static const char *const SPEAKERS[] = { NULL, "الشرطة", "الوزارة" };
    static const char *const STANCES[] = { NULL, "claimed", "accused" };
    static const char *const SENTENCES[] = { NULL, "قتل سبعة في سوق المدينة", "انفجرت سيارة في سوق المدينة فقتل سبعة" };
    struct report r = { .text = PICK(rng, TEXTS), .outlet = PICK(rng, OUTLETS), .killed = PICK(rng, KILLED) };

    r.published = PICK(rng, DAYS);
    r.day = test_rng_below(rng, 2) ? PICK(rng, DAYS) : NULL;
    r.injured = PICK(rng, KILLED);
    r.place = PICK(rng, PLACE_NAMES);
    r.actor = PICK(rng, WHO);
    r.gains = test_rng_below(rng, 4) == 0 ? PICK(rng, WHO) : NULL;
    r.mode = PICK(rng, MODES);
    r.said_by = PICK(rng, SPEAKERS);
    r.stance = PICK(rng, STANCES);
    r.sentence = PICK(rng, SENTENCES);
    r.recipient = PICK(rng, WHO);
    r.group = (int64_t)test_rng_below(rng, 4);
    r.factuality = test_rng_below(rng, 4) == 0 ? MARSAD_DENIED : MARSAD_ASSERTED;
    return r;
}

static void assert_same_side(const marsad_story *s, const marsad_conflict_side *a, const marsad_story *t,
                             const marsad_conflict_side *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->sources, b->sources);
    assert_int_equal(a->outlets, b->outlets);
    assert_true(marsad_str_equal(a->value, b->value));
    for (size_t i = 0; i < a->n; i++)
        assert_int_equal(s->reports[a->reports[i]].number, t->reports[b->reports[i]].number);
}

static void shuffle(test_rng *rng, marsad_event_row *rows, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = test_rng_below(rng, i);
        marsad_event_row row = rows[i - 1];

        rows[i - 1] = rows[k];
        rows[k] = row;
    }
}

/* The order of the reports changes nothing; no article stands against itself or a copy, but where two voices speak. */
static void test_properties(void **state)
{
    test_rng rng = test_rng_start("conflicts");
    struct box *b = *state;
    size_t seen = 0;

    for (unsigned round = 0; round < 400; round++) {
        struct report reports[REPORTS_MAX];
        size_t n = 2 + test_rng_below(&rng, REPORTS_MAX - 1);
        marsad_event_row rows[REPORTS_MAX];
        marsad_story story, other;
        marsad_conflicts one, two;

        for (size_t i = 0; i < n; i++)
            reports[i] = random_report(&rng);
        story = make_story(reports, n, b->arena);
        other = story;
        memcpy(rows, story.reports, n * sizeof *rows);
        shuffle(&rng, rows, n);
        other.reports = rows;
        assert_string_equal(find(b, &story, &one), find(b, &other, &two));
        for (size_t i = 0; i < one.n; i++) {
            assert_true(one.at[i].score == two.at[i].score);
            for (size_t k = 0; k < 2; k++)
                assert_same_side(&story, &one.at[i].sides[k], &other, &two.at[i].sides[k]);
        }
        seen += one.n;
        marsad_arena_reset(b->arena);
    }
    assert_true(seen > 100); /* or nothing was tested */
}

static void test_copies(void **state)
{
    test_rng rng = test_rng_start("copies");
    struct box *b = *state;

    for (unsigned round = 0; round < 400; round++) {
        struct report reports[REPORTS_MAX];
        size_t n = 2 + test_rng_below(&rng, REPORTS_MAX - 1);
        marsad_story story;
        marsad_conflicts found;

        for (size_t i = 0; i < n; i++) {
            reports[i] = random_report(&rng);
            reports[i].group = 9;
            reports[i].said_by = NULL;
        }
        story = make_story(reports, n, b->arena);
        assert_string_equal(find(b, &story, &found), "");
        marsad_arena_reset(b->arena);
    }
}

static void test_kin(void **state)
{
    static const struct kin_case {
        const char *a, *b;
        bool kin;
    } KIN[] = {
        { IS, IS, true },
        { IS, "marsad:sinai-province-ansar-bait-al-maqdis", true },
        { "marsad:ansar-al-sharia-yemen", "marsad:al-qaida", true },
        { IRAQI_ARMY, "country:IQ", true },
        { "country:SA", "marsad:arab-coalition-in-yemen", true },
        { "country:SA", "country:AE", false }, /* two states, whatever they are both in */
        { IS, NUSRA, false },
        { HOUTHIS, "country:YE", false },
        { "marsad:hamas", "country:PS", false },
        { "nobody", "country:IQ", false },
    };
    struct box *b = *state;

    for (size_t i = 0; i < COUNT(KIN); i++) {
        bool one = marsad_conflict_kin(b->finder, S(KIN[i].a), S(KIN[i].b));

        if (one != KIN[i].kin || one != marsad_conflict_kin(b->finder, S(KIN[i].b), S(KIN[i].a)))
            fail_msg("%s and %s: %d", KIN[i].a, KIN[i].b, one);
    }
}

/* A slip of the pen in data/kin.tsv would only make two actors strangers. */
static void test_table_of_kin(void **state)
{
    struct box *b = *state;
    int actor = marsad_dict_column(b->dict, MARSAD_TABLE_KIN, "actor"),
        of = marsad_dict_column(b->dict, MARSAD_TABLE_KIN, "of");
    int id = marsad_dict_column(b->dict, MARSAD_TABLE_ACTORS, "id");
    marsad_map *known = marsad_map_new();
    uint64_t value;

    for (uint32_t i = 0; i < marsad_dict_rows(b->dict, MARSAD_TABLE_ACTORS); i++)
        assert_true(marsad_map_put(known, marsad_dict_cell(b->dict, MARSAD_TABLE_ACTORS, i, id), i));
    for (uint32_t i = 0; i < marsad_dict_rows(b->dict, MARSAD_TABLE_KIN); i++) {
        const marsad_str ids[] = { marsad_dict_cell(b->dict, MARSAD_TABLE_KIN, i, actor),
                                   marsad_dict_cell(b->dict, MARSAD_TABLE_KIN, i, of) };

        for (size_t k = 0; k < COUNT(ids); k++)
            if (!marsad_map_get(known, ids[k], &value) && !(k == 1 && marsad_str_starts(ids[k], S("side:"))) &&
                !(marsad_str_starts(ids[k], S("country:")) && ids[k].len == 10))
                fail_msg("kin.tsv, row %u: no '%.*s'", i + 1, MARSAD_STR_ARG(ids[k]));
    }
    marsad_map_free(known);
}

/* The n-th allocation fails, for n = 1, 2, … */
static void test_no_memory(void **state)
{
    static const struct report REPORTS[] = { { "a", .killed = "15", .actor = "GOV IQ" },
                                             { "b", .killed = "17", .actor = IS } };
    struct box *b = *state;
    marsad_story story = make_story(REPORTS, COUNT(REPORTS), b->arena);
    bool failed = false, done = false;

    for (size_t limit = 1; !done && limit < 1 << 20; limit *= 2) {
        marsad_arena *small = marsad_arena_new(limit);
        marsad_err err = { .code = MARSAD_OK };
        marsad_conflicts found;

        assert_non_null(small);
        done = marsad_conflicts_find(b->finder, &story, small, &found, &err);
        failed |= !done;
        assert_int_equal(err.code, done ? MARSAD_OK : MARSAD_ENOMEM);
        marsad_arena_free(small);
    }
    assert_true(failed && done);
}

int main(void)
{
    const struct CMUnitTest tests[] = { WITH_FINDER(test_properties), WITH_FINDER(test_copies), WITH_FINDER(test_kin),
                                        WITH_FINDER(test_table_of_kin), WITH_FINDER(test_no_memory) };

    return cmocka_run_group_tests_name("conflict-properties", tests, NULL, NULL);
}
