"""What a lesson file may say of worlds and goals: the parts every kind of lesson shares.

Each class is a mapping of the file, closed to keys nobody knows; what a single
value may be stands in values.py, what each field means in described.py.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from codekids.lang.catalogue import LANGUAGES
from codekids.lessons.format.values import (
    CELLS,
    Cell,
    Cells,
    Code,
    Heading,
    ListOf,
    Name,
    Picture,
    Positive,
    Shape,
    Slug,
    Text,
    Truth,
    by_language,
    cells,
    name,
    one_of,
    picture,
    positive,
    refuse,
    shown,
    unknown,
)
from codekids.lessons.format.words import GOAL_KINDS, WORLD_KINDS


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
        if not value.keys() & set(LANGUAGES) and value.keys() <= cls.model_fields.keys():
            raise refuse("nothing_here")
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
    blocks: dict[str, Positive] | None = None


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


def read_paint(value: object) -> str | dict[str, list[list[int]]]:
    """Colours and the cells they belong on, or a picture of signs that `colours` explains."""
    if isinstance(value, str) and ("\n" in value or len(value.split()) > 1):
        return picture(value)
    if not isinstance(value, dict) or not value:
        raise refuse("not_colours")
    return {name(colour): cells(where) for colour, where in value.items()}


class Goal(Part):
    """One thing to do: exactly one of the first fields."""

    reach: Annotated[
        list[list[int]] | None, BeforeValidator(read_reach), Shape({"anyOf": [{"const": "goal"}, CELLS]})
    ] = None
    heading: Heading | None = None
    collect: Name | None = None
    deliver: Name | None = None
    paint: Annotated[
        str | dict[str, list[list[int]]] | None,
        BeforeValidator(read_paint),
        Shape({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": CELLS}]}),
    ] = None
    colours: dict[str, Name] | None = None
    avoid: Annotated[
        str | list[list[int]] | None,
        BeforeValidator(read_avoid),
        Shape({"anyOf": [{"type": "string"}, CELLS]}),
    ] = None
    say: Text | None = None
    print: Text | None = None
    visit: Cells | None = None
    uses: Name | None = None
    not_uses: Name | None = None
    max_blocks: Positive | None = None
    max_lines: Positive | None = None
    max_steps: Positive | None = None
    count: Annotated[
        int | None,
        BeforeValidator(read_count),
        Shape({"anyOf": [{"const": "all"}, {"type": "integer", "minimum": 1, "maximum": 999_999}]}),
    ] = None
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
            if kind and "colours" in value and not (kind == "paint" and isinstance(value[kind], str)):
                raise refuse("goal_without", seen="colours", goal=kind)
            if kind == "deliver" and "at" not in value:
                raise refuse("deliver_where")
            return value
        raise refuse("no_goal", known=", ".join(GOAL_KINDS))
