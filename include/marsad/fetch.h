/*
 * fetch.h - one page after another over HTTP, politely, and from the public web only.
 *
 *     f = marsad_fetcher_new(&options, &err);
 *     marsad_fetch(f, &(marsad_fetch_request){ .url = "https://paper.example/feed" }, arena, &page, &err);
 *     marsad_fetcher_free(f);
 *
 * Polite: a time between two requests to one host, robots.txt (RFC 9309) asked first and obeyed, Retry-After obeyed,
 * conditional requests. Bounded: time, bytes (as unpacked), redirects. From the public web only: the address that is
 * connected to is checked, not the name, so that no spelling of an address, no answer of a name server and no redirect
 * leads to this machine or its network; proxies are not used. Nothing is sent but the request: no cookies, no
 * passwords.
 *
 * A fetcher belongs to one thread and waits in it.
 */
#ifndef MARSAD_FETCH_H
#define MARSAD_FETCH_H

#include "marsad/arena.h"

typedef struct {
    bool allow_private;       /* also addresses that are not of the public web */
    unsigned timeout_ms;      /* of one request in all; default 30,000 */
    unsigned connect_ms;      /* to connect; default 10,000 */
    uint64_t max_bytes;       /* of one body, unpacked; default 16 MiB */
    unsigned max_redirects;   /* default 5 */
    unsigned delay_ms;        /* between two requests to one host; default 2,000. A longer Crawl-delay counts */
    bool (*stop)(void *user); /* asked while waiting; true ends it; may be NULL */
    void (*log)(void *user, const char *line); /* one line for each request; may be NULL */
    void *user;
} marsad_fetch_options;

MARSAD_API marsad_fetch_options marsad_fetch_options_defaults(void);

typedef struct marsad_fetcher marsad_fetcher;

/* NULL: no memory, or no libcurl that can do it. */
MARSAD_API marsad_fetcher *marsad_fetcher_new(const marsad_fetch_options *options, marsad_err *err);
MARSAD_API void marsad_fetcher_free(marsad_fetcher *f); /* NULL is fine */

typedef struct {
    const char *url;
    const char *etag, *modified; /* of what is known, for a conditional request; NULL or "": none */
} marsad_fetch_request;

typedef enum {
    MARSAD_FETCHED,      /* 2xx; the body is here */
    MARSAD_FETCH_SAME,   /* 304: not modified since */
    MARSAD_FETCH_LATER,  /* 429, 5xx, no answer, robots.txt cannot be read: worth another try after retry_after */
    MARSAD_FETCH_NEVER,  /* another status, forbidden, no address of the web, too long: not worth another try */
    MARSAD_FETCH_STOPPED /* `stop` said so */
} marsad_fetch_outcome;

typedef struct {
    marsad_fetch_outcome outcome;
    long status;                                   /* of HTTP; 0: no answer */
    int64_t retry_after;                           /* seconds that the server asks for; 0: it does not say */
    char why[160];                                 /* where it was not fetched: one sentence */
    marsad_str url;                                /* where the redirects led */
    marsad_str body, content_type, etag, modified; /* ptr NULL: absent */
} marsad_fetched;

/* All strings lie in `arena`. False: no memory. */
MARSAD_API bool marsad_fetch(marsad_fetcher *f, const marsad_fetch_request *request, marsad_arena *arena,
                             marsad_fetched *out, marsad_err *err);

#endif
