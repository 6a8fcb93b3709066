/*
 * test_entities.c - the entity model: stripping of clitics, the search for the best tags, a small model trained here,
 * and the shipped model against its score on ../shared/data, where that is.
 */
#include "../testing.h"

#include <stdio.h>
#include <unistd.h>

#include "entity_learn.h"

/* ---- clitics ---- */

static void put(struct entity_word *slots, uint32_t n, const char *norm, uint8_t count)
{
    uint64_t hash = entity_hash(marsad_str_of(norm));
    uint32_t at = entity_slot_of(hash, n);

    while (slots[at].check)
        at = (at + 1) % n;
    slots[at] = (struct entity_word){ .check = entity_check_of(hash), .count = count };
}

static void test_clitics(void **state)
{
    enum { N = 32 };
    static struct entity_word slots[N];
    const struct entity_words words = { slots, N };
    static const struct {
        const char *norm, *stem;
        unsigned clitics;
    } CASES[] = {
        { "وبالعراق", "العراق", MARSAD_CLITIC_WA | MARSAD_CLITIC_BI | MARSAD_CLITIC_AL },
        { "للعراق", "العراق", MARSAD_CLITIC_LI | MARSAD_CLITIC_AL },
        { "بغداد", "بغداد", 0 },
        { "وبغداد", "بغداد", MARSAD_CLITIC_WA },
        { "وزير", "وزير", 0 },
        { "لبنان", "لبنان", 0 },
        { "وفي", "في", MARSAD_CLITIC_WA },
        { "غريب", "غريب", 0 },
        { "و", "و", 0 },
    };

    (void)state;
    put(slots, N, "العراق", 40);
    put(slots, N, "بالعراق", 20);
    put(slots, N, "بغداد", 40);
    put(slots, N, "وزير", 40);
    put(slots, N, "زير", 4);
    put(slots, N, "لبنان", 30);
    put(slots, N, "بنان", 8);
    put(slots, N, "في", 60);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char room[ENTITY_STEM_ROOM];
        struct entity_stem s = entity_stem_of(&words, marsad_str_of(CASES[i].norm), room);
        if (!marsad_str_equal(s.stem, marsad_str_of(CASES[i].stem)) || s.clitics != CASES[i].clitics)
            fail_msg("%s: stem %.*s, clitics %u", CASES[i].norm, MARSAD_STR_ARG(s.stem), s.clitics);
    }
}

/* ---- best sequence ---- */

static void test_viterbi(void **state)
{
    static const float none[ENTITY_TAGS + 1][ENTITY_TAGS];
    float scores[3][ENTITY_TAGS] = { { 0 } };
    uint8_t back[3 * ENTITY_TAGS], tags[3];

    (void)state;
    scores[0][ENTITY_I(ENTITY_LOC)] = 9; /* I cannot begin */
    scores[0][ENTITY_B(ENTITY_PERS)] = 2;
    scores[1][ENTITY_I(ENTITY_PERS)] = 3;
    scores[1][ENTITY_I(ENTITY_ORG)] = 4; /* nor follow another type */
    scores[2][0] = 1;
    entity_viterbi(&scores[0][0], ENTITY_TAGS, none, 3, back, tags);
    assert_int_equal(tags[0], ENTITY_B(ENTITY_PERS));
    assert_int_equal(tags[1], ENTITY_I(ENTITY_PERS));
    assert_int_equal(tags[2], 0);
}

/* ---- a small model ---- */

static const char *const CITIES[] = { "بغداد", "دمشق", "باريس", "لندن", "القاهرة", "بيروت" };
static const char *const GIVEN[] = { "محمد", "أحمد", "جورج", "علي", "خالد" };
static const char *const FAMILY[] = { "بوش", "السامرائي", "الحكيم", "كرزاي" };

struct world {
    marsad_dict *dict;
    marsad_arena *arena;
    struct entity_words words;
    marsad_buf image;
};

static void write_corpus(const char *path)
{
    FILE *f = fopen(path, "w");

    assert_non_null(f);
    for (unsigned i = 0; i < 120; i++) {
        fprintf(f, "وقال O\nالرئيس O\n%s B-PERS\n%s I-PERS\nفي O\n%s B-LOC\n. O\n\n", GIVEN[i % 5], FAMILY[i % 4],
                CITIES[i % 6]);
        fprintf(f, "وصل O\nوفد O\nالأمم B-ORG\nالمتحدة I-ORG\nإلى O\n%s B-LOC\nأمس O\n\n", CITIES[(i + 1) % 6]);
        fprintf(f, "هذا O\nيوم O\nجديد O\n\n");
    }
    assert_int_equal(fclose(f), 0);
}

static void learn_small(struct world *w)
{
    static const struct entity_word NONE[1];
    const struct entity_settings set = { .second = true, .rounds = 6, .penalty = 1, .kept = 0.01, .about = "test" };
    struct corpus corpus = { 0 };
    char path[] = "/tmp/marsad-entities-XXXXXX";
    marsad_err err = { .code = MARSAD_OK };
    int fd = mkstemp(path);

    assert_true(fd >= 0);
    close(fd);
    write_corpus(path);
    w->words = (struct entity_words){ NONE, 1 };
    assert_true(corpus_read(path, 0, 1000, w->arena, &corpus, &err));
    assert_int_equal(corpus.n_sentences, 360);
    w->image.len = 0;
    if (!entity_learn(&set, w->dict, &w->words, &corpus, w->arena, &w->image, &err))
        fail_msg("%s: %s", err.where, err.msg);
    unlink(path);
}

static void test_small_model(void **state)
{
    static const struct {
        const char *sentence, *tags;
    } CASES[] = {
        { "وقال الرئيس خالد الحكيم في دمشق", "O O B-PERS I-PERS O B-LOC" },
        { "وصل وفد الأمم المتحدة إلى بغداد", "O O B-ORG I-ORG O B-LOC" },
        { "هذا يوم جديد", "O O O" },
        { "وصل جديد إلى القاهرة", "O O O B-LOC" },
    };
    struct world *w = *state;
    marsad_err err = { .code = MARSAD_OK };
    entity_model *m;
    marsad_buf first = { 0 };

    learn_small(w);
    assert_true(marsad_buf_add(&first, marsad_buf_str(&w->image)));
    learn_small(w); /* the same bytes again */
    assert_true(marsad_str_equal(marsad_buf_str(&first), marsad_buf_str(&w->image)));
    marsad_buf_release(&first);
    m = entity_model_from(w->image.ptr, w->image.len, "small", w->dict, &err);
    assert_non_null(m);
    assert_true(marsad_str_equal(entity_model_about(m), MARSAD_LIT("test")));
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        marsad_str tokens[16], rest = marsad_str_of(CASES[i].sentence);
        struct entity_sentence s = { tokens, 0 };
        marsad_buf found = { 0 };
        uint8_t *tags;
        size_t n;
        while (marsad_str_next(&rest, ' ', &tokens[s.n]))
            s.n++;
        assert_true(entity_tag(m, &s, 1, w->arena, &tags, &n, &err));
        assert_int_equal(n, s.n);
        for (size_t k = 0; k < n; k++)
            assert_true(marsad_buf_addf(&found, k ? " %s" : "%s", ENTITY_TAG_NAMES[tags[k]]));
        if (!marsad_str_equal(marsad_buf_str(&found), marsad_str_of(CASES[i].tags)))
            fail_msg("%s: %.*s", CASES[i].sentence, MARSAD_STR_ARG(marsad_buf_str(&found)));
        marsad_buf_release(&found);
    }
    entity_model_close(m);
}

/* A text is tagged as its tokens are. */
static void test_text(void **state)
{
    struct world *w = *state;
    marsad_err err = { .code = MARSAD_OK };
    entity_model *m = entity_model_from(w->image.ptr, w->image.len, "small", w->dict, &err);
    marsad_buf found = { 0 };
    marsad_text text;
    uint8_t *tags;

    assert_non_null(m);
    assert_true(
        marsad_text_read(w->dict, MARSAD_LIT("وقال الرئيس خالد الحكيم في دمشق. هذا يوم جديد."), w->arena, &text, &err));
    assert_true(entity_tag_text(m, &text, w->arena, &tags, &err));
    for (size_t i = 0; i < text.n_tokens; i++)
        assert_true(marsad_buf_addf(&found, i ? " %s" : "%s", ENTITY_TAG_NAMES[tags[i]]));
    if (!marsad_str_equal(marsad_buf_str(&found), MARSAD_LIT("O O B-PERS I-PERS O B-LOC O O O O O")))
        fail_msg("%.*s", MARSAD_STR_ARG(marsad_buf_str(&found)));
    marsad_buf_release(&found);
    assert_true(marsad_text_read(w->dict, MARSAD_LIT(""), w->arena, &text, &err));
    assert_true(entity_tag_text(m, &text, w->arena, &tags, &err));
    entity_model_close(m);
}

/* A model that has seen other texts tags as a fresh one. */
static void test_memo(void **state)
{
    enum { TEXTS = 6, WORDS = 2000 };
    struct world *w = *state;
    test_rng rng = test_rng_start("memo");
    entity_model *m = entity_model_from(w->image.ptr, w->image.len, "small", w->dict, NULL);
    marsad_buf joined = { 0 };

    assert_non_null(m);
    for (size_t i = 0; i < TEXTS; i++) {
        entity_model *fresh = entity_model_from(w->image.ptr, w->image.len, "small", w->dict, NULL);
        uint8_t *with, *again, *without;
        size_t names = 0;
        marsad_text text;

        joined.len = 0;
        for (size_t k = 0; k < WORDS; k++)
            assert_true(test_add_word(&joined, &rng, 3 + k % 12) &&
                        (k % 3 ? marsad_buf_add(&joined, S(" "))
                               : marsad_buf_addf(&joined, " في %s. ", CITIES[test_rng_below(&rng, COUNT(CITIES))])));
        assert_true(marsad_text_read(w->dict, marsad_buf_str(&joined), w->arena, &text, NULL));
        assert_true(fresh && entity_tag_text(m, &text, w->arena, &with, NULL) &&
                    entity_tag_text(m, &text, w->arena, &again, NULL) &&
                    entity_tag_text(fresh, &text, w->arena, &without, NULL));
        assert_memory_equal(with, without, text.n_tokens);
        assert_memory_equal(again, without, text.n_tokens);
        for (size_t k = 0; k < text.n_tokens; k++)
            names += with[k] != 0;
        assert_true(names > WORDS / 10);
        entity_model_close(fresh);
    }
    entity_model_close(m);
    marsad_buf_release(&joined);
}

/* Every flipped byte of the header, and some of the rest, is refused. */
static void test_damage(void **state)
{
    struct world *w = *state;
    size_t n = w->image.len;

    assert_true(n > 0);
    for (size_t i = 0; i < n; i += i < sizeof(struct entity_header) ? 1 : 997) {
        marsad_err err = { .code = MARSAD_OK };
        w->image.ptr[i] ^= 0x10;
        assert_null(entity_model_from(w->image.ptr, n, "flipped", w->dict, &err));
        assert_int_equal(err.code, MARSAD_EFORMAT);
        w->image.ptr[i] ^= 0x10;
    }
    for (size_t cut = 0; cut < n; cut += 1 + n / 50)
        assert_null(entity_model_from(w->image.ptr, cut, "cut", w->dict, NULL));
}

static void test_odd_tokens(void **state)
{
    static const char *const TOKENS[] = { "(د", "\u0640", "...", "3-2", "\u064B", "a", "\u200F", "م.", "\u202E\u202C" };
    struct world *w = *state;
    entity_model *m = entity_model_from(w->image.ptr, w->image.len, "small", w->dict, NULL);
    marsad_str tokens[9];
    struct entity_sentence s[2] = { { tokens, 9 }, { tokens, 0 } };
    uint8_t *tags;
    size_t n;

    assert_non_null(m);
    for (size_t i = 0; i < 9; i++)
        tokens[i] = marsad_str_of(TOKENS[i]);
    assert_true(entity_tag(m, s, 2, w->arena, &tags, &n, NULL));
    assert_int_equal(n, 9);
    assert_true(entity_tag(m, s, 0, w->arena, &tags, &n, NULL));
    assert_int_equal(n, 0);
    entity_model_close(m);
}

/* ---- the shipped model on the text it was learnt from: features and file still fit together ---- */

#define SCORE_LOW 0.985
#define SCORE_HIGH 1.0

static void test_recorded_score(void **state)
{
    static const char PATH[] = MARSAD_SOURCE_ROOT "/../shared/data/names/anercorp-train.txt";
    struct world *w = *state;
    struct score by_type[ENTITY_TYPE_COUNT + 1] = { { 0 } }, all = { 0 };
    struct corpus corpus = { 0 };
    marsad_err err = { .code = MARSAD_OK };
    entity_model *m = entity_model_open(NULL, w->dict, &err);
    uint8_t *tags;
    size_t n, at = 0;

    if (!m)
        fail_msg("%s: %s", err.where, err.msg);
    if (access(PATH, R_OK) != 0) {
        entity_model_close(m);
        print_message("../shared/data/names is not here\n");
        skip();
    }
    assert_true(corpus_read(PATH, 0, 1000, w->arena, &corpus, &err));
    assert_true(entity_tag(m, corpus.sentences, corpus.n_sentences, w->arena, &tags, &n, &err));
    for (size_t s = 0; s < corpus.n_sentences; at += corpus.sentences[s++].n)
        score_spans(corpus.gold, tags, at, at + corpus.sentences[s].n, by_type);
    for (int k = 0; k < ENTITY_TYPE_COUNT; k++) {
        all.right += by_type[k].right;
        all.wrong += by_type[k].wrong;
        all.missed += by_type[k].missed;
    }
    if (score_f1(all) < SCORE_LOW || score_f1(all) > SCORE_HIGH)
        fail_msg("F1 on the training part is %.3f", score_f1(all));
    entity_model_close(m);
}

static int set_up(void **state)
{
    static struct world w;

    w.dict = marsad_dict_open(NULL, NULL);
    w.arena = marsad_arena_new(0);
    *state = &w;
    return w.dict && w.arena ? 0 : -1;
}

static int tear_down(void **state)
{
    struct world *w = *state;

    marsad_buf_release(&w->image);
    marsad_arena_free(w->arena);
    marsad_dict_close(w->dict);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clitics),    cmocka_unit_test(test_viterbi),        cmocka_unit_test(test_small_model),
        cmocka_unit_test(test_text),       cmocka_unit_test(test_memo),           cmocka_unit_test(test_damage),
        cmocka_unit_test(test_odd_tokens), cmocka_unit_test(test_recorded_score),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
