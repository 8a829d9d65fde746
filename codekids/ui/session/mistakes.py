"""The mistakes of a sitting: how often each was made, and the child's collection of those it mended."""

from __future__ import annotations

from dataclasses import dataclass

from codekids.lang.explain.kinds import kind_of
from codekids.lang.problems import Problem
from codekids.lessons.hints.named import NOBODYS, mistake_in
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson
from codekids.progress import bugs
from codekids.progress.assignments import day_of
from codekids.ui.services import Services

AGAIN = 3  # the same mistake so many times: the librarian's card is offered


@dataclass(frozen=True, slots=True)
class _Met:
    """The mistake of the run before."""

    kind: str
    problem: Problem
    text: str  # the program that showed it
    sure: bool  # the run ended with it; else it is what may be behind a miss
    began: bool  # the program ran


class Mistakes:
    """Told of each run on the run's own thread, one after another; asked from the window's."""

    def __init__(self, lesson: Lesson, services: Services) -> None:
        self.lesson = lesson
        self.services = services
        self._times: dict[str, int] = {}
        self._before: _Met | None = None

    def ran(self, text: str, verdict: Verdict) -> tuple[str, str]:
        """A run is over; returns the kind of its mistake, and the kind it has mended, "" for none.

        A mended one is collected. A program that could not even begin has mended nothing of a run.
        """
        if verdict.outcome == "stopped":
            return "", ""
        problem = mistake_in(self.lesson, verdict)
        kind = kind_of(problem) if problem is not None else ""
        if problem is None or kind in NOBODYS:
            problem, kind = None, ""
        timeline = verdict.failing or verdict.timelines[0]
        began = problem is None or timeline.problem is None or bool(timeline.moments)
        before, self._before = self._before, None
        mended = ""
        if before is not None and before.kind != kind and (began or not before.began):
            mended = before.kind
            if before.sure or verdict.solved:
                self._collect(before, text)
        if problem is not None:
            self._times[kind] = self._times.get(kind, 0) + 1
            self._before = _Met(kind, problem, text, timeline.problem is not None, began)
        return kind, mended

    def is_frequent(self, problem: Problem) -> bool:
        """It was made three times in this sitting."""
        return self._times.get(kind_of(problem), 0) >= AGAIN

    def _collect(self, met: _Met, text: str) -> None:
        lines = bugs.mended_line(met.text, text, met.problem.line) if met.problem.line > 0 else None
        if lines is None:
            return
        journal, learner = self.services.journal, self.services.learner
        day = str(day_of(journal.store.now) or "")
        bug = bugs.Bug(met.kind, met.problem.message, self.lesson.id, day, *lines)
        draft = journal.draft(learner, bugs.ITEM)
        known = bugs.read_bugs(draft.view if draft else "")
        journal.save_draft(learner, bugs.ITEM, "", view=bugs.written(bugs.collected(known, bug)))
