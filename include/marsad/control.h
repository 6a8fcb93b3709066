/*
 * control.h - who holds which place, day by day, and by what word: control of territory over time.
 *
 *     marsad_control(store, &(marsad_control_filter){ .place = "عدن", .at = "2015-08-01" }, visit, user, &err);
 *
 * Reports of changes of control and statements of who holds a place are evidence for one side or against it. The
 * evidence of a place is added up day by day; each piece counts half after `half_life` days (docs/control.md states the
 * rules). What is planned or only possible is no evidence, what is denied is kept apart. Nothing is inferred from what
 * lies around a place: a town's holder is not that of its province, nor the other way round, and a part of a town has
 * rows of its own. The same articles give the same rows, in whatever order they were added.
 */
#ifndef MARSAD_CONTROL_H
#define MARSAD_CONTROL_H

#include "marsad/store.h"

#define MARSAD_CONTROL_HALF_LIFE 30 /* days */

/* Who holds something: a side of data/sides.tsv, an entity of data/actors.tsv, or somebody known by his words alone. */
typedef struct {
    marsad_str id;            /* "side:houthis", "marsad:…", or "text:" and the normal form of the words */
    marsad_str name, name_en; /* name_en absent where only the words are known */
} marsad_holder;

typedef enum {
    MARSAD_CONTROL_FOR,     /* speaks for the holder of the row */
    MARSAD_CONTROL_AGAINST, /* for another holder, or against this one */
    MARSAD_CONTROL_FIGHT,   /* says that the place is fought over or besieged */
    MARSAD_CONTROL_PART,    /* tells of a part of the place alone */
    MARSAD_CONTROL_DENIED   /* denies that somebody holds it: counts for nobody */
} marsad_control_stand;
MARSAD_API const char *marsad_control_stand_name(marsad_control_stand stand);

/* One piece of evidence: an event of control, a fight between two sides, or a statement of who holds the place. */
typedef struct {
    marsad_control_stand stand;
    bool ahead;        /* the fight or siege that the row's status names */
    marsad_str kind;   /* took, lost, withdrew, handed-over, contested, besieged, held, stronghold, freed, fight */
    marsad_str holder; /* words that name who took or holds it; absent if not said */
    marsad_str side;   /* id of that holder; absent */
    marsad_str loser;  /* words that name who lost it; absent */
    marsad_str loser_side;
    char day[11];          /* of the event; for statements the day of publication */
    bool past;             /* was so, and is no more */
    marsad_str claim;      /* claimed, confirmed, reported, denied */
    marsad_str factuality; /* asserted, alleged, denied */
    marsad_str source;     /* words that name who says so; absent */
    double weight;         /* 0 … 1: what it counts on its day */
    marsad_str sentence, document, outlet;
    unsigned article; /* within the document */
    char published[11];
    const char *digest; /* of the article */
    size_t number;      /* of the event or the holding in the article */
    int64_t group;      /* near copies of the article count once a day; the article's own number where it has none */
} marsad_control_evidence;

typedef struct {
    marsad_holder holder;
    double share; /* of all evidence, 0 … 1 */
} marsad_control_rival;

typedef struct {
    marsad_place place;
    marsad_str
        part; /* part, edge, site: the row is about parts of the place, its edges, a site in it; absent: the place */
    marsad_str site;       /* words of the site */
    char from[11], to[11]; /* first and last day; `to` of the last row is the end of the time looked at */
    bool open;             /* nothing known ends it */
    bool known;            /* is there a holder? */
    marsad_holder holder;
    const char *status; /* held, claimed (on its own word alone), besieged, contested */
    char since[11];     /* first evidence for this holder without another between; of the fight where there is none */
    char last[11];      /* the last evidence for what the row says */
    int age;            /* days from `last` to `to` */
    double confidence;  /* on the day `to` */
    const marsad_control_rival *rivals; /* other holders on that day, the strongest first */
    size_t n_rivals;
    const marsad_control_evidence
        *evidence; /* of the days of the row and the last of before; what fits the status first, then by weight */
    size_t n_evidence;
    size_t reports; /* pieces of evidence for what the row says, near copies counted once */
} marsad_control_row;

/* NULL, 0 and false: any. */
typedef struct {
    const char *place; /* a name (Arabic or English) or id: this place alone */
    const char *area;  /* of a province or a country: all places in it */
    bool has_box;
    double west, south, east, north;
    const char *holder;    /* id, name or any words that name the side */
    const char *from, *to; /* days: rows that touch them */
    const char *at;        /* the rows of this day, as known by evidence up to it */
    double confidence_at_least;
    double half_life; /* days; 0: MARSAD_CONTROL_HALF_LIFE */
} marsad_control_filter;

typedef bool marsad_control_fn(void *user, const marsad_control_row *row); /* false stops */

/*
 * Visit the rows that fit, by country, place, part, then day. Valid during the call. Fails with MARSAD_ESTORE, _ENOMEM
 * or _EINVAL.
 */
MARSAD_API bool marsad_control(marsad_store *s, const marsad_control_filter *filter, marsad_control_fn *visit,
                               void *user, marsad_err *err);

#endif
