/*
 * warc.c - records one after another: heads, blocks, what stands between them; where lengths are wrong, the next
 * record.
 *
 * A record whose length is right is followed by two line ends and the next record, or by nothing. Where something else
 * follows, the length is wrong, and what we took for the block is not to be trusted: the record is refused and the next
 * one looked for, first inside the block that was taken (its length was too large), then behind it.
 */
#include "input/warc.h"

#include "input/http.h"
#include "input/inside.h"
#include "input/markup.h"
#include "marsad/utf8.h"

#include <inttypes.h>
#include <strings.h>

#define MARK "\nWARC/1."
#define TAIL_MAX 64 /* bytes of line ends after a block, at most; two pairs are the rule */
#define BLOCK_KEPT ((size_t)4 << 20)
#define AGAIN_MAX ((uint64_t)1 << 30) /* bytes of one archive that are read again because lengths were wrong */

/* How the block of the record in hand was used. */
typedef enum { BLOCK_TAKEN, BLOCK_CUT } block_end;

bool input_warc_begin(marsad_input *in, marsad_err *err)
{
    input_warc *w = &in->warc;

    *w = (input_warc){ 0 };
    return input_again_init(&w->source, input_top(in)) || marsad_fail_memory(err);
}

void input_warc_end(marsad_input *in)
{
    input_warc *w = &in->warc;

    input_again_release(&w->source);
    marsad_buf_release(&w->head);
    marsad_buf_release(&w->block);
    marsad_buf_release(&w->decoded[0]);
    marsad_buf_release(&w->decoded[1]);
    marsad_buf_release(&w->scratch);
    *w = (input_warc){ 0 };
}

static void give_back(marsad_buf *b)
{
    if (b->cap > BLOCK_KEPT)
        marsad_buf_release(b);
}

/* MARSAD_END: told; MARSAD_FAIL: no memory. */
static marsad_status refuse(marsad_input *in, const marsad_err *why)
{
    if (why->code == MARSAD_ENOMEM)
        return MARSAD_FAIL;
    input_refuse(in, why, in->warc.index, in->warc.start);
    return MARSAD_END;
}

/* ---- heads ---- */

/* Bytes from the front of the stream up to the end of a head: 0 with *enough false where it is too long. */
static size_t peek_head(input_stream *s, uint64_t most, marsad_str *seen)
{
    size_t limit = most < INPUT_BLOCK ? (size_t)most : INPUT_BLOCK;

    for (size_t want = limit < 1024 ? limit : 1024;; want = want * 4 < limit ? want * 4 : limit) {
        size_t n;

        *seen = input_peek(s, want);
        if (seen->len > limit)
            seen->len = limit;
        n = http_head_length(*seen);
        if (n || seen->len < want || want == limit)
            return n;
    }
}

/* ---- after damage ---- */

/* To the next line that begins a record; false: there is none. */
static bool find_next(input_warc *w)
{
    input_stream *s = &w->source.base;
    marsad_str seen;

    while (seen = input_peek(s, INPUT_BLOCK), seen.len >= sizeof MARK - 1) {
        size_t at = marsad_str_find(seen, MARSAD_LIT(MARK), 0);

        if (at != SIZE_MAX) {
            input_take(s, at + 1);
            return true;
        }
        input_take(s, seen.len - (sizeof MARK - 2)); /* the mark may have begun */
    }
    input_take(s, seen.len);
    return false;
}

/*
 * The block was longer than its record, and another began inside it: from there on its bytes come again. Where that
 * happens again and again, as if each head lied, it is looked for behind the block only: an archive made of nothing but
 * such heads would be read a hundred thousand times.
 */
static bool put_back(input_warc *w, bool *found)
{
    marsad_str block = marsad_buf_str(&w->block);
    size_t at = w->again > AGAIN_MAX ? SIZE_MAX : marsad_str_find(block, MARSAD_LIT(MARK), 0);

    *found = at != SIZE_MAX;
    w->again += *found ? block.len - at : 0;
    return !*found || input_again_put(&w->source, marsad_str_slice(block, at + 1, block.len));
}

/* A record may begin at the very end of a block that was too long. */
static bool put_back_tail(input_warc *w)
{
    marsad_str block = marsad_buf_str(&w->block);

    return input_again_put(&w->source,
                           marsad_str_slice(block, block.len < sizeof MARK ? 0 : block.len - sizeof MARK, block.len));
}

/*
 * Bytes up to the last mark in a head that does not end, 1 at least: no head before it ends either, and to try each of
 * them would cost a block of bytes for every mark.
 */
static size_t last_mark(marsad_str head)
{
    size_t last = 1;

    for (size_t at = marsad_str_find(head, MARSAD_LIT(MARK), 1); at != SIZE_MAX;
         at = marsad_str_find(head, MARSAD_LIT(MARK), at + 1))
        last = at;
    return last;
}

static size_t line_ends(marsad_str s)
{
    size_t n = 0;

    while (n < s.len && (s.ptr[n] == '\r' || s.ptr[n] == '\n'))
        n++;
    return n;
}

/* What stands behind a block as it should? Takes the line ends. */
static bool ends_well(input_stream *s)
{
    marsad_str seen = input_peek(s, TAIL_MAX);
    size_t n = line_ends(seen);

    if (n == seen.len && seen.len < TAIL_MAX) {
        input_take(s, n);
        return true; /* the end of the archive, with or without line ends */
    }
    if (!input_begins_warc(marsad_str_slice(seen, n, seen.len)))
        return false;
    input_take(s, n);
    return true;
}

/* ---- blocks ---- */

static bool pass(input_stream *s, uint64_t n)
{
    while (n > 0) {
        marsad_str part = input_peek(s, 1);

        if (part.len == 0)
            return false;
        if (part.len > n)
            part.len = (size_t)n;
        input_take(s, part.len);
        n -= part.len;
    }
    return true;
}

static block_end take_block(input_warc *w, uint64_t n, marsad_err *err)
{
    input_stream *s = &w->source.base;

    w->block.len = 0;
    while (w->block.len < n) {
        marsad_str part = input_peek(s, 1);

        if (part.len == 0)
            return BLOCK_CUT;
        if (part.len > n - w->block.len)
            part.len = (size_t)(n - w->block.len);
        if (!marsad_buf_add(&w->block, part)) {
            marsad_fail_memory(err);
            return BLOCK_CUT;
        }
        input_take(s, part.len);
    }
    return BLOCK_TAKEN;
}

/* ---- which records ---- */

typedef enum { WANT_NOT, WANT_HTTP, WANT_PLAIN, WANT_REVISIT } wanted;

static bool is_web(marsad_str url)
{
    return url.len > 8 && (strncasecmp(url.ptr, "http://", 7) == 0 || strncasecmp(url.ptr, "https://", 8) == 0);
}

/* A response is passed over unread where its head says that it is no page: pictures and films are long. */
static wanted response_wanted(input_stream *s, const warc_record *r)
{
    marsad_str seen;
    size_t n = peek_head(s, r->length, &seen);
    marsad_str head = marsad_str_slice(seen, 0, n), media = http_field(head, "Content-Type");
    unsigned status = http_status(head);

    if (status < 200 || status > 299 || status == 206)
        return WANT_NOT;
    if (page_kind_of(media, (marsad_str){ 0 }) == PAGE_NONE && media.len > 0)
        return WANT_NOT;
    return WANT_HTTP;
}

static wanted record_wanted(input_stream *s, const warc_record *r)
{
    bool web = is_web(r->url);

    if (http_same(r->type, "revisit"))
        return r->digest.ptr && web ? WANT_REVISIT : WANT_NOT;
    if (http_same(r->type, "response") && web && http_same(http_media(r->media), "application/http"))
        return response_wanted(s, r);
    if (http_same(r->type, "response") && web && r->media.len == 0) /* some writers leave it out */
        return response_wanted(s, r);
    if ((http_same(r->type, "resource") || http_same(r->type, "conversion")) &&
        page_kind_of(r->media, (marsad_str){ 0 }) != PAGE_NONE)
        return WANT_PLAIN;
    return WANT_NOT;
}

/* ---- documents ---- */

static bool copy_clean(marsad_str s, marsad_arena *arena, marsad_str *out)
{
    marsad_buf clean = { 0 };
    bool ok = true;

    *out = (marsad_str){ 0 };
    if (s.len > 0) {
        ok = marsad_utf8_clean(s, &clean, NULL);
        if (ok) {
            *out = marsad_arena_str(arena, marsad_buf_str(&clean));
            ok = out->ptr != NULL;
        }
    }
    marsad_buf_release(&clean);
    return ok;
}

static bool take_capture(const warc_record *r, marsad_arena *arena, marsad_doc *doc)
{
    return copy_clean(r->url, arena, &doc->url) && copy_clean(r->record, arena, &doc->capture.record) &&
           copy_clean(r->date, arena, &doc->capture.time) && copy_clean(r->digest, arena, &doc->capture.digest) &&
           copy_clean(r->url, arena, &doc->capture.url);
}

/* The page inside the block. */
static bool read_block(marsad_input *in, const warc_record *r, wanted want, marsad_arena *arena, marsad_doc *doc,
                       marsad_err *err)
{
    input_warc *w = &in->warc;
    marsad_str body = marsad_buf_str(&w->block), media = r->media;
    page_kind kind;

    if (want == WANT_HTTP) {
        size_t n = http_head_length(body);
        marsad_str head = marsad_str_slice(body, 0, n);
        marsad_err why = { .code = MARSAD_OK };

        media = http_field(head, "Content-Type");
        if (!http_decode(head, marsad_str_slice(body, n, body.len), in->limits.max_article, w->decoded, &body, &why) &&
            !(r->truncated && why.code == MARSAD_EFORMAT && body.len > 0)) /* cut by the crawler: what there is */
            return marsad_fail(err, why.code, "", MARSAD_NO_OFFSET, "%s", why.msg);
    }
    kind = page_kind_of(media.len ? media : r->payload_media, body);
    if (kind == PAGE_NONE)
        return true;
    return page_read(body, media, kind, in->limits.max_article, &w->scratch, arena, doc, err);
}

/* MARSAD_END: nothing to give, or told. */
static marsad_status make_document(marsad_input *in, const warc_record *r, wanted want, marsad_arena *arena,
                                   marsad_doc *doc)
{
    marsad_err why = { .code = MARSAD_OK };

    *doc = (marsad_doc){ .media = MARSAD_MEDIA_TEXT, .charset = input_charset_name(INPUT_UTF8) };
    if (want == WANT_REVISIT) {
        doc->revisit = true;
        doc->text = MARSAD_LIT("");
    } else if (!read_block(in, r, want, arena, doc, &why)) {
        return refuse(in, &why);
    }
    if (!doc->text.ptr)
        return MARSAD_END;
    if (!take_capture(r, arena, doc) || !input_name_document(in, in->warc.index, arena, doc))
        return MARSAD_FAIL;
    return MARSAD_MORE;
}

/* ---- one record ---- */

/* The stream ended inside a record. */
static marsad_status refuse_cut(marsad_input *in)
{
    const input_stream *s = &in->warc.source.base;
    marsad_err why = { .code = MARSAD_OK };

    in->warc.lost = true;
    if (s->failure.code != MARSAD_OK)
        marsad_fail(&why, s->failure.code, "", MARSAD_NO_OFFSET, "%s, in the middle of a record", s->failure.msg);
    else
        marsad_fail(&why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET,
                    "cut in the middle of a record: the archive ends before the length that it gives");
    return refuse(in, &why);
}

static marsad_status refuse_length(marsad_input *in, const warc_record *r)
{
    marsad_err why = { .code = MARSAD_OK };

    marsad_fail(&why, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET,
                "the record's length is wrong: no record follows its %" PRIu64 " bytes", r->length);
    return refuse(in, &why);
}

/* The stream ended inside the block; it may only seem so, where the length is too large. */
static marsad_status block_cut(marsad_input *in, const warc_record *r, bool taken)
{
    bool found = false;

    if (taken && !put_back(&in->warc, &found))
        return MARSAD_FAIL;
    return found ? refuse_length(in, r) : refuse_cut(in);
}

/* No record follows the block. */
static marsad_status bad_end(marsad_input *in, const warc_record *r, bool taken)
{
    input_warc *w = &in->warc;
    bool found = false;

    if (taken && (!put_back(w, &found) || (!found && !put_back_tail(w))))
        return MARSAD_FAIL;
    w->lost = !found;
    return refuse_length(in, r);
}

/* The block of a record whose head has been taken, and the document in it. */
static marsad_status read_record(marsad_input *in, const warc_record *r, marsad_arena *arena, marsad_doc *doc)
{
    input_warc *w = &in->warc;
    input_stream *s = &w->source.base;
    wanted want = record_wanted(s, r);
    uint64_t max = in->limits.max_article;
    bool take = (want == WANT_HTTP || want == WANT_PLAIN) && r->length <= max;
    marsad_err why = { .code = MARSAD_OK };

    if (take ? take_block(w, r->length, &why) == BLOCK_CUT : !pass(s, r->length))
        return why.code != MARSAD_OK ? MARSAD_FAIL : block_cut(in, r, take);
    if (!ends_well(s))
        return bad_end(in, r, take);
    if ((want == WANT_HTTP || want == WANT_PLAIN) && !take) {
        marsad_fail(&why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET,
                    "the record is longer than %" PRIu64 " bytes (limit on one article)", max);
        return refuse(in, &why);
    }
    return want == WANT_NOT ? MARSAD_END : make_document(in, r, want, arena, doc);
}

/* The next head into w->head; MARSAD_END: the archive ends, or its head is refused. */
static marsad_status take_head(marsad_input *in, warc_record *r, bool *ended)
{
    input_warc *w = &in->warc;
    input_stream *s = &w->source.base;
    marsad_err why = { .code = MARSAD_OK };
    marsad_str seen;
    size_t n;

    *ended = false;
    w->start = s->offset;
    n = peek_head(s, INPUT_BLOCK, &seen);
    if (seen.len == 0 && s->failure.code == MARSAD_OK) {
        *ended = true;
        return MARSAD_END;
    }
    w->index++;
    if (n == 0 && (seen.len < INPUT_BLOCK || s->failure.code != MARSAD_OK)) {
        *ended = true;
        return refuse_cut(in);
    }
    w->head.len = 0;
    if (!marsad_buf_add(&w->head, marsad_str_slice(seen, 0, n)))
        return MARSAD_FAIL;
    if (n == 0)
        marsad_fail(&why, MARSAD_ELIMIT, "", MARSAD_NO_OFFSET, "the head of the record is longer than %u bytes",
                    INPUT_BLOCK);
    if (n == 0 || !warc_parse(marsad_buf_str(&w->head), r, &why)) {
        w->lost = true;
        input_take(s, n == 0 ? last_mark(seen) : 1); /* so that the same head is not found again */
        return refuse(in, &why);
    }
    input_take(s, n);
    return MARSAD_MORE;
}

marsad_status input_warc_next(marsad_input *in, marsad_arena *arena, marsad_doc *doc, marsad_err *err)
{
    input_warc *w = &in->warc;
    marsad_status st = MARSAD_END;

    while (st == MARSAD_END) {
        warc_record r;
        bool ended;

        if (w->lost && !find_next(w))
            break;
        w->lost = false;
        st = take_head(in, &r, &ended);
        if (ended)
            break;
        if (st == MARSAD_MORE)
            st = read_record(in, &r, arena, doc);
        give_back(&w->block);
        give_back(&w->decoded[0]);
        give_back(&w->decoded[1]);
        give_back(&w->scratch);
    }
    if (st == MARSAD_FAIL)
        marsad_fail_memory(err);
    return st;
}
