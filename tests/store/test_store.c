/*
 * test_store.c - what is added is read back equal; adding twice; batches; strange files; damage.
 */
#include "../testing.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "box.h"
#include "sample.h"

static void tell(void *user, const char *what)
{
    (void)user;
    print_message("damage: %s\n", what);
}

static size_t damages(struct box *b)
{
    marsad_store *s = open_store(b, true);
    marsad_verified v;

    assert_non_null(s);
    v = marsad_store_verify(s, tell, NULL);
    marsad_store_close(s);
    assert_true(v.words_checked);
    return v.damages;
}

/* ---- adding and reading back ---- */

struct lines {
    marsad_buf text;
};

static bool to_line(void *user, const marsad_record *r, int64_t article)
{
    struct lines *lines = user;

    (void)article;
    return marsad_record_json(r, MARSAD_RECORD_FULL, &lines->text, NULL) && marsad_buf_add_byte(&lines->text, '\n');
}

static void test_read_back_equal(void **state)
{
    struct box *b = *state;
    marsad_buf expected = { 0 };
    struct lines got = { .text = { 0 } };
    marsad_store *s;
    size_t n;

    fill(b, 3);
    for (unsigned i = 1; i <= 3; i++) {
        marsad_record r;

        sample_record(b->arena, i, &r);
        assert_true(marsad_record_json(&r, MARSAD_RECORD_FULL, &expected, NULL));
        assert_true(marsad_buf_add_byte(&expected, '\n'));
    }
    s = open_store(b, false);
    assert_true(marsad_store_records(s, NULL, to_line, &got, &n, &b->err));
    assert_int_equal(n, 3);
    assert_true(marsad_buf_add_byte(&expected, 0));
    assert_str(marsad_buf_str(&got.text), expected.ptr);
    marsad_store_close(s);
    marsad_buf_release(&expected);
    marsad_buf_release(&got.text);
    assert_int_equal(damages(b), 0);
}

static void test_document_names(void **state)
{
    static const struct name_case {
        const char *name;
        size_t n;
    } NAMES[] = { { "sample-2", 1 }, { "https://paper.example/2", 1 }, { "2", 1 }, { "9", 0 }, { "sample", 0 } };
    struct box *b = *state;
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        struct lines got = { .text = { 0 } };
        size_t n;

        print_message("%s\n", NAMES[i].name);
        assert_true(marsad_store_records(s, NAMES[i].name, to_line, &got, &n, &b->err));
        assert_int_equal(n, NAMES[i].n);
        marsad_buf_release(&got.text);
    }
    marsad_store_close(s);
}

static void test_twice_changes_nothing(void **state)
{
    struct box *b = *state;
    marsad_store_counts before, after;
    marsad_store *s;
    marsad_record r;
    bool seen;

    fill(b, 2);
    s = open_store(b, true);
    assert_true(marsad_store_count(s, &before, &b->err));
    sample_record(b->arena, 1, &r);
    assert_true(marsad_store_seen(s, &r.article, &seen, &b->err));
    assert_true(seen);
    assert_false(add_sample(b, s, 1));
    sample_record(b->arena, 3, &r);
    assert_true(marsad_store_seen(s, &r.article, &seen, &b->err));
    assert_false(seen);
    assert_true(marsad_store_commit(s, &b->err));
    assert_true(marsad_store_count(s, &after, &b->err));
    assert_memory_equal(&before, &after, sizeof before);
    marsad_store_close(s);
}

static void test_copy_elsewhere_is_noted_once(void **state)
{
    struct box *b = *state;
    marsad_store_counts counts;
    marsad_store *s;
    marsad_record r;
    bool added;

    fill(b, 1);
    s = open_store(b, true);
    sample_record(b->arena, 1, &r);
    r.article.source = S("another paper");
    for (int i = 0; i < 2; i++) {
        assert_true(marsad_store_add(s, &r, &added, &b->err));
        assert_false(added);
    }
    assert_true(marsad_store_commit(s, &b->err));
    assert_true(marsad_store_count(s, &counts, &b->err));
    assert_int_equal(counts.articles, 1);
    assert_int_equal(counts.copies, 1);
    marsad_store_close(s);
}

static void test_uncommitted_is_lost_and_nothing_else(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, true);
    add_sample(b, s, 3);
    marsad_store_close(s);
    assert_int_equal(count_articles(b), 2);
    assert_int_equal(damages(b), 0);
}

static void test_killed_in_the_middle(void **state)
{
    struct box *b = *state;
    pid_t child;
    int status;

    child = fork();
    if (child == 0) {
        marsad_store *s = open_store(b, true);

        for (unsigned i = 1; i <= 40; i++) {
            add_sample(b, s, i);
            if (i % 15 == 0 && !marsad_store_commit(s, &b->err))
                _exit(1);
        }
        kill(getpid(), SIGKILL); /* 10 of them are not committed */
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(damages(b), 0);
    assert_int_equal(count_articles(b), 30);
}

/* ---- full disk: a limit on the size of files has the same effect on SQLite ---- */

static void test_full_disk(void **state)
{
    struct box *b = *state;
    pid_t child;
    int status;

    fill(b, 1);
    child = fork();
    if (child == 0) {
        struct rlimit limit = { 400 * 1024, 400 * 1024 };
        marsad_err err = { .code = MARSAD_OK };
        marsad_store *s = open_store(b, true);
        bool ok = true, added;

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        for (unsigned i = 2; ok && i < 5000; i++) {
            marsad_record r;

            marsad_arena_reset(b->arena);
            sample_record(b->arena, i, &r);
            ok = marsad_store_add(s, &r, &added, &err) && (i % 10 != 0 || marsad_store_commit(s, &err));
        }
        print_message("%s\n", err.msg);
        _exit(!ok && err.code == MARSAD_ESTORE && strstr(err.msg, "safe") ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_int_equal(damages(b), 0);
    assert_true(count_articles(b) > 1);
}

/* ---- strange files ---- */

static void check_refused(struct box *b, bool create, const char *because)
{
    marsad_store *s = open_store(b, create);

    assert_null(s);
    assert_int_equal(b->err.code, MARSAD_ESTORE);
    if (!strstr(b->err.msg, because))
        fail_msg("'%s' does not say '%s'", b->err.msg, because);
}

static void test_no_store(void **state)
{
    check_refused(*state, false, "no such store");
}

static void test_no_database(void **state)
{
    struct box *b = *state;
    FILE *f = fopen(b->path, "w");

    for (int i = 0; i < 1000; i++)
        fputs("this is a text\n", f);
    fclose(f);
    check_refused(b, true, "not a Marsad store");
    check_refused(b, false, "not a Marsad store");
}

static void test_foreign_database(void **state)
{
    struct box *b = *state;

    run_sql(b, "CREATE TABLE t(x)");
    check_refused(b, true, "not a Marsad store");
    check_refused(b, false, "not a Marsad store");
}

static void test_newer_version(void **state)
{
    struct box *b = *state;

    fill(b, 1);
    run_sql(b, "PRAGMA user_version = 99");
    check_refused(b, true, "newer Marsad (schema 99");
    check_refused(b, false, "newer Marsad (schema 99");
}

/* A store of schema 4 is not read, and is brought up to date by adding to it. */
static void test_older_version(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 1);
    run_sql(b, BOX_BACK_TO_7
            "DROP VIEW event_codes; ALTER TABLE event DROP COLUMN cameo; ALTER TABLE event DROP COLUMN acled_event;"
            "ALTER TABLE event DROP COLUMN acled_sub_event; ALTER TABLE event DROP COLUMN quad;"
            "ALTER TABLE event DROP COLUMN intensity; DROP TABLE feed; DROP TABLE link;"
            "DELETE FROM meta WHERE key = 'stem'; PRAGMA user_version = 4");
    check_refused(b, false, "written by an older Marsad");
    s = open_store(b, true);
    assert_non_null(s);
    assert_true(add_sample(b, s, 2) && marsad_store_commit(s, &b->err));
    marsad_store_close(s);
    run_sql(b, "CREATE TEMP TABLE t(n INTEGER CHECK(n > 0));"
               "INSERT INTO t SELECT count(*) FROM event_codes WHERE cameo IS NULL;"
               "INSERT INTO t SELECT count(*) FROM event_codes WHERE intensity = -9.5 AND quad = 4");
}

static void test_postgresql_is_not_there_yet(void **state)
{
    marsad_err err = { .code = MARSAD_OK };

    (void)state;
    assert_null(marsad_store_open("postgresql://localhost/x", &(marsad_store_options){ .create = true }, &err));
    assert_int_equal(err.code, MARSAD_EINVAL);
}

static void test_reading_while_writing(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 1);
    s = open_store(b, true);
    add_sample(b, s, 2);
    assert_int_equal(count_articles(b), 1); /* another connection, the batch still open */
    marsad_store_close(s);
}

/* ---- damage ---- */

static const struct damage_case {
    const char *sql;
} DAMAGES[] = {
    { "UPDATE article SET text = text || 'x' WHERE id = 1" },
    { "UPDATE article SET title = NULL WHERE id = 1" },
    { "UPDATE mention SET start = start + 1 WHERE article = 1 AND number = 0" },
    { "UPDATE event SET trigger_text = 'x' WHERE id = 1" },
    { "PRAGMA foreign_keys = OFF; DELETE FROM place" },
    { "PRAGMA foreign_keys = OFF; UPDATE event SET article = 99 WHERE id = 1" },
    { "DELETE FROM article_words_docsize WHERE id = 1" },
    { "DELETE FROM article_words_data WHERE id > 10" },
};

static void test_damage_is_found(void **state)
{
    struct box *b = *state;

    for (size_t i = 0; i < COUNT(DAMAGES); i++) {
        print_message("%s\n", DAMAGES[i].sql);
        unlink(b->path);
        fill(b, 2);
        assert_int_equal(damages(b), 0);
        run_sql(b, DAMAGES[i].sql);
        assert_true(damages(b) > 0);
    }
}

static void test_broken_pages(void **state)
{
    struct box *b = *state;
    FILE *f;

    fill(b, 30);
    f = fopen(b->path, "r+");
    for (long at = 5; at < 12; at++) { /* pages of 8 KiB behind the schema */
        fseek(f, at * 8192 + 100, SEEK_SET);
        for (int i = 0; i < 3000; i++)
            fputc(i * 7, f);
    }
    fclose(f);
    assert_true(damages(b) > 0);
}

int main(void)
{
    const struct CMUnitTest TESTS[] = {
        WITH_BOX(test_read_back_equal),
        WITH_BOX(test_document_names),
        WITH_BOX(test_twice_changes_nothing),
        WITH_BOX(test_copy_elsewhere_is_noted_once),
        WITH_BOX(test_uncommitted_is_lost_and_nothing_else),
        WITH_BOX(test_killed_in_the_middle),
        WITH_BOX(test_full_disk),
        WITH_BOX(test_no_store),
        WITH_BOX(test_no_database),
        WITH_BOX(test_foreign_database),
        WITH_BOX(test_newer_version),
        WITH_BOX(test_older_version),
        WITH_BOX(test_postgresql_is_not_there_yet),
        WITH_BOX(test_reading_while_writing),
        WITH_BOX(test_damage_is_found),
        WITH_BOX(test_broken_pages),
    };

    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
