"""What a picture of a program's memory holds: calls as cards, values as cells, one list under two names.

Pure: which cards there are and in what order, which names share a number, what is left out. The
widget that draws it is `screens/puzzle/memory_panel.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from codekids.engine.timeline import Call
from codekids.ui.value_shape import Shape, shape_of

MOST_CARDS = 8  # of a deep recursion: the first, and the last ones
MOST_CELLS = 60  # of one list


@dataclass(frozen=True, slots=True)
class Entry:
    """A variable. `number` is on all that are the same list or object, 0 where no other is.

    `again`: its picture stands further up already, under another name.
    """

    name: str
    shape: Shape
    number: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class CallCard:
    """One open call. `skipped` calls lie between it and the card before."""

    function: str  # "" is the program itself
    line: int
    entries: tuple[Entry, ...]
    now: bool = False  # its line is the one that runs
    skipped: int = 0


def plan(calls: Sequence[Call]) -> tuple[CallCard, ...]:
    """The cards of these open calls, the program itself first."""
    kept = list(calls[:1]) + list(calls[max(1, len(calls) - MOST_CARDS + 1) :])
    times = Counter(variable.same for call in kept for variable in call.variables if variable.same)
    shared = [same for same, count in times.items() if count > 1]
    numbers = {same: number for number, same in enumerate(shared, start=1)}
    seen: set[int] = set()
    cards = []
    for index, call in enumerate(kept):
        entries = []
        for variable in call.variables:
            number = numbers.get(variable.same, 0)
            entries.append(Entry(variable.name, shape_of(variable.text), number, number in seen))
            if number:
                seen.add(number)
        skipped = len(calls) - len(kept) if index == 1 else 0
        cards.append(CallCard(call.function, call.line, tuple(entries), index == len(kept) - 1, skipped))
    return tuple(cards)


def cells(shape: Shape) -> tuple[str, ...]:
    """The items of a list to draw, with a last "…" where there are more."""
    items = shape.items
    return items if len(items) <= MOST_CELLS else (*items[: MOST_CELLS - 1], "…")
