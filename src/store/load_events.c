/*
 * load_events.c - statements and events back out of the tables.
 */
#include "store/review.h"

static void get_party(struct reader *r, void *item)
{
    marsad_party *p = item;
    get_span(r, &p->span);
    p->entity = get_str(r);
    p->country = get_str(r);
    p->role = get_str(r);
    get_range(r, &p->head);
}

/* Names of fields become keys of JSON: nothing else may pass for one. */
static void get_missing(struct reader *r, void *item)
{
    static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz_-";
    marsad_missing *m = item;
    m->field = get_text(r);
    if (m->field[strspn(m->field, LETTERS)])
        m->field = "unknown";
    m->reason = get_text(r);
}

static void get_context(struct reader *r, void *item)
{
    marsad_event *told = item;
    memset(told, 0, sizeof *told);
    told->source.verb = get_str(r);
    told->source.kind = get_str(r);
    told->source.stance = get_str(r);
    get_span(r, &told->source.via);
    get_span(r, &told->cue);
    told->control_status = get_str(r);
    told->control_claim = get_str(r);
    told->control_part = get_str(r);
}

static void get_count(struct reader *r, marsad_count *c)
{
    c->has_min = get_number(r, &c->min);
    c->has_max = get_number(r, &c->max);
    c->known = get_range(r, &c->span) || c->has_min || c->has_max;
}

/* Columns that stores of older schemas were given later are NULL there: 0. */
static void get_counted(struct reader *r, marsad_count *c)
{
    c->of = get_str(r);
    c->approximate = get_int(r);
    c->cumulative = get_int(r);
}

static marsad_factuality factuality(const char *name)
{
    for (int k = 0; k < MARSAD_POSSIBLE; k++)
        if (strcmp(name, marsad_factuality_name((marsad_factuality)k)) == 0)
            return (marsad_factuality)k;
    return MARSAD_POSSIBLE;
}

static const marsad_time *get_event_time(struct reader *r)
{
    marsad_time *t = marsad_arena_alloc(r->arena, sizeof *t);
    marsad_str value;
    bool has;

    r->ok = r->ok && t;
    if (!t)
        return NULL;
    has = get_span(r, &t->span);
    value = get_str(r);
    if (value.len < sizeof t->value)
        memcpy(t->value, value.ptr ? value.ptr : "", value.len);
    get_day(r, t->from);
    get_day(r, t->to);
    t->rule = get_text(r);
    return has ? t : NULL;
}

static void get_codes(struct reader *r, marsad_codes *c)
{
    double quad;

    c->cameo = get_str(r);
    c->acled_event = get_str(r);
    c->acled_sub_event = get_str(r);
    c->quad = get_number(r, &quad) ? (int)quad : 0;
    c->has_intensity = get_number(r, &c->intensity);
}

/* In the order of EVENT_COLUMNS, without the id. */
static void get_event(struct reader *r, marsad_event *e)
{
    double confidence;

    e->type = get_str(r);
    e->mode = get_str(r);
    e->factuality = factuality(get_text(r));
    get_number(r, &confidence);
    e->confidence = confidence;
    e->sentence = (uint32_t)get_int(r);
    get_span(r, &e->trigger);
    e->has_place = get_span(r, &e->place_span);
    e->place = get_place(r);
    e->time = get_event_time(r);
    get_counted(r, &e->killed);
    get_counted(r, &e->injured);
    get_counted(r, &e->captured);
    get_counted(r, &e->displaced);
    get_counted(r, &e->participants);
    get_count(r, &e->killed);
    get_count(r, &e->injured);
    get_count(r, &e->captured);
    get_count(r, &e->displaced);
    get_count(r, &e->participants);
    e->has_gains = get_span(r, &e->gains);
    e->has_loses = get_span(r, &e->loses);
    e->has_territory = get_span(r, &e->territory);
    e->has_source = get_span(r, &e->source.span);
    get_codes(r, &e->codes);
}

#define COUNT_COLUMNS(name) "e." name "_min, e." name "_max, e." name "_start, e." name "_stop, "
#define COUNTED_COLUMNS(name) "e." name "_of, e." name "_approximate, e." name "_cumulative, "
#define SPAN_COLUMNS(name) "e." name "_start, e." name "_stop, NULL"
/* clang-format off */
#define EVENT_COLUMNS                                                                                                  \
    "e.type, e.mode, e.factuality, e.confidence, e.sentence, " SPAN_COLUMNS("trigger") ", " SPAN_COLUMNS("place") ", " \
    "p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.precision, e.place_radius_km, "                                \
    SPAN_COLUMNS("time") ", e.time_value, e.time_from, e.time_to, e.time_rule, "                                       \
    COUNTED_COLUMNS("killed") COUNTED_COLUMNS("injured") COUNTED_COLUMNS("captured") COUNTED_COLUMNS("displaced")      \
    COUNTED_COLUMNS("participants")                                                                                    \
    COUNT_COLUMNS("killed") COUNT_COLUMNS("injured") COUNT_COLUMNS("captured") COUNT_COLUMNS("displaced")              \
    COUNT_COLUMNS("participants")                                                                                      \
    SPAN_COLUMNS("gains") ", " SPAN_COLUMNS("loses") ", " SPAN_COLUMNS("territory") ", " SPAN_COLUMNS("source") ", "   \
    "e.cameo, e.acled_event, e.acled_sub_event, e.quad, e.intensity "
#define EVENT_FROM(table) "FROM " table " e LEFT JOIN place p ON p.id = e.place "
#define PARTIES_FROM(table)                                                                                            \
    "SELECT start, stop, NULL, entity, country, role, head_start, head_stop FROM " table                               \
    " WHERE event = ?1 AND side = ?2 ORDER BY number"
/* clang-format on */

static bool load_side(const struct owner *of, const struct list *parties, const char *side, marsad_party **list,
                      size_t *count, marsad_err *err)
{
    sqlite3_stmt *stmt = store_prepare(of->s, parties->which, parties->sql, err);

    if (!stmt)
        return false;
    sqlite3_reset(stmt);
    bind_text(stmt, 2, side);
    *list = load_list(of, parties, count, err);
    return *list != NULL;
}

static bool load_parties(const struct owner *of, const struct list *parties, marsad_event *e, marsad_err *err)
{
    return load_side(of, parties, "actor", &e->actors, &e->n_actors, err) &&
           load_side(of, parties, "recipient", &e->recipients, &e->n_recipients, err);
}

static bool load_context(const struct owner *of, marsad_event *e, marsad_err *err)
{
    static const struct list CONTEXT = { STORE_LOAD_CONTEXT, sizeof(marsad_event), get_context,
                                         "SELECT source_verb, source_kind, source_stance, via_start, via_stop, NULL, "
                                         "cue_start, cue_stop, NULL, control_status, control_claim, control_part "
                                         "FROM event_context WHERE event = ?1" };
    size_t n = 0;
    const marsad_event *told = load_list(of, &CONTEXT, &n, err);

    if (!told || n == 0)
        return told != NULL;
    e->source.verb = told->source.verb;
    e->source.kind = told->source.kind;
    e->source.stance = told->source.stance;
    e->source.via = told->source.via;
    e->cue = told->cue;
    e->control_status = told->control_status;
    e->control_claim = told->control_claim;
    e->control_part = told->control_part;
    return true;
}

/* What lies in other tables; the owner is the event. */
static bool load_parts(const struct owner *of, marsad_event *e, marsad_err *err)
{
    static const struct list MISSING = { STORE_LOAD_MISSING, sizeof(marsad_missing), get_missing,
                                         "SELECT field, reason FROM event_missing WHERE event = ?1 ORDER BY number" };
    static const struct list PARTIES = { STORE_LOAD_PARTIES, sizeof(marsad_party), get_party,
                                         PARTIES_FROM("event_party") };

    if (!load_parties(of, &PARTIES, e, err))
        return false;
    e->missing = load_list(of, &MISSING, &e->n_missing, err);
    return e->missing != NULL && load_context(of, e, err);
}

/* ---- what people said of it ---- */

static void get_review(struct reader *r, void *item)
{
    marsad_reviewed *review = item;
    marsad_str fields, field;
    size_t n = 0, cap = 0;
    marsad_str *list = NULL;

    review->state = get_str(r);
    review->by = get_str(r);
    review->at = get_str(r);
    review->why = get_str(r);
    fields = get_str(r);
    while (r->ok && marsad_str_next(&fields, ',', &field)) {
        r->ok = marsad_arena_grow(r->arena, (void **)&list, &cap, n, sizeof *list);
        if (r->ok)
            list[n++] = field;
    }
    review->fields = (marsad_strs){ list, n };
}

static bool is_corrected(const marsad_reviewed *review, const char *field)
{
    for (size_t i = 0; i < review->fields.n; i++)
        if (marsad_str_equal(review->fields.at[i], marsad_str_of(field)))
            return true;
    return false;
}

/* Why fields are empty, now that some were corrected. */
static bool correct_missing(const struct owner *of, const marsad_reviewed *review, marsad_event *e)
{
    const struct {
        const char *field, *name;
        bool empty;
    } FIELDS[] = { { "actors", "actors", e->n_actors == 0 }, { "recipients", "recipients", e->n_recipients == 0 },
                   { "place", "place", !e->has_place },      { "day", "time", !e->time || !e->time->from[0] },
                   { "killed", "killed", !e->killed.known }, { "injured", "injured", !e->injured.known },
                   { "source", "source", !e->has_source } };
    marsad_missing *list = marsad_arena_array(of->arena, e->n_missing + sizeof FIELDS / sizeof *FIELDS, sizeof *list);
    size_t n = 0;

    if (!list)
        return false;
    for (size_t i = 0; i < e->n_missing; i++) {
        bool keep = true;

        for (size_t k = 0; k < sizeof FIELDS / sizeof *FIELDS; k++)
            keep = keep && !(strcmp(e->missing[i].field, FIELDS[k].name) == 0 && is_corrected(review, FIELDS[k].field));
        if (keep)
            list[n++] = e->missing[i];
    }
    for (size_t k = 0; k < sizeof FIELDS / sizeof *FIELDS; k++)
        if (FIELDS[k].empty && is_corrected(review, FIELDS[k].field))
            list[n++] = (marsad_missing){ FIELDS[k].name, "corrected" };
    e->missing = list;
    e->n_missing = n;
    return true;
}

/* The values of the table "corrected"; what is not in it stays. */
static bool load_corrected(const struct owner *of, const marsad_reviewed *review, marsad_event *e, marsad_err *err)
{
    static const char SQL[] = "SELECT " EVENT_COLUMNS EVENT_FROM("corrected") "WHERE e.id = ?1";
    static const struct list PARTIES = { STORE_LOAD_CORRECTED_PARTIES, sizeof(marsad_party), get_party,
                                         PARTIES_FROM("corrected_party") };
    struct reader r;
    bool ok;

    if (is_corrected(review, "source")) /* how the other one spoke */
        e->source = (marsad_source){ .span = { 0 } };
    if (!reader_begin(&r, of, STORE_LOAD_CORRECTED, SQL, err))
        return false;
    if (!reader_next(&r, &ok, err))
        return ok;
    get_event(&r, e);
    sqlite3_reset(r.stmt);
    return (r.ok || marsad_fail_memory(err)) && load_parties(of, &PARTIES, e, err) &&
           (correct_missing(of, review, e) || marsad_fail_memory(err));
}

bool review_overlay(const struct owner *of, marsad_event *e, marsad_err *err)
{
    static const struct list REVIEW = { STORE_LOAD_REVIEW, sizeof(marsad_reviewed), get_review,
                                        "SELECT v.state, r.reviewer, r.at, r.why, v.fields FROM event_review v "
                                        "JOIN review r ON r.id = v.entry WHERE v.event = ?1" };
    size_t n = 0;
    const marsad_reviewed *review = load_list(of, &REVIEW, &n, err);

    if (!review || n == 0)
        return review != NULL;
    e->review = review;
    return review->fields.n == 0 || load_corrected(of, review, e, err);
}

bool store_load_event_read(marsad_store *s, int64_t id, const marsad_points *points, marsad_arena *arena,
                           marsad_event *out, marsad_err *err)
{
    static const char SQL[] = "SELECT " EVENT_COLUMNS EVENT_FROM("event") "WHERE e.id = ?1";
    struct owner of = { .s = s, .id = id, .points = points, .arena = arena };
    struct reader r;
    bool ok;

    memset(out, 0, sizeof *out);
    if (!reader_begin(&r, &of, STORE_LOAD_EVENT, SQL, err))
        return false;
    if (!reader_next(&r, &ok, err))
        return ok &&
               marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "event %lld is not there", (long long)id);
    get_event(&r, out);
    sqlite3_reset(r.stmt);
    return (r.ok || marsad_fail_memory(err)) && load_parts(&of, out, err);
}

bool store_load_event(marsad_store *s, int64_t id, const marsad_points *points, marsad_arena *arena, marsad_event *out,
                      marsad_err *err)
{
    struct owner of = { .s = s, .id = id, .points = points, .arena = arena };

    return store_load_event_read(s, id, points, arena, out, err) && review_overlay(&of, out, err);
}

struct numbered {
    int64_t id;
    marsad_event event;
};

static void get_numbered(struct reader *r, void *item)
{
    struct numbered *e = item;
    memset(e, 0, sizeof *e);
    e->id = get_int(r);
    get_event(r, &e->event);
}

static void get_statement(struct reader *r, void *item)
{
    marsad_statement *st = item;
    get_range(r, &st->span);
    st->named = get_span(r, &st->speaker.span);
    st->verb = st->speaker.verb = get_str(r);
    st->speaker.kind = get_str(r);
    st->speaker.stance = get_str(r);
    get_range(r, &st->speaker.via);
    get_range(r, &st->quotation);
}

static void get_holding(struct reader *r, void *item)
{
    marsad_holding *h = item;

    memset(h, 0, sizeof *h);
    h->sentence = (uint32_t)get_int(r);
    h->status = get_str(r);
    h->past = get_int(r);
    get_span(r, &h->span);
    h->has_holder = get_span(r, &h->holder.span);
    h->holder.entity = get_str(r);
    h->holder.country = get_str(r);
    h->holder.role = get_str(r);
    get_range(r, &h->holder.head);
    get_span(r, &h->place_span);
    h->place = get_place(r);
    h->part = get_str(r);
    get_span(r, &h->part_span);
    h->since = get_event_time(r);
    h->factuality = factuality(get_text(r));
    get_span(r, &h->cue);
    h->has_source = get_span(r, &h->source.span);
    h->source.verb = get_str(r);
    h->source.kind = get_str(r);
    h->source.stance = get_str(r);
    get_span(r, &h->source.via);
    get_number(r, &h->confidence);
}

static bool load_holdings(const struct owner *of, marsad_events *out, marsad_err *err)
{
    static const struct list HOLDINGS = {
        STORE_LOAD_HOLDINGS, sizeof(marsad_holding), get_holding,
        "SELECT h.sentence, h.status, h.past, h.start, h.stop, NULL, holder_start, holder_stop, NULL, holder_entity, "
        "holder_country, holder_role, holder_head_start, holder_head_stop, place_start, place_stop, NULL, "
        "p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.precision, h.place_radius_km, "
        "part, part_start, part_stop, NULL, since_start, since_stop, NULL, since_value, since_from, since_to, "
        "since_rule, factuality, cue_start, cue_stop, NULL, source_start, source_stop, NULL, source_verb, source_kind, "
        "source_stance, via_start, via_stop, NULL, confidence FROM holding h LEFT JOIN place p ON p.id = h.place "
        "WHERE h.article = ?1 ORDER BY h.number"
    };

    out->holdings = load_list(of, &HOLDINGS, &out->n_holdings, err);
    return out->holdings != NULL;
}

bool load_events(const struct owner *of, marsad_events *out, marsad_err *err)
{
    static const struct list STATEMENTS = {
        STORE_LOAD_STATEMENTS, sizeof(marsad_statement), get_statement,
        "SELECT start, stop, speaker_start, speaker_stop, NULL, verb, kind, stance, via_start, "
        "via_stop, quote_start, quote_stop "
        "FROM statement WHERE article = ?1 ORDER BY number"
    };
    static const struct list EVENTS = { STORE_LOAD_EVENTS, sizeof(struct numbered), get_numbered,
                                        "SELECT e.id, " EVENT_COLUMNS EVENT_FROM(
                                            "event") "WHERE e.article = ?1 ORDER BY e.number" };
    struct numbered *events;

    out->statements = load_list(of, &STATEMENTS, &out->n_statements, err);
    events = out->statements ? load_list(of, &EVENTS, &out->n_events, err) : NULL;
    if (!events)
        return false;
    out->events = marsad_arena_array(of->arena, out->n_events + 1, sizeof *out->events);
    if (!out->events)
        return marsad_fail_memory(err);
    for (size_t i = 0; i < out->n_events; i++) {
        struct owner event = *of;

        event.id = events[i].id;
        out->events[i] = events[i].event;
        if (!load_parts(&event, &out->events[i], err) || !review_overlay(&event, &out->events[i], err))
            return false;
    }
    return load_holdings(of, out, err);
}
