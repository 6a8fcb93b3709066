/*
 * link.h - from reports to stories: the reports of one event, across articles and days.
 *
 *     report  one event of one article, as it was read (a row of the table "event"); never changed, never thrown away
 *     story   the reports that tell of the same event
 *     thread  stories that follow each other: a battle of weeks, a round of talks
 *
 *     marsad_link_update(store, &done, &err);                       after articles were added
 *     marsad_link_stories(store, &filter, visit, user, &err);       the stories, with their reports
 *
 * The same articles give the same stories, with the same numbers, in whatever order they were added. What a new article
 * costs does not grow with the store (src/link/README.md). All functions fail with MARSAD_ESTORE, MARSAD_ENOMEM or
 * MARSAD_EINVAL.
 */
#ifndef MARSAD_LINK_H
#define MARSAD_LINK_H

#include "marsad/store.h"

/* What an update did. */
typedef struct {
    int64_t reports; /* that were new */
    int64_t pairs;   /* pairs of reports that were compared */
    int64_t links;   /* of them, told of one event */
    int64_t stories; /* that were made or changed */
} marsad_link_done;

/* Put reports that no update has seen into stories. The store must be open for writing. */
MARSAD_API bool marsad_link_update(marsad_store *s, marsad_link_done *done, marsad_err *err);

/* Forget all stories and make them anew: after a new version of the program, or of the log of corrections. */
MARSAD_API bool marsad_link_again(marsad_store *s, marsad_link_done *done, marsad_err *err);

/* How many reports no update has seen. */
MARSAD_API bool marsad_link_behind(marsad_store *s, int64_t *n, marsad_err *err);

typedef struct {
    int64_t id; /* made of the content of its first report: the same in every store that holds these reports */
    /* By day of publication, then by digest and number in the article; never none. Sentences, spans and texts are as in
       marsad_store_events(). */
    const marsad_event_row *reports;
    size_t n;
    size_t articles, sources;  /* sources: independent ones, marsad_merge_voices() of merge.h */
    char day[11], day_end[11]; /* first and last day that its reports give for it; "" where none does */
    uint64_t thread;           /* stories with the same number follow each other; 0: stands alone */
} marsad_story;

/* Stories with at least one report that fits; NULL, 0: any. */
typedef struct {
    marsad_event_filter events; /* limit and offset count stories */
    size_t sources_at_least;    /* independent sources */
    int64_t story;              /* this one alone */
    uint64_t thread;            /* those of this thread */
} marsad_story_filter;

typedef bool marsad_story_fn(void *user, const marsad_story *story); /* false stops */

/* Visit the stories that fit, by day, then by number; those without a day last. Valid during the call. */
MARSAD_API bool marsad_link_stories(marsad_store *s, const marsad_story_filter *filter, marsad_story_fn *visit,
                                    void *user, marsad_err *err);

/* A story's number as people write it: "s" and 15 hexadecimal digits. */
typedef struct {
    char text[17];
} marsad_story_name;
MARSAD_API marsad_story_name marsad_story_name_of(int64_t id);
/* Back again; 0: it is none. */
MARSAD_API int64_t marsad_story_id(const char *name);

#endif
