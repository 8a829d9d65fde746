"""A line to write in, with its label above."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui import theme as look
from codekids.ui.document import Document, Place
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Text
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.clipboard import CLIPBOARD, Clipboard

PAD = 12


class TextField(Widget):
    """One line of text. `on_enter` gets the text at Enter; `on_change` after each change.

    Its rectangle is label and box together: `height_for` tells how much that is.
    """

    def __init__(
        self,
        label: str,
        *,
        text: str = "",
        placeholder: str = "",
        longest: int = 200,
        code: bool = False,
        on_change: Callable[[str], None] = lambda text: None,
        on_enter: Callable[[str], None] = lambda text: None,
        clipboard: Clipboard = CLIPBOARD,
    ) -> None:
        super().__init__(label, "field")
        self.focusable = True
        self.label = label
        self.placeholder = placeholder
        self.code = code
        self.document = Document(text, single_line=True, longest=longest)
        self.document.finish()
        self.on_change, self.on_enter, self.clipboard = on_change, on_enter, clipboard
        self.shift_x = 0
        self._view: View | None = None
        self._dragging = False

    @property
    def text(self) -> str:
        return self.document.text

    def say(self, text: str) -> None:
        """Hold another text."""
        self.document.set_text(text)
        self.document.finish()
        self.touch()

    def height_for(self, view: View) -> int:
        """Pixels for the label and the box."""
        return view.px(look.FIELD_HEIGHT) + (view.px(26) if self.label else 0)

    def _box(self) -> Rect:
        height = self._view.px(look.FIELD_HEIGHT) if self._view else look.FIELD_HEIGHT
        return self.rect.split_bottom(min(height, self.rect.h))[1]

    def _x_of(self, column: int) -> int:
        if self._view is None:
            return 0
        return self._view.text_size(self.text[:column], look.BODY, code=self.code)[0]

    def _column_at(self, x: int) -> int:
        inside = x - self._box().x - PAD + self.shift_x
        columns = range(len(self.text) + 1)
        return min(columns, key=lambda column: abs(self._x_of(column) - inside))

    def draw(self, view: View) -> None:
        self._view = view
        colours, box = view.colours, self._box()
        if self.label:
            head = Rect(self.rect.x, self.rect.y, self.rect.w, view.px(24))
            view.text(self.label, head, look.SECONDARY, colours.soft)
        edge = colours.blue if self.focused else colours.edge
        if self.enabled:
            view.round_rect(box, colours.paper, look.RADIUS_BUTTON, edge, 2)
        else:
            view.round_rect(box, colours.well, look.RADIUS_BUTTON, colours.edge, 2, dashed=True)
        inside = box.inset(PAD, 3)
        caret = self._x_of(self.document.caret.column)
        # The caret is always in sight.
        self.shift_x = max(caret - inside.w + 2, min(self.shift_x, caret))
        with view.clip(inside):
            spot = Rect(inside.x - self.shift_x, inside.y, inside.w + self.shift_x, inside.h)
            if not self.text:
                view.text(self.placeholder, spot, look.BODY, colours.soft)
            selection = self.document.selection
            if selection and self.focused:
                start, end = self._x_of(selection[0].column), self._x_of(selection[1].column)
                view.rect_fill(Rect(spot.x + start, box.y + 9, end - start, box.h - 18), colours.selection)
            view.text(self.text, spot, look.BODY, code=self.code)
            if self.focused:
                view.rect_fill(Rect(spot.x + caret, box.y + 11, 2, box.h - 22), colours.ink)
        if self.ringed:
            view.focus_ring(box, look.RADIUS_BUTTON)

    def handle(self, event: Event) -> bool:
        match event:
            case Text(text=text):
                self.document.type(text)
                return self._changed()
            case PointerDown(x=x, button=1):
                if event.clicks >= 2:
                    self.document.select_word(Place(0, self._column_at(x)))
                else:
                    self.document.go(Place(0, self._column_at(x)), select=event.shift)
                    self._dragging = True
                self.touch()
                return True
            case PointerMove(x=x, held=True) if self._dragging:
                self.document.go(Place(0, self._column_at(x)), select=True)
                self.touch()
                return True
            case PointerUp():
                self._dragging = False
                return True
            case Key() if event.pressed and not event.alt:
                return self._key(event)
        return False

    def _changed(self) -> bool:
        self.touch()
        self.on_change(self.text)
        return True

    def _key(self, event: Key) -> bool:
        document, select, ctrl = self.document, event.shift, event.ctrl
        version = document.version
        match event.name:
            case "left":
                document.word_left(select) if ctrl else document.left(select)
            case "right":
                document.word_right(select) if ctrl else document.right(select)
            case "home":
                document.start(select)
            case "end":
                document.finish(select)
            case "backspace":
                document.backspace(word=ctrl)
            case "delete":
                document.delete(word=ctrl)
            case "enter" if not ctrl:
                self.on_enter(self.text)
            case "a" if ctrl:
                document.select_all()
            case "c" | "x" if ctrl:
                if document.selected_text:
                    self.clipboard.put(document.selected_text)
                    if event.name == "x":
                        document.delete()
            case "v" if ctrl:
                document.paste(self.clipboard.get())
            case "z" if ctrl and not event.shift:
                document.undo()
            case "z" | "y" if ctrl:
                document.redo()
            case _:
                return False
        if document.version != version:
            return self._changed()
        self.touch()
        return True
