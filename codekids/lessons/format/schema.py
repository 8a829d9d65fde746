"""A JSON Schema of lesson files and `pack.yaml`, for editors that help while one types.

Made from the model itself, so that it cannot fall behind. It describes a file
as an ordinary YAML reader gives it (`minutes: 12` is a number). It is a little
more generous than the doctor: what needs the whole lesson to be judged is left
to `codekids check`.
"""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from codekids.lessons.format.described import described
from codekids.lessons.format.file_kinds import Option
from codekids.lessons.format.file_lesson import LessonFile, PackFile
from codekids.lessons.format.file_world import Part, Words
from codekids.lessons.format.values import WRITTEN, OneOf, Shape
from codekids.lessons.format.words import NEEDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def json_schema() -> Schema:
    """One schema for both files: a file with `lessons` is a pack, any other a lesson."""
    parts: dict[str, Schema] = {}
    lesson, pack = _reference(LessonFile, parts), _reference(PackFile, parts)
    parts["LessonFile"]["allOf"] = _needs_of_kinds()
    return {
        "$schema": DIALECT,
        "title": "CODE Kids: lesson and pack files / fișierele lecțiilor și pachetelor",
        "if": {"type": "object", "required": ["lessons"]},
        "then": pack,
        "else": lesson,
        "$defs": dict(sorted(parts.items())),
    }


def _needs_of_kinds() -> list[Schema]:
    """What a kind cannot do without; a lesson of steps has its kinds in the steps."""
    rules: list[Schema] = []
    for kind, needed in NEEDS.items():
        if kind in LESSON_KINDS:
            given: Schema = {"properties": {"kind": {"const": kind}}, "not": {"required": ["steps"]}}
            if kind != "puzzle":  # the kind of a lesson that does not say it
                given["required"] = ["kind"]
            rules.append({"if": given, "then": {"required": list(needed)}})
    return rules


LESSON_KINDS = next(one.known for one in LessonFile.model_fields["kind"].metadata if isinstance(one, OneOf))


def models() -> list[type[Part]]:
    """Every class that is a mapping of a file, from the top."""
    found: list[type[Part]] = []

    def visit(model: type[Part]) -> None:
        if model not in found:
            found.append(model)
            for field in model.model_fields.values():
                for inside in _models_in(field.annotation):
                    visit(inside)

    visit(LessonFile)
    visit(PackFile)
    return found


def _models_in(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [model for inside in get_args(annotation) for model in _models_in(inside)]


def _reference(model: type[Part], parts: dict[str, Schema]) -> Schema:
    if model.__name__ not in parts:
        parts[model.__name__] = {}  # stands for itself while it is made
        parts[model.__name__] = _object(model, parts)
    reference: Schema = {"$ref": f"#/$defs/{model.__name__}"}
    if issubclass(model, Words):  # a plain text is Romanian
        return {"anyOf": [WRITTEN, reference]}
    if model is Option:
        return {"anyOf": [WRITTEN, _reference(Words, parts)["anyOf"][1], reference]}
    return reference


def _object(model: type[Part], parts: dict[str, Schema]) -> Schema:
    properties = {}
    for name, field in model.model_fields.items():
        english, romanian = described(model, name)
        held = _of_field(field, parts)
        if held.get("type") == "array" and "minItems" not in held:
            held["type"] = ["array", "null"]  # `needs:` with nothing behind it is an empty list
        properties[name] = {"description": f"{english}\n\n{romanian}", **held}
    schema: Schema = {
        "type": "object",
        "description": (model.__doc__ or "").strip(),
        "properties": properties,
        "additionalProperties": False,
    }
    needed = [name for name, field in model.model_fields.items() if field.is_required()]
    if needed:
        schema["required"] = needed
    if issubclass(model, Words):
        schema["minProperties"] = 1
    return schema


def _of_field(field: FieldInfo, parts: dict[str, Schema]) -> Schema:
    schema = _of_type(field.annotation, field.metadata, parts)
    for one in field.metadata:
        for name, key in (("min_length", "minItems"), ("max_length", "maxItems")):
            if hasattr(one, name):
                schema = _with_bound(schema, key, getattr(one, name))
    return schema


def _with_bound(schema: Schema, key: str, bound: int) -> Schema:
    if schema.get("type") == "array":
        return {**schema, key: bound}
    return {**schema, "anyOf": [_with_bound(one, key, bound) for one in schema.get("anyOf", [])]}


def _of_type(annotation: Any, metadata: list[Any], parts: dict[str, Schema]) -> Schema:
    for one in reversed(metadata):  # the last says it best: FormatOne is a word and a shape
        if isinstance(one, Shape):
            return dict(one.schema)
        if isinstance(one, OneOf):
            return {"enum": list(one.known)}
    origin = get_origin(annotation)
    if origin is Annotated:
        inside, *more = get_args(annotation)
        schema = _of_type(inside, more, parts)
        for one in more:
            if hasattr(one, "metadata"):  # Field(min_length=…) inside an annotation
                for bound in one.metadata:
                    if hasattr(bound, "min_length"):
                        schema = _with_bound(schema, "minItems", bound.min_length)
        return schema
    if origin in (Union, types.UnionType):
        inside = [one for one in get_args(annotation) if one is not type(None)]
        return _of_type(inside[0], [], parts)
    if origin is list:
        return {"type": "array", "items": _of_type(get_args(annotation)[0], [], parts)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of_type(get_args(annotation)[1], [], parts)}
    return _reference(annotation, parts)
