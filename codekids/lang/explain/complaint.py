"""CPython's complaint about a program, and a place to try repairs.

No repair is offered that was not tried: the repaired program has to compile, or
at least to get further before the next complaint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from codekids.lang.lines import LINE_END, apply_fix, split_lines
from codekids.lang.problems import Argument, Fix, Problem
from codekids.lang.tokens import Token, code_end, masked, tokens
from codekids.lang.words import KEYWORDS

# `x =`, `x +=`, `a, b =`; `for x in`; `def f(a, b=1)`; `import x`.
_BINDING = re.compile(
    r"^[ \t]*([^\W\d]\w*(?:[ \t]*,[ \t]*[^\W\d]\w*)*)[ \t]*[-+*/]?=(?!=)"
    r"|\bfor[ \t]+([^\W\d][\w, \t]*?)[ \t]+in\b"
    r"|^[ \t]*def[ \t]+([^\W\d]\w*[ \t]*\([^()\n]*)"
    r"|\bimport[ \t]+([^\W\d][\w, \t]*)",
    re.MULTILINE,
)

# What CPython says only when a whole program could be parsed.
_AFTER_ALL = ("'return' outside", "'break' outside", "'continue' not")

StillWrong = Callable[[str], SyntaxError | None]
Rule = Callable[["Complaint"], Problem | None]


@dataclass(frozen=True, slots=True)
class Complaint:
    """One SyntaxError of one text. `line` is 1-based, `column` 0-based characters; both are in the text."""

    text: str
    lines: tuple[str, ...]
    message: str  # Python's, in English
    line: int
    column: int
    end: int  # exclusive, on the same line; 0: Python says none
    still_wrong: StillWrong

    @property
    def code(self) -> str:
        """The line complained about, without a comment."""
        whole = self.lines[self.line - 1]
        return whole[: code_end(whole)]

    @property
    def first_word(self) -> str:
        """The word the line starts with, or ""."""
        found = self.tokens
        return found[0].text if found and found[0].kind == "word" else ""

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the line complained about."""
        return tokens(self.lines[self.line - 1])

    @property
    def bound(self) -> frozenset[str]:
        """The names that the text seems to give a meaning to, anywhere: told by shape, since it cannot be
        parsed."""
        found: set[str] = set()
        for names in _BINDING.findall(masked(self.text)):
            found.update(re.findall(r"[^\W\d]\w*", " ".join(names)))
        return frozenset(found - KEYWORDS)

    @property
    def defined(self) -> frozenset[str]:
        """The functions of the program, told by shape."""
        return frozenset(re.findall(r"^[ \t]*def[ \t]+([^\W\d]\w*)", masked(self.text), re.MULTILINE))

    @property
    def newline(self) -> str:
        """The line end this program uses."""
        found = LINE_END.search(self.text)
        return found.group() if found else "\n"

    def problem(
        self,
        key: str,
        start: int,
        end: int = 0,
        fix: Fix | None = None,
        line: int = 0,
        **args: Argument,
    ) -> Problem:
        """A problem on the line complained about, or another."""
        line = line or self.line
        return Problem(line, start, key, args, line if end else 0, end, fix, self.message)

    def replacing(self, start: int, end: int, text: str, line: int = 0) -> Fix:
        """A repair within one line, not tried yet."""
        line = line or self.line
        return Fix(line, start, line, end, text)

    def rewriting(self, change: Callable[[str], str], first: int, last: int = 0) -> Fix | None:
        """One repair that changes lines `first` to `last` (or to the end) as `change` says. None: nothing
        changes."""
        new = [change(line) for line in self.lines[first - 1 : last or len(self.lines)]]
        changed = [first + index for index, line in enumerate(new) if line != self.lines[first - 1 + index]]
        if not changed:
            return None
        start, stop = changed[0], changed[-1]
        text = self.newline.join(new[start - first : stop - first + 1])
        return Fix(start, 0, stop, len(self.lines[stop - 1]), text)

    def tried(self, fixes: Iterable[Fix | None], past_the_line: bool = False) -> Fix | None:
        """The first repair after which the program compiles, else the first after which it gets further:
        with `past_the_line`, further than this line."""
        further = None
        for fix in fixes:
            if fix is None:
                continue
            repaired = apply_fix(self.text, fix)
            error = self.still_wrong(repaired)
            if error is None:
                return fix
            if error.msg.startswith(_AFTER_ALL):
                further = further or fix
                continue
            there = complaint_of(repaired, error, self.still_wrong)
            if there.left[0] < self.left[0] or (not past_the_line and there.left < self.left):
                further = further or fix
        return further

    @property
    def left(self) -> tuple[int, int]:
        """How much of the program lies behind the complaint: lines, characters. Less is further."""
        return len(self.lines) - self.line, len(self.lines[self.line - 1]) - self.column


def complaint_of(text: str, error: SyntaxError, still_wrong: StillWrong) -> Complaint:
    """The complaint in an error. A place outside the text is moved to its nearest end."""
    lines = split_lines(text)
    line = min(max(error.lineno or 1, 1), len(lines))
    code = lines[line - 1]
    column = min(max((error.offset or 1) - 1, 0), len(code))
    end = max((error.end_offset or 0) - 1, 0) if error.end_lineno == error.lineno else 0
    message = error.msg or ""
    return Complaint(
        text, lines, message, line, column, min(end, len(code)) if end > column else 0, still_wrong
    )
