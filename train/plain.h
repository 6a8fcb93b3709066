/*
 * plain.h - the texts of a folder of news, clean, one after the other.
 */
#ifndef TRAIN_PLAIN_H
#define TRAIN_PLAIN_H

#include "marsad/arena.h"
#include "marsad/error.h"
#include "marsad/str.h"

/*
 * `text` is valid during the call only; `scratch` is for what is made of it and is emptied after each text. False from
 * `take` ends the reading; so does what cannot be read: *err says why.
 */
bool plain_read(const char *folder, bool (*take)(void *user, marsad_str text, marsad_arena *scratch, marsad_err *err),
                void *user, marsad_err *err);

#endif
