/*
 * test_stories.c - stories of invented reports, with the whole dictionary: what belongs together, and that the order of
 * arrival does not matter.
 */
#include "../testing.h"

#include <unistd.h>

#include "marsad/link.h"

struct text {
    const char *document, *published, *title, *body;
};

/* Two bombings, one visit, told by several papers; one of them a day later, one with another number. */
static const struct text TEXTS[] = {
    { "a", "2021-03-14", "انفجار في سوق بغداد",
      "قتل 15 شخصا وأصيب 40 آخرون بانفجار سيارة مفخخة في سوق شعبية في مدينة الصدر شرقي بغداد أمس السبت، بحسب الشرطة." },
    { "b", "2021-03-14", "15 قتيلا بتفجير في بغداد",
      "قالت مصادر طبية إن 15 شخصا قتلوا وأصيب 42 آخرون بانفجار سيارة مفخخة في سوق بمدينة الصدر شرقي بغداد يوم السبت." },
    { "c", "2021-03-15", "ارتفاع حصيلة تفجير مدينة الصدر",
      "ارتفعت إلى 17 قتيلا حصيلة انفجار سيارة مفخخة في سوق شعبية في مدينة الصدر ببغداد السبت 13 آذار 2021." },
    { "d", "2021-03-14", "هجوم في الموصل",
      "قتل ثلاثة جنود بانفجار عبوة ناسفة استهدف دوريتهم غربي الموصل أمس السبت، بحسب مصدر أمني." },
    { "e", "2021-03-14", "قتلى من الجيش في نينوى",
      "أعلن مصدر أمني مقتل ثلاثة جنود بانفجار عبوة ناسفة استهدفت دورية للجيش غربي الموصل يوم السبت." },
    { "f", "2021-03-14", "وزير الخارجية المصري في عمان",
      "وصل وزير الخارجية المصري إلى عمان اليوم الأحد في زيارة رسمية يلتقي خلالها نظيره الأردني." },
    { "g", "2021-03-15", "زيارة مصرية إلى الأردن",
      "وصل وزير الخارجية المصري إلى عمان أمس الأحد في زيارة رسمية التقى خلالها نظيره الأردني." },
    { "h", "2021-04-02", "انفجار في سوق بغداد",
      "قتل 15 شخصا وأصيب 40 آخرون بانفجار سيارة مفخخة في سوق شعبية في مدينة الصدر شرقي بغداد أمس الخميس." },
    { "i", "2021-03-14", "قصف في تعز",
      "قتل مدنيان بقصف مدفعي استهدف حيا سكنيا في مدينة تعز أمس السبت، بحسب مصدر طبي." },
};

struct box {
    char folder[64], path[96];
    marsad_dict *dict;
    marsad_arena *arena;
};

static int set_up(void **state)
{
    struct box *b = calloc(1, sizeof *b);

    strcpy(b->folder, "/tmp/marsad-link-XXXXXX");
    if (!mkdtemp(b->folder))
        return -1;
    b->dict = marsad_dict_open(NULL, NULL);
    b->arena = marsad_arena_new(0);
    *state = b;
    return b->dict && b->arena ? 0 : -1;
}

static int tear_down(void **state)
{
    struct box *b = *state;

    rmdir(b->folder);
    marsad_arena_free(b->arena);
    marsad_dict_close(b->dict);
    free(b);
    return 0;
}

static void remove_store(struct box *b)
{
    static const char *const ENDINGS[] = { "", "-wal", "-shm" };

    for (size_t i = 0; i < COUNT(ENDINGS); i++) {
        char path[128];

        snprintf(path, sizeof path, "%s%s", b->path, ENDINGS[i]);
        unlink(path);
    }
}

static marsad_store *new_store(struct box *b, const char *name)
{
    marsad_store_options options = { .create = true, .write = true, .dict = b->dict };
    marsad_err err = { .code = MARSAD_OK };
    marsad_store *s;

    snprintf(b->path, sizeof b->path, "%s/%s.db", b->folder, name);
    s = marsad_store_open(b->path, &options, &err);
    assert_non_null(s);
    return s;
}

static void add_text(struct box *b, marsad_store *s, const struct text *t)
{
    marsad_article a = { .number = 1,
                         .language = "ar",
                         .document = S(t->document),
                         .title = S(t->title),
                         .text = S(t->body),
                         .source = S(t->document) };
    marsad_err err = { .code = MARSAD_OK };
    marsad_record r;
    bool added;

    strcpy(a.published, t->published);
    marsad_article_digest(a.title, a.text, a.digest);
    marsad_arena_reset(b->arena);
    assert_true(marsad_record_make(b->dict, &a, b->arena, &r, &err));
    assert_true(marsad_store_add(s, &r, &added, &err));
    assert_true(marsad_store_commit(s, &err));
}

static void update(marsad_store *s)
{
    marsad_err err = { .code = MARSAD_OK };

    assert_true(marsad_link_update(s, NULL, &err));
}

/* "s… a b c|" for each story, its documents in the order of its reports. */
struct listing {
    char text[4096];
    size_t n;
    const char *only; /* type that is listed; NULL: all */
};

static bool list_story(void *user, const marsad_story *story)
{
    struct listing *l = user;

    l->n +=
        (size_t)snprintf(l->text + l->n, sizeof l->text - l->n, "%s %s %zu/%zu/%zu",
                         marsad_story_name_of(story->id).text, story->day, story->n, story->articles, story->sources);
    for (size_t i = 0; i < story->n; i++)
        l->n += (size_t)snprintf(l->text + l->n, sizeof l->text - l->n, " %.*s:%zu",
                                 MARSAD_STR_ARG(story->reports[i].article->document), story->reports[i].number);
    l->n += (size_t)snprintf(l->text + l->n, sizeof l->text - l->n, "|");
    assert_true(l->n < sizeof l->text);
    return true;
}

static void list(marsad_store *s, struct listing *l)
{
    marsad_story_filter filter = { .events = { .type = l->only } };
    marsad_err err = { .code = MARSAD_OK };

    l->n = 0;
    assert_true(marsad_link_stories(s, &filter, list_story, l, &err));
}

static bool together(const struct listing *l, const char *a, const char *b)
{
    const char *at = strstr(l->text, a), *end = at ? strchr(at, '|') : NULL;
    const char *begin = at;

    assert_non_null(at);
    while (begin > l->text && begin[-1] != '|')
        begin--;
    for (const char *c = begin; c + strlen(b) <= end; c++)
        if (strncmp(c, b, strlen(b)) == 0)
            return true;
    return false;
}

static void test_what_belongs_together(void **state)
{
    struct box *b = *state;
    marsad_store *s = new_store(b, "plain");
    struct listing l = { .only = NULL };

    for (size_t i = 0; i < COUNT(TEXTS); i++)
        add_text(b, s, &TEXTS[i]);
    update(s);
    list(s, &l);
    assert_true(together(&l, " a:0", " b:0"));
    assert_true(together(&l, " a:0", " c:0")); /* a day later, another number */
    assert_true(together(&l, " d:0", " e:0"));
    assert_true(together(&l, " f:0", " g:0"));
    assert_false(together(&l, " a:0", " d:0")); /* another place */
    assert_false(together(&l, " a:0", " h:0")); /* weeks later, in the same words */
    assert_false(together(&l, " a:0", " i:0"));
    marsad_store_close(s);
    remove_store(b);
}

static void shuffle(size_t *order, size_t n, test_rng *rng)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = (size_t)(test_rng_next(rng) % i), swap = order[i - 1];

        order[i - 1] = order[k];
        order[k] = swap;
    }
}

/* In whatever order articles come, and whether they are linked one by one or all at once. */
static void test_order_does_not_matter(void **state)
{
    struct box *b = *state;
    test_rng rng = test_rng_start("order of stories");
    struct listing first = { .only = NULL };
    size_t order[COUNT(TEXTS)];

    for (size_t i = 0; i < COUNT(TEXTS); i++)
        order[i] = i;
    for (int round = 0; round < 12; round++) {
        marsad_store *s = new_store(b, "order");
        struct listing l = { .only = NULL };

        for (size_t i = 0; i < COUNT(TEXTS); i++) {
            add_text(b, s, &TEXTS[order[i]]);
            if (test_rng_next(&rng) % 2)
                update(s);
        }
        update(s);
        list(s, &l);
        if (round == 0)
            first = l;
        assert_string_equal(l.text, first.text);
        marsad_store_close(s);
        remove_store(b);
        shuffle(order, COUNT(TEXTS), &rng);
    }
}

static void test_again_changes_nothing(void **state)
{
    struct box *b = *state;
    marsad_store *s = new_store(b, "again");
    struct listing before = { .only = NULL }, after = { .only = NULL };
    marsad_link_done done;
    marsad_err err = { .code = MARSAD_OK };
    int64_t behind;

    for (size_t i = 0; i < COUNT(TEXTS); i++)
        add_text(b, s, &TEXTS[i]);
    assert_true(marsad_link_behind(s, &behind, &err) && behind > 0);
    update(s);
    assert_true(marsad_link_behind(s, &behind, &err) && behind == 0);
    list(s, &before);
    assert_true(marsad_link_update(s, &done, &err));
    assert_int_equal(done.reports, 0);
    assert_true(marsad_link_again(s, &done, &err));
    assert_true(done.reports > 0);
    list(s, &after);
    assert_string_equal(before.text, after.text);
    marsad_store_close(s);
    remove_store(b);
}

static bool count_story(void *user, const marsad_story *story)
{
    (void)story;
    ++*(int *)user;
    return true;
}

static int count(marsad_store *s, const marsad_story_filter *f)
{
    marsad_err err = { .code = MARSAD_OK };
    int n = 0;

    assert_true(marsad_link_stories(s, f, count_story, &n, &err));
    return n;
}

static void test_filters(void **state)
{
    struct box *b = *state;
    marsad_store *s = new_store(b, "filters");
    struct listing l = { .only = "CONSULT" };

    for (size_t i = 0; i < COUNT(TEXTS); i++)
        add_text(b, s, &TEXTS[i]);
    update(s);
    list(s, &l);
    assert_null(strstr(l.text, " a:"));
    assert_non_null(strstr(l.text, " f:"));
    assert_true(count(s, &(marsad_story_filter){ .sources_at_least = 3 }) >= 1);
    assert_int_equal(count(s, &(marsad_story_filter){ .sources_at_least = 30 }), 0);
    assert_int_equal(count(s, &(marsad_story_filter){ .events = { .limit = 2 } }), 2);
    assert_int_equal(count(s, &(marsad_story_filter){ .events = { .place = "الموصل" }, .sources_at_least = 2 }), 1);
    assert_int_equal(count(s, &(marsad_story_filter){ .story = 1 }), 0);
    marsad_store_close(s);
    remove_store(b);
}

/* An article made to be of one event a thousand times, and many articles of one event: the cost of each is bounded. */
static void test_floods(void **state)
{
    enum { SENTENCES = 300, ARTICLES = 540, MOST_OF_ARTICLE = 256, MOST_PAIRS = 512 };
    struct box *b = *state;
    marsad_store *s = new_store(b, "floods");
    marsad_buf body = { 0 };
    marsad_link_done done;
    marsad_err err = { .code = MARSAD_OK };
    int64_t most = 0;

    for (int i = 0; i < SENTENCES; i++)
        assert_true(marsad_buf_addf(&body, "قتل %d أشخاص بانفجار سيارة مفخخة في سوق بغداد أمس السبت.\n", 3 + i % 7));
    assert_true(marsad_buf_add_byte(&body, 0));
    add_text(b, s, &(struct text){ "flood", "2021-03-14", "انفجارات في بغداد", body.ptr });
    assert_true(marsad_link_update(s, &done, &err));
    assert_true(done.reports >= SENTENCES);
    assert_true(done.links > 0 && done.links <= MOST_OF_ARTICLE * (MOST_OF_ARTICLE - 1) / 2);
    for (int i = 0; i < ARTICLES; i++) {
        char name[16];

        snprintf(name, sizeof name, "n%03d", i);
        body.len = 0;
        assert_true(
            marsad_buf_addf(&body, "قتل 15 شخصا بانفجار سيارة مفخخة في سوق بالموصل أمس السبت، بحسب المصدر %d.", i));
        assert_true(marsad_buf_add_byte(&body, 0));
        add_text(b, s, &(struct text){ name, "2021-03-14", "انفجار في الموصل", body.ptr });
    }
    assert_true(marsad_link_update(s, &done, &err));
    assert_int_equal(done.reports, ARTICLES);
    for (int64_t i = 0; i < ARTICLES; i++)
        most += i < MOST_PAIRS ? i : MOST_PAIRS;
    assert_int_equal(done.links, most);
    assert_int_equal(count(s, &(marsad_story_filter){ .events = { .place = "الموصل" }, .sources_at_least = 2 }), 1);
    marsad_buf_release(&body);
    marsad_store_close(s);
    remove_store(b);
}

static void test_reading_only(void **state)
{
    struct box *b = *state;
    marsad_store *s = new_store(b, "reading");
    marsad_store_options options = { .dict = b->dict };
    marsad_err err = { .code = MARSAD_OK };

    marsad_store_close(s);
    s = marsad_store_open(b->path, &options, &err);
    assert_non_null(s);
    assert_false(marsad_link_update(s, NULL, &err));
    assert_int_equal(err.code, MARSAD_EINVAL);
    marsad_store_close(s);
    remove_store(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_belongs_together), cmocka_unit_test(test_order_does_not_matter),
        cmocka_unit_test(test_again_changes_nothing), cmocka_unit_test(test_filters),
        cmocka_unit_test(test_reading_only),          cmocka_unit_test(test_floods),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
