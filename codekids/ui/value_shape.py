"""The text of a value taken apart, so that a list can be drawn as a row of cells.

`[3, 'a, b', …]` becomes a shape with the items `3`, `'a, b'` and `…`. Knows Python's way of
writing values, and nothing of drawing. Never raises: what does not look like anything is plain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["plain", "list", "tuple", "set", "table", "object"]

_OBJECT = re.compile(r"[^\W\d]\w*(?:\.\w+)*\(")
_CLOSING = {"[": "]", "(": ")", "{": "}"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A value: `plain` has its text only; the others have items, those of tables and objects with names."""

    kind: Kind
    text: str
    items: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # keys of a table, fields of an object; as many as items, or none
    title: str = ""  # "Point" of an object


def shape_of(text: str) -> Shape:
    """The shape of a value that is written as Python writes it."""
    inner = text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        return Shape("list", text, _parts(inner))
    if text.startswith("(") and text.endswith(")"):
        return Shape("tuple", text, _parts(inner))
    if text == "set()":
        return Shape("set", text)
    if text.startswith("{") and text.endswith("}"):
        pairs = [_pair(part, ": ") for part in _parts(inner)]
        if not pairs or any(name for name, _ in pairs):
            return Shape("table", text, *_columns(pairs))
        return Shape("set", text, tuple(value for _, value in pairs))
    opening = _OBJECT.match(text)
    if opening and text.endswith(")"):
        title = text[: opening.end() - 1]
        inner = text[opening.end() : -1]
        if title == "frozenset":
            return Shape("set", text, shape_of(inner).items)
        if title in {"range", "datetime.date", "Decimal"}:
            return Shape("plain", text)
        return Shape("object", text, *_columns([_pair(part, "=") for part in _parts(inner)]), title)
    return Shape("plain", text)


def _columns(pairs: list[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(value for _, value in pairs), tuple(name for name, _ in pairs)


def _parts(text: str) -> tuple[str, ...]:
    """What stands between the commas that are in no bracket and in no quotes."""
    return tuple(part.strip().removesuffix(",") for part in _split(text, ", ") if part.strip(" ,"))


def _pair(text: str, sign: str) -> tuple[str, str]:
    """`'a': 1` in two; "" for the first if the sign is not there."""
    first, *rest = _split(text, sign)
    return (first, sign.join(rest)) if rest else ("", text)


def _split(text: str, sign: str) -> list[str]:
    parts, start, depth, quote, index = [], 0, 0, "", 0
    while index < len(text):
        mark = text[index]
        if quote:
            if mark == "\\":
                index += 1
            elif mark == quote:
                quote = ""
        elif mark in "'\"":
            quote = mark
        elif mark in _CLOSING:
            depth += 1
        elif mark in ")]}":
            depth -= 1
        elif depth == 0 and text.startswith(sign, index):
            parts.append(text[start:index])
            start = index = index + len(sign)
            continue
        index += 1
    return [*parts, text[start:]]
