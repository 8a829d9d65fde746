"""What is on a block changed: its fields, its rows, how many slots it has.

Each function gives the new workspace and the id of the block to look at, and raises Refused.
"""

from __future__ import annotations

from dataclasses import replace

from codekids.lang.blocks import brackets, fields
from codekids.lang.blocks.block import EMPTY, Block, Mouth, Slot
from codekids.lang.blocks.cut import Text
from codekids.lang.blocks.draft import Draft, NewPiece, Refused, finished
from codekids.lang.blocks.moves import bump, filled, found, with_lines
from codekids.lang.blocks.places import AddRow, AddSlot, InSlot, RemoveRow, RemoveSlot, SetField
from codekids.lang.blocks.reporters import fill_span, key_of, outer, slot_of
from codekids.lang.blocks.splice import Splice
from codekids.lang.blocks.stacks import Chunk, Line, Spot, indent_of, put_in, taken, unit_at, written
from codekids.lang.blocks.words import PARAMETERS, word
from codekids.lang.blocks.workspace import Workspace


def set_field(workspace: Workspace, edit: SetField) -> tuple[Workspace, str]:
    """Carry out a SetField."""
    where = found(workspace, edit.block)
    draft = Draft(workspace)
    if where.block.shape == "field" and where.parent is not None and where.slot is not None:
        edit = replace(edit, block=where.parent.id, slot=key_of(where))
        where = found(workspace, edit.block)
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
        if after is None or not _reads(after.block, where.block, edit, slot):
            raise Refused("blocks.does_not_fit")
        return made, edit.block
    if slot.block is not None and slot.block.shape != "field":
        raise Refused("blocks.does_not_fit")
    splice = fields.set_value(draft, where, edit.slot, slot, edit.text)
    made, _ = filled(draft, InSlot(edit.block, edit.slot), splice)
    return made, edit.block


def _reads(after: Block, before: Block, edit: SetField, slot: Slot) -> bool:
    """Whether a field now says what was typed, and no more came of it: "a): #" is no parameter."""
    if slot.name == "code":
        return len(after.rows) == len(before.rows) or not before.mouths
    now = after.slot(edit.slot)
    return now is not None and " ".join(now.text.split()) == " ".join(edit.text.split())


def add_row(workspace: Workspace, edit: AddRow) -> tuple[Workspace, str]:
    """Carry out an AddRow."""
    where = found(workspace, edit.block)
    rows = where.block.rows
    if where.block.kind != "if" or edit.word not in ("elif", "else"):
        raise Refused("blocks.does_not_fit")
    has_else = rows[-1].label == "block.else"
    if has_else and edit.word == "else":
        raise Refused("blocks.does_not_fit")
    workspace = with_lines(workspace, inside=(edit.block, len(rows) - 1))
    where = found(workspace, edit.block)
    unit = unit_at(workspace, where.sheet, edit.block)
    head = f"elif {EMPTY}:" if edit.word == "elif" else "else:"
    chunk = Chunk((Line(head, ""), Line(f"{unit}pass", "")), True)
    text = Text(workspace.sheet_text(where.sheet))
    line = text.line_at(where.block.rows[-1].start) if has_else else where.block.last_line + 1
    draft = Draft(workspace)
    put_in(draft, Spot(where.sheet, text.start_of(line), indent_of(where)), chunk)
    return finished(draft)[0], edit.block


def remove_row(workspace: Workspace, edit: RemoveRow) -> tuple[Workspace, str]:
    """Carry out a RemoveRow."""
    where = found(workspace, edit.block)
    if where.block.kind != "if" or not 0 < edit.row < len(where.block.rows):
        raise Refused("blocks.does_not_fit")
    workspace = with_lines(workspace, inside=(edit.block, edit.row))
    where = found(workspace, edit.block)
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


def add_slot(workspace: Workspace, edit: AddSlot) -> tuple[Workspace, str]:
    """Carry out an AddSlot."""
    where = found(workspace, edit.block)
    block = where.block
    end = block.end - 1
    source = workspace.sheet_text(where.sheet)
    if block.kind not in ("command", "call", "method", "list") or source[end] not in ")]":
        raise Refused("blocks.does_not_fit")
    written_slots = [slot for slot in block.slots if slot.name != "object" and slot.end > slot.start]
    bare = source[:end].rstrip(" \t")
    comma = ", " if written_slots and not bare.endswith(",") else ""
    draft = Draft(workspace)
    draft.splice(where.sheet, Splice(end, end, comma + _next_content(workspace, block, len(written_slots))))
    made = finished(draft)[0]
    after = made.find(edit.block)
    if after is None or len(after.block.slots) < len(written_slots) + 1:
        raise Refused("blocks.does_not_fit")
    return made, edit.block


def _next_content(workspace: Workspace, block: Block, count: int) -> str:
    """What a new slot holds: the sample of its parameter, or nothing."""
    known = word(block.name, workspace.dialect) if block.kind == "command" else None
    if known is None or count >= len(known.parameters):
        return EMPTY
    return PARAMETERS.get(known.parameters[count], ((), ""))[1] or EMPTY


def remove_slot(workspace: Workspace, edit: RemoveSlot) -> tuple[Workspace, str]:
    """Carry out a RemoveSlot."""
    where = found(workspace, edit.block)
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
    bump(draft, where, last, InSlot(edit.block, "", edit.x, edit.y))
    draft.splice(where.sheet, Splice(start, end, ""))
    return finished(draft)[0], edit.block
