"""In which order packs stand: what builds on something comes after it, else by the names of their folders.

A pack comes after those that open it (`opens_after`) and after those that teach
what its lessons need. Where packs need each other, the names decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from codekids.lessons.lesson import Pack


def in_order(packs: Sequence[Pack]) -> list[Pack]:
    """The packs as a club goes through them; `packs` are in the order of their names."""
    before = {pack.id: _before(pack, packs) for pack in packs}
    waiting, placed = list(packs), list[Pack]()
    while waiting:
        done = {pack.id for pack in placed}
        ready = next((pack for pack in waiting if before[pack.id] <= done), waiting[0])
        waiting.remove(ready)
        placed.append(ready)
    return placed


def _before(pack: Pack, packs: Sequence[Pack]) -> set[str]:
    own = {concept for lesson in pack.lessons for concept in lesson.concepts}
    needed = {concept for lesson in pack.lessons for concept in lesson.needs} - own
    return {
        other.id
        for other in packs
        if other.id != pack.id
        and (
            other.id in pack.opens_after.packs
            or any(needed.intersection(lesson.concepts) for lesson in other.lessons)
        )
    }
