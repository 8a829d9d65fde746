"""What a value typed in a lesson file may mean: text, number, truth, cell, program.

Every value arrives as the text that was typed. What could be read two ways
(`no`, `010`, `1:30`) is refused by name, with what to write instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from codekids.lessons.format.words import fold, nearest
from codekids.world.words import COLOURS, HEADINGS, THINGS

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WHOLE = re.compile(r"0|[1-9][0-9]{0,5}")
NAME = re.compile(r"[a-z][a-z0-9_]*")
DECIMAL = re.compile(r"-?[0-9]{1,9}([.,][0-9]{1,6})?")
MOST_LEVEL = 4  # the highest rung of the hints


@dataclass(frozen=True, slots=True, eq=False)  # by identity: annotations are compared and hashed
class Shape:
    """What a value looks like to an editor: its JSON Schema, for a file that YAML has already read."""

    schema: dict[str, Any]


def refuse(key: str, **args: str | int) -> PydanticCustomError:
    """A fault in the making: its key is a catalogue key."""
    return PydanticCustomError(f"lessons.{key}", "", args or None)


def shown(value: object) -> str:
    """A value short enough to stand inside a sentence."""
    text = " ".join(str(value).split()) if isinstance(value, str) else "…"
    return text if len(text) <= 40 else text[:39] + "…"


def text(value: object) -> str:
    """Words as typed: `no` and `1:30` too."""
    if not isinstance(value, str):
        raise refuse("not_text")
    if not value.strip():
        raise refuse("nothing_here")
    return value.strip()


def code(value: object) -> str:
    """A program, to the letter."""
    if not isinstance(value, str):
        raise refuse("not_code")
    return value


def picture(value: object) -> str:
    """A map drawn in characters."""
    if not isinstance(value, str):
        raise refuse("not_map")
    if not value.strip():
        raise refuse("nothing_here")
    return value


def by_language(value: object) -> object:
    """A plain text is Romanian."""
    return {"ro": value} if isinstance(value, str) else value


def number(value: object) -> int:
    """A whole number, written so that nobody reads it otherwise."""
    if not isinstance(value, str) or not WHOLE.fullmatch(value):
        raise refuse("not_number", seen=shown(value))
    return int(value)


def positive(value: object) -> int:
    """A whole number from 1 on."""
    found = number(value)
    if found < 1:
        raise refuse("not_positive", seen=found)
    return found


def truth(value: object) -> bool:
    """`true` or `false`, no other spelling."""
    if value not in ("true", "false"):
        raise refuse("not_true_false", seen=shown(value))
    return value == "true"


def slug(value: object) -> str:
    """An id: lower-case ASCII, digits, dashes."""
    if not isinstance(value, str) or not SLUG.fullmatch(value) or len(value) > 60:
        raise refuse("not_id", seen=shown(value))
    return value


def name(value: object) -> str:
    """The English word of a thing, a colour or a construct."""
    if not isinstance(value, str) or not NAME.fullmatch(value):
        meant = nearest(value, (*THINGS, *COLOURS)) if isinstance(value, str) else None
        if meant:
            raise refuse("unknown_value_meant", seen=shown(value), meant=meant)
        raise refuse("not_name", seen=shown(value))
    return value


def misconception(value: object) -> str:
    """The word for what is mixed up: one of ours, or one of the teacher's own."""
    if not isinstance(value, str) or not NAME.fullmatch(value):
        bare = fold(value) if isinstance(value, str) else ""
        meant = bare if NAME.fullmatch(bare) else "off_by_one"
        raise refuse("not_misconception", seen=shown(value), meant=meant)
    return value


def unknown(value: object, known: tuple[str, ...]) -> PydanticCustomError:
    """A word that is none of `known`, with the one that was probably meant."""
    meant = nearest(value, known) if isinstance(value, str) else None
    if meant:
        return refuse("unknown_value_meant", seen=shown(value), meant=meant)
    return refuse("unknown_value", seen=shown(value), known=", ".join(known))


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    known: tuple[str, ...]

    def check(self, value: object) -> str:
        """The word itself."""
        if not isinstance(value, str) or value not in self.known:
            raise unknown(value, self.known)
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.check, handler(source))


def one_of(*known: str) -> OneOf:
    """One of a few words."""
    return OneOf(known)


def decimal(value: object) -> float:
    """A number as a child would answer it: 12, -3, 2.5 or 2,5."""
    if not isinstance(value, str) or not DECIMAL.fullmatch(value):
        raise refuse("not_decimal", seen=shown(value))
    return float(value.replace(",", "."))


def level(value: object) -> int:
    """A rung of the hints, 0 to 4."""
    found = number(value)
    if found > MOST_LEVEL:
        raise refuse("not_level", seen=found)
    return found


def a_list(value: object) -> object:
    """A list may also be left empty (`needs:`); one text alone is not a list."""
    if value == "":
        return []
    if not isinstance(value, list):
        raise refuse("not_list")
    return value


def cell(value: object) -> list[int]:
    """A cell: [column, row], from 1."""
    if not isinstance(value, list) or len(value) != 2:
        raise refuse("not_cell")
    return [positive(part) for part in value]


def span(value: object) -> list[int]:
    """From and to: [9, 12]."""
    if not isinstance(value, list) or len(value) != 2:
        raise refuse("two_numbers")
    return [positive(part) for part in value]


def is_cell(value: object) -> bool:
    """Whether a list is one cell rather than a list of cells."""
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def cells(value: object) -> list[list[int]]:
    """A list of cells, or one cell alone."""
    if not isinstance(value, list) or not value:
        raise refuse("not_cells")
    return [cell(value)] if is_cell(value) else [cell(part) for part in value]


WRITTEN: dict[str, Any] = {"type": ["string", "number", "boolean"]}  # `title: 12` is the text "12" here
WHOLE_FROM_1: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": 999_999}
PAIR_OF_NUMBERS: dict[str, Any] = {
    "type": "array", "items": WHOLE_FROM_1, "minItems": 2, "maxItems": 2,
}  # fmt: skip

Text = Annotated[str, BeforeValidator(text), Shape(WRITTEN)]
Code = Annotated[str, BeforeValidator(code), Shape(WRITTEN)]
Picture = Annotated[str, BeforeValidator(picture), Shape(WRITTEN)]
Positive = Annotated[int, BeforeValidator(positive), Shape(WHOLE_FROM_1)]
Level = Annotated[
    int, BeforeValidator(level), Shape({"type": "integer", "minimum": 0, "maximum": MOST_LEVEL})
]
Decimal = Annotated[float, BeforeValidator(decimal), Shape({"type": ["number", "string"]})]
Truth = Annotated[bool, BeforeValidator(truth), Shape({"type": "boolean"})]
Slug = Annotated[
    str, BeforeValidator(slug), Shape({"type": ["string", "integer"], "pattern": f"^{SLUG.pattern}$"})
]
Name = Annotated[str, BeforeValidator(name), Shape({"type": "string", "pattern": f"^{NAME.pattern}$"})]
Misconception = Annotated[
    str, BeforeValidator(misconception), Shape({"type": "string", "pattern": f"^{NAME.pattern}$"})
]
Cell = Annotated[list[int], BeforeValidator(cell), Shape(PAIR_OF_NUMBERS)]
Span = Annotated[list[int], BeforeValidator(span), Shape(PAIR_OF_NUMBERS)]
CELLS: dict[str, Any] = {
    "anyOf": [PAIR_OF_NUMBERS, {"type": "array", "items": PAIR_OF_NUMBERS, "minItems": 1}]
}
Cells = Annotated[list[list[int]], BeforeValidator(cells), Shape(CELLS)]
Heading = Annotated[str, one_of(*HEADINGS)]
FormatOne = Annotated[str, one_of("1"), Shape({"enum": [1]})]

T = TypeVar("T")
ListOf = Annotated[list[T], BeforeValidator(a_list)]
