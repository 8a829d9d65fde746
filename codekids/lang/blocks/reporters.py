"""Expressions moved about: characters in a slot replaced, with brackets where they are needed.

Brackets that stood around the old content go with it; brackets elsewhere are never touched.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from typing import NamedTuple

from codekids.lang.blocks import brackets
from codekids.lang.blocks.block import EMPTY, Block, Slot, slot_key
from codekids.lang.blocks.cut import TOO_DEEP
from codekids.lang.blocks.draft import Draft, Refused
from codekids.lang.blocks.splice import Splice
from codekids.lang.blocks.workspace import Where, Workspace

_SKIPPED = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER,
}  # fmt: skip


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    kind: int


def outer(workspace: Workspace, where: Where, slot: Slot) -> tuple[int, int]:
    """Where the content of a slot starts and ends with the brackets around it. `where` has the slot."""
    if slot.start == slot.end:
        return slot.start, slot.end
    source = workspace.sheet_text(where.sheet)
    begin, stop = _row_span(workspace, where, slot, len(source))
    tokens = _tokens(source[begin:stop], begin)
    first = next((index for index, token in enumerate(tokens) if token.start == slot.start), -1)
    last = next((index for index, token in enumerate(tokens) if token.end == slot.end), -1)
    if first < 0 or last < 0:
        return slot.start, slot.end
    while (
        first > 0 and last + 1 < len(tokens) and _groups(tokens, first - 1) and tokens[last + 1].text == ")"
    ):
        first, last = first - 1, last + 1
    return tokens[first].start, tokens[last].end


def _row_span(workspace: Workspace, where: Where, slot: Slot, length: int) -> tuple[int, int]:
    """The stretch of the statement that holds a slot: its head, or all of it."""
    block = where.block
    while block.is_reporter:
        up = workspace.find(block.id)
        if up is None or up.parent is None:
            return 0, length  # a loose reporter is all of its text
        block = up.parent
    for row in reversed(block.rows):
        if row.start <= slot.start:
            return row.start, row.mouth.colon if row.mouth is not None else block.end
    return block.start, block.end


def _tokens(code: str, offset: int) -> list[_Token]:
    # Same length, and one kind of line end, so that places stay.
    code = code.replace("\r\n", " \n").replace("\r", "\n")
    starts = [0, *(found.end() for found in re.finditer("\n", code))]
    found: list[_Token] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type not in _SKIPPED:
                start = offset + starts[token.start[0] - 1] + token.start[1]
                end = offset + starts[token.end[0] - 1] + token.end[1]
                found.append(_Token(start, end, token.string, token.type))
    except (tokenize.TokenError, SyntaxError, IndexError):
        pass  # a piece of a line ends in the middle; what came before is right
    return found


def _groups(tokens: list[_Token], index: int) -> bool:
    """Whether a bracket only groups, and is not that of a call or a subscript."""
    if tokens[index].text != "(":
        return False
    if index == 0:
        return True
    before = tokens[index - 1]
    if before.kind == tokenize.OP:
        return before.text not in (")", "]", "}")
    if before.kind == tokenize.NAME:
        return keyword.iskeyword(before.text) and before.text not in ("True", "False", "None")
    return False


def fill(draft: Draft, where: Where, key: str, slot: Slot, code: str) -> Splice:
    """Put an expression into a slot of a block. Raises Refused if it is none."""
    start, end = outer(draft.workspace, where, slot)
    return fill_span(draft, where.sheet, start, end, code, slot.level)


def fill_span(draft: Draft, sheet: str, start: int, end: int, code: str, level: int) -> Splice:
    """An expression instead of the characters from start to end."""
    try:
        text = brackets.bracketed(code.strip(" \t\r\n"), level)
    except (SyntaxError, *TOO_DEEP):
        raise Refused("blocks.not_python") from None
    source = draft.workspace.sheet_text(sheet)
    return draft.splice(sheet, Splice(start, end, _spaced(source, start, end, text)))


def _spaced(source: str, start: int, end: int, text: str) -> str:
    """With a space where two words would run together: `return(x)` becomes `return x`."""
    if start > 0 and _is_wordy(source[start - 1]) and (_is_wordy(text[0]) or text[0] in "\"'"):
        text = f" {text}"
    if end < len(source) and _is_wordy(source[end]) and _is_wordy(text[-1]):
        text = f"{text} "
    return text


def _is_wordy(char: str) -> bool:
    return char.isalnum() or char == "_"


def empty(draft: Draft, where: Where) -> Splice | None:
    """Leave the slot a reporter is in empty; a loose reporter is dropped."""
    if where.parent is None or where.slot is None:
        draft.dropped.add(where.sheet)
        return None
    owner = draft.workspace.find(where.parent.id)
    assert owner is not None
    start, end = outer(draft.workspace, owner, where.slot)
    return fill_span(draft, where.sheet, start, end, EMPTY, brackets.LOOSE)


def slot_of(where: Where, key: str) -> Slot:
    """The slot of a block by its key. Raises Refused if there is none any more."""
    slot = where.block.slot(key)
    if slot is None:
        raise Refused("blocks.gone")
    return slot


def key_of(where: Where) -> str:
    """The key of the slot a reporter is in."""
    assert where.slot is not None
    return slot_key(where.row, where.slot)


def contains(block: Block, id: str) -> bool:
    """Whether a block is, or holds, the one of that id."""
    return any(inner.id == id for inner in block.walk())
