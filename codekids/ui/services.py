"""What a sitting needs from outside, handed in: sandbox, progress, the window's thread, time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from codekids.engine.sandbox import Workers
    from codekids.progress.journal import Journal
    from codekids.progress.seats import Seat


class Sandbox:
    """The worker processes of one start of the window, made when they are first asked for by calling it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: Workers | None = None

    def __call__(self) -> Workers:
        with self._lock:
            if self._workers is None:
                from codekids.engine.sandbox import Workers

                self._workers = Workers()
            return self._workers

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *error: object) -> None:
        with self._lock:
            if self._workers is not None:
                self._workers.close()


@dataclass(slots=True)
class Services:
    """What a sitting needs from outside. `notify` has a call run on the window's thread."""

    sandbox: Callable[[], Workers]  # made when it is first needed
    journal: Journal
    learner: UUID
    notify: Callable[[Callable[[], None]], None]
    clock: Callable[[], float] = time.monotonic
    wait: Callable[[float, Callable[[], None]], Callable[[], None]] | None = None  # a timer; gives its cancel
    jump: bool = False  # reduced motion
    seat: Seat | None = None  # who sits here, for the credit; the drafts are those of `learner`

    def after(self, seconds: float, call: Callable[[], None]) -> Callable[[], None]:
        """Have `call` run on the window's thread in so many seconds; returns what cancels it."""
        if self.wait is not None:
            return self.wait(seconds, call)
        timer = threading.Timer(seconds, lambda: self.notify(call))
        timer.daemon = True
        timer.start()
        return timer.cancel
