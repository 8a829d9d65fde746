"""What a sitting writes into the log: that the lesson was opened, each attempt, a completion, a hint.

The text of a program travels beside the log, never in it.
"""

from __future__ import annotations

from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson
from codekids.progress import events as deeds
from codekids.ui.services import Services

LONGEST_SITTING = 30 * 60  # seconds of work counted for one attempt; more is a forgotten window


class Record:
    """The log of one sitting at one lesson."""

    def __init__(self, lesson: Lesson, services: Services, step: int = 0) -> None:
        """`step` counts from 1; 0: the lesson is one thing."""
        self.lesson = lesson
        self.services = services
        self.step = step
        self._since = services.clock()  # of the attempt before
        self._append(deeds.Opened(services.learner, lesson.id))

    def attempt(self, text: str, verdict: Verdict) -> None:
        """A run that came to its end, and, of a lesson without steps, the completion. From any thread."""
        services, shown = self.services, verdict.timelines[0]
        now = services.clock()
        spent, self._since = min(now - self._since, LONGEST_SITTING), now
        problem = (verdict.failing or shown).problem
        self._append(
            deeds.Attempt(
                services.learner,
                self.lesson.id,
                verdict.outcome,
                verdict.stars,
                shown.steps,
                text,
                problem.key if problem else "",
                max(0, round(spent * 1000)),
                step=self.step,
            )
        )
        if verdict.solved and not self.step:
            self._append(deeds.Completion(services.learner, self.lesson.id, verdict.stars))

    def hint(self, level: int) -> None:
        """A hint that was read."""
        self._append(deeds.Hint(self.services.learner, self.lesson.id, level))

    def _append(self, deed: deeds.Deed) -> None:
        self.services.journal.append(deed, seat=self.services.seat)
