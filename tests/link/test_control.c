/*
 * test_control.c - who holds a place, from built evidence: the rules of docs/control.md one by one.
 */
#include "testing.h"

#include "link/control.h"

#include <math.h>

static marsad_dict *dict;

/* One piece of evidence in short; groups make copies of each other, 0: its own. */
struct piece {
    const char *day, *kind, *holder, *loser;
    double weight;
    const char *claim; /* NULL: reported */
    bool past, part, denied;
    int64_t group;
};

static marsad_str str(const char *z)
{
    return z ? marsad_str_of(z) : (marsad_str){ NULL, 0 };
}

static struct control_item item_of(const struct piece *p, size_t number)
{
    struct control_item i = { .told = { .kind = str(p->kind),
                                        .holder = str(p->holder),
                                        .side = str(p->holder),
                                        .loser = str(p->loser),
                                        .loser_side = str(p->loser),
                                        .claim = str(p->claim ? p->claim : "reported"),
                                        .factuality = MARSAD_LIT("asserted"),
                                        .weight = p->weight,
                                        .past = p->past,
                                        .digest = "d",
                                        .number = number,
                                        .group = p->group ? p->group : 1000 + (int64_t)number,
                                        .stand = p->denied ? MARSAD_CONTROL_DENIED : MARSAD_CONTROL_FOR },
                              .day = control_day(p->day),
                              .holder = { str(p->holder), str(p->holder), { NULL, 0 } },
                              .loser = { str(p->loser), str(p->loser), { NULL, 0 } },
                              .part = p->part };

    memcpy(i.told.day, p->day, 11);
    return i;
}

struct rows {
    marsad_arena *arena;
    marsad_control_row *at;
    size_t n;
};

static struct rows rows_of(const struct piece *pieces, size_t n, const char *end)
{
    struct control_time how = { .half_life = 30, .end = control_day(end) };
    struct rows r = { .arena = marsad_arena_new(0) };
    struct control_item *items = marsad_arena_array(r.arena, n + 1, sizeof *items);

    for (size_t i = 0; i < n; i++)
        items[i] = item_of(&pieces[i], i);
    assert_true(control_timeline(items, n, &how, r.arena, &r.at, &r.n));
    return r;
}

#define ROWS(pieces, end) rows_of(pieces, sizeof pieces / sizeof *pieces, end)

/* "2015-07-01..2015-07-09 held A" for each row, lines; holder - where there is none. */
static void is_told(struct rows *r, const char *expected)
{
    marsad_buf b = { 0 };

    for (size_t i = 0; i < r->n; i++)
        assert_true(marsad_buf_addf(&b, "%s..%s %s %.*s\n", r->at[i].from, r->at[i].to, r->at[i].status,
                                    r->at[i].known ? (int)r->at[i].holder.id.len : 1,
                                    r->at[i].known ? r->at[i].holder.id.ptr : "-"));
    assert_true(marsad_buf_add_byte(&b, 0));
    assert_string_equal(b.ptr, expected);
    marsad_buf_release(&b);
    marsad_arena_free(r->arena);
}

static void test_days(void **state)
{
    static const char *const DAYS[] = { "1970-01-01", "2015-07-20", "2016-02-29", "1899-12-31", "2100-03-01" };
    char text[11];

    (void)state;
    assert_int_equal(control_day("1970-01-01"), 0);
    assert_int_equal(control_day("2015-07-20"), 16636);
    assert_int_equal(control_day("2015-07"), INT32_MIN);
    for (size_t i = 0; i < sizeof DAYS / sizeof *DAYS; i++) {
        control_day_text(control_day(DAYS[i]), text);
        assert_string_equal(text, DAYS[i]);
    }
}

static void test_weights(void **state)
{
    marsad_str took = MARSAD_LIT("took"), asserted = MARSAD_LIT("asserted"), reported = MARSAD_LIT("reported");
    double plain = control_weight(0.8, took, reported, asserted, true);

    (void)state;
    assert_true(plain > 0.7 && plain < 0.8);
    assert_true(control_weight(0.8, took, MARSAD_LIT("confirmed"), asserted, true) > plain);
    assert_true(control_weight(0.8, took, MARSAD_LIT("claimed"), asserted, true) < plain);
    assert_true(control_weight(0.8, took, reported, MARSAD_LIT("alleged"), true) < plain);
    assert_true(control_weight(0.8, took, reported, asserted, false) < plain);
    assert_true(control_weight(0.8, MARSAD_LIT("fight"), reported, asserted, true) < plain / 2);
    assert_true(control_weight(0.8, took, reported, MARSAD_LIT("denied"), true) == 0);
    assert_true(control_weight(0.8, took, MARSAD_LIT("denied"), asserted, true) == 0);
}

/* A held it; B took it, as two say; what is held is not lost by time alone. */
static void test_a_town_changes_hands(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8 },
                                      { "2015-07-10", "took", "B", "A", 0.8 },
                                      { "2015-07-11", "took", "B", NULL, 0.8 } };
    struct rows r = ROWS(P, "2015-07-31");

    (void)state;
    assert_int_equal(r.at[1].age, 20);
    assert_string_equal(r.at[1].last, "2015-07-11");
    assert_string_equal(r.at[1].since, "2015-07-10");
    assert_int_equal(r.at[1].reports, 2);
    assert_true(r.at[1].open);
    assert_false(r.at[0].open);
    assert_int_equal(r.at[1].n_rivals, 0); /* what A had is all but gone */
    is_told(&r, "2015-07-01..2015-07-09 held A\n2015-07-10..2015-07-31 held B\n");
}

static void test_rivals_stay_side_by_side(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8 },
                                      { "2015-07-01", "held", "B", NULL, 0.7 } };
    struct rows r = ROWS(P, "2015-07-01");

    (void)state;
    assert_int_equal(r.at[0].n_rivals, 1);
    assert_true(marsad_str_equal(r.at[0].rivals[0].holder.id, MARSAD_LIT("B")));
    assert_int_equal(r.at[0].n_evidence, 2);
    is_told(&r, "2015-07-01..2015-07-01 contested A\n");
}

static void test_denied_counts_for_nobody(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8 },
                                      { "2015-07-05", "took", "B", "A", 0, .denied = true } };
    struct rows r = ROWS(P, "2015-07-10");

    (void)state;
    assert_int_equal(r.at[0].n_evidence, 2);
    assert_int_equal(r.at[0].evidence[1].stand, MARSAD_CONTROL_DENIED);
    is_told(&r, "2015-07-01..2015-07-10 held A\n");
}

static void test_own_word_alone_is_a_claim(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "took", "A", NULL, 0.4, "claimed" },
                                      { "2015-07-03", "took", "A", NULL, 0.8, "reported" } };
    struct rows r = ROWS(P, "2015-07-04");

    (void)state;
    is_told(&r, "2015-07-01..2015-07-02 claimed A\n2015-07-03..2015-07-04 held A\n");
}

/* Parts and fights contest a place, they give it to nobody. */
static void test_parts_do_not_make_the_whole(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "took", "A", NULL, 0.8, .part = true },
                                      { "2015-07-02", "took", "B", NULL, 0.8, .part = true } };
    struct rows r = ROWS(P, "2015-07-03");

    (void)state;
    is_told(&r, "2015-07-02..2015-07-03 contested -\n");
}

static void test_fights_contest(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8 },
                                      { "2015-07-02", "contested", NULL, NULL, 0.8 },
                                      { "2015-07-02", "contested", NULL, NULL, 0.8 } };
    struct rows r = ROWS(P, "2015-07-03");

    (void)state;
    assert_int_equal(r.at[1].evidence[0].stand, MARSAD_CONTROL_FIGHT);
    is_told(&r, "2015-07-01..2015-07-01 held A\n2015-07-02..2015-07-03 contested A\n");
}

static void test_siege(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8 },
                                      { "2015-07-02", "besieged", NULL, NULL, 0.7 } };
    struct rows r = ROWS(P, "2015-07-03");

    (void)state;
    is_told(&r, "2015-07-01..2015-07-01 held A\n2015-07-02..2015-07-03 besieged A\n");
}

static void test_who_was_driven_out(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.9 },
                                      { "2015-07-04", "held", "B", NULL, 0.6 },
                                      { "2015-07-05", "lost", NULL, "A", 0.9 } };
    struct rows r = ROWS(P, "2015-07-06");

    (void)state;
    is_told(&r, "2015-07-01..2015-07-03 held A\n2015-07-04..2015-07-04 contested A\n2015-07-05..2015-07-06 held B\n");
}

static void test_what_was_is_no_more(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.9, .past = true } };
    struct rows r = ROWS(P, "2015-07-06");

    (void)state;
    assert_int_equal(r.n, 0);
    marsad_arena_free(r.arena);
}

/* Half after a half-life: mass .8 to .4, share .8 / 1.8 to .4 / 1.4. */
static void test_confidence_halves(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8 } };
    struct rows now = ROWS(P, "2015-07-01"), then = ROWS(P, "2015-07-31");

    (void)state;
    assert_true(fabs(now.at[0].confidence - 0.8 / 1.8) < 1e-9);
    assert_true(fabs(then.at[0].confidence - 0.4 / 1.4) < 1e-9);
    marsad_arena_free(now.arena);
    marsad_arena_free(then.arena);
}

static void test_copies_count_once(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8, .group = 7 },
                                      { "2015-07-01", "held", "A", NULL, 0.8, .group = 7 } };
    struct rows r = ROWS(P, "2015-07-01");

    (void)state;
    assert_true(fabs(r.at[0].confidence - 0.8 / 1.8) < 1e-9);
    assert_int_equal(r.at[0].reports, 1);
    marsad_arena_free(r.arena);
}

static void test_later_evidence_is_left_out(void **state)
{
    static const struct piece P[] = { { "2015-07-01", "held", "A", NULL, 0.8 },
                                      { "2015-07-10", "took", "B", "A", 0.8 } };
    struct rows r = ROWS(P, "2015-07-05");

    (void)state;
    is_told(&r, "2015-07-01..2015-07-05 held A\n");
}

/* ---- properties ---- */

static struct piece any_piece(test_rng *rng)
{
    static const char *const KINDS[] = { "took", "held", "lost", "contested", "besieged", "fight", "stronghold" };
    static const char *const HOLDERS[] = { "A", "B", "C", NULL };
    static const char *const DAYS[] = { "2015-07-01", "2015-07-02", "2015-07-05", "2015-07-09", "2015-07-20" };

    return (struct piece){ .day = DAYS[test_rng_below(rng, 5)],
                           .kind = KINDS[test_rng_below(rng, 7)],
                           .holder = HOLDERS[test_rng_below(rng, 4)],
                           .loser = HOLDERS[test_rng_below(rng, 4)],
                           .weight = (double)test_rng_below(rng, 100) / 100,
                           .part = test_rng_below(rng, 4) == 0,
                           .past = test_rng_below(rng, 6) == 0,
                           .denied = test_rng_below(rng, 8) == 0,
                           .group = (int64_t)test_rng_below(rng, 5) };
}

#define PIECES 24

static void summary(const struct rows *r, marsad_buf *b)
{
    for (size_t i = 0; i < r->n; i++)
        assert_true(marsad_buf_addf(b, "%s %s %s %.*s %.17g %zu %zu %zu\n", r->at[i].from, r->at[i].to, r->at[i].status,
                                    MARSAD_STR_ARG(r->at[i].holder.id), r->at[i].confidence, r->at[i].n_rivals,
                                    r->at[i].reports, r->at[i].n_evidence));
    assert_true(marsad_buf_add_byte(b, 0));
}

/* The same evidence in another order gives the same rows; rows follow each other without a gap, with sums in [0, 1]. */
static void check_any(test_rng *rng)
{
    struct control_time how = { .half_life = 30, .end = control_day("2015-08-01") };
    marsad_arena *arena = marsad_arena_new(0);
    struct control_item items[PIECES], mixed[PIECES];
    struct rows a = { .arena = arena }, b = { .arena = arena };
    marsad_buf first = { 0 }, second = { 0 };

    for (size_t i = 0; i < PIECES; i++) {
        struct piece p = any_piece(rng);
        items[i] = mixed[i] = item_of(&p, i);
    }
    for (size_t i = PIECES; i > 1; i--) {
        size_t k = test_rng_below(rng, (uint32_t)i);
        struct control_item swap = mixed[i - 1];
        mixed[i - 1] = mixed[k];
        mixed[k] = swap;
    }
    assert_true(control_timeline(items, PIECES, &how, arena, &a.at, &a.n));
    assert_true(control_timeline(mixed, PIECES, &how, arena, &b.at, &b.n));
    summary(&a, &first);
    summary(&b, &second);
    assert_string_equal(first.ptr, second.ptr);
    for (size_t i = 0; i < a.n; i++) {
        assert_true(a.at[i].confidence >= 0 && a.at[i].confidence < 1);
        assert_true(a.at[i].n_evidence > 0 && a.at[i].age >= 0);
        assert_true(strcmp(a.at[i].from, a.at[i].to) <= 0 && strcmp(a.at[i].last, a.at[i].to) <= 0);
        assert_true(i == 0 || control_day(a.at[i].from) == control_day(a.at[i - 1].to) + 1);
    }
    marsad_buf_release(&first);
    marsad_buf_release(&second);
    marsad_arena_free(arena);
}

static void test_any_evidence(void **state)
{
    test_rng rng = test_rng_start("control");

    (void)state;
    for (size_t i = 0; i < 300; i++)
        check_any(&rng);
}

/* ---- sides ---- */

static const struct {
    const char *words, *country, *day, *side;
} SIDES[] = {
    { "ميليشيات الحوثي وصالح", "YE", "2015-07-20", "side:houthis" },
    { "جماعة أنصار الله", "YE", "2015-07-20", "side:houthis" },
    { "القوات الموالية للرئيس السابق علي عبد الله صالح", "YE", "2015-07-20", "side:houthis" },
    { "المقاومة الشعبية", "YE", "2015-07-20", "side:yemen-government" },
    { "القوات الموالية للرئيس هادي", "YE", "2015-07-20", "side:yemen-government" },
    { "القوات المناهضة للحوثيين", "YE", "2015-07-20", "side:yemen-government" },
    { "الجيش", "IQ", "2015-07-20", "side:iraq-government" },
    { "الجيش", "SY", "2015-07-20", "side:syrian-government" },
    { "التنظيم", "IQ", "2015-07-20", "side:islamic-state" },
    { "مسلحي داعش", "LY", "2015-07-20", "side:islamic-state" },
    { "الجيش", "FR", "2015-07-20", NULL },
    { "قوات حرس", "YE", "2015-07-20", NULL },
};

static void test_sides(void **state)
{
    marsad_arena *arena = marsad_arena_new(0);
    struct sides *sides = sides_new(dict, arena);
    marsad_holder found;
    bool ok = true;

    (void)state;
    assert_non_null(sides);
    for (size_t i = 0; i < sizeof SIDES / sizeof *SIDES; i++) {
        print_message("%s\n", SIDES[i].words);
        assert_int_equal(
            sides_find(sides, str(SIDES[i].words), str(NULL), str(SIDES[i].country), SIDES[i].day, false, &found, &ok),
            SIDES[i].side != NULL);
        assert_true(ok);
        assert_true(marsad_str_equal(found.id, str(SIDES[i].side)));
    }
    sides_free(sides);
    marsad_arena_free(arena);
}

static int open_dict(void **state)
{
    (void)state;
    return (dict = marsad_dict_open(NULL, NULL)) ? 0 : -1;
}

/* Tens of thousands of reports and of names of holders in one place: the time does not grow with their square. */
static void test_floods(void **state)
{
    enum { REPORTS = 40000 };
    struct control_time how = { .half_life = 30, .end = control_day("2015-07-31") };
    struct rows r = { .arena = marsad_arena_new(0) };
    struct control_item *items = marsad_arena_array(r.arena, REPORTS, sizeof *items);

    (void)state;
    for (size_t i = 0; i < REPORTS; i++) {
        struct piece p = { "2015-07-01", "held", "A", NULL, 0.8, NULL, false, false, false, (int64_t)i + 1 };
        marsad_str name = marsad_arena_fmt(r.arena, "H%zu", i);

        if (i % 2)
            p = (struct piece){ "2015-07-02", "took", name.ptr, NULL, 0.1, NULL, false, false, false, (int64_t)i + 1 };
        assert_non_null(name.ptr);
        items[i] = item_of(&p, i);
        control_day_text(control_day(p.day) + (int)(i % 20), items[i].told.day);
        items[i].day = control_day(items[i].told.day);
    }
    assert_true(control_timeline(items, REPORTS, &how, r.arena, &r.at, &r.n));
    assert_true(r.n > 0 && r.at[0].reports > 0);
    marsad_arena_free(r.arena);
}

static int close_dict(void **state)
{
    (void)state;
    marsad_dict_close(dict);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_a_town_changes_hands),
        cmocka_unit_test(test_rivals_stay_side_by_side),
        cmocka_unit_test(test_denied_counts_for_nobody),
        cmocka_unit_test(test_own_word_alone_is_a_claim),
        cmocka_unit_test(test_parts_do_not_make_the_whole),
        cmocka_unit_test(test_fights_contest),
        cmocka_unit_test(test_siege),
        cmocka_unit_test(test_who_was_driven_out),
        cmocka_unit_test(test_what_was_is_no_more),
        cmocka_unit_test(test_confidence_halves),
        cmocka_unit_test(test_copies_count_once),
        cmocka_unit_test(test_later_evidence_is_left_out),
        cmocka_unit_test(test_any_evidence),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_floods),
    };

    return cmocka_run_group_tests_name("control", tests, open_dict, close_dict);
}
