/*
 * test_judge.c - the judge listens to the types that the gate does not know, and leaves out what nobody would keep.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "event/judge.h"
#include "reading.h"

struct heard {
    size_t told[8]; /* features of each event */
    bool title, type;
};

static void listen(void *user, size_t event, const char *key, size_t len)
{
    struct heard *h = user;
    marsad_str name = { key, len };

    assert_true(event < 8);
    assert_true(marsad_str_starts(name, MARSAD_LIT("J:")));
    h->told[event]++;
    h->title |= marsad_str_starts(name, MARSAD_LIT("J:title="));
    h->type |= marsad_str_equal(name, MARSAD_LIT("J:type=CONSULT"));
}

static void test_listens_to_its_types(void **state)
{
    static const char TEXT[] =
        "قصفت الطائرات مواقع للمسلحين في ريف إدلب أمس. التقى وزير الخارجية الأردني نظيره المصري في عمان.";
    struct reading r;
    struct heard h = { .title = false };
    struct judge_watch watch = { listen, &h };

    assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(TEXT), &r));
    r.article.title = MARSAD_LIT("محادثات أردنية مصرية");
    assert_true(events_watch(*state, &r.article, &r.text, &r.mentions, r.arena, &watch, NULL, &r.events, NULL));
    assert_int_equal(r.events.n_events, 2);
    assert_int_equal(h.told[0], 0); /* ASSAULT is the gate's */
    assert_true(h.told[1] > 20);
    assert_true(h.title && h.type);
    reading_end(&r);
}

static void test_leaves_out_ceremony(void **state)
{
    static const char NEWS[] = "التقى وزير الخارجية الأردني نظيره المصري في عمان أمس لبحث الأزمة السورية.";
    static const char CEREMONY[] = "وأشاد مدير المدرسة بالدور الذي يقوم به المعلمون والطلاب في نجاح الحفل.";
    struct reading r;

    assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(NEWS), &r));
    assert_int_equal(r.events.n_events, 1);
    assert_true(r.events.events[0].confidence >= JUDGE_PROBABILITY_MIN && r.events.events[0].confidence < 1);
    reading_end(&r);
    assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(CEREMONY), &r));
    assert_int_equal(r.events.n_events, 0);
    reading_end(&r);
}

static void ignore(void *user, unsigned depth, marsad_str line)
{
    (void)user;
    (void)depth;
    (void)line;
}

/* Who is told why is told every feature; others get sums that the drafts of a sentence share. */
static void test_explaining_changes_nothing(void **state)
{
    static const char TEXT[] =
        "قصفت الطائرات مواقع للمسلحين في ريف إدلب أمس وقتلت خمسة أشخاص. وتظاهر المئات في المدينة احتجاجا على القصف. "
        "واتهم الائتلاف الحكومة بارتكاب مجزرة وطالب مجلس الأمن بالتدخل. ثم التقى وزير الخارجية الأردني نظيره المصري في "
        "عمان.";
    struct reading r;
    marsad_events told = { 0 };

    assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(TEXT), &r));
    assert_true(r.events.n_events > 3);
    assert_true(marsad_events_explain(*state, &r.article, &r.text, &r.mentions, r.arena, ignore, NULL, &told, NULL));
    assert_int_equal(told.n_events, r.events.n_events);
    for (size_t i = 0; i < told.n_events; i++)
        assert_true(fabs(told.events[i].confidence - r.events.events[i].confidence) < 1e-9);
    reading_end(&r);
}

/* Words of a place weigh by what they are like, rare ones too; of any word there is at most one row a place. */
static void test_words_of_places_have_weights(void **state)
{
    static const char *const KEYS[] = { "A:like=قتل", "A:like-left=شن", "A:like-right=انتحاري", "J:like=قتل",
                                        "P:like=تظاهر" };
    double weight;

    for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++)
        assert_true(gate_weight(*state, marsad_str_of(KEYS[i]), &weight) && fabs(weight) < 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listens_to_its_types),
        cmocka_unit_test(test_leaves_out_ceremony),
        cmocka_unit_test(test_explaining_changes_nothing),
        cmocka_unit_test(test_words_of_places_have_weights),
    };

    return cmocka_run_group_tests(tests, reading_open_dict, reading_close_dict);
}
