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


@dataclass(frozen=True, slots=True)
class Draft:
    """The program a learner is writing in a lesson, as it was left."""

    text: str
    cursor: int = 0  # 0-based character
    history: str = ""  # what the editor needs for undo, in a form only the editor knows


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
        connection.execute(
            "INSERT INTO program (library_id, learner_id, sha256, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (library_id, learner_id, sha256) DO NOTHING",
            (library, event.learner.bytes, bytes.fromhex(fingerprint(event.program)), body),
        )
    return True


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
