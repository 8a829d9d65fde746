"""Which step of a lesson is on. A lesson without steps is its only one.

A value: `PuzzleSession` is made for the step that is on, and whoever opens the
next session hands it the `Steps` that `after` gives. What is asked within a step
(a prediction, an order of lines, a question) is the state of its panel, a rule
of `codekids.lessons.kinds`; the panel stands in the seam of
`codekids.ui.screens.puzzle.kind_panel`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from codekids.lessons.lesson import Lesson, steps_of


@dataclass(frozen=True, slots=True)
class Steps:
    """A lesson, the step that is on (first: 0), and those already done in this sitting."""

    lesson: Lesson
    index: int = 0
    done: frozenset[int] = frozenset()

    @property
    def all(self) -> tuple[Lesson, ...]:
        """Every step, each a lesson of its own; never empty."""
        return steps_of(self.lesson)

    @property
    def current(self) -> Lesson:
        """The step that is on."""
        return self.all[self.index]

    @property
    def draft(self) -> str:
        """Under which name the program is kept: each step of several has its own."""
        return self.lesson.id if len(self.all) == 1 else f"{self.lesson.id}#{self.index + 1}"

    @property
    def is_last(self) -> bool:
        """No step follows this one."""
        return self.index == len(self.all) - 1

    @property
    def is_over(self) -> bool:
        """Every step is done."""
        return len(self.done) == len(self.all)

    def finished(self) -> Steps:
        """The step that is on is done; it stays on until `after`."""
        return replace(self, done=self.done | {self.index})

    def after(self) -> Steps | None:
        """The next step on; None: this was the last one."""
        return None if self.is_last else replace(self, index=self.index + 1)

    def go_to(self, index: int) -> Steps:
        """Another step on: back to any that was done, or on to the first that was not."""
        first_open = next((one for one in range(len(self.all)) if one not in self.done), len(self.all) - 1)
        return replace(self, index=max(0, min(index, first_open)))
