"""Quantities: values with their bound, hedge, unit and what they count, in English, Russian, Kazakh.

Judgement calls:
* A hedge or a bound belongs to the figure, so neither may be dropped, added or exchanged for
  another class; words of one class (about, around, roughly) are equal.  "Estimated" beside a
  figure is a hedge.  "Only" and "exactly" may be dropped, never added.
* "Over five years" after a verb is a duration; "for over five years" is a bound.
* What is counted must be in the source's words after the number; modifiers may be left out
  (15 aircraft for 15 Boeing aircraft), but none that takes something away (planned, alleged).
* A bare "$" equals any dollar that the other side does not name more closely.
* Digits inside names (787-9, G20, C5+1, CO2, H5N1), times and days of the month are no quantities.
"""

from __future__ import annotations

import re
from decimal import Decimal

from brief.evidence.lexicon import MAGNITUDES, MONTHS, ORDINALS, OTHER_NUMERALS, UNITS
from brief.record import Record
from brief.text import fold

Span = tuple[int, int]
Problem = tuple[str, str, Span | None]


class Quantity(Record):
    """A value or a range with all that belongs to it.

    `unit` is a currency ("USD", "$", "EUR", ...), "percent", "points", "basis points",
    "ordinal", "year", "decade", "fraction" or empty; `noun` the words counted, as written;
    `qualifier` exact, approximate, at least, more than, just over, at most, up to, less than,
    just under, nearly, only or exactly; `approximate` tells a hedge beside a bound ("at least
    about"); `status` done, expected or estimated.  `span` covers the qualifier, number and unit
    in the text given, `number` the number alone; `digits` counts significant digits as written.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    noun: str = ""
    qualifier: str = "exact"
    status: str = "done"
    text: str = ""
    span: Span = (0, 0)
    number: Span = (0, 0)
    approximate: bool = False
    digits: int = 1
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def currency(self) -> str:
        """The currency, or an empty text."""
        return self.unit if self.unit in CURRENCIES else ""


CURRENCIES = frozenset(
    """$ USD AUD CAD HKD NZD SGD EUR GBP JPY CNY ¥ KZT RUB INR UAH TRY KRW CHF SEK NOK DKK PLN CZK
    MXN BRL ZAR SAR AED ILS KGS UZS TJS TMT AZN GEL AMD BYN PKR IRR IQD EGP NGN THB IDR MYR PHP
    VND ARS CLP COP HUF RON BGN cent BTC""".split()
)
_SYMBOLS = {
    "$": "$", "us$": "USD", "u.s.$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD",
    "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "\u20ac": "EUR", "\u00a3": "GBP", "\u00a5": "\u00a5",
    "\u20b8": "KZT", "\u20bd": "RUB", "\u20b9": "INR", "\u20b4": "UAH", "\u20ba": "TRY",
    "\u20a9": "KRW", "\u20aa": "ILS",
}  # fmt: skip
_MONEY_WORDS = {
    "dollar": "$", "buck": "$", "euro": "EUR", "pound": "GBP", "sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "tenge": "KZT", "ruble": "RUB", "rouble": "RUB",
    "rupee": "INR", "lira": "TRY", "won": "KRW", "franc": "CHF", "krona": "SEK", "kronor": "SEK",
    "zloty": "PLN", "peso": "MXN", "rand": "ZAR", "riyal": "SAR", "dirham": "AED",
    "shekel": "ILS", "som": "KGS", "soum": "UZS", "manat": "AZN", "lari": "GEL", "dram": "AMD",
    "hryvnia": "UAH", "rial": "IRR", "real": "BRL", "reais": "BRL", "cent": "cent", "baht": "THB",
    "usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "cny": "CNY", "kzt": "KZT",
    "rub": "RUB", "chf": "CHF", "inr": "INR", "aud": "AUD", "cad": "CAD",
    "доллар": "$", "долл": "$", "евро": "EUR", "рубль": "RUB", "рубля": "RUB", "рублей": "RUB",
    "рублям": "RUB", "руб": "RUB", "тенге": "KZT", "теңге": "KZT", "юань": "CNY", "юаня": "CNY",
    "юаней": "CNY", "сом": "KGS", "иен": "JPY", "фунт": "GBP",
}  # fmt: skip
_NAMED_DOLLARS = {
    "us": "USD", "u.s": "USD", "u.s.": "USD", "american": "USD", "australian": "AUD",
    "canadian": "CAD", "singapore": "SGD", "zealand": "NZD", "kong": "HKD", "сша": "USD",
    "ақш": "USD",
}  # fmt: skip

_WORDS = "|".join(sorted((*UNITS, *OTHER_NUMERALS), key=len, reverse=True))
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])"
    r"|\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)"
    r"|\d+(?:[.,]\d+)?"
)
_RUN = re.compile(r"\w+")
_STARTING = frozenset((*UNITS, *OTHER_NUMERALS, *ORDINALS)) | frozenset(
    """half quarter dozen hundred thousand million billion trillion third полтора полторы миллион
    миллиард триллион тысяча жарты мың жүз""".split()
)
_NUMBER = re.compile(_DIGITS)
_GLUED = re.compile(
    r"(?:(?P<mag>bn|mn|tn|trn|mln|bln|m|b|k|t)(?:-plus|\b)(?!\.[a-z])"
    r"|(?P<ord>st|nd|rd|th)\b|(?P<decade>'?s)\b|(?P<unit>km|kg|mw|gw|kw|cm|mm|ha|mph|mg|twh|gwh|kwh|pp|pc|g)\b)",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    r"[ \n-]?(?P<mag>hundred|thousand|million|billion|trillion|quadrillion|mln|mn|bln|bn|tln|tn|trn"
    r"|тысяч[а-я]{0,3}|тыс\b\.?|млн\b\.?|млрд\b\.?|трлн\b\.?|миллион[а-яәғқңөұүһі]{0,5}"
    r"|миллиард[а-яәғқңөұүһі]{0,5}|триллион[а-яәғқңөұүһі]{0,5}|мың(?:нан|ға|ды|ның|дай)?|жүз(?:ден)?)(?![^\W_])",
    re.IGNORECASE,
)
_HALF_LINK = re.compile(
    r"[ \n]and[ \n](?:a[ \n](?P<half>half|quarter)|(?P<three>three quarters))\b|[ \n]с половиной\b",
    re.I,
)
_TOKEN = re.compile(
    r"\$?[^\W_](?:[\w.&]*\w)?(?:['-]\w+)*|[,.;:!?()\[\]\"\u2026/]|-|'|%", re.UNICODE
)
_PERCENT = re.compile(
    r"[ \n-]?(?:(?P<points>percentage[ -]points?|pp\b|процентн\w{2,3} пункт\w{0,3}|пайыздық тармақ\w*)"
    r"|(?P<basis>basis points?\b|bps\b|базисн\w{2,3} пункт\w{0,3})"
    r"|(?P<percent>%|percent\b|per[ -]cent\b|pct\b\.?|pc\b|процент[а-я]{0,3}\b|пайыз[а-яәғқңөұүһі]{0,5}\b))",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[ \n-]?(?:(?P<land>U\.S\.?|US|American|Australian|Canadian|Singapore|New Zealand|Hong Kong|Swiss"
    r"|British|Chinese|Japanese|Russian|Kazakh|Indian|Turkish|South Korean)[ \n-])?"
    r"(?P<name>(?:dollar|buck|euro|pound|ruble|rouble|rupee|lira|franc|peso|riyal|dirham|shekel|tenge|zloty"
    r"|manat|hryvnia|rial|cent|som|soum)s?|sterling|yen|yuan|renminbi|won|krona|kronor|rand|baht|reais|lari|dram"
    r"|USD|EUR|GBP|JPY|CNY|KZT|RUB|CHF|INR|AUD|CAD|доллар[а-яәғқңөұүһі]{0,4}|долл\.?|евро|рубл[а-я]{1,3}|руб\.?"
    r"|тенге|теңге[а-яәғқңөұүһі]{0,3}|юан[а-я]{1,3}|иен)(?![^\W_])(?:[ \n](?P<after>США|АҚШ))?",
    re.IGNORECASE,
)
_SYMBOL_AFTER = re.compile(r" ?(\u20ac|\u20b8|\u20bd|\u00a3|\$)(?![\d\w])")
_SYMBOL_BEFORE = re.compile(
    r"(?:(?<![\w])(?:US|U\.S\.|AU?|CA?|HK|NZ|S))?\$ ?\Z|[\u20ac\u00a3\u00a5\u20b8\u20bd\u20b9\u20b4\u20ba\u20a9\u20aa] ?\Z"
    r"|(?<![\w])(?:USD|EUR|GBP|JPY|CNY|KZT|RUB|CHF|INR|AUD|CAD) ?\Z",
    re.IGNORECASE,
)
_KILO = {"m": 6, "b": 9, "k": 3, "t": 12}


def _qualifier_table() -> list[tuple[re.Pattern[str], str]]:
    table = (
        ("just over", r"(?:just|slightly|a little|a bit|little) (?:over|above|more than)|чуть более|чуть больше"),
        ("just under", r"(?:just|slightly|a little|a bit) (?:under|below|less than|short of|shy of|fewer than)"
         r"|чуть менее|чуть меньше"),
        ("at most", r"(?:no|not) more than|at (?:the )?most|a maximum of|max(?:imum|\.)?|not exceeding|capped at"
         r"|no (?:higher|greater|larger) than|не более(?: чем)?|не больше|максимум|ең көбі"),
        ("at least", r"at (?:the very )?least|no (?:fewer|less) than|not (?:fewer|less) than|a minimum of|minimum(?: of)?"
         r"|не менее(?: чем)?|не меньше|как минимум|минимум|по меньшей мере|по крайней мере|кемінде|кем дегенде"),
        ("more than", r"(?:(?:well|far|much|way|even|significantly|substantially) )?(?:more|greater|higher|larger) than"
         r"|(?:well |far )?(?:over|above|beyond)|in excess of|upwards? of|north of|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?"
         r"|topp(?:ed|ing)|>|более(?: чем)?|больше(?: чем)?|свыше|превы\w+"),
        ("less than", r"(?:(?:well|far|much) )?(?:less|fewer|lower|smaller) than|(?:well )?(?:under|below)|short of|<"
         r"|менее(?: чем)?|меньше(?: чем)?|ниже"),
        ("up to", r"up to|as (?:many|much|high|long) as|(?<!с )(?<!\d )до|anything up to"),
        ("nearly", r"nearly|almost|close to|approaching|virtually|not quite|практически|почти"),
        ("approximate", r"approximately|approx\.?|about|around|roughly|circa|ca?\.|some|something like|in the region of"
         r"|on the order of|more or less|(?:an )?estimated(?: at| to be| (?:total|value|cost) of)?|estimates? of|~|\u2248"
         r"|somewhere around|in the neighbou?rhood of"
         r"|около|примерно|приблизительно|порядка|ориентировочно|шамамен"),
        ("only", r"only|just|merely|a mere|a scant|лишь|только|всего(?: лишь)?|небәрі"),
        ("barely", r"barely|scarcely|hardly"),
        ("exactly", r"exactly|precisely|ровно|дәл"),
    )  # fmt: skip
    return [
        (
            re.compile(
                rf"(?<![\w-])(?:{words})[ \n]?(?:(?:the|a|an|this|that)[ \n])?\Z", re.IGNORECASE
            ),
            name,
        )
        for name, words in table
    ]


_QUALIFIERS = _qualifier_table()
_LAST = re.compile(r"([^ \n]+)[ \n]?\Z")
# The words with which a qualifier can end, so that most numbers need no search.
_FINAL = frozenset(
    """over above than beyond under below of shy most least maximum max max. minimum exceeding
    as exceed exceeds exceeded surpass surpasses surpassed surpassing topped topping at to many much
    high long nearly almost approaching virtually quite approximately approx approx. about around
    roughly circa c. ca. ca some like less estimated be total value cost estimate estimates only
    just merely mere scant exactly precisely barely scarcely hardly a an the this that short ~ > <
    \u2248 менее меньше более больше чем не максимум көбі минимум мере крайней кемінде дегенде
    свыше ниже до практически почти около примерно приблизительно порядка ориентировочно шамамен
    лишь только всего небәрі ровно дәл превысил превысила превысило превысили превышает""".split()
)
_AFTER_QUALIFIER = (
    (re.compile(r"[ \n]or (?:more|above|higher|greater|over)\b|-?[ ]?plus\b|\+|[ \n]and (?:up|above|more)\b|[ \n]at (?:the )?(?:very )?least\b|[ \n]minimum\b", re.I), "at least"),
    (re.compile(r"[ \n]or (?:less|fewer|under|below)\b|[ \n]at (?:the )?most\b|[ \n]maximum\b|[ \n]tops\b", re.I), "at most"),
    (re.compile(r"[ \n]or so\b|-odd\b|[ \n]odd\b|-ish\b|[ \n]or thereabouts\b|[ \n]approximately\b|[ \n]roughly\b", re.I), "approximate"),
)  # fmt: skip
_KAZAKH_AFTER = re.compile(
    r"(?:[ -]?[а-яәғқңөұүһі%]{1,14}\.?){0,3}?[ ](?P<word>астам|аса|артық|жуық|таяу|дейін|шақты|кем емес|аспайтын)(?![^\W_])",
    re.IGNORECASE,
)
_KAZAKH_CLASS = {
    "астам": "more than", "аса": "more than", "артық": "more than", "жуық": "approximate",
    "таяу": "nearly", "дейін": "up to", "шақты": "approximate", "кем емес": "at least",
    "аспайтын": "at most",
}  # fmt: skip
_DURATION = re.compile(
    r"[ -]?(?:consecutive |straight |full )?(?:year|month|week|day|hour|minute|decade|centur|quarter|season)",
    re.I,
)
_LASTING = re.compile(
    r"(?:^|[.;:(\"]|\b(?:for|last(?:s|ed|ing)?|took|takes|take|aged|is|was|were|are|of|after|spent|spanning|spans|within"
    r"|be|been|with|and|than|age|serv\w+|wait\w*))[ \n]?\Z",
    re.I,
)
_TOPIC = re.compile(
    r"\b(?:talk\w*|sp[eo]ak\w*|spoke|ask\w*|told|know\w*|learn\w*|hear\w*|heard|concern\w*|question\w*|worr\w+|complain\w*|inform\w*|wrote|write|read|news|information|details?|story|stories)(?: \w+)? \Z",
    re.I,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|of|until|till|from|during|before|after|the|year|early|late|mid|fiscal|through|between|and|to"
    r"|for|spring|summer|autumn|fall|winter|season|back|в|с|до|к|на|по|после|года?|until)|'s|s'|-|\()[ \n]?\Z",
    re.I,
)
_MONTH_BEFORE = re.compile(
    r"\b(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\.?[ \n]?(?:the )?(?:\d{1,2}(?:,| ?- ?| and | to )? ?)?\Z",
    re.I,
)
_MONTH_AFTER = re.compile(
    r"(?:st|nd|rd|th)?(?: of)?(?:[ \n]?-[ \n]?\d{1,2}| and \d{1,2})?[ \n-](?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r"|январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр"
    r"|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)",
    re.I,
)
_TIME = re.compile(r":\d\d|[ \n]?(?:a\.?m\b|p\.?m\b|o'clock)", re.I)
_KAZAKH_LETTER = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_EXPECTED = re.compile(
    r"\b(?:expect\w*|project(?:ed|s)|plan(?:s|ned|ning)?|forecast\w*|set to|due to|scheduled|intends?|intended|will|would"
    r"|could|may|might|likely|target\w*|aims?|hopes?|proposed|promis\w+|pledg\w+|ожида\w+|планир\w+|прогноз\w+)\b",
    re.I,
)


def quantities(text: str, language: str = "en") -> list[Quantity]:
    """Every quantity in `text`, in order, with spans in `text`.

    `language` "kk" (or Kazakh letters in the text) reads words such as "он" as Kazakh numerals.
    """
    folded = fold(text)
    body = folded.text
    kazakh = language == "kk" or bool(_KAZAKH_LETTER.search(body))
    cyrillic = kazakh or language == "ru" or bool(re.search("[а-яА-Я]", body))
    found: list[Quantity] = []
    done = 0
    for match in _RUN.finditer(body):
        start = match.start()
        if start < done:
            continue
        word = match.group()
        if word[0].isdigit():
            word = ""
        elif word.lower() not in _STARTING:
            continue
        scanned = _scan(body, start, word, kazakh, cyrillic, text, folded)
        if scanned is None:
            continue
        quantity, done = scanned
        if quantity is not None:
            found.append(_placed(quantity, folded))
    return found


def _placed(quantity: Quantity, folded: object) -> Quantity:
    from brief.text import Folded

    assert isinstance(folded, Folded)
    if not folded.layers:
        return quantity
    return quantity.replace(
        span=folded.source(*quantity.span), number=folded.source(*quantity.number)
    )


class _Number(Record):
    value: Decimal
    digits: int
    end: int
    kind: str = ""  # "", ordinal, decade, fraction, or a unit glued to the digits
    magnitude: int = 0


def _scan(
    body: str, start: int, word: str, kazakh: bool, cyrillic: bool, text: str, folded: object
) -> tuple[Quantity | None, int] | None:
    """The quantity whose number starts at `start`, and where to go on; None for no number."""
    if (
        word
        and word.lower() in ("он", "бес", "екі", "үш", "алты", "жеті", "елу", "отыз")
        and not kazakh
    ):
        return None
    if not word and _in_name(body, start):
        return None, _token_end(body, start)
    number = _number(body, start, word, cyrillic, text, folded)
    if number is None:
        return None if word else (None, _token_end(body, start))
    if not word:
        if _TIME.match(body, number.end) or body[max(0, start - 1) : start] == ":":
            return None, number.end + 3
        if _is_day(body, start, number):
            return None, number.end
    low = high = number.value
    digits, end, magnitude = number.digits, number.end, number.magnitude
    unit = number.kind
    lead = body[max(0, start - 64) : start]
    symbol = _SYMBOL_BEFORE.search(lead)
    if symbol:
        unit = unit or _symbol(symbol.group())
        lead = lead[: symbol.start()]
    begin = start - (len(symbol.group()) if symbol else 0)
    ranged = _range(body, start, end, lead, number, cyrillic, text, folded)
    if ranged == "name":
        return None, _token_end(body, end + 1)
    if isinstance(ranged, tuple):
        other, begin_lead = ranged
        high, end = other.value, other.end
        digits = max(digits, other.digits)
        if other.magnitude and not magnitude:
            low = low.scaleb(other.magnitude)
        unit = unit or other.kind
        if begin_lead:
            begin -= begin_lead
            lead = lead[: len(lead) - begin_lead]
    unit, end = _unit(body, end, unit, low)
    if (
        isinstance(ranged, tuple)
        and unit in ("percent", "points")
        and (more := _PERCENT.match(body, end))
    ):
        end = more.end()
        unit = "points" if more.group("points") else unit
    if not unit and low == high and not word and _is_year(body, start, end, lead, magnitude):
        unit = "year"
    if not unit and low != high and 1500 < low < high < 2200 and low == int(low):
        unit = "year"
    if not unit and not isinstance(ranged, tuple):
        unit = _shared_unit(body, end, lead)
    if unit == "" and number.value == 1 and word.lower() in ("one", "один", "одна", "одно", "бір"):
        if _pronoun_one(body, lead, end):
            return None, end
    qualifier, approximate, size, estimated = _before(lead, body, end, unit)
    begin -= size
    lead = lead[: len(lead) - size]
    following, tail_qualifier = _after(body, end, kazakh)
    if tail_qualifier and qualifier in ("exact", "approximate"):
        approximate = approximate or qualifier == "approximate"
        qualifier = tail_qualifier
        approximate = approximate and qualifier != "approximate"
    tokens = following
    noun = _noun(tokens)
    status = (
        "estimated" if estimated else ("expected" if _EXPECTED.search(_clause(lead)) else "done")
    )
    quantity = Quantity(
        low, high, unit, noun, qualifier, status, body[begin:end], (begin, end), (start, end),
        approximate, digits, tuple(_tokens(_clause(lead))[-8:]), tuple(tokens),
    )  # fmt: skip
    return quantity, end


def _in_name(body: str, start: int) -> bool:
    """Whether the digits at `start` are part of a name or code, such as F-16 or C5+1."""
    if start == 0:
        return False
    before = body[start - 1]
    previous = body[start - 2] if start > 1 else " "
    if before in "+/":
        return previous.isalnum()
    if before in ".,":
        return previous.isdigit()
    if before == "-" and previous.isalpha():
        begin = start - 1
        while begin > 0 and start - begin < 12 and body[begin - 1].isalpha():
            begin -= 1
        return body[begin : start - 1].lower() not in (
            "mid",
            "pre",
            "post",
            "sub",
            "over",
            "under",
            "from",
            "early",
            "late",
        )
    return before in "#@"


def _token_end(body: str, at: int) -> int:
    end = at
    while end < len(body) and (body[end].isalnum() or body[end] in "+/-"):
        end += 1
    return max(end, at + 1)


def _number(
    body: str, start: int, word: str, cyrillic: bool, text: str, folded: object
) -> _Number | None:
    return _spelled(body, start, word) if word else _figures(body, start, cyrillic, text, folded)


def _figures(body: str, start: int, cyrillic: bool, text: str, folded: object) -> _Number | None:
    from brief.text import Folded

    assert isinstance(folded, Folded)
    match = _NUMBER.match(body, start)
    assert match is not None
    shown = match.group()
    if " " in shown and not cyrillic:
        groups = shown.split(" ")
        place = folded.source(start + len(groups[0]), start + len(groups[0]) + 1)
        narrow = text[place[0] : place[1]] != " "
        if not narrow and any(group[:3] != "000" for group in groups[1:]):
            shown = groups[0]
    end = start + len(shown)
    if re.match(r"[.,]\d", body[end : end + 2]) and not shown.count(","):
        return None  # 1.2.3, 10.10.10
    shown = shown.replace(" ", "")
    if "," in shown:
        whole, _, rest = shown.rpartition(",")
        decimal = (
            "." not in rest
            and len(rest) != 3
            or ("." not in shown and shown.count(",") == 1 and cyrillic and len(rest) != 3)
        )
        shown = f"{whole.replace(',', '')}.{rest}" if decimal else shown.replace(",", "")
    value = Decimal(shown)
    digits = _significant(shown)
    kind, magnitude = "", 0
    glued = (
        _GLUED.match(body, end)
        if body[end : end + 1].isalpha() or body[end : end + 1] == "'"
        else None
    )
    if glued:
        if glued.group("mag"):
            name = glued.group("mag").lower()
            magnitude = MAGNITUDES.get(name, _KILO.get(name, 0))
            end += len(name)
        elif glued.group("ord"):
            kind = "ordinal"
            end = glued.end()
        elif glued.group("decade"):
            kind = "decade"
            end = glued.end()
        elif glued.group("unit").lower() == "pp":
            kind = "points"
            end = glued.end()
        elif glued.group("unit").lower() == "pc":
            kind = "percent"
            end = glued.end()
    elif body[end : end + 1].isalpha():
        return None  # 5G, 3D
    fraction = re.match(r"/(\d+)(?![\d/])", body[end : end + 6])
    if fraction and "." not in shown and 0 < int(shown) < int(fraction.group(1)) < 13 and value:
        return _Number(value / Decimal(fraction.group(1)), digits, end + fraction.end(), "fraction")
    if body[end : end + 1] == "/" and body[end + 1 : end + 2].isdigit():
        return None  # 9/11, 11/08/2025
    if not kind:
        end, more = _magnitudes(body, end)
        magnitude += more
        if (
            not magnitude
            and body[max(0, start - 2) : start].strip()[-1:] in tuple("$\u20ac\u00a3\u00a5")
            and (short := re.compile(r" (m|b|k|t)\b(?!\.)", re.I).match(body, end))
        ):
            magnitude, end = _KILO[short.group(1).lower()], short.end()
        if link := (_HALF_LINK.match(body, end) if not magnitude else None):
            value += Decimal("0.25") if link.group("half") == "quarter" else Decimal("0.5")
            end, magnitude = _magnitudes(body, link.end())
    return _Number(value.scaleb(magnitude), digits, end, kind, magnitude)


def _significant(shown: str) -> int:
    digits = shown.replace(".", "").lstrip("0")
    if "." not in shown:
        digits = digits.rstrip("0")
    return max(1, len(digits))


def _magnitudes(body: str, at: int) -> tuple[int, int]:
    total = 0
    while total < 15 and (match := _MAGNITUDE.match(body, at)):
        name = match.group("mag").lower().rstrip(".")
        if name == "hundred" and total:
            break
        total += MAGNITUDES.get(name) or _stemmed(name)
        at = match.end()
        if match.group().endswith("."):
            following = body[at : at + 2]
            if not following.strip() or following.lstrip()[:1].isupper():
                at -= 1
    return at, total


def _stemmed(name: str) -> int:
    for stem, power in (
        ("миллиард", 9),
        ("миллион", 6),
        ("триллион", 12),
        ("тыс", 3),
        ("мың", 3),
        ("жүз", 2),
    ):
        if name.startswith(stem):
            return power
    return 0


_NUMERAL = re.compile(
    r"(?:[ \n-]|[ \n]and[ \n])(" + _WORDS + r"|hundred|" + "|".join(ORDINALS) + r")(?![^\W_])", re.I
)
_FRACTION = re.compile(
    r"[ \n-](half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)\b",
    re.I,
)
_PARTS = {
    "hal": 2,
    "thi": 3,
    "qua": 4,
    "fou": 4,
    "fif": 5,
    "six": 6,
    "sev": 7,
    "eig": 8,
    "nin": 9,
    "ten": 10,
}
_OF_A = re.compile(
    r"(?: of)?(?: an?| one)?(?=[ -](?:hundred|thousand|million|billion|trillion|dozen)\b)", re.I
)


def _spelled(body: str, start: int, word: str) -> _Number | None:
    lower = word.lower()
    at = start + len(word)
    if lower in ("half", "quarter", "third", "жарты"):
        return _part(body, start, at, lower)
    if lower in ORDINALS:
        if lower in ("first", "second"):
            return None
        return _Number(Decimal(ORDINALS[lower]), 1, at, "ordinal")
    if lower in ("полтора", "полторы"):
        end, magnitude = _magnitudes(body, at)
        return _Number(Decimal("1.5").scaleb(magnitude), 2, end, "", magnitude)
    if lower == "dozen":
        return _Number(Decimal(12), 2, at) if _article(body, start) else None
    if lower in MAGNITUDES or lower in ("миллион", "миллиард", "триллион", "тысяча", "мың"):
        if not _article(body, start) and lower.isascii():
            return None
        power = MAGNITUDES.get(lower) or _stemmed(lower)
        end, more = _magnitudes(body, at)
        value = Decimal(1)
        if link := _HALF_LINK.match(body, end):
            value = Decimal("1.25") if link.group("half") == "quarter" else Decimal("1.5")
            end = link.end()
        return _Number(value.scaleb(power + more), 1, end, "", power + more)
    return _composed(body, at, lower)


def _article(body: str, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:a|an|one|per|several|the|first|last|half)[ \n]\Z",
            body[max(0, start - 9) : start],
            re.I,
        )
    )


def _part(body: str, start: int, at: int, lower: str) -> _Number | None:
    if lower == "third":
        if re.match(
            r" (?:of|the|more|less|as|are|were|said|say)\b|[.,;:)]|\Z", body[at : at + 6]
        ) and re.search(r"\b(?:a|one)[ -]\Z", body[max(0, start - 5) : start], re.I):
            return _Number(Decimal(1) / Decimal(3), 1, at, "fraction")
        return _Number(Decimal(3), 1, at, "ordinal")
    value = Decimal("0.25") if lower == "quarter" else Decimal("0.5")
    if lower == "quarter":
        before = body[max(0, start - 5) : start]
        if not re.search(r"\b(?:a|one)[ -]\Z", before, re.I) or not re.match(
            r"[ -](?:of|the)\b", body[at : at + 6]
        ):
            return None
    if link := _OF_A.match(body, at):
        end, magnitude = _magnitudes(body, link.end())
        if magnitude:
            return _Number(value.scaleb(magnitude), 1, end, "", magnitude)
        if re.match(r"[ -]dozen\b", body[link.end() : link.end() + 7]):
            return _Number(Decimal(6), 1, link.end() + 6)
    if lower == "жарты":
        end, magnitude = _magnitudes(body, at)
        if magnitude:
            return _Number(value.scaleb(magnitude), 1, end, "", magnitude)
    return _Number(value, 1, at, "fraction")


def _composed(body: str, at: int, first: str) -> _Number | None:
    """A numeral of several words: twenty-nine, one hundred and five thousand, two and a half."""
    total = Decimal(0)
    group = Decimal(UNITS.get(first, OTHER_NUMERALS.get(first, 0)))
    kind, power, words = "", 0, 1
    while True:
        if link := _HALF_LINK.match(body, at):
            group += Decimal("0.25") if link.group("half") == "quarter" else Decimal("0.5")
            at = link.end()
        if (match := _MAGNITUDE.match(body, at)) and words < 12:
            name = match.group("mag").lower().rstrip(".")
            power = MAGNITUDES.get(name) or _stemmed(name)
            at = match.end()
            if power == 2:
                group = group.scaleb(2)
            else:
                total += group.scaleb(power)
                group = Decimal(0)
            words += 1
            continue
        if match := re.compile(r"[ -]dozen\b", re.I).match(body, at):
            return _Number((total + group) * 12, 2, match.end())
        match = _NUMERAL.match(body, at)
        if match is None or words > 12:
            break
        name = match.group(1).lower()
        if name in ORDINALS:
            value = Decimal(ORDINALS[name])
            if group % 10 or group < 20 or value > 9 or match.group()[0] != "-":
                break
            group, kind, at = group + value, "ordinal", match.end()
            break
        value = Decimal(UNITS.get(name, OTHER_NUMERALS.get(name, 0)))
        tens = group % 100
        fits = (
            (group == 0 and total)
            or (group >= 100 and tens == 0 and value < 100)
            or (tens >= 20 and tens % 10 == 0 and value < 10)
        )
        if not fits or (value == 0):
            break
        group += value
        at = match.end()
        words += 1
    value = total + group
    if not kind and value < 11 and (match := _FRACTION.match(body, at)):
        parts = _PARTS[match.group(1)[:3].lower()]
        if (
            not (
                parts == 4
                and re.match(r"[ \n](?:of )?(?:19|20)\d\d", body[match.end() : match.end() + 9])
            )
            and value < parts
        ):
            return _Number(value / Decimal(parts), 1, match.end(), "fraction")
    one_in = (
        re.compile(r"[ \n](?:in|out of)(?: every)?[ \n](\d+|" + _WORDS + r")\b", re.I).match(
            body, at
        )
        if value < 11 and not kind
        else None
    )
    if one_in and not re.match(r"\d{4}", one_in.group(1)):
        shown = one_in.group(1).lower()
        other = Decimal(shown) if shown.isdigit() else Decimal(UNITS.get(shown, 0))
        if value < other <= 100 and body[one_in.end() : one_in.end() + 1] not in "%":
            return _Number(value / other, 1, one_in.end(), "fraction")
    digits = _significant(f"{value:f}")
    return _Number(value, digits, at, kind, power)


def _symbol(shown: str) -> str:
    shown = shown.strip().lower()
    return _SYMBOLS.get(shown) or _MONEY_WORDS.get(shown, "$")


def _is_day(body: str, start: int, number: _Number) -> bool:
    if number.kind not in ("", "ordinal") or number.magnitude or not 0 < number.value < 32:
        return False
    if _MONTH_AFTER.match(body, number.end) or (
        number.kind and _MONTH_AFTER.match(body, number.end)
    ):
        after = _MONTH_AFTER.match(body, number.end)
        word = after.group().split()[-1] if after else ""
        return (
            word[:1].isupper()
            or not word.isascii()
            or word.lower() not in ("may", "march", "mar", "sun")
        )
    before = body[max(0, start - 24) : start]
    match = _MONTH_BEFORE.search(before)
    return bool(match and before[match.start() : match.start() + 1].isupper())


_TO = re.compile(
    r"(?P<symbol>)(?:(?P<dash>[ ]?-[ ]?)|[ \n](?P<to>to|and|or|до)[ \n])(?P<sign>(?:US|A|C)?[$\u20ac\u00a3])?(?=\d|"
    + _WORDS
    + ")",
    re.I,
)


def _range(
    body: str,
    start: int,
    end: int,
    lead: str,
    number: _Number,
    cyrillic: bool,
    text: str,
    folded: object,
) -> tuple[_Number, int] | str | None:
    """The upper end of a range and the length of "between " before it; "name" for 787-9."""
    if number.kind not in ("", "percent"):
        return None
    at = end
    unit, after_unit = _unit(body, end, "", number.value)
    if unit:
        at = after_unit
    link = _TO.match(body, at)
    if link is None:
        return None
    word = (link.group("to") or "").lower()
    if word in ("and", "or") or word == "to" or word == "до":
        between = re.search(r"\b(?:between|ranging between|от)[ \n]\Z", lead[-24:], re.I)
        if word == "and" and not between:
            return None
        if word == "or":
            return None
        if word == "до" and not (between and between.group().lower().startswith("от")):
            return None
        if word == "to" and re.search(
            r"\b(?:from|rose|fell|grew|up|down|increased|decreased)[ \n](?:\w+ )?\Z",
            lead[-24:],
            re.I,
        ):
            return None
        length = len(between.group()) if between else 0
    else:
        length = 0
        if " " in link.group("dash") and not unit:
            return None
    begin = link.end()
    match = _RUN.match(body, begin)
    if match is None:
        return None
    spelled = "" if match.group()[0].isdigit() else match.group()
    if spelled and spelled.lower() not in _STARTING:
        return None
    other = _number(body, begin, spelled, cyrillic, text, folded)
    if other is None:
        return "name" if link.group("dash") and not spelled else None
    value = other.value
    if word == "to" and not spelled and _MONTH_AFTER.match(body, other.end):
        return None
    low = number.value
    if other.magnitude and not number.magnitude:
        low = low.scaleb(other.magnitude)
    if value <= low:
        shown = body[begin : other.end]
        if (
            link.group("dash")
            and len(shown) == 2
            and shown.isdigit()
            and 1900 < number.value < 2100
        ):
            return _Number(number.value // 100 * 100 + value, 4, other.end), 0
        return "name" if link.group("dash") and not number.magnitude and not unit else None
    kind = other.kind
    if link.group("sign"):
        kind = _symbol(link.group("sign"))
    return _Number(value, other.digits, other.end, kind or unit, other.magnitude), length


def _unit(body: str, end: int, unit: str, value: Decimal) -> tuple[str, int]:
    """The unit after the number, unless one stands before it already, and its end."""
    if unit in ("ordinal", "decade", "fraction", "points", "percent"):
        return unit, end
    if match := _PERCENT.match(body, end):
        if match.group("points"):
            return "points", match.end()
        return ("basis points" if match.group("basis") else "percent"), match.end()
    if match := _MONEY.match(body, end):
        name = match.group("name").lower().rstrip(".")
        if name in ("won", "real", "rand", "som") and not body[
            match.start() : match.end()
        ].endswith(name):
            return unit, end
        if name == "won" and not match.group("land"):
            return unit, end
        code = _MONEY_WORDS.get(name) or _MONEY_WORDS.get(name.rstrip("s")) or _money_stem(name)
        if (
            code == "GBP"
            and name in ("pound", "pounds")
            and not unit
            and value < 1_000_000
            and not match.group("land")
        ):
            code = "pound"  # of money or of weight
        land = (match.group("land") or match.group("after") or "").lower()
        if code == "$" and land:
            code = _NAMED_DOLLARS.get(land.rsplit(" ", 1)[-1].rstrip("."), "$")
        if unit in ("$", "USD") and code not in ("$", "USD"):
            return unit, end
        if unit and unit not in ("$", code):
            return unit, match.end()
        return (code if not unit or code == "USD" else unit), match.end()
    if not unit and (match := _SYMBOL_AFTER.match(body, end)):
        return _SYMBOLS[match.group(1)], match.end()
    return unit, end


def _money_stem(name: str) -> str:
    for stem, code in (("доллар", "$"), ("рубл", "RUB"), ("теңге", "KZT"), ("юан", "CNY")):
        if name.startswith(stem):
            return code
    return ""


_SHARED = re.compile(r"[ \n](?:to|and|or)[ \n](?:US)?[$\u20ac\u00a3]?\d[\d.,]*", re.I)


def _shared_unit(body: str, end: int, lead: str) -> str:
    """The unit that "from 5 to 7 percent" gives its first number."""
    if not re.search(r"\bfrom[ \n](?:\w+ )?\Z", lead[-20:], re.I):
        return ""
    match = _SHARED.match(body, end)
    if match is None:
        return ""
    unit, _ = _unit(body, _magnitudes(body, match.end())[0], "", Decimal(1))
    return unit if unit in ("percent", "points", "basis points") else ""


def _is_year(body: str, start: int, end: int, lead: str, magnitude: int) -> bool:
    shown = body[start:end]
    if magnitude or len(shown) != 4 or not shown.isdigit() or not "1500" <= shown < "2200":
        return False
    if _YEAR_BEFORE.search(lead[-12:]) or _MONTH_BEFORE.search(lead[-24:]):
        return True
    after = body[end : end + 16]
    return not re.match(r"[ \n-][a-zа-яәғқңөұүһі]", after) or bool(
        re.match(r"[ -]?(?:жыл|год|г\.)", after)
    )


def _pronoun_one(body: str, lead: str, end: int) -> bool:
    if re.search(
        r"\b(?:no|any|every|the|this|that|each|which|another|only|not|some|an?|\w+er|other|last|next|new|good|big)[ \n-]\Z",
        lead[-12:],
        re.I,
    ):
        return True
    return bool(
        re.match(
            r"(?:[ \n](?:of|another|that|who|which|is|was|in|to|can|could|should|would|might|may|must|has|had|and|or|day|side|by|on|thing|way)\b|['.,;:!?)\"-]|\s*\Z)",
            body[end : end + 9],
        )
    )


def _before(lead: str, body: str, end: int, unit: str) -> tuple[str, bool, int, bool]:
    """The qualifier that ends `lead`: its class, a hedge beside it, its length, "estimated"."""
    rest = lead
    last = _LAST.search(lead[-16:])
    if last is None or last.group(1).lower() not in _FINAL:
        return "exact", False, 0, False
    bound, hedge, estimated = "", False, False
    for _ in range(3):
        stripped = re.sub(r"\b(?:an?|the)[ \n]\Z", "", rest[-4:])
        probe = rest[:-4] + stripped if len(rest) >= 4 else rest
        hit = None
        for pattern, name in _QUALIFIERS:
            for candidate in (rest, probe):
                if match := pattern.search(candidate[-40:] if len(candidate) > 40 else candidate):
                    hit = (name, match, candidate)
                    break
            if hit:
                break
        if hit is None:
            break
        name, match, candidate = hit
        kept = candidate[: len(candidate) - (len(candidate[-40:]) - match.start())]
        shown = match.group().strip().lower()
        if shown in ("over", "under", "above", "beyond", "до") and unit in ("", "year", "decade"):
            duration = (
                _DURATION.match(body, end)
                and not _LASTING.search(kept[-24:])
                and not body[end : end + 24].rstrip(",.").endswith(" ago")
            )
            if (shown == "over" and duration) or unit in ("year", "decade"):
                break
        if (
            re.match(r"(?:over|under|above|below|beyond) (?:an?|the)\Z", shown)
            and body[end : end + 1] == "-"
        ):
            break  # under a 35-year lease
        if shown in ("about", "around") and _TOPIC.search(kept[-40:]):
            break
        if (
            shown in ("about", "around", "some", "over", "under", "above", "below")
            and unit == "ordinal"
        ):
            break
        if shown == "up to" and re.search(
            r"\b(?:add(?:s|ed|ing)?|came|come|catch\w*|live\w*) \Z", kept[-12:]
        ):
            break
        if name == "approximate":
            hedge = True
            estimated = estimated or "estimat" in shown
        elif not bound:
            bound = name
        elif bound in ("only", "exactly"):
            bound = name
        rest = kept
    size = len(lead) - len(rest)
    if bound:
        return bound, hedge, size, estimated
    return ("approximate" if hedge else "exact"), False, size, estimated


_BOUNDARY = frozenset(
    """of in on at by for from with to into over under after before during since until between
    among and or but as than that which who whose when while where if because so is are was were
    be been being has have had will would can could may might shall should must do does did not
    it its they he she we you i this these those there their his her our also per worth
    valued including totaling totalling within across through against about around
    в на с по для из от до к у и а но что который которые было был были будет за при
    мен және бен пен үшін""".split()
)
_MARKS = frozenset(',.;:!?()[]"\u2026/-')


def _after(body: str, end: int, kazakh: bool) -> tuple[list[str], str]:
    qualifier = ""
    for pattern, name in _AFTER_QUALIFIER:
        if pattern.match(body, end):
            qualifier = name
    tokens = _tokens(body[end : end + 160], 14)
    if not qualifier and re.search(
        r"\b(?:or (?:more|less|fewer|so)|at (?:least|most))\b", body[end : end + 48]
    ):
        words = re.match(
            r"(?:[ \n][\w'-]+){1,3}?(?=[ \n]or (?:more|less|fewer|so)\b|[ \n]at (?:least|most)\b)",
            body[end : end + 60],
        )
        if words and not set(words.group().lower().split()) & _BOUNDARY:
            for pattern, name in _AFTER_QUALIFIER:
                if pattern.match(body, end + words.end()):
                    qualifier = name
    if (
        (kazakh or "\u0400" <= body[end + 1 : end + 2] <= "\u04ff")
        and not qualifier
        and (match := _KAZAKH_AFTER.match(body[end : end + 60]))
    ):
        qualifier = _KAZAKH_CLASS[match.group("word").lower()]
    return tokens, qualifier


def _tokens(text: str, limit: int = 1000) -> list[str]:
    tokens = _TOKEN.findall(text)
    return tokens[:limit]


def _clause(lead: str) -> str:
    cut = max(lead.rfind(mark) for mark in (". ", "; ", "! ", "? ", "\n", ": ", '"'))
    return lead[cut + 1 :] if cut >= 0 else lead


def _noun(tokens: list[str]) -> str:
    words: list[str] = []
    for token in tokens:
        if token == "-" and not words:
            continue
        if token in _MARKS or token.lower() in _BOUNDARY or len(words) == 8:
            break
        words.append(token)
    return " ".join(words)


def parse(text: str, language: str = "en") -> Quantity | None:
    """The one quantity of a written value such as "up to 15 aircraft"; None for none or several."""
    found = [quantity for quantity in quantities(text, language)]
    return found[0] if len(found) == 1 else None
