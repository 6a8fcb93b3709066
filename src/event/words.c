/*
 * words.c - a coarse class for every word of a text.
 *
 * Unvowelled Arabic writes many perfects and verbal nouns alike (قتل، تظاهر). What stands before the word decides:
 * after a preposition or a noun in construct it is a noun, after a particle or at the head of a clause a verb.
 */
#include "event/words.h"

#define MATCHES 24
#define SUBJECT_REACH 6 /* tokens from a verb over its subject */
#define FINITE (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT)

struct readings {
    const marsad_match *verb; /* finite */
    const marsad_match *noun; /* nominal */
    const marsad_match *agent, *adjective, *function;
    const marsad_match *long_agent; /* رجل أعمال، نائب رئيس */
    const marsad_match *long_noun;  /* حظر التجول، حق النقض */
    bool framed;                    /* frames.tsv knows the verb */
    bool either_gender;             /* of the verb */
};

/* The dual is rare (ودعا is و + دعا), and a line of verbs.tsv says more of a verb than one of frames.tsv. */
static bool is_better_verb(const marsad_match *have, const marsad_match *m)
{
    const uint32_t dual = MARSAD_FORM_DUAL;

    if ((have->entry->form & (dual | MARSAD_FORM_JUSSIVE)) && !(m->entry->form & (dual | MARSAD_FORM_JUSSIVE)))
        return true; /* يصل arrives before it is a jussive of يصلي */
    if ((have->entry->form & MARSAD_FORM_FIRST) && !(m->entry->form & MARSAD_FORM_FIRST) && have->skip == m->skip)
        return true; /* أجرى, he held, is written like I hold */
    return have->entry->table == MARSAD_TABLE_FRAMES && m->entry->table == MARSAD_TABLE_VERBS &&
           have->skip == m->skip && have->suffix == m->suffix && !(m->entry->form & dual);
}

/* ودعت is و + دعت where frames.tsv knows that verb and not the other: what news tells of is likelier. */
static const marsad_match *prefer_framed(const marsad_match *m, size_t n, const marsad_match *verb)
{
    const marsad_match *framed = NULL;

    if (!verb)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        if (m[i].entry->table != MARSAD_TABLE_FRAMES || !(m[i].entry->form & FINITE) || m[i].tokens > 1)
            continue;
        if (m[i].skip == verb->skip && m[i].suffix == verb->suffix)
            return verb;
        if (!framed && !(m[i].entry->form & MARSAD_FORM_DUAL))
            framed = &m[i];
    }
    for (size_t i = 0; framed && i < n; i++)
        if (m[i].entry->table == MARSAD_TABLE_VERBS && (m[i].entry->form & FINITE) && m[i].skip == framed->skip &&
            m[i].suffix == framed->suffix && m[i].skip > verb->skip && !verb->suffix == !framed->suffix)
            return &m[i];
    return verb;
}

static bool is_framed(const marsad_match *m, size_t n, const marsad_match *verb)
{
    for (size_t i = 0; verb && i < n; i++)
        if (m[i].entry->table == MARSAD_TABLE_FRAMES && (m[i].entry->form & FINITE) && m[i].skip == verb->skip &&
            m[i].suffix == verb->suffix)
            return true;
    return false;
}

/* تعرض، تسلم: the perfect of one verb is written like the feminine imperfect of another. */
static bool is_either_gender(const marsad_match *m, size_t n, const marsad_match *verb)
{
    for (size_t i = 0; verb && !(verb->entry->form & MARSAD_FORM_FIRST) && i < n; i++)
        if ((m[i].entry->form & FINITE) && m[i].tokens == 1 && m[i].skip == verb->skip && m[i].suffix == verb->suffix &&
            !(m[i].entry->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_FIRST)) &&
            ((m[i].entry->form ^ verb->entry->form) & MARSAD_FORM_FEMININE))
            return true;
    return false;
}

/* وحدة is no وحده, though both fold to one form. */
static bool is_other_spelling(const struct analysis *a, uint32_t token, const marsad_match *m)
{
    marsad_str raw = marsad_range_str(a->text, token, token + 1);
    marsad_str word = marsad_dict_cell(a->dict, m->entry->table, m->entry->row, 0);

    return m->tokens == 1 && marsad_str_ends(raw, MARSAD_LIT("\u0629")) && marsad_str_ends(word, MARSAD_LIT("\u0647"));
}

/* أمين read as a sound dual or plural of أم. */
static bool is_oblique_form(const marsad_match *m)
{
    return (m->entry->form & (MARSAD_FORM_DUAL | MARSAD_FORM_PLURAL)) && (m->entry->form & MARSAD_FORM_ACCUSATIVE);
}

/* Of two readings of one word, the plain one: أمين is a secretary before it is two mothers. */
static bool is_plainer(const marsad_match *m, const marsad_match *than)
{
    return is_oblique_form(than) && !is_oblique_form(m) && m->skip == than->skip && m->suffix == than->suffix;
}

/* مكتبه is his office, not a library, though both fold to one form. */
static bool is_written_pronoun(const struct analysis *a, uint32_t token, const marsad_match *m,
                               const marsad_match *than)
{
    marsad_str word = marsad_dict_cell(a->dict, than->entry->table, than->entry->row, 0);

    return m->suffix && !than->suffix && m->skip == than->skip && marsad_str_ends(word, MARSAD_LIT("\u0629")) &&
           marsad_str_ends(marsad_range_str(a->text, token, token + 1), MARSAD_LIT("\u0647"));
}

static struct readings sort_readings(const struct analysis *a, uint32_t token, const marsad_match *m, size_t n)
{
    struct readings r = { 0 };

    for (size_t i = 0; i < n; i++) {
        const marsad_entry *e = m[i].entry;
        if (e->table == MARSAD_TABLE_FUNCTION) {
            if (!r.function && !is_other_spelling(a, token, &m[i]))
                r.function = &m[i];
            continue;
        }
        if (m[i].tokens > 1) {
            if (e->table == MARSAD_TABLE_AGENTS && (!r.long_agent || r.long_agent->tokens < m[i].tokens))
                r.long_agent = &m[i];
            if (e->table == MARSAD_TABLE_FRAMES && e->form && !(e->form & FINITE))
                r.long_noun = &m[i];
            continue;
        }
        if (e->form & FINITE) {
            if (!r.verb || is_better_verb(r.verb, &m[i]))
                r.verb = &m[i];
            continue;
        }
        if (e->table == MARSAD_TABLE_AGENTS &&
            (!r.agent || is_plainer(&m[i], r.agent) || is_written_pronoun(a, token, &m[i], r.agent)))
            r.agent = &m[i];
        if (e->table == MARSAD_TABLE_COUNTRIES && e->form && !r.adjective)
            r.adjective = &m[i];
        if (e->form && (!r.noun || is_plainer(&m[i], r.noun) || is_written_pronoun(a, token, &m[i], r.noun) ||
                        ((r.noun->entry->form & MARSAD_FORM_DUAL) && !(e->form & MARSAD_FORM_DUAL) &&
                         r.noun->skip == m[i].skip && r.noun->suffix == m[i].suffix)))
            r.noun = &m[i]; /* دكان is a shop before it is two of something */
    }
    if (r.agent && r.noun && is_plainer(r.noun, r.agent))
        r.agent = NULL;
    r.verb = prefer_framed(m, n, r.verb);
    r.framed = is_framed(m, n, r.verb);
    r.either_gender = is_either_gender(m, n, r.verb);
    return r;
}

static uint8_t function_class(const struct analysis *a, const marsad_match *m)
{
    static const struct {
        const char *name;
        word_class class;
    } CLASSES[] = { { "prep", WORD_PREP },  { "conj", WORD_CONJ },   { "sub", WORD_SUB }, { "rel", WORD_REL },
                    { "pron", WORD_PRON },  { "dem", WORD_DEM },     { "neg", WORD_NEG }, { "part", WORD_PART },
                    { "modal", WORD_PART }, { "quant", WORD_QUANT }, { "adv", WORD_ADV } };
    marsad_str name = marsad_dict_cell(a->dict, MARSAD_TABLE_FUNCTION, m->entry->row, a->columns.function_class);

    for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
        if (marsad_str_equal(name, marsad_str_of(CLASSES[i].name)))
            return (uint8_t)CLASSES[i].class;
    return WORD_ADV;
}

static void take(struct word *w, const marsad_match *m, word_class class)
{
    w->class = (uint8_t) class;
    if (!m)
        return;
    w->clitics = m->clitics;
    w->skip = m->skip;
    w->suffix = (uint8_t)m->suffix;
    w->form = m->entry->form;
}

/* Does a preposition of several words end right before token i? */
static bool ends_preposition(const struct analysis *a, uint32_t i)
{
    for (uint32_t n = 2; n <= 4 && n <= i; n++)
        if (a->words[i - n].class == WORD_PREP && a->words[i - n].span == n)
            return true;
    return false;
}

/* Can the word before make this one a noun, a verb, or neither? */
static int pull_of_neighbour(const struct analysis *a, uint32_t i)
{
    const marsad_token *t = a->text->tokens;
    const struct word *before;

    if (i == 0 || t[i - 1].sentence != t[i].sentence)
        return 1;
    before = &a->words[i - 1];
    if (ends_preposition(a, i))
        return -2; /* من جانب أجهزة */
    switch (before->class) {
    case WORD_PREP:
    case WORD_QUANT:
    case WORD_DEM:
        return -2;
    case WORD_PART:
    case WORD_NEG:
    case WORD_REL:
    case WORD_SUB:
        return 2;
    case WORD_PUNCT:
    case WORD_CONJ:
    case WORD_PRON:
    case WORD_TIME:
    case WORD_ADV:
        return 1;
    case WORD_VERB:
        return -1;
    case WORD_NUMBER:
        return -1;
    case WORD_NAME:
        return 1;
    default: /* a noun: definite ones are subjects of a verb, indefinite ones govern a noun */
        if (before->clitics & MARSAD_CLITIC_AL)
            return 1;
        return before->form & (MARSAD_FORM_ACCUSATIVE | MARSAD_FORM_NO_SUFFIX) && !(before->form & MARSAD_FORM_FEMININE)
                   ? 1
                   : -1;
    }
}

/* At the head of the sentence or behind a mark. */
static bool opens(const struct analysis *a, uint32_t i)
{
    const marsad_token *t = a->text->tokens;

    return i == 0 || t[i - 1].sentence != t[i].sentence || a->words[i - 1].class == WORD_PUNCT;
}

/* The next word has the article or begins a name. */
static bool before_definite(const struct analysis *a, uint32_t i)
{
    const marsad_token *t = a->text->tokens;

    if (i + 1 >= a->text->n_tokens || t[i + 1].sentence != t[i].sentence || t[i + 1].kind != MARSAD_TOKEN_WORD)
        return false;
    return a->words[i + 1].mention >= 0 || marsad_str_starts(t[i + 1].norm, MARSAD_LIT("\u0627\u0644"));
}

/* The next word is a preposition or begins with ب. */
static bool before_preposition(const struct analysis *a, uint32_t i)
{
    marsad_match m[4];
    size_t n;

    if (i + 1 >= a->text->n_tokens || a->text->tokens[i + 1].sentence != a->text->tokens[i].sentence)
        return false;
    if (marsad_str_starts(a->text->tokens[i + 1].norm, MARSAD_LIT("\u0628")) && a->words[i + 1].mention < 0)
        return true;
    n = marsad_match_at(a->dict, a->text, i + 1, MARSAD_TABLE_BIT(MARSAD_TABLE_FUNCTION), m, 4);
    return n > 0 && m[0].skip == 0 && function_class(a, &m[0]) == WORD_PREP;
}

/*
 * أعلنت روسيا دعمها، أكد الرئيس رفضه: behind a verb and its definite subject no second verb follows without a word that
 * joins them.
 */
static bool follows_verb_and_subject(const struct analysis *a, uint32_t i)
{
    const marsad_token *t = a->text->tokens;
    uint32_t stop = (i = before_put_in_time(a, i)) > SUBJECT_REACH ? i - SUBJECT_REACH : 0;

    if (i == 0 || !(a->words[i - 1].class == WORD_NAME || (a->words[i - 1].clitics & MARSAD_CLITIC_AL)))
        return false;
    for (uint32_t j = i; j > stop && t[j - 1].sentence == t[i].sentence; j--) {
        uint8_t class = a->words[j - 1].class;
        if (class == WORD_VERB)
            return j < i && !signal_at(a, j - 1, "auxiliary", NULL).ptr;
        if (opens_quote(a, j - 1) || closes_quote(a, j - 1))
            continue; /* دانت منظمة «كذا» الحقوقية قصف … */
        if (class != WORD_NOUN && class != WORD_NAME)
            return false;
    }
    return false;
}

/* قال إن قصف المدينة أوقع …: behind إن no perfect stands, but a noun. (Written without hamza it may be أن.) */
static bool is_behind_inna(const struct analysis *a, uint32_t i)
{
    return i > 0 && a->text->tokens[i - 1].sentence == a->text->tokens[i].sentence &&
           a->words[i - 1].class == WORD_SUB && a->words[i - 1].span == 1 &&
           marsad_str_equal(marsad_token_str(a->text, i - 1), MARSAD_LIT("\u0625\u0646"));
}

static bool is_masdar(const marsad_match *noun)
{
    return noun && (noun->entry->form & MARSAD_FORM_MASDAR);
}

static bool is_verb(const struct analysis *a, uint32_t i, const struct readings *r)
{
    uint32_t form;
    int pull;

    if (!r->verb || (r->noun && r->long_noun && r->long_noun->skip == r->noun->skip))
        return false;
    form = r->verb->entry->form;
    if ((form & MARSAD_FORM_JUSSIVE) && !(r->verb->clitics & MARSAD_CLITIC_LI) &&
        !(i > 0 && a->words[i - 1].class == WORD_NEG))
        return false; /* تستعد prepares itself; of استعاد it would be a jussive */
    if (!r->noun && !r->agent && !r->adjective)
        return r->verb->skip == 0 ||
               !(r->verb->clitics & ~(MARSAD_CLITIC_WA | MARSAD_CLITIC_FA | MARSAD_CLITIC_SA | MARSAD_CLITIC_LI));
    if (r->noun && (r->noun->entry->form & MARSAD_FORM_MASDAR) && r->noun->suffix &&
        r->noun->suffix == r->verb->suffix && (form & MARSAD_FORM_FEMININE) && (form & MARSAD_FORM_PERFECT) &&
        a->text->tokens[i].norm.len >= 14)
        return false; /* استقالته, his resignation, before she dismissed him */
    pull = pull_of_neighbour(a, i);
    if (pull == -2)
        return false;
    if ((form & MARSAD_FORM_PERFECT) && r->framed && i + 1 < a->text->n_tokens &&
        a->text->tokens[i + 1].sentence == a->text->tokens[i].sentence && signal_at(a, i + 1, "resumptive", NULL).ptr)
        return true; /* هجوم قتل فيه ثلاثة */
    if ((form & MARSAD_FORM_PERFECT) && is_masdar(r->noun) && r->noun->skip == r->verb->skip && !r->verb->clitics &&
        follows_verb_and_subject(a, i))
        return false;
    if ((form & MARSAD_FORM_DUAL) && (form & MARSAD_FORM_PERFECT) && r->noun)
        return i > 0 && (a->words[i - 1].form & MARSAD_FORM_DUAL); /* أن قصفا: a noun, but for شخصان قتلا */
    if ((form & MARSAD_FORM_PERFECT) && is_masdar(r->noun) && r->noun->skip == r->verb->skip && is_behind_inna(a, i))
        return false;
    if (pull == 2)
        return true;
    if ((form & MARSAD_FORM_PLURAL) && (form & MARSAD_FORM_NO_SUFFIX)) /* قتلوا */
        return true;
    if ((form & MARSAD_FORM_PASSIVE) && a->text->tokens[i].norm.len - r->verb->skip - r->verb->suffix <= 6)
        return false; /* عيد، شيخ، جيل are nouns before they are passives */
    if (r->noun && r->noun->skip < r->verb->skip && !(r->framed && (r->noun->entry->form & MARSAD_FORM_DUAL)))
        return false; /* وزير is no و + verb; but وأدان is rather that than two valleys */
    if ((form & MARSAD_FORM_IMPERFECT) && !(form & MARSAD_FORM_FEMININE))
        return true; /* nouns in ي are rare */
    if (r->framed && (form & MARSAD_FORM_PERFECT) && pull > 0 && opens(a, i) && before_definite(a, i))
        return true; /* طالب المجلس …: demanded, not a student of the council */
    if (r->framed && (form & MARSAD_FORM_PERFECT) && (r->verb->clitics & MARSAD_CLITIC_WA) && before_preposition(a, i))
        return true; /* وطالب بوقف القصف */
    if (r->agent && r->agent->skip <= r->verb->skip && r->agent->suffix <= r->verb->suffix)
        return false;
    if (form & MARSAD_FORM_FIRST)
        return false;
    return pull > 0;
}

/* هجوم شنه مسلحون: behind a noun, a verb of doing with a pronoun begins a relative clause. */
static bool is_doing_verb(struct analysis *a, uint32_t i, const marsad_match *verb)
{
    struct word *w = &a->words[i];
    bool doing;

    if (!verb || !verb->suffix || verb->entry->table != MARSAD_TABLE_VERBS ||
        !(verb->entry->form & MARSAD_FORM_PERFECT))
        return false;
    w->verb = (int32_t)verb->entry->row;
    doing = signal_at(a, i, "carry-out", NULL).ptr != NULL;
    w->verb = -1;
    return doing;
}

/* وفي is و and في, hardly ever وفى. */
static bool is_wa_with_preposition(const struct analysis *a, uint32_t i, const marsad_match *function)
{
    return function->clitics == MARSAD_CLITIC_WA &&
           (function->tokens > 1 || function_class(a, function) == WORD_PREP) &&
           !marsad_str_ends(marsad_token_str(a->text, i), MARSAD_LIT("\u0649"));
}

/* الأمين العام السابق is no year: the time that begins inside an office of tokens [from, to) is none. */
static void not_a_time(struct analysis *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to && i < a->text->n_tokens; i++) {
        int32_t time = a->words[i].time;
        for (uint32_t k = i; time >= 0 && k < a->text->n_tokens && a->words[k].time == time; k++)
            a->words[k].time = -1;
    }
}

static void classify_word(struct analysis *a, uint32_t i)
{
    const marsad_token *t = &a->text->tokens[i];
    struct word *w = &a->words[i];
    marsad_match m[MATCHES];
    const uint32_t mask = MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS) | MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) |
                          MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) | MARSAD_TABLE_BIT(MARSAD_TABLE_FUNCTION) |
                          MARSAD_TABLE_BIT(MARSAD_TABLE_COUNTRIES) | MARSAD_TABLE_BIT(MARSAD_TABLE_FRAMES);
    struct readings r;

    w->class = t->kind == MARSAD_TOKEN_PUNCT ? WORD_PUNCT : t->kind == MARSAD_TOKEN_NUMBER ? WORD_NUMBER : WORD_NOUN;
    if (t->kind != MARSAD_TOKEN_WORD)
        return;
    r = sort_readings(a, i, m, marsad_match_at(a->dict, a->text, i, mask, m, MATCHES));
    if (r.function && r.function->skip && r.long_agent && !r.long_agent->skip)
        r.function = r.verb = NULL; /* ولي العهد is no "and to me" */
    if (r.verb && !r.framed && r.long_agent && r.long_agent->skip == r.verb->skip)
        r.verb = NULL; /* وولي العهد: an office of two words before a verb that tells no event */
    if (r.function && r.long_agent && r.long_agent->tokens > r.function->tokens)
        r.function = NULL; /* مجموعة مسلحة is no number of something */
    if (r.function && r.verb && r.function->skip > r.verb->skip && !is_wa_with_preposition(a, i, r.function))
        r.function = NULL; /* وكانت is no و + ك + أنت, فتحت no ف + تحت */
    if (r.function && r.verb && marsad_str_ends(marsad_token_str(a->text, i), MARSAD_LIT("\u0623")) &&
        !marsad_str_ends(marsad_dict_cell(a->dict, MARSAD_TABLE_FUNCTION, r.function->entry->row, 0),
                         MARSAD_LIT("\u0623")))
        r.function = NULL; /* هنأ is not هنا */
    if (r.function &&
        !(w->mention >= 0 && r.function->tokens == 1 && a->mentions->mentions[w->mention].span.first != i)) {
        take(w, r.function, function_class(a, r.function));
        w->span = (uint8_t)r.function->tokens;
        return;
    }
    if (is_verb(a, i, &r) || is_doing_verb(a, i, r.verb)) {
        take(w, r.verb, WORD_VERB);
        w->either_gender = r.either_gender;
        if (r.verb->entry->table == MARSAD_TABLE_VERBS)
            w->verb = (int32_t)r.verb->entry->row;
        return;
    }
    take(w, r.agent ? r.agent : r.noun ? r.noun : r.adjective, WORD_NOUN);
    if (r.agent)
        w->agent = (int32_t)r.agent->entry->row;
    if (r.long_agent && (!r.agent || r.long_agent->skip <= r.agent->skip)) {
        w->agent = (int32_t)r.long_agent->entry->row;
        not_a_time(a, i + 1, i + r.long_agent->tokens);
    }
    if (r.adjective) {
        w->country = (int32_t)r.adjective->entry->row;
        w->adjective = true;
        if (!r.agent)
            take(w, r.adjective, WORD_NOUN);
    }
    if (r.noun && (r.noun->entry->form & (MARSAD_FORM_PARTICIPLE | MARSAD_FORM_ADJECTIVE)))
        w->adjective = true;
    if ((w->form & MARSAD_FORM_SINGULAR) && marsad_str_ends(t->norm, MARSAD_LIT("\u0627\u062A"))) /* قوات، سلطات */
        w->form = (w->form & ~(uint32_t)MARSAD_FORM_SINGULAR) | MARSAD_FORM_PLURAL | MARSAD_FORM_FEMININE;
    if (!r.agent && !r.noun && !r.adjective && marsad_str_starts(t->norm, MARSAD_LIT("\u0627\u0644")))
        w->clitics = MARSAD_CLITIC_AL;
}

/* طالب مسلح، هجوم انتحاري: words for people that describe the noun before them. */
static void mark_adjective(struct analysis *a, uint32_t i)
{
    struct word *w = &a->words[i];
    const struct word *before = i > 0 ? &a->words[i - 1] : NULL;

    if (!before || w->class != WORD_NOUN || before->class != WORD_NOUN ||
        a->text->tokens[i - 1].sentence != a->text->tokens[i].sentence)
        return;
    if (w->agent >= 0 && !((w->clitics ^ before->clitics) & MARSAD_CLITIC_AL) && !(w->clitics & ~MARSAD_CLITIC_AL) &&
        signal_at(a, i, "attack-adjective", NULL).ptr) {
        w->agent = -1;
        w->adjective = true;
    }
}

bool words_classify(struct analysis *a)
{
    size_t n = a->text->n_tokens;

    a->words = marsad_arena_array(a->arena, n + 1, sizeof *a->words);
    a->lemmas = marsad_arena_array(a->arena, n + 1, sizeof *a->lemmas);
    a->sums = marsad_arena_array(a->arena, GATE_LETTERS, sizeof *a->sums);
    if (!a->words || !a->lemmas || !a->sums || !spans_find(a))
        return false;
    for (size_t i = 0; i <= n; i++) /* and one behind the last: an unknown word */
        a->words[i] = (struct word){
            .span = 1, .verb = -1, .agent = -1, .country = -1, .mention = -1, .time = -1, .quantity = -1
        };
    spans_mark(a);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t span;
        classify_word(a, i);
        span = a->words[i].span;
        for (uint32_t k = 1; k < span && i + k < n; k++) { /* the rest of a function phrase */
            a->words[i + k].class = a->words[i].class;
            a->words[i + k].span = (uint8_t)(span - k);
        }
        mark_adjective(a, i);
        spans_apply(a, i);
        i += span - 1;
    }
    return true;
}
