/*
 * fuzz_warc.c - archives of the web, whole and cut, however reads cut them.
 */
#include "../input/fuzz_input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_str bytes = { (const char *)data, size };

    fuzz_both(bytes);
    fuzz_read(marsad_str_slice(bytes, 0, size / 2), 0);
    return 0;
}
