/*
 * found.h - what the tests of contradictions share: a finder with the dictionary, what it finds as text, names.
 */
#ifndef MARSAD_TESTS_FOUND_H
#define MARSAD_TESTS_FOUND_H

#include "marsad/conflict.h"
#include "stories.h"

struct box {
    marsad_dict *dict;
    marsad_conflict_finder *finder;
    marsad_arena *arena;
};

int set_up(void **state);
int tear_down(void **state);

/* "killed 15/17 | injured 3/5 rising", best first; in the arena. */
const char *find(struct box *b, const marsad_story *story, marsad_conflicts *found);

#define WITH_FINDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

#define IS "marsad:islamic-state"
#define NUSRA "marsad:nusra-front"
#define IRAQI_ARMY "marsad:iraqi-armed-forces"
#define HOUTHIS "marsad:houthis-ansar-allah"
#define SALEH "marsad:saleh-loyalist-forces"

#endif
