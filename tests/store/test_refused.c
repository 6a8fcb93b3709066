/*
 * test_refused.c - what could not be read is kept, once each, and no more of it than is stated.
 */
#include "../testing.h"

#include <sqlite3.h>

#include "box.h"

static void refuse(struct box *b, marsad_store *s, const char *where, uint64_t offset, const char *msg)
{
    marsad_err why = { .code = MARSAD_OK };

    marsad_fail(&why, MARSAD_EFORMAT, where, offset, "%s", msg);
    if (!marsad_store_refuse(s, &why, &b->err))
        fail_msg("refuse: %s", b->err.msg);
}

static int64_t number(struct box *b, const char *sql)
{
    sqlite3 *db;
    sqlite3_stmt *stmt;
    int64_t n;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return n;
}

static void test_counted(void **state)
{
    struct box *b = *state;
    marsad_store *s = open_store(b, true);

    assert_non_null(s);
    refuse(b, s, "a.zip", 17, "cut short");
    refuse(b, s, "a.zip", 17, "cut short");
    refuse(b, s, "a.zip", 18, "cut short");
    refuse(b, s, "b.zip", MARSAD_NO_OFFSET, "not there");
    refuse(b, s, "name \xFF\xFE.zip", MARSAD_NO_OFFSET, "not there");
    assert_true(marsad_store_commit(s, &b->err));
    marsad_store_close(s);
    assert_int_equal(number(b, "SELECT count(*) FROM refused"), 4);
    assert_int_equal(number(b, "SELECT count FROM refused WHERE place = 17"), 2);
    assert_int_equal(number(b, "SELECT place FROM refused WHERE name = 'b.zip'"), -1);
    assert_int_equal(number(b, "SELECT count(*) FROM refused WHERE name = 'name \xEF\xBF\xBD\xEF\xBF\xBD.zip'"), 1);
}

static void test_bounded(void **state)
{
    struct box *b = *state;
    marsad_store *s = open_store(b, true);

    assert_non_null(s);
    for (unsigned i = 0; i < MARSAD_STORE_REFUSED_MOST / 2; i++)
        refuse(b, s, "many.zip", i, "damaged");
    assert_true(marsad_store_commit(s, &b->err));
    marsad_store_close(s);
    s = open_store(b, true); /* another run goes on counting */
    assert_non_null(s);
    for (unsigned i = 0; i < MARSAD_STORE_REFUSED_MOST; i++)
        refuse(b, s, "many.zip", i, "damaged");
    assert_true(marsad_store_commit(s, &b->err));
    marsad_store_close(s);
    assert_int_equal(number(b, "SELECT count(*) FROM refused"), MARSAD_STORE_REFUSED_MOST);
    assert_int_equal(number(b, "SELECT sum(count) FROM refused"), MARSAD_STORE_REFUSED_MOST / 2 * 3);
    assert_int_equal(number(b, "SELECT count FROM refused WHERE name = ''"), 1);
}

static void test_undone(void **state)
{
    struct box *b = *state;
    marsad_store *s = open_store(b, true);

    assert_non_null(s);
    refuse(b, s, "a.zip", 0, "cut short");
    marsad_store_close(s); /* without a commit */
    assert_int_equal(number(b, "SELECT count(*) FROM refused"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { WITH_BOX(test_counted), WITH_BOX(test_bounded), WITH_BOX(test_undone) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
