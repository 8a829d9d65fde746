"""Where a dragged block may go: the stops of the keyboard's move mode, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codekids.lang import catalogue
from codekids.lang.blocks.block import Block, fits, slot_key
from codekids.lang.blocks.draft import Refused
from codekids.lang.blocks.edits import (
    After,
    AtStart,
    Before,
    Inside,
    InSlot,
    Loose,
    Place,
)
from codekids.lang.blocks.labels import block_text, row_text
from codekids.lang.blocks.spoken import spoken_slot
from codekids.lang.blocks.stacks import followers
from codekids.lang.blocks.templates import template_block
from codekids.lang.blocks.workspace import Where, Workspace, is_hat

LONGEST = 60  # characters of a block's words in the name of a place


def targets(workspace: Workspace, dragged: str, below: bool = True) -> list[Place]:
    """The places for a block that is there, by its id. A `def` with a hat has none: it only lies about."""
    where = workspace.find(dragged)
    if where is None or workspace.stale is not None:
        return []
    moved = {id(block) for block in followers(where, below)}
    if where.block.is_reporter:
        return [
            place for place in _slots(workspace, where.block, {id(where.block)}) if not _is_at(where, place)
        ]
    if is_hat(where.block):
        return []
    return list(_stops(workspace, moved))


def targets_for(workspace: Workspace, code: str) -> list[Place]:
    """The places for a new block from the palette."""
    if workspace.stale is not None:
        return []
    try:
        block = template_block(code, workspace)
    except Refused:
        return []
    if block.is_reporter:
        return list(_slots(workspace, block, set()))
    return list(_stops(workspace, set()))


def _is_at(where: Where, place: Place) -> bool:
    if where.parent is None or where.slot is None or not isinstance(place, InSlot):
        return False
    return place.block == where.parent.id and place.slot == slot_key(where.row, where.slot)


def _stops(workspace: Workspace, moved: set[int]) -> Iterator[Place]:
    yield AtStart()
    for stack in workspace.stacks:
        if stack.kind == "loose" and stack.blocks and id(stack.blocks[0]) not in moved:
            if stack.blocks[0].is_reporter:
                continue
            yield Before(stack.blocks[0].id)
        yield from _below(stack.blocks, moved)


def _below(blocks: Sequence[Block], moved: set[int]) -> Iterator[Place]:
    for block in blocks:
        if id(block) in moved:
            continue
        for index, mouth in enumerate(block.mouths):
            yield Inside(block.id, index)
            yield from _below(mouth.blocks, moved)
        if block.shape not in ("cap", "hat"):
            yield After(block.id)


def _slots(workspace: Workspace, reporter: Block, moved: set[int]) -> Iterator[Place]:
    for stack in workspace.stacks:
        for block in stack.blocks:
            yield from _slots_in(block, reporter, moved)


def _slots_in(block: Block, reporter: Block, moved: set[int]) -> Iterator[Place]:
    if id(block) in moved:
        return
    for index, row in enumerate(block.rows):
        for slot in row.slots:
            if fits(slot, reporter):
                yield InSlot(block.id, slot_key(index, slot))
            if slot.block is not None:
                yield from _slots_in(slot.block, reporter, moved)
        if row.mouth is not None:
            for inner in row.mouth.blocks:
                yield from _slots_in(inner, reporter, moved)


def spoken_place(workspace: Workspace, place: Place, lang: str) -> str:
    """A place as one says it: "sub „mergi înainte”"."""
    if isinstance(place, AtStart):
        return catalogue.text("blocks.place.start", lang)
    if isinstance(place, Loose):
        return catalogue.text("blocks.place.loose", lang)
    where = workspace.find(place.block)
    if where is None:
        return catalogue.text("blocks.gone", lang)
    said = block_text(where.block, lang)
    if isinstance(place, Inside) and where.block.mouths:
        rows = [row for row in where.block.rows if row.mouth is not None]
        said = row_text(where.block, rows[min(place.mouth, len(rows) - 1)], lang)
    said = " ".join(said.split())[:LONGEST]
    if isinstance(place, InSlot):
        slot = where.block.slot(place.slot)
        spoken = spoken_slot(where.block, slot, lang) if slot is not None else ""
        return catalogue.text("blocks.place.slot", lang, block=said, slot=spoken)
    if isinstance(place, Inside):
        return catalogue.text("blocks.place.inside", lang, block=said)
    key = "blocks.place.after" if isinstance(place, After) else "blocks.place.before"
    return catalogue.text(key, lang, block=said)
