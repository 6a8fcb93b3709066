/*
 * test_text.c - tokens and sentences; no dictionary is needed.
 */
#include "../testing.h"

#include "marsad/text.h"

static marsad_arena *ARENA;

static int set_up(void **state)
{
    (void)state;
    ARENA = marsad_arena_new(0);
    return ARENA ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    marsad_arena_free(ARENA);
    return 0;
}

static marsad_text read_text(const char *text)
{
    marsad_text t;

    marsad_arena_reset(ARENA);
    assert_true(marsad_text_read(NULL, S(text), ARENA, &t, NULL));
    return t;
}

/* Norms joined by '|', each behind the letter of its kind. */
static const struct {
    const char *text, *tokens;
} TOKEN_CASES[] = {
    { "وللقوات العراقية،", "Wوللقوات|Wالعراقيه|P،" },
    { "قتل 2,500.5 شخص", "Wقتل|N2,500.5|Wشخص" },
    { "١٢٫٥ و٢٬٥٠٠", "N12.5|Wو|N2,500" },
    { "5. و,5", "N5|P.|Wو|P,|N5" },
    { "F16 16F", "Lf16|N16|Lf" },
    { "1436هـ", "N1436|Wه" },
    { "«نعم» \"لا\"", "P«|Wنعم|P»|P\"|Wلا|P\"" },
    { "نعم... ثم… لا..", "Wنعم|P...|Wثم|P…|Wلا|P.." },
    { "أ.ف.ب", "Wا|P.|Wف|P.|Wب" },
    { "الـBBC", "Wال|Lbbc" },
    { "بغ\u200Cداد", "Wبغداد" },
    { "مُحَمَّد", "Wمحمد" },
    { "20:30", "N20|P:|N30" },
    { "10%", "N10|P%" },
    { "﴿آية﴾", "P﴿|Wايه|P﴾" },
    { "قال\nنعم", "Wقال|Wنعم" },
    { "¼¼¼¼¼¼¼¼", "P1\u20444|P1\u20444|P1\u20444|P1\u20444|P1\u20444|P1\u20444|P1\u20444|P1\u20444" },
    { "", "" },
    { " \n\t ", "" },
};

static void test_tokens(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(TOKEN_CASES); i++) {
        marsad_text t = read_text(TOKEN_CASES[i].text);
        marsad_buf got = { 0 };

        print_message("%s\n", TOKEN_CASES[i].text);
        for (size_t k = 0; k < t.n_tokens; k++)
            assert_true(marsad_buf_addf(&got, "%s%c%.*s", k ? "|" : "", "WLNP"[t.tokens[k].kind],
                                        (int)t.tokens[k].norm.len, t.tokens[k].norm.ptr));
        assert_str(marsad_buf_str(&got), TOKEN_CASES[i].tokens);
        marsad_buf_release(&got);
    }
}

static void test_offsets(void **state)
{
    marsad_text t = read_text("وَالعراق ﻻ");

    (void)state;
    assert_int_equal(t.n_tokens, 2);
    assert_str(marsad_token_str(&t, 0), "وَالعراق");
    assert_str(marsad_range_str(&t, 0, 2), "وَالعراق ﻻ");
    assert_str(marsad_range_str(&t, 1, 1), "");
    assert_int_equal(marsad_token_offset(&t, 0, 0), 0);
    assert_int_equal(marsad_token_offset(&t, 0, 2), 4); /* behind the vowel of و */
    assert_int_equal(marsad_token_offset(&t, 0, 6), 8);
    assert_int_equal(marsad_token_offset(&t, 0, 99), t.tokens[0].end);
    assert_true(marsad_token_is(&t, 1, "لا"));
    assert_false(marsad_token_is(&t, 1, "ل"));
    assert_false(marsad_token_is(&t, 2, "لا"));
    assert_true(t.tokens[0].space_before);
    assert_true(t.tokens[1].space_before);
}

/* Sentences as they stand in the text, joined by '|'; headlines behind '#'. */
static const struct {
    const char *text, *sentences;
} SENTENCE_CASES[] = {
    { "قال نعم. وقال لا.", "قال نعم.|وقال لا." },
    { "في الوقت الحالي.ومع ذلك استمر.", "في الوقت الحالي.|ومع ذلك استمر." },
    { "قال د. محمد نعم.", "قال د. محمد نعم." },
    { "نقلت أ.ف.ب عنه.", "نقلت أ.ف.ب عنه." },
    { "بلغ 2.5 مليون و١٢٫٥ ألفا.", "بلغ 2.5 مليون و١٢٫٥ ألفا." },
    { "وقع ذلك عام 2015. وانتهى.", "وقع ذلك عام 2015.|وانتهى." },
    { "1. بند أول.\n2. بند ثان.", "1. بند أول.|2. بند ثان." },
    { "قال \"نعم.\" ثم مضى.", "قال \"نعم.\"|ثم مضى." },
    { "قال «نعم.» (ومضى.) ثم", "قال «نعم.»|(ومضى.)|ثم" },
    { "لماذا؟! لا أدري!", "لماذا؟!|لا أدري!" },
    { "زار bbc.com ثم.", "زار bbc.com ثم." },
    { "طائرة لسي.آي.إيه سقطت.", "طائرة لسي.آي.إيه سقطت." },
    { "قال بي.بي.سي.عربي.", "قال بي.بي.سي.|عربي." },
    { "فاز به.ثم عاد.", "فاز به.|ثم عاد." },
    { "قال... ثم مضى.", "قال... ثم مضى." },
    { "عنوان الخبر\nقال المتحدث نعم.", "#عنوان الخبر|قال المتحدث نعم." },
    { "عنوان أول\nعنوان ثان", "#عنوان أول|#عنوان ثان" },
    { "وقال:\nنعم.", "وقال:|نعم." },
    { ".", "." },
    { "", "" },
};

static void test_sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(SENTENCE_CASES); i++) {
        marsad_text t = read_text(SENTENCE_CASES[i].text);
        marsad_buf got = { 0 };

        print_message("%s\n", SENTENCE_CASES[i].text);
        for (size_t k = 0; k < t.n_sentences; k++) {
            marsad_str s = marsad_str_slice(t.text, t.sentences[k].start, t.sentences[k].end);
            assert_true(
                marsad_buf_addf(&got, "%s%s%.*s", k ? "|" : "", t.sentences[k].headline ? "#" : "", (int)s.len, s.ptr));
        }
        assert_str(marsad_buf_str(&got), SENTENCE_CASES[i].sentences);
        marsad_buf_release(&got);
    }
}

static void test_sentence_cap(void **state)
{
    marsad_buf text = { 0 };
    marsad_text t;

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_true(marsad_buf_add(&text, S("من ")));
    assert_true(marsad_text_read(NULL, marsad_buf_str(&text), ARENA, &t, NULL));
    assert_int_equal(t.n_sentences, 3);
    assert_int_equal(t.sentences[0].last, 400);
    assert_int_equal(t.sentences[1].last, 800);
    assert_int_equal(t.sentences[2].last, 1000);
    assert_false(t.sentences[0].headline);
    marsad_buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_sentence_cap),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
