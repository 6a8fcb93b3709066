/*
 * review_kit.c - requests for corrections and what the store says after them.
 */
#include "review_kit.h"

#include "../testing.h"

#include "record/writer.h"
#include "store/review.h"

static const char *copy(marsad_arena *arena, marsad_str s)
{
    return s.ptr ? marsad_arena_str(arena, s).ptr : "";
}

static bool note(void *user, const marsad_review *e)
{
    struct added *a = user;

    a->n++;
    memcpy(a->id, e->id, sizeof a->id);
    a->old = copy(a->arena, e->old);
    a->value = copy(a->arena, e->value);
    return true;
}

bool review_ask(struct box *b, marsad_store *s, marsad_review_request r, struct added *a)
{
    struct added none = { .arena = b->arena };

    r.by = r.by ? r.by : "Amal";
    r.why = r.why ? r.why : "because";
    r.at = r.at ? r.at : REVIEWED_AT;
    marsad_err_clear(&b->err);
    if (a)
        *a = none;
    if (!marsad_review_add(s, &r, note, a ? a : &none, &b->err))
        return false;
    return marsad_store_commit(s, &b->err);
}

bool review_edit(struct box *b, marsad_store *s, const char *report, const char *field, const char *value,
                 struct added *a)
{
    marsad_correction c = { field, value };

    return review_ask(b, s,
                      (marsad_review_request){
                          .action = MARSAD_REVIEW_EDIT, .report = report, .corrections = &c, .n_corrections = 1 },
                      a);
}

void review_decide(struct box *b, marsad_store *s, marsad_review_action action, const char *report, struct added *a)
{
    if (!review_ask(b, s, (marsad_review_request){ .action = action, .report = report }, a))
        fail_msg("%s: %s", b->err.where, b->err.msg);
}

struct found {
    marsad_buf json;
    size_t n;
};

static bool find(void *user, const marsad_event_row *row)
{
    struct found *f = user;
    struct jw j = jw_to(&f->json);

    f->n++;
    jw_open(&j, '{');
    jw_key(&j, "day");
    jw_text(&j, row->day);
    jw_key(&j, "day_end");
    jw_text(&j, row->day_end);
    jw_event(&j, row->points, row->event, row->number);
    jw_close(&j, '}');
    return marsad_buf_add_byte(&f->json, '\n');
}

size_t count_events(struct box *b, marsad_store *s, marsad_event_filter filter)
{
    struct found f = { .n = 0 };

    if (!marsad_store_events(s, &filter, find, &f, &b->err))
        fail_msg("%s", b->err.msg);
    marsad_buf_release(&f.json);
    return f.n;
}

void assert_says(struct box *b, marsad_store *s, marsad_event_filter filter, const char *what)
{
    struct found f = { .n = 0 };

    assert_true(marsad_store_events(s, &filter, find, &f, &b->err));
    if (marsad_str_find(marsad_buf_str(&f.json), S(what), 0) == SIZE_MAX)
        fail_msg("'%s' is not in %.*s", what, (int)f.json.len, f.json.ptr);
    marsad_buf_release(&f.json);
}

static void tell(void *user, const char *what)
{
    (void)user;
    print_message("damage: %s\n", what);
}

size_t damages(marsad_store *s)
{
    return marsad_store_verify(s, tell, NULL).damages;
}

static bool to_line(void *user, const marsad_record *r, int64_t article)
{
    marsad_buf *out = user;

    (void)article;
    return marsad_record_json(r, MARSAD_RECORD_FULL, out, NULL) && marsad_buf_add_byte(out, '\n');
}

/* The records, articles by name. */
void records(struct box *b, marsad_store *s, unsigned n, marsad_buf *out)
{
    for (unsigned i = 1; i <= n; i++) {
        size_t visited;

        assert_true(
            marsad_store_records(s, marsad_arena_fmt(b->arena, "sample-%u", i).ptr, to_line, out, &visited, &b->err));
        assert_int_equal(visited, 1);
    }
}

void make_log(struct box *b, marsad_store *s)
{
    struct added a;

    review_decide(b, s, MARSAD_REVIEW_ACCEPT, "1:0", NULL);
    assert_true(review_edit(b, s, "1:0", "killed", "12", NULL));
    assert_true(review_edit(b, s, "1:0", "killed", "14", NULL));
    assert_true(review_edit(b, s, "2:0", "place", "geonames:98182", NULL));
    assert_true(review_edit(b, s, "2:0", "actors", "الشرطة", &a));
    assert_true(review_ask(b, s, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = a.id }, NULL));
    review_decide(b, s, MARSAD_REVIEW_ACCEPT, "2:0", NULL);
    review_decide(b, s, MARSAD_REVIEW_REJECT, "3:1", NULL);
    assert_true(review_ask(
        b, s, (marsad_review_request){ .action = MARSAD_REVIEW_MERGE, .report = "1:0", .other = "2:0" }, NULL));
}

struct pairs {
    char text[200];
};

static bool add_pair(void *user, int64_t event, int64_t other, bool together)
{
    struct pairs *p = user;
    size_t n = strlen(p->text);

    snprintf(p->text + n, sizeof p->text - n, "%lld%c%lld ", (long long)event, together ? '+' : '-', (long long)other);
    return true;
}

void assert_pairs(struct box *b, marsad_store *s, const char *expected)
{
    struct pairs p = { "" };

    assert_true(review_pairs(s, add_pair, &p, &b->err));
    assert_string_equal(p.text, expected);
}
