/*
 * entities_phrase.h - the words of a party: what kind of thing it is, of which country, and what is left as its name.
 *
 *     "وزير الخارجية التركي"   office, country TR, words: وزير خارجيه
 *     "محكمة النقض المصرية"    body, country EG, words: محكمه نقض
 */
#ifndef LINK_ENTITIES_PHRASE_H
#define LINK_ENTITIES_PHRASE_H

#include "marsad/arena.h"
#include "marsad/dict.h"
#include "marsad/text.h"

#define PHRASE_WORDS 8 /* of a name; longer phrases are told by more than a name */

enum phrase_head { PHRASE_OTHER, PHRASE_BODY, PHRASE_FORCE, PHRASE_EQUIPMENT, PHRASE_PEOPLE, PHRASE_OFFICE };

struct phrase {
    enum phrase_head head;
    marsad_str words[PHRASE_WORDS]; /* normal forms, without the country's name or adjective */
    bool foreign[PHRASE_WORDS];     /* the dictionary has no such word */
    size_t n;                       /* 0: too long, or nothing is left */
    marsad_str country;             /* that it says; absent: none */
    uint32_t whole_country;         /* row of the country that it is; UINT32_MAX: it is none */
    bool nisba;                     /* it says it with an adjective at its end */
    bool country_said;              /* it says a country, or a place that the office is over */
    bool definite, proper;          /* proper: one of its words is foreign */
    size_t start, end;              /* bytes of the text that name it: no name of a person behind the title */
};

struct phrases;
struct phrases *phrases_new(const marsad_dict *dict); /* NULL: no memory */
void phrases_free(struct phrases *p);

/* The words of `text` from byte `head` on; they are valid until the next call. False: no memory. */
bool phrase_read(struct phrases *p, marsad_str text, size_t head, struct phrase *out);

/*
 * The words without the article, with one blank between; foreign ones as entity_spelling() gives them. Valid until the
 * next phrase is read; ptr NULL: no memory.
 */
marsad_str phrase_key(struct phrases *p, const struct phrase *phrase);
/* The words as they stand. */
marsad_str phrase_words(struct phrases *p, const struct phrase *phrase);

#endif
