/*
 * news.h - the articles of a folder of news, one after the other.
 */
#ifndef TRAIN_NEWS_H
#define TRAIN_NEWS_H

#include "marsad/article.h"

/* `scratch` is emptied after each document. False from `take` ends the reading; so does what cannot be read. */
bool news_read(const marsad_dict *dict, const char *folder, marsad_arena *scratch,
               bool (*take)(void *user, const marsad_article *article, marsad_err *err), void *user, marsad_err *err);

#endif
