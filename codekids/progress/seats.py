"""One, two or three children at one computer: who drives, whose turn is next, who gets the credit.

Pure. Times are seconds of the caller's own clock, one that never runs back.
The first of a seat drives, the others navigate; a swap turns the row. All get
the credit for what is done, each once, marked *together*.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from codekids.progress.events import Deed, Swapped

MOST = 3
TURN = 7 * 60.0  # seconds until the chime asks to swap
IDLE = 10 * 60.0  # seconds without a hand on the computer until the seat is logged out


@dataclass(frozen=True, slots=True)
class Seat:
    """Those who sit here; the first one drives."""

    learners: tuple[UUID, ...]
    since: float = 0.0  # the turn of this driver began

    def __post_init__(self) -> None:
        if not 1 <= len(self.learners) <= MOST or len(set(self.learners)) != len(self.learners):
            raise ValueError(f"a seat has 1 to {MOST} learners, each once")

    @property
    def driver(self) -> UUID:
        """Has the keyboard."""
        return self.learners[0]

    @property
    def navigators(self) -> tuple[UUID, ...]:
        """Read, think and say where to go; the first of them drives next."""
        return self.learners[1:]

    @property
    def shared(self) -> bool:
        """Is more than one child's."""
        return len(self.learners) > 1

    @property
    def full(self) -> bool:
        """Has no place left."""
        return len(self.learners) == MOST

    def joined(self, learner: UUID) -> Seat:
        """With one more, who drives last. ValueError when the seat is full or they sit here already."""
        return replace(self, learners=(*self.learners, learner))

    def without(self, learner: UUID, now: float) -> Seat | None:
        """One got up; when it was the driver, the next takes a new turn. None: nobody is left."""
        left = tuple(one for one in self.learners if one != learner)
        if not left:
            return None
        return Seat(left, self.since if left[0] == self.driver else now)

    def swapped(self, now: float) -> Seat:
        """The next one drives."""
        return Seat((*self.learners[1:], self.learners[0]), now)

    def swap_due(self, now: float) -> bool:
        """Time for the chime: a full turn has passed."""
        return self.shared and now - self.since >= TURN

    def deeds(self, deed: Deed) -> list[Deed]:
        """The deed as that of all who sit here, one event for two of them and one more for a third.

        Whose deed it says does not matter: the driver's it is.
        """
        mate = self.learners[1] if self.shared else None
        first = replace(deed, learner=self.driver, mate=mate, together=len(self.learners) > 2)
        return [first, *(replace(deed, learner=one, mate=None, together=True) for one in self.learners[2:])]

    def swap_deed(self, item: str) -> Swapped:
        """What to note when this seat has just been turned, in that lesson."""
        return Swapped(self.driver, item)


def idle(last_touch: float, now: float) -> bool:
    """Nobody has touched the computer for so long that the seat is logged out; nothing is lost."""
    return now - last_touch >= IDLE
