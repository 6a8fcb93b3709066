/*
 * targets.c - against whom a protest is.
 *
 * Of whom something is demanded or whose resignation (مطالبين الحكومة بـ، باستقالة الوزير); against whom it is or whose
 * deed it is about (ضد إسرائيل، احتجاجا على قرار الحكومة، على أحكام أصدرها القضاء), the nearest to the protest; what it
 * came of (بسبب سياسة الوزير); last before whose door it stands (أمام السفارة). Prices and wars are no parties: without
 * an owner they give no recipient.
 */
#include "event/coder.h"

enum rank { NONE, DOOR, CAUSE, AGAINST, DEMAND };

#define DEMAND_REACH 6 /* tokens between "مطالبين" and "باستقالة" */
#define ANGER_REACH 4  /* tokens between "غضب" and its "من" */
#define MAKER_REACH 3  /* tokens between "أحكام" and "أصدرها": الذي، قد */

struct target {
    struct phrase phrase;
    enum rank rank;
    uint32_t distance;
    uint32_t end; /* behind the whole phrase that names it: قرار الحكومة */
};

/* The protest whose target is looked for: tokens [first, last). */
struct seek {
    const struct analysis *a;
    uint32_t first, last;
    struct target best;
};

/* ---- parties ---- */

/* بغداد for Iraq: is the name that of the country's capital? */
static bool is_capital(const struct analysis *a, const marsad_mention *m)
{
    int iso2 = marsad_dict_column(a->dict, MARSAD_TABLE_COUNTRIES, "iso2");
    int capital = marsad_dict_column(a->dict, MARSAD_TABLE_COUNTRIES, "capital");
    marsad_str name = marsad_range_str(a->text, m->span.first, m->span.last), list, item, norm;
    marsad_str wanted;

    if (!marsad_normalise(name, a->arena, &wanted, NULL))
        return false;
    for (uint32_t row = 0; row < marsad_dict_rows(a->dict, MARSAD_TABLE_COUNTRIES); row++) {
        if (!marsad_str_equal(marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, row, iso2), m->place->country))
            continue;
        list = marsad_dict_cell(a->dict, MARSAD_TABLE_COUNTRIES, row, capital);
        while (marsad_str_next(&list, '|', &item))
            if (marsad_normalise(item, a->arena, &norm, NULL) && marsad_str_equal(norm, wanted))
                return true;
    }
    return false;
}

/* A place that stands for a state: a country or its capital; a town can be asked for nothing. */
static bool is_state(const struct analysis *a, const struct phrase *p)
{
    const marsad_mention *m = p->mention >= 0 ? &a->mentions->mentions[p->mention] : NULL;

    return m && m->place &&
           (marsad_str_equal(m->place->precision, MARSAD_LIT("country")) ||
            (m->place->country.len && is_capital(a, m)));
}

static bool is_party(const struct analysis *a, const struct phrase *p)
{
    unsigned kind = phrase_kind(a, p);

    if (!p->definite && signal_at(a, p->head, "system", NULL).ptr)
        return false; /* نظام جديد للحضور: a rule, no regime */
    return (kind & (IS_BODY | IS_FORCE | IS_ARMED | IS_OFFICIAL | IS_COURT | IS_PLACE | IS_MEDIA | IS_PERSON)) &&
           !(kind & IS_EQUIPMENT) && !signal_at(a, p->head, "crowd", NULL).ptr &&
           word_at(a, p->first)->class != WORD_TIME;
}

/* A party that can do or order something. */
static bool is_doer(const struct analysis *a, const struct phrase *p)
{
    return is_party(a, p) && (!(phrase_kind(a, p) & IS_PLACE) || is_state(a, p));
}

/* ---- whose ---- */

/* سياسة هذه الدولة: a phrase with its own demonstrative in the genitive. */
static bool phrase_behind(const struct analysis *a, const struct phrase *thing, struct phrase *owner)
{
    size_t k = phrase_after(a, thing->last);

    if (thing->definite || k == a->n_phrases || a->phrases[k].first != thing->last || a->phrases[k].prep != NO_TOKEN ||
        word_at(a, thing->last)->class != WORD_DEM)
        return false;
    *owner = a->phrases[k];
    return true;
}

/* أحكام أصدرها القضاء، الانقلاب الذي قاده الجنرال: who made the thing, as the subject of the verb behind it. */
static bool maker_of(const struct analysis *a, const struct phrase *thing, struct phrase *maker)
{
    uint32_t end = thing->last + MAKER_REACH < a->last ? thing->last + MAKER_REACH : a->last;
    struct roles r;

    for (uint32_t i = thing->last; i < end && word_at(a, i)->class != WORD_PUNCT; i++) {
        if (word_at(a, i)->class != WORD_VERB)
            continue;
        if (!word_at(a, i)->suffix || (!signal_at(a, i, "issue", NULL).ptr && !signal_at(a, i, "carry-out", NULL).ptr))
            return false;
        roles_find(a, i, 1, 'v', &r);
        if (!r.has_subject || r.subject.first < i)
            return false;
        *maker = r.subject;
        return is_doer(a, maker);
    }
    return false;
}

/* قتل شاب برصاص الشرطة: who did it. */
static bool doer_of(const struct analysis *a, const struct phrase *thing, struct phrase *doer)
{
    struct parties by = { .n = 0 };
    struct roles r;

    roles_find(a, thing->first, 1, 'n', &r);
    if (!source_find(a, thing->first, &r, MARSAD_LIT("by"), &by))
        return false;
    *doer = by.at[0];
    return is_doer(a, doer);
}

/* إساءة الصحيفة للنبي: with its object behind ل the genitive of a noun of doing is the one who does it. */
static bool object_behind_li(const struct analysis *a, const struct phrase *thing)
{
    size_t k = phrase_after(a, thing->last);

    return k < a->n_phrases && a->phrases[k].first == thing->last &&
           (word_at(a, thing->last)->clitics & MARSAD_CLITIC_LI);
}

/* حرب العراق، اتفاق أوسلو: the place in the genitive is where it is, or what it is called after. */
static bool names_where(const struct analysis *a, uint32_t i, const struct phrase *owner)
{
    return (phrase_kind(a, owner) & IS_PLACE) &&
           (signal_at(a, i - 1, "befalls", NULL).ptr || signal_at(a, i - 1, "called-after", NULL).ptr);
}

/* The first name or agent inside the phrase, with what follows; false if there is none that can be a party. */
static bool owner_inside(const struct analysis *a, const struct phrase *thing, struct phrase *owner)
{
    for (uint32_t i = thing->first + 1; i < thing->last; i++) {
        if (word_at(a, i)->agent < 0 && word_at(a, i)->class != WORD_NAME)
            continue;
        if (i > thing->first + 1 && word_at(a, i - 1)->class == WORD_DEM)
            i--;
        *owner = phrase_make(a, i, thing->last);
        if (is_doer(a, owner) && !names_where(a, i, owner))
            return true;
    }
    return false;
}

static bool holds_office_word(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t i = p->first + 1; i < p->last; i++)
        if (signal_at(a, i, "office-adjective", NULL).ptr)
            return true;
    return false;
}

static bool is_blow(const struct analysis *a, const struct phrase *thing)
{
    return signal_at(a, thing->first, "outcome", NULL).ptr || signal_at(a, thing->first, "befalls", NULL).ptr;
}

/* "قرار الحكومة", "زيارة الرئيس": whose it is. What befell somebody (مقتل الفتى) is not that one's deed. */
static bool owner_of(const struct analysis *a, const struct phrase *thing, struct phrase *owner)
{
    if (is_blow(a, thing) && !object_behind_li(a, thing)) {
        if (doer_of(a, thing, owner) || maker_of(a, thing, owner))
            return true;
    } else if ((phrase_behind(a, thing, owner) && is_doer(a, owner)) || owner_inside(a, thing, owner) ||
               maker_of(a, thing, owner)) {
        return true;
    }
    *owner = *thing; /* الحرب الأميركية، قرار حكومي; but مقتل مواطن مغربي */
    if (!is_blow(a, thing) && holds_office_word(a, thing))
        return true;
    return thing->country >= 0 && (!is_blow(a, thing) || word_at(a, thing->first + 1)->country >= 0);
}

/* ---- doors ---- */

/* A door that stands for somebody: سفارة، مقر الحزب، وزارة، محكمة، قصر رئاسي; no shrine, no square. */
static bool is_door(const struct analysis *a, const struct phrase *p, bool only_site)
{
    unsigned kind = phrase_kind(a, p), who = IS_BODY | IS_OFFICIAL | IS_ARMED | IS_COURT | IS_FORCE;
    struct phrase owner;

    if (signal_at(a, p->first, "no-door", NULL).ptr)
        return false;
    if (signal_at(a, p->first, "seat", NULL).ptr && p->last > p->first + 1 && (p->definite || holds_office_word(a, p)))
        return true;
    if (!(kind & IS_SITE))
        return !only_site && (kind & who) && (p->definite || p->last > p->first + 1);
    if (holds_office_word(a, p))
        return true;
    return owner_of(a, p, &owner) && (p->country >= 0 || (phrase_kind(a, &owner) & who));
}

/* مقر السفارة: who goes there means the state that sent it. */
static bool is_embassy(const struct analysis *a, const struct phrase *p)
{
    for (uint32_t i = p->first; i < p->last; i++)
        if (marsad_str_equal(signal_at(a, i, "seat", NULL), MARSAD_LIT("embassy")))
            return true;
    return false;
}

/* ---- candidates ---- */

static uint32_t distance_to(const struct seek *s, uint32_t token)
{
    if (token >= s->last)
        return token - s->last;
    return token < s->first ? s->first - token : 0;
}

static void offer(struct seek *s, const struct phrase *p, enum rank rank, uint32_t end)
{
    uint32_t distance = distance_to(s, p->first);

    if (rank > s->best.rank || (rank == s->best.rank && distance < s->best.distance))
        s->best = (struct target){ *p, rank, distance, end };
}

/*
 * The phrase that begins at token i, behind a mark of quotation or a preposition there, or the rest of the one that
 * covers it (لمطالبة الحكومة); false if there is none. A phrase with في names where, not whom.
 */
static bool phrase_from(const struct analysis *a, uint32_t i, struct phrase *out)
{
    size_t k = phrase_at(a, i);

    if (k < a->n_phrases && a->phrases[k].first < i) {
        *out = phrase_make(a, i, a->phrases[k].last);
        return true;
    }
    k = phrase_after(a, i);
    if (k == a->n_phrases || a->phrases[k].first > i + 1)
        return false;
    *out = a->phrases[k];
    if (out->first == i + 1)
        return out->prep == i ? !signal_at(a, i, "locative", NULL).ptr : word_at(a, i)->class == WORD_PUNCT;
    return true;
}

/* ضد الحكم: the word alone is the regime, with what it rules or is based on it is a verdict. */
static bool is_regime(const struct analysis *a, const struct phrase *p)
{
    return signal_at(a, p->head, "regime", NULL).ptr && p->last == p->first + 1 && p->first > a->first &&
           marsad_token_is(a->text, p->first - 1, "\u0636\u062F") &&
           (p->last == a->last || !(word_at(a, p->last)->clitics & (MARSAD_CLITIC_BI | MARSAD_CLITIC_AL)));
}

/* A party itself or, for a thing, whose it is. */
static void offer_phrase(struct seek *s, uint32_t i, enum rank rank)
{
    struct phrase p, owner;

    if (!phrase_from(s->a, i, &p))
        return;
    if (rank == DEMAND && (word_at(s->a, p.first)->clitics & MARSAD_CLITIC_BI))
        return; /* مطالبين بتشكيل مجلس: what is demanded, not of whom */
    if (rank != CAUSE && ((is_party(s->a, &p) && !is_blow(s->a, &p)) || is_regime(s->a, &p)) &&
        !(phrase_kind(s->a, &p) & IS_SITE))
        offer(s, &p, rank, p.last);
    else if (rank != DEMAND && owner_of(s->a, &p, &owner))
        offer(s, &owner, rank, p.last);
}

/* مطالبين فلان بالرحيل: who is asked for something behind ب is a party, whoever that is. */
static void offer_asked(struct seek *s, uint32_t i)
{
    const struct analysis *a = s->a;
    struct phrase p;
    size_t k;

    if (!phrase_from(a, i, &p) || p.prep != NO_TOKEN)
        return;
    k = phrase_after(a, p.last);
    if (k < a->n_phrases && a->phrases[k].first == p.last && (word_at(a, p.last)->clitics & MARSAD_CLITIC_BI) &&
        !signal_at(a, p.head, "crowd", NULL).ptr && p.last < p.first + 4 && phrase_kind(a, &p) == IS_THING)
        offer(s, &p, DEMAND, p.last);
}

/* أعضاء منظمة معادية للمهاجرين: an adjective of a body says what that is, not what the protest is about. */
static bool describes_body(const struct analysis *a, uint32_t word)
{
    size_t k = phrase_at(a, word - 1);

    return k < a->n_phrases && word_at(a, word)->class != WORD_PREP && word_at(a, word)->class != WORD_VERB &&
           word_at(a, word - 1)->agent >= 0 && a->phrases[k].quantity < 0 &&
           (phrase_kind(a, &a->phrases[k]) & IS_BODY) && !signal_at(a, a->phrases[k].head, "crowd", NULL).ptr;
}

/* مناهضة للحكومة، المعارضين لها: of these words only with ل is somebody named. */
static void offer_against(struct seek *s, uint32_t word, uint32_t i, marsad_str value)
{
    if (word > s->a->first && describes_body(s->a, word))
        return;
    if (!marsad_str_equal(value, MARSAD_LIT("li")) ||
        (i < s->a->last && (word_at(s->a, i)->clitics & MARSAD_CLITIC_LI)))
        offer_phrase(s, i, AGAINST);
}

/* غضبهم الشديد من قرار، احتجاجات واسعة على سياسة: `prep` leads to what it is about. */
static void offer_behind(struct seek *s, uint32_t i, marsad_str prep)
{
    const struct analysis *a = s->a;

    for (size_t k = phrase_after(a, i + 1); k < a->n_phrases && a->phrases[k].first <= i + 1 + ANGER_REACH; k++)
        if (a->phrases[k].prep != NO_TOKEN && marsad_str_equal(a->phrases[k].prep_text, prep)) {
            offer_phrase(s, a->phrases[k].first, AGAINST);
            return;
        }
}

static void offer_door(struct seek *s, uint32_t i, bool only_site)
{
    size_t k = phrase_after(s->a, i);

    if (k < s->a->n_phrases && s->a->phrases[k].first == i && is_door(s->a, &s->a->phrases[k], only_site))
        offer(s, &s->a->phrases[k], is_embassy(s->a, &s->a->phrases[k]) ? AGAINST : DOOR, s->a->phrases[k].last);
}

static bool demanded_before(const struct analysis *a, uint32_t i)
{
    uint32_t stop = i > a->first + DEMAND_REACH ? i - DEMAND_REACH : a->first;

    for (; i > stop; i--)
        if (signal_at(a, i - 1, "demand", NULL).ptr)
            return true;
    return false;
}

/* باستقالة الحكومة: the one who is to go, inside the phrase of that word. */
static void offer_leaver(struct seek *s, uint32_t i)
{
    const struct analysis *a = s->a;
    size_t k = phrase_at(a, i);
    struct phrase who;

    if (k == a->n_phrases || a->phrases[k].last <= i + 1 || !demanded_before(a, i))
        return;
    who = phrase_make(a, i + 1, a->phrases[k].last);
    offer(s, &who, DEMAND, who.last);
}

static void offer_at(struct seek *s, uint32_t i)
{
    const struct analysis *a = s->a;
    uint32_t tokens;
    marsad_str found = signal_at(a, i, "against", &tokens), norm;

    if (found.ptr)
        offer_against(s, i, i + tokens, found);
    found = signal_at(a, i, "anger", NULL);
    if (found.len && marsad_normalise(found, a->arena, &norm, NULL))
        offer_behind(s, i, norm);
    if (signal_at(a, i, "demand", &tokens).ptr) {
        offer_phrase(s, i + tokens, DEMAND);
        offer_asked(s, i + tokens);
    }
    if (signal_at(a, i, "leave", NULL).ptr)
        offer_leaver(s, i);
    if (signal_at(a, i, "cause", &tokens).ptr && i >= s->first)
        offer_phrase(s, i + tokens, CAUSE);
    found = signal_at(a, i, "before-door", &tokens);
    if (found.ptr)
        offer_door(s, i + tokens, found.len > 0);
    if (signal_at(a, i, "heads-for", NULL).ptr && i + 1 < a->last && (word_at(a, i + 1)->clitics & MARSAD_CLITIC_LI))
        offer_door(s, i + 1, true); /* توجههم لقصر الرئاسة */
}

static bool is_damage(const struct draft *d)
{
    return marsad_list_has(MARSAD_LIT("riot|vandalize|obstruct"), d->frame.mode) && d->frame.mode.len;
}

/* ضد الحكومة والولاية، على المذكرة وعلى المحكمة: what و joins to the target. */
static void add_joined(const struct analysis *a, const struct target *t, struct parties *to)
{
    size_t k = phrase_after(a, t->end);
    const struct phrase *p = &a->phrases[k];
    bool bare, again;

    if (k == a->n_phrases || t->rank < AGAINST)
        return;
    bare = p->first == t->end && p->conjoined && p->prep == NO_TOKEN;
    again = p->prep == t->end && (word_at(a, p->prep)->clitics & MARSAD_CLITIC_WA);
    if ((bare || again) && is_doer(a, p) && !(phrase_kind(a, p) & IS_SITE))
        to->at[to->n++] = *p;
}

static bool among(const struct parties *p, const struct phrase *what)
{
    for (unsigned i = 0; i < p->n; i++)
        if (p->at[i].first < what->last && what->first < p->at[i].last)
            return true;
    return false;
}

/* Tokens [*from, *to) around the trigger up to words that begin another story (بينما). */
static void story_bounds(const struct analysis *a, uint32_t trigger, uint32_t *from, uint32_t *to)
{
    *from = trigger;
    *to = trigger;
    while (*from > a->first && !contrast_between(a, *from - 1, *from))
        --*from;
    while (*to < a->last && !contrast_between(a, *to, *to + 1))
        ++*to;
}

/* عطلوا عمل البرلمان: a thing without a place of its own stands for whose it is. */
static void take_owners(const struct analysis *a, struct parties *p)
{
    for (unsigned i = 0; i < p->n; i++) {
        struct phrase owner;
        if (phrase_kind(a, &p->at[i]) == IS_THING && owner_inside(a, &p->at[i], &owner))
            p->at[i] = owner;
    }
}

void target_of_protest(const struct analysis *a, struct draft *d)
{
    struct seek s = { .a = a, .first = d->first, .last = d->last };
    uint32_t from, to;

    story_bounds(a, d->frame.token, &from, &to);
    for (uint32_t i = from; i < to; i++)
        if (word_at(a, i)->class != WORD_PUNCT)
            offer_at(&s, i);
    if (is_damage(d))
        take_owners(a, &d->recipients);
    if (d->recipients.n && is_damage(d)) { /* what they burnt, and against whom they shouted */
        if (s.best.rank >= AGAINST && d->recipients.n < PARTIES_MAX && !among(&d->recipients, &s.best.phrase))
            d->recipients.at[d->recipients.n++] = s.best.phrase;
        return;
    }
    if (d->recipients.n && !is_party(a, &d->recipients.at[0]) && d->recipients.at[0].country < 0)
        d->recipients.n = 0;
    if (s.best.rank > DOOR || (s.best.rank == DOOR && !d->recipients.n)) {
        d->recipients.at[0] = s.best.phrase;
        d->recipients.n = 1;
        add_joined(a, &s.best, &d->recipients);
    }
}
