"""The tables of fields as pydantic models: the JSON Schemas of the files, and the reader's double.

Imported for `brief schema`, `brief init` and a test that holds these models equal to the reader;
never by a check or a generation.  Models take what a person writes and dump the long form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, Union

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic import Field as Property

from brief.dossier import reader, tables
from brief.dossier.audience_table import AUDIENCES
from brief.dossier.tables import FileTable
from brief.facts import KINDS
from brief.facts.fact import NOT_STATED
from brief.facts.fields import SELECTION, VALUE, Field, Kind

# Editors check what YAML reads: a person may type 17.20 or yes, and the reader takes the text.
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class _Or:
    """Allows a short form in the JSON Schema of a longer one."""

    def __init__(self, *short: dict[str, Any]) -> None:
        self.short = short

    def __get_pydantic_json_schema__(
        self, core: Any, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [*self.short, handler(core)]}


class _Written(BaseModel):
    """A mapping as written: its keys alone, each once."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas (draft 2020-12) by file name, such as `facts.schema.json`."""
    return {
        table.name.replace(".yaml", ".schema.json"): {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **_bare(document_model(table).model_json_schema(by_alias=True)),
            "title": table.name,
            "description": table.doc,
        }
        for table in (
            tables.DOSSIER,
            tables.SOURCES,
            tables.NAMES,
            tables.RULINGS,
            AUDIENCES,
            tables.facts_table(KINDS),
            tables.translations_table(KINDS),
        )
    }


def _bare(schema: Any) -> Any:
    """Without the titles and null defaults that pydantic adds, which editors would show."""
    if isinstance(schema, dict):
        return {
            key: {name: _bare(part) for name, part in value.items()}
            if key in ("properties", "$defs")
            else _bare(value)
            for key, value in schema.items()
            if key != "title" and not (key == "default" and value is None)
        }
    return [_bare(item) for item in schema] if isinstance(schema, list) else schema


def document_model(table: FileTable) -> type[BaseModel]:
    """The model of a whole file."""
    return _model(table.name.partition(".")[0].title(), table.fields, table.doc)


def _model(
    name: str,
    fields: tuple[Field, ...],
    doc: str,
    either: tuple[tuple[str, ...], ...] = (),
    head: str = "",
) -> type[BaseModel]:
    """A model of a mapping with these fields; `head` is the key that begins a record."""
    properties: dict[str, Any] = {}
    if head:
        properties["head_"] = (
            Annotated[str, AfterValidator(_id), WithJsonSchema({"type": "string", "pattern": _ID})],
            Property(alias=head, description="Its id, unique in the dossier."),
        )
    for field in fields:
        kind = _type(field, f"{name}{_title(field.name)}")
        detail = Property(alias=field.name, description=field.doc)
        if not field.required:
            detail = Property(None, alias=field.name, description=field.doc)
        properties[field.name.replace("-", "_") + "_"] = (kind, detail)

    def complete(model: BaseModel) -> BaseModel:
        for group in either:
            if not any(part.replace("-", "_") + "_" in model.model_fields_set for part in group):
                raise ValueError(f"one of {group} is missing")
        return model

    groups = [{"anyOf": [{"required": [part]} for part in group]} for group in either]
    extra: dict[str, Any] = {"description": doc}
    if groups:
        extra["allOf"] = groups

    class Base(_Written):
        model_config = ConfigDict(json_schema_extra=extra)

    validators: dict[str, Any] = {"complete": model_validator(mode="after")(complete)}
    return create_model(name, __base__=Base, __validators__=validators, **properties)


def _title(name: str) -> str:
    return "".join(part.title() for part in name.split("-"))


# ---------------------------------------------------------------- scalars


def _text(field: Field) -> Callable[[Any], str]:
    """One paragraph of text, as the reader takes it."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("a text is wanted")  # noqa: TRY004 - pydantic passes a TypeError on
        text = value.strip()
        if "\n\n" in text and field.form != "selector":
            raise ValueError("one paragraph is wanted")
        text = " ".join(filter(None, map(str.strip, text.split("\n"))))
        if not text:
            raise ValueError("a value is wanted")
        if len(text) > field.limit or any(len(word) > 2000 for word in text.split()):
            raise ValueError("the text is too long")
        return text

    return check


def _id(value: str) -> str:
    if len(value) > 100 or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise ValueError("an id is wanted")
    return value


def _scalar(field: Field, schema: dict[str, Any], *checks: Callable[[str], str]) -> Any:
    kind: Any = Annotated[str, PlainValidator(_text(field))]
    for check in checks:
        kind = Annotated[kind, AfterValidator(check)]
    return Annotated[kind, WithJsonSchema(schema)]


def _plain(field: Field) -> Any:
    return _scalar(field, {**_SCALAR, "maxLength": field.limit})


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices:
            raise ValueError("not one of the choices")
        return value

    return check


def _yes(value: str) -> str:
    if value.lower() not in ("yes", "no", "true", "false"):
        raise ValueError("yes or no is wanted")
    return "yes" if value.lower() in ("yes", "true") else "no"


def _count(value: str) -> str:
    if not re.fullmatch(r"[0-9]{1,9}", value):
        raise ValueError("a whole number is wanted")
    return value


def _day(value: str) -> str:
    from datetime import date

    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("a day is wanted")
    date.fromisoformat(value)
    return value


def _path(value: str) -> str:
    steps = value.split("/")
    if "\\" in value or value.startswith("/") or ":" in steps[0] or ".." in steps:
        raise ValueError("a file inside the dossier is wanted")
    return value


# ---------------------------------------------------------------- the forms of fields


def _type(field: Field, name: str) -> Any:
    """The type of a field's value; `name` is for the models below it."""
    make = _FORMS.get(field.form)
    return make(field, name) if make else _plain(field)


def _list_or_one(item_type: Any, short: dict[str, Any], *, required: bool) -> Any:
    def wrap(value: Any) -> Any:
        if isinstance(value, str):
            return [value] if value else None
        return value

    limits = Property(min_length=1) if required else Property()
    several: Any = list[item_type]
    return Annotated[several, limits, BeforeValidator(wrap), _Or(short)]


def _texts(field: Field, name: str) -> Any:
    short = {**_SCALAR, "maxLength": field.limit}
    return _list_or_one(_plain(field), short, required=field.required)


def _names(field: Field, name: str) -> Any:
    words = (*field.choices, *((NOT_STATED,) if field.not_stated else ()))
    short = {**_SCALAR, "maxLength": field.limit}
    # An empty chain says that there is nothing between; elsewhere no name is "not stated".
    several = _list_or_one(_plain(field), short, required=not field.choices)
    return Union[Literal[words], several] if words else several  # noqa: UP007 - words are data


def _choice(field: Field, name: str) -> Any:
    choices: list[Any] = list(field.choices)
    if field.name == "format":
        choices += [int(choice) for choice in field.choices]
    return _scalar(field, {"enum": choices}, _one_of(field.choices))


def _selection(field: Field, name: str) -> Any:
    model = _model(f"{name}Selection", SELECTION, "Words of a passage in a named source.")
    return Union[_plain(field), model]  # noqa: UP007 - the model is data


def _selectors(field: Field, name: str) -> Any:
    several: Any = list[_selection(field, name)]  # type: ignore[misc]  # the type is data

    def wrap(value: Any) -> Any:
        return [value] if isinstance(value, (str, dict)) and value != "" else value

    short = {**_SCALAR, "maxLength": field.limit}
    return Annotated[several, Property(min_length=1), BeforeValidator(wrap), _Or(short)]


def _value(field: Field, name: str) -> Any:
    def expand(value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    def no_gap(value: Any) -> Any:
        if isinstance(value, str) and not field.not_stated and value.strip() == NOT_STATED:
            raise ValueError("it must be stated")
        return value

    model = _model(name, VALUE, field.doc)
    short = {**_SCALAR, "maxLength": field.limit}
    return Annotated[
        model,
        BeforeValidator(expand),
        BeforeValidator(no_gap),
        _Or(short),
    ]


def _record(field: Field, name: str) -> Any:
    model = _model(name, field.fields, field.doc, field.either)
    if not field.short:
        return model

    def expand(value: Any) -> Any:
        return {field.short: value} if isinstance(value, str) else value

    return Annotated[model, BeforeValidator(expand), _Or(dict(_SCALAR))]


def _records(field: Field, name: str) -> Any:
    return list[_record(field, name)]  # type: ignore[misc]  # the type is data


def _yes_or_no(field: Field, name: str) -> Any:
    return _scalar(field, {"enum": [True, False, "yes", "no"]}, _yes)


def _stated(field: Field, name: str) -> Any:
    model = _model(name, reader.stated_fields(field), field.doc, (("supplied", "inferred"),))

    def expand(value: Any) -> Any:
        if isinstance(value, str):
            text = _text(field)(value)
            gap = text == NOT_STATED
            return {
                "value": "" if gap else text,
                "basis": NOT_STATED if gap else "stated",
                "by": "",
            }
        read = _dump(model.model_validate(value))
        basis = "supplied" if "supplied" in read else "inferred"
        return {"value": read[basis], "basis": basis, "by": read["by"]}

    class Schema:
        def __get_pydantic_json_schema__(
            self, core: Any, handler: GetJsonSchemaHandler
        ) -> dict[str, Any]:
            keys = {part: {**_SCALAR} for part in ("supplied", "inferred", "by")}
            long = {
                "type": "object",
                "properties": keys,
                "required": ["by"],
                "additionalProperties": False,
                "anyOf": [{"required": ["supplied"]}, {"required": ["inferred"]}],
            }
            return {"anyOf": [{**_SCALAR, "maxLength": field.limit}, long]}

    return Annotated[Any, PlainValidator(expand), Schema()]


def _counted(field: Field, name: str) -> Any:
    return _scalar(field, {"type": ["integer", "string"]}, _count)


def _dated(field: Field, name: str) -> Any:
    return _scalar(field, {"type": "string", "format": "date"}, _day)


def _file(field: Field, name: str) -> Any:
    return _scalar(field, {"type": "string"}, _path)


def _lines(field: Field, name: str) -> Any:
    def divide(value: Any) -> Any:
        if isinstance(value, str):
            lines = [line.strip() for line in value.split("\n") if line.strip()]
            if any(len(line) > field.limit for line in lines):
                raise ValueError("a line is too long")
            return lines
        return value

    several: Any = list[_plain(field)]  # type: ignore[misc]  # the type is data
    return Annotated[several, BeforeValidator(divide), _Or({"type": "string"})]


def _mapping(field: Field, name: str) -> Any:
    key: Any = str
    if field.keys != "source":

        def known(value: str) -> str:
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value.lower()):
                raise ValueError("an id is wanted")
            return value

        key = Annotated[str, AfterValidator(known)]
    return dict[key, _type(field.fields[0], name)]  # type: ignore[misc]  # the types are data


def _kinds(field: Field, name: str) -> Any:
    models = tuple(_kind(kind, name) for kind in field.kinds)

    def unique(records: list[BaseModel]) -> list[BaseModel]:
        ids = [record.head_ for record in records]  # type: ignore[attr-defined]  # made above
        if len(set(ids)) != len(ids):
            raise ValueError("an id is given twice")
        return records

    def none(value: Any) -> Any:
        return [] if value == "" else value

    any_of: Any = Union[models]  # noqa: UP007 - the models are data
    several: Any = list[any_of]
    return Annotated[several, AfterValidator(unique), BeforeValidator(none)]


def _kind(kind: Kind, name: str) -> type[BaseModel]:
    return _model(f"{_title(kind.name)}", kind.fields, kind.doc, kind.either, kind.name)


def _dump(model: BaseModel) -> dict[str, Any]:
    """The long form of a mapping: the keys that were written, with their values."""
    return model.model_dump(by_alias=True, exclude_unset=True)


_FORMS: dict[str, Callable[[Field, str], Any]] = {
    "texts": _texts,
    "choice": _choice,
    "names": _names,
    "sources": _texts,
    "facts": _texts,
    "selectors": _selectors,
    "quantity": _value,
    "date": _value,
    "record": _record,
    "records": _records,
    "yes": _yes_or_no,
    "stated": _stated,
    "count": _counted,
    "day": _dated,
    "path": _file,
    "lines": _lines,
    "map": _mapping,
    "kinds": _kinds,
}
