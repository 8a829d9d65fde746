"""What came out of the sandbox, carried out on the world and written down as moments.

Nothing here trusts the sandbox: a batch is JSON text that a hostile program may
have written itself. What does not fit is left out or ends the run with a calm
problem; a command is carried out by the world and by nobody else, so the worst a
forged batch can do is what the program could have done by calling the command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codekids.engine import prelude
from codekids.engine.instrument import Site
from codekids.engine.timeline import Ending, Moment, Recording, Variable
from codekids.lang.problems import Problem
from codekids.world.world import Command, Failed, Value, World

LONGEST_TEXT = 65_536  # characters of a text given to a command
DEEPEST = 2_000  # open functions whose variables are kept

# Control characters but newline and tab, text directions, halves of surrogate pairs: they could change
# how a screen or a terminal shows what comes after them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


_NOT_LIKE_PYTHON = re.compile('["a-zA-Z]')


@dataclass(frozen=True, slots=True)
class Budget:
    """How much a run may do. Counted, never timed: a slow PC gets the same verdict."""

    commands: int = 10_000
    lines: int = 100_000
    output: int = 256_000  # characters printed


@dataclass(frozen=True, slots=True)
class Over:
    """The run is over, with everything before this on the timeline."""

    ending: Ending
    problem: Problem | None = None


def visible(text: str) -> str:
    """The text with everything unseen written out: "\\x1b", "\\u202e"."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


class BadValue(Exception):
    """Something no command can take: an object, a list in a list, a number without end."""


class Replay:
    """The run so far: the world, the moments, the variables of every function that is open."""

    def __init__(
        self,
        world: World,
        recording: Recording,
        sites: Sequence[Site],
        budget: Budget,
        ask: Callable[[str], str | None],
        place: Callable[[int, str], Problem],
    ) -> None:
        """`ask` gives the answer to an input(), None if there is none any more. `place` is where on a line
        a command stands: a Problem to be given its key."""
        self.world = world
        self.recording = recording
        self.sites = sites
        self.budget = budget
        self.ask = ask
        self.place = place
        self.commands: Mapping[str, Command] = world.commands
        self.output: list[str] = []
        self.output_cut = False
        self.lines_run = 0
        self.line = 1
        self.line_before_finally = 0
        self.passed_finally = False  # a `finally` block has just ended
        self.taken = 0  # entries that came, in all batches
        self._length = 0
        self._actions = 0
        self._answers = 0
        self._notes = 0
        # The moment that is still open, and what belongs to it.
        self._open = False
        self._changed: dict[str, Variable] = {}
        self._given_values: dict[str, Variable] = {}  # to be shown with the first line of a function
        self._rich = False  # it has more than a line and variables
        self._printed = ""
        self._command: str | None = None
        self._arguments: tuple[Value, ...] = ()
        self._between: tuple[World, ...] = ()
        self._seconds = 0.0
        self._answer: str | None = None
        self._question: str | None = None
        # Variables: what is shown now, and what each open function knows (the top level first).
        self._shown: dict[str, str] = {}
        self._frames: list[tuple[int, dict[str, str]]] = [(0, {})]
        self._fresh_loop = False
        self._returned = False  # a function was left since the last moment began
        self._many_scopes = any(site.scope for site in sites)
        self._write = recording.moments.append
        self._hooks: dict[str, Callable[[Site, object], Over | None]] = {
            "line": self._line,
            "value": self._variable,
            "again": self._again,
            "enter": self._enter,
            "enter_loop": self._enter_loop,
            "given": self._given,
            "leave": self._leave,
            "finally": self._finally,
            "finally_done": self._finally_done,
        }

    # -- a batch

    def take(self, text: str) -> Value | Over:
        """Carry out one batch; gives what the program gets back, or why it is over."""
        notes = _read(text)
        self.taken += len(notes)
        sites = self.sites
        last = len(sites)
        coming = iter(notes)
        answer: Value = None
        for note in coming:
            if type(note) is int:
                if not 0 <= note < last:
                    continue
                site = sites[note]
                if site.kind == "do":
                    got = self._note([site.line, site.name])
                    if isinstance(got, Over):
                        return got
                    continue
                value = next(coming, None) if site.name else None
                over = self._hooks[site.kind](site, value)
                if over is not None:
                    return over
            elif type(note) is list and len(note) >= 2 and type(note[0]) is int:
                got = self._note(note)
                if isinstance(got, Over):
                    return got
                answer = got
        return answer

    def _line(self, site: Site, _value: object = None) -> Over | None:
        if self.lines_run >= self.budget.lines:
            return self._over_budget("engine.too_many_lines", site.line, self.budget.lines)
        self.lines_run += 1
        self.passed_finally = False
        if self._many_scopes and self._frames[-1][0] != site.scope:
            self._return_to(site.scope)
        self._begin(site.line)
        return None

    def _again(self, site: Site, value: object) -> Over | None:
        # The first round belongs to the moment in which the loop was reached.
        if not (self._fresh_loop and self.line == site.line and self._command is None):
            over = self._line(site)
            if over:
                return over
        self._fresh_loop = False
        if site.name:
            self._variable(site, value)
        return None

    def _enter(self, site: Site, _value: object) -> None:
        self._frames.append((site.scope, {}))
        if len(self._frames) > DEEPEST:
            del self._frames[1]

    def _enter_loop(self, site: Site, value: object) -> None:
        if self._frames[-1][0] != site.scope:
            self._enter(site, value)

    def _leave(self, site: Site, _value: object) -> None:
        if len(self._frames) > 1 and self._frames[-1][0] == site.scope:
            self._frames.pop()
            self._returned = True

    def _finally(self, _site: Site, _value: object) -> None:
        self.line_before_finally = self.line

    def _finally_done(self, _site: Site, _value: object) -> None:
        self.passed_finally = True

    def _begin(self, line: int) -> None:
        """A new moment; the one before is written down."""
        if self._open:
            self._close()
        self._open = True
        self._fresh_loop = True
        self.line = line
        if self._returned:
            self._returned = False
            self._restore()
        if self._given_values:
            self._changed.update(self._given_values)
            self._given_values.clear()

    def _close(self) -> None:
        changed: tuple[Variable, ...] = ()
        if self._changed:
            changed = tuple(self._changed.values())
            self._changed.clear()
        if not self._rich:
            self._write(Moment(self.line, self.world, changed))
            return
        self._write(
            Moment(
                self.line, self.world, changed, self._printed, self._command, self._arguments, self._between,
                self._seconds, self._answer, self._question,
            )
        )  # fmt: skip
        self._rich = False
        self._printed = ""
        self._command = None
        self._arguments = self._between = ()
        self._seconds = 0.0
        self._answer = self._question = None

    def finish(self) -> None:
        """Write down the moment that is still open."""
        if self._open:
            self._close()
        self._open = False

    # -- variables

    def _given(self, site: Site, value: object) -> None:
        text = shown(value)
        self._frames[-1][1][site.name] = text
        if self._shown.get(site.name) != text:
            self._shown[site.name] = text
            self._given_values[site.name] = Variable(site.name, text)

    def _variable(self, site: Site, value: object) -> None:
        """A variable has this value now. On a line that was left for a function, a new value
        makes a new moment: the program is back there."""
        kind = type(value)
        text = repr(value) if kind is int else shown(value)
        name = site.name
        top = self._frames[-1]
        if top[0] != site.scope:
            self._return_to(site.scope)
            top = self._frames[-1]
        values = top[1]
        if top[0] != site.owner:
            values = next((known for scope, known in reversed(self._frames) if scope == site.owner), values)
        if values.get(name) == text and self._shown.get(name) == text:
            return
        values[name] = text
        if site.line != self.line or not self._open:
            self._begin(site.line)
        if (values is top[1] or name not in top[1]) and self._shown.get(name) != text:
            self._shown[name] = text
            self._changed[name] = Variable(name, text)

    def _return_to(self, scope: int) -> None:
        """Leave the functions that must be over if a line of `scope` is carried out."""
        frames = self._frames
        if frames[-1][0] == scope or all(known != scope for known, _ in frames):
            return
        while frames[-1][0] != scope:
            frames.pop()
        self._returned = True

    def _restore(self) -> None:
        """Back from a function, the variables of the one before show again."""
        here = self._frames[-1][1]
        for values in (self._frames[0][1], here):
            for name, text in values.items():
                if (values is here or name not in here) and self._shown.get(name) != text:
                    self._shown[name] = text
                    self._changed[name] = Variable(name, text)

    # -- commands, print, input

    def _note(self, note: list[Any]) -> Value | Over:
        line = note[0] or self.line
        if line != self.line or not self._open:
            self._begin(line)
        self._rich = True
        self._notes += 1
        if self._notes > 4 * self.budget.lines:
            return self._over_budget("engine.too_many_lines", line, self.budget.lines)
        word, rest = note[1], note[2:]
        if word == prelude.PRINT and type(word) is int:
            return self._print(rest[0] if rest else "", line)
        if word == prelude.INPUT and type(word) is int:
            return self._input(rest[0] if rest else "", line)
        if word == prelude.SLEEP and type(word) is int:
            if rest and type(rest[0]) in {int, float} and 0 <= rest[0] <= 1_000_000:
                self._seconds += float(rest[0])
            return None
        if word == prelude.EXIT and type(word) is int:
            return Over("finished")
        if word == prelude.REFUSED and type(word) is int:
            return Over("problem", self._problem("engine.not_yet.asking_inside", line, ""))
        if type(word) is str:
            return self._do(word, rest, line)
        return None

    def _print(self, text: object, line: int) -> Over | None:
        if type(text) is not str:
            return None
        text = visible(text)
        room = self.budget.output - self._length
        if len(text) > room:
            text = text[:room]
            self.output_cut = True
        self._length += len(text)
        self.output.append(text)
        self._printed += text
        if self.output_cut:
            return self._over_budget("engine.output_limit", line, self.budget.output)
        return None

    def _input(self, prompt: object, line: int) -> str | Over:
        question = visible(prompt) if type(prompt) is str else ""
        self.recording.question = question
        answer = self.ask(question)
        self.recording.question = None
        if answer is None:
            return Over("problem", self._problem("engine.no_more_input", line, "input"))
        if self._answer is not None:
            self._begin(line)
            self._rich = True
        self._question, self._answer = question, answer
        return answer

    def _do(self, word: str, given: list[Any], line: int) -> Value | Over:
        command = self.commands.get(word)
        if command is None:
            return Over("problem", self._problem("engine.bad_value", line, "", {"name": visible(word[:40])}))
        try:
            arguments = _arguments(command, given)
        except BadValue as error:
            args = {"name": word, "value": visible(str(error))}
            return Over("problem", self._problem("engine.bad_value", line, word, args))
        except LookupError:
            return Over("problem", self._problem("engine.wrong_arguments", line, word, {"name": word}))
        if command.kind == "action" and self._actions >= self.budget.commands:
            return self._over_budget("engine.too_many_steps", line, self.budget.commands)
        if command.kind == "sensor":
            self._answers += 1
            if self._answers > self.budget.lines:
                return self._over_budget("engine.too_many_lines", line, self.budget.lines)
        done = self.world.do(word, arguments)
        if isinstance(done, Failed):
            if self._command is not None:
                self._begin(line)
                self._rich = True
            self.world = done.world
            self._between += done.between
            problem = self._problem(done.mishap.key, line, word, dict(done.mishap.args))
            return Over("problem", problem)
        if command.kind == "action":
            self._actions += 1
            if self._command is not None:
                self._begin(line)
                self._rich = True
            self._command, self._arguments = word, arguments
        self.world = done.world
        self._between += done.between
        self._seconds += done.seconds
        if done.ends:
            return Over("finished")
        return done.answer

    # -- how it ends

    def _problem(self, key: str, line: int, word: str, args: Mapping[str, Any] | None = None) -> Problem:
        at = self.place(line, word)
        return Problem(line, at.column, key, args or {}, at.end_line, at.end_column)

    def _over_budget(self, key: str, line: int, most: int) -> Over:
        return Over("out_of_steps", self._problem(key, line, "", {"n": most}))


def _read(text: str) -> list[Any]:
    try:
        notes = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return notes if type(notes) is list else []


def shown(value: object) -> str:
    """A value as the child reads it in the variables panel."""
    kind = type(value)
    if kind is int or kind is bool or kind is float or value is None:
        return repr(value)
    if kind is str:
        return repr(value[:200])  # type: ignore[index]
    if kind is list and value and type(value[0]) is str:  # type: ignore[index]
        text = value[0][:2000]  # type: ignore[index]
        if value[1:] == [2]:  # type: ignore[index]
            text = repr(text[:200])
            return f"{text[:-1]}…{text[-1]}"
        if len(value) == 2:  # type: ignore[arg-type]
            text = _from_json(text)
            if value[1] == 1:  # type: ignore[index]
                text = f"{text[:-1]}, …{text[-1]}"
        return visible(text).replace("\n", "\\n").replace("\t", "\\t")
    return "…"


def _from_json(text: str) -> str:
    """JSON of a list or a dictionary as Python writes it."""
    if not _NOT_LIKE_PYTHON.search(text):
        return text
    try:
        return repr(json.loads(text))
    except (ValueError, RecursionError):
        return "…"


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
