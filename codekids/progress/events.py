"""What children do, as facts that never change.

A *deed* is what the window reports: a lesson was opened, a program tried, a
hint read, a goal reached. Stamped with an id and a time it becomes an *event*,
and an event is only ever added. Stars, maps and reports are folds of events
(`folds.py`). Times are integer milliseconds since 1970, UTC, by this computer's
clock, which may be wrong: within a device `seq` gives the order.
Items are full lesson ids, "primii-pasi/culege-merele"; nothing here knows what
stands in a lesson.
Two or three children may do a deed together (`seats.py`). The first is its
learner, the second its mate; a third has an event of their own, marked `together`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

MAX_DATA = 2 * 1024  # bytes of JSON in one event
MAX_PROGRAM = 64 * 1024  # bytes of program text that travel with an attempt
MAX_ITEM = 200  # characters

NO_DEVICE = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Opened:
    """The lesson was opened."""

    learner: UUID
    item: str
    mate: UUID | None = None  # who sat beside
    together: bool = False  # others did the same at the same seat, in an event of their own


@dataclass(frozen=True, slots=True)
class Attempt:
    """The program was run to its end, and judged."""

    learner: UUID
    item: str
    outcome: str  # "solved", "not_solved", "finished", "problem", "out_of_steps", "stopped"
    stars: int = 0  # 0 to 3; 0 when not solved
    steps: int = 0
    program: str = ""  # its source text
    problem: str = ""  # message key, "world.bumped"
    milliseconds: int = 0  # at work on the lesson since the attempt before
    mate: UUID | None = None
    together: bool = False
    step: int = 0  # 1-based, of a lesson with several steps: solving it is not solving the lesson; 0: it is
    mistake: str = ""  # the kind of mistake it shows, "quotes"; never a text
    mended: str = ""  # the kind that the attempt before showed, and this one does not


@dataclass(frozen=True, slots=True)
class Completion:
    """The goals were reached."""

    learner: UUID
    item: str
    stars: int
    mate: UUID | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint was read."""

    learner: UUID
    item: str
    level: int  # 1-based
    mate: UUID | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """A question was answered for the first time, or something was predicted before Run."""

    learner: UUID
    item: str  # the lesson in which it was asked; a review asks questions of others
    question: str  # its id: "primii-pasi/pas-cu-pas#2", "…#exam", "…#predict"
    right: bool
    means: str = ""  # the misconception behind a wrong answer: "off_by_one"
    mate: UUID | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A part around a lesson was looked at: its career card, its talk questions, a friend's map."""

    learner: UUID
    item: str
    part: str  # "career", "talk", "friend"
    mate: UUID | None = None
    together: bool = False


@dataclass(frozen=True, slots=True)
class Swapped:
    """Those who share a seat changed places: from now on this learner drives."""

    learner: UUID
    item: str
    mate: UUID | None = None
    together: bool = False


Deed = Opened | Attempt | Completion | Hint | Answered | Shown | Swapped


@dataclass(frozen=True, slots=True)
class Event:
    """A deed with its id and time. Kinds and data keys we do not know are kept as they came."""

    id: UUID  # version 7
    learner: UUID
    kind: str  # "opened", "attempt", "completion", "hint", "answer", "shown", "swap"
    item: str
    at: int  # milliseconds UTC
    data: Mapping[str, object] = field(default_factory=dict)
    mate: UUID | None = None
    device: UUID = NO_DEVICE  # NO_DEVICE: this computer, not stored yet
    seq: int = 0  # 1, 2, 3 … on its device; 0: not stored yet
    program: str = field(default="", compare=False, repr=False)  # the text behind data["program"], if at hand


def uuid7(at: int, chance: Random) -> UUID:
    """An event id for the moment `at` (milliseconds UTC; before 1970 counts as 1970). RFC 9562, version 7."""
    clock = max(0, at) & (1 << 48) - 1
    return UUID(int=clock << 80 | 7 << 76 | chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62))


def uuid4(chance: Random) -> UUID:
    """A learner or device id: says nothing about when it was made."""
    return UUID(int=chance.getrandbits(128), version=4)


def program_bytes(text: str) -> bytes:
    """A program as it is hashed and kept. Never fails: a lone surrogate stays one."""
    return text.encode("utf-8", "surrogatepass")


def program_text(body: bytes) -> str:
    """The program those bytes stand for."""
    return body.decode("utf-8", "surrogatepass")


def fingerprint(text: str) -> str:
    """The sha256 of a program, 64 hexadecimal digits."""
    import hashlib  # loads a library of its own, which a first screen does not need

    return hashlib.sha256(program_bytes(text)).hexdigest()


def data_text(data: Mapping[str, object]) -> str:
    """Data as stored: JSON, keys sorted, ASCII. ValueError when it is no JSON or too big for an event."""
    text = json.dumps(dict(data), sort_keys=True, separators=(",", ":"), allow_nan=False)
    if len(text) > MAX_DATA:
        raise ValueError(f"the data of an event is {len(text)} bytes of JSON; keep it to {MAX_DATA}")
    return text


def stamped(deed: Deed, at: int, chance: Random) -> Event:
    """The deed as an event, ready to be stored. ValueError when it could not be stored."""
    if not 0 < len(deed.item) <= MAX_ITEM or not deed.item.isprintable():
        raise ValueError(f"an item is a lesson id of 1 to {MAX_ITEM} characters, not {deed.item[:40]!r}")
    data: dict[str, object] = {}
    program = ""
    match deed:
        case Opened():
            kind = "opened"
        case Attempt():
            kind, program = "attempt", deed.program
            data = {
                "outcome": deed.outcome,
                "stars": deed.stars,
                "steps": deed.steps,
                "program": fingerprint(deed.program),
                "milliseconds": deed.milliseconds,
            }
            if deed.problem:
                data["problem"] = deed.problem
            if deed.step:
                data["step"] = deed.step
            if deed.mistake:
                data["mistake"] = deed.mistake
            if deed.mended:
                data["mended"] = deed.mended
        case Completion():
            kind, data = "completion", {"stars": deed.stars}
        case Hint():
            kind, data = "hint", {"level": deed.level}
        case Answered():
            kind, data = "answer", {"question": deed.question, "right": deed.right}
            if deed.means:
                data["means"] = deed.means
        case Shown():
            kind, data = "shown", {"part": deed.part}
        case Swapped():
            kind = "swap"
    if deed.together:
        data["together"] = True
    data_text(data)
    return Event(uuid7(at, chance), deed.learner, kind, deed.item, at, data, deed.mate, program=program)
