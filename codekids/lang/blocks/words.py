"""The words of the worlds as blocks: category, icon, what they take and answer.

`lang` knows no world, only words. A word that is not here still has a block, with its
Python name; a lesson's dialect says what it takes. Labels are `block.<word>` in the
catalogue, and `block.<word>.with` when something stands between the brackets.
"""

from __future__ import annotations

from typing import NamedTuple

from codekids.lang.blocks.block import Category, Value
from codekids.lang.dialect import Dialect


class Word(NamedTuple):
    """How a command, sensor or builtin looks as a block."""

    category: Category
    icon: str
    parameters: tuple[str, ...] = ()
    required: int = 0
    answers: Value | None = None  # None: it does something


def _does(category: Category, icon: str, *parameters: str, required: int = 0) -> Word:
    return Word(category, icon, parameters, required)


def _asks(answers: Value, *parameters: str, required: int = 0) -> Word:
    return Word("sensing", "eye", parameters, required, answers)


def _gives(answers: Value, category: Category, icon: str, *parameters: str, required: int = 0) -> Word:
    return Word(category, icon, parameters, required, answers)


WORDS: dict[str, Word] = {
    # the grid
    "move": _does("motion", "foot", "steps"),
    "turn_left": _does("motion", "turnl"),
    "turn_right": _does("motion", "turnr"),
    "take": _does("motion", "apple", "thing"),
    "put": _does("motion", "drop", "thing"),
    "build_wall": _does("motion", "wall"),
    "paint": _does("pen", "brush", "colour", required=1),
    "say": _does("looks", "say", "text", required=1),
    "done": _does("control", "stop"),
    "think": _does("control", "clock", "ms", required=1),
    "pause": _does("control", "clock", "ms"),
    "front_is_clear": _asks("boolean"),
    "left_is_clear": _asks("boolean"),
    "right_is_clear": _asks("boolean"),
    "wall_in_front": _asks("boolean"),
    "wall_on_right": _asks("boolean"),
    "object_here": _asks("boolean", "thing"),
    "carries_object": _asks("boolean", "thing"),
    "at_goal": _asks("boolean"),
    "is_facing_north": _asks("boolean"),
    "column": _asks("number"),
    "row": _asks("number"),
    # the turtle
    "forward": _does("motion", "foot", "distance", required=1),
    "backward": _does("motion", "foot", "distance", required=1),
    "left": _does("motion", "turnl", "angle", required=1),
    "right": _does("motion", "turnr", "angle", required=1),
    "goto": _does("motion", "foot", "x", "y", required=2),
    "home": _does("motion", "home"),
    "penup": _does("pen", "pencil"),
    "pendown": _does("pen", "pencil"),
    "pencolor": _does("pen", "pencil", "colour", required=1),
    "color": _does("pen", "pencil", "colour", required=1),
    "fillcolor": _does("pen", "brush", "colour", required=1),
    "pensize": _does("pen", "pencil", "width", required=1),
    "circle": _does("pen", "pencil", "radius", required=1),
    "dot": _does("pen", "pencil", "size"),
    "begin_fill": _does("pen", "brush"),
    "end_fill": _does("pen", "brush"),
    # the stage
    "wait": _does("control", "clock", "seconds", required=1),
    "play": _does("sound", "note", "sound", required=1),
    # builtins
    "print": _does("looks", "print", "value"),
    "input": _gives("text", "sensing", "eye", "text"),
    "len": _gives("number", "lists", "list", "value", required=1),
    "int": _gives("number", "operators", "maths", "value", required=1),
    "float": _gives("number", "operators", "maths", "value", required=1),
    "str": _gives("text", "operators", "maths", "value", required=1),
    "abs": _gives("number", "operators", "maths", "value", required=1),
    "round": _gives("number", "operators", "maths", "value", required=1),
}

# What a parameter takes, and what a new block has there, as Python.
PARAMETERS: dict[str, tuple[tuple[Value, ...], str]] = {
    "steps": (("number",), "2"),
    "distance": (("number",), "50"),
    "angle": (("number",), "90"),
    "degrees": (("number",), "90"),
    "radius": (("number",), "50"),
    "size": (("number",), "10"),
    "width": (("number",), "3"),
    "seconds": (("number",), "1"),
    "ms": (("number",), "500"),
    "x": (("number",), "0"),
    "y": (("number",), "0"),
    "thing": (("text",), '"apple"'),
    "colour": (("text",), '"red"'),
    "sound": (("text",), '"pop"'),
    "text": (("any",), '"salut"'),
    "value": (("any",), ""),
}

# Methods of lists and texts that have a label of their own: parameters, answer, category.
METHODS: dict[str, Word] = {
    "append": _does("lists", "list", "value", required=1),
    "remove": _does("lists", "list", "value", required=1),
    "insert": _does("lists", "list", "index", "value", required=2),
}


def word(name: str, dialect: Dialect | None) -> Word | None:
    """How a called name looks; None when neither the table nor the dialect knows it."""
    known = WORDS.get(name)
    signature = dialect.commands.get(name) if dialect is not None else None
    if signature is None:
        return known
    if known is not None:
        # The lesson's world has the last word on the arguments, the table on looks.
        answers = (known.answers or "any") if signature.answers else None
        return Word(known.category, known.icon, signature.parameters, signature.required, answers)
    if signature.answers:
        sounds_yes_or_no = name.startswith(("is_", "has_", "can_")) or "_is_" in name
        return Word("sensing", "eye", signature.parameters, signature.required,
                    "boolean" if sounds_yes_or_no else "any")  # fmt: skip
    return Word("motion", "", signature.parameters, signature.required)
