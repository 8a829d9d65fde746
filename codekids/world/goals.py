"""What a lesson asks for, as data, and whether a run did it.

A goal never looks at names, printed claims or exit codes: only at worlds and
output the host recorded, and at counts taken from the source (`Evidence`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from codekids.world.world import World

Cell = tuple[int, int]  # (column, row), (1, 1) at the bottom left
GoalKind = Literal[
    "reach", "heading", "collect", "deliver", "paint", "avoid", "say", "print", "visit",
    "uses", "not_uses", "max_blocks", "max_lines", "max_steps",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing to do. Which fields count depends on `kind`.

    reach: `cells` (empty = the goal cells of the map). heading: `word` ("east").
    collect: `thing`, `count` (None = all). deliver: `thing`, `cells` (one), `count`.
    paint: `colours`. avoid: `cells`, or `thing` ("water"). say, print: `word`.
    visit: `cells` in order. uses, not_uses: `word` ("for"). max_*: `count`.
    """

    kind: GoalKind
    thing: str = ""
    word: str = ""
    cells: tuple[Cell, ...] = ()
    count: int | None = None
    colours: tuple[tuple[Cell, str], ...] = ()
    optional: bool = False
    text: Mapping[str, str] = field(default_factory=dict)  # the teacher's own sentence by language


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a run shows, for the goals to look at."""

    worlds: tuple[World, ...]  # the start, then every world passed, in order (between-worlds too)
    output: str
    steps: int  # commands carried out
    lines: int  # lines of source that hold code
    blocks: int  # statements and conditions
    constructs: frozenset[str]  # "for", "while", "if", "def", and every called name


@dataclass(frozen=True, slots=True)
class GoalState:
    """A goal after (part of) a run."""

    goal: Goal
    met: bool
    done: int = 0  # progress "2 of 4"; of 0 means there is nothing to count
    of: int = 0
