"""A run as a value: what happened, moment by moment.

A moment is one executed line; a step is a moment in which a command of the
world was carried out. The window, the goals, the hints and the tests all read
the same Timeline. Nothing here runs, draws or waits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from codekids.lang.problems import Problem
from codekids.world.world import Value, World

Ending = Literal["finished", "problem", "out_of_steps", "stopped"]


# Moment and Variable are named tuples: a run makes a hundred thousand, and a frozen dataclass
# takes ten times as long to make.


class Variable(NamedTuple):
    """A variable's new value, as text the child would read: `3`, `'ana'`, `[1, 2]`."""

    name: str
    text: str


class Moment(NamedTuple):
    """One executed line, and how things stand just after it.

    A line that carries out several commands gives several moments of that line.
    """

    line: int  # 1-based, as the editor counts
    world: World  # just after
    changed: tuple[Variable, ...] = ()  # variables this line gave a new value
    printed: str = ""  # text this line wrote, newlines and all
    command: str | None = None  # "move"; None: no command, so not a step
    arguments: tuple[Value, ...] = ()
    between: tuple[World, ...] = ()  # worlds passed on the way to `world`: move(3)
    seconds: float = 0.0  # pause it asks for, at normal speed
    answer: str | None = None  # what the child answered to input()
    question: str | None = None  # the prompt of that input(); not part of `printed`


@dataclass(frozen=True, slots=True)
class Timeline:
    """A finished run. Same program, world, inputs and seed: the same Timeline, always."""

    start: World
    moments: tuple[Moment, ...]
    ending: Ending
    problem: Problem | None = None  # set for "problem" and "out_of_steps"
    inputs: tuple[str, ...] = ()  # answers to input(), in order: enough to replay
    seed: int = 0
    lines_run: int = 0
    output: str = ""
    output_cut: bool = False

    @property
    def steps(self) -> int:
        """Commands carried out."""
        return sum(moment.command is not None for moment in self.moments)

    @property
    def end(self) -> World:
        """The world after the last moment."""
        return self.moments[-1].world if self.moments else self.start

    def variables_at(self, index: int) -> dict[str, str]:
        """Every variable after moment `index` (0-based; -1 is before the first), in order of birth."""
        known: dict[str, str] = {}
        for moment in self.moments[: index + 1]:
            for variable in moment.changed:
                known[variable.name] = variable.text
        return known


class Recording:
    """A run that is still growing. One thread appends, the window reads: `moments` only ever grows."""

    def __init__(self, start: World) -> None:
        self.start = start
        self.moments: list[Moment] = []
        self.timeline: Timeline | None = None  # set once, when the run is over
        self.question: str | None = None  # the prompt of an input() that waits for the child
