"""What a lesson file and a `pack.yaml` may hold: the edge where YAML comes in.

The fields stand here, what a single value may be in values.py. `check_lesson`
and `check_pack` give plain data that could be written as JSON, and every fault
at its place. Worlds and goals are built elsewhere (build.py).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from codekids.lang.catalogue import LANGUAGES
from codekids.lessons.findings import Fault, Loc
from codekids.lessons.values import (
    Cell,
    Cells,
    Code,
    FormatOne,
    Heading,
    ListOf,
    Name,
    Picture,
    Positive,
    Slug,
    Span,
    Text,
    Truth,
    by_language,
    cells,
    code,
    name,
    one_of,
    positive,
    refuse,
    shown,
    unknown,
)
from codekids.lessons.words import GOAL_KINDS, KINDS, MODES, SYMPTOMS, WORLD_KINDS, nearest
from codekids.lessons.yaml_reader import Document

Data = dict[str, Any]

FAILED = re.compile(r"(?P<goal>[a-z_]+)(?: (?P<argument>\S+))? failed")


class Part(BaseModel):
    """Closed to keys nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """One text in the languages it was written in."""

    ro: Text | None = None
    en: Text | None = None
    hu: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def some_language(cls, value: object) -> object:
        if value in ({}, []):
            raise refuse("nothing_here")
        if not isinstance(value, dict):
            raise refuse("not_text")
        return value


Said = Annotated[Words, BeforeValidator(by_language)]


class Thing(Part):
    """Things on a cell: what a character of the map cannot say."""

    at: Cell
    kind: Text
    count: Positive = 1


class Wall(Part):
    """A thin wall along one side of a cell."""

    at: Cell
    side: Heading


class Hero(Part):
    """Who moves; what is left out comes from the map."""

    at: Cell | None = None
    facing: Heading | None = None
    holds: dict[str, Positive] = Field(default_factory=dict)


class Start(Part):
    """A starting world, or what a variant changes of it."""

    map: Picture | None = None
    legend: dict[str, Text] = Field(default_factory=dict)
    things: ListOf[Thing] | None = None
    walls: ListOf[Wall] | None = None
    hero: Hero | None = None
    inputs: ListOf[Code] | None = None


class Variant(Start):
    """Another starting world; hidden ones are tried at the verdict only."""

    hidden: Truth = False


class World(Start):
    """The world of a lesson, as shown first."""

    kind: Annotated[str, one_of(*WORLD_KINDS)] = "grid"
    map: Picture
    skin: Slug = "village"
    variants: ListOf[Variant] = Field(default_factory=list)


class Limits(Part):
    """What a program of this lesson must keep to."""

    max_blocks: Positive | None = None
    max_lines: Positive | None = None
    max_steps: Positive | None = None


def read_reach(value: object) -> list[list[int]]:
    """`goal` is the goal cells of the map; else a cell."""
    if value == "goal":
        return []
    if isinstance(value, str):
        raise unknown(value, ("goal",))
    return cells(value)


def read_count(value: object) -> int | None:
    """`all` or a number from 1 on."""
    if value == "all":
        return None
    if isinstance(value, str) and not value[:1].isdigit():
        raise unknown(value, ("all",))
    return positive(value)


def read_avoid(value: object) -> str | list[list[int]]:
    """A kind of cell, or cells."""
    return cells(value) if isinstance(value, list) else name(value)


def read_paint(value: object) -> dict[str, list[list[int]]]:
    """Colours and the cells they belong on."""
    if not isinstance(value, dict) or not value:
        raise refuse("not_colours")
    return {name(colour): cells(where) for colour, where in value.items()}


class Goal(Part):
    """One thing to do: exactly one of the first fields."""

    reach: Annotated[list[list[int]] | None, BeforeValidator(read_reach)] = None
    heading: Heading | None = None
    collect: Name | None = None
    deliver: Name | None = None
    paint: Annotated[dict[str, list[list[int]]] | None, BeforeValidator(read_paint)] = None
    avoid: Annotated[str | list[list[int]] | None, BeforeValidator(read_avoid)] = None
    say: Text | None = None
    print: Text | None = None
    visit: Cells | None = None
    uses: Name | None = None
    not_uses: Name | None = None
    max_blocks: Positive | None = None
    max_lines: Positive | None = None
    max_steps: Positive | None = None
    count: Annotated[int | None, BeforeValidator(read_count)] = None
    at: Cell | None = None
    optional: Truth = False
    text: Said | None = None

    @model_validator(mode="before")
    @classmethod
    def one_goal(cls, value: object) -> object:
        if not isinstance(value, dict):
            raise refuse("goal_not_mapping", seen=shown(value))
        kinds = [kind for kind in GOAL_KINDS if kind in value]
        if len(kinds) > 1:
            raise refuse("two_goals", first=kinds[0], second=kinds[1])
        # Only known keys can be judged here: an unknown one is told by its own fault.
        if kinds or not value.keys() <= cls.model_fields.keys():
            kind = kinds[0] if kinds else ""
            if kind and "count" in value and kind not in ("collect", "deliver"):
                raise refuse("goal_without", seen="count", goal=kind)
            if kind and "at" in value and kind != "deliver":
                raise refuse("goal_without", seen="at", goal=kind)
            if kind == "deliver" and "at" not in value:
                raise refuse("deliver_where")
            return value
        raise refuse("no_goal", known=", ".join(GOAL_KINDS))


def read_when(value: object) -> str | dict[str, str]:
    """When a foreseen mistake is the one that was made; the phrases stand in docs/lessons-format.md."""
    if isinstance(value, dict):
        if list(value) != ["program_like"]:
            raise refuse("unknown_when", seen=shown(next(iter(value), "")), known=", ".join(SYMPTOMS))
        return {"program_like": code(value["program_like"])}
    if not isinstance(value, str):
        raise refuse("unknown_when", seen=shown(value), known=", ".join(SYMPTOMS))
    phrase = " ".join(value.split())
    failed = FAILED.fullmatch(phrase)
    if failed:
        if failed["goal"] not in GOAL_KINDS:
            raise unknown(failed["goal"], GOAL_KINDS)
        return phrase
    unused = re.fullmatch(r"unused ([a-z_][a-z0-9_]*)", phrase)
    if unused or phrase in SYMPTOMS:
        return phrase
    meant = nearest(phrase, SYMPTOMS)
    if meant:
        raise refuse("unknown_value_meant", seen=shown(value), meant=meant)
    raise refuse("unknown_when", seen=shown(value), known=", ".join(SYMPTOMS))


class Mistake(Part):
    """A foreseen mistake and what is said about it."""

    when: Annotated[str | dict[str, str], BeforeValidator(read_when)]
    say: Said
    librarian: Said | None = None


class LessonFile(Part):
    """A lesson as a teacher writes it."""

    format: FormatOne = "1"
    id: Slug
    title: Said
    story: Said | None = None
    task: Said
    kind: Annotated[str, one_of(*KINDS)] = "puzzle"
    mode: Annotated[str, one_of(*MODES)] = "either"
    concepts: ListOf[Text] = Field(default_factory=list)
    needs: ListOf[Text] = Field(default_factory=list)
    curriculum: ListOf[Text] = Field(default_factory=list)
    minutes: Positive | None = None
    world: World
    toolbox: ListOf[Name] = Field(default_factory=list)
    limits: Limits = Limits()
    start: Code = ""
    goals: Annotated[ListOf[Goal], Field(min_length=1)]
    hints: ListOf[Said] = Field(default_factory=list)
    mistakes: ListOf[Mistake] = Field(default_factory=list)
    solution: Code = ""
    wrong: ListOf[Code] = Field(default_factory=list)


class Audience(Part):
    """For whom a pack is: from and to."""

    ages: Span | None = None
    grades: Span | None = None


class PackFile(Part):
    """`pack.yaml`: the lessons in order."""

    format: FormatOne = "1"
    id: Slug
    version: Text = "1"
    title: Said
    summary: Said | None = None
    authors: ListOf[Text] = Field(default_factory=list)
    licence: Text = ""
    audience: Audience | None = None
    lessons: Annotated[ListOf[Slug], Field(min_length=1)]


def check_lesson(document: Document) -> tuple[Data | None, list[Fault]]:
    """The lesson as plain data (None where it cannot be used), and every fault, also the reader's."""
    data, faults = _check(document, LessonFile)
    if data is not None:
        data["goals"] = [_plain_goal(goal) for goal in data["goals"]]
    return data, faults


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
    try:
        checked = model.model_validate(document.root.plain())
    except ValidationError as error:
        told = [
            _fault(document, model, details)
            for details in error.errors(include_url=False, include_input=False)
        ]
        found = [fault for fault in told if fault is not None]
        # `titlu: …` is one slip, not a missing title and an unknown key.
        meant = {
            (*fault.loc[:-1], fault.args["meant"])
            for fault in found
            if fault.key == "lessons.unknown_key_meant"
        }
        faults += [fault for fault in found if fault.key != "lessons.missing" or fault.loc not in meant]
        return None, faults
    if any(fault.severity == "error" for fault in faults):
        return None, faults
    return checked.model_dump(mode="json", exclude_none=True), faults


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
        known = _fields_at(model, loc[:-1])
        seen = shown(loc[-1])
        if seen == "<<":
            return None
        meant = nearest(seen, known)
        if meant:
            return Fault(line, column, loc, "lessons.unknown_key_meant", {"seen": seen, "meant": meant})
        return Fault(line, column, loc, "lessons.unknown_key", {"seen": seen, "known": ", ".join(known)})
    node = document.node_at(loc)
    if node is not None and node.unread:
        return None
    line, column = document.place_of(loc)
    if kind.startswith("lessons."):
        return Fault(line, column, loc, kind, details.get("ctx") or {})
    return Fault(line, column, loc, PYDANTIC.get(kind, "lessons.wrong_value"))


# Pydantic's own refusals that can still happen behind the validators above.
PYDANTIC = {
    "model_type": "lessons.not_mapping",
    "dict_type": "lessons.not_mapping",
    "list_type": "lessons.not_list",
    "too_short": "lessons.nothing_here",
    "string_type": "lessons.not_text",
}

EXAMPLES = {
    "id": "id: culege-merele",
    "title": "title: Culege merele",
    "task": "task: Culege toate merele.",
    "world": "world:",
    "map": "map: |",
    "goals": "goals:",
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


def _fields_at(model: type[Part], loc: Loc) -> tuple[str, ...]:
    """The keys known where `loc` leads."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    for inside in get_args(annotation):
        found = _model_in(inside)
        if found:
            return found
    return None


def _plain_goal(goal: Data) -> Data:
    """A goal in the form of `codekids.world.goals.Goal`: kind, thing, word, cells, count, colours."""
    kind = next(kind for kind in GOAL_KINDS if kind in goal)
    value = goal[kind]
    plain: Data = {"kind": kind}
    if kind in ("reach", "visit"):
        plain["cells"] = value
    elif kind in ("collect", "deliver"):
        plain["thing"] = value
        if goal.get("count") is not None:
            plain["count"] = goal["count"]
        if "at" in goal:
            plain["cells"] = [goal["at"]]
    elif kind == "paint":
        plain["colours"] = [[where, colour] for colour, places in value.items() for where in places]
    elif kind == "avoid":
        plain |= {"thing": value} if isinstance(value, str) else {"cells": value}
    elif kind.startswith("max_"):
        plain["count"] = value
    else:
        plain["word"] = value
    if goal.get("optional"):
        plain["optional"] = True
    if "text" in goal:
        plain["text"] = goal["text"]
    return plain
