/*
 * filter.h - the options that choose events (--type, --place, --from …), the same for all commands that take them.
 *
 *     static const struct option OPTIONS[] = { CLI_LONG_OPTIONS, CLI_LONG_DB, CLI_LONG_FILTER, { 0 } };
 *     while ((option = cli_option(…)) != -1)
 *         …
 *         else if (!cli_filter_option(&COMMAND_X, option, &own)) return CLI_USAGE;
 *     …
 *     if (!cli_filter_check(&COMMAND_X, dict, &own)) return CLI_USAGE;
 *     marsad_store_events(store, &own.filter, …);
 */
#ifndef MARSAD_CLI_FILTER_H
#define MARSAD_CLI_FILTER_H

#include "cli/cli.h"

struct cli_filter {
    marsad_event_filter filter;
    char type[32], country[3], from[11], to[11]; /* what `filter` points to */
};

enum {
    FILTER_TYPE = 2000, /* getopt values; those of a command's own options lie below */
    FILTER_MODE,
    FILTER_PLACE,
    FILTER_COUNTRY,
    FILTER_BOX,
    FILTER_ACTOR,
    FILTER_RECIPIENT,
    FILTER_FROM,
    FILTER_TO,
    FILTER_KILLED,
    FILTER_FACTUALITY,
    FILTER_REVIEW,
    FILTER_LIMIT,
    FILTER_OFFSET
};

/* clang-format off */
#define CLI_LONG_FILTER                                                                                                \
    { "type", required_argument, NULL, FILTER_TYPE }, { "mode", required_argument, NULL, FILTER_MODE },                \
    { "place", required_argument, NULL, FILTER_PLACE }, { "country", required_argument, NULL, FILTER_COUNTRY },        \
    { "box", required_argument, NULL, FILTER_BOX }, { "actor", required_argument, NULL, FILTER_ACTOR },                \
    { "recipient", required_argument, NULL, FILTER_RECIPIENT }, { "from", required_argument, NULL, FILTER_FROM },      \
    { "to", required_argument, NULL, FILTER_TO }, { "killed-at-least", required_argument, NULL, FILTER_KILLED },       \
    { "factuality", required_argument, NULL, FILTER_FACTUALITY },                                                      \
    { "review", required_argument, NULL, FILTER_REVIEW }, { "limit", required_argument, NULL, FILTER_LIMIT },  \
    { "offset", required_argument, NULL, FILTER_OFFSET }
/* clang-format on */

#define CLI_HELP_FILTER                                                                                                \
    "  --type TYPE        PLOVER type: ASSAULT, PROTEST, AID, …\n"                                                   \
    "  --mode MODE        its mode: aerial, demo, …\n"                                                               \
    "  --place PLACE      name (Arabic or English) of a place, province or country, or an id\n"                        \
    "  --country CC       two letters, ISO 3166\n"                                                                     \
    "  --box W,S,E,N      degrees; places known only as a country lie in no box\n"                                     \
    "  --actor WHO        part of the name, another name of the same actor, an id, a country or a sector (MIL)\n"      \
    "  --recipient WHO    the same for the one it was done to\n"                                                       \
    "  --from DAY         on or after this day; 2015-07-20, 2015-07 or 2015\n"                                         \
    "  --to DAY           on or before this day\n"                                                                     \
    "  --killed-at-least N\n"                                                                                          \
    "  --factuality F     asserted, alleged, denied, planned, possible\n"                                              \
    "  --review R         accepted, rejected, edited, none, any of the three; all: rejected ones too\n"                \
    "  --limit N, --offset N\n"

/* Take one option (its value in optarg). False: wrong, and that was said. */
bool cli_filter_option(const struct command *c, int option, struct cli_filter *own);

/* A type that no frame of the dictionary gives is a slip of the pen: say so, and which there are. */
bool cli_filter_check(const struct command *c, const marsad_dict *dict, const struct cli_filter *own);

/* "2015", "2015-07" or "2015-07-20" to the first or last day that it means; false: none of these. */
bool cli_day(const char *text, bool last, char out[11]);

/* "W,S,E,N" in degrees; false: no box. */
bool cli_box(const char *text, marsad_event_filter *f);

#endif
