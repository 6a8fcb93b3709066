/*
 * analysis.h - what the files of this room know about a text: a class for every word, noun phrases, clauses.
 *
 * There is no parser. Words get coarse classes from the dictionary and their neighbours; noun phrases are cut by
 * definiteness and agreement; arguments of a trigger are then looked for among the phrases of its clause.
 */
#ifndef EVENT_ANALYSIS_H
#define EVENT_ANALYSIS_H

#include "marsad/event.h"

typedef enum {
    WORD_NOUN, /* also unknown words */
    WORD_NAME, /* inside a mention */
    WORD_NUMBER,
    WORD_VERB,
    WORD_PREP,
    WORD_CONJ,
    WORD_SUB, /* أن، حيث، بعدما */
    WORD_REL, /* الذي */
    WORD_DEM,
    WORD_PRON,
    WORD_NEG,
    WORD_PART, /* قد، سوف */
    WORD_QUANT,
    WORD_ADV,
    WORD_TIME,
    WORD_PUNCT
} word_class;

struct word {
    uint8_t class;   /* word_class */
    uint8_t clitics; /* MARSAD_CLITIC_… */
    uint16_t skip;   /* bytes of the norm that they take */
    uint8_t suffix;  /* bytes of a pronoun suffix */
    uint8_t span;    /* tokens of a function phrase (على يد); 1 otherwise */
    bool adjective;
    bool either_gender; /* تعرض: he was exposed, she exposes */
    uint32_t form;      /* MARSAD_FORM_… of the chosen reading */
    int32_t verb;       /* row in verbs, or -1 */
    int32_t agent;      /* row in agents, or -1 */
    int32_t country;    /* row in countries of a nationality adjective, or -1 */
    int32_t mention;    /* index, or -1 */
    int32_t time;       /* index, or -1 */
    int32_t quantity;   /* index, or -1 */
};

/* A noun phrase; tokens [first, last). */
struct phrase {
    uint32_t first, last;
    uint32_t head;        /* token of the noun that says what it is */
    uint32_t prep;        /* token of the preposition before it; == first where it is a clitic; NO_TOKEN if none */
    marsad_str prep_text; /* its normal form: "علي", "ب"; empty if none */
    bool conjoined;       /* begins with و and continues the phrase before it */
    bool definite;
    bool between;     /* named as one of two sides: بين X وY */
    bool beyond;      /* on the second of them */
    int32_t mention;  /* of the head or the whole, or -1 */
    int32_t agent;    /* row in agents of the head, or -1 */
    int32_t country;  /* row in countries, from an adjective in it, or -1 */
    int32_t quantity; /* number in it, or -1 */
};

#define NO_TOKEN UINT32_MAX
#define CLITIC_PREPOSITIONS (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI | MARSAD_CLITIC_KA)

enum { /* what a phrase is; bits */
       IS_PERSON = 1,
       IS_PEOPLE = 2,
       IS_BODY = 4,
       IS_FORCE = 8,
       IS_EQUIPMENT = 16,
       IS_SITE = 32,
       IS_PLACE = 64,
       IS_ARMED = 128,
       IS_OFFICIAL = 256,
       IS_COURT = 512,
       IS_MEDIA = 1024,
       IS_NUMBER = 2048,
       IS_THING = 4096, /* none of the others */
       IS_SOURCE = 8192
};

/* Columns that are looked up often. */
struct columns {
    int verb, verb_note, agent_role, agent_country, agent_kind, function_class, country_iso2, frame[11], signal_class,
        signal_value, cue;
};

/* Numbers of the mentions, times and quantities that begin in a sentence: [0] to [1], others perhaps among them. */
struct finds {
    uint32_t mentions[2], times[2], quantities[2];
};

/* What the deeds with a place of the sentences before have in common (where_story.c). */
struct story {
    size_t seen;                 /* events of the article so far that were looked at */
    size_t last;                 /* the last deed among them, if told */
    bool told, again, scattered; /* there is one; they are of several sentences; of several places or a country */
};

struct speeches;      /* coder.h */
struct choice;        /* frames.h */
struct chooser_watch; /* chooser.h */

#define GATE_LETTERS 3

/* What the weights of the gate that all drafts of a sentence share add up to. */
struct shared_sum {
    uint32_t first, last; /* tokens of the sentence; equal: not yet known */
    double total;
};

struct analysis {
    const marsad_dict *dict;
    const marsad_article *article;
    const marsad_text *text;
    const marsad_mentions *mentions;
    marsad_arena *arena;
    struct explain *explain;              /* who is told why (explain.h); NULL: nobody */
    const struct chooser_watch *choosing; /* who is told what could be a party; NULL: nobody */
    struct columns columns;
    struct word *words;     /* one per token */
    marsad_str *lemmas;     /* one per token, empty until somebody asked (gate_lemma) */
    struct finds *finds;    /* one per sentence */
    struct finds here;      /* of the sentence at hand */
    struct phrase *phrases; /* of the sentence at hand */
    size_t n_phrases, cap_phrases;
    struct choice *choices; /* of frames, one per token of the sentence at hand */
    size_t cap_choices;
    uint32_t sentence;
    uint32_t first, last;            /* tokens of the sentence at hand */
    const struct speeches *speeches; /* of the sentence at hand */
    struct phrase last_speaker;      /* who spoke in a sentence before, for "وأضاف" */
    bool has_last_speaker;
    uint32_t last_spoke;       /* the sentence in which, in their own name or as "وأضاف" */
    double off_topic;          /* how much the article is of sport and the like, 0 … 1 */
    bool judged;               /* there are weights of the judge (judge.h) */
    bool of_accident;          /* the article tells of an accident, without a weapon */
    bool of_private;           /* the article tells of a crime of private people */
    const marsad_events *told; /* the events of the sentences before, and of this one so far */
    struct shared_sum *sums;   /* of gate_shared_sum, GATE_LETTERS of them */
    struct story story;
};

static inline const struct word *word_at(const struct analysis *a, uint32_t i)
{
    return &a->words[i];
}

/* ---- words.c ---- */

/* Classify all words. False: no memory. */
bool words_classify(struct analysis *a);

/* ---- phrases.c ---- */

/* Cut the sentence into phrases. False: no memory. */
bool phrases_cut(struct analysis *a, uint32_t sentence);

/* The tokens [first, last) as a phrase of their own, without preposition. */
struct phrase phrase_make(const struct analysis *a, uint32_t first, uint32_t last);

/* ---- kinds.c ---- */

/* Bits IS_… of a phrase. */
unsigned phrase_kind(const struct analysis *a, const struct phrase *p);

/* ---- clauses.c ---- */

/* First phrase that begins at or behind token i, or n_phrases. */
size_t phrase_after(const struct analysis *a, uint32_t token);
/* Phrase that covers the token, or n_phrases. */
size_t phrase_at(const struct analysis *a, uint32_t token);

/* The span of tokens [first, last) without the clitics of its first word. */
marsad_span span_of(const struct analysis *a, uint32_t first, uint32_t last);
marsad_span phrase_span(const struct analysis *a, const struct phrase *p);

/* A mark that ends a clause: . ؛ : and brackets; commas do not. */
bool is_clause_mark(const struct analysis *a, uint32_t token);
bool is_comma(const struct analysis *a, uint32_t token);
/* « and “; » and ”. The straight mark does both. */
bool opens_quote(const struct analysis *a, uint32_t token);
bool closes_quote(const struct analysis *a, uint32_t token);
/* Two sentences in one, a statement and who makes it: "that", a colon, a semicolon. */
bool is_border(const struct analysis *a, uint32_t token);
/* نفت الوزارة، اليوم الأربعاء، خطف: the token of the first of two commas that put in a time before `i`, else `i`. */
uint32_t before_put_in_time(const struct analysis *a, uint32_t i);

/* Tokens [*from, *to) around `token` that belong to its clause: between marks, subordinators and relative words. */
void clause_bounds(const struct analysis *a, uint32_t token, uint32_t *from, uint32_t *to);

/* Does a word between tokens x and y begin another story (بينما، في حين، ؛)? */
bool contrast_between(const struct analysis *a, uint32_t x, uint32_t y);

/* Index behind a quotation of at most five tokens that is a name («القاعدة») and opens at i, or i. */
uint32_t behind_quotation(const struct analysis *a, uint32_t i);

/*
 * "غارات ردا على هجوم": the first token in [from, to) of the words that lead from an act to what it answers, `to` if
 * none; the first token behind the last of them before `token`, a->first if none.
 */
uint32_t reply_between(const struct analysis *a, uint32_t from, uint32_t to);
uint32_t behind_reply(const struct analysis *a, uint32_t token);

/*
 * Value of the signal of a class (data/signals.tsv) that begins at the token, by its words as they stand; for verbs
 * also by its lemma. ptr NULL if there is none; *tokens (may be NULL) is its length.
 */
marsad_str signal_at(const struct analysis *a, uint32_t token, const char *class, uint32_t *tokens);

/* ---- prepositions.c ---- */

/* ب of a word that it is written on, by its clitics; absent if none. */
marsad_str preposition_of_clitic(uint8_t clitics);
/* Normal form of a preposition of one or more tokens, without و and ف. */
marsad_str preposition_text(const struct analysis *a, uint32_t i, uint32_t span);
/* منه، عليها، أثره: a preposition with its pronoun governs nothing behind it. */
bool preposition_has_pronoun(const struct analysis *a, uint32_t i);

#endif
