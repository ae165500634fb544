"""A dossier is read whole: values in their long form, places, references, and every mistake."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from brief.diagnostics import UsageError
from brief.dossier import load
from brief.facts.fact import NOT_STATED
from tests.dossier.small import Small, told


def test_a_sound_dossier_gives_its_values(small: Small) -> None:
    dossier = small.dossier()
    assert dossier.head.title == "Lidora doubles its quays{quays}"
    assert dossier.head.subjects == {"plan": "the plan"}
    assert [section.name for section in dossier.outline.annex] == ["sources"]
    assert dossier.outline.body[0].items[0].fact == "room"
    source = dossier.sources["post"]
    assert (source.code, source.furniture) == ("S1", ("photo: Lidora Post",))
    assert (source.published.value, source.published.basis) == ("2 March 2026", "supplied")
    assert (source.author.value, source.author.basis) == ("", NOT_STATED)
    assert dossier.facts["cost"].get("value") == {"text": "about 40 million crowns"}
    assert dossier.facts["room"].texts("words") == ("We need room for larger ships",)
    assert list(dossier.inputs) == sorted(dossier.inputs)
    assert "snapshots/post.txt" in dossier.inputs


def test_every_value_knows_its_place(small: Small) -> None:
    dossier = small.dossier()
    span = dossier.facts["room"].span("clause")
    assert (span.file, span.line, span.column, span.length) == (
        "sources/lidora/facts/facts.yaml", 9, 13, 14,
    )  # fmt: skip
    assert dossier.span("outline.body.0.items.0").line == 15
    assert dossier.sources["post"].span("published").line == 9


def test_a_name_may_be_written_out(small: Small) -> None:
    assert small.dossier().facts["room"].text("speaker") == "holt"


def test_yaml_bites_are_told_and_the_rest_is_read(small: Small) -> None:
    work = "    passage: The work is expected … crowns.\n"
    small.facts(
        "  - quote: fragment\n    words: [T]he work\n    clause: x\n    speaker: x\n    via: []\n"
        "  - point: colon\n    text: one: two\n"
        f"  - point: hash\n    text: The work #1 is expected\n{work}"
        f"  - point: lost\n    text: It will # begin in May\n{work}"
        "  - pont: typo\n    text: x\n"
        "  - point: keys\n    txt: x\n    text: y\n    text: z\n    passage: It … May\n"
    )  # fmt: skip
    dossier, found = small.load()
    assert [(code, line) for code, _, line, _ in told(found)] == [
        ("Y-SYNTAX", 5),
        ("Y-SYNTAX", 10),
        ("Y-COMMENT", 12),
        ("Y-COMMENT", 15),
        ("Y-KIND", 17),
        ("Y-UNKNOWN", 20),
        ("Y-DUPLICATE", 22),
        ("SPAN-LOST", 23),
    ]
    assert dossier is not None
    assert "keys" in dossier.facts


def test_unknown_keys_and_values_come_with_the_nearest_known(small: Small) -> None:
    small.facts(
        "  - perception: p\n    outlet: Lidora Pots\n    subject: plann\n    stance: positiv\n"
        "    coded: digest\n    passge: x\n    from: psot\n"
    )
    helps = {d.code: " ".join(d.helps) for d in small.load()[1]}
    assert "`passage`" in helps["Y-UNKNOWN"]
    assert "`positive`" in helps["Y-CHOICE"]
    by_message = {d.message: d.helps for d in small.load()[1] if d.code == "Y-REF"}
    assert by_message == {
        "there is no source `psot`": ("did you mean `post`?",),
        "there is no subject `plann`": ("did you mean `plan`?",),
        "names.yaml knows no “Lidora Pots”": ("did you mean `Lidora Post`?",),
    }


def test_references_to_facts_and_their_fields(small: Small) -> None:
    small.facts(
        "  - figure: sum\n    derived: {operation: sum, of: [cost, cots, cost.valu, cost.value]}\n"
    )
    messages = [(d.message, d.helps) for d in small.load()[1]]
    assert messages == [
        ("there is no fact `cots`", ("did you mean `cost`?",)),
        ("the fact `cost` has no field `valu`", ("did you mean `cost.value`?",)),
    ]


def test_the_outline_names_facts_or_rulings(small: Small) -> None:
    small.change("dossier.yaml", "items: [room]", "items: [room, rom]")
    found = small.load()[1]
    assert told(found) == [("Y-REF", "dossier.yaml", 15, 21)]
    assert found[0].helps == ("did you mean `room`?",)


def test_an_id_is_unique_over_files_and_told_with_both_places(small: Small) -> None:
    small.facts("  - gap: quays\n    text: x\n    terms: [y]\n")
    found = small.load()[1]
    assert told(found) == [("Y-ID", "more.yaml", 4, 10)]
    assert found[0].related[0].span.file.endswith("facts.yaml")
    assert found[0].related[0].span.line == 4


def test_what_is_missing_is_told_at_the_record(small: Small) -> None:
    small.facts("  - deal: d\n    title: A deal\n")
    messages = [d.message for d in small.load()[1]]
    assert "the deal: `parties` is missing" in messages
    assert "the deal: `passage` or `passages` is missing" in messages
    assert all(line == 4 for _, _, line, _ in told(small.load()[1]))


def test_a_detail_of_a_source_is_never_silently_not_stated(small: Small) -> None:
    small.change("sources.yaml", "    author: not stated\n", "")
    found = small.load()[1]
    assert told(found) == [("Y-MISSING", "sources.yaml", 3, 13)]
    assert found[0].helps == ("write `author: not stated` where the text gives none",)


def test_a_fact_without_a_source_is_told(small: Small) -> None:
    small.change("facts/facts.yaml", "from: post\n", "")
    assert {(d.code, d.fact) for d in small.load()[1]} == {
        ("Y-MISSING", "quays"),
        ("Y-MISSING", "room"),
        ("Y-MISSING", "cost"),
    }


def test_a_file_that_cannot_be_read_does_not_make_every_reference_to_it_an_error(
    small: Small,
) -> None:
    small.write("facts/facts.yaml", b"format: 1\nfrom: post\nfacts:\n  - point: \xff\n")
    assert told(small.load()[1]) == [("Y-ENCODING", "facts.yaml", 4, 12)]


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("dossier.yaml", "Y-MISSING", "the folder holds no dossier.yaml"),
        ("sources.yaml", "Y-MISSING", "the folder holds no sources.yaml"),
        ("facts/facts.yaml", "Y-MISSING", "the dossier has no facts"),
        ("snapshots/post.txt", "SRC-MISSING", "the snapshot `snapshots/post.txt` is not there"),
    ],
)
def test_a_missing_file_is_one_finding(small: Small, name: str, code: str, message: str) -> None:
    (small.folder / name).unlink()
    dossier, found = small.load()
    assert [(d.code, d.message) for d in found] == [(code, message)]
    assert (dossier is None) == (name == "dossier.yaml")


def test_a_snapshot_under_a_like_name_is_suggested(small: Small) -> None:
    folder = small.folder / "snapshots"
    (folder / "post.txt").rename(folder / "psot.txt")
    assert small.load()[1][0].helps == ("did you mean `snapshots/psot.txt`?",)


def test_a_missing_folder_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder nowhere"):
        load(tmp_path / "nowhere", tmp_path)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    dossier, found = load(tmp_path, tmp_path)
    assert dossier is None
    assert "the folder holds no dossier.yaml" in [d.message for d in found]


def test_yml_files_are_not_passed_over_in_silence(small: Small) -> None:
    small.write("facts/other.yml", "format: 1\nfacts: []\n")
    found = small.load()[1]
    assert [(d.code, d.message) for d in found] == [("Y-PATH", "facts/other.yml is not read")]


@pytest.mark.parametrize("name", ["snapshots/post.txt", "facts/facts.yaml"])
def test_a_link_out_of_the_dossier_is_not_followed(small: Small, name: str) -> None:
    outside = small.workspace / "outside.txt"
    outside.write_text("format: 1\nsecret words\n")
    (small.folder / name).unlink()
    (small.folder / name).symlink_to(outside)
    found = small.load()[1]
    assert [d.code for d in found] == ["Y-PATH"]
    assert "leads out of the dossier" in found[0].message


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "C:/x.txt", "a\\b.txt"])
def test_a_snapshot_is_a_path_inside(small: Small, path: str) -> None:
    small.change("sources.yaml", "snapshots/post.txt", path)
    assert "Y-PATH" in [d.code for d in small.load()[1]]


def test_a_pipe_is_not_waited_for(small: Small) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    (small.folder / "facts" / "facts.yaml").unlink()
    os.mkfifo(small.folder / "facts" / "facts.yaml")
    assert [d.code for d in small.load()[1]] == ["Y-READ"]


def test_a_furniture_line_that_is_no_line_is_told(small: Small) -> None:
    small.change("sources.yaml", "      photo: Lidora Post", "      photo: Lidora Pots")
    found = small.load()[1]
    assert [(d.code, d.severity, d.helps) for d in found] == [
        ("SRC-LINE", "warning", ("did you mean “photo: Lidora Post”?",))
    ]


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"])
def test_files_of_other_systems_read_the_same(small: Small, ending: bytes) -> None:
    before = small.dossier()
    for name in ("facts/facts.yaml", "sources.yaml", "snapshots/post.txt"):
        data = (small.folder / name).read_bytes()
        small.write(name, b"\xef\xbb\xbf" + data.replace(b"\n", ending))
    after = small.dossier()
    assert after.facts == before.facts
    assert after.sources == before.sources


def test_values_that_are_too_long_are_told(small: Small) -> None:
    board = "    passage: The harbour board … on Monday.\n"
    small.facts(
        f"  - point: long\n    text: {'word ' * 1001}\n{board}"
        f"  - point: wide\n    text: {'w' * 2001}\n{board}"
    )
    assert [d.code for d in small.load()[1]] == ["Y-SIZE", "Y-SIZE"]


def test_the_same_files_give_the_same_findings_in_the_same_order(small: Small) -> None:
    small.facts("  - point: a\n    txt: x\n  - point: b\n    passage: nothing like it\n")
    assert small.load() == small.load()
