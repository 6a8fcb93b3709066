/*
 * tiny.c - data folders for the tests of the dictionary. Header lines come from the compiler's own list of tables.
 */
#include "../testing.h"

#include "tiny.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dictc/dictc.h"

void tiny_write(const struct tiny *t, const char *file, const char *bytes, size_t len)
{
    char path[600];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", t->data, file);
    f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static const struct table *table_of(const char *file)
{
    for (size_t i = 0; i < MARSAD_TABLE_COUNT; i++)
        for (size_t k = 0; TABLES[i].files[k]; k++)
            if (strcmp(TABLES[i].files[k], file) == 0)
                return &TABLES[i];
    fail_msg("no table has the file %s", file);
    return NULL;
}

void tiny_rows(const struct tiny *t, const char *file, const char *rows)
{
    const struct table *table = table_of(file);
    marsad_buf text = { 0 };

    for (size_t c = 0; table->columns[c].kind != COLUMN_END && table->columns[c].kind != COLUMN_LINE; c++)
        assert_true(marsad_buf_addf(&text, "%s%s", c ? "\t" : "", table->columns[c].name));
    assert_true(marsad_buf_addf(&text, "\n%s", rows));
    tiny_write(t, file, text.ptr, text.len);
    marsad_buf_release(&text);
}

void tiny_begin(struct tiny *t, const char *dictc)
{
    const char *temp = getenv("TMPDIR");
    char model[300];

    *t = (struct tiny){ .dictc = dictc };
    snprintf(t->folder, sizeof t->folder, "%s/marsad-test-XXXXXX", temp && *temp ? temp : "/tmp");
    assert_non_null(mkdtemp(t->folder));
    snprintf(t->data, sizeof t->data, "%s/data", t->folder);
    snprintf(model, sizeof model, "%s/model", t->folder);
    snprintf(t->out, sizeof t->out, "%s/out.dict", t->folder);
    assert_int_equal(mkdir(t->data, 0700) | mkdir(model, 0700), 0);
    for (size_t i = 0; i < MARSAD_TABLE_COUNT; i++)
        for (size_t k = 0; TABLES[i].files[k]; k++)
            tiny_rows(t, TABLES[i].files[k], "");
}

int tiny_compile(struct tiny *t)
{
    char command[2000];
    FILE *pipe;
    int status;

    snprintf(command, sizeof command, "'%s' '%s' '%s' 2>&1", t->dictc, t->data, t->out);
    pipe = popen(command, "r");
    assert_non_null(pipe);
    t->said[fread(t->said, 1, sizeof t->said - 1, pipe)] = '\0';
    status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

void tiny_end(const struct tiny *t)
{
    char command[300];

    snprintf(command, sizeof command, "rm -rf '%s'", t->folder);
    assert_int_equal(system(command), 0);
}
