/*
 * speech_forms.c - speech that no verb of saying tells: phrases (بحسب مصادر), headlines (مصدر أمني: …), participles
 * that go on (مضيفا أن), papers (جاء في بيان أن).
 */
#include "event/speech.h"

#define ABOUT 10 /* tokens between "جاء في بيان" and أن */

/* وفق النظام: by law. النظام السوري is a state. */
static bool is_law(const struct analysis *a, const struct phrase *p)
{
    return p->last == p->first + 1 && signal_at(a, p->head, "law", NULL).ptr;
}

/* بحسب جون سميث، أحد المنظمين: two words or more that no dictionary knows. */
static bool is_name_of_speaker(const struct analysis *a, uint32_t before, const struct phrase *p)
{
    return p->last >= p->first + 2 && !p->definite && speech_is_unknown_name(a, before, p);
}

/* بحسب مصادر، وفقا للشرطة، نقلا عن … */
bool speech_of_phrase(const struct analysis *a, uint32_t i, struct speech *s)
{
    uint32_t tokens;
    size_t k;

    if (word_at(a, i)->class == WORD_VERB || !signal_at(a, i, "according-to", &tokens).ptr) /* وأن يوفق القادة */
        return false;
    k = phrase_after(a, i + tokens);
    if (k == a->n_phrases || a->phrases[k].first > i + tokens + 1 || is_law(a, &a->phrases[k]) ||
        !(speech_can(a, &a->phrases[k]) || signal_at(a, a->phrases[k].head, "tally", NULL).ptr ||
          is_name_of_speaker(a, i + tokens - 1, &a->phrases[k])))
        return false;
    *s = (struct speech){ .found = true,
                          .has_speaker = true,
                          .behind = true,
                          .verb = i,
                          .verb_tokens = tokens,
                          .speaker = a->phrases[k],
                          .from = a->first,
                          .to = a->last };
    speech_extend_to_name(a, &s->speaker);
    return true;
}

/* "الوزير الأردني: نرحب ب", "مصدر أمني: مقتل خمسة": who stands before the colon of a headline speaks. */
bool speech_of_headline(const struct analysis *a, uint32_t i, struct speech *s)
{
    if (i != a->first || !a->n_phrases || a->phrases[0].first != a->first || !is_bare(&a->phrases[0]) ||
        a->phrases[0].conjoined || a->phrases[0].last >= a->last ||
        !marsad_token_is(a->text, a->phrases[0].last, ":") || !speech_can(a, &a->phrases[0]) ||
        is_outlet(a, &a->phrases[0]))
        return false;
    *s = (struct speech){ .found = true,
                          .has_speaker = true,
                          .verb = a->phrases[0].last,
                          .verb_tokens = 1,
                          .speaker = a->phrases[0],
                          .from = a->phrases[0].last + 1,
                          .to = a->last };
    return true;
}

/*
 * "وأكدت القوات تسلمها الطائرات، مشيرة إلى أن": the subject of the verb speaks on; at the head of a sentence the one
 * who spoke last (مضيفا أن). Where a verb of speech stands before, it bears on this too.
 */
bool speech_of_participle(const struct analysis *a, uint32_t i, const struct speeches *before, struct speech *s)
{
    uint32_t verb = a->first;
    struct roles r;

    if (word_at(a, i)->class == WORD_VERB || !signal_at(a, i, "saying", NULL).ptr || before->n || i + 2 >= a->last ||
        !(speech_opens_words(a, i + 1) || speech_opens_words(a, i + 2)))
        return false;
    *s = (struct speech){ .found = true, .verb = i, .verb_tokens = 1, .from = i + 1, .to = a->last };
    while (verb < i && word_at(a, verb)->class != WORD_VERB)
        verb++;
    if (verb == i)
        return i == a->first;
    roles_find(a, verb, 1, 'v', &r);
    if (!r.has_subject || word_at(a, verb)->suffix || !speech_can(a, &r.subject))
        return false;
    speech_take(a, s, &r.subject);
    return true;
}

/* بيان لفلان، بيان صادر عن فلان: with whose it is. */
static struct phrase paper_of(const struct analysis *a, const struct phrase *paper)
{
    struct phrase whole = *paper;
    size_t k = phrase_after(a, paper->last);

    if (k < a->n_phrases && a->phrases[k].first == paper->last && a->phrases[k].prep == paper->last &&
        (word_at(a, paper->last)->clitics & MARSAD_CLITIC_LI) &&
        (speech_can(a, &a->phrases[k]) || speech_is_unknown_name(a, paper->last - 1, &a->phrases[k])))
        whole.last = a->phrases[k].last;
    return whole;
}

/* جاء في بيان للوزارة أن: the paper speaks. */
bool speech_of_document(const struct analysis *a, uint32_t i, struct speech *s)
{
    size_t k = phrase_after(a, i + 1);
    const struct phrase *paper = k < a->n_phrases ? &a->phrases[k] : NULL;
    uint32_t in = i + 1 < a->last && is_comma(a, i + 1) ? i + 2 : i + 1;

    if (word_at(a, i)->class != WORD_VERB || !signal_at(a, i, "document-verb", NULL).ptr || !paper || paper->prep != in)
        return false;
    for (uint32_t at = paper->last; at < a->last && at < paper->last + ABOUT; at++)
        if (speech_opens_words(a, at)) {
            *s = (struct speech){ .found = true,
                                  .has_speaker = true,
                                  .verb = i,
                                  .verb_tokens = 1,
                                  .speaker = paper_of(a, paper),
                                  .from = paper->last,
                                  .to = a->last };
            return true;
        }
    return false;
}
