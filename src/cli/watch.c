/*
 * watch.c - marsad watch: feeds, the pages that they lead to, and their articles into a store.
 *
 * A page's articles and the note that the page is done with are one transaction, and what a feed said last (its etag)
 * is noted behind its pages only: a run that is killed at any point takes up where it stood and adds nothing twice.
 */
#include "cli/cli.h"
#include "cli/feeds.h"
#include "input/feed.h"
#include "input/http.h"
#include "input/page.h"
#include "marsad/fetch.h"
#include "marsad/link.h"
#include "marsad/page.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define MAX_TRIES 3     /* of a page that does not come; then what the feed says of it will do */
#define MAX_PAGES 500   /* of one feed in one look; the rest comes with the next */
#define MAX_SECONDS 900 /* for the pages of one feed in one look, so that a slow one does not hold up the others */
#define TEXT_WORDS 30   /* an entry with fewer words is a summary, and no article of its own */
#define MAX_BACKOFF_MINUTES 1440

/* The one thing that a signal handler can do: say so. Only the handler writes it. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

struct watch {
    const char *db;
    bool once;
    marsad_fetch_options options;
    struct feeds feeds;
    marsad_dict *dict;
    marsad_pages *pages;
    marsad_store *store;
    marsad_fetcher *fetcher;
    marsad_arena *keep, *feed_arena, *page_arena; /* of the run, of one feed, of one page */
    marsad_buf scratch;
    uint64_t added, near_copies, failed; /* articles; of them near copies; feeds that did not come */
    uint64_t asked;                      /* pages asked for */
};

static bool stop(void *user)
{
    (void)user;
    return interrupted != 0;
}

static void log_line(void *user, const char *line)
{
    (void)user;
    cli_log("fetch", line);
}

/* "marsad: ADDRESS: reason" on stderr. */
static void tell(const char *url, const char *why)
{
    marsad_err e = { .code = MARSAD_OK };

    marsad_fail(&e, MARSAD_EIO, url, MARSAD_NO_OFFSET, "%s", why);
    cli_error(&e);
}

/* The same, and the store keeps it. */
static bool refuse(struct watch *w, const char *url, const char *reason, marsad_err *err)
{
    marsad_err why = { .code = MARSAD_OK };

    marsad_fail(&why, MARSAD_EIO, url, MARSAD_NO_OFFSET, "%s", reason);
    cli_error(&why);
    return marsad_store_refuse(w->store, &why, err);
}

/* ---- articles ---- */

static bool add_article(struct watch *w, const marsad_article *a, marsad_err *err)
{
    marsad_record record;
    marsad_err why = { .code = MARSAD_OK };
    bool seen, added;

    if (!marsad_store_seen(w->store, a, &seen, err))
        return false;
    if (seen)
        return true;
    if (!marsad_record_make(w->dict, a, w->page_arena, &record, &why)) {
        if (why.code == MARSAD_ELIMIT) { /* this article is too much; others may not be */
            cli_error(&why);
            return marsad_store_refuse(w->store, &why, err);
        }
        return marsad_fail(err, why.code, why.where, why.offset, "%s", why.msg);
    }
    if (!marsad_store_add(w->store, &record, &added, err))
        return false;
    w->added += added;
    return true;
}

/* *found: are there articles in it? */
static bool add_document(struct watch *w, const marsad_doc *doc, bool *found, marsad_err *err)
{
    marsad_articles articles;

    if (!marsad_pages_split(w->pages, doc, w->page_arena, &articles, err))
        return false;
    *found = articles.n > 0;
    for (size_t i = 0; i < articles.n; i++)
        if (!add_article(w, &articles.at[i], err))
            return false;
    return true;
}

/* What the feed says of a page counts more than what the page says of itself. */
static marsad_doc document_of(const struct feed *feed, const input_feed *from, const input_entry *e)
{
    return (marsad_doc){ .name = e->url,
                         .id = e->url,
                         .url = e->url,
                         .source = feed->source.ptr ? feed->source : from->title,
                         .title = e->title,
                         .author = e->author,
                         .date = e->date,
                         .charset = "UTF-8" };
}

/* ---- pages ---- */

/* When and from which address the text came: a date in it cannot be later. */
static bool note_capture(struct watch *w, marsad_str url, marsad_doc *doc, marsad_err *err)
{
    char now[24];
    time_t clock = time(NULL);
    struct tm tm;

    strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&clock, &tm));
    doc->capture.time = marsad_arena_str(w->page_arena, marsad_str_of(now));
    doc->capture.url = url;
    return doc->capture.time.ptr || marsad_fail_memory(err);
}

/* The articles of a fetched page. *read is false where there is nothing to read in it, which is told. */
static bool add_page(struct watch *w, const marsad_fetched *page, marsad_doc *doc, bool *read, marsad_err *err)
{
    page_kind kind = page_kind_of(page->content_type, page->body);
    marsad_err why = { .code = MARSAD_OK };

    *read = kind != PAGE_NONE && page_read(page->body, page->content_type, kind, w->options.max_bytes, &w->scratch,
                                           w->page_arena, doc, &why);
    if (why.code == MARSAD_ENOMEM)
        return marsad_fail_memory(err);
    if (*read && !(note_capture(w, page->url, doc, err) && add_document(w, doc, read, err)))
        return false;
    return *read || refuse(w, page->url.ptr,
                           why.code            ? why.msg
                           : kind == PAGE_NONE ? "neither HTML nor plain text"
                                               : "no article in it",
                           err);
}

/*
 * The page did not come, and will not: an entry that holds the whole text is an article, too. That the feed says so,
 * and not the page, is told by the address of its capture.
 */
static bool add_entry(struct watch *w, const char *feed, marsad_doc *doc, const input_entry *e, marsad_err *err)
{
    bool found;

    doc->text = e->text;
    doc->media = MARSAD_MEDIA_TEXT;
    return marsad_str_words(e->text) < TEXT_WORDS ||
           (note_capture(w, marsad_str_of(feed), doc, err) && add_document(w, doc, &found, err));
}

/* One page that a feed leads to. *go_on is false where the run is interrupted. */
static bool visit_page(struct watch *w, const struct feed *feed, const input_feed *from, const input_entry *e,
                       bool *go_on, marsad_err *err)
{
    marsad_link_state link;
    marsad_fetched page;
    marsad_doc doc = document_of(feed, from, e);
    bool read = false;

    marsad_arena_reset(w->page_arena);
    if (!marsad_store_link(w->store, e->url, &link, err) || link.done)
        return link.done;
    w->asked++;
    if (!marsad_fetch(w->fetcher, &(marsad_fetch_request){ .url = e->url.ptr }, w->page_arena, &page, err))
        return false;
    *go_on = page.outcome != MARSAD_FETCH_STOPPED;
    if (!*go_on)
        return true;
    if (page.outcome == MARSAD_FETCHED && !add_page(w, &page, &doc, &read, err))
        return false;
    if (page.outcome != MARSAD_FETCHED && !refuse(w, e->url.ptr, page.why, err))
        return false;
    link.tries += page.outcome == MARSAD_FETCH_LATER;
    link.done = page.outcome != MARSAD_FETCH_LATER || link.tries >= MAX_TRIES;
    if (link.done && !read && !add_entry(w, feed->url, &doc, e, err))
        return false;
    return marsad_store_set_link(w->store, e->url, marsad_str_of(feed->url), &link, err) &&
           marsad_store_commit(w->store, err);
}

/* An entry without an address is all that there is. */
static bool visit_entry(struct watch *w, const struct feed *feed, const input_feed *from, const input_entry *e,
                        bool *go_on, marsad_err *err)
{
    marsad_doc doc = document_of(feed, from, e);

    if (e->url.ptr)
        return visit_page(w, feed, from, e, go_on, err);
    marsad_arena_reset(w->page_arena);
    doc.name = doc.id = marsad_str_of(feed->url);
    return add_entry(w, feed->url, &doc, e, err) && marsad_store_commit(w->store, err);
}

/* ---- feeds ---- */

/* Are all pages done with? One that did not come is asked for again with the next look. */
static bool all_done(struct watch *w, const input_feed *from, bool *done, marsad_err *err)
{
    *done = true;
    for (size_t i = 0; *done && i < from->n; i++) {
        marsad_link_state link;

        if (!from->entries[i].url.ptr)
            continue;
        if (!marsad_store_link(w->store, from->entries[i].url, &link, err))
            return false;
        *done = link.done;
    }
    return true;
}

static bool visit_entries(struct watch *w, const struct feed *feed, const marsad_fetched *got, marsad_feed_state *state,
                          marsad_err *err)
{
    marsad_err why = { .code = MARSAD_OK };
    bool go_on = true, done = false;
    uint64_t pages = w->asked + MAX_PAGES;
    time_t end = time(NULL) + MAX_SECONDS;
    input_feed from;

    if (!input_feed_parse(got->body, http_parameter(got->content_type, "charset"), got->url, w->feed_arena, &from,
                          &why)) {
        if (why.code == MARSAD_ENOMEM)
            return marsad_fail_memory(err);
        state->failures++;
        w->failed++;
    }
    if (why.code != MARSAD_OK && !refuse(w, feed->url, why.msg, err))
        return false;
    for (size_t i = 0; go_on && i < from.n && w->asked < pages && time(NULL) < end; i++)
        if (!visit_entry(w, feed, &from, &from.entries[i], &go_on, err))
            return false;
    if (!go_on || !all_done(w, &from, &done, err))
        return !go_on;
    state->etag = done ? got->etag : (marsad_str){ 0 };
    state->modified = done ? got->modified : (marsad_str){ 0 };
    return true;
}

/* One look at a feed. */
static bool visit_feed(struct watch *w, const struct feed *feed, marsad_err *err)
{
    marsad_str url = marsad_str_of(feed->url);
    marsad_feed_state state;
    marsad_fetched got;

    marsad_arena_reset(w->feed_arena);
    if (!marsad_store_feed(w->store, url, w->feed_arena, &state, err))
        return false;
    if (state.not_before > (int64_t)time(NULL)) {
        tell(feed->url, "its server asked to wait");
        return true;
    }
    if (!marsad_fetch(
            w->fetcher,
            &(marsad_fetch_request){ .url = feed->url, .etag = state.etag.ptr, .modified = state.modified.ptr },
            w->feed_arena, &got, err))
        return false;
    if (got.outcome == MARSAD_FETCH_STOPPED)
        return true;
    state.checked = (int64_t)time(NULL);
    state.not_before = got.retry_after > 0 ? state.checked + got.retry_after : 0;
    state.failures = got.outcome == MARSAD_FETCHED || got.outcome == MARSAD_FETCH_SAME ? 0 : state.failures + 1;
    if (state.failures > 0) {
        w->failed++;
        if (!refuse(w, feed->url, got.why, err))
            return false;
    }
    if (got.outcome == MARSAD_FETCHED && !visit_entries(w, feed, &got, &state, err))
        return false;
    return interrupted || (marsad_store_set_feed(w->store, url, &state, err) && marsad_store_commit(w->store, err) &&
                           marsad_link_update(w->store, NULL, err));
}

/* When the next look is due; one that fails is looked at more and more seldom. */
static bool due_at(struct watch *w, const struct feed *feed, int64_t *when, marsad_err *err)
{
    marsad_feed_state state;
    int64_t minutes = feed->minutes;

    marsad_arena_reset(w->feed_arena);
    if (!marsad_store_feed(w->store, marsad_str_of(feed->url), w->feed_arena, &state, err))
        return false;
    for (int64_t i = 0; i < state.failures && minutes < MAX_BACKOFF_MINUTES; i++)
        minutes *= 2;
    *when = state.checked ? state.checked + minutes * 60 : 0;
    *when = state.not_before > *when ? state.not_before : *when;
    return true;
}

static bool watch_once(struct watch *w, marsad_err *err)
{
    for (size_t i = 0; i < w->feeds.n && !interrupted; i++)
        if (!visit_feed(w, &w->feeds.at[i], err))
            return false;
    return true;
}

static bool watch_on(struct watch *w, marsad_err *err)
{
    while (!interrupted) {
        int64_t next = INT64_MAX, when;

        for (size_t i = 0; i < w->feeds.n && !interrupted; i++) {
            if (!due_at(w, &w->feeds.at[i], &when, err))
                return false;
            if (when <= (int64_t)time(NULL)) {
                if (!visit_feed(w, &w->feeds.at[i], err) || !due_at(w, &w->feeds.at[i], &when, err))
                    return false;
            }
            next = when < next ? when : next;
        }
        while (!interrupted && (int64_t)time(NULL) < next)
            sleep(1); /* a signal ends it */
    }
    return true;
}

/* ---- the command ---- */

static int run_watch_on(struct watch *w, const char *path)
{
    struct sigaction ours = { .sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND };
    marsad_store_options options = { .create = true, .write = true };
    marsad_err err = { .code = MARSAD_OK };
    int status = CLI_STOPPED;

    interrupted = 0;
    sigaction(SIGINT, &ours, NULL); /* a second one ends the program at once */
    sigaction(SIGTERM, &ours, NULL);
    w->keep = marsad_arena_new(0);
    w->feed_arena = marsad_arena_new(0);
    w->page_arena = marsad_arena_new(0);
    w->options.stop = stop;
    w->options.log = log_line;
    if (!w->keep || !w->feed_arena || !w->page_arena)
        marsad_fail_memory(&err);
    if (err.code == MARSAD_OK && feeds_read(path, w->keep, &w->feeds, &err) && (w->dict = cli_dict()) != NULL) {
        options.dict = w->dict;
        w->pages = marsad_pages_open(w->dict, (int64_t)time(NULL), &err);
        w->store = w->pages ? marsad_store_open(w->db, &options, &err) : NULL;
        w->fetcher = w->store ? marsad_fetcher_new(&w->options, &err) : NULL;
        if (w->fetcher && (w->once ? watch_once(w, &err) : watch_on(w, &err)))
            status = interrupted ? CLI_INTERRUPTED : w->failed > 0 ? CLI_REFUSED : CLI_DONE;
    }
    if (err.code != MARSAD_OK)
        status = cli_fail(&err);
    w->near_copies = w->store ? marsad_store_near_copies(w->store) : 0;
    marsad_fetcher_free(w->fetcher);
    marsad_store_close(w->store);
    marsad_pages_close(w->pages);
    marsad_dict_close(w->dict);
    marsad_arena_free(w->keep);
    marsad_arena_free(w->feed_arena);
    marsad_arena_free(w->page_arena);
    marsad_buf_release(&w->scratch);
    return status;
}

static int print_summary(const struct watch *w, int status, bool json)
{
    struct output out = { .error = 0 };

    if (json) {
        out_fmt(&out, "{\"added\":%llu,\"near_copies\":%llu,\"failed\":%llu}\n", (unsigned long long)w->added,
                (unsigned long long)w->near_copies, (unsigned long long)w->failed);
    } else {
        print_count(&out, w->added);
        out_text(&out, " articles added to ");
        out_text(&out, w->db);
        out_text(&out, ", ");
        print_count(&out, w->near_copies);
        out_text(&out, " of them near copies; ");
        print_count(&out, w->failed);
        out_text(&out, " feeds did not come\n");
    }
    return out_finish(&out, status);
}

enum { OPT_ONCE = OPT_OTHER, OPT_PRIVATE, OPT_TIMEOUT, OPT_DELAY, OPT_BYTES };

static int run_watch(int argc, char **argv)
{
    static const struct option OPTIONS[] = { CLI_LONG_OPTIONS,
                                             CLI_LONG_DB,
                                             { "once", no_argument, NULL, OPT_ONCE },
                                             { "allow-private", no_argument, NULL, OPT_PRIVATE },
                                             { "timeout-ms", required_argument, NULL, OPT_TIMEOUT },
                                             { "delay-ms", required_argument, NULL, OPT_DELAY },
                                             { "max-bytes", required_argument, NULL, OPT_BYTES },
                                             { 0 } };
    struct watch w = { .db = CLI_DB, .options = marsad_fetch_options_defaults() };
    const struct command *c = &COMMAND_WATCH;
    bool json = false;
    long long number;
    int option;

    while ((option = cli_option(c, argc, argv, ":", OPTIONS)) != -1) {
        if (option == OPT_HELP)
            return cli_help(c);
        else if (option == OPT_JSON)
            json = true;
        else if (option == OPT_DB)
            w.db = optarg;
        else if (option == OPT_ONCE)
            w.once = true;
        else if (option == OPT_PRIVATE)
            w.options.allow_private = true;
        else if (option == OPT_TIMEOUT && cli_number(c, "--timeout-ms", optarg, 1, 3600000, &number))
            w.options.timeout_ms = (unsigned)number;
        else if (option == OPT_DELAY && cli_number(c, "--delay-ms", optarg, 0, 3600000, &number))
            w.options.delay_ms = (unsigned)number;
        else if (option == OPT_BYTES && cli_number(c, "--max-bytes", optarg, 1, 16 << 20, &number))
            w.options.max_bytes = (uint64_t)number;
        else
            return CLI_USAGE;
    }
    if (argc - optind != 1)
        return cli_usage(c, "name one file with feeds");
    option = run_watch_on(&w, argv[optind]);
    return option == CLI_STOPPED || option == CLI_USAGE ? option : print_summary(&w, option, json);
}

const struct command COMMAND_WATCH = {
    .name = "watch",
    .summary = "read feeds and add the pages that they lead to",
    .run = run_watch,
    .help =
        "usage: marsad watch [OPTIONS] FEEDS.tsv\n\n"
        "Look at feeds (RSS, Atom) again and again, fetch the pages that they lead to and add their articles to a\n"
        "store, which remembers what was seen. FEEDS.tsv has a feed a line: its address, the name of the outlet and\n"
        "the minutes between two looks (default 15), with tabs between them; the last two may be missing. One line\n"
        "on standard error for each request. A server is asked seldom, and what its robots.txt forbids not at "
        "all.\n\n" CLI_HELP_DB "  --once             look at each feed once and end\n"
        "  --allow-private    fetch from addresses of this machine and its network, too: only for feeds that you\n"
        "                     trust, for what they name is fetched\n"
        "  --delay-ms N       between two requests to one server (default 2000)\n"
        "  --timeout-ms N     of one request (default 30000)\n"
        "  --max-bytes N      of one page or feed, unpacked (default and most 16777216)\n"
        "  --json             the summary as one JSON object\n"
        "  --help             this page\n\n"
        "Example:\n"
        "  marsad watch --db news.db --once feeds.tsv\n"
};
