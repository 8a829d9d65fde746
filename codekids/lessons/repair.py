"""How much of a program a repair changed: a bug of one line asks for one line.

Blank lines, comments and spaces inside a line do not count; indentation does,
for it may be the bug.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different between two programs."""

    count: int  # lines written, changed or taken away; a changed line counts once
    before: tuple[int, ...]  # 1-based lines of the first program that are gone or changed
    after: tuple[int, ...]  # 1-based lines of the second that are new or changed


def changes(before: str, after: str) -> Changes:
    """The lines in which two programs differ."""
    old, new = _code(before), _code(after)
    matcher = SequenceMatcher(None, [code for _, code in old], [code for _, code in new], autojunk=False)
    count = 0
    gone: list[int] = []
    come: list[int] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag != "equal":
            count += max(old_to - old_from, new_to - new_from)
            gone += [line for line, _ in old[old_from:old_to]]
            come += [line for line, _ in new[new_from:new_to]]
    return Changes(count, tuple(gone), tuple(come))


def _code(source: str) -> list[tuple[int, str]]:
    """The lines that hold code: their numbers, and their code with its indentation."""
    held = []
    for number, line in enumerate(source.splitlines(), 1):
        bare = "".join(re.sub(r"#.*", "", line).split())
        if bare:
            held.append((number, " " * (len(line) - len(line.lstrip())) + bare))
    return held
