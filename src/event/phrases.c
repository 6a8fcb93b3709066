/*
 * phrases.c - noun phrases.
 *
 * A noun phrase goes on over genitives, agreeing adjectives and names, and ends where definiteness or agreement breaks:
 *     [القوات العراقية] [مسلحين]     the indefinite word after a definite phrase begins the next one
 *     [مقتل سبعة مدنيين]             an indefinite noun governs what follows
 */
#include "event/analysis.h"

#define PHRASE_TOKENS 14
#define CLITIC_ANY (CLITIC_PREPOSITIONS | MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)

static bool begins_phrase(const struct word *w)
{
    return w->class == WORD_NOUN || w->class == WORD_NAME || w->class == WORD_NUMBER || w->class == WORD_QUANT ||
           w->class == WORD_DEM;
}

static bool is_definite_word(const struct word *w)
{
    return (w->clitics & MARSAD_CLITIC_AL) || w->class == WORD_NAME || w->suffix;
}

/* قادة، أجهزة: a broken plural whose suffixes change its end; it governs a genitive all the same. */
static bool ends_in_teh(const struct analysis *a, const struct word *w)
{
    return marsad_str_ends(a->text->tokens[w - a->words].norm, MARSAD_LIT("\u0647"));
}

/* A word that can govern no genitive: مسلحون، شخصا, an adjective. */
static bool is_closed(const struct analysis *a, const struct word *w)
{
    const uint32_t forms = MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL | MARSAD_FORM_ACCUSATIVE;

    if (w->form & MARSAD_FORM_CONSTRUCT)
        return false;
    return ((w->form & MARSAD_FORM_NO_SUFFIX) && (w->form & forms) && !ends_in_teh(a, w)) ||
           (w->adjective && w->agent < 0);
}

/* The accusative alef of an indefinite word: شخصا, not مسلحين. */
static bool is_tanwin(const struct analysis *a, const struct word *w)
{
    return (w->form & MARSAD_FORM_ACCUSATIVE) && (w->form & MARSAD_FORM_NO_SUFFIX) &&
           marsad_str_ends(a->text->tokens[w - a->words].norm, MARSAD_LIT("\u0627"));
}

/* Can an adjective of this form describe a noun of that form? */
static bool agrees(uint32_t noun, uint32_t adjective)
{
    if (!noun || !adjective)
        return true;
    if (adjective & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL))
        return noun & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL);
    if (adjective & MARSAD_FORM_FEMININE)
        return noun & (MARSAD_FORM_FEMININE | MARSAD_FORM_PLURAL);
    return !(noun & (MARSAD_FORM_PLURAL | MARSAD_FORM_FEMININE));
}

/* الحرب الأميركية: feminine without its mark. */
static bool agrees_at(const struct analysis *a, uint32_t noun, const struct word *adjective)
{
    return agrees(word_at(a, noun)->form, adjective->form) ||
           ((adjective->form & MARSAD_FORM_FEMININE) && signal_at(a, noun, "feminine-noun", NULL).ptr);
}

struct growing {
    uint32_t head; /* token */
    uint32_t at;   /* next token */
    bool definite, number, partitive;
};

/* The same of a word in its place: جماعة متمردة أخرى [محطة], but من أبرز [أعضاء اللجنة]. */
static bool is_closed_at(const struct analysis *a, uint32_t i)
{
    if (signal_at(a, i, "elative", NULL).ptr)
        return false;
    return is_closed(a, word_at(a, i)) || signal_at(a, i, "other", NULL).ptr;
}

static bool takes_apposed_name(const struct analysis *a, const struct growing *g, const marsad_mention *m)
{
    const struct word *head = word_at(a, g->head);
    const struct word *before = word_at(a, g->at - 1);
    marsad_str kind;

    if (!is_definite_word(before) || signal_at(a, g->at - 1, "honorific", NULL).ptr)
        return true; /* صاحب السمو الملكي [الأمير فلان] */
    if (head->agent < 0)
        return m->kind == MARSAD_MENTION_PLACE && !head->verb;
    kind = marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)head->agent, a->columns.agent_kind);
    return m->kind == MARSAD_MENTION_PERSON && marsad_str_equal(kind, MARSAD_LIT("person"));
}

/* صاحب السمو الملكي، معالي: who is so honoured is named by what follows. */
static bool is_all_honour(const struct analysis *a, const struct growing *g)
{
    uint32_t i = g->head;

    while (i < g->at && signal_at(a, i, "honorific", NULL).ptr)
        i++;
    return i == g->at;
}

/* المقاتلين الأكراد، سياح ألمان: whose people they are, behind a plural of people. */
static bool is_people_of(const struct analysis *a, const struct growing *g)
{
    const struct word *head = word_at(a, g->head);

    return (g->at - 1 == g->head || word_at(a, g->at - 1)->adjective) && head->agent >= 0 &&
           (head->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) &&
           !((head->clitics ^ word_at(a, g->at)->clitics) & MARSAD_CLITIC_AL) &&
           signal_at(a, g->at, "people-of", NULL).ptr;
}

/* A sound plural in the nominative: of المسلحون المتطرفين the one does something to the other. */
static bool ends_un(const struct analysis *a, uint32_t i)
{
    return marsad_str_ends(a->text->tokens[i].norm, MARSAD_LIT("\u0648\u0646"));
}

/* التنظيم المتطرف، المسلحين المتشددين: a noun for people that describes the body or the people right before it. */
static bool describes_group(const struct analysis *a, const struct growing *g)
{
    const uint32_t many = MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL;
    const struct word *before = word_at(a, g->at - 1), *next = word_at(a, g->at);
    struct phrase of = { .first = g->at - 1,
                         .last = g->at,
                         .head = g->at - 1,
                         .mention = -1,
                         .country = -1,
                         .quantity = -1,
                         .agent = before->agent };

    if (before->agent < 0 || !(before->clitics & next->clitics & MARSAD_CLITIC_AL) ||
        !signal_at(a, g->at, "describing", NULL).ptr)
        return false;
    if (before->form & MARSAD_FORM_FEMININE)
        return false;
    return next->form & many ? (before->form & many) && ends_un(a, g->at - 1) == ends_un(a, g->at)
                             : !(before->form & many) && (phrase_kind(a, &of) & (IS_BODY | IS_FORCE));
}

/* الطائرات المقاتلة، الدول الأعضاء: nouns that stand for an adjective behind certain others. */
static bool is_pair(const struct analysis *a, const struct growing *g)
{
    uint32_t tokens;

    return signal_at(a, g->at - 1, "noun-pair", &tokens).ptr && tokens == 2;
}

/* الأطراف المشاركة في القتال: a participle that could be a noun, with its preposition. */
static bool is_participle(const struct analysis *a, uint32_t i)
{
    return signal_at(a, i, "participle", NULL).ptr && i + 1 < a->last &&
           (word_at(a, i + 1)->class == WORD_PREP || (word_at(a, i + 1)->clitics & CLITIC_PREPOSITIONS));
}

/* لجنة منظمة التحرير الفلسطينية: an adjective may describe any word of the name right before it. */
static bool describes_in_name(const struct analysis *a, const struct growing *g, const struct word *next)
{
    const struct word *before = word_at(a, g->at - 1);
    const marsad_mention *m = before->class == WORD_NAME ? &a->mentions->mentions[before->mention] : NULL;

    if (!m || m->span.last != g->at || !next->adjective || next->country < 0 || m->kind == MARSAD_MENTION_PERSON)
        return false;
    for (uint32_t i = m->span.first; i < g->at; i++)
        if (ends_in_teh(a, word_at(a, i)) && (next->form & MARSAD_FORM_FEMININE))
            return true;
    return false;
}

static bool goes_on_with_noun(const struct analysis *a, const struct growing *g, const struct word *next)
{
    const struct word *before = word_at(a, g->at - 1), *head = word_at(a, g->head);

    if (next->clitics & MARSAD_CLITIC_AL) {
        if (!is_definite_word(before) && !is_closed_at(a, g->at - 1))
            return true; /* genitive */
        if (!g->definite)
            return false;
        if (is_all_honour(a, g))
            return true; /* صاحب السمو الملكي [الأمير] */
        return ((next->adjective || (next->agent < 0 && next->form == 0) || is_participle(a, g->at)) &&
                (agrees_at(a, g->head, next) || agrees_at(a, g->at - 1, next))) ||
               describes_in_name(a, g, next) || is_pair(a, g);
    }
    if (g->definite)
        return false;
    if (g->number && before->class == WORD_NUMBER)
        return true; /* what is counted */
    if (next->adjective && agrees(head->form, next->form) && (!is_tanwin(a, next) || is_tanwin(a, head) || g->number))
        return true;
    if (is_tanwin(a, next))
        return false;
    return !is_closed_at(a, g->at - 1);
}

static bool is_partitive(const struct analysis *a, const struct growing *g)
{
    const struct word *before = word_at(a, g->at - 1);

    return !g->partitive &&
           (before->class == WORD_NUMBER || before->class == WORD_QUANT ||
            (before->quantity >= 0 && a->mentions->quantities[before->quantity].of.first ==
                                          a->mentions->quantities[before->quantity].of.last)) &&
           signal_at(a, g->at, "partitive", NULL).ptr && g->at + 1 < a->last && begins_phrase(word_at(a, g->at + 1)) &&
           !(word_at(a, g->at + 1)->clitics & CLITIC_ANY);
}

/* العشرات من عناصر [تنظيم …]: behind من what is counted governs on, whatever the number looks like. */
static bool is_portion(const struct analysis *a, const struct word *w)
{
    const marsad_quantity *q = w->quantity >= 0 ? &a->mentions->quantities[w->quantity] : NULL;

    return q && q->of.first < q->of.last && w - a->words < (long)q->of.first - 1 &&
           signal_at(a, q->of.first - 1, "partitive", NULL).ptr;
}

/* Take the token at g->at into the phrase, with the mention or quantity that it begins. */
static void take_word(const struct analysis *a, struct growing *g)
{
    const struct word *w = word_at(a, g->at);
    uint32_t end = g->at + 1;

    if (w->mention >= 0 && w->class == WORD_NAME && a->mentions->mentions[w->mention].span.last > end)
        end = a->mentions->mentions[w->mention].span.last;
    if (w->quantity >= 0) {
        const marsad_quantity *q = &a->mentions->quantities[w->quantity];
        g->number = true;
        if (q->span.last > end)
            end = q->span.last;
        if (q->of.first < q->of.last)
            g->head = q->of.first;
    }
    if (w->class == WORD_NUMBER || w->class == WORD_QUANT)
        g->number = true;
    if (end > g->at + 1 && end <= a->last && word_at(a, end - 1)->class == WORD_NAME &&
        a->mentions->mentions[word_at(a, end - 1)->mention].span.last > end)
        end = a->mentions->mentions[word_at(a, end - 1)->mention].span.last; /* what is counted ends inside a name */
    g->at = end < a->last ? end : a->last;
    g->definite = g->definite || is_definite_word(word_at(a, g->at - 1)) || (is_definite_word(w) && !is_portion(a, w));
}

/* عدد من هذه القيادات: a number that ends with من, a demonstrative and what is counted. */
static bool takes_demonstrative(const struct analysis *a, const struct growing *g)
{
    const struct word *before = word_at(a, g->at - 1);

    return g->number && before->quantity >= 0 && g->at + 1 < a->last && word_at(a, g->at)->class == WORD_DEM &&
           a->mentions->quantities[before->quantity].of.first == a->mentions->quantities[before->quantity].of.last &&
           signal_at(a, g->at - 1, "partitive", NULL).ptr && (word_at(a, g->at + 1)->clitics & MARSAD_CLITIC_AL);
}

/* أعضاء تلك اللجان: a plural or counted noun and its genitive with a demonstrative. */
static bool governs_demonstrative(const struct analysis *a, const struct growing *g)
{
    const struct word *before = word_at(a, g->at - 1);

    return g->partitive && g->at + 1 < a->last && word_at(a, g->at)->class == WORD_DEM && before->class == WORD_NOUN &&
           before->agent >= 0 && !is_definite_word(before) && !is_closed_at(a, g->at - 1) &&
           (word_at(a, g->at + 1)->clitics & MARSAD_CLITIC_AL);
}

/* قتل انتحاري 32 شخصا: one person has no number behind him. */
static bool is_one_person(const struct analysis *a, const struct word *w)
{
    return w->agent >= 0 && !(w->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL)) &&
           marsad_str_equal(marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)w->agent, a->columns.agent_kind),
                            MARSAD_LIT("person"));
}

/* One step further; false where the phrase ends. */
static bool grow(const struct analysis *a, struct growing *g)
{
    const struct word *next, *before = word_at(a, g->at - 1);
    uint32_t quoted;

    if (g->at >= a->last)
        return false;
    next = word_at(a, g->at);
    if (is_partitive(a, g)) {
        g->partitive = true;
        g->definite = false; /* العشرات من عناصر [تنظيم …]: what is counted governs on */
        g->at++;
        g->head = g->at;
        take_word(a, g);
        return true;
    }
    if (takes_demonstrative(a, g)) {
        g->head = ++g->at;
        take_word(a, g);
        return true;
    }
    if (governs_demonstrative(a, g)) {
        g->at++;
        take_word(a, g);
        return true;
    }
    if (next->class == WORD_PUNCT) {
        quoted = behind_quotation(a, g->at);
        if (quoted == g->at || is_closed(a, before))
            return false;
        g->at = quoted;
        g->definite = true;
        return true;
    }
    if ((next->clitics & CLITIC_ANY) || (next->suffix && signal_at(a, g->at, "own-end", NULL).ptr))
        return false; /* لقي غواص [حتفه] */
    if (next->class == WORD_NAME) {
        const marsad_mention *m = &a->mentions->mentions[next->mention];
        bool adjective = m->kind == MARSAD_MENTION_NATIONALITY && next->adjective; /* رجال المقاومة اليمنية */
        if (!(adjective && goes_on_with_noun(a, g, next)) && !takes_apposed_name(a, g, m) && !is_people_of(a, g) &&
            !describes_group(a, g))
            return false;
    } else if (next->class == WORD_NOUN) {
        if (!goes_on_with_noun(a, g, next) && !is_people_of(a, g) && !describes_group(a, g))
            return false;
    } else if (next->class == WORD_NUMBER) {
        if (before->class != WORD_NUMBER && !(g->definite && next->quantity >= 0 && before->quantity == next->quantity))
            return g->at - 1 == g->head && !g->definite && !is_closed(a, before) && !is_one_person(a, before)
                       ? (take_word(a, g), true)
                       : false;
    } else if (next->class == WORD_QUANT) {
        if (before->class != WORD_NUMBER &&
            (is_definite_word(before) ||
             (is_closed(a, before) && marsad_str_ends(a->text->tokens[g->at].norm, MARSAD_LIT("\u0627")))))
            return false; /* استهدف انتحاريون [عددا من المساجد] */
    } else {
        return false;
    }
    if (word_at(a, g->head)->class != WORD_NOUN && word_at(a, g->head)->class != WORD_NAME)
        g->head = g->at;
    take_word(a, g);
    return true;
}

/* راندولف بروس: a part of somebody's name is no nationality. */
static bool is_in_person_name(const struct analysis *a, const struct word *w)
{
    return w->class == WORD_NAME && a->mentions->mentions[w->mention].kind == MARSAD_MENTION_PERSON;
}

/* ناطقة بالفرنسية، باللغة الفرنسية: what they speak, not whose they are. */
static bool is_language(const struct analysis *a, const struct phrase *p, uint32_t i)
{
    return i > p->head && ((word_at(a, i)->clitics & MARSAD_CLITIC_BI) || signal_at(a, i - 1, "language", NULL).ptr);
}

static void describe(const struct analysis *a, struct phrase *p)
{
    const struct word *head = word_at(a, p->head);

    p->mention = head->class == WORD_NAME ? head->mention : -1;
    p->agent = head->agent;
    p->country = p->quantity = -1;
    for (uint32_t i = p->first; i < p->last; i++) {
        const struct word *w = word_at(a, i);
        if (p->country < 0 && !is_in_person_name(a, w) && !is_language(a, p, i))
            p->country = w->country;
        if (p->quantity < 0)
            p->quantity = w->quantity;
        if (p->mention < 0 && w->class == WORD_NAME)
            p->mention = w->mention;
    }
}

/* "و 50 جنديا": the و of a number stands alone. */
static bool is_lone_wa(const struct analysis *a, uint32_t i)
{
    return i > a->first + 1 && word_at(a, i - 1)->class == WORD_CONJ && marsad_token_is(a->text, i - 1, "\u0648");
}

/* ضابط وثلاثة جنود: the number knows that it begins behind the و, no word of the dictionary does. */
static bool is_number_behind_wa(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);
    const marsad_token *t = &a->text->tokens[i];

    return w->class == WORD_NUMBER && w->quantity >= 0 && marsad_str_starts(t->norm, MARSAD_LIT("\u0648")) &&
           a->mentions->quantities[w->quantity].span.first == i &&
           a->mentions->quantities[w->quantity].span.start > t->start;
}

static uint32_t build_phrase(const struct analysis *a, uint32_t i, struct phrase *p)
{
    struct growing g = { .head = i, .at = i };

    take_word(a, &g);
    while (g.at - i < PHRASE_TOKENS && grow(a, &g)) {
    }
    *p = (struct phrase){
        .first = i, .last = g.at, .head = g.head < g.at ? g.head : i, .prep = NO_TOKEN, .definite = g.definite
    };
    while (p->head + 1 < p->last && word_at(a, p->head)->class == WORD_NOUN &&
           (signal_at(a, p->head, "honorific", NULL).ptr || signal_at(a, p->head, "elative", NULL).ptr))
        p->head++; /* معالي الأمين العام، أبرز قادة التنظيم، أول رئيس أميركي */
    p->conjoined = (word_at(a, i)->clitics & MARSAD_CLITIC_WA) || is_lone_wa(a, i) || is_number_behind_wa(a, i);
    describe(a, p);
    return g.at;
}

bool phrases_cut(struct analysis *a, uint32_t sentence)
{
    const marsad_sentence *s = &a->text->sentences[sentence];
    uint32_t prep = NO_TOKEN;
    marsad_str prep_text = { NULL, 0 };

    a->sentence = sentence;
    a->here = a->finds[sentence];
    a->first = s->first;
    a->last = s->last;
    a->n_phrases = 0;
    /* Who asks for the phrase behind the last one gets a pointer that is not looked at, but of an array that exists. */
    if (!marsad_arena_grow(a->arena, (void **)&a->phrases, &a->cap_phrases, 0, sizeof *a->phrases))
        return false;
    for (uint32_t i = s->first; i < s->last;) {
        const struct word *w = word_at(a, i);
        struct phrase *p;
        if (w->class == WORD_PREP) {
            prep = preposition_has_pronoun(a, i + w->span - 1) ? NO_TOKEN : i;
            prep_text = preposition_text(a, i, w->span);
            i += w->span;
            continue;
        }
        if (!begins_phrase(w)) {
            bool quote = w->class == WORD_PUNCT && behind_quotation(a, i) > i;
            if (!quote)
                prep = NO_TOKEN;
            i++;
            continue;
        }
        if (!marsad_arena_grow(a->arena, (void **)&a->phrases, &a->cap_phrases, a->n_phrases, sizeof *a->phrases))
            return false;
        p = &a->phrases[a->n_phrases++];
        i = build_phrase(a, i, p);
        if (prep != NO_TOKEN) {
            p->prep = prep;
            p->prep_text = prep_text;
        } else if (word_at(a, p->first)->clitics & CLITIC_PREPOSITIONS) {
            p->prep = p->first;
            p->prep_text = preposition_of_clitic(word_at(a, p->first)->clitics);
        }
        prep = NO_TOKEN;
    }
    return true;
}

/* القاعدة»: the mark closes what was opened before the phrase. */
static bool ends_with_lone_mark(const struct analysis *a, uint32_t first, uint32_t last)
{
    if (last < first + 2 || word_at(a, last - 1)->class != WORD_PUNCT)
        return false;
    for (uint32_t i = first; i < last - 1; i++)
        if (word_at(a, i)->class == WORD_PUNCT)
            return false;
    return true;
}

struct phrase phrase_make(const struct analysis *a, uint32_t first, uint32_t last)
{
    struct phrase p;
    uint32_t end = build_phrase(a, first, &p);

    if (ends_with_lone_mark(a, first, last))
        last--;
    if (end != last && last > first) {
        p.last = last;
        if (p.head >= last)
            p.head = first;
        describe(a, &p);
    }
    return p;
}
