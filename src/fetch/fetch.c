/*
 * fetch.c - the way of a fetch: address, robots.txt, waiting, request, redirect, and from the start again.
 */
#include "marsad/fetch.h"

#include "fetch/hosts.h"
#include "fetch/request.h"
#include "fetch/robots.h"
#include "input/http.h"
#include "marsad/utf8.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define AGENT "marsad"               /* in robots.txt */
#define ROBOTS_SECONDS (24 * 3600.0) /* how long robots.txt is believed */
#define ROBOTS_RETRY 300.0           /* and how long that it cannot be read */
#define MAX_RETRY_AFTER ((int64_t)7 * 24 * 3600)
#define STEP_MS 50 /* between two questions whether to stop */

struct marsad_fetcher {
    marsad_fetch_options options;
    CURL *curl;
    fetch_hosts hosts;
    fetch_answer answer;
};

marsad_fetch_options marsad_fetch_options_defaults(void)
{
    return (marsad_fetch_options){
        .timeout_ms = 30000, .connect_ms = 10000, .max_bytes = (uint64_t)16 << 20, .max_redirects = 5, .delay_ms = 2000
    };
}

static double fetch_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

marsad_fetcher *marsad_fetcher_new(const marsad_fetch_options *options, marsad_err *err)
{
    marsad_fetcher *f = calloc(1, sizeof *f);

    if (f && curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
        f->options = *options;
        f->answer.options = &f->options;
        f->curl = curl_easy_init();
        if (f->curl)
            return f;
        curl_global_cleanup();
    }
    free(f);
    marsad_fail_memory(err);
    return NULL;
}

void marsad_fetcher_free(marsad_fetcher *f)
{
    if (!f)
        return;
    curl_easy_cleanup(f->curl);
    curl_global_cleanup();
    hosts_release(&f->hosts);
    answer_release(&f->answer);
    free(f);
}

/* ---- addresses ---- */

struct address {
    char origin[512];             /* scheme, host and port */
    char path[FETCH_MAX_URL + 1]; /* with the query */
    const char *why;              /* it is none of the web */
};

static bool copy_part(CURLU *u, CURLUPart part, unsigned flags, char *to, size_t size)
{
    char *text = NULL;
    bool ok = curl_url_get(u, part, &text, flags) == CURLUE_OK && strlen(text) < size;

    if (ok)
        strcpy(to, text);
    curl_free(text);
    return ok;
}

static bool has_part(CURLU *u, CURLUPart part)
{
    char *text = NULL;
    bool has = curl_url_get(u, part, &text, 0) == CURLUE_OK;

    curl_free(text);
    return has;
}

static void take_address(CURLU *u, const char *url, struct address *a)
{
    char scheme[16], host[300], port[8], query[FETCH_MAX_URL] = "";
    size_t n;

    if (strlen(url) > FETCH_MAX_URL || curl_url_set(u, CURLUPART_URL, url, CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) {
        a->why = "no address of the web";
    } else if (!copy_part(u, CURLUPART_SCHEME, 0, scheme, sizeof scheme) ||
               (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0)) {
        a->why = "neither http nor https";
    } else if (has_part(u, CURLUPART_USER) || has_part(u, CURLUPART_PASSWORD)) {
        a->why = "an address with a name or password";
    } else if (!copy_part(u, CURLUPART_HOST, 0, host, sizeof host) ||
               !copy_part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT, port, sizeof port) ||
               !copy_part(u, CURLUPART_PATH, 0, a->path, sizeof a->path)) {
        a->why = "no address of the web";
    } else {
        snprintf(a->origin, sizeof a->origin, "%s://%s:%s", scheme, host, port);
        n = strlen(a->path);
        if (copy_part(u, CURLUPART_QUERY, 0, query, sizeof query) && query[0])
            snprintf(a->path + n, sizeof a->path - n, "?%s", query);
    }
}

static struct address read_address(const char *url)
{
    struct address a = { .why = NULL };
    CURLU *u = curl_url();

    if (u)
        take_address(u, url, &a);
    else
        a.why = "no memory";
    curl_url_cleanup(u);
    return a;
}

/* ---- waiting and asking ---- */

static bool stopped(const marsad_fetcher *f)
{
    return f->options.stop && f->options.stop(f->options.user);
}

/* Until the host may be asked again; false: stopped. */
static bool wait_for(const marsad_fetcher *f, const fetch_host *host)
{
    while (!stopped(f)) {
        double left = host->next - fetch_now();
        struct timespec t = { .tv_nsec = (long)((left * 1000 < STEP_MS ? left * 1000 : STEP_MS) * 1e6) };

        if (left <= 0)
            return true;
        nanosleep(&t, NULL);
    }
    return false;
}

static void log_request(const marsad_fetcher *f, const char *url, CURLcode code)
{
    const fetch_answer *a = &f->answer;
    char line[700];

    if (!f->options.log)
        return;
    snprintf(line, sizeof line, "%ld %zu bytes %.2f s %.500s%s%.120s", a->status, a->body.len, a->seconds, url,
             code == CURLE_OK ? "" : " - ", code == CURLE_OK ? "" : curl_easy_strerror(code));
    f->options.log(f->options.user, line);
}

/* One request to a host, after the wait that it is owed. */
static CURLcode ask(marsad_fetcher *f, fetch_host *host, const marsad_fetch_request *request, uint64_t max)
{
    double delay = f->options.delay_ms / 1000.0;
    CURLcode code;

    f->answer.stopped = false;
    if (!wait_for(f, host)) {
        f->answer.stopped = true;
        return CURLE_ABORTED_BY_CALLBACK;
    }
    f->answer.max_bytes = max;
    code = request_once(f->curl, request, &f->answer);
    host->next = fetch_now() + (host->delay > delay ? host->delay : delay);
    if (f->answer.retry_after > 0 && (f->answer.status == 429 || f->answer.status == 503))
        host->closed =
            fetch_now() + (double)(f->answer.retry_after < MAX_RETRY_AFTER ? f->answer.retry_after : MAX_RETRY_AFTER);
    log_request(f, request->url, code);
    return code;
}

/* ---- robots.txt ---- */

/* After RFC 9309, 2.3.1: without one all is allowed; where the server fails, nothing is. */
static void take_robots(marsad_fetcher *f, fetch_host *host, CURLcode code)
{
    const fetch_answer *a = &f->answer;
    bool cut = code == CURLE_WRITE_ERROR && a->too_long; /* the first bytes are enough */

    host->robots_asked = fetch_now();
    host->rules.len = 0;
    host->refused = a->refused && code != CURLE_OK;
    if ((code == CURLE_OK || cut) && a->status >= 200 && a->status < 300) {
        host->robots = marsad_buf_add(&host->rules, marsad_buf_str(&a->body)) ? ROBOTS_RULES : ROBOTS_CLOSED;
        host->delay = robots_delay(marsad_buf_str(&host->rules), AGENT);
    } else if (code == CURLE_OK && a->status >= 300 && a->status < 500 && a->status != 429) {
        host->robots = ROBOTS_OPEN;
    } else {
        host->robots = ROBOTS_CLOSED;
    }
}

/* A robots.txt that is somewhere else is fetched there, without asking whether that may be. */
static CURLcode ask_for_robots(marsad_fetcher *f, const char *origin)
{
    char url[FETCH_MAX_URL + 1];
    CURLcode code = CURLE_OK;

    snprintf(url, sizeof url, "%s/robots.txt", origin);
    for (unsigned hop = 0; hop <= f->options.max_redirects; hop++) {
        struct address a = read_address(url);
        fetch_host *host = a.why ? NULL : hosts_find(&f->hosts, marsad_str_of(a.origin), fetch_now());

        if (!host)
            return a.why ? CURLE_URL_MALFORMAT : CURLE_OUT_OF_MEMORY;
        code = ask(f, host, &(marsad_fetch_request){ .url = url }, ROBOTS_MAX_BYTES);
        if (code != CURLE_OK || f->answer.redirect.len == 0 || f->answer.redirect.len > sizeof url)
            return code;
        memcpy(url, f->answer.redirect.ptr, f->answer.redirect.len);
    }
    return code;
}

/* What is known of a host, robots.txt included. NULL: no memory. */
static fetch_host *known_host(marsad_fetcher *f, const char *origin)
{
    fetch_host *host = hosts_find(&f->hosts, marsad_str_of(origin), fetch_now());
    CURLcode code;

    if (!host)
        return NULL;
    if (host->robots != ROBOTS_UNKNOWN &&
        fetch_now() - host->robots_asked < (host->robots == ROBOTS_CLOSED ? ROBOTS_RETRY : ROBOTS_SECONDS))
        return host;
    if (host->closed > fetch_now())
        return host;
    code = ask_for_robots(f, origin);
    host = hosts_find(&f->hosts, marsad_str_of(origin), fetch_now()); /* redirects may have moved it */
    if (host && !f->answer.stopped)
        take_robots(f, host, code);
    return host;
}

/* ---- the outcome ---- */

static bool give_up(marsad_fetched *out, marsad_fetch_outcome outcome, const char *why)
{
    out->outcome = outcome;
    snprintf(out->why, sizeof out->why, "%.*s", (int)sizeof out->why - 1, why);
    return true;
}

static void no_answer(const marsad_fetcher *f, CURLcode code, marsad_fetched *out)
{
    const fetch_answer *a = &f->answer;

    if (a->stopped)
        give_up(out, MARSAD_FETCH_STOPPED, "stopped");
    else if (a->too_long)
        give_up(out, MARSAD_FETCH_NEVER, "longer than the limit");
    else if (a->refused)
        give_up(out, MARSAD_FETCH_NEVER, "an address that is not of the public web");
    else if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
        give_up(out, MARSAD_FETCH_NEVER, "no address of the web");
    else
        give_up(out, MARSAD_FETCH_LATER, a->error[0] ? a->error : curl_easy_strerror(code));
}

static bool keep(marsad_arena *arena, marsad_str s, marsad_str *out)
{
    marsad_buf clean = { 0 };
    bool ok = true;

    if (s.ptr && !memchr(s.ptr, 0, s.len)) {
        ok = marsad_utf8_clean(s, &clean, NULL);
        *out = ok ? marsad_arena_str(arena, marsad_buf_str(&clean)) : *out;
        ok = ok && (out->ptr || clean.len == 0);
    }
    marsad_buf_release(&clean);
    return ok;
}

static bool keep_answer(const marsad_fetcher *f, marsad_arena *arena, marsad_fetched *out)
{
    marsad_str head = marsad_buf_str(&f->answer.head), body = marsad_buf_str(&f->answer.body);

    out->body = marsad_arena_str(arena, body.len ? body : MARSAD_LIT(""));
    return out->body.ptr && keep(arena, http_field(head, "Content-Type"), &out->content_type) &&
           keep(arena, http_field(head, "ETag"), &out->etag) &&
           keep(arena, http_field(head, "Last-Modified"), &out->modified);
}

static bool take_answer(const marsad_fetcher *f, marsad_arena *arena, marsad_fetched *out)
{
    long status = f->answer.status;
    char why[40];

    snprintf(why, sizeof why, "status %ld", status);
    out->status = status;
    out->retry_after = f->answer.retry_after < MAX_RETRY_AFTER ? f->answer.retry_after : MAX_RETRY_AFTER;
    if (status == 304)
        return give_up(out, MARSAD_FETCH_SAME, "not modified");
    if (status == 429 || status == 408 || status >= 500)
        return give_up(out, MARSAD_FETCH_LATER, why);
    if (status < 200 || status > 299)
        return give_up(out, MARSAD_FETCH_NEVER, why);
    out->outcome = MARSAD_FETCHED;
    return keep_answer(f, arena, out);
}

/* One step of the way. *redirected: on to f->answer.redirect. False: no memory. */
static bool step(marsad_fetcher *f, const marsad_fetch_request *request, marsad_arena *arena, marsad_fetched *out,
                 bool *redirected)
{
    struct address a = read_address(request->url);
    fetch_host *host;
    CURLcode code;

    *redirected = false;
    if (a.why)
        return give_up(out, MARSAD_FETCH_NEVER, a.why);
    host = known_host(f, a.origin);
    if (!host)
        return false;
    if (stopped(f))
        return give_up(out, MARSAD_FETCH_STOPPED, "stopped");
    if (host->closed > fetch_now()) {
        out->retry_after = (int64_t)(host->closed - fetch_now()) + 1;
        return give_up(out, MARSAD_FETCH_LATER, "the server asked to wait");
    }
    if (host->robots == ROBOTS_CLOSED && host->refused)
        return give_up(out, MARSAD_FETCH_NEVER, "an address that is not of the public web");
    if (host->robots == ROBOTS_CLOSED)
        return give_up(out, MARSAD_FETCH_LATER, "its robots.txt cannot be read");
    if (host->robots == ROBOTS_RULES && !robots_allows(marsad_buf_str(&host->rules), AGENT, marsad_str_of(a.path)))
        return give_up(out, MARSAD_FETCH_NEVER, "robots.txt forbids it");
    code = ask(f, host, request, f->options.max_bytes);
    if (f->answer.no_memory)
        return false;
    out->status = f->answer.status;
    if (code != CURLE_OK) {
        no_answer(f, code, out);
        return true;
    }
    *redirected = f->answer.redirect.len > 0;
    return *redirected || take_answer(f, arena, out);
}

bool marsad_fetch(marsad_fetcher *f, const marsad_fetch_request *request, marsad_arena *arena, marsad_fetched *out,
                  marsad_err *err)
{
    marsad_fetch_request r = *request;
    bool redirected = true;

    *out = (marsad_fetched){ .outcome = MARSAD_FETCH_NEVER };
    for (unsigned hop = 0; redirected; hop++) {
        marsad_str url;

        if (hop > f->options.max_redirects)
            return give_up(out, MARSAD_FETCH_NEVER, "too many redirects");
        if (!step(f, &r, arena, out, &redirected))
            return marsad_fail_memory(err);
        url = redirected ? marsad_arena_str(arena, marsad_str_of(f->answer.redirect.ptr)) : marsad_str_of(r.url);
        if (!url.ptr || !keep(arena, url, &out->url))
            return marsad_fail_memory(err);
        r.url = url.ptr;
    }
    return true;
}
