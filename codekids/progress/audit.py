"""Who did what with children's data: one line for each export, erasure, print and reset.

A line names the learner by id, never by name; when a child is erased, its
lines keep their time and lose the id.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from uuid import UUID

from codekids.progress.events import uuid7
from codekids.progress.store import Store

KINDS = ("erase", "export", "export_table", "print_cards", "pin_reset", "remove", "restore", "purge")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit."""

    at: int  # milliseconds UTC
    what: str  # one of KINDS
    learner: UUID | None
    count: int  # how many children it was about


def note(
    store: Store, connection: sqlite3.Connection, what: str, learner: UUID | None = None, count: int = 1
) -> None:
    """Adds a line inside a transaction."""
    if what not in KINDS:
        raise KeyError(f"an audit line is one of {', '.join(KINDS)}, not {what!r}")
    connection.execute(
        "INSERT INTO audit (library_id, id, at, what, learner_id, count) VALUES (?, ?, ?, ?, ?, ?)",
        (
            *(store.library, uuid7(store.now, store.chance).bytes, store.now, what),
            *(learner.bytes if learner else None, count),
        ),
    )


def note_now(store: Store, what: str, learner: UUID | None = None, count: int = 1) -> None:
    """Adds a line, on disk when this returns."""
    with store.transaction() as connection:
        note(store, connection, what, learner, count)


def lines(store: Store, learner: UUID | None = None) -> list[Line]:
    """All lines, or those about one learner, the oldest first."""
    with store.reader() as connection:
        found = connection.execute(
            "SELECT at, what, learner_id, count FROM audit"
            " WHERE library_id = ? AND (? IS NULL OR learner_id = ?) ORDER BY id",
            (store.library, learner and learner.bytes, learner and learner.bytes),
        )
        return [Line(at, what, UUID(bytes=id_) if id_ else None, count) for at, what, id_, count in found]
