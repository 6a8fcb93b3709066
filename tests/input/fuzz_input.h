/*
 * fuzz_input.h - read bytes as an input twice, in large and in small pieces, and check what must always hold: documents
 * are valid UTF-8 without NUL and have a name and an id, each refusal has a reason, and both ways give the same.
 */
#ifndef MARSAD_TEST_FUZZ_INPUT_H
#define MARSAD_TEST_FUZZ_INPUT_H

#include "../input/memory_stream.h"
#include "input/inside.h"
#include "marsad/utf8.h"

typedef struct {
    uint64_t docs, refused, sum;
} fuzz_seen;

static inline void fuzz_require(bool ok)
{
    if (!ok)
        abort();
}

static inline void fuzz_add(fuzz_seen *seen, marsad_str s)
{
    fuzz_require(marsad_utf8_valid(s) == s.len && (s.len == 0 || !memchr(s.ptr, 0, s.len)));
    seen->sum = seen->sum * 31 + s.len + 1;
    for (size_t i = 0; i < s.len; i++)
        seen->sum = seen->sum * 31 + (unsigned char)s.ptr[i];
}

static inline void fuzz_refused(void *user, const marsad_err *err)
{
    fuzz_seen *seen = user;

    fuzz_require(err->code != MARSAD_OK && err->code != MARSAD_ENOMEM && err->msg[0] && err->where[0]);
    fuzz_add(seen, marsad_str_of(err->where));
    fuzz_add(seen, marsad_str_of(err->msg));
    seen->sum = seen->sum * 31 + err->offset;
    seen->refused++;
}

static inline void fuzz_doc(fuzz_seen *seen, const marsad_doc *d)
{
    const marsad_str all[] = { d->name, d->id, d->url, d->source, d->title, d->author, d->date, d->text };

    fuzz_require(d->name.len && d->text.ptr && d->charset);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        fuzz_add(seen, all[i]);
    seen->sum = seen->sum * 31 + d->replaced;
    seen->docs++;
}

static inline fuzz_seen fuzz_read(marsad_str bytes, uint32_t seed)
{
    fuzz_seen seen = { 0 };
    marsad_input_options o = { .limits = marsad_input_limits_defaults(), .refuse = fuzz_refused, .user = &seen };
    marsad_arena *arena = marsad_arena_new(0);
    marsad_err err = { 0 };
    marsad_input *in;
    marsad_status st;
    marsad_doc doc;

    o.limits.max_article = 1 << 16;
    o.limits.max_unpacked = 1 << 22;
    o.limits.max_nesting = 16;
    in = input_open_stream(&o, memory_open(bytes, seed), "fuzz", &err);
    fuzz_require(in && arena);
    while ((st = marsad_input_next(in, arena, &doc, &err)) == MARSAD_MORE) {
        fuzz_doc(&seen, &doc);
        marsad_arena_reset(arena);
    }
    fuzz_require(st == MARSAD_END);
    marsad_input_close(in);
    marsad_arena_free(arena);
    return seen;
}

/*
 * Gives what was seen in large pieces. What libarchive gives of a damaged archive before it says so depends on the sizes
 * of blocks, so the two readings are held against each other where nothing was refused.
 */
static inline fuzz_seen fuzz_both(marsad_str bytes)
{
    fuzz_seen whole = fuzz_read(bytes, 0), cut = fuzz_read(bytes, (uint32_t)bytes.len * 2 + 1);

    if (whole.refused == 0 && cut.refused == 0)
        fuzz_require(whole.docs == cut.docs && whole.sum == cut.sum);
    return whole;
}

#endif
