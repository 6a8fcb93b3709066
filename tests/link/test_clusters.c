/*
 * test_clusters.c - groups of a graph, bags of words, packed reports.
 */
#include "../testing.h"

#include "link/bags.h"
#include "link/linking.h"
#include "mention/calendar.h"

struct table_case {
    const char *name;
    size_t n;
    struct link_edge edges[8];
    size_t n_edges;
    uint32_t group[6];
};

static void test_groups(void **state)
{
    static const struct table_case CASES[] = {
        { "no edge, each alone", 3, { { 0 } }, 0, { 0, 1, 2 } },
        { "a pair", 3, { { 1, 2, 0.9F } }, 1, { 0, 1, 1 } },
        { "a triangle", 3, { { 0, 1, 0.9F }, { 0, 2, 0.8F }, { 1, 2, 0.7F } }, 3, { 0, 0, 0 } },
        { "two ends of a chain are not one event",
          4,
          { { 0, 1, 0.9F }, { 1, 2, 0.6F }, { 2, 3, 0.9F } },
          3,
          { 0, 0, 2, 2 } },
        { "a person joins", 4, { { 0, 1, 0.9F }, { 2, 3, 0.9F }, { 1, 2, LINK_MUST } }, 3, { 0, 0, 0, 0 } },
        { "a person parts", 3, { { 0, 1, 0.95F }, { 1, 2, 0.95F }, { 0, 2, LINK_MUST_NOT } }, 3, { 0, 0, 2 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        uint32_t group[6] = { 0 };

        assert_true(link_cluster(CASES[i].n, CASES[i].edges, CASES[i].n_edges, group));
        for (size_t k = 0; k < CASES[i].n; k++) {
            if (group[k] != CASES[i].group[k])
                print_error("%s: node %zu is in %u\n", CASES[i].name, k, (unsigned)group[k]);
            assert_int_equal(group[k], CASES[i].group[k]);
        }
    }
}

/*
 * One sentence tells of two events; a near copy of it does too, and each report is like both of the other sentence.
 * What the sentences tell apart stays apart; where the model finds the two of a sentence likely one event, they are
 * one.
 */
static void test_told_apart(void **state)
{
    struct link_report nodes[4] = { { .number = 1 }, { .number = 2 }, { .number = 1 }, { .number = 2 } };
    struct link_edge edges[8];
    uint32_t group[4];
    size_t n;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        memset(nodes[i].digest, i < 2 ? 'a' : 'b', 32);
        nodes[i].sentence = 3;
    }
    assert_int_equal(link_told_apart(nodes, 4, NULL), 2);
    n = link_told_apart(nodes, 4, edges);
    assert_int_equal(n, 2);
    edges[n++] = (struct link_edge){ 0, 2, 0.99F };
    edges[n++] = (struct link_edge){ 1, 3, 0.99F };
    edges[n++] = (struct link_edge){ 0, 3, 0.95F };
    edges[n++] = (struct link_edge){ 1, 2, 0.95F };
    assert_true(link_cluster(4, edges + 2, n - 2, group));
    assert_int_equal(group[1], 0); /* without: one story */
    assert_true(link_cluster(4, edges, n, group));
    assert_int_equal(group[2], 0);
    assert_int_equal(group[1], 1);
    assert_int_equal(group[3], 1);
    edges[n++] = (struct link_edge){ 0, 1, 0.9F };
    edges[n++] = (struct link_edge){ 2, 3, 0.9F };
    assert_true(link_cluster(4, edges, n, group));
    assert_int_equal(group[3], 0);
    nodes[1].sentence = 4;
    assert_int_equal(link_told_apart(nodes, 4, NULL), 1);
    nodes[3].type = 9;
    assert_int_equal(link_told_apart(nodes, 4, NULL), 0);
}

/* A heap that is too large is cut where its pairs are weakest, not thrown together and not left alone. */
static void test_large_heap(void **state)
{
    enum { CLIQUES = 400, SIZE = 5, NODES = CLIQUES * SIZE };
    struct link_edge *edges = calloc((size_t)CLIQUES * 11, sizeof *edges);
    uint32_t *group = calloc(NODES, sizeof *group);
    size_t n = 0;

    (void)state;
    for (uint32_t c = 0; c < CLIQUES; c++) {
        for (uint32_t i = 0; i < SIZE; i++)
            for (uint32_t k = i + 1; k < SIZE; k++)
                edges[n++] = (struct link_edge){ c * SIZE + i, c * SIZE + k, 0.95F };
        if (c > 0)
            edges[n++] = (struct link_edge){ c * SIZE - 1, c * SIZE, 0.55F };
    }
    assert_true(NODES > LINK_NODES_MOST);
    assert_true(link_cluster(NODES, edges, n, group));
    for (uint32_t i = 0; i < NODES; i++)
        assert_int_equal(group[i], i / SIZE * SIZE);
    free(edges);
    free(group);
}

/* Random graphs: each group is named by its least node, and holds together by edges. */
static void test_properties(void **state)
{
    enum { NODES = 40, EDGES = 90 };
    test_rng rng = test_rng_start("clusters");

    (void)state;
    for (int round = 0; round < 200; round++) {
        struct link_edge edges[EDGES];
        uint32_t group[NODES];
        size_t n = 0;
        bool taken[NODES][NODES] = { { false } };

        for (int i = 0; i < EDGES; i++) {
            uint32_t a = (uint32_t)(test_rng_next(&rng) % NODES), b = (uint32_t)(test_rng_next(&rng) % NODES);

            if (a >= b || taken[a][b])
                continue;
            taken[a][b] = true;
            edges[n++] = (struct link_edge){ a, b, 0.5F + (float)(test_rng_next(&rng) % 1000) / 2000 };
        }
        assert_true(link_cluster(NODES, edges, n, group));
        for (uint32_t i = 0; i < NODES; i++) {
            bool held = false;

            assert_true(group[i] <= i && group[group[i]] == group[i]);
            for (size_t e = 0; e < n; e++)
                held = held || ((edges[e].a == i || edges[e].b == i) && group[edges[e].a] == group[edges[e].b]);
            if (group[i] != i)
                assert_true(held);
        }
    }
}

/* One day, one town, one high toll: one event, unless a person said otherwise. */
static void test_gathering(void **state)
{
    static const struct {
        const char *name;
        float killed;
        uint32_t place;
        int32_t day;
        bool parted;
        uint32_t group; /* of node 1, beside node 0: 32 killed in place 7 on day 100 */
    } CASES[] = {
        { "the same toll", 32, 7, 100, false, 0 },       { "a toll that rose", 27, 7, 100, false, 0 },
        { "another toll", 20, 7, 100, false, 1 },        { "another town", 32, 8, 100, false, 1 },
        { "another day", 32, 7, 101, false, 1 },         { "a low toll", 3, 7, 100, false, 1 },
        { "a person parted them", 32, 7, 100, true, 1 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct link_report nodes[2] = { { .type = 1,
                                          .dated = true,
                                          .from = 100,
                                          .to = 100,
                                          .precision = LINK_POINT,
                                          .place = 7,
                                          .killed = { true, false, 32, 32 } } };
        const struct link_edge apart = { 0, 1, LINK_MUST_NOT };
        uint32_t group[2] = { 0, 1 };

        nodes[1] = nodes[0];
        nodes[1].killed.low = nodes[1].killed.high = CASES[i].killed;
        nodes[1].place = CASES[i].place;
        nodes[1].from = nodes[1].to = CASES[i].day;
        assert_true(link_gather(nodes, 2, &apart, CASES[i].parted, group));
        if (group[1] != CASES[i].group)
            print_error("%s: node 1 is in %u\n", CASES[i].name, (unsigned)group[1]);
        assert_int_equal(group[1], CASES[i].group);
    }
}

static void test_cosine(void **state)
{
    const struct link_word a[] = { { 1, 10, false }, { 5, 40, false }, { 9, 20, false } },
                           b[] = { { 5, 30, false }, { 7, 10, false } };
    struct link_overlap o = link_bag_overlap(a, 3, b, 2);

    (void)state;
    assert_true(link_bag_cosine(a, 3, a, 3) > 0.999 && link_bag_cosine(a, 3, a, 3) < 1.001);
    assert_true(link_bag_cosine(a, 3, b, 2) == link_bag_cosine(b, 2, a, 3));
    assert_true(link_bag_cosine(a, 3, b, 2) > 0.8 && link_bag_cosine(a, 3, b, 2) < 0.9);
    assert_true(link_bag_cosine(a, 3, b + 1, 1) == 0);
    assert_true(link_bag_cosine(a, 0, b, 2) == 0);
    assert_true(o.common == 30 && o.only_a == 30 && o.only_b == 10);
}

static void test_packing(void **state)
{
    struct link_report r = { .number = 7,
                             .type = 11,
                             .published = 16637,
                             .from = 16636,
                             .to = 16637,
                             .dated = true,
                             .located = true,
                             .precision = LINK_POINT,
                             .lat = 13.5F,
                             .lon = 44.0F,
                             .n_actors = 2,
                             .actors = { { 1, 2, 3 }, { 4, 5, 6 } },
                             .killed = { true, false, 7, 9 },
                             .n_words = 2,
                             .words = { { 8, 9, false }, { 10, 11, true } },
                             .act = 12,
                             .back = true,
                             .meets = true,
                             .topic = 0.5F,
                             .n_persons = 1,
                             .persons = { { 13, 10, false } } },
                       back;
    uint8_t bytes[LINK_PACKED];
    size_t n;

    (void)state;
    memset(r.digest, 'a', 32);
    n = link_report_pack(&r, bytes);
    assert_true(link_report_unpack(bytes, n, &back));
    assert_int_equal(link_report_order(&r, &back), 0);
    assert_int_equal(back.to, 16637);
    assert_int_equal(back.actors[1].head, 5);
    assert_int_equal(back.words[1].weight, 11);
    assert_true(back.words[1].number && !back.words[0].number && back.topic == 0.5F);
    assert_true(back.act == 12 && back.back && back.meets && !back.taken && back.persons[0].hash == 13);
    assert_true(back.killed.known && back.killed.high == 9 && back.dated && back.located && !back.planned);
    for (size_t cut = 0; cut < n; cut++) /* damaged rows are told, never read past their end */
        assert_false(link_report_unpack(bytes, cut, &back));
    memset(bytes, 0xFF, sizeof bytes);
    assert_false(link_report_unpack(bytes, sizeof bytes, &back));
}

/* Days of a row that somebody changed would overflow where they are counted with. */
static void test_days_of_damaged_reports(void **state)
{
    static const struct days {
        int32_t published, from, to;
        bool sound;
    } CASES[] = {
        { 16000, 16000, 16001, true },
        { CALENDAR_NO_DAY, CALENDAR_NO_DAY, CALENDAR_NO_DAY, true },
        { -719162, -719163, -719162, true },
        { 16000, CALENDAR_NO_DAY, 16000, false },
        { 16000, 16000, CALENDAR_NO_DAY, false },
        { 16000, 16001, 16000, false },
        { 16000, 16000, INT32_MAX, false },
        { INT32_MAX, 16000, 16000, false },
        { 16000, -INT32_MAX, 16000, false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct link_report r = { .published = CASES[i].published, .from = CASES[i].from, .to = CASES[i].to }, back;
        uint8_t bytes[LINK_PACKED];
        size_t n = link_report_pack(&r, bytes);

        assert_int_equal(link_report_unpack(bytes, n, &back), CASES[i].sound);
    }
}

static void test_full_report_fits(void **state)
{
    struct link_report r = { .n_actors = LINK_PARTIES,
                             .n_recipients = LINK_PARTIES,
                             .n_words = LINK_WORDS,
                             .n_title = LINK_TITLE,
                             .n_around = LINK_AROUND,
                             .n_clause = LINK_CLAUSE,
                             .n_lead = LINK_LEAD,
                             .n_persons = LINK_PERSONS,
                             .n_spots = LINK_SPOTS };
    uint8_t bytes[LINK_PACKED];

    (void)state;
    assert_true(link_report_pack(&r, bytes) <= LINK_PACKED);
}

static void test_names_of_stories(void **state)
{
    (void)state;
    assert_string_equal(marsad_story_name_of(1).text, "s000000000000001");
    assert_int_equal(marsad_story_id(marsad_story_name_of(0x123456789ABCDEF).text), 0x123456789ABCDEF);
    assert_int_equal(marsad_story_id("s00000000000000g"), 0);
    assert_int_equal(marsad_story_id("s1"), 0);
    assert_int_equal(marsad_story_id(NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_groups),           cmocka_unit_test(test_large_heap),
        cmocka_unit_test(test_properties),       cmocka_unit_test(test_cosine),
        cmocka_unit_test(test_packing),          cmocka_unit_test(test_full_report_fits),
        cmocka_unit_test(test_names_of_stories), cmocka_unit_test(test_days_of_damaged_reports),
        cmocka_unit_test(test_told_apart),       cmocka_unit_test(test_gathering),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
