/*
 * mentions.c - everything that is found in a text: times first, then quantities (a year is none), then names.
 */
#include "marsad/mention.h"

static const char *const KIND_NAMES[] = {
#define X(upper, name) [MARSAD_MENTION_##upper] = name,
    MARSAD_MENTION_KINDS(X)
#undef X
};

const char *marsad_mention_kind_name(marsad_mention_kind k)
{
    return (size_t)k < sizeof KIND_NAMES / sizeof *KIND_NAMES ? KIND_NAMES[k] : "";
}

bool marsad_mentions_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                          marsad_arena *arena, marsad_mentions *out, marsad_err *err)
{
    *out = (marsad_mentions){ 0 };
    return marsad_times_find(dict, article, text, arena, out, err) &&
           marsad_quantities_find(dict, text, arena, out, err) &&
           marsad_names_find(dict, article, text, arena, out, err);
}
