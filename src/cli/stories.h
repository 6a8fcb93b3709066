/*
 * stories.h - stories for people, as JSON and as CSV.
 */
#ifndef MARSAD_CLI_STORIES_H
#define MARSAD_CLI_STORIES_H

#include "cli/cli.h"
#include "marsad/merge.h"

/* A thread's number as people write it: "t" and 16 hexadecimal digits. */
struct thread_name {
    char text[18];
};
struct thread_name thread_name_of(uint64_t thread);
uint64_t thread_of_name(const char *name); /* 0: it is none */

/* The report that a field was taken from; NULL: it is not known. */
const marsad_event_row *story_row(const marsad_story *s, const marsad_merged *m, marsad_merge_field field);

/* ---- stories_print.c ---- */

/* One line. */
void print_story(struct output *o, const marsad_story *s, const marsad_merged *m);
/* All of it: the fields with rule and report, then the reports by time. */
void print_story_whole(struct output *o, const marsad_story *s, const marsad_merged *m);

/* ---- stories_json.c, stories_csv.c ---- */

void json_story(struct output *o, const marsad_story *s, const marsad_merged *m);
void csv_story_header(struct output *o);
void csv_story(struct output *o, const marsad_story *s, const marsad_merged *m);

/* ---- stories_threads.c ---- */

struct story_threads_seen; /* threads, gathered from the stories of a run */

struct story_threads_seen *threads_seen_new(void); /* NULL: no memory */
void threads_seen_free(struct story_threads_seen *t);
bool threads_seen_add(struct story_threads_seen *t, const marsad_story *s, const marsad_merged *m); /* false: memory */

/* Those of two stories or more, by first day, then by number; `limit` 0: all. Gives how many there were. */
size_t threads_seen_print(struct story_threads_seen *t, struct output *o, enum cli_format format, int64_t limit,
                          int64_t offset);

#endif
