/*
 * sample.h - a record built by hand that uses every field, for the tests of record and store.
 */
#ifndef MARSAD_TESTS_SAMPLE_H
#define MARSAD_TESTS_SAMPLE_H

#include "marsad/record.h"

/* `text` must hold the words below at least once; `number` makes articles differ. Everything lies in the arena. */
void sample_record(marsad_arena *arena, unsigned number, marsad_record *out);

#endif
