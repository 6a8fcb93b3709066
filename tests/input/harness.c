/*
 * harness.c - see harness.h.
 */
#include "harness.h"

#include "input/page.h"
#include "marsad/utf8.h"
#include "memory_stream.h"

#include <archive.h>
#include <archive_entry.h>
#include <ftw.h>
#include <iconv.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char temp_dir[256];

/* --- runs --- */

run run_new(void)
{
    return (run){ .limits = marsad_input_limits_defaults() };
}

void run_release(run *r)
{
    marsad_buf_release(&r->brief);
    marsad_buf_release(&r->full);
}

/* Paths below the temporary folder without it. */
static marsad_str without_temp(marsad_str s)
{
    size_t n = strlen(temp_dir);

    return n && marsad_str_starts(s, marsad_str_of(temp_dir)) ? marsad_str_slice(s, n + 1, s.len) : s;
}

static void add(marsad_buf *b, const char *before, marsad_str s)
{
    assert_true(marsad_buf_add(b, marsad_str_of(before)) && marsad_buf_add(b, s));
}

static void on_refuse(void *user, const marsad_err *err)
{
    run *r = user;

    r->refused++;
    r->last_offset = err->offset;
    assert_true(err->code != MARSAD_OK && err->msg[0] && !strchr(err->msg, '\n'));
    add(&r->brief, "!", without_temp(marsad_str_of(err->where)));
    add(&r->brief, "=", marsad_str_of(err->msg));
    add(&r->brief, "\n", LIT(""));
    assert_true(marsad_buf_addf(&r->full, "!%s @%" PRIu64 " %s\n", err->where, err->offset, err->msg));
}

static void check_text(marsad_str s)
{
    assert_int_equal(marsad_utf8_valid(s), s.len);
    assert_true(s.len == 0 || !memchr(s.ptr, 0, s.len));
}

static void on_doc(run *r, const marsad_doc *d)
{
    const marsad_str all[] = { d->name, d->id, d->title, d->author, d->date, d->source, d->url, d->text };
    marsad_buf words = { 0 };

    r->docs++;
    add(&r->brief, "", without_temp(d->name));
    if (d->media == MARSAD_MEDIA_HTML) /* the words of a page: the tests are not about its tags */
        assert_true(html_text(d->text, &words));
    add(&r->brief, "=", d->media == MARSAD_MEDIA_HTML ? marsad_buf_str(&words) : d->text);
    marsad_buf_release(&words);
    add(&r->brief, "\n", LIT(""));
    for (size_t i = 0; i < COUNT(all); i++) {
        check_text(all[i]);
        add(&r->full, i ? "|" : "", all[i].ptr ? all[i] : LIT("-"));
    }
    assert_true(d->name.len && d->id.len && d->text.ptr);
    assert_true(marsad_buf_addf(&r->full, "|%s|%zu|%d\n", d->charset, d->replaced, (int)d->media));
}

static void drain(run *r, marsad_input *in)
{
    marsad_arena *arena = marsad_arena_new(0);
    size_t refused_before = r->refused;
    marsad_status st;
    marsad_err err = { 0 };
    marsad_doc doc;

    assert_non_null(in);
    assert_non_null(arena);
    while ((st = marsad_input_next(in, arena, &doc, &err)) == MARSAD_MORE) {
        on_doc(r, &doc);
        marsad_arena_reset(arena);
    }
    assert_int_equal(st, MARSAD_END);
    assert_int_equal(marsad_input_next(in, arena, &doc, &err), MARSAD_END);
    marsad_input_progress(in, &r->progress);
    assert_int_equal(r->progress.refused, r->refused - refused_before);
    marsad_input_close(in);
    marsad_arena_free(arena);
    assert_true(marsad_buf_add_byte(&r->brief, '\0') && r->brief.len--);
    assert_true(marsad_buf_add_byte(&r->full, '\0') && r->full.len--);
}

static marsad_input_options options_of(run *r)
{
    return (marsad_input_options){ .limits = r->limits, .refuse = on_refuse, .user = r };
}

void run_bytes(run *r, marsad_str bytes, const char *name)
{
    marsad_input_options o = options_of(r);

    drain(r, input_open_stream(&o, memory_open(bytes, r->seed), name, NULL));
}

void run_paths(run *r, const char *const *paths, size_t n)
{
    marsad_input_options o = options_of(r);

    o.paths = paths;
    o.n_paths = n;
    drain(r, marsad_input_open(&o, NULL));
}

void run_path(run *r, const char *path)
{
    run_paths(r, &path, 1);
}

void expect_brief(const run *r, const char *what, const char *brief)
{
    if (strcmp(r->brief.ptr, brief) != 0)
        fail_msg("%s\n--- expected\n%s--- came\n%s", what, brief, r->brief.ptr);
}

void expect_bytes(marsad_str bytes, const char *name, const char *brief)
{
    run r = run_new();

    run_bytes(&r, bytes, name);
    expect_brief(&r, name, brief);
    run_release(&r);
}

void expect_path(const char *path, const char *brief)
{
    run r = run_new();

    run_path(&r, path);
    expect_brief(&r, path, brief);
    run_release(&r);
}

/* --- packed bytes --- */

static la_ssize_t write_to_buf(struct archive *a, void *user, const void *bytes, size_t n)
{
    (void)a;
    assert_true(marsad_buf_add(user, (marsad_str){ bytes, n }));
    return (la_ssize_t)n;
}

static void add_member(struct archive *a, const char *name, marsad_str bytes)
{
    struct archive_entry *e = archive_entry_new();

    archive_entry_set_pathname(e, name);
    archive_entry_set_size(e, (la_int64_t)bytes.len);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
    assert_int_equal(archive_write_data(a, bytes.ptr, bytes.len), bytes.len);
    archive_entry_free(e);
}

static struct archive *begin_archive(marsad_buf *out, int (*filter)(struct archive *), int (*format)(struct archive *))
{
    struct archive *a = archive_write_new();

    assert_int_equal(format(a), ARCHIVE_OK);
    if (filter)
        assert_int_equal(filter(a), ARCHIVE_OK);
    archive_write_set_bytes_per_block(a, 0);
    assert_int_equal(archive_write_open(a, out, NULL, write_to_buf, NULL), ARCHIVE_OK);
    return a;
}

static void end_archive(struct archive *a)
{
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
}

static marsad_buf pack_raw(marsad_str bytes, int (*filter)(struct archive *))
{
    marsad_buf out = { 0 };
    struct archive *a = begin_archive(&out, filter, archive_write_set_format_raw);

    add_member(a, "data", bytes);
    end_archive(a);
    return out;
}

marsad_buf pack_gzip(marsad_str bytes)
{
    return pack_raw(bytes, archive_write_add_filter_gzip);
}

marsad_buf pack_zstd(marsad_str bytes)
{
    return pack_raw(bytes, archive_write_add_filter_zstd);
}

marsad_buf pack_zip(const member *members, size_t n)
{
    marsad_buf out = { 0 };
    struct archive *a = begin_archive(&out, NULL, archive_write_set_format_zip);

    for (size_t i = 0; i < n; i++)
        add_member(a, members[i].name, members[i].bytes);
    end_archive(a);
    return out;
}

marsad_buf repeat(const char *what, size_t times)
{
    marsad_buf out = { 0 };

    assert_true(marsad_buf_reserve(&out, strlen(what) * times + 1));
    for (size_t i = 0; i < times; i++)
        assert_true(marsad_buf_add(&out, marsad_str_of(what)));
    return out;
}

marsad_buf convert(const char *utf8, const char *charset)
{
    marsad_buf out = { 0 };
    iconv_t cd = iconv_open(charset, "UTF-8");
    char *in = (char *)(uintptr_t)utf8, *to;
    size_t in_left = strlen(utf8), out_left = in_left * 4 + 4;

    assert_true(marsad_buf_reserve(&out, out_left));
    to = out.ptr;
    assert_true(iconv(cd, &in, &in_left, &to, &out_left) == 0);
    out.len = (size_t)(to - out.ptr);
    iconv_close(cd);
    return out;
}

/* --- files --- */

int temp_setup(void **state)
{
    const char *tmp = getenv("TMPDIR");

    (void)state;
    snprintf(temp_dir, sizeof temp_dir, "%s/marsad-input-XXXXXX", tmp ? tmp : P_tmpdir);
    return mkdtemp(temp_dir) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st;
    (void)kind;
    (void)at;
    return remove(path);
}

int temp_teardown(void **state)
{
    (void)state;
    return nftw(temp_dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *path_in(const char *name)
{
    static char paths[32][768];
    static size_t next;
    char *p = paths[next++ % 32];

    snprintf(p, sizeof paths[0], "%s/%s", temp_dir, name);
    return p;
}

const char *write_file(const char *name, marsad_str bytes)
{
    const char *path = path_in(name);
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
    assert_int_equal(fclose(f), 0);
    return path;
}

const char *make_folder(const char *name)
{
    const char *path = path_in(name);

    assert_int_equal(mkdir(path, 0700), 0);
    return path;
}
