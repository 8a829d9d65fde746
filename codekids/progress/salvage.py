"""Going on after the file was damaged: the old one is kept, what can be read of it is carried over.

Reading stops at the first bad page, so every table is read from both ends.
The old file itself is only renamed; the reading is done on a copy, because
SQLite would otherwise write its log into it.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from codekids.progress import database, rows
from codekids.progress.database import told
from codekids.progress.events import Event
from codekids.progress.folds import ItemProgress, best_of, progress_of

COPIED_AS_IT_IS = {  # table: columns, and the columns of its key
    "learner": ("library_id, id, name, avatar, age_band, language, created, removed", ("library_id", "id")),
    "program": ("library_id, learner_id, sha256, body", ("library_id", "learner_id", "sha256")),
    "draft": (
        "library_id, learner_id, item, body, cursor, history, view",
        ("library_id", "learner_id", "item"),
    ),
    "setting": ("key, value", ("key",)),
    "learner_setting": ("library_id, learner_id, key, value", ("library_id", "learner_id", "key")),
    "picture_word": ("library_id, learner_id, pictures", ("library_id", "learner_id")),
    "login": ("library_id, learner_id, salt, hash, cost, misses, missed_at", ("library_id", "learner_id")),
    "librarian": ("library_id, salt, hash, cost, misses, missed_at", ("library_id",)),
    "circle": ("library_id, id, name, weekday, starts, created, removed", ("library_id", "id")),
    "membership": (
        "library_id, circle_id, learner_id, since, until",
        ("library_id", "circle_id", "learner_id", "since"),
    ),
    "assignment": (
        "library_id, id, target, target_id, pack, lessons, first_day, last_day, mode, created, ended",
        ("library_id", "id"),
    ),
    "figure": (
        "library_id, day, item, age_band, learners, tries, solves, hints, milliseconds",
        ("library_id", "day", "item", "age_band"),
    ),
    "erasure": ("library_id, digest, at", ("library_id", "digest")),
    "audit": ("library_id, id, at, what, learner_id, count", ("library_id", "id")),
}


@dataclass(frozen=True, slots=True)
class SetAside:
    """Where the damaged file is now, and how much of it lives on in the new one."""

    file: Path
    events: int


def set_aside_damaged(folder: Path, chance: Random) -> SetAside:
    """See `Store.set_aside_damaged`."""
    path = folder / database.FILE
    file = database.set_aside(folder)
    with told(path), _room(folder) as room:
        new = database.open_file(folder, chance)
        try:
            for end in ("", "-wal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{file}{end}", Path(room, f"copy.sqlite3{end}"))
            old = sqlite3.connect(Path(room, "copy.sqlite3"), isolation_level=None)
            try:
                return SetAside(file, _carry_over(old, new))
            finally:
                old.close()
        finally:
            new.close()


def _room(folder: Path) -> tempfile.TemporaryDirectory[str]:
    """A place for the copy; `erasure.py` knows its name, should we be killed in between."""
    return tempfile.TemporaryDirectory(prefix="salvage-", dir=folder, ignore_cleanup_errors=True)


def _columns_there(old: sqlite3.Connection, table: str, columns: str) -> str:
    """Those of the columns that a file of an older version has, too."""
    with contextlib.suppress(sqlite3.Error):
        there = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
        return ", ".join(name for name in columns.split(", ") if name in there) or columns
    return columns


def _carry_over(old: sqlite3.Connection, new: sqlite3.Connection) -> int:
    """Copies what is readable in one transaction; how many events that were."""
    meta = dict(_readable(old, "meta", "key, value", ("key",)))
    events, libraries = _events(old)
    library = meta.get("library_id")
    if not isinstance(library, int):
        library = next(iter(libraries), None)
    new.execute("BEGIN IMMEDIATE")
    if library is None:
        (library,) = new.execute("SELECT value FROM meta WHERE key = 'library_id'").fetchone()
    new.execute("UPDATE meta SET value = ? WHERE key = 'library_id'", (library,))
    # The new file keeps its own device id: numbers that were lost must never be given out twice.
    for event in events:
        rows.add_event(new, library, event)
    progress = _progress(old, library, events)
    for learner, items in progress.items():
        rows.write_progress(new, library, learner, items.items())
    for table, (columns, key) in COPIED_AS_IT_IS.items():
        columns = _columns_there(old, table, columns)
        marks = ", ".join("?" for _ in columns.split(","))
        for row in _readable(old, table, columns, key):
            with contextlib.suppress(sqlite3.IntegrityError):
                new.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", row)
        if table == "learner":
            _add_lost_learners(new, library, progress)
    new.execute("COMMIT")
    return len(events)


def _add_lost_learners(new: sqlite3.Connection, library: int, progress: Mapping[UUID, object]) -> None:
    """Stars whose learner could not be read get one without a name, so that somebody can claim them."""
    new.executemany(
        "INSERT OR IGNORE INTO learner (library_id, id, name, avatar, age_band, language, created)"
        " VALUES (?, ?, '', 'fox', '', '', 0)",
        [(library, learner.bytes) for learner in progress],
    )


def _events(old: sqlite3.Connection) -> tuple[list[Event], list[int]]:
    events, libraries = {}, []
    for library, *row in _readable(old, "event", f"library_id, {rows.EVENT}", ("library_id", "id")):
        with contextlib.suppress(ValueError, TypeError):
            event = rows.event_of(tuple(row))
            events[event.id] = event
            libraries.append(library)
    return list(events.values()), libraries


def _progress(
    old: sqlite3.Connection, library: int, events: list[Event]
) -> dict[UUID, dict[str, ItemProgress]]:
    """Folded from the events that were saved, and where the old table says more, that."""
    shares: dict[UUID, list[Event]] = {}
    for event in events:
        for learner in {event.learner, event.mate or event.learner}:
            shares.setdefault(learner, []).append(event)
    progress = {learner: progress_of(share) for learner, share in shares.items()}
    columns = f"library_id, learner_id, item, {rows.PROGRESS}"
    for of, id_, item, *fields in _readable(old, "progress", columns, ("library_id", "learner_id", "item")):
        with contextlib.suppress(ValueError, TypeError):
            said = rows.progress_in(fields)
            if of == library:
                items = progress.setdefault(UUID(bytes=id_), {})
                items[item] = best_of(items[item], said) if item in items else said
    return progress


def _readable(old: sqlite3.Connection, table: str, columns: str, key: tuple[str, ...]) -> list[tuple]:
    """The rows before the first bad page and those after the last one."""
    found: dict[tuple, None] = {}
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{column} {direction}" for column in key)
        with contextlib.suppress(sqlite3.Error):
            for row in old.execute(f"SELECT {columns} FROM {table} ORDER BY {order}"):
                found[row] = None
    return list(found)
