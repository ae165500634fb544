"""The family's table: every code of the rules, with its severity, title, module and stage."""

from __future__ import annotations

from brief import TYPE_CHECKING
from brief.diagnostics import Severity
from brief.record import Record

if TYPE_CHECKING:
    from typing import Literal

    Stage = Literal["dossier", "document", "finished", ""]
else:
    Stage = str


class Check(Record):
    """A row of the table.

    `module` holds `check`: for stage "dossier" `check(desk)`, for stage "document"
    `check(document, desk, declared)`; both yield diagnostics and change nothing.  Several codes
    that are one act of looking share a module.  `title` completes "it is an error that ...".
    """

    code: str
    severity: Severity
    title: str
    module: str
    stage: Stage


def _rows(stage: Stage, text: str) -> dict[str, Check]:
    severities: dict[str, Severity] = {"E": "error", "W": "warning", "I": "info"}
    found: dict[str, Check] = {}
    module = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.endswith(":"):
            module = "brief.checks." + line[:-1]
            continue
        code, severity, title = line.split(" ", 2)
        found[code] = Check(code, severities[severity], title.strip(), module, stage)
    return found


# A line that ends in a colon names the module of the codes below it.  "E" blocks, "W" must be
# acknowledged in the dossier before a brief is sent, "I" is told.
CHECKS: dict[str, Check] = {
    **_rows(
        "dossier",
        """
        quote_words:
            Q-WORDS E the words are not the source's
            Q-UNDECLARED E a change shows in the words and is not declared
        quote_marks:
            Q-NOT-QUOTED E the source does not print these words as a quotation
            Q-MARKS-LOST W quotation marks are supplied, the source has lost them
        quote_segments:
            Q-STITCH E words of different utterances are joined into one quotation
            Q-ELLIPSIS-HIDES E the words left out change what is said
        quote_brackets:
            Q-BRACKET-HIDES E the words in brackets change what is said
            Q-REVIEW E an alteration of the third rung has no review
        quote_ends:
            Q-TRUNCATED W the quotation begins or ends where the sense turns
        speakers:
            A-SPEAKER E the clause does not give the words to this speaker
            A-CLAUSE E the clause does not attribute these words
            A-ALIAS E the text's name for the speaker belongs to somebody else too
        chains:
            A-VIA E the chain from speaker to held text is not the text's
        voices:
            A-VOICE E the view is not this outlet's own
        named:
            A-NAME E the passages do not name this person, outlet or place
        quantities:
            N-VALUE E the passage does not hold this figure
            N-UNIT E the passage counts in another unit
            N-CURRENCY E the passage's currency is another
            N-MAGNITUDE E the figure is off by a power of ten
            N-HEDGE E the figure drops or adds an approximation
            N-BOUND E the figure drops or adds a bound
            N-MEASURE E the passage counts something else
        scopes:
            N-SCOPE E the figure's scope is not the passage's
        statuses:
            N-STATUS E the status is not the passage's
        sums:
            N-SUM E the derived value cannot be computed, or is typed
            N-OVERLAP E values that overlap are added up
            N-MIX W the operands have different statuses
        dates:
            D-VALUE E the passage does not hold this date
            D-PRECISION E the date is finer than the passage's
            D-RELATIVE E the date hangs on a day that nobody gives
        verbatim:
            C-VERBATIM E words that must be the source's own are not
        prose:
            C-WORDS E words in quotation marks do not stand in the passages
            C-NAME E a name in the sentence does not stand in its passages
            C-PLACE E a fact has no passage to rest on
            C-NEGATION E a sentence denies what its passage says, or the other way round
            C-EXTENT E a sentence says of all or most what its passage says of some
            X-EXTENT W a sentence says of how many, its passage does not
            A-TITLE E somebody is given another office than the passage's
        composed:
            C-UNCITED E a statement cites nothing
            C-UNKNOWN E a reference names nothing that is there
        authors:
            C-AUTHOR E the author's own statement holds a figure, a quotation or a claim
        likelihood:
            C-LIKELIHOOD E a likelihood is not a term of the scale
            C-SCALE E there are two scales of likelihood
            C-CONFIDENCE E likelihood and confidence stand in one sentence
        superlatives:
            X-SUPERLATIVE W a superlative stands in no passage
        conflicts:
            X-CONFLICT E sources differ and nobody has ruled on it
            X-STALE W a ruling decides nothing any more
        silences:
            X-SILENT E a source called silent is not
        sources:
            SRC-STALE W facts rest on a source that is out of date
            SRC-WITHDRAWN E facts rest on a source that was withdrawn
            SRC-STATED E what is called stated does not stand in the source
        gaps:
            G-FOUND E what is said to be missing is there
        translations:
            L-UNKNOWN E a translation is of something that the dossier does not have
            L-VALUE E a translation and its original differ in a figure or a date
            L-NAME E a translation and its original do not name the same
            L-CITE E a translation does not cite what its original cites
            L-QUOTE E translated words stand in quotation marks
            L-TERM W a term is not rendered as the glossary has it
        denied:
            L-NEGATION W a translation drops a denial, or adds one
        moves:
            L-MOVE E a line to be moved is not there
        characters:
            C-CHARACTER E a character that cannot be seen, or that deceives
        """,
    ),
    **_rows(
        "document",
        """
        literals:
            T-LITERAL E a template says what no fact says
        citing:
            T-UNCITED E a statement has neither a citation nor the author's mark
        shape:
            T-HEADING W a heading skips a level
            T-EMPTY W a part of the document is empty
            T-LONG W a part is too long for its place
        """,
    ),
}
