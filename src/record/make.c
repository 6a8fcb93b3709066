/*
 * make.c - from an article to its record: text, mentions, events, in this order; the signature of the text.
 */
#include "marsad/record.h"

const char *marsad_version(void)
{
    return MARSAD_VERSION;
}

void marsad_record_article(const marsad_dict *dict, const marsad_article *article, marsad_record *out)
{
    memset(out, 0, sizeof *out);
    out->article = *article;
    out->text.text = article->text;
    out->program = marsad_str_of(marsad_version());
    out->dictionary = marsad_str_of(marsad_dict_version(dict));
}

bool marsad_record_make(const marsad_dict *dict, const marsad_article *article, marsad_arena *arena, marsad_record *out,
                        marsad_err *err)
{
    marsad_record_article(dict, article, out);
    if (!marsad_text_read(dict, article->text, arena, &out->text, err) ||
        !marsad_mentions_find(dict, &out->article, &out->text, arena, &out->mentions, err) ||
        !marsad_events_find(dict, &out->article, &out->text, &out->mentions, arena, &out->events, err))
        return false;
    if (!marsad_signature_make(&out->text, arena, &out->signature, err))
        return false;
    return marsad_points_init(&out->points, out->text.text, arena) || marsad_fail_memory(err);
}
