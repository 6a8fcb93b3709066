/*
 * names_person.c - persons: a given name with what follows it, or whatever stands behind a title.
 *
 *     given + (particle) + given, family, nisba or unknown word ...      محمد بن نايف, جون كيري, عادل الجبير
 *
 * A given name that is also a common word (سعيد, أمل) needs a title before it or a sure name behind it.
 */
#include "mention/names.h"

#define PARTS_MAX 8 /* tokens of one name */

struct parts {
    size_t last, n; /* token behind, number of parts (particles not counted) */
    size_t part;    /* the last part */
    unsigned sure;  /* parts that can only be names */
    unsigned names; /* parts that names.tsv has */
    bool foreign, particle;
    bool family;   /* the last part is a family name */
    bool compound; /* begins with عبد العزيز and the like */
};

static bool is_word(const names_pass *p, size_t first, size_t i)
{
    return names_together(p, first, i) && (token_at(p, i)->bare & IS_WORD) &&
           !(token_at(p, i)->bare & (IS_TIME | IS_COUNT));
}

/* علي, not على: the fold makes them one, the last letter tells. */
static bool is_preposition(const names_pass *p, size_t i)
{
    marsad_str s = marsad_token_str(p->text, i);

    return (token_at(p, i)->bare & IS_FUNCTION) &&
           !((token_at(p, i)->bare & IS_GIVEN) && marsad_str_ends(s, MARSAD_LIT("\u064A" /* ي */)));
}

static bool sure_name(uint32_t bare)
{
    return (bare & IS_NAME) && !(bare & (IS_PLAIN | IS_VERB | IS_COUNTRY | IS_TITLE)); /* محمد is a participle too */
}

/* محمد الفاتح, توفيق الحكيم: a definite noun right behind a given name. */
static bool may_be_byname(const names_pass *p, size_t i)
{
    uint32_t bare = token_at(p, i)->bare;

    if ((bare & IS_ADJECTIVE) && !marsad_str_ends(p->text->tokens[i].norm, MARSAD_LIT("\u064A" /* ي */)))
        return false; /* محمد الحجازي */
    return token_has_article(p, i) && (bare & (IS_NOUN | IS_DERIVED | IS_ADJECTIVE)) &&
           !(bare & (IS_FUNCTION | IS_PLURAL | IS_TITLE | IS_BODY | IS_SITE | IS_NATION | IS_ACTOR | IS_COUNTRY)) &&
           !marsad_str_ends(p->text->tokens[i].norm, MARSAD_LIT("\u0647" /* ه */));
}

/* May the word continue a name? */
static bool is_part(const names_pass *p, size_t i, const struct parts *so_far)
{
    uint32_t bare = token_at(p, i)->bare;

    if (is_preposition(p, i))
        return false;
    if (bare & IS_FAMILY)
        return token_has_article(p, i) || so_far->n == 1 || !(bare & (IS_PLAIN | IS_TITLE));
    if (bare & IS_GIVEN)
        return !(bare & (IS_VERB | IS_ADJECTIVE | IS_DERIVED | IS_TITLE)) || so_far->n == 1;
    if (so_far->n == 1 && so_far->sure && !so_far->foreign && may_be_byname(p, i))
        return true;
    if (bare & (IS_COMMON | IS_NATION | IS_COUNTRY | IS_ACTOR))
        return false;
    if (token_has_article(p, i))
        return !(bare & IS_PLACE) || so_far->n == 1;
    return so_far->n < 3 && !so_far->family && token_unknown(p, i) &&
           !marsad_str_starts(p->text->tokens[i].norm, MARSAD_LIT("\u0648" /* و */)); /* دروغبا وآريين: and */
}

/* What may stand behind بن, أبو, عبد …: nearly anything. */
static bool behind_particle(const names_pass *p, size_t first, size_t i)
{
    uint32_t bare;

    if (!is_word(p, first, i))
        return false;
    bare = token_at(p, i)->bare;
    if (bare & IS_NAME)
        return !is_preposition(p, i);
    if (token_has_article(p, i))
        return !(bare & IS_FUNCTION);
    return token_unknown(p, i);
}

/* عبد العزيز: names.tsv has the two words written as one. */
static bool is_compound(const names_pass *p, size_t first, size_t i, size_t skip)
{
    marsad_str a = p->text->tokens[i].norm, b;
    char joined[96];
    marsad_entries found;

    if (!is_word(p, first, i + 1) || !token_has_article(p, i + 1))
        return false;
    b = p->text->tokens[i + 1].norm;
    a = marsad_str_slice(a, skip, a.len);
    if (a.len + b.len > sizeof joined)
        return false;
    memcpy(joined, a.ptr, a.len);
    memcpy(joined + a.len, b.ptr, b.len);
    found = marsad_dict_find(p->dict, (marsad_str){ joined, a.len + b.len });
    for (size_t k = 0; k < found.n; k++)
        if (found.at[k].table == MARSAD_TABLE_NAMES)
            return true;
    return false;
}

static void count_compound(size_t i, struct parts *s)
{
    s->n++;
    s->names++;
    s->sure++;
    s->part = i + 1;
    s->last = i + 2;
    s->family = false;
}

static void count_part(const names_pass *p, size_t i, size_t next, struct parts *s)
{
    uint32_t bare = token_at(p, i)->bare;

    s->n++;
    s->part = i;
    s->last = next;
    s->names += (bare & IS_NAME) != 0;
    s->sure += sure_name(bare);
    s->family = (bare & (IS_FAMILY | IS_GIVEN)) == IS_FAMILY;
    s->foreign |= (bare & IS_FOREIGN) != 0;
}

static void read_rest(const names_pass *p, size_t first, struct parts *s)
{
    while (s->last - first < PARTS_MAX && is_word(p, first, s->last)) {
        size_t i = s->last;
        const name_cand *c = cand_at(p, i, MARSAD_TABLE_NAMES, false);

        if ((token_at(p, i)->bare & (IS_PARTICLE | IS_GIVEN)) && is_compound(p, first, i, 0)) {
            count_compound(i, s);
        } else if ((token_at(p, i)->bare & IS_PARTICLE) && is_word(p, first, i + 1) &&
                   (token_at(p, i + 1)->bare & IS_PARTICLE) && is_word(p, first, i + 2) &&
                   !(token_at(p, i + 2)->bare & IS_FUNCTION)) { /* بن أبي وقاص */
            s->particle = true;
            count_part(p, i + 2, i + 3, s);
        } else if ((token_at(p, i)->bare & IS_PARTICLE) && behind_particle(p, first, i + 1)) {
            s->particle = true;
            count_part(p, i + 1, i + 2, s);
        } else if (c && c->match.tokens > 1 && c->type != 'p') {
            count_compound(i + c->match.tokens - 2, s);
        } else if (is_part(p, i, s)) {
            count_part(p, i, i + 1, s);
        } else {
            break;
        }
    }
}

/* The name of the least stripped reading at the first token. */
static const name_cand *first_name(const names_pass *p, size_t i)
{
    const name_token *t = token_at(p, i);
    const name_cand *c = cand_at(p, i, MARSAD_TABLE_NAMES, true);

    if (c && c->match.skip && (t->bare & (IS_COMMON | IS_PLACE | IS_COUNTRY | IS_NATION | IS_ACTOR)))
        return NULL;
    return c;
}

/* A common word in the reading of the name: at its own place behind the clitics. */
static bool is_weak(const names_pass *p, size_t i, const name_cand *c)
{
    const name_token *t = token_at(p, i);
    uint32_t flags = c->match.skip ? t->joined : t->bare;

    return (flags & (IS_PLAIN | IS_VERB | IS_COUNTRY | IS_TITLE)) != 0;
}

static bool start_particle(const names_pass *p, size_t i, const name_cand *c, struct parts *s)
{
    if (is_word(p, i, i + 1) && is_compound(p, i, i + 1, 0)) { /* أبو عبد الله */
        *s = (struct parts){ .particle = true };
        count_compound(i + 1, s);
        read_rest(p, i, s);
        return true;
    }
    if (!behind_particle(p, i, i + c->match.tokens))
        return false;
    *s = (struct parts){ .last = i, .particle = true };
    count_part(p, i + c->match.tokens, i + c->match.tokens + 1, s);
    read_rest(p, i, s);
    return true;
}

static bool in_quotes(const names_pass *p, size_t first, size_t last)
{
    return first > 0 && token_opens_quote(p, first - 1) && token_closes_quote(p, last);
}

/* Could an unknown word be a foreign name? Not if it may be a word behind a preposition, or a feminine adjective. */
static bool foreign_shape(const names_pass *p, size_t i)
{
    static const char *const HEADS[] = { "\u0628" /* ب */, "\u0644" /* ل */, "\u0648" /* و */, "\u0641" /* ف */,
                                         "\u0643" /* ك */ };

    for (size_t k = 0; k < sizeof HEADS / sizeof *HEADS; k++)
        if (marsad_str_starts(p->text->tokens[i].norm, marsad_str_of(HEADS[k])))
            return false;
    return !marsad_str_ends(marsad_token_str(p->text, i), MARSAD_LIT("\u0629" /* ة */));
}

/* Is the name behind the title good enough? */
static bool fits_title(const names_pass *p, size_t i, const name_cand *c, const struct parts *s)
{
    uint32_t bare = token_at(p, i)->bare;

    if (!c)
        return p->title_definite && !token_has_article(p, i) && s->n < 4 && (s->n > 1 || foreign_shape(p, i));
    if ((s->n > 1 && (s->sure || s->names > 1)) || s->compound || c->type == 'p')
        return true;
    return !is_weak(p, i, c) || (s->n > 1 && !(bare & IS_VERB));
}

static bool is_family_name(const names_pass *p, size_t i)
{
    uint32_t bare = token_at(p, i)->bare;

    return (bare & IS_FAMILY) && token_has_article(p, i) && !(bare & IS_NATION);
}

/* الحلبوني: a definite word that nobody knows and that ends as names of origin do. */
static bool is_nisba(const names_pass *p, size_t i)
{
    return token_has_article(p, i) && token_unknown(p, i) &&
           marsad_str_ends(p->text->tokens[i].norm, MARSAD_LIT("\u064A" /* ي */));
}

static bool fits_alone(const names_pass *p, size_t i, const name_cand *c, const struct parts *s)
{
    bool weak = is_weak(p, i, c) && !s->compound;
    uint32_t bare = token_at(p, i)->bare;

    if (s->compound)
        return s->n > 1;
    if (s->n == 1)
        return c->type == 'f' && !weak && !c->match.skip &&
               !(bare & (IS_DERIVED | IS_PLACE | IS_COUNTRY | IS_NATION | IS_ACTOR));
    if (c->type == 'f' && !(bare & IS_GIVEN))
        return s->names > 1 && !weak;
    if (weak && s->n == 2 && !(bare & (IS_PLAIN | IS_VERB)) && is_family_name(p, s->part))
        return true; /* توفيق الحكيم */
    if (weak)        /* عمر is a verb and a noun too */
        return s->particle || s->sure > 0 || (!(bare & IS_FUNCTION) && is_nisba(p, s->part));
    if ((bare & IS_PLACE) && !cand_at(p, i, MARSAD_TABLE_NAMES, true)->stop)
        return s->names > 1;
    return true;
}

/* A word that can only be the name before a surname: "سيغموند فرويد", "اللواء محيا العتيبي", "محيا بن عطا الله". */
static bool before_surname(const names_pass *p, size_t i)
{
    uint32_t bare = token_at(p, i)->bare, next = names_together(p, i, i + 1) ? token_at(p, i + 1)->bare : 0;
    bool title = p->title_end == i && p->title_definite;

    if (!(next & IS_WORD) || token_has_article(p, i) || (bare & (IS_FUNCTION | IS_TIME | IS_COUNT | IS_TITLE)))
        return false;
    if (title && (next & IS_PARTICLE) && !(next & IS_FUNCTION))
        return true;
    if (!token_unknown(p, i) && (!title || (bare & (IS_VERB | IS_NATION | IS_COUNTRY))))
        return false;
    if (marsad_str_starts(p->text->tokens[i].norm, MARSAD_LIT("\u0648" /* و */)))
        return false;
    if (!sure_name(next))
        return false;
    return (next & IS_FOREIGN) ? !token_has_article(p, i + 1) : (next & IS_FAMILY) && token_has_article(p, i + 1);
}

static bool read_parts(const names_pass *p, size_t i, const name_cand *c, struct parts *s)
{
    if (c && c->type != 'p' && c->match.tokens > 1) {
        *s = (struct parts){ .compound = true };
        count_compound(i + c->match.tokens - 2, s);
        read_rest(p, i, s);
        return true;
    }
    if (c && is_compound(p, i, i, c->match.skip)) {
        *s = (struct parts){ .compound = true };
        count_compound(i, s);
        read_rest(p, i, s);
        return true;
    }
    if (c && c->type == 'p')
        return start_particle(p, i, c, s);
    if (!c && !token_unknown(p, i) && !(p->title_end == i && p->title_definite && before_surname(p, i)))
        return false;
    *s = (struct parts){ .last = i };
    count_part(p, i, i + (c ? c->match.tokens : 1), s);
    if (c && c->match.skip) { /* the flags of the token are those of the whole word */
        s->names = 1;
        s->sure = !is_weak(p, i, c);
    }
    read_rest(p, i, s);
    return true;
}

size_t person_end(const names_pass *p, size_t first, size_t last)
{
    struct parts s = { .last = last, .n = 2, .part = last - 1, .names = 2 };

    if (!is_word(p, first, last) || !(token_at(p, last)->bare & (IS_PARTICLE | IS_FAMILY)) || is_preposition(p, last))
        return last;
    read_rest(p, first, &s);
    return s.last;
}

bool read_person(names_pass *p, size_t i, name *n)
{
    const name_cand *c;
    bool title = p->title_end == i && i > 0;
    struct parts s;

    if (!(token_at(p, i)->bare & IS_WORD) || (token_at(p, i)->bare & IS_TIME) || is_preposition(p, i))
        return false;
    c = first_name(p, i);
    if (!c && !(title && p->title_definite && before_surname(p, i)) && !title && !before_surname(p, i))
        return false;
    if (token_has_article(p, i) && (token_at(p, i)->bare & (IS_NATION | IS_TITLE)))
        return false;
    if (!read_parts(p, i, c, &s))
        return false;
    if (s.n > 1 && c && c->type == 'f' && token_has_article(p, i))
        return false; /* "السيد حسين": no name begins so */
    if (!c && s.n > 1 && before_surname(p, i))
        title = true; /* as sure as behind a title */
    else if (!c && !title)
        return false; /* one word that no list of names holds */
    else if (title                                  ? !fits_title(p, i, c, &s)
             : (c && c->type == 'p' && !s.compound) ? s.sure == 0 || (token_at(p, i)->bare & IS_FUNCTION)
                                                    : !fits_alone(p, i, c, &s))
        return false;
    *n = name_of(p, i, s.last, c ? cand_start(p, i, c) : p->text->tokens[i].start, NAME_PERSON, MARSAD_MENTION_PERSON);
    n->part = (uint32_t)s.part;
    n->strong = s.n > 1 || title || in_quotes(p, i, s.last) || !token_has_article(p, i);
    n->key = names_key(p, i, s.last, c ? c->match.skip : 0);
    return n->key.ptr != NULL;
}

void note_title(names_pass *p, size_t i)
{
    const name_token *t = token_at(p, i);
    size_t last = i;

    for (uint32_t k = 0; k < t->n_cands; k++) {
        const name_cand *c = &p->cands[t->cand + k];
        if (c->match.entry->table == MARSAD_TABLE_CUES && c->type == CUE_TITLE &&
            !(c->match.entry->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_DUAL))) {
            last = i + c->match.tokens;
            p->title_definite = token_has_article(p, i) || (c->match.clitics & MARSAD_CLITIC_AL);
            break;
        }
    }
    if (last == i && i > 0 && p->title_end == i && token_has_article(p, i) &&
        (t->bare & (IS_NOUN | IS_DERIVED | IS_ADJECTIVE | IS_NATION)) && !(t->bare & IS_FUNCTION))
        last = i + 1; /* "وزير الخارجية السعودي" */
    if (last > p->title_end && names_together(p, i, last))
        p->title_end = (uint32_t)last;
}
