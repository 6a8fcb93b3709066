/*
 * forest.c - trees read from the dictionary and walked.
 */
#include "link/forest.h"

#include <stdlib.h>
#include <string.h>

struct columns {
    int tree, feature, threshold, left;
};

static bool bad(marsad_err *err, uint32_t row)
{
    return marsad_fail(err, MARSAD_EFORMAT, "table link_trees", MARSAD_NO_OFFSET, "row %u is no node of a tree",
                       (unsigned)row);
}

/* Rows come tree by tree; within a tree in the order of their numbers. */
static bool take_row(const marsad_dict *dict, const struct columns *c, uint32_t row, link_feature_fn *number,
                     unsigned width, struct link_forest *f, marsad_err *err)
{
    const marsad_table t = MARSAD_TABLE_LINK_TREES;
    marsad_str name = marsad_dict_cell(dict, t, row, c->feature);
    double value = marsad_dict_number(dict, t, row, c->threshold), left = marsad_dict_number(dict, t, row, c->left);
    bool leaf = marsad_str_equal(name, MARSAD_LIT("leaf"));
    unsigned feature = leaf ? 0 : number(name);
    struct link_node *n;

    if (marsad_str_equal(name, MARSAD_LIT("bias"))) {
        f->bias = value;
        return true;
    }
    if (feature >= width || (!leaf && !(left >= 1 && left < UINT16_MAX)))
        return bad(err, row);
    if (marsad_dict_number(dict, t, row, c->tree) >= (double)f->n_trees)
        f->roots[f->n_trees++] = (uint32_t)f->n_nodes;
    n = &f->nodes[f->n_nodes++];
    *n = (struct link_node){ leaf ? -1 : (int16_t)feature, leaf ? 0 : (uint16_t)left, (float)value };
    return true;
}

bool link_forest_sound(const struct link_forest *f, unsigned width)
{
    for (size_t k = 0; k < f->n_trees; k++) {
        size_t first = f->roots[k], end = k + 1 < f->n_trees ? f->roots[k + 1] : f->n_nodes;

        if (first >= end || end > f->n_nodes)
            return false;
        for (size_t i = first; i < end; i++) {
            const struct link_node *n = &f->nodes[i];

            if (n->feature >= (int)width || (n->feature >= 0 && (first + n->left <= i || first + n->left + 1U >= end)))
                return false;
        }
    }
    return true;
}

bool link_forest_read(const marsad_dict *dict, link_feature_fn *number, unsigned width, struct link_forest *out,
                      marsad_err *err)
{
    const marsad_table t = MARSAD_TABLE_LINK_TREES;
    uint32_t rows = dict ? marsad_dict_rows(dict, t) : 0;
    struct columns c;

    *out = (struct link_forest){ 0 };
    if (rows == 0)
        return true;
    c = (struct columns){ marsad_dict_column(dict, t, "tree"), marsad_dict_column(dict, t, "feature"),
                          marsad_dict_column(dict, t, "threshold"), marsad_dict_column(dict, t, "left") };
    out->nodes = calloc(rows, sizeof *out->nodes);
    out->roots = calloc(rows, sizeof *out->roots);
    if (!out->nodes || !out->roots)
        return marsad_fail_memory(err);
    for (uint32_t row = 0; row < rows; row++)
        if (!take_row(dict, &c, row, number, width, out, err))
            return false;
    return link_forest_sound(out, width) || marsad_fail(err, MARSAD_EFORMAT, "table link_trees", MARSAD_NO_OFFSET,
                                                        "a tree does not end everywhere in leaves");
}

void link_forest_release(struct link_forest *f)
{
    free(f->nodes);
    free(f->roots);
    *f = (struct link_forest){ 0 };
}

double link_forest_score(const struct link_forest *f, const float *row)
{
    double sum = f->bias;

    for (size_t k = 0; k < f->n_trees; k++) {
        const struct link_node *root = &f->nodes[f->roots[k]], *n = root;

        while (n->feature >= 0)
            n = root + n->left + (row[n->feature] > n->threshold);
        sum += (double)n->threshold;
    }
    return sum;
}
