/*
 * fuzz_json.c - the JSON reader: any bytes behind a bracket, so that they are taken for JSON.
 */
#include "../input/fuzz_input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    marsad_buf bytes = { 0 };
    fuzz_seen seen;

    fuzz_both((marsad_str){ (const char *)data, size });
    fuzz_require(marsad_buf_add(&bytes, MARSAD_LIT("[{\"text\":\"first\"},")));
    fuzz_require(marsad_buf_add(&bytes, (marsad_str){ (const char *)data, size }));
    seen = fuzz_both(marsad_buf_str(&bytes));
    fuzz_require(seen.docs || seen.refused); /* refused as a whole where it looks binary */
    marsad_buf_release(&bytes);
    return 0;
}
