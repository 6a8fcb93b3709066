/*
 * weights.c - a table of weights for the dictionary.
 */
#include "weights.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_key(const void *x, const void *y)
{
    return marsad_str_compare(((const struct weight_line *)x)->key, ((const struct weight_line *)y)->key);
}

bool weights_write(const char *path, const char *head, struct weight_line *lines, size_t n, marsad_err *err)
{
    FILE *f = fopen(path, "w");
    bool ok;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be written: %s", strerror(errno));
    qsort(lines, n, sizeof *lines, by_key);
    fputs(head, f);
    for (size_t i = 0; i < n; i++)
        fprintf(f, "%.*s\t%.4f\n", (int)lines[i].key.len, lines[i].key.ptr, lines[i].weight);
    ok = !ferror(f);
    ok = fclose(f) == 0 && ok;
    return ok || marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be written");
}
