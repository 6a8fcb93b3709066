/*
 * places_around.c - what the words say of where one place lies by another.
 *
 *     "في حضر بريف القنيطرة"              it lies in it
 *     "مخيم السويداء شمال مدينة مأرب"     it lies beside it
 *
 * Many names stand for several places. A row that lies in another country than what is said to hold it, or too far from
 * what is said to lie beside it, is another place.
 */
#include "mention/names.h"

#include <math.h>

#define KM_PER_DEGREE 111.2
#define ADJECTIVES_MAX 2 /* between a name and what tells where it lies: "ميناء كذا النفطي في …" */
#define DISTANCE_NEAR 3  /* tokens to a distance: "على بعد 20 كلم" */
#define QUARTER_KM 40.0  /* quarters lie close to the middle of their town */
#define BEYOND 2.5       /* "north of" reaches further than "in" */
#define SIGNALS_MAX 8

static bool signal_is(const names_pass *p, const marsad_match *m, int column, const char *cell)
{
    return marsad_str_equal(marsad_dict_cell(p->dict, MARSAD_TABLE_SIGNALS, m->entry->row, column),
                            marsad_str_of(cell));
}

/* How many tokens of a preposition of place begin here, 0 if none; how it links what stands around it. */
static size_t locative_at(const names_pass *p, size_t i, struct place_link *link)
{
    marsad_match m[SIGNALS_MAX];
    size_t n = marsad_match_at(p->dict, p->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_SIGNALS), m, SIGNALS_MAX), tokens = 0;

    for (size_t k = 0; k < n && !m[k].skip && (!tokens || m[k].tokens == tokens); k++) {
        if (signal_is(p, &m[k], p->column.signal_class, "bearing"))
            link->bearing = true;
        else if (!signal_is(p, &m[k], p->column.signal_class, "locative") ||
                 signal_is(p, &m[k], p->column.signal_value, "weak") ||
                 signal_is(p, &m[k], p->column.signal_value, "around"))
            continue;
        link->beside |= signal_is(p, &m[k], p->column.signal_value, "near");
        tokens = m[k].tokens;
    }
    return tokens;
}

static bool begins_with(const names_pass *p, size_t i, unsigned clitic)
{
    const name_token *t = token_at(p, i);

    for (uint32_t k = 0; k < t->n_cands; k++)
        if (p->cands[t->cand + k].match.clitics & clitic)
            return true;
    return false;
}

/* "120 كلم شمال": the token behind a distance that begins at i or behind a word or two (على بعد), else i. */
static size_t behind_distance(const names_pass *p, size_t i, size_t end)
{
    size_t low = 0, high = p->out->n_quantities;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (p->out->quantities[mid].span.first < i)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < p->out->n_quantities) {
        const marsad_quantity *q = &p->out->quantities[low];
        if (q->role == MARSAD_QUANTITY_DISTANCE && q->span.first <= i + DISTANCE_NEAR && q->span.last <= end)
            return q->span.last;
    }
    return i;
}

/* "التابعة لـ", "المحاذية لـ": the last word before a place with لـ. */
static bool lies_by(const names_pass *p, size_t i, size_t end, struct place_link *link)
{
    marsad_match m[SIGNALS_MAX];
    size_t n = marsad_match_at(p->dict, p->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_SIGNALS), m, SIGNALS_MAX);

    for (size_t k = 0; k < n; k++)
        if (!m[k].skip && m[k].tokens == 1 && signal_is(p, &m[k], p->column.signal_class, "lies")) {
            link->beside = signal_is(p, &m[k], p->column.signal_value, "near");
            return begins_with(p, end, MARSAD_CLITIC_LI);
        }
    return false;
}

/* Do the tokens [i, end) say that what stands before them lies in or beside what stands behind them? */
static bool tells_where(const names_pass *p, size_t i, size_t end, struct place_link *link)
{
    size_t first = i, tokens, far;

    while (i < end && i < first + ADJECTIVES_MAX && token_has_article(p, i) &&
           (token_at(p, i)->bare & (IS_ADJECTIVE | IS_NATION | IS_DERIVED)) && !locative_at(p, i, link))
        i++;
    if (i + 1 < end && marsad_str_starts(p->text->tokens[i].norm, MARSAD_LIT("\u0644\u0644")) &&
        locative_at(p, i + 1, link))
        i++; /* مخيم كذا للنازحين شمال مدينة كذا */
    if (i == end && begins_with(p, end, MARSAD_CLITIC_BI))
        return true;
    if (i == end || i + 1 == end)
        if (end > first && lies_by(p, end - 1, end, link))
            return true;
    if (i < end && (token_is_mark(p, i, "(") || token_is_mark(p, i, "\u060C")))
        i++;
    far = behind_distance(p, i, end);
    link->far = far > i;
    i = far;
    tokens = i < end ? locative_at(p, i, link) : 0;
    i += tokens;
    while (tokens && i < end && (token_at(p, i)->bare & IS_SITE))
        i++;
    return i == end && (tokens > 0 || begins_with(p, end, MARSAD_CLITIC_BI));
}

/* ---- brackets ---- */

enum bracket { BRACKET_NONE, BRACKET_MIDDLE, BRACKET_BEARING, BRACKET_DISTANCE };

/* "(30 كلم غرب كركوك)", "(شمال لبنان)", "(غرب)": brackets that begin at i and say where something lies. */
static enum bracket bracket_at(const names_pass *p, size_t i)
{
    struct place_link link = { .far = false };
    size_t n = p->text->n_tokens, k = i + 1, far, tokens;
    bool ends;

    if (!names_together(p, i, i + 1) || !token_is_mark(p, i, "("))
        return BRACKET_NONE;
    far = behind_distance(p, k, n);
    tokens = names_together(p, i, far) ? locative_at(p, far, &link) : 0;
    if (!tokens || !names_together(p, i, far + tokens))
        return BRACKET_NONE;
    ends = token_is_mark(p, far + tokens, ")");
    if (!ends && !(token_at(p, far + tokens)->bare & (IS_PLACE | IS_COUNTRY)))
        return BRACKET_NONE;
    if (far > k)
        return BRACKET_DISTANCE;
    return link.bearing ? BRACKET_BEARING : ends ? BRACKET_MIDDLE : BRACKET_NONE;
}

/* A name that no table has, by the brackets behind it; behind a distance a common noun can be one (الملتقى). */
bool read_bracketed_place(names_pass *p, size_t i, name *n)
{
    const uint32_t other =
        IS_SITE | IS_FUNCTION | IS_VERB | IS_NATION | IS_ADJECTIVE | IS_TITLE | IS_AGENT | IS_BODY | IS_TIME | IS_COUNT;
    marsad_str norm = p->text->tokens[i].norm;
    bool listed =
        i > 0 && token_is_mark(p, i - 1, ")") && norm.len >= 8 && marsad_str_starts(norm, MARSAD_LIT("\u0648" /* و */));
    enum bracket bracket = names_together(p, i, i + 1) ? bracket_at(p, i + 1) : BRACKET_NONE;
    uint32_t bare = token_at(p, i)->bare;

    if (!(bare & IS_WORD) || bracket == BRACKET_NONE || (bracket == BRACKET_MIDDLE && !listed))
        return false;
    if (!token_unknown(p, i) && !(bracket == BRACKET_DISTANCE && token_has_article(p, i) && !(bare & other)))
        return false;
    *n = name_of(p, i, i + 1, listed ? marsad_token_offset(p->text, i, 2) : p->text->tokens[i].start, NAME_PLACE,
                 MARSAD_MENTION_PLACE);
    n->strong = true;
    return true;
}

size_t place_rows(const names_pass *p, const name *n, const name_cand *rows[PLACE_ROWS_MAX])
{
    const name_token *t = token_at(p, n->inner);
    const name_cand *c;
    size_t count = 0;

    if (n->cand == UINT32_MAX)
        return 0;
    c = &p->cands[n->cand];
    for (uint32_t k = 0; k < t->n_cands && count < PLACE_ROWS_MAX; k++) {
        const name_cand *other = &p->cands[t->cand + k];

        if (cand_same_words(other, c) && cand_is_place(other))
            rows[count++] = other;
    }
    return count;
}

const name *place_around(const names_pass *p, size_t at, struct place_link *link)
{
    const name *n = &p->names[at], *other = n + 1;

    *link = (struct place_link){ .beside = false };
    if (at + 1 >= p->n_names || other->source != NAME_PLACE || other->from < n->last ||
        !names_together(p, n->first, other->first))
        return NULL;
    return tells_where(p, n->last, other->from, link) ? other : NULL;
}

static bool countries_overlap(marsad_str x, marsad_str y)
{
    static const char *const SHARED[] = { "IL|PS", "ES|MA" }; /* عكا في فلسطين، مليلية في المغرب */

    for (size_t k = 0; k < sizeof SHARED / sizeof *SHARED; k++)
        if (marsad_list_has(marsad_str_of(SHARED[k]), x) && marsad_list_has(marsad_str_of(SHARED[k]), y))
            return true;
    return marsad_str_equal(x, y);
}

/* How far from its point what lies in a place, or beside it, may be. */
static double reach_km(const names_pass *p, const name_cand *around)
{
    static const struct {
        const char *precision;
        double km;
    } REACH[] = {
        { "exact", 40 }, { "settlement", 80 }, { "district", 150 }, { "governorate", 700 }, { "region", 1500 }
    };
    marsad_str precision = cand_cell(p, around, p->column.place_precision);

    for (size_t k = 0; k < sizeof REACH / sizeof *REACH; k++)
        if (marsad_str_equal(precision, marsad_str_of(REACH[k].precision)))
            return REACH[k].km;
    return INFINITY;
}

static bool has_point(const names_pass *p, const name_cand *c)
{
    return c->match.entry->table == MARSAD_TABLE_PLACES && cand_cell(p, c, p->column.place_lat).len > 0;
}

/* Close enough for distances up to some hundred km; nobody needs more here. */
static double km_between(const names_pass *p, const name_cand *x, const name_cand *y)
{
    const double to_radians = 3.14159265358979323846 / 180;
    uint32_t i = x->match.entry->row, k = y->match.entry->row;
    double lat = marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, i, p->column.place_lat);
    double north = lat - marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, k, p->column.place_lat);
    double east = marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, i, p->column.place_lon) -
                  marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, k, p->column.place_lon);

    east *= cos(lat * to_radians);
    return KM_PER_DEGREE * sqrt(north * north + east * east);
}

static bool fits_row(const names_pass *p, const name_cand *c, const name_cand *around, const struct place_link *link)
{
    marsad_str country = cand_country(p, c);
    bool same = countries_overlap(country, cand_country(p, around));
    double reach;

    if (!country.len || (link->beside && cand_is_country(around)))
        return true; /* in several countries; "on the border with" one */
    if (link->far || !has_point(p, c) || !has_point(p, around) ||
        !marsad_list_has(MARSAD_LIT("exact|settlement"), cand_cell(p, c, p->column.place_precision)))
        return same;
    reach = reach_km(p, around) * (link->bearing ? BEYOND : 1);
    if (marsad_str_equal(cand_cell(p, c, p->column.place_kind), MARSAD_LIT("quarter")))
        reach = reach < QUARTER_KM ? reach : QUARTER_KM;
    return (same || link->beside || link->bearing) && km_between(p, c, around) <= reach;
}

bool place_fits(const names_pass *p, const name_cand *c, const name *around, const struct place_link *link)
{
    const name_cand *rows[PLACE_ROWS_MAX];
    size_t n = place_rows(p, around, rows);

    for (size_t k = 0; k < n; k++)
        if (!cand_country(p, rows[k]).len || fits_row(p, c, rows[k], link))
            return true;
    return n == 0;
}
