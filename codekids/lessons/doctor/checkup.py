"""One lesson, or one step of it, on the doctor's table: what the examinations share.

`examine` calls them all; each looks at one side (checkup_texts.py,
checkup_programs.py, checkup_kinds.py) and tells what it finds at its place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from codekids.lang.catalogue import text
from codekids.lang.problems import Argument, Problem
from codekids.lang.source import read_source
from codekids.lessons.format.findings import Fault, Loc
from codekids.lessons.format.yaml_reader import Document
from codekids.lessons.judge import Verdict, run_lesson
from codekids.lessons.lesson import Lesson

if TYPE_CHECKING:
    from codekids.engine.sandbox import Workers

Data = dict[str, Any]


@dataclass(slots=True)
class Checkup:
    """What is examined. `faults` fills up; all checkups of a file share it."""

    document: Document
    data: Data  # of the lesson or the step, as the builder had it
    lesson: Lesson  # the lesson, or the step
    workers: Workers
    lang: str
    base: Loc = ()  # the way to the step
    faults: list[Fault] = field(default_factory=list)
    taught: frozenset[str] = frozenset()  # concepts of the lessons before this one
    tried: dict[str, Verdict] = field(default_factory=dict)  # by program text

    def tell(self, loc: Loc, key: str, **args: Argument) -> None:
        """Something to mend, at a place inside the lesson or step."""
        self.faults.append(fault(self.document, (*self.base, *loc), key, args))

    def warn(self, loc: Loc, key: str, **args: Argument) -> None:
        """Something to look at."""
        self.faults.append(fault(self.document, (*self.base, *loc), key, args, warning=True))

    def tell_inside(self, loc: Loc, at: tuple[int, int], key: str, **args: Argument) -> None:
        """Something to mend at a (row, column) of the text there, from 0."""
        self.faults.append(fault(self.document, (*self.base, *loc), key, args, at=at))

    def run(self, source: str) -> Verdict:
        """Try a program, in the sandbox, in every starting world. The same text is not run twice."""
        if source not in self.tried:
            self.tried[source] = run_lesson(self.lesson, read_source(source), self.workers)
        return self.tried[source]

    def reason(self, loc: Loc, problem: Problem) -> str:
        """What a child would read of a program's problem, with the line as the teacher's file counts it."""
        at = (max(problem.line - 1, 0), problem.column)
        line, _ = self.document.place_inside((*self.base, *loc), *at)
        return text(problem.key, self.lang, **{"line": line, **problem.args}).rstrip(".")

    def node(self, loc: Loc) -> object:
        """What stands at a place, as typed; the nearest thing around it where there is nothing."""
        found = self.document.node_at((*self.base, *loc))
        return found.value if found else None


def fault(
    document: Document,
    loc: Loc,
    key: str,
    args: dict[str, Argument] | None = None,
    warning: bool = False,
    at: tuple[int, int] | None = None,
) -> Fault:
    """A fault at the value of `loc`, or `at` a (line, column) of the text there, both from 0."""
    line, column = document.place_inside(loc, *at) if at else document.place_of(loc)
    return Fault(line, column, loc, key, args or {}, "warning" if warning else "error")
