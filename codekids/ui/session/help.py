"""Hints of a sitting: the ladder of `codekids.lessons.hints.ladder`, with the window's clock and the log."""

from __future__ import annotations

from collections.abc import Callable

from codekids.lang.catalogue import in_all_languages
from codekids.lang.problems import Message
from codekids.lessons.hints.ladder import (
    EXAMPLE,
    MIRROR,
    NEXT_RUNG,
    NO_PROGRESS,
    PIECE,
    PLACE,
    QUESTION,
    Ladder,
    WhatTried,
)
from codekids.lessons.hints.named import card_for
from codekids.lessons.hints.offered import Hint
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson, Text
from codekids.ui.services import Services
from codekids.ui.session.record import Record

RUNGS = (MIRROR, QUESTION, PLACE, EXAMPLE, PIECE)

__all__ = ["NEXT_RUNG", "NO_PROGRESS", "RUNGS", "Help"]


class Help:
    """Offered, never pushed. `on_change`: the button began to glow, or a rung opened by itself."""

    def __init__(
        self, lesson: Lesson, services: Services, record: Record, on_change: Callable[[], None]
    ) -> None:
        self.lesson = lesson
        self.services = services
        self.record = record
        self.on_change = on_change
        self.ladder = Ladder(lesson, services.clock())
        self.glows = False
        self._cancel_glow: Callable[[], None] = lambda: None
        self._cancel_rung: Callable[[], None] = lambda: None
        self._look()

    @property
    def given(self) -> list[Hint]:
        """Those read in this sitting, the first one first."""
        return [one.hint for one in self.ladder.given]

    # -- what happens ----------------------------------------------------------------

    def ran(self, verdict: Verdict) -> None:
        """A run came to its end, on the window's thread."""
        if verdict.outcome != "stopped":
            self.ladder = self.ladder.ran(verdict, self.services.clock())
            self._look()

    def _look(self) -> None:
        """Whether the button glows now, and when to look again."""
        now = self.services.clock()
        self.glows = self.ladder.offers(now) is not None
        self._cancel_glow()
        waits = max(0.0, self.ladder.glows_at - now)
        if not self.glows and not self.ladder.is_solved:
            self._cancel_glow = self.services.after(waits, self._time_passed)

    def _time_passed(self) -> None:
        self.glows = self.ladder.offers(self.services.clock()) is not None
        if self.glows:
            self.on_change()

    def open(self, text: str) -> Hint | WhatTried | None:
        """What the Hint button shows: the next hint if it is open, a question before one that comes too
        soon, else the last one given; None: there is nothing to say. `text` is the program as it stands."""
        before = len(self.ladder.given)
        self.ladder, said = self.ladder.ask(text, self.services.clock())
        self.glows = False
        self._given_since(before)
        return said

    def tell(self, choice: str, text: str) -> Hint | None:
        """What was tried, one of `ladder.CHOICES`; the hint comes then."""
        before = len(self.ladder.given)
        self.ladder, hint = self.ladder.tell(choice, text, self.services.clock())
        self._given_since(before)
        return hint

    def turn_key(self) -> None:
        """The librarian opens the last rung."""
        self.ladder = self.ladder.turn_key()

    def _given_since(self, before: int) -> None:
        for one in self.ladder.given[before:]:
            if one.hint.level > MIRROR:
                self.record.hint(one.hint.level)
            self._cancel_rung()
            self._cancel_rung = self.services.after(NEXT_RUNG, self.on_change)
        self._look()

    # -- what may be asked -------------------------------------------------------------

    def rungs(self) -> list[int]:
        """The rungs this lesson has words for, and those read already, from the lowest."""
        given = {hint.level for hint in self.given}
        own = {pointer.level for pointer in self.lesson.pointers} if self.lesson.hints else set(RUNGS[1:])
        own -= {EXAMPLE} if not self.lesson.hints else set()
        return [rung for rung in RUNGS if rung in given | own]

    def next_rung(self) -> int | None:
        """The rung that would come next; None: there is no more."""
        hint = self.ladder.following()
        return hint.level if hint else None

    def lock(self, text: str) -> Message | None:
        """Why the next hint is still closed for the program `text`; None: it is open, or there is none."""
        lock = self.ladder.lock(text, self.services.clock())
        return lock.message if lock else None

    def card(self, hint: Hint | None) -> Text:
        """What the librarian may ask now; empty: nothing but to sit down and read along."""
        for text in (hint.librarian if hint else {}, self.lesson.librarian):
            if text:
                return text
        message = card_for(self.lesson, self.ladder.runs[-1].verdict) if self.ladder.runs else None
        return in_all_languages(message) if message else {}

    def close(self) -> None:
        """The child leaves: nothing glows any more."""
        self._cancel_glow()
        self._cancel_rung()
