/*
 * redact.h - records without the names of persons (docs/layouts.md says what is promised).
 *
 *     قال علي صالح إن …  ->  قال [person] إن …
 *
 * A word goes if it is part of a name that was found as a person, that the entity model takes for a person, or that
 * two words of data/names.tsv in a row make; if it stands in the words of a party or a speaker and is a name or in no
 * dictionary; and wherever else in the article such a word comes again, in title, captions and the like too. Names of
 * groups, organisations and places that the dictionary knows stay, names of persons in them included. All spans are
 * moved to the new text.
 */
#ifndef MARSAD_EXPORT_REDACT_H
#define MARSAD_EXPORT_REDACT_H

#include "export/codes.h"
#include "marsad/record.h"
#include "mention/entity_model.h"

#define REDACTED "[person]"

struct redactor;

/* Opens the entity model. `codes` must outlive it. NULL with MARSAD_EIO, _EFORMAT or _ENOMEM. */
struct redactor *redactor_open(const struct codes *codes, marsad_err *err);
void redactor_close(struct redactor *r); /* NULL is fine */

/*
 * A copy of `in` without names of persons; all in `arena` or borrowed from `in`. The document is named by the article's
 * digest, of addresses the host is left; the author and the credits of pictures are gone. Fails with MARSAD_ENOMEM or
 * MARSAD_ELIMIT.
 */
bool redact_record(const struct redactor *r, const marsad_record *in, marsad_arena *arena, marsad_record *out,
                   marsad_err *err);

/* ---- between redact.c and redact_names.c ---- */

/* What keeps a token: nothing; the name of something else, unless a word of it names a person elsewhere; a name of the
   dictionary, come what may. */
enum { KEPT_NOT, KEPT_WEAKLY, KEPT_FIRMLY };

/* A text with its tokens; those with `hit` go. */
struct piece {
    marsad_text text;
    bool *hit;
    uint8_t *kept;
};

/* Words of names of persons in one article. */
struct names;

struct names *redact_names_new(const struct codes *codes, const entity_model *model, marsad_arena *arena,
                               marsad_err *err);
void redact_names_free(struct names *n);
/* Read a text into tokens; nothing is hit. */
bool redact_names_read(const struct names *n, marsad_str text, struct piece *out, marsad_err *err);
/* Hit what is a person's name by itself, but for what is kept, and learn its words. */
bool redact_names_find(struct names *n, struct piece *p, marsad_err *err);
/* Hit the tokens of [start, end), kept ones too, and learn the words. */
bool redact_names_hit(struct names *n, struct piece *p, uint32_t start, uint32_t end, marsad_err *err);
/* In the words of a party or a speaker: hit names and words that no dictionary knows, but for what is kept. */
bool redact_names_hit_strange(struct names *n, struct piece *p, uint32_t start, uint32_t end, marsad_err *err);
/* Hit where learnt words come again, but for what is kept firmly. */
bool redact_names_repeat(const struct names *n, struct piece *p, marsad_err *err);

#endif
