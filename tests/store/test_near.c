/*
 * test_near.c - near copies as they are added: groups, whatever the order; captures of articles.
 */
#include "../testing.h"

#include <sqlite3.h>
#include <unistd.h>

#include "marsad/store.h"

#define N_TEXTS 8

/*
 * Signatures of texts that stand on a line: text i has the hashes of the numbers 16 i to 16 i + 63, so that neighbours
 * share 48 of 80, those two steps away 32 of 96. Texts from 5 on stand far away.
 */
static marsad_signature line_signature(unsigned i)
{
    marsad_signature s = { .n = MARSAD_SIGNATURE };
    uint32_t from = 16 * i + (i >= 5 ? 1000 : 0);

    for (unsigned k = 0; k < MARSAD_SIGNATURE; k++) {
        uint32_t hash = (from + k) * 2654435761u; /* 2^32 by the golden ratio: spreads */
        unsigned m = k;

        for (; m > 0 && s.at[m - 1] > hash; m--)
            s.at[m] = s.at[m - 1];
        s.at[m] = hash;
    }
    return s;
}

static void test_resemblance(void **state)
{
    marsad_signature a = line_signature(0), b = line_signature(1), none = { .n = 0 }, shorter = { .n = 20 };

    (void)state;
    assert_true(marsad_signature_resemblance(&a, &a) == 1);
    assert_true(marsad_signature_resemblance(&a, &b) == marsad_signature_resemblance(&b, &a));
    for (unsigned i = 0; i + 1 < 5; i++) {
        a = line_signature(i);
        b = line_signature(i + 1);
        assert_true(marsad_signature_resemblance(&a, &b) >= MARSAD_NEAR);
        b = line_signature(i + 2);
        assert_true(marsad_signature_resemblance(&a, &b) < MARSAD_NEAR);
    }
    a = line_signature(0);
    b = line_signature(6);
    assert_true(marsad_signature_resemblance(&a, &b) == 0);
    assert_true(marsad_signature_resemblance(&a, &none) == 0);
    assert_true(marsad_signature_resemblance(&none, &none) == 0);
    memcpy(shorter.at, a.at, sizeof shorter.at); /* a short text inside a longer one */
    assert_true(marsad_signature_resemblance(&a, &shorter) == 20.0 / 64);
}

struct box {
    char path[64];
    marsad_store *store;
    marsad_arena *arena;
};

static struct box open_box(void)
{
    struct box b = { .path = "/tmp/marsad-near-XXXXXX", .arena = marsad_arena_new(0) };
    marsad_store_options options = { .create = true, .write = true };
    int fd = mkstemp(b.path);

    assert_true(fd >= 0 && b.arena);
    close(fd);
    b.store = marsad_store_open(b.path, &options, NULL);
    assert_non_null(b.store);
    return b;
}

static void close_box(struct box *b)
{
    static const char *const ENDINGS[] = { "", "-wal", "-shm" };
    char path[80];

    marsad_store_close(b->store);
    marsad_arena_free(b->arena);
    for (size_t i = 0; i < COUNT(ENDINGS); i++) {
        snprintf(path, sizeof path, "%s%s", b->path, ENDINGS[i]);
        unlink(path);
    }
}

static void add_text(struct box *b, unsigned i, const marsad_signature *sig, const marsad_capture *capture)
{
    marsad_record r = { .program = MARSAD_LIT("test"), .dictionary = MARSAD_LIT("test"), .signature = *sig };
    marsad_err err = { .code = MARSAD_OK };
    bool added;

    r.article = (marsad_article){ .number = 1,
                                  .document = marsad_arena_fmt(b->arena, "%u", i),
                                  .url = MARSAD_LIT("https://paper.example/"),
                                  .text = marsad_arena_fmt(b->arena, "text %u", i),
                                  .language = "ar" };
    if (capture)
        r.article.capture = *capture;
    marsad_article_digest(r.article.title, r.article.text, r.article.digest);
    r.text.text = r.article.text;
    assert_true(marsad_points_init(&r.points, r.article.text, b->arena));
    if (!marsad_store_add(b->store, &r, &added, &err))
        fail_msg("%s", err.msg);
}

/* ---- groups ---- */

/* Which texts are in one group: for each the least of its group's texts, as letters. */
static bool note_group(void *user, const marsad_record *r, int64_t article)
{
    int64_t *groups = user;

    groups[r->article.document.ptr[0] - '0'] = r->group ? r->group : -article;
    return true;
}

static void expect_groups(struct box *b, const char *want)
{
    int64_t groups[N_TEXTS] = { 0 };
    char got[N_TEXTS + 1] = "";
    size_t n;

    assert_true(marsad_store_records(b->store, NULL, note_group, groups, &n, NULL));
    assert_int_equal(n, N_TEXTS);
    for (size_t i = 0; i < N_TEXTS; i++) {
        size_t first = 0;

        while (groups[first] != groups[i])
            first++;
        got[i] = (char)('a' + first);
    }
    assert_string_equal(got, want);
}

/* Five texts that lead from one to the next, two that are alike, one alone: the same groups in any order. */
static void test_groups_in_any_order(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 20; round++) {
        unsigned order[N_TEXTS];
        struct box b = open_box();

        for (unsigned i = 0; i < N_TEXTS; i++) {
            unsigned k;

            seed = seed * 1664525u + 1013904223u;
            k = round == 0 ? i : (seed >> 16) % (i + 1);
            order[i] = order[k];
            order[k] = i;
        }
        for (unsigned i = 0; i < N_TEXTS; i++) {
            marsad_signature s = line_signature(order[i] == 7 ? 50 : order[i]);

            add_text(&b, order[i], &s, NULL);
        }
        assert_true(marsad_store_commit(b.store, NULL));
        print_message("round %d\n", round);
        expect_groups(&b, "aaaaaffh");
        assert_true(marsad_store_near_copies(b.store) >= 3 && marsad_store_near_copies(b.store) <= 5);
        close_box(&b);
    }
}

/* A text too short for a signature stands alone, and so does everything without a key in common. */
static void test_no_signature(void **state)
{
    marsad_signature none = { .n = 0 };
    struct box b = open_box();

    (void)state;
    for (unsigned i = 0; i < N_TEXTS; i++)
        add_text(&b, i, &none, NULL);
    expect_groups(&b, "abcdefgh");
    assert_int_equal(marsad_store_near_copies(b.store), 0);
    close_box(&b);
}

/* ---- captures ---- */

static bool keep_capture(void *user, const marsad_record *r, int64_t article)
{
    (void)article;
    snprintf(user, 100, "%.*s|%.*s|%.*s|%.*s", MARSAD_STR_ARG(r->article.capture.record),
             MARSAD_STR_ARG(r->article.capture.time), MARSAD_STR_ARG(r->article.capture.digest),
             MARSAD_STR_ARG(r->article.capture.url));
    return true;
}

static void expect_capture(struct box *b, const char *document, const char *want)
{
    char got[100] = "";
    size_t n;

    assert_true(marsad_store_records(b->store, document, keep_capture, got, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(got, want);
}

static int64_t count_captures(struct box *b)
{
    sqlite3_stmt *stmt;
    sqlite3 *db;
    int64_t n;

    assert_true(marsad_store_commit(b->store, NULL));
    assert_int_equal(sqlite3_open(b->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM capture", -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    n = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    sqlite3_close(db);
    return n;
}

#define AT(r, t, d)                                                                                                    \
    &(marsad_capture)                                                                                                  \
    {                                                                                                                  \
        MARSAD_LIT(r), MARSAD_LIT(t), MARSAD_LIT(d), MARSAD_LIT("u")                                                   \
    }

static void test_captures(void **state)
{
    marsad_signature none = { .n = 0 };
    struct box b = open_box();
    bool known;

    (void)state;
    add_text(&b, 1, &none, AT("r2", "2021-03-05T00:00:00Z", "sha1:A"));
    add_text(&b, 2, &none, NULL);
    expect_capture(&b, "1", "r2|2021-03-05T00:00:00Z|sha1:A|u");
    expect_capture(&b, "2", "|||");
    add_text(&b, 1, &none, AT("r1", "2021-03-04T00:00:00Z", "sha1:A")); /* the same text, captured before */
    add_text(&b, 1, &none, AT("r1", "2021-03-04T00:00:00Z", "sha1:A")); /* and the same archive again */
    expect_capture(&b, "1", "r1|2021-03-04T00:00:00Z|sha1:A|u");
    assert_int_equal(count_captures(&b), 2);
    assert_true(marsad_store_revisit(b.store, AT("r3", "2021-03-06T00:00:00Z", "sha1:A"), &known, NULL));
    assert_true(known);
    assert_true(marsad_store_revisit(b.store, AT("r3", "2021-03-06T00:00:00Z", "sha1:A"), &known, NULL));
    assert_true(marsad_store_revisit(b.store, AT("r4", "2021-03-06T00:00:00Z", "sha1:B"), &known, NULL));
    assert_false(known);
    assert_int_equal(count_captures(&b), 3);
    expect_capture(&b, "1", "r1|2021-03-04T00:00:00Z|sha1:A|u");
    close_box(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_resemblance),
        cmocka_unit_test(test_groups_in_any_order),
        cmocka_unit_test(test_no_signature),
        cmocka_unit_test(test_captures),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
