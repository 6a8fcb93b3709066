/*
 * test_reviewed.c - stories heed what people say of reports: merge, split, reject, edit, undo. After each, what was
 * changed step by step is what comes out when all stories are made anew.
 */
#include "../testing.h"

#include <unistd.h>

#include "marsad/link.h"
#include "marsad/review.h"

static const struct text {
    const char *document, *body;
} TEXTS[] = {
    { "a",
      "قتل 15 شخصا وأصيب 40 آخرون بانفجار سيارة مفخخة في سوق شعبية في مدينة الصدر شرقي بغداد أمس السبت، بحسب الشرطة." },
    { "b",
      "قالت مصادر طبية إن 15 شخصا قتلوا وأصيب 42 آخرون بانفجار سيارة مفخخة في سوق بمدينة الصدر شرقي بغداد يوم السبت." },
    { "c", "قتل ثلاثة جنود بانفجار عبوة ناسفة استهدف دوريتهم غربي الموصل أمس السبت، بحسب مصدر أمني." },
    { "d", "أعلن مصدر أمني مقتل ثلاثة جنود بانفجار عبوة ناسفة استهدفت دورية للجيش غربي الموصل يوم السبت." },
};

struct box {
    char folder[64], path[96];
    marsad_dict *dict;
    marsad_arena *arena;
    marsad_store *store;
    char id[33]; /* of the last entry */
};

static void add_text(struct box *b, const struct text *t)
{
    marsad_article a = { .number = 1, .language = "ar", .published = "2021-03-14" };
    marsad_err err = { .code = MARSAD_OK };
    marsad_record r;
    bool added;

    a.document = a.source = a.title = S(t->document);
    a.text = S(t->body);
    marsad_article_digest(a.title, a.text, a.digest);
    marsad_arena_reset(b->arena);
    assert_true(marsad_record_make(b->dict, &a, b->arena, &r, &err));
    assert_true(marsad_store_add(b->store, &r, &added, &err));
}

static int set_up(void **state)
{
    struct box *b = calloc(1, sizeof *b);
    marsad_store_options options = { .create = true, .write = true };
    marsad_err err = { .code = MARSAD_OK };

    strcpy(b->folder, "/tmp/marsad-link-XXXXXX");
    if (!mkdtemp(b->folder))
        return -1;
    snprintf(b->path, sizeof b->path, "%s/t.db", b->folder);
    b->dict = marsad_dict_open(NULL, NULL);
    b->arena = marsad_arena_new(0);
    options.dict = b->dict;
    b->store = marsad_store_open(b->path, &options, &err);
    for (size_t i = 0; i < COUNT(TEXTS); i++)
        add_text(b, &TEXTS[i]);
    *state = b;
    return marsad_store_commit(b->store, &err) && marsad_link_update(b->store, NULL, &err) ? 0 : -1;
}

static int tear_down(void **state)
{
    static const char *const ENDINGS[] = { "", "-wal", "-shm" };
    struct box *b = *state;

    marsad_store_close(b->store);
    for (size_t i = 0; i < COUNT(ENDINGS); i++) {
        char path[128];

        snprintf(path, sizeof path, "%s%s", b->path, ENDINGS[i]);
        unlink(path);
    }
    rmdir(b->folder);
    marsad_arena_free(b->arena);
    marsad_dict_close(b->dict);
    free(b);
    return 0;
}

/* "ab cd": documents of first reports by story, in the order of their letters. */
struct listing {
    char stories[32][32];
    size_t n;
};

static bool list_story(void *user, const marsad_story *story)
{
    struct listing *l = user;
    bool has[4] = { false };

    for (size_t i = 0; i < story->n; i++)
        if (story->reports[i].number == 0)
            has[story->reports[i].article->document.ptr[0] - 'a'] = true;
    for (size_t i = 0, n = 0; i < 4; i++)
        if (has[i])
            l->stories[l->n][n++] = (char)('a' + i);
    l->n += l->stories[l->n][0] != 0;
    return true;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void list(struct box *b, char *out, size_t size)
{
    marsad_story_filter filter = { .sources_at_least = 0 };
    marsad_err err = { .code = MARSAD_OK };
    struct listing l = { .n = 0 };
    size_t n = 0;

    if (!marsad_link_stories(b->store, &filter, list_story, &l, &err))
        fail_msg("%s", err.msg);
    qsort(l.stories, l.n, sizeof l.stories[0], by_text);
    out[0] = 0;
    for (size_t i = 0; i < l.n; i++)
        n += (size_t)snprintf(out + n, size - n, "%s%s", i ? " " : "", l.stories[i]);
}

/* As it is now, and as it is when all is made anew. */
static void assert_stories(struct box *b, const char *expected)
{
    marsad_err err = { .code = MARSAD_OK };
    char now[200], again[200];

    list(b, now, sizeof now);
    assert_string_equal(now, expected);
    assert_true(marsad_link_again(b->store, NULL, &err));
    list(b, again, sizeof again);
    assert_string_equal(again, expected);
}

static bool note(void *user, const marsad_review *e)
{
    memcpy(user, e->id, sizeof e->id);
    return true;
}

static void ask(struct box *b, marsad_review_request r)
{
    marsad_err err = { .code = MARSAD_OK };

    r.by = "Amal";
    r.why = "because";
    if (!marsad_review_add(b->store, &r, note, b->id, &err) || !marsad_store_commit(b->store, &err) ||
        !marsad_link_update(b->store, NULL, &err))
        fail_msg("%s", err.msg);
}

static void undo(struct box *b)
{
    char id[33];

    memcpy(id, b->id, sizeof id);
    ask(b, (marsad_review_request){ .action = MARSAD_REVIEW_UNDO, .undoes = id });
}

static void test_pairs(void **state)
{
    struct box *b = *state;

    assert_stories(b, "ab cd");
    ask(b, (marsad_review_request){ .action = MARSAD_REVIEW_SPLIT, .report = "1:0", .other = "2:0" });
    assert_stories(b, "a b cd");
    undo(b);
    assert_stories(b, "ab cd");
    ask(b, (marsad_review_request){ .action = MARSAD_REVIEW_MERGE, .report = "4:0", .other = "1:0" });
    assert_stories(b, "abcd");
    ask(b, (marsad_review_request){ .action = MARSAD_REVIEW_SPLIT, .report = "1:0", .other = "4:0" });
    assert_stories(b, "ab cd");
}

static void test_rejected(void **state)
{
    struct box *b = *state;

    ask(b, (marsad_review_request){ .action = MARSAD_REVIEW_REJECT, .report = "2:0" });
    assert_stories(b, "a cd");
    undo(b);
    assert_stories(b, "ab cd");
    ask(b, (marsad_review_request){ .action = MARSAD_REVIEW_ACCEPT, .report = "2:0" });
    assert_stories(b, "ab cd");
}

static void test_edited(void **state)
{
    static const marsad_correction PLACE[] = { { "place", "geonames:415189" }, { "day", "2021-01-02" } };
    struct box *b = *state;

    ask(b, (marsad_review_request){
               .action = MARSAD_REVIEW_EDIT, .report = "4:0", .corrections = PLACE, .n_corrections = 2 });
    assert_stories(b, "ab c d");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_pairs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_rejected, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_edited, set_up, tear_down),
    };

    return cmocka_run_group_tests_name("link/reviewed", tests, NULL, NULL);
}
