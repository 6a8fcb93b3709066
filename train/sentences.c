/*
 * sentences.c - JSON Lines of the Open Event Data Alliance's Arabic gold standard, joined by sentence.
 */
#include "sentences.h"

#include <jansson.h>

#include "marsad/map.h"
#include "marsad/text.h"

const char *const KIND_NAMES[KINDS] = { "assault", "protest" };

struct reader {
    const char *folder;
    marsad_arena *arena;
    struct corpus *corpus;
    marsad_map *known; /* by text */
};

typedef bool take_line(struct reader *r, json_t *line, int kind);

static marsad_str text_of(struct reader *r, const json_t *line, const char *name)
{
    const char *s = json_string_value(json_object_get(line, name));

    return marsad_arena_str(r->arena, marsad_str_of(s ? s : ""));
}

/* "AAW_ARB_20080731.0037-19" was published on 2008-07-31. */
static void date_of_id(marsad_str id, char out[11])
{
    static const char HEAD[] = "AAW_ARB_";
    const char *day = id.ptr + sizeof HEAD - 1;

    out[0] = 0;
    if (id.len < sizeof HEAD + 8 || !marsad_str_starts(id, marsad_str_of(HEAD)))
        return;
    for (int i = 0; i < 8; i++)
        if (day[i] < '0' || day[i] > '9')
            return;
    memcpy(out, (char[]){ day[0], day[1], day[2], day[3], '-', day[4], day[5], '-', day[6], day[7], 0 }, 11);
}

/* By a sum of the bytes of the document's name (FNV-1a), so that a fold never cuts a document. */
static void deal(marsad_str id, marsad_str text, int *fold)
{
    marsad_str name = id;
    uint64_t hash = 14695981039346656037u;

    while (name.len && name.ptr[name.len - 1] != '-')
        name.len--;
    if (!name.len || !marsad_str_starts(id, MARSAD_LIT("AAW_")))
        name = text;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * 1099511628211u;
    for (int d = 0; d < DIVISIONS; d++) {
        fold[d] = (int)((hash >> 20) % FOLDS);
        hash = (hash ^ (hash >> 29)) * 1099511628211u;
    }
}

static struct sentence *sentence_of(struct reader *r, marsad_str id, marsad_str text)
{
    struct corpus *c = r->corpus;
    struct sentence *s;
    uint64_t at;

    if (marsad_map_get(r->known, text, &at))
        return &c->at[at];
    if (!marsad_arena_grow(r->arena, (void **)&c->at, &c->cap, c->n, sizeof *c->at) ||
        !marsad_map_put(r->known, text, c->n))
        return NULL;
    s = &c->at[c->n++];
    *s = (struct sentence){ .id = id, .text = text };
    deal(id, text, s->fold);
    date_of_id(id, s->published);
    return s;
}

static double share(const json_t *line)
{
    double yes = (double)json_integer_value(json_object_get(line, "accept"));
    double no = (double)json_integer_value(json_object_get(line, "reject"));

    return yes + no > 0 ? yes / (yes + no) : 0;
}

static bool take_detection(struct reader *r, json_t *line, int kind)
{
    static const char *const LABELS[] = { [LABEL_YES] = "yes",
                                          [LABEL_EASY_NO] = "easy no",
                                          [LABEL_DIFFICULT_NO] = "difficult no",
                                          [LABEL_AMBIGUOUS] = "ambiguous" };
    marsad_str label = text_of(r, line, "label");
    struct sentence *s = sentence_of(r, text_of(r, line, "id"), text_of(r, line, "text"));

    if (s)
        s->agreed[kind] = share(line);
    for (int i = LABEL_YES; s && i <= LABEL_AMBIGUOUS; i++)
        if (marsad_str_equal(label, marsad_str_of(LABELS[i])))
            s->detection[kind] = (enum label)i;
    return s != NULL;
}

/* " word word " of the triggers that annotators marked. */
static marsad_str triggers_of(struct reader *r, const json_t *line)
{
    marsad_str all = MARSAD_LIT(" ");
    size_t i, j;
    json_t *note, *word;

    json_array_foreach(json_object_get(line, "annotations"), i, note)
        json_array_foreach(json_object_get(note, "verb"), j, word)
    {
        const char *text = json_string_value(word);
        marsad_str norm;
        if (!text || !marsad_normalise(marsad_str_of(text), r->arena, &norm, NULL))
            continue;
        all = marsad_arena_fmt(r->arena, "%.*s%.*s ", (int)all.len, all.ptr, (int)norm.len, norm.ptr);
    }
    return all;
}

static bool take_spans(struct reader *r, json_t *line, int kind)
{
    struct sentence *s = sentence_of(r, text_of(r, line, "source"), text_of(r, line, "text"));

    if (!s)
        return false;
    s->spans[kind] = true;
    s->triggers[kind] = triggers_of(r, line);
    return s->triggers[kind].ptr != NULL;
}

static bool take_record(struct reader *r, json_t *line, int kind)
{
    marsad_str date = text_of(r, line, "date");
    struct sentence *s = sentence_of(r, text_of(r, line, "id"), text_of(r, line, "text"));

    (void)kind;
    if (!s)
        return false;
    s->record = true;
    if (date.len == 10) {
        memcpy(s->published, date.ptr, 11);
        s->dated = true;
    }
    return marsad_map_put(r->known,
                          marsad_arena_fmt(r->arena, "#%d", (int)json_integer_value(json_object_get(line, "n"))),
                          (uint64_t)(s - r->corpus->at));
}

static bool take_gold(struct reader *r, json_t *line, int kind)
{
    marsad_str key = marsad_arena_fmt(r->arena, "#%d", (int)json_integer_value(json_object_get(line, "n")));
    uint64_t at;
    size_t i;
    json_t *event;

    (void)kind;
    if (!marsad_map_get(r->known, key, &at))
        return true;
    json_array_foreach(json_object_get(line, "events"), i, event)
    {
        marsad_str type = text_of(r, event, "type");
        for (int k = 0; k < KINDS; k++)
            if (marsad_str_equal(type, k == KIND_ASSAULT ? MARSAD_LIT("ASSAULT") : MARSAD_LIT("PROTEST"))) {
                if (json_is_true(json_object_get(event, "optional")))
                    r->corpus->at[at].optional[k]++;
                else
                    r->corpus->at[at].gold[k]++;
            }
    }
    return true;
}

static bool read_file(struct reader *r, const char *name, int kind, take_line *take, marsad_err *err)
{
    marsad_str path = marsad_arena_fmt(r->arena, "%s/%s", r->folder, name);
    FILE *f = path.ptr ? fopen(path.ptr, "r") : NULL;
    bool ok = true;

    if (!f)
        return marsad_fail(err, MARSAD_EIO, name, MARSAD_NO_OFFSET, "cannot be read");
    while (ok) {
        json_error_t why;
        json_t *line = json_loadf(f, JSON_DISABLE_EOF_CHECK, &why);
        if (!line)
            break;
        ok = take(r, line, kind) || marsad_fail_memory(err);
        json_decref(line);
    }
    fclose(f);
    return ok;
}

bool corpus_read(const char *folder, marsad_arena *arena, struct corpus *c, marsad_err *err)
{
    struct reader r = { folder, arena, c, marsad_map_new() };
    bool ok = r.known ? true : marsad_fail_memory(err);

    for (int kind = 0; ok && kind < KINDS; kind++) {
        marsad_str detection = marsad_arena_fmt(arena, "%s-detection.jsonl", KIND_NAMES[kind]);
        marsad_str spans = marsad_arena_fmt(arena, "%s-spans.jsonl", KIND_NAMES[kind]);
        ok = detection.ptr && spans.ptr && read_file(&r, detection.ptr, kind, take_detection, err) &&
             read_file(&r, spans.ptr, kind, take_spans, err);
    }
    ok = ok && read_file(&r, "records-dev.jsonl", 0, take_record, err) &&
         read_file(&r, "records-dev-gold.jsonl", 0, take_gold, err);
    marsad_map_free(r.known);
    return ok;
}
