/*
 * codes.c - what other schemes call an event: the first line of data/crosswalks.tsv that fits it.
 */
#include "event/coder.h"

enum { TYPE, MODE, NEEDS, CAMEO, ACLED, SUB, QUAD, INTENSITY, N_COLUMNS };

static const char *const COLUMNS[N_COLUMNS] = { "type", "mode", "needs", "cameo", "acled", "sub", "quad", "intensity" };

struct lines {
    const marsad_dict *dict;
    int columns[N_COLUMNS];
};

static marsad_str cell(const struct lines *l, uint32_t row, int column)
{
    return marsad_dict_cell(l->dict, MARSAD_TABLE_CROSSWALKS, row, l->columns[column]);
}

/* One of the parties has one of the sectors, or belongs to one of the bodies above countries; "-": there is none. */
static bool has_sector(const marsad_party *at, size_t n, marsad_str sectors)
{
    marsad_str sector;

    while (marsad_str_next(&sectors, ',', &sector)) {
        if (marsad_str_equal(sector, MARSAD_LIT("-")) && n == 0)
            return true;
        for (size_t i = 0; i < n; i++)
            if (marsad_str_equal(at[i].role, sector) || marsad_str_equal(at[i].country, sector))
                return true;
    }
    return false;
}

static bool holds(const marsad_event *e, marsad_str need)
{
    if (marsad_str_starts(need, MARSAD_LIT("A:")))
        return has_sector(e->actors, e->n_actors, marsad_str_slice(need, 2, need.len));
    if (marsad_str_starts(need, MARSAD_LIT("R:")))
        return has_sector(e->recipients, e->n_recipients, marsad_str_slice(need, 2, need.len));
    if (marsad_str_equal(need, MARSAD_LIT("two")))
        return e->n_actors > 1 && e->n_recipients == 0;
    if (marsad_str_equal(need, MARSAD_LIT("killed")))
        return e->killed.known &&
               ((e->killed.has_min && e->killed.min > 0) || (e->killed.has_max && e->killed.max > 0));
    if (marsad_str_equal(need, MARSAD_LIT("gains")))
        return e->has_gains;
    return marsad_str_equal(need, MARSAD_LIT("territory")) && e->has_territory;
}

static bool fits(const struct lines *l, uint32_t row, const marsad_event *e)
{
    marsad_str mode = cell(l, row, MODE), needs = cell(l, row, NEEDS), need;

    if (!marsad_str_equal(cell(l, row, TYPE), e->type) || (mode.len && !marsad_str_equal(mode, e->mode)))
        return false;
    while (needs.len && marsad_str_next(&needs, ';', &need))
        if (!holds(e, need))
            return false;
    return true;
}

void marsad_event_codes(const marsad_dict *dict, marsad_event *e)
{
    struct lines l = { .dict = dict };
    uint32_t rows = marsad_dict_rows(dict, MARSAD_TABLE_CROSSWALKS), row = 0;
    bool happened = e->factuality == MARSAD_ASSERTED || e->factuality == MARSAD_ALLEGED;

    e->codes = (marsad_codes){ .quad = 0 };
    for (int i = 0; i < N_COLUMNS; i++)
        l.columns[i] = marsad_dict_column(dict, MARSAD_TABLE_CROSSWALKS, COLUMNS[i]);
    while (row < rows && !fits(&l, row, e))
        row++;
    if (row == rows)
        return;
    e->codes.cameo = coder_or_absent(cell(&l, row, CAMEO));
    if (happened) { /* ACLED records no denials and no plans */
        e->codes.acled_event = coder_or_absent(cell(&l, row, ACLED));
        e->codes.acled_sub_event = coder_or_absent(cell(&l, row, SUB));
    }
    e->codes.quad = (int)marsad_dict_number(dict, MARSAD_TABLE_CROSSWALKS, row, l.columns[QUAD]);
    e->codes.has_intensity = cell(&l, row, INTENSITY).len > 0;
    e->codes.intensity = marsad_dict_number(dict, MARSAD_TABLE_CROSSWALKS, row, l.columns[INTENSITY]);
}
