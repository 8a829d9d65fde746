"""Where the keyboard's cursor can stand in a block program. Knows no window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codekids.lang.blocks.block import Block, slot_key
from codekids.lang.blocks.workspace import START, Workspace


class Stop(NamedTuple):
    """A block, or a slot of it with no block to drag inside."""

    block: str
    slot: str = ""


def stops(workspace: Workspace) -> list[Stop]:
    """Everything the cursor can stand on, as one reads the program."""
    found: list[Stop] = []
    for stack in workspace.stacks:
        if stack.id == START:
            found.append(Stop(START))
        for block in stack.blocks:
            found += _in(block, workspace.folded)
    return found


def _in(block: Block, folded: frozenset[str]) -> Iterator[Stop]:
    yield Stop(block.id)
    for index, row in enumerate(block.rows):
        for slot in row.slots:
            if block.kind == "repeat" and slot.name == "variable":
                continue
            if slot.block is not None and slot.block.shape != "field":
                yield from _in(slot.block, folded)
            else:
                yield Stop(block.id, slot_key(index, slot))
        if row.mouth is not None and block.id not in folded:
            for inner in row.mouth.blocks:
                yield from _in(inner, folded)


def stands(workspace: Workspace, stop: Stop) -> bool:
    """Whether it is a statement, or the hat over the program."""
    where = None if stop.slot else workspace.find(stop.block)
    return not stop.slot and (where is None or not where.block.is_reporter)


def heads(workspace: Workspace) -> list[Stop]:
    """The first stop of each stack."""
    return [Stop(one.id if one.kind != "loose" else one.blocks[0].id) for one in workspace.stacks]
