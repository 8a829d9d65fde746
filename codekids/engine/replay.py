"""What came out of the sandbox, carried out on the world.

Commands, prints, questions, budgets and mishaps are settled here at once, in the order of
the program; lines and values are only counted and handed on (`record`).

Nothing here trusts the sandbox: a batch is text that a hostile program may
have written itself. What does not fit is left out or ends the run with a calm
problem; a command is carried out by the world and by nobody else, so the worst a
forged batch can do is what the program could have done by calling the command.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from codekids.engine import prelude
from codekids.engine.backend import Batch
from codekids.engine.instrument import Instrumented
from codekids.engine.record import A_BREATH, Deed, Moments, Piece, visible
from codekids.engine.timeline import Ending
from codekids.engine.trail import BEGUN, Trail
from codekids.lang.problems import Problem
from codekids.world.world import Command, Failed, Value, World

LONGEST_TEXT = 65_536  # characters of a text given to a command
# Python changes between threads every five milliseconds at best, which is a third of a frame: whoever
# draws beside a run must not wait for a whole batch.
AT_A_STRETCH = 200  # notes that are carried out before another thread may go on


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a run may do. Counted, never timed: a slow PC gets the same verdict."""

    commands: int = 10_000
    lines: int = 100_000  # told with their values; from there on the run is turbo
    counted: int = 2_000_000  # all lines; in turbo by blocks
    output: int = 256_000  # characters printed


@dataclass(frozen=True, slots=True)
class Over:
    """The run is over, with everything before this on the timeline."""

    ending: Ending
    problem: Problem | None = None


FULL = Over("out_of_steps")  # as many lines were told as may be, and more come
UNSURE = Over("problem")  # something went wrong in turbo, and it is not clear where

# Sensors and other notes: each costs as much as many lines.
MOST_ANSWERS, MOST_NOTES = 100_000, 200_000


class BadValue(Exception):
    """Something no command can take: an object, a list in a list, a number without end."""


class Replay:
    """The run so far: the world and what is left of the budget. What is seen goes to `moments`."""

    def __init__(
        self,
        world: World,
        moments: Moments,
        instrumented: Instrumented,
        budget: Budget,
        ask: Callable[[str], str | None],
        place: Callable[[int, str], Problem],
    ) -> None:
        """`ask` gives the answer to an input(), None if there is none any more. `place` is where on a line
        a command stands: a Problem to be given its key."""
        self.world = world
        self.moments = moments
        self.marks = instrumented.marks
        self.budget = budget
        self.watched = False  # somebody draws beside the run
        self.ask = ask
        self.place = place
        self.commands: Mapping[str, Command] = world.commands
        self.output: list[str] = []
        self.output_cut = False
        self.lines_run = 0
        self.steps = 0
        self.taken = 0  # sites that came, in all batches
        self.trail: list[str] = []  # they themselves
        self._length = 0
        self._answers = 0
        self.notes = 0
        self._values = ""  # of the batch in hand, until they are handed on
        self._handed = 0  # sites of the batch in hand that were handed on
        kinds = {mark: site.kind for mark, site in self.marks.items()}
        self._told = frozenset(mark for mark, kind in kinds.items() if kind in {"line", "again"})
        deeds = [mark for mark, kind in kinds.items() if kind in {"note", "do"}]
        self._deeds = re.compile(f"[{re.escape(''.join(deeds))}]")

    # -- a batch

    def take(self, batch: Batch) -> Value | Over:
        """Carry out one batch; gives what the program gets back, or why it is over."""
        sites = batch.sites
        self.taken += len(sites)
        lines = self._count(sites)
        over: Over | None = None
        self._values, self._handed = batch.values, 0
        if self.lines_run + lines > self.budget.lines:
            sites = self._cut(sites, self.budget.lines - self.lines_run)
            lines = self._count(sites)
        deeds: list[Deed] = []
        answer: Value = None
        notes = iter(_read(batch.notes))
        for found in self._deeds.finditer(sites):
            site = self.marks[found.group()]
            note = [site.line, site.name] if site.kind == "do" else next(notes, None)
            if type(note) is not list or len(note) < 2 or type(note[0]) is not int:
                note = [0, None]
            got = self._note(note, deeds, sites, found.start())
            if isinstance(got, Over):
                over = got
                sites = sites[: found.start() + 1]
                lines = self._count(sites)
                break
            answer = got
        self.trail.append(sites)
        self.lines_run += lines
        self.moments.add(Piece(sites[self._handed :], self._values, deeds))
        if over is None and len(sites) < len(batch.sites):
            over = self.full(self.marks[batch.sites[len(sites)]].line)
        return answer if over is None else over

    def full(self, line: int) -> Over:
        """As many lines are told as the budget has; `line` would come next."""
        if self.budget.counted > self.budget.lines:
            return FULL
        return self._over_budget("engine.too_many_lines", line, self.budget.lines)

    def _count(self, sites: str) -> int:
        """How many lines these sites tell of."""
        told = self._told
        if len(told) <= 48:
            return sum(map(sites.count, told))
        return sum(number for mark, number in Counter(sites).items() if mark in told)

    def _cut(self, sites: str, lines: int) -> str:
        """As much of it as tells of so many lines."""
        for index, mark in enumerate(sites):
            if mark in self._told:
                if lines == 0:
                    return sites[:index]
                lines -= 1
        return sites

    @property
    def line(self) -> int:
        """The line last noted."""
        return Trail(self.marks, self.trail).last

    # -- commands, print, input

    def _note(self, note: list[Any], deeds: list[Deed], sites: str, index: int) -> Value | Over:
        """Carry out one note, which stands at `index` among the sites."""
        line = note[0] or self.line_before(sites, index)
        self.notes += 1
        if self.watched and self.notes % AT_A_STRETCH == 0:
            time.sleep(A_BREATH)
        if self.notes > MOST_NOTES:
            return self._over_budget("engine.too_many_lines", line, MOST_NOTES)
        word, rest = note[1], note[2:]
        if type(word) is str:
            return self._do(word, rest, line, deeds)
        deed = Deed(line, self.world)
        over: Value | Over = None
        if type(word) is not int:
            pass
        elif word == prelude.PRINT and rest and type(rest[0]) is str:
            text = self._printed(rest[0])
            deed = deed._replace(printed=text)
            if self.output_cut:
                over = self._over_budget("engine.output_limit", line, self.budget.output)
        elif word == prelude.INPUT:
            question = visible(rest[0]) if rest and type(rest[0]) is str else ""
            answer = self._asked(question, deeds, sites, index)
            deed = deed._replace(question=question, answer=answer)
            over = answer
            if answer is None:
                over = Over("problem", self._problem("engine.no_more_input", line, "input"))
        elif word == prelude.SLEEP:
            if rest and type(rest[0]) in {int, float} and 0 <= rest[0] <= 1_000_000:
                deed = deed._replace(seconds=float(rest[0]))
        elif word == prelude.EXIT:
            over = Over("finished")
        elif word == prelude.REFUSED:
            over = Over("problem", self._problem("engine.not_yet.asking_inside", line, ""))
        deeds.append(deed)
        return over

    def line_before(self, sites: str, index: int) -> int:
        """The line last noted before a note that does not say its own."""
        for at in range(index - 1, max(-1, index - 50), -1):
            site = self.marks.get(sites[at])
            if site is not None and site.kind in BEGUN:
                return site.line
        return Trail(self.marks, [*self.trail, sites[:index]]).last

    def _printed(self, text: str) -> str:
        """What of a text goes to the output."""
        text = visible(text)
        room = self.budget.output - self._length
        if len(text) > room:
            text = text[:room]
            self.output_cut = True
        self._length += len(text)
        self.output.append(text)
        return text

    def _asked(self, question: str, deeds: list[Deed], sites: str, index: int) -> str | None:
        # The child sees everything up to the question while it waits.
        self.moments.add(Piece(sites[self._handed : index], self._values, tuple(deeds)))
        self._values, self._handed = "", index
        deeds.clear()
        return self.ask(question)

    def _do(self, word: str, given: list[Any], line: int, deeds: list[Deed]) -> Value | Over:
        command = self.commands.get(word)
        nothing = Deed(line, self.world)
        problem = None
        if command is None:
            problem = self._problem("engine.bad_value", line, "", {"name": visible(word[:40])})
        else:
            try:
                arguments = _arguments(command, given)
            except BadValue as error:
                args = {"name": word, "value": visible(str(error))}
                problem = self._problem("engine.bad_value", line, word, args)
            except LookupError:
                problem = self._problem("engine.wrong_arguments", line, word, {"name": word})
        if command is None or problem is not None:
            deeds.append(nothing)
            return Over("problem", problem)
        action = command.kind == "action"
        if action and self.steps >= self.budget.commands:
            deeds.append(nothing)
            return self._over_budget("engine.too_many_steps", line, self.budget.commands)
        if command.kind == "sensor":
            self._answers += 1
            if self._answers > MOST_ANSWERS:
                return self._over_budget("engine.too_many_lines", line, MOST_ANSWERS)
        done = self.world.do(word, arguments)
        self.world = done.world
        if isinstance(done, Failed):
            deeds.append(Deed(line, done.world, between=done.between, failed=True))
            problem = self._problem(done.mishap.key, line, word, dict(done.mishap.args))
            return Over("problem", problem)
        if action:
            self.steps += 1
            deeds.append(Deed(line, done.world, "", word, arguments, done.between, done.seconds))
        else:
            deeds.append(Deed(line, done.world, between=done.between, seconds=done.seconds))
        if done.ends:
            return Over("finished")
        return done.answer

    # -- how it ends

    def _problem(self, key: str, line: int, word: str, args: Mapping[str, Any] | None = None) -> Problem:
        at = self.place(line, word)
        return Problem(line, at.column, key, args or {}, at.end_line, at.end_column)

    def _over_budget(self, key: str, line: int, most: int) -> Over:
        return Over("out_of_steps", self._problem(key, line, "", {"n": most}))


class TurboReplay(Replay):
    """The same for the turbo build, begun anew from the start of the run.

    What the first `known` notes did is on the timeline already; what follows goes there
    deed by deed, without lines.
    """

    known = 0
    last_line = 1

    def take(self, batch: Batch) -> Value | Over:
        counted, _, line = batch.values.partition(",")
        if counted.isdecimal() and line.isdecimal() and len(counted) < 12 and len(line) < 6:
            self.lines_run = max(self.lines_run, int(counted))
            self.last_line = int(line)
        answer: Value = None
        over: Over | None = None
        deeds: list[Deed] = []
        notes = iter(_read(batch.notes))
        for found in self._deeds.finditer(batch.sites):
            site = self.marks[found.group()]
            note = [site.line, site.name] if site.kind == "do" else next(notes, None)
            if type(note) is list and len(note) >= 2 and type(note[0]) is int:
                self.last_line = note[0] or self.last_line
                got = self._note(note, deeds, batch.sites, found.start())
                if self.notes <= self.known:
                    deeds.clear()
                if isinstance(got, Over):
                    over = got if note[0] or got.problem is None else UNSURE
                    break
                answer = got
        self._tell(deeds)
        if over is None and self.lines_run > self.budget.counted:
            over = self._over_budget("engine.too_many_lines", self.last_line, self.budget.counted)
        return answer if over is None else over

    def _tell(self, deeds: list[Deed]) -> None:
        told = [deed for deed in deeds if deed != Deed(deed.line, deed.world)]
        if told:
            self.moments.add(Piece(prelude.NOTE * len(told), "", told, alone=True))

    def _asked(self, question: str, deeds: list[Deed], sites: str, index: int) -> str | None:
        if self.notes > self.known:
            self._tell(deeds)
        deeds.clear()
        return self.ask(question)

    def line_before(self, sites: str, index: int) -> int:
        return self.last_line

    @property
    def line(self) -> int:
        """The line last noted."""
        return self.last_line


def _read(text: str) -> list[Any]:
    try:
        notes = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    return notes if type(notes) is list else []


def _arguments(command: Command, given: list[Any]) -> tuple[Value, ...]:
    """The arguments in parameter order. Raises BadValue, or LookupError for a wrong keyword."""
    named: dict[str, Any] = {}
    if given and type(given[-1]) is dict and type(given[-1].get("=")) is dict:
        named = given[-1]["="]
        given = given[:-1]
    values = [_value(value) for value in given]
    if not named:
        return tuple(values)
    rest = {name: _value(value) for name, value in named.items()}
    for parameter in command.parameters[len(values) :]:
        if parameter.name in rest:
            values.append(rest.pop(parameter.name))
        elif not rest:
            break
        elif parameter.required:
            raise LookupError
        else:
            values.append(parameter.default)
    if rest:
        raise LookupError
    return tuple(values)


def _value(value: object) -> Any:
    """An exact, bounded value for the world."""
    kind = type(value)
    if kind is bool or value is None:
        return value
    if kind is int and -prelude.LARGEST_INT <= value <= prelude.LARGEST_INT:  # type: ignore[operator]
        return value
    if kind is float and value - value == 0:  # type: ignore[operator]
        return value
    if kind is str and len(value) <= LONGEST_TEXT:  # type: ignore[arg-type]
        return visible(value)  # type: ignore[arg-type]
    if kind is dict and type(value.get("")) is str:  # type: ignore[attr-defined]
        raise BadValue(value[""])  # type: ignore[index]
    raise BadValue("…")
