/*
 * test_record.c - code points, the JSON writer, and the shape of a record.
 */
#include "../testing.h"

#include <jansson.h>
#include <math.h>

#include "marsad/utf8.h"
#include "record/writer.h"
#include "sample.h"

/* ---- code points ---- */

static void test_points_agree_with_counting(void **state)
{
    test_rng rng = test_rng_start("points");
    marsad_arena *arena = marsad_arena_new(0);

    (void)state;
    for (int round = 0; round < 200; round++) {
        static const uint32_t KINDS[] = { 'a', 0x645 /* م */, 0x2013, 0x1F600 };
        marsad_buf text = { 0 };
        uint32_t point = 0;
        marsad_points p;

        for (size_t i = test_rng_below(&rng, 300); i > 0; i--) {
            char c[4];
            size_t n = marsad_utf8_put(KINDS[test_rng_below(&rng, COUNT(KINDS))], c);

            assert_true(marsad_buf_add(&text, (marsad_str){ c, n }));
        }
        assert_true(marsad_points_init(&p, marsad_buf_str(&text), arena));
        assert_int_equal(p.total, marsad_utf8_count(marsad_buf_str(&text)));
        for (size_t byte = 0, len; byte < text.len; byte += len, point++) {
            marsad_utf8_get(marsad_buf_str(&text), byte, &len);
            assert_int_equal(marsad_points_of(&p, (uint32_t)byte), point);
            assert_int_equal(marsad_points_byte(&p, point), byte);
        }
        assert_int_equal(marsad_points_of(&p, (uint32_t)text.len), p.total);
        assert_int_equal(marsad_points_byte(&p, p.total + 5), text.len);
        assert_int_equal(marsad_points_str(&p, (marsad_span){ .end = UINT32_MAX }).len, text.len);
        assert_int_equal(marsad_points_str(&p, (marsad_span){ .start = UINT32_MAX, .end = UINT32_MAX }).len, 0);
        marsad_buf_release(&text);
        marsad_arena_reset(arena);
    }
    marsad_arena_free(arena);
}

/* ---- the writer ---- */

static const struct number_case {
    double value;
    const char *json;
} NUMBERS[] = {
    { 0, "0" },         { -0.0, "0" },          { 7, "7" },
    { -12, "-12" },     { 2500000, "2500000" }, { 0.5, "0.5" },
    { 33.42, "33.42" }, { 45.0367, "45.0367" }, { 1e18, "1e+18" },
    { NAN, "null" },    { INFINITY, "null" },
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(NUMBERS); i++) {
        marsad_buf out = { 0 };
        struct jw j = jw_to(&out);

        jw_number(&j, NUMBERS[i].value);
        assert_str(marsad_buf_str(&out), NUMBERS[i].json);
        marsad_buf_release(&out);
    }
}

static void test_strings(void **state)
{
    marsad_buf out = { 0 };
    struct jw j = jw_to(&out);

    (void)state;
    jw_open(&j, '[');
    jw_str(&j, S("a\"b\\c\n\t\v\x01\x7F/ م\u00A0\xC2\x9B"));
    jw_str(&j, (marsad_str){ 0 });
    jw_str(&j, S(""));
    jw_text(&j, "");
    jw_close(&j, ']');
    assert_str(marsad_buf_str(&out), "[\"a\\\"b\\\\c\\n\\t\\u000b\\u0001\\u007f/ م\u00A0\\u009b\",null,\"\",null]");
    marsad_buf_release(&out);
}

/* ---- the record ---- */

static const char *const KEYS[] = { "schema",   "document",  "article",    "url",        "source",   "title",
                                    "author",   "published", "language",   "captions",   "text",     "sentences",
                                    "mentions", "times",     "quantities", "statements", "events",   "problems",
                                    "dateline", "agency",    "metadata",   "entries",    "versions", "capture",
                                    "group",    "holdings" };

static const char *const EVENT_KEYS[] = { "id",         "type",       "mode",       "sentence",     "trigger",
                                          "actors",     "recipients", "place",      "time",         "killed",
                                          "injured",    "captured",   "displaced",  "participants", "control",
                                          "factuality", "source",     "confidence", "missing",      "cue",
                                          "codes" };

static void check_keys(const json_t *object, const char *const *keys, size_t n)
{
    void *at = json_object_iter((json_t *)object);

    for (size_t i = 0; i < n; i++) {
        assert_non_null(at);
        assert_string_equal(json_object_iter_key(at), keys[i]);
        at = json_object_iter_next((json_t *)object, at);
    }
    assert_null(at);
}

static size_t byte_of(const char *text, json_int_t point)
{
    size_t at = 0, len;

    for (; point > 0; point--, at += len)
        marsad_utf8_get(S(text), at, &len);
    return at;
}

/* Every object with start, end and text quotes the article's text. */
static size_t check_quotes(const char *text, const json_t *value)
{
    const json_t *start = json_object_get(value, "start"), *end = json_object_get(value, "end");
    const char *quote = json_string_value(json_object_get(value, "text"));
    size_t n = 0, i;
    const char *key;
    json_t *item;

    if (quote && json_is_integer(start)) {
        size_t from = byte_of(text, json_integer_value(start)), to = byte_of(text, json_integer_value(end));

        assert_str(marsad_str_slice(S(text), from, to), quote);
        n++;
    }
    json_object_foreach((json_t *)value, key, item) n += check_quotes(text, item);
    json_array_foreach((json_t *)value, i, item) n += check_quotes(text, item);
    return n;
}

static json_t *record_of(marsad_record_part part, marsad_arena *arena)
{
    marsad_record record;
    marsad_buf out = { 0 };
    marsad_err err = { .code = MARSAD_OK };
    json_error_t problem;
    json_t *json;

    sample_record(arena, 1, &record);
    assert_true(marsad_record_json(&record, part, &out, &err));
    json = json_loadb(out.ptr, out.len, JSON_REJECT_DUPLICATES, &problem);
    if (!json)
        fail_msg("%s: %.*s", problem.text, (int)out.len, out.ptr);
    marsad_buf_release(&out);
    return json;
}

static void test_record_keys(void **state)
{
    marsad_arena *arena = marsad_arena_new(0);
    json_t *json = record_of(MARSAD_RECORD_FULL, arena), *event;
    size_t i;

    (void)state;
    check_keys(json, KEYS, COUNT(KEYS));
    json_array_foreach(json_object_get(json, "events"), i, event) check_keys(event, EVENT_KEYS, COUNT(EVENT_KEYS));
    assert_true(check_quotes(json_string_value(json_object_get(json, "text")), json) > 15);
    json_decref(json);
    marsad_arena_free(arena);
}

static const struct pointer_case {
    const char *list;
    size_t at;
    const char *json; /* the item as compact JSON */
} ITEMS[] = {
    { "captions", 1, "{\"text\":\"caption two\",\"credit\":null}" },
    { "sentences", 0, "[0,52]" },
    { "mentions", 0,
      "{\"id\":0,\"kind\":\"place\",\"start\":20,\"end\":23,\"text\":\"عدن\",\"entity\":null,\"place\":{\"id\":"
      "\"geonames:415189\",\"name\":\"Aden\",\"country\":\"YE\",\"admin1\":\"Aden\",\"lat\":12.7794,\"lon\":45.0367,"
      "\"precision\":\"settlement\",\"radius_km\":null},\"country\":null,\"role\":null}" },
    { "mentions", 1,
      "{\"id\":1,\"kind\":\"organisation\",\"start\":33,\"end\":38,\"text\":\"الجيش\",\"entity\":\"marsad:army\","
      "\"place\":null,\"country\":\"YE\",\"role\":\"MIL\"}" },
    { "times", 1,
      "{\"start\":59,\"end\":62,\"text\":\"رقم\",\"value\":\"P3D\",\"from\":null,\"to\":null,\"kind\":\"duration\","
      "\"rule\":\"length\"}" },
    { "quantities", 0,
      "{\"start\":4,\"end\":12,\"text\":\"7 مدنيين\",\"min\":7,\"max\":7,\"approximate\":false,\"of\":\"مدني\","
      "\"role\":\"killed\",\"part\":false,\"cumulative\":false}" },
    { "quantities", 1,
      "{\"start\":59,\"end\":62,\"text\":\"رقم\",\"min\":2.5,\"max\":null,\"approximate\":true,\"of\":null,"
      "\"role\":null,\"part\":true,\"cumulative\":true}" },
    { "statements", 1,
      "{\"speaker\":null,\"verb\":\"قالت\",\"start\":67,\"end\":72,\"speaker_start\":null,\"speaker_end\":null,"
      "\"kind\":null,\"stance\":null,\"via\":null,\"quote\":null}" },
    { "statements", 0,
      "{\"speaker\":\"الشرطة\",\"verb\":\"قالت\",\"start\":0,\"end\":12,\"speaker_start\":45,\"speaker_end\":51,"
      "\"kind\":\"official\",\"stance\":\"said\",\"via\":{\"start\":20,\"end\":23,\"text\":\"عدن\"},"
      "\"quote\":{\"start\":4,\"end\":12,\"text\":\"7 مدنيين\"}}" },
    { "problems", 0,
      "{\"kind\":\"conflicting-months\",\"start\":13,\"end\":16,\"text\":\"أمس\",\"message\":\"two months\"}" },
    { "events", 1,
      "{\"id\":1,\"type\":\"PROTEST\",\"mode\":null,\"sentence\":1,\"trigger\":{\"start\":67,\"end\":72,\"text\":"
      "\"انتهى\"},\"actors\":[],\"recipients\":[],\"place\":{\"start\":53,\"end\":58,\"text\":\"الخبر\",\"id\":null,"
      "\"name\":null,\"country\":null,\"admin1\":null,\"lat\":null,\"lon\":null,\"precision\":null,\"radius_km\":null},"
      "\"time\":null,\"killed\":null,\"injured\":null,\"captured\":null,\"displaced\":null,\"participants\":null,"
      "\"control\":{\"gains\":null,\"loses\":null,\"territory\":null,\"status\":null,\"claim\":null,\"part\":null},"
      "\"factuality\":"
      "\"asserted\",\"source\":null,"
      "\"confidence\":1,\"missing\":{},\"cue\":null,\"codes\":{\"cameo\":null,\"acled_event\":null,\"acled_sub_event\":"
      "null,"
      "\"quad\":null,\"intensity\":null}}" },
    { "holdings", 1,
      "{\"sentence\":1,\"status\":\"besieged\",\"start\":0,\"end\":3,\"text\":\"قتل\",\"past\":false,\"holder\":null,"
      "\"place\":{\"start\":53,\"end\":58,\"text\":\"الخبر\",\"id\":null,\"name\":null,\"country\":null,"
      "\"admin1\":null,\"lat\":null,\"lon\":null,\"precision\":null,\"radius_km\":null},\"part\":null,"
      "\"part_of\":null,\"since\":null,\"factuality\":\"asserted\",\"cue\":null,\"source\":null,"
      "\"confidence\":0.75}" },
};

static void test_record_items(void **state)
{
    marsad_arena *arena = marsad_arena_new(0);
    json_t *json = record_of(MARSAD_RECORD_FULL, arena);

    (void)state;
    for (size_t i = 0; i < COUNT(ITEMS); i++) {
        json_t *item = json_array_get(json_object_get(json, ITEMS[i].list), ITEMS[i].at);
        char *text = json_dumps(item, JSON_COMPACT | JSON_REAL_PRECISION(9));

        assert_non_null(text);
        assert_string_equal(text, ITEMS[i].json);
        free(text);
    }
    json_decref(json);
    marsad_arena_free(arena);
}

static void test_record_counts(void **state)
{
    marsad_arena *arena = marsad_arena_new(0);
    json_t *json = record_of(MARSAD_RECORD_FULL, arena), *event = json_array_get(json_object_get(json, "events"), 0);
    json_t *participants = json_object_get(event, "participants");

    (void)state;
    assert_int_equal(json_integer_value(json_object_get(json_object_get(event, "killed"), "max")), 7);
    assert_int_equal(json_integer_value(json_object_get(participants, "min")), 10);
    assert_true(json_is_null(json_object_get(participants, "max")));
    assert_true(json_is_null(json_object_get(participants, "start")));
    json_decref(json);
    marsad_arena_free(arena);
}

static void test_only_articles(void **state)
{
    static const char *const LISTS[] = { "sentences",  "mentions", "times",    "quantities",
                                         "statements", "events",   "problems", "holdings" };
    marsad_arena *arena = marsad_arena_new(0);
    json_t *json = record_of(MARSAD_RECORD_ARTICLE, arena);

    (void)state;
    check_keys(json, KEYS, COUNT(KEYS));
    for (size_t i = 0; i < COUNT(LISTS); i++)
        assert_int_equal(json_array_size(json_object_get(json, LISTS[i])), 0);
    assert_int_equal(json_array_size(json_object_get(json, "captions")), 2);
    json_decref(json);
    marsad_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest TESTS[] = {
        cmocka_unit_test(test_points_agree_with_counting),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_record_keys),
        cmocka_unit_test(test_record_items),
        cmocka_unit_test(test_record_counts),
        cmocka_unit_test(test_only_articles),
    };

    return cmocka_run_group_tests(TESTS, NULL, NULL);
}
