"""The seam between the engine and what carries a program out.

The engine feeds a backend two texts (prelude, program) and then only answers
its reports, one at a time. A second backend needs nothing but `Session`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from codekids.world.world import Value


@dataclass(frozen=True, slots=True)
class Frame:
    """A place in the program as it was fed: 1-based line, 0-based columns, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Batch:
    """The program hands over what it noted and waits for an answer.

    Three texts as `prelude` describes them, never longer than the backend's own limit,
    otherwise untrusted.
    """

    sites: str = ""
    values: str = ""  # JSON, or empty
    notes: str = ""  # JSON, or empty


@dataclass(frozen=True, slots=True)
class Ended:
    """The last line was reached."""


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception nobody caught. `frames` are those within the program, outermost first."""

    kind: str  # "ZeroDivisionError"
    text: str
    frames: tuple[Frame, ...]


@dataclass(frozen=True, slots=True)
class OverLimit:
    """More memory, or more time without a pause, than a program may have."""

    what: Literal["memory", "time"]
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """The worker died or was killed; nothing more comes."""

    late: bool = False  # killed because a turn did not end in time


Report = Batch | Ended | Raised | OverLimit | Gone


class Session(Protocol):
    """One run of one program."""

    def begin(self, prelude: str, program: str, send: str) -> Report:
        """Feed both; `send` is the name under which the prelude hands over a batch."""
        ...

    def answer(self, value: Value) -> Report:
        """Go on after a Batch; `value` is what the program gets for it."""
        ...

    def rest(self, call: str) -> Batch | None:
        """After an error or a limit: what was still in the queue, if it can be had. `call` sends it."""
        ...
