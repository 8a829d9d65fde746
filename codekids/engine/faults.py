"""What went wrong while a program ran, as a Problem at the child's own line and column."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from codekids.engine.backend import Frame, OverLimit, Raised, Report
from codekids.engine.instrument import Instrumented
from codekids.engine.record import visible
from codekids.engine.trail import Trail
from codekids.lang.lines import character_column
from codekids.lang.problems import Argument, Problem
from codekids.lang.source import Program
from codekids.lang.tree import walk

CARRIER = "NotADirectoryError"  # brings the errors of a program's own classes (`additions`)
_LONGEST = 300  # characters of Python's own sentence

_KINDS = {
    "NameError": "name",
    "UnboundLocalError": "unbound",
    "TypeError": "type",
    "ZeroDivisionError": "zero_division",
    "IndexError": "index",
    "KeyError": "key",
    "ValueError": "value",
    "RecursionError": "recursion",
    "AttributeError": "attribute",
    "AssertionError": "assertion",
    "OverflowError": "overflow",
    "ModuleNotFoundError": "module",
    "ImportError": "module",
}
_QUOTED = re.compile(r"'([^']*)'")
_WRONG_COUNT = re.compile(r"(?:\w+\.)?(<lambda>|\w+)\(\) (?:missing|takes|got)\b")
_NO_NUMBER = re.compile(
    r"(?:invalid literal for int\(\)[^:]*|could not convert string to float): (.*)", re.DOTALL
)
_NO_PART = re.compile(r"'([^']*)' object has no attribute '([^']*)'")


class Places:
    """Where things stand in a program: the calls and statements of each line."""

    def __init__(self, program: Program) -> None:
        self._lines = program.lines
        self._calls: dict[tuple[int, str], tuple[int, int, int]] = {}
        self._starts: dict[int, tuple[int, int, int]] = {}
        self.raised: set[int] = set()
        self.in_finally: set[int] = set()
        self.again: dict[int, int] = {}  # the line of a bare `raise` -> that of its handler
        self.defined = {"<lambda>"}
        self._statement: dict[int, int] = {}  # a line -> the line on which its statement begins
        self._unreported: set[int] = set()  # lines of code that no hook tells of
        self._tries: list[tuple[range, range]] = []  # the block of a `try`, and all that follows it
        for node in walk(program.tree) if program.tree else ():
            if isinstance(node, ast.stmt):
                if isinstance(node, ast.Raise) and node.exc is not None:
                    self.raised.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
                if isinstance(node, ast.FunctionDef):
                    self.defined.add(node.name)
                self._lay_out(node)
                span = self._span(node)
                if hasattr(node, "body"):
                    span = (span[0], node.lineno, len(self._lines[node.lineno - 1]))
                if node.lineno not in self._starts or span[0] < self._starts[node.lineno][0]:
                    self._starts[node.lineno] = span
            elif isinstance(node, ast.Call):
                name = str(getattr(node.func, "id", getattr(node.func, "attr", "")))
                place = (node.lineno, name)
                if place not in self._calls or self._span(node)[0] < self._calls[place][0]:
                    self._calls[place] = self._span(node)

    def _lay_out(self, node: ast.stmt) -> None:
        end = node.end_lineno or node.lineno
        body = getattr(node, "body", None)
        for line in range(node.lineno, body[0].lineno if body else end + 1):
            self._statement.setdefault(line, node.lineno)
        if isinstance(node, ast.FunctionDef):
            self._unreported.update(range(node.lineno, node.body[0].lineno))
        elif isinstance(node, ast.ClassDef):
            simple = [inner for inner in node.body if not hasattr(inner, "body")]
            self._unreported.update([node.lineno, *(inner.lineno for inner in simple)])
        elif isinstance(node, ast.Match):
            self._unreported.update(case.pattern.lineno for case in node.cases)
        elif isinstance(node, ast.Try):
            block_end = node.body[-1].end_lineno or node.body[-1].lineno
            self._tries.append((range(node.lineno, block_end + 1), range(block_end + 1, end + 1)))
            for handler in node.handlers:
                for inner in ast.walk(handler):
                    if isinstance(inner, ast.Raise) and inner.exc is None:
                        self.again[inner.lineno] = handler.lineno
            if node.finalbody:
                self.in_finally.update(range(node.finalbody[0].lineno, end + 1))

    def can_be(self, line: int, trail: Trail) -> bool:
        """Whether an exception can come from this line.

        The sandbox is right about it, but for exceptions that went through a `try` on their way
        out: those it reports somewhere in or behind the handlers.
        """
        start = self._statement.get(line, line)
        if start == self._statement.get(trail.last, trail.last) or start in self._unreported:
            return True
        if start not in trail.lines:
            return False
        return not any(trail.last in block and line in rest for block, rest in self._tries)

    def _span(self, node: ast.stmt | ast.expr) -> tuple[int, int, int]:
        end = node.end_lineno or node.lineno
        return (
            character_column(self._lines[node.lineno - 1], node.col_offset),
            end,
            character_column(self._lines[end - 1], node.end_col_offset or 0),
        )

    def find(self, line: int, word: str = "") -> Problem:
        """The first call of `word` on a line, else the statement there; the Problem still lacks its key."""
        span = self._calls.get((line, word)) or self._starts.get(line)
        if span is None:
            text = self._lines[line - 1] if 1 <= line <= len(self._lines) else ""
            span = (len(text) - len(text.lstrip()), line, len(text))
        return Problem(line, span[0], "", {}, span[1], span[2])


def explain(error: Raised, instrumented: Instrumented, places: Places, trail: Trail) -> Problem:
    """The problem for an exception nobody caught."""
    kind, text = error.kind, error.text
    if kind == CARRIER and "errors" in instrumented.needs:
        kind, _, text = text.partition(": ")
    text = visible(_as_the_child_knows_it(text, instrumented.prefix)[:_LONGEST])
    python = f"{kind}: {text}" if text else kind
    key, args = _worded(kind, text)
    if not key.startswith("engine.error."):
        python = ""  # a sentence about the sandbox, which is no business of the child's
    where = _place(error.frames, instrumented, places, trail.last)
    if where.line in places.again and trail.before_handler(places.again[where.line]):
        # Python points at the line where the error came up first, not where it was sent on.
        where = places.find(trail.before_handler(places.again[where.line]))
    elif instrumented.tries:
        if trail.passed_finally and where.line in places.in_finally:
            where = places.find(trail.before_finally)
        elif not places.can_be(where.line, trail):
            in_finally = trail.last in places.in_finally and trail.before_finally
            where = places.find(trail.before_finally if in_finally else trail.last)
    wrong_count = _WRONG_COUNT.match(text) if error.kind == "TypeError" else None
    if wrong_count and wrong_count.group(1) in places.defined:
        # The sandbox points at the `def` here, and forgets who called; the line last reported knows.
        name = wrong_count.group(1)
        where = places.find(trail.last, name)
        key, args = "engine.error.argument_count", {"name": name}
    elif where.line in places.raised and key.startswith("engine.error.") and error.kind != "RecursionError":
        key, args = "engine.error.raised", {"text": text or kind}
    return Problem(where.line, where.column, key, args, where.end_line, where.end_column, python=python)


def is_unsure(report: Report, instrumented: Instrumented, places: Places) -> bool:
    """Whether only the lines passed tell where an error belongs."""
    if not isinstance(report, Raised | OverLimit):
        return False
    where = _place(report.frames, instrumented, places, 0)
    if not where.line:
        return True
    if isinstance(report, OverLimit):
        return False
    wrong_count = report.kind == "TypeError" and _WRONG_COUNT.match(report.text)
    return bool(instrumented.tries or wrong_count or where.line in places.again)


def _as_the_child_knows_it(text: str, prefix: str) -> str:
    """A sentence of the sandbox without our own names."""

    def named(found: re.Match[str]) -> str:
        theirs = "_own_" in found.group() or "_set_" in found.group()
        return found.group(1) if theirs else names.get(found.group(1), "…")

    names = {"p": "print", "i": "input", "x": "exit", "sleep": "sleep", "round": "round"}
    return re.sub(
        re.escape(prefix) + r"(?:own_|set_)?(\w+)(?:\(\))?", lambda found: f"{named(found)}()", text
    )


def over_limit(limit: OverLimit, instrumented: Instrumented, places: Places, last_line: int) -> Problem:
    """The problem for a program that wanted too much memory, or did not come to rest."""
    where = _place(limit.frames, instrumented, places, last_line)
    key = f"engine.{limit.what}_limit"
    return Problem(where.line, where.column, key, {}, where.end_line, where.end_column)


def _place(frames: Sequence[Frame], instrumented: Instrumented, places: Places, last_line: int) -> Problem:
    inside = [frame for frame in frames if 1 <= frame.line <= len(instrumented.pieces)]
    if not inside:
        return places.find(last_line)
    frame = inside[-1]
    column = instrumented.column(frame.line, frame.column)
    end = instrumented.column(frame.end_line, frame.end_column)
    if (frame.end_line, end) <= (frame.line, column):  # one of our hooks: what matters is its line
        return places.find(frame.line)
    return Problem(frame.line, column, "", {}, frame.end_line, end)


def _worded(kind: str, text: str) -> tuple[str, dict[str, Argument]]:
    """The catalogue key for an exception, and what its sentence needs."""
    quoted = _QUOTED.search(text)
    name: dict[str, Argument] = {"name": quoted.group(1) if quoted else text}
    if kind in {"SyntaxError", "NotImplementedError"}:
        return "engine.not_yet.other", {}
    if text.startswith("Internal error"):
        wants_text = "exceptions can only be called" in text
        return "engine.not_yet.exception_values" if wants_text else "engine.worker_stopped", {}
    if kind == "ValueError":
        number = _NO_NUMBER.match(text)
        if number:
            return "engine.error.not_a_number", {"text": number.group(1).strip("'\"")}
        if "integer string conversion" in text:
            return "engine.error.overflow", {}
    if kind == "TypeError":
        if "can only concatenate str" in text or ("unsupported operand" in text and "'str'" in text):
            return "engine.error.text_and_number", {}
        if "is not callable" in text:
            return "engine.error.not_callable", {}
    if kind == "AttributeError":
        part = _NO_PART.search(text)
        if part:
            return "engine.error.attribute", {"name": part.group(2), "kind": part.group(1)}
        return "engine.error.attribute", {**name, "kind": ""}
    if kind == "KeyError":
        return "engine.error.key", {"key": text}
    short = _KINDS.get(kind, "other")
    if short in {"name", "unbound", "module"}:
        return f"engine.error.{short}", name
    return f"engine.error.{short}", {"text": text}
