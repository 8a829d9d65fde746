"""How much of a program a repair changed: a bug of one line asks for one line.

Blank lines, comments and spaces inside a line do not count; indentation does,
for it may be the bug. The count is the least there can be: a line written,
taken away or changed counts one (Levenshtein's distance over lines).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Line = tuple[int, str]  # number, code with its indentation

MOST = 250  # differing lines that are compared one with another; beyond, all of them count as changed


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different between two programs."""

    count: int  # lines written, changed or taken away; a changed line counts once
    before: tuple[int, ...]  # 1-based lines of the first program that are gone or changed
    after: tuple[int, ...]  # 1-based lines of the second that are new or changed


def changes(before: str, after: str) -> Changes:
    """The lines in which two programs differ."""
    old, new = _without_common(_code(before), _code(after))
    if max(len(old), len(new)) > MOST:
        gone, come = [line for line, _ in old], [line for line, _ in new]
        return Changes(max(len(old), len(new)), tuple(gone), tuple(come))
    costs = _costs(old, new)
    gone, come = [], []
    row, column = len(old), len(new)
    while row or column:
        here = costs[row][column]
        if row and column and old[row - 1][1] == new[column - 1][1] and here == costs[row - 1][column - 1]:
            row, column = row - 1, column - 1
            continue
        # What can be a changed line is one, before it is a line gone and another come.
        changed = row and column and here == costs[row - 1][column - 1] + 1
        if changed or (row and here == costs[row - 1][column] + 1):
            row -= 1
            gone.append(old[row][0])
            if not changed:
                continue
        column -= 1
        come.append(new[column][0])
    return Changes(costs[-1][-1], tuple(reversed(gone)), tuple(reversed(come)))


def _without_common(old: list[Line], new: list[Line]) -> tuple[list[Line], list[Line]]:
    """Both without the lines they share at the beginning and at the end."""
    shortest = min(len(old), len(new))
    first = 0
    while first < shortest and old[first][1] == new[first][1]:
        first += 1
    last = 0
    while last < shortest - first and old[-1 - last][1] == new[-1 - last][1]:
        last += 1
    return old[first : len(old) - last], new[first : len(new) - last]


def _costs(old: list[Line], new: list[Line]) -> list[list[int]]:
    """The least changes from the first `row` lines to the first `column` lines."""
    costs = [list(range(len(new) + 1))]
    for row, (_, mine) in enumerate(old, 1):
        above = costs[-1]
        here = [row]
        for column, (_, other) in enumerate(new, 1):
            here.append(min(above[column] + 1, here[-1] + 1, above[column - 1] + (mine != other)))
        costs.append(here)
    return costs


def _code(source: str) -> list[Line]:
    """The lines that hold code."""
    held = []
    for number, line in enumerate(source.splitlines(), 1):
        bare = "".join(re.sub(r"#.*", "", line).split())
        if bare:
            held.append((number, " " * (len(line) - len(line.lstrip())) + bare))
    return held
