/*
 * test_parties.c - of which state and sector those are who did it and suffered it. All sentences are invented.
 */
#include "testing.h"

#include "reading.h"

struct party_case {
    const char *sentence;
    bool actor;
    const char *words, *country, *role; /* of one actor or recipient of any event; NULL: none */
};

static const struct party_case PARTIES[] = {
    /* people of whom only their state is told are civilians */
    { "خطف مسلحون خمسة بريطانيين في بغداد أمس.", false, "خمسة بريطانيين", "GB", "CVL" },
    /* gunmen, rebels, numbers and towns are of the country where it happened; soldiers may be anybody's */
    { "قتل مسلحون ضابطا في الشرطة في رام الله أمس.", true, "مسلحون", "PS", "UAF" },
    { "قتل جندي وأصيب ثلاثة في هجوم في قندهار أمس.", false, "ثلاثة", "AF", NULL },
    { "قتل جندي وأصيب ثلاثة في هجوم في قندهار أمس.", false, "جندي", NULL, "MIL" },
    { "خطف مسلحون سائحا أجنبيا في كابول أمس.", false, "سائحا", NULL, "CVL" },
    /* without a place, the one state that the rest of the sentence is of; the other side does not count */
    { "وقالت الشرطة الباكستانية إن انتحاريا قتل 47 شخصا في هجوم أمس.", false, "47 شخصا", "PK", "CVL" },
    { "قتلت طائرات أميركية خمسة مدنيين أمس.", false, "خمسة مدنيين", NULL, "CVL" },
    /* whose it is */
    { "قصفت طائرة بدون طيار تابعة لوكالة المخابرات المركزية الأميركية منزلا في وزيرستان.", true,
      "طائرة بدون طيار تابعة لوكالة المخابرات المركزية الأميركية", "US", "SPY" },
    { "سقط صاروخ على تجمع للطلاب في كركوك أمس وأصيب سبعة منهم.", false, "تجمع للطلاب", "IQ", "EDU" },
    /* an office is no year */
    { "اغتيل الأمين العام السابق للحزب الشيوعي اللبناني في بيروت.", false, "الأمين العام السابق للحزب الشيوعي اللبناني",
      "LB", "PTY" },
    /* whoever fights for a group is what the group is */
    { "قتلت قوات الحوثيين أربعة مدنيين في تعز أمس.", true, "قوات الحوثيين", "YE", "REB" },
    { "قتل جنود حركة طالبان شرطيا في كابول أمس.", true, "جنود حركة طالبان", "IMG", "REB" },
    /* what a council, a committee is for, it is not */
    { "دان مجلس الأمن الدولي الهجوم في كابول أمس.", true, "مجلس الأمن الدولي", "UNO", NULL },
    { "اعتقلت الشرطة رئيس لجنة الأمن والدفاع في بغداد أمس.", false, "رئيس لجنة الأمن", "IQ", "LEG" },
    { "دان عضو لجنة الأمن القومي التفجير أمس.", true, "عضو لجنة الأمن القومي", NULL, NULL },
    /* a deputy of somebody is no deputy */
    { "دان النائب الأول لرئيس الوزراء الهجوم أمس.", true, "النائب الأول لرئيس الوزراء", NULL, "GOV" },
    { "دان نائب الملك الهجوم أمس.", true, "نائب الملك", NULL, "GOV" },
    /* people of a continent, several states are not of where they meet; nor are those who govern */
    { "تظاهر مئات المزارعين الأوروبيين في بروكسل أمس.", true, "مئات المزارعين الأوروبيين", NULL, "AGR" },
    { "دانت دول الخليج الهجوم خلال اجتماع في فيينا أمس.", true, "دول الخليج", NULL, "GOV" },
    { "انضم ممثلون عن حزب شاس إلى مظاهرة ضد الاتفاق في أنابوليس أمس.", true, "ممثلون عن حزب شاس", "IL", "PTY" },
    { "خرجت مظاهرة في لندن أمس: نظم طلاب في جامعة هوارد في واشنطن مظاهرات ضد الحرب.", true, "طلاب في جامعة هوارد", "US",
      "EDU" },
    { "التقى وزير الخارجية وفد المعارضة في فيينا أمس.", true, "وزير الخارجية", NULL, "GOV" },
    /* whom the police of one state took, with the place in another */
    { "اعتقلت الشرطة البلجيكية خمسة أشخاص قاتلوا في سوريا أمس.", false, "خمسة أشخاص", NULL, "CVL" },
    { "أفرجت الولايات المتحدة عن خمسة معتقلين من غوانتانامو أمس.", false, "خمسة معتقلين", NULL, "CVL" },
    /* a language is nobody's country */
    { "هاجم مسلحون مقر صحيفة ناطقة بالفرنسية في الجزائر أمس.", false, "مقر صحيفة ناطقة", "DZ", "JRN" },
    /* a base named before is no group, unless the article names the group in full */
    { "هاجم مسلحون قاعدة عين الأسد الجوية أمس. وقتل ثلاثة جنود في القاعدة.", false, "ثلاثة جنود في القاعدة", NULL,
      "MIL" },
    { "قصفت الطائرات قاعدة العند أمس. وتبنى تنظيم القاعدة الهجوم. وقتل ثلاثة من القاعدة أمس.", false,
      "ثلاثة من القاعدة", "IMG", "REB" },
    /* a nationality told behind the name; of a continent, of one of several: no country at all */
    { "اعتقلت الشرطة المدعو قاسم النعماني - سوري الجنسية - في الرياض أمس.", false, "المدعو قاسم النعماني", "SY", NULL },
    { "قتل مسلحون شابا يحمل الجنسية الكندية في كابول أمس.", false, "شابا", "CA", "CVL" },
    { "اعتقلت الشرطة ثلاثة وافدين من جنسية أفريقية في جدة أمس.", false, "ثلاثة وافدين", NULL, "CVL" },
    { "أصيب مقيمان أحدهما من الجنسية الهندية في قصف على جازان أمس.", false, "مقيمان", NULL, "CVL" },
    /* an office that is over gives no sector of state; forces of a former president are forces */
    { "التقى الملك الرئيس الفرنسي السابق في الرباط أمس.", false, "الرئيس الفرنسي السابق", "FR", "ELI" },
    { "استقبل الملك رئيس وزراء لبنان الأسبق في قصره أمس.", true, "رئيس وزراء لبنان الأسبق", "LB", "ELI" },
    { "قصفت قوات الرئيس السابق منزلا في تعز أمس.", true, "قوات الرئيس السابق", NULL, "MIL" },
    /* soldiers at the border, worshippers in the mosque */
    { "هاجم مسلحون المرابطين على الحدود أمس.", false, "المرابطين", NULL, "MIL" },
    { "هاجم المستوطنون المرابطين في المسجد الأقصى أمس.", false, "المرابطين", "PS", "CVL" },
    /* a group with its name in quotes behind an adjective */
    { "أعلن التنظيم الإرهابي \"داعش\" مسؤوليته عن هجوم في الدمام أمس.", true, "التنظيم الإرهابي \"داعش\"", "IMG",
      "REB" },
    /* officials and leaders govern; leaders of somebody are of that sector; managers are of firms */
    { "التقى وزير الخارجية الفرنسي المسؤولين الإيرانيين في فيينا أمس.", false, "المسؤولين الإيرانيين", "IR", "GOV" },
    { "دان الرئيس الأميركي القادة الأفارقة أمس.", false, "القادة الأفارقة", NULL, "GOV" },
    { "اعتقلت الشرطة ثلاثة من قيادات الحزب الشيوعي في القاهرة أمس.", false, "ثلاثة من قيادات الحزب الشيوعي", "EG",
      "PTY" },
    { "دعت قيادة المقاومة المواطنين إلى الهدوء أمس.", true, "قيادة المقاومة", NULL, "REB" },
    { "اعتقلت الشرطة المسؤول التنفيذي للشركة في ساو باولو أمس.", false, "المسؤول التنفيذي للشركة", "BR", "BUS" },
    /* what adjectives tell */
    { "أحرق متطرفون إسرائيليون منزلا في نابلس أمس.", true, "متطرفون إسرائيليون", "IL", "UAF" },
    { "قتلت العناصر التكفيرية جنديا في العريش أمس.", true, "العناصر التكفيرية", "EG", "UAF" },
    /* brigades of an opposition */
    { "قصفت الكتائب الإسلامية مطارا في حلب أمس.", true, "الكتائب الإسلامية", "SY", "REB" },
    /* two provinces of one name */
    { "الهند: قتل شرطيان في هجوم على مركز للشرطة في البنجاب أمس.", false, "شرطيان", "IN", "COP" },
};

static bool is_text(marsad_str text, const char *z)
{
    return marsad_str_equal(text, z ? marsad_str_of(z) : (marsad_str){ NULL, 0 });
}

static bool fits(const struct reading *r, const marsad_party *p, const struct party_case *c)
{
    return is_text(reading_words(r, p->span), c->words) && is_text(p->country, c->country) && is_text(p->role, c->role);
}

static void test_parties(void **state)
{
    for (size_t i = 0; i < sizeof PARTIES / sizeof *PARTIES; i++) {
        const struct party_case *c = &PARTIES[i];
        struct reading r;
        bool found = false;
        assert_true(reading_begin(*state, "2021-03-10", marsad_str_of(c->sentence), &r));
        for (size_t k = 0; k < r.events.n_events; k++) {
            const marsad_event *e = &r.events.events[k];
            const marsad_party *p = c->actor ? e->actors : e->recipients;
            for (size_t n = c->actor ? e->n_actors : e->n_recipients; n > 0; n--) {
                marsad_str words = reading_words(&r, p[n - 1].span);
                print_message("%.*s %.*s %.*s\n", MARSAD_STR_ARG(words), MARSAD_STR_ARG(p[n - 1].country),
                              MARSAD_STR_ARG(p[n - 1].role));
                found |= fits(&r, &p[n - 1], c);
            }
        }
        if (!found)
            fail_msg("not so: %s", c->sentence);
        reading_end(&r);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parties),
    };

    return cmocka_run_group_tests_name("parties", tests, reading_open_dict, reading_close_dict);
}
