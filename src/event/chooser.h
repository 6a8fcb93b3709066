/*
 * chooser.h - who acted and who suffered, by a learnt model where the rules have nobody or the wrong one.
 *
 * In articles, not in sentences by themselves: it learnt from articles. One logistic model for each slot says how
 * probable it is that a party that the rules chose is right; a multinomial one how probable each other phrase of the
 * sentence is to be the party of an empty slot, against nobody. Their weights are those rows of the table "gate" whose
 * keys begin with "C:" (model/chooser.tsv, made by train/train_chooser.c).
 */
#ifndef EVENT_CHOOSER_H
#define EVENT_CHOOSER_H

#include "event/gate.h"

#define CHOOSER_SENTENCES_MIN 4   /* of an article */
#define CHOOSER_CANDIDATES_MAX 96 /* of a slot; later ones are not looked at */

enum chooser_slot { CHOOSER_ACTOR, CHOOSER_RECIPIENT, CHOOSER_SLOTS };

/*
 * Probabilities: a party of the rules below `keep` goes, but a place or thing from `what` on only where somebody else
 * is found; a phrase from `fill` on is taken. Why these: model/README.md.
 */
struct chooser_limits {
    double keep, what, fill;
};
extern const struct chooser_limits CHOOSER_LIMITS[CHOOSER_SLOTS];

/* A draft among those of its sentence. */
struct chooser_scene {
    const struct analysis *a;
    const struct draft *d;
    const struct draft *all; /* of the sentence, as the rules left them */
    size_t n_all;
};

/* A phrase that may stand in a slot. */
struct chooser_candidate {
    struct phrase phrase;
    enum chooser_slot slot;
    bool chosen; /* by the rules, for this slot */
    bool judged; /* features of the model that says whether to keep what was chosen */
};

struct chooser_candidates {
    struct chooser_candidate at[CHOOSER_CANDIDATES_MAX];
    size_t n;
};

/* The trainer's ear: told of every draft before it is turned down or believed; nothing is
 * chosen then. */
struct chooser_watch {
    void (*draft)(void *user, const struct chooser_scene *scene);
    void *user;
};

/* The parties that the rules chose first, then the other phrases that can be one. */
void chooser_candidates_find(const struct chooser_scene *s, enum chooser_slot slot, struct chooser_candidates *out);

/* All features of a candidate. */
void chooser_features(const struct chooser_scene *s, const struct chooser_candidate *c, gate_visit *visit, void *user);

/* A place, a building, a thing: what was hit, not who suffered. */
bool chooser_is_what(const struct analysis *a, const struct phrase *p);

/* Drop parties of *d, a copy of the scene's draft, that are probably wrong; fill empty slots. True if it changed any.
 */
bool chooser_settle(const struct chooser_scene *s, struct draft *d);

/* Make the record of the scene's draft again where the chooser changes its parties; its confidence stays. False: no
 * memory. */
bool chooser_apply(const struct chooser_scene *s, marsad_event *e);

#endif
