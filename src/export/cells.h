/*
 * cells.h - cells of a CSV table (RFC 4180): commas, quotes, CR LF at the end of lines.
 *
 * A cell is one line: control characters and the marks that turn text around become spaces. A text that a spreadsheet
 * would take for a formula (it begins with = + - @) gets an apostrophe before it; numbers do not.
 */
#ifndef MARSAD_EXPORT_CELLS_H
#define MARSAD_EXPORT_CELLS_H

#include "marsad/str.h"

struct cells {
    marsad_buf *out;
    bool more;   /* a cell of this line was written */
    bool failed; /* no memory */
};

void cells_text(struct cells *c, marsad_str s);
void cells_z(struct cells *c, const char *z);
/* Nine digits at most; empty without `has`. */
void cells_number(struct cells *c, bool has, double x);
void cells_end(struct cells *c);

/* Append text with what a terminal obeys as spaces; for cells and the like. */
bool cells_clean(marsad_buf *out, marsad_str s);

#endif
