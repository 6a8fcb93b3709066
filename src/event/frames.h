/*
 * frames.h - which line of data/frames.tsv a word triggers.
 */
#ifndef EVENT_FRAMES_H
#define EVENT_FRAMES_H

#include "event/roles.h"

struct frame {
    marsad_str type, mode, args, control, count;
    double confidence;
    uint32_t row; /* in frames.tsv */
    char pos;
    uint32_t token, tokens; /* the words that match the trigger */
    uint32_t word;          /* the token that the record names as trigger */
    unsigned conditions;    /* that hold */
    struct roles roles;
};

/* What was chosen for a token of the sentence at hand. */
struct choice {
    bool known, found; /* asked for before; there is a frame */
    struct frame frame;
};

/* To be called for each sentence when its phrases are cut, before any frame is chosen. False: no memory. */
bool frames_begin(struct analysis *a);
/* The frame of the word(s) at token i, with the roles around it; false if there is none. Type NONE: not an event. Each
 * word of the sentence at hand is looked at once, then remembered. */
bool frame_choose(const struct analysis *a, uint32_t i, struct frame *out);
/* The same; whoever listens (explain.h) is told why lines of the table do not fit. */
bool frame_tell(const struct analysis *a, uint32_t i, struct frame *out);

/* Is the word at token i, clitics and suffix aside, a form of `lemma` (as written in the data files)? */
bool word_is(const struct analysis *a, uint32_t i, marsad_str lemma);

/* Does any word of the list (","-separated) stand in tokens [from, to)? The first such token, or NO_TOKEN. */
uint32_t find_word(const struct analysis *a, uint32_t from, uint32_t to, marsad_str list);

#endif
