/*
 * codes.h - what the dictionary knows of codes, countries, places and actors for the layouts: data/codes.tsv,
 * nations.tsv, countries.tsv, places.tsv, actors.tsv.
 */
#ifndef MARSAD_EXPORT_CODES_H
#define MARSAD_EXPORT_CODES_H

#include "marsad/mention.h"

struct codes;

/* `dict` must outlive it. NULL: no memory. */
struct codes *codes_open(const marsad_dict *dict, bool arabic, marsad_err *err);
void codes_close(struct codes *c); /* NULL is fine */
bool codes_arabic(const struct codes *c);
const marsad_dict *codes_dict(const struct codes *c);

/* Is there such a code? */
bool codes_has(const struct codes *c, const char *scheme, marsad_str code);
/* Column "value" of scheme:code; "" where there is none. */
marsad_str codes_value(const struct codes *c, const char *scheme, marsad_str code);
/* Its label in the language; the code itself where there is none. */
marsad_str codes_label(const struct codes *c, const char *scheme, marsad_str code);
/* The same; "" where there is none. */
marsad_str codes_text(const struct codes *c, const char *scheme, const char *code);

/* A cell of nations.tsv or countries.tsv; "" for what is no country. */
marsad_str codes_nation(const struct codes *c, marsad_str iso2, const char *column);
marsad_str codes_country(const struct codes *c, marsad_str iso2, const char *column);
/* Name in the language: for English that of `scheme` ("acled", "ucdp"; NULL: ours). */
marsad_str codes_country_name(const struct codes *c, marsad_str iso2, const char *scheme);
/* ISO 3166 alpha-3, or the body's code as it is. */
marsad_str codes_iso3(const struct codes *c, marsad_str country);
/* Do the words name a country? */
bool codes_is_country(const struct codes *c, marsad_str words, marsad_arena *arena);

/* Name of an entity of the dictionary; "" for others. */
marsad_str codes_actor(const struct codes *c, marsad_str id);
/* Its primary sector; "" where it has none. */
marsad_str codes_actor_role(const struct codes *c, marsad_str id);
/* "person", "group" …; "" for others. */
marsad_str codes_actor_kind(const struct codes *c, marsad_str id);
/* Name of a place, and of its province, in the language. */
marsad_str codes_place(const struct codes *c, const marsad_place *p);
marsad_str codes_admin1(const struct codes *c, const marsad_place *p);
/* Sector of a common noun ("soldier": MIL); "" where it has none. */
marsad_str codes_sector_of(const struct codes *c, marsad_str noun, marsad_arena *arena);

#endif
