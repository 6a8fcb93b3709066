/*
 * judge.h - would a reader keep this record? For the types that the gate (gate.h) does not know, and in texts of
 * several sentences for all types: there what the gate says is one of the things that weigh.
 *
 * A logistic model over the draft, its sentence and its article; its weights are those rows of the table "gate" whose
 * keys begin with "J:" (model/judge.tsv, made by train/train_judge.c from judged records of news). What
 * it turns down is comment, ceremony, sport, economy, fiction, plans, generalities: words that would be a trigger
 * elsewhere.
 */
#ifndef EVENT_JUDGE_H
#define EVENT_JUDGE_H

#include "event/gate.h"

/* Records below it are left out. Why this much: model/README.md. */
#define JUDGE_PROBABILITY_MIN 0.45
/* The same where somebody who is known took or lost a known place: half, as at the gate. That matters later, too, while
 * readers of news wanted news. */
#define JUDGE_CONTROL_MIN (JUDGE_PROBABILITY_MIN / 2)
/* The same of what a speaker denies: that he does is news, whatever the deed. */
#define JUDGE_DENIAL_MIN 0.3

/* The trainer's ear: told every feature of every record, with its number in the article. */
struct judge_watch {
    void (*tell)(void *user, size_t event, const char *key, size_t len);
    void *user;
};

/* The judge of one article at work; zero it, then set dict and (for the trainer) watch. */
struct judge {
    const marsad_dict *dict;
    const struct judge_watch *watch; /* then nothing is turned down */
    int column;
    double bias;
    double *scores; /* log odds, one an event; NaN for those of the gate */
    size_t cap;
    size_t event; /* the one at hand */
    const struct analysis *a;
};

/* False: no weights in the dictionary and nobody watches. */
bool judge_begin(struct judge *j, const marsad_dict *dict, const struct judge_watch *watch);

/* What the draft and its sentence say of event number `event`. False: no memory. */
bool judge_draft(struct judge *j, const struct analysis *a, const struct draft *d, const struct speech *s,
                 const marsad_event *e, size_t event);

/* What the article says; sets the confidence of the judged events and leaves out those that a reader would not keep. */
bool judge_article(struct judge *j, const struct analysis *a, marsad_events *events);

struct chooser_watch; /* chooser.h */

/* marsad_events_find, with those who are told of features and of drafts; each may be NULL. */
bool events_watch(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                  const marsad_mentions *mentions, marsad_arena *arena, const struct judge_watch *watch,
                  const struct chooser_watch *choosing, marsad_events *out, marsad_err *err);

#endif
