#include "sample.h"

#include <assert.h>

#define ALLOC(type, n) ((type *)marsad_arena_array(arena, (n), sizeof(type)))

/* The first place of some words in the text. */
static marsad_span span(marsad_str text, const char *words)
{
    size_t at = marsad_str_find(text, marsad_str_of(words), 0);

    assert(at != SIZE_MAX);
    return (marsad_span){ .start = (uint32_t)at, .end = (uint32_t)(at + strlen(words)) };
}

static void sample_article(marsad_arena *arena, unsigned number, marsad_article *a)
{
    marsad_caption *captions = ALLOC(marsad_caption, 2);

    captions[0] = (marsad_caption){ MARSAD_LIT("caption \"one\""), MARSAD_LIT("credit") };
    captions[1] = (marsad_caption){ MARSAD_LIT("caption two"), { 0 } };
    *a = (marsad_article){ .number = 1,
                           .document = marsad_arena_fmt(arena, "sample-%u", number),
                           .url = marsad_arena_fmt(arena, "https://paper.example/%u", number),
                           .source = MARSAD_LIT("paper"),
                           .title = MARSAD_LIT("سبعة قتلى في عدن"),
                           .agency = MARSAD_LIT("wire"),
                           .dateline = MARSAD_LIT("عدن"),
                           .published = "2021-03-04",
                           .language = "ar",
                           .capture = { MARSAD_LIT("urn:uuid:1"), MARSAD_LIT("2021-03-05T06:07:08Z"),
                                        MARSAD_LIT("sha1:A"), MARSAD_LIT("https://paper.example/") },
                           .captions = captions,
                           .n_captions = 2 };
    a->text = marsad_arena_fmt(arena, "قتل 7 مدنيين أمس في عدن بقصف شنه الجيش، قالت الشرطة.\nالخبر رقم %u\tو\"انتهى\".",
                               number);
    marsad_article_digest(a->title, a->text, a->digest);
}

static void sample_text(marsad_arena *arena, marsad_record *r)
{
    marsad_str text = r->article.text;
    marsad_sentence *sentences = ALLOC(marsad_sentence, 2);
    marsad_token *tokens = ALLOC(marsad_token, 2);
    uint32_t line = (uint32_t)marsad_str_find(text, MARSAD_LIT("\n"), 0);
    marsad_span word = span(text, "عدن");

    sentences[0] = (marsad_sentence){ .start = 0, .end = line };
    sentences[1] = (marsad_sentence){ .start = line + 1, .end = (uint32_t)text.len, .headline = true };
    tokens[0] = (marsad_token){ .start = word.start, .end = word.end, .norm = MARSAD_LIT("عدن") };
    tokens[1] = (marsad_token){ .start = word.start, .end = word.end, .norm = MARSAD_LIT("مدنيين") };
    r->text = (marsad_text){ .text = text, .tokens = tokens, .n_tokens = 2, .sentences = sentences, .n_sentences = 2 };
}

static void sample_mentions(marsad_arena *arena, marsad_record *r)
{
    marsad_str text = r->article.text;
    marsad_mentions *m = &r->mentions;
    marsad_place *place = ALLOC(marsad_place, 3);

    place[0] = (marsad_place){ .id = MARSAD_LIT("geonames:415189"),
                               .name = MARSAD_LIT("Aden"),
                               .country = MARSAD_LIT("YE"),
                               .admin1 = MARSAD_LIT("Aden"),
                               .lat = 12.7794,
                               .lon = 45.0367,
                               .located = true,
                               .precision = MARSAD_LIT("settlement") };
    place[1] = (marsad_place){ .name = MARSAD_LIT("A village"),
                               .country = MARSAD_LIT("YE"),
                               .radius_km = 2.5,
                               .precision = MARSAD_LIT("region") };
    m->mentions = ALLOC(marsad_mention, 4);
    m->n_mentions = 4;
    m->mentions[0] = (marsad_mention){ .span = span(text, "عدن"), .kind = MARSAD_MENTION_PLACE, .place = &place[0] };
    m->mentions[1] = (marsad_mention){ .span = span(text, "الجيش"),
                                       .kind = MARSAD_MENTION_ORGANISATION,
                                       .entity = MARSAD_LIT("marsad:army"),
                                       .country = MARSAD_LIT("YE"),
                                       .roles = MARSAD_LIT("MIL|GOV") };
    m->mentions[2] = (marsad_mention){ .span = span(text, "الخبر"),
                                       .kind = MARSAD_MENTION_FACILITY,
                                       .entity = MARSAD_LIT("article:1"),
                                       .place = &place[1] };
    place[2] = place[0]; /* the same place, with a radius of its own */
    place[2].radius_km = 57;
    m->mentions[3] = (marsad_mention){ .span = span(text, "الشرطة"), .kind = MARSAD_MENTION_PLACE, .place = &place[2] };
    m->times = ALLOC(marsad_time, 2);
    m->n_times = 2;
    m->times[0] = (marsad_time){ .span = span(text, "أمس"),
                                 .value = "2021-03-03",
                                 .from = "2021-03-03",
                                 .to = "2021-03-03",
                                 .rule = "relative-day" };
    m->times[1] = (marsad_time){ .span = span(text, "رقم"), .value = "P3D", .rule = "length", .duration = true };
    m->quantities = ALLOC(marsad_quantity, 2);
    m->n_quantities = 2;
    m->quantities[0] = (marsad_quantity){ .span = span(text, "7 مدنيين"),
                                          .min = 7,
                                          .max = 7,
                                          .has_min = true,
                                          .has_max = true,
                                          .of = span(text, "مدنيين"),
                                          .of_word = MARSAD_LIT("مدني"),
                                          .role = MARSAD_QUANTITY_KILLED };
    m->quantities[1] = (marsad_quantity){
        .span = span(text, "رقم"), .min = 2.5, .has_min = true, .approximate = true, .part = true, .cumulative = true
    };
    m->problems = ALLOC(marsad_problem, 1);
    m->n_problems = 1;
    m->problems[0] = (marsad_problem){ "conflicting-months", span(text, "أمس"), MARSAD_LIT("two months") };
}

static void sample_events(marsad_arena *arena, marsad_record *r)
{
    marsad_str text = r->article.text;
    marsad_party *parties = ALLOC(marsad_party, 2);
    marsad_missing *missing = ALLOC(marsad_missing, 2);
    marsad_events *e = &r->events;
    const marsad_source police = { .span = span(text, "الشرطة"),
                                   .kind = MARSAD_LIT("official"),
                                   .verb = MARSAD_LIT("قالت"),
                                   .stance = MARSAD_LIT("said"),
                                   .via = span(text, "عدن") };

    parties[0] = (marsad_party){ span(text, "الجيش"), span(text, "الجيش"), MARSAD_LIT("marsad:army"), MARSAD_LIT("YE"),
                                 MARSAD_LIT("MIL") };
    parties[1] = (marsad_party){ span(text, "مدنيين"), span(text, "مدنيين"), { 0 }, { 0 }, MARSAD_LIT("CVL") };
    missing[0] = (marsad_missing){ "injured", "not-stated" };
    missing[1] = (marsad_missing){ "captured", "ambiguous" };
    e->events = ALLOC(marsad_event, 2);
    e->n_events = 2;
    e->events[0] =
        (marsad_event){ .type = MARSAD_LIT("ASSAULT"),
                        .mode = MARSAD_LIT("heavy-weapons"),
                        .trigger = span(text, "قتل"),
                        .actors = parties,
                        .n_actors = 1,
                        .recipients = parties + 1,
                        .n_recipients = 1,
                        .has_place = true,
                        .place_span = span(text, "عدن"),
                        .place = r->mentions.mentions[0].place,
                        .time = &r->mentions.times[0],
                        .killed = { true, 7, 7, true, true, true, true, MARSAD_LIT("مدني"), span(text, "7 مدنيين") },
                        .participants = { true, 10, 0, true, false, false, false, { 0 }, { 0 } },
                        .has_territory = true,
                        .territory = span(text, "عدن"),
                        .factuality = MARSAD_ALLEGED,
                        .has_source = true,
                        .source = police,
                        .control_status = MARSAD_LIT("took"),
                        .control_claim = MARSAD_LIT("claimed"),
                        .control_part = MARSAD_LIT("part"),
                        .cue = span(text, "قالت"),
                        .confidence = 0.75,
                        .codes = { MARSAD_LIT("19"), MARSAD_LIT("Explosions/Remote violence"),
                                   MARSAD_LIT("Shelling/artillery/missile attack"), 4, true, -9.5 },
                        .missing = missing,
                        .n_missing = 2 };
    e->events[1] = (marsad_event){ .type = MARSAD_LIT("PROTEST"),
                                   .sentence = 1,
                                   .trigger = span(text, "انتهى"),
                                   .has_place = true,
                                   .place_span = span(text, "الخبر"),
                                   .confidence = 1 };
    e->statements = ALLOC(marsad_statement, 2);
    e->n_statements = 2;
    e->statements[0] = (marsad_statement){ .span = span(text, "قتل 7 مدنيين"),
                                           .verb = police.verb,
                                           .named = true,
                                           .speaker = police,
                                           .quotation = span(text, "7 مدنيين") };
    e->statements[1] = (marsad_statement){ .span = span(text, "انتهى"), .verb = MARSAD_LIT("قالت") };
    e->holdings = ALLOC(marsad_holding, 2);
    e->n_holdings = 2;
    e->holdings[0] = (marsad_holding){ .span = span(text, "انتهى"),
                                       .status = MARSAD_LIT("held"),
                                       .past = true,
                                       .has_holder = true,
                                       .holder = parties[0],
                                       .place_span = span(text, "عدن"),
                                       .place = r->mentions.mentions[0].place,
                                       .part = MARSAD_LIT("edge"),
                                       .part_span = span(text, "الخبر"),
                                       .since = &r->mentions.times[0],
                                       .factuality = MARSAD_DENIED,
                                       .cue = span(text, "قالت"),
                                       .has_source = true,
                                       .source = police,
                                       .confidence = 0.5 };
    e->holdings[1] = (marsad_holding){ .sentence = 1,
                                       .span = span(text, "قتل"),
                                       .status = MARSAD_LIT("besieged"),
                                       .place_span = span(text, "الخبر"),
                                       .confidence = 0.75 };
}

void sample_record(marsad_arena *arena, unsigned number, marsad_record *out)
{
    memset(out, 0, sizeof *out);
    sample_article(arena, number, &out->article);
    sample_text(arena, out);
    sample_mentions(arena, out);
    sample_events(arena, out);
    marsad_points_init(&out->points, out->article.text, arena);
    out->program = MARSAD_LIT("9.9.9");
    out->dictionary = MARSAD_LIT("1-test");
}
