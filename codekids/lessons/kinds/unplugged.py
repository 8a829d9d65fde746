"""A card for the table: its steps are ticked, nothing is run. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.lessons.kinds.fields import Unplugged
from codekids.lessons.kinds.result import MOST_STARS, Result


@dataclass(frozen=True, slots=True)
class UnpluggedState:
    """Which steps are done."""

    card: Unplugged
    done: frozenset[int] = frozenset()

    def tick(self, step: int) -> UnpluggedState:
        """Tick a step, or take its tick away."""
        return replace(self, done=self.done ^ {step}) if 0 <= step < len(self.card.steps) else self

    def result(self) -> Result:
        """Solved when every step is ticked."""
        of = len(self.card.steps)
        solved = len(self.done) == of
        return Result(solved, MOST_STARS if solved else 0, len(self.done), of)

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it."""
        return {"done": sorted(self.done)}

    @classmethod
    def from_data(cls, card: Unplugged, data: Mapping[str, Any]) -> UnpluggedState:
        """The state as it was kept; what does not fit the card any more is left out."""
        kept = data.get("done")
        fitting = {
            step
            for step in (kept if isinstance(kept, list) else ())
            if type(step) is int and 0 <= step < len(card.steps)
        }
        return cls(card, frozenset(fitting))
