"""Templates are guests: no way out, and no bomb."""

from __future__ import annotations

import mmap
import os

import pytest

from brief import templating
from brief.templating import guest, packs, trust

ARTICLE = "<article><p>{}</p></article>"
ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ brief.__class__ }}",
    "{{ brief['__class__'] }}",
    "{{ brief._desk }}",
    "{{ brief._desk.dossier }}",
    "{{ label.__globals__ }}",
    "{{ label._call }}",
    "{{ cite.__init__.__globals__ }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop.__class__ }}",
    "{{ brief.title.__html__ }}",
    "{{ brief.title | attr('_desk') }}",
    "{{ [] | map(attribute='__class__') | list }}",
    "{{ 'x'.format(brief) }}",
    "{{ '{0.__class__}'.format(brief) }}",
    "{{ '%s' % brief }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'] }}",
    "{{ namespace.__init__ }}",
    "{{ range.__class__ }}",
    "{{ brief.replace(title='x') }}",
    "{{ brief.facts.append(1) }}",
    "{% set x = namespace() %}{{ x.__class__ }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{% macro m() %}{% endmacro %}{{ m._func }}",
    "{{ caller.__class__ }}",
    "{{ brief.sources[0].id.upper() }}",
]
BOMBS = [
    "{{ 'x' * 100000000 }}",
    "{{ [1] * 100000000 }}",
    "{{ 9 ** 9 ** 9 }}",
    "{% for i in range(1000000000) %}x{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'brief.html.j2' %}",
    "{{ '%1000000000d' % 1 }}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxx{% endfor %}{% endfor %}",
    "{% set n = namespace(x='x') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99) %}<em/>{% endfor %}{% endfor %}",
    "{{ " + "(" * 20000 + "1" + ")" * 20000 + " }}",
    "{% if 1 %}" * 5000 + "{% endif %}" * 5000,
    "<em>" * 5000 + "</em>" * 5000,
    "{{ range(99999) | list | join('x' * 9999) }}",
    "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_an_escape_is_an_error_and_prints_nothing(main, text) -> None:
    document, found = main(ARTICLE.format(text))
    assert document is None
    assert found
    assert {d.code for d in found} <= {"T-UNDEFINED", "T-UNSAFE", "T-VALUE", "T-RENDER"}
    assert all(d.span is not None and d.span.line == 1 for d in found)


@pytest.mark.parametrize("text", BOMBS)
def test_a_bomb_ends_in_a_diagnostic(main, text) -> None:
    before = os.times()
    document, found = main(ARTICLE.format(text))
    assert document is None
    assert found
    assert {d.code for d in found} <= {"T-LIMIT", "T-UNSAFE", "T-RENDER", "T-SYNTAX"}
    # Processor time, of this process and of the guest: a busy machine takes longer by the clock.
    assert sum(os.times()[:4]) - sum(before[:4]) < guest.SECONDS + 6


def test_a_guest_leaves_no_process_and_no_file_behind(
    main, workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    guests: list[int] = []
    fork = os.fork

    def noted() -> int:
        guests.append(fork())
        return guests[-1]

    monkeypatch.setattr(os, "fork", noted)
    before = sorted(workspace.rglob("*"))
    main(ARTICLE.format("x"))
    after = [p for p in sorted(workspace.rglob("*")) if "own" not in p.parts]
    assert after == before
    (guest_,) = guests
    with pytest.raises(ChildProcessError):
        os.waitpid(guest_, os.WNOHANG)


def test_what_the_program_itself_has_reserved_is_not_counted_against_a_guest(main) -> None:
    with mmap.mmap(-1, guest.MEMORY):
        document, found = main(ARTICLE.format("x"))
    assert document is not None, found


def test_a_limit_that_is_set_already_is_no_fault_of_a_guest(main) -> None:
    resource = pytest.importorskip("resource")
    done: list[guest.Result] = []

    def within() -> guest.Result:
        resource.setrlimit(resource.RLIMIT_CPU, (guest.SECONDS - 1, guest.SECONDS - 1))
        return guest.run(lambda: ("x", []), "own")

    done.append(guest.run(within, "own"))
    assert done == [("x", [])]


def test_trust_holds_for_the_content_alone(workspace, tmp_path) -> None:
    settings = tmp_path / "settings"
    folder = packs.copy("policy-brief", workspace, "ours")
    pack = packs.find("ours", workspace)
    assert trust.trusted(packs.find("policy-brief"), settings)
    assert not trust.trusted(pack, settings)
    trust.record(pack, settings)
    assert trust.trusted(pack, settings)
    (folder / "brief.html.j2").write_text("<article><p>changed</p></article>", "utf-8")
    assert not trust.trusted(packs.find("ours", workspace), settings)


def test_a_workspace_cannot_declare_its_packs_trusted(workspace) -> None:
    packs.copy("policy-brief", workspace, "ours")
    pack = packs.find("ours", workspace)
    trust.record(pack, workspace)
    trust.record(pack, workspace / ".brief")
    assert not trust.trusted(pack, workspace / "elsewhere")


def test_a_trusted_pack_prints_what_an_untrusted_one_does(workspace, port, tmp_path) -> None:
    packs.copy("policy-brief", workspace, "ours")
    pack = packs.find("ours", workspace)
    options = templating.Options(settings=tmp_path / "settings")
    printed, found = templating.render(port, pack, options)
    assert found == ()
    trust.record(pack, options.settings)
    assert templating.render(port, pack, options) == (printed, ())


@pytest.mark.parametrize("name", ["policy-brief", "ours"])
def test_compiled_templates_are_remembered_for_built_in_and_trusted_packs_alone(
    workspace, port, tmp_path, name
) -> None:
    options = templating.Options(cache=tmp_path / "cache", settings=tmp_path / "settings")
    packs.copy("policy-brief", workspace, "ours")
    pack = packs.find(name, workspace)
    if name == "ours":
        templating.render(port, pack, options)
        assert not (tmp_path / "cache").exists()
        trust.record(pack, options.settings)
    first = templating.render(port, pack, options)
    (remembered,) = (tmp_path / "cache" / "templates").iterdir()
    assert remembered.stat().st_mode & 0o077 == 0
    remembered.write_bytes(b"no code")
    assert templating.render(port, pack, options) == first


def test_a_template_cannot_reach_files_outside_its_pack(main) -> None:
    for name in ("../../../etc/passwd", "/etc/passwd", "sections/../../own/pack.toml"):
        document, found = main(f"<article>{{% include '{name}' %}}</article>")
        assert document is None
        assert found[0].code == "T-FILE"


@pytest.mark.parametrize(
    "text",
    [
        "{{ brief }}",
        "{{ (brief.facts | first) }}",
        "{{ cite }}",
        "{% call namespace() %}x{% endcall %}",
        "{% call label('bottom-line') %}{% endcall %}",
    ],
)
def test_what_is_no_text_does_not_print(main, text) -> None:
    words = '[labels.en]\nbottom-line = "x"\n'
    document, found = main(f"<article><p>{text}</p></article>", pack=words)
    assert document is None
    assert {d.code for d in found} <= {"T-VALUE", "T-RENDER"}
    assert not [d for d in found if "0x" in d.message]
