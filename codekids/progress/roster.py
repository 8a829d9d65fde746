"""Learners and circles: adding, naming, removing and taking back.

What a person can mend comes back as a Message; a name is cleaned first
(`names.py`). "Remove" hides a learner for 30 days, in which it can be taken
back; without a trace is `erasure.py`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress import audit, logins, rows
from codekids.progress.events import uuid4
from codekids.progress.names import AGE_BANDS, age_band_of, clean_name, free_name, same_name
from codekids.progress.rows import Circle, Learner
from codekids.progress.store import Store

# Names of assets/avatars.
AVATARS = (
    *("fox", "owl", "hare", "bear", "cat", "frog"),
    *("squirrel", "stork", "duck", "goat", "bee", "wolf"),
)
MOST_LINES = 1000  # added at once


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one line: a new learner, or why there is none."""

    line: int  # 1-based
    text: str
    learner: Learner | None = None
    problem: Message | None = None


# Learners


def add_learner(
    store: Store, name: str, *, avatar: str = "", age_band: str = "", language: str = ""
) -> Learner | Message:
    """A new learner with a picture word of chance (`logins.pictures_of`).

    Without an `avatar` the one fewest have. ValueError for an avatar or age band that is none of ours.
    """
    cleaned = clean_name(name)
    if isinstance(cleaned, Message):
        return cleaned
    _check(avatar, age_band)
    with store.transaction() as connection:
        here = _here(store, connection)
        if taken := _taken(cleaned, [one.name for one in here]):
            return taken
        learner = Learner(
            uuid4(store.chance),
            cleaned,
            avatar or min(AVATARS, key=[one.avatar for one in here].count),
            age_band,
            language,
            store.now,
        )
        rows.add_learner(connection, store.library, learner)
    logins.new_pictures(store, learner.id)
    return learner


def add_learners(store: Store, lines: Iterable[str] | str) -> list[Added]:
    """A learner for each line: a name, and after a comma, semicolon or tab, in any order, an age band
    or age and a circle, which is made if it is not there. A line that cannot be one says why; the
    others are added all the same. Empty lines count but give nothing.
    """
    texts = lines.splitlines() if isinstance(lines, str) else list(lines)
    results = []
    for number, text in enumerate(texts[:MOST_LINES], 1):
        plain = text.removeprefix("\ufeff").strip()
        if plain:
            results.append(_add_line(store, number, plain))
    if len(texts) > MOST_LINES:
        results.append(
            Added(MOST_LINES + 1, "", problem=Message("progress.too_many_lines", {"most": MOST_LINES}))
        )
    return results


def _add_line(store: Store, number: int, text: str) -> Added:
    name, *more = (part.strip() for part in text.replace(";", ",").replace("\t", ",").split(","))
    age_band, circle_name = "", ""
    for part in more:
        if part[:1].isdigit() or not part:
            found = age_band_of(part)
            if found is None:
                return Added(number, text, problem=Message("progress.age_band", {"text": part}))
            age_band = found or age_band
        else:
            circle_name = part
    learner = add_learner(store, name, age_band=age_band)
    if isinstance(learner, Message):
        return Added(number, text, problem=learner)
    if circle_name:
        circle = circle_named(store, circle_name) or add_circle(store, circle_name)
        if isinstance(circle, Message):
            return Added(number, text, learner, circle)
        join(store, circle.id, learner.id)
    return Added(number, text, learner)


def change_learner(
    store: Store,
    learner: UUID,
    *,
    name: str | None = None,
    avatar: str | None = None,
    age_band: str | None = None,
    language: str | None = None,
) -> Learner | Message:
    """Gives the learner another name, picture, age band or language; what is None stays.

    One who had no name and so no picture word gets one.
    """
    cleaned = clean_name(name) if name is not None else None
    if isinstance(cleaned, Message):
        return cleaned
    _check(avatar, age_band)
    with store.transaction() as connection:
        here = _here(store, connection)
        known = next((one for one in here if one.id == learner), None)
        if known is None:
            return Message("progress.no_such_learner")
        if cleaned and (taken := _taken(cleaned, [one.name for one in here if one is not known])):
            return taken
        changed = replace(
            known,
            name=known.name if cleaned is None else cleaned,
            avatar=known.avatar if avatar is None else avatar,
            age_band=known.age_band if age_band is None else age_band,
            language=known.language if language is None else language,
        )
        connection.execute(
            "UPDATE learner SET name = ?, avatar = ?, age_band = ?, language = ?"
            " WHERE library_id = ? AND id = ?",
            (
                *(changed.name, changed.avatar, changed.age_band, changed.language),
                *(store.library, learner.bytes),
            ),
        )
    if cleaned and not logins.pictures_of(store, learner):
        logins.new_pictures(store, learner)
    return changed


def remove_learner(store: Store, learner: UUID) -> Message | None:
    """Hides the learner; can be taken back for 30 days, then `retention.tidy` erases. None: done."""
    return _mark_learner(store, learner, store.now, "remove")


def restore_learner(store: Store, learner: UUID, name: str | None = None) -> Learner | Message:
    """Takes the removal back, under another `name` if the old one is somebody else's by now."""
    with store.reader() as connection:
        everybody = rows.read_learners(connection, store.library)
    known = next((one for one in everybody if one.id == learner), None)
    if known is None:
        return Message("progress.no_such_learner")
    cleaned = known.name if name is None else clean_name(name)
    if isinstance(cleaned, Message):
        return cleaned
    others = [one.name for one in everybody if one.removed is None and one.id != learner]
    if cleaned and (taken := _taken(cleaned, others)):
        return taken
    if trouble := _mark_learner(store, learner, None, "restore"):
        return trouble
    return change_learner(store, learner, name=cleaned) if cleaned else replace(known, removed=None)


def _mark_learner(store: Store, learner: UUID, removed: int | None, what: str) -> Message | None:
    with store.transaction() as connection:
        done = connection.execute(
            "UPDATE learner SET removed = ? WHERE library_id = ? AND id = ? AND (removed IS NULL) = ?",
            (removed, store.library, learner.bytes, removed is not None),
        )
        if not done.rowcount:
            return Message("progress.no_such_learner")
        audit.note(store, connection, what, learner)
    return None


def _here(store: Store, connection: sqlite3.Connection) -> list[Learner]:
    return [one for one in rows.read_learners(connection, store.library) if one.removed is None]


def _taken(name: str, others: list[str]) -> Message | None:
    for other in others:
        if same_name(name, other):
            return Message("progress.name_taken", {"name": other, "free": free_name(other, others)})
    return None


def _check(avatar: str | None, age_band: str | None) -> None:
    if avatar and avatar not in AVATARS:
        raise ValueError(f"an avatar is one of {', '.join(AVATARS)}, not {avatar!r}")
    if age_band and age_band not in AGE_BANDS:
        raise ValueError(f"an age band is one of {', '.join(AGE_BANDS)} or empty, not {age_band!r}")


# Circles


def add_circle(store: Store, name: str, weekday: int | None = None, starts: str = "") -> Circle | Message:
    """A new circle: 1 is Monday, 7 Sunday; `starts` is "16:30" or empty."""
    cleaned = clean_name(name)
    if isinstance(cleaned, Message):
        return cleaned
    _check_hour(weekday, starts)
    with store.transaction() as connection:
        here = [one.name for one in rows.read_circles(connection, store.library) if one.removed is None]
        if taken := _taken(cleaned, here):
            return taken
        circle = Circle(uuid4(store.chance), cleaned, weekday, starts, store.now)
        connection.execute(
            "INSERT INTO circle (library_id, id, name, weekday, starts, created) VALUES (?, ?, ?, ?, ?, ?)",
            (store.library, circle.id.bytes, circle.name, circle.weekday, circle.starts, circle.created),
        )
    return circle


def change_circle(
    store: Store, circle: UUID, name: str, weekday: int | None = None, starts: str = ""
) -> Circle | Message:
    """Gives the circle this name, day and hour."""
    cleaned = clean_name(name)
    if isinstance(cleaned, Message):
        return cleaned
    _check_hour(weekday, starts)
    with store.transaction() as connection:
        circles = [one for one in rows.read_circles(connection, store.library) if one.removed is None]
        known = next((one for one in circles if one.id == circle), None)
        if known is None:
            return Message("progress.no_such_circle")
        if taken := _taken(cleaned, [one.name for one in circles if one is not known]):
            return taken
        connection.execute(
            "UPDATE circle SET name = ?, weekday = ?, starts = ? WHERE library_id = ? AND id = ?",
            (cleaned, weekday, starts, store.library, circle.bytes),
        )
    return replace(known, name=cleaned, weekday=weekday, starts=starts)


def circle_named(store: Store, name: str) -> Circle | None:
    """The circle of that name, as `add_circle` would clean it."""
    cleaned = clean_name(name)
    if isinstance(cleaned, Message):
        return None
    with store.reader() as connection:
        circles = rows.read_circles(connection, store.library)
    return next((one for one in circles if one.removed is None and same_name(one.name, cleaned)), None)


def remove_circle(store: Store, circle: UUID) -> Message | None:
    """Hides the circle and what is assigned to it; its members stay. None: done."""
    return _mark_circle(store, circle, store.now)


def restore_circle(store: Store, circle: UUID) -> Message | None:
    """Takes the removal back. None: done."""
    return _mark_circle(store, circle, None)


def _mark_circle(store: Store, circle: UUID, removed: int | None) -> Message | None:
    with store.transaction() as connection:
        done = connection.execute(
            "UPDATE circle SET removed = ? WHERE library_id = ? AND id = ?",
            (removed, store.library, circle.bytes),
        )
    return None if done.rowcount else Message("progress.no_such_circle")


def join(store: Store, circle: UUID, learner: UUID) -> None:
    """The learner is of the circle from now on; nothing happens to one who is already."""
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO membership (library_id, circle_id, learner_id, since)"
            " SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM membership"
            " WHERE library_id = ?1 AND circle_id = ?2 AND learner_id = ?3 AND until IS NULL)"
            " ON CONFLICT (library_id, circle_id, learner_id, since) DO UPDATE SET until = NULL",
            (store.library, circle.bytes, learner.bytes, store.now),
        )


def leave(store: Store, circle: UUID, learner: UUID) -> None:
    """The learner is of the circle no more."""
    with store.transaction() as connection:
        connection.execute(
            "UPDATE membership SET until = ? WHERE library_id = ? AND circle_id = ? AND learner_id = ?"
            " AND until IS NULL",
            (store.now, store.library, circle.bytes, learner.bytes),
        )


def _check_hour(weekday: int | None, starts: str) -> None:
    if weekday is not None and not 1 <= weekday <= 7:
        raise ValueError(f"a weekday is 1 (Monday) to 7, not {weekday}")
    hour, _, minute = starts.partition(":")
    known = hour.isdigit() and minute.isdigit() and len(minute) == 2 and int(hour) < 24 and int(minute) < 60
    if starts and not known:
        raise ValueError(f'an hour is written "16:30", not {starts!r}')
