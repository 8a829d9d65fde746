"""The keyboard: everything the mouse does, and quicker.

Arrows move the cursor (up and down by line, left and right by slot). Enter writes in a slot or opens
the palette, T the palette, O the menu. M takes the block along (Shift+M with all under it): arrows hop
between the places it can go to, Enter puts it down, Escape lets go. D doubles, X takes off to the floor,
C folds, R renames, N and B go to the next stack and back, Delete deletes; Ctrl with C, X, V, Z, Y, plus
and minus as everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lang.blocks.palette import Offer
from codekids.lang.blocks.workspace import START
from codekids.lang.problems import Message
from codekids.ui.events import Key
from codekids.ui.widgets.clipboard import CLIPBOARD

if TYPE_CHECKING:
    from codekids.ui.widgets.blocks.editor import BlockEditor


class Keys:
    """What the keyboard does in one block editor."""

    def __init__(self, editor: BlockEditor) -> None:
        self.editor = editor
        self._swallow = False  # the letter of the key that opened a field is not typed into it

    def press(self, key: Key) -> bool:
        """A key went down; False: it means nothing here."""
        editor = self.editor
        editor.editing.refused = None
        self._swallow = False
        was_open = editor.entry.is_open
        if editor.entry.is_open:
            done = editor.entry.key(key)
        elif editor.menus.is_open:
            done = editor.menus.key(key)
        elif editor.palette.marked >= 0:
            done = self._on_palette(key)
        elif editor.editing.carry is not None:
            done = self._carrying(key)
        else:
            done = self._on_floor(key)
        self._swallow = editor.entry.is_open and not was_open and (len(key.name) == 1 or key.name == "space")
        if done:
            editor.changed()
        return done

    def typed(self, text: str) -> bool:
        """A letter came; digits begin to write in the slot the cursor is on."""
        editor = self.editor
        if self._swallow:
            self._swallow = False
            return True
        if not editor.entry.is_open:
            if not (editor.editing.cursor.slot and (text.isdigit() or text == "-")) or editor.editing.carry:
                return False
            editor.entry.open(editor.editing.cursor)
        editor.entry.type(text)
        editor.changed()
        return True

    # -- the palette

    def to_palette(self) -> None:
        """The palette opens, its first block is marked."""
        palette = self.editor.palette
        if palette.shelves and not self.editor.editing.locked:
            self.editor.open_flyout()
            palette.marked = 0
            palette.touch()

    def _on_palette(self, key: Key) -> bool:
        palette = self.editor.palette
        shelf = palette.shelf
        if shelf is None or key.ctrl:
            return False
        match key.name:
            case "escape" | "t":
                self.editor.close_flyout()
            case "left" | "right":
                palette.choose(palette.chosen + (1 if key.name == "right" else -1))
                palette.marked = 0
            case "up" | "down":
                by = 1 if key.name == "down" else -1
                palette.marked = max(0, min(len(shelf.offers) - 1, palette.marked + by))
            case "enter" | "space":
                self._insert(shelf.offers[min(palette.marked, len(shelf.offers) - 1)])
            case "tab":
                self.editor.close_flyout()
                return False
            case _:
                return True
        if self.editor.floor.view is not None:
            palette.reveal(self.editor.floor.view)
        palette.touch()
        return True

    def _insert(self, offer: Offer) -> None:
        """The chosen block comes where the cursor is, or hops if it cannot stand there."""
        editing = self.editor.editing
        self.editor.close_flyout()
        if offer.left == 0:
            editing.refused = Message("blockeditor.none_left")
            return
        if not editing.take(offer.code) or editing.carry is None:
            return
        if not editing.carry.places:
            editing.cancel()
            editing.refused = Message("blockeditor.no_place")
            return
        editing.hop_near(editing.cursor)
        if editing.carry is not None and editing.carry.place in editing.wanted_places(editing.cursor):
            editing.drop(self.editor.floor.closed())
        self.editor.floor.reveal(editing.cursor.block if editing.carry is None else "")

    # -- move mode

    def _carrying(self, key: Key) -> bool:
        editor = self.editor
        editing = editor.editing
        if editor.floor.by_mouse and key.name != "escape":
            return key.name != "tab"
        match key.name:
            case "escape":
                editor.hand.let_go()
            case "left" | "up":
                editing.hop(-1)
            case "right" | "down":
                editing.hop(1)
            case "home" | "end":
                editing.hop_to(0 if key.name == "home" else -1)
            case "enter" | "space" | "m":
                editing.drop(editor.floor.closed())
            case "delete" | "backspace":
                editing.throw_away()
            case _:
                return key.name != "tab"
        editor.floor.reveal(editing.cursor.block if editing.carry is None else "")
        return True

    def take_along(self, below: bool) -> None:
        """Move mode for the block under the cursor."""
        editing = self.editor.editing
        cursor = editing.cursor
        if cursor.block == START or cursor.slot or not editing.pick(cursor.block, below):
            return
        if editing.carry is not None and not editing.carry.places:
            editing.cancel()
            editing.refused = Message("blockeditor.no_place")
            return
        editing.hop_home(cursor)

    # -- the cursor on the floor

    def _on_floor(self, key: Key) -> bool:
        editor = self.editor
        editing = editor.editing
        if key.ctrl and not key.alt:
            return self._with_ctrl(key)
        if key.alt:
            return False
        match key.name:
            case "up" | "down" | "left" | "right":
                lines = key.name in ("up", "down")
                editing.step(1 if key.name in ("down", "right") else -1, lines)
            case "home" | "end":
                editing.to_end(last=key.name == "end")
            case "page up" | "page down":
                half = editor.floor.area.h // 2
                return editor.floor.scroll(0, half if key.name == "page down" else -half) or True
            case "n" | "b":
                editing.next_stack(1 if key.name == "n" else -1)
            case "t":
                self.to_palette()
            case "o" | "menu":
                editor.menus.for_block()
            case "f10" if key.shift:
                editor.menus.for_block()
            case "enter" | "space":
                if editing.cursor.slot:
                    editor.entry.open(editing.cursor)
                else:
                    self.to_palette()
            case "m":
                self.take_along(key.shift)
            case "d" | "x" | "c" | "r" | "delete" | "backspace":
                self._on_block(key.name)
            case _:
                return False
        editor.floor.reveal(editing.cursor.block)
        return True

    def _on_block(self, name: str) -> None:
        editor = self.editor
        match name:
            case "d":
                editor.duplicate()
            case "x":
                editor.detach()
            case "c":
                editor.editing.fold(editor.editing.cursor.block)
            case "r":
                editor.entry.rename(editor.editing.cursor.block)
            case _:
                editor.delete()

    def _with_ctrl(self, key: Key) -> bool:
        editor = self.editor
        match key.name:
            case "z" if key.shift:
                editor.redo()
            case "z":
                editor.undo()
            case "y":
                editor.redo()
            case "d":
                editor.duplicate()
            case "c" | "x":
                copied = editor.editing.copied()
                if copied:
                    CLIPBOARD.put(copied)
                    if key.name == "x":
                        editor.delete()
            case "v":
                editor.editing.paste(CLIPBOARD.get(), editor.floor.closed())
            case "+" | "=":
                editor.zoom_by(1)
            case "-":
                editor.zoom_by(-1)
            case "0":
                editor.zoom_usual()
            case _:
                return False
        return True
