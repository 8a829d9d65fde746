"""Rows of the tables and the values they stand for, in both directions."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from codekids.progress.events import MAX_PROGRAM, Event, data_text, fingerprint, program_bytes
from codekids.progress.folds import ItemProgress

EVENT = "id, device_id, seq, learner_id, mate_id, kind, item, at, data"
PROGRESS = "tries, hints, solved_at, stars, together, milliseconds, last_at"


@dataclass(frozen=True, slots=True)
class Learner:
    """A child as the library knows one: a nickname, a picture, an age band. Nothing more is kept."""

    id: UUID  # version 4
    name: str  # at most 24 characters; "" until somebody gives one
    avatar: str  # a picture of assets/avatars: "fox"
    age_band: str  # "9-10", "11-12", "13-15" or ""
    language: str  # "ro", "en", "hu", or "": as the computer is set
    created: int  # milliseconds UTC
    removed: int | None = None  # milliseconds UTC; may be taken back for 30 days


@dataclass(frozen=True, slots=True)
class Circle:
    """Children who meet: a name, and if it is known a weekday and an hour."""

    id: UUID  # version 4
    name: str
    weekday: int | None  # 1 Monday to 7 Sunday
    starts: str  # "16:30" or ""
    created: int  # milliseconds UTC
    removed: int | None = None
    members: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    """The program a learner is writing in a lesson, as it was left."""

    text: str
    cursor: int = 0  # 0-based character
    history: str = ""  # what the editor needs for undo, in a form only the editor knows
    view: str = ""  # how the lesson was looked at, blocks or text, in a form only the window knows


def read_learners(connection: sqlite3.Connection, library: int) -> list[Learner]:
    """Everybody, also who is removed, the oldest first."""
    found = connection.execute(
        "SELECT id, name, avatar, age_band, language, created, removed FROM learner"
        " WHERE library_id = ? ORDER BY created, id",
        (library,),
    )
    return [Learner(UUID(bytes=id_), *rest) for id_, *rest in found]


def add_learner(connection: sqlite3.Connection, library: int, learner: Learner) -> None:
    """Inserts the learner."""
    connection.execute(
        "INSERT INTO learner (library_id, id, name, avatar, age_band, language, created)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(library, learner.id.bytes, learner.name, learner.avatar),
            *(learner.age_band, learner.language, learner.created),
        ),
    )


def read_circles(connection: sqlite3.Connection, library: int) -> list[Circle]:
    """All circles, also removed ones, each with those who are of it now."""
    members: dict[bytes, list[UUID]] = {}
    for circle, learner in connection.execute(
        "SELECT circle_id, learner_id FROM membership WHERE library_id = ? AND until IS NULL", (library,)
    ):
        members.setdefault(circle, []).append(UUID(bytes=learner))
    found = connection.execute(
        "SELECT id, name, weekday, starts, created, removed FROM circle"
        " WHERE library_id = ? ORDER BY created, id",
        (library,),
    )
    return [
        Circle(UUID(bytes=id_), name, weekday, starts, created, removed, frozenset(members.get(id_, ())))
        for id_, name, weekday, starts, created, removed in found
    ]


def event_of(row: tuple) -> Event:
    """The event in a row of EVENT columns. ValueError when the row makes none, which only damage can do."""
    id_, device, seq, learner, mate, kind, item, at, data = row
    if not (isinstance(seq, int) and isinstance(at, int) and isinstance(kind, str) and isinstance(item, str)):
        raise ValueError("a number or a name is missing")
    if not all(isinstance(part, bytes) for part in (id_, device, learner)):
        raise ValueError("an id is missing")
    values = json.loads(data)
    if not isinstance(values, dict):
        raise ValueError("the data are no JSON object")
    mate_id = UUID(bytes=mate) if mate else None
    return Event(
        UUID(bytes=id_), UUID(bytes=learner), kind, item, at, values, mate_id, UUID(bytes=device), seq
    )


def add_event(connection: sqlite3.Connection, library: int, event: Event) -> bool:
    """Inserts the event and its program; False, and nothing done, when its id is there already."""
    mate = event.mate.bytes if event.mate else None
    inserted = connection.execute(
        f"INSERT INTO event (library_id, {EVENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (library_id, id) DO NOTHING",
        (
            *(library, event.id.bytes, event.device.bytes, event.seq, event.learner.bytes, mate),
            *(event.kind, event.item, event.at, data_text(event.data)),
        ),
    )
    if not inserted.rowcount:
        return False
    body = program_bytes(event.program)
    if body and len(body) <= MAX_PROGRAM:
        # To each of a pair: what they wrote is the work of both, and stays with the one when the other goes.
        connection.executemany(
            "INSERT INTO program (library_id, learner_id, sha256, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (library_id, learner_id, sha256) DO NOTHING",
            [
                (library, learner.bytes, bytes.fromhex(fingerprint(event.program)), body)
                for learner in sharers(event)
            ],
        )
    return True


def sharers(event: Event) -> set[UUID]:
    """Those who get the credit: the learner, and the mate if there is one."""
    return {event.learner, event.mate or event.learner}


def erased(connection: sqlite3.Connection, library: int, learner: UUID) -> bool:
    """The child was erased here, and must not come back with a late event."""
    found = connection.execute(
        "SELECT 1 FROM erasure WHERE library_id = ? AND digest = ?", (library, digest(learner))
    )
    return found.fetchone() is not None


def digest(learner: UUID) -> bytes:
    """By which an erased child is known without its id: nobody can tell the one from the other."""
    import hashlib  # loads a library of its own, which a first screen does not need

    return hashlib.sha256(b"erased" + learner.bytes).digest()


def read_progress(
    connection: sqlite3.Connection, library: int, learner: UUID, item: str | None = None
) -> dict[str, ItemProgress]:
    """What the table holds of a learner: all items, or the one."""
    rows = connection.execute(
        f"SELECT item, {PROGRESS} FROM progress"
        " WHERE library_id = ? AND learner_id = ? AND item = coalesce(?, item)",
        (library, learner.bytes, item),
    )
    return {name: progress_in(fields) for name, *fields in rows}


def progress_in(fields: Sequence) -> ItemProgress:
    """The progress in PROGRESS columns. ValueError when they hold anything else: damage."""
    tries, hints, solved_at, stars, together, milliseconds, last_at = fields
    if not all(isinstance(number, int) for number in (tries, hints, stars, milliseconds, last_at)):
        raise ValueError("a number is missing")
    if not isinstance(solved_at, int | None):
        raise ValueError("the time of the solve is no number")
    return ItemProgress(tries, hints, solved_at, stars, bool(together), milliseconds, last_at)


def write_progress(
    connection: sqlite3.Connection, library: int, learner: UUID, progress: Iterable[tuple[str, ItemProgress]]
) -> None:
    """Puts the progress of some items in place of what stood there."""
    connection.executemany(
        f"INSERT INTO progress (library_id, learner_id, item, {PROGRESS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (library_id, learner_id, item) DO UPDATE"
        " SET tries = excluded.tries, hints = excluded.hints,"
        " solved_at = excluded.solved_at, stars = excluded.stars, together = excluded.together,"
        " milliseconds = excluded.milliseconds, last_at = excluded.last_at",
        [
            (
                *(library, learner.bytes, item, one.tries, one.hints, one.solved_at, one.stars),
                *(int(one.together), one.milliseconds, one.last_at),
            )
            for item, one in progress
        ],
    )
