/*
 * where.h - what the files that find the place of an event share: sites, chains of sites, points.
 */
#ifndef EVENT_WHERE_H
#define EVENT_WHERE_H

#include "event/fields.h"

/* What may be the place: a mention, or a phrase such as "the prison". */
struct site {
    marsad_span span;
    const marsad_mention *mention; /* NULL: a common noun */
    uint32_t before;               /* the word that opens its phrase: behind its preposition */
};

enum link {
    LINK_NONE,
    LINK_PREPOSITION, /* إلى, من, على */
    LINK_WEAK,        /* بين, حول: of parties and topics rather than places */
    LINK_LOCATIVE     /* في, قرب, شمال */
};

#define CHAIN_MAX 6

/* Places that locate each other, in text order. */
struct chain {
    struct site at[CHAIN_MAX];
    size_t n;
};

/* ---- where_site.c ---- */
bool mention_is_place(const marsad_mention *m);
bool mention_is_building(const marsad_mention *m);
bool place_has_precision(const marsad_place *p, const char *precision);
/* A country, or a region of many countries. */
bool site_is_country(const struct site *s);
/* Named only to say where another place lies: "120 كلم شمال بغداد". */
bool site_is_anchor(const struct site *s);
bool site_is_located(const struct site *s);
/* Does the verb only say that something happened, or to whom? */
bool verb_is_transparent(const struct analysis *a, uint32_t i);
/* Does a border (clauses.c) stand between two tokens? */
bool border_between(const struct analysis *a, uint32_t x, uint32_t y);
/* First token of the preposition that ends right before the token, or NO_TOKEN. */
uint32_t site_preposition(const struct analysis *a, uint32_t token);
/* How the words before a token, or before a site, link it to what happens. */
enum link link_before(const struct analysis *a, uint32_t before);
enum link site_link(const struct analysis *a, const struct site *s);
/* "شهدت تعز اشتباكات", "انفجار هز بغداد": subject or object of a verb whose other party is what happens. */
bool site_is_scene(const struct analysis *a, uint32_t before, uint32_t last);
/* "وفي بيجي، قال …": behind a preposition of place at the head of the sentence. */
bool site_opens_sentence(const struct analysis *a, const struct site *s);
/* The bearing in "شمال بغداد": degrees from north, or -1. */
double site_bearing(const struct analysis *a, uint32_t before);
/* Beside it rather than in it: قرب, شمال. */
bool site_is_near(const struct analysis *a, uint32_t before);
/* `d` may be NULL; what it says changed hands may be a body too ("حررت جامعة كذا"). */
bool site_of_mention(const struct analysis *a, const struct draft *d, const marsad_mention *m, struct site *s);
/* "أمام السجن": a common noun. */
bool site_of_phrase(const struct analysis *a, const struct draft *d, const struct phrase *p, struct site *s);
/* Does the phrase hold the name of a place that is no country? */
bool site_names_place(const struct analysis *a, const struct phrase *p);
/* Does the phrase overlap with what changed hands? */
bool site_is_taken(const struct draft *d, const struct phrase *p);

/* ---- where_town.c ---- */
/* "في المدينة", "أحياء المدينة": the named place that such a phrase stands for. */
bool site_of_same_place(const struct analysis *a, const struct draft *d, const struct phrase *p, struct site *s);

/* ---- where_chain.c ---- */
/* Smaller is more telling: 0 a building … 5 a country. What the gazetteer lacks is small: large places are known. */
int site_rank(const struct site *s);
bool site_chained(const struct analysis *a, const struct site *x, const struct site *y);
/* Add what stands right and left of the one site in the chain. */
void chain_grow(const struct analysis *a, struct chain *c);
/* The smallest place; of equals the first. */
size_t chain_smallest(const struct analysis *a, const struct chain *c);
/* The smallest place with a point besides the chosen one, or c->n. */
size_t chain_enclosing(const struct chain *c, size_t chosen);

/* ---- where_other.c ---- */
/* "نقل الجريح إلى المستشفى": where somebody or something is on the way to, or comes from. */
bool site_is_goal(const struct analysis *a, const struct site *s);
/* "انطلقت من قاعدة جوية في ولاية كذا": where it came from. */
bool site_is_origin(const struct analysis *a, const struct site *s);
/* "قال في مؤتمر صحافي عقده في أنقرة إن": where it is told. */
bool site_is_where_told(const struct analysis *a, const struct draft *d, const struct site *s);
/* "ألقت السلطات المكسيكية القبض على أميركية من كولورادو": where she comes from, in a land the authorities are not of.
 */
bool site_is_home(const struct analysis *a, const struct draft *d, const struct site *s);
/* "الائتلاف الذي تقوده واشنطن": a capital that acts for its state. */
bool site_is_state(const struct analysis *a, const struct site *s);
/* "التقى وفدا من محافظة كذا": where those come from, or go, of whom is talked. */
bool site_is_theirs(const struct analysis *a, const struct draft *d, const struct site *s);
/* Does another act than that of the anchor, a token of the draft, have the place? */
bool site_is_anothers(const struct analysis *a, const struct draft *d, const struct site *s, uint32_t anchor);
/* "حيث التقى رئيسه لبحث الغارات": does another act stand in [from, to), which the one at `to` does not go on with? */
bool site_is_past_act(const struct analysis *a, uint32_t from, uint32_t to);
/* "قتل 15 مسلحا، بينما أفادت مصادر بأن … في": another report, or what the act answers, between two tokens. */
bool told_apart(const struct analysis *a, uint32_t x, uint32_t y);
/* "المشتبه بهم في الحادث الذي وقع في …": a relative clause behind what is no attack tells of another act. */
bool tells_of_another(const struct analysis *a, const struct draft *d);

/* ---- where_aside.c ---- */
/* "باستثناء كذا", "تقدموا صوب كذا", "الأوضاع في كذا": left out, not reached, where a post or the matter of words is. */
bool site_is_aside(const struct analysis *a, const struct draft *d, const struct site *s);

/* ---- where_story.c ---- */
/* Were all deeds of the sentences before at the place of this act, which is no country? True if there were none. */
bool story_is_at(const struct analysis *a, const marsad_event *act);
/* The last of those deeds, where all were at one place and not all in one sentence; NULL if not. */
const marsad_event *story_last(const struct analysis *a);

/* ---- where_told.c ---- */
/* إلى, لـ: not "of a delegation from …". */
bool site_leads_to(const struct analysis *a, const struct site *s);
/* Where a visit leads to in whose course something is said, agreed or signed. */
bool site_of_visit(const struct analysis *a, const struct draft *d, struct site *s);
/* What changed hands, where it is a part of the land and no place is named. */
bool site_of_land(const struct analysis *a, const struct draft *d, struct site *s);
/* An act told before whose place is that of the draft; `e` has its parties. NULL: none. */
const marsad_event *event_place_told(const struct analysis *a, const struct draft *d, const marsad_event *e);

/* ---- where_point.c ---- */
/* The point of `around` for a place without one. NULL: no memory. */
const marsad_place *point_lent(const struct analysis *a, const struct site *s, const struct site *around);
/* The point of a place, moved or widened where the words say "beside it". NULL: no memory. */
const marsad_place *point_beside(const struct analysis *a, const struct site *s);
/* The country of a place that the gazetteer lacks. False: no memory. */
bool point_country(const struct analysis *a, const struct site *s, marsad_event *e);
/* "قرب الحدود مع تركيا": the first token of the border with a country, or NO_TOKEN. */
uint32_t site_border(const struct analysis *a, const struct site *s);
/* Such a place lies in the country on the other side. False: no memory. */
bool point_border(const struct analysis *a, const struct site *s, uint32_t border, marsad_event *e);

#endif
