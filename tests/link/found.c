/*
 * found.c - what the tests of contradictions share.
 */
#include "../testing.h"

#include "found.h"

int set_up(void **state)
{
    struct box *b = calloc(1, sizeof *b);

    b->dict = marsad_dict_open(NULL, NULL);
    b->finder = b->dict ? marsad_conflicts_new(b->dict, NULL) : NULL;
    b->arena = marsad_arena_new(0);
    *state = b;
    return b->finder && b->arena ? 0 : -1;
}

int tear_down(void **state)
{
    struct box *b = *state;

    marsad_conflicts_free(b->finder);
    marsad_dict_close(b->dict);
    marsad_arena_free(b->arena);
    free(b);
    return 0;
}

const char *find(struct box *b, const marsad_story *story, marsad_conflicts *found)
{
    marsad_buf text = { 0 };
    marsad_str copy;

    assert_true(marsad_conflicts_find(b->finder, story, b->arena, found, NULL));
    for (size_t i = 0; i < found->n; i++) {
        const marsad_conflict *c = &found->at[i];

        assert_true(marsad_buf_addf(&text, "%s%s %.*s/%.*s%s", i > 0 ? " | " : "", marsad_conflict_kind_name(c->kind),
                                    MARSAD_STR_ARG(c->sides[0].value), MARSAD_STR_ARG(c->sides[1].value),
                                    c->rising ? " rising" : ""));
    }
    copy = marsad_arena_str(b->arena, marsad_buf_str(&text));
    marsad_buf_release(&text);
    return copy.len ? copy.ptr : "";
}
