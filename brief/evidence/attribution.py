"""Who said it by the clause that a dossier declares: its subject must name the person."""

from __future__ import annotations

import re

from brief.evidence.clauses import BY_WORDS, subject_before, tag_after
from brief.evidence.cues import is_cue
from brief.evidence.phrases import Mention
from brief.evidence.speakers import is_same
from brief.evidence.subjects import left_subject, main_subject
from brief.evidence.tokens import capital, possessive, tokens
from brief.text.folding import fold

Span = tuple[int, int]

Problem = tuple[str, str, Span | None]


def subject(clause: str) -> Mention:
    """The subject of a declared clause: "Trump said", "whom Tokayev described as", "said X"."""
    body = fold(clause).text
    words = [word for word in tokens(body, 0, len(body)) if word.text != '"']
    found = subject_before(words)
    if found.kind == "none" and words:
        found = tag_after(words)
    return found


def has_cue(clause: str) -> bool:
    """Whether the clause has a verb of speech or another cue of attribution."""
    body = fold(clause).text
    words = tokens(body, 0, len(body))
    lowered = [word.text.lower() for word in words]
    return (
        any(is_cue(words, i) for i in range(len(words)))
        or "according" in lowered
        or "words" in lowered
        or ("по" in lowered and not BY_WORDS.isdisjoint(lowered))
    )


def clause_names(
    clause: str, person_forms: list[str] | tuple[str, ...], antecedent: str | None = None
) -> list[Problem]:
    """What keeps a declared clause from saying that the person spoke; empty if it does.

    The clause's subject must be one of the person's forms.  Where it is a pronoun or a common
    noun ("he said", "told the publication"), `antecedent` must name the person, as a subject or
    as the only one named.  A possessive or an object does not count.
    """
    span = (0, len(clause))
    if not has_cue(clause):
        return [("A-CLAUSE", f"“{clause}” has no verb that says somebody spoke", span)]
    found = subject(clause)
    if found.kind == "name":
        if any(is_same(form, found.words) for form in person_forms):
            return []
        if _within_form(clause, found, person_forms):
            return []
        return [("A-SPEAKER", f"the clause's subject is “{' '.join(found.words)}”", span)]
    if found.kind == "noun" and _within_form(clause, found, person_forms):
        return []
    shown = " ".join(found.words)
    if antecedent is None:
        what = f"the clause's subject is “{shown}”" if shown else "the clause has no subject"
        return [("A-CLAUSE", f"{what}: an antecedent must name whom it means", span)]
    if _antecedent_names(antecedent, person_forms):
        return []
    return [
        (
            "A-SPEAKER",
            f"the antecedent “{antecedent}” does not name the person as its subject",
            span,
        )
    ]


def _within_form(clause: str, found: Mention, forms: list[str] | tuple[str, ...]) -> bool:
    """Whether the subject is a part of a form that stands there: "the Directorate" of "the
    Directorate of Fisheries", "the public health board" as a name of its own."""
    body = fold(clause).text
    shown = found.words[-1] if found.words else ""
    last = body.find(shown, found.start)
    if last < 0 or not shown:
        return False
    article = re.match(r"(?:the|an?|its|his|her|their|this)[ \n]", body[found.start :], re.I)
    first = found.start + (article.end() if article else 0)
    for form in forms:
        known = fold(form).text
        for match in re.finditer(rf"(?<!\w){re.escape(known)}(?!\w)(?!'s)", body):
            if match.start() <= first and last + len(shown) <= match.end():
                return True
    return False


def _antecedent_names(antecedent: str, person_forms: list[str] | tuple[str, ...]) -> bool:
    body = fold(antecedent).text
    words = tokens(body, 0, len(body))
    found = main_subject(words)
    if found.kind == "name" and any(is_same(form, found.words) for form in person_forms):
        return True
    cue = next((i for i in range(len(words)) if is_cue(words, i) == "finite"), None)
    if cue is not None:
        other = left_subject(words, cue)
        if other.kind == "name":
            return any(is_same(form, other.words) for form in person_forms)
    runs: list[list[str]] = []
    for index, word in enumerate(words):
        if (
            capital(word)
            and index
            and capital(words[index - 1])
            and runs
            and not possessive(words[index - 1].text)
        ):
            runs[-1].append(word.text)
        elif capital(word):
            runs.append([word.text])
    named = [run for run in runs if not possessive(run[-1])]
    return len(named) == 1 and any(is_same(form, tuple(named[0])) for form in person_forms)


def intervening(between: str, others: list[str] | tuple[str, ...]) -> str | None:
    """The form of another known person whose clause of speech stands in `between`, or None."""
    body = fold(between).text
    words = tokens(body, 0, len(body))
    for index in range(len(words)):
        if is_cue(words, index) != "finite":
            continue
        for found in (left_subject(words, index), tag_after(words[index:])):
            if found.kind == "name":
                for form in others:
                    if is_same(form, found.words):
                        return form
    return None
