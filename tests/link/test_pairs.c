/*
 * test_pairs.c - acts, features of pairs, the two models.
 */
#include "../testing.h"

#include "link/acts.h"
#include "link/pairs.h"
#include "marsad/text.h"

struct box {
    marsad_dict *dict;
    marsad_arena *arena;
    struct link_acts acts;
    struct link_model model;
};

static int set_up(void **state)
{
    static struct box b;
    marsad_err err = { .code = MARSAD_OK };

    b.dict = marsad_dict_open(NULL, &err);
    b.arena = marsad_arena_new(0);
    *state = &b;
    return b.dict && b.arena && link_acts_read(b.dict, &b.acts) && link_model_read(b.dict, &b.model, &err) ? 0 : -1;
}

static int tear_down(void **state)
{
    struct box *b = *state;

    link_model_release(&b->model);
    link_acts_free(&b->acts);
    marsad_arena_free(b->arena);
    marsad_dict_close(b->dict);
    return 0;
}

static marsad_str normal(struct box *b, const char *text)
{
    marsad_str norm = { 0 };

    assert_true(marsad_normalise(marsad_str_of(text), b->arena, &norm, NULL));
    return norm;
}

static void test_acts(void **state)
{
    static const struct {
        const char *trigger, *mode, *act;
    } CASES[] = {
        { "استعادت", "", "take" },
        { "سيطرتها", "", "take" },
        { "تحرير", "", "take" },
        { "طرد", "", "take" },
        { "قتل", "", "" },
        { "قتل", "aerial", "air" },
        { "مقتل", "suicide-attack", "explode" },
        { "هجومًا", "heavy-weapons", "shell" },
        { "الغارات الجوية", "aerial", "air" },
        { "تفجيرا انتحاريا", "", "explode" },
        { "التقى", "", "meet" },
        { "استقبل", "visit", "meet" },
        { "زيارته", "visit", "visit" },
        { "وصل", "visit", "visit" },
        { "القبض", "arrest", "arrest" },
        { "اعتقلت", "arrest", "arrest" },
        { "كلام", "", "" },
    };
    struct box *b = *state;

    for (size_t i = 0; i < COUNT(CASES); i++) {
        marsad_str act = link_act_of(&b->acts, normal(b, CASES[i].trigger), marsad_str_of(CASES[i].mode));

        if (!marsad_str_equal(act, marsad_str_of(CASES[i].act)))
            print_error("%s, %s: %.*s\n", CASES[i].trigger, CASES[i].mode, MARSAD_STR_ARG(act));
        assert_true(marsad_str_equal(act, marsad_str_of(CASES[i].act)));
    }
}

static void test_back(void **state)
{
    struct box *b = *state;
    struct link_acts none;

    assert_true(link_acts_back(&b->acts, normal(b, "فتح الميناء بعد")));
    assert_true(link_acts_back(&b->acts, normal(b, "وكان الجيش قد")));
    assert_true(link_acts_back(&b->acts, normal(b, "وذلك غداة")));
    assert_false(link_acts_back(&b->acts, normal(b, "فيما أعلن الجيش")));
    assert_false(link_acts_back(&b->acts, MARSAD_LIT("")));
    assert_true(link_acts_read(NULL, &none));
    assert_false(link_acts_back(&none, normal(b, "بعد")));
    assert_int_equal(link_act_of(&none, normal(b, "تحرير"), MARSAD_LIT("")).len, 0);
    link_acts_free(&none);
}

static void test_names_of_features(void **state)
{
    (void)state;
    for (unsigned f = 0; f < LINK_ROW; f++)
        assert_int_equal(link_feature_number(marsad_str_of(link_feature_name(f))), f);
    assert_int_equal(link_feature_number(MARSAD_LIT("no-such")), LINK_ROW);
}

/* ---- pairs ---- */

static void fill_bag(struct link_word *w, uint8_t *n, size_t most, test_rng *rng)
{
    uint32_t hash = 0;

    *n = (uint8_t)test_rng_below(rng, most + 1);
    for (uint8_t i = 0; i < *n; i++) {
        hash += 1 + (uint32_t)test_rng_below(rng, 4);
        w[i] = (struct link_word){ hash, (uint8_t)(hash * 7 % 100), hash % 5 == 0 };
    }
}

static struct link_report any_report(test_rng *rng)
{
    struct link_report r = { .number = 1, .type = 5 };

    memset(r.digest, "ab"[test_rng_below(rng, 2)], 32);
    r.sentence = (uint32_t)test_rng_below(rng, 4);
    r.mode = (uint32_t)test_rng_below(rng, 3);
    r.trigger = 1 + (uint32_t)test_rng_below(rng, 3);
    r.act = (uint32_t)test_rng_below(rng, 3);
    r.taken = r.act == 1;
    r.takes = test_rng_below(rng, 2);
    r.back = test_rng_below(rng, 2);
    r.talk = r.meets = test_rng_below(rng, 2);
    r.type = 5 + r.talk;
    r.published = 16600 + (int32_t)test_rng_below(rng, 3);
    r.dated = test_rng_below(rng, 2);
    r.from = r.published - 1;
    r.to = r.published;
    r.precision = (enum link_precision)test_rng_below(rng, 4);
    r.place = (uint32_t)test_rng_below(rng, 3);
    r.country = 1 + (uint32_t)test_rng_below(rng, 2);
    r.n_actors = 1;
    r.actors[0] = (struct link_party){ (uint32_t)test_rng_below(rng, 3), 1, 1 };
    r.killed = (struct link_count){ test_rng_below(rng, 2), false, 10, (float)(10 + test_rng_below(rng, 4)) };
    r.topic = (float)test_rng_below(rng, 10) / 10;
    fill_bag(r.words, &r.n_words, LINK_WORDS, rng);
    fill_bag(r.around, &r.n_around, LINK_AROUND, rng);
    fill_bag(r.clause, &r.n_clause, LINK_CLAUSE, rng);
    fill_bag(r.title, &r.n_title, LINK_TITLE, rng);
    fill_bag(r.lead, &r.n_lead, LINK_LEAD, rng);
    fill_bag(r.persons, &r.n_persons, LINK_PERSONS, rng);
    fill_bag(r.spots, &r.n_spots, LINK_SPOTS, rng);
    return r;
}

/* Neither which of the two comes first nor that one was packed changes what is said of them. */
static void test_symmetry(void **state)
{
    struct box *b = *state;
    test_rng rng = test_rng_start("pairs");
    int likely = 0;

    for (int round = 0; round < 3000; round++) {
        struct link_report x = any_report(&rng), y = any_report(&rng), back;
        double there[LINK_FEATURE_COUNT], again[LINK_FEATURE_COUNT], p;
        uint8_t bytes[LINK_PACKED];

        assert_true(link_report_unpack(bytes, link_report_pack(&y, bytes), &back));
        assert_int_equal(link_pair_possible(&x, &y), link_pair_possible(&back, &x));
        if (x.type != y.type)
            continue;
        link_pair_features(&x, &y, there);
        link_pair_features(&back, &x, again);
        for (unsigned f = 0; f < LINK_FEATURE_COUNT; f++) {
            if (there[f] != again[f])
                print_error("%s: %g and %g\n", link_feature_name(f), there[f], again[f]);
            assert_true(there[f] == again[f]);
        }
        p = link_pair_probability(&b->model, &x, &y);
        assert_true(p >= 0 && p <= 1 && p == link_pair_probability(&b->model, &y, &x));
        likely += p > 0.5;
    }
    assert_true(likely > 0);
}

/* Other guests speak against one meeting, the same guest for it. */
static void test_guests(void **state)
{
    struct box *b = *state;
    test_rng rng = test_rng_start("guests");
    struct link_report x = any_report(&rng), y;
    double same, other;

    x.talk = x.meets = true;
    x.country = 1;
    x.precision = LINK_COUNTRY;
    x.n_persons = 2;
    x.persons[0] = (struct link_word){ 10, 10, false };
    x.persons[1] = (struct link_word){ 20, 10, false };
    y = x;
    y.digest[0] = 'z';
    same = link_pair_probability(&b->model, &x, &y);
    y.persons[1].hash = 30;
    other = link_pair_probability(&b->model, &x, &y);
    assert_true(same > other);
}

/* ---- trees ---- */

static void test_forest(void **state)
{
    struct link_node nodes[] = { { 0, 1, 0.5F }, { -1, 0, -1 }, { 1, 3, 0.5F },
                                 { -1, 0, 2 },   { -1, 0, 4 },  { -1, 0, 0.25F } };
    uint32_t roots[] = { 0, 5 };
    struct link_forest f = { nodes, roots, 6, 2, 10 };

    (void)state;
    assert_true(link_forest_sound(&f, 2));
    assert_true(link_forest_score(&f, (const float[]){ 0, 0 }) == 9.25);
    assert_true(link_forest_score(&f, (const float[]){ 1, 0.5F }) == 12.25);
    assert_true(link_forest_score(&f, (const float[]){ 1, 1 }) == 14.25);
    assert_false(link_forest_sound(&f, 1)); /* asks for a feature that is not there */
    nodes[2].left = 4;                      /* its right one lies in the next tree */
    assert_false(link_forest_sound(&f, 2));
    nodes[2].left = 2; /* back to itself */
    assert_false(link_forest_sound(&f, 2));
    nodes[2].left = 3;
    roots[1] = 6; /* an empty tree */
    assert_false(link_forest_sound(&f, 2));
}

static void test_without_trees(void **state)
{
    struct link_model m = { .weights = { 0 } };
    double features[LINK_FEATURE_COUNT] = { 1 };

    (void)state;
    assert_true(link_model_probability(&m, features) == 0.5);
    m.weights[LINK_BIAS] = -30;
    assert_true(link_model_probability(&m, features) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_acts),          cmocka_unit_test(test_back),   cmocka_unit_test(test_symmetry),
        cmocka_unit_test(test_guests),        cmocka_unit_test(test_forest), cmocka_unit_test(test_names_of_features),
        cmocka_unit_test(test_without_trees),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
