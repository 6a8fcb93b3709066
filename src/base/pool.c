/*
 * pool.c - a ring of jobs between one caller and its workers.
 *
 *       head            next            tail
 *     … | finished | working | waiting  | …       head: oldest job without done(); next: first that no worker took;
 *                                                 tail: where the next submitted job goes
 *
 * Positions only count up; a slot is position % size. One mutex guards everything; workers sleep on `work`, the caller
 * sleeps on `finished`. done() runs without the lock: only the caller moves head, so nobody else touches that slot.
 * A job that has had its done() belongs to the caller again and leaves the ring.
 */
#include "marsad/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define THREADS_MAX 256
#define JOBS_PER_THREAD 4

struct slot {
    void *job;
    bool finished;
};

struct worker {
    marsad_pool *pool;
    pthread_t thread;
    unsigned number;
};

struct marsad_pool {
    marsad_pool_options options;
    struct worker *workers;
    unsigned started; /* workers that run */
    struct slot *slots;
    size_t size, head, next, tail;
    bool stopped; /* a done() gave false: no more work, no more done() */
    bool quit;    /* workers end */
    bool ready;   /* mutex and conditions exist */
    pthread_mutex_t lock;
    pthread_cond_t work, finished;
};

static struct slot *slot_at(marsad_pool *p, size_t position)
{
    return &p->slots[position % p->size];
}

static void *run_worker(void *arg)
{
    struct worker *w = arg;
    marsad_pool *p = w->pool;

    pthread_mutex_lock(&p->lock);
    for (;;) {
        struct slot *slot;

        while (!p->quit && (p->stopped || p->next == p->tail))
            pthread_cond_wait(&p->work, &p->lock);
        if (p->quit)
            break;
        slot = slot_at(p, p->next++);
        pthread_mutex_unlock(&p->lock);
        p->options.work(p->options.user, slot->job, w->number);
        pthread_mutex_lock(&p->lock);
        slot->finished = true;
        pthread_cond_signal(&p->finished);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* Call done() for finished jobs at the head, waiting for them until at most `most` are left. Called with the lock. */
static void hand_back(marsad_pool *p, size_t most)
{
    while (!p->stopped && p->head != p->tail) {
        struct slot *slot = slot_at(p, p->head);
        bool go_on;

        if (!slot->finished && p->tail - p->head <= most)
            break;
        while (!slot->finished)
            pthread_cond_wait(&p->finished, &p->lock);
        pthread_mutex_unlock(&p->lock);
        go_on = p->options.done(p->options.user, slot->job);
        pthread_mutex_lock(&p->lock);
        p->head++;
        p->stopped = !go_on;
    }
}

static bool make_locks(marsad_pool *p)
{
    if (pthread_mutex_init(&p->lock, NULL) != 0)
        return false;
    if (pthread_cond_init(&p->work, NULL) != 0) {
        pthread_mutex_destroy(&p->lock);
        return false;
    }
    if (pthread_cond_init(&p->finished, NULL) != 0) {
        pthread_cond_destroy(&p->work);
        pthread_mutex_destroy(&p->lock);
        return false;
    }
    p->ready = true;
    return true;
}

static bool start_workers(marsad_pool *p, marsad_err *err)
{
    for (unsigned i = 0; i < p->options.threads; i++) {
        int failed;

        p->workers[i] = (struct worker){ .pool = p, .number = i };
        failed = pthread_create(&p->workers[i].thread, NULL, run_worker, &p->workers[i]);
        if (failed)
            return marsad_fail(err, MARSAD_EIO, NULL, MARSAD_NO_OFFSET, "cannot start thread %u of %u: %s", i + 1,
                               p->options.threads, strerror(failed));
        p->started++;
    }
    return true;
}

static bool set_up(marsad_pool *p, marsad_err *err)
{
    p->size = (size_t)p->options.threads * JOBS_PER_THREAD;
    p->slots = calloc(p->size, sizeof *p->slots);
    p->workers = calloc(p->options.threads, sizeof *p->workers);
    if (!p->slots || !p->workers || !make_locks(p))
        return marsad_fail_memory(err);
    return start_workers(p, err);
}

marsad_pool *marsad_pool_new(const marsad_pool_options *options, marsad_err *err)
{
    marsad_pool *p;

    if (!options->work || !options->done || options->threads < 1 || options->threads > THREADS_MAX) {
        marsad_fail(err, MARSAD_EINVAL, NULL, MARSAD_NO_OFFSET, "number of threads must be 1 to %d, not %u",
                    THREADS_MAX, options->threads);
        return NULL;
    }
    p = calloc(1, sizeof *p);
    if (!p) {
        marsad_fail_memory(err);
        return NULL;
    }
    p->options = *options;
    if (p->options.threads == 1 || set_up(p, err))
        return p;
    marsad_pool_free(p, NULL);
    return NULL;
}

bool marsad_pool_submit(marsad_pool *p, void *job)
{
    if (p->stopped)
        return false;
    if (p->options.threads == 1) {
        p->options.work(p->options.user, job, 0);
        p->stopped = !p->options.done(p->options.user, job);
        return true; /* this job was taken; the next one is not */
    }
    pthread_mutex_lock(&p->lock);
    hand_back(p, p->size - 1);
    if (!p->stopped) {
        *slot_at(p, p->tail++) = (struct slot){ .job = job };
        pthread_cond_signal(&p->work);
    }
    pthread_mutex_unlock(&p->lock);
    return !p->stopped;
}

bool marsad_pool_finish(marsad_pool *p)
{
    if (p->options.threads > 1) {
        pthread_mutex_lock(&p->lock);
        hand_back(p, 0);
        pthread_mutex_unlock(&p->lock);
    }
    return !p->stopped;
}

void marsad_pool_free(marsad_pool *p, void (*drop)(void *user, void *job))
{
    if (!p)
        return;
    if (p->ready) {
        pthread_mutex_lock(&p->lock);
        p->quit = true;
        pthread_cond_broadcast(&p->work);
        pthread_mutex_unlock(&p->lock);
    }
    for (unsigned i = 0; i < p->started; i++)
        pthread_join(p->workers[i].thread, NULL);
    for (; drop && p->head != p->tail; p->head++)
        drop(p->options.user, slot_at(p, p->head)->job);
    if (p->ready) {
        pthread_cond_destroy(&p->finished);
        pthread_cond_destroy(&p->work);
        pthread_mutex_destroy(&p->lock);
    }
    free(p->workers);
    free(p->slots);
    free(p);
}
