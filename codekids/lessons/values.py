"""What a value typed in a lesson file may mean: text, number, truth, cell, program.

Every value arrives as the text that was typed. What could be read two ways
(`no`, `010`, `1:30`) is refused by name, with what to write instead.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from codekids.lessons.words import nearest
from codekids.world.words import COLOURS, HEADINGS, THINGS

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WHOLE = re.compile(r"0|[1-9][0-9]{0,5}")
NAME = re.compile(r"[a-z][a-z0-9_]*")


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


def unknown(value: object, known: tuple[str, ...]) -> PydanticCustomError:
    """A word that is none of `known`, with the one that was probably meant."""
    meant = nearest(value, known) if isinstance(value, str) else None
    if meant:
        return refuse("unknown_value_meant", seen=shown(value), meant=meant)
    return refuse("unknown_value", seen=shown(value), known=", ".join(known))


def one_of(*known: str) -> BeforeValidator:
    """One of a few words."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise unknown(value, known)
        return value

    return BeforeValidator(check)


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


Text = Annotated[str, BeforeValidator(text)]
Code = Annotated[str, BeforeValidator(code)]
Picture = Annotated[str, BeforeValidator(picture)]
Positive = Annotated[int, BeforeValidator(positive)]
Truth = Annotated[bool, BeforeValidator(truth)]
Slug = Annotated[str, BeforeValidator(slug)]
Name = Annotated[str, BeforeValidator(name)]
Cell = Annotated[list[int], BeforeValidator(cell)]
Span = Annotated[list[int], BeforeValidator(span)]
Cells = Annotated[list[list[int]], BeforeValidator(cells)]
Heading = Annotated[str, one_of(*HEADINGS)]
FormatOne = Annotated[str, one_of("1")]

T = TypeVar("T")
ListOf = Annotated[list[T], BeforeValidator(a_list)]
