/*
 * test_match.c - words under clitics and phrases, with the dictionary of the real data ($MARSAD_DICT).
 */
#include "../testing.h"

#include "marsad/text.h"

#define WA MARSAD_CLITIC_WA
#define FA MARSAD_CLITIC_FA
#define BI MARSAD_CLITIC_BI
#define LI MARSAD_CLITIC_LI
#define KA MARSAD_CLITIC_KA
#define AL MARSAD_CLITIC_AL
#define SA MARSAD_CLITIC_SA
#define MATCHES 64

struct fixture {
    marsad_dict *d;
    marsad_arena *arena;
};

static int set_up(void **state)
{
    static struct fixture f;
    marsad_err err = { 0 };

    f.arena = marsad_arena_new(0);
    f.d = marsad_dict_open(NULL, &err);
    if (!f.d)
        print_error("%s: %s\n", err.where, err.msg);
    *state = &f;
    return f.d && f.arena ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    marsad_dict_close(f->d);
    marsad_arena_free(f->arena);
    return 0;
}

/*
 * Somewhere at the first token of `text` is there a match of `table` with these clitics, `tokens` long, whose stripped
 * word is `word` and whose pronoun suffix is `suffix`?
 */
static const struct match_case {
    const char *text;
    int table;
    unsigned clitics;
    unsigned tokens;    /* 0: no match of this table at all */
    const char *behind; /* the first token behind its clitics, as written */
    const char *suffix;
} MATCH_CASES[] = {
    { "وللقوات العراقية", MARSAD_TABLE_AGENTS, WA | LI | AL, 1, "قوات", "" },
    { "للقوات", MARSAD_TABLE_AGENTS, LI | AL, 1, "قوات", "" },
    { "القوات", MARSAD_TABLE_AGENTS, AL, 1, "قوات", "" },
    { "قوات", MARSAD_TABLE_AGENTS, 0, 1, "قوات", "" },
    { "قواته", MARSAD_TABLE_AGENTS, 0, 1, "قواته", "ه" },
    { "وقواتها", MARSAD_TABLE_AGENTS, WA, 1, "قواتها", "ها" },
    { "مدينتهم", MARSAD_TABLE_NOUNS, 0, 1, "مدينتهم", "هم" },
    { "المدينتهم", MARSAD_TABLE_NOUNS, 0, 0, NULL, NULL },
    { "للجنة", MARSAD_TABLE_NOUNS, LI | AL, 1, "لجنة", "" },
    /* Names keep their article. */
    { "وبالقاهرة", MARSAD_TABLE_PLACES, WA | BI, 1, "القاهرة", "" },
    { "للقاهرة", MARSAD_TABLE_PLACES, LI, 1, "لقاهرة", "" },
    { "القاهرة", MARSAD_TABLE_PLACES, 0, 1, "القاهرة", "" },
    { "قاهرة", MARSAD_TABLE_PLACES, 0, 0, NULL, NULL },
    { "البغداد", MARSAD_TABLE_PLACES, 0, 0, NULL, NULL },
    { "ببغداد", MARSAD_TABLE_PLACES, BI, 1, "بغداد", "" },
    { "فبغداد", MARSAD_TABLE_PLACES, FA, 1, "بغداد", "" },
    { "كالعراق", MARSAD_TABLE_COUNTRIES, KA, 1, "العراق", "" },
    { "للعراق", MARSAD_TABLE_COUNTRIES, LI, 1, "لعراق", "" },
    { "والعراقيون", MARSAD_TABLE_COUNTRIES, WA | AL, 1, "عراقيون", "" },
    { "تنظيم الدولة الإسلامية", MARSAD_TABLE_ACTORS, 0, 3, "تنظيم", "" },
    { "لتنظيم الدولة الإسلامية", MARSAD_TABLE_ACTORS, LI, 3, "تنظيم", "" },
    /* Verbs. */
    { "سيقتل", MARSAD_TABLE_VERBS, SA, 1, "يقتل", "" },
    { "وسيقتلونهم", MARSAD_TABLE_VERBS, WA | SA, 1, "يقتلونهم", "هم" },
    { "ليقتلوا", MARSAD_TABLE_VERBS, LI, 1, "يقتلوا", "" },
    { "قتلوهم", MARSAD_TABLE_VERBS, 0, 1, "قتلوهم", "هم" },
    { "فقتلته", MARSAD_TABLE_VERBS, FA, 1, "قتلته", "ه" },
    { "أجريت", MARSAD_TABLE_VERBS, 0, 1, "أجريت", "" },
};

static bool fits_case(const marsad_text *t, const marsad_match *m, const struct match_case *c)
{
    const marsad_token *token = &t->tokens[0];
    uint32_t behind = marsad_token_offset(t, 0, m->skip);
    marsad_str suffix = marsad_str_slice(token->norm, token->norm.len - m->suffix, token->norm.len);

    return m->clitics == c->clitics && m->tokens == c->tokens &&
           marsad_str_equal(marsad_str_slice(t->text, behind, token->end), S(c->behind)) &&
           marsad_str_equal(suffix, S(c->suffix));
}

static void test_matches(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(MATCH_CASES); i++) {
        const struct match_case *c = &MATCH_CASES[i];
        marsad_match m[MATCHES];
        marsad_text t;
        size_t n, good = 0;

        marsad_arena_reset(f->arena);
        assert_true(marsad_text_read(f->d, S(c->text), f->arena, &t, NULL));
        n = marsad_match_at(f->d, &t, 0, MARSAD_TABLE_BIT(c->table), m, MATCHES);
        for (size_t k = 0; k < n && c->tokens; k++)
            good += fits_case(&t, &m[k], c);
        if (c->tokens ? good == 0 : n > 0)
            fail_msg("%s in table %d: %zu matches, %zu fit", c->text, c->table, n, good);
    }
}

static void test_longest_comes_first(void **state)
{
    struct fixture *f = *state;
    marsad_match m[MATCHES], one;
    marsad_text t;
    size_t n;

    marsad_arena_reset(f->arena);
    assert_true(marsad_text_read(f->d, S("تنظيم الدولة الإسلامية في العراق والشام"), f->arena, &t, NULL));
    n = marsad_match_at(f->d, &t, 0, MARSAD_TABLE_BIT(MARSAD_TABLE_ACTORS), m, MATCHES);
    assert_true(n >= 2);
    assert_int_equal(m[0].tokens, 6);
    for (size_t i = 1; i < n; i++)
        assert_true(m[i].tokens <= m[i - 1].tokens);
    assert_int_equal(marsad_match_at(f->d, &t, 0, MARSAD_TABLE_BIT(MARSAD_TABLE_ACTORS), &one, 1), 1);
    assert_int_equal(one.tokens, 6);
    assert_int_equal(marsad_match_at(f->d, &t, 0, MARSAD_TABLE_BIT(MARSAD_TABLE_ACTORS), &one, 0), 0);
    assert_int_equal(marsad_match_at(f->d, &t, t.n_tokens, ~0u, m, MATCHES), 0);
}

static void test_fewest_stripped_bytes_come_first(void **state)
{
    struct fixture *f = *state;
    marsad_match m[MATCHES];
    marsad_text t;
    size_t n;

    marsad_arena_reset(f->arena);
    assert_true(marsad_text_read(f->d, S("وزير"), f->arena, &t, NULL)); /* here و belongs to the root */
    n = marsad_match_at(f->d, &t, 0, MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) | MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS), m,
                        MATCHES);
    assert_true(n >= 1);
    assert_int_equal(m[0].skip, 0);
}

static void test_no_match_over_a_sentence_end(void **state)
{
    struct fixture *f = *state;
    marsad_match m[MATCHES];
    marsad_text t;
    size_t n;

    marsad_arena_reset(f->arena);
    assert_true(marsad_text_read(f->d, S("تنظيم\nالدولة الإسلامية"), f->arena, &t, NULL));
    n = marsad_match_at(f->d, &t, 0, ~0u, m, MATCHES);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(m[i].tokens, 1);
}

/* Very long words and many clitics: nothing is read outside, no match is longer than its word. */
static void test_long_words(void **state)
{
    struct fixture *f = *state;
    static const char *const HEADS[] = { "و", "ف", "لل", "وبال", "س", "ال", "" };
    marsad_match m[MATCHES];

    for (size_t h = 0; h < COUNT(HEADS); h++)
        for (size_t letters = 0; letters < 40000; letters = letters * 2 + 1) {
            marsad_buf word = { 0 };
            marsad_text t;

            assert_true(marsad_buf_add(&word, S(HEADS[h])));
            for (size_t i = 0; i < letters; i++)
                assert_true(marsad_buf_add(&word, S("ل")));
            marsad_arena_reset(f->arena);
            assert_true(marsad_text_read(f->d, marsad_buf_str(&word), f->arena, &t, NULL));
            for (size_t i = 0; i < t.n_tokens; i++)
                (void)marsad_match_at(f->d, &t, i, ~0u, m, MATCHES);
            marsad_buf_release(&word);
        }
}

static void assert_same_tokens(const marsad_text *a, const marsad_text *b)
{
    assert_int_equal(a->n_tokens, b->n_tokens);
    for (size_t i = 0; i < a->n_tokens; i++) {
        const marsad_token *x = &a->tokens[i], *y = &b->tokens[i];

        assert_true(x->word == y->word && x->n_stems == y->n_stems);
        for (unsigned k = 0; k < x->n_stems; k++)
            assert_true(x->stems[k].node == y->stems[k].node && x->stems[k].skip == y->stems[k].skip &&
                        x->stems[k].clitics == y->stems[k].clitics && x->stems[k].suffix == y->stems[k].suffix);
    }
}

/* With stems that were found before and without: the same. */
static void test_stems_met_before(void **state)
{
    enum { TEXTS = 8, WORDS = 3000 };
    struct fixture *f = *state;
    test_rng rng = test_rng_start("stems");
    marsad_buf text = { 0 };

    for (size_t i = 0; i < TEXTS; i++) {
        marsad_dict *fresh = marsad_dict_open(NULL, NULL);
        marsad_text with, again, without;

        assert_non_null(fresh);
        text.len = 0;
        for (size_t k = 0; k < COUNT(MATCH_CASES); k++)
            assert_true(marsad_buf_add(&text, S(MATCH_CASES[k].text)) && marsad_buf_add(&text, S(" ")));
        for (size_t k = 0; k < WORDS; k++)
            assert_true(test_add_word(&text, &rng, k % 10 ? 6 : 20) && marsad_buf_add(&text, S(" ")));
        assert_true(marsad_text_read(f->d, marsad_buf_str(&text), f->arena, &with, NULL));
        assert_true(marsad_text_read(f->d, marsad_buf_str(&text), f->arena, &again, NULL));
        assert_true(marsad_text_read(fresh, marsad_buf_str(&text), f->arena, &without, NULL));
        assert_same_tokens(&with, &without);
        assert_same_tokens(&again, &without);
        marsad_dict_close(fresh);
        marsad_arena_reset(f->arena);
    }
    marsad_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_longest_comes_first),
        cmocka_unit_test(test_fewest_stripped_bytes_come_first),
        cmocka_unit_test(test_no_match_over_a_sentence_end),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_stems_met_before),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
