/*
 * request.h - one request and its answer, without redirects, robots.txt and waiting.
 */
#ifndef MARSAD_FETCH_REQUEST_H
#define MARSAD_FETCH_REQUEST_H

#include <curl/curl.h>

#include "marsad/fetch.h"

#define FETCH_MAX_URL 4096u
#define FETCH_MAX_HEAD (256u << 10) /* bytes of an answer's head */

typedef struct {
    const marsad_fetch_options *options;
    marsad_buf head, body;
    uint64_t max_bytes;
    bool refused;  /* an address that is not public was kept from being connected to */
    bool too_long; /* the body */
    bool no_memory;
    bool stopped;
    char error[CURL_ERROR_SIZE];
    long status;
    int64_t retry_after;
    double seconds;
    marsad_buf redirect; /* where it leads; empty: nowhere */
} fetch_answer;

/* Ask once. CURLE_OK: there is an answer, whatever its status. */
CURLcode request_once(CURL *curl, const marsad_fetch_request *request, fetch_answer *a);
void answer_release(fetch_answer *a);

#endif
