"""Negations across languages: what one text denies, its translation denies as well.

Each language has words that deny, which a translation must render somehow, and more that may render
a denial: "unable" for "не может".  Only where nothing of the latter stands is a denial lost.
"""

from __future__ import annotations

import re

from brief.expressions import expression

_DENY = {
    "en": expression(
        r"\b(?:not(?! (?:only|least|just|merely))|never|nobody|nothing|none|neither|cannot)\b"
        r"|n['’]t\b|\bno (?=[a-z])(?!more\b|less\b|later\b|fewer\b|one\b|doubt\b)",
        re.IGNORECASE,
    ),
    "ru": expression(
        r"(?<!тем )(?<!пока )(?<!едва )(?<!чуть )(?<!если )(?<!\w)не (?!только|менее|более|позднее"
        r"|позже|раньше|ранее|ниже|выше|меньше|больше|один|одн|раз\b|просто|исключ)(?=\w)"
        r"|\b(?:нет|никогда|никто|ничего|ничто|нельзя)\b",
        re.IGNORECASE,
    ),
    "kk": expression(
        r"\b(?:жоқ|емес|ешқашан|ешкім|ештеңе)\b"
        r"|\b\w{2,}(?:май|мей|бай|бей|пай|пей)(?:мын|мін|ды|ді|мыз|міз|сың|сің|тын|тін)\b"
        r"|\b\w{3,}(?:маған|меген|баған|беген|паған|пеген)\b",
        re.IGNORECASE,
    ),
}
# What may stand for a denial.
_RENDER = {
    "en": expression(
        r"\b(?:not|no|never|nor|none|nobody|nothing|nowhere|neither|cannot|without|\w+n['’]t|un\w{3,}"
        r"|in(?:ability|capable|complete|correct|valid|secure|sufficient|stead|tact|dispens\w+)"
        r"|im(?:poss|prob|perf)\w+|ir\w{4,}|dis\w{4,}|non\w*|refus\w+|den(?:y|ie[sd]|ying|ial\w*)"
        r"|fail\w*|lack\w*|reject\w*|oppos\w*|against|hardly|barely|scarcely|rarely|seldom|few|little"
        r"|only|until|unless|yet|except|avoid\w*|prevent\w*|stop\w*|halt\w*|absen\w+|free of|rather"
        r"|beyond|rul\w+ (?:\w+ ){0,2}out|exclu\w+|less|short|doubt\w*|remain\w*|still|silent"
        r"|ban\w*|end(?:s|ed)?|open|empty|blank|miss\w+|declin\w+|withh[eo]ld\w*|far from|zero"
        r"|prior|other|before|despite|although|though|but|however|nonetheless|nevertheless)\b",
        re.IGNORECASE,
    ),
    "ru": expression(
        r"\b(?:не\w*|ни\w*|нет|без\w*|бес\w+|отказ\w*|отверг\w*|отриц\w*|против\w*|лишь|только"
        r"|отсутств\w*|запре\w*|кроме|пока|вряд|едва|лиш[её]н\w*|исключ\w*|прекра\w*|а|но|мало"
        r"|предотвра\w*|воздерж\w*|уклон\w*|помеш\w*|остал\w*|остаё?е?тся)\b",
        re.IGNORECASE,
    ),
    "kk": expression(
        r"\b(?:жоқ\w*|емес\w*|еш\w*|тек|ғана|бас тарт\w*|қарсы|әлі|бірақ|аз"
        r"|\w{2,}(?:ма|ме|ба|бе|па|пе)\w*|\w{2,}(?:сыз|сіз)\w*|бей\w+)\b",
        re.IGNORECASE,
    ),
}


def lost(original: str, source: str, text: str, target: str) -> tuple[str, str]:
    """What a translation leaves undenied, and what it denies of itself, as ("not", "") or
    ("", "не"); empty where both deny, where neither does, or where a language is not known."""
    if source == target or source not in _DENY or target not in _DENY:
        return "", ""
    own, other = _DENY[source].search(original), _DENY[target].search(text)
    dropped = own.group().strip() if own and not _RENDER[target].search(text) else ""
    added = other.group().strip() if other and not _RENDER[source].search(original) else ""
    return dropped, added
