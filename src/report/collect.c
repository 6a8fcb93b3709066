/*
 * collect.c - the rows of a report: answers of the store, and the table of accuracy.
 */
#include "report/rows.h"
#include "store/sqlite.h"

struct collector {
    marsad_store *s;
    const marsad_dict *dict;
    marsad_arena *arena;
    marsad_err *err;
};

static bool has_table(struct collector *c, const char *name, bool *has)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(c->s->db, "SELECT 1 FROM sqlite_master WHERE name = ?1", -1, &stmt, NULL);

    if (rc == SQLITE_OK) {
        sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
        rc = sqlite3_step(stmt);
    }
    *has = rc == SQLITE_ROW;
    sqlite3_finalize(stmt);
    return rc == SQLITE_ROW || rc == SQLITE_DONE || store_fail(c->s, rc, c->err);
}

static struct report_row *next_row(struct collector *c, struct report_row **rows, size_t *cap, size_t n)
{
    void *at = *rows;
    bool ok = n < *cap || marsad_arena_grow(c->arena, &at, cap, n, sizeof **rows);

    *rows = at;
    if (!ok)
        return NULL;
    (*rows)[n] = (struct report_row){ .is_number = false };
    return &(*rows)[n];
}

/* A share of what is none is none: a sum over no rows is NULL in SQL. */
static bool read_row(struct collector *c, sqlite3_stmt *stmt, struct report_row *row)
{
    bool ok = true;

    row->item = column_copy(stmt, 0, c->arena, &ok);
    row->detail = column_copy(stmt, 1, c->arena, &ok);
    row->has_of = sqlite3_column_type(stmt, 3) != SQLITE_NULL;
    row->of = sqlite3_column_double(stmt, 3);
    row->is_number =
        sqlite3_column_type(stmt, 2) != SQLITE_TEXT && (row->has_of || sqlite3_column_type(stmt, 2) != SQLITE_NULL);
    row->number = sqlite3_column_double(stmt, 2);
    if (!row->is_number)
        row->value = column_copy(stmt, 2, c->arena, &ok);
    return ok || marsad_fail_memory(c->err);
}

static bool ask(struct collector *c, const struct report_kind *kind, struct report_section *out)
{
    struct report_row *rows = NULL, *row;
    sqlite3_stmt *stmt = NULL;
    size_t cap = 0, n = 0;
    int rc = sqlite3_prepare_v2(c->s->db, kind->sql, -1, &stmt, NULL);
    bool ok = true;

    while (ok && rc == SQLITE_OK && n < MARSAD_REPORT_ROWS && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        row = next_row(c, &rows, &cap, n);
        ok = row ? read_row(c, stmt, row) : marsad_fail_memory(c->err);
        n += ok;
        rc = SQLITE_OK;
    }
    if (ok && rc != SQLITE_OK && rc != SQLITE_DONE)
        ok = store_fail(c->s, rc, c->err);
    sqlite3_finalize(stmt);
    *out = (struct report_section){ .kind = kind, .rows = rows, .n = n };
    return ok;
}

static marsad_str cell(const struct collector *c, uint32_t row, const char *column)
{
    return marsad_dict_cell(c->dict, MARSAD_TABLE_ACCURACY, row,
                            marsad_dict_column(c->dict, MARSAD_TABLE_ACCURACY, column));
}

static bool read_measurement(struct collector *c, uint32_t i, struct report_row *row)
{
    marsad_str what = cell(c, i, "what"), measure = cell(c, i, "measure"), on = cell(c, i, "on"),
               set = cell(c, i, "set");

    row->item = marsad_arena_fmt(c->arena, "%.*s: %.*s", (int)what.len, what.ptr, (int)measure.len, measure.ptr);
    row->detail = marsad_arena_fmt(c->arena, "%.*s (%.*s)", (int)on.len, on.ptr, (int)set.len, set.ptr);
    row->is_number = marsad_str_to_double(cell(c, i, "value"), &row->number);
    row->has_interval =
        marsad_str_to_double(cell(c, i, "low"), &row->low) && marsad_str_to_double(cell(c, i, "high"), &row->high);
    row->date = cell(c, i, "date");
    return (row->item.ptr && row->detail.ptr) || marsad_fail_memory(c->err);
}

static bool measurements(struct collector *c, struct report_section *out)
{
    uint32_t n = marsad_dict_rows(c->dict, MARSAD_TABLE_ACCURACY);
    struct report_row *rows = marsad_arena_array(c->arena, n + 1, sizeof *rows);

    if (!rows)
        return marsad_fail_memory(c->err);
    for (uint32_t i = 0; i < n; i++) {
        rows[i] = (struct report_row){ .is_number = false };
        if (!read_measurement(c, i, &rows[i]))
            return false;
    }
    *out = (struct report_section){ .kind = &REPORT_ACCURACY, .rows = rows, .n = n, .accuracy = true };
    return true;
}

bool report_collect(marsad_store *s, const marsad_report_options *options, marsad_arena *arena,
                    struct report_content *out, marsad_err *err)
{
    struct collector c = { s, options->dict, arena, err };
    bool has = true;

    out->sections = marsad_arena_array(arena, REPORT_N_KINDS + 1, sizeof *out->sections);
    if (!out->sections)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < REPORT_N_KINDS; i++) {
        if (REPORT_KINDS[i].table && !has_table(&c, REPORT_KINDS[i].table, &has))
            return false;
        if ((!REPORT_KINDS[i].table || has) && !ask(&c, &REPORT_KINDS[i], &out->sections[out->n++]))
            return false;
    }
    out->program = marsad_str_of(marsad_version());
    out->dictionary = marsad_str_of(c.dict ? marsad_dict_version(c.dict) : "");
    out->timestamp = options->timestamp;
    return !c.dict || measurements(&c, &out->sections[out->n++]);
}
