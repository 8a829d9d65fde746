"""Erasing a child without a trace.

What the child did and made goes from every table; of what two did together the
other keeps the credit, and what they wrote together stays the other's work.
Then the file is written anew without its free pages and its log is emptied,
because SQLite leaves old bytes in both. Copies of the file (made before a
migration, or set aside as damaged) know the child too: they are deleted.
What stays is a fingerprint of the id, so that a late event cannot bring the
child back.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress import audit, rows
from codekids.progress.database import StoreTrouble
from codekids.progress.store import Store

COPIES = (
    *("progress-v*.sqlite3*", "progress-damaged-*.sqlite3*", "progress-new-*.sqlite3*", "salvage-*"),
    "codekids-error*.txt",  # what went wrong once, perhaps with a name in the words of an error
)
DUE = "cleaning_due"  # in meta: an erasure whose last bytes are still to go


@dataclass(frozen=True, slots=True)
class Erased:
    """The child is gone. `trouble` says what keeps the last bytes there; None: not a byte is left."""

    trouble: Message | None = None


def erase_learner(store: Store, learner: UUID, what: str = "erase") -> Erased | Message:
    """Erases the learner, removed or not, at once and for ever. A Message: there is no such learner."""
    with store.transaction() as connection:
        known = connection.execute(
            "SELECT 1 FROM learner WHERE library_id = ? AND id = ?", (store.library, learner.bytes)
        ).fetchone()
        if not known:
            return Message("progress.no_such_learner")
        _delete(connection, store.library, learner)
        connection.execute(
            "INSERT OR IGNORE INTO erasure (library_id, digest, at) VALUES (?, ?, ?)",
            (store.library, rows.digest(learner), store.now),
        )
        audit.note(store, connection, what)
        connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, 1)", (DUE,))
    try:
        return Erased(clean(store))
    except StoreTrouble as trouble:
        return Erased(trouble.message)  # the child is gone, only the cleaning waits for room on the disk


def clean(store: Store) -> Message | None:
    """Makes sure that nothing of those erased is left in any file; None: done, or nothing was due.

    Also called at a start, for an erasure that could not end because another window was reading.
    """
    with store.reader() as connection:
        if not connection.execute("SELECT 1 FROM meta WHERE key = ?", (DUE,)).fetchone():
            return None
    trouble = _delete_copies(store.folder) if store.folder else None
    with store.alone() as connection:
        # Freed bytes are overwritten already (secure_delete), but cells that SQLite moved within a
        # page leave their shadow; only a fresh file has none. In memory, so that no copy is on disk.
        connection.execute("PRAGMA temp_store = MEMORY")
        try:
            connection.execute("VACUUM")
        except sqlite3.OperationalError as error:
            code = error.sqlite_errorcode & 0xFF
            if code not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise
            trouble = trouble or Message("progress.erase_waits")
        finally:
            connection.execute("PRAGMA temp_store = DEFAULT")
        (held, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if held:
            trouble = trouble or Message("progress.erase_waits")
    if trouble:
        return trouble
    with store.transaction() as connection:
        connection.execute("DELETE FROM meta WHERE key = ?", (DUE,))
    return None


def _delete(connection: sqlite3.Connection, library: int, learner: UUID) -> None:
    me = (library, learner.bytes)
    connection.execute(
        "UPDATE event SET mate_id = NULL, data = json_set(data, '$.together', json('true'))"
        " WHERE library_id = ? AND mate_id = ?",
        me,
    )
    for table in (
        "event",
        "program",
        "progress",
        "draft",
        "learner_setting",
        "picture_word",
        "login",
        "membership",
    ):
        connection.execute(f"DELETE FROM {table} WHERE library_id = ? AND learner_id = ?", me)
    connection.execute("DELETE FROM assignment WHERE library_id = ? AND target_id = ?", me)
    connection.execute("UPDATE audit SET learner_id = NULL WHERE library_id = ? AND learner_id = ?", me)
    # Whatever the window keeps for this computer, it must not point at the child.
    connection.execute(
        "DELETE FROM setting WHERE instr(key || value, ?) OR instr(key || value, ?)",
        (str(learner), learner.hex),
    )
    connection.execute("DELETE FROM learner WHERE library_id = ? AND id = ?", me)


def _delete_copies(folder: Path) -> Message | None:
    for pattern in COPIES:
        for place in folder.glob(pattern):
            if place.is_dir():
                shutil.rmtree(place, ignore_errors=True)
            else:
                with contextlib.suppress(FileNotFoundError, PermissionError):
                    place.unlink()
            if place.exists():
                return Message("progress.copy_stays", {"file": str(place)})
    return None
