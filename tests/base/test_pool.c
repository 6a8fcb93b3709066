/*
 * test_pool.c - every job once, done() in order, at most threads * 4 in flight, an early stop loses no job.
 */
#include "../testing.h"

#include <time.h>

#include "marsad/pool.h"

#define JOBS 400
#define NEVER SIZE_MAX

struct job {
    size_t number;
    unsigned pause; /* microseconds that its work takes */
    int worked, done, dropped;
};

struct run {
    struct job jobs[JOBS];
    unsigned threads;
    size_t submitted, handed_back, dropped, stop_at;
};

static void work(void *user, void *arg, unsigned thread)
{
    struct run *run = user;
    struct job *job = arg;

    if (thread >= run->threads)
        abort(); /* assertions of cmocka belong to the main thread */
    if (job->pause)
        nanosleep(&(struct timespec){ .tv_nsec = job->pause * 1000L }, NULL);
    job->worked++;
}

static bool done(void *user, void *arg)
{
    struct run *run = user;
    struct job *job = arg;

    assert_int_equal(job->number, run->handed_back);
    assert_int_equal(job->worked, 1);
    assert_int_equal(job->done++, 0);
    assert_true(run->submitted - run->handed_back <= run->threads * 4u + 1); /* and the one now being submitted */
    run->handed_back++;
    return job->number != run->stop_at;
}

static void drop(void *user, void *arg)
{
    struct run *run = user;
    struct job *job = arg;

    assert_int_equal(job->dropped++, 0);
    run->dropped++;
}

static marsad_pool *start(struct run *run, test_rng *rng, unsigned threads, size_t stop_at)
{
    marsad_pool *p;

    memset(run, 0, sizeof *run);
    run->threads = threads;
    run->stop_at = stop_at;
    for (size_t i = 0; i < JOBS; i++)
        run->jobs[i] =
            (struct job){ .number = i, .pause = test_rng_below(rng, 4) ? 0 : (unsigned)test_rng_below(rng, 300) };
    p = marsad_pool_new(&(marsad_pool_options){ threads, work, done, run }, NULL);
    assert_non_null(p);
    return p;
}

static void submit_all(marsad_pool *p, struct run *run)
{
    while (run->submitted < JOBS) {
        run->submitted++; /* before the call: done() looks at it */
        if (!marsad_pool_submit(p, &run->jobs[run->submitted - 1])) {
            run->submitted--; /* not taken */
            break;
        }
    }
}

static void check_run(struct run *run, test_rng *rng, unsigned threads, size_t stop_at)
{
    marsad_pool *p = start(run, rng, threads, stop_at);

    submit_all(p, run);
    assert_int_equal(marsad_pool_finish(p), stop_at == NEVER);
    marsad_pool_free(p, drop);
    assert_int_equal(run->handed_back, stop_at == NEVER ? JOBS : stop_at + 1);
    assert_int_equal(run->handed_back + run->dropped, run->submitted);
    for (size_t i = 0; i < JOBS; i++)
        assert_int_equal(run->jobs[i].done + run->jobs[i].dropped, i < run->submitted);
}

static void test_runs(void **state)
{
    static const unsigned THREADS[] = { 1, 2, 4 };
    static const size_t STOPS[] = { NEVER, 0, 1, 57, JOBS - 1 };
    test_rng rng = test_rng_start("pool");
    struct run *run = malloc(sizeof *run);

    (void)state;
    assert_non_null(run);
    for (size_t t = 0; t < COUNT(THREADS); t++)
        for (size_t s = 0; s < COUNT(STOPS); s++)
            check_run(run, &rng, THREADS[t], STOPS[s]);
    free(run);
}

/* finish() is a barrier, not an end: the pool takes jobs again. */
static void test_finish_twice(void **state)
{
    test_rng rng = test_rng_start("pool, twice");
    struct run *run = malloc(sizeof *run);
    marsad_pool *p = start(run, &rng, 2, NEVER);

    (void)state;
    assert_true(marsad_pool_finish(p));
    for (size_t i = 0; i < 20; i++) {
        run->submitted++;
        assert_true(marsad_pool_submit(p, &run->jobs[i]));
        if (i % 5 == 0) {
            assert_true(marsad_pool_finish(p));
            assert_int_equal(run->handed_back, i + 1);
        }
    }
    marsad_pool_free(p, drop); /* without finish(): what had no done() is dropped */
    assert_int_equal(run->handed_back + run->dropped, 20);
    free(run);
}

static void test_refusals(void **state)
{
    static const unsigned BAD[] = { 0, 257, UINT32_MAX };
    marsad_err err;

    (void)state;
    for (size_t i = 0; i < COUNT(BAD); i++) {
        marsad_err_clear(&err);
        assert_null(marsad_pool_new(&(marsad_pool_options){ BAD[i], work, done, NULL }, &err));
        assert_int_equal(err.code, MARSAD_EINVAL);
    }
    assert_null(marsad_pool_new(&(marsad_pool_options){ 2, NULL, done, NULL }, NULL));
    marsad_pool_free(NULL, drop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_runs),
        cmocka_unit_test(test_finish_twice),
        cmocka_unit_test(test_refusals),
    };

    return cmocka_run_group_tests_name("pool", tests, NULL, NULL);
}
