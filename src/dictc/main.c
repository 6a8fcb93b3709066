/*
 * marsad-dictc - compile data/ *.tsv into one dictionary file.
 *
 *     marsad-dictc DATA_FOLDER OUT
 */
#include "dictc/dictc.h"

#include <stdio.h>

static bool compile_table(struct builder *b, const struct table *t, const char *folder, struct known *known,
                          marsad_err *err)
{
    marsad_map *keys = marsad_map_new();
    uint32_t rows = 0;
    bool ok = keys ? builder_begin_table(b, t, err) : marsad_fail_memory(err);

    for (int i = 0; ok && t->files[i]; i++) {
        marsad_str path = marsad_arena_fmt(known->arena, "%s/%s", folder, t->files[i]);
        ok = path.ptr ? tsv_compile(b, t, path.ptr, keys, known, &rows, err) : marsad_fail_memory(err);
    }
    marsad_map_free(keys);
    return ok;
}

static bool compile(const char *folder, const char *out, marsad_err *err)
{
    struct builder *b = builder_new();
    struct known known = { marsad_map_new(), marsad_map_new(), marsad_arena_new(0) };
    bool ok = b && known.arena && known.countries && known.verbs ? true : marsad_fail_memory(err);

    for (int t = 0; ok && t < MARSAD_TABLE_COUNT; t++)
        ok = compile_table(b, &TABLES[t], folder, &known, err);
    ok = ok && builder_write(b, out, err);
    builder_free(b);
    marsad_map_free(known.countries);
    marsad_map_free(known.verbs);
    marsad_arena_free(known.arena);
    return ok;
}

int main(int argc, char **argv)
{
    marsad_err err = { 0 };

    if (argc != 3) {
        fprintf(stderr, "usage: marsad-dictc DATA_FOLDER OUT\n");
        return 2;
    }
    if (compile(argv[1], argv[2], &err))
        return 0;
    fprintf(stderr, "marsad-dictc: %s: %s\n", err.where, err.msg);
    return 1;
}
