"""What a sitting writes into the log: that the lesson was opened, each attempt, a completion, a hint.

The text of a program travels beside the log, never in it.
"""

from __future__ import annotations

from collections.abc import Callable

from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.result import Result
from codekids.lessons.lesson import Lesson
from codekids.progress import events as deeds
from codekids.ui.services import Services

LONGEST_SITTING = 30 * 60  # seconds of work counted for one attempt; more is a forgotten window


class Record:
    """The log of one sitting at one lesson."""

    def __init__(
        self,
        lesson: Lesson,
        services: Services,
        step: int = 0,
        judge: Callable[[Verdict], Result] | None = None,
    ) -> None:
        """`step` counts from 1; 0: the lesson is one thing. `judge` says what a run is worth where the
        kind of the lesson asks for more, or less, than its goals; from any thread.
        """
        self.lesson = lesson
        self.services = services
        self.step = step
        self.judge = judge
        self.told = 0  # stars of the completions that were written
        self._since = services.clock()  # of the attempt before
        self._append(deeds.Opened(services.learner, lesson.id))

    def attempt(self, text: str, verdict: Verdict, mistake: str = "", mended: str = "") -> None:
        """A run that came to its end, and, of a lesson without steps, the completion. From any thread.

        `mistake` is the kind of mistake it shows, `mended` the one that is gone since the attempt before;
        "" for none.
        """
        services, shown = self.services, verdict.timelines[0]
        now = services.clock()
        spent, self._since = min(now - self._since, LONGEST_SITTING), now
        problem = (verdict.failing or shown).problem
        outcome, stars = self._worth(verdict)
        self._append(
            deeds.Attempt(
                services.learner,
                self.lesson.id,
                outcome,
                stars,
                shown.steps,
                text,
                problem.key if problem else "",
                max(0, round(spent * 1000)),
                step=self.step,
                mistake=mistake,
                mended=mended,
            )
        )
        if outcome == "solved" and not self.step:
            self.told = max(self.told, stars)
            self._append(deeds.Completion(services.learner, self.lesson.id, stars))

    def _worth(self, verdict: Verdict) -> tuple[str, int]:
        """Outcome and stars as the log has them."""
        if self.judge is None or verdict.outcome == "stopped":
            return verdict.outcome, verdict.stars
        result = self.judge(verdict)
        if result.solved:
            return "solved", result.stars
        return "not_solved" if verdict.outcome in ("solved", "finished") else verdict.outcome, 0

    def hint(self, level: int) -> None:
        """A hint that was read."""
        self._append(deeds.Hint(self.services.learner, self.lesson.id, level))

    def _append(self, deed: deeds.Deed) -> None:
        self.services.journal.append(deed, seat=self.services.seat)
