/*
 * manifest.c - the data dictionary, the fingerprint of the store, the manifest; and the folder that holds all.
 */
#include "export/manifest.h"

#include <stdlib.h>

#include "export/cells.h"
#include "marsad/review.h"
#include "marsad/words.h"
#include "mention/entity_model.h"
#include "record/writer.h"

/* ---- what columns mean ---- */

bool describe_columns(const struct codes *c, const char *format, marsad_buf *out)
{
    static const char *const COLUMNS[] = { "en", "value", "ar" };
    static const char *const HEADS[] = { "column", "meaning", "marsad", "meaning_ar" };
    const marsad_dict *d = codes_dict(c);
    const marsad_table t = MARSAD_TABLE_CODES;
    struct cells cells = { .out = out };
    size_t skip = strlen(format) + 1;

    for (size_t k = 0; k < sizeof HEADS / sizeof *HEADS; k++)
        cells_z(&cells, HEADS[k]);
    cells_end(&cells);
    for (uint32_t i = 0; i < marsad_dict_rows(d, t); i++) {
        marsad_str key = marsad_dict_cell(d, t, i, 0);

        if (key.len <= skip || key.ptr[skip - 1] != ':' || memcmp(key.ptr, format, skip - 1) != 0)
            continue;
        cells_text(&cells, marsad_str_slice(key, skip, key.len));
        for (size_t k = 0; k < sizeof COLUMNS / sizeof *COLUMNS; k++)
            cells_text(&cells, marsad_dict_cell(d, t, i, marsad_dict_column(d, t, COLUMNS[k])));
        cells_end(&cells);
    }
    return !cells.failed;
}

/* ---- the store by its content ---- */

static void add_field(struct fingerprint *p, marsad_str s, const char *end)
{
    sha256_update(&p->sha, s.len, (const uint8_t *)s.ptr);
    sha256_update(&p->sha, 1, (const uint8_t *)end);
}

static bool add_article(void *user, const marsad_identity *id)
{
    struct fingerprint *p = user;
    char number[24], events[24];

    snprintf(number, sizeof number, "%u", id->number);
    snprintf(events, sizeof events, "%lld", (long long)id->events);
    add_field(p, id->digest, "\t");
    add_field(p, id->document, "\t");
    add_field(p, marsad_str_of(number), "\t");
    add_field(p, id->url, "\t");
    add_field(p, id->source, "\t");
    add_field(p, id->published, "\t");
    add_field(p, id->program, "\t");
    add_field(p, id->dictionary, "\t");
    add_field(p, marsad_str_of(events), "\n");
    p->articles++;
    p->events += id->events;
    return true;
}

static bool add_entry(void *user, const marsad_review *entry)
{
    add_field(user, marsad_str_of(entry->id), "\n");
    return true;
}

bool fingerprint_make(marsad_store *s, struct fingerprint *out, marsad_err *err)
{
    out->articles = out->events = 0;
    sha256_init(&out->sha);
    if (!marsad_store_identities(s, add_article, out, err) ||
        !marsad_review_list(s, &(marsad_review_filter){ .report = NULL }, add_entry, out, err))
        return false;
    sha_hex(&out->sha, out->hex);
    return true;
}

/* ---- the manifest ---- */

static void member_z(struct jw *j, const char *key, const char *z)
{
    jw_key(j, key);
    jw_text(j, z);
}

static void member_number(struct jw *j, const char *key, double x)
{
    jw_key(j, key);
    jw_number(j, x);
}

static void write_versions(struct jw *j, const marsad_dict *dict, marsad_err *err)
{
    marsad_words_model *words = marsad_words_load(dict, NULL, err);
    entity_model *entities = words ? entity_model_open(NULL, dict, err) : NULL;

    jw_key(j, "versions");
    jw_open(j, '{');
    member_z(j, "program", marsad_version());
    member_z(j, "dictionary", marsad_dict_version(dict));
    member_z(j, "words_model", words ? marsad_words_version(words) : "");
    member_z(j, "entities_model", entities ? entity_model_version(entities) : "");
    member_number(j, "record_schema", MARSAD_SCHEMA);
    member_number(j, "store_schema", MARSAD_STORE_SCHEMA);
    jw_close(j, '}');
    entity_model_close(entities);
    marsad_words_free(words);
}

/* What a row is. */
static const char *unit_name(const marsad_export_options *o, const marsad_export_done *done)
{
    if (o->format == MARSAD_EXPORT_JSONL || o->format == MARSAD_EXPORT_CONLLU)
        return "article";
    if (o->format == MARSAD_EXPORT_MENTIONS)
        return done->stories ? "report of a story" : "report";
    return done->stories ? "story" : "report";
}

static void write_asked(struct jw *j, const marsad_export_options *o, const marsad_export_done *done)
{
    member_z(j, "format", marsad_export_name(o->format));
    member_z(j, "unit", unit_name(o, done));
    member_z(j, "labels", o->arabic ? "ar" : "en");
    member_z(j, "redact", o->redact_persons ? "persons" : NULL);
    member_number(j, "min_confidence", o->min_confidence);
    jw_key(j, "filters");
    j->failed = !marsad_buf_add(j->out, marsad_str_of(o->asked ? o->asked : "{}")) || j->failed;
    j->comma = true;
}

static void write_store(struct jw *j, const struct fingerprint *print)
{
    jw_key(j, "store");
    jw_open(j, '{');
    member_z(j, "fingerprint_sha256", print->hex);
    member_number(j, "articles", (double)print->articles);
    member_number(j, "events", (double)print->events);
    jw_close(j, '}');
}

static void write_counts(struct jw *j, const marsad_export_done *done)
{
    member_number(j, "rows", (double)done->rows);
    member_number(j, "reviewed", (double)done->reviewed);
    jw_key(j, "left_out");
    jw_open(j, '{');
    for (size_t i = 0; i < MARSAD_EXPORT_REASONS && done->left_out[i].reason; i++)
        member_number(j, done->left_out[i].reason, (double)done->left_out[i].n);
    jw_close(j, '}');
}

static void write_files(struct jw *j, const struct whole_file *files, size_t n)
{
    jw_key(j, "files");
    jw_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        jw_open(j, '{');
        member_z(j, "name", files[i].name);
        member_number(j, "bytes", (double)files[i].bytes);
        member_z(j, "sha256", files[i].hex);
        jw_close(j, '}');
    }
    jw_close(j, ']');
}

bool manifest_write(const marsad_dict *dict, const marsad_export_options *options, const marsad_export_done *done,
                    const struct fingerprint *print, const struct whole_file *files, size_t n, marsad_buf *out,
                    marsad_err *err)
{
    struct jw j = jw_to(out);
    marsad_err missing = { .code = MARSAD_OK }; /* a model that is not there is not named */

    jw_open(&j, '{');
    member_number(&j, "manifest", 1);
    write_versions(&j, dict, &missing);
    write_asked(&j, options, done);
    write_store(&j, print);
    write_counts(&j, done);
    write_files(&j, files, n);
    member_z(&j, "timestamp", options->timestamp);
    jw_close(&j, '}');
    return (!j.failed && marsad_buf_add_byte(out, '\n')) || marsad_fail_memory(err);
}

/* ---- the folder ---- */

enum { TABLE, DICTIONARY, MANIFEST, FILES };

static bool write_table(void *user, marsad_str bytes, marsad_err *err)
{
    return file_write(user, bytes, err);
}

static bool write_text(struct whole_file *w, const char *folder, const char *name, marsad_str text, marsad_err *err)
{
    return file_begin(w, folder, name, err) && file_write(w, text, err) && file_close(w, err);
}

static bool write_dictionary(const marsad_dict *dict, const marsad_export_options *options, struct whole_file *w,
                             const char *folder, marsad_err *err)
{
    struct codes *codes = codes_open(dict, false, err);
    marsad_buf text = { 0 };
    bool ok = codes &&
              (describe_columns(codes, marsad_export_name(options->format), &text) || marsad_fail_memory(err)) &&
              write_text(w, folder, "data-dictionary.csv", marsad_buf_str(&text), err);

    marsad_buf_release(&text);
    codes_close(codes);
    return ok;
}

/* A manifest lies beside its own table only: the one from before goes first, the new one comes last. */
static bool show_all(struct whole_file *files, marsad_err *err)
{
    remove(files[MANIFEST].path);
    for (size_t i = 0; i < FILES; i++)
        if (!file_show(&files[i], err))
            return false;
    return true;
}

bool marsad_export_folder(marsad_store *s, const marsad_dict *dict, const marsad_export_options *options,
                          const char *folder, marsad_export_done *done, marsad_buf *manifest, marsad_err *err)
{
    struct whole_file *files = calloc(FILES, sizeof *files);
    struct fingerprint print;
    size_t from = manifest->len;
    bool ok;

    if (!files)
        return marsad_fail_memory(err);
    ok = folder_make(folder, err) && file_begin(&files[TABLE], folder, marsad_export_file(options->format), err) &&
         marsad_export(s, dict, options, write_table, &files[TABLE], done, err) && file_close(&files[TABLE], err) &&
         write_dictionary(dict, options, &files[DICTIONARY], folder, err) && fingerprint_make(s, &print, err) &&
         manifest_write(dict, options, done, &print, files, MANIFEST, manifest, err) &&
         write_text(&files[MANIFEST], folder, "manifest.json",
                    marsad_str_slice(marsad_buf_str(manifest), from, manifest->len), err) &&
         show_all(files, err);
    for (size_t i = 0; i < FILES; i++)
        file_drop(&files[i]);
    free(files);
    return ok;
}
