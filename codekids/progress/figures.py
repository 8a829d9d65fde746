"""Figures of the club: how much was done in a lesson on a day, by age band, without anybody's name.

Folded from the events, for as long as those are kept; what is about to be
dropped is summed up into a table of its own first.
Days are those of UTC, so that the same events give the same figures anywhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from codekids.progress import rows
from codekids.progress.events import Event
from codekids.progress.folds import share_of
from codekids.progress.store import Store

COLUMNS = "day, item, age_band, learners, tries, solves, hints, milliseconds"


@dataclass(frozen=True, slots=True)
class Figure:
    """One lesson on one day for one age band. Two at one seat count as two."""

    day: str  # "2025-10-06", UTC
    item: str
    age_band: str
    learners: int = 0  # who had a part
    tries: int = 0
    solves: int = 0  # learners who reached the goals that day
    hints: int = 0
    milliseconds: int = 0


def club_figures(store: Store) -> list[Figure]:
    """All figures, by day, lesson and age band; kept ones and those of the events that are still there."""
    with store.reader() as connection:
        kept = connection.execute(f"SELECT {COLUMNS} FROM figure WHERE library_id = ?", (store.library,))
        figures = [Figure(*row) for row in kept]
        bands = _bands(connection, store.library)
    figures += figures_of(store.events(), bands)
    return sorted(_summed(figures).values(), key=lambda one: (one.day, one.item, one.age_band))


def figures_of(events: Iterable[Event], bands: Mapping[UUID, str]) -> list[Figure]:
    """The figures of these events; `bands` says the age band of each learner."""
    here: dict[tuple[str, str, str], tuple[set[UUID], set[UUID], list[int]]] = {}
    for event in events:
        share = share_of(event)
        for learner in rows.sharers(event):
            key = (_day(event.at), event.item, bands.get(learner, ""))
            learners, solvers, sums = here.setdefault(key, (set(), set(), [0, 0, 0]))
            learners.add(learner)
            if share.solved:
                solvers.add(learner)
            for place, value in enumerate((share.tries, share.hints, share.milliseconds)):
                sums[place] += value
    return [
        Figure(*key, len(learners), tries, len(solvers), hints, milliseconds)
        for key, (learners, solvers, (tries, hints, milliseconds)) in here.items()
    ]


def keep(store: Store, connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Adds the figures of events that will be dropped to the kept ones, inside a transaction."""
    connection.executemany(
        f"INSERT INTO figure (library_id, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (library_id, day, item, age_band) DO UPDATE SET"
        " learners = learners + excluded.learners, tries = tries + excluded.tries,"
        " solves = solves + excluded.solves, hints = hints + excluded.hints,"
        " milliseconds = milliseconds + excluded.milliseconds",
        [
            (
                *(store.library, one.day, one.item, one.age_band, one.learners, one.tries, one.solves),
                *(one.hints, one.milliseconds),
            )
            for one in figures_of(events, _bands(connection, store.library))
        ],
    )


def _summed(figures: Iterable[Figure]) -> dict[tuple[str, str, str], Figure]:
    sums: dict[tuple[str, str, str], Figure] = {}
    for one in figures:
        key = (one.day, one.item, one.age_band)
        before = sums.get(key, Figure(*key))
        sums[key] = Figure(
            *key,
            before.learners + one.learners,
            before.tries + one.tries,
            before.solves + one.solves,
            before.hints + one.hints,
            before.milliseconds + one.milliseconds,
        )
    return sums


def _bands(connection: sqlite3.Connection, library: int) -> dict[UUID, str]:
    return {one.id: one.age_band for one in rows.read_learners(connection, library)}


def _day(at: int) -> str:
    # No date before the first year or after the last: an `at` of nonsense counts for the nearest.
    seconds = min(max(at // 1000, 0), 253_402_300_799)
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
