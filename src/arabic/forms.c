/*
 * forms.c - joining stems and endings.
 */
#include "arabic/forms.h"

bool form_give(const struct form_sink *s, const char *prefix, marsad_str stem, const char *ending, uint32_t bits)
{
    char form[STEM_MAX * 2];
    size_t p = strlen(prefix), e = strlen(ending);

    if (stem.len > STEM_MAX || p + stem.len + e > sizeof form)
        return true;
    memcpy(form, prefix, p);
    if (stem.len)
        memcpy(form + p, stem.ptr, stem.len);
    memcpy(form + p + stem.len, ending, e);
    return s->emit(s->user, (marsad_str){ form, p + stem.len + e }, bits);
}

bool form_give_all(const struct form_sink *s, const char *prefix, marsad_str stem, const struct ending *endings,
                   uint32_t bits)
{
    for (; endings->text; endings++)
        if (!form_give(s, prefix, stem, endings->text, endings->bits | bits))
            return false;
    return true;
}

marsad_str stem_join(struct stem *stem, marsad_str head, const char *middle, marsad_str tail)
{
    size_t m = strlen(middle);

    stem->len = 0;
    if (head.len > STEM_MAX || tail.len > STEM_MAX || head.len + m + tail.len > STEM_MAX)
        return (marsad_str){ stem->bytes, 0 };
    if (head.len)
        memcpy(stem->bytes, head.ptr, head.len);
    memcpy(stem->bytes + head.len, middle, m);
    if (tail.len)
        memcpy(stem->bytes + head.len + m, tail.ptr, tail.len);
    stem->len = head.len + m + tail.len;
    return (marsad_str){ stem->bytes, stem->len };
}
