"""How long things are kept: events 13 months, a removed learner 30 days; stars and figures for good.

A clock that is wrong must not make anything old: nothing is dropped before the
club has met on several days by that clock, close to one another.
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from uuid import UUID

from codekids.progress import figures, rows
from codekids.progress.assignments import day_of
from codekids.progress.erasure import clean, erase_learner
from codekids.progress.logins import honour_reset
from codekids.progress.rows import Learner
from codekids.progress.store import Store

DAY = 24 * 60 * 60 * 1000  # milliseconds
EVENTS_KEPT = 396 * DAY  # 13 months
REMOVED_KEPT = 30 * DAY
PROOF_DAYS = 3  # on which the window was opened …
PROOF_WITHIN = timedelta(days=90)  # … and how close together, for the clock to be believed


def tidy(store: Store) -> None:
    """What is due at a start: a PIN to forget, an erasure to finish, old things to drop.

    Takes its time: have the journal do it, `journal.do(tidy)`.
    """
    honour_reset(store)
    clean(store)
    if not _believed(store):
        return
    for learner in due_to_be_erased(store):
        erase_learner(store, learner.id, "purge")
    retain(store, store.now)


def due_to_be_erased(store: Store) -> list[Learner]:
    """Who was removed more than 30 days ago."""
    with store.reader() as connection:
        everybody = rows.read_learners(connection, store.library)
    return [one for one in everybody if one.removed is not None and one.removed + REMOVED_KEPT < store.now]


def retain(store: Store, now: int) -> int:
    """Drops the events of more than 13 months ago and the programs only they knew; how many events that were.

    Their figures are summed up first. What each child has won stays as it is.
    """
    with store.transaction() as connection:
        old = _old_events(connection, store.library, (now - EVENTS_KEPT) // DAY * DAY)
        if not old:
            return 0
        events = [rows.event_of(row) for row in old]
        figures.keep(store, connection, events)
        connection.executemany(
            "DELETE FROM event WHERE library_id = ? AND id = ?",
            [(store.library, event.id.bytes) for event in events],
        )
        for learner in {one for event in events for one in rows.sharers(event)}:
            _drop_programs(connection, store.library, learner)
    return len(events)


def _old_events(connection: sqlite3.Connection, library: int, before: int) -> list[tuple]:
    """By each device's own order: what a clock of 2010 dated wrongly is as young as its neighbours."""
    return connection.execute(
        f"SELECT {rows.EVENT} FROM event WHERE library_id = ?1 AND at < ?2 AND seq <"
        " coalesce((SELECT min(young.seq) FROM event AS young WHERE young.library_id = ?1"
        " AND young.device_id = event.device_id AND young.at >= ?2), 9223372036854775807)",
        (library, before),
    ).fetchall()


def _drop_programs(connection: sqlite3.Connection, library: int, learner: UUID) -> None:
    still = {
        bytes.fromhex(sha)
        for (sha,) in connection.execute(
            "SELECT json_extract(data, '$.program') FROM event WHERE library_id = ?1"
            " AND ?2 IN (learner_id, mate_id) AND json_type(data, '$.program') = 'text'",
            (library, learner.bytes),
        )
        if len(sha) == 64
    }
    kept = connection.execute(
        "SELECT sha256 FROM program WHERE library_id = ? AND learner_id = ?", (library, learner.bytes)
    ).fetchall()
    connection.executemany(
        "DELETE FROM program WHERE library_id = ? AND learner_id = ? AND sha256 = ?",
        [(library, learner.bytes, sha) for (sha,) in kept if sha not in still],
    )


def _believed(store: Store) -> bool:
    """Notes that the window was opened today; whether the last such days speak for the clock."""
    today = day_of(store.now)
    if today is None:
        return False
    with store.transaction() as connection:
        row = connection.execute("SELECT value FROM meta WHERE key = 'days'").fetchone()
        days = row[0].split() if row else []
        if str(today) not in days:
            days = [*days, str(today)][-PROOF_DAYS:]
            connection.execute(
                "INSERT OR REPLACE INTO meta (key, value) VALUES ('days', ?)", (" ".join(days),)
            )
    close = all(abs(today - date.fromisoformat(day)) <= PROOF_WITHIN for day in days)
    return len(days) == PROOF_DAYS and close
