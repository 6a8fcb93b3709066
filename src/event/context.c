/*
 * context.c - whether what is said happened.
 */
#include "event/coder.h"

#define REACH 7         /* tokens before a trigger that can bear on it */
#define DENIAL_REACH 16 /* the same for a verb of denial or demand with its subject between */
#define NEAR 2          /* tokens up to a trigger behind a word that bears on its neighbours only */
#define WILL_REACH 8    /* tokens behind a trigger that can say that it is to begin */
#define HEAD 60         /* tokens at the beginning of an article that say what it is about */

/* دون اشتباكات، دون أي اشتباكات: the word of the class right before a noun, or NO_TOKEN. */
static uint32_t right_before(const struct analysis *a, uint32_t noun, const char *class)
{
    uint32_t i = noun;

    if (i > a->first + 1 && signal_at(a, i - 1, "any", NULL).ptr)
        i--;
    return i > a->first && signal_at(a, i - 1, class, NULL).ptr ? i - 1 : NO_TOKEN;
}

/* The word of negation that makes the trigger not so, or NO_TOKEN. */
static uint32_t negated(const struct analysis *a, const struct frame *f)
{
    uint32_t from = f->token > a->first + 3 ? f->token - 3 : a->first;

    if (f->pos != 'v')
        return right_before(a, f->token, "neg-noun");
    for (uint32_t i = f->token; i > from; i--) {
        uint8_t class = word_at(a, i - 1)->class;
        if (class == WORD_NEG)
            return signal_at(a, i - 1, "no-negation", NULL).ptr ? NO_TOKEN : i - 1;
        if (class == WORD_SUB && i - 1 > a->first && signal_at(a, i - 2, "absent", NULL).ptr)
            return i - 2; /* من دون أن يقتل أحدا */
        if (class != WORD_PART && class != WORD_ADV)
            return NO_TOKEN;
    }
    return NO_TOKEN;
}

/*
 * لشن المزيد من الغارات، للمشاركة في عملية: the act begins with the light noun that governs its name. The first token;
 * that of the trigger where there is no such noun.
 */
static uint32_t act_begins(const struct analysis *a, const struct frame *f)
{
    uint32_t i = f->token;

    while (f->pos != 'v' && i > a->first) {
        bool joined = word_at(a, i)->clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI);
        uint32_t k = i - 1;
        if (word_at(a, k)->class == WORD_PREP && !joined && k > a->first)
            k--;
        if (word_at(a, k)->class == WORD_VERB || !signal_at(a, k, "enact", NULL).ptr)
            break;
        i = k;
    }
    return i;
}

/* A word of the class that stands before token i in its own clause, or NO_TOKEN. */
static uint32_t before_token(const struct analysis *a, uint32_t i, const char *class, uint32_t reach)
{
    uint32_t from = i > a->first + reach ? i - reach : a->first;

    for (; i > from && !is_clause_mark(a, i - 1) && !is_comma(a, i - 1); i--)
        if (signal_at(a, i - 1, class, NULL).ptr)
            return i - 1;
    return NO_TOKEN;
}

/* هذه القذائف: what is pointed at has been told of. */
static bool is_pointed_at(const struct analysis *a, const struct frame *f)
{
    return f->pos != 'v' && f->token > a->first && (word_at(a, f->token)->clitics & MARSAD_CLITIC_AL) &&
           word_at(a, f->token - 1)->class == WORD_DEM;
}

uint32_t cue_before(const struct analysis *a, const struct frame *f, const char *class, uint32_t reach)
{
    uint32_t cue;

    if (f->pos != 'v' && (word_at(a, f->token)->clitics & MARSAD_CLITIC_WA))
        reach *= 2; /* على وشك تحرير … واستعادة: what و joins is meant too */
    cue = before_token(a, f->token, class, reach);
    return cue == NO_TOKEN || contrast_between(a, cue, f->token) ? NO_TOKEN : cue; /* لا يمكن السكوت بينما يهاجموننا */
}

/* ألغت الرحلات المقررة واتهمت، التي شنت: a perfect that begins a clause of its own tells what was done. */
static bool tells_a_deed(const struct analysis *a, const struct frame *f)
{
    const struct word *w = word_at(a, f->token);

    if (f->pos != 'v' || !(w->form & MARSAD_FORM_PERFECT) || (w->form & MARSAD_FORM_IMPERFECT))
        return false;
    return (w->clitics & (MARSAD_CLITIC_WA | MARSAD_CLITIC_FA)) ||
           (f->token > a->first && word_at(a, f->token - 1)->class == WORD_REL);
}

/* The word that makes the trigger something intended, or NO_TOKEN. */
static uint32_t intended(const struct analysis *a, const struct frame *f)
{
    return tells_a_deed(a, f) || is_pointed_at(a, f) ? NO_TOKEN : cue_before(a, f, "plan", REACH);
}

/* What makes the trigger no more than possible, or NO_TOKEN. */
static uint32_t possible(const struct analysis *a, const struct frame *f)
{
    uint32_t cue = is_pointed_at(a, f) ? NO_TOKEN : cue_before(a, f, "possible", REACH);

    if (cue != NO_TOKEN && cue + NEAR < f->token && signal_at(a, cue, "near", NULL).ptr)
        return NO_TOKEN;
    return cue;
}

/* نفت صحة ما تردد عن: a verb behind ما only says what is meant. */
static bool is_what(const struct analysis *a, uint32_t verb)
{
    return verb > a->first && signal_at(a, verb - 1, "what", NULL).ptr;
}

/* نفت جماعة أنصار الله (الحوثيون)، اليوم الأحد، سيطرة …: a long subject may stand between, but no other verb. */
static uint32_t governed_by_verb(const struct analysis *a, const struct frame *f, const char *class)
{
    uint32_t from = f->token > a->first + DENIAL_REACH ? f->token - DENIAL_REACH : a->first;

    for (uint32_t i = f->token; f->pos != 'v' && i > from; i--)
        if (word_at(a, i - 1)->class == WORD_VERB && !is_what(a, i - 1))
            return signal_at(a, i - 1, class, NULL).ptr ? i - 1 : NO_TOKEN;
    return NO_TOKEN;
}

/* "… طائرات لقصف المدينة": ل with a verbal noun and its object is an aim; "تعرضت لقصف" is none. */
static bool is_aim(const struct analysis *a, const struct frame *f)
{
    uint32_t begin = act_begins(a, f);
    const struct word *w = word_at(a, begin);

    if (!(w->clitics & MARSAD_CLITIC_LI) || begin == a->first || signal_at(a, begin - 1, "no-aim", NULL).ptr ||
        governed_by_verb(a, f, "no-aim") != NO_TOKEN) /* تعرضت قوة من الجيش لإطلاق نار */
        return false;
    if (begin != f->token) /* who leaves for talks, or to join the fighting, tells that there is some */
        return !marsad_str_equal(f->type, MARSAD_LIT("CONSULT")) && !(word_at(a, f->token)->clitics & MARSAD_CLITIC_AL);
    if ((w->clitics & MARSAD_CLITIC_AL) || !f->roles.has_genitive)
        return false;
    return word_at(a, begin - 1)->class == WORD_NOUN || word_at(a, begin - 1)->class == WORD_NAME;
}

/* تأمل المنظمات أن يحث الرئيس: the verb of the class on which أن and the trigger's verb hang, or NO_TOKEN. */
static uint32_t wished_by_verb(const struct analysis *a, const struct frame *f, const char *class)
{
    uint32_t i = f->token, from = i > a->first + DENIAL_REACH ? i - DENIAL_REACH : a->first;

    if (f->pos != 'v' || !(word_at(a, i)->form & MARSAD_FORM_IMPERFECT) || i < from + 2 ||
        !marsad_str_equal(a->text->tokens[i - 1].norm, MARSAD_LIT("\u0627\u0646")))
        return NO_TOKEN;
    for (i--; i > from && !is_clause_mark(a, i - 1); i--)
        if (word_at(a, i - 1)->class == WORD_VERB)
            return signal_at(a, i - 1, class, NULL).ptr ? i - 1 : NO_TOKEN;
    return NO_TOKEN;
}

/* لم يسفر الحادث عن سقوط قتلى: what did not come of it. */
static uint32_t not_resulted(const struct analysis *a, const struct frame *f)
{
    uint32_t verb = governed_by_verb(a, f, "result"), begin = act_begins(a, f);

    if (begin == a->first || (word_at(a, begin - 1)->class != WORD_PREP &&
                              !(word_at(a, begin)->clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI))))
        return NO_TOKEN; /* لم يخلف القصف إصابات: its subject, which was */
    return verb != NO_TOKEN && verb > a->first && word_at(a, verb - 1)->class == WORD_NEG ? verb - 1 : NO_TOKEN;
}

/* فشل الوزراء في التوصل إلى اتفاق, أخفقوا في اقتحامها: what somebody failed in. */
static uint32_t failed(const struct analysis *a, const struct frame *f)
{
    uint32_t begin = act_begins(a, f), from = begin > a->first + DENIAL_REACH ? begin - DENIAL_REACH : a->first;

    if (f->pos == 'v' || begin == a->first || !signal_at(a, begin - 1, "governed", NULL).ptr)
        return NO_TOKEN;
    for (uint32_t i = begin - 1; i > from && !is_clause_mark(a, i - 1); i--) {
        if (signal_at(a, i - 1, "fail", NULL).ptr)
            return i - 1;
        if (word_at(a, i - 1)->class == WORD_VERB || word_at(a, i - 1)->class == WORD_PREP)
            return NO_TOKEN;
    }
    return NO_TOKEN;
}

/* تنفي روسيا أي تورط وهي تلقي اللوم: behind a verb that و joins, or وهي, another clause has begun. */
static uint32_t denied_before(const struct analysis *a, const struct frame *f)
{
    uint32_t cue = cue_before(a, f, "deny", REACH);

    for (uint32_t i = cue == NO_TOKEN ? f->token : cue + 1; i < f->token; i++)
        if ((word_at(a, i)->clitics & MARSAD_CLITIC_WA) &&
            (word_at(a, i)->class == WORD_VERB || word_at(a, i)->class == WORD_PRON))
            return NO_TOKEN;
    return cue;
}

/* Does token i stand behind ب, ل, إلى or على, so that a verb or noun before it can govern it? A quote may begin there.
 */
static bool is_linked(const struct analysis *a, uint32_t i)
{
    if (word_at(a, i)->class == WORD_PREP)
        return false;
    if (word_at(a, i)->clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI))
        return true;
    if (i > a->first && word_at(a, i - 1)->class == WORD_PUNCT && !is_comma(a, i - 1))
        i--;
    return i > a->first && signal_at(a, i - 1, "call-link", NULL).ptr;
}

/* دعا الحزب أنصاره إلى مظاهرات، دعوات للخروج: what is called for has not happened. */
static uint32_t called_for(const struct analysis *a, const struct frame *f)
{
    uint32_t begin = act_begins(a, f), verb;

    if (f->pos == 'v') /* دعا الحزب إلى مظاهرة: the verb took the protest for its name */
        return f->word != f->token && marsad_str_equal(f->type, MARSAD_LIT("PROTEST")) &&
                       signal_at(a, f->token, "call", NULL).ptr
                   ? f->token
                   : NO_TOKEN;
    if (f->word != f->token && marsad_str_equal(f->type, MARSAD_LIT("PROTEST")) &&
        governed_by_verb(a, f, "announce") != NO_TOKEN)
        return f->token; /* أعلنت النقابة عن تنظيم مظاهرة */
    if (!is_linked(a, begin))
        return NO_TOKEN;
    verb = governed_by_verb(a, f, "call");
    if (verb == NO_TOKEN)
        return before_token(a, begin, "call-noun", 3);
    for (uint32_t i = verb + 1; i < begin; i++)
        if (is_linked(a, i))
            return NO_TOKEN; /* طالب بتحقيق … بعد خرقهم للهدنة: something else is called for */
    return verb;
}

/* تعهد رئيس الوزراء التركي أمس بشن غارات: what somebody binds himself to do. */
static uint32_t vowed(const struct analysis *a, const struct frame *f)
{
    uint32_t begin = act_begins(a, f);

    if (f->pos == 'v' || !(word_at(a, begin)->clitics & MARSAD_CLITIC_BI)) /* not: توعد بالرد على القصف */
        return NO_TOKEN;
    return governed_by_verb(a, f, "vow");
}

/* سمحت للطائرات بشن غارات: what is allowed. */
static uint32_t permitted(const struct analysis *a, const struct frame *f)
{
    uint32_t begin = act_begins(a, f);

    return f->pos != 'v' && is_linked(a, begin) ? before_token(a, begin, "permit", REACH) : NO_TOKEN;
}

/* معركة المدينة ستبدأ غدا: what is to begin. */
static uint32_t will_happen(const struct analysis *a, const struct frame *f)
{
    uint32_t from = f->token + f->tokens, to = a->last < from + WILL_REACH ? a->last : from + WILL_REACH;

    for (uint32_t i = from; f->pos != 'v' && i < to && !is_clause_mark(a, i) && !is_comma(a, i); i++) {
        if (signal_at(a, i, "will-happen", NULL).ptr)
            return i;
        if (word_at(a, i)->class == WORD_VERB && !signal_at(a, i, "was", NULL).ptr)
            break;
    }
    return NO_TOKEN;
}

/* كثيرا ما تستهدف, عادة ما تتحول المواجهات: what somebody does, what happens time and again. */
static bool is_habit(const struct analysis *a, const struct frame *f)
{
    uint32_t verb = f->token, from = verb > a->first + NEAR ? verb - NEAR : a->first;

    while (f->pos != 'v' && verb > from && word_at(a, verb)->class != WORD_VERB)
        verb--;
    return word_at(a, verb)->class == WORD_VERB && (word_at(a, verb)->form & MARSAD_FORM_IMPERFECT) &&
           before_token(a, verb, "habit", 2) != NO_TOKEN;
}

/* تدريبات على اقتحام، تمرينات لتدمير، أساليب القتال: what somebody practises. */
static bool is_practice(const struct analysis *a, const struct frame *f)
{
    uint32_t begin = act_begins(a, f);

    if (begin == a->first || !marsad_str_equal(f->type, MARSAD_LIT("ASSAULT")))
        return false;
    return is_linked(a, begin) ? before_token(a, begin, "practice", 3) != NO_TOKEN
                               : signal_at(a, begin - 1, "practice", NULL).ptr != NULL;
}

bool is_absent(const struct analysis *a, const struct frame *f)
{
    return (f->pos != 'v' && (right_before(a, f->token, "absent") != NO_TOKEN || is_practice(a, f))) || is_habit(a, f);
}

static bool found(uint32_t token, uint32_t *cue)
{
    if (token != NO_TOKEN)
        *cue = token;
    return token != NO_TOKEN;
}

/* قد يقتل: may. */
static uint32_t qad_before(const struct analysis *a, const struct frame *f)
{
    bool imperfect = word_at(a, f->token)->form & MARSAD_FORM_IMPERFECT;

    return f->pos == 'v' && imperfect && f->token > a->first && signal_at(a, f->token - 1, "qad", NULL).ptr
               ? f->token - 1
               : NO_TOKEN;
}

/* The word before a noun that makes it an aim, or NO_TOKEN; حتى does so only with a verb (حتى يتم تحرير). */
static uint32_t aim_before(const struct analysis *a, const struct frame *f)
{
    uint32_t cue = cue_before(a, f, "purpose", 3);

    if (cue == NO_TOKEN || !signal_at(a, cue, "until", NULL).ptr || (word_at(a, cue + 1)->form & MARSAD_FORM_IMPERFECT))
        return cue;
    return NO_TOKEN;
}

/* أطلقوا النار لتندلع مواجهات: nobody means what only befalls; ل tells what came of a deed of the past. */
static bool is_outcome_verb(const struct analysis *a, const struct frame *f)
{
    if (!signal_at(a, f->token, "comes-about", NULL).ptr)
        return false;
    for (uint32_t i = f->token; i > a->first && !is_clause_mark(a, i - 1); i--)
        if (word_at(a, i - 1)->class == WORD_VERB)
            return (word_at(a, i - 1)->form & MARSAD_FORM_PERFECT) &&
                   !(word_at(a, i - 1)->form & MARSAD_FORM_IMPERFECT);
    return false;
}

static bool is_purpose(const struct analysis *a, const struct frame *f, uint32_t *cue)
{
    const struct word *w = word_at(a, f->token);

    if (f->pos != 'v')
        return found(aim_before(a, f), cue) || (is_aim(a, f) && found(f->token, cue));
    return ((w->form & MARSAD_FORM_IMPERFECT) && found(cue_before(a, f, "purpose", 2), cue)) ||
           ((w->clitics & MARSAD_CLITIC_LI) && !is_outcome_verb(a, f) && found(f->token, cue));
}

static bool is_denied(const struct analysis *a, const struct frame *f, uint32_t *cue)
{
    return found(negated(a, f), cue) || found(denied_before(a, f), cue) || found(governed_by_verb(a, f, "deny"), cue) ||
           found(not_resulted(a, f), cue) || found(failed(a, f), cue) ||
           (f->pos != 'v' && found(before_token(a, act_begins(a, f), "cancel", 3), cue));
}

/* يتعين على الحكومة إدانة القصف: what ought to be done, governed by no other word. */
static uint32_t ought(const struct analysis *a, const struct frame *f)
{
    if (f->pos == 'v' || f->token == a->first || word_at(a, f->token - 1)->class == WORD_PREP ||
        (word_at(a, f->token)->clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_LI)))
        return NO_TOKEN;
    return before_token(a, f->token, "must", REACH);
}

static bool is_planned(const struct analysis *a, const struct frame *f, uint32_t *cue)
{
    if ((word_at(a, f->token)->clitics & MARSAD_CLITIC_SA) && found(f->token, cue))
        return true;
    return found(intended(a, f), cue) || found(called_for(a, f), cue) || found(vowed(a, f), cue) ||
           found(will_happen(a, f), cue) || found(ought(a, f), cue) || found(wished_by_verb(a, f, "vow"), cue);
}

marsad_factuality factuality_of(const struct analysis *a, const struct frame *f, uint32_t *cue)
{
    *cue = NO_TOKEN;
    if (f->pos != 'v' && marsad_str_equal(f->type, MARSAD_LIT("PROTEST")) &&
        right_before(a, f->token, "disperse") != NO_TOKEN)
        return MARSAD_ASSERTED; /* من أجل تفريق مظاهرة: it was there */
    if (is_denied(a, f, cue))
        return MARSAD_DENIED;
    if (is_planned(a, f, cue))
        return MARSAD_PLANNED;
    if (found(possible(a, f), cue) || found(permitted(a, f), cue) || found(qad_before(a, f), cue) ||
        found(governed_by_verb(a, f, "expect"), cue) || found(wished_by_verb(a, f, "expect"), cue))
        return MARSAD_POSSIBLE;
    if (is_purpose(a, f, cue))
        return MARSAD_PLANNED;
    return found(alleged_by(a, f), cue) ? MARSAD_ALLEGED : MARSAD_ASSERTED;
}

bool tells_accident(const struct analysis *a)
{
    uint32_t head = a->text->n_tokens < HEAD ? (uint32_t)a->text->n_tokens : HEAD;
    bool told = false;

    for (uint32_t i = 0; i < head && !told; i++)
        told = signal_at(a, i, "accident", NULL).ptr != NULL;
    for (uint32_t i = 0; i < a->text->n_tokens && told; i++)
        told = !signal_at(a, i, "weapon", NULL).ptr;
    return told;
}

double off_topic(const struct analysis *a)
{
    size_t hits = 0, words = 0;
    double share;

    for (uint32_t i = 0; i < a->text->n_tokens; i++) {
        if (a->words[i].class == WORD_PUNCT)
            continue;
        words++;
        hits += signal_at(a, i, "off-topic", NULL).ptr != NULL;
    }
    if (words < 4)
        return 0;
    if (hits < (words < 25 ? 2u : 3u)) /* one goal or one point makes no match report */
        return 0;
    share = (double)hits / (double)words;
    return share > 0.08 ? 1 : share / 0.08;
}
