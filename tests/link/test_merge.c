/*
 * test_merge.c - merging: tables of cases for fields, rules and voices.
 */
#include "../testing.h"

#include <math.h>

#include "built.h"

/* ---- numbers ---- */

static const struct number_case {
    const char *what, *rule;
    struct report reports[BUILT_MOST];
    const char *want; /* "low best high sources/agreeing/said", "+" behind high: or more; "?": not known */
} NUMBERS[] = {
    { "lowest",
      "lowest",
      { { .article = "a", .killed = "17" }, { .article = "b", .killed = "12" }, { .article = "c", .killed = "15" } },
      "12 12 17 1/1/3" },
    { "highest",
      "killed=highest",
      { { .article = "a", .killed = "15" }, { .article = "b", .killed = "15-19" }, { .article = "c", .killed = "12" } },
      "12 19 19 1/2/3" },
    { "median of odd",
      NULL,
      { { .article = "a", .killed = "8" }, { .article = "b", .killed = "30" }, { .article = "c", .killed = "15" } },
      "8 15 30 1/1/3" },
    { "median of even: the lower one, which somebody gave",
      NULL,
      { { .article = "a", .killed = "15" }, { .article = "b", .killed = "17" } },
      "15 15 17 1/1/2" },
    { "latest",
      "latest",
      { { .article = "a", .published = "2015-07-21", .killed = "27" },
        { .article = "b", .published = "2015-07-23", .killed = "32" },
        { .article = "c", .published = "2015-07-22", .killed = "30" },
        { .article = "d", .killed = "99" } },
      "27 32 99 1/1/4" },
    { "first",
      "first",
      { { .article = "a", .killed = "99" },
        { .article = "b", .published = "2015-07-23", .killed = "32" },
        { .article = "c", .published = "2015-07-22", .killed = "30" } },
      "30 30 99 1/1/3" },
    { "most sources",
      "sources",
      { { .article = "a", .killed = "17" }, { .article = "b", .killed = "15" }, { .article = "c", .killed = "15" } },
      "15 15 17 2/2/3" },
    { "trusted: a hospital before a ministry before a party",
      "trusted",
      { { .article = "a", .killed = "40", .kind = "party" },
        { .article = "b", .killed = "12", .kind = "official" },
        { .article = "c", .killed = "15", .kind = "medic" },
        { .article = "d", .killed = "40", .kind = "party" } },
      "12 15 40 1/1/4" },
    { "at least: agrees with more, is not the lowest, can be the highest",
      "lowest",
      { { .article = "a", .killed = "2+" }, { .article = "b", .killed = "27" }, { .article = "c", .killed = "30+" } },
      "27 27 30+ 1/2/3" },
    { "dozens say no more than at least twenty",
      NULL,
      { { .article = "a", .killed = "~20-99" }, { .article = "b", .killed = "32" } },
      "32 32 32 1/2/2" },
    { "only a bound", NULL, { { .article = "a", .killed = "12+" } }, "12 12 12+ 1/1/1" },
    { "about 20 and 21 can both be right",
      NULL,
      { { .article = "a", .killed = "~20" }, { .article = "b", .killed = "21" } },
      "20 20 21 1/2/2" },
    { "a running total is another number",
      "highest",
      { { .article = "a", .killed = "15" }, { .article = "b", .killed = "300", .total = true } },
      "15 15 15 1/1/1" },
    { "only running totals", NULL, { { .article = "a", .killed = "300", .total = true } }, "?" },
    { "three children of fifteen people are a part",
      "lowest",
      { { .article = "a", .killed = "15", .of = "شخص" /* person */ },
        { .article = "a", .killed = "3", .of = "طفل" /* child */ } },
      "15 15 15 1/1/1" },
    { "twenty soldiers are no part of fifteen people",
      "highest",
      { { .article = "a", .killed = "15", .of = "قتيل" /* dead */ },
        { .article = "b", .killed = "20", .of = "جندي" /* soldier */ } },
      "15 20 20 1/1/2" },
    { "kinds alone: the one that most count",
      "highest",
      { { .article = "a", .killed = "10", .of = "جندي" /* soldier */ },
        { .article = "b", .killed = "9", .of = "جندي" /* soldier */ },
        { .article = "c", .killed = "40", .of = "مسلح" /* gunman */ } },
      "9 10 10 1/1/2" },
    { "denied, planned and possible reports give no number beside one that tells",
      "highest",
      { { .article = "a", .killed = "15" },
        { .article = "b", .killed = "60", .factuality = MARSAD_DENIED },
        { .article = "c", .killed = "70", .factuality = MARSAD_POSSIBLE } },
      "15 15 15 1/1/1" },
    { "a denial alone gives none", NULL, { { .article = "a", .killed = "60", .factuality = MARSAD_DENIED } }, "?" },
    { "a fear alone does",
      NULL,
      { { .article = "a", .killed = "70", .factuality = MARSAD_POSSIBLE } },
      "70 70 70 1/1/1" },
    { "an article is one voice, and says last what it says most exactly",
      NULL,
      { { .article = "a", .killed = "15+" },
        { .article = "a", .killed = "17" },
        { .article = "b", .killed = "30" },
        { .article = "c", .killed = "8" } },
      "8 17 30 1/1/3" },
    { "an outlet that corrects itself counts with what it says last",
      NULL,
      { { .article = "a", .published = "2015-07-20", .outlet = "o", .killed = "8" },
        { .article = "b", .published = "2015-07-21", .outlet = "o", .killed = "30" },
        { .article = "c", .published = "2015-07-21", .outlet = "p", .killed = "32" } },
      "8 30 32 1/1/2" },
};

static void describe_number(const marsad_merged_field *f, char *out, size_t size)
{
    if (!f->known)
        snprintf(out, size, "?");
    else
        snprintf(out, size, "%g %g %g%s %zu/%zu/%zu", f->low, f->best, f->high, f->or_more ? "+" : "", f->sources,
                 f->agreeing, f->said);
}

static void test_numbers(void **state)
{
    for (size_t i = 0; i < COUNT(NUMBERS); i++) {
        const struct number_case *c = &NUMBERS[i];
        marsad_merged m = built_merge(*state, c->reports, built_count(c->reports), c->rule);
        char got[100];

        print_message("%s\n", c->what);
        describe_number(&m.fields[MARSAD_MERGE_KILLED], got, sizeof got);
        assert_string_equal(got, c->want);
    }
}

/* ---- everything else: which report is chosen ---- */

static const struct field_case {
    const char *what, *rule;
    marsad_merge_field field;
    struct report reports[BUILT_MOST];
    int want;          /* index of the report, -1: not known */
    const char *share; /* sources/agreeing/said */
    double disagreement;
} FIELDS[] = {
    { "the type of most sources",
      NULL,
      MARSAD_MERGE_TYPE,
      { { .article = "a", .type = "COERCE" }, { .article = "b" }, { .article = "c" } },
      1,
      "2/2/3",
      2.0 / 3 },
    { "the mode only of reports of that type",
      NULL,
      MARSAD_MERGE_MODE,
      { { .article = "a", .type = "COERCE", .mode = "arrest" },
        { .article = "b", .mode = "aerial" },
        { .article = "c" } },
      1,
      "1/1/1",
      0 },
    { "a day that the text tells before the day of publication",
      NULL,
      MARSAD_MERGE_DAY,
      { { .article = "a", .published = "2015-07-21" },
        { .article = "b", .published = "2015-07-22" },
        { .article = "c", .published = "2015-07-23", .day = "2015-07-20" } },
      2,
      "1/1/1",
      0 },
    { "days of publication alone: the first",
      NULL,
      MARSAD_MERGE_DAY,
      { { .article = "a", .published = "2015-07-22" },
        { .article = "b", .published = "2015-07-22" },
        { .article = "c", .published = "2015-07-21" } },
      2,
      "1/1/3",
      2.0 / 3 / 7 },
    { "a day within a month",
      NULL,
      MARSAD_MERGE_DAY,
      { { .article = "a", .day = "2015-07-01..2015-07-31" },
        { .article = "b", .day = "2015-07-01..2015-07-31" },
        { .article = "c", .day = "2015-07-20" } },
      2,
      "1/3/3",
      0 },
    { "a town inside a province inside a country",
      NULL,
      MARSAD_MERGE_PLACE,
      { { .article = "a", .place = "homs-province" },
        { .article = "b", .place = "syria" },
        { .article = "c", .place = "palmyra" },
        { .article = "d", .place = "syria" } },
      2,
      "1/4/4",
      0 },
    { "a museum in the town",
      NULL,
      MARSAD_MERGE_PLACE,
      { { .article = "a", .place = "palmyra" },
        { .article = "b", .place = "palmyra" },
        { .article = "c", .place = "palmyra-museum" } },
      2,
      "1/3/3",
      0 },
    { "two towns of one province exclude each other",
      NULL,
      MARSAD_MERGE_PLACE,
      { { .article = "a", .place = "rastan" },
        { .article = "b", .place = "palmyra" },
        { .article = "c", .place = "palmyra" } },
      1,
      "2/2/3",
      2.0 / 3 },
    { "a place that is not in the gazetteer only where there is no other",
      NULL,
      MARSAD_MERGE_PLACE,
      { { .article = "a", .place = "nowhere" }, { .article = "b", .place = "yemen" } },
      1,
      "1/1/1",
      0 },
    { "the actor of most sources",
      NULL,
      MARSAD_MERGE_ACTORS,
      { { .article = "a", .actors = "e:army" },
        { .article = "b", .actors = "e:rebels" },
        { .article = "c", .actors = "e:rebels" } },
      1,
      "2/2/3",
      2.0 / 3 },
    { "two actors that most name before one of them",
      NULL,
      MARSAD_MERGE_ACTORS,
      { { .article = "a", .actors = "e:army" },
        { .article = "b", .actors = "e:army|e:rebels" },
        { .article = "c", .actors = "e:rebels|e:army" } },
      1,
      "2/3/3",
      0 },
    { "armed men of a country may be its rebels by name",
      NULL,
      MARSAD_MERGE_ACTORS,
      { { .article = "a", .actors = "r:REB/YE" },
        { .article = "b", .actors = "e:army" },
        { .article = "c", .actors = "r:REB/YE" } },
      0,
      "2/2/3",
      2.0 / 3 },
    { "who is known by words alone may be anybody",
      NULL,
      MARSAD_MERGE_ACTORS,
      { { .article = "a", .actors = "مجهولون" /* unknown men */ }, { .article = "b", .actors = "e:army" } },
      1,
      "1/2/2",
      0 },
    { "claimed and denied",
      NULL,
      MARSAD_MERGE_FACTUALITY,
      { { .article = "a", .factuality = MARSAD_DENIED }, { .article = "b", .factuality = MARSAD_ASSERTED } },
      1,
      "1/1/2",
      1 },
    { "what was planned and then happened has happened",
      NULL,
      MARSAD_MERGE_FACTUALITY,
      { { .article = "a", .factuality = MARSAD_PLANNED },
        { .article = "b", .factuality = MARSAD_PLANNED },
        { .article = "c", .factuality = MARSAD_ASSERTED } },
      2,
      "1/1/1",
      0 },
    { "a denial names no actor of what others assert",
      NULL,
      MARSAD_MERGE_ACTORS,
      { { .article = "a", .actors = "e:army", .factuality = MARSAD_DENIED }, { .article = "b" } },
      -1,
      "0/0/0",
      0 },
    { "a story of denials alone is what they deny",
      NULL,
      MARSAD_MERGE_ACTORS,
      { { .article = "a", .actors = "e:army", .factuality = MARSAD_DENIED } },
      0,
      "1/1/1",
      0 },
    { "the longer name of a territory",
      NULL,
      MARSAD_MERGE_TERRITORY,
      { { .article = "a", .territory = "حرض" /* Harad */ },
        { .article = "b", .territory = "مدينة حرض" /* the town of Harad */ } },
      1,
      "1/2/2",
      0 },
    { "trusted: what the source is",
      "place=trusted",
      MARSAD_MERGE_PLACE,
      { { .article = "a", .place = "rastan", .kind = "official" },
        { .article = "b", .place = "palmyra", .kind = "unnamed" },
        { .article = "c", .place = "palmyra", .kind = "party" } },
      0,
      "1/1/3",
      2.0 / 3 },
    { "latest: the type of the last report",
      "type=latest",
      MARSAD_MERGE_TYPE,
      { { .article = "a", .published = "2015-07-22", .type = "COERCE" },
        { .article = "b", .published = "2015-07-21" },
        { .article = "c", .published = "2015-07-21" } },
      0,
      "1/1/3",
      2.0 / 3 },
};

static void test_fields(void **state)
{
    for (size_t i = 0; i < COUNT(FIELDS); i++) {
        const struct field_case *c = &FIELDS[i];
        marsad_merged m = built_merge(*state, c->reports, built_count(c->reports), c->rule);
        const marsad_merged_field *f = &m.fields[c->field];
        char share[60];

        print_message("%s\n", c->what);
        snprintf(share, sizeof share, "%zu/%zu/%zu", f->sources, f->agreeing, f->said);
        assert_int_equal(f->known ? (int)f->report : -1, c->want);
        assert_string_equal(share, c->share);
        assert_true(fabs(f->disagreement - c->disagreement) < 1e-9);
    }
}

/* 15, 15 and 17: two of three pairs are 2 of 17 apart. */
static void test_disagreement_of_numbers(void **state)
{
    static const struct report REPORTS[] = { { .article = "a", .killed = "15" },
                                             { .article = "b", .killed = "15" },
                                             { .article = "c", .killed = "17" } };
    marsad_merged m = built_merge(*state, REPORTS, COUNT(REPORTS), NULL);

    assert_true(fabs(m.fields[MARSAD_MERGE_KILLED].disagreement - 2.0 / 3 * 2 / 17) < 1e-9);
}

/* ---- voices ---- */

static const struct voices_case {
    const char *what;
    struct report reports[BUILT_MOST];
    const char *want; /* a letter a report */
} VOICES[] = {
    { "articles of no outlet stand alone", { { .article = "a" }, { .article = "b" }, { .article = "a" } }, "aba" },
    { "near copies are one",
      { { .article = "a", .group = 7, .outlet = "o" }, { .article = "b", .group = 7, .outlet = "p" } },
      "aa" },
    { "one agency in many outlets, however it is written",
      { { .article = "a", .outlet = "o", .agency = "رويترز" /* Reuters */ },
        { .article = "b", .outlet = "p", .agency = "وكالة رويترز للأنباء" /* Reuters News Agency */ },
        { .article = "c", .outlet = "q", .agency = "أ. ف. ب" /* AFP */ },
        { .article = "d", .outlet = "r", .agency = "وكالة أنباء \"فرانس برس\"" /* Agence France-Presse */ } },
      "aabb" },
    { "an agency and the newspaper of nearly the same name",
      { { .article = "a", .outlet = "o", .agency = "وكالة أنباء الشرق الأوسط" /* Middle East News Agency */ },
        { .article = "b", .outlet = "p", .agency = "الشرق الأوسط" /* Asharq Al-Awsat */ } },
      "ab" },
    { "agencies without a name are nobody",
      { { .article = "a", .outlet = "o", .agency = "وكالات" /* agencies */ },
        { .article = "b", .outlet = "p", .agency = "وكالات" /* agencies */ } },
      "ab" },
    { "what passes on an agency is the agency's",
      { { .article = "a", .outlet = "o", .via = "وكالة رويترز" /* Reuters */ },
        { .article = "a", .outlet = "o" },
        { .article = "b", .outlet = "p", .agency = "رويترز" /* Reuters */ } },
      "aaa" },
    { "what an outlet writes itself is one voice",
      { { .article = "a", .outlet = "o" }, { .article = "b", .outlet = "o" }, { .article = "c", .outlet = "p" } },
      "aab" },
    { "a text without credit is of the outlet that printed it first",
      { { .article = "a", .published = "2015-07-21", .outlet = "p", .group = 7 },
        { .article = "b", .published = "2015-07-20", .outlet = "o", .group = 7 },
        { .article = "c", .published = "2015-07-22", .outlet = "p" } },
      "aab" },
    { "one copy that credits speaks for all",
      { { .article = "a", .published = "2015-07-20", .outlet = "o", .group = 7 },
        { .article = "b", .published = "2015-07-21", .outlet = "p", .group = 7, .agency = "رويترز" /* Reuters */ },
        { .article = "c", .published = "2015-07-21", .outlet = "q", .agency = "رويترز" /* Reuters */ } },
      "aaa" },
};

static void test_voices(void **state)
{
    for (size_t i = 0; i < COUNT(VOICES); i++) {
        const struct voices_case *c = &VOICES[i];
        size_t n = built_count(c->reports), most = 0;
        marsad_merged m = built_merge(*state, c->reports, n, NULL);
        char got[BUILT_MOST + 1] = "";

        print_message("%s\n", c->what);
        for (size_t k = 0; k < n; k++) {
            got[k] = (char)('a' + m.voices[k]);
            most = m.voices[k] > most ? m.voices[k] : most;
        }
        assert_string_equal(got, c->want);
        assert_int_equal(m.n_voices, most + 1);
    }
}

/* ---- rules as they are written ---- */

static void test_rules(void **state)
{
    static const struct {
        const char *text;
        bool ok;
    } CASES[] = { { "latest", true },        { "killed=highest", true },
                  { "place=trusted", true }, { "actors=first", true },
                  { "place=lowest", false }, { "killed=", false },
                  { "=latest", false },      { "weather=first", false },
                  { "best", false },         { "", false },
                  { "type=median", false },  { "killed=latest=first", false } };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        marsad_merge_rules rules = marsad_merge_defaults();
        marsad_err err = { .code = MARSAD_OK };

        print_message("'%s'\n", CASES[i].text);
        assert_int_equal(marsad_merge_set_rule(&rules, CASES[i].text, &err), CASES[i].ok);
        assert_int_equal(err.code, CASES[i].ok ? MARSAD_OK : MARSAD_EINVAL);
    }
}

static void test_rule_of_all_numbers(void **state)
{
    marsad_merge_rules rules = marsad_merge_defaults();

    (void)state;
    assert_true(marsad_merge_set_rule(&rules, "latest", NULL));
    for (int f = 0; f < MARSAD_MERGE_COUNT; f++)
        assert_int_equal(rules.rule[f],
                         marsad_merge_is_number((marsad_merge_field)f) ? MARSAD_RULE_LATEST : MARSAD_RULE_SOURCES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_fields), cmocka_unit_test(test_disagreement_of_numbers),
        cmocka_unit_test(test_voices),  cmocka_unit_test(test_rules),  cmocka_unit_test(test_rule_of_all_numbers),
    };

    return cmocka_run_group_tests(tests, merge_set_up, merge_tear_down);
}
