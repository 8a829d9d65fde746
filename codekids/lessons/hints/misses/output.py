"""What a program wrote beside what it was to write."""

from __future__ import annotations

import ast
import re
import unicodedata

from codekids.engine.timeline import Timeline
from codekids.lang.explain.remarks import Remark
from codekids.lang.explain.stop import Stop
from codekids.lang.problems import Argument, Problem
from codekids.lang.source import Program

LONGEST_SHOWN = 40  # characters of a written line that a sentence repeats


def compare_output(program: Program, timeline: Timeline, wanted: str) -> Remark | None:
    """How the output differs from the one asked for; None if it does not, or in no way we have a name for."""
    looked = _Output(program, timeline, wanted)
    return looked.difference()


class _Output:
    def __init__(self, program: Program, timeline: Timeline, wanted: str) -> None:
        self.stop = Stop(program, Problem(1, 0, ""), {})
        self.timeline = timeline
        self.wanted = _rows(wanted)
        self.got = _rows(timeline.output)

    def remark(self, key: str, line: int, **args: Argument) -> Remark:
        lines = self.stop.program.lines
        text = lines[line - 1] if 1 <= line <= len(lines) else ""
        return Remark(line or 1, len(text) - len(text.lstrip()), key, args, line or 1, len(text))

    def difference(self) -> Remark | None:
        wanted, got = self.wanted, self.got
        if wanted == got or not self.timeline.output:
            return None
        return (
            self.by_form()
            or self.by_count()
            or self.by_place()
            or self.by_kind()
            or self.by_numbers()
            or self.first_that_differs()
        )

    def by_form(self) -> Remark | None:
        """Only capitals, spaces or accents differ."""
        at = self.first_difference()
        for key, bare in (
            ("miss.output_spaces", lambda text: re.sub(r"\s+", "", text)),
            ("miss.output_case", str.casefold),
            ("miss.output_accents", _bare),
            ("miss.output_marks", lambda text: re.sub(r"[^\w\s]|\s", "", _bare(text))),
        ):
            if [bare(row) for row in self.wanted] == [bare(row) for row in self.got]:
                return self.remark(key, self.line_of(at), row=at + 1, seen=self.got[at][:LONGEST_SHOWN])
        return None

    def by_count(self) -> Remark | None:
        """One row too few or too many; numbers that all start one too low."""
        wanted, got = self.wanted, self.got
        loop = self.loop_of(self.line_of(0))
        numbers = [int(row) for row in got if re.fullmatch(r"-?\d+", row)]
        meant = [int(row) for row in wanted if re.fullmatch(r"-?\d+", row)]
        all_numbers = len(numbers) == len(got) == len(wanted) == len(meant) > 1
        if all_numbers and loop and [number + 1 for number in numbers] == meant:
            return self.remark("miss.counts_from_zero", loop)
        if not loop or abs(len(got) - len(wanted)) != 1 or min(len(got), len(wanted)) < 1:
            return None
        if got == wanted[:-1] or got == wanted[1:]:
            return self.remark("miss.one_row_too_few", loop, n=len(got))
        if wanted == got[:-1] or wanted == got[1:]:
            return self.remark("miss.one_row_too_many", loop, n=len(got))
        return None

    def by_place(self) -> Remark | None:
        """`print` inside the loop instead of after it, or the other way round."""
        wanted, got = self.wanted, self.got
        line = self.line_of(len(got) - 1)
        if len(wanted) == 1 < len(got) and got[-1] == wanted[0] and self.loop_of(line):
            return self.remark("miss.print_in_loop", line, where=self.loop_of(line))
        if len(got) == 1 < len(wanted) and got[0] == wanted[-1] and not self.loop_of(line):
            return self.remark("miss.print_after_loop", line)
        return None

    def by_kind(self) -> Remark | None:
        """`None` shown, `3.0` for 3, a whole number where a fraction was meant."""
        at = self.first_difference()
        got = self.got[at] if at < len(self.got) else ""
        wanted = self.wanted[at] if at < len(self.wanted) else ""
        line = self.line_of(at)
        if re.search(r"\bNone\b", got) and "None" not in wanted:
            return self.remark("miss.none_shown", line)
        if re.search(r"\d\.0\b", got) and re.sub(r"(\d)\.0\b", r"\1", got) == wanted:
            return self.remark(
                "miss.fraction_shown", self.line_with(ast.Div) or line, seen=got[:LONGEST_SHOWN]
            )
        if re.search(r"\d\.\d", wanted) and not re.search(r"\d\.\d", got) and self.line_with(ast.FloorDiv):
            return self.remark("miss.whole_division", self.line_with(ast.FloorDiv))
        return None

    def by_numbers(self) -> Remark | None:
        """One number that comes out of a counted loop: through which numbers did the loop go?"""
        if len(self.got) != 1 or not all(re.fullmatch(r"-?\d+", row) for row in (*self.got, *self.wanted)):
            return None
        loops = [
            node
            for node in self.stop.nodes
            if isinstance(node, ast.For)
            and self.stop.calls(node.iter, "range")
            and isinstance(node.target, ast.Name)
        ]
        if len(loops) != 1:
            return None
        loop = loops[0]
        name = self.stop.code(loop.target)
        passed = [
            variable.text
            for moment in self.timeline.moments
            if moment.line == loop.lineno
            for variable in moment.changed
            if variable.name == name
        ]
        if len(passed) < 2:
            return None
        return self.remark(
            "miss.loop_numbers", loop.lineno, name=name, first=passed[0], last=passed[-1], seen=self.got[0]
        )

    def first_that_differs(self) -> Remark | None:
        at = self.first_difference()
        if at >= len(self.got):
            return self.remark("miss.output_short", self.line_of(len(self.got) - 1), n=len(self.got))
        seen = self.got[at][:LONGEST_SHOWN]
        if at >= len(self.wanted):
            return self.remark("miss.output_long", self.line_of(at), row=at + 1, seen=seen)
        return self.remark("miss.output_differs", self.line_of(at), row=at + 1, seen=seen)

    # -- where

    def first_difference(self) -> int:
        """The index of the first row that differs."""
        pairs = zip(self.wanted, self.got, strict=False)
        same = next((at for at, (one, other) in enumerate(pairs) if one != other), None)
        return min(len(self.wanted), len(self.got)) if same is None else same

    def line_of(self, row: int) -> int:
        """The line of the program that wrote a row; the last that wrote anything, beyond the end."""
        written = 0
        last = 1
        for moment in self.timeline.moments:
            if moment.printed:
                last = moment.line
                written += moment.printed.count("\n")
                if written > row:
                    return last
        return last

    def loop_of(self, line: int) -> int:
        """The line of the innermost loop around a line; 0 if none."""
        found = 0
        for node in self.stop.nodes:
            if isinstance(node, ast.For | ast.While) and node.lineno <= line <= (node.end_lineno or 0):
                found = max(found, node.lineno)
        return found

    def line_with(self, sign: type[ast.operator]) -> int:
        """The first line that divides in this way; 0 if none."""
        signs = (
            node for node in self.stop.nodes if isinstance(node, ast.BinOp) and isinstance(node.op, sign)
        )
        return min((node.lineno for node in signs), default=0)


def _rows(text: str) -> list[str]:
    rows = [row.rstrip() for row in text.split("\n")]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
