"""What a child can mend: a place in the program and a message key.

Lines are 1-based, columns 0-based characters, ends exclusive, as in `ast`.
The sentences live in the catalogues (`codekids/locale`), never here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Argument = str | int | float


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet spoken: `catalogue.say(message, "ro")` words it.

    `key` names a catalogue entry. An argument `n` picks the plural form.
    """

    key: str
    args: Mapping[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that was tried: it parses, and it keeps the meaning. Replaces [start, end) with `text`."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a program cannot run, or stopped: shown at its place, in the child's language."""

    line: int
    column: int
    key: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    end_line: int = 0  # 0: the same line
    end_column: int = 0  # 0: to the end of the line
    fix: Fix | None = None
    python: str = ""  # what Python itself says, in English; one click away

    @property
    def message(self) -> Message:
        """The sentence for the child. It may always say `{line}`."""
        return Message(self.key, {"line": self.line, **self.args})
