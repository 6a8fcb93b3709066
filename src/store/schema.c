/*
 * schema.c - SQL of the schema; docs/schema.md tells people what each column means. Tables are named in the singular,
 * views for reading in the plural. A migration is never changed once it is released: add the next one.
 *
 * start and stop count code points of article.text, stop exclusive: substr(text, start + 1, stop - start). Parts of an
 * article have the key (article, number) and lie in the order of the article, so that they are written at the end of
 * their table and read in one piece.
 */
#include "store/schema.h"

static const char FIRST[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;\n"
    "INSERT INTO meta VALUES('normal_form', '1');\n"
    "CREATE TABLE run(id INTEGER PRIMARY KEY, program TEXT NOT NULL, dictionary TEXT NOT NULL, started TEXT NOT NULL,\n"
    "  finished TEXT, articles INTEGER NOT NULL DEFAULT 0) STRICT;\n"
    "CREATE TABLE article(id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, document TEXT NOT NULL,\n"
    "  number INTEGER NOT NULL, url TEXT, source TEXT, title TEXT, author TEXT, agency TEXT, dateline TEXT,\n"
    "  published TEXT, language TEXT, words INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES run(id),\n"
    "  text TEXT NOT NULL) STRICT;\n"
    "CREATE INDEX article_document ON article(document);\n"
    "CREATE INDEX article_url ON article(url) WHERE url IS NOT NULL;\n"
    "CREATE TABLE copy(article INTEGER NOT NULL REFERENCES article(id), document TEXT NOT NULL, url TEXT NOT NULL,\n"
    "  source TEXT NOT NULL, published TEXT, PRIMARY KEY(article, document, url, source)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE caption(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  text TEXT NOT NULL, credit TEXT, PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE sentence(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL, headline INTEGER NOT NULL,\n"
    "  PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE place(id TEXT PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, lat REAL, lon REAL,\n"
    "  precision TEXT) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE entity(id TEXT PRIMARY KEY, name TEXT, name_en TEXT, kind TEXT, country TEXT, role TEXT)\n"
    "  STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE mention(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  kind TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, entity TEXT,\n"
    "  country TEXT, roles TEXT, place TEXT REFERENCES place(id), radius_km REAL, PRIMARY KEY(article, number))\n"
    "  STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE time(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, value TEXT, day_from TEXT, day_to TEXT,\n"
    "  kind TEXT NOT NULL, rule TEXT, PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE quantity(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, min REAL, max REAL,\n"
    "  approximate INTEGER NOT NULL, of_word TEXT, of_start INTEGER, of_stop INTEGER, role TEXT,\n"
    "  part INTEGER NOT NULL, cumulative INTEGER NOT NULL, PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE statement(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  start INTEGER NOT NULL, stop INTEGER NOT NULL, speaker_start INTEGER, speaker_stop INTEGER, speaker TEXT,\n"
    "  verb TEXT, PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE problem(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  kind TEXT NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, message TEXT,\n"
    "  PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article(id),\n"
    "  number INTEGER NOT NULL, run INTEGER NOT NULL REFERENCES run(id), type TEXT NOT NULL, mode TEXT,\n"
    "  factuality TEXT NOT NULL, confidence REAL NOT NULL, sentence INTEGER NOT NULL,\n"
    "  day TEXT, day_end TEXT, day_is TEXT,\n"
    "  trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL, trigger_text TEXT NOT NULL,\n"
    "  place_start INTEGER, place_stop INTEGER, place_text TEXT, place_key TEXT, place TEXT REFERENCES place(id),\n"
    "  place_radius_km REAL,\n"
    "  time_start INTEGER, time_stop INTEGER, time_text TEXT, time_value TEXT, time_from TEXT, time_to TEXT,\n"
    "  killed_min REAL, killed_max REAL, killed_start INTEGER, killed_stop INTEGER,\n"
    "  injured_min REAL, injured_max REAL, injured_start INTEGER, injured_stop INTEGER,\n"
    "  captured_min REAL, captured_max REAL, captured_start INTEGER, captured_stop INTEGER,\n"
    "  displaced_min REAL, displaced_max REAL, displaced_start INTEGER, displaced_stop INTEGER,\n"
    "  participants_min REAL, participants_max REAL, participants_start INTEGER, participants_stop INTEGER,\n"
    "  gains_start INTEGER, gains_stop INTEGER, gains_text TEXT,\n"
    "  loses_start INTEGER, loses_stop INTEGER, loses_text TEXT,\n"
    "  territory_start INTEGER, territory_stop INTEGER, territory_text TEXT,\n"
    "  source_start INTEGER, source_stop INTEGER, source_text TEXT,\n"
    "  UNIQUE(article, number)) STRICT;\n"
    "CREATE INDEX event_day ON event(day);\n"
    "CREATE INDEX event_place ON event(place);\n"
    "CREATE TABLE event_party(event INTEGER NOT NULL REFERENCES event(id), side TEXT NOT NULL,\n"
    "  number INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL,\n"
    "  entity TEXT, country TEXT, role TEXT, PRIMARY KEY(event, side, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE event_missing(event INTEGER NOT NULL REFERENCES event(id), field TEXT NOT NULL,\n"
    "  reason TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(event, field)) STRICT, WITHOUT ROWID;\n"
    "CREATE VIRTUAL TABLE article_words USING fts5(title, words, content='',\n"
    "  tokenize='unicode61 remove_diacritics 0');\n"
    "INSERT INTO article_words(article_words, rank) VALUES('hashsize', 4194304);\n"
    /* For reading by hand. */
    "CREATE VIEW articles AS SELECT a.id, a.published, a.source, a.title, a.agency, a.author, a.dateline, a.words,\n"
    "  (SELECT count(*) FROM event e WHERE e.article = a.id) AS events,\n"
    "  (SELECT count(*) FROM copy c WHERE c.article = a.id) AS copies, a.document, a.url, a.text FROM article a;\n"
    "CREATE VIEW events AS SELECT e.id, e.day, e.day_end, e.day_is, e.type, e.mode,\n"
    "  (SELECT group_concat(p.text, '; ') FROM event_party p WHERE p.event = e.id AND p.side = 'actor') AS actors,\n"
    "  (SELECT group_concat(p.text, '; ') FROM event_party p WHERE p.event = e.id AND p.side = 'recipient')\n"
    "    AS recipients,\n"
    "  e.place_text AS place, l.name AS place_name, l.country, l.admin1, l.lat, l.lon, l.precision,\n"
    "  e.place_radius_km,\n"
    "  e.killed_min, e.killed_max, e.injured_min, e.injured_max, e.captured_min, e.captured_max,\n"
    "  e.displaced_min, e.displaced_max, e.participants_min, e.participants_max,\n"
    "  e.gains_text AS gains, e.loses_text AS loses, e.territory_text AS territory,\n"
    "  e.factuality, e.source_text AS said_by, e.confidence, e.trigger_text AS trigger,\n"
    "  substr(a.text, s.start + 1, s.stop - s.start) AS sentence,\n"
    "  a.document, a.source, a.title, a.published, a.url, e.article, r.program, r.dictionary\n"
    "  FROM event e JOIN article a ON a.id = e.article JOIN run r ON r.id = e.run LEFT JOIN place l ON l.id = e.place\n"
    "  LEFT JOIN sentence s ON s.article = e.article AND s.number = e.sentence;\n"
    "CREATE VIEW killings AS SELECT * FROM events WHERE killed_min > 0 OR killed_max > 0;\n"
    "CREATE VIEW control_changes AS SELECT id, day, territory, place, place_name, country, gains, loses, factuality,\n"
    "  said_by, sentence, document, source, published FROM events\n"
    "  WHERE gains IS NOT NULL OR loses IS NOT NULL OR territory IS NOT NULL;\n"
    "CREATE VIEW mentions AS SELECT m.article, m.number, m.kind, m.text, m.entity, n.name_en AS entity_name,\n"
    "  coalesce(l.country, m.country) AS country, m.roles, m.place, l.name AS place_name, l.lat, l.lon, a.document,\n"
    "  a.source, a.published FROM mention m JOIN article a ON a.id = m.article LEFT JOIN place l ON l.id = m.place\n"
    "  LEFT JOIN entity n ON n.id = m.entity;\n"
    "CREATE VIEW statements AS SELECT t.article, t.number, t.speaker, t.verb,\n"
    "  substr(a.text, t.start + 1, t.stop - t.start) AS said, a.document, a.source, a.published\n"
    "  FROM statement t JOIN article a ON a.id = t.article;\n";

/* Captures in archives of the web; near copies: a row for each article that has a signature, and its keys. */
static const char CAPTURES[] =
    "CREATE TABLE capture(article INTEGER NOT NULL REFERENCES article(id), time TEXT NOT NULL, record TEXT NOT NULL,\n"
    "  digest TEXT, url TEXT, PRIMARY KEY(article, time, record)) STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX capture_digest ON capture(digest) WHERE digest IS NOT NULL;\n"
    "CREATE TABLE near(article INTEGER PRIMARY KEY REFERENCES article(id), group_id INTEGER, signature BLOB NOT NULL)\n"
    "  STRICT;\n"
    "CREATE INDEX near_group ON near(group_id) WHERE group_id IS NOT NULL;\n"
    "CREATE TABLE near_key(key INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES article(id),\n"
    "  PRIMARY KEY(key, article)) STRICT, WITHOUT ROWID;\n"
    "DROP VIEW articles;\n"
    "CREATE VIEW articles AS SELECT a.id, a.published, a.source, a.title, a.agency, a.author, a.dateline, a.words,\n"
    "  (SELECT count(*) FROM event e WHERE e.article = a.id) AS events,\n"
    "  (SELECT count(*) FROM copy c WHERE c.article = a.id) AS copies, a.document, a.url, a.text,\n"
    "  coalesce((SELECT n.group_id FROM near n WHERE n.article = a.id), a.id) AS group_id,\n"
    "  (SELECT min(c.time) FROM capture c WHERE c.article = a.id) AS captured FROM article a;\n";

/* How an event is told: kind and stance of its source, who passes it on, the cue of factuality, control. */
static const char TOLD[] =
    "ALTER TABLE event_party ADD COLUMN head_start INTEGER;\n"
    "ALTER TABLE event_party ADD COLUMN head_stop INTEGER;\n"
    "ALTER TABLE statement ADD COLUMN kind TEXT;\n"
    "ALTER TABLE statement ADD COLUMN stance TEXT;\n"
    "ALTER TABLE statement ADD COLUMN via_start INTEGER;\n"
    "ALTER TABLE statement ADD COLUMN via_stop INTEGER;\n"
    "ALTER TABLE statement ADD COLUMN quote_start INTEGER;\n"
    "ALTER TABLE statement ADD COLUMN quote_stop INTEGER;\n"
    "CREATE TABLE event_context(event INTEGER PRIMARY KEY REFERENCES event(id), source_verb TEXT, source_kind TEXT,\n"
    "  source_stance TEXT, via_start INTEGER, via_stop INTEGER, via_text TEXT, cue_start INTEGER, cue_stop INTEGER,\n"
    "  cue_text TEXT, control_status TEXT, control_claim TEXT) STRICT, WITHOUT ROWID;\n"
    "DROP VIEW control_changes;\n"
    "CREATE VIEW control_changes AS SELECT v.id, v.day, v.territory, v.place, v.place_name, v.country, v.gains, "
    "v.loses,\n"
    "  c.control_status AS status, c.control_claim AS claim, v.factuality, v.said_by, v.sentence, v.document, "
    "v.source,\n"
    "  v.published FROM events v LEFT JOIN event_context c ON c.event = v.id\n"
    "  WHERE v.gains IS NOT NULL OR v.loses IS NOT NULL OR v.territory IS NOT NULL;\n"
    "DROP VIEW statements;\n"
    "CREATE VIEW statements AS SELECT t.article, t.number, t.speaker, t.kind, t.verb, t.stance,\n"
    "  substr(a.text, t.via_start + 1, t.via_stop - t.via_start) AS via,\n"
    "  substr(a.text, t.start + 1, t.stop - t.start) AS said, a.document, a.source, a.published\n"
    "  FROM statement t JOIN article a ON a.id = t.article;\n";

/* What the numbers count, and the rule that read the day. */
static const char COUNTED[] =
    "ALTER TABLE event ADD COLUMN time_rule TEXT;\n"
    "ALTER TABLE event ADD COLUMN killed_of TEXT; ALTER TABLE event ADD COLUMN killed_approximate INTEGER;\n"
    "ALTER TABLE event ADD COLUMN killed_cumulative INTEGER;\n"
    "ALTER TABLE event ADD COLUMN injured_of TEXT; ALTER TABLE event ADD COLUMN injured_approximate INTEGER;\n"
    "ALTER TABLE event ADD COLUMN injured_cumulative INTEGER;\n"
    "ALTER TABLE event ADD COLUMN captured_of TEXT; ALTER TABLE event ADD COLUMN captured_approximate INTEGER;\n"
    "ALTER TABLE event ADD COLUMN captured_cumulative INTEGER;\n"
    "ALTER TABLE event ADD COLUMN displaced_of TEXT; ALTER TABLE event ADD COLUMN displaced_approximate INTEGER;\n"
    "ALTER TABLE event ADD COLUMN displaced_cumulative INTEGER;\n"
    "ALTER TABLE event ADD COLUMN participants_of TEXT; ALTER TABLE event ADD COLUMN participants_approximate "
    "INTEGER;\n"
    "ALTER TABLE event ADD COLUMN participants_cumulative INTEGER;\n";

/* Codes of other schemes; events of older programs have none. */
static const char CODES[] =
    "ALTER TABLE event ADD COLUMN cameo TEXT;\n"
    "ALTER TABLE event ADD COLUMN acled_event TEXT;\n"
    "ALTER TABLE event ADD COLUMN acled_sub_event TEXT;\n"
    "ALTER TABLE event ADD COLUMN quad INTEGER;\n"
    "ALTER TABLE event ADD COLUMN intensity REAL;\n"
    "CREATE VIEW event_codes AS SELECT v.*, e.cameo, e.acled_event, e.acled_sub_event, e.quad, e.intensity\n"
    "  FROM events v JOIN event e ON e.id = v.id;\n";

/* What `marsad watch` has seen. */
static const char WATCHED[] =
    "CREATE TABLE feed(url TEXT PRIMARY KEY, etag TEXT, modified TEXT, checked INTEGER NOT NULL,\n"
    "  not_before INTEGER NOT NULL, failures INTEGER NOT NULL) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE link(url TEXT PRIMARY KEY, feed TEXT NOT NULL, tries INTEGER NOT NULL, done INTEGER NOT NULL)\n"
    "  STRICT, WITHOUT ROWID;\n";

/* Keys that all forms of a word share, beside the normal forms; the index holds no text, so it is made anew. */
static const char STEMS[] =
    "DROP TABLE article_words;\n"
    "CREATE VIRTUAL TABLE article_words USING fts5(title, words, title_stems, stems, content='',\n"
    "  tokenize='unicode61 remove_diacritics 0');\n"
    "INSERT INTO article_words(article_words, rank) VALUES('hashsize', 4194304);\n"
    "INSERT INTO meta VALUES('stem', '1');\n"
    "INSERT INTO article_words(rowid, title, words, title_stems, stems)\n"
    "  SELECT id, marsad_normal(title), marsad_normal(text), marsad_stems(title), marsad_stems(text) FROM article\n"
    "  ORDER BY id;\n";

/* Stories: what is compared of each report, the keys that lead to it, pairs that tell of one event. */
static const char LINKED[] =
    "CREATE TABLE link_report(event INTEGER PRIMARY KEY REFERENCES event(id), story INTEGER NOT NULL,\n"
    "  features BLOB NOT NULL) STRICT;\n"
    "CREATE INDEX link_report_story ON link_report(story);\n"
    "CREATE TABLE link_key(key INTEGER NOT NULL, event INTEGER NOT NULL REFERENCES event(id),\n"
    "  PRIMARY KEY(key, event)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE link_pair(a INTEGER NOT NULL REFERENCES event(id), b INTEGER NOT NULL REFERENCES event(id),\n"
    "  probability REAL NOT NULL, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID;\n"
    "CREATE TABLE story(id INTEGER PRIMARY KEY, day TEXT, day_end TEXT, thread INTEGER NOT NULL,\n"
    "  reports INTEGER NOT NULL) STRICT;\n"
    "CREATE INDEX story_day ON story(day);\n"
    "CREATE INDEX story_thread ON story(thread, day);\n"
    "CREATE VIEW stories AS SELECT printf('s%015x', t.id) AS story, t.day, t.day_end, t.reports,\n"
    "  (SELECT count(DISTINCT coalesce(n.group_id, e.article)) FROM link_report r JOIN event e ON e.id = r.event\n"
    "    LEFT JOIN near n ON n.article = e.article WHERE r.story = t.id) AS sources,\n"
    "  (SELECT min(e.type) FROM link_report r JOIN event e ON e.id = r.event WHERE r.story = t.id) AS type\n"
    "  FROM story t;\n"
    "CREATE VIEW story_reports AS SELECT printf('s%015x', r.story) AS story, v.* FROM link_report r\n"
    "  JOIN events v ON v.id = r.event;\n";

/*
 * The log of corrections, which is only added to, and what it comes to. REPLACE deletes without asking the trigger on
 * DELETE, so the one on INSERT looks for it. "corrected" has the columns of "event"; a migration that adds one to
 * "event" adds it there too.
 */
static const char REVIEWED[] =
    "CREATE TABLE review(id TEXT PRIMARY KEY, action TEXT NOT NULL, digest TEXT NOT NULL, number INTEGER NOT NULL,\n"
    "  type TEXT NOT NULL, trigger_start INTEGER NOT NULL, trigger_stop INTEGER NOT NULL, trigger_text TEXT NOT NULL,\n"
    "  other_digest TEXT, other_number INTEGER, other_type TEXT, other_start INTEGER, other_stop INTEGER,\n"
    "  other_text TEXT, field TEXT, old TEXT, new TEXT, seen TEXT, undoes TEXT, turn INTEGER NOT NULL,\n"
    "  at TEXT NOT NULL, reviewer TEXT NOT NULL, why TEXT NOT NULL) STRICT, WITHOUT ROWID;\n"
    "CREATE INDEX review_digest ON review(digest);\n"
    "CREATE INDEX review_other ON review(other_digest) WHERE other_digest IS NOT NULL;\n"
    "CREATE TRIGGER review_no_update BEFORE UPDATE ON review BEGIN\n"
    "  SELECT RAISE(ABORT, 'the log of corrections is only added to'); END;\n"
    "CREATE TRIGGER review_no_delete BEFORE DELETE ON review BEGIN\n"
    "  SELECT RAISE(ABORT, 'the log of corrections is only added to'); END;\n"
    "CREATE TRIGGER review_no_replace BEFORE INSERT ON review\n"
    "  WHEN EXISTS(SELECT 1 FROM review WHERE id = NEW.id) BEGIN\n"
    "  SELECT RAISE(ABORT, 'the log of corrections has this entry already'); END;\n"
    "CREATE TABLE event_review(event INTEGER PRIMARY KEY REFERENCES event(id), state TEXT NOT NULL,\n"
    "  entry TEXT NOT NULL REFERENCES review(id), fields TEXT) STRICT;\n"
    "CREATE TABLE corrected AS SELECT * FROM event WHERE 0;\n"
    "CREATE UNIQUE INDEX corrected_id ON corrected(id);\n"
    "CREATE TABLE corrected_party AS SELECT * FROM event_party WHERE 0;\n"
    "CREATE INDEX corrected_party_event ON corrected_party(event, side, number);\n"
    /* Reports of which people said something since stories were made last. */
    "CREATE TABLE link_stale(event INTEGER PRIMARY KEY REFERENCES event(id)) STRICT;\n"
    /* As people left them: for programs, then for reading by hand. */
    "CREATE VIEW event_now AS\n"
    "  SELECT * FROM event WHERE id NOT IN (SELECT id FROM corrected)\n"
    "    AND id NOT IN (SELECT event FROM event_review WHERE state = 'rejected')\n"
    "  UNION ALL SELECT * FROM corrected WHERE id NOT IN (SELECT event FROM event_review WHERE state = 'rejected');\n"
    "CREATE VIEW event_party_now AS\n"
    "  SELECT * FROM event_party WHERE event NOT IN (SELECT id FROM corrected)\n"
    "  UNION ALL SELECT * FROM corrected_party;\n"
    "DROP VIEW events;\n"
    "CREATE VIEW events AS SELECT e.id, e.day, e.day_end, e.day_is, e.type, e.mode,\n"
    "  (SELECT group_concat(p.text, '; ') FROM event_party_now p WHERE p.event = e.id AND p.side = 'actor') AS "
    "actors,\n"
    "  (SELECT group_concat(p.text, '; ') FROM event_party_now p WHERE p.event = e.id AND p.side = 'recipient')\n"
    "    AS recipients,\n"
    "  e.place_text AS place, l.name AS place_name, l.country, l.admin1, l.lat, l.lon, l.precision,\n"
    "  e.place_radius_km,\n"
    "  e.killed_min, e.killed_max, e.injured_min, e.injured_max, e.captured_min, e.captured_max,\n"
    "  e.displaced_min, e.displaced_max, e.participants_min, e.participants_max,\n"
    "  e.gains_text AS gains, e.loses_text AS loses, e.territory_text AS territory,\n"
    "  e.factuality, e.source_text AS said_by, e.confidence, e.trigger_text AS trigger,\n"
    "  substr(a.text, s.start + 1, s.stop - s.start) AS sentence,\n"
    "  a.document, a.source, a.title, a.published, a.url, e.article, r.program, r.dictionary,\n"
    "  substr(a.digest, 1, 12) || ':' || e.number AS report, v.state AS review, v.fields AS corrected,\n"
    "  w.reviewer, w.at AS reviewed\n"
    "  FROM event_now e JOIN article a ON a.id = e.article JOIN run r ON r.id = e.run\n"
    "  LEFT JOIN place l ON l.id = e.place\n"
    "  LEFT JOIN sentence s ON s.article = e.article AND s.number = e.sentence\n"
    "  LEFT JOIN event_review v ON v.event = e.id LEFT JOIN review w ON w.id = v.entry;\n"
    "DROP VIEW event_codes;\n"
    "CREATE VIEW event_codes AS SELECT v.*, e.cameo, e.acled_event, e.acled_sub_event, e.quad, e.intensity\n"
    "  FROM events v JOIN event_now e ON e.id = v.id;\n"
    "CREATE VIEW reviews AS SELECT w.at, w.reviewer, w.action, substr(w.digest, 1, 12) || ':' || w.number AS report,\n"
    "  substr(w.other_digest, 1, 12) || ':' || w.other_number AS other, w.field, w.old, w.new, w.why, w.undoes, w.id,\n"
    "  a.id AS article, w.type, w.trigger_text AS trigger FROM review w LEFT JOIN article a ON a.digest = w.digest;\n";

/* What could not be read: an input, why, and where in it. */
static const char REFUSED[] =
    "CREATE TABLE refused(name TEXT NOT NULL, reason TEXT NOT NULL, place INTEGER NOT NULL, count INTEGER NOT NULL,\n"
    "  PRIMARY KEY(name, reason, place)) STRICT, WITHOUT ROWID;\n";

/* Who holds a place without an event, and of what part of a place an event speaks. */
static const char HOLDINGS[] =
    "ALTER TABLE event_context ADD COLUMN control_part TEXT;\n"
    "CREATE INDEX event_context_control ON event_context(event) WHERE control_status IS NOT NULL;\n"
    "CREATE TABLE holding(article INTEGER NOT NULL REFERENCES article(id), number INTEGER NOT NULL,\n"
    "  sentence INTEGER NOT NULL, status TEXT NOT NULL, past INTEGER NOT NULL, start INTEGER NOT NULL,\n"
    "  stop INTEGER NOT NULL, text TEXT NOT NULL, holder_start INTEGER, holder_stop INTEGER, holder_text TEXT,\n"
    "  holder_entity TEXT, holder_country TEXT, holder_role TEXT, holder_head_start INTEGER, holder_head_stop "
    "INTEGER,\n"
    "  place_start INTEGER NOT NULL, place_stop INTEGER NOT NULL, place_text TEXT NOT NULL,\n"
    "  place TEXT REFERENCES place(id), place_radius_km REAL, part TEXT, part_start INTEGER, part_stop INTEGER,\n"
    "  part_text TEXT, since_start INTEGER, since_stop INTEGER, since_text TEXT, since_value TEXT, since_from TEXT,\n"
    "  since_to TEXT, since_rule TEXT, factuality TEXT NOT NULL, cue_start INTEGER, cue_stop INTEGER, cue_text TEXT,\n"
    "  source_start INTEGER, source_stop INTEGER, source_text TEXT, source_verb TEXT, source_kind TEXT,\n"
    "  source_stance TEXT, via_start INTEGER, via_stop INTEGER, via_text TEXT, confidence REAL NOT NULL,\n"
    "  PRIMARY KEY(article, number)) STRICT, WITHOUT ROWID;\n"
    "CREATE VIEW holdings AS SELECT a.published AS day, h.status, h.past, h.holder_text AS holder,\n"
    "  h.holder_entity AS entity, h.place_text AS place, p.name AS place_name, p.country, h.part, h.part_text,\n"
    "  h.since_from AS since, h.factuality, h.source_text AS said_by,\n"
    "  substr(a.text, s.start + 1, s.stop - s.start) AS sentence, a.document, a.source FROM holding h\n"
    "  JOIN article a ON a.id = h.article LEFT JOIN place p ON p.id = h.place\n"
    "  LEFT JOIN sentence s ON s.article = h.article AND s.number = h.sentence;\n";

const char *const STORE_MIGRATIONS[] = { FIRST, CAPTURES, TOLD,    COUNTED,  CODES,   WATCHED,
                                         STEMS, LINKED,   REFUSED, REVIEWED, HOLDINGS };
