"""Translations: read beside the dossier, locked with their originals, told when those change."""

from __future__ import annotations

import pytest

from brief.dossier import load
from brief.dossier.lock import write_lock
from tests.dossier.small import Small

RUSSIAN = """\
format: 1
language: ru
by: Desk
reviewed: no
head:
  subject: Торговля
"""


@pytest.fixture
def translated(small: Small) -> Small:
    """The small dossier with one text in Russian, locked."""
    small.write("translations/ru.yaml", RUSSIAN)
    write_lock(small.dossier(), small.workspace)
    return small


def test_a_locked_translation_is_quiet(translated: Small) -> None:
    dossier = translated.dossier()
    russian = dossier.translations["ru"]
    assert russian.texts == {"head.subject": "Торговля"}
    assert russian.reviewed == ""
    assert "translations/ru.yaml" in dossier.inputs


def test_a_changed_original_makes_its_translation_stale(translated: Small) -> None:
    translated.change("dossier.yaml", "subject: Port of Lidora", "subject: Harbour of Lidora")
    dossier, (stale,) = translated.load()
    assert (stale.code, stale.severity) == ("L-STALE", "warning")
    assert stale.span is not None
    assert stale.span.file.endswith("translations/ru.yaml")
    assert stale.span.line == 6
    assert dossier is not None
    write_lock(dossier, translated.workspace)
    assert translated.load()[1] == []


def test_a_text_that_is_not_locked_yet_is_told(translated: Small) -> None:
    translated.write("translations/ru.yaml", RUSSIAN + "  short-title: Порт\n")
    _, (told,) = load(translated.folder, translated.workspace)
    assert told.code == "LOCK-MISSING"
    assert "ru head.short-title" in told.message


def test_a_file_is_called_after_its_language(translated: Small) -> None:
    translated.write("translations/kk.yaml", RUSSIAN)
    assert [d.code for d in translated.load()[1]] == ["Y-PATH"]


def test_an_unknown_field_is_told_with_the_nearest(translated: Small) -> None:
    translated.change("translations/ru.yaml", "subject:", "subjct:")
    (told,) = translated.load()[1]
    assert told.code == "Y-UNKNOWN"
    assert "subject" in told.helps[0]
