"""The edge where YAML comes in: a document becomes plain, checked data, or faults at their places.

`check_lesson` and `check_pack` give data that could be written as JSON, and
every fault. The fields stand in file_lesson.py, file_kinds.py and
file_world.py; what two fields must agree on in agree.py. Worlds and goals are
built elsewhere (build.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from codekids.lang.catalogue import LANGUAGES
from codekids.lessons.format.agree import disagreements
from codekids.lessons.format.file_lesson import LessonFile, PackFile, Play
from codekids.lessons.format.file_world import Part, World
from codekids.lessons.format.findings import Fault, Loc
from codekids.lessons.format.plain import plain_lesson
from codekids.lessons.format.values import shown
from codekids.lessons.format.words import NEEDS, SECTIONS, STEP_KINDS, nearest
from codekids.lessons.format.yaml_reader import Document

Data = dict[str, Any]


def check_lesson(document: Document) -> tuple[Data | None, list[Fault]]:
    """The lesson as plain data (None where it cannot be used), and every fault, also the reader's."""
    data, faults = _check(document, LessonFile)
    if data is None:
        return None, faults
    faults += disagreements(document, data)
    if any(fault.severity == "error" for fault in faults):
        return None, faults
    return plain_lesson(data), faults


def check_world(document: Document) -> Data | None:
    """The world of a lesson on its own, where the rest of the file cannot be used but its map may be told."""
    node = document.node_at(("world",))
    if node is None or node is document.root:
        return None
    try:
        return World.model_validate(node.plain()).model_dump(mode="json", exclude_none=True)
    except ValidationError:
        return None


def check_pack(document: Document) -> tuple[Data | None, list[Fault]]:
    """The pack as plain data (None where it cannot be used), and every fault, also the reader's."""
    return _check(document, PackFile)


def _check(document: Document, model: type[Part]) -> tuple[Data | None, list[Fault]]:
    faults = list(document.faults)
    if document.root is None:
        return None, faults
    if not isinstance(document.root.value, dict):
        return None, [*faults, Fault(document.root.line, document.root.column, (), "lessons.not_a_lesson")]
    found: list[Fault] = []
    checked = None
    try:
        checked = model.model_validate(document.root.plain())
    except ValidationError as error:
        told = [
            _fault(document, model, details)
            for details in error.errors(include_url=False, include_input=False)
        ]
        found = [fault for fault in told if fault is not None]
    if model is LessonFile:
        found += _missing_of_kind(document)
    # What is missing is told in the order in which a lesson is written.
    order = list(EXAMPLES)
    found.sort(key=lambda fault: order.index(str(fault.loc[-1])) if _is_missing(fault) else -1)
    # `titlu: …` is one slip, not a missing title and an unknown key.
    meant = {
        (*fault.loc[:-1], fault.args["meant"]) for fault in found if fault.key == "lessons.unknown_key_meant"
    }
    for fault in found:
        if (fault.key != "lessons.missing" or fault.loc not in meant) and fault not in faults:
            faults.append(fault)
    if checked is None or any(fault.severity == "error" for fault in faults):
        return None, faults
    return checked.model_dump(mode="json", exclude_none=True), faults


def _is_missing(fault: Fault) -> bool:
    return fault.key == "lessons.missing" and fault.loc[-1] in EXAMPLES


def _missing_of_kind(document: Document) -> Iterator[Fault]:
    """What a lesson of its kind cannot do without, and is not there; steps may lean on the lesson."""
    assert document.root is not None
    lesson = document.root.plain()
    assert isinstance(lesson, dict)
    steps = lesson.get("steps")
    if isinstance(steps, list):
        for index, step in enumerate(steps):
            if isinstance(step, dict) and step.get("kind") in STEP_KINDS:
                yield from _missing_here(document, ("steps", index), step, lesson, step.get("kind"))
        return
    yield from _missing_here(document, (), lesson, {}, lesson.get("kind", "puzzle"))
    modify = lesson.get("modify")
    if isinstance(modify, dict):
        yield from _missing_here(document, ("modify",), modify, lesson, "modify")


def _missing_here(document: Document, loc: Loc, play: Data, lesson: Data, kind: object) -> Iterator[Fault]:
    for name in NEEDS.get(kind, ()) if isinstance(kind, str) else ():
        if name in play:
            if name in FILLED and play[name] in ("", [], {}):
                line, column = document.place_of((*loc, name), key=True)
                yield Fault(line, column, (*loc, name), "lessons.nothing_here")
        elif name not in ("world", "start") or name not in lesson:
            # The world of all steps belongs to the lesson itself.
            holder: Loc = () if name == "world" else loc
            line, column = document.place_of(holder, key=True)
            args = {"name": name, "example": _example((name,))}
            fault = Fault(line, column, (*holder, name), "lessons.missing", args)
            yield fault


# Lists and programs that a kind needs, and that say nothing when they are empty.
FILLED = ("goals", "start", "solution", "subgoals", "investigate")


def _fault(document: Document, model: type[Part], details: ErrorDetails) -> Fault | None:
    """A pydantic error at the place the teacher looks at; None where the reader told it already."""
    kind = details["type"]
    loc = _typed(document, details["loc"])
    if kind == "missing":
        line, column = document.place_of(loc[:-1], key=True)
        missing = str(loc[-1])
        return Fault(line, column, loc, "lessons.missing", {"name": missing, "example": _example(loc)})
    if kind == "extra_forbidden":
        line, column = document.place_of(loc, key=True)
        known = tuple(_model_at(model, loc[:-1]).model_fields)
        seen = shown(loc[-1])
        if seen == "<<":
            return None
        section = _section_of(document, model, loc)
        if section:
            args = {"seen": seen, "section": section}
            return Fault(line, column, loc, "lessons.belongs_under", args)
        meant = nearest(seen, known)
        if meant:
            return Fault(line, column, loc, "lessons.unknown_key_meant", {"seen": seen, "meant": meant})
        return Fault(line, column, loc, "lessons.unknown_key", {"seen": seen, "known": ", ".join(known)})
    node = document.node_at(loc)
    if node is not None and node.unread:
        return None
    line, column = document.place_of(loc)
    context = details.get("ctx") or {}
    if kind.startswith("lessons."):
        return Fault(line, column, loc, kind, context)
    if kind in ("model_type", "model_attributes_type"):
        there = _model_at(model, loc).model_fields
        needed = [name for name, field in there.items() if field.is_required()] or list(there)[:2]
        fields = ", ".join(f"`{name}: …`" for name in needed)
        return Fault(line, column, loc, "lessons.not_mapping", {"fields": fields})
    if kind in ("too_short", "too_long"):
        wanted = context.get("min_length", context.get("max_length", 1))
        if node is None or node.value in ("", []):
            return Fault(line, column, loc, "lessons.nothing_here")
        args = {"wanted": wanted, "found": context.get("actual_length", 0)}
        return Fault(line, column, loc, PYDANTIC[kind], args)
    return Fault(line, column, loc, PYDANTIC.get(kind, "lessons.wrong_value"))


# Pydantic's own refusals that can still happen behind the validators above.
PYDANTIC = {
    "dict_type": "lessons.not_names",
    "list_type": "lessons.not_list",
    "too_short": "lessons.too_short",
    "too_long": "lessons.too_long",
    "string_type": "lessons.not_text",
}

EXAMPLES = {
    "id": "id: culege-merele",
    "title": "title: Culege merele",
    "task": "task: Culege toate merele.",
    "world": "world:",
    "map": "map: |",
    "goals": "goals:",
    "start": "start: |",
    "solution": "solution: |",
    "ask": "ask: Unde se oprește Ari?",
    "answer": "answer: 2",
    "text": "text: Pe steag",
    "code": "code: move(3)",
    "label": "label: Drumul până la măr",
    "lines": "lines: [1, 2]",
    "planted": "planted: off_by_one",
    "fact": "fact: Un poștaș merge cam 10 km pe zi.",
    "card": "card: postal-worker",
    "source": "source: Poșta Română",
    "year": "year: 2024",
    "stem": "stem: Câte drumuri sunt?",
    "says": "says: Ari pornește spre est.",
    "lessons": "lessons:",
    "at": "at: [3, 2]",
    "kind": "kind: apple",
    "side": "side: north",
    "when": "when: bumped",
    "say": "say: Ari a dat de gard.",
}


def _example(loc: Loc) -> str:
    return EXAMPLES.get(str(loc[-1]), f"{loc[-1]}:")


def _typed(document: Document, loc: Loc) -> Loc:
    """The way as the file has it: pydantic adds names of its own for keys and unions."""
    way: list[str | int] = []
    node = document.root
    for index, part in enumerate(loc):
        if isinstance(part, str) and part in ("[key]", "str"):
            continue
        inside = node.value if node else None
        last = index == len(loc) - 1
        if isinstance(part, int) and not isinstance(inside, list):
            continue
        if isinstance(inside, str) and not last:
            continue  # a plain text that stood for a mapping of languages
        if isinstance(inside, str) and part in LANGUAGES:
            continue
        way.append(part)
        if isinstance(inside, dict) and isinstance(part, str):
            node = inside.get(part)
        elif isinstance(inside, list) and isinstance(part, int):
            node = inside[part] if part < len(inside) else None
        else:
            node = None
    return tuple(way)


def _model_at(model: type[Part], loc: Loc) -> type[Part]:
    """The class of the mapping to which `loc` leads, or the nearest around it."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return model


def _section_of(document: Document, model: type[Part], loc: Loc) -> str:
    """The section of a lesson or step that an unknown key belongs under: `options` under `predict:`."""
    holder = _model_at(model, loc[:-1])
    if not issubclass(holder, Play):
        return ""
    node = document.node_at((*loc[:-1], "kind"))
    kind = node.value if node is not None and isinstance(node.value, str) else ""
    sections = [kind, *SECTIONS] if kind in SECTIONS else list(SECTIONS)
    for section in sections:
        field = holder.model_fields.get(section)
        inside = _model_in(field.annotation) if field else None
        if inside and loc[-1] in inside.model_fields:
            return section
    return ""


def _model_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    for inside in get_args(annotation):
        found = _model_in(inside)
        if found:
            return found
    return None
