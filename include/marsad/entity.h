/*
 * entity.h - who appears in the reports of a store: one actor under its many names and spellings.
 *
 *     marsad_entities(store, &(marsad_entity_filter){ .kind = "group", .limit = 20 }, visit, user, &err);
 *     marsad_entities(store, &(marsad_entity_filter){ .who = "الحوثيون" }, visit, user, &err);      one, whole
 *
 * Kinds and their ids:
 *
 *     group, organisation, facility   "marsad:houthis-ansar-allah"  of data/actors.tsv; "name:YE:…": named by texts
 * alone person                          "marsad:…"      holders of a public office that data/actors.tsv lists, no
 * others state                           "country:YE"    named by its name, or by its capital where it speaks or is
 * spoken to office                          "office:YE:…"   a title with a country, whoever holds it forces
 * "forces:YE:MIL" soldiers, police, aircraft of a country that no report names closer
 *
 * Private persons are no entities: whom only a name or a role in the report tells (a victim, a suspect, a witness) is
 * not listed, whatever the filter. Names that only texts give are joined where they differ by article, hamza, ta
 * marbuta, the country's adjective or the spelling of a foreign name (src/link/README.md), in one country and of one
 * kind.
 *
 * "reports" are rows of the table "event"; "events" are stories (link.h), a report without one counting by itself.
 * What is given follows from the content of the store alone, not from the order of adding. The functions read; one pass
 * over all reports is made for each call. They fail with MARSAD_ESTORE, MARSAD_ENOMEM or MARSAD_EINVAL (no dictionary).
 */
#ifndef MARSAD_ENTITY_H
#define MARSAD_ENTITY_H

#include "marsad/store.h"

/* A name, a place or another entity, and in how many reports. */
typedef struct {
    marsad_str id; /* of an entity; absent for names and places */
    marsad_str name;
    int64_t reports;
} marsad_entity_count;

/* What was done. Reports of what is denied, alleged, planned or only possible are told apart. */
typedef struct {
    marsad_str type, mode; /* PLOVER; mode absent: none */
    int64_t reports, events;
    int64_t alleged, denied, planned; /* of the reports; planned: or possible */
} marsad_entity_deed;

typedef struct {
    marsad_str document, source, url, title, published; /* of the article; absent: not known */
    marsad_str day, type, mode, factuality;             /* of the event */
    marsad_str said_by;                                 /* absent: the outlet itself */
    marsad_str sentence;
} marsad_entity_example;

/* One side: as the actor, or as the one it was done to. */
typedef struct {
    int64_t reports, events;
    const marsad_entity_deed *deeds; /* the most frequent first */
    size_t n_deeds;
    const marsad_entity_count *others; /* who stands on the other side: known entities alone */
    size_t n_others;
    const marsad_entity_example *examples; /* the surest, each from another text */
    size_t n_examples;
} marsad_entity_side;

#define MARSAD_ENTITY_EXAMPLES 3
#define MARSAD_ENTITY_MOST 20 /* names, deeds, others, places that one entity shows */

typedef struct {
    marsad_str id, kind;
    marsad_str name, name_en; /* name_en absent for those that only texts name */
    marsad_str country, role; /* ISO alpha-2 or IGO, UNO …; PLOVER sectors, |-separated; absent: none */
    marsad_str office;        /* of a person, in English, in the days of the reports; absent: none that is known */
    char first[11], last[11]; /* days of publication; "": not known */
    int64_t reports, events;
    int64_t articles, texts;  /* texts: articles that are near copies of each other count once */
    int64_t sources, outlets; /* sources: independent ones, as in stories (merge.h), whom reports quote aside */
    int64_t actor_reports, recipient_reports;
    /* Only where one was asked for (who), else empty. */
    marsad_entity_side actor, recipient;
    const marsad_entity_count *names, *places;
    size_t n_names, n_places;
    int64_t named_in; /* articles that name it at all, events or not; 0 for those that only texts name */
} marsad_entity;

/* NULL, 0: any. */
typedef struct {
    const char *who;       /* an id, or a whole name in Arabic or English: gives those that fit, whole */
    const char *kind;      /* as above */
    const char *country;   /* ISO 3166-1 alpha-2 */
    const char *role;      /* one PLOVER sector: REB */
    const char *from, *to; /* days, "2015-07-20": reports whose days overlap them */
    int64_t limit;         /* 0: all */
} marsad_entity_filter;

typedef bool marsad_entity_fn(void *user, const marsad_entity *entity); /* false stops */

/* Visit the entities that fit, those with most reports first. Valid during the call. */
MARSAD_API bool marsad_entities(marsad_store *s, const marsad_entity_filter *filter, marsad_entity_fn *visit,
                                void *user, marsad_err *err);

#endif
