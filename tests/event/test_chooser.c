/*
 * test_chooser.c - what may be a party, what is said of it, and that in an article, and only there, an empty slot is
 * filled and a thing is dropped.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "event/chooser.h"
#include "event/judge.h"
#include "reading.h"

/* Invented. An article has sentences enough; its last is the one that is asked about. */
#define ARTICLE                                                                                                                                                      \
    "قال سكان إن الوضع في المدينة لا يزال متوترا منذ أيام. وأغلقت المتاجر أبوابها أمس الأول. " \
    "وانقطعت الكهرباء عن أحياء واسعة من المدينة. وشحت المواد الغذائية في الأسواق. "
#define CLASHES "وتزامن تقدم المقاومة الشعبية في محيط مطار تعز أمس مع اشتباكات عنيفة ضد المتمردين الحوثيين."
#define SHELLING                                                                                                                                                                                                  \
    "ودارت اشتباكات عنيفة في محيط المطار بين قوات الجيش من جهة، ومسلحي التنظيم من جهة أخرى، تزامنا مع قصف متبادل على " \
    "المنطقة أمس."

#define SIDES "وأوضح والي المدينة أن الاشتباكات بين قوات حماية الحدود التركية وعناصر تنظيم داعش ما زالت مستمرة."

struct heard {
    size_t drafts, candidates, chosen, features, foreign, times;
};

static void hear_feature(void *user, const char *key, size_t len, double value)
{
    struct heard *h = user;

    (void)value;
    h->features++;
    h->foreign += !marsad_str_starts((marsad_str){ key, len }, MARSAD_LIT("C:A"));
}

static void hear_draft(void *user, const struct chooser_scene *s)
{
    struct heard *h = user;
    struct chooser_candidates all;

    h->drafts++;
    chooser_candidates_find(s, CHOOSER_ACTOR, &all);
    h->candidates += all.n;
    for (size_t i = 0; i < all.n; i++) {
        h->chosen += all.at[i].chosen;
        h->times += word_at(s->a, all.at[i].phrase.head)->class == WORD_TIME;
        chooser_features(s, &all.at[i], hear_feature, h);
    }
}

static void test_candidates(void **state)
{
    static const char TEXT[] = "قصفت طائرات التحالف أمس مخزنا للأسلحة يتبع المتمردين الحوثيين في صعدة.";
    struct heard h = { 0 };
    const struct chooser_watch watch = { hear_draft, &h };
    struct reading r;

    assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(TEXT), &r));
    assert_true(events_watch(*state, &r.article, &r.text, &r.mentions, r.arena, NULL, &watch, &r.events, NULL));
    assert_int_equal(h.drafts, 1);
    assert_int_equal(h.chosen, 1);
    assert_in_range(h.candidates, 3, 6);
    assert_int_equal(h.times, 0);
    assert_true(h.features > 40 * h.candidates);
    assert_int_equal(h.foreign, 0);
    reading_end(&r);
}

static const marsad_event *last_event(const struct reading *r)
{
    assert_true(r->events.n_events > 0);
    return &r->events.events[r->events.n_events - 1];
}

static bool names(const struct reading *r, const marsad_party *p, size_t n, const char *words)
{
    for (size_t i = 0; i < n; i++)
        if (marsad_str_find(marsad_str_slice(r->text.text, p[i].span.start, p[i].span.end), marsad_str_of(words), 0) !=
            SIZE_MAX)
            return true;
    return false;
}

static void test_fills_an_empty_slot(void **state)
{
    struct reading r;

    assert_true(reading_begin(*state, "2021-03-10", MARSAD_LIT(CLASHES), &r));
    assert_int_equal(last_event(&r)->n_recipients, 0);
    reading_end(&r);
    assert_true(reading_begin(*state, "2021-03-10", MARSAD_LIT(ARTICLE CLASHES), &r));
    assert_true(names(&r, last_event(&r)->recipients, last_event(&r)->n_recipients, "المتمردين الحوثيين"));
    assert_true(names(&r, last_event(&r)->actors, last_event(&r)->n_actors, "المقاومة الشعبية"));
    for (size_t i = 0; i < last_event(&r)->n_missing; i++)
        assert_string_not_equal(last_event(&r)->missing[i].field, "recipients");
    reading_end(&r);
}

static void test_drops_what_is_no_party(void **state)
{
    struct reading r;

    assert_true(reading_begin(*state, "2021-03-10", MARSAD_LIT(SHELLING), &r));
    assert_true(names(&r, last_event(&r)->recipients, last_event(&r)->n_recipients, "المنطقة"));
    reading_end(&r);
    assert_true(reading_begin(*state, "2021-03-10", MARSAD_LIT(ARTICLE SHELLING), &r));
    assert_false(names(&r, last_event(&r)->recipients, last_event(&r)->n_recipients, "المنطقة"));
    reading_end(&r);
}

static void test_keeps_both_sides(void **state)
{
    struct reading r;

    assert_true(reading_begin(*state, "2021-03-10", MARSAD_LIT(ARTICLE SIDES), &r));
    assert_true(names(&r, last_event(&r)->actors, last_event(&r)->n_actors, "قوات حماية الحدود"));
    assert_true(names(&r, last_event(&r)->recipients, last_event(&r)->n_recipients, "عناصر تنظيم داعش"));
    reading_end(&r);
}

struct told {
    bool filled, dropped;
};

static void listen(void *user, unsigned depth, marsad_str line)
{
    struct told *t = user;

    (void)depth;
    t->filled |= marsad_str_find(line, MARSAD_LIT("by what was learnt, probability"), 0) != SIZE_MAX &&
                 marsad_str_find(line, MARSAD_LIT("taken for"), 0) != SIZE_MAX;
    t->dropped |= marsad_str_find(line, MARSAD_LIT("dropped by what was learnt"), 0) != SIZE_MAX;
}

static void test_says_why(void **state)
{
    struct told told = { .filled = false };
    struct reading r;

    assert_true(reading_begin(*state, "2021-03-10", MARSAD_LIT(ARTICLE CLASHES " " SHELLING), &r));
    assert_true(
        marsad_events_explain(*state, &r.article, &r.text, &r.mentions, r.arena, listen, &told, &r.events, NULL));
    assert_true(told.filled && told.dropped);
    reading_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_candidates),
        cmocka_unit_test(test_fills_an_empty_slot),
        cmocka_unit_test(test_drops_what_is_no_party),
        cmocka_unit_test(test_keeps_both_sides),
        cmocka_unit_test(test_says_why),
    };

    return cmocka_run_group_tests(tests, reading_open_dict, reading_close_dict);
}
