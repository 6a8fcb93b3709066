/*
 * robots.h - robots.txt (RFC 9309): may this path be fetched?
 *
 *     User-agent: *
 *     Disallow: /private/          the longest pattern that matches counts, Allow goes first where two are as long;
 *     Allow: /private/open$        * stands for anything, $ for the end
 */
#ifndef MARSAD_FETCH_ROBOTS_H
#define MARSAD_FETCH_ROBOTS_H

#include "marsad/str.h"

#define ROBOTS_MAX_BYTES (500u << 10) /* what stands behind is not read, as RFC 9309 allows */
#define ROBOTS_MAX_PATTERN 512u       /* bytes; longer ones are left out: matching costs pattern times path */
#define ROBOTS_MAX_DELAY 60.0         /* seconds of Crawl-delay that are obeyed */

/* `path` begins with "/" and may have a query. `agent`: our name in lower case. */
bool robots_allows(marsad_str robots, const char *agent, marsad_str path);

/* Seconds of Crawl-delay (no part of the RFC, but in wide use), at most ROBOTS_MAX_DELAY; 0: none. */
double robots_delay(marsad_str robots, const char *agent);

#endif
