/*
 * speech_tell.c - what kind of source speaks, how it says it, and its words.
 */
#include "event/coder.h"

/* مصدر طبي: what tells more than that nobody is named comes first. */
static marsad_str kind_by_words(const struct analysis *a, const marsad_span *span)
{
    marsad_str unnamed = { NULL, 0 };

    for (uint32_t i = span->first; i < span->last; i++) {
        marsad_str kind = signal_at(a, i, "source-kind", NULL);
        if (kind.len && !marsad_str_equal(kind, MARSAD_LIT("unnamed")))
            return kind;
        if (kind.len)
            unnamed = kind;
    }
    return unnamed;
}

static marsad_str kind_by_role(marsad_str role, unsigned kind)
{
    if (marsad_str_equal(role, MARSAD_LIT("JRN")) || (kind & IS_MEDIA))
        return MARSAD_LIT("outlet");
    if (marsad_str_equal(role, MARSAD_LIT("MED")))
        return MARSAD_LIT("medic");
    if (role.len && marsad_list_has(MARSAD_LIT("GOV|MIL|COP|SPY|JUD|LEG|PRE"), role))
        return MARSAD_LIT("official");
    if (role.len && marsad_list_has(MARSAD_LIT("REB|PTY|OPP|PRM|UAF|CRM"), role))
        return MARSAD_LIT("party");
    if (role.len && marsad_list_has(MARSAD_LIT("CVL|REF|LAB|AGR"), role))
        return MARSAD_LIT("witness");
    if (kind & IS_OFFICIAL)
        return MARSAD_LIT("official");
    return (kind & IS_SOURCE) ? MARSAD_LIT("unnamed") : (marsad_str){ NULL, 0 };
}

bool speech_tell(const struct analysis *a, const struct speech *s, marsad_source *out)
{
    struct parties one = { .at = { s->speaker }, .n = 1 };
    marsad_party *party;
    size_t n;

    *out = (marsad_source){ .verb = marsad_range_str(a->text, s->verb, s->verb + s->verb_tokens),
                            .stance = signal_at(a, s->verb, "stance", NULL) };
    if (!parties_fill(a, &one, NULL, &party, &n))
        return false;
    out->span = party[0].span;
    out->kind = kind_by_words(a, &out->span);
    if (!out->kind.len)
        out->kind = kind_by_role(party[0].role, phrase_kind(a, &s->speaker));
    if (!out->stance.len)
        out->stance = MARSAD_LIT("said");
    if (s->has_via)
        out->via = phrase_span(a, &s->via);
    return true;
}

marsad_span speech_quotation(const struct analysis *a, const struct speech *s)
{
    static const char *const OPEN[] = { "\u00AB", "\u201C", "\"" };
    static const char *const CLOSE[] = { "\u00BB", "\u201D", "\"" };

    for (uint32_t i = s->from; i < s->to; i++)
        for (size_t k = 0; k < sizeof OPEN / sizeof *OPEN; k++) {
            uint32_t end = i + 1;
            if (!marsad_token_is(a->text, i, OPEN[k]))
                continue;
            while (end < s->to && !marsad_token_is(a->text, end, CLOSE[k]))
                end++;
            if (end > i + 4) /* fewer words are a name or a term */
                return span_of(a, i + 1, end);
        }
    return (marsad_span){ 0, 0, 0, 0 };
}
