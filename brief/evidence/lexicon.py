"""The closed word lists that decide evidence: negations, limiters, number words, speech verbs."""

from __future__ import annotations

# An omission or a bracket may not hide any of these (rules Q-ELLIPSIS-HIDES, Q-BRACKET-HIDES).
NEGATIONS = frozenset(
    """not no never none nobody nothing nowhere neither nor cannot cant without hardly scarcely
    barely rarely seldom few little refuse refuses refused refusing deny denies denied denying
    fail fails failed failing lack lacks lacked lacking unlikely unable impossible reject rejects
    rejected rejecting oppose opposes opposed opposing stop stopped false falsely nor nope non
    unwilling
    не ни нет без никогда нельзя никто ничто ничего никакой никакого никаких никакие нигде никак
    невозможно отказался отказалась отказались отрицает вряд
    емес жоқ ешқашан ешкім ештеңе ешқандай болмайды мүмкін""".split()
) - {"stop", "stopped", "little", "мүмкін"}  # fmt: skip
LIMITERS = frozenset(
    """only just merely solely simply except excepting excluding unless if but though although
    however until till whether provided providing perhaps maybe might may possibly probably
    presumably potentially allegedly reportedly supposedly apparently purportedly nearly almost
    partly partially mostly largely sometimes occasionally temporarily conditionally yet still
    while whereas despite unlike even
    только лишь кроме если но однако хотя пока возможно вероятно почти отчасти якобы
    тек ғана егер бірақ алайда дегенмен шамамен мүмкін ықтимал""".split()
) - {"still", "even", "while", "simply", "largely", "yet", "mostly"}  # fmt: skip

UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
# Values of Russian and Kazakh numerals, each in its written forms.
OTHER_NUMERALS: dict[str, int] = {}
for _forms in """
0 ноль нуля нөл|1 один одна одно одного одной одном одну бір|2 два две двух двум двумя екі
3 три трех трёх трем трём тремя үш|4 четыре четырех четырёх четырем четырём төрт
5 пять пяти пятью бес|6 шесть шести шестью алты|7 семь семи семью жеті|8 восемь восьми сегіз
9 девять девяти тоғыз|10 десять десяти|11 одиннадцать одиннадцати|12 двенадцать двенадцати
13 тринадцать тринадцати|14 четырнадцать четырнадцати|15 пятнадцать пятнадцати
16 шестнадцать шестнадцати|17 семнадцать семнадцати|18 восемнадцать восемнадцати
19 девятнадцать девятнадцати|20 двадцать двадцати жиырма|30 тридцать тридцати отыз
40 сорок сорока қырық|50 пятьдесят пятидесяти елу|60 шестьдесят шестидесяти алпыс
70 семьдесят семидесяти жетпіс|80 восемьдесят восьмидесяти сексен
90 девяносто тоқсан|100 сто ста жүз|200 двести двухсот|300 триста трехсот трёхсот
400 четыреста четырехсот|500 пятьсот пятисот|600 шестьсот шестисот|700 семьсот семисот
800 восемьсот восьмисот|900 девятьсот девятисот""".replace("\n", "|").split("|"):
    if _forms:
        _value, *_words = _forms.split()
        for _word in _words:
            OTHER_NUMERALS[_word] = int(_value)

NUMBER_WORDS = (
    frozenset(UNITS) - {"one"}
    | frozenset(OTHER_NUMERALS)
    - {"один", "одна", "одно", "одного", "одной", "одном", "одну", "бір"}
    | frozenset(
        """hundred hundreds thousand thousands million millions billion billions trillion
        trillions dozen dozens half percent тысяч тысячи тысяча миллион миллиона миллионов
        миллиард миллиарда миллиардов половина мың миллиардтан жартысы процент процентов""".split()
    )
)

# Verbs that introduce words as somebody's own; the finite and the participle forms apart, since
# only a finite verb brings its own subject.
SPEECH = frozenset(
    """said says say told tells added adds noted notes stressed stresses emphasized emphasised
    emphasizes emphasises explained explains announced announces argued argues asked asks
    answered answers replied replies responded responds declared declares stated states insisted
    insists warned warns cautioned cautions acknowledged acknowledges admitted admits conceded
    concedes concluded concludes confirmed confirms continued continues recalled recalls remarked
    remarks reiterated reiterates reaffirmed claimed claims observed observes commented comments
    wrote writes tweeted posted called calls described describes termed dubbed labeled labelled
    branded hailed hails praised praises commended commends lauded lauds welcomed welcomes
    criticized criticised criticizes criticises condemned condemns denounced denounces blasted
    slammed cited cites quoted quotes reported reports revealed reveals suggested suggests urged
    urges vowed vows pledged pledges promised promises predicted predicts joked joked quipped
    recounted repeated repeats testified thanked thinks thought believes believed characterized
    characterised highlighted highlights underscored underscores underlined underlines pointed
    points assured assures boasted complained complains countered demanded demands denied denies
    estimated estimates expects expressed expresses fumed gushed hinted informed interjected
    intoned lamented laments maintained maintains mentioned mentions mused muttered offered
    opined pleaded proclaimed proclaims proposed protested reasoned reckoned recommended
    reflected refuted rejected relayed reminded retorted sighed shouted signaled signalled
    specified spoke stresses summarized summarised summed surmised told touted tweeted uttered
    voiced volunteered whispered yelled began congratulated greeted invited rebuked rejoined
    referred refers likened compared accused accuses apologized apologised clarified commenting
    cried exclaimed elaborated echoed agreed agrees contended contends disclosed encouraged
    decried deplored dismissed dismisses mocked ridiculed defended defends viewed views
    appealed appeals begged laughed shared chuckled sniffed considers considered deemed saw sees
    regards regarded hoped hopes instructed ordered
    advised advises asserted asserts boasts jokes wondered wonders alleged alleges affirmed affirms
    quips bragged brags bemoaned bemoans scoffed deadpanned teased marveled marvelled speculated
    theorized confessed confided exhorted implored inquired recounts ranted snapped roared screamed
    sang swore texted emailed e-mailed tweets chided scolded railed remembers remembered counseled
    counselled crowed jested guessed reckons
    сказал сказала сказали говорит говорится заявил заявила заявили заявляет отметил отметила
    отметили отмечает подчеркнул подчеркнула подчеркнули подчеркивает подчёркивает добавил
    добавила добавили пояснил пояснила объяснил объяснила рассказал рассказала рассказали
    сообщил сообщила сообщили сообщает сообщило пишет написал написала считает уверен уверена
    напомнил напомнила указал указала ответил ответила призвал призвала назвал назвала цитирует
    утверждает утверждал признал признала предупредил предупредила констатировал уточнил
    уточнила приводит передает передаёт резюмировал поделился поделилась обратил отмечается
    поблагодарил поблагодарила раскритиковал раскритиковала приветствовал оценил оценила
    выразил выразила пообещал пообещала потребовал потребовала обвинил обвинила пожаловался
    высказался охарактеризовал прокомментировал спросил спросила написали считают полагает
    оценивает оценивают называет называют пишут сообщают полагают отмечают указывает указывают
    подтвердил подтвердила предложил предложила информирует поручил
    түйіндеді келтірді мәлімдеген айтқан деген жауап қайтарды толықтырды тоқталды
    деп деді дейді айтты айтқан хабарлады мәлімдеді атап өтті қосты түсіндірді жеткізді жазды
    жауап берді баса сендірді ескертті""".split()
)  # fmt: skip
# Words that are verbs of speech only after a subject, being nouns elsewhere.
NOUNS_TOO = frozenset(
    """calls claims comments remarks views reports demands estimates promises pledges notes praises
    offers hopes points mentions laments protests orders asks answers replies regards quotes cites
    jokes tweets boasts wonders teased
    warns concerns urges concludes repeats describes report comment claim remark""".split()
)
PARTICIPLES = frozenset(
    """saying adding noting stressing emphasizing emphasising explaining arguing declaring
    stating insisting warning acknowledging admitting conceding concluding confirming recalling
    remarking reiterating claiming observing commenting writing calling describing terming
    dubbing labeling labelling hailing praising commending criticizing criticising condemning
    citing suggesting urging vowing pledging promising predicting joking quipping highlighting
    underscoring underlining pointing telling announcing asking replying responding continuing
    lauding welcoming denouncing branding characterizing expressing referring likening comparing
    accusing cautioning proclaiming thanking asserting wondering boasting joking alleging tweeting
    добавив отметив подчеркнув заявив сказав назвав пояснив указав напомнив""".split()
)  # fmt: skip

PRONOUNS = frozenset("he she they it we i who он она они оно ол олар".split())
COURTESY = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady madam г г-н г-жа господин госпожа".split()
)
FUNCTION_WORDS = frozenset(
    """a an the this that these those it its he him his she her hers they them their theirs we us
    our ours i me my mine you your yours there here so such one ones who whom whose which what
    and or of to in on at by for from with as is are was were be been being am has have had do
    does did""".split()
)
MAGNITUDES = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15,
    "mln": 6, "mn": 6, "bln": 9, "bn": 9, "tln": 12, "tn": 12, "trn": 12,
    "тысяча": 3, "тысячи": 3, "тысяч": 3, "тысячу": 3, "тыс": 3, "тысячам": 3, "тысячами": 3,
    "миллион": 6, "миллиона": 6, "миллионов": 6, "миллионами": 6, "млн": 6,
    "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "миллиардами": 9, "млрд": 9,
    "триллион": 12, "триллиона": 12, "триллионов": 12, "трлн": 12, "мың": 3, "жүз": 2,
}  # fmt: skip
MONTHS: dict[str, int] = {}
for _number, _line in enumerate(
    """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug
    september sept sep|october oct|november nov|december dec""".replace("\n", "|").split("|"),
    1,
):
    for _word in _line.split():
        MONTHS[_word] = _number

# Words that mark a name as that of a body, not of a person.
INSTITUTIONS = frozenset(
    """ministry department agency bank committee commission council union party times post news
    journal tribune guardian press association institute university college court parliament
    congress senate house government group company corporation corp inc ltd llc plc airlines
    airways motors energy oil gas holding fund foundation center centre society organization
    organisation office bureau board authority administration embassy forum summit conference
    league club team street road avenue square airport river lake sea ocean gulf island islands
    mountain mountains region district province state states kingdom republic federation city
    county valley strait bay peninsula desert accords agreement treaty act law plan initiative
    award prize cup olympics games championship war asia africa europe america east west north
    south world nations magazine television radio tv channel network reuters cnn bbc tass afp
    kazinform interfax bloomberg politico axios xinhua kyodo analytics research capital partners
    securities insurance church museum library school hospital police army navy force forces
    guard corps exchange index street democrats republicans day week month year prix open
    international national central united new""".split()
) - {"new", "central"}  # fmt: skip
