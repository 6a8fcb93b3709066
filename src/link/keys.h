/*
 * keys.h - which reports are looked at together: those that share a key of type, day and place, party or rare word.
 *
 * A report is filed under the keys of its own days and looks under those of the days next to them, so that of two
 * reports either finds the other, whichever comes first.
 */
#ifndef LINK_KEYS_H
#define LINK_KEYS_H

#include "link/reports.h"

#define LINK_KEYS_MOST 128

struct link_keys {
    int64_t at[LINK_KEYS_MOST];
    size_t n;
};

/* Keys to file a report under. */
void link_keys_own(const struct link_report *r, struct link_keys *out);
/* Keys to look under. */
void link_keys_near(const struct link_report *r, struct link_keys *out);

#endif
