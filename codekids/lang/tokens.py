"""Pieces of a line of code, found by shape: works on broken lines, where Python's own tokenizer gives up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# A comment or a text. One that is not closed goes on to the end: of the line, or of all for three quotes.
NO_CODE = re.compile(
    r"#[^\n]*"
    r'|"""(?:\\.|[^\\])*?(?:"""|\Z)'
    r"|'''(?:\\.|[^\\])*?(?:'''|\Z)"
    r'|"(?:\\.|[^"\\\n])*(?:"|(?=\n)|\Z)'
    r"|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|\Z)",
    re.DOTALL,
)
WORD = re.compile(r"[^\W\d]\w*")

_TOKEN = re.compile(
    rf"(?P<skip>\s+|#.*)|(?P<string>[rbfuRBFU]{{0,2}}(?:{NO_CODE.pattern.split('|', 1)[1]}))"
    r"|(?P<number>\d[\w.]*)|(?P<word>[^\W\d]\w*)"
    r"|(?P<sign>\*\*=|//=|>>=|<<=|===|==|!=|<=|>=|=<|=>|<>|:=|->|\+=|-=|\*=|/=|%=|\*\*|//|&&|\|\||\+\+|--|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, text or sign of a line; columns are 0-based characters, the end exclusive."""

    kind: Literal["string", "number", "word", "sign"]
    text: str
    start: int
    end: int

    @property
    def is_value(self) -> bool:
        """Can stand for a value by itself."""
        return self.kind != "sign"


def tokens(line: str) -> list[Token]:
    """The tokens of one line, without spaces and comments."""
    return [
        Token(found.lastgroup, found.group(), found.start(), found.end())  # type: ignore[arg-type]
        for found in _TOKEN.finditer(line)
        if found.lastgroup != "skip"
    ]


def masked(text: str) -> str:
    """The text with every character of a string or comment replaced by a space or `_`: same length,
    same line ends. Comments become spaces, strings `_`."""

    def cover(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " " if found.group().startswith("#") else "_", found.group())

    return NO_CODE.sub(cover, text)


def code_end(line: str) -> int:
    """The column after the last character of code: before a comment and the spaces in front of it."""
    return len(masked(line).rstrip())
