/*
 * test_events.c - each sentence of sentences.tsv gives the event that its line describes, or none.
 *
 *     test-events              lists the lines that fail
 *     test-events --marks      prints the table with the marks "wrong" as they are today, and tests nothing
 *     test-events --show TEXT  prints the events of a text
 */
#include "testing.h"

#include "marsad/arena.h"
#include "table.h"

#define TABLE_FILE TEST_PATH("tests/event/sentences.tsv")
#define SHARE_WRONG_MAX 0.35 /* of all lines: more marks than that and the table says nothing */

static void show_parties(const struct reading *r, const char *name, const marsad_party *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        marsad_str words = reading_words(r, at[i].span);
        printf(" %s=[%.*s]", name, (int)words.len, words.ptr);
    }
}

static void show_words(const struct reading *r, const char *name, bool there, marsad_span span)
{
    marsad_str words = there ? reading_words(r, span) : MARSAD_LIT("");

    if (there)
        printf(" %s=[%.*s]", name, (int)words.len, words.ptr);
}

static void show_count(const char *name, const marsad_count *c)
{
    if (c->known)
        printf(" %s=%g..%g", name, c->has_min ? c->min : -1, c->has_max ? c->max : -1);
}

static void show_event(const struct reading *r, const marsad_event *e)
{
    printf("      %.*s/%.*s", (int)e->type.len, e->type.ptr, (int)e->mode.len, e->mode.ptr ? e->mode.ptr : "");
    show_words(r, "trigger", true, e->trigger);
    show_parties(r, "actor", e->actors, e->n_actors);
    show_parties(r, "recipient", e->recipients, e->n_recipients);
    show_words(r, "place", e->has_place, e->place_span);
    if (e->time)
        printf(" time=%s..%s", e->time->from, e->time->to);
    show_count("killed", &e->killed);
    show_count("injured", &e->injured);
    show_count("captured", &e->captured);
    show_words(r, "gains", e->has_gains, e->gains);
    show_words(r, "loses", e->has_loses, e->loses);
    show_words(r, "territory", e->has_territory, e->territory);
    show_words(r, "source", e->has_source, e->source.span);
    printf(" %s %.2f\n", marsad_factuality_name(e->factuality), e->confidence);
}

static void show_events(const struct reading *r)
{
    if (!r->events.n_events)
        printf("      no event\n");
    for (size_t i = 0; i < r->events.n_events; i++)
        show_event(r, &r->events.events[i]);
}

/* Does the line hold? *column: the farthest that any event got before it did not fit. */
static bool line_holds(const marsad_dict *dict, const struct table_line *line, const struct reading *r,
                       enum table_column *column)
{
    *column = TABLE_TYPE;
    if (marsad_str_equal(line->cell[TABLE_TYPE], MARSAD_LIT("NONE")))
        return r->events.n_events == 0;
    for (size_t i = 0; i < r->events.n_events; i++) {
        enum table_column misfit = table_misfit(line, dict, r, &r->events.events[i]);
        if (misfit == TABLE_N)
            return true;
        if (misfit > *column)
            *column = misfit;
    }
    return false;
}

static bool read_line(const marsad_dict *dict, const struct table_line *line, struct reading *r)
{
    char published[11];

    snprintf(published, sizeof published, "%.*s", (int)line->cell[TABLE_PUBLISHED].len,
             line->cell[TABLE_PUBLISHED].ptr);
    return reading_begin(dict, published, line->cell[TABLE_SENTENCE], r);
}

static bool is_marked(const struct table_line *line)
{
    return line->cell[TABLE_KNOWN].len > 0;
}

static void explain(const struct table_line *line, const struct reading *r, enum table_column column)
{
    printf("%s line %zu (%.*s): %.*s\n", is_marked(line) ? "known:" : "WRONG:", line->number,
           (int)line->cell[TABLE_ABOUT].len, line->cell[TABLE_ABOUT].ptr, (int)line->cell[TABLE_SENTENCE].len,
           line->cell[TABLE_SENTENCE].ptr);
    printf("   %s should be: %.*s\n", TABLE_NAMES[column], (int)line->cell[column].len, line->cell[column].ptr);
    show_events(r);
}

struct tally {
    size_t lines, marked, broken, mended, bad;
};

static void check_line(const marsad_dict *dict, const struct table_line *line, struct tally *t)
{
    enum table_column column;
    struct reading r;
    bool holds;

    assert_true(read_line(dict, line, &r));
    holds = line_holds(dict, line, &r, &column);
    t->lines++;
    t->marked += is_marked(line);
    if (!holds)
        explain(line, &r, column);
    if (holds && is_marked(line)) {
        t->mended++;
        printf("right now: line %zu: take the mark \"wrong\" away\n", line->number);
    }
    t->broken += !holds && !is_marked(line);
    reading_end(&r);
}

static void test_sentences(void **state)
{
    const marsad_dict *dict = *state;
    struct tally tally = { 0 };
    struct table_line line;
    marsad_buf file = { 0 };
    marsad_str rest;
    size_t number = 0;
    bool broken;

    assert_true(reading_file(TABLE_FILE, &file));
    for (rest = marsad_buf_str(&file); table_next(&rest, &number, &line, &broken);) {
        if (broken)
            printf("line %zu: not %d cells, or no sentence or type\n", number, TABLE_N);
        else
            check_line(dict, &line, &tally);
        tally.bad += broken;
    }
    marsad_buf_release(&file);
    print_message("%zu sentences, %zu known to be wrong, %zu broken, %zu mended\n", tally.lines, tally.marked,
                  tally.broken, tally.mended);
    assert_true(tally.lines >= 120);
    assert_true((double)tally.marked <= SHARE_WRONG_MAX * (double)tally.lines);
    assert_int_equal(tally.bad + tally.broken + tally.mended, 0);
}

/* The table as it is, but with the marks that it would need today. */
static int print_marks(const marsad_dict *dict)
{
    marsad_buf file = { 0 };
    marsad_str rest, whole;
    struct table_line line;

    if (!reading_file(TABLE_FILE, &file))
        return EXIT_FAILURE;
    for (rest = marsad_buf_str(&file); marsad_str_next(&rest, '\n', &whole);) {
        marsad_str one = whole;
        size_t number = 0;
        enum table_column column;
        struct reading r;
        bool broken;

        if (!table_next(&one, &number, &line, &broken) || broken) {
            printf("%.*s%s", (int)whole.len, whole.ptr, rest.ptr ? "\n" : "");
            continue;
        }
        if (!read_line(dict, &line, &r))
            return EXIT_FAILURE;
        printf("%s\t%.*s\n", line_holds(dict, &line, &r, &column) ? "" : "wrong",
               (int)(whole.len - line.cell[TABLE_KNOWN].len - 1), whole.ptr + line.cell[TABLE_KNOWN].len + 1);
        reading_end(&r);
    }
    marsad_buf_release(&file);
    return EXIT_SUCCESS;
}

static int print_text(const marsad_dict *dict, const char *text)
{
    struct reading r;

    if (!reading_begin(dict, "2021-03-10", marsad_str_of(text), &r))
        return EXIT_FAILURE;
    show_events(&r);
    reading_end(&r);
    return EXIT_SUCCESS;
}

static int open_dict(void **state)
{
    return (*state = marsad_dict_open(NULL, NULL)) ? 0 : -1;
}

static int close_dict(void **state)
{
    marsad_dict_close(*state);
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_sentences) };
    marsad_dict *dict;
    int status;

    if (argc < 2)
        return cmocka_run_group_tests_name("events", tests, open_dict, close_dict);
    dict = marsad_dict_open(NULL, NULL);
    if (!dict)
        return EXIT_FAILURE;
    status = argc > 2 ? print_text(dict, argv[2]) : print_marks(dict);
    marsad_dict_close(dict);
    return status;
}
