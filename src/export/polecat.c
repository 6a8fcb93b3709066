/*
 * polecat.c - the column layout of POLECAT (POLitical Event Classification, Attributes, and Types). Rules:
 * docs/layouts.md.
 */
#include "export/layout.h"

#include "marsad/record.h"

#define JOINT ";"

static const char *refuse(struct line *l)
{
    if (l->u->lead->event->factuality == MARSAD_DENIED)
        return "denied";
    return unit_days(l->u->when) < 0 ? "no-day" : NULL;
}

static void write_none(struct line *l)
{
    cells_z(&l->cells, "");
}

/* ---- the event ---- */

static void write_id(struct line *l)
{
    cells_z(&l->cells, l->u->id);
}

static void write_date(struct line *l)
{
    cells_z(&l->cells, l->u->when->day);
}

static void write_type(struct line *l)
{
    cells_text(&l->cells, l->u->lead->event->type);
}

static void write_mode(struct line *l)
{
    cells_text(&l->cells, l->u->lead->event->mode);
}

static void write_intensity(struct line *l)
{
    const marsad_codes *c = &l->u->lead->event->codes;

    cells_number(&l->cells, c->has_intensity, c->intensity);
}

static void write_quad(struct line *l)
{
    char code[2] = { (char)('0' + l->u->lead->event->codes.quad), 0 };

    cells_text(&l->cells, codes_value(l->codes, "quad", marsad_str_of(code)));
}

/* ---- parties: one function for each column, for both sides ---- */

struct side {
    const marsad_event_row *row;
    const marsad_party *at;
    size_t n;
};

static struct side actors(const struct line *l)
{
    return (struct side){ l->u->who, l->u->who->event->actors, l->u->who->event->n_actors };
}

static struct side recipients(const struct line *l)
{
    return (struct side){ l->u->whom, l->u->whom->event->recipients, l->u->whom->event->n_recipients };
}

typedef marsad_str part_fn(const struct line *l, const struct side *s, const marsad_party *p);

static void write_parts(struct line *l, struct side s, part_fn *part)
{
    marsad_buf list = { 0 };

    for (size_t i = 0; i < s.n; i++)
        if (!unit_list_add(&list, 0, JOINT, part(l, &s, &s.at[i])))
            l->cells.failed = true;
    cells_text(&l->cells, marsad_buf_str(&list));
    marsad_buf_release(&list);
}

static marsad_str raw_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)l;
    return unit_words(s->row, p->span);
}

static marsad_str name_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    marsad_str name = p->entity.len > 0 ? codes_actor(l->codes, p->entity) : MARSAD_LIT("");

    return name.len > 0 ? name : raw_of(l, s, p);
}

static marsad_str country_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)s;
    return codes_iso3(l->codes, p->country);
}

static marsad_str cow_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)s;
    return codes_nation(l->codes, p->country, "cow");
}

static marsad_str sector_of(const struct line *l, const struct side *s, const marsad_party *p)
{
    (void)l, (void)s;
    return p->role;
}

static void write_primary(struct line *l, struct side s)
{
    cells_text(&l->cells, s.n > 0 ? s.at[0].role : MARSAD_LIT(""));
}

static void write_actor_name(struct line *l)
{
    write_parts(l, actors(l), name_of);
}

static void write_actor_country(struct line *l)
{
    write_parts(l, actors(l), country_of);
}

static void write_actor_cow(struct line *l)
{
    write_parts(l, actors(l), cow_of);
}

static void write_actor_primary(struct line *l)
{
    write_primary(l, actors(l));
}

static void write_actor_sectors(struct line *l)
{
    write_parts(l, actors(l), sector_of);
}

static void write_actor_raw(struct line *l)
{
    write_parts(l, actors(l), raw_of);
}

static void write_recipient_name(struct line *l)
{
    write_parts(l, recipients(l), name_of);
}

static void write_recipient_country(struct line *l)
{
    write_parts(l, recipients(l), country_of);
}

static void write_recipient_cow(struct line *l)
{
    write_parts(l, recipients(l), cow_of);
}

static void write_recipient_primary(struct line *l)
{
    write_primary(l, recipients(l));
}

static void write_recipient_sectors(struct line *l)
{
    write_parts(l, recipients(l), sector_of);
}

static void write_recipient_raw(struct line *l)
{
    write_parts(l, recipients(l), raw_of);
}

/* ---- the place ---- */

/* The place's name where its precision is one of two. */
static void write_place_if(struct line *l, const char *one, const char *other)
{
    const marsad_place *p = unit_place(l->u);
    bool fits = p && (marsad_str_equal(p->precision, marsad_str_of(one)) ||
                      marsad_str_equal(p->precision, marsad_str_of(other)));

    cells_text(&l->cells, fits ? codes_place(l->codes, p) : MARSAD_LIT(""));
}

static void write_placename(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_text(&l->cells, p ? codes_place(l->codes, p) : MARSAD_LIT(""));
}

static void write_city(struct line *l)
{
    write_place_if(l, "settlement", "settlement");
}

static void write_district(struct line *l)
{
    write_place_if(l, "district", "district");
}

static void write_province(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_text(&l->cells, p ? codes_admin1(l->codes, p) : MARSAD_LIT(""));
}

static void write_country(struct line *l)
{
    cells_text(&l->cells, codes_iso3(l->codes, unit_country(l->u)));
}

static void write_latitude(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_number(&l->cells, p && p->located, p ? p->lat : 0);
}

static void write_longitude(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_number(&l->cells, p && p->located, p ? p->lon : 0);
}

static void write_geonames(struct line *l)
{
    static const char GEONAMES[] = "geonames:";
    const marsad_place *p = unit_place(l->u);
    bool has = p && marsad_str_starts(p->id, MARSAD_LIT(GEONAMES));

    cells_text(&l->cells, has ? marsad_str_slice(p->id, sizeof GEONAMES - 1, p->id.len) : MARSAD_LIT(""));
}

static void write_raw_place(struct line *l)
{
    const marsad_event *e = l->u->where->event;

    cells_text(&l->cells, e->has_place ? unit_words(l->u->where, e->place_span) : MARSAD_LIT(""));
}

static void write_feature(struct line *l)
{
    const marsad_place *p = unit_place(l->u);

    cells_text(&l->cells, p ? codes_value(l->codes, "polecat-feature", p->precision) : MARSAD_LIT(""));
}

/* ---- the report ---- */

static void write_source(struct line *l)
{
    marsad_buf outlets = { 0 };

    if (!unit_outlets(l->u, &outlets))
        l->cells.failed = true;
    cells_text(&l->cells, marsad_buf_str(&outlets));
    marsad_buf_release(&outlets);
}

static void write_published(struct line *l)
{
    cells_z(&l->cells, l->u->lead->article->published);
}

static bool is_organisation(marsad_mention_kind kind)
{
    return kind == MARSAD_MENTION_ORGANISATION || kind == MARSAD_MENTION_GROUP;
}

static bool is_place(marsad_mention_kind kind)
{
    return kind == MARSAD_MENTION_PLACE || kind == MARSAD_MENTION_FACILITY;
}

static bool is_person(marsad_mention_kind kind)
{
    return kind == MARSAD_MENTION_PERSON;
}

/* Names of a kind in the article, each once. */
static void write_story(struct line *l, bool (*wanted)(marsad_mention_kind))
{
    const marsad_mentions *found = l->u->found;
    marsad_buf list = { 0 };

    for (size_t i = 0; found && i < found->n_mentions; i++) {
        const marsad_mention *m = &found->mentions[i];
        marsad_str name = MARSAD_LIT("");

        if (!wanted(m->kind))
            continue;
        if (m->place)
            name = codes_place(l->codes, m->place);
        else if (m->entity.len > 0)
            name = codes_actor(l->codes, m->entity);
        if (!unit_list_add(&list, 0, JOINT, name.len > 0 ? name : unit_words(l->u->lead, m->span)))
            l->cells.failed = true;
    }
    cells_text(&l->cells, marsad_buf_str(&list));
    marsad_buf_release(&list);
}

static void write_people(struct line *l)
{
    write_story(l, is_person);
}

static void write_organisations(struct line *l)
{
    write_story(l, is_organisation);
}

static void write_locations(struct line *l)
{
    write_story(l, is_place);
}

static void write_language(struct line *l)
{
    cells_z(&l->cells, strcmp(l->u->lead->article->language, "ar") == 0 ? "Arabic" : "");
}

static void write_version(struct line *l)
{
    cells_text(&l->cells, marsad_arena_fmt(l->arena, "marsad %.*s", MARSAD_STR_ARG(l->u->lead->program)));
}

static const struct column COLUMNS[] = {
    { "Event ID", write_id },
    { "Event Date", write_date },
    { "Event Type", write_type },
    { "Event Mode", write_mode },
    { "Intensity", write_intensity },
    { "Quad Code", write_quad },
    { "Contexts", write_none },
    { "Actor Name", write_actor_name },
    { "Actor Country", write_actor_country },
    { "Actor COW", write_actor_cow },
    { "Primary Actor Sector", write_actor_primary },
    { "Actor Sectors", write_actor_sectors },
    { "Actor Title", write_none },
    { "Actor Name Raw", write_actor_raw },
    { "Wikipedia Actor ID", write_none },
    { "Recipient Name", write_recipient_name },
    { "Recipient Country", write_recipient_country },
    { "Recipient COW", write_recipient_cow },
    { "Primary Recipient Sector", write_recipient_primary },
    { "Recipient Sectors", write_recipient_sectors },
    { "Recipient Title", write_none },
    { "Recipient Name Raw", write_recipient_raw },
    { "Wikipedia Recipient ID", write_none },
    { "Placename", write_placename },
    { "City", write_city },
    { "District", write_district },
    { "Province", write_province },
    { "Country", write_country },
    { "Latitude", write_latitude },
    { "Longitude", write_longitude },
    { "GeoNames ID", write_geonames },
    { "Raw Placename", write_raw_place },
    { "Feature Type", write_feature },
    { "Source", write_source },
    { "Publication Date", write_published },
    { "Story People", write_people },
    { "Story Organizations", write_organisations },
    { "Story Locations", write_locations },
    { "Language", write_language },
    { "Version", write_version },
};

const struct layout LAYOUT_POLECAT = { COLUMNS, sizeof COLUMNS / sizeof *COLUMNS, refuse, false };
