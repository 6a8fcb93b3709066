/*
 * lemma.c - the reading of a form that stands for the others, and its lemma.
 *
 * A form may come from many entries: قتال is a masdar of قاتل, كتاب a singular and the plural of كاتب. Each has a cost;
 * singulars as they are listed are cheapest, then what nouns.tsv makes, then what verbs.tsv does. Among equals the
 * first line of the table stands: tables begin with what is frequent.
 */
#include "marsad/lemma.h"
#include "arabic/normal.h"
#include "arabic/tokens.h"
#include "marsad/utf8.h"

#define LETTER 2        /* bytes of an Arabic letter */
#define RARE_ROW 1100   /* verbs behind it are rarer: يضيف is of أضاف, not of ضيف */
#define COST_NONE 1000u /* no reading of this kind */

#define ALEF "\u0627"         /* ا */
#define ALEF_HAMZA "\u0623"   /* أ */
#define ALEF_MAQSURA "\u0649" /* ى */
#define YEH "\u064A"          /* ي */
#define AL "\u0627\u0644"     /* ال */
#define ATE "\u0627\u062A"    /* ات */
#define TEH_MARBUTA "\u0629"  /* ة */
#define ITEMS_MAX 16          /* of one cell that are looked at */
#define VERBAL (MARSAD_FORM_PERFECT | MARSAD_FORM_IMPERFECT)

/* ---- which reading ---- */

static marsad_str first_cell(const marsad_dict *dict, const marsad_entry *e)
{
    return marsad_dict_cell(dict, (marsad_table)e->table, e->row, 0);
}

/* أعتقد is no perfect of اعتقد: where the writer sets hamzas, they are looked at. */
static bool other_alef(marsad_str written, marsad_str verb)
{
    return marsad_str_starts(written, MARSAD_LIT(ALEF_HAMZA)) && marsad_str_starts(verb, MARSAD_LIT(ALEF));
}

static bool is_transitive(const marsad_dict *dict, const marsad_entry *e)
{
    marsad_str notes = marsad_dict_cell(dict, MARSAD_TABLE_VERBS, e->row,
                                        marsad_dict_column(dict, MARSAD_TABLE_VERBS, "note")),
               note;

    while (marsad_str_next(&notes, ' ', &note))
        if (marsad_str_equal(note, MARSAD_LIT("t")))
            return true;
    return false;
}

/*
 * A form I is more frequent than the form IV of the same imperfect: يخرج is of خرج before أخرج. A perfect (تحدث) counts
 * as much as an imperfect of three letters, so that the more frequent verb decides between them.
 */
static unsigned verb_cost(const marsad_dict *dict, const marsad_entry *e, const marsad_lemma_query *q)
{
    marsad_str verb;
    unsigned cost;

    if (e->table != MARSAD_TABLE_VERBS || !(e->form & VERBAL))
        return COST_NONE;
    verb = first_cell(dict, e);
    cost = (e->form & MARSAD_FORM_PERFECT) || verb.len < 3 * LETTER ? 3 : (unsigned)(verb.len / LETTER);
    if (e->row >= RARE_ROW)
        cost += 1;
    if (e->form & MARSAD_FORM_JUSSIVE)
        cost += 6;
    if (e->form & (MARSAD_FORM_FIRST | MARSAD_FORM_SECOND))
        cost += 4;
    if (e->form & MARSAD_FORM_PASSIVE)
        cost += is_transitive(dict, e) ? 1 : 4; /* تقام is of أقام, not of قام */
    if (e->form & MARSAD_FORM_DUAL)
        cost += 1;
    if ((e->form & MARSAD_FORM_PLURAL) && (e->form & MARSAD_FORM_FEMININE)) /* تضمن is hardly of ضم */
        cost += 3;
    if (q->prefer && !(e->form & q->prefer))
        cost += 8;
    if ((e->form & MARSAD_FORM_PERFECT) && other_alef(q->written, verb))
        cost += 12;
    return cost;
}

static unsigned noun_table_cost(const marsad_entry *e, bool adjective)
{
    switch (e->table) {
    case MARSAD_TABLE_NOUNS:
        return adjective && !(e->form & MARSAD_FORM_ADJECTIVE) ? 6 : 0;
    case MARSAD_TABLE_AGENTS:
        return adjective ? 6 : 2;
    case MARSAD_TABLE_PLURALS:
        return adjective ? 6 : 2;
    case MARSAD_TABLE_COUNTRIES:
        return e->form & MARSAD_FORM_ADJECTIVE ? (adjective ? 0 : 2) : COST_NONE;
    case MARSAD_TABLE_VERBS:
        if (e->form & MARSAD_FORM_MASDAR)
            return adjective ? 8 : 4;
        return e->form & MARSAD_FORM_PARTICIPLE ? (adjective ? 1 : 5) : COST_NONE;
    default:
        return COST_NONE;
    }
}

static bool lacks_plural(const marsad_dict *dict, const marsad_entry *e)
{
    return marsad_dict_cell(dict, (marsad_table)e->table, e->row, 1).len == 0;
}

static unsigned noun_cost(const marsad_dict *dict, const marsad_entry *e, const marsad_lemma_query *q)
{
    bool adjective = q->kind == MARSAD_LEMMA_ADJECTIVE,
         adjectival = e->form & (MARSAD_FORM_ADJECTIVE | MARSAD_FORM_PARTICIPLE);
    unsigned cost = noun_table_cost(e, adjective);

    if (cost == COST_NONE)
        return cost;
    if (e->form & (MARSAD_FORM_DUAL | MARSAD_FORM_CONSTRUCT))
        cost += marsad_str_ends(q->written, MARSAD_LIT(ALEF_MAQSURA)) ? COST_NONE : 5; /* مدى is no مدي */
    else if (e->form & MARSAD_FORM_ACCUSATIVE)
        cost += 3;
    else if (e->form & (MARSAD_FORM_PLURAL | MARSAD_FORM_HOST))
        cost += 1;
    else if (e->table != MARSAD_TABLE_VERBS && lacks_plural(dict, e)) /* a line مدن beside مدينة|مدن */
        cost += 2;
    if (!adjective && adjectival)
        cost += e->form & MARSAD_FORM_FEMININE ? 2 : 1;
    if (marsad_str_ends(q->written, MARSAD_LIT(ALEF_MAQSURA)) && !(e->form & MARSAD_FORM_PLURAL) &&
        marsad_str_ends(first_cell(dict, e), MARSAD_LIT(YEH))) /* القوى is rather قوى than قوي */
        cost += 2;
    return cost < COST_NONE ? cost : COST_NONE;
}

static unsigned cost_of(const marsad_dict *dict, const marsad_entry *e, const marsad_lemma_query *q)
{
    unsigned cost;

    if (q->suffixed ? (e->form & MARSAD_FORM_NO_SUFFIX) : (e->form & MARSAD_FORM_HOST))
        return COST_NONE;
    if (q->kind == MARSAD_LEMMA_VERB)
        return verb_cost(dict, e, q);
    cost = noun_cost(dict, e, q);
    if (q->kind != MARSAD_LEMMA_ANY || cost != COST_NONE)
        return cost;
    cost = verb_cost(dict, e, q);
    return cost == COST_NONE ? cost : cost + 100;
}

/* ---- which item of its cell ---- */

static bool same_letter(marsad_str a, size_t *i, marsad_str b, size_t *j)
{
    uint32_t folds_a[FOLD_MAX], folds_b[FOLD_MAX];
    size_t len_a, len_b;

    if (*i >= a.len || *j >= b.len)
        return false;
    if (char_fold(marsad_utf8_get(a, *i, &len_a), folds_a) != 1 ||
        char_fold(marsad_utf8_get(b, *j, &len_b), folds_b) != 1 || folds_a[0] != folds_b[0])
        return false;
    *i += len_a;
    *j += len_b;
    return true;
}

static size_t common_bytes(marsad_str norm, marsad_str item)
{
    size_t i = 0, j = 0;

    while (same_letter(norm, &i, item, &j))
        ;
    return i;
}

/* The item that shares most letters with the form; the shorter one among equals. */
static size_t nearest_item(const marsad_str *items, size_t n, marsad_str norm)
{
    size_t best = 0, most = 0;

    for (size_t i = 0; i < n; i++) {
        size_t common = common_bytes(norm, items[i]);

        if (common > most || (common == most && i > 0 && items[i].len < items[best].len))
            best = i, most = common;
    }
    return best;
}

/* تصريحات stands beside تصريح, روايات beside رواية: the singular of a plural in ات, if it is listed. */
static marsad_str singular_in(const marsad_str *items, size_t n, marsad_str item)
{
    marsad_str stem;

    if (!marsad_str_ends(item, MARSAD_LIT(ATE)) || item.len <= 2 * LETTER)
        return item;
    stem = marsad_str_slice(item, 0, item.len - 2 * LETTER);
    for (size_t i = 0; i < n; i++)
        if (marsad_str_equal(items[i], stem) ||
            (marsad_str_starts(items[i], stem) && marsad_str_ends(items[i], MARSAD_LIT(TEH_MARBUTA)) &&
             items[i].len == stem.len + LETTER))
            return items[i];
    return item;
}

static marsad_str lemma_in(marsad_str cell, marsad_str norm)
{
    marsad_str items[ITEMS_MAX], item;
    size_t n = 0;

    while (n < ITEMS_MAX && marsad_str_next(&cell, '|', &item))
        items[n++] = item;
    return n > 1 ? singular_in(items, n, items[nearest_item(items, n, norm)]) : n == 1 ? items[0] : cell;
}

/* A verb stands under its perfect, a listed plural under the singular of its line, all others under their cell. */
static marsad_str lemma_of_entry(const marsad_dict *dict, const marsad_entry *e, marsad_str norm)
{
    int column = e->column;

    if (e->form & VERBAL)
        column = 0;
    else if (e->table != MARSAD_TABLE_VERBS && e->column == 1 && e->table != MARSAD_TABLE_COUNTRIES)
        column = 0;
    else if (e->table == MARSAD_TABLE_COUNTRIES)
        column = marsad_dict_column(dict, MARSAD_TABLE_COUNTRIES, "adjectives");
    return lemma_in(marsad_dict_cell(dict, (marsad_table)e->table, e->row, column), norm);
}

bool marsad_lemma_find(const marsad_dict *dict, const marsad_lemma_query *q, marsad_lemma *out)
{
    return lemma_find_at(dict, marsad_dict_step(dict, 0, marsad_dict_word(dict, q->norm)), q, out);
}

bool lemma_find_at(const marsad_dict *dict, uint32_t node, const marsad_lemma_query *q, marsad_lemma *out)
{
    marsad_entries found = marsad_dict_entries(dict, node);
    const marsad_entry *best = NULL;
    unsigned least = COST_NONE;

    for (size_t i = 0; node && i < found.n; i++) {
        unsigned cost = cost_of(dict, &found.at[i], q);

        if (cost < least)
            least = cost, best = &found.at[i];
    }
    if (!best)
        return false;
    *out = (marsad_lemma){ lemma_of_entry(dict, best, q->norm), best };
    if (marsad_str_starts(out->text, MARSAD_LIT(AL)) && !marsad_str_starts(q->norm, MARSAD_LIT(AL)))
        out->text = marsad_str_slice(out->text, 2 * LETTER, out->text.len);
    return out->text.len > 0;
}
