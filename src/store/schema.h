/*
 * schema.h - the tables, as numbered migrations.
 */
#ifndef MARSAD_STORE_SCHEMA_H
#define MARSAD_STORE_SCHEMA_H

#define STORE_APPLICATION_ID 0x4D525344 /* "MRSD", in the header of the file */

/* Migration i + 1 as SQL text; it takes a store from version i to i + 1. MARSAD_STORE_SCHEMA of them. */
extern const char *const STORE_MIGRATIONS[];

#endif
