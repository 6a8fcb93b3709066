/*
 * test_article.c - articles out of documents: our own small texts, the samples, the seed.
 *
 * What comes out is written as lines, so that a case shows all of it:
 *     T title, W author, A agency, D dateline, P day, C caption, R credit, one line each where there is one; then the
 *     paragraphs behind "| "; "----" between articles.
 */
#include "testing.h"

#include "marsad/article.h"
#include "marsad/utf8.h"

#define SEED TEST_PATH("../shared/data/seed/000_c0af4a274a0208a4.txt")

struct fixture {
    marsad_dict *dict;
    marsad_arena *arena;
    marsad_buf out;
};

static void add(struct fixture *f, const char *mark, marsad_str s)
{
    if (s.ptr && s.len)
        assert_true(marsad_buf_addf(&f->out, "%s %.*s\n", mark, (int)s.len, s.ptr));
}

static const char *render(struct fixture *f, const marsad_articles *got)
{
    f->out.len = 0;
    for (size_t i = 0; i < got->n; i++) {
        const marsad_article *a = &got->at[i];
        marsad_str rest = a->text, part;

        if (i)
            assert_true(marsad_buf_add(&f->out, S("----\n")));
        assert_int_equal(a->number, i + 1);
        assert_int_equal(strlen(a->digest), 32);
        assert_int_equal(marsad_utf8_valid(a->text), a->text.len);
        add(f, "T", a->title);
        add(f, "W", a->author);
        add(f, "A", a->agency);
        add(f, "D", a->dateline);
        add(f, "P", S(a->published));
        for (size_t c = 0; c < a->n_captions; c++) {
            add(f, "C", a->captions[c].text);
            add(f, "R", a->captions[c].credit);
        }
        while (marsad_str_next(&rest, '\n', &part))
            add(f, "|", part);
    }
    assert_true(marsad_buf_add_byte(&f->out, '\0'));
    return f->out.ptr;
}

static const char *split(struct fixture *f, const marsad_doc *doc)
{
    marsad_articles got;
    marsad_err err = { 0 };

    marsad_arena_reset(f->arena);
    assert_true(marsad_article_split(f->dict, doc, f->arena, &got, &err));
    return render(f, &got);
}

static const struct text_case {
    const char *what, *title, *text, *expected;
} TEXT_CASES[] = {
    { "a sentence", NULL, "قتل جنديان في هجوم على حاجز شرق المدينة.", "| قتل جنديان في هجوم على حاجز شرق المدينة.\n" },
    { "a sentence without a stop stays text", NULL, "مقتل جنديين في هجوم على حاجز شرق المدينة",
      "| مقتل جنديين في هجوم على حاجز شرق المدينة\n" },
    { "one line is always text", NULL, "شارك هذا المقال", "| شارك هذا المقال\n" },
    { "a list without running text has no title", NULL, "مقتل جنديين شرق المدينة\nحريق في سوق شعبية",
      "| مقتل جنديين شرق المدينة\n| حريق في سوق شعبية\n" },
    { "title, agency line, dateline", NULL,
      "مقتل جنديين في هجوم شرق بغداد\n\nرويترز\n\nبغداد - رويترز: قتل جنديان في هجوم مسلح، بحسب الشرطة.\nوفر "
      "المهاجمون.",
      "T مقتل جنديين في هجوم شرق بغداد\nA رويترز\nD بغداد\n"
      "| بغداد - رويترز: قتل جنديان في هجوم مسلح، بحسب الشرطة.\n| وفر المهاجمون.\n" },
    { "furniture, tags, buttons", NULL,
      "قتل جنديان في هجوم مسلح على حاجز، بحسب الشرطة.\nشارك | طباعة | تعليقات (0)\nاقرأ أيضا: حريق في سوق شعبية\n"
      "وفر المهاجمون إلى جهة مجهولة بعد الهجوم.\nمواضيع ذات صلة:\nحريق في سوق شعبية\nماذا حدث في السوق؟\n3 تعليقات",
      "| قتل جنديان في هجوم مسلح على حاجز، بحسب الشرطة.\n| وفر المهاجمون إلى جهة مجهولة بعد الهجوم.\n" },
    { "caption printed twice", NULL,
      "رجال الإطفاء يخمدون النيران في السوق/أ ف ب\nرجال الإطفاء يخمدون النيران في السوق/ أ ف ب\n\n"
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.",
      "C رجال الإطفاء يخمدون النيران في السوق\nR أ ف ب\n| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n" },
    { "agency in brackets behind a paragraph is no caption", NULL,
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\nوقال شهود إن النيران أتت على عشرات المتاجر. (أ ف ب)",
      "| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n| وقال شهود إن النيران أتت على عشرات المتاجر. (أ ف ب)\n" },
    { "headings inside an article do not cut it", NULL,
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\nوقال شهود إن النيران أتت على عشرات المتاجر.\nما الذي حصل؟\n"
      "بدأت النيران في متجر صغير ثم امتدت إلى ما حوله.\nآراء السكان\nيطالب سكان الحي بمحاسبة المسؤولين عن الحريق.",
      "| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n| وقال شهود إن النيران أتت على عشرات المتاجر.\n"
      "| ما الذي حصل؟\n| بدأت النيران في متجر صغير ثم امتدت إلى ما حوله.\n| آراء السكان\n"
      "| يطالب سكان الحي بمحاسبة المسؤولين عن الحريق.\n" },
    { "a second article behind furniture", NULL,
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n\nالمزيد من المقالات\n\nمحافظ واسط يقدم استقالته\n"
      "محافظ واسط يقدم استقالته\n\nقدم محافظ واسط استقالته أمس إلى رئيس الوزراء.\nوقبل رئيس الوزراء الاستقالة فورا دون "
      "نقاش.",
      "| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n----\nT محافظ واسط يقدم استقالته\n"
      "| قدم محافظ واسط استقالته أمس إلى رئيس الوزراء.\n| وقبل رئيس الوزراء الاستقالة فورا دون نقاش.\n" },
    { "a related list in the middle does not cut", NULL,
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\nمواضيع ذات صلة\nمحافظ واسط يقدم استقالته\n"
      "وأضاف المصدر أن النيران أتت على عشرات المتاجر.\nوقالت الشرطة إنها فتحت تحقيقا في الحادث.",
      "| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n| وأضاف المصدر أن النيران أتت على عشرات المتاجر.\n"
      "| وقالت الشرطة إنها فتحت تحقيقا في الحادث.\n" },
    { "a related list in the middle and no word in common", NULL,
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\nمواضيع ذات صلة\nمحافظ واسط يقدم استقالته\n"
      "أضاف المصدر أن النيران أتت على عشرات المتاجر.\nقالت الشرطة إنها فتحت تحقيقا في الحادث.",
      "| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n| أضاف المصدر أن النيران أتت على عشرات المتاجر.\n"
      "| قالت الشرطة إنها فتحت تحقيقا في الحادث.\n" },
    { "an article behind a related list, words in common", NULL,
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\nمواضيع ذات صلة\nخبر سابق عن حريق\nمحافظ واسط يقدم استقالته\n"
      "قدم محافظ واسط استقالته أمس إلى رئيس الوزراء.\nقالت الحكومة إنها قبلت الاستقالة فورا دون نقاش.",
      "| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n----\nT محافظ واسط يقدم استقالته\n"
      "| قدم محافظ واسط استقالته أمس إلى رئيس الوزراء.\n| قالت الحكومة إنها قبلت الاستقالة فورا دون نقاش.\n" },
    { "headline and dateline after two paragraphs", NULL,
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\nوقال شهود إن النيران أتت على عشرات المتاجر.\n"
      "محافظ واسط يقدم استقالته\nالكوت - وكالات: قدم محافظ واسط استقالته أمس.",
      "| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n| وقال شهود إن النيران أتت على عشرات المتاجر.\n----\n"
      "T محافظ واسط يقدم استقالته\nA وكالات\nD الكوت\n| الكوت - وكالات: قدم محافظ واسط استقالته أمس.\n" },
    { "the same inside a document that has a title", "حريق في السوق",
      "اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\nوقال شهود إن النيران أتت على عشرات المتاجر.\n"
      "محافظ واسط يقدم استقالته\nالكوت - وكالات: قدم محافظ واسط استقالته أمس.",
      "T حريق في السوق\n| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n"
      "| وقال شهود إن النيران أتت على عشرات المتاجر.\n| محافظ واسط يقدم استقالته\n"
      "| الكوت - وكالات: قدم محافظ واسط استقالته أمس.\n" },
    { "the title at the head of the text", "حريق في السوق",
      "حريق في السُوق\n\nاندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.",
      "T حريق في السوق\n| اندلع حريق كبير في سوق شعبية وسط المدينة مساء أمس.\n" },
    { "the title in other words, as a caption", "التحالف يعمل على توفير المساعدات التقنية للدول الأفريقية",
      "قال المبعوث إن القوات باقية في العراق حتى إشعار آخر.\n"
      "وبحسب المبعوث يعمل التحالف على توفير المساعدات التقنية للدول الأفريقية\nوأكد أن المباحثات مستمرة مع الحكومة.",
      "T التحالف يعمل على توفير المساعدات التقنية للدول الأفريقية\n"
      "C وبحسب المبعوث يعمل التحالف على توفير المساعدات التقنية للدول الأفريقية\n"
      "| قال المبعوث إن القوات باقية في العراق حتى إشعار آخر.\n| وأكد أن المباحثات مستمرة مع الحكومة.\n" },
    { "place, outlet and day under the title", NULL,
      "الحوثيون ينفون خسارة المدينة\nصنعاء - البادية برس - 14 مارس 2021\n\nنفت الجماعة اليوم سيطرة القوات على المدينة.",
      "T الحوثيون ينفون خسارة المدينة\nA البادية برس\nD صنعاء\nP 2021-03-14\n| نفت الجماعة اليوم سيطرة القوات على "
      "المدينة.\n" },
    { "the day below the text", NULL,
      "الحوثيون ينفون خسارة المدينة\nنفت الجماعة اليوم سيطرة القوات على المدينة.\nآخر تحديث: 14/3/2021 - 10:30",
      "T الحوثيون ينفون خسارة المدينة\nP 2021-03-14\n| نفت الجماعة اليوم سيطرة القوات على المدينة.\n" },
    { "days as headings stay", NULL,
      "نفت الجماعة اليوم سيطرة القوات على المدينة.\n12 مارس 2021\nسيطرت القوات على المدينة صباح ذلك اليوم كاملة.",
      "| نفت الجماعة اليوم سيطرة القوات على المدينة.\n| 12 مارس 2021\n"
      "| سيطرت القوات على المدينة صباح ذلك اليوم كاملة.\n" },
    { "a headline with a place is no byline", NULL,
      "مقتل خمسة في بغداد\nقتل خمسة أشخاص في انفجار عبوة شرق بغداد صباح اليوم.",
      "T مقتل خمسة في بغداد\n| قتل خمسة أشخاص في انفجار عبوة شرق بغداد صباح اليوم.\n" },
    { "author", NULL, "مقتل خمسة في بغداد\nكتب: محمد العمري\nقتل خمسة أشخاص في انفجار عبوة شرق بغداد صباح اليوم.",
      "T مقتل خمسة في بغداد\nW محمد العمري\n| قتل خمسة أشخاص في انفجار عبوة شرق بغداد صباح اليوم.\n" },
    { "gallery buttons and labels of a page", "خبر",
      "Next Previous عين اليوم – الرياض\nقتل خمسة أشخاص في انفجار عبوة. سمات انفجار بغداد",
      "T خبر\nA عين اليوم\nD الرياض\n| قتل خمسة أشخاص في انفجار عبوة.\n" },
    { "link to the paper behind the last sentence", "خبر",
      "قتل خمسة أشخاص في انفجار عبوة. رابط الخبر بصحيفة الوئام: مقتل خمسة هذا الخبر يتبع لـ خبر سابق",
      "T خبر\n| قتل خمسة أشخاص في انفجار عبوة.\n" },
    { "only a title", "خبر", "", "T خبر\n" },
    { "nothing", NULL, "", "" },
    { "no letters", NULL, " *** \n ... \n>\n", "" },
};

static void test_texts(void **state)
{
    for (size_t i = 0; i < COUNT(TEXT_CASES); i++) {
        const struct text_case *c = &TEXT_CASES[i];
        marsad_doc doc = { .id = S("doc"), .text = S(c->text), .title = S(c->title) };
        const char *got = split(*state, &doc);

        if (strcmp(got, c->expected) != 0)
            fail_msg("%s\ngot:\n%s\nexpected:\n%s", c->what, got, c->expected);
    }
}

static const struct byline_case {
    const char *text, *place, *agency, *author;
} HEAD_CASES[] = {
    { "بغداد - رويترز: قتل خمسة أشخاص في انفجار عبوة.", "بغداد", "رويترز", "" },
    { "مدريد - (د ب أ): أعلنت الشرطة اعتقال خمسة أشخاص.", "مدريد", "د ب أ", "" },
    { "بانكوك ـ رويترز: أعلنت الشرطة اعتقال خمسة أشخاص.", "بانكوك", "رويترز", "" },
    { "واشنطن (ا ف ب) - أعلنت الشرطة اعتقال خمسة أشخاص.", "واشنطن", "ا ف ب", "" },
    { "غزة - (و.م.ن): شنت طائرات غارات على مواقع في القطاع.", "غزة", "و.م.ن", "" },
    { "عوض العطوي- سبق- تبوك: أعلنت الشرطة اعتقال خمسة أشخاص.", "تبوك", "سبق", "عوض العطوي" },
    { "القاهرة: «الشرق الأوسط» أعلنت الشرطة اعتقال خمسة أشخاص.", "القاهرة", "", "" },
    { "بغداد - أعلنت الشرطة اعتقال خمسة أشخاص في المدينة.", "بغداد", "", "" },
    { "محمد العمري – جدة أعلنت الشرطة اعتقال خمسة أشخاص في المدينة.", "جدة", "", "محمد العمري" },
    { "إدلب - مرفأ نيوز: دخلت قافلة مساعدات إلى المحافظة.", "إدلب", "مرفأ نيوز", "" },
    { "قال الوزير: لن نسمح بذلك أبدا في هذه البلاد.", "", "", "" },
    { "في بغداد: قتل خمسة أشخاص في انفجار عبوة صباحا.", "", "", "" },
    { "أعلنت الشرطة في بغداد - وهي كبيرة - اعتقال خمسة أشخاص.", "", "", "" },
},
  AUTHOR_CASES[] = {
      { "جدة - محمد العمري", "جدة", "", "محمد العمري" },
      { "محمد العمري - جدة", "جدة", "", "محمد العمري" },
      { "محمد العمري (جدة)", "جدة", "", "محمد العمري" },
      { "محمد العمري من الدمام", "الدمام", "", "محمد العمري" },
      { "«الاقتصادية» من الرياض", "الرياض", "الاقتصادية", "" },
      { "واس - الرياض", "الرياض", "واس", "" },
      { "د ب ا - أبو ظبي", "أبو ظبي", "د ب ا", "" },
      { "الوئام - رويترز :", "", "رويترز", "" },
      { "لندن: «الشرق الأوسط»", "لندن", "الشرق الأوسط", "" },
      { "محمد العمري", "", "", "محمد العمري" },
      { "بقلم: محمد العمري", "", "", "محمد العمري" },
      { "واس", "", "واس", "" },
      { "  ", "", "", "" },
  };

static void check_fields(const struct byline_case *c, const marsad_article *a)
{
    if (!marsad_str_equal(a->dateline, S(c->place)) || !marsad_str_equal(a->agency, S(c->agency)) ||
        !marsad_str_equal(a->author, S(c->author)))
        fail_msg("%s: place '%.*s' agency '%.*s' author '%.*s'", c->text, (int)a->dateline.len,
                 a->dateline.len ? a->dateline.ptr : "", (int)a->agency.len, a->agency.len ? a->agency.ptr : "",
                 (int)a->author.len, a->author.len ? a->author.ptr : "");
}

static void test_bylines(void **state)
{
    struct fixture *f = *state;
    marsad_articles got;

    for (size_t i = 0; i < COUNT(HEAD_CASES); i++) {
        marsad_doc doc = { .id = S("doc"), .text = S(HEAD_CASES[i].text) };

        marsad_arena_reset(f->arena);
        assert_true(marsad_article_split(f->dict, &doc, f->arena, &got, NULL));
        assert_int_equal(got.n, 1);
        check_fields(&HEAD_CASES[i], got.at);
        assert_true(got.at[0].text.len + 4 > strlen(HEAD_CASES[i].text)); /* it stays in the text */
    }
    for (size_t i = 0; i < COUNT(AUTHOR_CASES); i++) {
        marsad_doc doc = { .id = S("doc"), .text = S("نص الخبر."), .author = S(AUTHOR_CASES[i].text) };

        marsad_arena_reset(f->arena);
        assert_true(marsad_article_split(f->dict, &doc, f->arena, &got, NULL));
        check_fields(&AUTHOR_CASES[i], got.at);
    }
}

static void test_language(void **state)
{
    static const struct {
        const char *text, *language;
    } CASES[] = {
        { "قتل خمسة أشخاص في انفجار عبوة شرق بغداد.", "ar" },
        { "Five people were killed in Baghdad.", "und" },
        { "ریيس جمهور گفت که پنج نفر در چهار شهر کشته شدند و پژوهشگران گزارش دادند.", "und" },
        { "12:30", "und" },
    };
    struct fixture *f = *state;
    marsad_articles got;

    for (size_t i = 0; i < COUNT(CASES); i++) {
        marsad_doc doc = { .id = S("doc"), .text = S(CASES[i].text) };

        assert_true(marsad_article_split(f->dict, &doc, f->arena, &got, NULL));
        assert_int_equal(got.n, 1);
        assert_string_equal(got.at[0].language, CASES[i].language);
    }
}

static void test_digest(void **state)
{
    char a[33], b[33];

    (void)state;
    marsad_article_digest((marsad_str){ 0 }, S("x"), a);
    marsad_article_digest(S(""), S("x"), b);
    assert_string_equal(a, b);
    assert_string_equal(a, "50e75c341f815dd59ebaa3c94e6c7e68");
    marsad_article_digest(S("x"), S(""), b);
    assert_string_not_equal(a, b);
}

/* Memory that ends anywhere gives a clean failure, never half an article. */
static void test_no_memory(void **state)
{
    struct fixture *f = *state;
    marsad_doc doc = { .id = S("doc"), .text = S(TEXT_CASES[10].text), .author = S("واس - جدة") };
    marsad_articles got;
    bool ok = false;

    for (size_t limit = 1; !ok && limit < (size_t)1 << 20; limit += 256) {
        marsad_arena *arena = marsad_arena_new(limit);
        marsad_err err = { 0 };

        assert_non_null(arena);
        ok = marsad_article_split(f->dict, &doc, arena, &got, &err);
        if (!ok)
            assert_int_equal(err.code, MARSAD_ENOMEM);
        marsad_arena_free(arena);
    }
    assert_true(ok);
}

/* A text of nothing but repeated or short lines takes time in proportion to its length. */
static void test_many_lines(void **state)
{
    static const char *const LINES[] = { "شارك\n",    "نص\n", "رويترز\n", "خبر عن سوق المدينة\n", "مواضيع ذات صلة:\n",
                                         "صور: سوق\n" };
    struct fixture *f = *state;
    marsad_articles got;

    for (size_t i = 0; i < COUNT(LINES); i++) {
        marsad_buf text = { 0 };
        marsad_doc doc = { .id = S("doc") };

        for (size_t k = 0; k < 20000; k++)
            assert_true(marsad_buf_addf(&text, "%s%s", LINES[i], k % 2 ? "" : "1\n"));
        doc.text = marsad_buf_str(&text);
        marsad_arena_reset(f->arena);
        assert_true(marsad_article_split(f->dict, &doc, f->arena, &got, NULL));
        marsad_buf_release(&text);
    }
}

/* ---- files ---- */

static size_t count_articles(struct fixture *f, const char *path, const char **rendered)
{
    const char *paths[] = { path };
    marsad_input_options options = { .paths = paths, .n_paths = 1, .limits = marsad_input_limits_defaults() };
    marsad_input *in = marsad_input_open(&options, NULL);
    marsad_articles got = { 0 };
    marsad_doc doc;

    assert_non_null(in);
    marsad_arena_reset(f->arena);
    assert_int_equal(marsad_input_next(in, f->arena, &doc, NULL), MARSAD_MORE);
    assert_true(marsad_article_split(f->dict, &doc, f->arena, &got, NULL));
    *rendered = render(f, &got);
    marsad_input_close(in);
    return got.n;
}

static void test_samples(void **state)
{
    static const struct {
        const char *path;
        size_t articles;
        const char *title; /* of the last one */
    } SAMPLES[] = {
        { TEST_PATH("samples/text/01-two-articles-caption.txt"), 2,
          "T محافظ واسط يقدم استقالته بعد يوم دام في الكوت\n" },
        { TEST_PATH("samples/text/02-gaza-agency.txt"), 1,
          "T غارات إسرائيلية على غزة والفصائل تعلن العودة إلى التهدئة\n" },
        { TEST_PATH("samples/text/03-haradh-denial.txt"), 1, "P 2021-03-14\n" },
        { TEST_PATH("samples/text/04-aid-and-crash.txt"), 2, "P 2021-03-03\n" },
        { TEST_PATH("samples/text/05-kuwait-statement.txt"), 1, "P 2021-03-05\n" },
        { TEST_PATH("samples/text/06-kut-copy.txt"), 1, "P 2021-03-12\n" },
        { TEST_PATH("samples/text/07-mali-abduction.txt"), 1, "D باماكو\n" },
        { TEST_PATH("samples/text/08-bulletins.txt"), 2, "A المقرن\nD الخرطوم\nP 2021-03-21\n" },
    };
    const char *text;

    for (size_t i = 0; i < COUNT(SAMPLES); i++) {
        size_t n = count_articles(*state, SAMPLES[i].path, &text);

        if (n != SAMPLES[i].articles || !strstr(text, SAMPLES[i].title))
            fail_msg("%s: %zu articles\n%s", SAMPLES[i].path, n, text);
        assert_null(strstr(text, "| شارك"));
        assert_null(strstr(text, "| طباعة"));
    }
}

static void test_seed(void **state)
{
    FILE *file = fopen(SEED, "rb");
    const char *text, *second;

    if (!file) {
        print_message("skipped: %s is not there\n", SEED);
        skip();
    }
    fclose(file);
    assert_int_equal(count_articles(*state, SEED, &text), 2);
    second = strstr(text, "----\n");
    assert_non_null(second);
    assert_true(strncmp(text, "C ", 2) == 0); /* no title, no day: a caption, once, with its credit */
    assert_non_null(strstr(text, "\nR وكالة الصحافة الفرنسية\n|"));
    assert_true(strncmp(second, "----\nT ", 7) == 0);
    assert_non_null(strstr(second, "\nC وبحسب"));
    assert_non_null(strstr(text, "\n| ما الذي حصل؟\n"));
    assert_null(strstr(text, "| المزيد"));
    assert_null(strstr(text, "| مواضيع"));
}

static int set_up(void **state)
{
    static struct fixture f;
    marsad_err err = { 0 };

    f = (struct fixture){ .dict = marsad_dict_open(NULL, &err), .arena = marsad_arena_new(0) };
    if (!f.dict)
        print_error("%s\n", err.msg);
    *state = &f;
    return f.dict && f.arena ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    marsad_dict_close(f->dict);
    marsad_arena_free(f->arena);
    marsad_buf_release(&f->out);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),   cmocka_unit_test(test_bylines),   cmocka_unit_test(test_language),
        cmocka_unit_test(test_digest),  cmocka_unit_test(test_no_memory), cmocka_unit_test(test_many_lines),
        cmocka_unit_test(test_samples), cmocka_unit_test(test_seed),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
