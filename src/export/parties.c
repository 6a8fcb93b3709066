/*
 * parties.c - what layouts call actors and recipients.
 */
#include "export/layout.h"

marsad_str party_country(const struct line *l, const marsad_party *p)
{
    return codes_country(l->codes, p->country, "iso2");
}

marsad_str party_sector(const struct line *l, const marsad_event_row *row, const marsad_party *p)
{
    marsad_str own = p->entity.len > 0 ? codes_actor_role(l->codes, p->entity) : MARSAD_LIT("");

    if (own.len > 0) /* camps of a party are no army's */
        return own;
    if (p->role.len > 0)
        return p->role;
    if (p->country.len == 0)
        return MARSAD_LIT("");
    if (party_country(l, p).len == 0)
        return p->country;
    return codes_is_country(l->codes, unit_words(row, p->span), l->arena) ? MARSAD_LIT("GOV") : MARSAD_LIT("");
}

marsad_str party_name(const struct line *l, const marsad_party *p)
{
    if (p->entity.len == 0 || marsad_str_equal(codes_actor_kind(l->codes, p->entity), MARSAD_LIT("person")))
        return MARSAD_LIT("");
    return codes_actor(l->codes, p->entity);
}

marsad_str party_pattern(struct line *l, const char *scheme, marsad_str code, marsad_str country)
{
    marsad_str pattern = codes_label(l->codes, scheme, code), name;
    size_t at = marsad_str_find(pattern, MARSAD_LIT("%s"), 0);

    if (codes_label(l->codes, scheme, code).ptr == code.ptr) /* no label: the code came back */
        return MARSAD_LIT("");
    if (at == SIZE_MAX)
        return pattern;
    name = codes_country_name(l->codes, country, strncmp(scheme, "ucdp", 4) == 0 ? "ucdp" : "acled");
    if (name.len == 0)
        return MARSAD_LIT("");
    name = marsad_arena_fmt(l->arena, "%.*s%.*s%.*s", (int)at, pattern.ptr, (int)name.len, name.ptr,
                            (int)(pattern.len - at - 2), pattern.ptr + at + 2);
    l->cells.failed = l->cells.failed || !name.ptr;
    return name;
}
