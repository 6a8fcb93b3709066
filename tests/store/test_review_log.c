/*
 * test_review_log.c - the log of corrections: applied twice, exchanged, refused, tampered with.
 */
#include "../testing.h"

#include <sqlite3.h>

#include "marsad/review.h"
#include "record/writer.h"
#include "review_kit.h"
#include "sample.h"
#include "store/review.h"

/* ---- the log means the same twice, elsewhere, in another order ---- */

static bool export_line(void *user, const marsad_review *e)
{
    marsad_buf *out = user;

    return marsad_review_json(e, out, NULL) && marsad_buf_add_byte(out, '\n');
}

static void test_applied_twice(void **state)
{
    struct box *b = *state;
    marsad_buf once = { 0 }, twice = { 0 };
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true);
    make_log(b, s);
    records(b, s, 3, &once);
    for (int i = 0; i < 2; i++)
        assert_true(marsad_review_apply(s, &b->err));
    assert_true(marsad_store_commit(s, &b->err));
    records(b, s, 3, &twice);
    assert_true(marsad_str_equal(marsad_buf_str(&once), marsad_buf_str(&twice)));
    assert_int_equal(damages(s), 0);
    marsad_buf_release(&once);
    marsad_buf_release(&twice);
    marsad_store_close(s);
}

/* Lines in a random order, each twice. */
static void import_all(struct box *b, marsad_store *s, marsad_str lines)
{
    marsad_str at[64], line;
    size_t n = 0, added = 0;
    test_rng rng = test_rng_start("import");

    while (marsad_str_next(&lines, '\n', &line))
        if (line.len > 0 && n + 2 <= COUNT(at)) {
            at[n++] = line;
            at[n++] = line;
        }
    for (size_t left = n; left > 0; left--) {
        size_t i = test_rng_below(&rng, left);
        marsad_review e;
        bool new = false;

        if (!marsad_review_parse(at[i], b->arena, &e, &b->err) || !marsad_review_import(s, &e, &new, &b->err))
            fail_msg("%s: %s", b->err.where, b->err.msg);
        added += new;
        at[i] = at[left - 1];
    }
    assert_int_equal(added, n / 2);
    assert_true(marsad_store_commit(s, &b->err));
}

static void test_exchange(void **state)
{
    struct box *b = *state, *other;
    marsad_buf log = { 0 }, again = { 0 }, here = { 0 }, there = { 0 };
    void *second;
    marsad_store *s;

    fill(b, 3);
    s = open_store(b, true);
    make_log(b, s);
    assert_true(marsad_review_list(s, NULL, export_line, &log, &b->err));
    records(b, s, 3, &here);
    marsad_store_close(s);
    assert_int_equal(box_set_up(&second), 0);
    other = second;
    s = open_store(other, true);
    add_sample(other, s, 3); /* one article before the log, two behind it, in another order */
    assert_true(marsad_store_commit(s, &other->err));
    import_all(other, s, marsad_buf_str(&log));
    add_sample(other, s, 2);
    add_sample(other, s, 1);
    assert_true(marsad_store_commit(s, &other->err));
    records(other, s, 3, &there);
    assert_true(marsad_str_equal(marsad_buf_str(&here), marsad_buf_str(&there)));
    assert_true(marsad_review_list(s, NULL, export_line, &again, &b->err));
    assert_true(marsad_str_equal(marsad_buf_str(&log), marsad_buf_str(&again)));
    assert_int_equal(damages(s), 0);
    assert_pairs(other, s, "3+5 ");
    marsad_store_close(s);
    box_tear_down(&second);
    marsad_buf_release(&log);
    marsad_buf_release(&again);
    marsad_buf_release(&here);
    marsad_buf_release(&there);
}

static void test_lines_refused(void **state)
{
    static const struct swap_case {
        const char *from, *to, *says;
    } SWAPS[] = {
        { "\"new\":\"12\"", "\"new\":\"13\"", "was changed" },
        { "\"by\":\"Amal\"", "\"by\":\"Amak\"", "was changed" },
        { "\"turn\":1", "\"turn\":2", "was changed" },
        { "\"action\":\"edit\"", "\"action\":\"delete\"", "none that is known" },
        { "\"field\":\"killed\"", "\"field\":\"title\"", "none that can be corrected" },
        { "\"field\":\"killed\"", "\"field\":null", "does not go with" },
        { "\"turn\":1", "\"turn\":-1", "out of bounds" },
        { "\"turn\":1", "\"turn\":1.5", "no number" },
        { "\"at\":\"2024", "\"at\":\"year", "no time" },
        { "\"why\":\"because\"", "\"why\":\"\\u001b[2J\"", "control characters" },
        { "\"why\":\"because\"", "\"why\":[]", "no text" },
        { "\"why\":\"because\"", "\"nothing\":0", "missing" },
        { "\"start\":0", "\"start\":5", "no trigger" },
        { "\"undoes\":null", "\"undoes\":\"12\"", "no id" },
        { "{", "[{", "no JSON object" },
        { "{", "", "no JSON object" },
    };
    struct box *b = *state;
    marsad_buf log = { 0 };
    marsad_review e;
    marsad_store *s;
    marsad_str line;

    fill(b, 1);
    s = open_store(b, true);
    assert_true(review_edit(b, s, "1:0", "killed", "12", NULL));
    assert_true(marsad_review_list(s, NULL, export_line, &log, &b->err));
    line = marsad_buf_str(&log);
    assert_true(marsad_review_parse(line, b->arena, &e, &b->err));
    for (size_t i = 0; i < COUNT(SWAPS); i++) {
        size_t at = marsad_str_find(line, S(SWAPS[i].from), 0);
        marsad_str changed;

        print_message("%s -> %s\n", SWAPS[i].from, SWAPS[i].to);
        assert_true(at != SIZE_MAX);
        marsad_err_clear(&b->err);
        changed = marsad_arena_fmt(b->arena, "%.*s%s%.*s", (int)at, line.ptr, SWAPS[i].to,
                                   (int)(line.len - at - strlen(SWAPS[i].from)), line.ptr + at + strlen(SWAPS[i].from));
        assert_false(marsad_review_parse(changed, b->arena, &e, &b->err));
        assert_int_equal(b->err.code, MARSAD_EFORMAT);
        if (!strstr(b->err.msg, SWAPS[i].says))
            fail_msg("said: %s", b->err.msg);
    }
    marsad_buf_release(&log);
    marsad_store_close(s);
}

/* ---- the log is only added to ---- */

static void test_tampering(void **state)
{
    static const char *const REFUSED_SQL[] = {
        "UPDATE review SET why = 'x'",
        "DELETE FROM review",
        "INSERT OR REPLACE INTO review SELECT id, action, digest, number, type, trigger_start, trigger_stop, "
        "trigger_text, other_digest, other_number, other_type, other_start, other_stop, other_text, field, old, '99', "
        "seen, undoes, turn, at, reviewer, why FROM review",
    };
    struct box *b = *state;
    marsad_store *s;
    sqlite3 *db;

    fill(b, 1);
    s = open_store(b, true);
    assert_true(review_edit(b, s, "1:0", "killed", "12", NULL));
    assert_int_equal(damages(s), 0);
    marsad_store_close(s);
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    for (size_t i = 0; i < COUNT(REFUSED_SQL); i++) {
        print_message("%s\n", REFUSED_SQL[i]);
        assert_int_not_equal(sqlite3_exec(db, REFUSED_SQL[i], NULL, NULL, NULL), SQLITE_OK);
        assert_non_null(strstr(sqlite3_errmsg(db), "log of corrections"));
    }
    sqlite3_close(db);
    run_sql(b, "DROP TRIGGER review_no_update; UPDATE review SET new = '99'");
    s = open_store(b, true);
    assert_int_equal(damages(s), 1);
    marsad_store_close(s);
    run_sql(b, "UPDATE review SET trigger_start = trigger_start + 1");
    s = open_store(b, true);
    assert_int_equal(damages(s), 2); /* the id, and the words at the trigger's place */
    marsad_store_close(s);
    run_sql(b, "DELETE FROM corrected");
    s = open_store(b, true);
    assert_int_equal(damages(s), 3);
    marsad_store_close(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOX(test_applied_twice),
        WITH_BOX(test_exchange),
        WITH_BOX(test_lines_refused),
        WITH_BOX(test_tampering),
    };

    return cmocka_run_group_tests_name("store/review-log", tests, NULL, NULL);
}
