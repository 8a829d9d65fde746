"""A program with gaps: three or more `_` in a row stand for what the child fills in.

Gaps are filled from pieces offered, each used once, or typed freely. Gaps never
reach over a line end. Frozen; every method gives a new state.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.lessons.kinds.fields import Distractor
from codekids.lessons.kinds.result import shuffled
from codekids.lessons.lesson import Lesson

GAP = re.compile(r"_{3,}")
LONGEST = 60  # characters typed into a gap


@dataclass(frozen=True, slots=True)
class Place:
    """Where a gap is in `start`: line 1-based, columns 0-based, the end exclusive."""

    line: int
    column: int
    end: int


@dataclass(frozen=True, slots=True)
class GapState:
    """The program and what stands in its gaps."""

    program: str
    pieces: tuple[str, ...]  # offered; empty: the gaps are typed
    distractors: tuple[Distractor | None, ...] = ()  # one for each piece
    filled: tuple[int | str | None, ...] = ()  # one for each gap: a piece, or what was typed

    @property
    def places(self) -> tuple[Place, ...]:
        """The gaps, in reading order."""
        return gaps_of(self.program)

    @property
    def tray(self) -> tuple[int, ...]:
        """The pieces that stand in no gap."""
        return tuple(index for index in range(len(self.pieces)) if index not in self.filled)

    def fill(self, gap: int, piece: int) -> GapState:
        """Put a piece into a gap; the one that was there goes back to the tray."""
        if piece not in self.tray or not 0 <= gap < len(self.filled):
            return self
        return self._with(gap, piece)

    def type(self, gap: int, text: str) -> GapState:
        """Type into a gap, where no pieces are offered."""
        if self.pieces or not 0 <= gap < len(self.filled):
            return self
        return self._with(gap, " ".join(text.split())[:LONGEST] or None)

    def clear(self, gap: int) -> GapState:
        """Empty a gap."""
        return self._with(gap, None) if 0 <= gap < len(self.filled) else self

    def text_of(self, gap: int) -> str:
        """What stands in a gap; "" for nothing."""
        held = self.filled[gap]
        return self.pieces[held] if isinstance(held, int) else held or ""

    @property
    def is_complete(self) -> bool:
        """Whether every gap is filled."""
        return None not in self.filled

    def source(self) -> str:
        """The program; an empty gap stays as it is in `start`."""
        texts = iter(range(len(self.filled)))
        return GAP.sub(lambda match: self.text_of(next(texts)) or match.group(), self.program)

    @property
    def strangers(self) -> tuple[Distractor, ...]:
        """The pieces in the gaps that do not belong; each has a `why` to tell after a run."""
        held = (self.distractors[piece] for piece in self.filled if isinstance(piece, int))
        return tuple(one for one in held if one)

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it: what stands in each gap."""
        return {"filled": [self.text_of(gap) for gap in range(len(self.filled))]}

    def with_data(self, data: Mapping[str, Any]) -> GapState:
        """This state with the gaps filled as they were kept; what fits no gap any more is left out."""
        state = replace(self, filled=(None,) * len(self.filled))
        kept = data.get("filled")
        for gap, text in enumerate(kept if isinstance(kept, list) else ()):
            if not isinstance(text, str) or not text:
                continue
            piece = next((index for index in state.tray if state.pieces[index] == text), None)
            state = state.type(gap, text) if piece is None else state.fill(gap, piece)
        return state

    def _with(self, gap: int, held: int | str | None) -> GapState:
        return replace(self, filled=(*self.filled[:gap], held, *self.filled[gap + 1 :]))


def start_gap(lesson: Lesson) -> GapState:
    """Every gap empty. The lesson is of kind `gap`."""
    gap = lesson.gap
    assert gap is not None
    empty = (None,) * len(gaps_of(lesson.start))
    right = fitting(lesson.start, lesson.solution)
    if gap.free or right is None:
        return GapState(lesson.start, (), (), empty)
    pieces: list[tuple[str, Distractor | None]] = [(piece, None) for piece in right]
    pieces += [(one.code.strip(), one) for one in gap.distractors]
    order = shuffled(len(pieces), f"gap {lesson.id}")
    return GapState(
        lesson.start,
        tuple(pieces[index][0] for index in order),
        tuple(pieces[index][1] for index in order),
        empty,
    )


def gaps_of(program: str) -> tuple[Place, ...]:
    """The gaps of a program, in reading order."""
    return tuple(
        Place(number, match.start(), match.end())
        for number, line in enumerate(program.splitlines(), 1)
        for match in GAP.finditer(line)
    )


def fitting(program: str, solution: str) -> tuple[str, ...] | None:
    """What fills the gaps of a program so that it becomes the solution; None: nothing does.

    Spaces at line ends and blank lines do not count.
    """
    ours = [line.rstrip() for line in program.splitlines() if line.strip()]
    theirs = [line.rstrip() for line in solution.splitlines() if line.strip()]
    if len(ours) != len(theirs):
        return None
    found: list[str] = []
    for mine, other in zip(ours, theirs, strict=True):
        inside = _inside(GAP.split(mine), other)
        if inside is None:
            return None
        found += inside
    return tuple(found)


def _inside(fixed: list[str], line: str) -> list[str] | None:
    """What stands between the fixed parts of a line; each part is looked for as far left as it can be."""
    if len(fixed) == 1:
        return [] if fixed[0] == line else None
    first, *middle, last = fixed
    if not line.startswith(first):
        return None
    found = []
    at = len(first)
    for part in middle:
        following = line.find(part, at + 1)
        if following < 0:
            return None
        found.append(line[at:following])
        at = following + len(part)
    end = len(line) - len(last)
    if end <= at or not line.endswith(last):
        return None
    return [*found, line[at:end]]
