/*
 * entity_classes.c - which entries of the tables are of which class.
 */
#include "mention/entity_classes.h"

struct named_class {
    const char *value;
    uint8_t class;
};

/* The cell of `column` decides, by its beginning; the last line is for all others. */
static const struct class_rule {
    marsad_table table;
    const char *column;
    struct named_class values[13];
} RULES[] = {
    { MARSAD_TABLE_COUNTRIES, "iso2", { { "", CLASS_COUNTRY } } },
    { MARSAD_TABLE_PLACES,
      "precision",
      { { "settlement", CLASS_SETTLEMENT }, { "exact", CLASS_SITE }, { "", CLASS_REGION } } },
    { MARSAD_TABLE_PLACE_STOP, "reason", { { "", CLASS_PLACE_STOP } } },
    { MARSAD_TABLE_ACTORS,
      "kind",
      { { "person", CLASS_ACTOR_PERSON },
        { "group", CLASS_ACTOR_GROUP },
        { "facility", CLASS_ACTOR_FACILITY },
        { "", CLASS_ACTOR_ORGANISATION } } },
    { MARSAD_TABLE_AGENTS,
      "kind",
      { { "person", CLASS_AGENT },
        { "site", CLASS_AGENT_SITE },
        { "force", CLASS_FORCE },
        { "body", CLASS_BODY },
        { "equipment", CLASS_EQUIPMENT },
        { "source", CLASS_SOURCE },
        { "", CLASS_PEOPLE } } },
    { MARSAD_TABLE_NAMES,
      "type",
      { { "family", CLASS_FAMILY }, { "given", CLASS_GIVEN }, { "both", CLASS_BOTH_NAMES }, { "", CLASS_PARTICLE } } },
    { MARSAD_TABLE_CUES,
      "cue",
      { { "person-title", CLASS_TITLE },
        { "organisation", CLASS_CUE_ORGANISATION },
        { "group", CLASS_CUE_GROUP },
        { "place-settlement", CLASS_CUE_SETTLEMENT },
        { "place-governorate", CLASS_CUE_AREA },
        { "place-district", CLASS_CUE_AREA },
        { "place-quarter", CLASS_CUE_AREA },
        { "", CLASS_CUE_SITE } } },
    { MARSAD_TABLE_VERBS,
      "note",
      { { "i say", CLASS_SAY }, { "t say", CLASS_SAY }, { "t i say", CLASS_SAY }, { "", CLASS_PERFECT } } },
    { MARSAD_TABLE_NOUNS, "pos", { { "adj", CLASS_ADJECTIVE }, { "", CLASS_NOUN } } },
    { MARSAD_TABLE_FUNCTION,
      "class",
      { { "prep", CLASS_PREPOSITION },
        { "adv", CLASS_ADVERB },
        { "quant", CLASS_QUANTITY },
        { "modal", CLASS_MODAL },
        { "sub", CLASS_SUBORDINATE },
        { "conj", CLASS_CONJUNCTION },
        { "pron", CLASS_PRONOUN },
        { "neg", CLASS_NEGATION },
        { "dem", CLASS_DEMONSTRATIVE },
        { "rel", CLASS_RELATIVE },
        { "", CLASS_FUNCTION } } },
    { MARSAD_TABLE_ENTITIES,
      "type",
      { { "club", CLASS_CLUB },
        { "person", CLASS_KNOWN_PERSON },
        { "company", CLASS_COMPANY },
        { "media", CLASS_MEDIA },
        { "currency", CLASS_CURRENCY },
        { "event", CLASS_EVENT },
        { "product", CLASS_PRODUCT },
        { "religion", CLASS_PRODUCT },
        { "part", CLASS_NAME_PART },
        { "region", CLASS_LAND },
        { "", CLASS_ORGANISATION } } },
    { MARSAD_TABLE_TIMES, "class", { { "", CLASS_TIME } } },
    { MARSAD_TABLE_UNITS, "role", { { "", CLASS_UNIT } } },
};

#define PEOPLE_LARGE 100000.0

static uint8_t class_of_row(const marsad_dict *d, const struct class_rule *r, uint32_t row, int column)
{
    marsad_str cell = marsad_dict_cell(d, r->table, row, column);
    const struct named_class *v = r->values;

    while (v->value[0] && !marsad_str_starts(cell, marsad_str_of(v->value)))
        v++;
    return v->class;
}

/* Rows that one column does not tell: names from abroad, small places of the large gazetteer. */
static uint8_t refine(const marsad_dict *d, const struct class_rule *r, uint32_t row, uint8_t class, int second)
{
    marsad_str cell = marsad_dict_cell(d, r->table, row, second);

    if (class == CLASS_FAMILY || class == CLASS_GIVEN)
        if (!marsad_str_equal(cell, MARSAD_LIT("arab")))
            return class == CLASS_FAMILY ? CLASS_FAMILY_FOREIGN : CLASS_GIVEN_FOREIGN;
    if (r->table == MARSAD_TABLE_PLACES && marsad_str_starts(cell, MARSAD_LIT("geonames:"))) {
        int people = marsad_dict_column(d, r->table, "population");
        return marsad_dict_number(d, r->table, row, people) >= PEOPLE_LARGE ? CLASS_PLACE_LARGE : CLASS_PLACE_SMALL;
    }
    return class;
}

bool entity_lexicon_init(struct entity_lexicon *l, const marsad_dict *dict, marsad_arena *arena)
{
    *l = (struct entity_lexicon){ .dict = dict };
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        const struct class_rule *r = &RULES[i];
        uint32_t n = marsad_dict_rows(dict, r->table);
        int column = marsad_dict_column(dict, r->table, r->column);
        int second = marsad_dict_column(dict, r->table, r->table == MARSAD_TABLE_NAMES ? "origin" : "id");

        l->rows[r->table] = marsad_arena_alloc(arena, (size_t)n + 1);
        if (!l->rows[r->table])
            return false;
        for (uint32_t row = 0; row < n; row++)
            l->rows[r->table][row] = refine(dict, r, row, class_of_row(dict, r, row, column), second);
    }
    return true;
}

uint8_t entity_class_of_match(const struct entity_lexicon *l, const marsad_match *m)
{
    const marsad_entry *e = m->entry;
    uint8_t class = l->rows[e->table][e->row];

    if (e->table == MARSAD_TABLE_COUNTRIES && e->form)
        return CLASS_NISBA;
    if (e->table != MARSAD_TABLE_VERBS || !(e->form & (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT)))
        return e->table == MARSAD_TABLE_VERBS ? CLASS_VERBAL_NOUN : class;
    if (class == CLASS_SAY)
        return class;
    return e->form & MARSAD_FORM_PERFECT ? CLASS_PERFECT : CLASS_IMPERFECT;
}
