"""What a lesson asks for, as data, and whether a run did it.

A goal never looks at names, printed claims or exit codes: only at worlds and
output the host recorded, and at counts taken from the source (`Evidence`).

Goals know no particular world. They ask through four small interfaces, and a
world answers those it can: Located (where is the hero), Stocked (what lies
where), Painted, Speaking. A goal the world cannot answer is never met, and
`impossible` says so.

Sentences are keys with arguments; the catalogues word them. An argument `thing`
is asked for as {thing_one} "un măr", {thing_all} "toate merele" and
{thing_count} "3 mere" (these two as objects: "az összes almát"), or {thing_bare};
`colour` and `heading` likewise. Cells are written "(3, 2)".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, cast, runtime_checkable

from codekids.world.words import COLOURS, HEADINGS, LONGEST_TEXT, THINGS
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


@runtime_checkable
class Located(Protocol):
    """A world with a hero on a map."""

    def has_cell(self, cell: Cell) -> bool:
        """Whether the cell is on the map."""
        ...

    def is_blocked(self, cell: Cell) -> bool:
        """Whether nobody can ever stand there: a wall."""
        ...

    def hero_cell(self) -> Cell:
        """Where the hero is."""
        ...

    def hero_heading(self) -> str:
        """Where it looks: a word of HEADINGS."""
        ...

    def hero_stands_on(self, thing: str) -> bool:
        """Whether it shares its cell with that thing, or stands in "water"."""
        ...

    def goal_cells(self) -> frozenset[Cell]:
        """Cells with the flag."""
        ...


@runtime_checkable
class Stocked(Protocol):
    """A world in which things lie about and can be carried."""

    def cells_with(self, thing: str) -> tuple[Cell, ...]:
        """Where that thing lies; "water" and "box" count as well."""
        ...

    def count_at(self, cell: Cell, thing: str) -> int:
        """How many lie there; 0 outside the map."""
        ...

    def count_held(self, thing: str) -> int:
        """How many the hero carries."""
        ...


@runtime_checkable
class Painted(Protocol):
    """A world with cells to paint."""

    def paint_at(self, cell: Cell) -> str:
        """The colour of a cell, "" for none."""
        ...

    def painted(self) -> tuple[tuple[Cell, str], ...]:
        """Every painted cell with its colour."""
        ...


@runtime_checkable
class Speaking(Protocol):
    """A world in which something is said."""

    @property
    def said(self) -> str:
        """What stands in the speech bubble now."""
        ...


# -- judging


def judge_goal(goal: Goal, evidence: Evidence) -> GoalState:
    """Whether the run did what the goal asks, and how far it came. Never raises.

    reach: the hero ends on the cell. heading: it ends looking that way.

    collect: a thing is collected when it no longer lies where it lay at the
    start, in the bag or delivered elsewhere; so `collect` and `deliver` of the
    same apples go together, and putting an apple back undoes it. `count` is
    exact: who writes 2 where 4 lie means 2.

    deliver: exactly `count` lie on the cell at the end; all there are, carried
    ones too, if count is None. paint: the named cells have their colours, and
    no other cell changed. avoid: no world of the run has the hero there.

    say: it stood in the speech bubble at some moment ("" means anything at
    all). print: the output, but for spaces at line ends and the last newline.
    visit: the cells in this order, others may come between; the start counts.
    max_*: at most so many; `done` is how many there were.
    """
    return _JUDGE[goal.kind](goal, evidence)


def _reach(goal: Goal, evidence: Evidence) -> GoalState:
    end = evidence.worlds[-1]
    if not isinstance(end, Located):
        return GoalState(goal, False)
    return GoalState(goal, end.hero_cell() in (goal.cells or end.goal_cells()))


def _heading(goal: Goal, evidence: Evidence) -> GoalState:
    end = evidence.worlds[-1]
    return GoalState(goal, isinstance(end, Located) and end.hero_heading() == goal.word)


def _collect(goal: Goal, evidence: Evidence) -> GoalState:
    start, end = evidence.worlds[0], evidence.worlds[-1]
    if not (isinstance(start, Stocked) and isinstance(end, Stocked)):
        return GoalState(goal, False)
    done = lying = 0
    for cell in start.cells_with(goal.thing):
        here = start.count_at(cell, goal.thing)
        lying += here
        done += max(0, here - end.count_at(cell, goal.thing))
    wanted = lying if goal.count is None else goal.count
    return GoalState(goal, done == wanted, done, wanted)


def _deliver(goal: Goal, evidence: Evidence) -> GoalState:
    start, end = evidence.worlds[0], evidence.worlds[-1]
    if not (isinstance(start, Stocked) and isinstance(end, Stocked)):
        return GoalState(goal, False)
    wanted = _stock(start, goal.thing) if goal.count is None else goal.count
    done = sum(end.count_at(cell, goal.thing) for cell in goal.cells)
    return GoalState(goal, done == wanted, done, wanted)


def _stock(world: Stocked, thing: str) -> int:
    """How many there are at all, on the ground and in the bag."""
    return sum(world.count_at(cell, thing) for cell in world.cells_with(thing)) + world.count_held(thing)


def _paint(goal: Goal, evidence: Evidence) -> GoalState:
    start, end = evidence.worlds[0], evidence.worlds[-1]
    if not (isinstance(start, Painted) and isinstance(end, Painted)):
        return GoalState(goal, False)
    wanted = dict(goal.colours)
    done = sum(end.paint_at(cell) == colour for cell, colour in wanted.items())
    stray = any(start.paint_at(cell) != colour for cell, colour in end.painted() if cell not in wanted)
    return GoalState(goal, done == len(wanted) and not stray, done, len(wanted))


def _avoid(goal: Goal, evidence: Evidence) -> GoalState:
    passed = _places(evidence)
    trodden = any(
        world.hero_cell() in goal.cells or bool(goal.thing and world.hero_stands_on(goal.thing))
        for world in passed
    )
    return GoalState(goal, bool(passed) and not trodden)


def _say(goal: Goal, evidence: Evidence) -> GoalState:
    wanted = goal.word.strip()
    if not isinstance(evidence.worlds[0], Speaking):
        return GoalState(goal, False)
    said = {world.said.strip() for world in cast(tuple[Speaking, ...], evidence.worlds)} - {""}
    return GoalState(goal, wanted in said if wanted else bool(said))


def _print(goal: Goal, evidence: Evidence) -> GoalState:
    return GoalState(goal, _tidy(evidence.output) == _tidy(goal.word))


def _tidy(output: str) -> str:
    lines = "\n".join(line.rstrip() for line in output.split("\n"))
    return lines.removesuffix("\n")


def _visit(goal: Goal, evidence: Evidence) -> GoalState:
    done = 0
    last: Cell | None = None
    for world in _places(evidence):
        cell = world.hero_cell()
        # Turning on the spot is no second visit.
        if cell != last and done < len(goal.cells) and cell == goal.cells[done]:
            done += 1
        last = cell
    return GoalState(goal, 0 < done == len(goal.cells), done, len(goal.cells))


def _places(evidence: Evidence) -> tuple[Located, ...]:
    """The worlds of the run, if they have places. A run keeps to one kind of world, so the first tells."""
    return cast(tuple[Located, ...], evidence.worlds) if isinstance(evidence.worlds[0], Located) else ()


def _uses(goal: Goal, evidence: Evidence) -> GoalState:
    return GoalState(goal, goal.word in evidence.constructs)


def _not_uses(goal: Goal, evidence: Evidence) -> GoalState:
    return GoalState(goal, goal.word not in evidence.constructs)


def _most(goal: Goal, evidence: Evidence) -> GoalState:
    done = {"max_blocks": evidence.blocks, "max_lines": evidence.lines, "max_steps": evidence.steps}[
        goal.kind
    ]
    most = goal.count or 0
    return GoalState(goal, done <= most, done, most)


_JUDGE: Mapping[str, Callable[[Goal, Evidence], GoalState]] = {
    "reach": _reach,
    "heading": _heading,
    "collect": _collect,
    "deliver": _deliver,
    "paint": _paint,
    "avoid": _avoid,
    "say": _say,
    "print": _print,
    "visit": _visit,
    "uses": _uses,
    "not_uses": _not_uses,
    "max_blocks": _most,
    "max_lines": _most,
    "max_steps": _most,
}


# -- wording

Sentence = tuple[str, dict[str, str | int | float]]  # a catalogue key and its arguments


def goal_message(goal: Goal, state: GoalState | None = None) -> Sentence:
    """The sentence of a goal, as a catalogue key and arguments; with a state, how far the run came.

    "Culege toate merele"; with a state "Culege toate merele: 2 din 4". The
    teacher's own `goal.text`, where there is one, is for the caller to prefer.
    """
    key, args = _plain_message(goal)
    if state is None or not state.of or goal.kind not in _PROGRESS:
        return key, args
    if goal.kind in _LIMITS:
        return (key, args) if state.met else (f"{key}.over", {**args, "done": state.done})
    if goal.kind == "paint" and state.done == state.of and not state.met:
        return "goal.paint.stray", {}
    more = "over" if goal.count is not None and state.done > state.of else "progress"
    return f"{key}.{more}", {**args, "done": state.done, "of": state.of}


_LIMITS = ("max_blocks", "max_lines", "max_steps")
_PROGRESS = ("collect", "deliver", "paint", "visit", *_LIMITS)


def _plain_message(goal: Goal) -> Sentence:
    match goal.kind:
        case "reach":
            return (
                ("goal.reach.cell", {"cell": _cells(goal.cells)}) if goal.cells else ("goal.reach.flag", {})
            )
        case "heading":
            return "goal.heading", {"heading": goal.word}
        case "collect" | "deliver":
            return _thing_message(goal)
        case "paint":
            return _paint_message(goal)
        case "avoid":
            if goal.thing == "water":
                return "goal.avoid.water", {}
            if goal.thing:
                return _known("goal.avoid.thing", goal.thing, {})
            return "goal.avoid.cells", {"cells": _cells(goal.cells), "n": len(goal.cells)}
        case "say":
            return (
                ("goal.say.text", {"text": _one_line(goal.word)})
                if goal.word.strip()
                else ("goal.say.any", {})
            )
        case "print":
            return _print_message(goal)
        case "visit":
            return "goal.visit", {"cells": _cells(goal.cells)}
        case "uses" | "not_uses":
            return f"goal.{goal.kind}", {"word": goal.word}
        case _:
            return f"goal.{goal.kind}", {"n": goal.count or 0}


def _thing_message(goal: Goal) -> Sentence:
    args: dict[str, str | int | float] = {} if goal.kind == "collect" else {"cell": _cells(goal.cells)}
    if goal.count is None:
        return _known(f"goal.{goal.kind}.all", goal.thing, args)
    return f"goal.{goal.kind}.count", {"thing": goal.thing, "n": goal.count, **args}


def _known(key: str, thing: str, args: dict[str, str | int | float]) -> Sentence:
    """The sentence about all of a kind; a kind without forms in the catalogues has a sentence of its own."""
    return (key if thing in THINGS else f"{key}.unknown"), {"thing": thing, **args}


def _paint_message(goal: Goal) -> Sentence:
    colours = sorted({colour for _, colour in goal.colours})
    cells = tuple(cell for cell, _ in goal.colours)
    if len(colours) == 1 and len(cells) <= 4:
        return "goal.paint.cells", {"colour": colours[0], "cells": _cells(cells), "n": len(cells)}
    if len(colours) == 1:
        return "goal.paint.colour", {"colour": colours[0], "n": len(cells)}
    return "goal.paint.picture", {"n": len(cells)}


def _print_message(goal: Goal) -> Sentence:
    text = _tidy(goal.word)
    lines = text.count("\n") + 1
    return (
        ("goal.print.text", {"text": _one_line(text)}) if lines == 1 else ("goal.print.lines", {"n": lines})
    )


def _cells(cells: tuple[Cell, ...]) -> str:
    return ", ".join(f"({column}, {row})" for column, row in cells)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


# -- what cannot be


def impossible(goal: Goal, start: World) -> Sentence | None:
    """Why nobody can meet this goal from this start, as a key and arguments, or None. For the lesson doctor.

    Finds slips of the pen (a cell outside, five apples where four lie, a thing
    that is nowhere), not puzzles without a way. `goal.impossible.no_thing` of a
    goal without count may be meant in a hidden start ("perhaps no apples").
    """
    kind: str = goal.kind
    needs = {"collect": Stocked, "deliver": Stocked, "paint": Painted, "say": Speaking}
    needs |= dict.fromkeys(("reach", "heading", "avoid", "visit"), Located)
    if kind in needs and not isinstance(start, needs[kind]):
        return "goal.impossible.world", {"goal": kind, "world": start.kind}
    return _impossible_place(goal, start) or _impossible_thing(goal, start) or _impossible_word(goal)


def _impossible_place(goal: Goal, start: World) -> Sentence | None:
    if not isinstance(start, Located):
        return None
    cells = goal.cells + tuple(cell for cell, _ in goal.colours)
    for cell in cells:
        if not start.has_cell(cell):
            return "goal.impossible.outside", {"cell": _cells((cell,))}
    if goal.kind == "reach" and not cells and not start.goal_cells():
        return "goal.impossible.no_flag", {}
    if goal.kind in {"visit", "deliver", "paint"} and not cells:
        return "goal.impossible.no_cell", {"goal": goal.kind}
    if goal.kind == "avoid":
        if start.hero_cell() in goal.cells or (goal.thing and start.hero_stands_on(goal.thing)):
            return "goal.impossible.starts_there", {"cell": _cells((start.hero_cell(),))}
        return None
    for cell in cells:
        if start.is_blocked(cell):
            return "goal.impossible.wall", {"cell": _cells((cell,))}
    return None


def _impossible_thing(goal: Goal, start: World) -> Sentence | None:
    if not (goal.thing and isinstance(start, Stocked)):
        return None
    if goal.count is not None and goal.count < 1:
        return "goal.impossible.count", {"count": goal.count}
    cells = start.cells_with(goal.thing)
    held = start.count_held(goal.thing) if goal.kind == "deliver" else 0
    if not cells and not held:
        return "goal.impossible.no_thing", {"word": _one_line(goal.thing)}
    there = held + sum(start.count_at(cell, goal.thing) for cell in cells)
    if goal.count is not None and goal.count > there:
        return "goal.impossible.too_few", {"word": _one_line(goal.thing), "count": goal.count, "there": there}
    return None


def _impossible_word(goal: Goal) -> Sentence | None:
    if goal.kind == "heading" and goal.word not in HEADINGS:
        return "goal.impossible.heading", {"word": _one_line(goal.word)}
    if goal.kind == "paint":
        for _, colour in goal.colours:
            if colour not in COLOURS:
                return "goal.impossible.colour", {"word": _one_line(colour)}
    if goal.kind == "say" and len(goal.word.strip()) > LONGEST_TEXT:
        return "goal.impossible.too_long", {"most": LONGEST_TEXT}
    if goal.kind in _LIMITS and (goal.count or 0) < 1:
        return "goal.impossible.count", {"count": goal.count or 0}
    return None
