/*
 * test_conflicts.c - which reports contradict each other, and which only seem to.
 */
#include "../testing.h"

#include "found.h"

#define CLAIMED .said_by = "ناطق", .stance = "claimed"
#define BOMB .mode = "explosives", .place = "baquba"

static const struct conflict_case {
    const char *name;
    struct report reports[REPORTS_MAX];
    const char *found;
} CASES[] = {
    /* numbers */
    { "two tolls of one day", { { "a", .killed = "15" }, { "b", .killed = "17" } }, "killed 15/17" },
    { "one toll twice", { { "a", .killed = "15" }, { "b", .killed = "15" } }, "" },
    { "deaths weigh more than wounds",
      { { "a", .killed = "15", .injured = "15" }, { "b", .killed = "17", .injured = "17" } },
      "killed 15/17 | injured 15/17" },
    { "at least 12 can be 17", { { "a", .killed = "12+" }, { "b", .killed = "17" } }, "" },
    { "at least 17 cannot be 12", { { "a", .killed = "12" }, { "b", .killed = "17+" } }, "killed 12/17+" },
    { "dozens can be 31", { { "a", .killed = "20-99" }, { "b", .killed = "31" } }, "" },
    { "dozens cannot be 12", { { "a", .killed = "20-99" }, { "b", .killed = "12" } }, "killed 12/20-99" },
    { "about 30 can be 33", { { "a", .killed = "~30" }, { "b", .killed = "33" } }, "" },
    { "about 30 cannot be 45", { { "a", .killed = "~30" }, { "b", .killed = "45" } }, "killed ~30/45" },
    { "a round number is about", { { "a", .displaced = "2000" }, { "b", .displaced = "2150" } }, "" },
    { "a running total is of other events, too", { { "a", .killed = "#115" }, { "b", .killed = "17" } }, "" },
    { "soldiers are a part of all", { { "a", .killed = "5 of جندي" }, { "b", .killed = "17 of شخص" } }, "" },
    { "civilians are not soldiers", { { "a", .killed = "5 of جندي" }, { "b", .killed = "17 of مدني" } }, "" },
    { "soldiers against soldiers", { { "a", .killed = "5 of جندي" }, { "b", .killed = "9 of عسكري" } }, "killed 5/9" },
    { "persons are the dead", { { "a", .killed = "15 of شخص" }, { "b", .killed = "17 of قتيل" } }, "killed 15/17" },
    { "others come on top of those told before", { { "a", .killed = "4 of آخر" }, { "b", .killed = "9 of شخص" } }, "" },
    { "two others",
      { { "a", .killed = "2 of شخص", .sentence = "قتل شخصان آخران في حي مجاور", .words = "شخصان" },
        { "b", .killed = "9 of شخص" } },
      "" },
    { "one arrested person is not the number of the arrested",
      { { "a", .captured = "1 of شخص" }, { "b", .captured = "4 of شخص" } },
      "" },
    { "other wounded are all the wounded",
      { { "a", .injured = "20 of آخر" }, { "b", .injured = "35 of جريح" } },
      "injured 20/35" },
    { "dead fighters are not all the dead",
      { { "a", .killed = "40", .recipient = "REB YE" }, { "b", .killed = "8" } },
      "" },
    { "one named victim is not the toll", { { "a", .killed = "1" }, { "b", .killed = "6" } }, "" },
    { "a province may count more than its town",
      { { "a", .killed = "21", .place = "diyala" }, { "b", .killed = "15", .place = "baquba" } },
      "" },
    { "a country may count more than its town",
      { { "a", .killed = "21", .place = "iraq" }, { "b", .killed = "15", .place = "baquba" } },
      "" },
    { "neighbouring towns are one ground",
      { { "a", .killed = "21", .place = "khalis" }, { "b", .killed = "15", .place = "baquba" } },
      "killed 15/21" },
    { "where the place is not known it may be another",
      { { "a", .killed = "21", .place = "" }, { "b", .killed = "15", .place = "" } },
      "" },
    { "a place is not known, but the wounded are the same",
      { { "a", .killed = "21", .injured = "33", .place = "" }, { "b", .killed = "15", .injured = "33", .place = "" } },
      "killed 15/21" },
    { "a week may count more than a day",
      { { "a", .killed = "21", .day = "2021-03-01", .day_end = "2021-03-07" },
        { "b", .killed = "15", .day = "2021-03-04" } },
      "" },
    { "days that do not meet are other events",
      { { "a", .killed = "21", .day = "2021-03-03", .rule = "day-relative" },
        { "b", .killed = "15", .day = "2021-03-04", .rule = "day-relative" } },
      "" },
    { "another act", { { "a", .killed = "21", .mode = "aerial" }, { "b", .killed = "15", .mode = "abduct" } }, "" },
    { "a bomb and a suicide attack are one act",
      { { "a", .killed = "21", .mode = "explosives" }, { "b", .killed = "15", .mode = "suicide-attack" } },
      "killed 15/21" },
    { "what may happen kills nobody",
      { { "a", .killed = "21", .factuality = MARSAD_POSSIBLE }, { "b", .killed = "15" } },
      "" },
    /* over time */
    { "the toll of a bomb rises",
      { { "a", .killed = "12", .published = "2021-03-04", BOMB }, { "b", .killed = "17", BOMB } },
      "killed 12/17 rising" },
    { "the toll of one account rises",
      { { "a", .killed = "12", .published = "2021-03-04", .sentence = "قتل عدد من المارة في السوق القديم" },
        { "b", .killed = "17", .sentence = "قتل عدد من المارة في السوق القديم بالمدينة" } },
      "killed 12/17 rising" },
    { "numbers of two days may be those of two events",
      { { "a", .killed = "12", .published = "2021-03-04" }, { "b", .killed = "17" } },
      "" },
    { "every day others are arrested",
      { { "a", .captured = "12", .published = "2021-03-04", BOMB }, { "b", .captured = "17", BOMB } },
      "" },
    { "a toll may have risen where a day is not known",
      { { "a", .killed = "12", .published = "", BOMB }, { "b", .killed = "17", BOMB } },
      "killed 12/17 rising" },
    { "no day is known",
      { { "a", .killed = "12", .published = "" }, { "b", .killed = "17", .published = "" } },
      "killed 12/17" },
    { "a later report that says less contradicts",
      { { "a", .killed = "17", .published = "2021-03-04" }, { "b", .killed = "12", .published = "2021-03-05" } },
      "killed 12/17" },
    { "one outlet corrects itself",
      { { "a", .killed = "17", .published = "2021-03-04", .outlet = "x" },
        { "b", .killed = "12", .published = "2021-03-05", .outlet = "x" } },
      "" },
    { "two articles of one agency are one voice",
      { { "a", .killed = "17", .outlet = "x", .agency = "y" }, { "b", .killed = "12", .outlet = "z", .agency = "y" } },
      "" },
    { "a toll rises, and others disagree",
      { { "a", .killed = "12", .published = "2021-03-04", BOMB },
        { "b", .killed = "15", BOMB },
        { "c", .killed = "17", BOMB } },
      "killed 15/17 | killed 12/17 rising" },
    /* parts of a whole */
    { "numbers of one article", { { "a", .killed = "15" }, { "a", .killed = "2" } }, "" },
    { "numbers of near copies", { { "a", .killed = "15", .group = 7 }, { "b", .killed = "17", .group = 7 } }, "" },
    /* many values */
    { "each value once, against the one with which it matters most",
      { { "a", .killed = "20" }, { "b", .killed = "22" }, { "c", .killed = "25" }, { "d", .killed = "30" } },
      "killed 20/30 | killed 22/30 | killed 20/25" },
    /* denials */
    { "said and denied",
      { { "a", .factuality = MARSAD_ASSERTED }, { "b", .factuality = MARSAD_DENIED, .said_by = "وزارة الداخلية" } },
      "denial said/denied" },
    { "not every negation is a denial", { { "a" }, { "b", .factuality = MARSAD_DENIED } }, "" },
    { "two voices in one article",
      { { "a", .factuality = MARSAD_ALLEGED, .said_by = "الجماعة" },
        { "a", .factuality = MARSAD_DENIED, .said_by = "وزارة الداخلية" } },
      "denial said/denied" },
    { "one voice in one article",
      { { "a", .factuality = MARSAD_ALLEGED, .said_by = "وزارة الداخلية" },
        { "a", .factuality = MARSAD_DENIED, .said_by = "وزارة الداخلية" } },
      "" },
    { "another is denied",
      { { "a", .actor = IS }, { "b", .actor = HOUTHIS, .factuality = MARSAD_DENIED, .said_by = "متحدث" } },
      "" },
    { "the word of denying is enough",
      { { "a" }, { "b", .factuality = MARSAD_DENIED, .cue = "ونفت" } },
      "denial said/denied" },
    { "did not is no denial", { { "a" }, { "b", .factuality = MARSAD_DENIED, .cue = "لم" } }, "" },
    { "denied elsewhere",
      { { "a", .place = "basra" }, { "b", .place = "baquba", .factuality = MARSAD_DENIED, .said_by = "متحدث" } },
      "" },
    { "one speaker, in two articles",
      { { "a", .said_by = "اللواء" }, { "b", .factuality = MARSAD_DENIED, .said_by = "اللواء حسن" } },
      "" },
    { "one denial, once not seen as one",
      { { "a", .sentence = "نفى الناطق أن يكون أحد قد قتل" },
        { "b", .factuality = MARSAD_DENIED, .said_by = "الناطق", .sentence = "نفى الناطق أن يكون أحد قد قتل" } },
      "" },
    /* who did it */
    { "two groups, one accused",
      { { "a", .actor = IS, .mode = "aerial" },
        { "b", .actor = HOUTHIS, .mode = "explosives", .factuality = MARSAD_ALLEGED } },
      "actor " HOUTHIS "/" IS },
    { "nobody claims, nobody accuses: two acts",
      { { "a", .actor = IS, .mode = "aerial" }, { "b", .actor = HOUTHIS, .mode = "aerial" } },
      "" },
    { "allies are taken for each other",
      { { "a", .actor = SALEH, .mode = "aerial", .stance = "claimed", .said_by = "ناطق" },
        { "b", .actor = HOUTHIS, .mode = "aerial" } },
      "" },
    { "a group and its parent",
      { { "a", .actor = "marsad:al-qaida", .mode = "aerial", .factuality = MARSAD_ALLEGED },
        { "b", .actor = NUSRA, .mode = "aerial" } },
      "" },
    { "a state and its army",
      { { "a", .actor = "GOV IQ", .mode = "aerial", .factuality = MARSAD_ALLEGED },
        { "b", .actor = IRAQI_ARMY, .mode = "aerial" } },
      "" },
    { "unknown men are anybody",
      { { "a", .actor = "UAF", .mode = "aerial", .factuality = MARSAD_ALLEGED },
        { "b", .actor = IS, .mode = "aerial" } },
      "" },
    { "names of one article are anybody",
      { { "a", .actor = "article:3", .mode = "aerial", .factuality = MARSAD_ALLEGED },
        { "b", .actor = IS, .mode = "aerial" } },
      "" },
    { "outlets do not bomb",
      { { "a", .actor = "marsad:reuters", .mode = "aerial", .factuality = MARSAD_ALLEGED },
        { "b", .actor = IS, .mode = "aerial" } },
      "" },
    { "the sides of a fight",
      { { "a", .actor = IS, .recipient = IRAQI_ARMY, .mode = "firearms", .factuality = MARSAD_ALLEGED },
        { "b", .actor = IRAQI_ARMY, .recipient = IS, .mode = "firearms" } },
      "" },
    { "nobody bombs himself: read wrongly",
      { { "a", .actor = "GOV IQ", .recipient = IRAQI_ARMY, .mode = "aerial", .factuality = MARSAD_ALLEGED },
        { "b", .actor = IS, .mode = "aerial" } },
      "" },
    { "who met whom is no accusation",
      { { "a", .actor = IS, .type = "CONSULT", .mode = "visit", .factuality = MARSAD_ALLEGED },
        { "b", .actor = HOUTHIS, .type = "CONSULT", .mode = "visit" } },
      "" },
    /* who holds it */
    { "two holders, one took it from the other",
      { { "a", .gains = IS, .recipient = IRAQI_ARMY, .place = "baquba", .type = "RETREAT", CLAIMED },
        { "b", .gains = IRAQI_ARMY, .place = "baquba", .type = "RETREAT" } },
      "control " IRAQI_ARMY "/" IS },
    { "two who both advance",
      { { "a", .gains = IS, .place = "baquba", .type = "RETREAT", CLAIMED },
        { "b", .gains = IRAQI_ARMY, .place = "baquba", .type = "RETREAT" } },
      "" },
    { "it changed hands",
      { { "a", .gains = IS, .recipient = IRAQI_ARMY, .place = "baquba", .type = "RETREAT", .day = "2021-03-04" },
        { "b", .gains = IRAQI_ARMY, .place = "baquba", .type = "RETREAT", .day = "2021-03-05" } },
      "" },
    /* fights */
    { "enemies killed at two places of a front",
      { { "a", .killed = "5 of مسلح" }, { "b", .killed = "17 of مسلح" } },
      "" },
    { "one fight, for the wounded are the same",
      { { "a", .killed = "5 of مسلح", .injured = "14" }, { "b", .killed = "17 of مسلح", .injured = "14" } },
      "killed 5/17" },
    { "one fight, for the words are the same",
      { { "a", .killed = "5 of مسلح", .sentence = "قتل 5 مسلحين في اشتباك عند الجسر القديم", .words = "5 مسلحين" },
        { "b", .killed = "17 of مسلح", .sentence = "قتل 17 مسلحا في اشتباك عند الجسر القديم", .words = "17 مسلحا" } },
      "killed 5/17" },
    { "one sentence tells both numbers",
      { { "a", .killed = "5 of جندي", .sentence = "قتل خمسة جنود، ثم قتل جنديان", .words = "خمسة جنود" },
        { "b", .killed = "2 of جندي", .sentence = "قتل خمسة جنود، ثم قتل جنديان آخران", .words = "جنديان" } },
      "" },
    { "many numbers far apart are many fights",
      { { "a", .killed = "3" }, { "b", .killed = "8" }, { "c", .killed = "17" }, { "d", .killed = "40" } },
      "" },
    { "many numbers of one bang",
      { { "a", .killed = "3", .mode = "explosives" },
        { "b", .killed = "8", .mode = "explosives" },
        { "c", .killed = "17", .mode = "explosives" },
        { "d", .killed = "40", .mode = "explosives" } },
      "killed 3/40 | killed 8/40 | killed 3/17" },
    { "a number of men is any number", { { "a", .killed = "~2+" }, { "b", .killed = "1 of شخص" } }, "" },
    /* where and when: only where the numbers say that it is one event */
    { "far apart",
      { { "a", .killed = "17", .place = "basra" }, { "b", .killed = "17", .place = "baquba" } },
      "place t:baquba/t:basra" },
    { "far apart, two events", { { "a", .place = "basra" }, { "b", .place = "baquba" } }, "" },
    { "next to each other",
      { { "a", .killed = "17", .place = "khalis" }, { "b", .killed = "17", .place = "baquba" } },
      "" },
    { "in its province",
      { { "a", .killed = "17", .place = "diyala" }, { "b", .killed = "17", .place = "baquba" } },
      "" },
    { "two days",
      { { "a", .killed = "17", .place = "baquba", .day = "2021-03-01" },
        { "b", .killed = "17", .place = "baquba", .day = "2021-03-05" } },
      "day 2021-03-01/2021-03-05" },
    { "two days, counted from the day of publication",
      { { "a", .killed = "17", .place = "baquba", .day = "2021-03-01", .rule = "day-relative" },
        { "b", .killed = "17", .place = "baquba", .day = "2021-03-05" } },
      "" },
    { "the night between two days",
      { { "a", .killed = "17", .place = "baquba", .day = "2021-03-04" },
        { "b", .killed = "17", .place = "baquba", .day = "2021-03-05" } },
      "" },
};

static size_t count_reports(const struct report *reports)
{
    size_t n = 0;

    while (n < REPORTS_MAX && reports[n].text)
        n++;
    return n;
}

static void test_cases(void **state)
{
    struct box *b = *state;

    for (size_t i = 0; i < COUNT(CASES); i++) {
        marsad_story story = make_story(CASES[i].reports, count_reports(CASES[i].reports), b->arena);
        marsad_conflicts found;
        const char *got = find(b, &story, &found);

        if (strcmp(got, CASES[i].found) != 0)
            fail_msg("%s: found '%s', expected '%s'", CASES[i].name, got, CASES[i].found);
        marsad_arena_reset(b->arena);
    }
}

/* ---- sides and scores ---- */

static void test_sides(void **state)
{
    static const struct report REPORTS[] = {
        { "a", .killed = "15", .outlet = "x", .group = 1 },
        { "b", .killed = "15", .outlet = "y", .group = 1 },
        { "c", .killed = "15", .outlet = "z" },
        { "d", .killed = "17", .outlet = "w" },
        { "e", .killed = "17", .outlet = "w" },
    };
    struct box *b = *state;
    marsad_story story = make_story(REPORTS, COUNT(REPORTS), b->arena);
    marsad_conflicts found;

    assert_string_equal(find(b, &story, &found), "killed 15/17");
    assert_int_equal(found.at[0].sides[0].n, 3);
    assert_int_equal(found.at[0].sides[0].sources, 2); /* near copies are one */
    assert_int_equal(found.at[0].sides[0].outlets, 3);
    assert_int_equal(found.at[0].sides[1].n, 2);
    assert_int_equal(found.at[0].sides[1].sources, 1); /* one outlet is one */
    assert_str(found.at[0].of, "anyone");
    assert_true(found.at[0].score > 0 && found.at[0].score <= 100);
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(found.at[0].sides[0].reports[i], i);
}

static double score_of(struct box *b, const struct report *reports, size_t n)
{
    marsad_story story = make_story(reports, n, b->arena);
    marsad_conflicts found;

    find(b, &story, &found);
    return found.n ? found.at[0].score : 0;
}

static void test_scores(void **state)
{
    static const struct report BASE[] = { { "a", .killed = "15" }, { "b", .killed = "17" } };
    static const struct report FARTHER[] = { { "a", .killed = "15" }, { "b", .killed = "57" } };
    static const struct report LARGER[] = { { "a", .killed = "150" }, { "b", .killed = "170" } };
    static const struct report BETTER_TOLD[] = { { "a", .killed = "15" },
                                                 { "b", .killed = "17" },
                                                 { "c", .killed = "17" } };
    static const struct report HURT[] = { { "a", .injured = "15" }, { "b", .injured = "17" } };
    static const struct report RISEN[] = { { "a", .killed = "15", .published = "2021-03-04", BOMB },
                                           { "b", .killed = "17", BOMB } };
    static const struct report TALKS[] = { { "a", .killed = "15", .type = "CONSULT" },
                                           { "b", .killed = "17", .type = "CONSULT" } };
    struct box *b = *state;
    double base = score_of(b, BASE, 2);

    assert_true(score_of(b, FARTHER, 2) > base);
    assert_true(score_of(b, LARGER, 2) > base); /* the same share, more dead */
    assert_true(score_of(b, BETTER_TOLD, 3) > base);
    assert_true(score_of(b, HURT, 2) < base);
    assert_true(score_of(b, RISEN, 2) < base);
    assert_true(score_of(b, TALKS, 2) < base);
}

int main(void)
{
    const struct CMUnitTest tests[] = { WITH_FINDER(test_cases), WITH_FINDER(test_sides), WITH_FINDER(test_scores) };

    return cmocka_run_group_tests_name("conflicts", tests, NULL, NULL);
}
