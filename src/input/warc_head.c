/*
 * warc_head.c - the head of a WARC record.
 */
#include "input/warc.h"

#include "input/http.h"

bool input_begins_warc(marsad_str head)
{
    return head.len >= 8 && (marsad_str_starts(head, MARSAD_LIT("WARC/1.")) || /* 0.17, 0.18: drafts in wide use once */
                             marsad_str_starts(head, MARSAD_LIT("WARC/0.")));
}

/* "<urn:uuid:…>" and, in WARC 1.0, "<http://…>" without the brackets. */
static marsad_str without_brackets(marsad_str s)
{
    if (s.len >= 2 && s.ptr[0] == '<' && s.ptr[s.len - 1] == '>')
        return marsad_str_slice(s, 1, s.len - 1);
    return s;
}

/* A date as WARC writes it: 2016-10-09T13:03:57Z, with fractions of a second in 1.1. Absent where it is none. */
static marsad_str checked_date(marsad_str s)
{
    static const char SHAPE[] = "0000-00-00T00:00:00";

    if (s.len < sizeof SHAPE || s.len > 32 || s.ptr[s.len - 1] != 'Z')
        return (marsad_str){ 0 };
    for (size_t i = 0; i + 1 < s.len; i++) {
        bool digit = s.ptr[i] >= '0' && s.ptr[i] <= '9';

        if (i < sizeof SHAPE - 1 ? (SHAPE[i] == '0' ? !digit : s.ptr[i] != SHAPE[i])
                                 : !digit && !(i == sizeof SHAPE - 1 && s.ptr[i] == '.'))
            return (marsad_str){ 0 };
    }
    return s;
}

/* An address has neither white space nor control characters; one that does is none. */
static marsad_str checked_url(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= ' ' || s.ptr[i] == 0x7F)
            return (marsad_str){ 0 };
    return s;
}

/* Names and digests are printed and stored: only visible ASCII, and not too much of it. */
static marsad_str checked_name(marsad_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] <= ' ' || s.ptr[i] >= 0x7F)
            return (marsad_str){ 0 };
    return s.len > 0 && s.len <= 256 ? s : (marsad_str){ 0 };
}

bool warc_parse(marsad_str head, warc_record *out, marsad_err *err)
{
    marsad_str length = http_field(head, "Content-Length");
    marsad_str digest = http_field(head, "WARC-Payload-Digest");

    *out = (warc_record){ .type = http_field(head, "WARC-Type"),
                          .url = checked_url(without_brackets(http_field(head, "WARC-Target-URI"))),
                          .record = checked_name(without_brackets(http_field(head, "WARC-Record-ID"))),
                          .date = checked_date(http_field(head, "WARC-Date")),
                          .media = http_field(head, "Content-Type"),
                          .payload_media = http_field(head, "WARC-Identified-Payload-Type"),
                          .truncated = http_field(head, "WARC-Truncated").len > 0 };
    out->digest = checked_name(digest.ptr ? digest : http_field(head, "WARC-Block-Digest"));
    if (!input_begins_warc(head))
        return marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "no WARC record where one should begin");
    if (!marsad_str_to_u64(length, &out->length) || out->length > INT64_MAX)
        return marsad_fail(err, MARSAD_EFORMAT, "", MARSAD_NO_OFFSET, "the record has no length: '%.*s'",
                           MARSAD_STR_ARG(length));
    return true;
}
