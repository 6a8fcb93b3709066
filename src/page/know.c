/*
 * know.c - the tables of the dictionary that speak of pages, made ready for look-up.
 */
#include "page/know.h"

#include "page/fold.h"
#include "page/row.h"
#include "page/tree.h"

#include <stdlib.h>

static const char *const CLASS_KINDS[] = {
#define X(upper, lower) lower,
    PAGE_CLASS_KINDS(X)
#undef X
};

static const char *const CUES[] = {
#define X(upper, lower) lower,
    PAGE_CUES(X)
#undef X
};

#define TOKEN_MAX 32 /* bytes of a word of a class */

static unsigned index_of(const char *const *names, unsigned n, marsad_str name)
{
    unsigned i = 0;

    while (i < n && !marsad_str_equal(name, marsad_str_of(names[i])))
        i++;
    return i;
}

/* ---- loading ---- */

static bool bad(marsad_err *err, const char *table, uint32_t row, marsad_str cell)
{
    return marsad_fail(err, MARSAD_EFORMAT, table, row, "'%.*s' is not known here", MARSAD_STR_ARG(cell));
}

static bool add_cue(marsad_pages *p, marsad_str item, unsigned cue)
{
    marsad_buf folded = { 0 };
    marsad_str key;
    bool ok = page_fold(item, &folded);

    key = marsad_str_trim(marsad_buf_str(&folded));
    if (ok && key.len) {
        key = marsad_arena_str(p->arena, key);
        ok = key.ptr && marsad_map_put(p->cues, key, cue);
    }
    marsad_buf_release(&folded);
    return ok;
}

static bool add_class(marsad_pages *p, marsad_str word, unsigned kind)
{
    uint64_t bits = 0;

    marsad_map_get(p->classes, word, &bits);
    return marsad_map_put(p->classes, word, bits | (uint64_t)1 << kind);
}

static bool load_words(marsad_pages *p, marsad_err *err)
{
    const marsad_table t = MARSAD_TABLE_PAGE;
    int words = marsad_dict_column(p->dict, t, "words"), where = marsad_dict_column(p->dict, t, "where"),
        kind = marsad_dict_column(p->dict, t, "kind");

    for (uint32_t row = 0; row < marsad_dict_rows(p->dict, t); row++) {
        marsad_str rest = marsad_dict_cell(p->dict, t, row, words), item;
        marsad_str name = marsad_dict_cell(p->dict, t, row, kind);
        bool class = marsad_str_equal(marsad_dict_cell(p->dict, t, row, where), MARSAD_LIT("class"));
        unsigned id = class ? index_of(CLASS_KINDS, K_COUNT, name) : index_of(CUES, C_COUNT, name);

        if (id == (unsigned)(class ? K_COUNT : C_COUNT))
            return bad(err, "table page", row, name);
        while (marsad_str_next(&rest, '|', &item))
            if (!(class ? add_class(p, item, id) : add_cue(p, item, id)))
                return marsad_fail_memory(err);
    }
    return true;
}

/* Rows come tree by tree; within a tree in the order of their numbers. */
static bool load_forests(marsad_pages *p, marsad_err *err)
{
    const marsad_table t = MARSAD_TABLE_PAGE_MODEL;
    int stage = marsad_dict_column(p->dict, t, "stage"), tree = marsad_dict_column(p->dict, t, "tree"),
        feature = marsad_dict_column(p->dict, t, "feature"), threshold = marsad_dict_column(p->dict, t, "threshold"),
        left = marsad_dict_column(p->dict, t, "left");
    uint32_t rows = marsad_dict_rows(p->dict, t);

    for (unsigned s = 0; s < PAGE_STAGES; s++) {
        p->stages[s].nodes = marsad_arena_array(p->arena, rows + 1, sizeof *p->stages[s].nodes);
        p->stages[s].roots = marsad_arena_array(p->arena, rows + 1, sizeof *p->stages[s].roots);
        if (!p->stages[s].nodes || !p->stages[s].roots)
            return marsad_fail_memory(err);
    }
    for (uint32_t row = 0; row < rows; row++) {
        unsigned s = (unsigned)marsad_dict_number(p->dict, t, row, stage);
        size_t number = (size_t)marsad_dict_number(p->dict, t, row, tree);
        marsad_str name = marsad_dict_cell(p->dict, t, row, feature);
        double value = marsad_dict_number(p->dict, t, row, threshold);
        forest *f = s < PAGE_STAGES ? &p->stages[s] : NULL;
        forest_node *n;

        if (!f)
            return bad(err, "table page_model", row, name);
        if (marsad_str_equal(name, MARSAD_LIT("bias"))) {
            f->bias = value;
            continue;
        }
        if (number >= f->n_trees)
            f->roots[f->n_trees++] = (uint32_t)f->n_nodes;
        n = &f->nodes[f->n_nodes++];
        n->threshold = (float)value;
        n->left = (uint16_t)marsad_dict_number(p->dict, t, row, left);
        n->feature = marsad_str_equal(name, MARSAD_LIT("leaf")) ? -1 : (int16_t)page_feature_number(name);
        if (n->feature == FEATURE_COUNT)
            return bad(err, "table page_model", row, name);
    }
    return true;
}

/* Every way through a tree must end in a leaf of that tree. */
static bool check_forests(const marsad_pages *p, marsad_err *err)
{
    for (unsigned s = 0; s < PAGE_STAGES; s++) {
        const forest *f = &p->stages[s];

        for (size_t k = 0; k < f->n_trees; k++) {
            size_t end = k + 1 < f->n_trees ? f->roots[k + 1] : f->n_nodes;

            for (size_t i = f->roots[k]; i < end; i++)
                if (f->nodes[i].feature >= 0 &&
                    (f->roots[k] + f->nodes[i].left <= i || f->roots[k] + f->nodes[i].left + 1u >= end))
                    return bad(err, "table page_model", (uint32_t)i, MARSAD_LIT("left"));
        }
    }
    return true;
}

marsad_pages *marsad_pages_open(const marsad_dict *dict, int64_t now, marsad_err *err)
{
    marsad_pages *p = calloc(1, sizeof *p);

    if (!p) {
        marsad_fail_memory(err);
        return NULL;
    }
    page_tree_init();
    p->dict = dict;
    p->now = now;
    p->arena = marsad_arena_new(0);
    p->classes = marsad_map_new();
    p->cues = marsad_map_new();
    if (!p->arena || !p->classes || !p->cues)
        marsad_fail_memory(err);
    else if (load_words(p, err) && load_forests(p, err) && check_forests(p, err))
        return p;
    marsad_pages_close(p);
    return NULL;
}

void marsad_pages_close(marsad_pages *p)
{
    if (!p)
        return;
    marsad_map_free(p->classes);
    marsad_map_free(p->cues);
    marsad_arena_free(p->arena);
    free(p);
}

/* ---- asking ---- */

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The next word of a class in lower case: "articleBody", "article-body", "article_body2" have two. */
static size_t next_word(marsad_str s, size_t *at, char out[TOKEN_MAX])
{
    size_t n = 0;

    while (*at < s.len && !is_lower(s.ptr[*at]) && !is_upper(s.ptr[*at]))
        (*at)++;
    for (; *at < s.len; (*at)++) {
        char c = s.ptr[*at];

        if (!is_lower(c) && !is_upper(c))
            break;
        if (n && is_upper(c) && is_lower(s.ptr[*at - 1]))
            break;
        if (n < TOKEN_MAX)
            out[n++] = (char)(c | 0x20);
    }
    return n;
}

uint64_t know_class(const marsad_pages *p, marsad_str value)
{
    char pair[2 * TOKEN_MAX];
    size_t at = 0, before = 0, n;
    uint64_t bits = 0, found;

    while ((n = next_word(value, &at, pair + before)) > 0) {
        if (marsad_map_get(p->classes, (marsad_str){ pair + before, n }, &found))
            bits |= found;
        if (before && marsad_map_get(p->classes, (marsad_str){ pair, before + n }, &found))
            bits |= found;
        memmove(pair, pair + before, n);
        before = n;
    }
    return bits;
}

unsigned know_cue(const marsad_pages *p, marsad_str line, size_t *words)
{
    char room[256];
    marsad_str folded = page_fold_head(line, PAGE_CUE_WORDS, room, sizeof room);
    uint64_t cue = C_NONE;

    for (size_t n = PAGE_CUE_WORDS; n > 0 && folded.len; n--) {
        if (marsad_map_get(p->cues, folded, &cue)) {
            *words = marsad_str_words(folded);
            return (unsigned)cue;
        }
        while (folded.len && folded.ptr[folded.len - 1] != ' ') /* one word less */
            folded.len--;
        folded = marsad_str_trim(folded);
    }
    *words = 0;
    return C_NONE;
}

double forest_score(const forest *f, const float *features)
{
    double sum = f->bias;

    for (size_t k = 0; k < f->n_trees; k++) {
        const forest_node *root = &f->nodes[f->roots[k]], *n = root;

        while (n->feature >= 0)
            n = root + n->left + (features[n->feature] > n->threshold);
        sum += (double)n->threshold;
    }
    return sum;
}
