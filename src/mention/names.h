/*
 * names.h - inside the names: what is known about each token, and the names in the making.
 *
 *     names_words.c     looks every token up once: classes, and the rows that begin there
 *     names_person.c    "وزير الخارجية ناصر جودة" -> ناصر جودة
 *     names_actor.c     rows of actors.tsv
 *     names_body.c      organisations and groups: a cue word with what follows; nationalities
 *     places.c          names of the gazetteer, and what stands behind "مدينة", "مطار", …
 *     places_choose.c   which of several places of one name is meant
 *     places_around.c   what the words say of where one place lies by another
 *     places_make.c     what is told about the chosen one
 *     places_seat.c     the place that the name of a body ends with
 *     names_repeat.c    the same name again: last parts, "التنظيم", entities
 *     names.c           the pass over the text, and the mentions that come out of it
 *
 * A reader takes the token to start at and fills a name in the making; false if nothing is there. Readers look at the
 * sentence only, and a bounded number of tokens ahead, so that the pass is linear.
 */
#ifndef MENTION_NAMES_H
#define MENTION_NAMES_H

#include "marsad/mention.h"

/* What a token can be: bits of name_token.bare (nothing stripped but the article) and .joined (other clitics). */
enum {
    IS_FUNCTION = 1 << 0,
    IS_VERB = 1 << 1, /* finite */
    IS_NOUN = 1 << 2,
    IS_ADJECTIVE = 1 << 3,
    IS_NATION = 1 << 4, /* adjective of a country */
    IS_GIVEN = 1 << 5,
    IS_FAMILY = 1 << 6,
    IS_PARTICLE = 1 << 7,
    IS_STOP = 1 << 8, /* in place-stop.tsv */
    IS_PLACE = 1 << 9,
    IS_COUNTRY = 1 << 10,
    IS_ACTOR = 1 << 11,
    IS_TITLE = 1 << 12,
    IS_BODY = 1 << 13, /* cue of an organisation or a group */
    IS_SITE = 1 << 14, /* cue of a place */
    IS_DEFINITE = 1 << 15,
    IS_MASDAR = 1 << 16,
    IS_AGENT = 1 << 17,
    IS_TIME = 1 << 18,
    IS_COUNT = 1 << 19, /* number or quantifier before what it counts */
    IS_PLURAL_NATION = 1 << 20,
    IS_FEMININE_NATION = 1 << 21,
    IS_WORD = 1 << 22, /* Arabic letters */
    IS_PERFECT = 1 << 23,
    IS_OUTLET = 1 << 24, /* agent that works for a paper or a channel, or the paper itself (role JRN) */
    IS_FORCE = 1 << 25,
    IS_FOREIGN = 1 << 26, /* name of other than Arab origin */
    IS_TANWIN = 1 << 27,  /* indefinite accusative of an adjective: جديدا, سوريا */
    IS_DERIVED = 1 << 28, /* nominal form of a verb */
    IS_PREPOSITION = 1 << 29,
    IS_PLURAL = 1 << 30 /* noun */
};

#define IS_PLAIN (IS_FUNCTION | IS_NOUN | IS_ADJECTIVE | IS_AGENT) /* what a word is in the first place */
#define IS_COMMON (IS_PLAIN | IS_VERB | IS_DERIVED)
#define IS_NAME (IS_GIVEN | IS_FAMILY)

typedef struct {
    uint32_t bare, joined;
    uint32_t cand; /* first of its candidates */
    uint16_t n_cands;
    uint16_t taken; /* 1: inside a name that was found */
} name_token;

/* A row that begins at a token, out of the tables of names and cues. */
typedef struct {
    marsad_match match;
    bool stop; /* place-stop.tsv has the same word */
    bool sure; /* cues: common nouns behind it make a name too ("حي السلام" but not "منطقة الصراع") */
    uint8_t type; /* names: 'g' 'f' 'b' 'p'; cues: cue_kind; actors: marsad_mention_kind */
} name_cand;

typedef enum {
    CUE_NONE,
    CUE_TITLE,
    CUE_ORGANISATION,
    CUE_GROUP,
    CUE_SETTLEMENT,
    CUE_DISTRICT,
    CUE_GOVERNORATE,
    CUE_QUARTER,
    CUE_REGION,
    CUE_SITE
} cue_kind;

typedef enum { NAME_ACTOR, NAME_PERSON, NAME_BODY, NAME_PLACE, NAME_NATION, NAME_REPEAT } name_source;

/* A name in the making. */
typedef struct {
    uint32_t first, last; /* tokens of the span */
    uint32_t start, end;  /* bytes of the span */
    uint32_t from;        /* token where the reading began: a cue outside the span stands here */
    uint32_t cand;        /* the candidate, or UINT32_MAX */
    uint32_t inner;       /* token at which the candidates of the place begin */
    uint32_t part;        /* token of the part that is repeated alone (last part of a person's name) */
    uint32_t entity;      /* 1 + index of the entity, 0: none */
    uint32_t row;         /* chosen row of the gazetteer or of the countries */
    uint16_t table;       /* MARSAD_TABLE_PLACES, _COUNTRIES, _ACTORS; MARSAD_TABLE_COUNT: none */
    uint8_t source, kind, cue;
    bool strong;          /* sure without support from elsewhere in the article */
    bool site;            /* the span includes a cue of a site */
    marsad_str site_kind; /* "airport", "road", …; empty for what is no site */
    marsad_str key;       /* normal form without the cue */
    marsad_str roles, country;
    double radius;
} name;

typedef struct {
    marsad_str id, key, country, roles;
    uint32_t head; /* row of the cue that it begins with, or UINT32_MAX */
    uint32_t seen; /* mentions so far */
    uint32_t actor;
    uint8_t kind;
    bool strong;
} entity;

#define NAMES_CODES (26 * 26) /* two-letter codes of countries */

typedef struct {
    const marsad_dict *dict;
    const marsad_article *article;
    const marsad_text *text;
    marsad_arena *arena;
    marsad_mentions *out;
    name_token *tokens;
    name_cand *cands;
    size_t n_cands, cap_cands;
    name *names;
    size_t n_names, cap_names;
    entity *entities;
    size_t n_entities, cap_entities;
    marsad_str codes[NAMES_CODES]; /* those that the article names */
    uint32_t title_end;            /* token behind the last title that was seen; names may follow it */
    bool title_definite;           /* السيد, not رئيس: what follows is a name even if nobody knows it */
    struct {
        int cue, name_type, name_origin, actor_id, actor_kind, actor_country, actor_role, actor_from, actor_to,
            actor_name;
        int actor_aliases, country_iso, country_en, country_lat, country_lon, country_adjectives;
        int place_id, place_en, place_country, place_admin, place_lat, place_lon, place_precision, place_kind;
        int place_population, place_name, signal_class, signal_value, noun_pos, function_class, agent_role, agent_kind,
            agent_word;
    } column;
} names_pass;

/* ---- names_words.c ---- */

/* Classes and candidates of all tokens. False: no memory. */
bool names_words(names_pass *p);
static inline const name_token *token_at(const names_pass *p, size_t i)
{
    return &p->tokens[i];
}
/* Tokens a and b stand in one sentence; false past the end. */
bool names_together(const names_pass *p, size_t a, size_t b);
/* Nothing is known about token i: no word of any table. */
bool token_unknown(const names_pass *p, size_t i);
bool token_has_article(const names_pass *p, size_t i);
/* Token i is a definite adjective of no country: the word before it is a common noun (الضفة الشرقية). */
bool token_describes(const names_pass *p, size_t first, size_t i);
bool token_opens_quote(const names_pass *p, size_t i);
bool token_closes_quote(const names_pass *p, size_t i);
bool token_is_mark(const names_pass *p, size_t i, const char *mark);
/* The longest candidate of a table at token i with nothing stripped (or with clitics, if allowed); NULL if none. */
const name_cand *cand_at(const names_pass *p, size_t i, marsad_table table, bool clitics);
marsad_str cand_cell(const names_pass *p, const name_cand *c, int column);
/* Of a place or a country; empty where a place lies in several. */
marsad_str cand_country(const names_pass *p, const name_cand *c);
/* The name of a country, not its adjective; the same, or a row of the gazetteer. */
static inline bool cand_is_country(const name_cand *c)
{
    return c->match.entry->table == MARSAD_TABLE_COUNTRIES && !c->match.entry->form;
}
static inline bool cand_is_place(const name_cand *c)
{
    return c->match.entry->table == MARSAD_TABLE_PLACES || cand_is_country(c);
}
/* A place of data/places.tsv, which is trusted more than GeoNames. */
bool cand_is_ours(const names_pass *p, const name_cand *c);
/* Both have the same words of the text. */
static inline bool cand_same_words(const name_cand *a, const name_cand *b)
{
    return a->match.tokens == b->match.tokens && a->match.skip == b->match.skip;
}
uint32_t cand_start(const names_pass *p, size_t i, const name_cand *c);
/* The norms of tokens [first, last) joined by spaces, `skip` bytes of the first left out. ptr NULL: no memory. */
marsad_str names_key(const names_pass *p, size_t first, size_t last, size_t skip);

/* ---- readers ---- */

/* The end of a person's name that goes on at token `last` (بن عبد العزيز, آل سعود), or `last`. */
size_t person_end(const names_pass *p, size_t first, size_t last);
bool read_actor(names_pass *p, size_t i, name *n);
bool read_person(names_pass *p, size_t i, name *n);
bool read_body(names_pass *p, size_t i, name *n);
bool read_outlet(names_pass *p, size_t i, name *n);
bool read_nation(names_pass *p, size_t i, name *n);
bool read_place(names_pass *p, size_t i, name *n);
/* Mention kind of a site: facility for what is built, place for the rest. */
marsad_mention_kind kind_of_site(marsad_str site);
bool read_cued_place(names_pass *p, size_t i, name *n);
bool read_bracketed_place(names_pass *p, size_t i, name *n);
/* Note a title that ends before a name. */
void note_title(names_pass *p, size_t i);

/* ---- the article as a whole ---- */

/* Names again by their parts, entities of all names. False: no memory. */
bool names_repeat(names_pass *p);
#define PLACE_ROWS_MAX 16 /* candidates of one name that are weighed */
/* The candidates of a place, in a fixed order. */
size_t place_rows(const names_pass *p, const name *n, const name_cand *rows[PLACE_ROWS_MAX]);
/* How the words link a place to another: it lies in it unless they say that it lies … */
struct place_link {
    bool beside;  /* near it */
    bool bearing; /* north of it, or in its north */
    bool far;     /* at a distance that is told */
};
/* What the words behind name `at`, a place, say that it lies in or beside; NULL if nothing. */
const name *place_around(const names_pass *p, size_t at, struct place_link *link);
/* Can the row `c` lie so by one of the rows of `around`? */
bool place_fits(const names_pass *p, const name_cand *c, const name *around, const struct place_link *link);
/* Choose rows for all places. False: no memory. */
bool places_choose(names_pass *p);
/* The place of a name, NULL if it is not in the gazetteer; *ok false: no memory. */
const marsad_place *place_make(const names_pass *p, const name *n, bool *ok);
/* The place that the name of a body of the country ends with, NULL if none; its span. *ok false: no memory. */
const marsad_place *place_seat(const names_pass *p, const name *n, marsad_str country, marsad_span *span, bool *ok);
/* The row of an actor that was in office on the day of the article. */
uint32_t actor_row(const names_pass *p, const name_cand *c, size_t i);

/* A name with all fields empty that covers tokens [first, last). */
name name_of(const names_pass *p, size_t first, size_t last, uint32_t start, name_source source,
             marsad_mention_kind kind);

#endif
