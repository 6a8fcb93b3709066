/*
 * treebank.c - reading CoNLL-U. Forms are looked for in the "# text" of their sentence, space left out.
 */
#include "treebank.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static bool read_file(const char *path, marsad_arena *arena, marsad_str *out, marsad_err *err)
{
    FILE *f = fopen(path, "rb");
    marsad_buf b = { 0 };
    char block[65536];
    size_t n;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot open: %s", strerror(errno));
    while ((n = fread(block, 1, sizeof block, f)) > 0)
        if (!marsad_buf_add(&b, (marsad_str){ block, n }))
            break;
    fclose(f);
    *out = marsad_arena_str(arena, marsad_buf_str(&b));
    marsad_buf_release(&b);
    return out->ptr || marsad_fail_memory(err);
}

static int tag_of(marsad_str name)
{
    for (int t = 0; t < MARSAD_UPOS_COUNT; t++)
        if (marsad_str_equal(name, marsad_str_of(marsad_upos_name((marsad_upos)t))))
            return t;
    return MARSAD_UPOS_X;
}

enum { COLUMN_ID, COLUMN_FORM, COLUMN_LEMMA, COLUMN_UPOS, COLUMN_XPOS, COLUMN_FEATS, COLUMNS };

/* The first columns of a line; those that it lacks are empty. */
static void read_cells(marsad_str line, marsad_str cells[COLUMNS])
{
    for (int column = 0; column < COLUMNS; column++)
        if (!marsad_str_next(&line, '\t', &cells[column]))
            cells[column] = (marsad_str){ "", 0 };
}

/* A lemma in normal form; the treebank has ` for the small alef. */
static bool read_lemma(marsad_str cell, marsad_arena *arena, marsad_str *out)
{
    marsad_str part = cell, kept = { "", 0 };

    while (marsad_str_next(&cell, '`', &part))
        if (part.len > 0)
            kept = marsad_arena_fmt(arena, "%.*s%.*s", MARSAD_STR_ARG(kept), MARSAD_STR_ARG(part));
    return kept.ptr && marsad_normalise(kept, arena, out, NULL);
}

/* One word line: its form is found at or behind *at, past spaces. */
static bool read_word(marsad_str text, marsad_str line, marsad_arena *arena, size_t *at, struct gold_word *w)
{
    marsad_str cells[COLUMNS], form;

    read_cells(line, cells);
    if (memchr(cells[COLUMN_ID].ptr, '-', cells[COLUMN_ID].len))
        return true; /* a multiword token: its words follow */
    form = cells[COLUMN_FORM];
    while (*at < text.len && text.ptr[*at] == ' ')
        ++*at;
    if (form.len == 0 || *at + form.len > text.len || memcmp(text.ptr + *at, form.ptr, form.len) != 0)
        return false;
    *w = (struct gold_word){ .start = (uint32_t)*at,
                             .end = (uint32_t)(*at + form.len),
                             .tag = (uint8_t)tag_of(cells[COLUMN_UPOS]),
                             .feats = marsad_feats_of(cells[COLUMN_FEATS]) };
    *at += form.len;
    return read_lemma(cells[COLUMN_LEMMA], arena, &w->lemma);
}

static bool read_sentence(marsad_str block, marsad_arena *arena, struct treebank *t, size_t *cap)
{
    struct gold_sentence s = { 0 };
    struct gold_word *words = NULL;
    size_t at = 0, words_cap = 0;
    marsad_str line;
    bool fits = true;

    while (marsad_str_next(&block, '\n', &line)) {
        struct gold_word w = { 0 };

        if (marsad_str_starts(line, MARSAD_LIT("# newdoc")) || marsad_str_starts(line, MARSAD_LIT("# sent_id = "))) {
            /* PUD begins a document with every sentence: the number of the document is in "n01002017" */
            static const size_t HEAD = sizeof "# sent_id = " - 1;
            uint64_t number = 0;

            if (marsad_str_starts(line, MARSAD_LIT("# sent_id = ")) && line.len > HEAD + 6 &&
                marsad_str_to_u64(marsad_str_slice(line, HEAD + 1, HEAD + 6), &number))
                s.document = (uint32_t)number * 2 + (line.ptr[HEAD] == 'w');
        } else if (marsad_str_starts(line, MARSAD_LIT("# text = "))) {
            s.text = marsad_str_trim(marsad_str_slice(line, 9, line.len));
        } else if (line.len > 0 && line.ptr[0] != '#' && fits) {
            fits = read_word(s.text, line, arena, &at, &w);
            if (w.end > 0) {
                if (!marsad_arena_grow(arena, (void **)&words, &words_cap, s.n_words, sizeof *words))
                    return false;
                words[s.n_words++] = w;
            }
        }
    }
    if (!fits || s.n_words == 0)
        return true;
    s.words = words;
    t->n_words += s.n_words;
    if (!marsad_text_read(NULL, s.text, arena, &s.tokens, NULL) ||
        !marsad_arena_grow(arena, (void **)&t->at, cap, t->n, sizeof *t->at))
        return false;
    t->at[t->n++] = s;
    return true;
}

bool treebank_read(const char *path, marsad_arena *arena, struct treebank *out, marsad_err *err)
{
    size_t cap = out->n, from = 0;
    marsad_str all;

    if (!read_file(path, arena, &all, err))
        return false;
    while (from < all.len) {
        size_t end = marsad_str_find(all, MARSAD_LIT("\n\n"), from);

        if (end == SIZE_MAX)
            end = all.len;
        if (!read_sentence(marsad_str_slice(all, from, end), arena, out, &cap))
            return marsad_fail_memory(err);
        from = end + 2;
    }
    return true;
}

static int is_conllu(const struct dirent *e)
{
    return marsad_str_ends(marsad_str_of(e->d_name), MARSAD_LIT(".conllu"));
}

bool treebank_read_folder(const char *folder, marsad_arena *arena, struct treebank *out, marsad_err *err)
{
    struct dirent **files;
    int n = scandir(folder, &files, is_conllu, alphasort);
    bool ok = n >= 0 || marsad_fail(err, MARSAD_EIO, folder, MARSAD_NO_OFFSET, "cannot open: %s", strerror(errno));

    for (int i = 0; i < n; i++) {
        marsad_str path = marsad_arena_fmt(arena, "%s/%s", folder, files[i]->d_name);

        ok = ok && (path.ptr || marsad_fail_memory(err)) && treebank_read(path.ptr, arena, out, err);
        free(files[i]);
    }
    if (n >= 0)
        free(files);
    if (ok && out->n == 0)
        return marsad_fail(err, MARSAD_EFORMAT, folder, MARSAD_NO_OFFSET, "no sentences in *.conllu");
    return ok;
}

bool gold_of_unit(const struct gold_sentence *s, const struct unit *u, size_t *first, size_t *last)
{
    size_t i = 0;

    while (i < s->n_words && s->words[i].end <= u->start)
        i++;
    *first = i;
    if (i == s->n_words || s->words[i].start != u->start)
        return false;
    while (i < s->n_words && s->words[i].end < u->end)
        i++;
    *last = i + 1;
    return i < s->n_words && s->words[i].end == u->end;
}

bool cut_is_gold(const struct gold_sentence *s, const struct unit *u, const struct cut *cut, size_t first, size_t last)
{
    size_t ends[4] = { cut->p1, cut->p2, cut->stem_end, u->n }, before = 0, at = first;

    for (size_t k = 0; k < 4; k++) {
        uint32_t end = ends[k] == u->n ? u->end : u->start + u->at[ends[k]];

        if (ends[k] == before && u->n > 0)
            continue;
        if (at == last || s->words[at].end != end)
            return false;
        before = ends[k];
        at++;
        if (u->n == 0)
            break;
    }
    return at == last;
}
