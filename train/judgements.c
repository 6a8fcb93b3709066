/*
 * judgements.c - articles and sentences through the coder, with the judge watched.
 */
#include "judgements.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "event/judge.h"
#include "marks.h"
#include "marsad/record.h"
#include "news.h"

#define OWN_LINE_MAX 8192
#define DIGEST 16 /* hex digits of it that the table holds */

struct verdict {
    char article[DIGEST + 1], type[16];
    uint32_t start, end; /* code points */
    bool right, strict, met;
};

struct reader {
    const marsad_dict *dict;
    marsad_arena *arena, *scratch;
    struct judged *out;
    struct verdict *verdicts; /* by article */
    size_t n_verdicts, cap;
    marsad_map *articles; /* digest to its first verdict */
    bool failed;
    struct told *told;
    size_t n_told, cap_told;
};

struct told {
    size_t event;
    uint32_t feature;
};

/* ---- the table ---- */

static bool read_verdict(const char *line, struct verdict *v)
{
    char word[8], reading[8];

    *v = (struct verdict){ 0 };
    if (sscanf(line, "%16[0-9a-f]\t%15[A-Z]\t%u\t%u\t%7s\t%7s", v->article, v->type, &v->start, &v->end, word,
               reading) != 6)
        return false;
    v->right = strcmp(word, "right") == 0;
    v->strict = strcmp(reading, "strict") == 0;
    return (v->right || strcmp(word, "wrong") == 0) && (v->strict || strcmp(reading, "kind") == 0);
}

static bool take_verdict(void *user, const char *line)
{
    struct reader *r = user;
    struct verdict v;
    uint64_t at;

    if (!read_verdict(line, &v) ||
        !marsad_arena_grow(r->arena, (void **)&r->verdicts, &r->cap, r->n_verdicts, sizeof *r->verdicts))
        return false;
    r->verdicts[r->n_verdicts++] = v;
    return marsad_map_get(r->articles, marsad_str_of(v.article), &at) ||
           marsad_map_put(r->articles, marsad_arena_str(r->arena, marsad_str_of(v.article)), r->n_verdicts - 1);
}

/* ---- features ---- */

static void tell(void *user, size_t event, const char *key, size_t len)
{
    struct reader *r = user;
    marsad_str name = { key, len };
    uint64_t at;

    if (!marsad_map_get(r->out->features, name, &at)) {
        at = marsad_map_count(r->out->features);
        name = marsad_arena_str(r->arena, name);
        r->failed |= !name.ptr || !marsad_map_put(r->out->features, name, at);
    }
    if (!marsad_arena_grow(r->scratch, (void **)&r->told, &r->cap_told, r->n_told, sizeof *r->told))
        r->failed = true;
    else
        r->told[r->n_told++] = (struct told){ event, (uint32_t)at };
}

static bool add_row(struct reader *r, size_t event, struct judged_row row)
{
    struct judged *o = r->out;

    row.first = o->n_cells;
    for (size_t i = 0; i < r->n_told; i++) {
        if (r->told[i].event != event)
            continue;
        if (!marsad_arena_grow(r->arena, (void **)&o->cells, &o->cap_cells, o->n_cells, sizeof *o->cells))
            return false;
        o->cells[o->n_cells++] = (struct cell){ r->told[i].feature, 1 };
    }
    row.n = o->n_cells - row.first;
    if (row.n == 0) /* a type of the gate */
        return true;
    if (!marsad_arena_grow(r->arena, (void **)&o->at, &o->cap, o->n, sizeof *o->at))
        return false;
    o->at[o->n++] = row;
    return true;
}

/* Code an article with everything told into r->told. */
static bool code(struct reader *r, const marsad_article *article, marsad_record *rec, marsad_err *err)
{
    const struct judge_watch watch = { tell, r };

    r->told = NULL;
    r->n_told = r->cap_told = 0;
    marsad_record_article(r->dict, article, rec);
    return marsad_text_read(r->dict, article->text, r->scratch, &rec->text, err) &&
           marsad_mentions_find(r->dict, article, &rec->text, r->scratch, &rec->mentions, err) &&
           events_watch(r->dict, article, &rec->text, &rec->mentions, r->scratch, &watch, NULL, &rec->events, err) &&
           ((marsad_points_init(&rec->points, rec->text.text, r->scratch) && !r->failed) || marsad_fail_memory(err));
}

/* ---- news ---- */

static bool take_article(void *user, const marsad_article *article, marsad_err *err)
{
    struct reader *r = user;
    char digest[DIGEST + 1] = "";
    marsad_record rec;
    uint64_t first;

    memcpy(digest, article->digest, DIGEST);
    if (!marsad_map_get(r->articles, marsad_str_of(digest), &first) || r->verdicts[first].met)
        return true; /* a copy of an article that was seen has the same digest */
    if (!code(r, article, &rec, err))
        return false;
    for (size_t v = first; v < r->n_verdicts && strcmp(r->verdicts[v].article, digest) == 0; v++) {
        struct verdict *verdict = &r->verdicts[v];
        for (size_t i = 0; i < rec.events.n_events; i++) {
            const marsad_event *e = &rec.events.events[i];
            uint32_t start = marsad_points_of(&rec.points, e->trigger.start);
            uint32_t end = marsad_points_of(&rec.points, e->trigger.end);
            if (start >= verdict->end || end <= verdict->start || verdict->met ||
                !marsad_str_equal(e->type, marsad_str_of(verdict->type)))
                continue;
            verdict->met = true;
            if (!add_row(
                    r, i,
                    (struct judged_row){
                        .type = e->type,
                        .right = verdict->right,
                        .strict = verdict->strict,
                        .fold = (int)strtoul((char[]){ digest[0], digest[1], digest[2], 0 }, NULL, 16) % JUDGE_FOLDS }))
                return marsad_fail_memory(err);
        }
    }
    return true;
}

/* ---- sentences with whole records ---- */

static bool in_gold(const json_t *gold, const marsad_record *rec, const marsad_event *e)
{
    marsad_str trigger = marsad_str_slice(rec->text.text, e->trigger.start, e->trigger.end);
    size_t i;
    const json_t *g;

    json_array_foreach(json_object_get(gold, "events"), i, g)
    {
        const char *type = json_string_value(json_object_get(g, "type"));
        const char *words = json_string_value(json_object_get(g, "trigger"));
        if (!type || !marsad_str_equal(e->type, marsad_str_of(type)))
            continue;
        if (!words || marsad_str_find(marsad_str_of(words), trigger, 0) != SIZE_MAX ||
            marsad_str_find(trigger, marsad_str_of(words), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static bool take_sentence(struct reader *r, const json_t *line, const json_t *gold, marsad_err *err)
{
    const char *text = json_string_value(json_object_get(line, "text"));
    const char *date = json_string_value(json_object_get(line, "date"));
    marsad_doc doc = { .text = marsad_str_of(text ? text : ""), .date = marsad_str_of(date ? date : "") };
    marsad_articles articles;

    if (!marsad_article_split(r->dict, &doc, r->scratch, &articles, err))
        return false;
    for (size_t k = 0; k < articles.n; k++) {
        marsad_record rec;
        if (!code(r, &articles.at[k], &rec, err))
            return false;
        for (size_t i = 0; i < rec.events.n_events; i++) {
            const marsad_event *e = &rec.events.events[i];
            if (!add_row(
                    r, i,
                    (struct judged_row){ .type = e->type,
                                         .right = in_gold(gold, &rec, e),
                                         .alone = true,
                                         .fold = (int)json_integer_value(json_object_get(line, "n")) % JUDGE_FOLDS }))
                return marsad_fail_memory(err);
        }
    }
    return true;
}

static bool read_sentences(struct reader *r, const char *folder, marsad_err *err)
{
    static const char *const NAMES[] = { "records-dev.jsonl", "records-dev-gold.jsonl" };
    FILE *f[2] = { NULL, NULL };
    char path[4096];
    bool ok = true;

    for (int i = 0; ok && i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, NAMES[i]);
        f[i] = fopen(path, "r");
        ok = f[i] || marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be read: %s", strerror(errno));
    }
    while (ok) {
        json_t *line = json_loadf(f[0], JSON_DISABLE_EOF_CHECK, NULL);
        json_t *gold = json_loadf(f[1], JSON_DISABLE_EOF_CHECK, NULL);
        bool more = line && gold;
        ok = !more || take_sentence(r, line, gold, err);
        json_decref(line);
        json_decref(gold);
        marsad_arena_reset(r->scratch);
        if (!more)
            break;
    }
    for (int i = 0; i < 2; i++)
        if (f[i])
            fclose(f[i]);
    return ok;
}

/* ---- our own sentences: what they were written to show is to be kept ---- */

/* Splits off the cell before the next tab. */
static char *cell_of(char **rest)
{
    char *cell = *rest, *tab = strchr(cell, '\t');

    *rest = tab ? tab + 1 : cell + strlen(cell);
    if (tab)
        *tab = 0;
    return cell;
}

static bool take_own(struct reader *r, const char *day, const char *text, const char *type, marsad_err *err)
{
    marsad_doc doc = { .text = marsad_str_of(text), .date = marsad_str_of(day) };
    bool none = strcmp(type, "NONE") == 0;
    marsad_articles articles;
    marsad_record rec;

    if (!marsad_article_split(r->dict, &doc, r->scratch, &articles, err))
        return false;
    if (!articles.n)
        return true;
    if (!code(r, &articles.at[0], &rec, err))
        return false;
    for (size_t i = 0; i < rec.events.n_events; i++) {
        const marsad_event *e = &rec.events.events[i];
        if ((none || marsad_str_equal(e->type, marsad_str_of(type))) &&
            !add_row(r, i,
                     (struct judged_row){ .type = e->type, .right = !none, .own = true, .fold = JUDGE_FOLDS + 1 }))
            return marsad_fail_memory(err);
    }
    return true;
}

/* A line is "known, published, sentence, type, …" (tests/event/sentences.tsv). */
static bool read_own(struct reader *r, const char *path, marsad_err *err)
{
    FILE *f = fopen(path, "r");
    char line[OWN_LINE_MAX];
    bool ok = true;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, path, MARSAD_NO_OFFSET, "cannot be read: %s", strerror(errno));
    while (ok && fgets(line, sizeof line, f)) {
        char *rest = line, *day, *text, *type;
        if (line[0] == '#')
            continue;
        cell_of(&rest);
        day = cell_of(&rest);
        text = cell_of(&rest);
        type = cell_of(&rest);
        ok = take_own(r, day, text, type, err);
        marsad_arena_reset(r->scratch);
    }
    fclose(f);
    return ok;
}

bool judged_read(const marsad_dict *dict, const char *table, const char *news, const char *events, const char *own,
                 marsad_arena *arena, struct judged *out, marsad_err *err)
{
    struct reader r = {
        .dict = dict, .arena = arena, .scratch = marsad_arena_new(0), .out = out, .articles = marsad_map_new()
    };
    bool ok = r.scratch && r.articles ? true : marsad_fail_memory(err);

    ok = ok && marks_read(table, take_verdict, &r, err) && news_read(dict, news, r.scratch, take_article, &r, err) &&
         read_sentences(&r, events, err) && read_own(&r, own, err);
    for (size_t i = 0; i < r.n_verdicts; i++)
        out->lost += !r.verdicts[i].met;
    marsad_map_free(r.articles);
    marsad_arena_free(r.scratch);
    return ok;
}
