"""True and false claims made from labelled texts: one rendering or one fault each, repeatably.

The texts are our own inventions, besides the three articles of the repository's own dossier.  A
label file beside each text lists quotations with who says them, and values as the text has them.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from brief.evidence import Claim
from brief.text.sentences import sentences

TEXTS = Path(__file__).parent / "texts"


class Case(NamedTuple):
    """A claim, whether it is true, and what was done to it."""

    source: str
    claim: Claim
    true: bool
    made: str
    kind: str


class Label(NamedTuple):
    kind: str
    words: str
    speakers: tuple[str, ...]


def labelled() -> list[tuple[str, list[Label]]]:
    """Every text with its labels."""
    found = []
    for path in sorted(TEXTS.glob("*.txt")):
        labels = []
        for line in path.with_suffix(".tsv").read_text(encoding="utf-8").splitlines():
            kind, words, *rest = line.split("\t")
            labels.append(Label(kind, words, tuple(rest[0].split(";")) if rest else ()))
        found.append((path.read_text(encoding="utf-8"), labels))
    return found


def cases(seed: int = 7) -> Iterator[Case]:
    """Every case, in a fixed order."""
    rng = random.Random(seed)
    texts = labelled()
    for source, labels in texts:
        speakers = [label.speakers for label in labels if label.kind == "attribution"]
        names = [label.words for label in labels if label.kind == "name"]
        for label in labels:
            if label.kind == "attribution":
                yield from quote_cases(source, label.words, rng)
                yield from attribution_cases(source, label, speakers, names)
            elif label.kind == "number":
                yield from number_cases(source, label.words, rng)
            elif label.kind == "date":
                yield from date_cases(source, label.words, rng)
            else:
                yield from name_cases(source, label.words, names, rng)
        yield from joined_cases(source, rng)


# -- quotations --------------------------------------------------------------------------------

_NEGATIONS = {
    "not",
    "never",
    "no",
    "don't",
    "isn't",
    "won't",
    "can't",
    "не",
    "нет",
    "емес",
    "жоқ",
    "doesn't",
}
_OTHER = (
    "however",
    "small",
    "under",
    "quickly",
    "seven",
    "water",
    "great",
    "other",
    "later",
    "always",
)
_LOOK = {
    "a": "а",
    "e": "е",
    "o": "о",
    "c": "с",
    "p": "р",
    "x": "х",
    "о": "o",
    "е": "e",
    "а": "a",
    "с": "c",
}


def flat(text: str) -> str:
    """Text without differences of glyph, to tell whether a mutant is still verbatim."""
    for old, new in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " ")):
        text = text.replace(old, new)
    return " ".join(text.split())


def swap(text: str, rng: random.Random) -> str | None:
    words = text.split()
    at = rng.randrange(len(words))
    core = re.sub(r"[^\w'’]", "", words[at])
    if not core:
        return None
    words[at] = words[at].replace(core, rng.choice([w for w in _OTHER if w != core]))
    return " ".join(words)


def drop(text: str, rng: random.Random) -> str | None:
    words = text.split()
    if len(words) < 4:
        return None
    at = rng.randrange(1, len(words) - 1)
    return " ".join(words[:at] + words[at + 1 :])


def insert(text: str, rng: random.Random) -> str | None:
    words = text.split()
    at = rng.randrange(1, len(words)) if len(words) > 1 else 1
    return " ".join([*words[:at], rng.choice(_OTHER), *words[at:]])


def negate(text: str, rng: random.Random) -> str | None:
    words = text.split()
    for at, word in enumerate(words):
        if word.lower().replace("’", "'") in _NEGATIONS and 0 < at < len(words) - 1:
            return " ".join(words[:at] + words[at + 1 :])
    for verb in ("is", "are", "was", "will", "have", "has", "would"):
        if verb in words[:-1]:
            at = words.index(verb)
            return " ".join([*words[: at + 1], "not", *words[at + 1 :]])
    return None


def transpose(text: str, rng: random.Random) -> str | None:
    words = text.split()
    if len(words) < 4:
        return None
    at = rng.randrange(1, len(words) - 2)
    if words[at] == words[at + 1]:
        return None
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def typo(text: str, rng: random.Random) -> str | None:
    places = [i for i, c in enumerate(text) if c.isalpha()]
    at = rng.choice(places)
    new = rng.choice([c for c in "abdeghiklmnorstuw" if c != text[at].lower()])
    return text[:at] + new + text[at + 1 :]


def recase(text: str, rng: random.Random) -> str | None:
    words = text.split()
    at = rng.randrange(len(words))
    word = words[at]
    if not word[:1].isalpha():
        return None
    words[at] = (word[0].lower() if word[0].isupper() else word[0].upper()) + word[1:]
    return " ".join(words)


def lookalike(text: str, rng: random.Random) -> str | None:
    places = [i for i, c in enumerate(text) if c in _LOOK]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + _LOOK[text[at]] + text[at + 1 :]


def invisible(text: str, rng: random.Random) -> str | None:
    at = rng.randrange(1, len(text))
    return text[:at] + rng.choice("\u200b\u200d\u202e\u2060\ue000\u0007") + text[at:]


def inflect(text: str, rng: random.Random) -> str | None:
    words = text.split()
    long = [i for i, w in enumerate(words) if w.isalpha() and w.isascii() and len(w) > 4]
    if not long:
        return None
    at = rng.choice(long)
    words[at] = words[at][:-1] if words[at].endswith("s") else words[at] + "s"
    return " ".join(words)


def expand(text: str, rng: random.Random) -> str | None:
    for short, long in (
        ("n't", " not"),
        ("n’t", " not"),
        ("'s", " is"),
        ("’s", " is"),
        ("'re", " are"),
        ("'ll", " will"),
    ):
        if short in text:
            return text.replace(short, long, 1)
    return None


def digit(text: str, rng: random.Random) -> str | None:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if not places:
        return None
    at = rng.choice(places)
    new = str((int(text[at]) + rng.randrange(1, 9)) % 10)
    return text[:at] + new + text[at + 1 :]


def punctuate(text: str, rng: random.Random) -> str | None:
    if text[-1:] == "?":
        return text[:-1] + "."
    places = [i for i, c in enumerate(text[:-1]) if c == ","]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + text[at + 1 :]


def hiding(text: str, rng: random.Random) -> str | None:
    """An ellipsis over a negation, limiter or number."""
    words = text.split()
    heavy = _NEGATIONS | {
        "only",
        "but",
        "unless",
        "if",
        "nobody",
        "without",
        "ten",
        "two",
        "three",
        "half",
        "almost",
    }
    for at in range(1, len(words) - 1):
        core = re.sub(r"[^\w'’]", "", words[at]).lower().replace("’", "'")
        if core in heavy or any(c.isdigit() for c in core):
            end = min(len(words) - 1, at + rng.randrange(1, 3))
            return (
                " ".join(words[:at])
                + rng.choice((" … ", " ... ", " [...] ", " […] "))
                + " ".join(words[end:])
            )
    return None


def bracketed(text: str, rng: random.Random) -> str | None:
    """A bracket in place of a word that carries the meaning."""
    words = text.split()
    long = [i for i, w in enumerate(words) if w.isalpha() and len(w) > 4 and 0 < i < len(words) - 1]
    if not long:
        return None
    at = rng.choice(long)
    words[at] = f"[{rng.choice(('failed', 'good', 'certain', 'honest', 'entire'))}]"
    return " ".join(words)


def bracket_negates(text: str, rng: random.Random) -> str | None:
    words = text.split()
    if len(words) < 3:
        return None
    at = rng.randrange(1, len(words))
    return " ".join([*words[:at], rng.choice(("[not]", "[never]", "[only]", "[two]")), *words[at:]])


def reordered(text: str, rng: random.Random) -> str | None:
    words = text.split()
    if len(words) < 8:
        return None
    half = len(words) // 2
    return " ".join(words[half:]) + " … " + " ".join(words[: half - 1])


QUOTE_FAULTS: dict[str, Callable[[str, random.Random], str | None]] = {
    "word swapped": swap, "word dropped": drop, "word inserted": insert, "negation": negate,
    "words transposed": transpose, "letter changed": typo, "case changed": recase,
    "look-alike letter": lookalike, "invisible character": invisible, "inflection": inflect,
    "contraction expanded": expand, "digit changed": digit, "comma dropped": punctuate,
    "ellipsis hides": hiding, "bracket replaces": bracketed, "bracket negates": bracket_negates,
    "parts reordered": reordered,
}  # fmt: skip


def wrap(text: str, width: int = 58) -> str:
    """Text as a PDF has it: every paragraph in short lines."""
    out = []
    for paragraph in text.split("\n"):
        line, lines = "", []
        for word in paragraph.split(" "):
            if line and len(line) + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        out.append("\n".join([*lines, line]))
    return "\n".join(out) if "\n\n" in text else "\n\n".join(out)


def hyphenate(text: str) -> str:
    """Long words of a wrapped text divided at line ends."""
    counter = [0]

    def divide(match: re.Match[str]) -> str:
        counter[0] += 1
        word = match.group()
        half = len(word) // 2
        return word if counter[0] % 3 else word[:half] + "-\n" + word[half:]

    return re.sub(r"(?<![\w-])[a-zа-я]{7,}(?![\w-])", divide, text)


def ligate(text: str) -> str:
    for plain, glyph in (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(plain, glyph)
    return text


def straight(text: str) -> str:
    for old, new in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"')):
        text = text.replace(old, new)
    return text


def curly(text: str) -> str:
    text = re.sub(r'(^|[\s(\[])"', r"\1“", text).replace('"', "”")
    text = re.sub(r"(^|[\s(\[“])'", r"\1‘", text)
    return text.replace("'", "’")


def flipped_case(text: str) -> str | None:
    if not text[0].isalpha() or text[:2].strip() == "I" or text.startswith(("I ", "I'", "I’")):
        return None
    first = text[0].lower() if text[0].isupper() else text[0].upper()
    if text.split(maxsplit=1)[0].lower().strip(",.") in ("ms", "mr", "claude", "gareth"):
        return None
    return f"[{first}]{text[1:]}"


def elided(text: str, rng: random.Random) -> str | None:
    """An ellipsis that hides nothing of weight."""
    words = text.split()
    heavy = _NEGATIONS | {
        "only", "but", "unless", "if", "nobody", "without", "ten", "two", "three", "half", "almost",
        "just", "may", "might", "nothing", "last", "one", "until", "wasn't", "though", "none",
        "lost", "another", "но", "если", "five", "ешкімнен", "бес",
    }  # fmt: skip
    for at in range(1, len(words) - 2):
        piece = words[at : at + 2]
        if any(
            re.sub(r"[^\w']", "", w.lower().replace("’", "'")) in heavy
            or re.search(r"\d|n['’]t|[.!?]", w)
            for w in piece
        ):
            continue
        return (
            " ".join(words[:at])
            + rng.choice((" … ", " ... ", " […] ", " [...] ", " . . . ", "... "))
            + " ".join(words[at + 2 :])
        )
    return None


def quote_cases(source: str, words: str, rng: random.Random) -> Iterator[Case]:
    known = flat(source)

    def case(text: str, true: bool, made: str, within: str = source) -> Case:
        return Case(within, Claim("quote", text), true, made, "quote")

    for made, mutate in QUOTE_FAULTS.items():
        for _ in range(2 if made in ("word swapped", "word dropped", "typo") else 1):
            mutant = mutate(words, rng)
            if mutant and flat(mutant).rstrip(".,") not in known and mutant != words:
                yield case(mutant, False, made)
    yield case(words, True, "verbatim")
    yield case(straight(words), True, "straight marks")
    yield case(curly(words), True, "curly marks")
    yield case(words, True, "straight marks", straight(source))
    yield case(words.replace(" ", "\u00a0", 2), True, "no-break space")
    yield case(words, True, "no-break space", source.replace(" ", "\u00a0"))
    yield case(
        words.replace(" - ", " — "), True, "dash glyph", source.replace("–", "—").replace("-", "‑")
    )
    yield case(unicodedata.normalize("NFD", words), True, "NFD")
    yield case(words, True, "NFD", unicodedata.normalize("NFD", source))
    for width in (42, 58, 71):
        yield case(words, True, "line wraps", wrap(source, width))
        yield case(words, True, "PDF hyphenation", hyphenate(wrap(source, width)))
    yield case(words, True, "ligatures", ligate(source))
    yield case(ligate(words), True, "ligatures")
    bare = words.rstrip(".,")
    if not words.endswith(("?", "!")):
        yield case(bare + ".", True, "terminal stop")
        yield case(bare + ",", True, "terminal comma")
        yield case(bare, True, "terminal none")
    yield case(f"“{words}”", True, "outer marks")
    if (flipped := flipped_case(words)) and not (
        flipped[1].islower() and not _opens(source, words)
    ):
        yield case(flipped, True, "[T]he")
    if shown := elided(words, rng):
        yield case(shown, True, "ellipsis")
    parts = words.split(" ", 2)
    if len(parts) > 2:
        yield case(f"{parts[0]} {parts[1]} [sic] {parts[2]}", True, "[sic]")
        yield case("\u00ad".join((words[:4], words[4:])), True, "soft hyphen")
    yield case(
        words.replace("'", "’"), True, "nested marks", source.replace("“", "‘").replace("”", "’")
    )
    yield case(words, True, "CRLF", source.replace("\n", "\r\n"))


def _opens(source: str, words: str) -> bool:
    at = flat(source).find(flat(words))
    return at > 0 and flat(source)[at - 1] in "\"'«" and words[0].isupper()


_TAGGED = re.compile(
    r"[“\"«]([^“”\"«»]{12,}?),[”\"»]((?: [^“”\"«».]{4,70}?)) (?:said|added"
    r"|told)?[^“”\"«».]{0,40}\. [“\"«]([^“”\"«»]{12,}?)[”\"»]"
)


def joined_cases(source: str, rng: random.Random) -> Iterator[Case]:
    """Two segments around a speech tag; and quotations stitched or welded that are not one."""
    for match in _TAGGED.finditer(source):
        one, two = match.group(1), match.group(3)
        if not re.search(r"\b(said|told|added|replied)\b", match.group()[len(one) : -len(two)]):
            continue
        for join in ("… ", " … ", " ... ", " [...] ", "” … “", '," ... "'):
            yield Case(source, Claim("quote", one + join + two), True, "joined around tag", "quote")
        yield Case(source, Claim("quote", one + " " + two), False, "welded", "quote")
        yield Case(source, Claim("quote", one + ". " + two), False, "welded", "quote")
        yield Case(
            source, Claim("quote", two.rstrip(".") + " … " + one), False, "parts reordered", "quote"
        )
    quoted = [m.group(1) for m in re.finditer(r"[“\"«]([^“”\"«»\n]{18,})[”\"»]", source)]
    for first, second in zip(quoted, quoted[2:], strict=False):
        a, b = first.split(), second.split()
        head, tail = " ".join(a[: max(3, len(a) - 1)]), " ".join(b[-max(3, len(b) - 1) :])
        yield Case(source, Claim("quote", f"{head} … {tail}"), False, "stitched", "quote")
        yield Case(source, Claim("quote", f"{head} {tail}"), False, "welded", "quote")


# -- attribution -------------------------------------------------------------------------------


def attribution_cases(
    source: str, label: Label, speakers: list[tuple[str, ...]], names: list[str]
) -> Iterator[Case]:
    for speaker in label.speakers:
        yield Case(
            source, Claim("attribution", label.words, speaker), True, "right speaker", "attribution"
        )
    yield Case(
        wrap(source),
        Claim("attribution", label.words, label.speakers[0]),
        True,
        "right, wrapped",
        "attribution",
    )
    own = {form.split()[-1] for form in label.speakers}
    wrong = {forms[0] for forms in speakers} | set(names)
    for speaker in sorted(wrong):
        if speaker.split()[-1] not in own and not any(
            speaker.split()[-1][:5] == o[:5] for o in own
        ):
            yield Case(
                source,
                Claim("attribution", label.words, speaker),
                False,
                "wrong speaker",
                "attribution",
            )
    full = max(label.speakers, key=len).split()
    if len(full) == 2 and full[0] not in ("Baltic", "The", "White", "Meridian"):
        mutant = f"Zoltan {full[1]}"
        yield Case(
            source,
            Claim("attribution", label.words, mutant),
            False,
            "first name swapped",
            "attribution",
        )


# -- numbers -----------------------------------------------------------------------------------

_HEDGES = ("about", "around", "approximately", "roughly")
_QUALIFIED = re.compile(
    r"^(about|around|approximately|roughly|some|Some|an estimated|almost|nearly|more than|over"
    r"|at least|no less than"
    r"|as much as|up to|fewer than|below|barely|около|не менее|более|до|Шамамен) ",
)
_SYNONYMS = {
    "about": ("around", "approximately", "roughly"), "around": ("about", "approximately"),
    "approximately": ("about", "around", "roughly"), "roughly": ("about", "around"),
    "some": ("about",), "more than": ("over",), "over": ("more than",), "almost": ("nearly",),
    "as much as": ("up to",), "no less than": ("at least",), "около": ("примерно",),
    "более": ("свыше",), "не менее": ("не меньше",),
}  # fmt: skip
_CLASSES = {
    "about": "up to", "around": "more than", "approximately": "at least", "roughly": "up to",
    "more than": "at least", "over": "nearly", "at least": "more than", "up to": "at least",
    "almost": "over", "as much as": "at least", "no less than": "no more than", "some": "over",
    "fewer than": "more than", "below": "over",
}  # fmt: skip
_MAGNITUDES = (
    ("billion", "million"), ("million", "billion"), ("млрд", "млн"), ("трлн", "млрд"),
    ("тыс.", "млн"), ("миллиард", "миллион"), ("£8.4m", "£8.4bn"), (",000", ",000,000"),
)  # fmt: skip
_CURRENCIES = (
    ("$", "€"), ("€", "$"), ("£", "$"), ("euros", "dollars"), ("dollars", "euros"),
    ("crowns", "euros"), ("тенге", "рублей"), ("долларов США", "тенге"), ("теңге", "доллар"),
)  # fmt: skip
_UNITS = (
    ("%", " percentage points"), (" percent", " percentage points"), (" per cent", " points"),
    ("tons", "tonnes"), ("kilometres", "miles"), ("hours", "days"), ("years", "months"),
    ("километров", "миль"), ("days", "weeks"),
)  # fmt: skip
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()


def number_cases(source: str, words: str, rng: random.Random) -> Iterator[Case]:
    passage = sentence_with(source, words)

    def case(
        text: str, true: bool, made: str, within: str = source, part: str | None = passage
    ) -> Case:
        return Case(within, Claim("number", text, None, part), true, made, "number")

    match = _QUALIFIED.match(words)
    qualifier = match.group(1) if match else ""
    bare = words[match.end() :] if match else words
    yield case(words, True, "verbatim")
    yield case(words, True, "verbatim", source, None)
    yield case(words, True, "line wraps", wrap(source))
    yield case(words, True, "line wraps", hyphenate(wrap(source)), None)
    if (mutant := digit(words, rng)) and (
        not re.search(r"(?<![\d.,])0\d", mutant) and mutant not in source and _other(words, mutant)
    ):
        yield case(mutant, False, "digit changed")
    for old, new in _MAGNITUDES:
        if old in words and "million people" not in words:
            yield case(words.replace(old, new), False, "magnitude")
            break
    for old, new in _CURRENCIES:
        if old in words:
            yield case(words.replace(old, new), False, "currency")
            break
    for old, new in _UNITS:
        if words.endswith(old):
            yield case(words.removesuffix(old) + new, False, "unit")
    if qualifier:
        yield case(bare, False, "bound or hedge dropped")
        for other in _SYNONYMS.get(qualifier.lower(), ()):
            yield case(f"{other} {bare}", True, "hedge or bound synonym")
        if other := _CLASSES.get(qualifier.lower()):
            yield case(f"{other} {bare}", False, "bound exchanged")
    elif words[0] in "$€£0123456789" or words.split(maxsplit=1)[0].lower() in _SMALL:
        added = (("about", "hedge added"), ("more than", "bound added"), ("up to", "bound added"))
        for word, made in added if "-" not in words.split(maxsplit=1)[0] else ():
            yield case(f"{word} {words}", False, made)
    nouns = re.match(r"(.*?[\d%]|\w+)((?: [A-Za-z][\w-]+)+)$", bare)
    if nouns and not re.search(r"(illion|percent|cent|crowns|euros|dollars|points)$", words):
        yield case(
            words.replace(
                words.rsplit(maxsplit=1)[-1], rng.choice(("helicopters", "contracts", "judges"))
            ),
            False,
            "what is counted",
        )
        if not qualifier and not re.search(r"illion|cent", words):
            yield case(nouns.group(1), True, "bare number")
    yield from number_renderings(words, case)


def _other(one: str, two: str) -> bool:
    return re.sub(r"\D", "", one).lstrip("0") != re.sub(r"\D", "", two).lstrip("0")


def number_renderings(words: str, case: Callable[..., Case]) -> Iterator[Case]:
    made = "value rendering"
    if match := re.search(r"\$([\d.]+) (b|m)illion", words):
        amount, power = match.groups()
        forms = (
            f"${amount}{power}n" if power == "b" else f"${amount}m",
            f"${amount} {power}n" if power == "b" else f"${amount} m",
            f"US${amount} {power}illion",
            f"USD {amount} {power}illion",
            f"{amount} {power}illion dollars",
            f"{amount} {power}illion U.S. dollars",
            f"{amount}-{power}illion-dollar",
        )
        for form in forms:
            yield case(words.replace(match.group(), form), True, made)
        yield case(
            words.replace(match.group(), f"${amount}0 {power}illion")
            if "." in amount
            else words.replace(match.group(), f"${amount}.0 {power}illion"),
            False,
            "more digits",
        )
        if "." in amount:
            yield case(
                words.replace(match.group(), f"${amount.split('.')[0]} {power}illion"),
                False,
                "rounded",
            )
    if words.endswith("%"):
        for unit in (" percent", " per cent", " pct", "\u00a0%"):
            yield case(words[:-1] + unit, True, made)
        if words.count("%") == 1:
            yield case(words[:-1], False, "unit")
    if words.endswith((" percent", " per cent")):
        yield case(re.sub(r" per ?cent$", "%", words), True, made)
    if match := re.search(r"\d{1,3}(,\d{3})+", words):
        yield case(words.replace(match.group(), match.group().replace(",", "")), True, made)
        yield case(words.replace(match.group(), match.group().replace(",", "\u00a0")), True, made)
    for value, name in enumerate(_SMALL):
        if re.match(rf"(?:.* )?{name}\b(?!-)", words) and value > 1:
            yield case(re.sub(rf"\b{name}\b", str(value), words), True, made)
            yield case(re.sub(rf"\b{name}\b", str(value + 1), words), False, "digit changed")
            break
        if (
            re.search(rf"(?<![\d.,$€£-]){value}(?![\d.,%\w-])", words)
            and value > 1
            and "illion" not in words
            and "crowns" not in words
        ):
            yield case(re.sub(rf"(?<!\d){value}(?!\d)", name, words), True, made)


def sentence_with(source: str, words: str) -> str | None:
    """The source's line that holds the words, cut to about a sentence."""
    if source.count(words) != 1:
        return None
    for paragraph in source.split("\n"):
        at = paragraph.find(words)
        for start, end in sentences(paragraph) if at >= 0 else ():
            if start <= at < end:
                return paragraph[start:end]
    return None


# -- dates -------------------------------------------------------------------------------------

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
_FULL = re.compile(
    r"^(?:(\d{1,2}) )?("
    + "|".join([*_MONTHS, *(re.escape(s) for s in _SHORT if s.endswith("."))])
    + r")(?: (\d{1,2}))?(?:,? (\d{4}))?$"
)


def date_cases(source: str, words: str, rng: random.Random) -> Iterator[Case]:
    passage = sentence_with(source, words)

    def case(text: str, true: bool, made: str, within: str = source) -> Case:
        return Case(within, Claim("date", text, None, passage), true, made, "date")

    yield case(words, True, "verbatim")
    yield case(words, True, "line wraps", wrap(source))
    if re.search(r"\d{4}", words):
        mutant = re.sub(
            r"\d{4}", lambda m: str(int(m.group()) + rng.choice((-1, 1, 10, 100))), words, count=1
        )
        if mutant not in (passage or source):
            yield case(mutant, False, "year changed")
    found = _FULL.match(words)
    if not found:
        if re.fullmatch(r"\d{4}", words):
            yield case(f"June {words}", False, "finer")
            yield case(f"in {words}", True, "in a sentence")
        if words in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"):
            other = "Tuesday" if words == "Monday" else "Monday"
            yield case(other, False, "day changed")
            yield case("November 4, 2025", False, "relative")
        return
    day, year = found.group(1) or found.group(3), found.group(4)
    month = next(
        i for i, (a, b) in enumerate(zip(_MONTHS, _SHORT, strict=True)) if found.group(2) in (a, b)
    )
    other = _MONTHS[(month + rng.randrange(1, 11)) % 12]
    yield case(words.replace(found.group(2), other), False, "month changed")
    if day:
        new = str(int(day) % 28 + 1)
        yield case(re.sub(rf"(?<!\d){day}(?!\d)", new, words, count=1), False, "day changed")
    full = [_MONTHS[month], _SHORT[month]]
    if day and year:
        for name in full:
            for shown in (
                f"{name} {day}, {year}",
                f"{day} {name} {year}",
                f"{day} {name}",
                f"{name} {year}",
                f"{name} {day}",
            ):
                yield case(shown, True, "format or coarser")
        yield case(f"{year}-{month + 1:02}-{int(day):02}", True, "format or coarser")
        yield case(year, True, "format or coarser")
        yield case(f"{year}-{month + 1:02}-{(int(day) % 28) + 1:02}", False, "day changed")
    elif day:
        yield case(f"{full[0]} {day}", True, "format or coarser")
        yield case(f"{day} {full[1]}", True, "format or coarser")
        yield case(full[0], True, "format or coarser")
        yield case(f"{full[0]} {day}, 2024", False, "finer")
        yield case(f"{full[0]} {day}, 2025", False, "finer")
    elif year:
        yield case(f"{full[1]} {year}", True, "format or coarser")
        yield case(year, True, "format or coarser")
        yield case(f"{full[0]} 9, {year}", False, "finer")
    else:
        yield case(f"{full[0]} 2025", False, "finer")
        yield case(f"{full[0]} 12", False, "finer")


# -- names -------------------------------------------------------------------------------------


def name_cases(source: str, words: str, names: list[str], rng: random.Random) -> Iterator[Case]:
    def case(text: str, true: bool, made: str, within: str = source) -> Case:
        return Case(within, Claim("name", text), true, made, "name")

    parts = words.split()
    person = len(parts) == 2 and parts[0] not in ("Orvania", "Rivage", "Baltic")
    yield case(words, True, "verbatim")
    yield case(words, True, "line wraps", wrap(source, 37))
    yield case(f"{words}'s", True, "possessive")
    yield (
        case(words.replace("e", "е", 1), False, "look-alike letter")
        if "e" in words
        else case(words, True, "verbatim")
    )
    mutant = typo(words, rng)
    if mutant and mutant not in source:
        yield case(mutant, False, "letter changed")
    if not person:
        return
    first, last = parts
    yield case(last, True, "surname")
    for title in ("Mr", "Ms.", "Mrs"):
        yield case(f"{title} {last}", True, "title and surname")
    yield case(f"{first[0]}. {last}", True, "initial")
    wrong = "Q" if first[0] != "Q" else "W"
    yield case(f"{wrong}. {last}", False, "initial changed")
    for other in names:
        pair = other.split()
        swapped = f"{pair[0]} {last}"
        if len(pair) == 2 and other != words and pair[1] != last and swapped not in source:
            yield case(swapped, False, "first name swapped")
    yield case(f"{first} Kowalski", False, "surname changed")
    yield case(f"Archbishop {last}", False, "title changed")
