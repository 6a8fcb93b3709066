/*
 * datafile.c - finding and mapping the files that belong to the program.
 */
#include "base/datafile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef MARSAD_DATA_DIR
#define MARSAD_DATA_DIR "/usr/local/share/marsad"
#endif

#define FOLDERS_ABOVE 3

static bool beside_program(const char *name, char out[PATH_MAX])
{
    char exe[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

    if (n <= 0)
        return false;
    exe[n] = 0;
    for (int up = 0; up < FOLDERS_ABOVE; up++) {
        char *slash = strrchr(exe, '/');

        if (!slash)
            return false;
        *slash = 0;
        if (snprintf(out, PATH_MAX, "%s/%s", exe, name) < PATH_MAX && access(out, R_OK) == 0)
            return true;
    }
    return false;
}

const char *datafile_find(const char *path, const char *variable, const char *name, char room[PATH_MAX])
{
    const char *said = getenv(variable);

    if (path)
        return path;
    if (said && *said)
        return said;
    if (!beside_program(name, room))
        snprintf(room, PATH_MAX, "%s/%s", MARSAD_DATA_DIR, name);
    return room;
}

void *datafile_map(const char *path, const char *what, size_t least, size_t *size, marsad_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a named pipe must not stop us */
    void *base = MAP_FAILED;
    struct stat st;

    if (fd < 0 || fstat(fd, &st) < 0)
        marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot open the %s: %s", what, strerror(errno));
    else if (!S_ISREG(st.st_mode) || (uint64_t)st.st_size < least || (uint64_t)st.st_size > SIZE_MAX)
        marsad_fail(err, MARSAD_EFORMAT, path, 0, "this is no %s of marsad", what);
    else if ((base = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0)) == MAP_FAILED)
        marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot map the %s: %s", what, strerror(errno));
    else
        *size = (size_t)st.st_size;
    if (fd >= 0)
        close(fd);
    return base == MAP_FAILED ? NULL : base;
}

void datafile_unmap(void *base, size_t size)
{
    if (base)
        munmap(base, size);
}
