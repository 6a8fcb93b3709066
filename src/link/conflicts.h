/*
 * conflicts.h - inside the contradictions: what reports say of one kind, and whether two of them can both be right.
 *
 *     conflicts.c          what each report says, sides, pairs of sides, the order of what is found
 *     conflicts_alike.c    what two reports have in common: text, day, place, act
 *     conflicts_numbers.c  killed, injured, captured, displaced, participants
 *     conflicts_claims.c   denials, who holds a place, who did it
 *     conflicts_where.c    place and day
 *     conflicts_score.c    how much it matters
 */
#ifndef LINK_CONFLICTS_H
#define LINK_CONFLICTS_H

#include "link/kin.h"
#include "marsad/conflict.h"
#include "marsad/merge.h"

struct marsad_conflict_finder {
    const marsad_dict *dict;
    struct kin kin;
    marsad_merger *merger; /* which reports are of one source */
    marsad_map *people;    /* normal form of a counted noun -> row of the table of people */
    int group;             /* its column */
    marsad_map *denials;   /* normal forms of verbs of denying */
    marsad_arena *words;   /* what its keys point to */
};

/* Words of a report's sentence: hashes, sorted, each once; without numbers. */
struct words {
    uint64_t *at;
    size_t n;
    marsad_str norm; /* the sentence in normal form between blanks; ptr NULL: not looked at yet */
};

/* One story on its way. */
struct look {
    const marsad_conflict_finder *finder;
    const marsad_event_row *rows; /* of the story */
    size_t *voices;               /* the source of each (marsad_merge_voices) */
    marsad_arena *arena;
    struct words *words; /* of each report */
    marsad_conflict_kind kind;
    bool failed; /* no memory */
};

/* What a report says of a kind. */
struct said {
    size_t report;
    marsad_str value; /* for people, the same in every store; ptr NULL: it says nothing that counts */
    marsad_str key;   /* reports with the same key are one side */
    double min, max;  /* numbers, widened by what "about" leaves open; may be infinite. Days: days since 1970 */
    double told;      /* the number that stands for them, to measure a difference */
    marsad_str who;   /* an actor (kin.h), or the group of people that is counted */
    bool fighters;    /* numbers: of people who fight for no state */
};

/* Can both reports be right? The answer is the same for (a, b) and (b, a). */
enum relation { AGREE, RISING, CONTRADICT };

struct rules {
    struct said (*says)(struct look *l, size_t report);
    /* How far apart the values are, 0 … 1; 0: both can be right. The same for all reports with these keys. */
    double (*difference)(struct look *l, const struct said *a, const struct said *b);
    /* Of values that differ: do the two reports speak of the same? */
    enum relation (*compare)(struct look *l, const struct said *a, const struct said *b);
    double weight;
};
const struct rules *conflict_rules(marsad_conflict_kind kind);

struct said say_count(struct look *l, size_t report);
double count_difference(struct look *l, const struct said *a, const struct said *b);
enum relation compare_counts(struct look *l, const struct said *a, const struct said *b);

/* Do both give a number alike, of another kind than the one that is looked at, and large enough to tell? */
bool same_numbers(const struct look *l, const struct said *a, const struct said *b);

struct said say_denial(struct look *l, size_t report);
enum relation compare_denials(struct look *l, const struct said *a, const struct said *b);
struct said say_holder(struct look *l, size_t report);
enum relation compare_holders(struct look *l, const struct said *a, const struct said *b);
struct said say_actor(struct look *l, size_t report);
enum relation compare_actors(struct look *l, const struct said *a, const struct said *b);
double any_difference(struct look *l, const struct said *a, const struct said *b);   /* of denials: always 1 */
double actor_difference(struct look *l, const struct said *a, const struct said *b); /* of holders, too */

struct said say_place(struct look *l, size_t report);
double place_difference(struct look *l, const struct said *a, const struct said *b);
enum relation compare_places(struct look *l, const struct said *a, const struct said *b);
struct said say_day(struct look *l, size_t report);
double day_difference(struct look *l, const struct said *a, const struct said *b);
enum relation compare_days(struct look *l, const struct said *a, const struct said *b);

/* ---- conflicts_alike.c ---- */

/* The same article, or near copies. */
bool same_text(const marsad_event_row *a, const marsad_event_row *b);
/* Both name who says so, and it is not the same. */
bool speakers_differ(struct look *l, const marsad_event_row *a, const marsad_event_row *b);
/* The same type, and no mode that speaks against it. */
bool same_act(const marsad_event_row *a, const marsad_event_row *b);
/* A mode of one bang, whatever it is called. */
bool is_blast(const marsad_event_row *row);
/* Days of the event that can be one; where one is not told, the days of publication must lie near. */
bool days_meet(const marsad_event_row *a, const marsad_event_row *b);
/* Length of what the text says it took, in days; 1 where it does not say. */
int day_length(const marsad_event_row *row);
/* Is it told that it happened? Not denied, planned or possible. */
bool is_told(const marsad_event_row *row);
bool is_type(const marsad_event_row *row, const char *type);

/* Is it a deed, not talk? */
bool is_deed(const marsad_event_row *row);
/* The sentence of a report in normal form: words between single blanks, with one at both ends. */
marsad_str plain_sentence(struct look *l, size_t report);
/* What a sentence shares with the other of the shorter one's words, 0 … 1. */
double shared_words(struct look *l, size_t a, size_t b);
/* The same sentence, nearly: whoever wrote the second had the first before him. */
#define SAME_WORDS 0.6
/* Does the sentence of either say what the other says, word for word? Then both values are parts of one account. */
bool either_says_both(struct look *l, const struct said *a, const struct said *b);

/* ---- conflicts_claims.c ---- */

/* Fills f->denials. False: no memory. */
bool learn_denials(marsad_conflict_finder *f);

/* ---- conflicts_score.c ---- */

/* Fills the factors and the score from kind, rising, sides and what the story says; `difference` is there. */
void conflict_score(const struct look *l, marsad_conflict *c);

#endif
