/*
 * hosts.h - what is known of the servers that were asked: when they may be asked again, and their robots.txt.
 */
#ifndef MARSAD_FETCH_HOSTS_H
#define MARSAD_FETCH_HOSTS_H

#include "marsad/str.h"

#define HOSTS_MAX 256u /* more than that push out the one that was asked longest ago */

typedef enum { ROBOTS_UNKNOWN, ROBOTS_OPEN, ROBOTS_CLOSED, ROBOTS_RULES } robots_state;

typedef struct {
    char *origin;        /* "https://paper.example:8443" */
    double next;         /* the next request may go out; seconds of fetch_now() */
    double closed;       /* until then the server wants no requests (Retry-After) */
    double delay;        /* Crawl-delay; 0: none */
    double robots_asked; /* when */
    double used;
    robots_state robots;
    bool refused;     /* it has no address of the public web */
    marsad_buf rules; /* robots.txt */
} fetch_host;

typedef struct {
    fetch_host at[HOSTS_MAX];
    size_t n;
} fetch_hosts;

/* The host of an origin, new if need be; valid until the next call. NULL: no memory. */
fetch_host *hosts_find(fetch_hosts *h, marsad_str origin, double now);
void hosts_release(fetch_hosts *h);

#endif
