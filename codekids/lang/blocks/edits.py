"""Edits of a workspace: values that say what to do, and `apply`, which does it.

Every edit is a splice of the text: only the lines it touches change. What cannot be done
is refused with a sentence, and the workspace stays the one it was; nothing raises. Undo is
the workspace before.

A *place* says where a block goes: After, Before, Inside, InSlot, AtStart, or Loose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from codekids.lang.blocks import moves, renames, rows
from codekids.lang.blocks.draft import Refused
from codekids.lang.blocks.places import (
    AddRow,
    AddSlot,
    After,
    AtStart,
    Before,
    Delete,
    Duplicate,
    Edit,
    Insert,
    Inside,
    InSlot,
    Loose,
    Move,
    Place,
    RemoveRow,
    RemoveSlot,
    Rename,
    SetField,
    Wrap,
)
from codekids.lang.blocks.splice import Change, difference
from codekids.lang.blocks.stacks import indent_of, taken, written
from codekids.lang.blocks.workspace import Workspace
from codekids.lang.problems import Message

__all__ = [
    "AddRow",
    "AddSlot",
    "After",
    "AtStart",
    "Before",
    "Delete",
    "Duplicate",
    "Edit",
    "InSlot",
    "Insert",
    "Inside",
    "Loose",
    "Move",
    "Outcome",
    "Place",
    "RemoveRow",
    "RemoveSlot",
    "Rename",
    "SetField",
    "Wrap",
    "apply",
    "code_of",
]


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


_EDITS: dict[type[Any], Callable[..., tuple[Workspace, str]]] = {
    Insert: moves.insert,
    Move: moves.move,
    Delete: moves.delete,
    Duplicate: moves.duplicate,
    SetField: rows.set_field,
    Wrap: moves.wrap,
    AddRow: rows.add_row,
    RemoveRow: rows.remove_row,
    AddSlot: rows.add_slot,
    RemoveSlot: rows.remove_slot,
    Rename: renames.rename,
}
