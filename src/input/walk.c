/*
 * walk.c - folders by a stack of name lists; symbolic links are followed unless they lead back into a folder that is
 * being walked.
 */
#include "input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct {
    char **names;
    size_t n, at;
    size_t path_len; /* of the folder's own path */
    dev_t dev;
    ino_t ino;
} folder;

struct input_walk {
    const char *const *paths;
    size_t n_paths, at;
    unsigned max_depth;
    folder *stack;
    size_t depth;
    marsad_buf path; /* NUL at the end, counted in len only while it is being built */
};

static void folder_release(folder *f)
{
    for (size_t i = 0; i < f->n; i++)
        free(f->names[i]);
    free(f->names);
    *f = (folder){ 0 };
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool add_name(folder *f, size_t *cap, const char *name)
{
    if (f->n == *cap) {
        size_t more = *cap ? *cap * 2 : 64;
        char **names = reallocarray(f->names, more, sizeof *names);

        if (!names)
            return false;
        f->names = names;
        *cap = more;
    }
    f->names[f->n] = strdup(name);
    return f->names[f->n] && ++f->n;
}

static bool system_fail(const char *what, marsad_err *err)
{
    char text[128];

    if (errno == ENOMEM)
        return marsad_fail_memory(err);
    return marsad_fail(err, MARSAD_EIO, "", MARSAD_NO_OFFSET, "%s: %s", what, strerror_r(errno, text, sizeof text));
}

static bool read_names(DIR *dir, folder *f, marsad_err *err)
{
    size_t cap = 0;
    struct dirent *e;

    while (errno = 0, (e = readdir(dir)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        if (!add_name(f, &cap, e->d_name))
            return marsad_fail_memory(err);
    }
    if (errno)
        return system_fail("cannot read the folder", err);
    if (f->n)
        qsort(f->names, f->n, sizeof *f->names, by_bytes);
    return true;
}

/* Put the folder at w->path on the stack. */
static bool enter(input_walk *w, const struct stat *st, marsad_err *err)
{
    folder f = { .path_len = w->path.len - 1, .dev = st->st_dev, .ino = st->st_ino };
    DIR *dir;
    bool ok;

    for (size_t i = 0; i < w->depth; i++)
        if (w->stack[i].dev == f.dev && w->stack[i].ino == f.ino)
            return marsad_fail(err, MARSAD_EINVAL, "", MARSAD_NO_OFFSET, "a link back to a folder that holds it");
    if (w->depth > w->max_depth)
        return marsad_fail(err, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                           "more than %u folders inside each other (limit on folders)", w->max_depth);
    dir = opendir(w->path.ptr);
    if (!dir)
        return system_fail("cannot open the folder", err);
    ok = read_names(dir, &f, err);
    closedir(dir);
    if (ok)
        w->stack[w->depth++] = f;
    else
        folder_release(&f);
    return ok;
}

static bool set_path(input_walk *w, size_t keep, const char *name)
{
    w->path.len = keep;
    if (keep && w->path.ptr[keep - 1] != '/' && !marsad_buf_add_byte(&w->path, '/'))
        return false;
    return marsad_buf_add(&w->path, (marsad_str){ name, strlen(name) + 1 });
}

/* The next path, into w->path; *given: by the caller, not found in a folder. */
static marsad_status step(input_walk *w, bool *given)
{
    while (w->depth) {
        folder *f = &w->stack[w->depth - 1];

        *given = false;
        if (f->at < f->n)
            return set_path(w, f->path_len, f->names[f->at++]) ? MARSAD_MORE : MARSAD_FAIL;
        folder_release(f);
        w->depth--;
    }
    *given = true;
    if (w->at == w->n_paths)
        return MARSAD_END;
    return set_path(w, 0, w->paths[w->at++]) ? MARSAD_MORE : MARSAD_FAIL;
}

/* A pipe inside a folder would make us wait for ever; one that the caller names is meant. */
static bool check_kind(const struct stat *st, bool given, marsad_err *err)
{
    if (S_ISREG(st->st_mode) || (given && !S_ISSOCK(st->st_mode)))
        return true;
    return marsad_fail(err, MARSAD_EINVAL, "", MARSAD_NO_OFFSET,
                       S_ISFIFO(st->st_mode) ? "a pipe inside a folder; give its own path to read it"
                                             : "neither a file nor a folder");
}

marsad_status input_walk_next(input_walk *w, input_found *found, marsad_err *err)
{
    for (;;) {
        struct stat st;
        bool given, ok;
        marsad_status s = step(w, &given);

        if (s != MARSAD_MORE) {
            if (s == MARSAD_FAIL)
                marsad_fail_memory(err);
            return s;
        }
        *found = (input_found){ .path = w->path.ptr };
        if (given && strcmp(w->path.ptr, "-") == 0)
            return MARSAD_MORE;
        if (stat(w->path.ptr, &st) != 0)
            ok = system_fail("cannot open", err);
        else if (S_ISDIR(st.st_mode) && enter(w, &st, err))
            continue;
        else
            ok = !S_ISDIR(st.st_mode) && check_kind(&st, given, err);
        if (ok && S_ISREG(st.st_mode)) {
            found->size = (uint64_t)st.st_size;
            found->known = true;
        }
        return ok ? MARSAD_MORE : MARSAD_FAIL;
    }
}

input_walk *input_walk_new(const char *const *paths, size_t n, unsigned max_depth)
{
    input_walk *w = calloc(1, sizeof *w);

    if (!w)
        return NULL;
    *w = (input_walk){ .paths = paths, .n_paths = n, .max_depth = max_depth };
    w->stack = calloc((size_t)max_depth + 1, sizeof *w->stack);
    if (w->stack)
        return w;
    free(w);
    return NULL;
}

void input_walk_free(input_walk *w)
{
    if (!w)
        return;
    while (w->depth)
        folder_release(&w->stack[--w->depth]);
    free(w->stack);
    marsad_buf_release(&w->path);
    free(w);
}
