/*
 * roles.h - subject, object and genitive of a trigger, and the phrases that a frame's sources name.
 */
#ifndef EVENT_ROLES_H
#define EVENT_ROLES_H

#include "event/analysis.h"

#define PARTIES_MAX 6

struct roles {
    struct phrase subject, object, genitive;
    bool has_subject, has_object, has_genitive;
    bool passive;        /* the subject is who it was done to */
    bool dropped;        /* a verb whose subject stands in an earlier clause */
    int32_t nationality; /* row in countries of an adjective on a noun trigger (غارة أميركية), or -1 */
    uint32_t nationality_token;
    uint32_t from, to; /* tokens of the clause */
    uint32_t end;      /* behind the trigger, its adjectives and its genitive */
};

struct parties {
    struct phrase at[PARTIES_MAX];
    unsigned n;
};

/* pos: 'v', 'n', 'p' or 'x' as in frames.tsv; the trigger covers tokens [i, i + n). */
void roles_find(const struct analysis *a, uint32_t i, uint32_t n, char pos, struct roles *r);

/*
 * Append the phrases that a source of frames.tsv ("s", "o", "g", "G", "by", "poss", "بين", "على" …) names; true if it
 * named any. `victim`: only a phrase that something can be done to is wanted.
 */
bool source_find(const struct analysis *a, uint32_t trigger, const struct roles *r, marsad_str source,
                 struct parties *out);

/* Could this phrase be the one who does something? */
bool can_act(const struct analysis *a, const struct phrase *p);

#endif
