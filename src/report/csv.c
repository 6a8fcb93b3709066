/*
 * csv.c - the rows of a report as CSV (RFC 4180): a header, every text quoted, CR LF at the end of lines.
 *
 * Spreadsheets take a cell that begins with = + - @ for a formula, and titles come from outside: such a text gets an
 * apostrophe before it. Control characters become spaces.
 */
#include "report/rows.h"

struct csv {
    marsad_buf *out;
    bool ok, first;
};

static void put(struct csv *c, marsad_str s)
{
    c->ok = c->ok && marsad_buf_add(c->out, s);
}

static void next_field(struct csv *c)
{
    if (!c->first)
        put(c, MARSAD_LIT(","));
    c->first = false;
}

static void text(struct csv *c, marsad_str s)
{
    next_field(c);
    put(c, MARSAD_LIT("\""));
    if (s.len > 0 && memchr("=+-@\t\r", s.ptr[0], 6))
        put(c, MARSAD_LIT("'"));
    for (size_t i = 0; i < s.len && c->ok; i++) {
        char byte = s.ptr[i];

        if (byte == '"')
            put(c, MARSAD_LIT("\""));
        c->ok = c->ok && marsad_buf_add_byte(c->out, (unsigned char)byte < 0x20 || byte == 0x7F ? ' ' : byte);
    }
    put(c, MARSAD_LIT("\""));
}

static void number(struct csv *c, bool has, double x)
{
    next_field(c);
    if (has)
        c->ok = c->ok && marsad_buf_addf(c->out, "%.9g", x);
}

static void row(struct csv *c, const struct report_section *s, const struct report_row *r)
{
    c->first = true;
    text(c, marsad_str_of(s->kind->id));
    text(c, r->item);
    text(c, r->detail);
    if (r->is_number)
        number(c, true, r->number);
    else
        text(c, r->value);
    number(c, r->has_of, r->of);
    number(c, r->has_of && r->of > 0, r->number / (r->of > 0 ? r->of : 1));
    number(c, r->has_interval, r->low);
    number(c, r->has_interval, r->high);
    text(c, r->date);
    put(c, MARSAD_LIT("\r\n"));
}

bool report_csv(const struct report_content *content, marsad_buf *out)
{
    struct csv c = { .out = out, .ok = true };
    struct report_kind about = { .id = "report" };
    const struct report_section head = { .kind = &about };

    put(&c, MARSAD_LIT("section,item,detail,value,of,share,low,high,date\r\n"));
    row(&c, &head, &(struct report_row){ .item = MARSAD_LIT("program"), .value = content->program });
    row(&c, &head, &(struct report_row){ .item = MARSAD_LIT("dictionary"), .value = content->dictionary });
    if (content->timestamp)
        row(&c, &head,
            &(struct report_row){ .item = MARSAD_LIT("written"), .value = marsad_str_of(content->timestamp) });
    for (size_t i = 0; i < content->n; i++)
        for (size_t k = 0; k < content->sections[i].n; k++)
            row(&c, &content->sections[i], &content->sections[i].rows[k]);
    return c.ok;
}
