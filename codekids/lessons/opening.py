"""When a pack opens: after other packs are done, or with enough stars. A rule, blind to who asks.

A pack that is given by the librarian is open whatever it waits for; so is one in
which something was done already. A pack it waits for that is not installed cannot
keep it closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codekids.lessons.lesson import Pack


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closed pack still waits for."""

    packs: tuple[Pack, ...]  # to be done first
    stars: int  # still to be won; 0: none

    def __bool__(self) -> bool:
        return bool(self.packs or self.stars)


def what_opens(
    pack: Pack, packs: Iterable[Pack], stars: Mapping[str, int], *, given: bool = False
) -> Closed | None:
    """What the pack waits for; None: it is open.

    `stars` holds those won by lesson id, of solved lessons only; `given`: by the librarian.
    """
    if given or any(lesson.id in stars for lesson in pack.lessons):
        return None
    wanted = set(pack.opens_after.packs) - {pack.id}
    first = tuple(one for one in packs if one.id in wanted and not is_done(one, stars))
    missing = max(0, pack.opens_after.stars - sum(stars.values()))
    return Closed(first, missing) or None


def is_done(pack: Pack, stars: Mapping[str, int]) -> bool:
    """Every lesson of it is solved."""
    return all(lesson.id in stars for lesson in pack.lessons)
