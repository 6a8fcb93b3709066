/*
 * test_dict.c - the reader of the compiled dictionary, over a file that the real compiler made. argv[1]: the compiler.
 */
#include "../testing.h"

#include <unistd.h>

#include "dict/format.h"
#include "marsad/dict.h"
#include "tiny.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static const char *DICTC;

struct open_dict {
    struct tiny tiny;
    marsad_dict *d;
};

static int set_up(void **state)
{
    static struct open_dict o;
    marsad_err err = { 0 };

    tiny_begin(&o.tiny, DICTC);
    tiny_rows(&o.tiny, "countries.tsv", "IQ\tIRQ\tالعراق\t\tIraq\tعراقي\tعراقيون\tبغداد\t33.2\t43.7\n");
    tiny_rows(&o.tiny, "places.tsv",
              "p:1\tبغداد\tمدينة السلام\tBaghdad\tIQ\t\t33.34\t44.4\tsettlement\tcity\t5672513\n"
              "p:2\tمدينة الصدر\t\tSadr City\tIQ\t\t\t\tdistrict\tquarter\t\n");
    tiny_rows(&o.tiny, "geonames.tsv", "g:7\tسامراء\t\tSamarra\tIQ\t\t-34.2\t4.39e1\tsettlement\tcity\t0\n");
    tiny_rows(&o.tiny, "cues.tsv", "مدينة\tمدن\tplace\n");
    tiny_rows(&o.tiny, "verbs.tsv", "أطلق\tيطلق\tإطلاق\tمطلق\tمطلق\tt\nقال\tيقول\tقول|أقوال\tقائل\t\tsay\n");
    tiny_rows(&o.tiny, "frames.tsv",
              "أطلق النار\tv\tASSAULT\t\t\t\t\t\t\t0.5\t\nإطلاق نار\tn\tASSAULT\t\t\t\t\t\t\t\t\n");
    assert_int_equal(tiny_compile(&o.tiny), 0);
    o.d = marsad_dict_open(o.tiny.out, &err);
    if (!o.d)
        fail_msg("%s", err.msg);
    *state = &o;
    return 0;
}

static int tear_down(void **state)
{
    struct open_dict *o = *state;

    marsad_dict_close(o->d);
    tiny_end(&o->tiny);
    return 0;
}

/* The first entry of `phrase` that stands in `table`; NULL if there is none. */
static const marsad_entry *find_in(const marsad_dict *d, const char *phrase, marsad_table table)
{
    marsad_entries found = marsad_dict_find(d, S(phrase));

    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == table)
            return &found.at[i];
    return NULL;
}

static void test_find(void **state)
{
    const marsad_dict *d = ((struct open_dict *)*state)->d;
    const marsad_entry *e;

    e = find_in(d, "بغداد", MARSAD_TABLE_PLACES);
    assert_non_null(e);
    assert_int_equal(e->row, 0);
    assert_int_equal(e->form, 0);
    assert_int_equal(e->column, marsad_dict_column(d, MARSAD_TABLE_PLACES, "name"));
    assert_int_equal(find_in(d, "سامراء", MARSAD_TABLE_PLACES)->row, 2); /* rows of both files in order */
    assert_null(find_in(d, "بغدا", MARSAD_TABLE_PLACES));
    assert_null(find_in(d, "", MARSAD_TABLE_PLACES));
    assert_null(find_in(d, "بغداد بغداد", MARSAD_TABLE_PLACES));
    assert_null(find_in(d, "p:1", MARSAD_TABLE_PLACES)); /* keys are not indexed */
}

static void test_phrases_of_several_words(void **state)
{
    const marsad_dict *d = ((struct open_dict *)*state)->d;
    uint32_t node = marsad_dict_step(d, 0, marsad_dict_word(d, S("مدينه")));

    assert_int_equal(find_in(d, "مدينه", MARSAD_TABLE_CUES)->row, 0);
    assert_int_equal(find_in(d, "مدينه السلام", MARSAD_TABLE_PLACES)->row, 0);
    assert_int_equal(find_in(d, "مدينه الصدر", MARSAD_TABLE_PLACES)->row, 1);
    assert_int_not_equal(node, 0);
    assert_int_not_equal(marsad_dict_step(d, node, marsad_dict_word(d, S("الصدر"))), 0);
    assert_int_equal(marsad_dict_step(d, node, marsad_dict_word(d, S("بغداد"))), 0);
    assert_int_equal(marsad_dict_step(d, 0, marsad_dict_word(d, S("الصدر"))), 0); /* begins no phrase */
    assert_int_equal(marsad_dict_step(d, node, MARSAD_NO_WORD), 0);
    assert_int_equal(marsad_dict_step(d, UINT32_MAX, 0), 0);
    assert_int_equal(marsad_dict_entries(d, UINT32_MAX).n, 0);
}

static void test_inflected_forms(void **state)
{
    const marsad_dict *d = ((struct open_dict *)*state)->d;

    assert_true(find_in(d, "يقولون", MARSAD_TABLE_VERBS)->form & MARSAD_FORM_IMPERFECT);
    assert_true(find_in(d, "قيل", MARSAD_TABLE_VERBS)->form & MARSAD_FORM_PASSIVE);
    assert_true(find_in(d, "قايلون", MARSAD_TABLE_VERBS)->form & MARSAD_FORM_PARTICIPLE);
    assert_true(find_in(d, "مدن", MARSAD_TABLE_CUES)->form & MARSAD_FORM_PLURAL);
    assert_true(find_in(d, "مدينتين", MARSAD_TABLE_CUES)->form & MARSAD_FORM_DUAL);
    assert_non_null(find_in(d, "عراقيات", MARSAD_TABLE_COUNTRIES));
    /* The first word of a frame is inflected, the rest stands as it is. */
    assert_true(find_in(d, "اطلقت النار", MARSAD_TABLE_FRAMES)->form & MARSAD_FORM_PERFECT);
    assert_true(find_in(d, "يطلقون النار", MARSAD_TABLE_FRAMES)->form & MARSAD_FORM_IMPERFECT);
    assert_true(find_in(d, "اطلاق نار", MARSAD_TABLE_FRAMES)->form & MARSAD_FORM_MASDAR);
    assert_null(find_in(d, "اطلقت", MARSAD_TABLE_FRAMES));
    /* Lines are counted as an editor does, the header included. */
    assert_string_equal(
        marsad_dict_cell(d, MARSAD_TABLE_FRAMES, 1, marsad_dict_column(d, MARSAD_TABLE_FRAMES, "line")).ptr, "3");
}

static void test_cells_and_numbers(void **state)
{
    const marsad_dict *d = ((struct open_dict *)*state)->d;
    int name = marsad_dict_column(d, MARSAD_TABLE_PLACES, "name");
    int lat = marsad_dict_column(d, MARSAD_TABLE_PLACES, "lat");
    int lon = marsad_dict_column(d, MARSAD_TABLE_PLACES, "lon");

    assert_int_equal(marsad_dict_rows(d, MARSAD_TABLE_PLACES), 3);
    assert_int_equal(marsad_dict_rows(d, MARSAD_TABLE_TIMES), 0);
    assert_int_equal(marsad_dict_column(d, MARSAD_TABLE_PLACES, "no such column"), -1);
    assert_str(marsad_dict_cell(d, MARSAD_TABLE_PLACES, 1, name), "مدينة الصدر");
    assert_int_equal(marsad_dict_cell(d, MARSAD_TABLE_PLACES, 1, name).ptr[strlen("مدينة الصدر")], 0);
    assert_str(marsad_dict_cell(d, MARSAD_TABLE_PLACES, 1, lat), "");
    assert_str(marsad_dict_cell(d, MARSAD_TABLE_PLACES, 3, name), "");
    assert_str(marsad_dict_cell(d, MARSAD_TABLE_PLACES, 0, -1), "");
    assert_str(marsad_dict_cell(d, MARSAD_TABLE_PLACES, 0, 99), "");
    assert_true(marsad_dict_number(d, MARSAD_TABLE_PLACES, 0, lat) == 33.34);
    assert_true(marsad_dict_number(d, MARSAD_TABLE_PLACES, 1, lat) == 0);
    assert_true(marsad_dict_number(d, MARSAD_TABLE_PLACES, 2, lat) == -34.2);
    assert_true(marsad_dict_number(d, MARSAD_TABLE_PLACES, 2, lon) == 43.9);
}

static void test_lists(void **state)
{
    (void)state;
    assert_true(marsad_list_has(S("a|bc|d"), S("a")));
    assert_true(marsad_list_has(S("a|bc|d"), S("bc")));
    assert_true(marsad_list_has(S("a|bc|d"), S("d")));
    assert_false(marsad_list_has(S("a|bc|d"), S("b")));
    assert_false(marsad_list_has(S("a|bc|d"), S("a|bc")));
    assert_true(marsad_list_has(S("|a"), S("")));
    assert_false(marsad_list_has((marsad_str){ NULL, 0 }, S("a")));
}

static void test_version(void **state)
{
    const marsad_dict *d = ((struct open_dict *)*state)->d;

    assert_int_equal(strlen(marsad_dict_version(d)), strlen("1-0123456789abcdef"));
    assert_int_equal(strncmp(marsad_dict_version(d), "1-", 2), 0);
}

/* ---- damaged files ---- */

static char *read_all(const char *path, size_t *size)
{
    FILE *f = fopen(path, "rb");
    char *bytes = malloc(1 << 20);

    assert_non_null(f);
    assert_non_null(bytes);
    *size = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

static void expect_error(const struct tiny *t, const char *bytes, size_t size, const char *message)
{
    char path[600];
    marsad_err err = { 0 };
    marsad_dict *d;

    tiny_write(t, "damaged.dict", bytes, size);
    snprintf(path, sizeof path, "%s/damaged.dict", t->data);
    d = marsad_dict_open(path, &err);
    assert_null(d);
    assert_int_equal(err.code, MARSAD_EFORMAT);
    if (!strstr(err.msg, message))
        fail_msg("the message is '%s', without '%s'", err.msg, message);
}

static void test_damaged_files(void **state)
{
    const struct tiny *t = &((struct open_dict *)*state)->tiny;
    size_t size;
    char *bytes = read_all(t->out, &size), *longer = malloc(size + 1);
    struct dict_header *h = (struct dict_header *)(void *)bytes;

    assert_non_null(longer);
    expect_error(t, bytes, 0, "no compiled dictionary");
    expect_error(t, bytes, 7, "no compiled dictionary");
    expect_error(t, bytes, sizeof *h, "is cut");
    expect_error(t, bytes, size - 1, "is cut");
    memcpy(longer, bytes, size);
    longer[size] = 0;
    expect_error(t, longer, size + 1, "follow the end");
    h->magic[7]++;
    expect_error(t, bytes, size, "no compiled dictionary");
    h->magic[7]--;
    h->version++;
    expect_error(t, bytes, size, "this program reads 1");
    h->version--;
    h->order = __builtin_bswap32(h->order);
    expect_error(t, bytes, size, "another kind of machine");
    h->order = __builtin_bswap32(h->order);
    free(longer);
    free(bytes);
}

/* Any one bit that flips is found. */
static void test_flipped_bits(void **state)
{
    const struct tiny *t = &((struct open_dict *)*state)->tiny;
    test_rng rng = test_rng_start("flipped bits");
    size_t size;
    char *bytes = read_all(t->out, &size);

    for (size_t i = 0; i < 300; i++) {
        size_t at = i < sizeof(struct dict_header) ? i : test_rng_below(&rng, size);
        char bit = (char)(1 << test_rng_below(&rng, 8));

        bytes[at] ^= bit;
        expect_error(t, bytes, size, "");
        bytes[at] ^= bit;
    }
    free(bytes);
}

/* A file made to harm has a right checksum: each number that points somewhere is set beyond its target. */
static void test_evil_numbers(void **state)
{
    static const enum dict_section POINTERS[] = { DICT_WORDS, DICT_WORD_HASH, DICT_ROOTS,  DICT_STEPS,
                                                  DICT_NODES, DICT_ENTRIES,   DICT_TABLES, DICT_CELLS };
    const struct tiny *t = &((struct open_dict *)*state)->tiny;
    size_t size;
    char *bytes = read_all(t->out, &size);
    struct dict_header *h = (struct dict_header *)(void *)bytes;

    for (size_t i = 0; i < COUNT(POINTERS); i++) {
        size_t last = i + 1 < COUNT(POINTERS) && POINTERS[i] == DICT_STEPS ? 8 : 0; /* its third number points */
        char *at = bytes + h->sections[POINTERS[i]].offset + last, kept[4];

        if (POINTERS[i] == DICT_WORD_HASH)
            at += 4;
        memcpy(kept, at, 4);
        memset(at, 0xFE, 4);
        h->checksum = XXH3_64bits(bytes + DICT_SUMMED, size - DICT_SUMMED);
        print_message("section %d\n", (int)POINTERS[i]);
        expect_error(t, bytes, size, "point outside");
        memcpy(at, kept, 4);
    }
    for (int s = 0; s < DICT_SECTIONS; s++) {
        uint64_t kept = h->sections[s].offset;

        h->sections[s].offset = UINT64_MAX - 7;
        h->checksum = XXH3_64bits(bytes + DICT_SUMMED, size - DICT_SUMMED);
        expect_error(t, bytes, size, "outside the file");
        h->sections[s].offset = kept;
    }
    free(bytes);
}

static void test_no_regular_file(void **state)
{
    const struct tiny *t = &((struct open_dict *)*state)->tiny;
    marsad_err err = { 0 };
    char path[600];

    assert_null(marsad_dict_open(t->data, &err)); /* a folder */
    assert_int_equal(err.code, MARSAD_EFORMAT);
    marsad_err_clear(&err);
    snprintf(path, sizeof path, "%s/absent.dict", t->data);
    assert_null(marsad_dict_open(path, &err));
    assert_int_equal(err.code, MARSAD_EIO);
    assert_string_equal(err.where, path);
    assert_null(marsad_dict_open(path, NULL));
    marsad_dict_close(NULL);
}

static void test_environment(void **state)
{
    const struct tiny *t = &((struct open_dict *)*state)->tiny;
    const char *before = getenv("MARSAD_DICT");
    char *kept = before ? strdup(before) : NULL;
    marsad_dict *d;

    setenv("MARSAD_DICT", t->out, 1);
    d = marsad_dict_open(NULL, NULL);
    assert_non_null(d);
    assert_int_equal(marsad_dict_rows(d, MARSAD_TABLE_PLACES), 3);
    marsad_dict_close(d);
    if (kept)
        setenv("MARSAD_DICT", kept, 1);
    else
        unsetenv("MARSAD_DICT");
    free(kept);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_phrases_of_several_words),
        cmocka_unit_test(test_inflected_forms),
        cmocka_unit_test(test_cells_and_numbers),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_damaged_files),
        cmocka_unit_test(test_flipped_bits),
        cmocka_unit_test(test_evil_numbers),
        cmocka_unit_test(test_no_regular_file),
        cmocka_unit_test(test_environment),
    };

    if (argc < 2) {
        fprintf(stderr, "usage: test-dict PATH_OF_MARSAD_DICTC\n");
        return EXIT_FAILURE;
    }
    DICTC = argv[1];
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
