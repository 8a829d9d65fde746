"""What became of a step or a lesson, whatever its kind: solved or not, and the stars.

And the one shuffle of the house: the same seed, the same order, and never the
order that is right already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

MOST_STARS = 3


@dataclass(frozen=True, slots=True)
class Result:
    """The end of one step."""

    solved: bool
    stars: int  # 0 to 3; 0 unless solved
    right: int = 0  # answers, checks, things done …
    of: int = 0  # … of so many; 0: there was nothing to count


def lesson_result(steps: Sequence[Result]) -> Result:
    """The steps of a lesson together: solved when all are, the stars their mean, rounded, at least one."""
    solved = bool(steps) and all(step.solved for step in steps)
    mean = sum(step.stars for step in steps) / len(steps) if steps else 0
    stars = max(1, int(mean + 0.5)) if solved else 0
    return Result(solved, stars, sum(step.solved for step in steps), len(steps))


def shuffled(count: int, seed: str) -> tuple[int, ...]:
    """0 … count - 1 in an order that depends on the seed alone and is not the sorted one."""
    order = list(range(count))
    # Not for secrets: every machine must show the same order.
    Random(seed).shuffle(order)
    if count > 1 and order == sorted(order):
        order = [*order[1:], order[0]]
    return tuple(order)
