/*
 * cli.c - output, errors and options.
 */
#include "cli/cli.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define FLUSH_BYTES ((size_t)64 << 10)
#define KEPT_BYTES ((size_t)4 << 20) /* of the buffer, once written out */

/* ---- output ---- */

void out_str(struct output *o, marsad_str s)
{
    if (!o->error && s.len > 0 && !marsad_buf_add(&o->buf, s))
        o->error = ENOMEM;
}

void out_text(struct output *o, const char *z)
{
    out_str(o, marsad_str_of(z));
}

/*
 * Bytes of the character at s[i] if a terminal obeys it, else 0: control characters (U+0000-001F, U+007F-009F), and
 * the marks that turn the text after them around (U+202A-202E, U+2066-2069).
 */
static size_t obeyed_at(marsad_str s, size_t i)
{
    const unsigned char *p = (const unsigned char *)s.ptr + i;
    size_t left = s.len - i;

    if (p[0] < 0x20 || p[0] == 0x7F)
        return 1;
    if (p[0] == 0xC2 && left > 1 && p[1] >= 0x80 && p[1] <= 0x9F)
        return 2;
    if (p[0] == 0xE2 && left > 2 &&
        ((p[1] == 0x80 && p[2] >= 0xAA && p[2] <= 0xAE) || (p[1] == 0x81 && p[2] >= 0xA6 && p[2] <= 0xA9)))
        return 3;
    return 0;
}

void out_safe(struct output *o, marsad_str s)
{
    size_t from = 0, n;

    for (size_t i = 0; i < s.len; i += n ? n : 1) {
        n = obeyed_at(s, i);
        if (n == 0)
            continue;
        out_str(o, marsad_str_slice(s, from, i));
        out_text(o, "?");
        from = i + n;
    }
    if (from < s.len)
        out_str(o, marsad_str_slice(s, from, s.len));
}

void out_safe_lines(struct output *o, marsad_str s)
{
    marsad_str line;

    for (bool first = true; marsad_str_next(&s, '\n', &line); first = false) {
        out_text(o, first ? "" : "\n");
        out_safe(o, line);
    }
}

void out_fmt(struct output *o, const char *fmt, ...)
{
    char small[512];
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(small, sizeof small, fmt, args);
    va_end(args);
    if (n > 0) /* only numbers and short names are formatted; longer text is cut */
        out_str(o, (marsad_str){ small, (size_t)n < sizeof small ? (size_t)n : sizeof small - 1 });
}

static void flush(struct output *o)
{
    size_t at = 0;

    while (!o->error && at < o->buf.len) {
        ssize_t n = write(STDOUT_FILENO, o->buf.ptr + at, o->buf.len - at);

        if (n >= 0)
            at += (size_t)n;
        else if (errno != EINTR)
            o->error = errno;
    }
    o->buf.len = 0;
    if (o->buf.cap > KEPT_BYTES)
        marsad_buf_release(&o->buf);
}

bool out_check(struct output *o)
{
    if (o->buf.len >= FLUSH_BYTES)
        flush(o);
    return o->error == 0;
}

int out_finish(struct output *o, int status)
{
    flush(o);
    marsad_buf_release(&o->buf);
    if (!o->error || o->error == EPIPE)
        return status;
    fprintf(stderr, "marsad: cannot write the output: %s\n", strerror(o->error));
    return CLI_STOPPED;
}

/* ---- errors ---- */

/* Names and messages come from outside too. */
static void print_safe(const char *z)
{
    marsad_str s = marsad_str_of(z);

    for (size_t i = 0, n; i < s.len; i += n ? n : 1) {
        n = obeyed_at(s, i);
        putc(n ? '?' : s.ptr[i], stderr);
    }
}

void cli_error(const marsad_err *err)
{
    fputs("marsad: ", stderr);
    if (err->where[0]) {
        print_safe(err->where);
        fputs(": ", stderr);
    }
    print_safe(err->msg[0] ? err->msg : marsad_code_name(err->code));
    if (err->offset != MARSAD_NO_OFFSET && err->code != MARSAD_OK)
        fprintf(stderr, " (byte %llu)", (unsigned long long)err->offset);
    putc('\n', stderr);
}

void cli_log(const char *what, const char *line)
{
    fprintf(stderr, "marsad: %s: ", what);
    print_safe(line);
    putc('\n', stderr);
}

int cli_usage(const struct command *c, const char *fmt, ...)
{
    va_list args;

    fprintf(stderr, "marsad %s: ", c->name);
    va_start(args, fmt);
    vfprintf(stderr, fmt, args);
    va_end(args);
    fprintf(stderr, "\nTry: marsad %s --help\n", c->name);
    return CLI_USAGE;
}

int cli_fail(const marsad_err *err)
{
    cli_error(err);
    return err->code == MARSAD_EINVAL ? CLI_USAGE : CLI_STOPPED;
}

/* ---- options ---- */

int cli_option(const struct command *c, int argc, char **argv, const char *letters, const struct option *options)
{
    int option;

    opterr = 0;
    option = getopt_long(argc, argv, letters, options, NULL);
    if (option == ':')
        cli_usage(c, "option %s needs a value", argv[optind - 1]);
    else if (option == '?')
        cli_usage(c, "unknown option %s", argv[optind - 1]);
    return option == ':' ? '?' : option;
}

int cli_help(const struct command *c)
{
    struct output out = { .error = 0 };

    out_text(&out, c->help);
    return out_finish(&out, CLI_DONE);
}

bool cli_list_option(int option, const char **db, enum cli_format *format)
{
    if (option == OPT_DB)
        *db = optarg;
    else if (option == OPT_JSON || option == OPT_CSV)
        *format = option == OPT_JSON ? FORMAT_JSON : FORMAT_CSV;
    else
        return false;
    return true;
}

int cli_store_options(const struct command *c, int argc, char **argv, const char **db, bool *json)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS, CLI_LONG_DB, { 0 } };
    int option;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        else if (option == OPT_JSON)
            *json = true;
        else if (option == OPT_DB)
            *db = optarg;
        else
            return CLI_USAGE;
    }
    return CLI_GO_ON;
}

bool cli_number(const struct command *c, const char *name, const char *text, long long low, long long high,
                long long *out)
{
    char *end;

    errno = 0;
    *out = strtoll(text, &end, 10);
    if (*text && !*end && errno == 0 && *out >= low && *out <= high)
        return true;
    if (high == INT64_MAX)
        cli_usage(c, "%s must be a number of %lld or more, not '%s'", name, low, text);
    else
        cli_usage(c, "%s must be a number from %lld to %lld, not '%s'", name, low, high, text);
    return false;
}

unsigned cli_threads(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > 64 ? 64 : (unsigned)n;
}

double cli_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

marsad_dict *cli_dict(void)
{
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = marsad_dict_open(NULL, &err);

    if (!dict)
        cli_error(&err);
    return dict;
}
