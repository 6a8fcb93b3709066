/*
 * sections.c - what a report asks of the store. Each query gives: item, detail, value, of.
 *
 * Rows are ordered by content alone, never by the numbers of rows in the store, which hang on the order of adding.
 */
#include "report/rows.h"

#define BY_NUMBER " ORDER BY 3 DESC, 1, 2"

/* "name" of one sum of the row `n`, as a row of the section. */
#define FIELD(name, detail) "SELECT '" name "', '" detail "', "
#define OF " , n.total FROM n"

static const char STORE[] =
    "WITH a AS MATERIALIZED (SELECT count(*) AS n, coalesce(sum(words), 0) AS words, min(published) AS first,\n"
    "  max(published) AS last, coalesce(sum(published IS NULL), 0) AS undated,\n"
    "  count(DISTINCT source) AS outlets FROM article)\n"
    "SELECT 'articles', '', n, NULL FROM a\n"
    "UNION ALL SELECT 'words', '', words, NULL FROM a\n"
    "UNION ALL SELECT 'sentences', '', (SELECT count(*) FROM sentence), NULL\n"
    "UNION ALL SELECT 'outlets', '', outlets, NULL FROM a\n"
    "UNION ALL SELECT 'first day of publication', '', first, NULL FROM a\n"
    "UNION ALL SELECT 'last day of publication', '', last, NULL FROM a\n"
    "UNION ALL SELECT 'articles without a day of publication', '', undated, n FROM a\n"
    "UNION ALL SELECT 'names (mentions)', '', (SELECT count(*) FROM mention), NULL\n"
    "UNION ALL SELECT 'names that lead to an entry of the dictionary', '',\n"
    "  (SELECT count(*) FROM mention WHERE place IS NOT NULL OR (entity IS NOT NULL AND entity NOT LIKE "
    "'article:%')),\n"
    "  (SELECT count(*) FROM mention)\n"
    "UNION ALL SELECT 'times', '', (SELECT count(*) FROM time), NULL\n"
    "UNION ALL SELECT 'quantities', '', (SELECT count(*) FROM quantity), NULL\n"
    "UNION ALL SELECT 'statements', '', (SELECT count(*) FROM statement), NULL\n"
    "UNION ALL SELECT 'events', '', (SELECT count(*) FROM event), NULL\n"
    "UNION ALL SELECT 'articles with an event', '', (SELECT count(DISTINCT article) FROM event), n FROM a\n"
    "UNION ALL SELECT 'feeds watched', '', (SELECT count(*) FROM feed), NULL\n"
    "UNION ALL SELECT 'refusals', '', (SELECT coalesce(sum(count), 0) FROM refused), NULL";

static const char FIELDS[] =
    "WITH n AS MATERIALIZED (SELECT count(*) AS total, sum(place_text IS NOT NULL) AS place,\n"
    "  (SELECT count(*) FROM event e JOIN place p ON p.id = e.place WHERE p.lat IS NOT NULL) AS known, sum(day_is = "
    "'event') AS day, sum(day_is = 'published') AS published,\n"
    "  sum(killed_min IS NOT NULL OR killed_max IS NOT NULL) AS killed,\n"
    "  sum(injured_min IS NOT NULL OR injured_max IS NOT NULL) AS injured,\n"
    "  sum(captured_min IS NOT NULL OR captured_max IS NOT NULL) AS captured,\n"
    "  sum(displaced_min IS NOT NULL OR displaced_max IS NOT NULL) AS displaced,\n"
    "  sum(participants_min IS NOT NULL OR participants_max IS NOT NULL) AS participants,\n"
    "  sum(source_text IS NOT NULL) AS source, sum(mode IS NOT NULL) AS mode,\n"
    "  sum(gains_text IS NOT NULL OR loses_text IS NOT NULL OR territory_text IS NOT NULL) AS control FROM event)\n"
    /* clang-format off */
    FIELD("actor", "") "(SELECT count(DISTINCT event) FROM event_party WHERE side = 'actor')" OF
    " UNION ALL " FIELD("actor", "an entry of the dictionary") "(SELECT count(DISTINCT event) FROM event_party "
        "WHERE side = 'actor' AND entity IS NOT NULL AND entity NOT LIKE 'article:%')" OF
    " UNION ALL " FIELD("recipient", "") "(SELECT count(DISTINCT event) FROM event_party WHERE side = 'recipient')" OF
    " UNION ALL " FIELD("recipient", "an entry of the dictionary") "(SELECT count(DISTINCT event) FROM event_party "
        "WHERE side = 'recipient' AND entity IS NOT NULL AND entity NOT LIKE 'article:%')" OF
    " UNION ALL " FIELD("place", "") "place" OF
    " UNION ALL " FIELD("place", "on the map") "known" OF
    " UNION ALL " FIELD("place", "a settlement, or nearer") "(SELECT count(*) FROM event e JOIN place p ON p.id = e.place "
        "WHERE p.precision IN ('exact', 'settlement'))" OF
    " UNION ALL " FIELD("day", "told by the text") "day" OF
    " UNION ALL " FIELD("day", "of publication, for want of another") "published" OF
    " UNION ALL " FIELD("killed", "") "killed" OF
    " UNION ALL " FIELD("injured", "") "injured" OF
    " UNION ALL " FIELD("captured", "") "captured" OF
    " UNION ALL " FIELD("displaced", "") "displaced" OF
    " UNION ALL " FIELD("participants", "") "participants" OF
    " UNION ALL " FIELD("change of control", "") "control" OF
    " UNION ALL " FIELD("source", "") "source" OF
    " UNION ALL " FIELD("mode", "") "mode" OF;
/* clang-format on */

static const char DUPLICATES[] =
    "WITH g AS MATERIALIZED (SELECT count(*) AS n FROM near WHERE group_id IS NOT NULL GROUP BY group_id)\n"
    "SELECT 'articles found elsewhere with the same title and text', '', (SELECT count(DISTINCT article) FROM copy),\n"
    "  (SELECT count(*) FROM article)\n"
    "UNION ALL SELECT 'such copies', '', (SELECT count(*) FROM copy), NULL\n"
    "UNION ALL SELECT 'articles in a group of near copies', '', (SELECT coalesce(sum(n), 0) FROM g),\n"
    "  (SELECT count(*) FROM article)\n"
    "UNION ALL SELECT 'groups of near copies', '', (SELECT count(*) FROM g), NULL\n"
    "UNION ALL SELECT 'articles of the largest group', '', (SELECT coalesce(max(n), 0) FROM g), NULL\n"
    "UNION ALL SELECT 'articles when each group counts once', '', (SELECT count(*) FROM article)\n"
    "  - (SELECT coalesce(sum(n - 1), 0) FROM g), (SELECT count(*) FROM article)";

static const char STORIES[] =
    "SELECT 'stories', '', (SELECT count(*) FROM story), NULL\n"
    "UNION ALL SELECT 'stories of more than one report', '', (SELECT count(*) FROM story WHERE reports > 1),\n"
    "  (SELECT count(*) FROM story)\n"
    "UNION ALL SELECT 'reports in stories of more than one', '', (SELECT coalesce(sum(reports), 0) FROM story\n"
    "  WHERE reports > 1), (SELECT count(*) FROM event)\n"
    "UNION ALL SELECT 'reports that are not in a story yet', '', (SELECT count(*) FROM event)\n"
    "  - (SELECT count(*) FROM link_report), (SELECT count(*) FROM event)";

static const char GAPS[] = "SELECT date(day, '+1 day') || ' to ' || date(next, '-1 day'), '', julianday(next) - "
                           "julianday(day) - 1, NULL FROM\n"
                           "  (SELECT published AS day, lead(published) OVER (ORDER BY published) AS next\n"
                           "   FROM (SELECT DISTINCT published FROM article WHERE published IS NOT NULL))\n"
                           "WHERE julianday(next) - julianday(day) > 1 ORDER BY day";

static const char CONFIDENCE[] =
    "WITH RECURSIVE bin(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM bin WHERE i < 9),\n"
    "  n AS MATERIALIZED (SELECT min(9, CAST(confidence * 10 AS INTEGER)) AS i, count(*) AS events FROM event\n"
    "    GROUP BY 1)\n"
    "SELECT printf('%.1f to %.1f', bin.i / 10.0, (bin.i + 1) / 10.0), '', coalesce(n.events, 0),\n"
    "  (SELECT count(*) FROM event) FROM bin LEFT JOIN n ON n.i = bin.i ORDER BY bin.i";

const struct report_kind REPORT_KINDS[] = {
    { "store", "What went in", "Articles are told apart by title and text.", "what", "", "number", NULL, STORE, 0 },
    { "refused", "What was refused",
      "Inputs and articles that could not be read, over all runs: what the store would hold if it were whole.", "input",
      "reason", "times", "refused",
      "SELECT name, reason || CASE WHEN place >= 0 THEN ' (byte ' || place || ')' ELSE '' END, count, NULL FROM "
      "refused" BY_NUMBER,
      30 },
    { "made-by", "What made the rows",
      "More than one line: some articles were read by another version than others. Read them again to compare them.",
      "program", "dictionary", "articles", NULL,
      "SELECT r.program, r.dictionary, count(*), (SELECT count(*) FROM article) FROM article a "
      "JOIN run r ON r.id = a.run GROUP BY 1, 2" BY_NUMBER,
      0 },
    { "fields", "How much is known", "Share of all events in which the field is filled.", "field", "of these", "events",
      NULL, FIELDS, 0 },
    { "missing", "Why fields are empty",
      "not-stated: the text does not say; not-in-gazetteer: a place without coordinates; of-another-event: the text "
      "says "
      "it of something else.",
      "field", "reason", "events", NULL,
      "SELECT field, reason, count(*), (SELECT count(*) FROM event) FROM event_missing GROUP BY 1, 2 "
      "ORDER BY 1, 3 DESC, 2",
      0 },
    { "types", "Events by type and mode", "Types and modes are those of PLOVER.", "type", "mode", "events", NULL,
      "SELECT type, coalesce(mode, ''), count(*), (SELECT count(*) FROM event) FROM event GROUP BY 1, 2" BY_NUMBER,
      40 },
    { "factuality", "How sure the texts are", "asserted, alleged, denied, planned, possible.", "factuality", "",
      "events", NULL, "SELECT factuality, '', count(*), (SELECT count(*) FROM event) FROM event GROUP BY 1" BY_NUMBER,
      0 },
    { "confidence", "How sure Marsad is",
      "The probability that a trained reader would take the record; whether it is true is measured below.",
      "confidence", "", "events", NULL, CONFIDENCE, 0 },
    { "place-precision", "Places by precision", "Events with a place.", "precision", "", "events", NULL,
      "SELECT coalesce(p.precision, 'not on the map'), '', count(*), (SELECT count(*) FROM event WHERE place_text IS "
      "NOT NULL) FROM event e LEFT JOIN place p ON p.id = e.place WHERE e.place_text IS NOT NULL GROUP BY 1" BY_NUMBER,
      0 },
    { "countries", "Events by country", "Country of the place; ISO 3166.", "country", "", "events", NULL,
      "SELECT coalesce(p.country, 'not known'), '', count(*), (SELECT count(*) FROM event) FROM event e "
      "LEFT JOIN place p ON p.id = e.place GROUP BY 1" BY_NUMBER,
      40 },
    { "outlets", "Articles by outlet", "", "outlet", "", "articles", NULL,
      "SELECT coalesce(source, 'not known'), '', count(*), (SELECT count(*) FROM article) FROM article GROUP BY "
      "1" BY_NUMBER,
      40 },
    { "outlet-events", "Events by outlet", "", "outlet", "", "events", NULL,
      "SELECT coalesce(a.source, 'not known'), '', count(*), (SELECT count(*) FROM event) FROM event e "
      "JOIN article a ON a.id = e.article GROUP BY 1" BY_NUMBER,
      40 },
    { "agencies", "Articles by agency", "As the articles name it.", "agency", "", "articles", NULL,
      "SELECT coalesce(agency, 'none named'), '', count(*), (SELECT count(*) FROM article) FROM article GROUP BY "
      "1" BY_NUMBER,
      40 },
    { "sources", "Who says so",
      "The speaker to whom the text gives the event, by kind; none: the outlet itself says so.", "kind of speaker", "",
      "events", NULL,
      "SELECT CASE WHEN e.source_text IS NULL THEN 'none' ELSE coalesce(c.source_kind, 'other') END, '', count(*),\n"
      "  (SELECT count(*) FROM event) FROM event e LEFT JOIN event_context c ON c.event = e.id GROUP BY 1" BY_NUMBER,
      0 },
    { "stances", "How they say it", "Statements of all texts, by kind of speaker.", "kind of speaker", "stance",
      "statements", NULL,
      "SELECT coalesce(kind, 'other'), coalesce(stance, 'not told'), count(*), (SELECT count(*) FROM statement) "
      "FROM statement GROUP BY 1, 2" BY_NUMBER,
      30 },
    { "languages", "Languages", "", "language", "", "articles", NULL,
      "SELECT coalesce(language, 'not known'), '', count(*), (SELECT count(*) FROM article) FROM article GROUP BY "
      "1" BY_NUMBER,
      0 },
    { "months", "Articles a month", "", "month of publication", "", "articles", NULL,
      "SELECT substr(published, 1, 7), '', count(*), (SELECT count(*) FROM article) FROM article "
      "WHERE published IS NOT NULL GROUP BY 1 ORDER BY 1",
      60 },
    { "days", "Articles a day", "", "day of publication", "", "articles", NULL,
      "SELECT published, '', count(*), (SELECT count(*) FROM article) FROM article WHERE published IS NOT NULL "
      "GROUP BY 1 ORDER BY 1",
      62 },
    { "event-days", "Events a day", "By the first day of the event, where the text tells one; else of publication.",
      "day", "", "events", NULL,
      "SELECT day, '', count(*), (SELECT count(*) FROM event) FROM event WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1",
      62 },
    { "gaps", "Days without an article", "Between the first and the last day of publication.", "from, to", "", "days",
      NULL, GAPS, 40 },
    { "duplicates", "Copies", "Near copies: the same report with another title, cut, moved or respelt.", "what", "",
      "number", NULL, DUPLICATES, 0 },
    { "near-groups", "Groups of near copies by size", "", "articles in the group", "", "groups", NULL,
      "SELECT n || ' articles', '', count(*), (SELECT count(DISTINCT group_id) FROM near WHERE group_id IS NOT NULL)\n"
      "  FROM (SELECT count(*) AS n FROM near WHERE group_id IS NOT NULL GROUP BY group_id) GROUP BY n ORDER BY n",
      40 },
    { "stories", "Stories", "Reports of one event, put together (marsad link).", "what", "", "number", "story", STORIES,
      0 },
    { "story-sizes", "Stories by number of reports", "", "reports in the story", "", "stories", "story",
      "SELECT reports || CASE WHEN reports = 1 THEN ' report' ELSE ' reports' END, '', count(*), (SELECT count(*) FROM "
      "story) FROM story GROUP BY reports ORDER BY reports",
      30 },
    { "reviewed", "Events that people looked at", "By the log of corrections (marsad review).", "state", "", "events",
      "event_review",
      "SELECT state, '', count(*), (SELECT count(*) FROM event) FROM event_review GROUP BY 1\n"
      "UNION ALL SELECT 'nobody looked', '', (SELECT count(*) FROM event) - (SELECT count(*) FROM event_review),\n"
      "  (SELECT count(*) FROM event)",
      0 },
    { "captures", "Captures in archives of the web", "", "what", "", "number", NULL,
      "SELECT 'articles that an archive keeps', '', (SELECT count(DISTINCT article) FROM capture),\n"
      "  (SELECT count(*) FROM article)\n"
      "UNION ALL SELECT 'captures', '', (SELECT count(*) FROM capture), NULL\n"
      "UNION ALL SELECT 'first capture', '', (SELECT min(substr(time, 1, 10)) FROM capture), NULL\n"
      "UNION ALL SELECT 'last capture', '', (SELECT max(substr(time, 1, 10)) FROM capture), NULL",
      0 },
    { "problems", "Contradictions inside texts", "What a text says twice, and differently.", "kind", "", "problems",
      NULL, "SELECT kind, '', count(*), NULL FROM problem GROUP BY 1" BY_NUMBER, 0 },
};

const size_t REPORT_N_KINDS = sizeof REPORT_KINDS / sizeof *REPORT_KINDS;

const struct report_kind REPORT_ACCURACY = {
    "accuracy",
    "How right this version is",
    "unseen: nothing was tuned on these texts; dev: rules were written with them at hand, so the figure is optimistic; "
    "made: by a program, out of real texts.",
    "what",
    "on",
    "value",
    NULL,
    NULL,
    0
};
