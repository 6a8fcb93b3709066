/*
 * test_quantities.c - numbers, what they count, and their roles: a table of phrases, and properties on token soup.
 */
#include "testing.h"

#include "marsad/arena.h"
#include "marsad/mention.h"
#include "mention/quantities.h"

#define SOUPS 3000
#define SOUP_WORDS 24

/* text; "span=min-max role [counted words] base flags; …": ~ approximate, part, cum a running total. No times are
 * given. */
static const struct quantity_case {
    const char *text, *expected;
} CASES[] = {
    /* ---- digits ---- */
    { "نشر 2500 جندي أميركي", "2500 جندي أميركي=2500-2500 force [جندي أميركي] جندي" },
    { "أرسل 2,500 جندي", "2,500 جندي=2500-2500 force [جندي] جندي" },
    { "بلغت قيمته 2.5 مليون دولار", "2.5 مليون دولار=2500000-2500000 money [دولار] دولار" },
    { "أصيب ١٥ شخصا", "١٥ شخصا=15-15 injured [شخصا] شخص" },
    { "خصص ٢٬٥٠٠ ريال", "٢٬٥٠٠ ريال=2500-2500 money [ريال] ريال" },
    { "قطع 1,234,567 كلم", "1,234,567 كلم=1234567-1234567 distance [كلم] كيلومتر" },
    { "نشر 3.500 جندي", "3.500 جندي=3500-3500 force [جندي] جندي" },
    { "دفع 1.250 مليون يورو", "1.250 مليون يورو=1250000-1250000 money [يورو] يورو" },
    { "قتل 35شخصا", "35شخصا=35-35 killed [شخصا] شخص" },
    { "بلغت 0.5 في المئة", "0.5 في المئة=0.5-0.5 percent [في المئة] في المئة" },
    /* ---- words ---- */
    { "مئة وخمسة وعشرون شخصا", "مئة وخمسة وعشرون شخصا=125-125 none [شخصا] شخص" },
    { "ألف ومئتان من الجنود", "ألف ومئتان من الجنود=1200-1200 force [الجنود] جندي" },
    { "ثلاثة آلاف وخمسمئة لاجئ", "ثلاثة آلاف وخمسمئة لاجئ=3500-3500 displaced [لاجئ] لاجئ" },
    { "خمسة عشر جنديا", "خمسة عشر جنديا=15-15 force [جنديا] جندي" },
    { "إحدى عشرة سيدة", "إحدى عشرة سيدة=11-11 none [سيدة] امرأة" },
    { "اثنا عشر شخصا", "اثنا عشر شخصا=12-12 none [شخصا] شخص" },
    { "اثنتي عشرة طالبة", "اثنتي عشرة طالبة=12-12 none [طالبة] طالبة" },
    { "ثلاث مئة جندي", "ثلاث مئة جندي=300-300 force [جندي] جندي" },
    { "ثلاثمائة جندي", "ثلاثمائة جندي=300-300 force [جندي] جندي" },
    { "مئتا شخص", "مئتا شخص=200-200 none [شخص] شخص" },
    { "مئتي شخص", "مئتي شخص=200-200 none [شخص] شخص" },
    { "ألفا جندي", "ألفا جندي=2000-2000 force [جندي] جندي" },
    { "ألفي شخص", "ألفي شخص=2000-2000 none [شخص] شخص" },
    { "عشرون ألفا من اللاجئين", "عشرون ألفا من اللاجئين=20000-20000 displaced [اللاجئين] لاجئ" },
    { "مئة ألف لاجئ", "مئة ألف لاجئ=100000-100000 displaced [لاجئ] لاجئ" },
    { "سبعة وثلاثين مدنيا", "سبعة وثلاثين مدنيا=37-37 none [مدنيا] مدني" },
    { "ثمانية وأربعون ألفا ومئتا شخص", "ثمانية وأربعون ألفا ومئتا شخص=48200-48200 none [شخص] شخص" },
    { "مليونا شخص", "مليونا شخص=2000000-2000000 none [شخص] شخص" },
    { "مليونين ونصف المليون شخص", "مليونين ونصف المليون شخص=2500000-2500000 none [شخص] شخص" },
    { "مليون و200 ألف نازح", "مليون و200 ألف نازح=1200000-1200000 displaced [نازح] نازح" },
    { "نصف مليون لاجئ", "نصف مليون لاجئ=500000-500000 displaced [لاجئ] لاجئ" },
    { "ثلاثة أرباع المليون نازح", "ثلاثة أرباع المليون نازح=750000-750000 displaced [نازح] نازح" },
    { "مليار دولار", "مليار دولار=1000000000-1000000000 money [دولار] دولار" },
    { "ثلاثة مليارات ونصف المليار دولار",
      "ثلاثة مليارات ونصف المليار دولار=3500000000-3500000000 money [دولار] دولار" },
    { "ألفين وثلاثمئة وستين طنا", "ألفين وثلاثمئة وستين طنا=2360-2360 weight [طنا] طن" },
    { "تسعة جنود", "تسعة جنود=9-9 force [جنود] جندي" },
    { "عشر نساء", "عشر نساء=10-10 none [نساء] امرأة" },
    { "ستة وسبعون ألف نسمة", "ستة وسبعون ألف نسمة=76000-76000 none [نسمة] نسمة" },
    /* ---- before the noun ---- */
    { "القتلى الـ15", "القتلى الـ15=15-15 killed [القتلى] قتيل" },
    { "القتلى الثلاثة", "القتلى الثلاثة=3-3 killed [القتلى] قتيل" },
    { "أشخاص ثلاثة", "أشخاص ثلاثة=3-3 none [أشخاص] شخص" },
    { "مقتل شخص واحد", "شخص واحد=1-1 killed [شخص] شخص" },
    { "الدول الخمس", "الدول الخمس=5-5 none [الدول] دولة" },
    /* ---- hedges ---- */
    { "نحو 2500 جندي", "نحو 2500 جندي=2500-2500 force [جندي] جندي ~" },
    { "زهاء مئة شخص", "زهاء مئة شخص=100-100 none [شخص] شخص ~" },
    { "حوالي 27 شخصا", "حوالي 27 شخصا=27-27 none [شخصا] شخص ~" },
    { "قرابة ألف متظاهر", "قرابة ألف متظاهر=1000-1000 participants [متظاهر] متظاهر ~" },
    { "ما يقارب 300 شخص", "ما يقارب 300 شخص=300-300 none [شخص] شخص ~" },
    { "ما يقرب من 300 شخص", "ما يقرب من 300 شخص=300-300 none [شخص] شخص ~" },
    { "أكثر من 20 قتيلا", "أكثر من 20 قتيلا=20- killed [قتيلا] قتيل" },
    { "ما لا يقل عن عشرة قتلى", "ما لا يقل عن عشرة قتلى=10- killed [قتلى] قتيل" },
    { "عشرة قتلى على الأقل", "عشرة قتلى على الأقل=10- killed [قتلى] قتيل" },
    { "على الأقل عشرة قتلى", "على الأقل عشرة قتلى=10- killed [قتلى] قتيل" },
    { "ما يزيد على 100 جريح", "ما يزيد على 100 جريح=100- injured [جريح] جريح" },
    { "فوق مئة شخص", "فوق مئة شخص=100- none [شخص] شخص" },
    { "أقل من 20 شخصا", "أقل من 20 شخصا=-20 none [شخصا] شخص" },
    { "ما لا يزيد على خمسين شخصا", "ما لا يزيد على خمسين شخصا=-50 none [شخصا] شخص" },
    { "خمسون شخصا على الأكثر", "خمسون شخصا على الأكثر=-50 none [شخصا] شخص" },
    { "20 شخصا تقريبا", "20 شخصا تقريبا=20-20 none [شخصا] شخص ~" },
    { "بأكثر من 20 مليون دولار", "أكثر من 20 مليون دولار=20000000- money [دولار] دولار" },
    { "أقل من كيلومتر مربع", "أقل من كيلومتر مربع=-1 area [كيلومتر مربع] كيلومتر مربع" },
    { "نحو مليون شخص", "نحو مليون شخص=1000000-1000000 none [شخص] شخص ~" },
    /* ---- ranges ---- */
    { "بين 20 و30 قتيلا", "بين 20 و30 قتيلا=20-30 killed [قتيلا] قتيل" },
    { "ما بين 20 و30 قتيلا", "ما بين 20 و30 قتيلا=20-30 killed [قتيلا] قتيل" },
    { "بين عشرين وثلاثين شخصا", "بين عشرين وثلاثين شخصا=20-30 none [شخصا] شخص" },
    { "بين خمسة وعشرة أشخاص", "بين خمسة وعشرة أشخاص=5-10 none [أشخاص] شخص" },
    { "بين 20 و30 ألف نازح", "بين 20 و30 ألف نازح=20000-30000 displaced [نازح] نازح" },
    { "من 20 إلى 30 جنديا", "من 20 إلى 30 جنديا=20-30 force [جنديا] جندي" },
    { "20 إلى 30 جنديا", "20 إلى 30 جنديا=20-30 force [جنديا] جندي" },
    { "20-30 جنديا", "20-30 جنديا=20-30 force [جنديا] جندي" },
    { "ثلاثة أو أربعة أشخاص", "ثلاثة أو أربعة أشخاص=3-4 none [أشخاص] شخص" },
    { "بين مئة ومئتي شخص", "بين مئة ومئتي شخص=100-200 none [شخص] شخص" },
    { "بين 3 و5 ملايين دولار", "بين 3 و5 ملايين دولار=3000000-5000000 money [دولار] دولار" },
    /* ---- vague ---- */
    { "عشرات القتلى", "عشرات القتلى=20-99 killed [القتلى] قتيل ~" },
    { "مئات الجرحى", "مئات الجرحى=200-999 injured [الجرحى] جريح ~" },
    { "آلاف المتظاهرين", "آلاف المتظاهرين=2000-9999 participants [المتظاهرين] متظاهر ~" },
    { "عشرات الآلاف من المتظاهرين", "عشرات الآلاف من المتظاهرين=20000-99999 participants [المتظاهرين] متظاهر ~" },
    { "مئات الآلاف من النازحين", "مئات الآلاف من النازحين=200000-999999 displaced [النازحين] نازح ~" },
    { "ملايين اللاجئين", "ملايين اللاجئين=2000000-9000000 displaced [اللاجئين] لاجئ ~" },
    { "بضعة أشخاص", "بضعة أشخاص=3-9 none [أشخاص] شخص ~" },
    { "بضع عشرات من الأشخاص", "بضع عشرات من الأشخاص=20-99 none [الأشخاص] شخص ~" },
    { "عدة مئات من الجنود", "عدة مئات من الجنود=200-999 force [الجنود] جندي ~" },
    { "اعتقال عدد من الجنود", "عدد من الجنود=2- captured [الجنود] جندي ~" },
    { "مقتل العشرات", "العشرات=20-99 killed [] none ~" },
    { "إصابة المئات", "المئات=200-999 injured [] none ~" },
    { "عدة قذائف", "عدة قذائف=3-9 none [قذائف] قذيفة ~" },
    { "هجمات عدة شنتها الميليشيات", "" },
    /* ---- roles ---- */
    { "20 قتيلا و35 جريحا", "20 قتيلا=20-20 killed [قتيلا] قتيل; 35 جريحا=35-35 injured [جريحا] جريح" },
    { "ثلاثة قتلى وخمسة جرحى", "ثلاثة قتلى=3-3 killed [قتلى] قتيل; خمسة جرحى=5-5 injured [جرحى] جريح" },
    { "مقتل ثمانية أشخاص وإصابة 40 آخرين", "ثمانية أشخاص=8-8 killed [أشخاص] شخص; 40 آخرين=40-40 injured [آخرين] آخر" },
    { "لقي 17 شخصا حتفهم", "17 شخصا=17-17 killed [شخصا] شخص" },
    { "لقي ثلاثة من رجال الشرطة مصرعهم", "ثلاثة من رجال الشرطة=3-3 killed [رجال الشرطة] رجل الشرطة" },
    { "15 بين قتيل وجريح", "15 بين قتيل وجريح=15-15 casualties [بين قتيل وجريح] قتيل وجريح" },
    { "15 شخصا بين قتيل وجريح", "15 شخصا بين قتيل وجريح=15-15 casualties [شخصا بين قتيل وجريح] شخص" },
    { "مقتل وإصابة 20 جنديا", "20 جنديا=20-20 casualties [جنديا] جندي" },
    { "قتل أو جرح 20 جنديا", "20 جنديا=20-20 casualties [جنديا] جندي" },
    { "20 شخصا قتلوا", "20 شخصا=20-20 killed [شخصا] شخص" },
    { "35 مدنيا أصيبوا بجروح", "35 مدنيا=35-35 injured [مدنيا] مدني" },
    { "اعتقال خمسة صحافيين", "خمسة صحافيين=5-5 captured [صحافيين] صحافي" },
    { "خطف أربعة عمال", "أربعة عمال=4-4 captured [عمال] عامل" },
    { "فقدان 12 بحارا", "12 بحارا=12-12 missing [بحارا] بحار" },
    { "نزوح 5000 شخص", "5000 شخص=5000-5000 displaced [شخص] شخص" },
    { "الإفراج عن 20 معتقلا", "20 معتقلا=20-20 released [معتقلا] معتقل" },
    { "إطلاق سراح رهينتين", "رهينتين=2-2 released [رهينتين] رهينة" },
    { "مقتل 20 متظاهرا", "20 متظاهرا=20-20 killed [متظاهرا] متظاهر" },
    { "تظاهر خمسة آلاف شخص", "خمسة آلاف شخص=5000-5000 participants [شخص] شخص" },
    { "نحو مئة متظاهر", "نحو مئة متظاهر=100-100 participants [متظاهر] متظاهر ~" },
    { "12 دبابة وخمس طائرات", "12 دبابة=12-12 force [دبابة] دبابة; خمس طائرات=5-5 force [طائرات] طائرة" },
    { "ارتفعت الحصيلة إلى 120 قتيلا", "120 قتيلا=120-120 killed [قتيلا] قتيل cum" },
    { "ارتفع عدد القتلى إلى 45 شخصا", "45 شخصا=45-45 killed [شخصا] شخص cum" },
    { "القتلى خمسة مسلحين", "خمسة مسلحين=5-5 killed [مسلحين] مسلح" },
    { "مقتل جنديين وإصابة شرطي", "جنديين=2-2 killed [جنديين] جندي; شرطي=1-1 injured [شرطي] شرطي" },
    { "قتل جنديان إسرائيليان", "جنديان إسرائيليان=2-2 killed [جنديان إسرائيليان] جندي" },
    { "مقتل جندي إسرائيلي", "جندي إسرائيلي=1-1 killed [جندي إسرائيلي] جندي" },
    { "اغتيال ضابط في الجيش", "ضابط=1-1 killed [ضابط] ضابط" },
    { "مقتل أحد عناصر الشرطة", "أحد عناصر الشرطة=1-1 killed [عناصر الشرطة] عنصر الشرطة" },
    { "مقتل ثلاثة أطباء وإصابة رابع بجروح", "ثلاثة أطباء=3-3 killed [أطباء] طبيب; رابع=1-1 injured [رابع] رابع" },
    { "قتل 20 وأصيب 70 في هجوم", "20=20-20 killed [] none; 70=70-70 injured [] none" },
    { "هجوم شنه خمسة مسلحين", "خمسة مسلحين=5-5 force [مسلحين] مسلح" },
    { "مقتل زعيم الجماعة الذي يقود 200 مقاتل", "200 مقاتل=200-200 force [مقاتل] مقاتل" },
    { "سقط ثلاثة شهداء", "ثلاثة شهداء=3-3 killed [شهداء] شهيد" },
    { "استشهد فلسطينيان", "فلسطينيان=2-2 killed [فلسطينيان] فلسطيني" },
    { "استشهاد (22) شخصا", "(22) شخصا=22-22 killed [شخصا] شخص" },
    { "مقتل سائقا شاحنات", "سائقا شاحنات=2-2 killed [سائقا شاحنات] سائق" },
    { "أصيب رجلا أمن", "رجلا=2-2 injured [رجلا] رجل" },
    { "مقتل خمسة جنود وطفل", "خمسة جنود=5-5 killed [جنود] جندي; طفل=1-1 killed [طفل] طفل" },
    { "إعدام 13 قياديا وعنصرا", "13 قياديا=13-13 killed [قياديا] قيادي" },
    { "مقتل سبعة من مرافقيه", "سبعة من مرافقيه=7-7 killed [مرافقيه] مرافق" },
    { "إصابة 18 بينهم ثمانية من الجنود", "18=18-18 injured [] none; ثمانية من الجنود=8-8 injured [الجنود] جندي part" },
    { "مقتل 300 مدني منذ بدء الهجوم", "300 مدني=300-300 killed [مدني] مدني cum" },
    { "أستاذا جامعيا قتل وأصيب ستة أشخاص", "ستة أشخاص=6-6 injured [أشخاص] شخص" },
    { "مقتل خمسة جنود وثلاثة مدنيين", "خمسة جنود=5-5 killed [جنود] جندي; ثلاثة مدنيين=3-3 killed [مدنيين] مدني" },
    { "مقتل 33 شخصا بينهم 3 نساء و4 أطفال",
      "33 شخصا=33-33 killed [شخصا] شخص; 3 نساء=3-3 killed [نساء] امرأة part; 4 أطفال=4-4 killed [أطفال] طفل part" },
    { "قتل 21 منهم", "21=21-21 killed [] none" },
    { "إصابة ستة أشخاص من بينهم طفلان", "ستة أشخاص=6-6 injured [أشخاص] شخص; طفلان=2-2 injured [طفلان] طفل part" },
    { "أصيب خمسة اثنان منهم في حال خطرة", "خمسة=5-5 injured [] none; اثنان=2-2 injured [] none part" },
    { "تدمير خمسة منازل", "خمسة منازل=5-5 none [منازل] منزل" },
    /* ---- measures ---- */
    { "بقيمة 3.5 مليون دولار", "3.5 مليون دولار=3500000-3500000 money [دولار] دولار" },
    { "خمسون مليون دولار أميركي", "خمسون مليون دولار أميركي=50000000-50000000 money [دولار أميركي] دولار" },
    { "على بعد 120 كلم", "120 كلم=120-120 distance [كلم] كيلومتر" },
    { "بعمق خمسة كيلومترات", "خمسة كيلومترات=5-5 distance [كيلومترات] كيلومتر" },
    { "مساحة 300 كيلومتر مربع", "300 كيلومتر مربع=300-300 area [كيلومتر مربع] كيلومتر مربع" },
    { "ثلاثة هكتارات", "ثلاثة هكتارات=3-3 area [هكتارات] هكتار" },
    { "خمسة أطنان من المتفجرات", "خمسة أطنان=5-5 weight [أطنان] طن" },
    { "200 كيلوغرام", "200 كيلوغرام=200-200 weight [كيلوغرام] كيلوغرام" },
    { "30 في المئة", "30 في المئة=30-30 percent [في المئة] في المئة" },
    { "30%", "30%=30-30 percent [%] في المئة" },
    { "30 بالمئة", "30 بالمئة=30-30 percent [بالمئة] في المئة" },
    { "من 3% إلى 5%", "3%=3-3 percent [%] في المئة; 5%=5-5 percent [%] في المئة" },
    { "$20", "$20=20-20 money [$] دولار" },
    { "استمر ثلاث ساعات", "ثلاث ساعات=3-3 duration [ساعات] ساعة" },
    { "محمد علي (35 عاما)", "35 عاما=35-35 age [عاما] عام" },
    { "يبلغ من العمر 35 عاما", "35 عاما=35-35 age [عاما] عام" },
    { "عشرون برميلا", "عشرون برميلا=20-20 none [برميلا] برميل" },
    /* ---- nothing ---- */
    { "في عام 2014", "" },
    { "قرار مجلس الأمن 2216", "" },
    { "القرار 2216", "" },
    { "المادة 51", "" },
    { "رقم 15", "" },
    { "فاز 2-1", "" },
    { "الطائرة إف 16", "" },
    { "هاتف 0112345678", "" },
    { "القرن العشرين", "" },
    { "الساعة 12:30", "" },
    { "24/7", "" },
    { "قناة 24", "" },
    { "1- المقدمة", "" },
    { "المرة الأولى", "" },
    { "اليوم الثالث", "" },
    { "يوم الاثنين", "" },
    { "حركة طالبان", "" },
    { "كمية من السلاح", "" },
    /* ---- in whole sentences ---- */
    { "أعلنت الشرطة اعتقال 12 شخصا بينهم امرأتان",
      "12 شخصا=12-12 captured [شخصا] شخص; امرأتان=2-2 captured [امرأتان] امرأة part" },
    { "وقال المتحدث إن 11 مدنيا وأربعة من رجال الشرطة قتلوا في التفجير",
      "11 مدنيا=11-11 killed [مدنيا] مدني; أربعة من رجال الشرطة=4-4 killed [رجال الشرطة] رجل الشرطة" },
    { "وقتل خلال الاشتباكات خمسة جنود", "خمسة جنود=5-5 killed [جنود] جندي" },
    { "أدى الانفجار إلى مقتل ثلاثة أشخاص، وإصابة نحو 20 آخرين",
      "ثلاثة أشخاص=3-3 killed [أشخاص] شخص; نحو 20 آخرين=20-20 injured [آخرين] آخر ~" },
    { "وللمرة الثانية خلال أسبوع، أصيب تسعة", "تسعة=9-9 injured [] none" },
    { "وبثلاثة ملايين دولار", "ثلاثة ملايين دولار=3000000-3000000 money [دولار] دولار" },
    { "فجر انتحاري نفسه ما أسفر عن سقوط 17 قتيلا وعشرات الجرحى",
      "17 قتيلا=17-17 killed [قتيلا] قتيل; عشرات الجرحى=20-99 injured [الجرحى] جريح ~" },
    { "شارك في المسيرة أكثر من خمسة آلاف شخص", "أكثر من خمسة آلاف شخص=5000- participants [شخص] شخص" },
    { "فرار عشرات الآلاف من المدنيين من المدينة", "عشرات الآلاف من المدنيين=20000-99999 displaced [المدنيين] مدني ~" },
    { "ضبط نحو عشر قطع سلاح", "نحو عشر قطع=10-10 none [قطع] قطعة ~" },
    { "قتل سبعة من أفراد الأسرة", "سبعة من أفراد الأسرة=7-7 killed [أفراد الأسرة] فرد" },
    { "مقتل 21 من الضيوف وإصابة ثمانية", "21 من الضيوف=21-21 killed [الضيوف] ضيف; ثمانية=8-8 injured [] none" },
    { "مقتل نحو 90 شخصا كان كثير منهم قد لجأوا إلى المحطة", "نحو 90 شخصا=90-90 killed [شخصا] شخص ~" },
    { "غرق العبارة «السلام 98»", "" },
    { "ألقت القبض، أمس، على شخصين", "شخصين=2-2 captured [شخصين] شخص" },
    { "العاملين في الشركة", "" },
    { "ان نحو 200 مسلح إسلامي ونحو 50 جنديا باكستانيا قتلوا في ضربات",
      "نحو 200 مسلح إسلامي=200-200 killed [مسلح إسلامي] مسلح ~; نحو 50 جنديا باكستانيا=50-50 killed [جنديا باكستانيا] "
      "جندي ~" },
};

static marsad_dict *dict;

static int open_dict(void **state)
{
    marsad_err err = { 0 };

    (void)state;
    dict = marsad_dict_open(NULL, &err);
    if (!dict)
        print_error("%s: %s\n", err.where, err.msg);
    return dict ? 0 : -1;
}

static int close_dict(void **state)
{
    (void)state;
    marsad_dict_close(dict);
    return 0;
}

static void describe(marsad_buf *b, marsad_str text, const marsad_quantity *q)
{
    marsad_str span = marsad_str_slice(text, q->span.start, q->span.end);
    marsad_str of = marsad_str_slice(text, q->of.start, q->of.end);
    const char *role = marsad_quantity_role_name(q->role);

    if (b->len)
        marsad_buf_addf(b, "; ");
    marsad_buf_addf(b, "%.*s=", (int)span.len, span.ptr);
    if (q->has_min)
        marsad_buf_addf(b, "%.12g", q->min);
    marsad_buf_addf(b, "-");
    if (q->has_max)
        marsad_buf_addf(b, "%.12g", q->max);
    marsad_buf_addf(b, " %s [%.*s] ", *role ? role : "none", (int)of.len, of.ptr);
    if (q->of_word.len)
        marsad_buf_addf(b, "%.*s", (int)q->of_word.len, q->of_word.ptr);
    else
        marsad_buf_addf(b, "none");
    if (q->approximate || q->part || q->cumulative)
        marsad_buf_addf(b, " %s%s%s", q->approximate ? "~" : "", q->part ? "part" : "", q->cumulative ? "cum" : "");
}

static void check_case(const struct quantity_case *c)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_mentions found = { 0 };
    marsad_buf got = { 0 };
    marsad_err err = { 0 };
    marsad_text text;

    assert_true(marsad_text_read(dict, S(c->text), arena, &text, &err));
    assert_true(marsad_quantities_find(dict, &text, arena, &found, &err));
    for (size_t i = 0; i < found.n_quantities; i++)
        describe(&got, text.text, &found.quantities[i]);
    if (!marsad_str_equal(marsad_buf_str(&got), S(c->expected)))
        print_error("in       '%s'\n", c->text);
    assert_str(marsad_buf_str(&got), c->expected);
    marsad_buf_release(&got);
    marsad_arena_free(arena);
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++)
        check_case(&CASES[i]);
}

/* One time over tokens [first, last) of a text; gives how many quantities are left. */
static size_t count_with_time(const char *z, uint32_t first, uint32_t last, bool duration)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_time time = { .span = { 0, 1, first, last }, .duration = duration };
    marsad_mentions found = { .times = &time, .n_times = 1 };
    marsad_err err = { 0 };
    marsad_text text;
    size_t n;

    assert_true(marsad_text_read(dict, S(z), arena, &text, &err));
    assert_true(marsad_quantities_find(dict, &text, arena, &found, &err));
    n = found.n_quantities;
    marsad_arena_free(arena);
    return n;
}

static void test_times_are_no_quantities(void **state)
{
    (void)state;
    assert_int_equal(count_with_time("قتل 20 شخصا", 1, 2, false), 0);
    assert_int_equal(count_with_time("20 يوما", 0, 2, true), 0);   /* twenty days */
    assert_int_equal(count_with_time("(35 عاما)", 1, 3, true), 1); /* an age stays one */
}

static bool is_class(marsad_str name)
{
    static const char *const NAMES[] = {
#define X(upper, text) text,
        QUANTITY_CLASSES(X)
#undef X
    };

    for (size_t i = 0; i < COUNT(NAMES); i++)
        if (marsad_str_equal(name, S(NAMES[i])))
            return true;
    return false;
}

/* A mistyped class in the tables would be passed over in silence. */
static void check_column(marsad_table table, const char *name)
{
    int column = marsad_dict_column(dict, table, name);
    marsad_str cell, part;

    assert_true(column >= 0 && marsad_dict_rows(dict, table) > 50);
    for (uint32_t row = 0; row < marsad_dict_rows(dict, table); row++) {
        cell = marsad_dict_cell(dict, table, row, column);
        assert_true(cell.len > 0);
        while (marsad_str_next(&cell, '|', &part))
            if (!is_class(part) && !marsad_str_equal(part, MARSAD_LIT("two")) &&
                !marsad_str_equal(part, MARSAD_LIT("whole")))
                assert_str(part, "a name of QUANTITY_CLASSES");
    }
}

static void test_classes_of_the_tables(void **state)
{
    (void)state;
    check_column(MARSAD_TABLE_NUMBERS, "class");
    check_column(MARSAD_TABLE_UNITS, "note");
}

static bool is_sound(const marsad_text *text, const marsad_quantity *q, uint32_t *end)
{
    bool in_order = q->span.first >= *end; /* none over another */

    *end = q->span.last;
    return in_order && q->span.first < q->span.last && q->span.last <= text->n_tokens && q->span.start < q->span.end &&
           q->span.end <= text->text.len && q->of.start <= q->of.end &&
           (q->of.start == q->of.end || (q->of.start >= q->span.start && q->of.end <= q->span.end)) &&
           (q->has_min || q->has_max) && q->min >= 0 && q->max >= 0 &&
           (!q->has_min || !q->has_max || q->min <= q->max) && (q->of.start == q->of.end) == (q->of_word.len == 0);
}

static void check_soup(marsad_str z)
{
    marsad_arena *arena = marsad_arena_new(0);
    marsad_mentions found = { 0 };
    marsad_err err = { 0 };
    marsad_text text;
    uint32_t end = 0;

    assert_true(marsad_text_read(dict, z, arena, &text, &err));
    assert_true(marsad_quantities_find(dict, &text, arena, &found, &err));
    for (size_t i = 0; i < found.n_quantities; i++)
        if (!is_sound(&text, &found.quantities[i], &end)) {
            print_error("in '%.*s', quantity %zu\n", (int)z.len, z.ptr, i);
            fail();
        }
    marsad_arena_free(arena);
}

/* Words of the tables and of the cases in any order, digits and marks between them. */
static void add_word(test_rng *rng, marsad_buf *b)
{
    static const char *const BITS[] = { "20", "3.5",   "1,000", "2015", "0",  "99999999999999999999",
                                        ".",  "-",     "(",     ")",    "%",  "و",
                                        "ب",  "ال",    "/",     ":",    "\n", "،",
                                        "$",  "1.2.3", "007" };
    marsad_table table = test_rng_below(rng, 2) ? MARSAD_TABLE_NUMBERS : MARSAD_TABLE_UNITS;
    uint32_t row = (uint32_t)test_rng_below(rng, marsad_dict_rows(dict, table));
    marsad_str cell = marsad_dict_cell(dict, table, row, (int)test_rng_below(rng, 2) * (table == MARSAD_TABLE_UNITS)),
               part;

    switch (test_rng_below(rng, 4)) {
    case 0:
        marsad_buf_addf(b, "%s", BITS[test_rng_below(rng, COUNT(BITS))]);
        break;
    case 1:
        marsad_buf_addf(b, "%s", CASES[test_rng_below(rng, COUNT(CASES))].text);
        break;
    default:
        if (test_rng_below(rng, 3) == 0)
            marsad_buf_addf(b, "و"); /* and */
        for (size_t n = 1 + test_rng_below(rng, 4); n > 0 && marsad_str_next(&cell, '|', &part); n--)
            if (n == 1)
                marsad_buf_add(b, part);
    }
    if (test_rng_below(rng, 8))
        marsad_buf_add_byte(b, ' ');
}

static void test_soup(void **state)
{
    test_rng rng = test_rng_start("quantities");

    (void)state;
    for (int k = 0; k < SOUPS; k++) {
        marsad_buf b = { 0 };
        for (size_t n = 1 + test_rng_below(&rng, SOUP_WORDS); n > 0; n--)
            add_word(&rng, &b);
        check_soup(marsad_buf_str(&b));
        marsad_buf_release(&b);
    }
}

static void test_no_memory(void **state)
{
    marsad_arena *roomy = marsad_arena_new(0), *tight = marsad_arena_new(16);
    marsad_mentions found = { 0 };
    marsad_err err = { 0 };
    marsad_text text;

    (void)state;
    assert_true(marsad_text_read(dict, S(CASES[0].text), roomy, &text, &err));
    assert_false(marsad_quantities_find(dict, &text, tight, &found, &err));
    assert_int_equal(err.code, MARSAD_ENOMEM);
    marsad_arena_free(tight);
    marsad_arena_free(roomy);
}

static void test_role_names(void **state)
{
    (void)state;
    assert_string_equal(marsad_quantity_role_name(MARSAD_QUANTITY_KILLED), "killed");
    assert_string_equal(marsad_quantity_role_name(MARSAD_QUANTITY_NONE), "");
    assert_string_equal(marsad_quantity_role_name((marsad_quantity_role)999), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),     cmocka_unit_test(test_times_are_no_quantities),
        cmocka_unit_test(test_soup),      cmocka_unit_test(test_classes_of_the_tables),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_role_names),
    };

    return cmocka_run_group_tests(tests, open_dict, close_dict);
}
