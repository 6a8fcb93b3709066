/*
 * html.c - the rows of a report as one page: no script, nothing from elsewhere, bars drawn with SVG.
 *
 * Everything that is not written here goes through text(): marks of HTML become references; control characters,
 * characters that turn the text after them around (U+202A-202E, U+2066-2069) and broken bytes become U+FFFD. No text of
 * the store stands in an attribute, a style or an address. The policy in the head forbids scripts and requests besides.
 */
#include "report/rows.h"

#include "marsad/utf8.h"

#include <stdio.h>

static const char STYLE[] =
    ":root{color-scheme:light "
    "dark;--fg:#1a1a1a;--bg:#fff;--soft:#595959;--line:#c8c8c8;--bar:#1f5f8b;--trough:#e6ecf0}\n"
    "@media(prefers-color-scheme:dark){:root{--fg:#ececec;--bg:#141414;--soft:#b5b5b5;--line:#4a4a4a;--bar:#6db3e0;"
    "--trough:#2b3238}}\n"
    "body{margin:0 auto;max-width:62rem;padding:0 1rem 3rem;color:var(--fg);background:var(--bg);"
    "font:1rem/1.5 system-ui,'Noto Sans','Noto Naskh Arabic','Noto Sans Arabic',sans-serif}\n"
    "h1{font-size:1.6rem}h2{font-size:1.25rem;margin:2.2rem 0 .3rem}p{margin:.3rem 0 .6rem;color:var(--soft)}\n"
    "a{color:var(--bar)}nav ul{columns:14rem;padding-inline-start:1.2rem}\n"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:start;color:var(--soft)}\n"
    "th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:normal}\n"
    "th{text-align:start}thead th{font-weight:600}tbody th,td.t{overflow-wrap:anywhere;min-width:6rem}\n"
    ".n{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}td.b{width:6rem}.h{position:absolute;clip-"
    "path:inset(50%);width:1px;height:1px;overflow:hidden}\n"
    "@media(max-width:34rem){.b{display:none}nav ul{columns:1}nav li{padding:.2rem 0}}\n"
    "svg{display:block;width:6rem;height:.8rem;margin-top:.35rem}.f{fill:var(--bar)}.r{fill:var(--trough)}\n"
    "@media print{nav{display:none}body{max-width:none}.scroll{overflow:visible}tr,svg{break-inside:avoid}\n"
    "svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n";

struct page {
    marsad_buf *out;
    bool ok;
};

static void put(struct page *p, const char *html)
{
    p->ok = p->ok && marsad_buf_add(p->out, marsad_str_of(html));
}

static bool turns_or_controls(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static void text(struct page *p, marsad_str s)
{
    static const char FROM[] = "&<>\"'";
    static const char *const TO[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };
    size_t len;

    for (size_t i = 0; i < s.len && p->ok; i += len) {
        uint32_t c = marsad_utf8_get(s, i, &len);
        const char *at = c && c < 0x80 ? strchr(FROM, (int)c) : NULL;

        if (at)
            put(p, TO[at - FROM]);
        else if (turns_or_controls(c) || c == MARSAD_REPLACEMENT)
            put(p, "\xEF\xBF\xBD");
        else
            p->ok = marsad_buf_add(p->out, marsad_str_slice(s, i, i + len));
    }
}

static void text_of(struct page *p, const char *z)
{
    text(p, marsad_str_of(z));
}

static bool is_arabic(marsad_str s)
{
    size_t len;

    for (size_t i = 0; i < s.len; i += len) {
        uint32_t c = marsad_utf8_get(s, i, &len);

        if ((c >= 0x0620 && c <= 0x06FF) || (c >= 0x0750 && c <= 0x077F))
            return true;
    }
    return false;
}

/* A cell whose text comes from outside: its direction is that of its first letter. */
static void text_cell(struct page *p, const char *open, marsad_str s, const char *close)
{
    put(p, open);
    put(p, is_arabic(s) ? " dir=\"auto\" lang=\"ar\">" : " dir=\"auto\">");
    text(p, s);
    put(p, close);
}

/* 1234567 as "1,234,567"; what is no whole number with at most four digits. */
static void number(struct page *p, double x)
{
    char digits[64];
    int n;

    if (!(x > -1e15 && x < 1e15) || x != (double)(int64_t)x) {
        p->ok = p->ok && marsad_buf_addf(p->out, "%.4g", x);
        return;
    }
    n = snprintf(digits, sizeof digits, "%lld", (long long)x);
    for (int i = 0; i < n && p->ok; i++) {
        if (i > 0 && (n - i) % 3 == 0 && digits[i - 1] != '-')
            put(p, ",");
        p->ok = p->ok && marsad_buf_add_byte(p->out, digits[i]);
    }
}

static void bar(struct page *p, double share)
{
    double width = share < 0 ? 0 : share > 1 ? 100 : share * 100;

    p->ok = p->ok && marsad_buf_addf(p->out,
                                     "<td class=\"b\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                                     "aria-hidden=\"true\" focusable=\"false\"><rect class=\"r\" width=\"100\" "
                                     "height=\"10\"/><rect class=\"f\" width=\"%.1f\" height=\"10\"/></svg></td>",
                                     width);
}

static double largest(const struct report_section *s)
{
    double most = 0;

    for (size_t i = 0; i < s->n; i++)
        if (s->rows[i].is_number && s->rows[i].number > most)
            most = s->rows[i].number;
    return most;
}

/* Shares of a whole are drawn against it; days and months, which are small parts of it, against the largest. */
static void share_cells(struct page *p, const struct report_section *s, const struct report_row *r, double most)
{
    bool of_whole = s->kind->shown == 0 && !s->accuracy;

    if (s->accuracy) {
        put(p, "<td class=\"n\">");
        if (r->has_interval)
            p->ok = p->ok && marsad_buf_addf(p->out, "%.2f to %.2f", r->low, r->high);
        put(p, "</td>");
        bar(p, r->number);
        return;
    }
    put(p, "<td class=\"n\">");
    if (r->has_of && r->of > 0)
        p->ok = p->ok && marsad_buf_addf(p->out, "%.1f %%", 100 * r->number / r->of);
    put(p, "</td>");
    if (r->has_of && of_whole)
        bar(p, r->of > 0 ? r->number / r->of : 0);
    else if (r->is_number && !of_whole)
        bar(p, most > 0 ? r->number / most : 0);
    else
        put(p, "<td class=\"b\"></td>");
}

static void row(struct page *p, const struct report_section *s, const struct report_row *r, double most)
{
    put(p, "<tr>");
    text_cell(p, "<th scope=\"row\"", r->item, "</th>");
    if (s->kind->detail[0])
        text_cell(p, "<td class=\"t\"", r->detail, "</td>");
    put(p, "<td class=\"n\">");
    if (r->is_number)
        number(p, r->number);
    else
        text(p, r->value.len > 0 ? r->value : MARSAD_LIT("none"));
    put(p, "</td>");
    share_cells(p, s, r, most);
    put(p, "</tr>\n");
}

static void head_cell(struct page *p, const char *class, const char *name)
{
    put(p, "<th scope=\"col\"");
    put(p, class);
    put(p, ">");
    text_of(p, name);
    put(p, "</th>");
}

static void heads(struct page *p, const struct report_section *s)
{
    put(p, "<thead><tr>");
    head_cell(p, "", s->kind->item);
    if (s->kind->detail[0])
        head_cell(p, "", s->kind->detail);
    head_cell(p, " class=\"n\"", s->kind->value);
    head_cell(p, " class=\"n\"", s->accuracy ? "95 % interval" : "share");
    head_cell(p, " class=\"b\"", "bar");
    put(p, "</tr></thead>\n");
}

/* The heading stands right above it, so the title is there for those alone who hear the table. */
static void caption(struct page *p, const struct report_section *s, size_t shown)
{
    put(p, "<caption><span class=\"h\">");
    text_of(p, s->kind->title);
    put(p, ". </span>");
    text_of(p, s->kind->note);
    if (shown < s->n)
        p->ok =
            p->ok && marsad_buf_addf(p->out, " The first %zu of %zu rows; all of them are in the CSV.", shown, s->n);
    put(p, "</caption>\n");
}

static void table(struct page *p, const struct report_section *s)
{
    size_t shown = s->kind->shown > 0 && s->kind->shown < s->n ? s->kind->shown : s->n;
    double most = largest(s);

    p->ok = p->ok && marsad_buf_addf(p->out,
                                     "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                                     "aria-labelledby=\"%s-title\"><table>",
                                     s->kind->id);
    caption(p, s, shown);
    heads(p, s);
    put(p, "<tbody>\n");
    for (size_t i = 0; i < shown; i++)
        row(p, s, &s->rows[i], most);
    put(p, "</tbody></table></div>\n");
}

static void section(struct page *p, const struct report_section *s)
{
    p->ok = p->ok && marsad_buf_addf(p->out, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">",
                                     s->kind->id, s->kind->id, s->kind->id);
    text_of(p, s->kind->title);
    put(p, "</h2>\n");
    if (s->n > 0)
        table(p, s);
    else
        put(p, "<p>None.</p>\n");
    put(p, "</section>\n");
}

static void head(struct page *p, const struct report_content *c)
{
    put(p, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Marsad: quality report</title>\n<style>\n");
    put(p, STYLE);
    put(p,
        "</style>\n</head>\n<body>\n<header>\n<h1>Quality report</h1>\n<p>What a store of Marsad holds, how much of it "
        "is known, and how right it is. Written by marsad ");
    text(p, c->program);
    if (c->dictionary.len > 0) {
        put(p, " with the dictionary ");
        text(p, c->dictionary);
    }
    if (c->timestamp) {
        put(p, " on ");
        text_of(p, c->timestamp);
    }
    put(p, ".</p>\n</header>\n");
}

static void contents(struct page *p, const struct report_content *c)
{
    put(p, "<nav aria-label=\"Sections\">\n<ul>\n");
    for (size_t i = 0; i < c->n; i++) {
        p->ok = p->ok && marsad_buf_addf(p->out, "<li><a href=\"#%s\">", c->sections[i].kind->id);
        text_of(p, c->sections[i].kind->title);
        put(p, "</a></li>\n");
    }
    put(p, "</ul>\n</nav>\n");
}

bool report_html(const struct report_content *content, marsad_buf *out)
{
    struct page p = { .out = out, .ok = true };

    head(&p, content);
    contents(&p, content);
    put(&p, "<main>\n");
    for (size_t i = 0; i < content->n; i++)
        section(&p, &content->sections[i]);
    put(&p, "</main>\n</body>\n</html>\n");
    return p.ok;
}
