"""A translation says what its original says, as far as figures, names and citations can tell.

# L-UNKNOWN: a translation is of something that the dossier does not have

## What it checks
Each text of `translations/<language>.yaml` belongs to a line, fact, ruling, source or label of the
dossier that has an original text there, and the language is one that briefs can be written in.

## Why
A translation that nothing asks for prints nowhere, and what it was made for prints untranslated.

## Example
```yaml
facts:
  seting: {text: Встреча прошла в Белом доме.}
```
There is no fact `seting`.

## How to mend
Take the suggested path. A line is called by the words of its original label, or of its lead, in
small letters joined by hyphens; a second one of that name ends in `-2`.

# L-VALUE: a translation and its original differ in a figure or a date

## What it checks
Statement by statement the translation holds the same figures with the same units and the same
qualifiers (около, примерно, до, не менее, более; шамамен, кемінде, дейін, астам), the same dates,
and the same digits in names. Numbers may be in words on one side and in figures on the other.

## Why
The original is held against the passages of its facts; a figure that only the translation has was
held against nothing.

## Example
`approximately $17 billion` translated as `17 млрд долл. США`: the hedge is lost.

## How to mend
Write the figure as the original has it, with its qualifier.

# L-NAME: a translation and its original do not name the same

## What it checks
Each registered name in the original stands in the translation in its form for that language
(`forms` in names.yaml), with any endings; and no other registered name does, unless the facts'
passages name it.

## Why
Whose view or deed it is must not change in translation.

## Example
`Reuters noted …` translated as `CNN отметил …`.

## How to mend
Name the same. Write the name's form in names.yaml where it is missing.

# L-CITE: a translation does not cite what its original cites

## What it checks
The translation of a composed line ends its statements on the same facts, in the same order, and
prints the same fields and names between braces.

## Why
A note under a sentence says what that sentence rests on, in every language.

## Example
`Talks began.{talks}` translated as `Переговоры начались.`

## How to mend
End the translated statement with `{talks}`.

# L-QUOTE: translated words stand in quotation marks

## What it checks
Words in quotation marks in a translation are the source's own words, in its own language.

## Why
Quotation marks promise exact words. Words in translation are nobody's exact words, so they print
without marks, and the original stands beside them or in the note.

## Example
`описано как «историческое решение»`, where the text has “historic decision”.

## How to mend
Take the marks away, or put the original words between them: `историческое решение (“historic
decision”)`.

# L-TERM: a term is not rendered as the glossary has it

## What it checks
Where the original has a term of the glossary (agreement, memorandum, signed, expected, intent,
unlikely, not), the translation has one of the words that the glossary gives for it.

## Why
An agreement that becomes a contract in the next sentence, or an intent that becomes a decision, is
another statement.

## Example
`memorandum` translated as `договор`.

## How to mend
Use the glossary's word; where the sentence is right without it, acknowledge the warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief.checks.desk import Desk
from brief.checks.desk import agreement as agreeing
from brief.checks.desk.statements import QUOTED
from brief.diagnostics import ERROR, WARNING, Diagnostic, Severity
from brief.dossier.composite import Cite, Literal, NameValue, Value, parse
from brief.dossier.model import Translation
from brief.dossier.translating import Unit, shared_path, units
from brief.evidence.quotes import find
from brief.locale import glossary, languages
from brief.record import Record
from brief.text.words import nearest


class _Part(Record):
    """A statement: its words, what it prints between braces, and the facts cited at its end."""

    text: str
    printed: tuple[str, ...]
    facts: tuple[str, ...]


def check(desk: Desk) -> Iterator[Diagnostic]:
    """L-UNKNOWN, L-VALUE, L-NAME, L-CITE, L-QUOTE, L-TERM."""
    translations = desk.dossier.translations
    if not translations:
        return
    known = units(desk.dossier)
    shared = {shared_path(unit): unit for unit in known.values()}
    for language, translation in translations.items():
        if not languages.known(language):
            yield Diagnostic(
                "L-UNKNOWN",
                ERROR,
                f"briefs cannot be written in `{language}`",
                translation.span(),
                helps=(f"languages are: {', '.join(languages.LANGUAGES)}",),
            )
            continue
        forms = agreeing.Forms(desk.dossier.names.values(), language)
        for path, text in translation.texts.items():
            unit = known.get(path) or shared.get(path)
            if unit is None:
                close = nearest(path, [*known, *shared])
                hint = f"did you mean `{close}`?" if close else "leave it out, or name the original"
                yield _told(
                    translation, path, "L-UNKNOWN", f"the dossier has no text `{path}`", hint
                )
            else:
                yield from _compared(desk, translation, forms, path, unit, text)


def _told(
    translation: Translation,
    path: str,
    code: str,
    message: str,
    *helps: str,
    severity: Severity = ERROR,
    note: str = "",
) -> Diagnostic:
    notes = (note,) if note else ()
    return Diagnostic(code, severity, message, translation.span(path), helps=helps, notes=notes)


def _compared(
    desk: Desk,
    translation: Translation,
    forms: agreeing.Forms,
    path: str,
    unit: Unit,
    text: str,
) -> Iterator[Diagnostic]:
    if not unit.composite:
        own = _Part(unit.text, (), unit.facts)
        part = own.replace(text=text)
        yield from _statement(desk, translation, forms, path, unit, own, part)
        return
    own_parts, parts = _parts(unit.text), _parts(text)
    if [(p.facts, sorted(p.printed)) for p in own_parts] != [
        (p.facts, sorted(p.printed)) for p in parts
    ]:
        wanted = [f"{{{', '.join(part.facts)}}}" for part in own_parts if part.facts]
        help = f"its original cites {' '.join(wanted)}" if wanted else "its original cites nothing"
        yield _told(translation, path, "L-CITE", "it does not cite what its original cites", help)
        return
    for own, part in zip(own_parts, parts, strict=True):
        yield from _statement(desk, translation, forms, path, unit, own, part)


def _parts(text: str) -> list[_Part]:
    """The statements of a composed text; what stands after the last citation too, unless it is
    closing punctuation."""
    found: list[_Part] = []
    words: list[str] = []
    printed: list[str] = []
    for piece in parse(text):
        if isinstance(piece, Literal):
            words.append(piece.text)
        elif isinstance(piece, Value):
            printed.append(f"{piece.fact}.{piece.field}")
        elif isinstance(piece, NameValue):
            printed.append(f"@{piece.name}")
        elif isinstance(piece, Cite):
            found.append(_Part("".join(words), tuple(printed), piece.facts))
            words, printed = [], []
    rest = "".join(words)
    if printed or any(char.isalnum() for char in rest):
        found.append(_Part(rest, tuple(printed), ()))
    return found


def _statement(
    desk: Desk,
    translation: Translation,
    forms: agreeing.Forms,
    path: str,
    unit: Unit,
    own: _Part,
    part: _Part,
) -> Iterator[Diagnostic]:
    language = translation.language
    source = desk.dossier.head.language.partition("-")[0]
    if unit.path.endswith(".translation"):
        source = _language_of(desk, unit)
    original, text = QUOTED.sub(" ", own.text), QUOTED.sub(" ", part.text)
    note = f"the original: {own.text.strip()}"
    for message in agreeing.figures_lost(original, source, text, language):
        yield _told(translation, path, "L-VALUE", message, note=note)
    yield from _names(desk, translation, forms, path, unit, own, part, note)
    for match in QUOTED.finditer(part.text):
        if not _held(desk, match.group(1), own.facts or unit.facts):
            yield _told(
                translation,
                path,
                "L-QUOTE",
                f"“{match.group(1)[:60]}” is not in the passages, and stands in quotation marks",
                "take the marks away, or quote the original words",
            )
    for term in glossary.lacking(original, text, source, language):
        wanted = " or ".join(word.replace("*", "…") for word in term.words[language][:3])
        message = f"the glossary renders `{term.words[source][0].rstrip('*')}` as {wanted}"
        yield _told(translation, path, "L-TERM", message, severity=WARNING, note=note)


def _names(
    desk: Desk,
    translation: Translation,
    forms: agreeing.Forms,
    path: str,
    unit: Unit,
    own: _Part,
    part: _Part,
    note: str,
) -> Iterator[Diagnostic]:
    language, names = translation.language, desk.dossier.names
    text = QUOTED.sub(" ", part.text)
    named = {id for _, _, ids in desk.names(QUOTED.sub(" ", own.text)) for id in ids}
    for id in sorted(named):
        if language in names[id].forms and not forms.stands(id, text):
            form = names[id].forms[language]
            message = f"the original names {names[id].name}, the translation does not"
            yield _told(translation, path, "L-NAME", message, f"write {form}", note=note)
    said = [unit.text, *_passages(desk, own.facts or unit.facts)]
    allowed = {id for one in said for _, _, ids in desk.names(one) for id in ids}
    for one in said:
        allowed |= forms.peoples(one)
    for name in forms.others(allowed, text):
        yield _told(
            translation,
            path,
            "L-NAME",
            f"the translation names {name.forms[language]}, the original does not",
            note=note,
        )


def _held(desk: Desk, words: str, facts: tuple[str, ...]) -> bool:
    passages = list(_passages(desk, facts))
    return any(words in passage or find(passage, words) for passage in passages)


def _passages(desk: Desk, facts: Iterable[str]) -> Iterator[str]:
    for id in facts:
        fact = desk.dossier.facts.get(id)
        if fact is not None:
            yield from (passage.exact for passage in fact.passages)
            for found in fact.resolved.values():
                yield from (passage.exact for passage in found)


def _language_of(desk: Desk, unit: Unit) -> str:
    source = desk.dossier.sources.get(desk.dossier.facts[unit.facts[0]].source)
    return source.language.partition("-")[0] if source else "en"
