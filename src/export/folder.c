/*
 * folder.c - files are written as ".NAME.part" beside their place, flushed to the disk and then renamed.
 */
#include "export/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

bool folder_make(const char *folder, marsad_err *err)
{
    struct stat st;

    if (mkdir(folder, 0777) == 0)
        return true;
    if (errno != EEXIST)
        return marsad_fail(err, MARSAD_EIO, folder, MARSAD_NO_OFFSET, "cannot make the folder: %s", strerror(errno));
    if (stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    return marsad_fail(err, MARSAD_EIO, folder, MARSAD_NO_OFFSET, "is no folder");
}

static bool fail(const struct whole_file *w, const char *what, marsad_err *err)
{
    return marsad_fail(err, MARSAD_EIO, w->path, MARSAD_NO_OFFSET, "cannot %s: %s", what, strerror(errno));
}

/* A new file: what lies there under its name, a link above all, is not written through. */
static FILE *create(const char *path)
{
    int fd = -1;

    if (unlink(path) == 0 || errno == ENOENT)
        fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    return fd < 0 ? NULL : fdopen(fd, "wb");
}

bool file_begin(struct whole_file *w, const char *folder, const char *name, marsad_err *err)
{
    int n = snprintf(w->path, sizeof w->path, "%s/%s", folder, name);
    int m = snprintf(w->part, sizeof w->part, "%s/.%s.part", folder, name);

    w->name = name;
    w->bytes = 0;
    w->f = NULL;
    w->made = false;
    sha256_init(&w->sha);
    if (n < 0 || m < 0 || (size_t)m >= sizeof w->part)
        return marsad_fail(err, MARSAD_EIO, folder, MARSAD_NO_OFFSET, "name of the folder is too long");
    w->f = create(w->part);
    w->made = w->f != NULL;
    return w->f || fail(w, "write", err);
}

bool file_write(struct whole_file *w, marsad_str bytes, marsad_err *err)
{
    sha256_update(&w->sha, bytes.len, (const uint8_t *)bytes.ptr);
    w->bytes += bytes.len;
    return fwrite(bytes.ptr, 1, bytes.len, w->f) == bytes.len || fail(w, "write", err);
}

bool file_close(struct whole_file *w, marsad_err *err)
{
    FILE *f = w->f;
    bool ok = fflush(f) == 0 && fsync(fileno(f)) == 0;

    w->f = NULL;
    if (!ok)
        fail(w, "write", err);
    if (fclose(f) != 0 && ok)
        ok = fail(w, "write", err);
    sha_hex(&w->sha, w->hex);
    return ok;
}

bool file_show(struct whole_file *w, marsad_err *err)
{
    if (rename(w->part, w->path) != 0)
        return fail(w, "rename", err);
    w->made = false;
    return true;
}

void file_drop(struct whole_file *w)
{
    if (w->f)
        fclose(w->f);
    if (w->made)
        unlink(w->part);
    w->f = NULL;
    w->made = false;
}

void sha_hex(struct sha256_ctx *sha, char hex[FILE_SHA_HEX])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(sha, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}
