"""Hints of a sitting: when the button glows, which one comes next, and why one is still closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from codekids.engine.timeline import Timeline
from codekids.lang.problems import Message
from codekids.lessons.hints.offered import RUNS_BEFORE_LAST, Hint, next_hint
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson
from codekids.ui.services import Services
from codekids.ui.session.record import Record

if TYPE_CHECKING:
    from codekids.world.world import World

SAME_SYMPTOM = 2  # runs in a row with the same trouble before a hint is offered
NO_PROGRESS = 90.0  # seconds without a better run before a hint is offered
NEXT_LEVEL = 30.0  # seconds after which the next hint opens without a run


class Help:
    """Offered, never pushed. `runs` are the verdicts of this sitting, kept by the session.

    `on_change`: the button began to glow, or a level opened by itself.
    """

    def __init__(
        self,
        lesson: Lesson,
        services: Services,
        record: Record,
        runs: list[Verdict],
        on_change: Callable[[], None],
    ) -> None:
        self.lesson = lesson
        self.services = services
        self.record = record
        self.runs = runs
        self.on_change = on_change
        self.given: list[Hint] = []
        self.glows = False
        self._at = 0.0  # when the last hint was given
        self._runs = 0  # runs when the last hint was given
        self._text = ""  # the program when the last hint was given
        self._symptoms: list[object] = []
        self._closed = False
        self._cancel_glow: Callable[[], None] = lambda: None
        self._cancel_level: Callable[[], None] = lambda: None
        self._wait_for_progress()

    def ran(self, verdict: Verdict) -> None:
        """A run came to its end."""
        before = self._symptoms[-1] if self._symptoms else None
        symptom = symptom_of(verdict)
        if symptom is None:
            self._symptoms, self.glows = [], False
            self._wait_for_progress()
            return
        self._symptoms = [*self._symptoms, symptom] if symptom == before else [symptom]
        if symptom != before:
            self._wait_for_progress()
        if len(self._symptoms) >= SAME_SYMPTOM:
            self.glows = bool(self.lesson.hints)

    def _wait_for_progress(self) -> None:
        self._cancel_glow()
        if self.lesson.hints:
            self._cancel_glow = self.services.after(NO_PROGRESS, self._no_progress)

    def _no_progress(self) -> None:
        solved = bool(self.runs) and self.runs[-1].solved
        if not self._closed and not solved and not self.glows:
            self.glows = True
            self.on_change()

    def open(self, text: str) -> Hint | None:
        """What the Hint button shows: the first hint, the next one if it is open, else the last one given.

        `text` is the program as it stands.
        """
        self.glows = False
        if not self.given or self.lock(text) is None:
            hint = next_hint(self.lesson, self.runs, self.given)
            if hint is not None and hint not in self.given:
                self._give(hint, text)
        return self.given[-1] if self.given else None

    def _give(self, hint: Hint, text: str) -> None:
        self.given.append(hint)
        self._at = self.services.clock()
        self._runs, self._text = len(self.runs), text
        if hint.level > 0:
            self.record.hint(hint.level)
        self._cancel_level()
        self._cancel_level = self.services.after(NEXT_LEVEL, self.on_change)

    def next_level(self) -> int | None:
        """The level that would come next; None: there is no more."""
        highest = max((hint.level for hint in self.given), default=0)
        return highest + 1 if highest < len(self.lesson.hints) else None

    def lock(self, text: str) -> Message | None:
        """Why the next hint is still closed for the program `text`; None: it is open."""
        level = self.next_level()
        if level is None:
            return Message("window.hint_last")
        if level == len(self.lesson.hints) > 1 and len(self.runs) < RUNS_BEFORE_LAST:
            return Message("window.hint_locked_tries", {"level": level})
        if not self.given:
            return None
        waited = self.services.clock() - self._at >= NEXT_LEVEL
        if waited or (len(self.runs) > self._runs and text != self._text):
            return None
        return Message("window.hint_locked", {"level": level})

    def close(self) -> None:
        """The child leaves: nothing glows any more."""
        self._closed = True
        self._cancel_glow()
        self._cancel_level()


def symptom_of(verdict: Verdict) -> object | None:
    """What went wrong, so that the same trouble is known again; None: nothing did."""
    if verdict.solved or verdict.outcome in {"finished", "stopped"}:
        return None
    timeline = verdict.failing
    if timeline is not None and timeline.problem is not None:
        return timeline.problem.key, timeline.problem.line
    return tuple(not state.met for state in verdict.failing_goals), _where(timeline)


def _where(timeline: Timeline | None) -> World | None:
    return timeline.end if timeline is not None else None
