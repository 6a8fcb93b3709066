/*
 * test_entities.c - which entity a party is: names, offices, forces, and who is none.
 */
#include "../testing.h"

#include "link/entities.h"

struct world {
    marsad_dict *dict;
    marsad_arena *arena;
    struct resolver *resolver;
};

static int set_up(void **state)
{
    static struct world w;
    marsad_err err = { .code = MARSAD_OK };

    w.dict = marsad_dict_open(NULL, &err);
    w.arena = marsad_arena_new(0);
    if (!w.dict || !w.arena || !(w.resolver = resolver_new(w.dict, w.arena, &err)))
        return -1;
    *state = &w;
    return 0;
}

static int tear_down(void **state)
{
    struct world *w = *state;

    resolver_free(w->resolver);
    marsad_arena_free(w->arena);
    marsad_dict_close(w->dict);
    return 0;
}

/* The id that a party leads to; "" for none. */
static marsad_str id_of(struct world *w, struct party_facts *p)
{
    struct party_is is;
    marsad_err err = { .code = MARSAD_OK };

    assert_true(marsad_normalise(p->text, w->arena, &p->key, NULL));
    assert_true(resolver_find(w->resolver, p, &is, &err));
    return is.entity == ENTITY_NONE ? MARSAD_LIT("") : resolver_who(w->resolver, is.entity)->id;
}

#define T(text) MARSAD_LIT(text) /* may stand in a table */

static const struct party_case {
    const char *what;
    struct party_facts p;
    const char *id;
} PARTIES[] = {
    { "listed",
      { .text = T("مسلحو الحوثي"), .entity = T("marsad:houthis-ansar-allah") },
      "marsad:houthis-ansar-allah" },
    { "a term of office",
      { .text = T("الرئيس بوتين"), .entity = T("marsad:vladimir-putin") },
      "marsad:vladimir-putin" },
    { "a state", { .text = T("إيران"), .country = T("IR") }, "country:IR" },
    { "its long name", { .text = T("المملكة العربية السعودية"), .country = T("SA") }, "country:SA" },
    { "the state of", { .text = T("دولة قطر"), .country = T("QA"), .role = T("GOV") }, "country:QA" },
    { "a capital that speaks", { .text = T("طهران"), .country = T("IR"), .verbal = true }, "country:IR" },
    { "a capital that is shelled", { .text = T("دمشق"), .country = T("SY") }, "" },
    { "a people", { .text = T("الشعب اليمني"), .country = T("YE"), .role = T("CVL") }, "" },
    { "the army of a country",
      { .text = T("الجيش"), .country = T("YE"), .role = T("MIL") },
      "marsad:yemeni-armed-forces" },
    { "the police where it happened",
      { .text = T("الشرطة"), .role = T("COP"), .place_country = T("TR") },
      "marsad:turkish-police" },
    { "the police of nowhere", { .text = T("الشرطة"), .role = T("COP") }, "" },
    { "his army", { .text = T("جيشه"), .country = T("YE"), .role = T("MIL") }, "" },
    { "listed, but for the adjective",
      { .text = T("زعيم جماعة الحوثي اليمنية"),
        .entity = T("article:3"),
        .named = T("جماعة الحوثي اليمنية"),
        .kind = T("group"),
        .country = T("YE"),
        .role = T("REB") },
      "marsad:houthis-ansar-allah" },
    { "an office",
      { .text = T("وزير المالية الأردني"), .country = T("JO"), .role = T("GOV") },
      "office:JO:وزير ماليه" },
    { "the same, told otherwise",
      { .text = T("وزير مالية الأردن"), .country = T("JO"), .role = T("GOV") },
      "office:JO:وزير ماليه" },
    { "with its holder, whom nobody lists",
      { .text = T("وزير المالية الأردني فلان السعيد"),
        .country = T("JO"),
        .role = T("GOV"),
        .entity = T("article:1"),
        .named = T("فلان السعيد"),
        .kind = T("person") },
      "office:JO:وزير ماليه" },
    { "a governor", { .text = T("محافظ جدة"), .country = T("SA"), .role = T("GOV") }, "office:SA:محافظ جده" },
    { "a minister of what", { .text = T("الوزير الأردني"), .country = T("JO"), .role = T("GOV") }, "" },
    { "a former president", { .text = T("الرئيس اليمني السابق"), .country = T("YE"), .role = T("GOV") }, "" },
    { "a president of what", { .text = T("الرئيس"), .country = T("YE"), .role = T("GOV") }, "" },
    { "forces", { .text = T("مقاتلات تركية"), .country = T("TR"), .role = T("MIL") }, "forces:TR:MIL" },
    { "a plane that is hit",
      { .text = T("طائرة ماليزية"), .country = T("MY"), .role = T("MIL"), .recipient = true },
      "" },
    { "a court",
      { .text = T("محكمة النقض المصرية"), .country = T("EG"), .role = T("JUD") },
      "marsad:court-of-cassation-egypt" },
    { "a body", { .text = T("سلطات مطار القاهرة"), .country = T("EG"), .role = T("GOV") }, "name:EG:سلطه مطار قاهره" },
    { "any court", { .text = T("محكمة مصرية"), .country = T("EG"), .role = T("JUD") }, "" },
    { "rebels of a country",
      { .text = T("المتمردون الأوكرانيون"), .country = T("UA"), .role = T("REB") },
      "name:UA:متمرد" },
    { "in the other case",
      { .text = T("المتمردين الأوكرانيين"), .country = T("UA"), .role = T("REB") },
      "name:UA:متمرد" },
    { "a ministry of any country",
      { .text = T("وزارة الداخلية"),
        .entity = T("article:1"),
        .named = T("وزارة الداخلية"),
        .kind = T("organisation"),
        .role = T("GOV") },
      "" },
    { "a person whom only the article names",
      { .text = T("سعيد بن فلان"), .entity = T("article:2"), .named = T("سعيد بن فلان"), .kind = T("person") },
      "" },
    { "counted people", { .text = T("32 شخصا"), .country = T("TR"), .role = T("CVL") }, "" },
    { "a suspect", { .text = T("المتهم"), .country = T("EG"), .role = T("CRM") }, "" },
    { "a witness", { .text = T("شاهد عيان"), .country = T("EG") }, "" },
    { "a thing", { .text = T("منزل"), .country = T("YE"), .role = T("CVL") }, "" },
    { "an officer", { .text = T("ضابط سوري"), .country = T("SY"), .role = T("MIL") }, "" },
};

static void test_parties(void **state)
{
    for (size_t i = 0; i < COUNT(PARTIES); i++) {
        struct party_facts p = PARTIES[i].p;
        marsad_str id = id_of(*state, &p);

        if (!marsad_str_equal(id, marsad_str_of(PARTIES[i].id)))
            fail_msg("%s: \"%.*s\", expected \"%s\"", PARTIES[i].what, (int)id.len, id.ptr, PARTIES[i].id);
    }
}

/* The head says where the office begins: what stands before it is another word. */
static void test_head(void **state)
{
    marsad_str text = T("كلاً من محافظ جدة");
    struct party_facts p = {
        .text = text, .country = T("SA"), .role = T("GOV"), .head = marsad_str_find(text, T("محافظ"), 0)
    };

    assert_true(marsad_str_equal(id_of(*state, &p), T("office:SA:محافظ جده")));
}

static const struct spelling_case {
    marsad_str a, b;
    bool same;
} SPELLINGS[] = {
    { T("غوغل"), T("جوجل"), true },      { T("غوغل"), T("قوقل"), true }, { T("غوغل"), T("كوكل"), true },
    { T("بوزانتي"), T("بوزنتي"), true }, { T("تبو"), T("طبو"), true },   { T("بوزانتي"), T("بورانتي"), false },
    { T("اوغندي"), T("وغندي"), false }, /* the first letter stays */
};

static void test_spellings(void **state)
{
    struct world *w = *state;

    for (size_t i = 0; i < COUNT(SPELLINGS); i++) {
        marsad_str a = entity_spelling(SPELLINGS[i].a, w->arena), b = entity_spelling(SPELLINGS[i].b, w->arena);

        if (marsad_str_equal(a, b) != SPELLINGS[i].same)
            fail_msg("row %zu: %.*s, %.*s", i, (int)a.len, a.ptr, (int)b.len, b.ptr);
    }
    assert_true(marsad_str_equal(entity_bare(T("الجيش")), T("جيش")));
    assert_true(marsad_str_equal(entity_bare(T("ال")), T("ال")));
}

/* Names that only texts know are joined over spellings of a foreign word, within a country. */
static void test_names_join(void **state)
{
    struct party_facts a = { .text = T("شركة قندفيل"),
                             .entity = T("article:1"),
                             .named = T("شركة قندفيل"),
                             .kind = T("organisation"),
                             .country = T("EG") };
    struct party_facts b = a, c = a;

    b.text = b.named = T("الشركة غندفل");
    c.country = T("MA");
    assert_true(marsad_str_equal(id_of(*state, &a), id_of(*state, &b)));
    assert_false(marsad_str_equal(id_of(*state, &a), id_of(*state, &c)));
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_parties), cmocka_unit_test(test_head),
                                        cmocka_unit_test(test_spellings), cmocka_unit_test(test_names_join) };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
