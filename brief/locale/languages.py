"""The languages a brief can be written in: English, Russian, Kazakh."""

from __future__ import annotations

from brief.record import Record

NBSP = "\u00a0"


class Language(Record):
    """What typography and citations must know of a language.

    `tag` is the BCP 47 tag of the finished file; `outer` and `inner` are the quotation marks;
    `date` is a pattern of day, month and year; `letters` are those of remarks.  The rest are the
    fixed words of citations, with `{codes}` and `{source}` to fill in.
    """

    code: str
    tag: str
    outer: tuple[str, str]
    inner: tuple[str, str]
    decimal: str
    months: tuple[str, ...]
    date: str
    letters: str
    absent: str
    absent_inline: str
    unclear: str
    reported: str
    reported_chain: str
    supplied: str
    emphasis: str
    computed: str
    notes: str
    back: str
    contents: str


_EN = Language(
    "en",
    "en-GB",
    ("“", "”"),
    ("‘", "’"),
    ".",
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "{day} {month} {year}",
    "abcdefghijklmnopqrstuvwxyz",
    "Not found in {codes} (searched)",
    "not found in {codes}",
    "chain unclear",
    "as reported by {source}",
    "{chain}, as reported by {source}",
    "quotation marks supplied",
    "emphasis added",
    "our calculation",
    "Notes",
    "Back to the text",
    "Contents",
)
_RU = Language(
    "ru",
    "ru-RU",
    ("«", "»"),
    ("„", "“"),
    ",",
    (
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ),
    "{day} {month} {year} г.",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "Не найдено в {codes} (поиск)",
    "нет в текстах: {codes}",
    "цепочка неясна",
    "источник: {source}",  # so that the name need not be put into a case
    "{chain}; источник: {source}",
    "кавычки добавлены",
    "выделено нами",
    "наш расчёт",
    "Примечания",
    "Назад к тексту",
    "Содержание",
)
_KK = Language(
    "kk",
    "kk-KZ",
    ("«", "»"),
    ("„", "“"),
    ",",
    (
        "қаңтар",
        "ақпан",
        "наурыз",
        "сәуір",
        "мамыр",
        "маусым",
        "шілде",
        "тамыз",
        "қыркүйек",
        "қазан",
        "қараша",
        "желтоқсан",
    ),
    "{year} жылғы {day} {month}",
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "{codes} мәтіндерінде табылмады (іздестірілді)",
    "{codes} мәтіндерінде табылмады",
    "тізбегі белгісіз",
    "{source} хабарлағандай",
    "{chain}, {source} хабарлағандай",
    "тырнақша қойылған",
    "ерекшелеу біздікі",
    "біздің есебіміз",
    "Ескертпелер",
    "Мәтінге оралу",
    "Мазмұны",
)

LANGUAGES: dict[str, Language] = {language.code: language for language in (_EN, _RU, _KK)}


def language(tag: str) -> Language:
    """The language of a BCP 47 tag, English where it is not one of ours."""
    return LANGUAGES.get(tag.partition("-")[0].lower(), _EN)


def known(tag: str) -> bool:
    """Whether briefs can be written in it."""
    return tag.partition("-")[0].lower() in LANGUAGES


def date_text(iso: str, tag: str) -> str:
    """A date of the form 2026-11-21 as it prints; anything else as it stands."""
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and day.isdigit() and 1 <= int(month) <= 12):
        return iso
    spoken = language(tag)
    return spoken.date.format(day=int(day), month=spoken.months[int(month) - 1], year=year)
