/*
 * forms.h - what plain news text tells of written forms: how often each stands as a token, and in which company as a
 * word.
 */
#ifndef TRAIN_FORMS_H
#define TRAIN_FORMS_H

#include "arabic/units.h"

struct forms;

struct forms *forms_new(void);
void forms_free(struct forms *f);

/* Count all tokens of the documents under `path`. */
bool forms_count(struct forms *f, const char *path, marsad_err *err);
/* Cut all tokens with the splitter of `m`, and group the words by their neighbours. */
bool forms_group(struct forms *f, const char *path, const marsad_words_model *m, marsad_err *err);

/*
 * Cut and tag all sentences with `m`, whose forms `table` are, and note in it the tags that each form was given; NULL
 * as `news` takes the notes out again.
 */
bool forms_guess(const char *news, const marsad_words_model *m, struct words_form *table, marsad_err *err);

/* The table of the model, of at most 2^bits slots; points m->forms to it. */
bool forms_table(const struct forms *f, uint32_t bits, marsad_arena *arena, marsad_words_model *m,
                 struct words_form **made);

#endif
