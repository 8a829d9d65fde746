"""The club as it stands: an unchanging picture of it, so that drawing never waits for the disk.

How three hundred children stand with a hundred lessons is read as one text a
child, and taken apart for a child only when somebody looks there: a grid shows
a dozen rows at a time.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from codekids.progress import assignments as given
from codekids.progress import rows
from codekids.progress.assignments import Assignment, read_assignments
from codekids.progress.events import Event
from codekids.progress.folds import ItemProgress, added, share_of
from codekids.progress.logins import Login
from codekids.progress.names import sortable
from codekids.progress.rows import Circle, Learner
from codekids.progress.store import Setting, Store

Items = Mapping[str, ItemProgress]


class Standing:
    """How one learner stands: sums at once, the single lessons when they are asked for."""

    __slots__ = ("_items", "_text", "last_at", "solved", "stars")

    def __init__(
        self, stars: int = 0, solved: int = 0, last_at: int = 0, text: str = "{}", items: Items | None = None
    ) -> None:
        """`text` is a JSON object of PROGRESS columns by item, unless `items` are known."""
        self.stars = stars  # in all lessons
        self.solved = solved  # lessons
        self.last_at = last_at  # milliseconds UTC, 0: never
        self._text = text
        self._items = items

    @property
    def items(self) -> Items:
        """Each lesson that was ever opened."""
        if self._items is None:
            items: dict[str, ItemProgress] = {}
            for item, fields in json.loads(self._text).items():
                with contextlib.suppress(ValueError):  # damage to one number costs one star, not the screen
                    items[item] = rows.progress_in(fields)
            self._items = items
        return self._items

    def cells(self, items: Sequence[str]) -> list[ItemProgress | None]:
        """These lessons in this order; None for one never opened."""
        return [self.items.get(item) for item in items]

    def plus(self, item: str, share: ItemProgress) -> Standing:
        """With one more event."""
        before = self.items.get(item)
        items = {**self.items, item: added(before, share) if before else share}
        return Standing(
            sum(one.stars for one in items.values()),
            sum(one.solved for one in items.values()),
            max(self.last_at, share.last_at),
            items=items,
        )


NOTHING_YET = Standing()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One learner in the corner's grid."""

    learner: Learner
    standing: Standing
    items: Sequence[str]

    @property
    def cells(self) -> list[ItemProgress | None]:
        """Tries, hints, stars and last time for each of the grid's lessons."""
        return self.standing.cells(self.items)


@dataclass(frozen=True, slots=True)
class Club:
    """Everybody and everything the screens show, at one moment."""

    learners: tuple[Learner, ...] = ()  # here, by name
    removed: tuple[Learner, ...] = ()  # may be taken back, the last removed first
    circles: tuple[Circle, ...] = ()  # not the removed ones
    removed_circles: tuple[Circle, ...] = ()
    assignments: tuple[Assignment, ...] = ()  # also those that are over, the oldest first
    logins: Mapping[UUID, Login] = field(default_factory=dict)
    standings: Mapping[UUID, Standing] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)  # of this computer
    learner_settings: Mapping[UUID, Mapping[str, Setting]] = field(default_factory=dict)
    has_pin: bool = False

    def learner(self, id_: UUID) -> Learner | None:
        """One who is here."""
        return next((one for one in self.learners if one.id == id_), None)

    def login(self, learner: UUID) -> Login:
        """How it stands with the learner's pictures."""
        return self.logins.get(learner, Login())

    def standing(self, learner: UUID) -> Standing:
        """How the learner stands."""
        return self.standings.get(learner, NOTHING_YET)

    def circles_of(self, learner: UUID) -> tuple[Circle, ...]:
        """The circles the learner is of."""
        return tuple(circle for circle in self.circles if learner in circle.members)

    def members(self, circle: UUID) -> tuple[Learner, ...]:
        """Who is of the circle, by name."""
        found = next((one for one in self.circles if one.id == circle), None)
        return tuple(one for one in self.learners if found and one.id in found.members)

    def assignments_for(self, learner: UUID, today: date | None) -> list[Assignment]:
        """What counts for the learner today, the newest first. None: nobody knows what day it is."""
        mine = [circle.id for circle in self.circles_of(learner)]
        return given.assignments_for(learner, self.assignments, mine, today)

    def grid(self, items: Sequence[str], learners: Iterable[Learner] | None = None) -> list[GridRow]:
        """A row for each learner, all unless some are given."""
        return [
            GridRow(one, self.standing(one.id), items)
            for one in (self.learners if learners is None else learners)
        ]

    def named(self, name: str) -> list[Learner]:
        """Who could be meant: the one of exactly that name, else all with it but for accents and capitals."""
        exact = [one for one in self.learners if one.name == name]
        return exact or [
            one for one in self.learners if one.name and sortable(one.name) == sortable(name.strip())
        ]

    def with_event(self, event: Event) -> Club:
        """After one more event was stored."""
        share = share_of(event)
        changed = {one: self.standing(one).plus(event.item, share) for one in rows.sharers(event)}
        return replace(self, standings={**self.standings, **changed})

    def with_settings(self, learner: UUID | None, settings: Mapping[str, Setting]) -> Club:
        """After some settings were kept, of this computer or of one learner."""
        if learner is None:
            return replace(self, settings={**self.settings, **settings})
        mine = {**self.learner_settings.get(learner, {}), **settings}
        return replace(self, learner_settings={**self.learner_settings, learner: mine})


def read_club(store: Store) -> Club:
    """The club as it is on disk now."""
    library = (store.library,)
    with store.reader() as connection:
        everybody = rows.read_learners(connection, store.library)
        circles = rows.read_circles(connection, store.library)
        logins = connection.execute(
            "SELECT learner_id, misses, missed_at FROM login WHERE library_id = ?", library
        )
        standings = connection.execute(
            "SELECT learner_id, sum(stars), count(solved_at), max(last_at),"
            f" json_group_object(item, json_array({rows.PROGRESS}))"
            " FROM progress WHERE library_id = ? GROUP BY learner_id",
            library,
        )
        settings = connection.execute("SELECT key, value FROM setting")
        theirs: dict[UUID, dict[str, Setting]] = {}
        for learner, key, value in connection.execute(
            "SELECT learner_id, key, value FROM learner_setting WHERE library_id = ?", library
        ):
            theirs.setdefault(UUID(bytes=learner), {})[key] = json.loads(value)
        has_pin = connection.execute("SELECT 1 FROM librarian WHERE library_id = ?", library).fetchone()
        return Club(
            learners=tuple(
                sorted((one for one in everybody if one.removed is None), key=lambda one: sortable(one.name))
            ),
            removed=tuple(
                sorted(
                    (one for one in everybody if one.removed is not None), key=lambda one: -(one.removed or 0)
                )
            ),
            circles=tuple(one for one in circles if one.removed is None),
            removed_circles=tuple(one for one in circles if one.removed is not None),
            assignments=tuple(read_assignments(connection, store.library)),
            logins={UUID(bytes=id_): Login(True, misses, at) for id_, misses, at in logins},
            standings={UUID(bytes=id_): Standing(*rest) for id_, *rest in standings},
            settings={key: json.loads(value) for key, value in settings},
            learner_settings=theirs,
            has_pin=has_pin is not None,
        )
