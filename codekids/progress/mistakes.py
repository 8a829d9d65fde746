"""Which mistakes are made: how often each kind, by how many, and how often the next run had it mended.

A fold of the events, blind to their order and to repeats. The events know the kind of
a mistake only, never a text; what is told of a club names no child.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from codekids.progress import rows
from codekids.progress.events import Event


@dataclass(frozen=True, slots=True)
class MistakeCount:
    """One kind of mistake among some events."""

    kind: str
    made: int  # runs that showed it
    mended: int  # how often it was gone with the next run
    learners: int  # who met it


def mistakes_of(events: Iterable[Event], learners: frozenset[UUID] | None = None) -> list[MistakeCount]:
    """The mistakes in these events, the most frequent first; `learners`: only what they had a part in."""
    seen: set[UUID] = set()
    made: dict[str, int] = {}
    mended: dict[str, int] = {}
    whose: dict[str, set[UUID]] = {}
    for event in events:
        part = [one for one in rows.sharers(event) if learners is None or one in learners]
        if event.id in seen or event.kind != "attempt" or not part:
            continue
        seen.add(event.id)
        kind, gone = event.data.get("mistake"), event.data.get("mended")
        if isinstance(kind, str) and kind:
            made[kind] = made.get(kind, 0) + 1
            whose.setdefault(kind, set()).update(part)
        if isinstance(gone, str) and gone:
            mended[gone] = mended.get(gone, 0) + 1
    counts = [
        MistakeCount(kind, number, min(number, mended.get(kind, 0)), len(whose[kind]))
        for kind, number in made.items()
    ]
    return sorted(counts, key=lambda one: (-one.made, one.kind))
