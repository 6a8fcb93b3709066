/*
 * hosts.c - a list that is searched from its front: a run asks few hosts, and each answer takes far longer.
 */
#include "fetch/hosts.h"

#include <stdlib.h>

static void forget(fetch_host *host)
{
    free(host->origin);
    marsad_buf_release(&host->rules);
    *host = (fetch_host){ 0 };
}

static fetch_host *make_room(fetch_hosts *h)
{
    fetch_host *oldest = &h->at[0];

    if (h->n < HOSTS_MAX)
        return &h->at[h->n++];
    for (size_t i = 1; i < h->n; i++)
        if (h->at[i].used < oldest->used)
            oldest = &h->at[i];
    forget(oldest);
    return oldest;
}

fetch_host *hosts_find(fetch_hosts *h, marsad_str origin, double now)
{
    fetch_host *host;
    char *copy;

    for (size_t i = 0; i < h->n; i++)
        if (marsad_str_equal(marsad_str_of(h->at[i].origin), origin)) {
            h->at[i].used = now;
            return &h->at[i];
        }
    copy = strndup(origin.ptr, origin.len);
    if (!copy)
        return NULL;
    host = make_room(h);
    *host = (fetch_host){ .origin = copy, .used = now };
    return host;
}

void hosts_release(fetch_hosts *h)
{
    for (size_t i = 0; i < h->n; i++)
        forget(&h->at[i]);
    h->n = 0;
}
