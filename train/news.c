/*
 * news.c - the articles of a folder of news.
 */
#include "news.h"

#include "marsad/input.h"

bool news_read(const marsad_dict *dict, const char *folder, marsad_arena *scratch,
               bool (*take)(void *user, const marsad_article *article, marsad_err *err), void *user, marsad_err *err)
{
    marsad_input_options options = { .paths = &folder, .n_paths = 1, .limits = marsad_input_limits_defaults() };
    marsad_input *in = marsad_input_open(&options, err);
    marsad_status status = MARSAD_END;
    bool ok = in != NULL;
    marsad_doc doc;

    while (ok && (status = marsad_input_next(in, scratch, &doc, err)) == MARSAD_MORE) {
        marsad_articles articles;
        ok = marsad_article_split(dict, &doc, scratch, &articles, err);
        for (size_t i = 0; ok && i < articles.n; i++)
            ok = take(user, &articles.at[i], err);
        marsad_arena_reset(scratch);
    }
    marsad_input_close(in);
    return ok && status == MARSAD_END;
}
