/*
 * control_out.c - rows of marsad control for people, as JSON, GeoJSON and CSV.
 */
#include "cli/control.h"
#include "record/writer.h"

#include <errno.h>

/* ---- for people ---- */

static void name_of(struct output *o, const marsad_holder *h)
{
    out_safe(o, h->name_en.len ? h->name_en : h->name);
}

static void people_evidence(struct output *o, const marsad_control_evidence *e)
{
    out_fmt(o, "      %s %s ", e->day, marsad_control_stand_name(e->stand));
    out_safe(o, e->kind);
    if (e->past)
        out_text(o, " (was)");
    out_text(o, ", ");
    out_safe(o, e->claim);
    if (e->source.len) {
        out_text(o, " by ");
        out_safe(o, e->source);
    }
    out_text(o, " [");
    out_safe(o, e->document);
    out_text(o, "]: ");
    out_safe(o, e->sentence);
    out_text(o, "\n");
}

static void people_rivals(struct output *o, const marsad_control_row *row)
{
    for (size_t i = 0; i < row->n_rivals; i++) {
        out_text(o, i ? ", " : "      rivals: ");
        name_of(o, &row->rivals[i].holder);
        out_fmt(o, " %.2f", row->rivals[i].share);
    }
    if (row->n_rivals)
        out_text(o, "\n");
}

static void people_part(struct output *o, const marsad_control_row *row)
{
    out_text(o, marsad_str_equal(row->part, MARSAD_LIT("edge")) ? ", only its edges"
                : row->site.len                                 ? ", only there: "
                                                                : ", only parts");
    out_safe(o, row->site);
}

void control_people(struct output *o, const marsad_control_row *row, size_t n, bool all)
{
    const marsad_place *p = &row->place;

    out_text(o, n ? "\n" : "");
    out_safe(o, p->name.len ? p->name : p->id);
    if (p->admin1.len && !marsad_str_equal(p->admin1, p->name)) {
        out_text(o, ", ");
        out_safe(o, p->admin1);
    }
    out_text(o, " (");
    out_safe(o, p->country);
    out_text(o, ", ");
    out_safe(o, p->precision);
    out_text(o, ")");
    if (row->part.len) {
        people_part(o, row);
    }
    out_fmt(o, "\n  %s to %s%s  %s", row->from, row->to, row->open ? " …" : "", row->status);
    if (row->known) {
        out_text(o, row->status[0] == 'c' && row->status[1] == 'o' ? ", ahead: " : ": ");
        name_of(o, &row->holder);
    }
    out_fmt(o, "  confidence %.2f, since %s, last evidence %s (age %d), reports %zu\n", row->confidence, row->since,
            row->last, row->age, row->reports);
    people_rivals(o, row);
    for (size_t i = 0; i < row->n_evidence; i++)
        if (all || i == 0 || row->evidence[i].stand != row->evidence[i - 1].stand) /* the best of each stand */
            people_evidence(o, &row->evidence[i]);
}

/* ---- JSON ---- */

static void json_holder(struct jw *j, const marsad_holder *h)
{
    jw_member(j, "id", h->id);
    jw_member(j, "name", h->name);
    jw_member(j, "name_en", h->name_en);
}

static void json_evidence(struct jw *j, const marsad_control_evidence *e)
{
    jw_open(j, '{');
    jw_member_text(j, "stand", marsad_control_stand_name(e->stand));
    jw_member(j, "kind", e->kind);
    jw_key(j, "past");
    jw_bool(j, e->past);
    jw_member(j, "holder", e->holder);
    jw_member(j, "side", e->side);
    jw_member(j, "loser", e->loser);
    jw_member(j, "loser_side", e->loser_side);
    jw_member_text(j, "day", e->day);
    jw_member(j, "claim", e->claim);
    jw_member(j, "factuality", e->factuality);
    jw_member(j, "source", e->source);
    jw_member_number(j, "weight", e->weight);
    jw_member(j, "sentence", e->sentence);
    jw_member(j, "document", e->document);
    jw_member_number(j, "article", e->article);
    jw_member(j, "outlet", e->outlet);
    jw_member_text(j, "published", e->published);
    jw_close(j, '}');
}

static void json_row(struct jw *j, const marsad_control_row *row)
{
    jw_member_text(j, "from", row->from);
    jw_member_text(j, "to", row->to);
    jw_key(j, "open");
    jw_bool(j, row->open);
    jw_member_text(j, "status", row->status);
    jw_key(j, "holder");
    if (row->known) {
        jw_open(j, '{');
        json_holder(j, &row->holder);
        jw_close(j, '}');
    } else {
        jw_null(j);
    }
    jw_member_text(j, "since", row->since);
    jw_member_text(j, "last", row->last);
    jw_member_number(j, "age", row->age);
    jw_member_number(j, "confidence", row->confidence);
    jw_member_number(j, "reports", (double)row->reports);
    jw_key(j, "rivals");
    jw_open(j, '[');
    for (size_t i = 0; i < row->n_rivals; i++) {
        jw_open(j, '{');
        json_holder(j, &row->rivals[i].holder);
        jw_member_number(j, "share", row->rivals[i].share);
        jw_close(j, '}');
    }
    jw_close(j, ']');
}

static void json_place(struct jw *j, const marsad_control_row *row)
{
    const marsad_place *p = &row->place;

    jw_member(j, "place", p->id);
    jw_member(j, "name", p->name);
    jw_member(j, "country", p->country);
    jw_member(j, "admin1", p->admin1);
    jw_member_bound(j, "lat", p->located, p->lat);
    jw_member_bound(j, "lon", p->located, p->lon);
    jw_member(j, "precision", p->precision);
    jw_member(j, "part", row->part);
    jw_member(j, "site", row->site);
}

void control_json(struct output *o, const marsad_control_row *row)
{
    struct jw j = jw_to(&o->buf);

    jw_open(&j, '{');
    json_place(&j, row);
    json_row(&j, row);
    jw_key(&j, "evidence");
    jw_open(&j, '[');
    for (size_t i = 0; i < row->n_evidence; i++)
        json_evidence(&j, &row->evidence[i]);
    jw_close(&j, ']');
    jw_close(&j, '}');
    out_text(o, "\n");
    if (j.failed)
        o->error = ENOMEM;
}

void control_geojson(struct output *o, const marsad_control_row *row, size_t n)
{
    struct jw j;

    out_text(o, n ? ",\n" : "\n");
    j = jw_to(&o->buf);
    jw_open(&j, '{');
    jw_member_text(&j, "type", "Feature");
    jw_key(&j, "geometry");
    if (row->place.located) {
        jw_open(&j, '{');
        jw_member_text(&j, "type", "Point");
        jw_key(&j, "coordinates");
        jw_open(&j, '[');
        jw_number(&j, row->place.lon);
        jw_number(&j, row->place.lat);
        jw_close(&j, ']');
        jw_close(&j, '}');
    } else {
        jw_null(&j);
    }
    jw_key(&j, "properties");
    jw_open(&j, '{');
    json_place(&j, row);
    json_row(&j, row);
    jw_key(&j, "evidence");
    if (row->n_evidence)
        json_evidence(&j, &row->evidence[0]);
    else
        jw_null(&j);
    jw_close(&j, '}');
    jw_close(&j, '}');
    if (j.failed)
        o->error = ENOMEM;
}

/* ---- CSV ---- */

struct line {
    struct output *o;
    bool first;
};

static void field(struct line *l, marsad_str s)
{
    csv_text(l->o, &l->first, s);
}

static void field_text(struct line *l, const char *z)
{
    field(l, marsad_str_of(z));
}

static void field_number(struct line *l, bool has, double x)
{
    csv_number(l->o, &l->first, has, x);
}

static void field_rivals(struct line *l, const marsad_control_row *row)
{
    marsad_buf joined = { 0 };
    bool ok = true;

    for (size_t i = 0; ok && i < row->n_rivals; i++)
        ok = marsad_buf_addf(&joined, "%s%.*s %.3f", i ? "; " : "", MARSAD_STR_ARG(row->rivals[i].holder.id),
                             row->rivals[i].share);
    field(l, marsad_buf_str(&joined));
    marsad_buf_release(&joined);
    if (!ok)
        l->o->error = ENOMEM;
}

void control_csv_header(struct output *o)
{
    out_text(
        o,
        "place,name,country,admin1,lat,lon,precision,part,site,from,to,open,status,holder,holder_name,holder_name_en,"
        "since,last,age,confidence,reports,rivals,evidence_stand,evidence_kind,evidence_day,claim,factuality,"
        "said_by,sentence,document,article,outlet,published\r\n");
}

void control_csv(struct output *o, const marsad_control_row *row)
{
    static const marsad_control_evidence NONE = { .day = "" };
    const marsad_control_evidence *e = row->n_evidence ? &row->evidence[0] : &NONE;
    struct line l = { .o = o, .first = true };
    const marsad_place *p = &row->place;

    field(&l, p->id);
    field(&l, p->name);
    field(&l, p->country);
    field(&l, p->admin1);
    field_number(&l, p->located, p->lat);
    field_number(&l, p->located, p->lon);
    field(&l, p->precision);
    field(&l, row->part);
    field(&l, row->site);
    field_text(&l, row->from);
    field_text(&l, row->to);
    field_number(&l, true, row->open);
    field_text(&l, row->status);
    field(&l, row->holder.id);
    field(&l, row->holder.name);
    field(&l, row->holder.name_en);
    field_text(&l, row->since);
    field_text(&l, row->last);
    field_number(&l, true, row->age);
    field_number(&l, true, row->confidence);
    field_number(&l, true, (double)row->reports);
    field_rivals(&l, row);
    field_text(&l, marsad_control_stand_name(e->stand));
    field(&l, e->kind);
    field_text(&l, e->day);
    field(&l, e->claim);
    field(&l, e->factuality);
    field(&l, e->source);
    field(&l, e->sentence);
    field(&l, e->document);
    field_number(&l, true, e->article);
    field(&l, e->outlet);
    field_text(&l, e->published);
    out_text(o, "\r\n");
}
