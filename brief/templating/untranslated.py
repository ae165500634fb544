"""What a brief in another language prints of the original: told, and marked where it goes on."""

from __future__ import annotations

from brief.diagnostics import ERROR, Diagnostic, Span
from brief.document.tree import Citation, Document, Inline, Row, Statement, Styled, Text
from brief.dossier.model import Dossier, Rendition
from brief.transforms.walk import HOLDERS, Inlines, Walker, changed, kept


def marked(document: Document, dossier: Dossier) -> tuple[Document, list[Diagnostic]]:
    """The document with each text that has no translation in brackets that name its language,
    and an L-MISSING for each."""
    assert dossier.rendition is not None
    marker = _Marker(dossier, dossier.rendition)
    done = marker.document(document)
    return done, [*map(marker.untranslated, marker.texts), *map(marker.unformed, marker.names)]


class _Marker(Walker):
    def __init__(self, dossier: Dossier, rendition: Rendition) -> None:
        self.dossier = dossier
        self.rendition = rendition
        self.texts: dict[str, None] = {}  # paths, each once, in the order of printing
        self.names: dict[str, None] = {}

    def line(self, inlines: Inlines) -> Inlines:
        return kept(inlines, tuple([self.marked(inline) for inline in inlines]))

    def row(self, row: Row) -> Row:
        self.chained(row.facts)
        return super().row(row)

    def marked(self, inline: Inline) -> Inline:
        if isinstance(inline, Text):
            return self.text(inline)
        if isinstance(inline, Citation):
            self.chained(inline.facts)
            return inline
        if isinstance(inline, HOLDERS):
            if isinstance(inline, Statement):
                self.chained(inline.facts)
            return changed(inline, children=self.line(inline.children))
        return inline

    def text(self, text: Text) -> Inline:
        origin = text.origin
        if origin.kind == "name":
            place = ("name", origin.fact, "")
        else:
            place = (origin.kind, origin.fact, origin.field)
        path = self.rendition.missing.get(place)
        if path is None or not text.content.strip():
            return text
        if origin.kind == "name":
            self.names[origin.fact] = None
        else:
            self.texts[path] = None
        shown = Text(f"[{self.rendition.original}: {text.content}]", origin)
        return Styled((shown,), lang=self.rendition.original)

    def chained(self, facts: tuple[str, ...]) -> None:
        """Names that a citation of these facts will print."""
        for id in facts:
            fact = self.dossier.facts.get(id)
            for name in (*fact.texts("via"), *fact.texts("outlet")) if fact else ():
                if ("name", name, "") in self.rendition.missing:
                    self.names[name] = None

    def untranslated(self, path: str) -> Diagnostic:
        language = self.rendition.language
        translation = self.dossier.translations.get(language)
        return Diagnostic(
            "L-MISSING",
            ERROR,
            f"`{path}` is not translated",
            translation.span(path) if translation else None,
            helps=(f"write it in translations/{language}.yaml",),
        )

    def unformed(self, id: str) -> Diagnostic:
        language, name = self.rendition.language, self.dossier.names[id]
        place = name.places.get("forms") or name.places.get("id", (0, 0, 1))
        return Diagnostic(
            "L-MISSING",
            ERROR,
            f"the name `{id}` has no form in `{language}`",
            Span(name.file, *place),
            helps=(f"write `forms: {{{language}: …}}` at it",),
        )
