"""Runs of a program, each on a thread of its own; what it finds comes back through `services.notify`.

A run that was stopped or overtaken by another is no longer the current one, and
what it says is not listened to.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from codekids.engine.sandbox import Stop
from codekids.engine.timeline import Recording
from codekids.lang.source import read_source
from codekids.lessons.judge import Verdict, run_lesson
from codekids.lessons.lesson import Lesson
from codekids.ui.services import Services


@dataclass(slots=True, eq=False)
class Run:
    """One press of Run."""

    text: str
    recording: Recording
    stop: Stop = field(default_factory=Stop)
    answered: threading.Event = field(default_factory=threading.Event)
    answer: str | None = None


class Runner:
    """At most one run at a time.

    `on_verdict` is called on the run's thread, before the window hears of it, so
    that a window closed meanwhile loses nothing; `on_asked` and `on_done` on the
    window's. A verdict of None: the run broke down.
    """

    def __init__(
        self,
        lesson: Lesson,
        services: Services,
        *,
        on_verdict: Callable[[Run, Verdict], None],
        on_asked: Callable[[], None],
        on_done: Callable[[Run, Verdict | None], None],
    ) -> None:
        self.lesson = lesson
        self.services = services
        self.on_verdict, self.on_asked, self.on_done = on_verdict, on_asked, on_done
        self.current: Run | None = None
        self._asked = False  # the current run came to an input()

    def start(self, text: str) -> Run:
        """Run this program from the first world of the lesson; a run still going on is stopped."""
        self.stop()
        run = self.current = Run(text, Recording(self.lesson.cases[0].world))
        self._asked = False
        threading.Thread(target=self._work, args=(run,), name="run", daemon=True).start()
        return run

    def stop(self) -> bool:
        """End the current run, whatever it does; False: there was none."""
        run, self.current = self.current, None
        if run is None:
            return False
        run.stop.request()
        run.answered.set()
        return True

    @property
    def question(self) -> str | None:
        """What input() waits for; None: for nothing."""
        run = self.current
        return run.recording.question if run and self._asked and not run.answered.is_set() else None

    def answer(self, text: str) -> bool:
        """What the child typed for input(); False: nothing was asked."""
        run = self.current
        if run is None or run.answered.is_set():
            return False
        run.answer = text
        run.answered.set()
        return True

    # -- on the run's own thread ---------------------------------------------------

    def _work(self, run: Run) -> None:
        verdict: Verdict | None = None
        try:
            verdict = run_lesson(
                self.lesson,
                read_source(run.text),
                self.services.sandbox(),
                recording=run.recording,
                ask=lambda prompt: self._ask(run, prompt),
                stop=run.stop,
            )
        except Exception:
            logging.getLogger(__name__).exception("a run broke down")
        if verdict is not None:
            self.on_verdict(run, verdict)
        self.services.notify(lambda: self._finished(run, verdict))

    def _ask(self, run: Run, prompt: str) -> str | None:
        """Wait for the child. None: it was stopped."""
        run.answered.clear()
        run.answer = None
        run.recording.question = prompt
        if run.stop.requested:
            return None
        self.services.notify(lambda: self._came_to_question(run))
        run.answered.wait()
        run.recording.question = None
        return None if run.stop.requested else run.answer

    # -- back on the window's ----------------------------------------------------------

    def _came_to_question(self, run: Run) -> None:
        if run is self.current:
            self._asked = True
            self.on_asked()

    def _finished(self, run: Run, verdict: Verdict | None) -> None:
        self.on_done(run, verdict)
