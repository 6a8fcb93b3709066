/*
 * near.c - near copies as they come in: a few keys of the signature lead to at most a few hundred articles, whose
 * signatures are compared. What a look-up costs does not grow with the store but for the depth of a B-tree.
 */
#include "store/near.h"

#include <stdlib.h>

#define MOST (MARSAD_SIGNATURE_KEYS * STORE_NEAR_MOST)

struct found {
    int64_t at[MOST]; /* articles */
    size_t n;
    int64_t first; /* the least of the groups, and of the articles that are in none */
};

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* Articles that share a key, each once. */
static bool find_candidates(marsad_store *s, const marsad_signature *sig, struct found *f, marsad_err *err)
{
    static const char SQL[] = "SELECT article FROM near_key WHERE key = ?1 ORDER BY article LIMIT ?2";
    sqlite3_stmt *stmt = store_prepare(s, STORE_NEAR_KEY, SQL, err);
    size_t kept = 0;

    f->n = 0;
    for (uint32_t i = 0; stmt && i < MARSAD_SIGNATURE_KEYS && i < sig->n; i++) {
        marsad_status st;

        sqlite3_bind_int64(stmt, 1, sig->at[i]);
        sqlite3_bind_int64(stmt, 2, STORE_NEAR_MOST);
        while ((st = store_step(s, stmt, err)) == MARSAD_MORE)
            f->at[f->n++] = sqlite3_column_int64(stmt, 0);
        if (st == MARSAD_FAIL)
            return false;
    }
    if (f->n)
        qsort(f->at, f->n, sizeof *f->at, by_number);
    for (size_t i = 0; i < f->n; i++)
        if (i == 0 || f->at[i] != f->at[kept - 1])
            f->at[kept++] = f->at[i];
    f->n = kept;
    return stmt != NULL;
}

/* Hashes in the order of bytes that every machine has: least byte first. */
static void write_signature(const marsad_signature *sig, uint8_t out[MARSAD_SIGNATURE * 4])
{
    for (uint32_t i = 0; i < sig->n; i++)
        for (unsigned k = 0; k < 4; k++)
            out[4 * i + k] = (uint8_t)(sig->at[i] >> 8 * k);
}

static void read_signature(const uint8_t *in, size_t len, marsad_signature *out)
{
    out->n = len / 4 > MARSAD_SIGNATURE ? MARSAD_SIGNATURE : (uint32_t)(len / 4);
    for (uint32_t i = 0; i < out->n; i++)
        out->at[i] = (uint32_t)in[4 * i] | (uint32_t)in[4 * i + 1] << 8 | (uint32_t)in[4 * i + 2] << 16 |
                     (uint32_t)in[4 * i + 3] << 24;
}

/* Keep the candidates that are near copies, and find the first of their groups. */
static bool keep_near(marsad_store *s, const marsad_signature *sig, struct found *f, marsad_err *err)
{
    static const char SQL[] = "SELECT signature, coalesce(group_id, article) FROM near WHERE article = ?1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_NEAR_LOAD, SQL, err);
    size_t kept = 0;

    f->first = INT64_MAX;
    for (size_t i = 0; stmt && i < f->n; i++) {
        marsad_signature other = { .n = 0 };
        marsad_status st;
        int64_t group;

        sqlite3_bind_int64(stmt, 1, f->at[i]);
        st = store_step(s, stmt, err);
        if (st == MARSAD_FAIL)
            return false;
        if (st == MARSAD_END)
            continue;
        group = sqlite3_column_int64(stmt, 1);
        read_signature(sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0), &other);
        sqlite3_reset(stmt);
        if (marsad_signature_resemblance(sig, &other) < MARSAD_NEAR)
            continue;
        f->at[kept++] = f->at[i];
        f->first = group < f->first ? group : f->first;
    }
    f->n = kept;
    return stmt != NULL;
}

/* All that the found articles belong to becomes one group. */
static bool join_groups(marsad_store *s, const struct found *f, marsad_err *err)
{
    static const char SQL[] = "UPDATE near SET group_id = ?2 WHERE article = ?1 AND group_id IS NULL";
    static const char REST[] = "UPDATE near SET group_id = ?2 WHERE group_id <> ?2 AND group_id = "
                               "(SELECT group_id FROM near WHERE article = ?1)";
    sqlite3_stmt *join = store_prepare(s, STORE_NEAR_JOIN, SQL, err);
    sqlite3_stmt *rest = join ? store_prepare(s, STORE_NEAR_FIRST, REST, err) : NULL;

    for (size_t i = 0; rest && i < f->n; i++) {
        sqlite3_bind_int64(rest, 1, f->at[i]);
        sqlite3_bind_int64(rest, 2, f->first);
        if (!store_run(s, rest, err))
            return false;
        sqlite3_bind_int64(join, 1, f->at[i]);
        sqlite3_bind_int64(join, 2, f->first);
        if (!store_run(s, join, err))
            return false;
    }
    return rest != NULL;
}

static bool write_row(marsad_store *s, const marsad_signature *sig, int64_t article, const struct found *f,
                      marsad_err *err)
{
    static const char ROW[] = "INSERT INTO near(article, group_id, signature) VALUES(?1, ?2, ?3)";
    static const char KEY[] = "INSERT OR IGNORE INTO near_key(key, article) VALUES(?1, ?2)";
    uint8_t bytes[MARSAD_SIGNATURE * 4];
    sqlite3_stmt *stmt = store_prepare(s, STORE_NEAR_ADD, ROW, err);

    if (!stmt)
        return false;
    write_signature(sig, bytes);
    sqlite3_bind_int64(stmt, 1, article);
    if (f->n)
        sqlite3_bind_int64(stmt, 2, f->first);
    sqlite3_bind_blob(stmt, 3, bytes, (int)sig->n * 4, SQLITE_STATIC);
    if (!store_run(s, stmt, err))
        return false;
    stmt = store_prepare(s, STORE_NEAR_ADD_KEY, KEY, err);
    for (uint32_t i = 0; stmt && i < MARSAD_SIGNATURE_KEYS && i < sig->n; i++) {
        sqlite3_bind_int64(stmt, 1, sig->at[i]);
        sqlite3_bind_int64(stmt, 2, article);
        if (!store_run(s, stmt, err))
            return false;
    }
    return stmt != NULL;
}

bool near_write(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err)
{
    const marsad_signature *sig = &rec->signature;
    struct found f;

    if (sig->n == 0)
        return true;
    if (!find_candidates(s, sig, &f, err) || !keep_near(s, sig, &f, err) || (f.n && !join_groups(s, &f, err)) ||
        !write_row(s, sig, article, &f, err))
        return false;
    s->near_copies += f.n > 0;
    return true;
}

bool near_count(marsad_store *s, const marsad_signature *sig, size_t *n, marsad_err *err)
{
    struct found f;

    if (!find_candidates(s, sig, &f, err) || !keep_near(s, sig, &f, err))
        return false;
    *n = f.n;
    return true;
}

bool near_group(marsad_store *s, int64_t article, int64_t *group, marsad_err *err)
{
    static const char SQL[] = "SELECT group_id FROM near WHERE article = ?1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_NEAR_GROUP, SQL, err);
    marsad_status st;

    *group = 0;
    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, article);
    st = store_step(s, stmt, err);
    if (st == MARSAD_MORE)
        *group = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    return st != MARSAD_FAIL;
}

uint64_t marsad_store_near_copies(const marsad_store *s)
{
    return s->near_copies;
}
