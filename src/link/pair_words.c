/*
 * pair_words.c - which words two reports share, and which each has that the other does not.
 */
#include "link/pair_words.h"

#include <math.h>

#include "link/bags.h"

#define RARE_WEIGHT 55   /* a word in one of 250 sentences */
#define RARISH_WEIGHT 50 /* in one of 150 */
#define RARE_MOST 4
#define NUMBERS_MOST 3
#define PERSONS_MOST 2
#define LEAD_SENTENCE 1 /* the last sentence of the beginning */

static double lesser(double a, double b)
{
    return a < b ? a : b;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

/* The share of the poorer bag that the other has too. */
static double cover(struct link_overlap o)
{
    double least = lesser(o.common + o.only_a, o.common + o.only_b);

    return least > 0 ? o.common / least : 0;
}

/* What each says that the other does not, of the one that says less of it. */
static double apart(struct link_overlap o)
{
    return lesser(o.only_a, o.only_b);
}

/* What two sentences share and do not, of rare words and of numbers. */
struct details {
    struct link_overlap rare, numbers;
    double shared; /* very rare words of both */
};

static void add_alone(const struct link_word *w, double *rare, double *numbers)
{
    *rare += w->weight >= RARISH_WEIGHT ? w->weight : 0;
    *numbers += w->number ? w->weight : 0;
}

static struct details find_details(const struct link_report *a, const struct link_report *b)
{
    struct details d = { .shared = 0 };

    for (size_t i = 0, k = 0; i < a->n_words || k < b->n_words;) {
        const struct link_word *x = i < a->n_words ? &a->words[i] : NULL, *y = k < b->n_words ? &b->words[k] : NULL;

        if (!y || (x && x->hash < y->hash)) {
            add_alone(x, &d.rare.only_a, &d.numbers.only_a);
            i++;
        } else if (!x || y->hash < x->hash) {
            add_alone(y, &d.rare.only_b, &d.numbers.only_b);
            k++;
        } else { /* the same word weighs the same everywhere */
            add_alone(x, &d.rare.common, &d.numbers.common);
            d.shared += x->weight >= RARE_WEIGHT;
            i++;
            k++;
        }
    }
    return d;
}

static void compare_sentences(const struct link_report *a, const struct link_report *b, enum link_feature place,
                              double out[LINK_FEATURE_COUNT])
{
    double words = link_bag_cosine(a->words, a->n_words, b->words, b->n_words);
    struct link_overlap all = link_bag_overlap(a->words, a->n_words, b->words, b->n_words);

    out[LINK_AROUND_SAME] = link_bag_cosine(a->around, a->n_around, b->around, b->n_around);
    out[LINK_CLAUSE_SAME] = link_bag_cosine(a->clause, a->n_clause, b->clause, b->n_clause);
    out[LINK_WORDS_SAME] = words;
    out[LINK_WORDS_SQUARED] = words * words;
    if (a->talk)
        out[LINK_TALK_WORDS] = words;
    if (place == LINK_ONE_PLACE || place == LINK_NO_PLACE)
        out[LINK_NO_PLACE_WORDS] = words;
    if (a->trigger != b->trigger)
        out[LINK_OTHER_TRIGGER] = words;
    out[LINK_SHORTER] = log(1 + lesser(all.common + all.only_a, all.common + all.only_b) / 100);
}

/* Rare words, numbers, places and persons: what tells one event from another of its kind. */
static void compare_details(const struct link_report *a, const struct link_report *b, double out[LINK_FEATURE_COUNT])
{
    struct details d = find_details(a, b);
    struct link_overlap spots = link_bag_overlap(a->spots, a->n_spots, b->spots, b->n_spots);
    struct link_overlap persons = link_bag_overlap(a->persons, a->n_persons, b->persons, b->n_persons);

    if (strcmp(a->digest, b->digest) != 0)
        out[LINK_RARE] = lesser(d.shared, RARE_MOST);
    out[LINK_RARE_APART] = apart(d.rare) / 100;
    out[LINK_RARE_COVER] = cover(d.rare);
    out[LINK_NUMBERS_SHARED] = lesser(d.numbers.common / 80, NUMBERS_MOST);
    out[LINK_NUMBERS_APART] = lesser(apart(d.numbers) / 80, NUMBERS_MOST);
    out[LINK_SPOTS_SAME] = link_bag_cosine(a->spots, a->n_spots, b->spots, b->n_spots);
    out[LINK_SPOTS_APART] = apart(spots) / 100;
    out[LINK_PERSONS_SHARED] = persons.common / 10;
    out[LINK_PERSONS_APART] = apart(persons) / 10;
    if (!a->meets)
        return;
    out[LINK_MEET_PERSONS] = lesser(out[LINK_PERSONS_SHARED], PERSONS_MOST);
    out[LINK_MEET_PERSONS_APART] = out[LINK_PERSONS_APART];
    out[LINK_MEET_SPOTS_APART] = out[LINK_SPOTS_APART];
    out[LINK_MEET_RARE_APART] = out[LINK_RARE_APART];
}

static void compare_articles(const struct link_report *a, const struct link_report *b, double out[LINK_FEATURE_COUNT])
{
    double there = link_bag_cosine(a->title, a->n_title, b->words, b->n_words);
    double back = link_bag_cosine(b->title, b->n_title, a->words, a->n_words);
    double lead_a = a->sentence <= LEAD_SENTENCE, lead_b = b->sentence <= LEAD_SENTENCE;

    out[LINK_LEADS] = link_bag_cosine(a->lead, a->n_lead, b->lead, b->n_lead);
    out[LINK_TITLES] = link_bag_cosine(a->title, a->n_title, b->title, b->n_title);
    out[LINK_CROSSED] = greater(there, back);
    out[LINK_LEAD_SENTENCES] = lead_a + lead_b;
    out[LINK_BOTH_LEAD] = lead_a * lead_b;
}

void link_pair_words(const struct link_report *a, const struct link_report *b, enum link_feature place,
                     double out[LINK_FEATURE_COUNT])
{
    bool one_article = strcmp(a->digest, b->digest) == 0;

    if (one_article && a->sentence == b->sentence)
        return; /* of course they share their words */
    compare_sentences(a, b, place, out);
    compare_details(a, b, out);
    out[LINK_TOPIC_LEAST] = lesser((double)a->topic, (double)b->topic);
    out[LINK_TOPIC_MOST] = greater((double)a->topic, (double)b->topic);
    if (!one_article) /* one article has one title: that tells nothing */
        compare_articles(a, b, out);
}
