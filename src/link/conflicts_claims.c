/*
 * conflicts_claims.c - denials, who holds a place, who did it.
 *
 * Here two voices in one article can contradict each other: papers set the claim beside its denial. They must be two,
 * then, and both named.
 */
#include "link/conflicts.h"
#include "link/geo.h"

static struct said say(struct look *l, size_t report, const char *key)
{
    (void)l;
    return (struct said){ .report = report, .value = marsad_str_of(key), .key = marsad_str_of(key) };
}

static bool apart(const marsad_event_row *a, const marsad_event_row *b)
{
    return geo_relate(a->event->place, b->event->place) == GEO_APART;
}

/* Two who can be set against each other: not one speaker twice; in one text two who are both named. */
static bool two_voices(struct look *l, const marsad_event_row *a, const marsad_event_row *b)
{
    if (same_text(a, b) || (a->event->has_source && b->event->has_source))
        return speakers_differ(l, a, b);
    return true;
}

double any_difference(struct look *l, const struct said *a, const struct said *b)
{
    (void)l;
    return marsad_str_equal(a->key, b->key) ? 0 : 1;
}

double actor_difference(struct look *l, const struct said *a, const struct said *b)
{
    return kin_related(&l->finder->kin, a->who, b->who) ? 0 : 1;
}

/* ---- denials ---- */

bool learn_denials(marsad_conflict_finder *f)
{
    int phrase = marsad_dict_column(f->dict, MARSAD_TABLE_SIGNALS, "phrase");
    int class = marsad_dict_column(f->dict, MARSAD_TABLE_SIGNALS, "class");

    for (uint32_t i = 0; i < marsad_dict_rows(f->dict, MARSAD_TABLE_SIGNALS); i++) {
        marsad_str list = marsad_dict_cell(f->dict, MARSAD_TABLE_SIGNALS, i, phrase), word, norm;

        if (!marsad_str_equal(marsad_dict_cell(f->dict, MARSAD_TABLE_SIGNALS, i, class), MARSAD_LIT("deny")))
            continue;
        while (marsad_str_next(&list, '|', &word))
            if (!marsad_normalise(word, f->words, &norm, NULL) || !marsad_map_put(f->denials, norm, i))
                return false;
    }
    return true;
}

/* Is it a word of denying, or a form of such a verb? */
static bool is_denial(struct look *l, marsad_str norm)
{
    const marsad_conflict_finder *f = l->finder;
    int verb = marsad_dict_column(f->dict, MARSAD_TABLE_VERBS, "verb");
    marsad_entries entries = marsad_dict_find(f->dict, norm);
    uint64_t value;

    for (size_t i = 0; i < entries.n; i++) {
        marsad_str lemma = { NULL, 0 };

        if (entries.at[i].table != MARSAD_TABLE_VERBS)
            continue;
        l->failed |= !marsad_normalise(marsad_dict_cell(f->dict, MARSAD_TABLE_VERBS, entries.at[i].row, verb), l->arena,
                                       &lemma, NULL);
        if (lemma.len > 0 && marsad_map_get(f->denials, lemma, &value))
            return true;
    }
    return marsad_map_get(f->denials, norm, &value);
}

/* Somebody denies it: the speaker's verb or the word that negates it says so. "It did not" alone denies nothing. */
static bool denies(struct look *l, const marsad_event_row *row)
{
    static const char AND[] = "\u0648"; /* و, written together with the verb */
    const marsad_event *e = row->event;
    marsad_str norm = { NULL, 0 };

    if (e->factuality != MARSAD_DENIED)
        return false;
    if (e->has_source && marsad_str_equal(e->source.stance, MARSAD_LIT("denied")))
        return true;
    if (e->cue.start >= e->cue.end)
        return false;
    l->failed |= !marsad_normalise(marsad_points_str(row->points, e->cue), l->arena, &norm, NULL);
    if (norm.len > 0 && is_denial(l, norm))
        return true;
    return marsad_str_starts(norm, marsad_str_of(AND)) &&
           is_denial(l, marsad_str_slice(norm, sizeof AND - 1, norm.len));
}

struct said say_denial(struct look *l, size_t report)
{
    const marsad_event_row *row = &l->rows[report];

    if (denies(l, row))
        return say(l, report, "denied");
    if (is_told(row) && !marsad_str_equal(row->event->source.stance, MARSAD_LIT("denied")))
        return say(l, report, "said");
    return (struct said){ .report = report };
}

/* Parties of both reports that have names name somebody in common, or one report names nobody. */
static bool parties_meet(struct look *l, const marsad_party *a, size_t n_a, const marsad_party *b, size_t n_b)
{
    const struct kin *k = &l->finder->kin;
    bool named_a = false, named_b = false, failed = false;

    for (size_t i = 0; i < n_a; i++) {
        marsad_str x = kin_party(k, &a[i], l->arena, &failed);

        named_a |= x.len > 0;
        for (size_t j = 0; j < n_b; j++) {
            marsad_str y = kin_party(k, &b[j], l->arena, &failed);

            named_b |= y.len > 0;
            if (x.len > 0 && y.len > 0 && kin_related(k, x, y))
                return true;
        }
    }
    return !named_a || !named_b;
}

static bool same_parties(struct look *l, const marsad_event *a, const marsad_event *b)
{
    return parties_meet(l, a->actors, a->n_actors, b->actors, b->n_actors) &&
           parties_meet(l, a->recipients, a->n_recipients, b->recipients, b->n_recipients);
}

/* Does a word of denying stand in the sentence? Then the report that "says" may be the denial, not seen as one. */
static bool speaks_of_denying(struct look *l, size_t report)
{
    marsad_str rest = plain_sentence(l, report), word;

    while (marsad_str_next(&rest, ' ', &word))
        if (word.len > 0 && is_denial(l, word))
            return true;
    return false;
}

enum relation compare_denials(struct look *l, const struct said *a, const struct said *b)
{
    const marsad_event_row *x = &l->rows[a->report], *y = &l->rows[b->report];
    size_t told = x->event->factuality == MARSAD_DENIED ? b->report : a->report;

    if (!same_act(x, y) || apart(x, y) || !days_meet(x, y) || !two_voices(l, x, y) ||
        !same_parties(l, x->event, y->event) || speaks_of_denying(l, told))
        return AGREE;
    return CONTRADICT;
}

/*
 * Is it one side's word? Where nobody claims or accuses, two names for the doer are mostly two parts of one fight, or a
 * name that was read wrongly: of 43 such pairs in ten days of news not one was a dispute.
 */
static bool is_disputed(const marsad_event *e)
{
    return e->factuality == MARSAD_ALLEGED || marsad_str_equal(e->control_claim, MARSAD_LIT("claimed")) ||
           (e->has_source && e->source.stance.len > 0 &&
            marsad_list_has(MARSAD_LIT("claimed|accused|denied"), e->source.stance));
}

/* ---- who holds a place ---- */

static bool overlap(marsad_span a, marsad_span b)
{
    return a.start < b.end && b.start < a.end;
}

/* The actor whom the words of a span name; a gainer who is no actor was mostly the loser. */
static marsad_str actor_at(struct look *l, const marsad_event *e, marsad_span span)
{
    for (size_t i = 0; i < e->n_actors; i++)
        if (overlap(e->actors[i].span, span))
            return kin_party(&l->finder->kin, &e->actors[i], l->arena, &l->failed);
    return (marsad_str){ NULL, 0 };
}

struct said say_holder(struct look *l, size_t report)
{
    const marsad_event_row *row = &l->rows[report];
    const marsad_event *e = row->event;
    struct said s = { .report = report };

    if (!e->has_gains || !is_told(row) || !e->place ||
        !(marsad_str_equal(e->control_status, MARSAD_LIT("took")) ||
          marsad_str_equal(e->control_status, MARSAD_LIT("handed-over"))))
        return s;
    s.who = actor_at(l, e, e->gains);
    if (kin_fights(&l->finder->kin, s.who))
        s.value = s.key = s.who;
    return s;
}

/* Does the report say that it was taken from `who`? */
static bool takes_from(struct look *l, const marsad_event *e, marsad_str who)
{
    for (size_t i = 0; e->has_loses && i < e->n_recipients; i++) {
        marsad_str loser = kin_party(&l->finder->kin, &e->recipients[i], l->arena, &l->failed);

        if (overlap(e->recipients[i].span, e->loses) && loser.len > 0 && kin_related(&l->finder->kin, loser, who))
            return true;
    }
    return false;
}

enum relation compare_holders(struct look *l, const struct said *a, const struct said *b)
{
    const marsad_event_row *x = &l->rows[a->report], *y = &l->rows[b->report];

    if (!marsad_str_equal(x->event->place->id, y->event->place->id) || x->event->place->id.len == 0 ||
        strcmp(x->day, y->day) != 0 || !two_voices(l, x, y) || !(is_disputed(x->event) || is_disputed(y->event)) ||
        !(takes_from(l, x->event, b->who) || takes_from(l, y->event, a->who)))
        return AGREE;
    return CONTRADICT;
}

/* ---- who did it ---- */

/* In a fight either side can be named first. */
static bool is_among(struct look *l, marsad_str who, const marsad_party *at, size_t n)
{
    bool failed = false;

    for (size_t i = 0; i < n; i++) {
        marsad_str other = kin_party(&l->finder->kin, &at[i], l->arena, &failed);

        if (other.len > 0 && kin_related(&l->finder->kin, who, other))
            return true;
    }
    return false;
}

struct said say_actor(struct look *l, size_t report)
{
    const marsad_event_row *row = &l->rows[report];
    struct said s = { .report = report };

    if (!is_told(row) || !(is_type(row, "ASSAULT") || is_type(row, "COERCE")) || row->event->n_actors != 1 ||
        row->event->actors[0].role.len == 0) /* a place that stands for who acts there: too weak a name */
        return s;
    s.who = kin_party(&l->finder->kin, &row->event->actors[0], l->arena, &l->failed);
    if (kin_fights(&l->finder->kin, s.who) &&
        !is_among(l, s.who, row->event->recipients, row->event->n_recipients)) /* nobody bombs himself: read wrongly */
        s.value = s.key = s.who;
    return s;
}

enum relation compare_actors(struct look *l, const struct said *a, const struct said *b)
{
    const marsad_event_row *x = &l->rows[a->report], *y = &l->rows[b->report];

    if (!marsad_str_equal(x->event->type, y->event->type) || x->event->mode.len == 0 || y->event->mode.len == 0 ||
        apart(x, y) || !days_meet(x, y) || !two_voices(l, x, y) || !(is_disputed(x->event) || is_disputed(y->event)) ||
        is_among(l, a->who, y->event->recipients, y->event->n_recipients) ||
        is_among(l, b->who, x->event->recipients, x->event->n_recipients))
        return AGREE;
    return CONTRADICT;
}
