"""Names and nouns told apart: persons, bodies, places, things, he and she."""

from __future__ import annotations

from brief.evidence.lexicon import INSTITUTIONS
from brief.evidence.names import TITLES


def is_unnamed(words: tuple[str, ...]) -> bool:
    """Whether a noun phrase brings in a person without a name: "a source", "one official"."""
    first, last = words[0].lower(), words[-1].lower()
    return first in ("a", "an", "one", "another") and (
        last in PERSON_NOUNS
        or last in TITLES
        or last in _ANYBODY
        or any(w.lower().startswith("spokes") for w in words)
    )


_ANYBODY = frozenset(
    """source official witness resident aide adviser advisor insider soldier commander fan critic
    supporter protester passenger survivor relative neighbor neighbour friend colleague member
    employee worker farmer student teacher doctor nurse driver trader banker broker
    reporter""".split()
)

OUTLETS = frozenset(
    """newspaper paper outlet publication magazine agency station broadcaster channel network
    website site journal daily weekly company firm airline bank ministry department group maker
    carrier automaker retailer regulator watchdog organization organisation charity""".split()
)

PERSON_NOUNS = frozenset(
    """leader politician republican democrat lawmaker businessman businesswoman billionaire
    diplomat statesman economist expert analyst lawyer author writer professor player striker
    singer actor actress veteran father mother widow man woman tycoon official envoy""".split()
)

PRONOUN_GENDER = {"he": "m", "she": "f", "он": "m", "она": "f"}


def is_place(name: tuple[str, ...]) -> bool:
    from brief.evidence.places import PLACES

    return " ".join(name) in PLACES


def is_institution(name: tuple[str, ...]) -> bool:
    if any(word.lower().removesuffix("'s") in INSTITUTIONS for word in name):
        return True
    if all(word.isupper() and len(word.strip(".")) > 1 for word in name):
        return True
    from brief.evidence.places import FEMALE, MALE, PLACES

    if len(name) > 1 and (name[0] in MALE or name[0] in FEMALE):
        return False  # Jim Jordan

    shown = " ".join(name)
    return shown in PLACES or (
        any(word in PLACES for word in name) and len(name) > 1 and name[-1] in PLACES
    )


def bare_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """A mention without titles and a leading article."""
    cut = 0
    for index, word in enumerate(words[:-1]):
        lower = word.lower().rstrip(".")
        if (
            lower in TITLES
            or lower in ("the", "u.s", "u.n", "of")
            or (index and words[index - 1].lower() == "of" and lower in TITLES)
        ):
            cut = index + 1
    end = len(words)
    while end - cut > 1 and words[end - 1].lower().rstrip(".") in ("jr", "sr", "ii", "iii", "iv"):
        end -= 1
    return words[cut:end]


def gender_of(words: tuple[str, ...]) -> str:
    from brief.evidence.places import FEMALE, MALE

    for word in words:
        lower = word.lower().rstrip(".")
        if lower in ("mr", "king", "prince", "sir", "pope", "spokesman", "chairman"):
            return "m"
        if lower in ("mrs", "ms", "queen", "princess", "dame", "spokeswoman", "chairwoman", "miss"):
            return "f"
    first = bare_name(words)
    if len(first) > 1:
        if first[0] in MALE:
            return "m"
        if first[0] in FEMALE:
            return "f"
    return ""


_THINGS = frozenset(
    """program programme project operation plan law bill book film movie song album group party
    campaign policy concept idea system scheme service app platform statement report document
    letter article headline sign banner slogan words word phrase term""".split()
)


def is_thing(words: tuple[str, ...]) -> bool:
    return words[-1].lower() in _THINGS
