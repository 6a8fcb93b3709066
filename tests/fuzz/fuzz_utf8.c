/*
 * fuzz_utf8.c - any bytes become valid UTF-8, and a second pass changes nothing.
 */
#include <stdlib.h>

#include "marsad/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_str raw = { (const char *)data, size };
    marsad_buf once = { 0 }, twice = { 0 };
    size_t broken = 0, again = 0, points = 0;

    for (size_t at = 0, len; at < size; at += len, points++) {
        (void)marsad_utf8_get(raw, at, &len);
        expect(len >= 1 && len <= size - at);
    }
    if (marsad_utf8_clean(raw, &once, &broken) && marsad_utf8_clean(marsad_buf_str(&once), &twice, &again)) {
        expect(again == 0 && marsad_utf8_valid(marsad_buf_str(&once)) == once.len);
        expect(marsad_str_equal(marsad_buf_str(&once), marsad_buf_str(&twice)));
        expect(marsad_utf8_count(marsad_buf_str(&once)) == points);
        expect((broken == 0) == (marsad_utf8_valid(raw) == size));
    }
    marsad_buf_release(&once);
    marsad_buf_release(&twice);
    return 0;
}
