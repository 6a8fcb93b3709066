/*
 * frames.c - choose a frame: every condition of `needs` holds, none of `blocks`; the most conditions and the longest
 * trigger win, among equals the earlier line.
 */
#include "event/explain.h"

#define MATCHES 32
#define WINDOW_AFTER 6  /* tokens for w: */
#define WINDOW_LIGHT 14 /* tokens for t:, with a long subject between: عقد وزير الخارجية، فلان الفلاني، اجتماعا */
#define WINDOW_BOTH 10  /* for b: */
#define WINDOW_PREP 5   /* for p: */

enum { COL_TRIGGER, COL_POS, COL_TYPE, COL_MODE, COL_ARGS, COL_NEEDS, COL_BLOCKS, COL_CONTROL, COL_COUNT, COL_CONF };

static marsad_str frame_cell(const struct analysis *a, uint32_t row, int column)
{
    return marsad_dict_cell(a->dict, MARSAD_TABLE_FRAMES, row, a->columns.frame[column]);
}

/*
 * The masdars of one line of verbs.tsv belong to several verbs written alike: توقيف is no وقف, موقف no وقوف. Those that
 * begin alike are forms of one noun (زيارة, زيارات), and so are plurals in أ (حكم, أحكام).
 */
static bool is_same_masdar(marsad_str masdars, marsad_str word, marsad_str lemma)
{
    const marsad_str alef = MARSAD_LIT("\u0627"), hamza = MARSAD_LIT("\u0623");
    marsad_str item;

    if (!marsad_list_has(masdars, lemma))
        return false;
    if (marsad_str_ends(lemma, MARSAD_LIT("\u0629")) &&
        !marsad_str_starts(word, marsad_str_slice(lemma, 0, lemma.len - 2)))
        return false; /* وقفة is one standing, وقوف standing */
    if (marsad_str_starts(word, alef)) {
        if (marsad_str_starts(lemma, alef) || marsad_str_starts(lemma, hamza) ||
            marsad_str_starts(lemma, MARSAD_LIT("\u0625")))
            return true;
        while (marsad_str_next(&masdars, '|', &item))
            if (marsad_str_starts(item, hamza))
                return true;
        return false;
    }
    return marsad_str_starts(lemma, hamza) || marsad_str_starts(word, marsad_str_slice(lemma, 0, 2));
}

/* `norm`: the normal form of the lemma. */
static bool is_form_of(const struct analysis *a, uint32_t i, marsad_str lemma, marsad_str norm)
{
    const marsad_token *t = &a->text->tokens[i];
    marsad_match m[24];
    marsad_str bare;
    size_t n;
    const struct word *w = &a->words[i];
    const uint32_t mask = MARSAD_TABLE_BIT(MARSAD_TABLE_NOUNS) | MARSAD_TABLE_BIT(MARSAD_TABLE_AGENTS) |
                          MARSAD_TABLE_BIT(MARSAD_TABLE_VERBS);

    if (t->kind != MARSAD_TOKEN_WORD)
        return false;
    if (marsad_str_equal(t->norm, norm))
        return true;
    bare = marsad_str_slice(t->norm, w->skip, t->norm.len - (w->suffix <= t->norm.len - w->skip ? w->suffix : 0));
    if (marsad_str_equal(bare, norm))
        return true;
    if (marsad_str_ends(bare, MARSAD_LIT("\u0627")) && marsad_str_equal(marsad_str_slice(bare, 0, bare.len - 2), norm))
        return true; /* the accusative: أخبارا */
    n = marsad_match_at(a->dict, a->text, i, mask, m, 24);
    for (size_t k = 0; k < n; k++) {
        const marsad_entry *e = m[k].entry;
        if (m[k].tokens == 1 && (marsad_list_has(marsad_dict_cell(a->dict, e->table, e->row, 0), lemma) ||
                                 (e->table == MARSAD_TABLE_VERBS && e->column > 1 &&
                                  is_same_masdar(marsad_dict_cell(a->dict, e->table, e->row, e->column),
                                                 marsad_str_slice(t->norm, m[k].skip, t->norm.len), lemma))))
            return true;
    }
    return false;
}

bool word_is(const struct analysis *a, uint32_t i, marsad_str lemma)
{
    marsad_str norm;

    return marsad_normalise(lemma, a->arena, &norm, NULL) && is_form_of(a, i, lemma, norm);
}

uint32_t find_word(const struct analysis *a, uint32_t from, uint32_t to, marsad_str list)
{
    uint32_t found = NO_TOKEN;
    marsad_str lemma, norm;

    /* Word by word of the list, so that each is normalised once; behind what was found nothing is looked for. */
    while (from < to && marsad_str_next(&list, ',', &lemma)) {
        if (!lemma.len || !marsad_normalise(lemma, a->arena, &norm, NULL))
            continue;
        for (uint32_t i = from; i < to; i++)
            if (is_form_of(a, i, lemma, norm))
                found = to = i;
    }
    return found;
}

/* أصدرت محكمة حكما: the court is no verdict, though its word belongs to the verb of both. */
static bool is_court(const struct analysis *a, uint32_t i)
{
    const struct word *w = word_at(a, i);

    return w->agent >= 0 && !(w->form & MARSAD_FORM_MASDAR) &&
           marsad_list_has(marsad_dict_cell(a->dict, MARSAD_TABLE_AGENTS, (uint32_t)w->agent, a->columns.agent_role),
                           MARSAD_LIT("JUD"));
}

/* The same, but not inside a name: دعم in "بعثة الأمم المتحدة للدعم" is no support given. */
static uint32_t find_word_outside_names(const struct analysis *a, uint32_t from, uint32_t to, marsad_str list)
{
    uint32_t found = find_word(a, from, to, list);

    while (found != NO_TOKEN && (a->words[found].class == WORD_NAME || is_court(a, found)))
        found = find_word(a, found + 1, to, list);
    return found;
}

/* Does one of the list stand in [from, to), not inside the name of a place (برقين is no lightning)? */
static bool stands_in(const struct analysis *a, uint32_t from, uint32_t to, marsad_str list)
{
    uint32_t found = find_word(a, from, to, list);

    while (found != NO_TOKEN && a->words[found].class == WORD_NAME &&
           a->mentions->mentions[a->words[found].mention].kind == MARSAD_MENTION_PLACE)
        found = find_word(a, found + 1, to, list);
    return found != NO_TOKEN;
}

static uint32_t clip(const struct analysis *a, uint32_t i, int reach)
{
    int64_t at = (int64_t)i + reach;

    return at < a->first ? a->first : at > a->last ? a->last : (uint32_t)at;
}

/* Behind token i, at most `reach` tokens on, before the clause ends. */
static uint32_t window_end(const struct analysis *a, uint32_t i, int reach)
{
    uint32_t end = clip(a, i, reach), at = i;

    while (at < end && !is_clause_mark(a, at))
        at++;
    return at;
}

/* Where the words that belong to the trigger begin to count: behind its subject and object, if they follow it. */
static uint32_t behind_arguments(const struct frame *f)
{
    uint32_t behind = f->token + f->tokens;

    if (f->roles.has_subject && f->roles.subject.first >= behind)
        behind = f->roles.subject.last;
    if (f->roles.has_object && f->roles.object.first >= behind)
        behind = f->roles.object.last;
    return behind;
}

/* The next finite verb before `end`, or `end`: its words are not ours. */
static uint32_t verb_or(const struct analysis *a, uint32_t from, uint32_t end)
{
    while (from < end && a->words[from].class != WORD_VERB && a->words[from].class != WORD_SUB)
        from++;
    return from;
}

static bool phrase_is(const struct analysis *a, const struct phrase *p, marsad_str classes)
{
    static const struct {
        const char *name;
        unsigned bits;
    } CLASSES[] = { { "person", IS_PERSON }, { "people", IS_PEOPLE },       { "body", IS_BODY },
                    { "force", IS_FORCE },   { "equipment", IS_EQUIPMENT }, { "site", IS_SITE },
                    { "place", IS_PLACE },   { "armed", IS_ARMED },         { "official", IS_OFFICIAL },
                    { "court", IS_COURT },   { "media", IS_MEDIA },         { "number", IS_NUMBER },
                    { "thing", IS_THING } };
    unsigned kind = phrase_kind(a, p);
    marsad_str name;

    while (marsad_str_next(&classes, ',', &name))
        for (size_t i = 0; i < sizeof CLASSES / sizeof *CLASSES; i++)
            if ((kind & CLASSES[i].bits) && marsad_str_equal(name, marsad_str_of(CLASSES[i].name)))
                return true;
    return false;
}

static bool has_prep(const struct analysis *a, uint32_t from, uint32_t to, marsad_str list)
{
    for (size_t k = phrase_after(a, from); k < a->n_phrases && a->phrases[k].first <= to; k++) {
        marsad_str rest = list, prep, norm;
        if (a->phrases[k].prep == NO_TOKEN || a->phrases[k].prep > to || a->phrases[k].prep < from)
            continue;
        while (marsad_str_next(&rest, ',', &prep))
            if (marsad_normalise(prep, a->arena, &norm, NULL) && marsad_str_equal(norm, a->phrases[k].prep_text))
                return true;
    }
    return false;
}

/* وخضعت لعقوبات، واستقبل السفير: the subject of a verb without one is that of a verb before. */
static bool dropped_is(const struct analysis *a, const struct frame *f, marsad_str classes)
{
    struct parties found = { .n = 0 };

    if (word_at(a, f->token)->form & (MARSAD_FORM_FIRST | MARSAD_FORM_PASSIVE))
        return false;
    return f->pos == 'v' && f->roles.dropped && inherit_subject(a, f->token, &found) &&
           phrase_is(a, &found.at[0], classes);
}

/* لقائه: the genitive is whom the pronoun stands for; asked of nouns that have their object behind them. */
static bool owner_is(const struct analysis *a, const struct frame *f, marsad_str classes)
{
    struct draft owned = { .frame = *f };
    struct parties found = { .n = 0 };

    return f->pos == 'n' && f->roles.has_object && possessor_find(a, &owned, &found) &&
           phrase_is(a, &found.at[0], classes);
}

static bool role_is(const struct analysis *a, const struct frame *f, char role, marsad_str classes)
{
    const struct roles *r = &f->roles;

    if (role == 's')
        return r->has_subject ? phrase_is(a, &r->subject, classes) : dropped_is(a, f, classes);
    if (role == 'g')
        return r->has_genitive ? phrase_is(a, &r->genitive, classes) : owner_is(a, f, classes);
    if (r->has_object)
        return phrase_is(a, &r->object, classes);
    return r->has_subject && phrase_is(a, &r->subject, classes); /* the object of an unvowelled passive */
}

/* One condition "k:list"; *word is set by t:. */
static bool holds(const struct analysis *a, const struct frame *f, marsad_str condition, uint32_t *word)
{
    uint32_t behind = f->token + f->tokens, found;
    marsad_str list;

    if (condition.len < 3 || condition.ptr[1] != ':')
        return false;
    list = marsad_str_slice(condition, 2, condition.len);
    switch (condition.ptr[0]) {
    case 'w':
        return find_word(a, behind, verb_or(a, behind, window_end(a, behind_arguments(f), WINDOW_AFTER)), list) !=
               NO_TOKEN;
    case 't':
        if (f->pos == 'v' && a->words[f->token].suffix &&
            !marsad_str_ends(a->text->tokens[f->token].norm, MARSAD_LIT("\u0646\u0627")))
            return false; /* نظمتها النقابات احتجاجا: the pronoun is its object */
        found = find_word_outside_names(a, behind, verb_or(a, behind, window_end(a, behind, WINDOW_LIGHT)), list);
        if (found != NO_TOKEN)
            *word = found;
        return found != NO_TOKEN;
    case 'b':
        return stands_in(a, clip(a, f->token, -WINDOW_BOTH), f->token, list) ||
               stands_in(a, behind, clip(a, behind, WINDOW_BOTH), list);
    case 'c':
        return find_word(a, a->first, a->last, list) != NO_TOKEN;
    case 'p':
        return has_prep(a, behind, verb_or(a, behind, clip(a, behind_arguments(f), WINDOW_PREP)), list);
    case 'o':
    case 's':
    case 'g':
        return role_is(a, f, condition.ptr[0], list);
    default:
        return false;
    }
}

static bool check(const struct analysis *a, struct frame *f, marsad_str needs, marsad_str blocks, struct refusal *why)
{
    marsad_str condition;
    uint32_t ignored;

    while (needs.len && marsad_str_next(&needs, ';', &condition)) {
        if (!holds(a, f, condition, &f->word)) {
            *why = (struct refusal){ condition, false };
            return false;
        }
        f->conditions++;
    }
    while (blocks.len && marsad_str_next(&blocks, ';', &condition))
        if (holds(a, f, condition, &ignored)) {
            *why = (struct refusal){ condition, true };
            return false;
        }
    return true;
}

/*
 * "…، مطالبا الحكومة ب": a participle in the accusative that goes with the main clause; the feminine and the plural,
 * which may as well describe a noun, behind a mark or with و. "أصبح مطالبا" is something else.
 */
static bool is_circumstance(const struct analysis *a, uint32_t i, const marsad_match *m)
{
    marsad_str norm = a->text->tokens[i].norm;
    bool behind_mark = i > a->first && word_at(a, i - 1)->class == WORD_PUNCT, alef;

    if ((m->clitics & ~MARSAD_CLITIC_WA) || m->suffix || i == a->first || !(m->entry->form & MARSAD_FORM_PARTICIPLE))
        return false;
    for (uint32_t k = i; !behind_mark && k > a->first && k + 6 > i && word_at(a, k - 1)->class != WORD_PUNCT; k--)
        if (signal_at(a, k - 1, "auxiliary", NULL).ptr)
            return false;
    alef = marsad_str_ends(norm, MARSAD_LIT("\u0627"));
    return alef ? word_at(a, i - 1)->class != WORD_PREP : is_comma(a, i - 1) || (m->clitics & MARSAD_CLITIC_WA);
}

/* تقل of أقال without لم or ل: the word is another verb's (تقل الركاب). */
static bool is_stray_jussive(const struct analysis *a, uint32_t i, const marsad_match *m)
{
    return (m->entry->form & MARSAD_FORM_JUSSIVE) && !(m->clitics & MARSAD_CLITIC_LI) &&
           !(i > a->first && word_at(a, i - 1)->class == WORD_NEG);
}

static bool fits_word(const struct analysis *a, uint32_t i, const marsad_match *m, char pos)
{
    const struct word *w = &a->words[i];
    bool finite = m->entry->form & (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT);

    if (w->class == WORD_TIME || w->class == WORD_NUMBER)
        return false;
    if (w->class == WORD_NAME && !(i + m->tokens > a->mentions->mentions[w->mention].span.last))
        return false; /* part of a name: حركة المقاومة */
    if (pos == 'v')
        return finite && w->class == WORD_VERB && w->skip == m->skip && w->suffix == m->suffix &&
               !is_stray_jussive(a, i, m);
    if (pos == 'x')
        return true;
    if (pos == 'h')
        return w->class != WORD_VERB && is_circumstance(a, i, m);
    if (w->form && (w->skip != m->skip || w->suffix != m->suffix))
        return false; /* the word was read otherwise: وزير is no و + زار */
    if ((m->entry->form & MARSAD_FORM_DUAL) && w->form && !(w->form & MARSAD_FORM_DUAL) && w->skip == m->skip)
        return false; /* another noun that only looks like a dual of the trigger */
    return w->class != WORD_VERB;
}

/* A mode is told by more than the bare type is; so is another sense of the word, where two conditions speak for it. */
static unsigned worth(const struct frame *f)
{
    bool other_sense = f->conditions > 1 && marsad_str_equal(f->type, MARSAD_LIT("NONE"));

    return f->conditions * 10 + (f->tokens - 1) * 6 + (other_sense || (f->conditions && f->mode.len) ? 15 : 0);
}

/* أطلق سراح صحافي: "g" of a light verb is what its noun governs. */
static void take_genitive_of_word(const struct analysis *a, struct frame *f)
{
    struct roles of_word;

    roles_find(a, f->word, 1, 'n', &of_word);
    if (f->pos == 'n' && f->roles.has_genitive && f->roles.genitive.last <= f->word)
        return; /* إعلان المقاتلين الولاء */
    f->roles.has_genitive = of_word.has_genitive;
    f->roles.genitive = of_word.genitive;
    f->roles.nationality = of_word.nationality;
    f->roles.nationality_token = of_word.nationality_token;
}

/* The frame of the word(s) at a token, if there is one. `tell`: why the others do not fit. */
static bool choose(const struct analysis *a, uint32_t i, bool tell, struct frame *out)
{
    marsad_match m[MATCHES];
    size_t n = marsad_match_at(a->dict, a->text, i, MARSAD_TABLE_BIT(MARSAD_TABLE_FRAMES), m, MATCHES);
    bool found = false;

    for (size_t k = 0; k < n; k++) {
        uint32_t row = m[k].entry->row;
        marsad_str pos = frame_cell(a, row, COL_POS);
        struct frame f = { .token = i, .tokens = m[k].tokens, .word = i, .row = row };
        struct refusal why;
        f.pos = pos.len ? pos.ptr[0] : 'x';
        if (!fits_word(a, i, &m[k], f.pos))
            continue;
        f.type = frame_cell(a, row, COL_TYPE);
        f.mode = frame_cell(a, row, COL_MODE);
        roles_find(a, i, f.tokens, f.pos, &f.roles);
        if (!check(a, &f, frame_cell(a, row, COL_NEEDS), frame_cell(a, row, COL_BLOCKS), &why)) {
            if (tell)
                explain_refused(a, row, &f, &why);
            continue;
        }
        if (found && worth(&f) <= worth(out))
            continue;
        f.args = frame_cell(a, row, COL_ARGS);
        f.control = frame_cell(a, row, COL_CONTROL);
        f.count = frame_cell(a, row, COL_COUNT);
        f.confidence = marsad_dict_number(a->dict, MARSAD_TABLE_FRAMES, row, a->columns.frame[COL_CONF]);
        *out = f;
        found = true;
    }
    if (found && out->word > out->token)
        take_genitive_of_word(a, out);
    return found;
}

bool frames_begin(struct analysis *a)
{
    uint32_t n = a->last - a->first;

    while (a->cap_choices < n)
        if (!marsad_arena_grow(a->arena, (void **)&a->choices, &a->cap_choices, a->cap_choices, sizeof *a->choices))
            return false;
    for (uint32_t i = 0; i < n; i++)
        a->choices[i].known = false;
    return true;
}

bool frame_choose(const struct analysis *a, uint32_t i, struct frame *out)
{
    struct choice *c = i >= a->first && i < a->last ? &a->choices[i - a->first] : NULL;

    if (!c)
        return choose(a, i, false, out);
    if (!c->known) {
        c->found = choose(a, i, false, &c->frame);
        c->known = true;
    }
    if (c->found)
        *out = c->frame;
    return c->found;
}

bool frame_tell(const struct analysis *a, uint32_t i, struct frame *out)
{
    return a->explain ? choose(a, i, true, out) : frame_choose(a, i, out);
}
