/*
 * seek.c - taking a value for a field, from where it stands.
 */
#include "page/seek.h"

void seek_note(struct seeker *s, const char *field, const char *from)
{
    if (s->out->all.n_origins < ORIGINS_MAX)
        s->origins[s->out->all.n_origins++] = (marsad_origin){ field, from };
}

/* ---- strings ---- */

/* One line of clean text in the arena; ptr NULL where nothing is left. */
marsad_str seek_clean(struct seeker *s, marsad_str value)
{
    marsad_buf b = { 0 };
    marsad_str out = { 0 };

    if (!value.len)
        return out;
    if (marsad_clean_text(value, &b)) {
        for (size_t i = 0; i < b.len; i++)
            if (b.ptr[i] == '\n')
                b.ptr[i] = ' ';
        if (marsad_str_trim(marsad_buf_str(&b)).len)
            out = marsad_arena_str(s->arena, marsad_str_trim(marsad_buf_str(&b)));
    } else {
        s->failed = true;
    }
    marsad_buf_release(&b);
    return out;
}

/* Take the value if the field is still empty. */
void seek_take(struct seeker *s, const char *field, marsad_str *to, marsad_str value, const char *from)
{
    if (to->ptr || !value.len)
        return;
    *to = seek_clean(s, value);
    if (to->ptr)
        seek_note(s, field, from);
}

marsad_str seek_meta(const struct seeker *s, const char *name)
{
    return page_head_find(&s->r->head, name);
}

void seek_take_meta(struct seeker *s, const char *field, marsad_str *to, const char *const *names, const char *from)
{
    for (; *names; names++)
        seek_take(s, field, to, seek_meta(s, *names), from);
}

/* The first element with this itemprop: its content, datetime, or text. */
marsad_str seek_item(const struct seeker *s, const char *name, uint32_t *node)
{
    const page_tree *t = &s->r->tree;

    for (uint32_t i = 0; i < t->n_nodes; i++) {
        marsad_str prop = page_attr(t, i, A_ITEMPROP), value;

        if (!prop.len || !marsad_str_equal(prop, marsad_str_of(name)))
            continue;
        *node = i;
        value = page_attr(t, i, A_CONTENT);
        if (!value.len)
            value = page_attr(t, i, A_DATETIME);
        for (uint32_t k = i + 1; !value.len && k < t->nodes[i].end; k++)
            if (t->nodes[k].tag == T_TEXT)
                value = marsad_str_trim(page_text_of(t, k));
        if (value.len)
            return value;
    }
    return (marsad_str){ 0 };
}

/* ---- around the text ---- */

/* The block of a node, or n. */
size_t seek_block_behind(const page_blocks *b, uint32_t node)
{
    size_t low = 0, high = b->n;

    while (low < high) {
        size_t mid = (low + high) / 2;

        if (b->at[mid].first < node)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool seek_around_text(const struct seeker *s, size_t block)
{
    return s->first <= s->last && block + HEAD_BLOCKS >= s->first && block <= s->last + TAIL_BLOCKS &&
           (block <= s->first || block > s->last);
}
