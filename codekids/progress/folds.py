"""What follows from the events: tries, hints, stars.

Pure, and blind to order and repeats: the same events in any order, some of
them twice, give the same progress. That is why two laptops need no merging.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codekids.progress.events import Event

MAX_STARS = 3
MAX_COUNT = 2**31 - 1  # so that no sum of them leaves 64 bits


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """How one learner stands with one lesson."""

    tries: int = 0
    hints: int = 0
    solved_at: int | None = None  # the first time, milliseconds UTC
    stars: int = 0  # the most ever won, 0 to 3
    together: bool = False  # was solved by several at one seat at least once
    milliseconds: int = 0  # at work, in all
    last_at: int = 0  # the latest event, milliseconds UTC

    @property
    def solved(self) -> bool:
        """Reached its goals at least once."""
        return self.solved_at is not None


def share_of(event: Event) -> ItemProgress:
    """What this one event adds. A kind we do not know adds only its time."""
    if event.kind == "hint":
        return ItemProgress(hints=1, last_at=event.at)
    tried = event.kind == "attempt"
    # A solved attempt counts by itself: a power cut may fall between it and its completion.
    # One step of several does not: the lesson is solved when its last one is.
    whole = tried and event.data.get("outcome") == "solved" and not event.data.get("step")
    solved = event.kind == "completion" or whole
    return ItemProgress(
        tries=int(tried),
        solved_at=event.at if solved else None,
        stars=min(MAX_STARS, _count(event.data, "stars")) if solved else 0,
        together=solved and (event.mate is not None or event.data.get("together") is True),
        milliseconds=_count(event.data, "milliseconds") if tried else 0,
        last_at=event.at,
    )


def added(one: ItemProgress, other: ItemProgress) -> ItemProgress:
    """The progress of two sets of events that have none in common."""
    solves = [at for at in (one.solved_at, other.solved_at) if at is not None]
    return ItemProgress(
        tries=one.tries + other.tries,
        hints=one.hints + other.hints,
        solved_at=min(solves, default=None),
        stars=max(one.stars, other.stars),
        together=one.together or other.together,
        milliseconds=one.milliseconds + other.milliseconds,
        last_at=max(one.last_at, other.last_at),
    )


def best_of(one: ItemProgress, other: ItemProgress) -> ItemProgress:
    """The progress of two sets of events that may have some in common: the better of each field."""
    solves = [at for at in (one.solved_at, other.solved_at) if at is not None]
    return ItemProgress(
        tries=max(one.tries, other.tries),
        hints=max(one.hints, other.hints),
        solved_at=min(solves, default=None),
        stars=max(one.stars, other.stars),
        together=one.together or other.together,
        milliseconds=max(one.milliseconds, other.milliseconds),
        last_at=max(one.last_at, other.last_at),
    )


def progress_of(events: Iterable[Event]) -> dict[str, ItemProgress]:
    """The progress of one learner from that learner's events, by item."""
    progress: dict[str, ItemProgress] = {}
    seen = set()
    for event in events:
        if event.id not in seen:
            seen.add(event.id)
            before = progress.get(event.item)
            progress[event.item] = added(before, share_of(event)) if before else share_of(event)
    return progress


@dataclass(frozen=True, slots=True)
class Answer:
    """A question as it was answered once."""

    question: str
    at: int  # milliseconds UTC
    right: bool


def answers_in(events: Iterable[Event]) -> tuple[Answer, ...]:
    """The answers among some events, each once, in the order of their times."""
    found = {
        event.id: Answer(question, event.at, event.data.get("right") is True)
        for event in events
        if event.kind == "answer" and isinstance(question := event.data.get("question"), str)
    }
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.question)))


def _count(data: Mapping[str, object], key: str) -> int:
    """A whole number from 0 up to MAX_COUNT; anything else, as damage or strangers may bring, counts as 0."""
    value = data.get(key)
    return min(value, MAX_COUNT) if type(value) is int and value > 0 else 0
