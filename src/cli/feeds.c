/*
 * feeds.c - reads feeds.tsv.
 */
#include "cli/feeds.h"

#include <errno.h>
#include <stdio.h>

static bool read_file(const char *path, marsad_buf *out, marsad_err *err)
{
    FILE *f = fopen(path, "rb");
    char block[4096];
    size_t n;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot open: %s", strerror(errno));
    while ((n = fread(block, 1, sizeof block, f)) > 0 && out->len <= FEEDS_MAX_BYTES)
        if (!marsad_buf_add(out, (marsad_str){ block, n })) {
            fclose(f);
            return marsad_fail_memory(err);
        }
    n = (size_t)ferror(f);
    fclose(f);
    if (n)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot read");
    return out->len <= FEEDS_MAX_BYTES || marsad_fail(err, MARSAD_ELIMIT, path, MARSAD_NO_OFFSET, "too long");
}

/* One line that says something. */
static bool read_line(marsad_str line, const char *path, size_t number, marsad_arena *arena, struct feed *out,
                      marsad_err *err)
{
    marsad_str cells[3] = { { 0 } }, rest = line;
    uint64_t minutes = FEEDS_MINUTES;

    for (size_t i = 0; i < 3 && marsad_str_next(&rest, '\t', &cells[i]); i++)
        cells[i] = marsad_str_trim(cells[i]);
    if (cells[2].len > 0 && (!marsad_str_to_u64(cells[2], &minutes) || minutes < 1 || minutes > 10080))
        return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                           "line %zu: minutes must be a number from 1 to 10080, not '%.*s'", number,
                           MARSAD_STR_ARG(cells[2]));
    if (!marsad_str_starts(cells[0], MARSAD_LIT("http://")) && !marsad_str_starts(cells[0], MARSAD_LIT("https://")))
        return marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET,
                           "line %zu: an address of a feed begins with http:// or https://, not '%.*s'", number,
                           MARSAD_STR_ARG(cells[0]));
    out->url = marsad_arena_str(arena, cells[0]).ptr; /* ends with NUL */
    out->source = cells[1].len ? marsad_arena_str(arena, cells[1]) : (marsad_str){ 0 };
    out->minutes = (unsigned)minutes;
    return (out->url && (out->source.ptr || !cells[1].len)) || marsad_fail_memory(err);
}

static bool is_header(marsad_str line)
{
    return marsad_str_equal(line, MARSAD_LIT("url")) || marsad_str_starts(line, MARSAD_LIT("url\t"));
}

bool feeds_read(const char *path, marsad_arena *arena, struct feeds *out, marsad_err *err)
{
    marsad_buf bytes = { 0 };
    size_t number = 0, cap = 0;
    bool ok = read_file(path, &bytes, err);
    marsad_str rest = marsad_buf_str(&bytes), line;

    *out = (struct feeds){ .n = 0 };
    while (ok && marsad_str_next(&rest, '\n', &line)) {
        struct feed feed;

        number++;
        line = marsad_str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#' || (out->n == 0 && is_header(line)))
            continue;
        ok = read_line(line, path, number, arena, &feed, err) &&
             (marsad_arena_grow(arena, (void **)&out->at, &cap, out->n, sizeof *out->at) || marsad_fail_memory(err));
        if (ok)
            out->at[out->n++] = feed;
    }
    marsad_buf_release(&bytes);
    return ok && (out->n > 0 || marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET, "no feed in it"));
}
