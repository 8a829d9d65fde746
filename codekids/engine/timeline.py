"""A run as a value: what happened, moment by moment.

A moment is one executed line; a step is a moment in which a command of the
world was carried out. The window, the goals, the hints and the tests all read
the same Timeline. Nothing here runs, draws or waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from codekids.lang.problems import Problem
from codekids.world.world import Value, World

Ending = Literal["finished", "problem", "out_of_steps", "stopped"]


# Moment and Variable are named tuples: a run makes a hundred thousand, and a frozen dataclass
# takes ten times as long to make.


class Variable(NamedTuple):
    """A variable's new value, as text the child would read: `3`, `'ana'`, `[1, 2]`.

    Two variables with the same `same` (not 0) are two names of one list, dictionary, set or object.
    """

    name: str
    text: str
    same: int = 0
    depth: int = 0  # of the function call it belongs to, as in Moment; 0 is the top level


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
    depth: int = 0  # open function calls; 0 is the top level
    function: str = ""  # the function the line belongs to; "" is the top level
    call: int = 0  # which call of a function, counted from 1 over the whole run; 0 is the top level
    told: bool = True  # False: the record was full; only what was done is there, no lines and values


@dataclass(frozen=True, slots=True)
class Timeline:
    """A finished run. Same program, world, inputs and seed: the same Timeline, always."""

    start: World
    moments: Sequence[Moment]  # never changes; a run gives one that is made when it is looked at
    ending: Ending
    problem: Problem | None = None  # set for "problem" and "out_of_steps"
    inputs: tuple[str, ...] = ()  # answers to input(), in order: enough to replay
    seed: int = 0
    lines_run: int = 0
    output: str = ""
    output_cut: bool = False
    full_at: int | None = None  # after so many lines only commands, texts and questions were recorded

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

    def stack_at(self, index: int) -> tuple[Call, ...]:
        """The open function calls after moment `index`, the top level first, with their variables."""
        return calls_after(self.moments[: index + 1])


@dataclass(frozen=True, slots=True)
class Call:
    """An open call of a function; the first of a stack is the program itself, with function ""."""

    function: str
    line: int  # where it stands now
    variables: tuple[Variable, ...]  # in order of birth


def calls_after(moments: Iterable[Moment]) -> tuple[Call, ...]:
    """The open function calls after these moments, which begin with the first of the run."""
    stack = CallStack()
    for moment in moments:
        stack.follow(moment)
    return stack.calls


@dataclass(frozen=True, slots=True)
class Standing:
    """How the calls of a run stand at a moment: what `CallStack` can go on from."""

    open: tuple[tuple[Moment, Mapping[str, Variable]], ...] = ()  # the latest moment of each, its variables
    texts: Mapping[int, str] = field(default_factory=dict)  # how what has several names reads, by `same`


class CallStack:
    """The open function calls of a run, followed moment by moment."""

    def __init__(self, standing: Standing | None = None) -> None:
        standing = standing or Standing()
        self._open = list(standing.open)
        self._texts = dict(standing.texts)

    @property
    def standing(self) -> Standing:
        """How things stand; it will not change."""
        return Standing(tuple(self._open), dict(self._texts))

    @property
    def calls(self) -> tuple[Call, ...]:
        """The open calls, the top level first."""
        return tuple(
            Call(moment.function, moment.line, tuple(map(self._as_it_is, variables.values())))
            for moment, variables in self._open
        )

    def _as_it_is(self, variable: Variable) -> Variable:
        """A list changed in one call has changed in those that wait for it."""
        text = self._texts.get(variable.same, variable.text) if variable.same else variable.text
        return variable._replace(text=text)

    def follow(self, moment: Moment) -> None:
        """One moment further."""
        stack, depth = self._open, moment.depth
        del stack[depth + 1 :]
        if len(stack) == depth + 1:
            if stack[depth][0].call == moment.call:
                stack[depth] = (moment, stack[depth][1])
            else:
                stack[depth] = (moment, {})
        if not stack and depth:  # a function called before any line of the program itself was told
            stack.append((moment._replace(function="", depth=0, call=0), {}))
        while len(stack) <= depth:
            stack.append((moment, {}))
        for variable in moment.changed:
            if variable.same:
                self._texts[variable.same] = variable.text
            if variable.depth < len(stack):
                at, variables = stack[variable.depth]
                stack[variable.depth] = (at, {**variables, variable.name: variable})


class Recording:
    """A run that is still growing. One thread appends, the window reads: `moments` only ever grows.

    Once `timeline` is set, all of them are there.
    """

    def __init__(self, start: World) -> None:
        self.start = start
        self.moments: Sequence[Moment] = []
        self.timeline: Timeline | None = None  # set once, when the run is over
        self.question: str | None = None  # the prompt of an input() that waits for the child
