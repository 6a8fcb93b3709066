/*
 * main.c - the commands of the program marsad.
 */
#include "cli/cli.h"
#include "marsad/words.h"
#include "mention/entity_model.h"

#include <signal.h>

/* In the order in which they are mostly met: put in, look, take out, correct, keep in order. */
static const struct command *const COMMANDS[] = {
    &COMMAND_READ,    &COMMAND_ADD,       &COMMAND_WATCH,  &COMMAND_EVENTS, &COMMAND_STORIES, &COMMAND_CONFLICTS,
    &COMMAND_CONTROL, &COMMAND_ENTITIES,  &COMMAND_SEARCH, &COMMAND_SHOW,   &COMMAND_EXPORT,  &COMMAND_REPORT,
    &COMMAND_REVIEW,  &COMMAND_REANALYSE, &COMMAND_LINK,   &COMMAND_VERIFY
};
#define N_COMMANDS (sizeof COMMANDS / sizeof *COMMANDS)

static void write_help(struct output *out)
{
    out_text(out, "Marsad reads Arabic news and keeps a sourced record of what happened.\n\n"
                  "usage: marsad COMMAND [OPTIONS] [ARGUMENTS]\n\n");
    for (size_t i = 0; i < N_COMMANDS; i++)
        out_fmt(out, "  %-9s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    out_text(out, "\n  --version   versions of program, dictionary, models and store\n"
                  "  --help      this page; marsad COMMAND --help: all about one command\n\n"
                  "Example:\n"
                  "  marsad add articles.jsonl.gz\n"
                  "  marsad events --place Yemen --from 2015-07-20\n\n"
                  "Exit status: 0 done; 1 some inputs were refused, each named on stderr; 2 wrong usage;\n"
                  "3 cannot go on (disk full, store damaged); 130 interrupted, what was read is stored.\n");
}

static int print_version(void)
{
    struct output out = { .error = 0 };
    marsad_err err = { .code = MARSAD_OK };
    marsad_dict *dict = cli_dict();
    marsad_words_model *words = dict ? marsad_words_load(dict, NULL, &err) : NULL;
    entity_model *entities = dict ? entity_model_open(NULL, dict, &err) : NULL;

    out_fmt(&out, "marsad %s\n", marsad_version());
    out_fmt(&out, "dictionary %s\n", dict ? marsad_dict_version(dict) : "not found");
    out_fmt(&out, "words model %s\n", words ? marsad_words_version(words) : "not found");
    out_fmt(&out, "entities model %s\n", entities ? entity_model_version(entities) : "not found");
    out_fmt(&out, "record schema %d\nstore schema %d\n", MARSAD_SCHEMA, MARSAD_STORE_SCHEMA);
    entity_model_close(entities);
    marsad_words_free(words);
    marsad_dict_close(dict);
    return out_finish(&out, dict ? CLI_DONE : CLI_STOPPED);
}

static int print_help(void)
{
    struct output out = { .error = 0 };

    write_help(&out);
    return out_finish(&out, CLI_DONE);
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (strcmp(COMMANDS[i]->name, name) == 0)
            return COMMANDS[i];
    return NULL;
}

int main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    const struct command *command = find_command(name);

    signal(SIGPIPE, SIG_IGN); /* write() says EPIPE instead: a closed pipe ends quietly */
    signal(SIGXFSZ, SIG_IGN); /* write() says EFBIG instead: treated like a full disk */
    if (command)
        return command->run(argc - 1, argv + 1);
    if (strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0)
        return print_version();
    if (strcmp(name, "help") == 0 && argc > 2 && (command = find_command(argv[2])) != NULL)
        return cli_help(command);
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        return print_help();
    if (!*name)
        fputs("marsad: no command. Try: marsad --help\n", stderr);
    else
        fprintf(stderr, "marsad: unknown command '%s'. Try: marsad --help\n", name);
    return CLI_USAGE;
}
