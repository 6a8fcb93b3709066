/*
 * coder.h - one event on its way from a trigger to a record.
 */
#ifndef EVENT_CODER_H
#define EVENT_CODER_H

#include "event/frames.h"

struct draft {
    struct frame frame;
    struct parties actors, recipients;
    struct phrase place;
    bool has_place; /* the frame names it as an argument */
    bool opponents; /* the recipients are the one side of a fight that is named: اشتباك مع مسلحين */
    bool has_gains, has_loses, has_territory;
    struct phrase gains, loses, territory;
    marsad_factuality factuality;
    uint32_t cue;                      /* token that decided it, or NO_TOKEN */
    bool undertaken;                   /* a verb of doing before its noun names who does it */
    bool beside_assault;               /* its sentence tells an attack, which the dead belong to */
    uint32_t numbers_from, numbers_to; /* tokens whose numbers may be its own: up to the next acts of its kind */
    bool dropped;                      /* merged into another or suppressed */
    bool told;                         /* why it was dropped */
    uint32_t first, last;              /* tokens of all triggers that were merged into it */
    double believed;                   /* what the gate says, 0 … 1; below 0: no gate for its type */
};

#define DRAFTS_MAX 24 /* in one sentence; more is a list, not news */

struct sentence_drafts {
    struct draft at[DRAFTS_MAX];
    size_t n;
};

#define SPEECHES_MAX 8 /* in one sentence */

/* Somebody who speaks in the sentence at hand. */
struct speech {
    bool found, has_speaker, has_via;
    bool behind;                /* it stands behind or beside what it reports: بحسب الشرطة، كما قال */
    bool another;               /* its subject is named and is nobody who speaks: not the speaker of before */
    bool earlier;               /* the speaker was named in a sentence before */
    uint32_t verb, verb_tokens; /* tokens of the reporting verb or phrase */
    struct phrase speaker, via; /* via: who passes on what the speaker said */
    uint32_t from, to;          /* tokens of what is said */
    uint32_t words;             /* what stands before this token is the paper's own; 0 or at most from: nothing is */
};

struct speeches {
    struct speech at[SPEECHES_MAX];
    size_t n;
};

static inline bool draft_is(const struct draft *d, const char *type)
{
    return marsad_str_equal(d->frame.type, marsad_str_of(type));
}

/* Its word says what came of an act: deaths, injuries. */
static inline bool draft_is_outcome(const struct draft *d)
{
    return marsad_str_equal(d->frame.count, MARSAD_LIT("killed")) ||
           marsad_str_equal(d->frame.count, MARSAD_LIT("injured"));
}

/* PLOVER types of words, not deeds: they need someone who speaks for somebody. */
static inline bool draft_is_verbal(const struct draft *d)
{
    return marsad_list_has(MARSAD_LIT("ACCUSE|REQUEST|REJECT|SUPPORT|AGREE|THREATEN|SANCTION|CONCEDE"), d->frame.type);
}

/* Condemned is a deed and who did it, not who suffered it. */
static inline bool draft_condemns(const struct draft *d)
{
    return draft_is(d, "ACCUSE") && marsad_str_equal(d->frame.mode, MARSAD_LIT("disapprove"));
}

/* Types whose parties are states, bodies, groups and those who speak for them. */
static inline bool draft_is_political(const struct draft *d)
{
    return draft_is_verbal(d) || marsad_list_has(MARSAD_LIT("CONSULT|COOPERATE|AID|MOBILIZE|RETREAT"), d->frame.type);
}

/* ---- speech.c ---- */
void speeches_find(const struct analysis *a, struct speeches *all);
/* The first with a speaker of its own; not found if nobody speaks. */
struct speech speeches_main(const struct speeches *all);
/* The last verb of speech before a token, in its sentence. */
struct speech speech_before(const struct speeches *all, uint32_t token);
/* By whom what the token names is told. */
struct speech speech_of(const struct analysis *a, const struct speeches *all, uint32_t token);
/* Kind, verb and stance of a speech that has a speaker. False: no memory. */
bool speech_tell(const struct analysis *a, const struct speech *s, marsad_source *out);
/* What is said word for word, without its marks; empty if nothing is. */
marsad_span speech_quotation(const struct analysis *a, const struct speech *s);
/* Is the word a verb of reporting (note "say" in data/verbs.tsv)? */
bool speech_is_verb(const struct analysis *a, uint32_t i);

#define HISTORY_YEARS 25 /* before publication, after which an event is history */

/* ---- when.c ---- */
/* Does the time of the event end a generation before that of publication? Such are no news, but what is told about the
 * past.
 */
bool event_is_history(const struct analysis *a, const marsad_event *e);

/* ---- history.c ---- */
/* Without a day of its own in a sentence of another era: not of the news. */
bool event_is_of_old(const struct analysis *a, const marsad_event *e);

/* ---- private.c ---- */
/* The article tells of a crime of private people: it names what such crimes are of, and nothing of public violence. */
bool tells_private(const struct analysis *a);
/* Drop attacks in such an article that no force makes. */
void drop_private(const struct analysis *a, struct sentence_drafts *s);

/* ---- context.c ---- */
/* "عدم الانسحاب", "دون قتال": the noun names what there is not; "كثيرا ما تستهدف": a habit, no act. */
bool is_absent(const struct analysis *a, const struct frame *f);
/* *cue: the token that decided it, NO_TOKEN for what is simply asserted. */
marsad_factuality factuality_of(const struct analysis *a, const struct frame *f, uint32_t *cue);
/* The word of a class at most `reach` tokens before the trigger that bears on it, in its own clause, or NO_TOKEN. */
uint32_t cue_before(const struct analysis *a, const struct frame *f, const char *class, uint32_t reach);
/* 0 … 1: how much the article is about sport, economy and the like and not about events. */
double off_topic(const struct analysis *a);
/* Its beginning tells of an accident, and no weapon is named in all of it. */
bool tells_accident(const struct analysis *a);

/* ---- allege.c ---- */
/* The word that makes the deed hearsay, or NO_TOKEN. */
uint32_t alleged_by(const struct analysis *a, const struct frame *f);

/* ---- arguments.c ---- */
/* Fill actors, recipients, place and control from the frame. */
void arguments_fill(const struct analysis *a, struct draft *d);

/* "قرار الحكومة", "سياسة الرئيس": cut a thing to whose it is, if the phrase says so. */
void cut_to_owner(const struct analysis *a, struct phrase *p);

/* ---- pronouns.c ---- */
/* سيطرته is no woman's and no state's, سيطرتها no man's: can the pronoun on the token stand for the phrase? */
bool pronoun_fits(const struct analysis *a, uint32_t token, const struct phrase *p);
/* Append whom the pronoun on a noun of the trigger stands for. False: nobody. */
bool possessor_find(const struct analysis *a, const struct draft *d, struct parties *out);
/* لقاء جمعه مع نظيره: append whom the pronoun on the verb stands for. False: nobody. */
bool gathered_find(const struct analysis *a, uint32_t verb, struct parties *out);
/* عقب اتهامه بالتورط: append whom a charge with a pronoun is against. False: nobody. */
bool accused_find(const struct analysis *a, const struct draft *d, struct parties *out);
/* زيارة سموه لمصر: append who bears the title that a visit is said to be of: the last person named who is not of the
 * state visited. False: nobody. */
bool visitor_by_title(const struct analysis *a, const struct draft *d, struct parties *out);
/* ألقت القبض عليه: append whom the pronoun of على right behind the words of a deed stands for. False: nobody. */
bool upon_find(const struct analysis *a, const struct draft *d, struct parties *out);
/* Does the pronoun on a verb right behind الذي stand for the noun before that, which somebody else does it to? */
bool pronoun_takes_up(const struct analysis *a, uint32_t verb, const struct phrase *p);
/* Append whom the pronoun on a verb stands for that is its object. False: nobody. */
bool pronoun_object_find(const struct analysis *a, const struct draft *d, struct parties *out);

/* ---- voice.c ---- */
/* مسلحون، جنديان: a subject by its form. */
bool ends_as_subject(const struct analysis *a, const struct phrase *p);
/* Active or passive: sets what is subject and object of a verb whose passive is written like its active. */
void voice_decide(const struct analysis *a, struct draft *d);

/* ---- doers.c ---- */
/* Who did what a noun names, where its own arguments name nobody: the subject of a verb before or behind it. */
void doers_find(const struct analysis *a, struct draft *d);
/* Who claims the attacks of a sentence that have no actor: … وأعلن التنظيم مسؤوليته عن الهجوم. */
void doers_claim(const struct analysis *a, struct sentence_drafts *s);

/* ---- clashes.c ---- */
/* صد الجيش هجوما للمتمردين: of a verb of beating off the subject was attacked, by whom the attack is said to be of. */
void clashes_repelled(const struct analysis *a, struct draft *d);
/* تعرضت الدورية لهجوم من المتمردين: whom the attack that a verb tells is said to be of, where nobody else made it. */
void clashes_suffered(const struct analysis *a, struct draft *d);
/* سيطر الجيش على البلدة بعد معارك مع المتمردين: the other side of a clash is the subject that it is told of. */
void clashes_other_side(const struct analysis *a, struct draft *d);
/* اشتباكات بين الجانبين: the two that fight, where this sentence or the one before names them on the sides of an
 * attack. */
void clashes_both_sides(const struct analysis *a, struct draft *d);
/* وأسفر القصف عن: who made the attack that the word takes up, told right before, where it is beyond doubt. */
void clashes_told(const struct analysis *a, struct draft *d);
/* هجمات نسبت إلى المتمردين: whom a deed is put down to, where nobody else did it. */
void clashes_blamed(const struct analysis *a, struct draft *d);

/* ---- dropped.c ---- */
/* Something is done to what is counted or can suffer; forces and bodies rather act. */
bool can_suffer(const struct analysis *a, const struct phrase *p);
/* Append who is said to do so beside what the sentence tells (…، مطالبا): who speaks, or the subject of the last verb.
 */
bool inherit_main(const struct analysis *a, uint32_t participle, struct parties *out);
/* Append who speaks, for verbs and nouns of the first person. False: nobody. */
bool inherit_speaker(const struct analysis *a, uint32_t token, struct parties *out);
/* Append who acts where the verb has no subject of its own, or who suffers where it is passive. False: nobody. */
bool inherit_subject(const struct analysis *a, uint32_t verb, struct parties *out);
bool inherit_victim(const struct analysis *a, uint32_t verb, struct parties *out);
/* Append who spoke in the sentence right before, for a verb of words that opens its sentence (كما طالب المجتمع الدولي
 * ب). False: nobody. */
bool inherit_told(const struct analysis *a, uint32_t verb, struct parties *out);

/* ---- sides.c ---- */
/* A paper, channel or agency. */
bool is_outlet(const struct analysis *a, const struct phrase *p);
/* "غارات استهدفت الحوثيين": groups without aircraft are no actors of a raid; without a recipient they are that. */
void sides_ground(const struct analysis *a, struct draft *d);
/* One of two attacks comes from the air, the other is that of a group without aircraft on somebody. */
bool sides_clash_in_air(const struct analysis *a, const struct draft *x, const struct draft *y);
/* "غارة لطيران التحالف على", "هجوم لمسلحين", "هجوم من مسلحين": who stands right behind ل or من is the actor of an
 * attack that has none. */
void sides_attacker_behind_li(const struct analysis *a, struct draft *d);
/* "اعتقال خلية", "توقيف قيادات": the genitive of an arrest is those who were caught, not who caught them. */
bool sides_is_caught(const struct analysis *a, const struct draft *d);
/* ضبط الرجل أصدقاءه: only who holds power arrests, searches and bans. */
bool sides_is_private(const struct analysis *a, const struct draft *d);
/* Counted people at the wrong side of "died" kill nobody: قتل أربعة أطفال … في صاعقة. */
bool sides_has_attacker(const struct analysis *a, const struct parties *actors);
/* "اتصال هاتفي مع وكالة": an interview is no consultation. */
bool sides_is_interview(const struct analysis *a, const struct draft *d);
/* Drop outlets that only pass on what is said: قال مسؤول لوكالة، نبأ أوردته وكالة. */
void sides_drop_passers(const struct analysis *a, struct parties *p);

/* "مقتل ثلاثين شخصا", "تفريق ألف متظاهر", "جثث خمسة رجال" as a phrase: the people are meant, not the word for what
 * befell them. */
void cut_outcome(const struct analysis *a, struct phrase *p);
/* Drop of *p, actors, what does nothing: things, times, witnesses, papers that tell of violence. */
void sides_drop_idle(const struct analysis *a, const struct draft *d, struct parties *p);
/* Drop of *p, recipients, to what nothing is done: effects, times, weapons, where it only happened. */
void sides_drop_no_recipients(const struct analysis *a, const struct draft *d, struct parties *p);
/* Things that were seized and ground that was hit, which are nobody; of the record only, for that there is an object
 * bears on whether there was an event. */
void sides_drop_things(const struct analysis *a, const struct draft *d, struct parties *recipients);

/* ---- crowds.c ---- */
/* قيام السلطات بإلقاء القبض: what "قيام" governs does what stands behind ب. False: there is nobody. */
bool doer_before(const struct analysis *a, struct draft *d);
/* Set who protests, where the actors are none or no people. */
void crowd_of_protest(const struct analysis *a, struct draft *d);

/* ---- targets.c ---- */
/* Set against whom a protest is. */
void target_of_protest(const struct analysis *a, struct draft *d);

/* ---- acts.c ---- */
/* Merge those of n drafts that tell one act into the first of them; the others are marked as dropped. */
void acts_merge(const struct analysis *a, struct draft *at, size_t n);

/* ---- control.c ---- */
/* Who holds a place and not the grip on it; who loses it, where the sentence names one armed group besides. */
void control_settle(const struct analysis *a, struct draft *d);
/* "تسيطر الحكومتان على مساحات محدودة": who holds what now, which is no event; holdings.c keeps it. */
bool control_is_state(const struct analysis *a, const struct draft *d);
/* "وبتحرير البلدة من التنظيم": told as done, with the place known and who lost it. */
bool control_is_complete(const struct analysis *a, const struct draft *d, const marsad_event *e);
/* Status and claim of a change of control, once parties, place and source of the record are known. */
void control_tell(const struct analysis *a, const struct draft *d, marsad_event *e);

/*
 * What of the place the tokens [from, to) speak: "part" (أجزاء من عدن), "edge" (مشارف عدن), "site" (another thing in
 * it); absent where they name the place itself.
 */
marsad_str control_part(const struct analysis *a, uint32_t from, uint32_t to, marsad_span place);

/* ---- holdings.c ---- */
/* Who holds what by the sentence at hand, whose events are found. *cap: room in out->holdings. False: no memory. */
bool holdings_find(const struct analysis *a, size_t *cap, marsad_events *out);

/* ---- parties.c ---- */
/* Actors or recipients of the record; spans grow into none of the other side's (NULL: none). False: no memory. */
bool parties_fill(const struct analysis *a, const struct parties *from, const struct parties *other, marsad_party **to,
                  size_t *n);
/* Police, officials, civilians of one side without a country of their own are of the country where the event was; not
 * those who govern in events of meeting, nor those taken by another state's police. */
void parties_take_country(const struct analysis *a, const marsad_event *e, bool actors, marsad_str country);

/* ---- parties_told.c ---- */
/* Is a nationality told behind the party (سوري الجنسية)? *country: its state, absent where it is none that is known. */
bool nationality_told(const struct analysis *a, const struct phrase *p, marsad_str *country);
/* الرئيس الأسبق: the phrase of a person with a sector of state that the office, which is over, gave. */
bool office_is_over(const struct analysis *a, const struct phrase *p, marsad_str role);
/* مسؤولون أفغان، القادة الأفارقة: those who govern, if nothing tells more. */
bool governs(const struct analysis *a, const struct phrase *p);
/* قيادات في الحزب: leaders whose sector is that of whom they lead. */
bool leads_others(const struct analysis *a, const struct phrase *p);
/* المرابطون في المسجد الأقصى: worshippers, who elsewhere are soldiers. */
bool guards_sanctuary(const struct analysis *a, const struct phrase *p);
/* التنظيم الإرهابي "داعش": the phrase with the name of the group behind the quotation mark. */
struct phrase with_group_in_quotes(const struct analysis *a, const struct phrase *p);

/* "" as an absent string. */
static inline marsad_str coder_or_absent(marsad_str s)
{
    return s.len ? s : (marsad_str){ NULL, 0 };
}

/* ---- fields.c ---- */
/* The record of a draft. False: no memory. */
bool event_fill(const struct analysis *a, const struct draft *d, marsad_event *e);

#endif
