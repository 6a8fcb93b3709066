/*
 * sqlite.h - the open database and small helpers around SQLite's calls, for the files of this room.
 */
#ifndef MARSAD_STORE_SQLITE_H
#define MARSAD_STORE_SQLITE_H

#include <sqlite3.h>

#include "marsad/map.h"
#include "marsad/store.h"

/* Statements that are prepared once and kept. */
enum store_statement {
    STORE_SEEN,
    STORE_COPY_SEEN,
    STORE_COPY,
    STORE_RUN,
    STORE_RUN_END,
    STORE_ARTICLE,
    STORE_CAPTION,
    STORE_SENTENCE,
    STORE_PLACE,
    STORE_ENTITY,
    STORE_MENTION,
    STORE_TIME,
    STORE_QUANTITY,
    STORE_STATEMENT,
    STORE_PROBLEM,
    STORE_EVENT,
    STORE_PARTY,
    STORE_MISSING,
    STORE_CONTEXT,
    STORE_HOLDING,
    STORE_WORDS,
    STORE_LOAD_ARTICLE,
    STORE_LOAD_CAPTIONS,
    STORE_LOAD_SENTENCES,
    STORE_LOAD_MENTIONS,
    STORE_LOAD_TIMES,
    STORE_LOAD_QUANTITIES,
    STORE_LOAD_STATEMENTS,
    STORE_LOAD_PROBLEMS,
    STORE_LOAD_EVENTS,
    STORE_LOAD_EVENT,
    STORE_LOAD_HEAD,
    STORE_LOAD_PARTIES,
    STORE_LOAD_MISSING,
    STORE_LOAD_CONTEXT,
    STORE_LOAD_SENTENCE,
    STORE_LOAD_HOLDINGS,
    STORE_SEARCH,
    STORE_CAPTURE_SEEN,
    STORE_CAPTURE,
    STORE_REVISIT,
    STORE_LOAD_CAPTURE,
    STORE_FEED,
    STORE_SET_FEED,
    STORE_LINK,
    STORE_SET_LINK,
    STORE_NEAR_KEY,
    STORE_NEAR_LOAD,
    STORE_NEAR_ADD,
    STORE_NEAR_ADD_KEY,
    STORE_NEAR_FIRST,
    STORE_NEAR_JOIN,
    STORE_NEAR_GROUP,
    STORE_BY_DIGEST,
    STORE_IDENTITIES,
    STORE_REFUSED_SEEN,
    STORE_REFUSE,
    /* of the room link */
    STORE_LINK_NEW,
    STORE_LINK_STALE,
    STORE_LINK_DROP_PAIR,
    STORE_LINK_DISSOLVE,
    STORE_LINK_DROP_KEY,
    STORE_LINK_LOAD,
    STORE_LINK_NAMES,
    STORE_LINK_ADD,
    STORE_LINK_ADD_KEY,
    STORE_LINK_KEY,
    STORE_LINK_ADD_PAIR,
    STORE_LINK_PAIRS,
    STORE_LINK_STORY_OF,
    STORE_LINK_SET_STORY,
    STORE_LINK_COUNT,
    STORE_LINK_DROP_STORY,
    STORE_LINK_WRITE_STORY,
    STORE_LINK_MEMBERS,
    STORE_LINK_THREAD,
    STORE_CORRECTED,
    STORE_CORRECTED_PARTY,
    STORE_LOAD_CORRECTED,
    STORE_LOAD_CORRECTED_PARTIES,
    STORE_LOAD_REVIEW,
    STORE_REVIEW,
    STORE_REVIEW_SEEN,
    STORE_REVIEW_TURN,
    STORE_REVIEW_KNOWN,
    STORE_REVIEW_RESOLVE,
    STORE_REVIEW_ANCHOR,
    STORE_REVIEW_STATE,
    STORE_REVIEW_STALE,
    STORE_REVIEW_STALE_ONE,
    STORE_REVIEW_FORGET,
    STORE_REVIEW_FORGET_PARTY,
    STORE_REVIEW_FORGET_EVENT,
    STORE_REVIEW_ARTICLES,
    STORE_REVIEW_DIGESTS,
    STORE_OUTDATED,
    STORE_REPLACE_RUN,
    STORE_STATEMENT_COUNT
};

struct marsad_store {
    sqlite3 *db;
    char *path;
    const marsad_dict *dict;
    bool write, batch;         /* batch: a transaction is open */
    int64_t run, run_articles; /* row of this session in "run", 0 before the first article; articles since */
    marsad_arena *keep;        /* keys of the maps below */
    marsad_arena *scratch;     /* of one call */
    marsad_map *written;       /* places and entities that this session wrote: "p:id", "e:id" */
    uint64_t near_copies;      /* added by this session */
    int64_t refused;           /* rows of "refused"; -1: not counted yet */
    marsad_map *actors;        /* id -> row of the actors table of the dictionary; built when first needed */
    sqlite3_stmt *statements[STORE_STATEMENT_COUNT];
};

/* Fill err from SQLite's result code; always false. */
bool store_fail(marsad_store *s, int rc, marsad_err *err);
/* Run SQL without results. */
bool store_exec(marsad_store *s, const char *sql, marsad_err *err);
/* A kept statement, reset; NULL on failure. */
sqlite3_stmt *store_prepare(marsad_store *s, enum store_statement which, const char *sql, marsad_err *err);
/* Step a statement that gives no row; it is reset and its bindings are cleared. */
bool store_run(marsad_store *s, sqlite3_stmt *stmt, marsad_err *err);
/* Step a statement that gives rows. At the end and on failure it is reset. */
marsad_status store_step(marsad_store *s, sqlite3_stmt *stmt, marsad_err *err);
/* One number from SQL. */
bool store_number(marsad_store *s, const char *sql, int64_t *out, marsad_err *err);
/* A transaction for writing, unless one is open. */
bool store_begin(marsad_store *s, marsad_err *err);
/* Undo the batch. */
void store_rollback(marsad_store *s);

/* Strings stay the caller's until the statement is reset. ptr NULL, and "" for bind_text, give NULL. */
void bind_str(sqlite3_stmt *stmt, int at, marsad_str value);
void bind_text(sqlite3_stmt *stmt, int at, const char *value);
void bind_number(sqlite3_stmt *stmt, int at, bool has, double value);

/* Column as a string, valid until the next step; ptr NULL for NULL. */
marsad_str column_str(sqlite3_stmt *stmt, int at);
/* The same, copied to the arena; ptr NULL for NULL. *ok becomes false where there is no memory. */
marsad_str column_copy(sqlite3_stmt *stmt, int at, marsad_arena *arena, bool *ok);
/* A day column to char[11]; "" for NULL or anything that is no day. */
void column_day(sqlite3_stmt *stmt, int at, char out[11]);

/* load.c: one article with its text and points, no analysis, and one event of it. False with `err` empty: not there. */
bool store_load_article(marsad_store *s, int64_t id, marsad_arena *arena, marsad_record *out, marsad_err *err);
/* The sentences of an article that store_load_article() gave. */
bool store_load_sentences(marsad_store *s, int64_t id, marsad_arena *arena, marsad_record *out, marsad_err *err);
bool store_load_event(marsad_store *s, int64_t id, const marsad_points *points, marsad_arena *arena, marsad_event *out,
                      marsad_err *err);
/* The same as the program read it, without what people said of it. */
bool store_load_event_read(marsad_store *s, int64_t id, const marsad_points *points, marsad_arena *arena,
                           marsad_event *out, marsad_err *err);
bool store_load_sentence(marsad_store *s, int64_t article, uint32_t number, const marsad_points *points,
                         marsad_span *out, marsad_err *err);

#endif
