/*
 * test_store.c - what is added is read back equal; adding twice; batches; strange files; filters; damage.
 */
#include "../testing.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "marsad/store.h"
#include "sample.h"

struct box { /* of one test: a folder, a store in it, an arena */
    char folder[64], path[96];
    marsad_arena *arena;
    marsad_dict *dict;
    marsad_err err;
};

static int set_up(void **state)
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

static int tear_down(void **state)
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

static marsad_store *open_store(struct box *b, bool create)
{
    marsad_store_options options = { .create = create, .write = create, .dict = b->dict };
    marsad_store *s;

    marsad_err_clear(&b->err);
    s = marsad_store_open(b->path, &options, &b->err);
    if (!s)
        print_message("open: %s: %s\n", b->err.where, b->err.msg);
    return s;
}

static bool add_sample(struct box *b, marsad_store *s, unsigned number)
{
    marsad_record r;
    bool added = false;

    sample_record(b->arena, number, &r);
    if (!marsad_store_add(s, &r, &added, &b->err))
        fail_msg("add: %s", b->err.msg);
    return added;
}

/* A store with articles 1 … n, committed. */
static void fill(struct box *b, unsigned n)
{
    marsad_store *s = open_store(b, true);

    assert_non_null(s);
    for (unsigned i = 1; i <= n; i++)
        assert_true(add_sample(b, s, i));
    assert_true(marsad_store_commit(s, &b->err));
    marsad_store_close(s);
}

static int64_t count_articles(struct box *b)
{
    marsad_store *s = open_store(b, false);
    marsad_store_counts counts;

    assert_non_null(s);
    assert_true(marsad_store_count(s, &counts, &b->err));
    marsad_store_close(s);
    return counts.articles;
}

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

static void run_sql(struct box *b, const char *sql)
{
    char *message = NULL;
    sqlite3 *db;

    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(db);
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

/* ---- events ---- */

static bool count_row(void *user, const marsad_event_row *row)
{
    ++*(size_t *)user;
    assert_true(row->sentence.start < row->sentence.end);
    assert_true(row->event->trigger.start >= row->sentence.start);
    return true;
}

static const struct filter_case {
    marsad_event_filter filter;
    size_t n;
} FILTERS[] = {
    { { 0 }, 4 },
    { { .type = "ASSAULT" }, 2 },
    { { .mode = "heavy-weapons" }, 2 },
    { { .type = "AID" }, 0 },
    { { .factuality = "alleged" }, 2 },
    { { .place = "عدن" }, 2 },
    { { .place = "geonames:415189" }, 2 },
    { { .place = "الخبر" }, 2 },
    { { .country = "YE" }, 2 },
    { { .has_box = true, .west = 40, .south = 10, .east = 50, .north = 15 }, 2 },
    { { .has_box = true, .west = 0, .south = 10, .east = 10, .north = 15 }, 0 },
    { { .actor = "جيش" }, 2 },
    { { .actor = "MIL" }, 2 },
    { { .actor = "YE" }, 2 },
    { { .actor = "marsad:army" }, 2 },
    { { .actor = "شرطة" }, 0 },
    { { .recipient = "مدنيين" }, 2 },
    { { .recipient = "%" }, 0 },
    { { .from = "2021-03-03", .to = "2021-03-03" }, 2 },
    { { .from = "2021-03-04" }, 2 }, /* without a time: the day of publication */
    { { .from = "2021-03-05" }, 0 },
    { { .killed_at_least = 7 }, 2 },
    { { .killed_at_least = 8 }, 0 },
    { { .limit = 1 }, 1 },
    { { .limit = 10, .offset = 3 }, 1 },
    { { .type = "ASSAULT", .place = "عدن", .actor = "جيش", .from = "2021-03-01" }, 2 },
    { { .type = "x' OR 1 --" }, 0 },
};

static void test_filters(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(FILTERS); i++) {
        size_t n = 0;

        assert_true(marsad_store_events(s, &FILTERS[i].filter, count_row, &n, &b->err));
        if (n != FILTERS[i].n)
            fail_msg("filter %zu: %zu events, expected %zu", i, n, FILTERS[i].n);
    }
    marsad_store_close(s);
}

static bool check_days(void *user, const marsad_event_row *row)
{
    bool timed = row->event->time != NULL;

    (void)user;
    assert_string_equal(row->day_is, timed ? "event" : "published");
    assert_string_equal(row->day, timed ? "2021-03-03" : "2021-03-04");
    return true;
}

static void test_days(void **state)
{
    struct box *b = *state;
    marsad_event_filter all = { 0 };
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, false);
    assert_true(marsad_store_events(s, &all, check_days, NULL, &b->err));
    marsad_store_close(s);
}

/* Names that only the dictionary knows: the country, its province, English. */
static void test_places_of_the_dictionary(void **state)
{
    static const char *const NAMES[] = { "Yemen", "اليمن", "aden", "YEM" };
    struct box *b = *state;
    marsad_store *s;

    if (!b->dict) {
        print_message("skipped: no dictionary\n");
        skip();
    }
    fill(b, 1);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        marsad_event_filter f = { .place = NAMES[i] };
        size_t n = 0;

        print_message("%s\n", NAMES[i]);
        assert_true(marsad_store_events(s, &f, count_row, &n, &b->err));
        assert_int_equal(n, 1);
    }
    marsad_store_close(s);
}

/* ---- search ---- */

struct found {
    size_t n, marks;
};

static bool count_hit(void *user, const marsad_hit *hit)
{
    struct found *found = user;

    found->n++;
    found->marks += hit->n_marks;
    for (size_t i = 0; i < hit->n_marks; i++)
        assert_true(hit->marks[i].start < hit->marks[i].end && hit->marks[i].end <= hit->snippet.len);
    return true;
}

static const struct query_case {
    const char *query;
    size_t n;
} QUERIES[] = {
    { "عدن", 2 },
    { "عدنُ", /* with a vowel */ 2 },
    { "قتلي", /* in the title, other spelling */ 2 },
    { "بغداد", 0 },
    { "عدن بغداد", 2 },
    { "\"عدن مدنيين\"", 2 },
    { "\"مدنيين عدن\"", 0 },
    { "", 0 },
    { "\"", 0 },
    { "؟ ، !", 0 },
    { "AND OR NOT (", 0 },
    { "\"عدن", 2 },
    { "و", 0 },
    { "title:عدن*", 2 },
};

static void test_search(void **state)
{
    struct box *b = *state;
    marsad_store *s;

    fill(b, 2);
    s = open_store(b, false);
    for (size_t i = 0; i < COUNT(QUERIES); i++) {
        marsad_search search = { .query = QUERIES[i].query, .snippets = true };
        struct found found = { 0, 0 };

        print_message("%s\n", QUERIES[i].query);
        assert_true(marsad_store_search(s, &search, count_hit, &found, &b->err));
        assert_int_equal(found.n, QUERIES[i].n);
    }
    marsad_store_close(s);
}

static void test_snippet_marks(void **state)
{
    struct box *b = *state;
    marsad_search search = { .query = "عدن", .snippets = true };
    struct found found = { 0, 0 };
    marsad_store *s;

    fill(b, 1);
    s = open_store(b, false);
    assert_true(marsad_store_search(s, &search, count_hit, &found, &b->err));
    assert_int_equal(found.marks, 1);
    marsad_store_close(s);
}

#define WITH_BOX(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

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
        WITH_BOX(test_postgresql_is_not_there_yet),
        WITH_BOX(test_reading_while_writing),
        WITH_BOX(test_damage_is_found),
        WITH_BOX(test_broken_pages),
        WITH_BOX(test_filters),
        WITH_BOX(test_days),
        WITH_BOX(test_places_of_the_dictionary),
        WITH_BOX(test_search),
        WITH_BOX(test_snippet_marks),
    };

    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
