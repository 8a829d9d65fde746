"""Progress on disk: one SQLite file in the data folder.

When `append` returns, the event is on the disk, whatever happens next: that is
the acknowledgement. The progress of each learner is folded into its own table
in the same transaction, so both stand or fall together.
Any thread may call; several windows may share the folder. Writing waits for the
disk, so the window writes through a Journal (`journal.py`) instead. Reading
waits for no writer. Every fault is a StoreTrouble.
A stick may be pulled out and put back: the store notices that another file, or
none, stands where its own stood, and goes on with it only if it is of the same
library.
Learners and circles are kept in `roster.py`, assignments in `assignments.py`,
logins in `logins.py`; they work on a store.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress import database, rows
from codekids.progress.database import StoreTrouble, told
from codekids.progress.events import Deed, Event, data_text, program_bytes, program_text, stamped, uuid4
from codekids.progress.folds import ItemProgress, added, progress_of, share_of
from codekids.progress.rows import Draft, Learner

if TYPE_CHECKING:
    from codekids.progress.salvage import SetAside

Clock = Callable[[], int]
Answer = Literal["stored", "known", "altered", "erased"]
Setting = str | int | float | bool | None


def now() -> int:
    """This computer's idea of the time: milliseconds UTC."""
    return time.time_ns() // 1_000_000


class Store:
    """Learners, events, progress, drafts and settings of one data folder."""

    def __init__(
        self,
        writes: sqlite3.Connection,
        reads: sqlite3.Connection,
        path: Path,
        clock: Clock,
        chance: Random,
        trouble: Message | None = None,
    ) -> None:
        """Use `open`, `open_or_memory` or `in_memory`."""
        self.path = path
        self.trouble = trouble  # why nothing is kept on disk; None: it is kept
        self._writes, self._reads = writes, reads
        self._clock, self._chance = clock, chance
        self._writing = threading.RLock()
        self._reading = self._writing if reads is writes else threading.RLock()
        self._file = None if reads is writes else database.identity(path)
        self._lost = False  # the disk failed under us: open the file anew before the next use
        meta = dict(self._reads.execute("SELECT key, value FROM meta"))
        self.library: int = meta["library_id"]
        self.device = UUID(bytes=meta["device_id"])

    @classmethod
    def open(cls, folder: Path, clock: Clock = now, ids: Random | None = None) -> Store:
        """The store in `folder`, made if it is not there. StoreTrouble says why it cannot be used."""
        chance = ids or SystemRandom()
        path = folder / database.FILE
        writes = database.open_file(folder, chance)
        try:
            with told(path):
                return cls(writes, database.connect_reading(path), path, clock, chance)
        except BaseException:
            writes.close()
            raise

    @classmethod
    def in_memory(
        cls,
        clock: Clock = now,
        ids: Random | None = None,
        trouble: Message | None = None,
        copy_of: Path | None = None,
    ) -> Store:
        """A store that is gone when the program ends; `trouble` is the sentence that says so."""
        chance = ids or SystemRandom()
        connection = database.in_memory(chance, copy_of)
        said = trouble or Message("progress.not_kept")
        return cls(connection, connection, Path(":memory:"), clock, chance, said)

    @classmethod
    def open_or_memory(cls, folder: Path, clock: Clock = now, ids: Random | None = None) -> Store:
        """The store in `folder`; where that cannot be used, one in memory, its `trouble` set.

        On a disk that can be read but not written, the one in memory begins with what is there.
        """
        try:
            return cls.open(folder, clock, ids)
        except StoreTrouble as trouble:
            readable = trouble.key in {"progress.read_only", "progress.disk_full", "progress.busy"}
            copy_of = folder / database.FILE if readable else None
            return cls.in_memory(clock, ids, trouble.message, copy_of)

    @staticmethod
    def set_aside_damaged(folder: Path) -> SetAside:
        """Moves a file that cannot be read out of the way and carries what can be saved into a new one.

        The old file is kept as it is, as `progress-damaged-<n>.sqlite3`. Close the folder's stores first.
        """
        from codekids.progress import salvage  # copying files takes modules that a start does not need

        return salvage.set_aside_damaged(folder, SystemRandom())

    @property
    def kept(self) -> bool:
        """Is on disk, and so there tomorrow."""
        return self.trouble is None

    def close(self) -> None:
        """Ends both connections. What was acknowledged stays."""
        with self._writing, self._reading, told(self.path):
            self._reads.close()
            self._writes.close()

    @property
    def folder(self) -> Path | None:
        """The data folder; None for a store in memory."""
        return self.path.parent if self._file else None

    @property
    def now(self) -> int:
        """The time by this store's clock, milliseconds UTC."""
        return self._clock()

    @property
    def chance(self) -> Random:
        """Where this store's ids and pictures come from."""
        return self._chance

    # Events

    def stamp(self, deed: Deed) -> Event:
        """The deed with an id and the time of now. Nothing is written. ValueError when it could never be."""
        return stamped(deed, self._clock(), self._chance)

    def append(self, deed: Deed | Event) -> Answer:
        """Stores one event; when this returns it is on disk. See `append_all`."""
        return self.append_all([deed])[0]

    def append_all(self, deeds: Sequence[Deed | Event]) -> list[Answer]:
        """Stores all in one transaction: all or none of them, at the price of one.

        "known": its id is there already with this very content, nothing changed. "altered": with other
        content; the first stays. "erased": its learner was, so nothing is kept of it. An event without
        a `seq` gets this device's next.
        """
        events = [deed if isinstance(deed, Event) else self.stamp(deed) for deed in deeds]
        for event in events:
            data_text(event.data)  # too big is the caller's mistake: say so before anything is written
        answers: list[Answer] = []
        with self.transaction() as connection:
            (before,) = connection.execute("SELECT value FROM meta WHERE key = 'next_seq'").fetchone()
            seq = before
            for event in events:
                own = event.seq == 0
                kept = self._without_erased(connection, event)
                if kept is None:
                    answers.append("erased")
                    continue
                new = replace(kept, device=self.device, seq=seq) if own else kept
                if rows.add_event(connection, self.library, new):
                    seq += own
                    self._fold(connection, new)
                    answers.append("stored")
                else:
                    answers.append("known" if self._is_stored(connection, event) else "altered")
            if seq != before:
                connection.execute("UPDATE meta SET value = ? WHERE key = 'next_seq'", (seq,))
        return answers

    def events(self, learner: UUID | None = None) -> list[Event]:
        """The events in which the learner had a part, or all; by device, in the order of their doing."""
        with self.reader() as connection:
            found = connection.execute(
                f"SELECT {rows.EVENT} FROM event"
                " WHERE library_id = ? AND (? IS NULL OR ? IN (learner_id, mate_id))"
                " ORDER BY device_id, seq, id",
                (self.library, learner and learner.bytes, learner and learner.bytes),
            ).fetchall()
            return [rows.event_of(row) for row in found]

    def program(self, learner: UUID, sha256: str) -> str | None:
        """The text behind the `program` of one of the learner's attempts; None if it did not come along."""
        digest = bytes.fromhex(sha256)
        with self.reader() as connection:
            row = connection.execute(
                "SELECT body FROM program WHERE library_id = ? AND learner_id = ? AND sha256 = ?",
                (self.library, learner.bytes, digest),
            ).fetchone()
            return program_text(row[0]) if row else None

    def progress(self, learner: UUID, unwritten: Sequence[Event] = ()) -> dict[str, ItemProgress]:
        """How the learner stands, by item. `unwritten` events count as well, but none twice."""
        with self.reader() as connection:
            progress = rows.read_progress(connection, self.library, learner)
            waiting = [
                event
                for event in unwritten
                if learner in (event.learner, event.mate) and self._stored(connection, event.id) is None
            ]
        for item, share in progress_of(waiting).items():
            progress[item] = added(progress[item], share) if item in progress else share
        return progress

    # Learners

    def learners(self) -> list[Learner]:
        """Everybody who is not removed, the oldest first."""
        with self.reader() as connection:
            return self._learners(connection)

    def first_learner(self) -> Learner:
        """The one learner this version knows; made the first time, without a name."""
        known = self.learners()
        if known:
            return known[0]
        with self.transaction() as connection:
            known = self._learners(connection)  # another window may have been quicker
            if not known:
                known = [Learner(uuid4(self._chance), "", "fox", "", "", self._clock())]
                rows.add_learner(connection, self.library, known[0])
        return known[0]

    # Drafts and settings: of this computer only

    def save_draft(
        self, learner: UUID, item: str, text: str, cursor: int = 0, history: str = "", view: str = ""
    ) -> None:
        """Keeps the program being written, in place of the one before. On disk when this returns.

        Of a learner who is not there (any more) nothing is kept: another window may have erased one.
        """
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO draft (library_id, learner_id, item, body, cursor, history, view)"
                " SELECT library_id, id, ?, ?, ?, ?, ? FROM learner WHERE library_id = ? AND id = ?"
                " ON CONFLICT (library_id, learner_id, item) DO UPDATE SET body = excluded.body,"
                " cursor = excluded.cursor, history = excluded.history, view = excluded.view",
                (
                    item,
                    program_bytes(text),
                    cursor,
                    program_bytes(history),
                    view,
                    self.library,
                    learner.bytes,
                ),
            )

    def draft(self, learner: UUID, item: str) -> Draft | None:
        """The program as it was left; None if nothing was ever written."""
        return self.drafts(learner, item).get(item)

    def drafts(self, learner: UUID, item: str | None = None) -> dict[str, Draft]:
        """All the learner's programs as they were left, by item; or the one."""
        with self.reader() as connection:
            found = connection.execute(
                "SELECT item, body, cursor, history, view FROM draft"
                " WHERE library_id = ? AND learner_id = ? AND item = coalesce(?, item)",
                (self.library, learner.bytes, item),
            )
            return {
                name: Draft(program_text(body), cursor, program_text(history), view)
                for name, body, cursor, history, view in found
            }

    def setting(self, key: str, default: Setting = None) -> Setting:
        """A setting of this computer: "language", "speed", "sound"."""
        with self.reader() as connection:
            row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
            return json.loads(row[0]) if row else default

    def set_setting(self, key: str, value: Setting) -> None:
        """Keeps a setting. On disk when this returns."""
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO setting (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, json.dumps(value)),
            )

    def set_learner_setting(self, learner: UUID, key: str, value: Setting) -> None:
        """Keeps a setting of one learner: "text_scale", "theme", "font". On disk when this returns.

        Of a learner who is not there (any more) nothing is kept.
        """
        with self.transaction() as connection:
            connection.execute(
                "INSERT INTO learner_setting (library_id, learner_id, key, value)"
                " SELECT library_id, id, ?, ? FROM learner WHERE library_id = ? AND id = ?"
                " ON CONFLICT (library_id, learner_id, key) DO UPDATE SET value = excluded.value",
                (key, json.dumps(value), self.library, learner.bytes),
            )

    # For the modules of this room, and inside

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One change, written as a whole or not at all; on disk at the end."""
        with self._writing, told(self.path):
            self._follow_the_file()
            try:
                self._writes.execute("BEGIN IMMEDIATE")
                yield self._writes
                self._writes.execute("COMMIT")
            except BaseException as error:
                self._note_a_lost_disk(error)
                with contextlib.suppress(sqlite3.Error):  # a full disk may have rolled back already
                    self._writes.execute("ROLLBACK")
                raise

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """One view of the data for all that is asked inside, whoever writes meanwhile."""
        with told(self.path):
            self._follow_the_file()
            with self._reading:
                try:
                    self._reads.execute("BEGIN")
                    yield self._reads
                except BaseException as error:
                    self._note_a_lost_disk(error)
                    raise
                finally:
                    with contextlib.suppress(sqlite3.Error):
                        self._reads.execute("ROLLBACK")

    @contextmanager
    def alone(self) -> Iterator[sqlite3.Connection]:
        """The writing connection outside any transaction, while nobody here reads."""
        with self._writing, told(self.path):
            self._follow_the_file()
            with self._reading:
                yield self._writes

    def version(self) -> int:
        """Another number whenever somebody, also another window, has changed the file."""
        with told(self.path):
            self._follow_the_file()
            with self._reading:
                (version,) = self._reads.execute("PRAGMA data_version").fetchone()
                return int(version)

    def _follow_the_file(self) -> None:
        """Sees that the file we hold is the one at our path; else opens that one, if it is our library's."""
        if self._file is None or (not self._lost and database.identity(self.path) == self._file):
            return
        with self._writing:
            if self._writes.in_transaction:
                return
            writes = database.reopen(self.path.parent, self.library, self._chance)
            try:
                reads = database.connect_reading(self.path)
            except BaseException:
                writes.close()
                raise
            with self._reading:
                old, self._writes, self._reads = (self._writes, self._reads), writes, reads
                self._file, self._lost = database.identity(self.path), False
                (device,) = writes.execute("SELECT value FROM meta WHERE key = 'device_id'").fetchone()
                self.device = UUID(bytes=device)
            for connection in old:
                # SQLite knows a file that was moved away from under it, and leaves the new one's log alone.
                with contextlib.suppress(sqlite3.Error):
                    connection.close()

    def _note_a_lost_disk(self, error: BaseException) -> None:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        self._lost = self._lost or code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}

    def _fold(self, connection: sqlite3.Connection, event: Event) -> None:
        share = share_of(event)
        for learner in rows.sharers(event):
            before = rows.read_progress(connection, self.library, learner, event.item).get(event.item)
            after = added(before, share) if before else share
            rows.write_progress(connection, self.library, learner, [(event.item, after)])

    def _without_erased(self, connection: sqlite3.Connection, event: Event) -> Event | None:
        """The event as far as those who had a part in it may be known; None if none of them may."""
        left = [one for one in rows.sharers(event) if not rows.erased(connection, self.library, one)]
        if len(left) == len(rows.sharers(event)):
            return event
        if not left:
            return None
        return replace(event, learner=left[0], mate=None, data={**event.data, "together": True})

    def _stored(self, connection: sqlite3.Connection, id_: UUID) -> Event | None:
        row = connection.execute(
            f"SELECT {rows.EVENT} FROM event WHERE library_id = ? AND id = ?", (self.library, id_.bytes)
        ).fetchone()
        return rows.event_of(row) if row else None

    def _is_stored(self, connection: sqlite3.Connection, event: Event) -> bool:
        """Is there with the same content; where it was made counts only if the event says so."""
        stored = self._stored(connection, event.id)
        if stored is None:
            return False
        if event.seq == 0:
            stored = replace(stored, device=event.device, seq=0)
        same_data = data_text(stored.data) == data_text(event.data)
        return same_data and replace(stored, data={}) == replace(event, data={})

    def _learners(self, connection: sqlite3.Connection) -> list[Learner]:
        return [one for one in rows.read_learners(connection, self.library) if one.removed is None]
