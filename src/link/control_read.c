/*
 * control_read.c - evidence of control out of the store, place by place.
 */
#include "link/control.h"
#include "store/query.h"

#include <limits.h>
#include <strings.h>

struct reading {
    marsad_store *s;
    const marsad_control_filter *filter;
    struct sides *sides;
    marsad_arena *arena;
    struct control_places *out;
    marsad_map *places; /* id, a bar and the part's key -> number in out->at */
    bool ok;            /* false: no memory */
};

/* Columns that both statements give, in this order. */
enum {
    COL_PLACE,
    COL_NAME,
    COL_COUNTRY,
    COL_ADMIN1,
    COL_LAT,
    COL_LON,
    COL_PRECISION,
    COL_PART,
    COL_PART_TEXT,
    COL_KIND,
    COL_PAST,
    COL_HOLDER,
    COL_HOLDER_ENTITY,
    COL_HOLDER_ROLE,
    COL_LOSER,
    COL_LOSER_ENTITY,
    COL_DAY,
    COL_OWN_DAY,
    COL_CLAIM,
    COL_FACTUALITY,
    COL_SOURCE,
    COL_CONFIDENCE,
    COL_SENTENCE,
    COL_DOCUMENT,
    COL_OUTLET,
    COL_ARTICLE,
    COL_PUBLISHED,
    COL_DIGEST,
    COL_NUMBER,
    COL_GROUP
};

#define PLACE_COLUMNS "p.id, p.name, p.country, p.admin1, p.lat, p.lon, p.precision, "
#define ARTICLE_COLUMNS                                                                                                \
    "substr(a.text, s.start + 1, s.stop - s.start), a.document, a.source, a.number, a.published, a.digest, "
#define ARTICLE_JOINS                                                                                                  \
    " LEFT JOIN place p ON p.id = e.place JOIN article a ON a.id = e.article LEFT JOIN near n ON n.article = a.id "    \
    "LEFT JOIN sentence s ON s.article = a.id AND s.number = e.sentence "
#define GROUP_COLUMN "coalesce(n.group_id, a.id) "
#define IN_PLACE "WHERE p.id IS NOT NULL AND p.id NOT LIKE 'unlisted:%' AND p.precision IS NOT 'country' "

/* Who is named by words [start, stop): the entity of a party there, else of a mention; the role of the party. */
#define PARTY_OF(column, name)                                                                                         \
    "(SELECT y." column " FROM event_party_now y WHERE y.event = e.id AND y.start < e." name "_stop AND e." name       \
    "_start < y.stop ORDER BY y.side, y.number LIMIT 1)"
#define ENTITY_OF(name)                                                                                                \
    "coalesce(" PARTY_OF("entity", name) ", (SELECT m.entity FROM mention m WHERE m.article = e.article AND m.start "  \
                                         "< e." name "_stop AND e." name "_start < m.stop AND m.entity IS NOT NULL "   \
                                         "ORDER BY m.number LIMIT 1))"

/* A party's words are longer than those of who gains: المقاومة الموالية للحكومة. */
#define WORDS_OF(name) "coalesce(" PARTY_OF("text", name) ", e." name "_text)"

/* clang-format off */
static const char CHANGES[] =
    "SELECT " PLACE_COLUMNS "c.control_part, e.territory_text, c.control_status, 0, " WORDS_OF("gains") ", "
    ENTITY_OF("gains") ", " PARTY_OF("role", "gains") ", " WORDS_OF("loses") ", " ENTITY_OF("loses") ", e.day, "
    "e.day_is = 'event', c.control_claim, e.factuality, e.source_text, e.confidence, " ARTICLE_COLUMNS
    "e.number, " GROUP_COLUMN "FROM event_context c JOIN event_now e ON e.id = c.event" ARTICLE_JOINS IN_PLACE
    "AND c.control_status IS NOT NULL AND e.factuality IN ('asserted', 'alleged', 'denied') AND e.day IS NOT NULL "
    "AND e.territory_text IS NOT NULL AND c.control_part IS NOT 'thing' AND (c.control_part IS NOT 'site' OR NOT EXISTS (SELECT 1 FROM mention m "
    "WHERE m.article = e.article AND m.start < e.territory_stop AND e.territory_start < m.stop AND m.kind = 'place' "
    "AND m.place IS NOT NULL AND m.place IS NOT e.place))"; /* "the province of X" is no site in Y */
/* clang-format on */

/* Armed sides against each other on the ground: told of the two parties, holder and loser of the row. */
static const char FIGHTS[] =
    "SELECT " PLACE_COLUMNS "NULL, NULL, 'fight', 0, x.text, x.entity, x.role, y.text, y.entity, e.day, "
    "e.day_is = 'event', 'reported', e.factuality, e.source_text, e.confidence, " ARTICLE_COLUMNS
    "e.number, " GROUP_COLUMN
    "FROM event_now e JOIN event_party_now x ON x.event = e.id AND x.side = 'actor' AND x.number = 0 "
    "JOIN event_party_now y ON y.event = e.id AND y.side = 'recipient' AND y.number = 0" ARTICLE_JOINS IN_PLACE
    "AND e.type = 'ASSAULT' AND (e.mode IS NULL OR e.mode = 'firearms') AND e.factuality IN ('asserted', 'alleged') "
    "AND e.day IS NOT NULL AND p.precision IN ('exact', 'settlement', 'district') "
    "AND e.id NOT IN (SELECT event FROM event_context WHERE control_status IS NOT NULL)";

static const char HOLDINGS[] =
    "SELECT " PLACE_COLUMNS "e.part, e.part_text, e.status, e.past, e.holder_text, e.holder_entity, e.holder_role, "
    "NULL, NULL, a.published, 1, CASE WHEN e.source_stance = 'confirmed' THEN 'confirmed' "
    "WHEN e.source_stance = 'claimed' OR e.source_kind = 'party' THEN 'claimed' ELSE 'reported' END, e.factuality, "
    "e.source_text, e.confidence, " ARTICLE_COLUMNS "e.number, " GROUP_COLUMN
    "FROM (SELECT *, NULL AS place_key FROM holding) e" ARTICLE_JOINS IN_PLACE
    "AND e.factuality IN ('asserted', 'alleged', 'denied') AND a.published IS NOT NULL "
    "AND e.part IS NOT 'thing'";

static marsad_str text_of(struct reading *r, sqlite3_stmt *stmt, int column)
{
    return column_copy(stmt, column, r->arena, &r->ok);
}

/* ---- the place and its part ---- */

static marsad_place place_of(struct reading *r, sqlite3_stmt *stmt)
{
    marsad_place p = { .id = text_of(r, stmt, COL_PLACE),
                       .name = text_of(r, stmt, COL_NAME),
                       .country = text_of(r, stmt, COL_COUNTRY),
                       .admin1 = text_of(r, stmt, COL_ADMIN1),
                       .precision = text_of(r, stmt, COL_PRECISION) };

    p.located = sqlite3_column_type(stmt, COL_LAT) != SQLITE_NULL && sqlite3_column_type(stmt, COL_LON) != SQLITE_NULL;
    if (p.located) {
        p.lat = sqlite3_column_double(stmt, COL_LAT);
        p.lon = sqlite3_column_double(stmt, COL_LON);
    }
    return p;
}

/* The evidence of a place, or of a kind of part of it, or of one site (key: its normal form). NULL: no memory. */
static struct control_place *slot(struct reading *r, const marsad_place *p, marsad_str kind, marsad_str part,
                                  marsad_str key)
{
    struct control_places *all = r->out;
    marsad_str name =
        marsad_arena_fmt(r->arena, "%.*s|%.*s|%.*s", MARSAD_STR_ARG(p->id), MARSAD_STR_ARG(kind), MARSAD_STR_ARG(key));
    uint64_t at;

    if (!name.ptr)
        return NULL;
    if (marsad_map_get(r->places, name, &at)) {
        if (marsad_str_compare(part, all->at[at].part) < 0)
            all->at[at].part = part; /* of spellings with one normal form the first, in whatever order they come */
        return &all->at[at];
    }
    if (!marsad_arena_grow(r->arena, (void **)&all->at, &all->cap, all->n, sizeof *all->at) ||
        !marsad_map_put(r->places, name, all->n))
        return NULL;
    all->at[all->n] = (struct control_place){ .place = *p, .kind = kind, .part = part, .part_key = key };
    return &all->at[all->n++];
}

static bool put(struct reading *r, const marsad_place *p, marsad_str kind, marsad_str part, marsad_str key,
                const struct control_item *item)
{
    struct control_place *to = slot(r, p, kind, part, key);

    if (!to || !marsad_arena_grow(r->arena, (void **)&to->items, &to->cap, to->n, sizeof *to->items))
        return false;
    to->items[to->n++] = *item;
    return true;
}

/* ---- one piece of evidence ---- */

static marsad_str no_text(void)
{
    return (marsad_str){ NULL, 0 };
}

static void tell(struct reading *r, sqlite3_stmt *stmt, marsad_control_evidence *e)
{
    bool own_day = sqlite3_column_int(stmt, COL_OWN_DAY);
    marsad_str digest = text_of(r, stmt, COL_DIGEST);

    e->kind = text_of(r, stmt, COL_KIND);
    e->past = sqlite3_column_int(stmt, COL_PAST);
    e->holder = text_of(r, stmt, COL_HOLDER);
    e->loser = text_of(r, stmt, COL_LOSER);
    e->claim = text_of(r, stmt, COL_CLAIM);
    e->factuality = text_of(r, stmt, COL_FACTUALITY);
    e->source = text_of(r, stmt, COL_SOURCE);
    e->sentence = text_of(r, stmt, COL_SENTENCE);
    e->document = text_of(r, stmt, COL_DOCUMENT);
    e->outlet = text_of(r, stmt, COL_OUTLET);
    e->article = (unsigned)sqlite3_column_int(stmt, COL_ARTICLE);
    e->number = (size_t)sqlite3_column_int(stmt, COL_NUMBER);
    e->group = sqlite3_column_int64(stmt, COL_GROUP);
    e->digest = digest.ptr ? digest.ptr : "";
    column_day(stmt, COL_DAY, e->day);
    column_day(stmt, COL_PUBLISHED, e->published);
    e->weight = control_weight(sqlite3_column_double(stmt, COL_CONFIDENCE), e->kind, e->claim, e->factuality, own_day);
    if (marsad_str_equal(e->factuality, MARSAD_LIT("denied")) || marsad_str_equal(e->claim, MARSAD_LIT("denied")))
        e->stand = MARSAD_CONTROL_DENIED;
}

/* Whoever is no side of the table and no known actor holds something only if he is armed and has a name. */
static bool may_be_named(sqlite3_stmt *stmt)
{
    marsad_str role = column_str(stmt, COL_HOLDER_ROLE), entity = column_str(stmt, COL_HOLDER_ENTITY);

    return entity.len && role.len && marsad_list_has(MARSAD_LIT("MIL|REB|UAF|PRM"), role);
}

static bool find_sides(struct reading *r, sqlite3_stmt *stmt, marsad_str country, struct control_item *i)
{
    marsad_control_evidence *e = &i->told;
    bool freed = marsad_str_equal(e->kind, MARSAD_LIT("freed"));
    marsad_holder *holder = freed ? &i->loser : &i->holder;

    if (sides_find(r->sides, e->holder, text_of(r, stmt, COL_HOLDER_ENTITY), country, e->day, may_be_named(stmt),
                   holder, &r->ok)) {
        if (freed)
            e->loser_side = holder->id;
        else
            e->side = holder->id;
    }
    if (freed) {
        e->loser = e->holder;
        e->holder = no_text();
    } else if (sides_find(r->sides, e->loser, text_of(r, stmt, COL_LOSER_ENTITY), country, e->day, false, &i->loser,
                          &r->ok)) {
        e->loser_side = i->loser.id;
    }
    return r->ok;
}

/* Nobody takes a place from himself; then the reading of one of the two is wrong, and neither counts. */
static bool is_sound(const struct control_item *i)
{
    static const char TWO[] = "fight|contested";
    bool same = i->holder.id.len && marsad_str_equal(i->holder.id, i->loser.id);

    if (marsad_str_equal(i->told.kind, MARSAD_LIT("fight")))
        return !same && marsad_str_starts(i->holder.id, MARSAD_LIT("side:")) &&
               marsad_str_starts(i->loser.id, MARSAD_LIT("side:"));
    return !same && (i->holder.id.len || i->loser.id.len || marsad_list_has(marsad_str_of(TWO), i->told.kind) ||
                     marsad_str_equal(i->told.kind, MARSAD_LIT("besieged")));
}

/* A fight gives the place to nobody, and a siege not to who besieges. */
static void drop_parties_of_fights(struct control_item *i)
{
    if (!marsad_list_has(MARSAD_LIT("fight|contested|besieged"), i->told.kind))
        return;
    i->holder = i->loser = (marsad_holder){ { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
}

static bool take_row(struct reading *r, sqlite3_stmt *stmt)
{
    struct control_item item = { .day = INT_MIN };
    marsad_place place = place_of(r, stmt);
    marsad_str part = text_of(r, stmt, COL_PART), part_text = text_of(r, stmt, COL_PART_TEXT), key;

    tell(r, stmt, &item.told);
    item.day = control_day(item.told.day);
    if (!r->ok || !find_sides(r, stmt, place.country, &item))
        return false;
    if (item.day == INT_MIN || !is_sound(&item))
        return true;
    drop_parties_of_fights(&item);
    if (!part.len)
        return put(r, &place, part, no_text(), no_text(), &item);
    if (marsad_str_equal(part, MARSAD_LIT("site")))
        return marsad_normalise(part_text, r->arena, &key, NULL) && put(r, &place, part, part_text, key, &item);
    if (!put(r, &place, part, no_text(), no_text(), &item))
        return false;
    item.part = true;
    return !marsad_str_equal(part, MARSAD_LIT("part")) || put(r, &place, no_text(), no_text(), no_text(), &item);
}

/* ---- which places ---- */

/* Is it the place itself that is asked for, and not one in it? */
static bool is_asked_for(struct reading *r, sqlite3_stmt *stmt)
{
    const char *place = r->filter->place;
    marsad_str id = column_str(stmt, COL_PLACE), name = column_str(stmt, COL_NAME), norm;
    marsad_entries found;
    int column;

    if (!place || marsad_str_equal(id, marsad_str_of(place)) ||
        (name.len == strlen(place) && strncasecmp(name.ptr, place, name.len) == 0))
        return true;
    if (!r->s->dict || !marsad_normalise(marsad_str_trim(marsad_str_of(place)), r->arena, &norm, NULL))
        return false;
    column = marsad_dict_column(r->s->dict, MARSAD_TABLE_PLACES, "id");
    found = marsad_dict_find(r->s->dict, norm);
    for (size_t i = 0; i < found.n; i++)
        if (found.at[i].table == MARSAD_TABLE_PLACES &&
            marsad_str_equal(marsad_dict_cell(r->s->dict, MARSAD_TABLE_PLACES, found.at[i].row, column), id))
            return true;
    return false;
}

static bool read_all(struct reading *r, const char *sql, marsad_err *err)
{
    const marsad_control_filter *f = r->filter;
    marsad_event_filter places = { .place = f->place ? f->place : f->area,
                                   .has_box = f->has_box,
                                   .west = f->west,
                                   .south = f->south,
                                   .east = f->east,
                                   .north = f->north };
    sqlite3_stmt *stmt = sql == HOLDINGS ? store_select_in_place(r->s, &places, sql, err)
                                         : store_select_events(r->s, &places, sql, "", err);
    int rc = SQLITE_DONE;
    bool ok = stmt != NULL;

    while (ok && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
        if (is_asked_for(r, stmt))
            ok = take_row(r, stmt) || marsad_fail_memory(err);
    if (ok && rc != SQLITE_DONE)
        ok = store_fail(r->s, rc, err);
    sqlite3_finalize(stmt);
    return ok;
}

static bool last_day(marsad_store *s, int *last, marsad_err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(s->db, "SELECT max(published) FROM article", -1, &stmt, NULL);
    char day[11] = "";

    if (rc == SQLITE_OK && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
        column_day(stmt, 0, day);
    sqlite3_finalize(stmt);
    *last = control_day(day);
    return rc == SQLITE_ROW || store_fail(s, rc, err);
}

bool control_read(marsad_store *s, const marsad_control_filter *f, struct sides *sides, marsad_arena *arena,
                  struct control_places *out, marsad_err *err)
{
    struct reading r = {
        .s = s, .filter = f, .sides = sides, .arena = arena, .out = out, .places = marsad_map_new(), .ok = true
    };
    bool ok = r.places != NULL || marsad_fail_memory(err);

    *out = (struct control_places){ .last = INT_MIN };
    ok = ok && last_day(s, &out->last, err) && read_all(&r, CHANGES, err) && read_all(&r, FIGHTS, err) &&
         read_all(&r, HOLDINGS, err);
    marsad_map_free(r.places);
    return ok;
}
