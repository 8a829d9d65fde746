"""Checked lesson data in the form the builder wants: what was said in two ways is said in one.

Goals take the form of `codekids.world.goals.Goal`, hints are texts with what
they point at beside them. The result could be written as JSON, and is: the
cache holds it.
"""

from __future__ import annotations

from typing import Any

from codekids.lessons.format.agree import drawn_rows, plays
from codekids.lessons.format.words import GOAL_KINDS

Data = dict[str, Any]

POINTERS = ("level", "line", "cell")


def plain_lesson(data: Data) -> Data:
    """The same lesson, in place."""
    for _, play in plays(data):
        play["goals"] = [_goal(goal) for goal in play["goals"]]
        play["pointers"] = [
            {name: hint.pop(name) for name in POINTERS if name in hint} for hint in play["hints"]
        ]
    return data


def _goal(goal: Data) -> Data:
    """A goal as kind, thing, word, cells, count, colours."""
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
        if isinstance(value, str):
            plain["colours"] = _drawn(value, goal["colours"])
        else:
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


def _drawn(picture: str, colours: dict[str, str]) -> list[list[Any]]:
    """The painted cells of a picture; its last row is row 1, as on a map."""
    rows = [[sign for sign in line if not sign.isspace()] for _, line in drawn_rows(picture)]
    return [
        [[column, len(rows) - index], colours[sign]]
        for index, row in enumerate(rows)
        for column, sign in enumerate(row, 1)
        if sign != "."
    ]
