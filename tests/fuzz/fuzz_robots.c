/*
 * fuzz_robots.c - robots.txt: the first line of the input is the path that is asked for, the rest the file.
 */
#include "fetch/robots.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_str rest = { (const char *)data, size }, path = { 0 };
    double delay;

    marsad_str_next(&rest, '\n', &path);
    robots_allows(rest, "marsad", path);
    delay = robots_delay(rest, "marsad");
    if (!(delay >= 0 && delay <= ROBOTS_MAX_DELAY))
        abort();
    if (!robots_allows(rest, "marsad", MARSAD_LIT("/robots.txt")))
        abort();
    return 0;
}
