/*
 * test_event_soup.c - what holds for any text: soups of trigger words, agents, places and particles; cut-up articles.
 */
#include "testing.h"

#include "marsad/arena.h"

#include "invariants.h"
#include "reading.h"

#define DAY "2021-03-10"
#define SOUPS 1500
#define SOUP_WORDS 40
#define CUTS 150
#define CUT_BYTES 3000 /* of a sample article at most */

static marsad_dict *dict;

/* ---- comparing two readings of one text ---- */

static void add_span(marsad_buf *b, const char *name, marsad_span s)
{
    assert_true(marsad_buf_addf(b, " %s %u-%u/%u-%u", name, s.start, s.end, s.first, s.last));
}

static void add_parties(marsad_buf *b, const char *name, const marsad_party *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        add_span(b, name, at[i].span);
        assert_true(marsad_buf_addf(b, " %.*s %.*s %.*s", MARSAD_STR_ARG(at[i].entity), MARSAD_STR_ARG(at[i].country),
                                    MARSAD_STR_ARG(at[i].role)));
    }
}

static void add_event(marsad_buf *b, const marsad_event *e)
{
    assert_true(marsad_buf_addf(b, "%.*s/%.*s %u %d %.17g", MARSAD_STR_ARG(e->type), MARSAD_STR_ARG(e->mode),
                                e->sentence, (int)e->factuality, e->confidence));
    add_span(b, "trigger", e->trigger);
    add_parties(b, "actor", e->actors, e->n_actors);
    add_parties(b, "recipient", e->recipients, e->n_recipients);
    if (e->has_place)
        add_span(b, "place", e->place_span);
    if (e->time)
        add_span(b, e->time->from, e->time->span);
    if (e->has_source)
        add_span(b, "source", e->source.span);
    assert_true(marsad_buf_addf(b, " %g %g %g\n", e->killed.min, e->injured.min, e->captured.min));
}

static marsad_buf summary_of(const struct reading *r)
{
    marsad_buf b = { 0 };

    assert_true(marsad_buf_addf(&b, "%zu statements\n", r->events.n_statements));
    for (size_t i = 0; i < r->events.n_events; i++)
        add_event(&b, &r->events.events[i]);
    for (size_t i = 0; i < r->events.n_holdings; i++) {
        add_span(&b, "held", r->events.holdings[i].span);
        add_span(&b, "place", r->events.holdings[i].place_span);
    }
    return b;
}

static void print_flaw(const struct reading *r, size_t at, const char *flaw)
{
    print_error("%s: event or statement %zu\nin: %.*s\n", flaw, at, (int)r->text.text.len, r->text.text.ptr);
    if (at < r->events.n_events) {
        marsad_buf b = { 0 };
        marsad_str evidence =
            reading_words(r, (marsad_span){ r->text.sentences[r->events.events[at].sentence].start,
                                            r->text.sentences[r->events.events[at].sentence].end, 0, 0 });
        add_event(&b, &r->events.events[at]);
        print_error("sentence: %.*s\n%.*s", (int)evidence.len, evidence.ptr, (int)b.len, b.ptr);
        marsad_buf_release(&b);
    }
}

static size_t check_text(marsad_str text)
{
    struct reading first, second;
    marsad_buf once, again;
    const char *flaw;
    size_t at = 0, n;

    assert_true(reading_begin(dict, DAY, text, &first));
    flaw = events_flaw(&first.text, &first.events, &at);
    if (flaw)
        print_flaw(&first, at, flaw);
    assert_null(flaw);
    assert_true(reading_begin(dict, DAY, text, &second));
    once = summary_of(&first);
    again = summary_of(&second);
    assert_true(marsad_str_equal(marsad_buf_str(&once), marsad_buf_str(&again)));
    n = first.events.n_events;
    marsad_buf_release(&once);
    marsad_buf_release(&again);
    reading_end(&first);
    reading_end(&second);
    return n;
}

/* ---- soups ---- */

static marsad_str random_cell(test_rng *rng, marsad_table table, const char *column)
{
    uint32_t row = (uint32_t)test_rng_below(rng, marsad_dict_rows(dict, table));
    marsad_str cell = marsad_dict_cell(dict, table, row, marsad_dict_column(dict, table, column)), word = cell;

    for (size_t skip = test_rng_below(rng, 3) + 1; skip > 0 && cell.ptr; skip--)
        if (!marsad_str_next(&cell, '|', &word))
            break;
    return word;
}

static void add_word(test_rng *rng, marsad_buf *b)
{
    static const struct {
        marsad_table table;
        const char *column;
    } SOURCES[] = {
        { MARSAD_TABLE_FRAMES, "trigger" }, { MARSAD_TABLE_FRAMES, "trigger" }, { MARSAD_TABLE_AGENTS, "word" },
        { MARSAD_TABLE_AGENTS, "plurals" }, { MARSAD_TABLE_ACTORS, "name" },    { MARSAD_TABLE_PLACES, "name" },
        { MARSAD_TABLE_VERBS, "verb" },     { MARSAD_TABLE_VERBS, "masdars" },  { MARSAD_TABLE_FUNCTION, "word" },
        { MARSAD_TABLE_SIGNALS, "phrase" }, { MARSAD_TABLE_TIMES, "phrase" },   { MARSAD_TABLE_NUMBERS, "phrase" },
    };
    static const char *const MARKS[] = { ".",      "\u060C", "\u061B", ":",    "\n",    "(", ")",
                                         "\u00AB", "\u00BB", "12",     "2021", "3,500", "-", "\u061F" };
    static const char *const CLITICS[] = {
        "\u0648", "\u0641", "\u0628", "\u0644", "\u0643", "\u0627\u0644", "\u0648\u0627\u0644", "\u0644\u0644", "\u0633"
    }; /* و ف ب ل ك ال وال لل س */
    size_t which = test_rng_below(rng, COUNT(SOURCES) + 2);

    if (test_rng_below(rng, 4) == 0 && which < COUNT(SOURCES))
        assert_true(marsad_buf_add(b, S(CLITICS[test_rng_below(rng, COUNT(CLITICS))])));
    if (which < COUNT(SOURCES))
        assert_true(marsad_buf_add(b, random_cell(rng, SOURCES[which].table, SOURCES[which].column)));
    else
        assert_true(marsad_buf_add(b, S(MARKS[test_rng_below(rng, COUNT(MARKS))])));
    assert_true(marsad_buf_add_byte(b, ' '));
}

static void test_soups(void **state)
{
    test_rng rng = test_rng_start("event soups");
    size_t events = 0;

    (void)state;
    for (size_t k = 0; k < SOUPS; k++) {
        marsad_buf b = { 0 };
        for (size_t n = 1 + test_rng_below(&rng, SOUP_WORDS); n > 0; n--)
            add_word(&rng, &b);
        events += check_text(marsad_buf_str(&b));
        marsad_buf_release(&b);
    }
    assert_true(events > SOUPS / 20); /* else the soups test nothing */
}

/* ---- articles cut anywhere between two characters ---- */

static size_t to_character(marsad_str s, size_t at)
{
    while (at < s.len && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void test_cut_articles(void **state)
{
    test_rng rng = test_rng_start("cut articles");
    marsad_buf file = { 0 };
    marsad_str all;

    (void)state;
    assert_true(reading_file(TEST_PATH("samples/articles.jsonl"), &file));
    all = marsad_buf_str(&file); /* the JSON around the texts does no harm */
    for (size_t k = 0; k < CUTS; k++) {
        size_t start = to_character(all, test_rng_below(&rng, all.len));
        size_t end = start + test_rng_below(&rng, CUT_BYTES);
        check_text(marsad_str_slice(all, start, end < all.len ? to_character(all, end) : all.len));
    }
    marsad_buf_release(&file);
}

static void test_nothing(void **state)
{
    static const char *const TEXTS[] = { "", " ", "\n\n", ".", "\u060C", "\u0648", "12", "a" };

    (void)state;
    for (size_t i = 0; i < COUNT(TEXTS); i++)
        assert_int_equal(check_text(S(TEXTS[i])), 0);
}

/* With ever more memory the text is read in the end; until then the only error is "no memory". */
static void test_little_memory(void **state)
{
    marsad_buf file = { 0 };
    struct reading whole;
    bool done = false;

    (void)state;
    assert_true(reading_file(TEST_PATH("samples/text/02-gaza-agency.txt"), &file));
    assert_true(reading_begin(dict, DAY, marsad_buf_str(&file), &whole));
    assert_true(whole.events.n_events > 0);
    for (size_t limit = 1; !done && limit < (size_t)64 << 20; limit += limit / 8 + 4096) {
        marsad_arena *small = marsad_arena_new(limit);
        marsad_events events = { 0 };
        marsad_err err = { 0 };
        assert_non_null(small);
        done = marsad_events_find(dict, &whole.article, &whole.text, &whole.mentions, small, &events, &err);
        if (done)
            assert_int_equal(events.n_events, whole.events.n_events);
        else
            assert_int_equal(err.code, MARSAD_ENOMEM);
        marsad_arena_free(small);
    }
    assert_true(done);
    reading_end(&whole);
    marsad_buf_release(&file);
}

static int open_dict(void **state)
{
    (void)state;
    return (dict = marsad_dict_open(NULL, NULL)) ? 0 : -1;
}

static int close_dict(void **state)
{
    (void)state;
    marsad_dict_close(dict);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_soups),
        cmocka_unit_test(test_cut_articles),
        cmocka_unit_test(test_little_memory),
    };

    return cmocka_run_group_tests_name("event-soup", tests, open_dict, close_dict);
}
