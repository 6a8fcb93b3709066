/*
 * times.c - all the times of a text: read, share years, resolve, join to spans, write out.
 *
 * At each token every reader tries; the longest reading wins and the pass goes on behind it. Then, in text order:
 *
 *     "أغسطس وديسمبر 2005"      the first month takes its year from the second
 *     "من 25 يوليو إلى 7 أغسطس"  two times become one span
 *     "تموز/يونيو 2014"          two names for one month that differ: a problem is reported
 */
#include "mention/times.h"

typedef uint32_t (*time_reader)(const times_pass *p, size_t i, time_read *t);

/* Where the span begins: behind the proclitics of the first word that matters. */
static uint32_t start_of(const times_pass *p, size_t i)
{
    static const bool SMALL[TIME_CLASS_COUNT] = {
        [TIME_OF] = true,       [TIME_IN] = true,          [TIME_AND] = true,       [TIME_RANGE_FROM] = true,
        [TIME_RANGE_TO] = true, [TIME_PREPOSITION] = true, [TIME_NOT_AFTER] = true, [TIME_NOT_BEFORE] = true,
        [TIME_FUTURE] = true,   [TIME_PRAYER] = true
    };

    if (p->text->tokens[i].kind == MARSAD_TOKEN_WORD)
        for (uint32_t k = p->index[i]; k < p->index[i + 1]; k++)
            if (!SMALL[p->words[k].cls])
                return word_start(p, i, &p->words[k]);
    return p->text->tokens[i].start;
}

static uint32_t read_longest(const times_pass *p, size_t i, time_read *best)
{
    static const time_reader READERS[] = { read_point, read_set, read_duration, read_reference };
    uint32_t last = 0;

    for (size_t k = 0; k < sizeof READERS / sizeof *READERS; k++) {
        time_read t = { .first = (uint32_t)i, .from = CALENDAR_NO_DAY, .to = CALENDAR_NO_DAY };
        uint32_t end = READERS[k](p, i, &t);
        if (end > last) {
            last = end;
            *best = t;
        }
    }
    return last;
}

static bool read_all(times_pass *p)
{
    size_t n = p->text->n_tokens;

    for (size_t i = 0; i < n;) {
        time_read t;
        uint32_t last = 0;

        if (p->index[i] < p->index[i + 1] || p->text->tokens[i].kind == MARSAD_TOKEN_NUMBER)
            last = read_longest(p, i, &t);
        if (!last) {
            i++;
            continue;
        }
        if (!marsad_arena_grow(p->arena, (void **)&p->read, &p->cap_read, p->n_read, sizeof *p->read))
            return false;
        if (t.nothing) {
            i = last;
            continue;
        }
        t.last = last;
        t.start = start_of(p, i);
        t.future = t.year_from == YEAR_OPEN && t.calendar && sentence_future(p, i);
        t.nearest =
            t.nearest || (t.month && word_before(p, i, TIME_RANGE_TO)); /* "until 31 December" lies ahead, if near */
        p->read[p->n_read++] = t;
        i = last;
    }
    return true;
}

/* ---- years shared in a list ---- */

static bool joined_by_and(const times_pass *p, const time_read *b)
{
    return b->start > p->text->tokens[b->first].start;
}

/* Only commas, dashes, "and" and "to" between two times. */
static bool listed(const times_pass *p, const time_read *a, const time_read *b)
{
    if (!same_sentence(p, a->last - 1, b->first) || b->first - a->last > 2)
        return false;
    for (uint32_t i = a->last; i < b->first; i++)
        if (!word_at(p, i, TIME_AND) && !word_at(p, i, TIME_RANGE_TO) && !comma_at(p, i, i) && !mark_at(p, i, i, "-/"))
            return false;
    return b->first > a->last || joined_by_and(p, b);
}

static void share_years(times_pass *p)
{
    for (size_t k = p->n_read; k-- > 1;) {
        time_read *a = &p->read[k - 1];
        const time_read *b = &p->read[k];

        if (!a->calendar || !b->calendar || !a->month || !b->month || !strcmp(a->rule, "holiday") ||
            !strcmp(b->rule, "holiday") || a->kind != b->kind || a->grain != b->grain || a->year_from != YEAR_OPEN ||
            b->year_from == YEAR_OPEN || !listed(p, a, b))
            continue;
        a->year_from = b->year_from;
        a->step = b->step;
        a->year = b->year - (b->year_from == YEAR_STATED && a->month > b->month);
    }
}

/* ---- spans between two times ---- */

static bool spans(const times_pass *p, const time_read *a, const time_read *b)
{
    const time_word *from = word_before(p, a->first, TIME_RANGE_FROM), *to;
    uint32_t gap = b->first - a->last;
    bool dash;

    if (!same_sentence(p, a->last - 1, b->first) || a->duration || b->duration || a->set || b->set ||
        a->grain == GRAIN_NONE || b->grain == GRAIN_NONE || b->from < a->to)
        return false;
    to = word_at(p, a->last, TIME_RANGE_TO);
    dash =
        gap == 1 && mark_at(p, a->last, a->last, "-") && a->grain == b->grain && (a->month || a->grain == GRAIN_YEAR);
    if (dash || (to && gap == to->tokens && (from || (a->grain == b->grain && a->month))))
        return true;
    return from && (from->notes & NOTE_DUAL) &&
           (gap == 0 ? joined_by_and(p, b) : gap == 1 && word_at(p, a->last, TIME_AND));
}

static void join_values(char a[24], const char b[24])
{
    size_t used = strlen(a), more = strlen(b);

    if (used && more && used + more + 2 <= 24) {
        a[used] = '/';
        memcpy(a + used + 1, b, more + 1);
    } else {
        a[0] = '\0';
    }
}

static void join_spans(times_pass *p)
{
    size_t n = 0;

    for (size_t k = 0; k < p->n_read; k++) {
        time_read *a = n ? &p->read[n - 1] : NULL;
        const time_read *b = &p->read[k];

        if (!a || !spans(p, a, b)) {
            p->read[n++] = *b;
            continue;
        }
        a->last = b->last;
        a->rule = "span";
        join_values(a->value, b->value);
        if (a->from == CALENDAR_NO_DAY || b->to == CALENDAR_NO_DAY)
            a->from = a->to = CALENDAR_NO_DAY;
        else
            a->to = b->to;
    }
    p->n_read = n;
}

/* ---- out ---- */

static marsad_span span_of(const times_pass *p, const time_read *t)
{
    return (marsad_span){ t->start, p->text->tokens[t->last - 1].end, t->first, t->last };
}

static bool write_times(times_pass *p)
{
    marsad_mentions *out = p->out;
    size_t cap = out->n_times + p->n_read;
    marsad_time *times = marsad_arena_array(p->arena, cap ? cap : 1, sizeof *times);

    if (!times)
        return false;
    if (out->n_times)
        memcpy(times, out->times, out->n_times * sizeof *times);
    for (size_t k = 0; k < p->n_read; k++) {
        const time_read *r = &p->read[k];
        marsad_time *t = &times[out->n_times++];
        *t = (marsad_time){
            .span = span_of(p, r), .rule = r->rule ? r->rule : "", .duration = r->duration, .set = r->set
        };
        memcpy(t->value, r->value, sizeof t->value);
        calendar_write(r->from, t->from);
        calendar_write(r->to, t->to);
    }
    out->times = times;
    return true;
}

static bool write_problem(times_pass *p, const time_read *t, const char *kind, marsad_str message)
{
    marsad_problem *problems = marsad_arena_array(p->arena, p->out->n_problems + 1, sizeof *problems);

    if (!problems || !message.ptr)
        return false;
    if (p->out->n_problems)
        memcpy(problems, p->out->problems, p->out->n_problems * sizeof *problems);
    problems[p->out->n_problems++] = (marsad_problem){ .kind = kind, .span = span_of(p, t), .message = message };
    p->out->problems = problems;
    return true;
}

static bool write_problems(times_pass *p)
{
    static const char *const DAYS[] = {
        "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };

    for (size_t k = 0; k < p->n_read; k++) {
        const time_read *t = &p->read[k];
        if (t->conflict && !write_problem(p, t, "conflicting-months",
                                          marsad_arena_fmt(p->arena, "the two names mean month %d and month %d",
                                                           t->month, t->month_other)))
            return false;
        if (t->wrong_weekday && !write_problem(p, t, "conflicting-weekday",
                                               marsad_arena_fmt(p->arena, "%s is a %s, not a %s", t->value,
                                                                DAYS[calendar_weekday(t->from)], DAYS[t->weekday])))
            return false;
    }
    return true;
}

bool marsad_times_find(const marsad_dict *dict, const marsad_article *article, const marsad_text *text,
                       marsad_arena *arena, marsad_mentions *out, marsad_err *err)
{
    times_pass p = { .dict = dict,
                     .text = text,
                     .arena = arena,
                     .out = out,
                     .published = article ? calendar_read(marsad_str_of(article->published)) : CALENDAR_NO_DAY };

    if (!words_load(&p) || !read_all(&p))
        return marsad_fail_memory(err);
    share_years(&p);
    for (size_t k = 0; k < p.n_read; k++)
        resolve_time(&p, k);
    join_spans(&p);
    return write_times(&p) && write_problems(&p) ? true : marsad_fail_memory(err);
}
