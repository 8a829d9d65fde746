"""Blocks put together again: the source, by walking the blocks and what lies between them.

Every character is taken either from a block or from the gap before it, in order; blocks
that overlapped or stood out of order would give another text.
"""

from __future__ import annotations

from codekids.lang.blocks.block import Block
from codekids.lang.blocks.workspace import Workspace


def source_of(workspace: Workspace) -> str:
    """The program, joined from its blocks; the BOM too. Of a stale workspace it is the text as typed."""
    if workspace.stale is not None and workspace.cut_text != workspace.text:
        return workspace.source
    text = workspace.cut_text
    parts: list[str] = ["\ufeff"] if workspace.bom else []
    cursor = 0
    for block in workspace.blocks:
        cursor = _join(text, block, cursor, parts)
    parts.append(text[cursor:])
    return "".join(parts)


def _join(text: str, block: Block, cursor: int, parts: list[str]) -> int:
    """Add the gap before a block, then its own pieces; give the offset after it."""
    parts.append(text[cursor : block.start])
    cursor = block.start
    for row in block.rows:
        for slot in sorted(row.slots, key=lambda slot: slot.start):
            if slot.block is not None:
                cursor = _join(text, slot.block, cursor, parts)
            elif slot.takes_blocks or slot.text:
                parts += [text[cursor : slot.start], text[slot.start : slot.end]]
                cursor = slot.end
        if row.mouth is not None:
            for inner in row.mouth.blocks:
                cursor = _join(text, inner, cursor, parts)
    if block.end > cursor:
        parts.append(text[cursor : block.end])
    return max(cursor, block.end)
