"""The menus of the block editor, by the right button or by key: for a block, for the floor, for a slot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from codekids.lang.blocks.workspace import START
from codekids.lang.problems import Message
from codekids.ui.events import Key
from codekids.ui.geometry import Rect
from codekids.ui.widgets.blocks.menu import Choice, choices
from codekids.ui.widgets.blocks.popup import Item, Popup

if TYPE_CHECKING:
    from codekids.ui.widgets.blocks.editor import BlockEditor


class Menus:
    """One list is open at a time: `popup`."""

    def __init__(self, editor: BlockEditor) -> None:
        self.editor = editor
        self.popup: Popup | None = None

    @property
    def is_open(self) -> bool:
        return self.popup is not None and self.popup.is_open

    def key(self, key: Key) -> bool:
        """A key while a list is open."""
        return self.popup is not None and self.popup.key(key)

    def open(self, name: str, items: Sequence[Item], at: Rect, index: int = 0) -> None:
        """A list beside a rectangle of the window."""
        self.close()
        if self.editor.house is None or self.editor.floor.view is None or not items:
            return
        self.popup = Popup(name, items, index)
        self.popup.stand_by(self.editor.floor.view, at)
        self.editor.house.open(self.popup)

    def close(self) -> None:
        if self.popup is not None:
            self.popup.close()
            self.popup = None

    def for_block(self, at: Rect | None = None) -> None:
        """What can be done with the block under the cursor."""
        id = self.editor.editing.cursor.block
        box = self.editor.floor.box_of(id)
        if self.editor.editing.locked:
            self.editor.editing.refused = Message("blockeditor.running")
        found = choices(self.editor.editing, id)
        if box is None or not found:
            if id == START:
                self.for_floor(
                    at
                    or (box.rows[0].rect.moved(*self.editor.floor.origin) if box else self.editor.floor.rect)
                )
            return
        items = [
            Item(self.editor.say(f"menu.{choice.name}"), self._doing(choice, id), choice.icon, choice.key,
                 rule=choice.name == "delete")
            for choice in found
        ]  # fmt: skip
        self.open(self.editor.say("more"), items, at or box.rows[0].rect.moved(*self.editor.floor.origin))
        self.editor.changed()

    def _doing(self, choice: Choice, id: str) -> Callable[[], None]:
        edit = choice.edit
        if edit is not None:
            return lambda: self.editor.after(lambda: self.editor.editing.do(edit))
        acts: dict[str, Callable[[], object]] = {
            "duplicate": self.editor.duplicate,
            "detach": self.editor.detach,
            "fold": lambda: self.editor.editing.fold(id),
            "unfold": lambda: self.editor.editing.fold(id),
            "rename": lambda: self.editor.entry.rename(id),
            "delete": self.editor.delete,
        }
        return lambda: self.editor.after(acts[choice.name])

    def for_floor(self, at: Rect) -> None:
        """What can be done with the whole floor."""
        editor, say = self.editor, self.editor.say
        folded = bool(editor.editing.workspace.folded)

        def fold() -> None:
            editor.after(lambda: editor.editing.fold_all(not folded))

        def move() -> None:
            editor.after(lambda: editor.keys.take_along(False))

        items = [
            Item(say("menu.palette"), lambda: editor.after(editor.keys.to_palette), "blocks", "T"),
            Item(say("menu.move"), move, "drag", "M"),
            Item(say("menu.tidy"), editor.tidy, "grid"),
            Item(say("menu.unfold_all" if folded else "menu.fold_all"), fold, "minus"),
            Item(say("menu.larger"), lambda: editor.zoom_by(1), "plus", "Ctrl +", rule=True),
            Item(say("menu.usual"), editor.zoom_usual, "search", "Ctrl 0"),
            Item(say("menu.smaller"), lambda: editor.zoom_by(-1), "minus", "Ctrl -"),
        ]
        self.open(say("more"), items, at)
