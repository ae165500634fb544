"""What the lock recorded, held against a dossier as it is: hashes, passages, decisions."""

from __future__ import annotations

from collections.abc import Sequence

from brief import TYPE_CHECKING
from brief.archive.snapshots import Passage
from brief.diagnostics import ERROR, INFO, WARNING, Diagnostic, Related, Severity, Span
from brief.digests import sha256
from brief.dossier.model import Acknowledgement, Dossier, Ruling, Translation
from brief.facts.fact import Fact

if TYPE_CHECKING:
    from typing import Any

FILE = "dossier.lock"
_SHOWN = 5

# source id -> its snapshot's hashes; passage key -> what it is; what decisions were made about.
Lock = dict[str, dict[str, "Any"]]


def pinned(dossier: Dossier) -> dict[str, tuple[Fact, str, Passage]]:
    """Every passage of the facts by its key in the lock: `fact path`, or `fact path n`."""
    found: dict[str, tuple[Fact, str, Passage]] = {}
    for fact in dossier.facts.values():
        for at, passage in enumerate(fact.passages):
            path = "passage" if at == 0 else f"passages.{at - 1}"
            found[f"{fact.id} {path}"] = (fact, path, passage)
        for path, passages in fact.resolved.items():
            for at, passage in enumerate(passages):
                key = f"{fact.id} {path}" if not at else f"{fact.id} {path} {at}"
                found[key] = (fact, path, passage)
    return found


def read_lock(data: bytes | None, file: str) -> tuple[Lock | None, list[Diagnostic]]:
    """The lock in its file's bytes; None without a file.  A broken file is told."""
    if data is None:
        return None, []
    import json

    span = Span(file)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        return None, [_broken(data, file, error)]
    try:
        if value["format"] != 1:
            span = _line_of(data, file, "format")
            message = f"the lock's format {str(value['format'])[:20]!r} is not known"
            help = "install a newer version of brief, or write it anew with `brief lock --accept`"
            return None, [_told("LOCK-BROKEN", ERROR, message, span, help)]
        sound = _sound(value)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        # A hand that wrote where only `brief lock` writes.
        key = _unsound(value)
        what = f": `{key}` is not as it was written" if key else ""
        span = _line_of(data, file, key)
        return None, [_told("LOCK-BROKEN", ERROR, f"the lock cannot be read{what}", span, _ANEW)]
    held = {name: value[name] for name in _PARTS}
    return {**held, "translations": value.get("translations", {})}, []


_ANEW = "restore it from git, or write it anew with `brief lock --accept`"
_MERGE = (b"<<<<<<<", b"=======", b">>>>>>>")


def _broken(data: bytes, file: str, error: Exception) -> Diagnostic:
    """What is no JSON, at its line: most often a merge that went wrong."""
    lines = data.splitlines()
    merged = next((n for n, line in enumerate(lines, 1) if line.startswith(_MERGE)), 0)
    message = "the lock cannot be read"
    if merged:
        span = Span(file, merged, 1, 7)
        message += ": marks of a merge stand in it"
    else:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        if isinstance(error, UnicodeDecodeError):
            line, column = data.count(b"\n", 0, error.start) + 1, 1
            message += ": it is not UTF-8"
        span = Span(file, line, column)
    return _told("LOCK-BROKEN", ERROR, message, span, _ANEW)


def _unsound(value: object) -> str:
    """The key of the first part or item that is not as `write_lock` makes it, or ""."""
    if not isinstance(value, dict):
        return ""
    for name in _PARTS:
        if not isinstance(value.get(name), dict):
            return name
    for name in (*_PARTS, "translations"):
        for key, item in value.get(name, {}).items():
            try:
                if not _sound({**{part: {} for part in _PARTS}, name: {key: item}}):
                    return str(key)
            except (KeyError, TypeError, AttributeError):
                return str(key)
    return ""


def _line_of(data: bytes, file: str, key: str) -> Span:
    """Where a key of the lock stands; the whole file where it does not."""
    import json

    written = json.dumps(key, ensure_ascii=False)
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        at = line.find(f"{written}:") if key else -1
        if at >= 0:
            return Span(file, number, at + 1, len(written))
    return Span(file)


_PARTS = ("sources", "passages", "acknowledged", "rulings")


def _sound(value: dict[str, Any]) -> bool:
    """Whether the lock has the shape that `write_lock` gives it."""
    return (
        all(
            isinstance(held[name], str)
            for held in value["sources"].values()
            for name in ("sha256", "text-sha256")
        )
        and all(
            isinstance(held["source"], str)
            and isinstance(held["exact"], str)
            and type(held["start"]) is int
            and type(held["end"]) is int
            for held in value["passages"].values()
        )
        and all(isinstance(held, str) for held in value["acknowledged"].values())
        and all(isinstance(held, str) for held in value["rulings"].values())
        and all(isinstance(held, str) for held in value.get("translations", {}).values())
    )


def _told(
    code: str,
    severity: Severity,
    message: str,
    span: Span,
    help: str = "",
    *,
    fact: str = "",
    related: tuple[Related, ...] = (),
    notes: tuple[str, ...] = (),
) -> Diagnostic:
    helps = (help,) if help else ()
    return Diagnostic(code, severity, message, span, "", related, helps, notes, fact)


def compare(dossier: Dossier, lock: Lock | None) -> list[Diagnostic]:
    """What differs from the lock: SRC-HASH, SPAN-MOVED, SPAN-LOST, LOCK-MISSING, LOCK-STALE,
    L-STALE."""
    span = Span(f"{dossier.folder}/{FILE}")
    if lock is None:
        if not dossier.snapshots:
            return []
        message = "no snapshot and no passage is locked yet"
        return [_told("LOCK-MISSING", WARNING, message, span, "run `brief lock`")]
    found: list[Diagnostic] = []
    moved: dict[str, list[str]] = {}
    changed, unlocked = _snapshots(dossier, lock, found)
    missing = [f"source {source}" for source in unlocked]
    locked = lock["passages"]
    passages = pinned(dossier)
    for key, (fact, path, passage) in passages.items():
        held = locked.get(key)
        if (
            held is not None
            and held["start"] == passage.start
            and held["end"] == passage.end
            and held["exact"] == passage.exact
            and held["source"] == passage.source
        ):
            continue
        if held is not None and held["source"] == passage.source in changed:
            if held["exact"] == passage.exact:
                moved.setdefault(passage.source, []).append(key)
            else:
                found.append(_lost(dossier, fact, path, passage, held))
        else:
            missing.append(key)
    for source, keys in moved.items():
        message = f"stands elsewhere in the changed snapshot, word for word: {listed(keys)}"
        place = dossier.sources[source].span("snapshot")
        found.append(_told("SPAN-MOVED", INFO, message, place))
    for key, (translation, text) in originals(dossier).items():
        held = lock["translations"].get(key)
        if held is None:
            missing.append(key)
        elif held != text:
            message = "the original has changed since this was translated"
            help = "translate it again where needed, then run `brief lock`"
            place = translation.span(key.partition(" ")[2])
            found.append(_told("L-STALE", WARNING, message, place, help))
    if missing:
        message = f"not as locked, or not in the lock yet: {listed(missing)}"
        found.append(_told("LOCK-MISSING", WARNING, message, span, "run `brief lock`"))
    found += _stale(dossier, lock)
    return found


def originals(dossier: Dossier) -> dict[str, tuple[Translation, str]]:
    """Each translated text by its key in the lock, `language path`: where it stands, and a hash of
    the original that it was made from."""
    if not dossier.translations:
        return {}
    from brief.dossier.translating import units

    known = units(dossier)
    found: dict[str, tuple[Translation, str]] = {}
    for language, translation in dossier.translations.items():
        for path in translation.texts:
            if path in known:
                found[f"{language} {path}"] = (translation, _digest(known[path].text))
    return found


def _snapshots(dossier: Dossier, lock: Lock, found: list[Diagnostic]) -> tuple[set[str], list[str]]:
    """Sources whose snapshot is not the locked one, which is told, and those not locked at all."""
    changed: set[str] = set()
    unlocked: list[str] = []
    for source, snapshot in dossier.snapshots.items():
        held = lock["sources"].get(source)
        if held is None:
            unlocked.append(source)
        elif held["sha256"] != snapshot.sha256:
            changed.add(source)
            same = held["text-sha256"] == snapshot.text_sha256
            note = "the text is the same; its bytes differ" if same else ""
            found.append(
                _told(
                    "SRC-HASH",
                    ERROR,
                    f"the snapshot {dossier.sources[source].snapshot} is not the one locked",
                    dossier.sources[source].span("snapshot"),
                    "restore the file, or look at what changed and run `brief lock --accept`",
                    notes=(note,) if note else (),
                )
            )
    return changed, unlocked


def listed(keys: Sequence[str]) -> str:
    more = len(keys) - _SHOWN
    return ", ".join(keys[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _lost(
    dossier: Dossier, fact: Fact, path: str, passage: Passage, held: dict[str, Any]
) -> Diagnostic:
    """A passage in a changed snapshot whose selector now gives other words than were locked."""
    snapshot = dossier.snapshots[passage.source]
    line, column = snapshot.place(passage.start)
    now = Related(Span(snapshot.file, line, column, len(passage.exact)), "now")
    from brief.text.words import word_diff

    return _told(
        "SPAN-LOST",
        ERROR,
        f"`{path}`: the locked words are no longer in the snapshot",
        fact.span(path),
        "hold the fact against the new words, then run `brief lock --accept`",
        fact=fact.id,
        related=(now,),
        notes=(word_diff(str(held["exact"]), passage.exact),),
    )


# ---------------------------------------------------------------- decisions and what they rest on


def _digest(*parts: object) -> str:
    import json

    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode("utf-8")).hexdigest()[:16]


def _fact_digest(fact: Fact) -> str:
    resolved = {path: [p.exact for p in found] for path, found in fact.resolved.items()}
    return _digest(fact.kind, fact.source, fact.fields, [p.exact for p in fact.passages], resolved)


def ruling_digest(dossier: Dossier, ruling: Ruling) -> str:
    """What a ruling was made about: the values it is over, as they were."""
    sides = []
    for path in ruling.over:
        id, _, field = path.partition(".")
        fact = dossier.facts.get(id)
        if fact is not None:
            value = fact.get(field) if field else fact.fields
            sides.append((path, value, [p.exact for p in fact.passages]))
    return _digest(sides, [dossier.snapshots[s].text_sha256 for s in _held(dossier, ruling)])


def _held(dossier: Dossier, ruling: Ruling) -> list[str]:
    return [source for source in ruling.silent if source in dossier.snapshots]


def acknowledgement_digest(dossier: Dossier, acknowledgement: Acknowledgement) -> str:
    """What an acknowledgement was made about: the fact, source or ruling as it was."""
    target = acknowledgement.target
    if target in dossier.facts:
        return _fact_digest(dossier.facts[target])
    if target in dossier.rulings:
        ruling = dossier.rulings[target]
        return _digest(ruling.decision, ruling.reason, ruling_digest(dossier, ruling))
    if target in dossier.sources:
        source = dossier.sources[target]
        snapshot = dossier.snapshots.get(target)
        return _digest(source.status, source.rank, snapshot.text_sha256 if snapshot else "")
    return ""


def _stale(dossier: Dossier, lock: Lock) -> list[Diagnostic]:
    found = []
    for made in dossier.acknowledged:
        held = lock["acknowledged"].get(f"{made.code} {made.target}")
        if held is not None and held != acknowledgement_digest(dossier, made):
            found.append(
                _told(
                    "LOCK-STALE",
                    WARNING,
                    f"`{made.target}` has changed since {made.code} was acknowledged",
                    made.span("code"),
                    "look at it again; then keep or remove this, and run `brief lock`",
                )
            )
    for ruling in dossier.rulings.values():
        held = lock["rulings"].get(ruling.id)
        if held is not None and held != ruling_digest(dossier, ruling):
            found.append(
                _told(
                    "LOCK-STALE",
                    WARNING,
                    f"a side of the ruling `{ruling.id}` has changed since it was made",
                    ruling.span(),
                    "look at both sides again; then keep or change it, and run `brief lock`",
                )
            )
    return found
