"""What can be done with one block, besides moving it: the lines of its menu. Knows no window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from codekids.lang.blocks.block import Block
from codekids.lang.blocks.edits import AddRow, AddSlot, Edit, RemoveRow, RemoveSlot, Wrap
from codekids.lang.blocks.palette import TEMPLATES
from codekids.lang.blocks.rules import is_locked, refusal
from codekids.lang.blocks.words import word
from codekids.lang.blocks.workspace import START, Where, is_hat
from codekids.ui.widgets.blocks.editing import Editing

MORE_ARGUMENTS = ("print",)  # take as many as one likes


class Choice(NamedTuple):
    """A line of the menu: does `edit`, or what the editor does by `name`."""

    name: str
    icon: str
    key: str = ""
    edit: Edit | None = None


def choices(editing: Editing, id: str) -> list[Choice]:
    """The menu of a block, only what would really be done; empty for the start hat."""
    where = editing.workspace.find(id)
    if where is None or id == START or editing.locked or editing.workspace.stale is not None:
        return []
    block = where.block
    found = [] if is_hat(block) else [Choice("duplicate", "copy", "D")]
    free = not is_locked(block, editing.rules)
    if free and not is_hat(block):
        found.append(Choice("detach", "drag", "X"))
    if block.mouths:
        found.append(Choice("unfold" if id in editing.workspace.folded else "fold", "minus", "C"))
    if renamed(block):
        found.append(Choice("rename", "pencil", "R"))
    found += [
        choice for choice in _edits(editing, where)
        if choice.edit is not None and refusal(editing.workspace, choice.edit, editing.rules) is None
    ]  # fmt: skip
    if free:
        found.append(Choice("delete", "trash", "Del"))
    return found


def _edits(editing: Editing, where: Where) -> Iterator[Choice]:
    block = where.block
    if block.kind == "if":
        yield Choice("add_elif", "fork", "", AddRow(block.id, "elif"))
        yield Choice("add_else", "fork", "", AddRow(block.id, "else"))
        if len(block.rows) > 1:
            yield Choice("remove_row", "minus-ring", "", RemoveRow(block.id, len(block.rows) - 1))
    if takes_more(block, editing):
        yield Choice("add_slot", "plus", "", AddSlot(block.id))
    if gives_up(block, editing):
        yield Choice("remove_slot", "minus-ring", "", RemoveSlot(block.id))
    if not block.is_reporter and not is_hat(block):
        for name, icon in (("for", "loop"), ("while", "loop"), ("if", "fork")):
            if not editing.rules.toolbox or name in editing.rules.toolbox:
                yield Choice(f"wrap_{name}", icon, "", Wrap(block.id, TEMPLATES[name][0]))


def renamed(block: Block) -> str:
    """The name that can be changed everywhere from this block; "" if it has none."""
    if is_hat(block) or block.kind == "variable":
        return block.name or block.value
    slot = block.slot("variable")
    if slot is not None and block.kind != "repeat" and slot.text.isidentifier():
        return slot.text
    return ""


def _slots(block: Block) -> int:
    return sum(1 for slot in block.slots if slot.name != "object" and slot.end > slot.start)


def takes_more(block: Block, editing: Editing) -> bool:
    """Whether one more argument or item makes sense."""
    if block.kind == "list" or block.name in MORE_ARGUMENTS:
        return block.kind in ("list", "command", "call")
    known = word(block.name, editing.workspace.dialect) if block.kind == "command" else None
    return known is not None and _slots(block) < len(known.parameters)


def gives_up(block: Block, editing: Editing) -> bool:
    """Whether its last argument or item can go."""
    if block.kind == "list":
        return _slots(block) > 0
    known = word(block.name, editing.workspace.dialect) if block.kind == "command" else None
    if block.name in MORE_ARGUMENTS:
        return _slots(block) > 1
    return known is not None and _slots(block) > known.required
