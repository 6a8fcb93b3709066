/*
 * table.h - lines of sentences.tsv, and whether an event fits one.
 */
#ifndef TESTS_EVENT_TABLE_H
#define TESTS_EVENT_TABLE_H

#include "reading.h"

enum table_column { /* in the order of the file */
                    TABLE_KNOWN,
                    TABLE_PUBLISHED,
                    TABLE_SENTENCE,
                    TABLE_TYPE,
                    TABLE_MODE,
                    TABLE_TRIGGER,
                    TABLE_ACTORS,
                    TABLE_RECIPIENTS,
                    TABLE_PLACE,
                    TABLE_TIME,
                    TABLE_KILLED,
                    TABLE_INJURED,
                    TABLE_CAPTURED,
                    TABLE_FACTUALITY,
                    TABLE_SOURCE,
                    TABLE_GAINS,
                    TABLE_LOSES,
                    TABLE_TERRITORY,
                    TABLE_ABOUT,
                    TABLE_N
};
extern const char *const TABLE_NAMES[TABLE_N];

struct table_line {
    size_t number; /* in the file, from 1 */
    marsad_str whole, cell[TABLE_N];
};

/*
 * The next line of the table; comments are passed over, the header is checked. False at the end. *number counts lines
 * and begins with 0; `broken` is set, and the line given, where it has not the right number of cells.
 */
bool table_next(marsad_str *rest, size_t *number, struct table_line *line, bool *broken);

/* The first column that the event does not fit, or TABLE_N. */
enum table_column table_misfit(const struct table_line *line, const marsad_dict *dict, const struct reading *r,
                               const marsad_event *e);

#endif
