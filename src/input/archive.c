/*
 * archive.c - zip and zstd by libarchive, reading from the stream below by callbacks.
 *
 * A zip in a file that can be sought is read by its central directory; any other (standard input, a zip inside
 * something packed, a zip whose end is cut off) member by member as it comes.
 */
#include "input/stream.h"

#include "marsad/utf8.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdlib.h>

typedef struct {
    input_stream base;
    input_stream *below;
    input_budget *budget;
    struct archive *a;
    uint64_t in0, out; /* packed bytes before it; bytes unpacked */
    marsad_str left;   /* of libarchive's block */
    marsad_err later;  /* a failure that came together with a block */
    bool ended;        /* no more blocks of this member */
    bool broken;       /* libarchive cannot go on after what it said */
} packed;

struct input_zip {
    packed p;              /* base: the current member */
    bool open_member, any; /* any: a member has been seen */
    marsad_buf name;
    locale_t utf8; /* libarchive turns names into the locale's charset */
};

/* --- callbacks --- */

static la_ssize_t give_block(struct archive *a, void *user, const void **block)
{
    packed *p = user;
    marsad_str in;

    in = input_peek(p->below, 1);
    input_take(p->below, in.len); /* its bytes stay in the block until the next peek */
    *block = in.ptr;
    if (in.len == 0 && p->below->failure.code != MARSAD_OK) {
        archive_set_error(a, EIO, "%s", p->below->failure.msg);
        return ARCHIVE_FATAL;
    }
    return (la_ssize_t)in.len;
}

static la_int64_t seek_block(struct archive *a, void *user, la_int64_t to, int whence)
{
    packed *p = user;
    la_int64_t base = 0;
    marsad_err err = { 0 };

    if (whence == SEEK_CUR)
        base = (la_int64_t)p->below->offset;
    else if (whence == SEEK_END)
        base = (la_int64_t)p->below->size;
    if (base + to < 0 || !p->below->ops->seek(p->below, (uint64_t)(base + to), &err)) {
        archive_set_error(a, EIO, "%s", err.code ? err.msg : "no such place in the file");
        return ARCHIVE_FATAL;
    }
    return base + to;
}

static bool archive_fail(struct archive *a, const char *what, marsad_err *err)
{
    const char *why = archive_error_string(a);

    if (archive_errno(a) == ENOMEM)
        return marsad_fail_memory(err);
    return marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "%s%s%s", what, why ? ": " : "", why ? why : "");
}

/* --- bytes of one member --- */

/*
 * The next block into p->left. Not archive_read_data(), which drops what it has when an error follows. A warning (a
 * wrong checksum) comes with the last block; it is told after it.
 */
static bool next_block(packed *p, marsad_err *err)
{
    const void *block = NULL;
    size_t n = 0;
    la_int64_t at;
    int r = ARCHIVE_RETRY;

    if (p->later.code != MARSAD_OK) {
        *err = p->later;
        return false;
    }
    for (int tries = 0; r == ARCHIVE_RETRY && tries < 3; tries++)
        r = archive_read_data_block(p->a, &block, &n, &at);
    if (r == ARCHIVE_OK || r == ARCHIVE_WARN)
        p->left = (marsad_str){ block, n };
    p->ended = r == ARCHIVE_EOF;
    if (r == ARCHIVE_OK || r == ARCHIVE_EOF)
        return true;
    p->broken = r == ARCHIVE_FATAL;
    if (p->below->failure.code != MARSAD_OK)
        p->later = p->below->failure;
    else
        archive_fail(p->a, "the packed data is damaged or cut short", &p->later);
    if (p->left.len)
        return true;
    *err = p->later;
    return false;
}

static bool packed_read(input_stream *s, uint8_t *to, size_t cap, size_t *got, marsad_err *err)
{
    packed *p = (packed *)s;

    while (p->left.len == 0 && !p->ended)
        if (!next_block(p, err))
            return false;
    if (p->ended)
        return true;
    *got = p->left.len < cap ? p->left.len : cap;
    memcpy(to, p->left.ptr, *got);
    p->left = marsad_str_slice(p->left, *got, p->left.len);
    p->out += *got;
    if (input_budget_spend(p->budget, *got, p->out, (uint64_t)archive_filter_bytes(p->a, -1) - p->in0, err))
        return true;
    p->broken = p->budget->unpacked > p->budget->limits.max_unpacked;
    return false;
}

static bool packed_open(packed *p, input_stream *below, input_budget *budget, marsad_err *err)
{
    p->below = below;
    p->budget = budget;
    p->a = archive_read_new();
    if (!p->a)
        return marsad_fail_memory(err);
    archive_read_set_read_callback(p->a, give_block);
    archive_read_set_callback_data(p->a, p);
    if (below->ops->seek && below->offset == 0)
        archive_read_set_seek_callback(p->a, seek_block);
    return true;
}

static void packed_free(packed *p)
{
    if (p->a)
        archive_read_free(p->a);
}

/* --- zstd --- */

static void zstd_close(input_stream *s)
{
    packed_free((packed *)s);
    free(s);
}

static const input_stream_ops ZSTD = { packed_read, NULL, zstd_close };

static bool zstd_start(packed *p, marsad_err *err)
{
    struct archive_entry *entry;

    archive_read_support_filter_zstd(p->a);
    archive_read_support_format_raw(p->a);
    archive_read_support_format_empty(p->a);
    if (archive_read_open1(p->a) != ARCHIVE_OK)
        return archive_fail(p->a, "cannot unpack zstd", err);
    switch (archive_read_next_header(p->a, &entry)) {
    case ARCHIVE_OK:
    case ARCHIVE_WARN:
    case ARCHIVE_EOF: /* packed nothing: archive_read_data then gives nothing too */
        return true;
    default:
        return archive_fail(p->a, "cannot unpack zstd", err);
    }
}

input_stream *input_zstd_open(input_stream *below, input_budget *budget, marsad_err *err)
{
    packed *p = calloc(1, sizeof *p);

    if (p && input_stream_init(&p->base, &ZSTD)) {
        if (packed_open(p, below, budget, err) && zstd_start(p, err))
            return &p->base;
        input_stream_close(&p->base);
        return NULL;
    }
    free(p);
    marsad_fail_memory(err);
    return NULL;
}

/* --- zip --- */

static void member_close(input_stream *s)
{
    (void)s; /* part of its input_zip */
}

static const input_stream_ops MEMBER = { packed_read, NULL, member_close };

input_zip *input_zip_open(input_stream *below, input_budget *budget, marsad_err *err)
{
    input_zip *z = calloc(1, sizeof *z);

    if (!z) {
        marsad_fail_memory(err);
        return NULL;
    }
    z->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    if (packed_open(&z->p, below, budget, err)) {
        archive_read_support_format_zip(z->p.a);
        if (archive_read_open1(z->p.a) == ARCHIVE_OK)
            return z;
        archive_fail(z->p.a, "cannot read the zip", err);
    }
    input_zip_close(z);
    return NULL;
}

static void drop_member(input_zip *z)
{
    if (z->open_member)
        input_stream_close(&z->p.base);
    z->open_member = false;
}

static bool open_member(input_zip *z, marsad_err *err)
{
    input_stream *s = &z->p.base;

    *s = (input_stream){ 0 };
    z->p.out = 0;
    z->p.left = (marsad_str){ 0 };
    z->p.later = (marsad_err){ 0 };
    z->p.ended = false;
    z->p.in0 = (uint64_t)archive_filter_bytes(z->p.a, -1);
    z->open_member = input_stream_init(s, &MEMBER);
    return z->open_member || marsad_fail_memory(err);
}

static int next_header(input_zip *z, struct archive_entry **entry)
{
    locale_t before = z->utf8 ? uselocale(z->utf8) : (locale_t)0;
    int r;

    do
        r = archive_read_next_header(z->p.a, entry);
    while (r == ARCHIVE_RETRY ||
           ((r == ARCHIVE_OK || r == ARCHIVE_WARN) && archive_entry_filetype(*entry) == AE_IFDIR));
    if (before)
        uselocale(before);
    return r;
}

/*
 * Methods that unpack in little memory. Others (lzma, xz, ppmd) may ask for gigabytes in one header; libarchive sets
 * them no limit, and tells the method in the name of the format only: "ZIP 2.0 (deflation)".
 */
static bool is_modest(struct archive *a)
{
    static const char *const METHODS[] = { "(uncompressed)", "(deflation)", "(bzip)", "(zstd)" };
    const char *name = archive_format_name(a);

    for (size_t i = 0; name && i < sizeof METHODS / sizeof *METHODS; i++)
        if (strstr(name, METHODS[i]))
            return true;
    return false;
}

static bool take_name(input_zip *z, struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);

    z->name.len = 0;
    return marsad_utf8_clean(marsad_str_of(name ? name : "?"), &z->name, NULL);
}

marsad_status input_zip_next(input_zip *z, marsad_str *name, input_stream **member, marsad_err *why)
{
    struct archive_entry *entry;
    int r;

    drop_member(z);
    *member = NULL;
    if (z->p.broken) /* told when its member broke */
        return MARSAD_END;
    r = next_header(z, &entry);
    if (r == ARCHIVE_EOF && z->any)
        return MARSAD_END;
    if (r == ARCHIVE_EOF) {
        marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "empty: a zip without files");
        return MARSAD_FAIL;
    }
    z->any = true;
    if (r != ARCHIVE_OK && r != ARCHIVE_WARN) {
        archive_fail(z->p.a, "the zip is damaged or cut short", why);
        return MARSAD_FAIL;
    }
    if (!take_name(z, entry)) {
        marsad_fail_memory(why);
        return MARSAD_FAIL;
    }
    *name = marsad_buf_str(&z->name);
    if (archive_entry_is_data_encrypted(entry) || archive_entry_is_metadata_encrypted(entry))
        marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "encrypted");
    else if (archive_entry_filetype(entry) != AE_IFREG)
        marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "neither a file nor a folder");
    else if (!is_modest(z->p.a))
        marsad_fail(why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "packed in a way that is not read: %s",
                    archive_format_name(z->p.a) ? archive_format_name(z->p.a) : "unknown");
    else if (open_member(z, why))
        *member = &z->p.base;
    return MARSAD_MORE;
}

void input_zip_close(input_zip *z)
{
    if (!z)
        return;
    drop_member(z);
    packed_free(&z->p);
    marsad_buf_release(&z->name);
    if (z->utf8)
        freelocale(z->utf8);
    free(z);
}
