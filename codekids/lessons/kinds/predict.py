"""A prediction: chosen before Run, looked at after it.

Changing one's mind is free until Run; then the choice stands and the run tells.
A wrong prediction solves the step as well, with one star: it is what the child
is here to find out. Frozen; every method gives a new state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.lessons.kinds.fields import Option, Predict, Text
from codekids.lessons.kinds.result import MOST_STARS, Result
from codekids.world.goals import Cell

Choice = int | Cell  # the index of an option, or a marked cell


@dataclass(frozen=True, slots=True)
class PredictState:
    """One child's prediction."""

    predict: Predict
    chosen: Choice | None = None
    ran: bool = False

    def choose(self, choice: Choice) -> PredictState:
        """Choose an option, or mark a cell; after Run nothing changes any more."""
        fits = isinstance(choice, tuple) if self.predict.marks_cell else choice in self._indices()
        return replace(self, chosen=choice) if fits and not self.ran else self

    def run(self) -> PredictState:
        """The program ran. Without a prediction it does not: look at `may_run` first."""
        return replace(self, ran=True) if self.may_run else self

    @property
    def may_run(self) -> bool:
        """Whether something was predicted."""
        return self.chosen is not None

    @property
    def right(self) -> bool:
        """Whether the prediction is the right one."""
        return self.option is not None and self.option is self.predict.options[self.predict.answer]

    @property
    def option(self) -> Option | None:
        """The option that was chosen; None: nothing yet, or a cell nobody foresaw."""
        if isinstance(self.chosen, tuple):
            return next((option for option in self.predict.options if option.cell == self.chosen), None)
        return None if self.chosen is None else self.predict.options[self.chosen]

    @property
    def why(self) -> Text:
        """What to say about the choice after the run; empty: the lesson says nothing."""
        return self.option.why if self.option else {}

    @property
    def means(self) -> str:
        """The misconception behind the choice, for the log; "" for none."""
        return self.option.means if self.option else ""

    def result(self) -> Result:
        """Solved once it ran; three stars for a right prediction, one for another."""
        stars = (MOST_STARS if self.right else 1) if self.ran else 0
        return Result(self.ran, stars, int(self.ran and self.right), 1)

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it."""
        chosen = list(self.chosen) if isinstance(self.chosen, tuple) else self.chosen
        return {"chosen": chosen, "ran": self.ran}

    @classmethod
    def from_data(cls, predict: Predict, data: Mapping[str, Any]) -> PredictState:
        """The state as it was kept; what does not fit the lesson any more is left out."""
        state = cls(predict)
        chosen = data.get("chosen")
        if isinstance(chosen, list) and len(chosen) == 2 and all(type(part) is int for part in chosen):
            state = state.choose((chosen[0], chosen[1]))
        elif type(chosen) is int:
            state = state.choose(chosen)
        return state.run() if data.get("ran") is True else state

    def _indices(self) -> range:
        return range(len(self.predict.options))
