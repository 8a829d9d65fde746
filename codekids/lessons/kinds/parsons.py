"""Pieces of a program to put in order, some of which do not belong.

Where the child indents, a piece loses its own indentation and gets the one it is
placed with (four spaces a level); else it keeps its own. Any order that runs and
solves is right: `source()` is judged like any program. Frozen; every method
gives a new state.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.lessons.kinds.fields import Distractor
from codekids.lessons.kinds.result import shuffled
from codekids.lessons.lesson import Lesson

MOST_INDENT = 4  # levels
SPACES = 4  # a level


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece, as it lies in the tray."""

    code: str  # one or more lines, without a newline at the end
    distractor: Distractor | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece in the program."""

    piece: int  # index into ParsonsState.pieces
    indent: int = 0  # levels; counts only where the child indents


@dataclass(frozen=True, slots=True)
class ParsonsState:
    """The tray and the program, as far as it is put together."""

    pieces: tuple[Piece, ...]  # in the order of the tray
    indentation: bool
    placed: tuple[Placed, ...] = ()

    @property
    def tray(self) -> tuple[int, ...]:
        """The pieces that are not placed."""
        used = {one.piece for one in self.placed}
        return tuple(index for index in range(len(self.pieces)) if index not in used)

    def place(self, piece: int, at: int | None = None, indent: int = 0) -> ParsonsState:
        """Put a piece of the tray into the program, before row `at` (None: at the end)."""
        if piece not in self.tray:
            return self
        rows = list(self.placed)
        rows.insert(len(rows) if at is None else max(0, at), Placed(piece, self._level(indent)))
        return replace(self, placed=tuple(rows))

    def take_back(self, at: int) -> ParsonsState:
        """Put the piece of a row back into the tray."""
        if not 0 <= at < len(self.placed):
            return self
        return replace(self, placed=(*self.placed[:at], *self.placed[at + 1 :]))

    def move(self, at: int, to: int) -> ParsonsState:
        """Move a row, so that it becomes row `to`."""
        if not 0 <= at < len(self.placed):
            return self
        rows = list(self.placed)
        one = rows.pop(at)
        rows.insert(min(max(to, 0), len(rows)), one)
        return replace(self, placed=tuple(rows))

    def shift(self, at: int, by: int) -> ParsonsState:
        """Indent a row by so many levels, or less if `by` is negative."""
        if not self.indentation or not 0 <= at < len(self.placed):
            return self
        one = replace(self.placed[at], indent=self._level(self.placed[at].indent + by))
        return replace(self, placed=(*self.placed[:at], one, *self.placed[at + 1 :]))

    def source(self) -> str:
        """The program, a line end after each line."""
        return "".join(f"{line}\n" for one in self.placed for line in self.shown(one).splitlines())

    def shown(self, one: Placed) -> str:
        """The code of a placed piece with its indentation."""
        code = self.pieces[one.piece].code
        return textwrap.indent(code, " " * SPACES * one.indent) if self.indentation else code

    @property
    def strangers(self) -> tuple[Placed, ...]:
        """The placed pieces that do not belong; each has a `why` to tell after a run."""
        return tuple(one for one in self.placed if self.pieces[one.piece].distractor)

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it: the placed pieces by their code, whatever the order of the tray."""
        return {"placed": [[self.pieces[one.piece].code, one.indent] for one in self.placed]}

    def with_data(self, data: Mapping[str, Any]) -> ParsonsState:
        """This state with the pieces placed as they were kept; what is no piece any more is left out."""
        state = replace(self, placed=())
        kept = data.get("placed")
        for one in kept if isinstance(kept, list) else ():
            code, indent = one if isinstance(one, list) and len(one) == 2 else (None, 0)
            free = (index for index in state.tray if state.pieces[index].code == code)
            piece = next(free, None)
            if piece is not None:
                state = state.place(piece, indent=indent if type(indent) is int else 0)
        return state

    def _level(self, indent: int) -> int:
        return min(max(indent, 0), MOST_INDENT) if self.indentation else 0


def start_parsons(lesson: Lesson) -> ParsonsState:
    """Everything in the tray, in an order that is not the right one. The lesson is of kind `parsons`."""
    parsons = lesson.parsons
    assert parsons is not None
    pieces = [Piece(code) for code in parsons.lines]
    pieces += [Piece(one.code, one) for one in parsons.distractors]
    if parsons.indentation:
        pieces = [replace(piece, code=textwrap.dedent(piece.code)) for piece in pieces]
    order = shuffled(len(pieces), f"parsons {lesson.id}")
    return ParsonsState(tuple(pieces[index] for index in order), parsons.indentation)


def solved_parsons(lesson: Lesson) -> ParsonsState:
    """The pieces in the order of the lesson file: for the doctor, and for a demonstration."""
    assert lesson.parsons is not None
    state = start_parsons(lesson)
    depths = [len(code) - len(code.lstrip(" ")) for code in lesson.parsons.lines]
    unit = min((depth for depth in depths if depth), default=SPACES)  # two spaces a level will do
    for code, depth in zip(lesson.parsons.lines, depths, strict=True):
        bare = textwrap.dedent(code) if state.indentation else code
        levels = depth // unit if state.indentation else 0
        piece = next(
            index
            for index in state.tray
            if state.pieces[index].code == bare and not state.pieces[index].distractor
        )
        state = state.place(piece, indent=levels)
    return state
