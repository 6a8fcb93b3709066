/*
 * reports.h - what linking looks at: one report as a few numbers, packed into a blob of the table link_report.
 *
 * Words, names and places are 32-bit hashes: equal hashes are taken as equal things. All numbers follow from the
 * content of the report alone, never from the store that it lies in, so that the same two reports compare the same
 * everywhere.
 */
#ifndef LINK_REPORTS_H
#define LINK_REPORTS_H

#include "link/acts.h"
#include "marsad/link.h"
#include "store/sqlite.h"

#define LINK_WORDS 32    /* of the sentence; the heaviest are kept */
#define LINK_TITLE 12    /* of the title */
#define LINK_AROUND 12   /* around the trigger */
#define LINK_CLAUSE 20   /* farther around it */
#define LINK_LEAD 24     /* of the beginning of the article */
#define LINK_PERSONS 10  /* near the trigger */
#define LINK_SPOTS 8     /* places of the sentence */
#define LINK_PARTIES 4   /* of each side */
#define LINK_PACKED 1024 /* bytes of a packed report at most */

struct link_word {
    uint32_t hash;
    uint8_t weight; /* tenths of the logarithm of how rare it is, at most 127 */
    bool number;
};

struct link_party {
    uint32_t entity, head; /* 0: none */
    uint32_t country;
};

struct link_count {
    bool known, cumulative;
    float low, high;
};

enum link_precision { LINK_NOWHERE, LINK_COUNTRY, LINK_PROVINCE, LINK_POINT };

struct link_report {
    int64_t event, article; /* rows of the store */
    char digest[33];        /* of the article */
    uint32_t number;        /* in the article */
    uint32_t sentence;
    uint32_t type, mode, trigger; /* hashes; mode 0: none */
    uint32_t act;                 /* hash of what the trigger says was done; 0: not known */
    int32_t published;            /* day since 1970, CALENDAR_NO_DAY: not known */
    int32_t from, to;             /* days that it tells of, CALENDAR_NO_DAY: none */
    bool dated;                   /* the text says so; else from the day of publication */
    bool planned;
    bool back;  /* told as known: "after …" */
    bool taken; /* the act is that a place changes hands */
    bool meets; /* visits, meetings, talks */
    bool takes; /* it is about who holds a place from then on */
    bool talk;  /* what was said or agreed, where places tell little */
    enum link_precision precision;
    uint32_t place, province, country; /* hashes; 0: not known */
    float lat, lon, radius;            /* degrees, km; of LINK_POINT and where located */
    bool located;
    struct link_party actors[LINK_PARTIES], recipients[LINK_PARTIES];
    uint8_t n_actors, n_recipients;
    struct link_count killed, injured;
    float topic; /* how much the article is about it: cosine of title and clause */
    struct link_word words[LINK_WORDS], title[LINK_TITLE], around[LINK_AROUND], clause[LINK_CLAUSE], lead[LINK_LEAD],
        persons[LINK_PERSONS], spots[LINK_SPOTS]; /* by hash, no hash twice */
    uint8_t n_words, n_title, n_around, n_clause, n_lead, n_persons, n_spots;
};

/* The numbers of a report of the store. Fails with MARSAD_ENOMEM. */
bool link_report_make(marsad_store *s, const struct link_acts *acts, const marsad_event_row *row,
                      struct link_report *out, marsad_err *err);

/* Bytes written to `out`; the same on every machine. */
size_t link_report_pack(const struct link_report *r, uint8_t out[LINK_PACKED]);
/* False: damaged. */
bool link_report_unpack(const uint8_t *in, size_t len, struct link_report *out);

/* By day of publication (those without one last), digest, number: the order that a story tells its reports in. */
int link_report_order(const struct link_report *a, const struct link_report *b);

/* 32 bits of a hash, never 0; `kind` keeps things of different kinds apart. */
uint32_t link_hash(uint32_t kind, marsad_str s);

#endif
