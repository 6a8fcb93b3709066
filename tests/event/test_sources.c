/*
 * test_sources.c - who says so and how, the cue of factuality, the status of control, what is past. All sentences are
 * invented.
 */
#include "testing.h"

#include "reading.h"

struct told {
    const char *sentence, *source, *kind, *stance, *via; /* NULL: none */
};

/* The event of each sentence is the first of its record. */
static const struct told TOLD[] = {
    { "وقالت مصادر أمنية إن مسلحين خطفوا طبيبا في الموصل.", "مصادر أمنية", "official", "said", NULL },
    { "نقلت وكالة الأنباء الألمانية عن مصدر طبي قوله إن ثلاثة جنود قتلوا في هجوم قرب كركوك.", "مصدر طبي", "medic",
      "said", "وكالة الأنباء الألمانية" },
    { "أكد شهود عيان أن طائرات قصفت سوقا في صعدة.", "شهود عيان", "witness", "confirmed", NULL },
    { "قتل شرطيان في انفجار لغم قرب العريش، بحسب المرصد السوري لحقوق الإنسان.", "المرصد السوري لحقوق الإنسان",
      "monitor", "said", NULL },
    { "زعم المتمردون أنهم سيطروا على بلدة الحمراء.", "المتمردون", "party", "claimed", NULL },
    { "قال مصدر في الشرطة إن مسلحين اغتالوا ضابطا في كركوك.", "مصدر في الشرطة", "official", "said", NULL },
    /* the one who only asks in the clause before is not the source of what another says */
    { "وفيما دعت الحكومة السودانية المتمردين إلى إلقاء السلاح، قالت الأمم المتحدة إن خمسة مدنيين قتلوا في قصف على "
      "نيالا.",
      NULL, NULL, NULL, NULL },
    /* what is told before another begins to speak is not that one's word */
    { "قتل ثلاثة جنود في هجوم قرب تعز أمس، وقالت الشرطة إن التحقيق مستمر.", NULL, NULL, NULL, NULL },
};

static void is_words(const struct reading *r, marsad_span span, const char *words)
{
    marsad_str text = reading_words(r, span);

    assert_int_equal(text.len, words ? strlen(words) : 0);
    assert_memory_equal(text.ptr ? text.ptr : "", words ? words : "", text.len);
}

static void is_text(marsad_str text, const char *z)
{
    assert_int_equal(text.len, z ? strlen(z) : 0);
    assert_memory_equal(text.ptr ? text.ptr : "", z ? z : "", text.len);
}

static void test_told(void **state)
{
    for (size_t i = 0; i < sizeof TOLD / sizeof *TOLD; i++) {
        struct reading r;
        const marsad_event *e;
        assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(TOLD[i].sentence), &r));
        if (r.events.n_events == 0)
            fail_msg("no event: %s", TOLD[i].sentence);
        e = &r.events.events[0];
        print_message("%s\n", TOLD[i].sentence);
        assert_int_equal(e->has_source, TOLD[i].source != NULL);
        is_words(&r, e->source.span, TOLD[i].source);
        is_text(e->source.kind, TOLD[i].kind);
        is_text(e->source.stance, TOLD[i].stance);
        is_words(&r, e->source.via, TOLD[i].via);
        reading_end(&r);
    }
}

/* The last event of the sentence is the other speaker's. */
static void test_each_event_has_its_own_source(void **state)
{
    struct reading r;

    assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(TOLD[6].sentence), &r));
    assert_int_equal(r.events.n_events, 2);
    is_words(&r, r.events.events[1].source.span, "الأمم المتحدة");
    reading_end(&r);
}

static void test_first_person_is_the_speaker(void **state)
{
    struct reading r;

    assert_true(
        reading_begin(*state, "2021-03-10",
                      MARSAD_LIT("قال رئيس الوزراء: «نحث الدول المانحة على دعم لبنان، ونرفض التدخل في شؤوننا»."), &r));
    assert_true(r.events.n_events > 0);
    assert_int_equal(r.events.events[0].n_actors, 1);
    is_words(&r, r.events.events[0].actors[0].span, "رئيس الوزراء");
    assert_int_equal(r.events.n_statements, 1);
    is_words(&r, r.events.statements[0].quotation, "نحث الدول المانحة على دعم لبنان، ونرفض التدخل في شؤوننا");
    reading_end(&r);
}

static const struct {
    const char *sentence, *cue;
    marsad_factuality factuality;
} CUES[] = {
    { "نفى الجيش مقتل عشرة جنود في كمين قرب تدمر.", "نفى", MARSAD_DENIED },
    { "زعم المتمردون أنهم سيطروا على بلدة الحمراء.", "زعم", MARSAD_ALLEGED },
    { "قصفت المدفعية التركية قرى في ريف الحسكة أمس.", NULL, MARSAD_ASSERTED },
};

static void test_cue(void **state)
{
    for (size_t i = 0; i < sizeof CUES / sizeof *CUES; i++) {
        struct reading r;
        assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(CUES[i].sentence), &r));
        assert_true(r.events.n_events > 0);
        assert_int_equal(r.events.events[0].factuality, CUES[i].factuality);
        is_words(&r, r.events.events[0].cue, CUES[i].cue);
        reading_end(&r);
    }
}

static const struct {
    const char *sentence, *loses, *status, *claim;
} CONTROL[] = {
    { "جاء في بيان للجيش أن قواته حررت بلدة الرتبة من قبضة تنظيم داعش.", "تنظيم داعش", "took", "claimed" },
    { "أعلنت قوات المعارضة أنها انسحبت من مدينة داريا.", "قوات المعارضة", "withdrew", "claimed" },
    { "زعم المتمردون أنهم سيطروا على بلدة الحمراء.", NULL, "took", "claimed" },
    { "سيطر تنظيم داعش على مدينة الموصل في يونيو 2014.", NULL, "took", "reported" },
    { "استعاد الجيش الأحياء الشمالية من مدينة عدن من المتمردين.", "المتمردين", "took", "reported" },
    { "استولى تنظيم داعش على أجزاء من البلاد.", NULL, "took", "reported" },
};

static void test_control(void **state)
{
    for (size_t i = 0; i < sizeof CONTROL / sizeof *CONTROL; i++) {
        struct reading r;
        const marsad_event *e;
        assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(CONTROL[i].sentence), &r));
        assert_true(r.events.n_events > 0);
        e = &r.events.events[0];
        print_message("%s\n", CONTROL[i].sentence);
        is_words(&r, e->loses, CONTROL[i].loses);
        is_text(e->control_status, CONTROL[i].status);
        is_text(e->control_claim, CONTROL[i].claim);
        reading_end(&r);
    }
}

/* The last event of each text: is it of a past, so that no day of publication is put in its place? */
static const struct {
    const char *text;
    bool past;
} PAST[] = {
    { "وفي 1967 قصفت طائرات مقره وقتلت ثلاثة من حراسه. وأسر بعد إصابته وقتل الجنود أحد رفاقه.", true },
    { "وفي مارس 2014 وقع هجوم مماثل. وقد قتل آنذاك خمسة جنود.", true },
    { "وكان زعيم الحركة اعتقل في 2011. وتظاهر أنصاره وسط العاصمة.", false }, /* a look back, then the news */
    { "قتل خمسة جنود في هجوم قرب الموصل.", false },
    { "وفي 1967 قصفت طائرات مقره وقتلت ثلاثة من حراسه. وهاجم مسلحون أمس بيته.", false }, /* has a day */
};

static void test_past(void **state)
{
    for (size_t i = 0; i < sizeof PAST / sizeof *PAST; i++) {
        struct reading r;
        assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(PAST[i].text), &r));
        print_message("%s\n", PAST[i].text);
        assert_true(r.events.n_events > 0);
        assert_int_equal(marsad_event_is_past(&r.events.events[r.events.n_events - 1]), PAST[i].past);
        reading_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_told),
        cmocka_unit_test(test_each_event_has_its_own_source),
        cmocka_unit_test(test_first_person_is_the_speaker),
        cmocka_unit_test(test_cue),
        cmocka_unit_test(test_control),
        cmocka_unit_test(test_past),
    };

    return cmocka_run_group_tests_name("sources", tests, reading_open_dict, reading_close_dict);
}
