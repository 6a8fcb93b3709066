/*
 * parts.c - what was found in an article, part by part, each list into its table.
 */
#include "store/rows.h"

#include <stdio.h>

static bool write_captions(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO caption(article, number, text, credit) VALUES(?1, ?2, ?3, ?4)";
    struct row r;

    for (size_t i = 0; i < rec->article.n_captions; i++) {
        const marsad_caption *c = &rec->article.captions[i];

        if (!row_begin(s, rec, STORE_CAPTION, SQL, &r, err))
            return false;
        put_int(&r, id);
        put_int(&r, (int64_t)i);
        put_str(&r, c->text.ptr ? c->text : MARSAD_LIT(""));
        put_str(&r, c->credit);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

static bool write_sentences(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO sentence(article, number, start, stop, headline) VALUES(?1, ?2, ?3, ?4, ?5)";
    struct row r;

    for (size_t i = 0; i < rec->text.n_sentences; i++) {
        const marsad_sentence *sentence = &rec->text.sentences[i];

        if (!row_begin(s, rec, STORE_SENTENCE, SQL, &r, err))
            return false;
        put_int(&r, id);
        put_int(&r, (int64_t)i);
        put_range(&r, true, (marsad_span){ .start = sentence->start, .end = sentence->end });
        put_int(&r, sentence->headline);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

/* ---- mentions ---- */

/* The radius belongs to the words, not to the place: "57 km north of Baghdad" is Baghdad with a radius of 57. */
static void put_radius(struct row *r, const marsad_place *p)
{
    put_number(r, p && p->radius_km > 0, p ? p->radius_km : 0);
}

static bool write_mentions(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO mention(article, number, kind, start, stop, text, entity, country, roles, "
                              "place, radius_km) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    struct row r;

    for (size_t i = 0; i < rec->mentions.n_mentions; i++) {
        const marsad_mention *m = &rec->mentions.mentions[i];
        marsad_str place;

        if (!names_place(s, m->place, &place, err) || !names_entity(s, m->entity, err) ||
            !row_begin(s, rec, STORE_MENTION, SQL, &r, err))
            return false;
        put_int(&r, id);
        put_int(&r, (int64_t)i);
        put_text(&r, marsad_mention_kind_name(m->kind));
        put_span(&r, true, m->span);
        put_str(&r, m->entity);
        put_str(&r, m->country);
        put_str(&r, m->roles);
        put_str(&r, place);
        put_radius(&r, m->place);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

static bool write_times(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO time(article, number, start, stop, text, value, day_from, day_to, kind, "
                              "rule) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    struct row r;

    for (size_t i = 0; i < rec->mentions.n_times; i++) {
        const marsad_time *t = &rec->mentions.times[i];

        if (!row_begin(s, rec, STORE_TIME, SQL, &r, err))
            return false;
        put_int(&r, id);
        put_int(&r, (int64_t)i);
        put_span(&r, true, t->span);
        put_text(&r, t->value);
        put_text(&r, t->from);
        put_text(&r, t->to);
        put_text(&r, t->duration ? "duration" : t->set ? "set" : "point");
        put_text(&r, t->rule);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

static bool write_quantities(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] =
        "INSERT INTO quantity(article, number, start, stop, text, min, max, approximate, of_word, of_start, of_stop, "
        "role, part, cumulative) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    struct row r;

    for (size_t i = 0; i < rec->mentions.n_quantities; i++) {
        const marsad_quantity *q = &rec->mentions.quantities[i];

        if (!row_begin(s, rec, STORE_QUANTITY, SQL, &r, err))
            return false;
        put_int(&r, id);
        put_int(&r, (int64_t)i);
        put_span(&r, true, q->span);
        put_number(&r, q->has_min, q->min);
        put_number(&r, q->has_max, q->max);
        put_int(&r, q->approximate);
        put_str(&r, q->of_word);
        put_range(&r, q->of.start < q->of.end, q->of);
        put_text(&r, marsad_quantity_role_name(q->role));
        put_int(&r, q->part);
        put_int(&r, q->cumulative);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

static bool write_problems(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO problem(article, number, kind, start, stop, text, message) "
                              "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    struct row r;

    for (size_t i = 0; i < rec->mentions.n_problems; i++) {
        const marsad_problem *p = &rec->mentions.problems[i];

        if (!row_begin(s, rec, STORE_PROBLEM, SQL, &r, err))
            return false;
        put_int(&r, id);
        put_int(&r, (int64_t)i);
        put_text(&r, p->kind);
        put_span(&r, true, p->span);
        put_str(&r, p->message);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

static bool write_statements(marsad_store *s, const marsad_record *rec, int64_t id, marsad_err *err)
{
    static const char SQL[] = "INSERT INTO statement(article, number, start, stop, speaker_start, speaker_stop, "
                              "speaker, verb, kind, stance, via_start, via_stop, quote_start, quote_stop) "
                              "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
    struct row r;

    for (size_t i = 0; i < rec->events.n_statements; i++) {
        const marsad_statement *st = &rec->events.statements[i];

        if (!row_begin(s, rec, STORE_STATEMENT, SQL, &r, err))
            return false;
        put_int(&r, id);
        put_int(&r, (int64_t)i);
        put_range(&r, true, st->span);
        put_span(&r, st->named, st->speaker.span);
        put_str(&r, st->verb);
        put_str(&r, st->speaker.kind);
        put_str(&r, st->speaker.stance);
        put_range(&r, st->speaker.via.start < st->speaker.via.end, st->speaker.via);
        put_range(&r, st->quotation.start < st->quotation.end, st->quotation);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

/* ---- events ---- */

/* day, day_end, day_is: the event's own days; that of publication only where the text names no time and no past. */
static void put_day(struct row *r, const marsad_time *t, const char *published)
{
    const char *day = t ? t->from : published;
    const char *end = t && t->to[0] ? t->to : day;

    put_text(r, day);
    put_text(r, day[0] ? end : "");
    put_text(r, day[0] ? (t ? "event" : "published") : "");
}

static void put_time(struct row *r, const marsad_time *t)
{
    put_span(r, t != NULL, t ? t->span : (marsad_span){ 0 });
    put_text(r, t ? t->value : "");
    put_text(r, t ? t->from : "");
    put_text(r, t ? t->to : "");
}

static void put_count(struct row *r, const marsad_count *c)
{
    put_number(r, c->known && c->has_min, c->min);
    put_number(r, c->known && c->has_max, c->max);
    put_range(r, c->known && c->span.start < c->span.end, c->span);
}

static void put_counted(struct row *r, const marsad_count *c)
{
    put_str(r, c->known ? c->of : (marsad_str){ NULL, 0 });
    put_int(r, c->known && c->approximate);
    put_int(r, c->known && c->cumulative);
}

/* The rule of the day, and what the numbers count. */
static void put_counted_of(struct row *r, const marsad_event *e)
{
    put_text(r, e->time ? e->time->rule : "");
    put_counted(r, &e->killed);
    put_counted(r, &e->injured);
    put_counted(r, &e->captured);
    put_counted(r, &e->displaced);
    put_counted(r, &e->participants);
}

static void put_codes(struct row *r, const marsad_codes *c)
{
    put_str(r, c->cameo);
    put_str(r, c->acled_event);
    put_str(r, c->acled_sub_event);
    put_number(r, c->quad > 0, c->quad);
    put_number(r, c->has_intensity, c->intensity);
}

/* The columns behind "place", in the order of the table. */
static void put_rest(struct row *r, const marsad_event *e)
{
    put_time(r, e->time);
    put_count(r, &e->killed);
    put_count(r, &e->injured);
    put_count(r, &e->captured);
    put_count(r, &e->displaced);
    put_count(r, &e->participants);
    put_span(r, e->has_gains, e->gains);
    put_span(r, e->has_loses, e->loses);
    put_span(r, e->has_territory, e->territory);
    put_span(r, e->has_source, e->source.span);
}

/* Where the row of an event goes. */
struct event_row {
    bool corrected;
    int64_t id; /* 0: a new one */
    int64_t article, run;
    size_t number;
};

#define EVENT_VALUES                                                                                                   \
    "VALUES(?80, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "               \
    "?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, "             \
    "?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49, ?50, ?51, ?52, ?53, ?54, ?55, ?56, ?57, ?58, ?59, "             \
    "?60, ?61, ?62, ?63, ?64, ?65, ?66, ?67, ?68, ?69, ?70, ?71, ?72, ?73, ?74, ?75, ?76, ?77, ?78, ?79)"

static bool write_event(marsad_store *s, const marsad_record *rec, const marsad_event *e, const struct event_row *at,
                        marsad_err *err)
{
    static const char NEW[] = "INSERT INTO event " EVENT_VALUES;
    static const char CORRECTED[] = "INSERT INTO corrected " EVENT_VALUES;
    marsad_str place;
    struct row r;

    if (!names_place(s, e->has_place ? e->place : NULL, &place, err) ||
        !row_begin(s, rec, at->corrected ? STORE_CORRECTED : STORE_EVENT, at->corrected ? CORRECTED : NEW, &r, err))
        return false;
    put_int(&r, at->article);
    put_int(&r, (int64_t)at->number);
    put_int(&r, at->run);
    put_str(&r, e->type.ptr ? e->type : MARSAD_LIT(""));
    put_str(&r, e->mode);
    put_text(&r, marsad_factuality_name(e->factuality));
    put_number(&r, true, e->confidence);
    put_int(&r, e->sentence);
    put_day(&r, e->time, marsad_event_is_past(e) ? "" : rec->article.published);
    put_span(&r, true, e->trigger);
    put_span(&r, e->has_place, e->place_span);
    if (!put_key(&r, e->has_place, e->place_span, s->scratch))
        return marsad_fail_memory(err);
    put_str(&r, place);
    put_radius(&r, e->has_place ? e->place : NULL);
    put_rest(&r, e);
    put_counted_of(&r, e);
    put_codes(&r, &e->codes);
    if (at->id)
        put_int(&r, at->id);
    return store_run(s, r.stmt, err);
}

#define PARTY_COLUMNS                                                                                                  \
    "(event, side, number, start, stop, text, key, entity, country, role, head_start, head_stop) "                     \
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"

/* The statement that writes a party. */
struct party_table {
    enum store_statement which;
    const char *sql;
};

static const struct party_table PARTIES = { STORE_PARTY, "INSERT INTO event_party" PARTY_COLUMNS };
static const struct party_table CORRECTED_PARTIES = { STORE_CORRECTED_PARTY,
                                                      "INSERT INTO corrected_party" PARTY_COLUMNS };

static bool write_side(marsad_store *s, const marsad_record *rec, const struct party_table *table, int64_t event,
                       const char *side, const marsad_party *at, size_t n, marsad_err *err)
{
    struct row r;

    for (size_t i = 0; i < n; i++) {
        if (!names_entity(s, at[i].entity, err) || !row_begin(s, rec, table->which, table->sql, &r, err))
            return false;
        put_int(&r, event);
        put_text(&r, side);
        put_int(&r, (int64_t)i);
        put_span(&r, true, at[i].span);
        if (!put_key(&r, true, at[i].span, s->scratch))
            return marsad_fail_memory(err);
        put_str(&r, at[i].entity);
        put_str(&r, at[i].country);
        put_str(&r, at[i].role);
        put_range(&r, true, at[i].head);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

static bool write_parties(marsad_store *s, const marsad_record *rec, const struct party_table *table, int64_t event,
                          const marsad_event *e, marsad_err *err)
{
    return write_side(s, rec, table, event, "actor", e->actors, e->n_actors, err) &&
           write_side(s, rec, table, event, "recipient", e->recipients, e->n_recipients, err);
}

static bool write_missing(marsad_store *s, const marsad_record *rec, int64_t event, const marsad_event *e,
                          marsad_err *err)
{
    static const char SQL[] = "INSERT OR IGNORE INTO event_missing(event, field, reason, number) "
                              "VALUES(?1, ?2, ?3, ?4)";
    struct row r;

    for (size_t i = 0; i < e->n_missing; i++) {
        if (!row_begin(s, rec, STORE_MISSING, SQL, &r, err))
            return false;
        put_int(&r, event);
        put_text(&r, e->missing[i].field);
        put_text(&r, e->missing[i].reason);
        put_int(&r, (int64_t)i);
        if (!store_run(s, r.stmt, err))
            return false;
    }
    return true;
}

/* How the event is told; no row where there is nothing to say. */
static bool write_context(marsad_store *s, const marsad_record *rec, int64_t event, const marsad_event *e,
                          marsad_err *err)
{
    static const char SQL[] = "INSERT INTO event_context(event, source_verb, source_kind, source_stance, via_start, "
                              "via_stop, via_text, cue_start, cue_stop, cue_text, control_status, control_claim, "
                              "control_part) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    bool cue = e->cue.start < e->cue.end;
    struct row r;

    if (!e->has_source && !cue && !e->control_status.ptr)
        return true;
    if (!row_begin(s, rec, STORE_CONTEXT, SQL, &r, err))
        return false;
    put_int(&r, event);
    put_str(&r, e->source.verb);
    put_str(&r, e->source.kind);
    put_str(&r, e->source.stance);
    put_span(&r, e->source.via.start < e->source.via.end, e->source.via);
    put_span(&r, cue, e->cue);
    put_str(&r, e->control_status);
    put_str(&r, e->control_claim);
    put_str(&r, e->control_part);
    return store_run(s, r.stmt, err);
}

static bool write_events(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err)
{
    for (size_t i = 0; i < rec->events.n_events; i++) {
        const marsad_event *e = &rec->events.events[i];
        const struct event_row at = { .article = article, .run = s->run, .number = i };
        int64_t id;

        if (!write_event(s, rec, e, &at, err))
            return false;
        id = sqlite3_last_insert_rowid(s->db);
        if (!write_parties(s, rec, &PARTIES, id, e, err) || !write_missing(s, rec, id, e, err) ||
            !write_context(s, rec, id, e, err))
            return false;
    }
    return true;
}

/* ---- holdings ---- */

static void put_holder(struct row *r, const marsad_holding *h)
{
    put_span(r, h->has_holder, h->holder.span);
    put_str(r, h->has_holder ? h->holder.entity : (marsad_str){ NULL, 0 });
    put_str(r, h->has_holder ? h->holder.country : (marsad_str){ NULL, 0 });
    put_str(r, h->has_holder ? h->holder.role : (marsad_str){ NULL, 0 });
    put_range(r, h->has_holder, h->holder.head);
}

static void put_told_by(struct row *r, const marsad_holding *h)
{
    bool via = h->has_source && h->source.via.start < h->source.via.end;

    put_span(r, h->has_source, h->source.span);
    put_str(r, h->has_source ? h->source.verb : (marsad_str){ NULL, 0 });
    put_str(r, h->has_source ? h->source.kind : (marsad_str){ NULL, 0 });
    put_str(r, h->has_source ? h->source.stance : (marsad_str){ NULL, 0 });
    put_span(r, via, h->source.via);
}

static bool write_holding(marsad_store *s, const marsad_record *rec, const marsad_holding *h, int64_t article,
                          size_t number, marsad_err *err)
{
    static const char SQL[] =
        "INSERT INTO holding VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
        "?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, "
        "?41, ?42, ?43, ?44, ?45, ?46)";
    marsad_str place;
    struct row r;

    if (!names_place(s, h->place, &place, err) || (h->has_holder && !names_entity(s, h->holder.entity, err)) ||
        !row_begin(s, rec, STORE_HOLDING, SQL, &r, err))
        return false;
    put_int(&r, article);
    put_int(&r, (int64_t)number);
    put_int(&r, h->sentence);
    put_str(&r, h->status);
    put_int(&r, h->past);
    put_span(&r, true, h->span);
    put_holder(&r, h);
    put_span(&r, true, h->place_span);
    put_str(&r, place);
    put_radius(&r, h->place);
    put_str(&r, h->part);
    put_span(&r, h->part.len > 0, h->part_span);
    put_time(&r, h->since);
    put_text(&r, h->since ? h->since->rule : "");
    put_text(&r, marsad_factuality_name(h->factuality));
    put_span(&r, h->cue.start < h->cue.end, h->cue);
    put_told_by(&r, h);
    put_number(&r, true, h->confidence);
    return store_run(s, r.stmt, err);
}

static bool write_holdings(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err)
{
    for (size_t i = 0; i < rec->events.n_holdings; i++)
        if (!write_holding(s, rec, &rec->events.holdings[i], article, i, err))
            return false;
    return true;
}

bool parts_write_corrected(marsad_store *s, const marsad_record *rec, const marsad_event *e, int64_t article,
                           int64_t event, size_t number, marsad_err *err)
{
    struct event_row at = { .corrected = true, .id = event, .article = article, .number = number };
    char sql[80];

    snprintf(sql, sizeof sql, "SELECT run FROM event WHERE id = %lld", (long long)event);
    return store_number(s, sql, &at.run, err) && write_event(s, rec, e, &at, err) &&
           write_parties(s, rec, &CORRECTED_PARTIES, event, e, err);
}

bool parts_write_found(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err)
{
    return write_sentences(s, rec, article, err) && write_mentions(s, rec, article, err) &&
           write_times(s, rec, article, err) && write_quantities(s, rec, article, err) &&
           write_problems(s, rec, article, err) && write_statements(s, rec, article, err) &&
           write_events(s, rec, article, err) && write_holdings(s, rec, article, err);
}

bool parts_write(marsad_store *s, const marsad_record *rec, int64_t article, marsad_err *err)
{
    return write_captions(s, rec, article, err) && parts_write_found(s, rec, article, err);
}
