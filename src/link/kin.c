/*
 * kin.c - who belongs to whom: actors that reports name in place of each other (data/kin.tsv).
 */
#include "link/kin.h"

#define COUNTRY "country:"

static marsad_map *index_column(const marsad_dict *dict, marsad_table table, int column)
{
    marsad_map *m = marsad_map_new();
    uint64_t seen;

    for (uint32_t i = 0; m && i < marsad_dict_rows(dict, table); i++) {
        marsad_str id = marsad_dict_cell(dict, table, i, column);

        if (!marsad_map_get(m, id, &seen) && !marsad_map_put(m, id, i)) {
            marsad_map_free(m);
            m = NULL;
        }
    }
    return m;
}

bool kin_init(struct kin *k, const marsad_dict *dict)
{
    *k = (struct kin){ .dict = dict };
    k->actor = marsad_dict_column(dict, MARSAD_TABLE_KIN, "actor");
    k->of = marsad_dict_column(dict, MARSAD_TABLE_KIN, "of");
    k->kind = marsad_dict_column(dict, MARSAD_TABLE_ACTORS, "kind");
    k->country = marsad_dict_column(dict, MARSAD_TABLE_ACTORS, "country");
    k->role = marsad_dict_column(dict, MARSAD_TABLE_ACTORS, "role");
    k->actors = index_column(dict, MARSAD_TABLE_ACTORS, marsad_dict_column(dict, MARSAD_TABLE_ACTORS, "id"));
    k->first = index_column(dict, MARSAD_TABLE_KIN, k->actor);
    return k->actors && k->first;
}

void kin_release(struct kin *k)
{
    marsad_map_free(k->actors);
    marsad_map_free(k->first);
    *k = (struct kin){ .dict = NULL };
}

static bool list_has_any(marsad_str list, const char *const *items)
{
    for (; *items; items++)
        if (marsad_list_has(list, marsad_str_of(*items)))
            return true;
    return false;
}

/* Of a state, and not of those who fight it or want to be in its place. */
static bool is_state_role(marsad_str roles)
{
    static const char *const STATE[] = { "GOV", "MIL", "COP", "SPY", "JUD", "LEG", NULL };
    static const char *const OTHER[] = { "REB", "OPP", NULL };
    size_t end = marsad_str_find(roles, MARSAD_LIT("|"), 0);
    marsad_str first = marsad_str_slice(roles, 0, end == SIZE_MAX ? roles.len : end);

    return list_has_any(first, STATE) && !list_has_any(roles, OTHER);
}

/* Two letters; "IGO", "IMG" and the like are bodies without a country. */
static bool is_state(marsad_str country)
{
    return country.len == 2;
}

static bool is_country_id(marsad_str id)
{
    return marsad_str_starts(id, MARSAD_LIT(COUNTRY));
}

static bool has_row(const struct kin *k, marsad_str id, uint32_t *row)
{
    uint64_t value;

    if (!marsad_map_get(k->actors, id, &value))
        return false;
    *row = (uint32_t)value;
    return true;
}

static marsad_str actor_cell(const struct kin *k, uint32_t row, int column)
{
    return marsad_dict_cell(k->dict, MARSAD_TABLE_ACTORS, row, column);
}

/* ---- what stands above an actor ---- */

struct above {
    marsad_str at[KIN_ABOVE_MAX]; /* itself first */
    size_t n;
    char state[sizeof COUNTRY + 2]; /* what one of them points to */
};

static void add_above(struct above *a, marsad_str id)
{
    for (size_t i = 0; i < a->n; i++)
        if (marsad_str_equal(a->at[i], id))
            return;
    if (a->n < KIN_ABOVE_MAX)
        a->at[a->n++] = id;
}

static void add_rows(const struct kin *k, struct above *a, marsad_str id)
{
    uint32_t rows = marsad_dict_rows(k->dict, MARSAD_TABLE_KIN);
    uint64_t first;

    if (!marsad_map_get(k->first, id, &first))
        return;
    for (uint32_t i = (uint32_t)first; i < rows; i++)
        if (marsad_str_equal(marsad_dict_cell(k->dict, MARSAD_TABLE_KIN, i, k->actor), id))
            add_above(a, marsad_dict_cell(k->dict, MARSAD_TABLE_KIN, i, k->of));
}

static void find_above(const struct kin *k, marsad_str id, struct above *a)
{
    uint32_t row;

    a->n = 0;
    a->state[0] = 0;
    add_above(a, id);
    if (has_row(k, id, &row) && is_state_role(actor_cell(k, row, k->role)) &&
        is_state(actor_cell(k, row, k->country))) {
        memcpy(a->state, COUNTRY, sizeof COUNTRY - 1);
        memcpy(a->state + sizeof COUNTRY - 1, actor_cell(k, row, k->country).ptr, 2);
        a->state[sizeof COUNTRY + 1] = 0;
        add_above(a, marsad_str_of(a->state));
    } else if (is_country_id(id) && id.len < sizeof a->state) {
        memcpy(a->state, id.ptr, id.len);
        a->state[id.len] = 0;
    }
    for (size_t i = 0; i < a->n; i++)
        add_rows(k, a, a->at[i]);
}

static bool is_among(const struct above *a, marsad_str id)
{
    for (size_t i = 0; i < a->n; i++)
        if (marsad_str_equal(a->at[i], id))
            return true;
    return false;
}

/* Is the state of `host` itself in a camp that the other belongs to? Iraq and those who fight beside it there. */
static bool share_camp(const struct kin *k, const struct above *host, const struct above *guest)
{
    marsad_str state = marsad_str_of(host->state);
    struct above camps = { .n = 0 };

    add_rows(k, &camps, state);
    for (size_t i = 0; i < camps.n; i++)
        if (marsad_str_starts(camps.at[i], MARSAD_LIT("side:")) && is_among(guest, camps.at[i]))
            return true;
    return false;
}

bool kin_related(const struct kin *k, marsad_str a, marsad_str b)
{
    struct above of_a, of_b;

    find_above(k, a, &of_a);
    find_above(k, b, &of_b);
    if (is_among(&of_a, b) || is_among(&of_b, a))
        return true;
    if (of_a.state[0] && of_b.state[0])
        return strcmp(of_a.state, of_b.state) == 0 || share_camp(k, &of_a, &of_b) || share_camp(k, &of_b, &of_a);
    for (size_t i = 0; i < of_a.n; i++)
        if (is_among(&of_b, of_a.at[i]))
            return true;
    return false;
}

marsad_str kin_party(const struct kin *k, const marsad_party *p, marsad_arena *arena, bool *failed)
{
    marsad_str none = { NULL, 0 }, country = p->country;
    bool state = is_state(country) && (p->role.len == 0 || is_state_role(p->role));
    uint32_t row;

    if (p->entity.len > 0 && has_row(k, p->entity, &row)) {
        if (!marsad_str_equal(actor_cell(k, row, k->kind), MARSAD_LIT("person")))
            return p->entity;
        country = actor_cell(k, row, k->country);
        state = is_state(country) && is_state_role(actor_cell(k, row, k->role));
    } else if (p->entity.len > 0) {
        if (is_country_id(p->entity))
            return p->entity;
        state &= p->role.len > 0; /* named in this article alone: "the government forces" */
    }
    if (!state)
        return none;
    country = marsad_arena_fmt(arena, COUNTRY "%.*s", MARSAD_STR_ARG(country));
    *failed |= !country.ptr;
    return country;
}

bool kin_fights(const struct kin *k, marsad_str who)
{
    static const char *const FIGHTERS[] = { "REB", "MIL", "PRM", "GOV", "COP", "SPY", "UAF", "OPP", "CRM", NULL };
    uint32_t row;

    if (!has_row(k, who, &row))
        return is_country_id(who);
    return list_has_any(actor_cell(k, row, k->role), FIGHTERS);
}
