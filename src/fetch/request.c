/*
 * request.c - libcurl, set up so that it connects to nothing but public addresses and holds no more than is allowed.
 *
 * The socket is opened by us: libcurl calls for it with the address that it is about to connect to, after the name has
 * been resolved, whatever way the address was written. A proxy would connect in our place, so none is used, not even
 * one that the environment names.
 */
#include "fetch/request.h"

#include "fetch/address.h"
#include "marsad/record.h"

#include <sys/socket.h>
#include <unistd.h>

void answer_release(fetch_answer *a)
{
    marsad_buf_release(&a->head);
    marsad_buf_release(&a->body);
    marsad_buf_release(&a->redirect);
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address)
{
    fetch_answer *a = user;

    (void)purpose;
    if (!a->options->allow_private && !address_is_public(&address->addr)) {
        a->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Keep what comes, up to `max`; less than `n` makes libcurl stop. */
static size_t collect(fetch_answer *a, marsad_buf *to, uint64_t max, const char *bytes, size_t n)
{
    if (to->len + n > max) {
        a->too_long = true;
        return 0;
    }
    if (!marsad_buf_add(to, (marsad_str){ bytes, n })) {
        a->no_memory = true;
        return 0;
    }
    return n;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *user)
{
    fetch_answer *a = user;

    return collect(a, &a->body, a->max_bytes, bytes, size * n);
}

static size_t on_head(char *bytes, size_t size, size_t n, void *user)
{
    fetch_answer *a = user;

    if (size * n >= 5 && memcmp(bytes, "HTTP/", 5) == 0) /* the head of the answer proper, behind a "100 Continue" */
        a->head.len = 0;
    return collect(a, &a->head, FETCH_MAX_HEAD, bytes, size * n);
}

static int on_progress(void *user, curl_off_t a1, curl_off_t a2, curl_off_t a3, curl_off_t a4)
{
    fetch_answer *a = user;

    (void)a1;
    (void)a2;
    (void)a3;
    (void)a4;
    a->stopped = a->options->stop && a->options->stop(a->options->user);
    return a->stopped;
}

/* "If-None-Match: …" and the like; false: no memory. */
static bool add_header(struct curl_slist **list, const char *name, const char *value)
{
    marsad_buf line = { 0 };
    struct curl_slist *longer = NULL;

    if (!value || !*value || strpbrk(value, "\r\n"))
        return true;
    if (marsad_buf_addf(&line, "%s: %s", name, value) && marsad_buf_add_byte(&line, '\0'))
        longer = curl_slist_append(*list, line.ptr);
    marsad_buf_release(&line);
    if (longer)
        *list = longer;
    return longer != NULL;
}

static void set_limits(CURL *c, const marsad_fetch_options *o)
{
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L); /* each step is checked by us */
    curl_easy_setopt(c, CURLOPT_PROXY, "");
    curl_easy_setopt(c, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(c, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)o->timeout_ms);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)o->connect_ms);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, ""); /* all that this libcurl unpacks */
}

static void set_callbacks(CURL *c, fetch_answer *a)
{
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, a);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, a);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_head);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, a);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, a);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, a->error);
}

static void read_info(CURL *c, fetch_answer *a)
{
    const char *redirect = NULL;
    curl_off_t wait = 0, time = 0;

    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &a->status);
    curl_easy_getinfo(c, CURLINFO_REDIRECT_URL, &redirect);
    curl_easy_getinfo(c, CURLINFO_RETRY_AFTER, &wait);
    curl_easy_getinfo(c, CURLINFO_TOTAL_TIME_T, &time);
    a->retry_after = wait > 0 ? (int64_t)wait : 0;
    a->seconds = (double)time / 1e6;
    if (redirect &&
        (!marsad_buf_add(&a->redirect, marsad_str_of(redirect)) || !marsad_buf_add_byte(&a->redirect, '\0')))
        a->no_memory = true;
}

CURLcode request_once(CURL *c, const marsad_fetch_request *request, fetch_answer *a)
{
    struct curl_slist *headers = NULL;
    marsad_buf agent = { 0 };
    CURLcode code = CURLE_OUT_OF_MEMORY;

    a->head.len = a->body.len = a->redirect.len = 0;
    a->refused = a->too_long = a->stopped = false;
    a->error[0] = '\0';
    a->status = 0;
    curl_easy_reset(c); /* open connections stay */
    if (add_header(&headers, "If-None-Match", request->etag) &&
        add_header(&headers, "If-Modified-Since", request->modified) &&
        marsad_buf_addf(&agent, "marsad/%s", marsad_version()) && marsad_buf_add_byte(&agent, '\0')) {
        set_limits(c, a->options);
        set_callbacks(c, a);
        curl_easy_setopt(c, CURLOPT_USERAGENT, agent.ptr);
        curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(c, CURLOPT_URL, request->url);
        code = curl_easy_perform(c);
        read_info(c, a);
        curl_easy_setopt(c, CURLOPT_ERRORBUFFER, NULL); /* the answer does not live as long as the handle */
    }
    a->no_memory |= code == CURLE_OUT_OF_MEMORY;
    curl_slist_free_all(headers);
    marsad_buf_release(&agent);
    return code;
}
