"""What is open in a slot: a field to type in, or the list of what it may say.

It also takes the new name of a variable or an own command. What was typed goes into the program when
Enter is pressed or the focus leaves; Escape leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from codekids.lang import catalogue
from codekids.lang.blocks.block import Slot
from codekids.lang.blocks.edits import Rename, code_of
from codekids.lang.blocks.labels import choice_label, literal_text, word_label
from codekids.lang.blocks.palette import variables
from codekids.lang.blocks.workspace import START
from codekids.lang.problems import Message
from codekids.ui import theme as look
from codekids.ui.document import Document
from codekids.ui.events import Key
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.blocks.cursor import Stop
from codekids.ui.widgets.blocks.menu import renamed
from codekids.ui.widgets.blocks.popup import Item

if TYPE_CHECKING:
    from codekids.ui.widgets.blocks.editor import BlockEditor

LINE = 26  # pixels at 100 %
MODIFIERS = ("shift", "ctrl", "alt", "space")


class Entry:
    """The open field of a block editor, if `document` is not None."""

    def __init__(self, editor: BlockEditor) -> None:
        self.editor = editor
        self.document: Document | None = None
        self.stop = Stop(START)
        self._was = ""
        self._write: Callable[[str], None] = lambda text: None
        self._fresh = False  # the first letter replaces what was there

    @property
    def is_open(self) -> bool:
        return self.document is not None

    def _slot(self, stop: Stop) -> Slot | None:
        where = self.editor.editing.workspace.find(stop.block)
        return where.block.slot(stop.slot) if where is not None and stop.slot else None

    # -- opening and closing

    def open(self, stop: Stop) -> None:
        """Write in a slot, or choose from its list."""
        editing, slot = self.editor.editing, self._slot(stop)
        if editing.locked:
            editing.refused = Message("blockeditor.running")
            return
        if slot is None or editing.workspace.stale is not None:
            return
        editing.cursor = self.stop = stop
        if slot.shape == "square":
            self._choose(stop, slot)
        elif slot.shape == "hexagon":
            self.editor.keys.to_palette()
        elif slot.name in self.editor.words and (slot.block is None or slot.block.kind == "text"):
            self._choose_word(stop, slot)
        else:
            self._type(stop, slot)

    def _type(self, stop: Stop, slot: Slot) -> None:
        editing = self.editor.editing
        where = editing.workspace.find(stop.block)
        python = where is not None and where.block.kind == "python"
        text = slot.block.value if slot.block is not None else slot.text
        if python and where is not None and not where.block.is_reporter and not where.block.mouths:
            text = code_of(editing.workspace, stop.block)
        self._begin(stop, text, lambda typed: self._into_slot(stop, typed), single_line=not python)

    def _into_slot(self, stop: Stop, typed: str) -> None:
        slot = self._slot(stop)
        shown = literal_text(slot, self.editor.lang) if slot is not None and slot.takes_blocks else ""
        was = slot.text if slot is not None and not slot.takes_blocks else shown
        if typed != was:
            self.editor.editing.write(stop, typed)

    def _begin(self, stop: Stop, text: str, write: Callable[[str], None], single_line: bool = True) -> None:
        self.stop, self._was, self._write = stop, text, write
        self.document = Document(text, single_line=single_line)
        self.document.finish()
        self._fresh = single_line

    def rename(self, id: str) -> None:
        """Another name for the variable or own command of a block, in all its uses."""
        where = self.editor.editing.workspace.find(id)
        name = renamed(where.block) if where is not None else ""
        if not name or where is None:
            return
        key = next((key for key, slot in where.block.slot_names().items() if slot.text == name), "")

        def write(typed: str) -> None:
            if typed != name:
                self.editor.editing.do(Rename(name, typed))

        self._begin(Stop(id, key), name, write)

    def close(self, keep: bool = False) -> None:
        """Close what is open; `keep`: what was typed goes into the program."""
        document, self.document = self.document, None
        if document is not None and keep and document.text != self._was:
            self._write(document.text)

    def _choose(self, stop: Stop, slot: Slot) -> None:
        """The list of a square slot; that of a variable also gives it a new or another name."""
        editor, lang = self.editor, self.editor.lang
        words = slot.choices or variables(editor.editing.workspace)
        if slot.text not in words:
            words = (slot.text, *words)

        def choose(word: str) -> Callable[[], None]:
            return lambda: editor.after(lambda: editor.editing.write(stop, word))

        items = [Item(choice_label(word, lang), choose(word), checked=word == slot.text) for word in words]
        if not slot.choices:
            say = editor.say

            def write(typed: str) -> None:
                editor.editing.write(stop, typed)

            def new() -> None:
                self._begin(stop, "", write)
                editor.changed()

            items.append(Item(say("new_name"), new, "plus", rule=True))
            items.append(Item(say("rename"), lambda: editor.after(lambda: self.rename(stop.block)), "pencil"))
        editor.menus.open(
            catalogue.text("blocks.slot.square", lang), items, self.rect(), words.index(slot.text)
        )

    def _choose_word(self, stop: Stop, slot: Slot) -> None:
        """The things or colours of the lesson; something else can be typed."""
        editor = self.editor
        now = slot.block.value if slot.block is not None else ""
        words = [*editor.words[slot.name]]
        if now and now not in words:
            words.insert(0, now)

        def choose(word: str) -> Callable[[], None]:
            return lambda: editor.after(lambda: editor.editing.write(stop, word))

        items = [
            Item(word_label(slot.name, word, editor.lang), choose(word), checked=word == now)
            for word in words
        ]
        items.append(
            Item(
                editor.say("write"), lambda: editor.after(lambda: self._type(stop, slot)), "pencil", rule=True
            )
        )
        name = catalogue.text("blocks.slot.square", editor.lang)
        editor.menus.open(name, items, self.rect(), words.index(now) if now else 0)

    # -- keys and letters

    def type(self, text: str) -> None:
        """What the keyboard sends."""
        if self.document is None:
            return
        if self._fresh:
            self.document.select_all()
        self._fresh = False
        self.document.type(text)

    def key(self, key: Key) -> bool:
        """A key while the field is open."""
        typing = self.document
        assert typing is not None
        if key.name == "backspace" and self._fresh:
            typing.select_all()
        if len(key.name) > 1 and key.name not in MODIFIERS:  # letters come as text as well
            self._fresh = False
        match key.name:
            case "escape":
                self.close()
            case "enter" if key.shift and not typing.single_line:
                typing.newline()
            case "enter":
                self.close(keep=True)
            case "tab":
                self.close(keep=True)
                self.editor.editing.next_slot(-1 if key.shift else 1)
            case "a" if key.ctrl:
                typing.select_all()
            case "z" if key.ctrl:
                typing.undo()
            case "backspace":
                typing.backspace(key.ctrl)
            case "delete":
                typing.delete(key.ctrl)
            case "left":
                typing.left(key.shift)
            case "right":
                typing.right(key.shift)
            case "up":
                typing.up(key.shift)
            case "down":
                typing.down(key.shift)
            case "home":
                typing.home(key.shift)
            case "end":
                typing.line_end(key.shift)
        return True

    # -- drawing

    def rect(self) -> Rect:
        """The slot that is open, in the window."""
        floor = self.editor.floor
        box = floor.full().by_id.get(self.stop.block)
        if box is None:
            return NOWHERE
        found = next((slot.rect for slot in box.slots if slot.key == self.stop.slot), box.rows[0].rect)
        return found.moved(*floor.origin)

    def draw(self, view: View) -> None:
        """The field over its slot, as wide as what is typed."""
        typing = self.document
        if typing is None:
            return
        pencil = self.editor.floor.pencil(view)
        code = not typing.single_line
        size = look.BLOCK - 1 if code else look.BLOCK
        slot, row = self.rect(), pencil.px(LINE)

        def width(text: str) -> int:
            return pencil.text_size(text, size, code=code)[0] if text else 0

        w = max(slot.w, max(width(line) for line in typing.lines) + pencil.px(28))
        rect = Rect(slot.x, slot.y, w, max(slot.h, row * len(typing.lines) + 8))
        view.round_rect(rect.inset(-3), None, 11, view.colours.ink, 3)
        view.round_rect(rect.inset(-2), view.colours.paper, 10, view.colours.sun, 3)
        x, y = rect.x + pencil.px(12), rect.y + (rect.h - row * len(typing.lines)) // 2
        caret, chosen = typing.caret, typing.selection
        for number, line in enumerate(typing.lines):
            box = Rect(x, y + number * row, rect.w, row)
            start, end = 0, len(line) if self._fresh else 0
            if chosen is not None and chosen[0].row <= number <= chosen[1].row:
                start = chosen[0].column if number == chosen[0].row else 0
                end = chosen[1].column if number == chosen[1].row else len(line)
            if end > start:
                left = width(line[:start])
                marked = Rect(box.x + left, box.y + 2, width(line[:end]) - left, row - 4)
                view.rect_fill(marked, view.colours.selection)
            pencil.text(line, box, size, view.colours.ink, code=code)
            if number == caret.row:
                bar = Rect(box.x + width(line[: caret.column]), box.y + 2, 2, row - 4)
                view.rect_fill(bar, view.colours.ink)
