/*
 * jobs.c - jobs for the threads, with arenas that are used again.
 */
#include "cli/cli.h"

#include <stdlib.h>

#define KEPT_BYTES ((size_t)4 << 20) /* of a job's output, to be used again */

void job_free(void *user, void *at)
{
    struct job *job = at;

    (void)user;
    marsad_arena_free(job->arena);
    marsad_buf_release(&job->out);
    free(job);
}

struct job *jobs_take(struct jobs *s, marsad_err *err)
{
    struct job *job = s->top;

    if (job) {
        s->top = job->next;
        return job;
    }
    job = calloc(1, sizeof *job);
    if (job)
        job->arena = marsad_arena_new(0);
    if (job && job->arena)
        return job;
    free(job);
    marsad_fail_memory(err);
    return NULL;
}

void jobs_give(struct jobs *s, struct job *job)
{
    marsad_arena_reset(job->arena);
    job->out.len = 0;
    job->revisit = false;
    if (job->out.cap > KEPT_BYTES)
        marsad_buf_release(&job->out);
    job->next = s->top;
    s->top = job;
}

void jobs_clear(struct jobs *s)
{
    while (s->top) {
        struct job *job = s->top;

        s->top = job->next;
        job_free(NULL, job);
    }
}
