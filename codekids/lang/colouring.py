"""A program cut into coloured pieces: what is a keyword, a call, a number, a text, a comment.

The kinds are names; which colour each has, the window decides. Works on broken
programs too, as they are while a child types.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from codekids.lang.lines import split_lines

if TYPE_CHECKING:
    from pygments.lexers.python import PythonLexer

Kind = Literal["keyword", "call", "number", "string", "comment", "name", "operator", "plain"]
Piece = tuple[Kind, str]


def colour(text: str) -> list[list[Piece]]:
    """The pieces of each line, left to right. Joined, they are the line, every character of it."""
    lines: list[list[Piece]] = [[]]
    for kind, piece in _with_calls(_pieces("\n".join(split_lines(text)))):
        first, *others = piece.split("\n")
        _add(lines[-1], kind, first)
        for other in others:
            lines.append([])
            _add(lines[-1], kind, other)
    return lines


def _add(line: list[Piece], kind: Kind, text: str) -> None:
    if not text:
        return
    if line and line[-1][0] == kind and kind not in ("name", "call"):
        line[-1] = (kind, line[-1][1] + text)
    else:
        line.append((kind, text))


@cache
def _lexer() -> PythonLexer:
    # Pygments costs some milliseconds to import, and the first frame needs no code.
    from pygments.lexers.python import PythonLexer

    return PythonLexer()


def _pieces(text: str) -> list[Piece]:
    # get_tokens would first strip and rewrite the text; the editor needs every character in its place.
    return [(_kind(token), value) for _, token, value in _lexer().get_tokens_unprocessed(text)]


def _kind(token: Any) -> Kind:
    from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String

    kinds: tuple[tuple[Any, Kind], ...] = (
        (Comment, "comment"),
        (String, "string"),
        (Number, "number"),
        (Keyword, "keyword"),
        (Operator.Word, "keyword"),
        (Operator, "operator"),
        (Punctuation, "operator"),
        (Name, "name"),
    )
    return next((kind for above, kind in kinds if token in above), "plain")


def _with_calls(pieces: list[Piece]) -> list[Piece]:
    """Names right before an opening bracket become calls."""
    found = list(pieces)
    for index, (kind, _) in enumerate(found):
        if kind != "name":
            continue
        after = index + 1
        while after < len(found) and found[after][0] == "plain" and found[after][1].strip(" ") == "":
            after += 1
        if after < len(found) and found[after][0] == "operator" and found[after][1].startswith("("):
            found[index] = ("call", found[index][1])
    return found
