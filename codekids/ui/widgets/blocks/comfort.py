"""How large blocks are and how far they snap: more in the first lessons, the usual measures later."""

from __future__ import annotations

from typing import NamedTuple

from codekids.ui.widgets.blocks.snapping import SNAP_RADIUS

FIRST_LESSONS = 10  # solved lessons after which everything has its usual size
LARGER = 0.2  # of the usual size, in the very first lesson
FARTHER = 20  # pixels at 100 % that the snap radius is larger then


class Comfort(NamedTuple):
    """`scale` of the blocks (1.0: usual), and the snap radius in pixels at 100 %."""

    scale: float = 1.0
    snap_radius: int = SNAP_RADIUS


def comfort(solved: int) -> Comfort:
    """For a learner who has solved so many lessons."""
    first = max(0.0, 1 - max(0, solved) / FIRST_LESSONS)
    return Comfort(round(1 + LARGER * first, 2), round(SNAP_RADIUS + FARTHER * first))
