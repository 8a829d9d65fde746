"""The block view as plain JSON data, for `codekids blocks --json` and whoever else reads it."""

from __future__ import annotations

from typing import Any

from codekids.lang.blocks.block import Block, Row, Slot
from codekids.lang.blocks.labels import row_text
from codekids.lang.blocks.workspace import Workspace


def described(workspace: Workspace, lang: str) -> dict[str, Any]:
    """The stacks of a workspace; lines 1-based, columns 0-based characters, ends exclusive."""
    return {
        "stacks": [
            {"id": stack.id, "kind": stack.kind, "blocks": [_block(block, lang) for block in stack.blocks]}
            for stack in workspace.stacks
        ],
        "stale": workspace.stale is not None,
    }


def _block(block: Block, lang: str) -> dict[str, Any]:
    return {
        "id": block.id,
        "kind": block.kind,
        "category": block.category,
        "icon": block.icon,
        "shape": block.shape,
        "line": block.line,
        "column": block.column,
        "end_line": block.end_line,
        "end_column": block.end_column,
        "name": block.name,
        "value": block.value,
        "rows": [_row(block, row, lang) for row in block.rows],
    }


def _row(block: Block, row: Row, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "label": row.label,
        "text": row_text(block, row, lang),
        "slots": [_slot(slot, lang) for slot in row.slots],
    }
    if row.mouth is not None:
        found["blocks"] = [_block(inner, lang) for inner in row.mouth.blocks]
    return found


def _slot(slot: Slot, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": slot.name, "shape": slot.shape}
    if slot.takes_blocks:
        found["accepts"] = list(slot.accepts)
        found["block"] = _block(slot.block, lang) if slot.block is not None else None
    else:
        found["text"] = slot.text
    return found
