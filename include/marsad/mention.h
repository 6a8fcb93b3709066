/*
 * mention.h - names, places, times and quantities in a text. Spans: bytes [start, end) and tokens [first, last).
 */
#ifndef MARSAD_MENTION_H
#define MARSAD_MENTION_H

#include "marsad/article.h"
#include "marsad/text.h"

typedef struct {
    uint32_t start, end;  /* bytes in the text, without stripped clitics */
    uint32_t first, last; /* tokens [first, last) */
} marsad_span;

#define MARSAD_MENTION_KINDS(X)                                                                                        \
    X(PERSON, "person")                                                                                                \
    X(ORGANISATION, "organisation")                                                                                    \
    X(GROUP, "group") X(PLACE, "place") X(FACILITY, "facility") X(NATIONALITY, "nationality") X(OTHER, "other")
typedef enum {
#define X(upper, name) MARSAD_MENTION_##upper,
    MARSAD_MENTION_KINDS(X)
#undef X
} marsad_mention_kind;
MARSAD_API const char *marsad_mention_kind_name(marsad_mention_kind k);

typedef struct {
    marsad_str id;        /* "geonames:98717", "marsad:baiji-refinery", "country:IQ"; ptr NULL: not in the gazetteer */
    marsad_str name;      /* English name */
    marsad_str country;   /* ISO 3166 alpha-2, or absent */
    marsad_str admin1;    /* or absent */
    double lat, lon;      /* degrees, WGS 84 */
    bool located;         /* lat and lon are known */
    marsad_str precision; /* exact, settlement, district, governorate, region, country */
    double radius_km;     /* of uncertainty; 0 where it goes without saying */
} marsad_place;

typedef struct {
    marsad_span span;
    marsad_mention_kind kind;
    marsad_str entity;  /* id in actors.tsv, or "article:N" for what only this article names; absent if unresolved */
    marsad_str country; /* of the entity: ISO alpha-2 or IGO, UNO, IMG …; absent if none */
    marsad_str roles;   /* PLOVER sectors, |-separated, primary first; absent if none */
    const marsad_place *place; /* for places and facilities that are in the gazetteer, else NULL */
    const marsad_place *seat;  /* of an organisation whose name ends with a place ("شرطة جدة"), else NULL */
    marsad_span seat_span;     /* of that name, inside the span; not set without a seat */
} marsad_mention;

typedef struct {
    marsad_span span;
    char value[24];        /* TIMEX3: 2014-06, 2016-SU, P3D, PRESENT_REF, "" if none */
    char from[11], to[11]; /* calendar days, "" where they cannot be resolved */
    const char *rule;      /* name of the rule that gave it; static */
    bool duration;         /* a length of time, not a point */
    bool set;              /* recurring ("كل يوم"): a SET in TIMEX3 */
} marsad_time;

/*
 * How exactly the value says when: "day", "week", "month", "quarter", "season", "half-year", "year", "decade",
 * "century", "range" (from one day to another), or "" where it says none of these.
 */
MARSAD_API const char *marsad_time_precision(const marsad_time *t);

#define MARSAD_QUANTITY_ROLES(X)                                                                                       \
    X(NONE, "")                                                                                                        \
    X(KILLED, "killed")                                                                                                \
    X(INJURED, "injured")                                                                                              \
    X(CAPTURED, "captured") X(MISSING, "missing") X(DISPLACED, "displaced") X(PARTICIPANTS, "participants")            \
        X(FORCE, "force") X(RELEASED, "released") X(MONEY, "money") X(DISTANCE, "distance") X(AREA, "area")            \
            X(PERCENT, "percent") X(DURATION, "duration") X(AGE, "age") X(WEIGHT, "weight") X(ORDINAL, "ordinal")      \
                X(CASUALTIES, "casualties")
typedef enum {
#define X(upper, name) MARSAD_QUANTITY_##upper,
    MARSAD_QUANTITY_ROLES(X)
#undef X
} marsad_quantity_role;
MARSAD_API const char *marsad_quantity_role_name(marsad_quantity_role r);

typedef struct {
    marsad_span span; /* number, its hedge and what is counted: "نحو 2500 جندي" */
    double min, max;
    bool has_min, has_max; /* "at least 10": no max; "less than one": no min */
    bool approximate;
    marsad_span of;     /* what is counted: the noun with its adjectives; empty (start == end) if not said */
    marsad_str of_word; /* base form of the counted noun (جندي for جنود, جنديان); absent if not said */
    marsad_quantity_role role;
    bool part;       /* a part of the quantity before it ("بينهم ثلاثة أطفال") */
    bool cumulative; /* a running total ("لترتفع الحصيلة إلى") */
} marsad_quantity;

typedef struct {
    const char *kind; /* "conflicting-months", …; static */
    marsad_span span;
    marsad_str message;
} marsad_problem;

typedef struct {
    marsad_mention *mentions;
    size_t n_mentions;
    marsad_time *times;
    size_t n_times;
    marsad_quantity *quantities;
    size_t n_quantities;
    marsad_problem *problems;
    size_t n_problems;
} marsad_mentions;

/*
 * Find everything, in text order. The title's text is not part of `text`; article->published anchors relative times,
 * "" leaves them unresolved. All in `arena`. Fails with MARSAD_ENOMEM only.
 */
MARSAD_API bool marsad_mentions_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                                     marsad_arena *arena, marsad_mentions *out, marsad_err *err);

/* The parts, in this order; each appends to *out. */
MARSAD_API bool marsad_times_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                                  marsad_arena *arena, marsad_mentions *out, marsad_err *err);
/* Needs the times: a year or a day of the month is no quantity. */
MARSAD_API bool marsad_quantities_find(const marsad_dict *dict, const marsad_text *text, marsad_arena *arena,
                                       marsad_mentions *out, marsad_err *err);
/* Places, organisations, groups, persons, facilities, nationalities. */
MARSAD_API bool marsad_names_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                                  marsad_arena *arena, marsad_mentions *out, marsad_err *err);

#endif
