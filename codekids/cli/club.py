"""What the librarian's commands share: the club of the data folder, and whom a name on the line means."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from codekids.cli.folders import find_folders
from codekids.cli.options import Refusal
from codekids.lang import catalogue
from codekids.lang.problems import Message

if TYPE_CHECKING:
    from codekids.lessons.lesson import Pack
    from codekids.progress.club import Club
    from codekids.progress.rows import Circle, Learner
    from codekids.progress.store import Store

NAMES_SHOWN = 12
T = TypeVar("T")


@contextmanager
def open_club(options: argparse.Namespace, *, make: bool = False) -> Iterator[Store]:
    """The store of the data folder; `make` begins a club where there is none. Its troubles are Refusals."""
    from codekids.progress.database import FILE, StoreTrouble
    from codekids.progress.store import Store

    folder = find_folders(options.data).data
    if not make and not (folder / FILE).exists():
        raise Refusal("librarian.no_club", folder=str(folder))
    try:
        store = Store.open(folder)
        try:
            yield store
        finally:
            store.close()
    except StoreTrouble as trouble:
        raise Refusal(trouble.key, **trouble.message.args) from None


def done(answer: T | Message) -> T:
    """What the store gave; what it would not do becomes a Refusal."""
    if isinstance(answer, Message):
        raise Refusal(answer.key, **answer.args)
    return answer


def learner_named(learners: list[Learner] | tuple[Learner, ...], name: str) -> Learner:
    """The learner of that name or id. Raises Refusal, with who there is instead."""
    from codekids.progress.club import Club

    by_id = [one for one in learners if name in (str(one.id), one.id.hex)]
    found = by_id or Club(learners=tuple(learners)).named(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal("librarian.several_learners", name=name, known=listed(one.name for one in found))
    raise Refusal(
        "librarian.no_such_learner", name=name, known=listed(one.name or str(one.id) for one in learners)
    )


def circle_named(club: Club, name: str) -> Circle:
    """The circle of that name. Raises Refusal, with which there are instead."""
    from codekids.progress.names import sortable

    exact = [one for one in club.circles if one.name == name]
    found = exact or [one for one in club.circles if sortable(one.name) == sortable(name.strip())]
    if len(found) == 1:
        return found[0]
    raise Refusal("librarian.no_such_circle", name=name, known=listed(one.name for one in club.circles))


def listed(names: Iterator[str] | list[str]) -> str:
    """Names in one line, not too many; "–" for none."""
    some = [name for name in names if name]
    return (", ".join(some[:NAMES_SHOWN]) + (", …" if len(some) > NAMES_SHOWN else "")) or "–"


def day_named(text: str | None) -> date | None:
    """The day written as 2025-10-06 or 6.10.2025. Raises Refusal for anything else."""
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day of the calendar has no zone
        except ValueError:
            continue
    raise Refusal("librarian.date", text=text)


def today_of(store: Store) -> date | None:
    """The day it is; None where the computer's clock cannot be right."""
    from codekids.progress.assignments import day_of

    return day_of(store.now)


def short_id(id_: UUID) -> str:
    """Enough of an id to type."""
    return id_.hex[:8]


def titles_of(packs: list[Pack], lang: str) -> dict[str, str]:
    """What packs and lessons are called, by full id, in the order of the packs."""
    from codekids.lessons.lesson import pick

    titles: dict[str, str] = {}
    for pack in packs:
        titles[pack.id] = pick(pack.title, lang).strip()
        titles |= {lesson.id: pick(lesson.title, lang).strip() for lesson in pack.lessons}
    return titles


def print_text(key: str, options: argparse.Namespace, **args: str | int) -> None:
    """Says a sentence of the catalogue."""
    print(catalogue.text(key, options.lang, **args))
