"""A problem shown at its block: a ring around it, and the bubble below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.bubble import SPIKE, ErrorBubble

if TYPE_CHECKING:
    from codekids.ui.widgets.blocks.editor import BlockEditor


class ProblemAtBlock:
    """The problem of one block editor; the bubble is a child of the editor."""

    def __init__(self, editor: BlockEditor) -> None:
        self.editor = editor
        self.bubble: ErrorBubble | None = None
        self._waiting = ""  # the block to be rolled into sight, until the editor has its place

    def show(self, line: int, column: int, bubble: ErrorBubble | None = None) -> None:
        """Ring the block of a line (1-based), or the empty slot at a column of it; the bubble below it."""
        self.clear()
        block = self.editor.editing.workspace.at_line(line)
        if block is None:
            return
        self.editor.floor.problem = (block.id, "")
        for inner in block.walk():
            for key, slot in inner.slot_names().items():
                if slot.is_empty and self._column_of(slot.start, line) == column:
                    self.editor.floor.problem = (inner.id, key)
        if bubble is not None:
            self.bubble = bubble
            bubble.on_resize = self.editor.touch
            self.editor.add(bubble)
        if self.editor.floor.view is None:
            self._waiting = block.id
        else:
            self._roll_to(block.id)
        self.editor.touch()

    def _roll_to(self, id: str) -> None:
        self._waiting = ""
        if self.bubble is not None:
            self._make_room(id)
        else:
            self.editor.floor.reveal(id)

    def _make_room(self, id: str) -> None:
        """Roll the floor so that the block is seen and its bubble has room below."""
        floor, view, box = self.editor.floor, self.editor.floor.view, self.editor.floor.box_of(id)
        if view is None or self.bubble is None or box is None:
            return
        h = self.bubble.height_for(view, self._width(view)) + SPIKE + 8
        floor.below = h
        floor.reveal(id)
        row = box.rows[0].rect.moved(*floor.origin)
        floor.scroll(0, max(0, min(row.bottom + h - floor.area.bottom, row.y - floor.area.y)))

    def _width(self, view: View) -> int:
        return min(view.px(look.BUBBLE_WIDTH), self.editor.floor.area.w - view.px(24))

    def _column_of(self, offset: int, line: int) -> int:
        text = self.editor.editing.workspace.cut_text
        return offset - (text.rfind("\n", 0, offset) + 1) if text.count("\n", 0, offset) + 1 == line else -1

    def clear(self) -> None:
        """Take the ring and the bubble away."""
        if self.bubble is not None:
            self.editor.remove(self.bubble)
        self.bubble, self.editor.floor.problem, self.editor.floor.below = None, ("", ""), 0
        self._waiting = ""
        self.editor.touch()

    def arrange(self, view: View) -> None:
        """Under its block, or beside it where there is room; always whole, if the floor is high enough."""
        if self._waiting:
            self._roll_to(self._waiting)
        bubble, area = self.bubble, self.editor.floor.area
        box = self.editor.floor.box_of(self.editor.floor.problem[0])
        if bubble is None or box is None:
            return
        bubble.visible = not self.editor.hand.drags and not area.empty
        row = box.rows[0].rect.moved(*self.editor.floor.origin)
        slot = next((slot.rect for slot in box.slots if slot.key == self.editor.floor.problem[1]), None)
        w = self._width(view)
        h = bubble.height_for(view, w)
        x = max(area.x + view.px(8), min(row.x, area.right - w - view.px(16)))
        y = min(row.bottom + SPIKE, area.bottom - h - 8)
        bubble.spike_x = None
        if h > area.h:  # large text: over the palette as well
            x, w = self.editor.rect.x + 8, self.editor.rect.w - 16
            h = bubble.height_for(view, w)
            y = self.editor.rect.bottom - h - 8
            bubble.arrange(view, Rect(x, max(self.editor.rect.y, y), w, h))
            return
        if y == row.bottom + SPIKE:
            bubble.spike_x = (
                slot.moved(*self.editor.floor.origin).centre[0] if slot is not None else row.x + view.px(40)
            )
        bubble.arrange(view, Rect(x, max(area.y, y), w, h))
