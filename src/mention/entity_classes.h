/*
 * entity_classes.h - classes of dictionary entries as the entity model knows them. Inside the model's files only.
 */
#ifndef MARSAD_MENTION_ENTITY_CLASSES_H
#define MARSAD_MENTION_ENTITY_CLASSES_H

#include "mention/entity_features.h"

/* From the one that says least to the one that says most of a name. */
enum class {
    CLASS_NONE,
    CLASS_NOUN,
    CLASS_ADJECTIVE,
    CLASS_VERBAL_NOUN,
    CLASS_UNIT,
    CLASS_PLACE_SMALL,
    CLASS_PERFECT,
    CLASS_IMPERFECT,
    CLASS_EQUIPMENT,
    CLASS_PEOPLE,
    CLASS_AGENT,
    CLASS_FORCE,
    CLASS_AGENT_SITE,
    CLASS_BODY,
    CLASS_SOURCE,
    CLASS_FAMILY,
    CLASS_GIVEN,
    CLASS_BOTH_NAMES,
    CLASS_FAMILY_FOREIGN,
    CLASS_GIVEN_FOREIGN,
    CLASS_NAME_PART,
    CLASS_PLACE_STOP,
    CLASS_FUNCTION, /* other */
    CLASS_PREPOSITION,
    CLASS_ADVERB,
    CLASS_QUANTITY,
    CLASS_MODAL,
    CLASS_SUBORDINATE,
    CLASS_CONJUNCTION,
    CLASS_PRONOUN,
    CLASS_NEGATION,
    CLASS_DEMONSTRATIVE,
    CLASS_RELATIVE,
    CLASS_TIME,
    CLASS_SAY,
    CLASS_PARTICLE,
    CLASS_PLACE_LARGE,
    CLASS_SETTLEMENT,
    CLASS_REGION,
    CLASS_LAND,
    CLASS_SITE,
    CLASS_CUE_SITE,
    CLASS_CUE_AREA,
    CLASS_CUE_SETTLEMENT,
    CLASS_CUE_GROUP,
    CLASS_CUE_ORGANISATION,
    CLASS_TITLE,
    CLASS_ACTOR_FACILITY,
    CLASS_ACTOR_GROUP,
    CLASS_ACTOR_ORGANISATION,
    CLASS_ACTOR_PERSON,
    CLASS_NISBA,
    CLASS_CURRENCY,
    CLASS_EVENT,
    CLASS_PRODUCT,
    CLASS_MEDIA,
    CLASS_COMPANY,
    CLASS_CLUB,
    CLASS_ORGANISATION,
    CLASS_KNOWN_PERSON,
    CLASS_COUNTRY,
    CLASS_COUNT
};
_Static_assert(CLASS_COUNT <= 64, "classes are bits of 64");

uint8_t entity_class_of_match(const struct entity_lexicon *l, const marsad_match *m);

#endif
