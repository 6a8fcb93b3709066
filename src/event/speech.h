/*
 * speech.h - shared by speech.c and reporting.c: what shows that a verb of saying reports.
 */
#ifndef EVENT_SPEECH_H
#define EVENT_SPEECH_H

#include "event/coder.h"

/* أن, a colon or a mark that opens a quotation: what stands behind is said. Not حيث or عندما. */
bool speech_opens_words(const struct analysis *a, uint32_t i);

/* تحدث عن، أشار إلى، أفاد ب: the preposition at token i leads to what the verb tells. */
bool speech_leads_to(const struct analysis *a, uint32_t verb, uint32_t i);

/* مقتل سبعة أشخاص، موافقة الرئاسات: what happened to people, or what they did, says nothing. */
bool names_deed(const struct analysis *a, const struct phrase *p);

/* Does the verb report, with the subject of its roles? */
bool speech_reports(const struct analysis *a, uint32_t verb, const struct roles *r);

/*
 * The token behind a verb of saying where its words begin, if what stands before that is the paper's own (قال بعد لقائه
 * الوزير إن); the verb itself otherwise.
 */
uint32_t speech_words_begin(const struct analysis *a, uint32_t verb);

/* ---- speech.c ---- */
/* People, bodies and sources speak; so do countries, but no other place. */
bool speech_can(const struct analysis *a, const struct phrase *p);
/* قال المبعوث الأميركي، إيان مكاري، إنه: the name that follows the office belongs to the speaker. */
void speech_extend_to_name(const struct analysis *a, struct phrase *speaker);
/* وقال خليل إن، أكد عادل الشجاع: words right behind the token that no dictionary knows are a name. */
bool speech_is_unknown_name(const struct analysis *a, uint32_t verb, const struct phrase *p);

/* Make the phrase the speaker, with the name that follows it. */
void speech_take(const struct analysis *a, struct speech *s, const struct phrase *subject);

/* ---- speech_forms.c ---- */
/* Does speech without a verb of saying begin at the token? Fills *s. */
bool speech_of_phrase(const struct analysis *a, uint32_t i, struct speech *s);
bool speech_of_headline(const struct analysis *a, uint32_t i, struct speech *s);
/* `before`: the speeches that stand before it in the sentence. */
bool speech_of_participle(const struct analysis *a, uint32_t i, const struct speeches *before, struct speech *s);
bool speech_of_document(const struct analysis *a, uint32_t i, struct speech *s);

/* ---- passing.c ---- */
/* نقلت وكالة عن مصدر …, علمت الصحيفة من مصادر أن …: the source speaks, the agency passes on. */
void passing_find_original(const struct analysis *a, struct speech *s);
/* قال قائد لرويترز إن: whom the speaker told passes it on. */
void passing_find_told(const struct analysis *a, struct speech *s);
/* "وفقا للوكالة، قال المدير": the phrase before passes the verb behind it on. */
void passing_join(const struct analysis *a, struct speeches *all);

#endif
