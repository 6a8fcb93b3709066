/*
 * choose.c - a block belongs to the text if that is more likely than not; a page that has a text has some block.
 */
#include "page/choose.h"

#define LIKELY 0.45 /* from 0.35 to 0.5 F1 hardly moves; here precision and recall are even */
#define HEAD_WORDS 12
#define LEAST 0.15 /* of the likeliest block, where none is likely */

/* Who and when, on lines above the first paragraph: they are read as metadata. */
static void leave_head(const page_reading *r, bool *chosen)
{
    for (size_t i = 0; i < r->blocks.n && !(chosen[i] && r->blocks.at[i].words > HEAD_WORDS); i++) {
        const page_block *k = &r->blocks.at[i];
        uint64_t kinds = r->blocks.marks[k->container].kinds;
        bool named = (kinds & ((uint64_t)1 << K_BYLINE | (uint64_t)1 << K_DATE)) != 0 || k->time_words;

        if (named && !k->heading)
            chosen[i] = false;
    }
}

void page_choose(const page_reading *r, const double *p, bool *chosen)
{
    size_t best = 0, n = 0;

    for (size_t i = 0; i < r->blocks.n; i++) {
        chosen[i] = p[i] >= LIKELY;
        n += chosen[i];
        if (p[i] > p[best])
            best = i;
    }
    for (size_t i = 0; n == 0 && i < r->blocks.n && p[best] >= LEAST; i++)
        chosen[i] = p[i] >= p[best] * 0.6;
    leave_head(r, chosen);
}
