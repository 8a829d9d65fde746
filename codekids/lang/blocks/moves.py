"""Blocks put in, moved, taken out, doubled and wrapped.

Each function gives the new workspace and the id of the block to look at, and raises Refused.
"""

from __future__ import annotations

from dataclasses import replace

from codekids.lang.blocks.block import EMPTY, Block, Slot, fits
from codekids.lang.blocks.draft import Draft, NewPiece, Refused, finished
from codekids.lang.blocks.places import (
    After,
    AtStart,
    Before,
    Delete,
    Duplicate,
    Insert,
    Inside,
    InSlot,
    Loose,
    Move,
    Place,
    Wrap,
)
from codekids.lang.blocks.reporters import contains, empty, fill, outer, slot_of
from codekids.lang.blocks.splice import Splice
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
from codekids.lang.blocks.templates import reporter_block, template_block
from codekids.lang.blocks.workspace import PROGRAM, START, Where, Workspace, is_hat, put


def found(workspace: Workspace, id: str) -> Where:
    """A block and where it is. Raises Refused if it is gone."""
    where = workspace.find(id)
    if where is None:
        raise Refused("blocks.gone")
    return where


def with_lines(workspace: Workspace, *ids: str, inside: tuple[str, int] | None = None) -> Workspace:
    """With every mouth these blocks stand in, and the named one, on lines of its own. Ids stay."""
    wanted: list[tuple[str, int]] = [inside] if inside else []
    for id in ids:
        where = workspace.find(id)
        if where is not None and where.parent is not None and where.mouth is not None:
            wanted.append((where.parent.id, where.parent.mouths.index(where.mouth)))
    for id, index in wanted:
        owner = found(workspace, id)
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
        return with_lines(workspace, place.block, *ids)
    if isinstance(place, Inside):
        return with_lines(workspace, *ids, inside=(place.block, place.mouth))
    return with_lines(workspace, *ids)


def _spot(workspace: Workspace, place: Place) -> Spot:
    """Where lines go. Raises Refused for a place among reporters."""
    if isinstance(place, AtStart):
        return spot_at_start(workspace)
    if isinstance(place, InSlot | Loose):
        raise Refused("blocks.wants.reporter")
    where = found(workspace, place.block)
    if where.block.is_reporter:
        raise Refused("blocks.wants.reporter")
    if isinstance(place, After):
        return spot_after(workspace, where)
    if isinstance(place, Before):
        return spot_before(workspace, where)
    return spot_inside(workspace, where, where.block.mouths[place.mouth])


def insert(workspace: Workspace, edit: Insert) -> tuple[Workspace, str]:
    """Carry out an Insert."""
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


def _into_slot(workspace: Workspace, place: InSlot, code: str) -> tuple[Workspace, str]:
    where = found(workspace, place.block)
    slot = slot_of(where, place.slot)
    draft = Draft(workspace)
    block = reporter_block(code, workspace)
    _check_fit(slot, block)
    bump(draft, where, slot, place)
    splice = fill(draft, where, place.slot, slot, code)
    return filled(draft, place, splice)


def _check_fit(slot: Slot, block: Block) -> None:
    if not slot.takes_blocks:
        raise Refused("blocks.does_not_fit")
    if not block.is_reporter:
        raise Refused("blocks.wants.reporter")
    if not fits(slot, block):
        raise Refused(f"blocks.wants.{slot.accepts[0]}")


def bump(draft: Draft, where: Where, slot: Slot, place: InSlot, without: Where | None = None) -> None:
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


def filled(draft: Draft, place: InSlot, splice: Splice) -> tuple[Workspace, str]:
    """Finish, and look that what was put in is what now stands in the slot."""
    made, _ = finished(draft)
    where = made.find(place.block)
    slot = where.block.slot(place.slot) if where is not None else None
    if slot is None or slot.block is None:
        return made, place.block
    if slot.end - slot.start > len(splice.text):
        raise Refused("blocks.does_not_fit")
    return made, slot.block.id


def move(workspace: Workspace, edit: Move) -> tuple[Workspace, str]:
    """Carry out a Move."""
    place = edit.place
    if edit.block == START:
        if not isinstance(place, Loose):
            raise Refused("blocks.does_not_fit")
        return put(workspace, START, place.x, place.y), ""
    where = found(workspace, edit.block)
    if where.block.is_reporter:
        return _move_reporter(workspace, edit, where)
    if isinstance(place, Loose) and (is_hat(where.block) or _is_whole_piece(where, edit.below)):
        return put(
            workspace, where.block.id if is_hat(where.block) else where.sheet, place.x, place.y
        ), edit.block
    workspace = _prepared(workspace, place, edit.block)
    where = found(workspace, edit.block)
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
    target = found(workspace, place.block)
    if contains(block, place.block):
        raise Refused("blocks.into_itself")
    slot = slot_of(target, place.slot)
    _check_fit(slot, block)
    if slot.block is not None and slot.block.id == block.id:
        return workspace, edit.block
    draft = Draft(workspace)
    inside = slot.block is not None and contains(slot.block, block.id)
    bump(draft, target, slot, place, where if inside else None)
    if not inside:
        empty(draft, where)
    splice = fill(draft, target, place.slot, slot, text)
    return filled(draft, place, splice)


def delete(workspace: Workspace, edit: Delete) -> tuple[Workspace, str]:
    """Carry out a Delete."""
    where = found(workspace, edit.block)
    if where.block.is_reporter:
        draft = Draft(workspace)
        empty(draft, where)
        return finished(draft)[0], where.parent.id if where.parent is not None else ""
    workspace = with_lines(workspace, edit.block)
    where = found(workspace, edit.block)
    draft = Draft(workspace)
    blocks = followers(where, edit.below)
    take_out(draft, where.sheet, blocks, where)
    next_to = where.siblings[where.index - 1].id if where.index else where.parent.id if where.parent else ""
    return finished(draft)[0], next_to


def duplicate(workspace: Workspace, edit: Duplicate) -> tuple[Workspace, str]:
    """Carry out a Duplicate."""
    where = found(workspace, edit.block)
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
    where = found(workspace, edit.block)
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


def wrap(workspace: Workspace, edit: Wrap) -> tuple[Workspace, str]:
    """Carry out a Wrap."""
    workspace = with_lines(workspace, edit.block)
    where = found(workspace, edit.block)
    if where.block.is_reporter or is_hat(where.block):
        raise Refused("blocks.wants.statement")
    blocks = followers(where, edit.below)
    head, tail, inner = _around(edit.code, unit_at(workspace, where.sheet, edit.block))
    chunk = taken(workspace, where.sheet, blocks, indent_of(where))
    if not chunk.has_statement:
        raise Refused("blocks.wants.statement")
    pushed = tuple(line if line.fixed else replace(line, text=inner + line.text) for line in chunk.lines)
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
