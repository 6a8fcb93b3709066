/*
 * replay.c - runs a fuzz target over its corpus without libFuzzer: the empty input, then each file in byte order.
 *
 *     fuzz-utf8 FOLDER|FILE…
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MAX ((size_t)64 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes of the file in exactly as much memory, so that the address sanitizer sees a read past the end. */
static uint8_t *read_file(const char *path, size_t size)
{
    FILE *f = fopen(path, "rb");
    uint8_t *data = malloc(size ? size : 1);

    if (f && data && fread(data, 1, size, f) == size) {
        fclose(f);
        return data;
    }
    fprintf(stderr, "%s: cannot be read: %s\n", path, strerror(errno));
    exit(EXIT_FAILURE);
}

static size_t run_file(const char *path, size_t size)
{
    uint8_t *data;

    if (size > FILE_MAX) {
        fprintf(stderr, "%s: too large for a corpus\n", path);
        exit(EXIT_FAILURE);
    }
    printf("%s\n", path); /* before the run: a crash shows its file */
    fflush(stdout);
    data = read_file(path, size);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 1;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static size_t run_path(const char *path);

static size_t run_folder(const char *path)
{
    struct dirent **entries;
    int n = scandir(path, &entries, is_visible, by_bytes);
    size_t count = 0;

    for (int i = 0; i < n; i++) {
        size_t size = strlen(path) + strlen(entries[i]->d_name) + 2;
        char *inner = malloc(size);

        if (!inner)
            exit(EXIT_FAILURE);
        snprintf(inner, size, "%s/%s", path, entries[i]->d_name);
        count += run_path(inner);
        free(inner);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    return count;
}

static size_t run_path(const char *path)
{
    struct stat st;

    if (stat(path, &st) != 0) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(EXIT_FAILURE);
    }
    return S_ISDIR(st.st_mode) ? run_folder(path) : run_file(path, (size_t)st.st_size);
}

int main(int argc, char **argv)
{
    uint8_t *nothing = calloc(1, 1); /* the target gets the end of it: not one byte may be read */
    size_t count = 0;

    if (!nothing)
        return EXIT_FAILURE;
    LLVMFuzzerTestOneInput(nothing + 1, 0);
    free(nothing);
    for (int i = 1; i < argc; i++)
        count += run_path(argv[i]);
    printf("%zu files\n", count);
    return argc > 1 && count == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
