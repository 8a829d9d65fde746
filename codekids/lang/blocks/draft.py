"""An edit in the making: splices of the program and of loose pieces, made at once at the end.

Offsets are those of the workspace before. `finished` cuts the new texts and carries the
ids over by line: an untouched line keeps its block, a moved one takes it along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from codekids.lang.blocks import cut
from codekids.lang.blocks.cut import TOO_DEEP, Text
from codekids.lang.blocks.splice import Origin, Splice, in_order, lines_after, overlapping, spliced
from codekids.lang.blocks.workspace import (
    PROGRAM,
    Piece,
    Workspace,
    blocks_of,
    origins,
    piece_of,
    redressed,
    tidied,
)
from codekids.lang.problems import Argument, Message


class Refused(Exception):
    """An edit that cannot be made, with the sentence why."""

    def __init__(self, key: str, **args: Argument) -> None:
        super().__init__(key)
        self.message = Message(key, args)


@dataclass(slots=True)
class NewPiece:
    """A loose piece to come. `origins` says where its lines come from, top line first."""

    text: str
    x: float
    y: float
    reporter: bool
    origins: tuple[Origin | None, ...] = ()


@dataclass(slots=True)
class Draft:
    """What an edit is going to do."""

    workspace: Workspace
    splices: dict[str, list[Splice]] = field(default_factory=dict)
    pieces: list[NewPiece] = field(default_factory=list)
    dropped: set[str] = field(default_factory=set)
    came: tuple[str, Splice] | None = None  # what was put in, to find its first block

    def splice(self, sheet: str, splice: Splice) -> Splice:
        """One more change of one text."""
        self.splices.setdefault(sheet, []).append(splice)
        return splice


def finished(draft: Draft) -> tuple[Workspace, str]:
    """The workspace after, and the id of the block that was put in, or "".

    Raises Refused when the result would be no program.
    """
    before = draft.workspace
    ids_before: dict[Origin, str] = {}
    for sheet in (PROGRAM, *(piece.id for piece in before.loose)):
        ids_before.update(origins(before, sheet))
    made, focus = before, ""
    program = draft.splices.get(PROGRAM)
    if program:
        made, focus = _program(draft, ids_before)
    loose: list[Piece] = []
    for piece in before.loose:
        if piece.id in draft.dropped:
            continue
        splices = draft.splices.get(piece.id)
        if splices:
            changed, next_id, came = _piece(draft, made, piece, splices, ids_before)
            made = replace(made, next_id=next_id)
            focus = came or focus
            if changed.blocks:
                loose.append(changed)
        elif made.functions != before.functions:
            loose.append(redressed(piece, made))
        else:
            loose.append(piece)
    for new in draft.pieces:
        ids = {
            (line, nth): ids_before[origin[0], origin[1], nth]
            for line, origin in enumerate(new.origins, 1)
            for nth in (0, 1)
            if origin is not None and (origin[0], origin[1], nth) in ids_before
        }
        piece, next_id = _checked_piece(new.text, new.x, new.y, new.reporter, made, ids)
        made = replace(made, next_id=next_id)
        loose.append(piece)
        if draft.came is None and piece.blocks:
            focus = focus or piece.blocks[0].id
    made = replace(made, loose=tuple(loose), _found={})
    return tidied(made), focus


def _program(draft: Draft, ids_before: Mapping[Origin, str]) -> tuple[Workspace, str]:
    before, splices = draft.workspace, draft.splices[PROGRAM]
    text, ids, line = _changed(before.text, PROGRAM, splices, ids_before, draft.came)
    try:
        tree = cut.parse(text)
        blocks, functions, next_id = blocks_of(text, tree, ids, before.next_id, before.dialect)
    except (SyntaxError, *TOO_DEEP):
        raise Refused("blocks.does_not_fit") from None
    made = replace(
        before, text=text, blocks=blocks, cut_text=text, functions=functions, next_id=next_id, _found={}
    )
    return made, _starting_at(made, PROGRAM, line)


def _piece(
    draft: Draft, made: Workspace, piece: Piece, splices: list[Splice], ids_before: Mapping[Origin, str]
) -> tuple[Piece, int, str]:
    text, ids, line = _changed(piece.text, piece.id, splices, ids_before, draft.came)
    text = text.rstrip("\r\n")
    changed, next_id = _checked_piece(text, piece.x, piece.y, piece.reporter, made, ids, piece.id)
    focus = _starting_at(replace(made, loose=(changed,), _found={}), piece.id, line)
    return changed, next_id, focus


def _checked_piece(
    text: str,
    x: float,
    y: float,
    reporter: bool,
    made: Workspace,
    ids: Mapping[tuple[int, int], str],
    id: str = "",
) -> tuple[Piece, int]:
    try:
        return piece_of(text, x, y, reporter, made, ids, made.next_id, id)
    except (SyntaxError, *TOO_DEEP):
        raise Refused("blocks.does_not_fit") from None


def _changed(
    text: str,
    sheet: str,
    splices: list[Splice],
    ids_before: Mapping[Origin, str],
    came: tuple[str, Splice] | None,
) -> tuple[str, dict[tuple[int, int], str], int]:
    """The new text of a sheet, the ids by line, and the line of what was put in (0: nothing)."""
    if overlapping(splices):
        raise Refused("blocks.does_not_fit")
    new = spliced(text, splices)
    before, after = Text(text), Text(new)
    asked = [origin for origin in ids_before if origin[0] == sheet]
    ids = {
        place: ids_before[origin]
        for place, origin in lines_after(asked, before, after, splices).items()
        if origin in ids_before
    }
    line = 0
    if came is not None and came[0] == sheet:
        shift = 0
        for splice in in_order(splices):
            if splice is came[1]:
                skipped = len(splice.text) - len(splice.text.lstrip("\r\n"))
                line = after.line_at(splice.start + shift + skipped)
            shift += len(splice.text) - (splice.end - splice.start)
    return new, ids, line


def _starting_at(workspace: Workspace, sheet: str, line: int) -> str:
    """The first block on a line or, where a comment of a `def` stands on it, just below."""
    if not line:
        return ""
    found = {origin[1]: id for origin, id in reversed(origins(workspace, sheet).items())}
    return next((found[number] for number in sorted(found) if number >= line), "")
