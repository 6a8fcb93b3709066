/*
 * reports.c - a report as numbers: made from a row of the store, packed and unpacked.
 */
#include "link/reports.h"

#include <xxhash.h>

#include "link/bags.h"
#include "link/names.h"
#include "marsad/lemma.h"
#include "mention/calendar.h"

enum {
    KIND_TYPE = 1,
    KIND_MODE,
    KIND_TRIGGER,
    KIND_PLACE,
    KIND_PROVINCE,
    KIND_COUNTRY,
    KIND_ENTITY,
    KIND_HEAD,
    KIND_ACT
};

#define WORDS_AROUND 7  /* words on each side of the trigger */
#define WORDS_CLAUSE 14 /* the same, wider */
#define WORDS_BEFORE 4  /* where a word that looks back may stand */
#define LEAD_BYTES 700
#define DAYS_MOST 4000000 /* from 1970: beyond the years 1 to 9999 */

uint32_t link_hash(uint32_t kind, marsad_str s)
{
    uint32_t h = (uint32_t)(XXH3_64bits_withSeed(s.ptr ? s.ptr : "", s.len, kind) >> 32);

    return h ? h : 1;
}

static uint32_t hash_or_none(uint32_t kind, marsad_str s)
{
    return s.len > 0 ? link_hash(kind, s) : 0;
}

/* ---- parts of a report ---- */

static enum link_precision precision_of(const marsad_place *p)
{
    if (marsad_str_equal(p->precision, MARSAD_LIT("country")))
        return LINK_COUNTRY;
    if (marsad_str_equal(p->precision, MARSAD_LIT("governorate")) ||
        marsad_str_equal(p->precision, MARSAD_LIT("region")))
        return LINK_PROVINCE;
    return LINK_POINT;
}

static void take_place(const marsad_event *e, struct link_report *out)
{
    const marsad_place *p = e->place;

    if (!p)
        return;
    out->precision = precision_of(p);
    out->country = hash_or_none(KIND_COUNTRY, p->country);
    out->place = hash_or_none(KIND_PLACE, p->id);
    if (p->admin1.len > 0 && out->precision != LINK_COUNTRY)
        out->province = link_hash(KIND_PROVINCE, p->admin1);
    else if (out->precision == LINK_PROVINCE)
        out->province = hash_or_none(KIND_PROVINCE, p->name);
    out->located = p->located && out->precision == LINK_POINT;
    out->lat = (float)p->lat;
    out->lon = (float)p->lon;
    out->radius = (float)p->radius_km;
}

static void take_days(const marsad_event_row *row, struct link_report *out)
{
    out->published = calendar_read(marsad_str_of(row->article->published));
    out->dated = strcmp(row->day_is, "event") == 0;
    out->from = out->to = out->published;
    if (out->dated) {
        out->from = calendar_read(marsad_str_of(row->day));
        out->to = calendar_read(marsad_str_of(row->day_end));
        if (out->from == CALENDAR_NO_DAY || out->to < out->from)
            out->to = out->from;
    } else if (row->event && marsad_event_is_past(row->event)) {
        out->from = out->to = CALENDAR_NO_DAY;
    } else if (out->published != CALENDAR_NO_DAY) {
        out->from = out->published - 1; /* papers tell on the next day */
    }
}

/* What the entity of a party is known by; names that only the article gives are known by their words. */
static uint32_t entity_of(marsad_str entity)
{
    return entity.len > 0 && !marsad_str_starts(entity, MARSAD_LIT("article:")) ? link_hash(KIND_ENTITY, entity) : 0;
}

static bool take_parties(marsad_store *s, const marsad_event_row *row, const marsad_party *from, size_t n,
                         struct link_party *to, uint8_t *count)
{
    for (size_t i = 0; i < n && i < LINK_PARTIES; i++) {
        const marsad_party *p = &from[i];
        marsad_span head = p->head.start < p->head.end ? p->head : p->span;
        marsad_str norm = { 0 };
        char room[MARSAD_STEM_BYTES];

        if (!marsad_normalise(marsad_points_str(row->points, head), s->scratch, &norm, NULL))
            return false;
        to[i].entity = entity_of(p->entity);
        to[i].head = norm.len > 0 ? link_hash(KIND_HEAD, marsad_stem_of(s->dict, norm, room)) : 0;
        to[i].country = hash_or_none(KIND_COUNTRY, p->country);
        *count = (uint8_t)(i + 1);
    }
    return true;
}

static void take_count(const marsad_count *from, struct link_count *to)
{
    to->known = from->known && (from->has_min || from->has_max);
    to->cumulative = from->cumulative;
    to->low = (float)(from->has_min ? from->min : from->max);
    to->high = (float)(from->has_max ? from->max : from->min);
}

/* What is said, wanted, agreed or refused: the place is where it was said, if it is told at all. */
static bool is_talk(marsad_str type)
{
    static const char *const DEEDS[] = { "ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE", "AID", "SANCTION" };

    for (size_t i = 0; i < sizeof DEEDS / sizeof *DEEDS; i++)
        if (marsad_str_equal(type, marsad_str_of(DEEDS[i])))
            return false;
    return true;
}

/* Does the trigger lie in the sentence, and that in the text? */
static bool is_placed(const marsad_event_row *row)
{
    marsad_span t = row->event->trigger;

    return row->sentence.end <= row->points->text.len && row->sentence.start <= t.start && t.start <= t.end &&
           t.end <= row->sentence.end;
}

/* Where words before the trigger begin, inside of its sentence. */
static size_t start_before(const marsad_event_row *row, int most)
{
    const char *text = row->points->text.ptr;
    size_t start = row->event->trigger.start;

    for (int words = 0; start > row->sentence.start; start--)
        if (text[start - 1] == ' ' && ++words > most)
            break;
    return start;
}

/* The trigger with words on each side. */
static marsad_str around(const marsad_event_row *row, int most)
{
    marsad_str text = row->points->text;
    size_t end = row->event->trigger.end;

    if (!is_placed(row))
        return MARSAD_LIT("");
    for (int words = 0; end < row->sentence.end; end++)
        if (text.ptr[end] == ' ' && ++words > most)
            break;
    return marsad_str_slice(text, start_before(row, most), end);
}

/* The words right before the trigger. */
static marsad_str before(const marsad_event_row *row)
{
    return is_placed(row)
               ? marsad_str_slice(row->points->text, start_before(row, WORDS_BEFORE), row->event->trigger.start)
               : MARSAD_LIT("");
}

/* The beginning of the text, up to the first blank behind LEAD_BYTES. */
static marsad_str lead_of(const marsad_event_row *row)
{
    marsad_str text = row->points->text;
    size_t end = text.len < LEAD_BYTES ? text.len : LEAD_BYTES;

    while (end < text.len && text.ptr[end] != ' ' && text.ptr[end] != '\n')
        end++;
    return marsad_str_slice(text, 0, end);
}

static bool take_bags(marsad_store *s, const marsad_event_row *row, struct link_report *out)
{
    return link_bag(s, marsad_points_str(row->points, row->sentence), out->words, LINK_WORDS, &out->n_words) &&
           link_bag(s, around(row, WORDS_AROUND), out->around, LINK_AROUND, &out->n_around) &&
           link_bag(s, around(row, WORDS_CLAUSE), out->clause, LINK_CLAUSE, &out->n_clause) &&
           link_bag(s, row->article->title, out->title, LINK_TITLE, &out->n_title) &&
           link_bag(s, lead_of(row), out->lead, LINK_LEAD, &out->n_lead);
}

static bool take_trigger(marsad_store *s, const struct link_acts *acts, const marsad_event_row *row,
                         struct link_report *out)
{
    marsad_str trigger = { 0 }, words = { 0 }, act;
    char room[MARSAD_STEM_BYTES];

    if (!marsad_normalise(marsad_points_str(row->points, row->event->trigger), s->scratch, &trigger, NULL) ||
        !marsad_normalise(before(row), s->scratch, &words, NULL))
        return false;
    act = link_act_of(acts, trigger, row->event->mode);
    out->trigger = link_hash(KIND_TRIGGER, marsad_stem_of(s->dict, trigger, room));
    out->act = hash_or_none(KIND_ACT, act);
    out->taken = marsad_str_equal(act, MARSAD_LIT("take"));
    out->back = link_acts_back(acts, words);
    return true;
}

bool link_report_make(marsad_store *s, const struct link_acts *acts, const marsad_event_row *row,
                      struct link_report *out, marsad_err *err)
{
    const marsad_event *e = row->event;

    memset(out, 0, sizeof *out);
    out->event = row->id;
    memcpy(out->digest, row->article->digest, sizeof out->digest);
    out->number = (uint32_t)row->number;
    out->sentence = e->sentence;
    out->type = link_hash(KIND_TYPE, e->type);
    out->mode = hash_or_none(KIND_MODE, e->mode);
    out->planned = e->factuality == MARSAD_PLANNED;
    out->talk = is_talk(e->type);
    out->meets = marsad_str_equal(e->type, MARSAD_LIT("CONSULT"));
    out->takes = e->has_gains || e->has_loses || e->has_territory || e->control_status.len > 0;
    take_place(e, out);
    take_days(row, out);
    take_count(&e->killed, &out->killed);
    take_count(&e->injured, &out->injured);
    marsad_arena_reset(s->scratch);
    if (!take_trigger(s, acts, row, out) ||
        !take_parties(s, row, e->actors, e->n_actors, out->actors, &out->n_actors) ||
        !take_parties(s, row, e->recipients, e->n_recipients, out->recipients, &out->n_recipients) ||
        !take_bags(s, row, out))
        return marsad_fail_memory(err);
    out->topic = (float)link_bag_cosine(out->title, out->n_title, out->clause, out->n_clause);
    return link_names(s, row->id, out, err);
}

/* ---- bytes ---- */

struct bytes {
    uint8_t *out;
    const uint8_t *in;
    size_t at, len;
    bool ok;
};

static void put(struct bytes *b, uint64_t value, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        b->out[b->at++] = (uint8_t)(value >> 8 * i);
}

static uint64_t get(struct bytes *b, unsigned size)
{
    uint64_t value = 0;

    if (!b->ok || b->len - b->at < size) {
        b->ok = false;
        return 0;
    }
    for (unsigned i = 0; i < size; i++)
        value |= (uint64_t)b->in[b->at++] << 8 * i;
    return value;
}

static void put_float(struct bytes *b, float x)
{
    uint32_t bits;

    memcpy(&bits, &x, sizeof bits);
    put(b, bits, 4);
}

static float get_float(struct bytes *b)
{
    uint32_t bits = (uint32_t)get(b, 4);
    float x;

    memcpy(&x, &bits, sizeof x);
    return x;
}

static void put_count(struct bytes *b, const struct link_count *c)
{
    put(b, (uint64_t)c->known | (uint64_t)c->cumulative << 1, 1);
    put_float(b, c->low);
    put_float(b, c->high);
}

static void get_count(struct bytes *b, struct link_count *c)
{
    uint64_t bits = get(b, 1);

    c->known = bits & 1;
    c->cumulative = bits >> 1 & 1;
    c->low = get_float(b);
    c->high = get_float(b);
}

static void put_parties(struct bytes *b, const struct link_party *p, uint8_t n)
{
    put(b, n, 1);
    for (uint8_t i = 0; i < n; i++) {
        put(b, p[i].entity, 4);
        put(b, p[i].head, 4);
        put(b, p[i].country, 4);
    }
}

static void get_parties(struct bytes *b, struct link_party *p, uint8_t *n)
{
    uint64_t count = get(b, 1);

    b->ok = b->ok && count <= LINK_PARTIES;
    for (uint64_t i = 0; b->ok && i < count; i++) {
        p[i].entity = (uint32_t)get(b, 4);
        p[i].head = (uint32_t)get(b, 4);
        p[i].country = (uint32_t)get(b, 4);
    }
    *n = (uint8_t)count;
}

static void put_words(struct bytes *b, const struct link_word *w, uint8_t n)
{
    put(b, n, 1);
    for (uint8_t i = 0; i < n; i++) {
        put(b, w[i].hash, 4);
        put(b, (uint64_t)w[i].weight | (uint64_t)w[i].number << 7, 1);
    }
}

static void get_words(struct bytes *b, struct link_word *w, uint8_t most, uint8_t *n)
{
    uint64_t count = get(b, 1), bits;

    b->ok = b->ok && count <= most;
    for (uint64_t i = 0; b->ok && i < count; i++) {
        w[i].hash = (uint32_t)get(b, 4);
        bits = get(b, 1);
        w[i].weight = bits & 0x7F;
        w[i].number = bits >> 7 & 1;
    }
    *n = (uint8_t)count;
}

size_t link_report_pack(const struct link_report *r, uint8_t out[LINK_PACKED])
{
    struct bytes b = { .out = out };

    for (size_t i = 0; i < 32; i++)
        put(&b, (uint8_t)r->digest[i], 1);
    put(&b, r->number, 4);
    put(&b, r->sentence, 4);
    put(&b, r->type, 4);
    put(&b, r->mode, 4);
    put(&b, r->trigger, 4);
    put(&b, r->act, 4);
    put(&b, (uint32_t)r->published, 4);
    put(&b, (uint32_t)r->from, 4);
    put(&b, (uint32_t)r->to, 4);
    put(&b,
        (uint64_t)r->dated | (uint64_t)r->planned << 1 | (uint64_t)r->talk << 2 | (uint64_t)r->located << 3 |
            (uint64_t)r->takes << 6 | (uint64_t)r->precision << 4 | (uint64_t)r->back << 7 | (uint64_t)r->taken << 8 |
            (uint64_t)r->meets << 9,
        2);
    put(&b, r->place, 4);
    put(&b, r->province, 4);
    put(&b, r->country, 4);
    put_float(&b, r->lat);
    put_float(&b, r->lon);
    put_float(&b, r->radius);
    put_parties(&b, r->actors, r->n_actors);
    put_parties(&b, r->recipients, r->n_recipients);
    put_count(&b, &r->killed);
    put_count(&b, &r->injured);
    put_float(&b, r->topic);
    put_words(&b, r->words, r->n_words);
    put_words(&b, r->title, r->n_title);
    put_words(&b, r->around, r->n_around);
    put_words(&b, r->clause, r->n_clause);
    put_words(&b, r->lead, r->n_lead);
    put_words(&b, r->persons, r->n_persons);
    put_words(&b, r->spots, r->n_spots);
    return b.at;
}

/* Days that somebody put into the store by hand must not be counted with. */
static bool is_day(int32_t day)
{
    return day == CALENDAR_NO_DAY || (day >= -DAYS_MOST && day <= DAYS_MOST);
}

static bool has_days(const struct link_report *r)
{
    return is_day(r->published) && is_day(r->from) && is_day(r->to) && r->from <= r->to &&
           (r->from == CALENDAR_NO_DAY) == (r->to == CALENDAR_NO_DAY);
}

bool link_report_unpack(const uint8_t *in, size_t len, struct link_report *out)
{
    struct bytes b = { .in = in, .len = len, .ok = true };
    uint64_t bits;

    memset(out, 0, sizeof *out);
    for (size_t i = 0; i < 32; i++)
        out->digest[i] = (char)get(&b, 1);
    out->number = (uint32_t)get(&b, 4);
    out->sentence = (uint32_t)get(&b, 4);
    out->type = (uint32_t)get(&b, 4);
    out->mode = (uint32_t)get(&b, 4);
    out->trigger = (uint32_t)get(&b, 4);
    out->act = (uint32_t)get(&b, 4);
    out->published = (int32_t)get(&b, 4);
    out->from = (int32_t)get(&b, 4);
    out->to = (int32_t)get(&b, 4);
    bits = get(&b, 2);
    out->dated = bits & 1;
    out->planned = bits >> 1 & 1;
    out->talk = bits >> 2 & 1;
    out->located = bits >> 3 & 1;
    out->takes = bits >> 6 & 1;
    out->back = bits >> 7 & 1;
    out->taken = bits >> 8 & 1;
    out->meets = bits >> 9 & 1;
    out->precision = (enum link_precision)(bits >> 4 & 3);
    out->place = (uint32_t)get(&b, 4);
    out->province = (uint32_t)get(&b, 4);
    out->country = (uint32_t)get(&b, 4);
    out->lat = get_float(&b);
    out->lon = get_float(&b);
    out->radius = get_float(&b);
    get_parties(&b, out->actors, &out->n_actors);
    get_parties(&b, out->recipients, &out->n_recipients);
    get_count(&b, &out->killed);
    get_count(&b, &out->injured);
    out->topic = get_float(&b);
    get_words(&b, out->words, LINK_WORDS, &out->n_words);
    get_words(&b, out->title, LINK_TITLE, &out->n_title);
    get_words(&b, out->around, LINK_AROUND, &out->n_around);
    get_words(&b, out->clause, LINK_CLAUSE, &out->n_clause);
    get_words(&b, out->lead, LINK_LEAD, &out->n_lead);
    get_words(&b, out->persons, LINK_PERSONS, &out->n_persons);
    get_words(&b, out->spots, LINK_SPOTS, &out->n_spots);
    return b.ok && b.at == len && has_days(out);
}

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int link_report_order(const struct link_report *a, const struct link_report *b)
{
    int64_t x = a->published == CALENDAR_NO_DAY ? INT32_MAX : a->published;
    int64_t y = b->published == CALENDAR_NO_DAY ? INT32_MAX : b->published;
    int by = compare(x, y);

    by = by ? by : strcmp(a->digest, b->digest);
    return by ? by : compare(a->number, b->number);
}
