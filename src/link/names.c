/*
 * names.c - mentions of the sentence of a report as two bags.
 */
#include "link/names.h"

#include "link/bags.h"
#include "marsad/lemma.h"

enum { KIND_PERSON = 200, KIND_PERSON_WORD, KIND_SPOT, KIND_SPOT_WORD };

#define NAMES_ROOM 48    /* mentions of a sentence that are looked at */
#define PERSON_NEAR 200  /* characters from the trigger */
#define PERSON_WEIGHT 10 /* persons count alike */

struct names {
    struct link_word at[NAMES_ROOM];
    size_t n;
};

static marsad_str last_word(marsad_str text)
{
    size_t start = text.len;

    while (start > 0 && text.ptr[start - 1] != ' ')
        start--;
    return marsad_str_slice(text, start, text.len);
}

/* By its entity or place where that is known everywhere, else by its last word. `kind`: the one behind it is for words.
 */
static bool add(marsad_store *s, marsad_str text, marsad_str id, uint32_t kind, struct names *to)
{
    bool known = id.len > 0 && !marsad_str_starts(id, MARSAD_LIT("article:"));
    char room[MARSAD_STEM_BYTES];
    marsad_str norm, stem;

    if (to->n == NAMES_ROOM)
        return true;
    if (!marsad_normalise(text, s->scratch, &norm, NULL))
        return false;
    stem = marsad_stem_of(s->dict, last_word(norm), room);
    to->at[to->n++] = (struct link_word){ known ? link_hash(kind, id) : link_hash(kind + 1, stem),
                                          kind == KIND_PERSON ? PERSON_WEIGHT : link_word_weight(s->dict, stem) };
    return true;
}

static bool add_mention(marsad_store *s, sqlite3_stmt *stmt, struct names *persons, struct names *spots)
{
    marsad_str kind = column_str(stmt, 0), text = column_str(stmt, 1);

    if (marsad_str_equal(kind, MARSAD_LIT("place")) || marsad_str_equal(kind, MARSAD_LIT("facility")))
        return add(s, text, column_str(stmt, 3), KIND_SPOT, spots);
    return !marsad_str_equal(kind, MARSAD_LIT("person")) || sqlite3_column_int(stmt, 4) >= PERSON_NEAR ||
           add(s, text, column_str(stmt, 2), KIND_PERSON, persons);
}

bool link_names(marsad_store *s, int64_t event, struct link_report *out, marsad_err *err)
{
    static const char SQL[] = "SELECT m.kind, m.text, m.entity, m.place, max(m.start - e.trigger_stop, e.trigger_start "
                              "- m.stop) FROM event e "
                              "JOIN sentence t ON t.article = e.article AND t.number = e.sentence "
                              "JOIN mention m ON m.article = e.article AND m.start >= t.start AND m.stop <= t.stop "
                              "WHERE e.id = ?1 ORDER BY m.number";
    sqlite3_stmt *stmt = store_prepare(s, STORE_LINK_NAMES, SQL, err);
    struct names persons = { .n = 0 }, spots = { .n = 0 };
    marsad_status st;

    if (!stmt)
        return false;
    sqlite3_bind_int64(stmt, 1, event);
    while ((st = store_step(s, stmt, err)) == MARSAD_MORE)
        if (!add_mention(s, stmt, &persons, &spots)) {
            sqlite3_reset(stmt);
            return marsad_fail_memory(err);
        }
    out->n_persons = link_bag_heaviest(persons.at, persons.n, out->persons, LINK_PERSONS);
    out->n_spots = link_bag_heaviest(spots.at, spots.n, out->spots, LINK_SPOTS);
    return st == MARSAD_END;
}
