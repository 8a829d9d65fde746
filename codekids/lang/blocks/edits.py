"""Edits of a workspace: values that say what to do, and `apply`, which does it.

Every edit is a splice of the text: only the lines it touches change. What cannot be done
is refused with a sentence, and the workspace stays the one it was; nothing raises. Undo is
the workspace before.

A *place* says where a block goes: After, Before, Inside, InSlot, AtStart, or Loose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from codekids.lang.blocks import brackets, cut, fields
from codekids.lang.blocks.block import EMPTY, Block, Mouth, Slot, fits
from codekids.lang.blocks.cut import TOO_DEEP, Text
from codekids.lang.blocks.draft import Draft, NewPiece, Refused, finished
from codekids.lang.blocks.reporters import contains, empty, fill, fill_span, key_of, outer, slot_of
from codekids.lang.blocks.splice import Change, Splice, difference
from codekids.lang.blocks.stacks import (
    Chunk,
    Line,
    Spot,
    followers,
    indent_of,
    opened,
    put_in,
    spot_after,
    spot_at_start,
    spot_before,
    spot_inside,
    take_out,
    taken,
    template,
    unit_at,
    written,
)
from codekids.lang.blocks.workspace import PROGRAM, START, Where, Workspace, is_hat, put, view
from codekids.lang.problems import Message

# -- places


@dataclass(frozen=True, slots=True)
class After:
    """Under a block."""

    block: str


@dataclass(frozen=True, slots=True)
class Before:
    """Above a block."""

    block: str


@dataclass(frozen=True, slots=True)
class Inside:
    """At the top of a mouth of a block, counted from 0."""

    block: str
    mouth: int = 0


@dataclass(frozen=True, slots=True)
class InSlot:
    """In a slot of a block. A reporter that was there comes to lie loose at (x, y)."""

    block: str
    slot: str  # its name within the block: "condition", in the second row "1/condition"
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class AtStart:
    """Right under the start hat."""


@dataclass(frozen=True, slots=True)
class Loose:
    """On the free floor; not part of the program."""

    x: float
    y: float


Place = After | Before | Inside | InSlot | AtStart | Loose

# -- edits


@dataclass(frozen=True, slots=True)
class Insert:
    """A new block, from the palette: Python with `___` for empty slots, a `pass` in empty mouths."""

    code: str
    place: Place


@dataclass(frozen=True, slots=True)
class Move:
    """A block to another place; `below`: with all that hangs under it."""

    block: str
    place: Place
    below: bool = True


@dataclass(frozen=True, slots=True)
class Delete:
    """A block gone; in its slot, or a mouth it leaves empty, stays an empty place."""

    block: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A second one of a block: a stack right under the first, a reporter loose; or at `place`."""

    block: str
    below: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class SetField:
    """What a child types into a slot, or chooses from its list.

    In a round slot numbers and texts are told apart by themselves. A text comes without
    quotes. Grey Python comes as `code_of` gives it.
    """

    block: str
    slot: str
    text: str


@dataclass(frozen=True, slots=True)
class Wrap:
    """A block (`below`: and all under it) into the first mouth of a new one."""

    block: str
    code: str
    below: bool = False


@dataclass(frozen=True, slots=True)
class AddRow:
    """`elif ___` or `else` added to an `if`."""

    block: str
    word: str  # "elif" or "else"


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """A row of an `if` taken away, not the first; what was in its mouth comes to lie loose at (x, y)."""

    block: str
    row: int
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class AddSlot:
    """One more slot at the end of a call or a list."""

    block: str


@dataclass(frozen=True, slots=True)
class RemoveSlot:
    """The last slot of a call or a list taken away; a reporter in it comes to lie loose at (x, y)."""

    block: str
    x: float = 0
    y: float = 0


Edit = Insert | Move | Delete | Duplicate | SetField | Wrap | AddRow | RemoveRow | AddSlot | RemoveSlot


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edit."""

    workspace: Workspace  # the one before if it was refused
    focus: str = ""  # the id of the block that came, moved or changed
    refused: Message | None = None

    def change(self, before: Workspace) -> Change:
        """What became of the program's text, as one stretch: for a history that keeps texts."""
        return difference(before.text, self.workspace.text)


def apply(workspace: Workspace, edit: Edit) -> Outcome:
    """Carry out one edit. Never raises; a refused edit leaves the workspace as it was."""
    try:
        if workspace.stale is not None:
            raise Refused("blocks.stale", line=workspace.stale.line)
        made, focus = _EDITS[type(edit)](workspace, edit)
    except Refused as refused:
        return Outcome(workspace, "", refused.message)
    return Outcome(made, focus if focus and made.find(focus) is not None else "")


def code_of(workspace: Workspace, id: str) -> str:
    """The Python of a block as it would stand at the left edge, for editing or copying it."""
    where = workspace.find(id)
    if where is None:
        return ""
    if where.block.is_reporter or (where.mouth is not None and where.mouth.inline):
        return workspace.text_of(id)
    try:
        chunk = taken(workspace, where.sheet, [where.block], indent_of(where))
    except Refused:
        return workspace.text_of(id)
    return written(chunk, "", "\n")[0].rstrip("\r\n")


def is_reporter(code: str) -> bool:
    """Whether palette Python is a value rather than something to do. Calls are: see `template_block`."""
    try:
        cut.parse(code, "eval")
    except (SyntaxError, *TOO_DEEP):
        return False
    return True


# -- carrying them out: each gives the new workspace and the block to look at


def _where(workspace: Workspace, id: str) -> Where:
    where = workspace.find(id)
    if where is None:
        raise Refused("blocks.gone")
    return where


def _with_lines(workspace: Workspace, *ids: str, inside: tuple[str, int] | None = None) -> Workspace:
    """With every mouth these blocks stand in, and the named one, on lines of its own. Ids stay."""
    wanted: list[tuple[str, int]] = [inside] if inside else []
    for id in ids:
        where = workspace.find(id)
        if where is not None and where.parent is not None and where.mouth is not None:
            wanted.append((where.parent.id, where.parent.mouths.index(where.mouth)))
    for id, index in wanted:
        owner = _where(workspace, id)
        mouths = owner.block.mouths
        if not 0 <= index < len(mouths):
            raise Refused("blocks.gone")
        if mouths[index].inline:
            draft = Draft(workspace)
            opened(draft, owner, mouths[index])
            workspace = finished(draft)[0]
    return workspace


def _prepared(workspace: Workspace, place: Place, *ids: str) -> Workspace:
    if isinstance(place, After | Before):
        return _with_lines(workspace, place.block, *ids)
    if isinstance(place, Inside):
        return _with_lines(workspace, *ids, inside=(place.block, place.mouth))
    return _with_lines(workspace, *ids)


def _spot(workspace: Workspace, place: Place) -> Spot:
    """Where lines go. Raises Refused for a place among reporters."""
    if isinstance(place, AtStart):
        return spot_at_start(workspace)
    if isinstance(place, InSlot | Loose):
        raise Refused("blocks.wants.reporter")
    where = _where(workspace, place.block)
    if where.block.is_reporter:
        raise Refused("blocks.wants.reporter")
    if isinstance(place, After):
        return spot_after(workspace, where)
    if isinstance(place, Before):
        return spot_before(workspace, where)
    return spot_inside(workspace, where, where.block.mouths[place.mouth])


def _insert(workspace: Workspace, edit: Insert) -> tuple[Workspace, str]:
    place = edit.place
    if isinstance(place, InSlot):
        return _into_slot(workspace, place, edit.code.strip())
    workspace = _prepared(workspace, place)
    draft = Draft(workspace)
    if isinstance(place, Loose):
        chunk = template(edit.code)
        reporter = template_block(edit.code, workspace).is_reporter
        text = edit.code.strip() if reporter else written(chunk, "", "\n")[0].rstrip("\n")
        draft.pieces.append(NewPiece(text, place.x, place.y, reporter))
        return finished(draft)
    spot = _spot(workspace, place)
    unit = unit_at(workspace, spot.sheet, spot.owner.id if spot.owner is not None else "")
    chunk = template(edit.code, unit)
    draft.came = (spot.sheet, put_in(draft, spot, chunk))
    return finished(draft)


def template_block(code: str, workspace: Workspace | None = None) -> Block:
    """The block that palette Python stands for. A call is a reporter if its word answers.

    Raises Refused if it is no Python.
    """
    dialect = workspace.dialect if workspace is not None else None
    made = view(code.strip("\r\n"), dialect=dialect)
    if made.stale is not None or not made.blocks:
        raise Refused("blocks.not_python")
    block = made.blocks[0]
    if not is_reporter(code.strip()):
        return block
    from codekids.lang.blocks import dress  # noqa: PLC0415

    text = Text(code.strip())
    answer = dress.reporter(text, cut.parse(code.strip(), "eval").body, "1", dialect)
    if answer.kind in ("command", "call", "method"):
        from codekids.lang.blocks.words import word  # noqa: PLC0415

        known = word(answer.name, dialect) if answer.kind == "command" else None
        return answer if known is not None and known.answers else block
    return answer


def _into_slot(workspace: Workspace, place: InSlot, code: str) -> tuple[Workspace, str]:
    where = _where(workspace, place.block)
    slot = slot_of(where, place.slot)
    draft = Draft(workspace)
    block = _reporter(code, workspace)
    _check_fit(slot, block)
    _bump(draft, where, slot, place)
    splice = fill(draft, where, place.slot, slot, code)
    return _filled(draft, place, splice)


def _reporter(code: str, workspace: Workspace) -> Block:
    from codekids.lang.blocks import dress  # noqa: PLC0415

    try:
        brackets.bracketed(code, brackets.LOOSE)
        try:
            node = cut.parse(code, "eval").body
        except SyntaxError:
            code = f"({code})"
            node = cut.parse(code, "eval").body
    except (SyntaxError, *TOO_DEEP):
        raise Refused("blocks.wants.reporter") from None
    return dress.reporter(Text(code), node, "1", workspace.dialect)


def _check_fit(slot: Slot, block: Block) -> None:
    if not slot.takes_blocks:
        raise Refused("blocks.does_not_fit")
    if not block.is_reporter:
        raise Refused("blocks.wants.reporter")
    if not fits(slot, block):
        raise Refused(f"blocks.wants.{slot.accepts[0]}")


def _bump(draft: Draft, where: Where, slot: Slot, place: InSlot, without: Where | None = None) -> None:
    """What was in a slot comes to lie loose; typed numbers and texts just go.

    `without` is a reporter inside it that is on its way into the slot.
    """
    old = slot.block
    if old is None or old.shape == "field":
        return
    source = draft.workspace.sheet_text(where.sheet)
    text = source[old.start : old.end]
    if without is not None and without.slot is not None and without.parent is not None:
        owner = draft.workspace.find(without.parent.id)
        assert owner is not None
        start, end = outer(draft.workspace, owner, without.slot)
        text = source[old.start : start] + EMPTY + source[end : old.end]
    draft.pieces.append(NewPiece(text, place.x, place.y, True))


def _filled(draft: Draft, place: InSlot, splice: Splice) -> tuple[Workspace, str]:
    """Finish, and look that what was put in is what now stands in the slot."""
    made, _ = finished(draft)
    where = made.find(place.block)
    slot = where.block.slot(place.slot) if where is not None else None
    if slot is None or slot.block is None:
        return made, place.block
    if slot.end - slot.start > len(splice.text):
        raise Refused("blocks.does_not_fit")
    return made, slot.block.id


def _move(workspace: Workspace, edit: Move) -> tuple[Workspace, str]:
    place = edit.place
    if edit.block == START:
        if not isinstance(place, Loose):
            raise Refused("blocks.does_not_fit")
        return put(workspace, START, place.x, place.y), ""
    where = _where(workspace, edit.block)
    if where.block.is_reporter:
        return _move_reporter(workspace, edit, where)
    if isinstance(place, Loose) and (is_hat(where.block) or _is_whole_piece(where, edit.below)):
        return put(workspace, where.block.id if is_hat(where.block) else where.sheet, place.x, place.y), edit.block
    workspace = _prepared(workspace, place, edit.block)
    where = _where(workspace, edit.block)
    blocks = followers(where, edit.below)
    chunk = taken(workspace, where.sheet, blocks, indent_of(where))
    draft = Draft(workspace)
    if isinstance(place, Loose):
        take_out(draft, where.sheet, blocks, where)
        text, origins = written(chunk, "", "\n")
        draft.pieces.append(NewPiece(text.rstrip("\r\n"), place.x, place.y, False, origins))
        return finished(draft)[0], edit.block
    if not isinstance(place, AtStart | InSlot) and any(contains(block, place.block) for block in blocks):
        raise Refused("blocks.into_itself")
    spot = _spot(workspace, place)
    same = spot.sheet == where.sheet and spot.mouth == where.mouth and spot.owner == where.parent
    for start, end in take_out(draft, where.sheet, blocks, where, replaced=same and chunk.has_statement):
        if spot.sheet == where.sheet and start < spot.offset < end:
            raise Refused("blocks.into_itself")
    put_in(draft, spot, chunk)
    return finished(draft)[0], edit.block


def _is_whole_piece(where: Where, below: bool) -> bool:
    """A loose piece moved as one; with one block it is that also without what hangs below."""
    if where.sheet == PROGRAM or where.parent is not None or where.index:
        return False
    return below or len(where.siblings) == 1


def _move_reporter(workspace: Workspace, edit: Move, where: Where) -> tuple[Workspace, str]:
    place, block = edit.place, where.block
    text = workspace.sheet_text(where.sheet)[block.start : block.end]
    if isinstance(place, Loose):
        if where.parent is None:
            return put(workspace, where.sheet, place.x, place.y), edit.block
        draft = Draft(workspace)
        draft.pieces.append(NewPiece(text, place.x, place.y, True))
        empty(draft, where)
        return finished(draft)
    if not isinstance(place, InSlot):
        raise Refused("blocks.wants.statement")
    target = _where(workspace, place.block)
    if contains(block, place.block):
        raise Refused("blocks.into_itself")
    slot = slot_of(target, place.slot)
    _check_fit(slot, block)
    if slot.block is not None and slot.block.id == block.id:
        return workspace, edit.block
    draft = Draft(workspace)
    inside = slot.block is not None and contains(slot.block, block.id)
    _bump(draft, target, slot, place, where if inside else None)
    if not inside:
        empty(draft, where)
    splice = fill(draft, target, place.slot, slot, text)
    return _filled(draft, place, splice)


def _delete(workspace: Workspace, edit: Delete) -> tuple[Workspace, str]:
    where = _where(workspace, edit.block)
    if where.block.is_reporter:
        draft = Draft(workspace)
        empty(draft, where)
        return finished(draft)[0], where.parent.id if where.parent is not None else ""
    workspace = _with_lines(workspace, edit.block)
    where = _where(workspace, edit.block)
    draft = Draft(workspace)
    blocks = followers(where, edit.below)
    take_out(draft, where.sheet, blocks, where)
    next_to = where.siblings[where.index - 1].id if where.index else where.parent.id if where.parent else ""
    return finished(draft)[0], next_to


def _duplicate(workspace: Workspace, edit: Duplicate) -> tuple[Workspace, str]:
    where = _where(workspace, edit.block)
    if where.block.is_reporter:
        text = workspace.text_of(edit.block)
        if isinstance(edit.place, InSlot):
            return _into_slot(workspace, edit.place, text)
        place = edit.place if isinstance(edit.place, Loose) else Loose(0, 0)
        draft = Draft(workspace)
        draft.pieces.append(NewPiece(text, place.x, place.y, True))
        return finished(draft)
    blocks = followers(where, edit.below)
    goes_to = edit.place or After(blocks[-1].id)
    workspace = _prepared(workspace, goes_to, edit.block)
    where = _where(workspace, edit.block)
    blocks = followers(where, edit.below)
    chunk = taken(workspace, where.sheet, blocks, indent_of(where))
    copy = Chunk(tuple(replace(line, origin=None) for line in chunk.lines), chunk.has_statement)
    draft = Draft(workspace)
    if isinstance(goes_to, Loose):
        text = written(copy, "", "\n")[0].rstrip("\r\n")
        draft.pieces.append(NewPiece(text, goes_to.x, goes_to.y, False))
        return finished(draft)
    spot = _spot(workspace, goes_to)
    draft.came = (spot.sheet, put_in(draft, spot, copy))
    return finished(draft)


def _set_field(workspace: Workspace, edit: SetField) -> tuple[Workspace, str]:
    where = _where(workspace, edit.block)
    draft = Draft(workspace)
    if where.block.shape == "field" and where.parent is not None and where.slot is not None:
        edit = replace(edit, block=where.parent.id, slot=key_of(where))
        where = _where(workspace, edit.block)
    elif where.block.shape == "field":
        typed = fields.number(edit.text) if where.block.kind == "number" else None
        code = typed if typed is not None else fields.literal(edit.text)
        fill_span(draft, where.sheet, where.block.start, where.block.end, code, brackets.LOOSE)
        return finished(draft)[0], edit.block
    slot = slot_of(where, edit.slot)
    if not slot.takes_blocks:
        fields.set_text(draft, where, edit.slot, slot, edit.text)
        made = finished(draft)[0]
        after = made.find(edit.block)
        if after is None:
            raise Refused("blocks.does_not_fit")
        return made, edit.block
    if slot.block is not None and slot.block.shape != "field":
        raise Refused("blocks.does_not_fit")
    splice = fields.set_value(draft, where, edit.slot, slot, edit.text)
    made, _ = _filled(draft, InSlot(edit.block, edit.slot), splice)
    return made, edit.block


def _wrap(workspace: Workspace, edit: Wrap) -> tuple[Workspace, str]:
    workspace = _with_lines(workspace, edit.block)
    where = _where(workspace, edit.block)
    if where.block.is_reporter or is_hat(where.block):
        raise Refused("blocks.wants.statement")
    blocks = followers(where, edit.below)
    head, tail, inner = _around(edit.code, unit_at(workspace, where.sheet, edit.block))
    chunk = taken(workspace, where.sheet, blocks, indent_of(where))
    if not chunk.has_statement:
        raise Refused("blocks.wants.statement")
    pushed = tuple(
        line if line.fixed else replace(line, text=inner + line.text) for line in chunk.lines
    )
    draft = Draft(workspace)
    spot = spot_before(workspace, where)
    take_out(draft, where.sheet, blocks, where, replaced=True)
    whole = Chunk((*head, *pushed, *tail), True)
    draft.came = (where.sheet, put_in(draft, spot, whole))
    return finished(draft)


def _around(code: str, unit: str) -> tuple[tuple[Line, ...], tuple[Line, ...], str]:
    """The lines of a template above and below its first empty mouth, and how far in that is."""
    lines = template(code, unit).lines
    shape = template_block(code)
    mouth = next((mouth for mouth in shape.mouths if mouth.filler and not mouth.inline), None)
    if mouth is None:
        raise Refused("blocks.does_not_fit")
    filler = lines[mouth.filler - 1].text
    inner = filler[: len(filler) - len(filler.lstrip())]
    return lines[: mouth.filler - 1], lines[mouth.filler :], inner


def _add_row(workspace: Workspace, edit: AddRow) -> tuple[Workspace, str]:
    where = _where(workspace, edit.block)
    rows = where.block.rows
    if where.block.kind != "if" or edit.word not in ("elif", "else"):
        raise Refused("blocks.does_not_fit")
    has_else = rows[-1].label == "block.else"
    if has_else and edit.word == "else":
        raise Refused("blocks.does_not_fit")
    workspace = _with_lines(workspace, inside=(edit.block, len(rows) - 1))
    where = _where(workspace, edit.block)
    unit = unit_at(workspace, where.sheet, edit.block)
    head = f"elif {EMPTY}:" if edit.word == "elif" else "else:"
    chunk = Chunk((Line(head, ""), Line(f"{unit}pass", "")), True)
    text = Text(workspace.sheet_text(where.sheet))
    line = text.line_at(where.block.rows[-1].start) if has_else else where.block.last_line + 1
    draft = Draft(workspace)
    put_in(draft, Spot(where.sheet, text.start_of(line), indent_of(where)), chunk)
    return finished(draft)[0], edit.block


def _remove_row(workspace: Workspace, edit: RemoveRow) -> tuple[Workspace, str]:
    where = _where(workspace, edit.block)
    if where.block.kind != "if" or not 0 < edit.row < len(where.block.rows):
        raise Refused("blocks.does_not_fit")
    workspace = _with_lines(workspace, inside=(edit.block, edit.row))
    where = _where(workspace, edit.block)
    row, text = where.block.rows[edit.row], Text(workspace.sheet_text(where.sheet))
    mouth: Mouth = row.mouth  # type: ignore[assignment]
    draft = Draft(workspace)
    if mouth.blocks:
        chunk = taken(workspace, where.sheet, mouth.blocks, mouth.indent)
        lines, origins = written(chunk, "", "\n")
        draft.pieces.append(NewPiece(lines.rstrip("\r\n"), edit.x, edit.y, False, origins))
    following = where.block.rows[edit.row + 1 :]
    stop = text.line_at(following[0].start) if following else where.block.last_line + 1
    first = text.line_at(row.start)
    draft.splice(where.sheet, Splice(text.start_of(first), text.start_of(stop), "", (), True))
    return finished(draft)[0], edit.block


def _add_slot(workspace: Workspace, edit: AddSlot) -> tuple[Workspace, str]:
    where = _where(workspace, edit.block)
    block = where.block
    end = block.end - 1
    source = workspace.sheet_text(where.sheet)
    if block.kind not in ("command", "call", "method", "list") or source[end] not in ")]":
        raise Refused("blocks.does_not_fit")
    filled = [slot for slot in block.slots if slot.name != "object" and slot.end > slot.start]
    bare = source[: end].rstrip(" \t")
    comma = ", " if filled and not bare.endswith(",") else ""
    draft = Draft(workspace)
    draft.splice(where.sheet, Splice(end, end, comma + EMPTY))
    made = finished(draft)[0]
    after = made.find(edit.block)
    if after is None or len(after.block.slots) < len(filled) + 1:
        raise Refused("blocks.does_not_fit")
    return made, edit.block


def _remove_slot(workspace: Workspace, edit: RemoveSlot) -> tuple[Workspace, str]:
    where = _where(workspace, edit.block)
    block = where.block
    slots = [slot for slot in block.slots if slot.name != "object" and slot.end > slot.start]
    if block.kind not in ("command", "call", "method", "list") or not slots:
        raise Refused("blocks.does_not_fit")
    last = slots[-1]
    start, end = outer(workspace, where, last)
    start -= len(last.prefix)
    if len(slots) > 1:
        start = outer(workspace, where, slots[-2])[1]
    draft = Draft(workspace)
    _bump(draft, where, last, InSlot(edit.block, "", edit.x, edit.y))
    draft.splice(where.sheet, Splice(start, end, ""))
    return finished(draft)[0], edit.block


_EDITS: dict[type[Any], Callable[..., tuple[Workspace, str]]] = {
    Insert: _insert,
    Move: _move,
    Delete: _delete,
    Duplicate: _duplicate,
    SetField: _set_field,
    Wrap: _wrap,
    AddRow: _add_row,
    RemoveRow: _remove_row,
    AddSlot: _add_slot,
    RemoveSlot: _remove_slot,
}
