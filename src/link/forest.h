/*
 * forest.h - boosted trees of the table link_trees (model/link-trees.tsv).
 */
#ifndef LINK_FOREST_H
#define LINK_FOREST_H

#include <stdint.h>

#include "marsad/dict.h"

/* Go left where feature <= threshold. Leaves have feature -1 and the value in threshold. */
struct link_node {
    int16_t feature;
    uint16_t left; /* within the tree; the right one follows it */
    float threshold;
};

struct link_forest {
    struct link_node *nodes;
    uint32_t *roots;
    size_t n_nodes, n_trees;
    double bias;
};

/* Names of features to numbers below `width`; `width`: unknown. */
typedef unsigned link_feature_fn(marsad_str name);

/* dict NULL: no trees. Fails with MARSAD_ENOMEM, and MARSAD_EFORMAT for a tree that does not end everywhere in leaves
   or asks for an unknown feature. Released by link_forest_release(), also then. */
bool link_forest_read(const marsad_dict *dict, link_feature_fn *number, unsigned width, struct link_forest *out,
                      marsad_err *err);
void link_forest_release(struct link_forest *f);

/* Does every way through each tree end in a leaf of that tree, and does it ask for features below `width` only? */
bool link_forest_sound(const struct link_forest *f, unsigned width);

/* Sum of the trees and the bias: log odds. */
double link_forest_score(const struct link_forest *f, const float *row);

#endif
