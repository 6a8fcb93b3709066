/*
 * file.c - the lowest stream: a file, a pipe, standard input.
 */
#include "input/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    input_stream base;
    int fd;
} file_stream;

static bool file_fail(const char *what, marsad_err *err)
{
    char text[128];

    return marsad_fail(err, errno == ENOMEM ? MARSAD_ENOMEM : MARSAD_EIO, "", MARSAD_NO_OFFSET, "%s: %s", what,
                       strerror_r(errno, text, sizeof text));
}

static bool file_read(input_stream *s, uint8_t *to, size_t cap, size_t *got, marsad_err *err)
{
    ssize_t n;

    do
        n = read(((file_stream *)s)->fd, to, cap);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return file_fail("cannot read", err);
    *got = (size_t)n;
    return true;
}

static bool file_seek(input_stream *s, uint64_t to, marsad_err *err)
{
    if (lseek(((file_stream *)s)->fd, (off_t)to, SEEK_SET) < 0)
        return file_fail("cannot seek", err);
    s->start = s->end = 0;
    s->offset = to;
    s->ended = false;
    return true;
}

static void file_close(input_stream *s)
{
    file_stream *f = (file_stream *)s;

    if (f->fd > STDIN_FILENO)
        close(f->fd);
    free(f);
}

static const input_stream_ops FORWARD = { file_read, NULL, file_close };
static const input_stream_ops SEEKABLE = { file_read, file_seek, file_close };

input_stream *input_file_open(const char *path, marsad_err *err)
{
    bool is_stdin = strcmp(path, "-") == 0;
    file_stream *f = calloc(1, sizeof *f);
    struct stat st;

    if (!f) {
        marsad_fail_memory(err);
        return NULL;
    }
    f->fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (f->fd < 0 || fstat(f->fd, &st) != 0) {
        file_fail("cannot open", err);
    } else if (!input_stream_init(&f->base, &FORWARD)) {
        marsad_fail_memory(err);
    } else {
        if (!is_stdin && S_ISREG(st.st_mode)) { /* standard input may stand in the middle of a file */
            f->base.ops = &SEEKABLE;
            f->base.size = (uint64_t)st.st_size;
        }
        return &f->base;
    }
    file_close(&f->base);
    return NULL;
}
