/*
 * places_choose.c - which row of the gazetteer a name means.
 *
 * score = kind against the word of kind before the name + log10(population) + trust in the source
 *         + share of the article's other names that belong to the country + what stands beside the name,
 *         summed over all mentions of the name in the article (one sense per article: Gale, Church, Yarowsky 1992)
 */
#include "mention/names.h"

#include <math.h>

#define CODES NAMES_CODES
#define NEAR 6       /* tokens between a name and a neighbour that counts */
#define GUESS_NEAR 8 /* tokens to a place whose country a place without one takes */
#define ADMINS_MAX 64
#define ONE_COUNTRY 0.7 /* share of what is known of countries in an article that is of one */
#define SMALL 1e5       /* people; larger towns are named in articles about anything */
#define CAPITAL 4e5 /* people; of larger towns "في" may tell what they do: نفوذ طهران في العراق */
#define KM_PER_M 0.001

struct group {            /* all mentions of one name */
    uint32_t row, tokens; /* of its first candidate */
    double beside[PLACE_ROWS_MAX];
    double sure;       /* what they add to the weight of their country */
    double population; /* of the largest */
};

struct choice {
    names_pass *p;
    double weight[CODES], total;
    int top; /* the country with the most weight */
    marsad_str admins[ADMINS_MAX];
    size_t n_admins;
    struct group *groups;
    uint32_t *slots; /* hash of groups: 1 + index */
    size_t n_groups, cap_groups, n_slots;
};

static int code_of(marsad_str country)
{
    if (country.len != 2 || country.ptr[0] < 'A' || country.ptr[0] > 'Z' || country.ptr[1] < 'A' ||
        country.ptr[1] > 'Z')
        return -1;
    return (country.ptr[0] - 'A') * 26 + (country.ptr[1] - 'A');
}

static void add_country(struct choice *s, marsad_str country, double weight)
{
    int code = code_of(country);

    if (code < 0)
        return;
    s->weight[code] += weight;
    s->p->codes[code] = country;
    s->total += weight;
}

static marsad_str admin_of(const names_pass *p, const name_cand *c)
{
    if (c->match.entry->table == MARSAD_TABLE_COUNTRIES)
        return (marsad_str){ "", 0 };
    return cand_cell(p, c, p->column.place_admin);
}

/* The country that all candidates share, or empty. */
static marsad_str sure_country(const names_pass *p, const name *n)
{
    const name_cand *rows[PLACE_ROWS_MAX];
    size_t count = place_rows(p, n, rows);
    marsad_str country = count ? cand_country(p, rows[0]) : (marsad_str){ "", 0 };

    for (size_t k = 1; k < count; k++)
        if (!marsad_str_equal(country, cand_country(p, rows[k])))
            return (marsad_str){ "", 0 };
    return country;
}

static void note_admin(struct choice *s, marsad_str admin)
{
    if (admin.len == 0 || s->n_admins == ADMINS_MAX)
        return;
    for (size_t k = 0; k < s->n_admins; k++)
        if (marsad_str_equal(s->admins[k], admin))
            return;
    s->admins[s->n_admins++] = admin;
}

static bool note_dateline(struct choice *s)
{
    const names_pass *p = s->p;
    marsad_str norm;
    marsad_entries found;

    if (!p->article->dateline.len)
        return true;
    if (!marsad_normalise(p->article->dateline, p->arena, &norm, NULL))
        return false;
    found = marsad_dict_find(p->dict, norm);
    for (size_t k = 0; k < found.n; k++)
        if (found.at[k].table == MARSAD_TABLE_PLACES)
            add_country(s, marsad_dict_cell(p->dict, MARSAD_TABLE_PLACES, found.at[k].row, p->column.place_country),
                        1.0 / (double)found.n);
        else if (found.at[k].table == MARSAD_TABLE_COUNTRIES && !found.at[k].form)
            add_country(s, marsad_dict_cell(p->dict, MARSAD_TABLE_COUNTRIES, found.at[k].row, p->column.country_iso),
                        1);
    return true;
}

/* What is sure of itself tells about the rest. */
static void weigh_countries(struct choice *s)
{
    const names_pass *p = s->p;

    for (size_t i = 0; i < p->n_names; i++) {
        const name *n = &p->names[i];
        const name_cand *rows[PLACE_ROWS_MAX];

        if (n->source != NAME_PLACE) {
            add_country(s, n->country, n->source == NAME_NATION ? 1.0 : 0.7);
            continue;
        }
        add_country(s, sure_country(p, n), 1.0);
        if (place_rows(p, n, rows) == 1)
            note_admin(s, admin_of(p, rows[0]));
    }
    for (size_t i = 0; i < p->text->n_tokens; i++) { /* adjectives of countries */
        const name_cand *c;
        if (p->tokens[i].taken || !((p->tokens[i].bare | p->tokens[i].joined) & IS_NATION))
            continue;
        c = cand_at(p, i, MARSAD_TABLE_COUNTRIES, true);
        if (c && c->match.entry->form)
            add_country(s, cand_country(p, c), 0.7);
    }
    for (int k = 1; k < CODES; k++)
        if (s->weight[k] > s->weight[s->top])
            s->top = k;
}

/* Does the article speak of one country far more than of all others? */
static bool is_of_one_country(const struct choice *s)
{
    return s->weight[s->top] >= 4 && s->weight[s->top] > s->total * ONE_COUNTRY;
}

/* ---- what stands beside ---- */

static double beside_score(const struct choice *s, size_t at, const name_cand *c)
{
    const names_pass *p = s->p;
    const name *n = &p->names[at];
    marsad_str country = cand_country(p, c);
    struct place_link link;
    const name *around;
    double score = 0;

    if (names_together(p, n->first, n->last) && (token_at(p, n->last)->bare & IS_NATION)) { /* "طرابلس اللبنانية" */
        const name_cand *nation = cand_at(p, n->last, MARSAD_TABLE_COUNTRIES, false);
        if (nation && nation->match.entry->form && marsad_str_equal(cand_country(p, nation), country))
            score += 5;
    }
    around = place_around(p, at, &link);
    if (around && place_fits(p, c, around, &link))
        score += 4;
    for (size_t k = at > 2 ? at - 2 : 0; k < p->n_names && k <= at + 2; k++) {
        const name *other = &p->names[k];
        uint32_t gap = other->first > n->first ? other->first - n->last : n->first - other->last;
        marsad_str theirs;

        if (k == at || !names_together(p, n->first, other->first) || gap > NEAR)
            continue;
        theirs = other->source == NAME_PLACE ? sure_country(p, other) : other->country;
        if (theirs.len && marsad_str_equal(theirs, country))
            score += other->source == NAME_PLACE ? 1.5 : 0.7;
    }
    return score;
}

/* ---- kinds ---- */

static double kind_score(const names_pass *p, const name *n, const name_cand *c)
{
    enum { OTHER, SETTLEMENT, QUARTER, GOVERNORATE, DISTRICT, REGION, SEA, COUNTRY };
    static const double FIT[CUE_SITE + 1][COUNTRY + 1] = {
        /*                     other settle quarter govern distr region sea country */
        [CUE_NONE] = { -0.5, 0.7, -0.5, 0.0, -0.3, 0.3, 1.5, 2.5 },
        [CUE_SETTLEMENT] = { -3.0, 4.0, 1.0, -1.5, 0.0, -2.0, -3.0, -6.0 },
        [CUE_DISTRICT] = { -1.0, 1.0, 0.5, 2.0, 4.0, 3.0, -1.0, -2.0 },
        [CUE_GOVERNORATE] = { -2.0, -0.5, -2.0, 5.0, 1.5, 3.0, -2.0, 5.0 },
        [CUE_QUARTER] = { 0.0, 1.0, 5.0, -2.0, 0.0, 0.0, 0.0, -6.0 },
        [CUE_REGION] = { 0.0, 0.0, 0.0, 1.0, 1.0, 5.0, 0.0, -2.0 },
        [CUE_SITE] = { -0.5, 0.7, 0.0, 0.0, 0.0, 0.5, -0.5, 0.0 },
    };
    static const struct {
        const char *name;
        int kind;
    } KINDS[] = {
        { "settlement", SETTLEMENT }, { "village", SETTLEMENT }, { "quarter", QUARTER }, { "governorate", GOVERNORATE },
        { "district", DISTRICT },     { "region", REGION },      { "sea", SEA }
    };
    marsad_str kind;
    int k = OTHER;

    if (c->match.entry->table == MARSAD_TABLE_COUNTRIES)
        return FIT[n->cue][COUNTRY];
    kind = cand_cell(p, c, p->column.place_kind);
    if (n->cue == CUE_SITE && marsad_str_equal(kind, n->site_kind))
        return 6;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
        if (marsad_str_equal(kind, marsad_str_of(KINDS[i].name)))
            k = KINDS[i].kind;
    return FIT[n->cue <= CUE_SITE ? n->cue : CUE_NONE][k];
}

/* Arabic papers write more about the Arab world and its neighbours than about the rest: a box around them. */
static double region_score(const names_pass *p, const name_cand *c)
{
    double lat, lon;

    if (c->match.entry->table == MARSAD_TABLE_COUNTRIES)
        return 0;
    lat = marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, c->match.entry->row, p->column.place_lat);
    lon = marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, c->match.entry->row, p->column.place_lon);
    return lat > 2 && lat < 42 && lon > -18 && lon < 63 ? 0.8 : 0;
}

static double population_of(const names_pass *p, const name_cand *c)
{
    return c->match.entry->table == MARSAD_TABLE_PLACES
               ? marsad_dict_number(p->dict, MARSAD_TABLE_PLACES, c->match.entry->row, p->column.place_population)
               : 0;
}

static double row_score(const struct choice *s, const name *n, const name_cand *c)
{
    const names_pass *p = s->p;
    bool country = c->match.entry->table == MARSAD_TABLE_COUNTRIES;
    bool own = cand_is_ours(p, c);
    double population = population_of(p, c);
    double score = kind_score(p, n, c) + region_score(p, c), share;
    int code = code_of(cand_country(p, c));
    marsad_str admin = admin_of(p, c);

    if (country) { /* by its main name, or by another: عمان is Oman less often than Amman */
        population = c->match.entry->column == 2 ? 3e6 : 1e6;
        if (c->match.entry->column != 2 && n->cue == CUE_NONE)
            score -= 1.5;
    }
    if (!country && population < 1)
        population = own ? 30000 : 1500;
    score += log10(population) + (own ? 0.8 : 0);
    share = code >= 0 && s->total > 0 ? s->weight[code] / (s->total + 1) : 0;
    score += 4 * share + (share > 0 ? 0.7 : 0);
    for (size_t k = 0; admin.len && k < s->n_admins; k++)
        if (marsad_str_equal(s->admins[k], admin)) {
            score += 0.8;
            break;
        }
    return score;
}

/* ---- groups of one name ---- */

static struct group *group_of(struct choice *s, const name_cand *c)
{
    size_t at = (c->match.entry->row * 2654435761u ^ c->match.tokens) & (s->n_slots - 1);

    while (s->slots[at]) {
        struct group *g = &s->groups[s->slots[at] - 1];
        if (g->row == c->match.entry->row && g->tokens == c->match.tokens)
            return g;
        at = (at + 1) & (s->n_slots - 1);
    }
    s->groups[s->n_groups] = (struct group){ .row = c->match.entry->row, .tokens = c->match.tokens };
    s->slots[at] = (uint32_t)++s->n_groups;
    return &s->groups[s->n_groups - 1];
}

static bool make_groups(struct choice *s)
{
    size_t places = 0;

    for (size_t i = 0; i < s->p->n_names; i++)
        places += s->p->names[i].source == NAME_PLACE && s->p->names[i].cand != UINT32_MAX;
    for (s->n_slots = 16; s->n_slots < places * 2; s->n_slots *= 2)
        ;
    s->slots = marsad_arena_array(s->p->arena, s->n_slots, sizeof *s->slots);
    s->groups = marsad_arena_array(s->p->arena, places + 1, sizeof *s->groups);
    return s->slots && s->groups;
}

static void gather(struct choice *s)
{
    for (size_t i = 0; i < s->p->n_names; i++) {
        const name_cand *rows[PLACE_ROWS_MAX];
        size_t count = s->p->names[i].source == NAME_PLACE ? place_rows(s->p, &s->p->names[i], rows) : 0;
        struct group *g;

        if (!count)
            continue;
        g = group_of(s, rows[0]);
        g->sure += sure_country(s->p, &s->p->names[i]).len ? 1 : 0;
        for (size_t k = 0; k < count; k++) {
            double people = population_of(s->p, rows[k]);
            g->population = people > g->population ? people : g->population;
            g->beside[k] += beside_score(s, i, rows[k]);
            if (g->beside[k] > 8)
                g->beside[k] = 8;
        }
    }
}

/* القصر الجمهوري: a building of a name that several countries have, none of which the article speaks of. */
static bool lacks_ground(const struct choice *s, const name_cand *c)
{
    int code = code_of(cand_country(s->p, c));

    return c->match.entry->table == MARSAD_TABLE_PLACES && code >= 0 && s->weight[code] <= 0 &&
           marsad_str_equal(cand_cell(s->p, c, s->p->column.place_kind), MARSAD_LIT("building"));
}

/*
 * "قرى العلم" in an article about Yemen is no town of Iraq: a small place whose name is a word of the language or a
 * name of people, or a quarter or village, in a country that nothing else in an article about another country speaks
 * of.
 */
static bool is_stray(const struct choice *s, const name *n, const name_cand *c, const struct group *g)
{
    const names_pass *p = s->p;
    int code = code_of(cand_country(p, c));
    uint32_t bare = token_at(p, n->inner)->bare;
    bool small =
        marsad_list_has(MARSAD_LIT("quarter|village|square|road|bridge|mosque"), cand_cell(p, c, p->column.place_kind));

    if (c->match.entry->table != MARSAD_TABLE_PLACES || code < 0 || code == s->top || s->weight[code] > g->sure ||
        g->population >= SMALL || n->cue == CUE_GOVERNORATE ||
        marsad_str_equal(cand_cell(p, c, p->column.place_precision), MARSAD_LIT("region")))
        return false;
    if ((bare & IS_NOUN) && c->match.tokens == 1 && s->weight[s->top] >= 3)
        return true;
    return (small || (bare & (IS_COMMON | IS_NAME | IS_STOP))) && is_of_one_country(s);
}

/* "أسعار البيض": nothing says that the word names a place at all. */
static bool is_bare_word(const names_pass *p, const name *n, const name_cand *c)
{
    return n->cue == CUE_NONE && c->match.tokens == 1 && (token_at(p, n->inner)->bare & IS_NOUN) &&
           !(c->match.clitics & MARSAD_CLITIC_BI) &&
           !(n->first > 0 && ((token_at(p, n->first - 1)->bare | token_at(p, n->first - 1)->joined) & IS_PREPOSITION));
}

/* Does the name begin with the word of its kind: بلدة الحضر, ميناء البريقة? */
static bool names_kind(const names_pass *p, const name *n, const name_cand *c)
{
    const name_cand *cue = cand_at(p, n->inner, MARSAD_TABLE_CUES, false);

    if (!cue || cue->match.tokens >= c->match.tokens)
        return false;
    return (cue->type >= CUE_SETTLEMENT && cue->type < CUE_SITE) ||
           (cue->type == CUE_SITE &&
            marsad_str_find(cand_cell(p, cue, p->column.cue), cand_cell(p, c, p->column.place_kind), 0) != SIZE_MAX);
}

/* Is it a name that another place may have too? Large towns only behind a word of kind, in another country. */
static bool may_recur(const names_pass *p, const name *n, const name_cand *c, bool abroad)
{
    bool named = n->cue != CUE_NONE || names_kind(p, n, c);

    if (c->match.entry->table != MARSAD_TABLE_PLACES || (c->match.tokens > 1 && !named) ||
        marsad_str_equal(cand_cell(p, c, p->column.place_precision), MARSAD_LIT("region")))
        return false;
    return (named && abroad) || population_of(p, c) < CAPITAL;
}

/* Is what the row is said to lie in in another country? */
static bool is_abroad(const names_pass *p, const name_cand *c, const name *around)
{
    marsad_str theirs = sure_country(p, around);

    return theirs.len && !marsad_str_equal(theirs, cand_country(p, c));
}

/* الخالدية بمدينة جدة: a name of one country in a place of another is another place, which the gazetteer lacks. */
static bool lies_elsewhere(const struct choice *s, size_t at, const name_cand *c)
{
    struct place_link link;
    const name *around = place_around(s->p, at, &link);

    return around &&
           may_recur(s->p, &s->p->names[at], c, !link.beside && !link.bearing && is_abroad(s->p, c, around)) &&
           !place_fits(s->p, c, around, &link);
}

static void choose(struct choice *s, size_t at)
{
    name *n = &s->p->names[at];
    const name_cand *rows[PLACE_ROWS_MAX];
    size_t count = place_rows(s->p, n, rows), best = 0;
    const struct group *g = count ? group_of(s, rows[0]) : NULL;
    double top = -1e9;

    for (size_t k = 0; k < count; k++) {
        double score = count > 1 ? row_score(s, n, rows[k]) + g->beside[k] : 0;
        if (score > top) {
            top = score;
            best = k;
        }
    }
    if (count && is_stray(s, n, rows[best], g)) {
        if (is_bare_word(s->p, n, rows[best]))
            n->kind = MARSAD_MENTION_OTHER;
        return;
    }
    if (count && ((count > 1 && lacks_ground(s, rows[best])) || lies_elsewhere(s, at, rows[best])))
        return;
    if (count) {
        n->row = rows[best]->match.entry->row;
        n->table = rows[best]->match.entry->table;
        n->country = cand_country(s->p, rows[best]);
        if (n->table == MARSAD_TABLE_PLACES &&
            kind_of_site(cand_cell(s->p, rows[best], s->p->column.place_kind)) == MARSAD_MENTION_FACILITY)
            n->kind = MARSAD_MENTION_FACILITY;
    }
}

/* The country whose adjective stands right behind the name, or behind one more adjective: "سوروتش الحدودية التركية". */
static marsad_str country_behind(const names_pass *p, const name *n)
{
    for (size_t i = n->last; i <= (size_t)n->last + 1 && names_together(p, n->first, i); i++) {
        const name_cand *nation =
            token_at(p, i)->bare & IS_NATION ? cand_at(p, i, MARSAD_TABLE_COUNTRIES, false) : NULL;
        if (!token_has_article(p, i))
            break;
        if (nation && nation->match.entry->form)
            return cand_country(p, nation);
        if (!(token_at(p, i)->bare & IS_ADJECTIVE))
            break;
    }
    return (marsad_str){ "", 0 };
}

/*
 * The country of a place that the gazetteer lacks: that of its adjective, of the place that it lies in, of the whole
 * article if it is of one; else the nearest place's beside it, else that of most of the article.
 */
static void guess_country(const struct choice *s, size_t at)
{
    name *n = &s->p->names[at];
    struct place_link link;
    const name *around = place_around(s->p, at, &link);
    uint32_t nearest = GUESS_NEAR + 1;

    n->country = country_behind(s->p, n);
    if (!n->country.len && around && !link.beside && !link.bearing)
        n->country = sure_country(s->p, around);
    if (!n->country.len && is_of_one_country(s))
        n->country = s->p->codes[s->top];
    if (n->country.len)
        return;

    for (size_t k = at > 3 ? at - 3 : 0; k < s->p->n_names && k <= at + 3; k++) {
        const name *other = &s->p->names[k];
        uint32_t gap = other->first > n->first ? other->first - n->last : n->first - other->last;

        if (other->source == NAME_PLACE && other->table != MARSAD_TABLE_COUNT && other->country.len &&
            names_together(s->p, n->first, other->first) && gap < nearest) {
            nearest = gap;
            n->country = other->country;
        }
    }
    if (!n->country.len && s->weight[s->top] >= 2 && s->weight[s->top] > s->total / 2)
        n->country = s->p->codes[s->top];
}

bool places_choose(names_pass *p)
{
    struct choice s = { .p = p };

    if (!note_dateline(&s) || !make_groups(&s))
        return false;
    weigh_countries(&s);
    gather(&s);
    for (size_t i = 0; i < p->n_names; i++)
        if (p->names[i].source == NAME_PLACE)
            choose(&s, i);
    for (size_t i = 0; i < p->n_names; i++)
        if (p->names[i].source == NAME_PLACE && p->names[i].table == MARSAD_TABLE_COUNT &&
            p->names[i].kind != MARSAD_MENTION_OTHER)
            guess_country(&s, i);
    return true;
}
