/*
 * threads.h - what stories follow each other: the key of a story, and the runs of days of one key.
 */
#ifndef LINK_THREADS_H
#define LINK_THREADS_H

#include "link/reports.h"

struct story_days {
    int32_t from, to; /* CALENDAR_NO_DAY: not known */
};

/* Days that most articles give for it, those that are told before those that follow from the day of publication. */
struct story_days story_days_of(const struct link_report *const *members, size_t n);

/*
 * Stories of one key whose days follow each other form a thread. Deeds: what is done in a province. Talks: what the
 * same two parties do. 0: stands alone. The column "thread" of the table story.
 */
int64_t story_thread_key(const struct link_report *const *members, size_t n);

/* Numbers of threads: looked up once a key, kept for the next story. */
struct story_threads;

struct story_threads *story_threads_new(marsad_store *s, marsad_err *err);
void story_threads_free(struct story_threads *t); /* NULL is fine */
/* The thread of a story by its key and its first day; 0: none. */
bool story_thread(struct story_threads *t, int64_t key, const char *day, uint64_t *thread, marsad_err *err);

#endif
