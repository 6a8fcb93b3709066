/*
 * review_json.c - entries of the log as lines of JSON, and back. Lines come from other teams: nothing in them is
 * believed before it was checked, and an entry whose id is not that of its content is refused.
 */
#include "store/review.h"

#include "marsad/utf8.h"
#include "record/writer.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>

#define NUMBER_MOST 4000000000.0 /* code points, numbers, turns */

/* ---- out ---- */

static void write_number(struct jw *j, const char *key, int64_t n)
{
    jw_key(j, key);
    jw_number(j, (double)n);
}

static void write_anchor(struct jw *j, const char *key, const marsad_anchor *a)
{
    jw_key(j, key);
    if (!a->digest[0]) {
        jw_null(j);
        return;
    }
    jw_open(j, '{');
    jw_member(j, "article", marsad_str_of(a->digest));
    write_number(j, "number", a->number);
    jw_member(j, "type", a->type);
    write_number(j, "start", a->start);
    write_number(j, "end", a->stop);
    jw_member(j, "text", a->text);
    jw_close(j, '}');
}

bool marsad_review_json(const marsad_review *e, marsad_buf *out, marsad_err *err)
{
    struct jw j = jw_to(out);

    jw_open(&j, '{');
    jw_member(&j, "id", marsad_str_of(e->id));
    jw_member(&j, "action", marsad_str_of(marsad_review_action_name(e->action)));
    write_anchor(&j, "report", &e->report);
    write_anchor(&j, "other", &e->other);
    jw_member(&j, "field", e->field);
    jw_member(&j, "old", e->old);
    jw_member(&j, "new", e->value);
    jw_member(&j, "seen", e->seen);
    jw_key(&j, "undoes");
    jw_text(&j, e->undoes);
    write_number(&j, "turn", e->turn);
    jw_member(&j, "at", marsad_str_of(e->at));
    jw_member(&j, "by", e->by);
    jw_member(&j, "why", e->why);
    jw_close(&j, '}');
    return !j.failed || marsad_fail_memory(err);
}

/* ---- in: a cursor that stays failed ---- */

struct reading {
    marsad_arena *arena;
    marsad_err *err;
    bool ok;
};

static void refuse(struct reading *r, const char *key, const char *why)
{
    if (r->ok)
        marsad_fail(r->err, MARSAD_EFORMAT, "log of corrections", MARSAD_NO_OFFSET, "'%s' %s", key, why);
    r->ok = false;
}

/* Text of at most `most` bytes, without control characters but `also`; ptr NULL for null. */
static marsad_str read_text(struct reading *r, json_t *object, const char *key, size_t most, char also)
{
    json_t *value = json_object_get(object, key);
    marsad_str s = { 0 };

    if (!value || json_is_null(value))
        return s;
    if (!json_is_string(value)) {
        refuse(r, key, "is no text");
        return s;
    }
    s = (marsad_str){ json_string_value(value), json_string_length(value) };
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' && s.ptr[i] != also)
            refuse(r, key, "has control characters");
    if (s.len > most)
        refuse(r, key, "is too long");
    s = marsad_arena_str(r->arena, s);
    if (!s.ptr && r->ok)
        r->ok = marsad_fail_memory(r->err);
    return s;
}

static marsad_str need_text(struct reading *r, json_t *object, const char *key)
{
    marsad_str s = read_text(r, object, key, MARSAD_REVIEW_TEXT_MAX, ' ');

    if (s.len == 0)
        refuse(r, key, "is missing");
    return s;
}

static int64_t need_number(struct reading *r, json_t *object, const char *key)
{
    json_t *value = json_object_get(object, key);
    json_int_t n = json_integer_value(value);

    if (!json_is_integer(value) || n < 0 || (double)n > NUMBER_MOST)
        refuse(r, key, "is no number, or out of bounds");
    return n;
}

/* 32 hexadecimal digits. */
static void read_hex(struct reading *r, json_t *object, const char *key, bool needed, char out[33])
{
    marsad_str s = read_text(r, object, key, 32, ' ');

    out[0] = 0;
    if (!s.ptr && !needed)
        return;
    for (size_t i = 0; i < s.len; i++)
        if (!isdigit((unsigned char)s.ptr[i]) && (s.ptr[i] < 'a' || s.ptr[i] > 'f'))
            s.len = 0;
    if (s.len == 32)
        memcpy(out, s.ptr, 33);
    else
        refuse(r, key, "is no id of 32 hexadecimal digits");
}

static void read_moment(struct reading *r, json_t *object, char out[21])
{
    static const char SHAPE[] = "dddd-dd-ddTdd:dd:ddZ";
    marsad_str s = need_text(r, object, "at");
    bool fits = s.len == sizeof SHAPE - 1;

    for (size_t i = 0; fits && i < s.len; i++)
        fits = SHAPE[i] == 'd' ? isdigit((unsigned char)s.ptr[i]) != 0 : s.ptr[i] == SHAPE[i];
    if (fits)
        memcpy(out, s.ptr, sizeof SHAPE);
    else
        refuse(r, "at", "is no time, 2024-05-01T12:00:00Z");
}

static void read_anchor(struct reading *r, json_t *object, const char *key, bool needed, marsad_anchor *a)
{
    json_t *value = json_object_get(object, key);

    if (!needed && (!value || json_is_null(value)))
        return;
    if (!json_is_object(value)) {
        refuse(r, key, "is no report");
        return;
    }
    read_hex(r, value, "article", true, a->digest);
    a->number = need_number(r, value, "number");
    a->type = need_text(r, value, "type");
    a->start = need_number(r, value, "start");
    a->stop = need_number(r, value, "end");
    a->text = read_text(r, value, "text", MARSAD_REVIEW_TEXT_MAX, '\n');
    if (r->ok && (a->stop <= a->start || !a->text.ptr))
        refuse(r, key, "has no trigger");
}

/* What an action has, it must have, and what it does not have would mean nothing. */
static void check_parts(struct reading *r, const marsad_review *e)
{
    bool pair = e->action == MARSAD_REVIEW_MERGE || e->action == MARSAD_REVIEW_SPLIT;
    bool edit = e->action == MARSAD_REVIEW_EDIT, undo = e->action == MARSAD_REVIEW_UNDO;
    enum review_field f;

    if (e->action != MARSAD_REVIEW_UNDO && pair != (e->other.digest[0] != 0))
        refuse(r, "other", "does not go with the action");
    if (edit != (e->field.ptr != NULL) || edit != (e->old.ptr != NULL) || edit != (e->value.ptr != NULL))
        refuse(r, "field", "does not go with the action");
    if (edit && r->ok && !review_field_of(e->field, &f))
        refuse(r, "field", "is none that can be corrected");
    if (undo != (e->undoes[0] != 0))
        refuse(r, "undoes", "does not go with the action");
    if (e->seen.ptr && e->action > MARSAD_REVIEW_REJECT)
        refuse(r, "seen", "does not go with the action");
}

static void read_entry(struct reading *r, json_t *object, marsad_review *out)
{
    marsad_str action = need_text(r, object, "action");
    char id[33];

    if (r->ok && !marsad_review_action_of(action.ptr, &out->action))
        refuse(r, "action", "is none that is known");
    read_hex(r, object, "id", true, out->id);
    read_anchor(r, object, "report", true, &out->report);
    read_anchor(r, object, "other", false, &out->other);
    out->field = read_text(r, object, "field", 32, ' ');
    out->old = read_text(r, object, "old", 16 * MARSAD_REVIEW_TEXT_MAX, ' ');
    out->value = read_text(r, object, "new", 16 * MARSAD_REVIEW_TEXT_MAX, ' ');
    out->seen = read_text(r, object, "seen", 64 * MARSAD_REVIEW_TEXT_MAX, '\n');
    read_hex(r, object, "undoes", false, out->undoes);
    out->turn = need_number(r, object, "turn");
    read_moment(r, object, out->at);
    out->by = need_text(r, object, "by");
    out->why = need_text(r, object, "why");
    if (r->ok)
        check_parts(r, out);
    if (r->ok && !review_make_id(out, id))
        r->ok = marsad_fail_memory(r->err);
    else if (r->ok && strcmp(id, out->id) != 0)
        refuse(r, "id", "is not that of the content: the entry was changed");
}

bool marsad_review_parse(marsad_str line, marsad_arena *arena, marsad_review *out, marsad_err *err)
{
    struct reading r = { .arena = arena, .err = err, .ok = true };
    json_error_t why;
    json_t *object = json_loadb(line.ptr ? line.ptr : "", line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &why);

    memset(out, 0, sizeof *out);
    if (!json_is_object(object)) {
        json_decref(object);
        return marsad_fail(err, MARSAD_EFORMAT, "log of corrections", MARSAD_NO_OFFSET, "no JSON object: %s",
                           object ? "something else" : why.text);
    }
    read_entry(&r, object, out);
    json_decref(object);
    return r.ok;
}
