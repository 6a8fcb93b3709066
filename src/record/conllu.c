/*
 * conllu.c - words with their tags as CoNLL-U: FORM, LEMMA, UPOS, FEATS and MISC are filled.
 */
#include "marsad/conllu.h"

/* A tab or a line end cannot stand in a cell. */
static bool add_cell(marsad_buf *out, marsad_str s)
{
    if (!memchr(s.ptr, '\t', s.len) && !memchr(s.ptr, '\n', s.len) && !memchr(s.ptr, '\r', s.len))
        return marsad_buf_add(out, s);
    for (size_t i = 0; i < s.len; i++)
        if (!marsad_buf_add_byte(out, (unsigned char)s.ptr[i] < 0x20 ? ' ' : s.ptr[i]))
            return false;
    return true;
}

static bool add_number(marsad_buf *out, size_t n)
{
    char digits[24];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    return marsad_buf_add(out, (marsad_str){ digits + at, sizeof digits - at });
}

/* "Gender=Fem|Number=Sing"; "_" for none. */
static bool add_feats(marsad_buf *out, uint32_t feats)
{
    bool ok = feats != 0 || marsad_buf_add_byte(out, '_'), first = true;

    for (unsigned i = 0; ok && i < MARSAD_FEAT_COUNT; i++) {
        if (!(feats & 1u << i))
            continue;
        ok = (first || marsad_buf_add_byte(out, '|')) && marsad_buf_add(out, marsad_str_of(marsad_feat_name(i)));
        first = false;
    }
    return ok;
}

static bool add_bar(marsad_buf *out, bool more)
{
    return !more || marsad_buf_add_byte(out, '|');
}

static bool add_misc(marsad_buf *out, const marsad_word *w, const char *name, bool tied)
{
    bool full = w->form.len > 0;

    if (full && !(marsad_buf_add(out, MARSAD_LIT("Full=")) && add_cell(out, w->form) && add_bar(out, name || tied)))
        return false;
    if (name &&
        !(marsad_buf_add(out, MARSAD_LIT("NER=")) && marsad_buf_add(out, marsad_str_of(name)) && add_bar(out, tied)))
        return false;
    if (tied)
        return marsad_buf_add(out, MARSAD_LIT("SpaceAfter=No"));
    return full || name || marsad_buf_add_byte(out, '_');
}

/* Conjunctions and prepositions before a name and pronouns behind it do not belong to it. */
static const char *name_of_word(const char *const *names, const marsad_word *w)
{
    return names && w->piece == MARSAD_PIECE_STEM ? names[w->token] : NULL;
}

static bool add_word(marsad_buf *out, marsad_str text, const marsad_words *words, size_t i, const char *const *names)
{
    const marsad_word *w = &words->at[i];
    bool tied = i + 1 < words->n && !w[1].space_before;

    return add_number(out, i + 1) && marsad_buf_add_byte(out, '\t') &&
           add_cell(out, marsad_str_slice(text, w->start, w->end)) && marsad_buf_add_byte(out, '\t') &&
           add_cell(out, w->lemma) && marsad_buf_add_byte(out, '\t') &&
           marsad_buf_add(out, marsad_str_of(marsad_upos_name((marsad_upos)w->upos))) &&
           marsad_buf_add(out, MARSAD_LIT("\t_\t")) && add_feats(out, w->feats) &&
           marsad_buf_add(out, MARSAD_LIT("\t_\t_\t_\t")) && add_misc(out, w, name_of_word(names, w), tied) &&
           marsad_buf_add_byte(out, '\n');
}

bool marsad_conllu_sentence(const marsad_words_model *m, const marsad_text *text, const marsad_sentence *s,
                            size_t number, const char *const *names, marsad_arena *arena, marsad_buf *out,
                            marsad_err *err)
{
    marsad_str line = marsad_str_slice(text->text, s->start, s->end);
    marsad_words words;
    bool ok;

    if (!marsad_words_read(m, text, s->first, s->last, arena, &words, err))
        return false;
    ok = marsad_buf_add(out, MARSAD_LIT("# sent_id = ")) && add_number(out, number) &&
         marsad_buf_add(out, MARSAD_LIT("\n# text = ")) && add_cell(out, line) && marsad_buf_add_byte(out, '\n');
    for (size_t i = 0; ok && i < words.n; i++)
        ok = add_word(out, text->text, &words, i, names);
    return (ok && marsad_buf_add_byte(out, '\n')) || marsad_fail_memory(err);
}

bool marsad_conllu_text(const marsad_words_model *m, marsad_str document, const marsad_text *text,
                        const char *const *names, marsad_arena *arena, marsad_buf *out, marsad_err *err)
{
    if (!marsad_buf_add(out, MARSAD_LIT("# newdoc id = ")) || !add_cell(out, document) ||
        !marsad_buf_add_byte(out, '\n'))
        return marsad_fail_memory(err);
    for (size_t s = 0; s < text->n_sentences; s++)
        if (!marsad_conllu_sentence(m, text, &text->sentences[s], s + 1, names, arena, out, err))
            return false;
    return true;
}
