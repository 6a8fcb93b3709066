/*
 * layout.h - a layout is a list of columns, each a function that writes one cell. Their names and order are in the
 * files of the layouts, what they mean in data/layouts.tsv, both together in docs/layouts.md.
 */
#ifndef MARSAD_EXPORT_LAYOUT_H
#define MARSAD_EXPORT_LAYOUT_H

#include "export/cells.h"
#include "export/codes.h"
#include "export/unit.h"
#include "marsad/export.h"

/* One row on its way out. */
struct line {
    struct cells cells;
    const struct codes *codes;
    const struct unit *u;
    marsad_arena *arena;   /* of this row */
    const char *timestamp; /* as given; NULL: none */
};

struct column {
    const char *name;
    void (*write)(struct line *l);
};

struct layout {
    const struct column *columns;
    size_t n;
    /* Why the layout has no place for a unit (static); NULL: it has. NULL function: it takes all. */
    const char *(*refuse)(struct line *l);
    bool by_report; /* a row for each report of the unit, in which `lead` is it */
};

extern const struct layout LAYOUT_CSV, LAYOUT_ACLED, LAYOUT_UCDP, LAYOUT_POLECAT, LAYOUT_MENTIONS;

/* NULL: the format is no table. */
const struct layout *layout_of(marsad_export_format format);
void layout_header(const struct layout *layout, struct cells *c);
void layout_row(const struct layout *layout, struct line *l);

/* ---- parties, as the layouts name them (parties.c) ---- */

/* Its sector, of the dictionary's entity before that of the words; of a body without one the body's code (IMG, UNO);
 * GOV for a country by its name; "" if not known. */
marsad_str party_sector(const struct line *l, const marsad_event_row *row, const marsad_party *p);
/* Name of the party where the dictionary has one for it (no person's), else "". */
marsad_str party_name(const struct line *l, const marsad_party *p);
/* "Military Forces of Iraq" from the pattern scheme:code for the party's country, else the event's; "" without. */
marsad_str party_pattern(struct line *l, const char *scheme, marsad_str code, marsad_str country);
/* Two letters of the party's country; "" for bodies and where it is not known. */
marsad_str party_country(const struct line *l, const marsad_party *p);

#endif
