"""From CPython's complaint about a program to a Problem a child can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.lang.lines import indentation
from codekids.lang.problems import Problem

StillWrong = Callable[[str], SyntaxError | None]


def deepest_line(lines: Sequence[str]) -> int:
    """The 1-based number of the line with the most brackets, signs and indentation: a guess."""
    deepest = max(
        range(len(lines)), key=lambda index: len(lines[index]) + 10 * len(indentation(lines[index]))
    )
    return deepest + 1


def explain(text: str, error: SyntaxError, still_wrong: StillWrong) -> Problem:
    """The problem behind a SyntaxError of this text."""
    return Problem(error.lineno or 1, max((error.offset or 1) - 1, 0), "syntax.unclear", python=error.msg)
