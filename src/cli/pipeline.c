/*
 * pipeline.c - from inputs to records, in order, on several threads.
 *
 *     caller's thread:  read a document, split it, ask `wanted`, copy the article into a job
 *     workers:          analyse, `work`
 *     caller's thread:  `done`, in the order of the input
 *
 * Jobs with their arenas are used again, so memory is bounded by the articles in flight. A very large article goes
 * alone: the jobs before it are finished first.
 */
#include "cli/cli.h"
#include "marsad/page.h"
#include "marsad/pool.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define LARGE ((size_t)1 << 20) /* bytes of an article that goes alone */
#define PROGRESS_SECONDS 0.25

/* The one thing that a signal handler can do: say so. Only the handler writes it. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int number)
{
    (void)number;
    interrupted = 1;
}

struct run {
    const struct pipeline *p;
    struct totals *totals;
    marsad_input *input;
    marsad_pages *pages;
    marsad_pool *pool;
    marsad_arena *arena; /* of the document */
    struct jobs jobs;
    marsad_err *err;
    double begin, shown;   /* seconds */
    bool terminal, failed; /* failed: a refusal could not be noted; err says why */
};

bool cli_take_paths(const struct command *c, int argc, char **argv, struct pipeline *p)
{
    p->paths = (const char *const *)(argv + optind);
    p->n_paths = (size_t)(argc - optind);
    if (p->n_paths == 0)
        cli_usage(c, "name at least one FILE, a folder, or - for standard input");
    return p->n_paths > 0;
}

/* ---- progress ---- */

static void show_progress(struct run *r, bool last)
{
    marsad_progress *p = &r->totals->progress;
    double t = cli_now(), seconds = t - r->begin;

    if (!r->terminal || (!last && t - r->shown < PROGRESS_SECONDS))
        return;
    r->shown = t;
    if (last) {
        fputs("\r\033[K", stderr);
        return;
    }
    marsad_input_progress(r->input, p);
    fprintf(stderr, "\r\033[K%llu articles, %.0f words/s", (unsigned long long)p->items,
            seconds > 0 ? (double)p->words / seconds : 0);
    if (p->bytes_total > 0 && p->bytes_done > 0 && p->bytes_done <= p->bytes_total) {
        double left = seconds * (double)(p->bytes_total - p->bytes_done) / (double)p->bytes_done;

        fprintf(stderr, ", %.0f%%, %d:%02d left", 100.0 * (double)p->bytes_done / (double)p->bytes_total,
                (int)(left / 60), (int)left % 60);
    }
    fflush(stderr);
}

static void refuse(void *user, const marsad_err *err)
{
    struct run *r = user;

    r->totals->refused++;
    if (r->terminal)
        fputs("\r\033[K", stderr);
    cli_error(err);
    if (r->p->refused && !r->failed)
        r->failed = !r->p->refused(r->p->user, err, r->err);
}

/* ---- the article, copied into its job ---- */

static marsad_str copy(marsad_arena *arena, marsad_str s, bool *ok)
{
    if (!s.ptr)
        return s;
    s = marsad_arena_str(arena, s);
    *ok = *ok && s.ptr;
    return s;
}

static bool copy_capture(struct job *job, const marsad_capture *c)
{
    bool ok = true;

    job->article.capture = (marsad_capture){ .record = copy(job->arena, c->record, &ok),
                                             .time = copy(job->arena, c->time, &ok),
                                             .digest = copy(job->arena, c->digest, &ok),
                                             .url = copy(job->arena, c->url, &ok) };
    return ok;
}

static bool copy_metadata(struct job *job, const marsad_article *a)
{
    marsad_arena *arena = job->arena;
    const marsad_metadata *m = a->metadata;
    marsad_metadata *to;
    marsad_origin *origins;
    marsad_page_problem *problems;
    bool ok = true;

    if (!m)
        return true;
    to = marsad_arena_alloc(arena, sizeof *to);
    origins = marsad_arena_array(arena, m->n_origins + 1, sizeof *origins);
    problems = marsad_arena_array(arena, m->n_problems + 1, sizeof *problems);
    if (!to || !origins || !problems)
        return false;
    *to = *m;
    to->site = copy(arena, m->site, &ok);
    to->section = copy(arena, m->section, &ok);
    to->canonical = copy(arena, m->canonical, &ok);
    to->picture = copy(arena, m->picture, &ok);
    to->language = copy(arena, m->language, &ok);
    memcpy(origins, m->origins, m->n_origins * sizeof *origins);
    for (size_t i = 0; i < m->n_problems; i++) {
        problems[i] = m->problems[i];
        problems[i].value = copy(arena, m->problems[i].value, &ok);
    }
    to->origins = origins;
    to->problems = problems;
    job->article.metadata = to;
    return ok;
}

static bool copy_entries(struct job *job, const marsad_article *a)
{
    marsad_entry_span *to;
    bool ok = true;

    if (a->n_entries == 0)
        return true;
    to = marsad_arena_array(job->arena, a->n_entries, sizeof *to);
    if (!to)
        return false;
    for (size_t i = 0; i < a->n_entries; i++) {
        to[i] = a->entries[i];
        to[i].said = copy(job->arena, a->entries[i].said, &ok);
        to[i].title = copy(job->arena, a->entries[i].title, &ok);
    }
    job->article.entries = to;
    return ok;
}

static bool copy_article(struct job *job, const marsad_article *a)
{
    marsad_caption *captions = marsad_arena_array(job->arena, a->n_captions + 1, sizeof *captions);
    marsad_arena *arena = job->arena;
    bool ok = captions != NULL;

    for (size_t i = 0; ok && i < a->n_captions; i++) {
        captions[i].text = copy(arena, a->captions[i].text, &ok);
        captions[i].credit = copy(arena, a->captions[i].credit, &ok);
    }
    job->article = *a;
    job->article.captions = captions;
    job->article.document = copy(arena, a->document, &ok);
    job->article.url = copy(arena, a->url, &ok);
    job->article.source = copy(arena, a->source, &ok);
    job->article.title = copy(arena, a->title, &ok);
    job->article.author = copy(arena, a->author, &ok);
    job->article.agency = copy(arena, a->agency, &ok);
    job->article.dateline = copy(arena, a->dateline, &ok);
    job->article.text = copy(arena, a->text, &ok);
    return ok && copy_capture(job, &a->capture) && copy_metadata(job, a) && copy_entries(job, a);
}

/* ---- the two ends of the pool ---- */

static void work(void *user, void *at, unsigned thread)
{
    struct run *r = user;
    struct job *job = at;

    (void)thread;
    marsad_err_clear(&job->err);
    if (job->revisit)
        return;
    if (r->p->articles_only)
        marsad_record_article(r->p->dict, &job->article, &job->record);
    else if (!marsad_record_make(r->p->dict, &job->article, job->arena, &job->record, &job->err))
        return;
    if (r->p->work)
        r->p->work(r->p->user, job);
}

static bool done(void *user, void *at)
{
    struct run *r = user;
    struct job *job = at;
    bool go_on = true;

    if (job->err.code == MARSAD_ELIMIT) { /* this article is too much; others may not be */
        refuse(r, &job->err);
        go_on = !r->failed;
    } else if (job->err.code != MARSAD_OK) {
        go_on = marsad_fail(r->err, job->err.code, job->err.where, job->err.offset, "%s", job->err.msg);
    } else if (job->revisit) {
        go_on = r->p->revisit(r->p->user, &job->article.capture, r->err);
    } else {
        go_on = r->p->done(r->p->user, job, r->err);
    }
    jobs_give(&r->jobs, job);
    show_progress(r, false);
    return go_on;
}

static bool send_article(struct run *r, const marsad_article *a)
{
    bool wanted = true, large = a->text.len >= LARGE;
    struct job *job;

    r->totals->progress.items++;
    r->totals->progress.words += marsad_str_words(a->title) + marsad_str_words(a->text);
    if (r->p->wanted && !r->p->wanted(r->p->user, a, &wanted, r->err))
        return false;
    if (!wanted) {
        r->totals->skipped++;
        return true;
    }
    if (large && !marsad_pool_finish(r->pool))
        return false;
    job = jobs_take(&r->jobs, r->err);
    if (!job)
        return false;
    if (!copy_article(job, a)) {
        job_free(NULL, job);
        return marsad_fail_memory(r->err);
    }
    if (!marsad_pool_submit(r->pool, job)) {
        job_free(NULL, job);
        return false;
    }
    return !large || marsad_pool_finish(r->pool);
}

/* Behind the articles that came before it, whose captures it may name. */
static bool send_revisit(struct run *r, const marsad_capture *c)
{
    struct job *job = jobs_take(&r->jobs, r->err);

    if (!job)
        return false;
    job->revisit = true;
    if (!copy_capture(job, c)) {
        job_free(NULL, job);
        return marsad_fail_memory(r->err);
    }
    if (marsad_pool_submit(r->pool, job))
        return true;
    job_free(NULL, job);
    return false;
}

static bool send_document(struct run *r, const marsad_doc *doc)
{
    marsad_articles articles;

    if (doc->revisit)
        return !r->p->revisit || send_revisit(r, &doc->capture);
    if (!marsad_pages_split(r->pages, doc, r->arena, &articles, r->err))
        return false;
    for (size_t i = 0; i < articles.n && !interrupted; i++)
        if (!send_article(r, &articles.at[i]))
            return false;
    return true;
}

static bool send_all(struct run *r)
{
    marsad_status status = MARSAD_END;
    bool ok = true;
    marsad_doc doc;

    while (ok && !r->failed && !interrupted &&
           (status = marsad_input_next(r->input, r->arena, &doc, r->err)) == MARSAD_MORE) {
        ok = send_document(r, &doc);
        marsad_arena_reset(r->arena);
        show_progress(r, false);
    }
    return ok && !r->failed && (interrupted || status == MARSAD_END) && marsad_pool_finish(r->pool) && !r->failed;
}

static bool set_up(struct run *r, marsad_err *err)
{
    const struct pipeline *p = r->p;
    marsad_input_options inputs = {
        .paths = p->paths, .n_paths = p->n_paths, .limits = marsad_input_limits_defaults(), .refuse = refuse, .user = r
    };
    marsad_pool_options threads = { .threads = p->threads, .work = work, .done = done, .user = r };

    r->arena = marsad_arena_new(0);
    if (!r->arena)
        return marsad_fail_memory(err);
    r->pages = marsad_pages_open(p->dict, (int64_t)time(NULL), err);
    if (!r->pages)
        return false;
    r->input = marsad_input_open(&inputs, err);
    r->pool = r->input ? marsad_pool_new(&threads, err) : NULL;
    return r->pool != NULL;
}

bool cli_pipeline(const struct pipeline *p, struct totals *totals, marsad_err *err)
{
    struct sigaction before, ours = { .sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND };
    struct run r = { .p = p, .totals = totals, .err = err, .begin = cli_now() };
    bool ok;

    r.terminal = p->progress && isatty(STDERR_FILENO);
    interrupted = 0;
    sigaction(SIGINT, &ours, &before); /* a second one ends the program at once */
    ok = set_up(&r, err) && send_all(&r);
    if (r.input)
        marsad_input_progress(r.input, &totals->progress);
    show_progress(&r, true);
    marsad_pool_free(r.pool, job_free);
    jobs_clear(&r.jobs);
    marsad_input_close(r.input);
    marsad_pages_close(r.pages);
    marsad_arena_free(r.arena);
    sigaction(SIGINT, &before, NULL);
    totals->seconds = cli_now() - r.begin;
    totals->interrupted = interrupted != 0;
    return ok;
}

int cli_totals_status(const struct totals *totals)
{
    return totals->interrupted ? CLI_INTERRUPTED : totals->refused > 0 ? CLI_REFUSED : CLI_DONE;
}
