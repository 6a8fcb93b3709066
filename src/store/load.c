/*
 * load.c - records back out of the tables, equal to what was added (only the tokens are not kept).
 */
#include "store/near.h"
#include "store/rows.h"

/* ---- mentions ---- */

static marsad_mention_kind mention_kind(const char *name)
{
    for (int k = 0; k < MARSAD_MENTION_OTHER; k++)
        if (strcmp(name, marsad_mention_kind_name((marsad_mention_kind)k)) == 0)
            return (marsad_mention_kind)k;
    return MARSAD_MENTION_OTHER;
}

static void get_mention(struct reader *r, void *item)
{
    marsad_mention *m = item;
    m->kind = mention_kind(get_text(r));
    get_span(r, &m->span);
    m->entity = get_str(r);
    m->country = get_str(r);
    m->roles = get_str(r);
    m->place = get_place(r);
}

static void get_time(struct reader *r, void *item)
{
    marsad_time *t = item;
    marsad_str value;
    const char *kind;

    get_span(r, &t->span);
    value = get_str(r);
    if (value.len < sizeof t->value)
        memcpy(t->value, value.ptr ? value.ptr : "", value.len);
    get_day(r, t->from);
    get_day(r, t->to);
    kind = get_text(r);
    t->duration = strcmp(kind, "duration") == 0;
    t->set = strcmp(kind, "set") == 0;
    t->rule = get_text(r);
}

static marsad_quantity_role quantity_role(const char *name)
{
    for (int k = 0; k <= MARSAD_QUANTITY_CASUALTIES; k++)
        if (strcmp(name, marsad_quantity_role_name((marsad_quantity_role)k)) == 0)
            return (marsad_quantity_role)k;
    return MARSAD_QUANTITY_NONE;
}

static void get_quantity(struct reader *r, void *item)
{
    marsad_quantity *q = item;
    get_span(r, &q->span);
    q->has_min = get_number(r, &q->min);
    q->has_max = get_number(r, &q->max);
    q->approximate = get_int(r) != 0;
    q->of_word = get_str(r);
    get_range(r, &q->of);
    q->role = quantity_role(get_text(r));
    q->part = get_int(r) != 0;
    q->cumulative = get_int(r) != 0;
}

static void get_problem(struct reader *r, void *item)
{
    marsad_problem *p = item;
    p->kind = get_text(r);
    get_span(r, &p->span);
    p->message = get_str(r);
}

static bool load_mentions(const struct owner *of, marsad_mentions *m, marsad_err *err)
{
    static const struct list MENTIONS = {
        STORE_LOAD_MENTIONS, sizeof(marsad_mention), get_mention,
        "SELECT m.kind, m.start, m.stop, NULL, m.entity, m.country, m.roles, p.id, p.name, p.country, p.admin1, p.lat, "
        "p.lon, p.precision, m.radius_km FROM mention m LEFT JOIN place p ON p.id = m.place WHERE m.article = ?1 "
        "ORDER BY m.number"
    };
    static const struct list TIMES = { STORE_LOAD_TIMES, sizeof(marsad_time), get_time,
                                       "SELECT start, stop, NULL, value, day_from, day_to, kind, rule FROM time "
                                       "WHERE article = ?1 ORDER BY number" };
    static const struct list QUANTITIES = { STORE_LOAD_QUANTITIES, sizeof(marsad_quantity), get_quantity,
                                            "SELECT start, stop, NULL, min, max, approximate, of_word, of_start, "
                                            "of_stop, role, part, cumulative FROM quantity WHERE article = ?1 "
                                            "ORDER BY number" };
    static const struct list PROBLEMS = { STORE_LOAD_PROBLEMS, sizeof(marsad_problem), get_problem,
                                          "SELECT kind, start, stop, NULL, message FROM problem WHERE article = ?1 "
                                          "ORDER BY number" };

    return (m->mentions = load_list(of, &MENTIONS, &m->n_mentions, err)) != NULL &&
           (m->times = load_list(of, &TIMES, &m->n_times, err)) != NULL &&
           (m->quantities = load_list(of, &QUANTITIES, &m->n_quantities, err)) != NULL &&
           (m->problems = load_list(of, &PROBLEMS, &m->n_problems, err)) != NULL;
}

/* ---- articles ---- */

static void get_caption(struct reader *r, void *item)
{
    marsad_caption *c = item;
    c->text = get_str(r);
    c->credit = get_str(r);
}

static void get_sentence(struct reader *r, void *item)
{
    marsad_sentence *sentence = item;
    marsad_span span;

    get_range(r, &span);
    *sentence = (marsad_sentence){ .start = span.start, .end = span.end, .headline = get_int(r) != 0 };
}

static void get_article(struct reader *r, marsad_record *out)
{
    marsad_article *a = &out->article;
    marsad_str digest = get_str(r);

    for (size_t i = 0; digest.len < sizeof a->digest && i < digest.len; i++) /* it is printed as it stands */
        a->digest[i] = digest.ptr[i] > ' ' && digest.ptr[i] < 0x7F ? digest.ptr[i] : '?';
    a->document = get_str(r);
    a->number = (unsigned)get_int(r);
    a->url = get_str(r);
    a->source = get_str(r);
    a->title = get_str(r);
    a->author = get_str(r);
    a->agency = get_str(r);
    a->dateline = get_str(r);
    get_day(r, a->published);
    a->language = get_text(r);
    a->text = get_str(r);
    out->program = get_str(r);
    out->dictionary = get_str(r);
    out->text.text = a->text;
}

bool store_load_article(marsad_store *s, int64_t id, marsad_arena *arena, marsad_record *out, marsad_err *err)
{
    static const char ARTICLE[] =
        "SELECT a.digest, a.document, a.number, a.url, a.source, a.title, a.author, a.agency, a.dateline, a.published, "
        "a.language, a.text, r.program, r.dictionary FROM article a LEFT JOIN run r ON r.id = a.run WHERE a.id = ?1";
    static const struct list CAPTIONS = { STORE_LOAD_CAPTIONS, sizeof(marsad_caption), get_caption,
                                          "SELECT text, credit FROM caption WHERE article = ?1 ORDER BY number" };
    struct owner of = { .s = s, .id = id, .arena = arena };
    struct reader r;
    bool ok;

    memset(out, 0, sizeof *out);
    if (!reader_begin(&r, &of, STORE_LOAD_ARTICLE, ARTICLE, err))
        return false;
    if (!reader_next(&r, &ok, err))
        return ok &&
               marsad_fail(err, MARSAD_ESTORE, s->path, MARSAD_NO_OFFSET, "article %lld is not there", (long long)id);
    get_article(&r, out);
    sqlite3_reset(r.stmt);
    if (!r.ok || !marsad_points_init(&out->points, out->text.text, arena))
        return marsad_fail_memory(err);
    if (!capture_load(s, id, arena, &out->article.capture, err) || !near_group(s, id, &out->group, err))
        return false;
    out->article.captions = load_list(&of, &CAPTIONS, &out->article.n_captions, err);
    return out->article.captions != NULL;
}

bool store_load_sentence(marsad_store *s, int64_t article, uint32_t number, const marsad_points *points,
                         marsad_span *out, marsad_err *err)
{
    static const char SQL[] = "SELECT start, stop FROM sentence WHERE article = ?1 AND number = ?2";
    struct owner of = { .s = s, .id = article, .points = points };
    struct reader r;
    bool ok;

    *out = (marsad_span){ 0 };
    if (!reader_begin(&r, &of, STORE_LOAD_SENTENCE, SQL, err))
        return false;
    sqlite3_bind_int64(r.stmt, 2, number);
    if (!reader_next(&r, &ok, err))
        return ok;
    get_range(&r, out);
    sqlite3_reset(r.stmt);
    return true;
}

bool store_load_sentences(marsad_store *s, int64_t id, marsad_arena *arena, marsad_record *out, marsad_err *err)
{
    static const struct list SENTENCES = { STORE_LOAD_SENTENCES, sizeof(marsad_sentence), get_sentence,
                                           "SELECT start, stop, headline FROM sentence WHERE article = ?1 "
                                           "ORDER BY number" };
    struct owner of = { .s = s, .id = id, .points = &out->points, .arena = arena };

    out->text.sentences = load_list(&of, &SENTENCES, &out->text.n_sentences, err);
    return out->text.sentences != NULL;
}

static bool load_record(marsad_store *s, int64_t id, marsad_arena *arena, marsad_record *out, marsad_err *err)
{
    struct owner of = { .s = s, .id = id, .points = &out->points, .arena = arena };

    return store_load_article(s, id, arena, out, err) && store_load_sentences(s, id, arena, out, err) &&
           load_mentions(&of, &out->mentions, err) && load_events(&of, &out->events, err);
}

static sqlite3_stmt *select_articles(marsad_store *s, const char *document, marsad_err *err)
{
    static const char ALL[] = "SELECT id FROM article ORDER BY id";
    static const char NAMED[] =
        "SELECT id FROM article WHERE document = ?1 UNION SELECT id FROM article WHERE url = ?1 "
        "UNION SELECT article FROM copy WHERE document = ?1 OR url = ?1 ORDER BY 1";
    static const char NUMBER[] = "SELECT id FROM article WHERE id = CAST(?1 AS INTEGER)";
    sqlite3_stmt *stmt = NULL;
    uint64_t number;
    int rc = sqlite3_prepare_v2(s->db, document ? NAMED : ALL, -1, &stmt, NULL);

    if (rc == SQLITE_OK && document) {
        bind_text(stmt, 1, document);
        if (marsad_str_to_u64(marsad_str_of(document), &number) && sqlite3_step(stmt) == SQLITE_DONE) {
            sqlite3_finalize(stmt); /* no document has that name: it is the number of an article */
            rc = sqlite3_prepare_v2(s->db, NUMBER, -1, &stmt, NULL);
            if (rc == SQLITE_OK)
                bind_text(stmt, 1, document);
        }
        sqlite3_reset(stmt);
    }
    if (rc == SQLITE_OK)
        return stmt;
    store_fail(s, rc, err);
    return NULL;
}

/* Visit the records of the ids that `stmt` gives; each is read into `arena`, which is reset before it. */
static bool visit_records(marsad_store *s, sqlite3_stmt *stmt, marsad_arena *arena, marsad_store_record_fn *visit,
                          void *user, size_t *n, marsad_err *err)
{
    bool go_on = true, ok = true;
    int rc = SQLITE_DONE;

    while (ok && go_on && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        int64_t id = sqlite3_column_int64(stmt, 0);
        marsad_record record;

        marsad_arena_reset(arena);
        ok = load_record(s, id, arena, &record, err);
        if (ok) {
            ++*n;
            go_on = visit(user, &record, id);
        }
    }
    return ok && (!go_on || rc == SQLITE_DONE || store_fail(s, rc, err));
}

bool marsad_store_records(marsad_store *s, const char *document, marsad_store_record_fn *visit, void *user, size_t *n,
                          marsad_err *err)
{
    sqlite3_stmt *stmt = select_articles(s, document, err);
    bool ok;

    *n = 0;
    ok = stmt && visit_records(s, stmt, s->scratch, visit, user, n, err);
    sqlite3_finalize(stmt);
    return ok;
}

bool marsad_store_records_of(marsad_store *s, const marsad_event_filter *filter, bool fitting,
                             marsad_store_record_fn *visit, void *user, marsad_err *err)
{
    marsad_arena *arena = marsad_arena_new(0);
    sqlite3_stmt *stmt = NULL;
    size_t n = 0;
    bool ok = arena || marsad_fail_memory(err);

    if (ok)
        stmt = query_articles(s, filter, fitting, err);
    ok = stmt && visit_records(s, stmt, arena, visit, user, &n, err);
    sqlite3_finalize(stmt);
    marsad_arena_free(arena);
    return ok;
}

bool marsad_store_record(marsad_store *s, const char *digest, marsad_arena *arena, marsad_record *out, bool *known,
                         marsad_err *err)
{
    static const char SQL[] = "SELECT id FROM article WHERE digest = ?1";
    sqlite3_stmt *stmt = store_prepare(s, STORE_BY_DIGEST, SQL, err);
    marsad_status st;
    int64_t id;

    *known = false;
    if (!stmt)
        return false;
    bind_text(stmt, 1, digest);
    st = store_step(s, stmt, err);
    if (st != MARSAD_MORE)
        return st == MARSAD_END;
    id = sqlite3_column_int64(stmt, 0);
    sqlite3_reset(stmt);
    *known = load_record(s, id, arena, out, err);
    return *known;
}

static marsad_identity get_identity(sqlite3_stmt *stmt)
{
    return (marsad_identity){ .digest = column_str(stmt, 0),
                              .document = column_str(stmt, 1),
                              .number = (unsigned)sqlite3_column_int64(stmt, 2),
                              .url = column_str(stmt, 3),
                              .source = column_str(stmt, 4),
                              .published = column_str(stmt, 5),
                              .program = column_str(stmt, 6),
                              .dictionary = column_str(stmt, 7),
                              .events = sqlite3_column_int64(stmt, 8) };
}

bool marsad_store_identities(marsad_store *s, marsad_identity_fn *visit, void *user, marsad_err *err)
{
    static const char SQL[] =
        "SELECT a.digest, a.document, a.number, a.url, a.source, a.published, r.program, r.dictionary, "
        "(SELECT count(*) FROM event e WHERE e.article = a.id) FROM article a LEFT JOIN run r ON r.id = a.run "
        "ORDER BY a.digest";
    sqlite3_stmt *stmt = store_prepare(s, STORE_IDENTITIES, SQL, err);
    marsad_status st = MARSAD_FAIL;
    bool go_on = true;

    while (stmt && go_on && (st = store_step(s, stmt, err)) == MARSAD_MORE) {
        marsad_identity id = get_identity(stmt);

        go_on = visit(user, &id);
    }
    sqlite3_reset(stmt);
    return !go_on || st == MARSAD_END;
}
