/*
 * roles.h - subject, object and genitive of a trigger, and the phrases that a frame's sources name.
 */
#ifndef EVENT_ROLES_H
#define EVENT_ROLES_H

#include "event/analysis.h"

#define PARTIES_MAX 6

struct roles {
    struct phrase subject, object, genitive;
    struct phrase upon; /* حكم عليه: whom the pronoun behind على stands for */
    bool has_subject, has_object, has_genitive, has_upon;
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

/* pos: 'v', 'n', 'p', 'h' or 'x' as in frames.tsv; the trigger covers tokens [i, i + n). */
void roles_find(const struct analysis *a, uint32_t i, uint32_t n, char pos, struct roles *r);

/*
 * Append the phrases that a source of frames.tsv ("s", "o", "g", "G", "by", "poss", "بين", "على" …) names; true if it
 * named any. `victim`: only a phrase that something can be done to is wanted.
 */
bool source_find(const struct analysis *a, uint32_t trigger, const struct roles *r, marsad_str source,
                 struct parties *out);

/* Append a phrase and those of its kind that و joins to it. False: it is there already. */
bool add_with_conjoined(const struct analysis *a, const struct phrase *p, struct parties *out);

/* ---- subjects.c, objects.c, apposed.c ---- */

bool is_bare(const struct phrase *p); /* without a preposition */
bool is_person_name(const struct analysis *a, const struct phrase *p);
bool only_time_or_place(const struct analysis *a, const struct phrase *p);
/* Does و join phrase k, bare, to the one before it? */
bool joins_last(const struct analysis *a, size_t k);
/* بينهم امرأة: does the phrase name a part of those before it? */
bool names_part(const struct analysis *a, const struct phrase *p);
/* The phrase that a chain of phrases joined by و begins with. */
size_t coordination_head(const struct analysis *a, size_t k);
bool is_plural_verb(const struct word *w); /* third person plural or dual */

/* Can the phrase, standing before it, be the subject of the verb by number and gender? */
bool fits_verb(const struct analysis *a, const struct word *verb, const struct phrase *p);

/* Does the verb open its clause? Then its subject follows. */
bool opens_clause(const struct analysis *a, uint32_t verb);

/* Antecedent of a relative clause that begins right before the verb, or a->n_phrases. */
size_t antecedent(const struct analysis *a, uint32_t verb);

/*
 * The bare phrase left of the verb that can be its subject: الجيش … قتل. A relative clause between them is stepped
 * over: الانتحاري الذي قتل بالرصاص خرج.
 */
size_t bare_left(const struct analysis *a, uint32_t verb);

/* First bare phrase right of `from`, before the clause or another verb ends it, or a->n_phrases. */
size_t bare_right(const struct analysis *a, uint32_t from, uint32_t to);

/* – حفظه الله –: a verb with its pronoun that blesses whoever stands beside it, and tells nothing. */
bool is_blessing(const struct analysis *a, uint32_t verb);

/* Written as an object: مسلحين، شخصا. After a number the form says nothing. */
bool is_oblique(const struct analysis *a, const struct phrase *p);

/* Cannot be the subject behind this verb: واتهم إيران is not said of إيران. */
bool disagrees(const struct analysis *a, const struct word *verb, const struct phrase *p);

/* Lengthens a subject by the name that says who it is (نائبة الوزير، فلانة الفلانية، …): it is no object. */
void take_apposed_name(const struct analysis *a, struct phrase *subject);

/* اتهمت المؤسسة التي يوجد مقرها في طرابلس [الحكومة] بأنها: whom a charge is against, behind the relative clause of who
 * makes it; a->n_phrases if there is none. */
size_t charged_behind_relative(const struct analysis *a, uint32_t verb, const struct phrase *subject);

/* The object behind the subject, or a->n_phrases; offices in a row behind a name say who that is and are stepped over.
 */
size_t object_behind(const struct analysis *a, uint32_t verb, const struct phrase *subject, uint32_t to);

/* وحث الأطراف على: is the one phrase behind a verb that wants an object that object? */
bool wants_object(const struct analysis *a, uint32_t verb, const struct phrase *subject, uint32_t to);
/* وسلمته مذكرة: a paper behind a verb with its object is no subject. */
bool is_handed(const struct analysis *a, const struct word *verb, const struct phrase *p);

/*
 * The phrase that opens the clause (أن انتحاريا …) and has met no verb of its own before this one; a->n_phrases if
 * there is none.
 */
size_t nominal_subject(const struct analysis *a, uint32_t verb);

/* استهدفوا مسلحين … أصابت: several people before their verb take a plural one, so that they are not its subject. */
bool wants_plural(const struct analysis *a, const struct word *verb, const struct phrase *p);

/* متهم حكم عليه، جماعة ألقي عليها اللوم، رجل ألقي القبض عليه: the pronoun takes up who stands before, whom somebody
 * else does it to. A judge, an army may be the subject: but one whose verb ends as a passive does. */
bool is_done_upon(const struct analysis *a, uint32_t verb, const struct phrase *p);

/* ---- roles.c ---- */

/* Could this phrase be the one who does something? */
bool can_act(const struct analysis *a, const struct phrase *p);
/* Fill one of the roles with phrase k; nothing if k is a->n_phrases. */
void role_set(struct phrase *to, bool *has, const struct analysis *a, size_t k);

/* ---- roles_verb.c ---- */
/* Subject and object of the verb at a token; r has the bounds of its clause. */
void verb_roles(const struct analysis *a, uint32_t verb, uint32_t behind, struct roles *r);

#endif
