/*
 * box.c - a store in a folder of its own.
 */
#include "../testing.h"

#include <sqlite3.h>
#include <unistd.h>

#include "box.h"
#include "sample.h"

int box_set_up(void **state)
{
    struct box *b = calloc(1, sizeof *b);

    strcpy(b->folder, "/tmp/marsad-store-XXXXXX");
    if (!mkdtemp(b->folder))
        return -1;
    snprintf(b->path, sizeof b->path, "%s/t.db", b->folder);
    b->arena = marsad_arena_new(0);
    b->dict = getenv("MARSAD_DICT") ? marsad_dict_open(NULL, NULL) : NULL; /* only names of places need it */
    *state = b;
    return 0;
}

int box_tear_down(void **state)
{
    static const char *const ENDINGS[] = { "", "-wal", "-shm", "-journal" };
    struct box *b = *state;
    char path[128];

    for (size_t i = 0; i < COUNT(ENDINGS); i++) {
        snprintf(path, sizeof path, "%s%s", b->path, ENDINGS[i]);
        unlink(path);
    }
    rmdir(b->folder);
    marsad_arena_free(b->arena);
    marsad_dict_close(b->dict);
    free(b);
    return 0;
}

marsad_store *open_store(struct box *b, bool create)
{
    marsad_store_options options = { .create = create, .write = create, .dict = b->dict };
    marsad_store *s;

    marsad_err_clear(&b->err);
    s = marsad_store_open(b->path, &options, &b->err);
    if (!s)
        print_message("open: %s: %s\n", b->err.where, b->err.msg);
    return s;
}

bool add_sample(struct box *b, marsad_store *s, unsigned number)
{
    marsad_record r;
    bool added = false;

    sample_record(b->arena, number, &r);
    if (!marsad_store_add(s, &r, &added, &b->err))
        fail_msg("add: %s", b->err.msg);
    return added;
}

void fill(struct box *b, unsigned n)
{
    marsad_store *s = open_store(b, true);

    assert_non_null(s);
    for (unsigned i = 1; i <= n; i++)
        assert_true(add_sample(b, s, i));
    assert_true(marsad_store_commit(s, &b->err));
    marsad_store_close(s);
}

int64_t count_articles(struct box *b)
{
    marsad_store *s = open_store(b, false);
    marsad_store_counts counts;

    assert_non_null(s);
    assert_true(marsad_store_count(s, &counts, &b->err));
    marsad_store_close(s);
    return counts.articles;
}

void run_sql(struct box *b, const char *sql)
{
    char *message = NULL;
    sqlite3 *db;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(db);
}
