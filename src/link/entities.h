/*
 * entities.h - what the files of entities share: who a party is, and the reports of all parties.
 */
#ifndef LINK_ENTITIES_H
#define LINK_ENTITIES_H

#include "marsad/arena.h"
#include "marsad/entity.h"
#include "marsad/map.h"
#include "marsad/merge.h"

#define ENTITY_NONE UINT32_MAX

/* ---- entities_who.c: which entity a party of a report is ---- */

struct party_facts {
    marsad_str text, key;     /* as written, in normal form */
    marsad_str entity;        /* "marsad:…", "article:N", or absent */
    marsad_str country, role; /* primary sector; absent: none */
    marsad_str place_country; /* of the event's place */
    marsad_str named, kind;   /* of "article:N": its longest name in the article, kind of mention */
    size_t head;              /* byte of the text where its head begins */
    bool verbal;              /* something was said or agreed, so that a capital is its state */
    bool recipient;
};

struct party_is {
    uint32_t entity;   /* ENTITY_NONE: it is none */
    marsad_str called; /* the part of the text that names it, or the name that the article gives it */
};

struct entity_who {
    marsad_str id, kind, name, name_en, country, role;
    uint32_t row; /* of the actors table, ENTITY_NONE: not there */
};

struct resolver;
/* `dict` outlives it; strings that it gives lie in `arena`. NULL: failure. */
struct resolver *resolver_new(const marsad_dict *dict, marsad_arena *arena, marsad_err *err);
void resolver_free(struct resolver *r);

bool resolver_find(struct resolver *r, const struct party_facts *p, struct party_is *out, marsad_err *err);
size_t resolver_count(const struct resolver *r);
const struct entity_who *resolver_who(const struct resolver *r, uint32_t number);
/* The name of one that only texts know. */
void resolver_set_name(struct resolver *r, uint32_t number, marsad_str name);
const marsad_dict *resolver_dict(const struct resolver *r);
/* Row of the actors table that an id stands in, terms of office apart; ENTITY_NONE. */
uint32_t resolver_row(const struct resolver *r, marsad_str id);
/* "marsad:x" of "marsad:x#2" */
marsad_str entity_base(marsad_str id);

/* ---- entities_names.c: spellings that are one name ---- */

/* A word without the article. */
marsad_str entity_bare(marsad_str word);
/* What spellings of a foreign word share, in `arena`; ptr NULL: no memory. */
marsad_str entity_spelling(marsad_str word, marsad_arena *arena);

/* ---- entities_read.c: all parties of the store ---- */

struct entity_report {
    int64_t event, story;
    uint32_t article; /* number in `articles` */
    uint32_t number;  /* in the article */
    marsad_str type, mode, factuality, place;
    double confidence;
};

struct entity_article {
    int64_t id, text; /* text: the same for near copies */
    char digest[33], published[11];
    marsad_str outlet;
    uint64_t credit; /* row + 1 in credits.tsv of whom it credits; 0: none */
    uint32_t source; /* the same for texts of one source */
};

struct entity_ref {
    uint32_t entity, report;
    bool recipient;
    marsad_str text; /* as written */
};

struct entity_reports {
    marsad_arena *arena;
    struct resolver *resolver;
    marsad_merger *merger; /* knows whom articles credit */
    marsad_map *strings;   /* each text once */
    struct entity_article *articles;
    size_t n_articles;
    struct entity_report *reports;
    size_t n_reports, cap_reports;
    struct entity_ref *refs; /* by entity, then report */
    size_t n_refs, cap_refs;
};

/* Read what fits the days of the filter. */
bool entity_reports_read(marsad_store *s, const marsad_entity_filter *f, struct entity_reports *x, marsad_err *err);

/* ---- entities_sources.c ---- */

/* Set the sources of all articles: reads and sorts nothing but them. False: no memory. */
bool entity_sources(struct entity_reports *x);

/* ---- entities_sum.c: one entity out of its refs ---- */

struct entity_range {
    const struct entity_ref *at;
    size_t n;
};

/* What its parties are called most; ranges are not empty. */
bool entity_name(const struct entity_reports *x, struct entity_range range, marsad_arena *arena, marsad_str *out);
/* The counts that every entity has. */
bool entity_sum(const struct entity_reports *x, struct entity_range range, marsad_arena *arena, marsad_entity *out);
/* Names, deeds, others, places and examples besides. */
bool entity_whole(marsad_store *s, const struct entity_reports *x, struct entity_range range, marsad_arena *arena,
                  marsad_entity *out, marsad_err *err);

#endif
