"""Which packs are for whom, and when: to one learner, a circle, or all.

Days are days of the calendar where the computer stands, both ends included.
A computer whose battery is dead believes it is 2010; then there is no today,
and everything that was not ended counts: better a pack too early than none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress.events import MAX_ITEM, uuid4
from codekids.progress.store import Store

Target = Literal["learner", "circle", "all"]
Mode = Literal["", "solo", "pair"]

FOUNDED = 1_672_531_200_000  # 2023, before which none of this was written: an earlier clock is wrong
END_OF_TIME = 4_102_444_800_000  # 2100, after which nobody will run it: so is a later one


@dataclass(frozen=True, slots=True)
class Assignment:
    """A pack, or some of its lessons, for somebody, for a time."""

    id: UUID  # version 4
    target: Target
    target_id: UUID | None  # a learner or a circle; None for all
    pack: str  # its id
    lessons: tuple[str, ...] = ()  # full ids; () is the whole pack
    first_day: date | None = None
    last_day: date | None = None  # included
    mode: Mode = ""  # "solo", "pair", or "" for either
    created: int = 0  # milliseconds UTC
    ended: int | None = None  # by the librarian, milliseconds UTC

    def runs(self, today: date | None) -> bool:
        """Counts on that day. None: nobody knows what day it is."""
        if self.ended is not None:
            return False
        if today is None:
            return True
        return (self.first_day is None or self.first_day <= today) and (
            self.last_day is None or today <= self.last_day
        )

    def over(self, today: date | None) -> bool:
        """Ended by the librarian, or by its last day."""
        late = today is not None and self.last_day is not None and self.last_day < today
        return self.ended is not None or late


def clock_is_wrong(now: int) -> bool:
    """The computer cannot be right about the year."""
    return not FOUNDED <= now <= END_OF_TIME


def clock_trouble(now: int) -> Message | None:
    """What people should know about the clock; None: nothing."""
    return Message("progress.clock_wrong") if clock_is_wrong(now) else None


def day_of(now: int) -> date | None:
    """The day at that moment, milliseconds UTC, where this computer stands; None when its clock is wrong."""
    return None if clock_is_wrong(now) else datetime.fromtimestamp(now / 1000).astimezone().date()


def assignments_for(
    learner: UUID, assignments: Iterable[Assignment], circles: Collection[UUID], today: date | None
) -> list[Assignment]:
    """What counts for the learner today, the newest first. `circles` are those the learner is of."""
    mine = [
        one
        for one in assignments
        if one.runs(today)
        and (
            one.target == "all"
            or (one.target == "learner" and one.target_id == learner)
            or (one.target == "circle" and one.target_id in circles)
        )
    ]
    return sorted(mine, key=lambda one: (-one.created, one.id))


def assign(
    store: Store,
    pack: str,
    target: Target = "all",
    target_id: UUID | None = None,
    *,
    lessons: Collection[str] = (),
    first_day: date | None = None,
    last_day: date | None = None,
    mode: Mode = "",
) -> Assignment | Message:
    """Gives the pack out. ValueError for what no person could have asked for."""
    if (
        target not in get_args(Target)
        or mode not in get_args(Mode)
        or (target == "all") != (target_id is None)
    ):
        raise ValueError(f"no assignment can be to {target} {target_id} in mode {mode!r}")
    if not 0 < len(pack) <= MAX_ITEM or not all(0 < len(one) <= MAX_ITEM for one in lessons):
        raise ValueError(f"a pack and a lesson have ids of 1 to {MAX_ITEM} characters")
    if first_day and last_day and last_day < first_day:
        return Message("progress.days_reversed", {"first": str(first_day), "last": str(last_day)})
    one = Assignment(
        uuid4(store.chance), target, target_id, pack, tuple(lessons), first_day, last_day, mode, store.now
    )
    with store.transaction() as connection:
        if target_id is not None:
            found = connection.execute(
                f"SELECT 1 FROM {'learner' if target == 'learner' else 'circle'}"
                " WHERE library_id = ? AND id = ? AND removed IS NULL",
                (store.library, target_id.bytes),
            ).fetchone()
            if not found:
                return Message(
                    "progress.no_such_learner" if target == "learner" else "progress.no_such_circle"
                )
        _insert(connection, store.library, one)
    return one


def assign_first(store: Store, pack: str) -> None:
    """Gives the pack to all, if nothing was ever given out: so that a first start has something to open."""
    with store.transaction() as connection:
        if not connection.execute(
            "SELECT 1 FROM assignment WHERE library_id = ?", (store.library,)
        ).fetchone():
            _insert(
                connection,
                store.library,
                Assignment(uuid4(store.chance), "all", None, pack, created=store.now),
            )


def end_assignment(store: Store, assignment: UUID) -> Message | None:
    """It counts no more; it stays in the list of those that are over. None: done."""
    with store.transaction() as connection:
        done = connection.execute(
            "UPDATE assignment SET ended = coalesce(ended, ?) WHERE library_id = ? AND id = ?",
            (store.now, store.library, assignment.bytes),
        )
    return None if done.rowcount else Message("progress.no_such_assignment")


def read_assignments(connection: sqlite3.Connection, library: int) -> list[Assignment]:
    """All there are, also those that are over, the oldest first."""
    found = connection.execute(
        "SELECT id, target, target_id, pack, lessons, first_day, last_day, mode, created, ended"
        " FROM assignment WHERE library_id = ? ORDER BY created, id",
        (library,),
    )
    return [
        Assignment(
            *(UUID(bytes=id_), target, UUID(bytes=to) if to else None, pack, tuple(json.loads(lessons))),
            *(_day(first), _day(last), mode, created, ended),
        )
        for id_, target, to, pack, lessons, first, last, mode, created, ended in found
    ]


def _insert(connection: sqlite3.Connection, library: int, one: Assignment) -> None:
    connection.execute(
        "INSERT INTO assignment (library_id, id, target, target_id, pack, lessons, first_day, last_day,"
        " mode, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(library, one.id.bytes, one.target, one.target_id.bytes if one.target_id else None, one.pack),
            *(json.dumps(one.lessons), one.first_day.isoformat() if one.first_day else ""),
            *(one.last_day.isoformat() if one.last_day else "", one.mode, one.created),
        ),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
