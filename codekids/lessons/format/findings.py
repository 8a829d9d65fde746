"""What is wrong with a lesson file: a place, a field, and two sentences for the teacher.

Lines and columns are 1-based, as editors count. The sentences of a key, what is
wrong and what to write instead, stand in the catalogues as `<key>` and
`<key>.instead`. Nothing here reads or judges.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from codekids.lang.problems import Argument

MOST = 50  # findings told at once for one file; more only bury the first ones

Loc = tuple[str | int, ...]  # the way to a value: ("goals", 0, "collect"), indices from 0
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong inside one text, not yet worded and not yet said of which file."""

    line: int
    column: int
    loc: Loc
    key: str
    args: Mapping[str, Argument] = dataclasses.field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a teacher can mend (error) or should look at (warning)."""

    path: str  # as it was given, for the teacher to open
    line: int
    column: int
    field: str  # "goals.2.collect", counted from 1; "-" for the file as a whole
    message: str  # what is wrong
    instead: str  # what to write instead
    severity: Severity = "error"
    key: str = ""  # which kind of finding, the same in every language

    def as_line(self) -> str:
        """What `codekids check` prints: FILE:LINE:COLUMN: FIELD: what is wrong; what to write instead."""
        said = f"{self.message}; {self.instead}" if self.instead else self.message
        return f"{self.path}:{self.line}:{self.column}: {self.field}: {said}"

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return dataclasses.asdict(self)


def field_name(loc: Loc) -> str:
    """The way to a value as a teacher counts: ("goals", 0, "collect") is `goals.1.collect`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part[:40] for part in loc) or "-"


def findings_of(faults: Iterable[Fault], path: str | Path, lang: str) -> list[Finding]:
    """The faults of one file in words, top line first; at most `MOST` errors and as many warnings."""
    told = {"error": 0, "warning": 0}
    found = []
    for fault in sorted(faults, key=lambda fault: (fault.line, fault.column)):
        told[fault.severity] += 1
        if told[fault.severity] <= MOST:
            message, instead = _worded(fault, lang)
            found.append(
                Finding(
                    path=str(path),
                    line=fault.line,
                    column=fault.column,
                    field=field_name(fault.loc),
                    message=message,
                    instead=instead,
                    severity=fault.severity,
                    key=fault.key,
                )
            )
    return found


def _worded(fault: Fault, lang: str) -> tuple[str, str]:
    """What is wrong, and what to write instead.

    Our own keys have an entry for each; what the world says of a map or a goal
    is one entry with both, divided by a semicolon.
    """
    from codekids.lang.catalogue import knows, text

    message = text(fault.key, lang, **fault.args)
    if knows(f"{fault.key}.instead", lang):
        return message, text(f"{fault.key}.instead", lang, **fault.args)
    message, _, instead = message.partition("; ")
    return message, instead
