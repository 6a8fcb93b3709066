/*
 * memo.c - finding a word among those met before.
 */
#include "arabic/memo.h"

/* Only letters that are characters of their own: those of one ligature are not cut apart, and the key has them not. */
static bool is_plain(const struct unit *u)
{
    if (u->n == 0 || u->n > KNOWN_LETTERS || u->kind != MARSAD_TOKEN_WORD || !u->whole)
        return false;
    for (size_t k = 0; k < u->n; k++)
        if (u->at[k] == u->at[k + 1])
            return false;
    return true;
}

static struct known_unit *unit_place(struct words_memo *memo, const struct unit *u)
{
    return &memo->units[u->raw_key % KNOWN_UNITS];
}

static struct known_view *view_place(struct words_memo *memo, uint32_t key, marsad_piece piece)
{
    return &memo->views[(key ^ (uint32_t)piece << 8) % KNOWN_VIEWS];
}

void memo_fetch(struct words_memo *memo, const struct unit *u)
{
    const char *view = (const char *)view_place(memo, u->raw_key, MARSAD_PIECE_STEM);

    __builtin_prefetch(unit_place(memo, u));
    for (size_t at = 0; at < sizeof(struct known_view); at += 64)
        __builtin_prefetch(view + at);
}

const struct known_unit *memo_unit(const marsad_words_model *m, struct words_memo *memo, const struct unit *u,
                                   struct known_unit *spare)
{
    struct known_unit *known;
    size_t bytes = u->n * sizeof *u->raw;

    if (!memo || !is_plain(u)) {
        unit_learn(m, u, spare);
        return spare;
    }
    known = unit_place(memo, u);
    if (known->letters == u->n && known->tanwin == u->tanwin && memcmp(known->raw, u->raw, bytes) == 0)
        return known;
    unit_learn(m, u, known);
    memcpy(known->raw, u->raw, bytes);
    known->letters = u->n;
    known->tanwin = u->tanwin;
    return known;
}

static struct view_key key_of(const struct unit *u, size_t a, size_t b, marsad_piece piece)
{
    struct view_key key = { .letters = (uint8_t)(b - a),
                            .kind = u->kind,
                            .digits = u->kind == MARSAD_TOKEN_NUMBER ? u->n : 0,
                            .piece = (uint8_t)piece,
                            .behind_lam = view_behind_lam(u, a, b, piece),
                            .tanwin = u->tanwin && b == u->n,
                            .used = true };

    memcpy(key.raw, u->raw + a, (b - a) * sizeof *u->raw);
    return key;
}

static void learn(const marsad_words_model *m, const struct unit *u, size_t a, size_t b, marsad_piece piece,
                  struct known_view *out)
{
    view_learn(m, u, a, b, piece, &out->view);
    tag_rows(m, u, &out->view, out->rows);
}

const struct known_view *memo_view(const marsad_words_model *m, struct words_memo *memo, const struct unit *u, size_t a,
                                   size_t b, marsad_piece piece, struct known_view *spare)
{
    struct known_view *known;
    struct view_key key;

    if (!memo || b - a > KNOWN_LETTERS) {
        learn(m, u, a, b, piece, spare);
        return spare;
    }
    key = key_of(u, a, b, piece);
    known = view_place(memo, b - a == u->n ? u->raw_key : letters_key(u->raw, a, b), piece);
    if (memcmp(&known->key, &key, sizeof key) != 0) {
        learn(m, u, a, b, piece, known);
        known->key = key;
    }
    return known;
}
