/*
 * marks.c - the lines of a table of marks.
 */
#include "marks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define LINE_MAX_BYTES 1024

bool marks_read(const char *path, bool (*take)(void *user, const char *line), void *user, marsad_err *err)
{
    FILE *f = fopen(path, "r");
    char line[LINE_MAX_BYTES];
    bool head = true, ok = true;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be read: %s", strerror(errno));
    while (ok && fgets(line, sizeof line, f)) {
        if (line[0] == '#' || head) {
            head = line[0] == '#';
            continue;
        }
        ok = take(user, line) || marsad_fail(err, MARSAD_EFORMAT, path, MARSAD_NO_OFFSET, "not a mark: %.60s", line);
    }
    fclose(f);
    return ok;
}
