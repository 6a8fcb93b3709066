/*
 * pool.h - work done by several threads, results handed back in the order of submission.
 *
 *     submit(job 1), submit(job 2), …  ->  threads: work(job)  ->  done(job 1), done(job 2), … on the caller's thread
 *
 * At most `threads * 4` jobs are in flight: memory stays bounded. With threads == 1 the work runs on the caller's
 * thread.
 */
#ifndef MARSAD_POOL_H
#define MARSAD_POOL_H

#include "marsad/error.h"

typedef struct marsad_pool marsad_pool;

typedef void marsad_pool_work(void *user, void *job, unsigned thread); /* on a worker; thread: 0 … threads-1 */
typedef bool marsad_pool_done(void *user, void *job);                  /* on the caller's thread; false stops */

typedef struct {
    unsigned threads; /* 1 … 256 */
    marsad_pool_work *work;
    marsad_pool_done *done;
    void *user;
} marsad_pool_options;

MARSAD_API marsad_pool *marsad_pool_new(const marsad_pool_options *options, marsad_err *err);

/* Hands over one job; may first call done() for finished ones. False once a done() gave false; then it is not taken. */
MARSAD_API bool marsad_pool_submit(marsad_pool *p, void *job);

/* Waits for all jobs; false if a done() gave false (the jobs after it get no done()). */
MARSAD_API bool marsad_pool_finish(marsad_pool *p);

/* Jobs that were submitted but had no done() are dropped with `drop(user, job)` (may be NULL). NULL pool is fine. */
MARSAD_API void marsad_pool_free(marsad_pool *p, void (*drop)(void *user, void *job));

#endif
