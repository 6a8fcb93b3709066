/*
 * cli.h - what the commands share: the table of commands, output, errors, options, the way of articles through threads.
 *
 * Results go to stdout, everything else to stderr. Only this room prints.
 */
#ifndef MARSAD_CLI_CLI_H
#define MARSAD_CLI_CLI_H

#include <getopt.h>
#include <stdio.h>

#include "marsad/input.h"
#include "marsad/store.h"

enum { CLI_DONE = 0, CLI_REFUSED = 1, CLI_USAGE = 2, CLI_STOPPED = 3, CLI_INTERRUPTED = 130 };
#define CLI_GO_ON (-1) /* no exit status: there is more to do */

struct command {
    const char *name, *summary, *help;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name; gives the exit status */
};

extern const struct command COMMAND_READ, COMMAND_ADD, COMMAND_SHOW, COMMAND_EVENTS, COMMAND_SEARCH, COMMAND_VERIFY,
    COMMAND_WATCH, COMMAND_LINK, COMMAND_STORIES, COMMAND_CONFLICTS, COMMAND_REPORT, COMMAND_ENTITIES, COMMAND_REVIEW,
    COMMAND_REANALYSE, COMMAND_CONTROL, COMMAND_EXPORT;

#define CLI_DB "marsad.db"
#define CLI_HELP_DB "  --db FILE          the store (default marsad.db)\n"

/* ---- output: collected, written in large pieces; the first failure is kept ---- */

struct output {
    marsad_buf buf;
    int error; /* errno of the first failure, ENOMEM among them */
};

void out_str(struct output *o, marsad_str s);
void out_text(struct output *o, const char *z);
/* The same for what comes from outside and goes to people: on one line, nothing that a terminal obeys (cli.c). */
void out_safe(struct output *o, marsad_str s);
/* The same, line ends stay. */
void out_safe_lines(struct output *o, marsad_str s);
void out_fmt(struct output *o, const char *fmt, ...) MARSAD_PRINTF(2, 3);
/* Write out what has gathered if that is much. False once anything failed. */
bool out_check(struct output *o);
/*
 * Write out the rest, release, and give the exit status: `status`, or CLI_STOPPED with a message where writing failed.
 * A pipe that the reader closed is no failure.
 */
int out_finish(struct output *o, int status);

/* ---- errors ---- */

/* "marsad: NAME: reason (byte N)" on stderr. */
void cli_error(const marsad_err *err);
/* "marsad: WHAT: LINE" on stderr: no error, something that was done. */
void cli_log(const char *what, const char *line);
/* "marsad COMMAND: …" and where help is to be had; gives CLI_USAGE. */
int cli_usage(const struct command *c, const char *fmt, ...) MARSAD_PRINTF(2, 3);
/* Print err and give the exit status that its code asks for. */
int cli_fail(const marsad_err *err);

/* ---- options ---- */

/* Getopt values of the common long options; OPT_OTHER on: own. */
enum { OPT_DB = 1000, OPT_JSON, OPT_CSV, OPT_HELP, OPT_OTHER };
#define CLI_LONG_OPTIONS                                                                                               \
    { "json", no_argument, NULL, OPT_JSON },                                                                           \
    {                                                                                                                  \
        "help", no_argument, NULL, OPT_HELP                                                                            \
    }
#define CLI_LONG_DB                                                                                                    \
    {                                                                                                                  \
        "db", required_argument, NULL, OPT_DB                                                                          \
    }
#define CLI_LONG_CSV                                                                                                   \
    {                                                                                                                  \
        "csv", no_argument, NULL, OPT_CSV                                                                              \
    }

/* Next option of the command; -1 at the end of options; prints what getopt has to say. '?' means: return CLI_USAGE. */
int cli_option(const struct command *c, int argc, char **argv, const char *letters, const struct option *options);
int cli_help(const struct command *c); /* prints it, gives CLI_DONE */
enum cli_format { FORMAT_TABLE, FORMAT_JSON, FORMAT_CSV };
/* Take --db, --json or --csv of a command that lists rows; false: it is another option. */
bool cli_list_option(int option, const char **db, enum cli_format *format);
/* All options of a command that has no others than --db, --json and --help. CLI_GO_ON, or the exit status. */
int cli_store_options(const struct command *c, int argc, char **argv, const char **db, bool *json);
/* A whole number from low to high; false: it is none, and that was said. */
bool cli_number(const struct command *c, const char *name, const char *text, long long low, long long high,
                long long *out);
unsigned cli_threads(void); /* default of -j */
double cli_now(void);       /* seconds of a clock that nobody sets */

/* The dictionary beside the program; NULL: told. */
marsad_dict *cli_dict(void);

/* ---- articles through threads, in order ---- */

struct job {
    marsad_arena *arena;
    marsad_article article; /* a copy in the arena */
    marsad_record record;
    marsad_buf out; /* for the worker to fill */
    bool revisit;   /* no article: its `capture` names what was captured again */
    int64_t id;     /* of an article that comes out of a store */
    marsad_err err; /* why there is no record; MARSAD_OK if there is one */
    struct job *next;
};

/* Jobs that nobody works on, to be used again; begin with zeros. */
struct jobs {
    struct job *top;
};

/* An empty job. NULL: no memory, err says so. */
struct job *jobs_take(struct jobs *s, marsad_err *err);
void jobs_give(struct jobs *s, struct job *job);
void jobs_clear(struct jobs *s);
/* A job that goes to no shelf; of the shape that marsad_pool_free() wants. */
void job_free(void *user, void *job);

struct totals {
    marsad_progress progress; /* items: articles; words */
    uint64_t skipped;         /* not wanted */
    uint64_t refused;         /* inputs and articles, each told on stderr */
    double seconds;
    bool interrupted;
};

struct pipeline {
    const marsad_dict *dict;
    const char *const *paths;
    size_t n_paths;
    unsigned threads;
    bool articles_only; /* no analysis */
    bool progress;      /* on stderr, if it is a terminal */
    void *user;
    /* Caller's thread, before the analysis; NULL: all are wanted. False: stop, err says why. */
    bool (*wanted)(void *user, const marsad_article *a, bool *wanted, marsad_err *err);
    void (*work)(void *user, struct job *job);                  /* any thread, after the analysis; may be NULL */
    bool (*done)(void *user, struct job *job, marsad_err *err); /* caller's thread, in order. False: stop */
    /* The same for what an archive says was captured again; NULL: of no interest. */
    bool (*revisit)(void *user, const marsad_capture *c, marsad_err *err);
    /* And for what was refused, behind the line on stderr. */
    bool (*refused)(void *user, const marsad_err *why, marsad_err *err);
};

/* The arguments behind the options are its inputs; false: there are none, and that was said. */
bool cli_take_paths(const struct command *c, int argc, char **argv, struct pipeline *p);

/*
 * Run all articles of the inputs through it. SIGINT ends the reading, what was read is finished. False: cannot go on;
 * err is empty where the reason is known to the user (output closed).
 */
bool cli_pipeline(const struct pipeline *p, struct totals *totals, marsad_err *err);

/* The exit status of a run that came to its end. */
int cli_totals_status(const struct totals *totals);

/* ---- for people ---- */

/* Title and origin of an article. */
void print_article(struct output *o, const marsad_article *a);
/* One event: a line of fields, a line with its sentence. `document`: at the end of the first line, unless ptr NULL. */
void print_event(struct output *o, const marsad_event_row *row, marsad_str document);
/* Its parts: "TYPE/mode"; "Name, CC" or "?"; names, "?" if none; a sentence on a line of its own. */
void print_type(struct output *o, const marsad_event *e);
void print_place(struct output *o, const marsad_event_row *row);
void print_parties(struct output *o, const marsad_points *p, const marsad_party *at, size_t n);
void print_sentence(struct output *o, marsad_str sentence);
/* Between actor and recipient, with marks that keep their order where a terminal turns Arabic around. */
#define PRINT_ARROW "\u200E \u2192 \u200E"
/* Event i of a record as a row. */
marsad_event_row record_row(const marsad_record *r, size_t i);
/* 1234567 as "1,234,567". */
void print_count(struct output *o, uint64_t n);

/* "edited by NAME (killed, place)"; nothing where nobody reviewed it. */
void print_review(struct output *o, const marsad_event *e);

/* csv.c: one cell, with a comma before it unless it is the first */
void csv_text(struct output *o, bool *first, marsad_str s);
void csv_number(struct output *o, bool *first, bool has, double x); /* empty where there is none */
/* events_csv.c */
void csv_header(struct output *o);
void csv_event(struct output *o, const marsad_event_row *row);

#endif
