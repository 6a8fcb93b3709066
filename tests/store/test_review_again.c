/*
 * test_review_again.c - corrections over a new analysis, also one that was killed.
 */
#include "../testing.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "marsad/review.h"
#include "record/writer.h"
#include "review_kit.h"
#include "sample.h"
#include "store/review.h"

/* ---- a new analysis ---- */

struct fits {
    char text[600];
};

static bool add_fit(void *user, const marsad_review_finding *f)
{
    struct fits *all = user;
    size_t n = strlen(all->text);

    snprintf(all->text + n, sizeof all->text - n, "%s", marsad_review_fit_name(f->fit));
    n = strlen(all->text);
    if (f->field.ptr)
        snprintf(all->text + n, sizeof all->text - n, "(%.*s:%.*s>%.*s)", (int)f->field.len, f->field.ptr,
                 (int)f->was.len, f->was.ptr, (int)f->now.len, f->now.ptr);
    strcat(all->text, " ");
    return true;
}

enum change { SAME, GONE, MOVED, OTHER_TYPE, KILLED_9, KILLED_12, LATER };

static void change_record(struct box *b, marsad_record *r, enum change change)
{
    marsad_event *e = &r->events.events[0];
    marsad_event *three = marsad_arena_array(b->arena, 3, sizeof *three);

    if (change == GONE) {
        r->events.events++;
        r->events.n_events--;
    } else if (change == MOVED) {
        e->trigger.end += 2;
    } else if (change == OTHER_TYPE) {
        e->type = S("COERCE");
    } else if (change == KILLED_9 || change == KILLED_12) {
        e->killed.min = e->killed.max = change == KILLED_9 ? 9 : 12;
    } else if (change == LATER) { /* another event stands before it now */
        three[0] = r->events.events[1];
        three[1] = r->events.events[0];
        r->events.events = three;
    }
}

static const struct again_case {
    enum change change;
    const char *edit, *fits; /* of: accept 1:0, then edit of 2:0, reject 3:0 */
    size_t rejected;
    bool applied;
} AGAIN[] = {
    { SAME, "12", "fits fits fits ", 1, true },
    { MOVED, "12", "moved moved moved ", 1, true },
    { GONE, "12", "event-gone event-gone event-gone ", 0, false },
    { OTHER_TYPE, "12",
      "type-changed(type:ASSAULT>COERCE) type-changed(type:ASSAULT>COERCE) type-changed(type:ASSAULT>COERCE) ", 0,
      false },
    { KILLED_9, "12", "changed(killed:7>9) changed(killed:7>9) fits ", 1, true },
    { KILLED_12, "12", "changed(killed:7>12) agrees fits ", 1, true },
    { LATER, "12", "fits fits fits ", 1, true },
};

/* What the findings say does not depend on the digests that order them. */
static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void assert_words(const char *got, const char *expected)
{
    char copies[2][600], *words[2][16];
    size_t n[2] = { 0, 0 };

    snprintf(copies[0], sizeof copies[0], "%s", got);
    snprintf(copies[1], sizeof copies[1], "%s", expected);
    for (int k = 0; k < 2; k++) {
        for (char *w = strtok(copies[k], " "); w && n[k] < 16; w = strtok(NULL, " "))
            words[k][n[k]++] = w;
        qsort(words[k], n[k], sizeof(char *), by_text);
    }
    assert_int_equal(n[0], n[1]);
    for (size_t i = 0; i < n[0]; i++)
        assert_string_equal(words[0][i], words[1][i]);
}

static void test_new_analysis(void **state)
{
    for (size_t k = 0; k < COUNT(AGAIN); k++) {
        const struct again_case *c = &AGAIN[k];
        struct fits fits = { "" };
        marsad_store *s;
        struct box *b;
        void *own;

        (void)state;
        print_message("%zu: %s\n", k, c->fits);
        assert_int_equal(box_set_up(&own), 0);
        b = own;
        fill(b, 3);
        s = open_store(b, true);
        review_decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
        assert_true(review_edit(b, s, "2:0", "killed", c->edit, NULL));
        review_decide(b, s, MARSAD_REVIEW_REJECT, "3:0", NULL);
        for (unsigned i = 1; i <= 3; i++) {
            marsad_record r;

            sample_record(b->arena, i, &r);
            change_record(b, &r, c->change);
            if (!marsad_store_replace(s, i, &r, &b->err))
                fail_msg("%s", b->err.msg);
        }
        assert_true(marsad_store_tidy(s, &b->err));
        assert_true(marsad_store_commit(s, &b->err));
        assert_true(marsad_review_check(s, add_fit, &fits, &b->err));
        assert_words(fits.text, c->fits);
        if (c->change == KILLED_9) { /* a look at the new value settles it */
            struct fits settled = { "" };

            review_decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
            assert_true(review_edit(b, s, "2:0", "killed", "12", NULL));
            assert_true(marsad_review_check(s, add_fit, &settled, &b->err));
            assert_words(settled.text, "fits fits fits ");
        }
        assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = "rejected" }), c->rejected);
        assert_int_equal(count_events(b, s, (marsad_event_filter){ .killed_at_least = 12, .review = "edited" }),
                         c->applied);
        assert_int_equal(damages(s), 0);
        marsad_store_close(s);
        box_tear_down(&own);
    }
}

/* A place that only a holding speaks of is kept. */
static void test_tidy_keeps_places_of_holdings(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 1);
    run_sql(b, "INSERT INTO place(id) VALUES('geonames:1'), ('geonames:2'); INSERT INTO entity(id) VALUES('marsad:h');"
               "INSERT INTO holding(article, number, sentence, status, past, start, stop, text, holder_entity, "
               "place_start, place_stop, place_text, place, factuality, confidence) "
               "VALUES(1, 90, 0, 'held', 0, 0, 1, 'x', 'marsad:h', 0, 1, 'x', 'geonames:1', 'asserted', 0.5)");
    s = open_store(b, true);
    assert_true(marsad_store_tidy(s, &b->err) && marsad_store_commit(s, &b->err));
    marsad_store_close(s);
    run_sql(b, "CREATE TEMP TABLE t(n INTEGER CHECK(n = 1));"
               "INSERT INTO t SELECT count(*) FROM place WHERE id LIKE 'geonames:_';"
               "INSERT INTO t SELECT count(*) FROM entity WHERE id = 'marsad:h'");
}

/* A new analysis that gives what the old one gave changes nothing but the numbers of events. */
static void test_replaced_is_equal(void **state)
{
    struct box *b = *state;
    marsad_buf before = { 0 }, after = { 0 };
    marsad_store_counts first, second;
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true);
    make_log(b, s);
    records(b, s, 3, &before);
    assert_true(marsad_store_count(s, &first, &b->err));
    for (unsigned i = 3; i >= 1; i--) {
        marsad_record r;

        sample_record(b->arena, i, &r);
        assert_true(marsad_store_replace(s, i, &r, &b->err));
    }
    assert_true(marsad_store_commit(s, &b->err));
    records(b, s, 3, &after);
    assert_true(marsad_str_equal(marsad_buf_str(&before), marsad_buf_str(&after)));
    assert_true(marsad_store_count(s, &second, &b->err));
    assert_memory_equal(&first, &second, sizeof first);
    marsad_buf_release(&before);
    marsad_buf_release(&after);
    marsad_store_close(s);
}

/* Replace the articles of other versions; those of a batch that was not closed come again. */
static unsigned replace_some(struct box *b, marsad_store *s, unsigned most, unsigned commit_at)
{
    unsigned n = 0;
    int64_t id = 0;

    while (n < most) {
        marsad_article article;
        marsad_record r;

        if (!marsad_store_outdated(s, id, false, b->arena, &article, &id, &b->err))
            fail_msg("%s", b->err.msg);
        if (id == 0)
            break;
        sample_record(b->arena, (unsigned)id, &r);
        assert_string_equal(r.article.digest, article.digest);
        r.program = S(marsad_version());
        r.dictionary = S(b->dict ? marsad_dict_version(b->dict) : "-");
        assert_true(marsad_store_replace(s, id, &r, &b->err));
        if (++n == commit_at)
            assert_true(marsad_store_commit(s, &b->err));
    }
    return n;
}

static void test_killed_in_the_middle(void **state)
{
    struct box *b = *state;
    marsad_store *s;
    pid_t child;
    int status;

    fill(b, 9);
    s = open_store(b, true);
    make_log(b, s);
    marsad_store_close(s);
    child = fork();
    if (child == 0) {
        s = open_store(b, true);
        replace_some(b, s, 7, 5);
        kill(getpid(), SIGKILL); /* two of them are not committed */
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    s = open_store(b, true);
    assert_int_equal(damages(s), 0);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = "all" }), 18);
    assert_int_equal(replace_some(b, s, 100, 0), 4);
    assert_true(marsad_store_commit(s, &b->err));
    assert_int_equal(replace_some(b, s, 100, 0), 0);
    assert_int_equal(count_events(b, s, (marsad_event_filter){ .review = "any" }), 3);
    assert_int_equal(damages(s), 0);
    marsad_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOX(test_new_analysis),
        WITH_BOX(test_tidy_keeps_places_of_holdings),
        WITH_BOX(test_replaced_is_equal),
        WITH_BOX(test_killed_in_the_middle),
    };

    return cmocka_run_group_tests_name("store/review-again", tests, NULL, NULL);
}
