/*
 * test_codes.c - the crosswalk: who fights whom decides what other schemes call an event.
 */
#include "testing.h"

#include "event/coder.h"

static const struct codes_case {
    const char *about, *type, *mode, *actors, *recipients; /* sectors, one letter sequence each, separated by blanks */
    bool gains, killed;
    marsad_factuality factuality;
    const char *cameo, *event, *sub;
    int quad;
    double intensity;
} CASES[] = {
    { "army against rebels", "ASSAULT", "firearms", "MIL", "REB", false, false, MARSAD_ASSERTED, "19", "Battles",
      "Armed clash", 4, -9 },
    { "army against civilians", "ASSAULT", "firearms", "MIL", "CVL", false, true, MARSAD_ASSERTED, "19",
      "Violence against civilians", "Attack", 4, -9 },
    { "the dead were armed, the others unknown", "ASSAULT", "", "", "COP", false, true, MARSAD_ASSERTED, "19",
      "Battles", "Armed clash", 4, -9 },
    { "nobody named", "ASSAULT", "", "", "", false, false, MARSAD_ASSERTED, "19", NULL, NULL, 4, -9 },
    { "two sides fight", "ASSAULT", "", "MIL REB", "", false, false, MARSAD_ASSERTED, "19", "Battles", "Armed clash", 4,
      -9 },
    { "the state wins ground", "ASSAULT", "heavy-weapons", "MIL", "REB", true, false, MARSAD_ASSERTED, "19", "Battles",
      "Government regains territory", 4, -9 },
    { "rebels win ground", "ASSAULT", "", "REB", "", true, false, MARSAD_ASSERTED, "19", "Battles",
      "Non-state actor overtakes territory", 4, -9 },
    { "from the air", "ASSAULT", "aerial", "MIL", "CVL", false, false, MARSAD_ASSERTED, "19",
      "Explosions/Remote violence", "Air/drone strike", 4, -9.5 },
    { "a denied strike is none for ACLED", "ASSAULT", "aerial", "MIL", "CVL", false, false, MARSAD_DENIED, "19", NULL,
      NULL, 4, -9.5 },
    { "a gang robs", "ASSAULT", "firearms", "CRM", "CVL", false, false, MARSAD_ASSERTED, "19", NULL, NULL, 4, -9 },
    { "police arrest", "COERCE", "arrest", "COP", "JRN", false, false, MARSAD_ASSERTED, "17", "Strategic developments",
      "Arrests", 4, -7 },
    { "rebels arrest", "COERCE", "arrest", "REB", "JRN", false, false, MARSAD_ASSERTED, "17",
      "Violence against civilians", "Abduction/forced disappearance", 4, -7 },
    { "a march", "PROTEST", "demo", "CVL", "", false, false, MARSAD_ASSERTED, "14", "Protests", "Peaceful protest", 4,
      -5 },
    { "a march with dead", "PROTEST", "demo", "CVL", "", false, true, MARSAD_ASSERTED, "14", "Protests",
      "Excessive force against protesters", 4, -5 },
    { "a visit", "CONSULT", "visit", "GOV", "GOV", false, false, MARSAD_ASSERTED, "04", NULL, NULL, 1, 4 },
};

static size_t parties_of(const char *sectors, marsad_party *out)
{
    marsad_str rest = marsad_str_of(sectors), sector;
    size_t n = 0;

    while (rest.len && marsad_str_next(&rest, ' ', &sector))
        out[n++] = (marsad_party){ .role = sector };
    return n;
}

static void assert_words(const char *about, const char *want, marsad_str got)
{
    if (!marsad_str_equal(marsad_str_of(want ? want : ""), got))
        fail_msg("%s: [%.*s], not [%s]", about, (int)got.len, got.ptr ? got.ptr : "", want ? want : "");
}

static void test_cases(void **state)
{
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct codes_case *c = &CASES[i];
        marsad_party actors[4], recipients[4];
        marsad_event e = { .type = marsad_str_of(c->type),
                           .mode = marsad_str_of(c->mode),
                           .actors = actors,
                           .recipients = recipients,
                           .has_gains = c->gains,
                           .factuality = c->factuality };

        e.n_actors = parties_of(c->actors, actors);
        e.n_recipients = parties_of(c->recipients, recipients);
        e.killed = (marsad_count){ .known = c->killed, .min = 2, .max = 2, .has_min = true, .has_max = true };
        marsad_event_codes(*state, &e);
        assert_words(c->about, c->cameo, e.codes.cameo);
        assert_words(c->about, c->event, e.codes.acled_event);
        assert_words(c->about, c->sub, e.codes.acled_sub_event);
        assert_int_equal(c->quad, e.codes.quad);
        assert_true(e.codes.has_intensity && e.codes.intensity == c->intensity);
    }
}

/* Of each type whatever its mode and parties, so that no event goes without codes. */
static void test_every_type(void **state)
{
    static const char TYPES[] = "AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|"
                                "PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT";
    marsad_str rest = MARSAD_LIT(TYPES), type;

    while (marsad_str_next(&rest, '|', &type)) {
        marsad_event e = { .type = type, .mode = MARSAD_LIT("a mode to come") };

        marsad_event_codes(*state, &e);
        if (!e.codes.cameo.len || !e.codes.quad)
            fail_msg("%.*s has no line without conditions", (int)type.len, type.ptr);
    }
}

/* A condition that the coder does not know would never hold, and nobody would notice. */
static void test_conditions(void **state)
{
    const marsad_dict *d = *state;
    int column = marsad_dict_column(d, MARSAD_TABLE_CROSSWALKS, "needs");

    for (uint32_t row = 0; row < marsad_dict_rows(d, MARSAD_TABLE_CROSSWALKS); row++) {
        marsad_str needs = marsad_dict_cell(d, MARSAD_TABLE_CROSSWALKS, row, column), need;
        while (needs.len && marsad_str_next(&needs, ';', &need))
            if (!marsad_str_starts(need, MARSAD_LIT("A:")) && !marsad_str_starts(need, MARSAD_LIT("R:")) &&
                !marsad_list_has(MARSAD_LIT("two|killed|gains|territory"), need))
                fail_msg("crosswalks.tsv, line %u without comments: '%.*s'", row + 1, (int)need.len, need.ptr);
    }
}

static int setup(void **state)
{
    *state = marsad_dict_open(NULL, NULL);
    return *state ? 0 : -1;
}

static int teardown(void **state)
{
    marsad_dict_close(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_every_type),
        cmocka_unit_test(test_conditions),
    };

    return cmocka_run_group_tests_name("codes", tests, setup, teardown);
}
