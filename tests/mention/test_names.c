/*
 * test_names.c - places, organisations, groups, persons, nationalities: a table of texts, and properties on word soup.
 */
#include "testing.h"

#include "marsad/arena.h"
#include "marsad/mention.h"

#define SOUPS 2000
#define SOUP_WORDS 24

/*
 * text; "kind span=what; …": what is the entity (marsad: left out), for a place its id (marsad: left out, geonames:
 * as g) and country. "?": a place that the gazetteer lacks, with the country that was guessed for it, if any.
 */
static const struct names_case {
    const char *text, *expected;
} CASES[] = {
    /* ---- places ---- */
    { "انفجار في الموصل وتكريت", "place الموصل=g99072/IQ; place تكريت=g90150/IQ" },
    { "وصل إلى مدينة طرابلس اللبنانية", "place طرابلس=g266826/LB" },
    { "قتل ثلاثة في العاصمة الليبية طرابلس", "place طرابلس=g2210247/LY" },
    { "معارك في الرمادي والفلوجة", "place الرمادي=g98717/IQ; place الفلوجة=g99454/IQ" },
    { "هجوم على مصفاة بيجي", "place مصفاة بيجي=baiji-refinery/IQ" },
    { "قرب بحيرة الثرثار", "place بحيرة الثرثار=lake-tharthar/IQ" },
    { "في محافظتي صلاح الدين والأنبار",
      "place صلاح الدين=salah-ad-din-governorate/IQ; place الأنبار=anbar-governorate/IQ" },
    { "إلى ما يعرف بـ\"الجزيرة\" وهي صحراء", "place الجزيرة=jazira-iraq/IQ" },
    { "قصف على حي الخالدية بمدينة حلب", "place الخالدية=?/SY; place حلب=g170063/SY" },
    { "غارة على قرية ليون في ريف إدلب", "place ليون=?/SY; place إدلب=idlib-governorate/SY" },
    { "قصف مخيم السويداء شمال مدينة مأرب أمس", "place مخيم السويداء=?/YE; place مأرب=marib-city/YE" },
    { "سقطت قذيفة على بلدة الحضر في ريف القنيطرة", "place بلدة الحضر=?/SY; place القنيطرة=quneitra-governorate/SY" },
    { "رست سفينة في ميناء البريقة النفطي في عدن", "place ميناء البريقة=?/YE; place عدن=g415189/YE" },
    { "انفجرت عبوة في حي اليرموك غربي بعقوبة", "place اليرموك=?/IQ; place بعقوبة=g97990/IQ" },
    { "جسر في حي اليرموك غربي بغداد", "place اليرموك=yarmouk-baghdad/IQ; place بغداد=g98182/IQ" },
    { "هجوم في سروج على الحدود مع سوريا", "place سروج=suruc/TR; place سوريا=country:SY/SY" },
    { "وصل المسلحون في تعز إلى منطقة العلم وسيطروا في عدن ولحج والضالع وأبين وشبوة على مواقع",
      "place تعز=g70225/YE; place منطقة العلم=?/YE; place عدن=g415189/YE; place لحج=lahij-governorate/YE; "
      "place الضالع=dhale-governorate/YE; place أبين=abyan-governorate/YE; place شبوة=shabwah-governorate/YE" },
    { "سواحل البحر الأحمر", "place البحر الأحمر=red-sea/" },
    { "في محافظة البحر الأحمر المصرية", "place البحر الأحمر=red-sea-governorate/EG" },
    { "قال المبعوث الخاص ماريو ليون كلمة. وأضاف ليون أخرى في ليون",
      "person ماريو ليون=article:1; person ليون=article:1; place ليون=g2996944/FR" },
    { "غارات على إب وسط اليمن", "place إب=g74477/YE; place اليمن=country:YE/YE" }, /* not the month آب */
    { "ارتفعت أسعار البيض في كاليفورنيا وأوهايو وأيوا الأميركية",
      "other البيض=; place كاليفورنيا=california-governorate/US; place أوهايو=ohio-governorate/US; "
      "place أيوا=iowa-governorate/US" },
    { "خلية في طنجة (شمال) وبنزقورة (غرب) وخرنبقوة (وسط)",
      "place طنجة=g2530335/MA; place بنزقورة=?/MA; place خرنبقوة=?/MA" },
    { "هجوم في الشنشقية (30 كلم غرب كركوك)", "place الشنشقية=?/IQ; place كركوك=g94787/IQ" },
    { "سجل شنتقوري (وسط) هدفا وهبط الخام الأمريكي (غرب تكساس الوسيط)", "place تكساس=texas-governorate/US" },
    { "نفوذ طهران في العراق", "place طهران=g112931/IR; place العراق=country:IQ/IQ" },
    { "اقتحم مسلحون القصر الجمهوري في عدن", "facility القصر الجمهوري في عدن=maashiq-palace/YE" },
    { "أعلنت القيادة العامة للقوات المسلحة الإماراتية", "organisation لقوات المسلحة الإماراتية=emirati-armed-forces" },
    { "زار تونس أمس", "place تونس=country:TN/TN" },
    { "في مدينة الكويت", "place الكويت=g285787/KW" },
    { "العاصمة الأردنية عمان", "place عمان=g250441/JO" },
    { "سلطنة عمان", "place سلطنة عمان=country:OM/OM" },
    { "في شارع السلام ببغداد", "place شارع السلام=?/IQ; place بغداد=g98182/IQ" },
    { "دخل السوق بعقوبة مالية", "" },
    { "قصف مطار بغداد الدولي", "facility مطار بغداد الدولي=baghdad-international-airport/IQ" },
    { "في قرية الشنشونية قرب تعز", "place الشنشونية=?/YE; place تعز=g70225/YE" },
    { "أطلقت الشرطة النار باكرا صباح الأحد في وسط باريس", "place باريس=g2988507/FR" }, /* early, not "in Accra" */
    { "استقبله في قصره وفي حواره قبل أيام", "" },
    { "في بلدة زنتوش التركية القريبة من سورية", "place زنتوش=?/TR; place سورية=country:SY/SY" },
    { "في منطقة قريبة من قرية الشنشونية المطلة على تعز", "place الشنشونية=?/YE; place تعز=g70225/YE" },
    { "في حي الجامعة غرب بغداد", "place الجامعة=?/IQ; place بغداد=g98182/IQ" },
    { "دعم مالي كبير", "" },
    { "نثرات الخميس - 22 - استهلال", "" }, /* a word that no list holds before a surname that is a weekday */
    { "القوات السعودية في السعودية", "organisation القوات السعودية=saudi-armed-forces; place السعودية=country:SA/SA" },
    { "سافر إلى سورية مع قوات سورية", "place سورية=country:SY/SY" },
    /* ---- organisations and groups ---- */
    { "قالت وزارة الداخلية اليمنية", "organisation وزارة الداخلية اليمنية=yemeni-interior-ministry" },
    { "خطفت كتائب صقور الوادي جنديا", "group كتائب صقور الوادي=article:1" },
    { "منظمة دولية وحزب سياسي", "" },
    { "قوات سوريا الديمقراطية وحدها. وقالت قسد",
      "group قوات سوريا الديمقراطية=syrian-democratic-forces; group قسد=syrian-democratic-forces" },
    { "خسر داعش المدينة. ثم انسحب التنظيم", "group داعش=islamic-state; group التنظيم=islamic-state" },
    { "انسحب التنظيم الدولي", "" },
    { "قال لمراسل (الحرة) هناك", "organisation الحرة=alhurra" },
    { "قال مصدر لـ«الشرق الأوسط» إن", "organisation الشرق الأوسط=asharq-al-awsat" },
    { "لاعبو نادي الرياض", "organisation نادي الرياض=article:1" },
    /* ---- persons ---- */
    { "قال إيان مكاري. وأوضح مكاري", "person إيان مكاري=article:1; person مكاري=article:1" },
    { "وزير الخارجية ناصر جودة", "person ناصر جودة=nasser-judeh" },
    { "المتحدث باسم الشرطة العميد خالد معن", "person خالد معن=article:1" },
    { "قتل أبو محمد العدناني. وكان العدناني",
      "person أبو محمد العدناني=abu-mohammad-al-adnani; person العدناني=abu-mohammad-al-adnani" },
    { "قال الملك سلمان بن عبدالعزيز آل سعود", "person سلمان بن عبدالعزيز آل سعود=salman-bin-abdulaziz" },
    { "قال عمر الحلبوني وسعيد الحلبوني", "person عمر الحلبوني=article:1; person سعيد الحلبوني=article:2" },
    { "أوباما يصل. وصل الرئيس باراك أوباما. وقال لأوباما",
      "person أوباما=barack-obama; person باراك أوباما=barack-obama; person أوباما=barack-obama" },
    { "قال العبادي. وأضاف خالد العبادي", "person العبادي=article:1; person خالد العبادي=article:1" },
    { "في يوم سعيد على الطريق", "" },
    /* ---- nationalities ---- */
    { "اعتقل ثلاثة سوريين", "nationality سوريين=SY" },
    { "وصل العراقيون إلى الجيش العراقي", "nationality العراقيون=IQ; organisation الجيش العراقي=iraqi-armed-forces" },
};

struct world {
    marsad_dict *dict;
    marsad_arena *arena;
};

static bool find(const struct world *w, const char *text, marsad_text *t, marsad_mentions *m)
{
    marsad_article article = { .published = "2015-07-25" };

    return marsad_text_read(w->dict, S(text), w->arena, t, NULL) &&
           marsad_mentions_find(w->dict, &article, t, w->arena, m, NULL);
}

static void add_id(marsad_buf *out, marsad_str id)
{
    if (marsad_str_starts(id, MARSAD_LIT("marsad:")))
        id = marsad_str_slice(id, 7, id.len);
    else if (marsad_str_starts(id, MARSAD_LIT("geonames:")))
        marsad_buf_add_byte(out, 'g'), id = marsad_str_slice(id, 9, id.len);
    marsad_buf_add(out, id);
}

static void add_mention(marsad_buf *out, const marsad_text *t, const marsad_mention *m)
{
    if (out->len)
        marsad_buf_add(out, S("; "));
    marsad_buf_addf(out, "%s ", marsad_mention_kind_name(m->kind));
    marsad_buf_add(out, marsad_str_slice(t->text, m->span.start, m->span.end));
    marsad_buf_add_byte(out, '=');
    if (m->entity.ptr) {
        add_id(out, m->entity);
    } else if (m->place) {
        add_id(out, m->place->id.ptr ? m->place->id : S("?"));
        marsad_buf_add_byte(out, '/');
        marsad_buf_add(out, m->place->country);
    } else if (m->kind == MARSAD_MENTION_PLACE || m->kind == MARSAD_MENTION_FACILITY) {
        marsad_buf_add(out, S("?"));
    } else {
        marsad_buf_add(out, m->country);
    }
}

static void test_cases(void **state)
{
    const struct world *w = *state;
    unsigned failed = 0;

    for (size_t i = 0; i < COUNT(CASES); i++) {
        marsad_text t;
        marsad_mentions m;
        marsad_buf got = { 0 };

        assert_true(find(w, CASES[i].text, &t, &m));
        for (size_t k = 0; k < m.n_mentions; k++)
            add_mention(&got, &t, &m.mentions[k]);
        if (!marsad_str_equal(marsad_buf_str(&got), S(CASES[i].expected))) {
            print_error("%s\n  got      %.*s\n  expected %s\n", CASES[i].text, (int)got.len, got.len ? got.ptr : "",
                        CASES[i].expected);
            failed++;
        }
        marsad_buf_release(&got);
        marsad_arena_reset(w->arena);
    }
    assert_int_equal(failed, 0);
}

/* "120 كلم شمال بغداد": the place of the anchor, with the distance as its radius. */
static void test_distance(void **state)
{
    const struct world *w = *state;
    marsad_text t;
    marsad_mentions m;

    assert_true(find(w, "انفجار على بعد 120 كلم شمال بغداد", &t, &m));
    assert_int_equal(m.n_mentions, 1);
    assert_non_null(m.mentions[0].place);
    assert_true(m.mentions[0].place->radius_km > 119 && m.mentions[0].place->radius_km < 121);
}

static void check_order(const marsad_text *t, const marsad_mentions *m)
{
    uint32_t end = 0;

    for (size_t k = 0; k < m->n_mentions; k++) {
        const marsad_span *s = &m->mentions[k].span;
        assert_true(s->start >= end && s->start < s->end && s->end <= t->text.len);
        assert_true(s->first < s->last && s->last <= t->n_tokens);
        assert_true(t->tokens[s->first].start <= s->start && t->tokens[s->last - 1].end == s->end);
        end = s->end;
    }
}

/* Words of the cases in any order: mentions stay in text order, apart from each other, and the same twice. */
static void test_soup(void **state)
{
    const struct world *w = *state;
    test_rng rng = test_rng_start("names soup");

    for (size_t i = 0; i < SOUPS; i++) {
        char soup[4096];
        size_t used = 0;
        marsad_text t;
        marsad_mentions a, b;

        for (size_t k = 0; k < SOUP_WORDS; k++) {
            marsad_str from = S(CASES[test_rng_below(&rng, COUNT(CASES))].text), word = { NULL, 0 };
            for (size_t n = test_rng_below(&rng, 6) + 1; n && marsad_str_next(&from, ' ', &word); n--)
                ;
            memcpy(soup + used, word.ptr, word.len);
            used += word.len;
            soup[used++] = ' ';
        }
        soup[used - 1] = '\0';
        assert_true(find(w, soup, &t, &a) && find(w, soup, &t, &b));
        check_order(&t, &a);
        assert_int_equal(a.n_mentions, b.n_mentions);
        marsad_arena_reset(w->arena);
    }
}

static int open_world(void **state)
{
    static struct world w;

    w.dict = marsad_dict_open(NULL, NULL);
    w.arena = marsad_arena_new(0);
    *state = &w;
    return w.dict && w.arena ? 0 : -1;
}

static int close_world(void **state)
{
    struct world *w = *state;

    marsad_dict_close(w->dict);
    marsad_arena_free(w->arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_soup),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
