"""The file progress.sqlite3: how it is made, opened, checked, migrated, set aside.

A new file is built under another name and appears complete or not at all, so a
half-made or empty file is always damage, and damage is never papered over with
a fresh file. Every fault is a StoreTrouble with a sentence for people.
The live file is opened by SQLite alone: on POSIX, closing any other handle on
it would drop the locks SQLite holds.
"""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NoReturn

from codekids.lang.problems import Argument, Message
from codekids.progress.events import uuid4
from codekids.progress.schema import MIGRATIONS

FILE = "progress.sqlite3"
APPLICATION = 0x434B4944  # "CKID", in the header of every file of ours
PATIENCE = 5.0  # seconds to wait for another process


class StoreTrouble(Exception):
    """Progress cannot be kept or read now. `message` says it to people; its keys begin with `progress.`

    `catalogue.say` shortens a long path to fit a strip; `catalogue.text` gives it whole.
    """

    def __init__(self, key: str, **args: Argument) -> None:
        super().__init__(key, args)
        self.message = Message(key, args)

    @property
    def key(self) -> str:
        """The catalogue entry, `progress.disk_full`."""
        return self.message.key

    @property
    def can_set_aside(self) -> bool:
        """The file itself is at fault: `Store.set_aside_damaged` lets the person go on."""
        return self.key in {"progress.damaged", "progress.not_ours"}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say about `path` into a StoreTrouble."""
    try:
        yield
    except ValueError as error:
        # A row that makes no value of ours: bytes went wrong where SQLite does not look.
        raise StoreTrouble("progress.damaged", file=str(path)) from error
    except sqlite3.Error as error:
        if not hasattr(error, "sqlite_errorcode"):
            raise  # a wrong call of ours
        raise _trouble(error.sqlite_errorcode & 0xFF, path) from error
    except OSError as error:
        raise _system_trouble(error, path) from error


def _trouble(code: int, path: Path) -> StoreTrouble:
    match code:
        case sqlite3.SQLITE_FULL:
            return StoreTrouble("progress.disk_full", folder=str(path.parent))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return StoreTrouble("progress.busy", file=str(path))
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN:
            return StoreTrouble("progress.read_only", folder=str(path.parent))
        case sqlite3.SQLITE_CORRUPT:
            return StoreTrouble("progress.damaged", file=str(path))
        case sqlite3.SQLITE_NOTADB:
            return StoreTrouble("progress.not_ours", file=str(path))
        case _:
            return StoreTrouble("progress.disk_trouble", folder=str(path.parent))


def _system_trouble(error: OSError, path: Path) -> StoreTrouble:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StoreTrouble("progress.disk_full", folder=str(path.parent))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return StoreTrouble("progress.read_only", folder=str(path.parent))
    return StoreTrouble("progress.disk_trouble", folder=str(path.parent))


def connect(path: Path | str) -> sqlite3.Connection:
    """A connection that waits for others and commits only when told to."""
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        # FULL: after a power cut a commit that was acknowledged is still there.
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_reading(path: Path) -> sqlite3.Connection:
    """A connection that never writes."""
    connection = connect(path)
    try:
        connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def open_file(folder: Path, chance: Random) -> sqlite3.Connection:
    """The writing connection to the checked and migrated file in `folder`; both are made if missing."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble("progress.no_folder", folder=str(folder)) from error
    with told(path):
        if not path.exists():
            if _size(_beside(path, "-wal")):
                _refuse("progress.damaged", path)  # its main part is gone; a new one would swallow the rest
            _create(path, chance)
        elif _size(path) == 0:
            _refuse("progress.damaged", path)
        connection = connect(path)
        try:
            if fault := _fault(connection):
                _refuse(fault, path)
            connection.execute("PRAGMA journal_mode = WAL")
            if _version(connection) < len(MIGRATIONS):
                _copy_before_migration(connection, path)
                migrate(connection)
            _try_to_write(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def reopen(folder: Path, library: int, chance: Random) -> sqlite3.Connection:
    """The writing connection to the file that is in `folder` now, if it is that library's.

    Nothing is made where there is nothing: the stick is out, and will be put back.
    """
    path = folder / FILE
    if not path.exists():
        raise StoreTrouble("progress.folder_gone", folder=str(folder))
    connection = open_file(folder, chance)
    (found,) = connection.execute("SELECT value FROM meta WHERE key = 'library_id'").fetchone()
    if found != library:
        connection.close()
        raise StoreTrouble("progress.other_club", folder=str(folder))
    return connection


def identity(path: Path) -> tuple[int, int] | None:
    """Which file stands there, whatever it is called; None: there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def in_memory(chance: Random, copy_of: Path | None = None) -> sqlite3.Connection:
    """A database that is gone with its connection; where it can be read, it begins as a copy of that file."""
    if copy_of:
        address = copy_of.absolute().as_uri()
        for question in ("mode=ro", "immutable=1"):  # the second where no log can be opened either
            connection = connect(":memory:")
            with contextlib.suppress(sqlite3.Error):
                source = sqlite3.connect(f"{address}?{question}", uri=True, timeout=PATIENCE)
                with contextlib.closing(source):
                    source.backup(connection)
                if _fault(connection) is None:
                    migrate(connection)  # the copy, in memory
                    return connection
            connection.close()
    connection = connect(":memory:")
    migrate(connection)
    _give_identity(connection, chance)
    return connection


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the schema up to date, each version in one transaction: a kill leaves the old one or the new."""
    while True:
        connection.execute("BEGIN IMMEDIATE")
        # Asked inside the transaction: another window may have migrated while we waited.
        version = _version(connection)
        for statement in MIGRATIONS[version] if version < len(MIGRATIONS) else ():
            connection.execute(statement)
        if version < len(MIGRATIONS):
            connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("COMMIT")
        if version + 1 >= len(MIGRATIONS):
            return


def set_aside(folder: Path) -> Path:
    """Renames the file and its companions to the first free `progress-damaged-<n>.sqlite3`; the new path.

    Another window that still has it open makes this fail with `progress.busy` on Windows.
    """
    path = folder / FILE
    number = 1
    while any(_aside(folder, number, end).exists() for end in ("", "-wal", "-shm")):
        number += 1
    try:
        # The main file last: whatever stops us in between, no new file can meet an old log.
        for end in ("-wal", "-shm", ""):
            if _beside(path, end).exists():
                _beside(path, end).rename(_aside(folder, number, end))
    except PermissionError as error:
        raise StoreTrouble("progress.busy", file=str(path)) from error
    except OSError as error:
        raise _system_trouble(error, path) from error
    return _aside(folder, number, "")


def _create(path: Path, chance: Random) -> None:
    """Builds the file under another name, then publishes it in one step; a second window uses the first's."""
    new = path.with_name(f"progress-new-{chance.getrandbits(48):012x}.sqlite3")
    try:
        connection = connect(new)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(connection)
            _give_identity(connection, chance)
        finally:
            connection.close()
        _publish(new, path)
    finally:
        for end in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                _beside(new, end).unlink(missing_ok=True)


def _publish(new: Path, path: Path) -> None:
    """Gives the new file its name, unless another window was first."""
    try:
        path.hardlink_to(new)
    except OSError:
        # There already, or no hard links here (a FAT stick). Windows refuses to rename over a file;
        # elsewhere a gap of microseconds stays, at the very first start of two windows from such a stick.
        if not path.exists():
            with contextlib.suppress(FileExistsError):
                new.rename(path)


def _give_identity(connection: sqlite3.Connection, chance: Random) -> None:
    """Names this library and this device. 53 bits: JavaScript reads them without rounding."""
    rows = [
        ("library_id", chance.getrandbits(53) or 1),
        ("device_id", uuid4(chance).bytes),
        ("next_seq", 1),
    ]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", rows)
    connection.execute("COMMIT")


def _fault(connection: sqlite3.Connection) -> str | None:
    """The key of what is wrong with the file, if anything is."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        return "progress.not_ours"
    if _version(connection) > len(MIGRATIONS):
        return "progress.newer"
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        return "progress.damaged"
    return None


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Learns at once that the disk is read-only. A neighbour who is just writing proves that it is not."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        # Without a real change SQLite would quietly begin a reading transaction.
        connection.execute("UPDATE meta SET value = value WHERE key = 'next_seq'")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(PATIENCE * 1000)}")


def _copy_before_migration(connection: sqlite3.Connection, path: Path) -> None:
    """Keeps the file as it was, as progress-v<n>.sqlite3; a copy that is cut short never bears that name."""
    target = path.with_name(f"progress-v{_version(connection)}.sqlite3")
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    copy = sqlite3.connect(unfinished)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    unfinished.replace(target)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _refuse(key: str, path: Path) -> NoReturn:
    raise StoreTrouble(key, file=str(path))


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _aside(folder: Path, number: int, end: str) -> Path:
    return folder / f"progress-damaged-{number}.sqlite3{end}"


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
