/*
 * captions.c - told by their elements; the credit is an element of its own, or stands behind a mark at the end.
 */
#include "page/captions.h"

#include "marsad/text.h"

#define CREDIT_WORDS 6
#define WORDS_MAX 80

static bool is_caption(const page_reading *r, const bool *chosen, size_t i)
{
    const page_block *k = &r->blocks.at[i];
    const float *row = &r->rows[i * PAGE_ROW];

    return !chosen[i] && k->words <= WORDS_MAX && (row[F_IN_CAPTION] > 0 || row[F_CLASS + K_CAPTION] >= 2) &&
           row[F_CLASS + K_RELATED] < 2 && row[F_CLASS + K_COMMENT] < 2 && row[F_LINK_SHARE] < 0.5F;
}

/* Where the credit begins in "… (رويترز)", "… | Reuters", "… - تصوير: …"; the length where there is none. */
static size_t find_credit(marsad_str s)
{
    static const marsad_str MARKS[] = {
        { " | ", 3 }, { " - ", 3 }, { " \xE2\x80\x93 ", 5 }, { " \xE2\x80\x94 ", 5 }, { " (", 2 }
    };
    size_t best = s.len;

    for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS; k++) {
        size_t last = SIZE_MAX;

        for (size_t at = marsad_str_find(s, MARKS[k], 1); at != SIZE_MAX; at = marsad_str_find(s, MARKS[k], at + 1))
            last = at;
        if (last == SIZE_MAX || (MARKS[k].len == 2 && s.ptr[s.len - 1] != ')'))
            continue;
        if (marsad_str_words(marsad_str_slice(s, last + MARKS[k].len, s.len)) <= CREDIT_WORDS && last < best)
            best = last;
    }
    return best;
}

static marsad_str bare(marsad_str s)
{
    while (s.len && strchr(" |-()[]", s.ptr[0]))
        s = marsad_str_slice(s, 1, s.len);
    while (s.len && strchr(" |-()[]", s.ptr[s.len - 1]))
        s.len--;
    for (bool more = true; more && s.len > 3;) {
        more = marsad_str_starts(s, MARSAD_LIT("\xE2\x80\x93")) || marsad_str_starts(s, MARSAD_LIT("\xE2\x80\x94"));
        if (more)
            s = marsad_str_trim(marsad_str_slice(s, 3, s.len));
    }
    return s;
}

static bool copy_line(marsad_str s, marsad_arena *arena, marsad_str *out)
{
    marsad_buf b = { 0 };
    bool ok = marsad_clean_text(s, &b);

    for (size_t i = 0; ok && i < b.len; i++)
        if (b.ptr[i] == '\n')
            b.ptr[i] = ' ';
    if (ok && b.len) {
        *out = marsad_arena_str(arena, marsad_str_trim(marsad_buf_str(&b)));
        ok = out->ptr != NULL;
    }
    marsad_buf_release(&b);
    return ok;
}

static bool split_caption(marsad_str text, marsad_arena *arena, marsad_caption *out)
{
    size_t at = find_credit(text);
    marsad_str credit = bare(marsad_str_slice(text, at, text.len));

    return copy_line(marsad_str_trim(marsad_str_slice(text, 0, at)), arena, &out->text) &&
           (credit.len == 0 || copy_line(credit, arena, &out->credit));
}

/* A block that is the credit of the caption before it: in the same figure, named so. */
static bool is_credit_of(const page_reading *r, size_t before, size_t i)
{
    const page_block *k = &r->blocks.at[i];

    return i == before + 1 && k->words <= CREDIT_WORDS + 2 &&
           (r->blocks.marks[k->container].kinds & (uint64_t)1 << K_CREDIT || k->cue == C_CREDIT);
}

bool captions_add(const page_reading *r, const bool *chosen, size_t from, size_t last, marsad_arena *arena,
                  marsad_article *a)
{
    marsad_caption *at;
    size_t n = 0, before = SIZE_MAX - 1;

    for (size_t i = from; i < last; i++)
        n += is_caption(r, chosen, i);
    if (n == 0)
        return true;
    at = marsad_arena_array(arena, n + a->n_captions, sizeof *at);
    if (!at)
        return false;
    n = 0;
    for (size_t i = from; i < last; i++) {
        marsad_str text = page_block_str(&r->blocks, i);

        if (!is_caption(r, chosen, i))
            continue;
        if (n && is_credit_of(r, before, i) && !at[n - 1].credit.ptr) {
            if (!copy_line(text, arena, &at[n - 1].credit))
                return false;
        } else {
            if (!split_caption(text, arena, &at[n]))
                return false;
            n += at[n].text.len > 0;
        }
        before = i;
    }
    if (a->n_captions)
        memcpy(at + n, a->captions, a->n_captions * sizeof *at);
    a->captions = at;
    a->n_captions += n;
    return true;
}
