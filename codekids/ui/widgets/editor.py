"""The code editor: lines of Python with their colours, a caret, marks for now and for a problem.

Rows are 0-based inside, as in `document`; lines told from outside are 1-based.
The text lives in a `Document`; colours and completions come from callables, so
that neither Pygments nor the lesson's words are needed before the first frame.
One long file: scrolling, marks, bubble, pointer and keys all stand on the same
few lines of geometry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pygame

from codekids.ui import theme as look
from codekids.ui.document import Document, Place
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.bubble import SPIKE, ErrorBubble, Tone
from codekids.ui.widgets.clipboard import CLIPBOARD, Clipboard
from codekids.ui.widgets.completion import CompletionList, Offer
from codekids.ui.widgets.scroll import BAR, draw_bar, offset_at, thumb

Pieces = tuple[tuple[str, str], ...]
Colouring = Callable[[str], Sequence[Sequence[tuple[str, str]]]]
Completing = Callable[[str, int, int], Sequence[Offer]]  # text, 1-based line, 0-based column

NUMBERS_LEFT, NUMBERS_GAP = 28, 18
MARK_BAR = 6  # the coloured bar at the left of a marked line
WHEEL_ROWS = 3


class Mark(NamedTuple):
    """A problem's place: row, and columns from `start` up to `end`."""

    row: int
    start: int
    end: int
    tone: Tone


class CodeEditor(Widget):
    """Edits a `Document`.

    Esc leaves writing, so that Tab moves on to the next widget; typing or a click starts it again.
    `on_change` is called after each change of the text. `read_only` still lets the caret move.
    """

    clips = True

    def __init__(
        self,
        document: Document,
        name: str,
        *,
        colouring: Colouring | None = None,
        completing: Completing | None = None,
        completion_name: str = "",
        on_change: Callable[[], None] = lambda: None,
        clipboard: Clipboard = CLIPBOARD,
        placeholder: str = "",
        on_hover: Callable[[int | None], None] | None = None,
        size: float = look.CODE,
        line_height: float = look.CODE_LINE,
    ) -> None:
        super().__init__(name, "editor")
        self.focusable = True
        self.reach = 0
        self.document = document
        self.completing = completing
        self.on_change = on_change
        self.clipboard = clipboard
        self.placeholder = placeholder
        self.on_hover = on_hover  # gets the 1-based line under the pointer
        self.hover_row: int | None = None
        self.size, self.line_height = size, line_height
        self.read_only = False
        self.writing = False  # Tab indents; else it moves the focus
        self.now_row: int | None = None
        self.mark: Mark | None = None
        self.bubble: ErrorBubble | None = None
        self.scroll_x = self.scroll_y = 0
        self._colouring = colouring
        self._list = CompletionList(completion_name, self._take)
        self._list_open = False
        self._pieces: list[Pieces] = []
        self._known_lines: dict[str, Pieces] = {}
        self._images: dict[int, pygame.Surface] = {}  # by row, until the text changes
        self._coloured_version = -1
        self._rows_before = len(document.lines)
        self._view: View | None = None
        self._cell, self._pitch, self._bubble_room = 11, round(line_height), 0
        self._follow_caret = self._follow_mark = False
        self._dragging = False
        self._grip: int | None = None

    # -- from outside ------------------------------------------------------------

    def set_document(self, document: Document) -> None:
        """Edit another text."""
        self.document = document
        self._coloured_version, self._rows_before = -1, len(document.lines)
        self.scroll_x = self.scroll_y = 0
        self.clear_problem()
        self.touch()

    def set_colouring(self, colouring: Colouring | None) -> None:
        """Colours from now on: `codekids.lang.colouring.colour`, once there is time to import it."""
        self._colouring, self._coloured_version = colouring, -1
        self._known_lines.clear()
        self.touch()

    def insert(self, text: str, caret: int | None = None) -> None:
        """Write at the caret, as a click on a word of the palette does; `caret` counts from its start."""
        if not self.read_only:
            start = self.document.selection[0] if self.document.selection else self.document.caret
            self.document.paste(text)
            if caret is not None:
                self.document.go(Place(start.row, start.column + caret))
            self._edited()

    def document_changed(self) -> None:
        """Somebody else changed the document: a repair, a word of the palette."""
        self._close_list()
        self._edited()

    def set_now(self, line: int | None) -> None:
        """Mark the line that runs (1-based), or none, and keep it in sight."""
        row = None if line is None else max(0, min(line - 1, len(self.document.lines) - 1))
        if row == self.now_row:
            return
        self._damage_row(self.now_row)
        self.now_row = row
        self._damage_row(row)
        if row is not None and not self.rect.empty:
            box = self._row_rect(row)
            if box.y < self.rect.y or box.bottom > self.rect.bottom:
                # A third from the top, so that the next lines need no scrolling.
                self._scroll_to(self.scroll_y + box.y - self.rect.y - self.rect.h // 3)

    def set_hovered(self, line: int | None) -> None:
        """Tint the line (1-based) that the pointer is on here or elsewhere, or none."""
        row = None if line is None else max(0, min(line - 1, len(self.document.lines) - 1))
        if row != self.hover_row:
            self._damage_row(self.hover_row)
            self.hover_row = row
            self._damage_row(row)

    def show_problem(
        self,
        line: int,
        column: int,
        end_column: int,
        bubble: ErrorBubble | None = None,
        tone: Tone = "red",
    ) -> None:
        """Tint a line (1-based), draw a wave under its columns, and the bubble below it."""
        self.clear_problem()
        row = max(0, min(line - 1, len(self.document.lines) - 1))
        length = len(self.document.lines[row])
        start = max(0, min(column, max(0, length - 1)))
        self.mark = Mark(row, start, max(start + 1, min(end_column or length, max(length, start + 1))), tone)
        if bubble:
            self.bubble = bubble
            bubble.on_resize = self.touch
            self.add(bubble)
        self._arrange_bubble()
        self._follow_mark = True
        self.touch()

    def clear_problem(self) -> None:
        """Take the mark and its bubble away."""
        if self.bubble:
            self.remove(self.bubble)
        self.mark, self.bubble, self._bubble_room = None, None, 0
        self.touch()

    # -- where things are ----------------------------------------------------------

    @property
    def _text_x(self) -> int:
        """Left edge of column 0 when nothing is scrolled."""
        digits = max(2, len(str(len(self.document.lines))))
        return self.rect.x + NUMBERS_LEFT + digits * self._cell + NUMBERS_GAP

    @property
    def _total(self) -> int:
        return len(self.document.lines) * self._pitch + self._bubble_room + self._pitch // 2

    @property
    def _track(self) -> Rect:
        return Rect(self.rect.right - BAR, self.rect.y, BAR, self.rect.h)

    @property
    def _text_room(self) -> int:
        return self.rect.right - self._text_x - (BAR + 4 if self._total > self.rect.h else 4)

    def _row_y(self, row: int) -> int:
        below = self._bubble_room if self.mark and row > self.mark.row else 0
        return self.rect.y + row * self._pitch + below - self.scroll_y

    def _row_rect(self, row: int) -> Rect:
        return Rect(self.rect.x, self._row_y(row), self.rect.w, self._pitch)

    def place_at(self, x: int, y: int) -> Place:
        """The place in the text nearest to a window point."""
        offset = y - self.rect.y + self.scroll_y
        if self.mark and self._bubble_room:
            end = (self.mark.row + 1) * self._pitch
            if offset >= end:
                offset = max(end - 1, offset - self._bubble_room)
        column = round((x - self._text_x + self.scroll_x) / self._cell)
        return self.document.inside(offset // self._pitch, column)

    def caret_rect(self) -> Rect:
        """Where the caret stands, in window pixels."""
        row, column = self.document.caret
        high = min(self._pitch - 4, round(self._pitch * 0.76))
        x = self._text_x + column * self._cell - self.scroll_x
        return Rect(x - 1, self._row_y(row) + (self._pitch - high) // 2, 2, high)

    def reveal(self, rect: Rect) -> None:
        """Scroll so far that the window rectangle is seen."""
        if rect != self.rect and not self.rect.empty:
            if rect.y < self.rect.y:
                self._scroll_to(self.scroll_y - (self.rect.y - rect.y))
            elif rect.bottom > self.rect.bottom:
                self._scroll_to(self.scroll_y + rect.bottom - self.rect.bottom + 8)

    def _scroll_to(self, y: int) -> bool:
        y = max(0, min(y, self._total - self.rect.h))
        if y == self.scroll_y:
            return False
        self.scroll_y = y
        self._arrange_bubble()
        self.touch()
        return True

    def _show_rows(self, first: int, last: int) -> None:
        if self.rect.empty:
            return
        top, bottom = self._row_y(first), self._row_y(last) + self._pitch
        if self.bubble and self.mark and last == self.mark.row:
            bottom = min(bottom + self._bubble_room, top + self.rect.h)
        if top < self.rect.y:
            self._scroll_to(self.scroll_y - (self.rect.y - top))
        elif bottom > self.rect.bottom:
            self._scroll_to(self.scroll_y + bottom - self.rect.bottom)

    def _show_caret(self) -> None:
        if self.rect.empty:
            return
        row, column = self.document.caret
        self._show_rows(row, row)
        x, room = column * self._cell, self._text_room
        margin = 2 * self._cell
        if x - self.scroll_x > room - margin:
            self.scroll_x = x - room + 4 * self._cell
        elif x - self.scroll_x < margin:
            self.scroll_x = max(0, x - 4 * self._cell)

    def _damage_row(self, row: int | None) -> None:
        if row is not None and self.house and not self.rect.empty:
            self.house.damage(self._row_rect(row).intersection(self.rect))

    def place(self, rect: Rect) -> None:
        super().place(rect)
        self._arrange_bubble()
        self._scroll_to(self.scroll_y)

    def _arrange_bubble(self) -> None:
        """The bubble's place depends on how its text breaks; it also makes the room below the line."""
        if not (self.bubble and self.mark and self._view) or self.rect.empty:
            return
        view = self._view
        left = self._text_x if self._text_room >= view.px(300) else self.rect.x + 12
        width = min(view.px(look.BUBBLE_WIDTH), self.rect.right - left - BAR - 4)
        height = self.bubble.height_for(view, width)
        self._bubble_room = height + SPIKE + 18
        y = self._row_y(self.mark.row) + self._pitch + SPIKE
        middle = self._text_x + (self.mark.start + self.mark.end) * self._cell // 2 - self.scroll_x
        self.bubble.spike_x = middle
        self.bubble.arrange(view, Rect(left, y, width, height))

    # -- drawing -------------------------------------------------------------------

    def draw(self, view: View) -> None:
        if view is not self._view:
            self._images.clear()
            self._cell = view.code_cell(self.size)
            self._pitch = view.px(self.line_height)
        self._view = view
        self._arrange_bubble()
        self._colour_lines()
        if self._follow_caret:
            self._follow_caret = False
            self._show_caret()
        if self._follow_mark and self.mark:
            # How high the bubble is, only the view can tell.
            self._follow_mark = False
            self._show_rows(self.mark.row, self.mark.row)
        left = self._text_x
        with view.clip(self.rect):
            rows = self._rows_to_draw(view)
            for row, box in rows:
                self._draw_row(view, row, box, left)
            # One clip for all lines: code scrolled aside must not run into the numbers.
            with view.clip(Rect(left - 4, self.rect.y, self.rect.right - left + 4, self.rect.h)):
                for row, box in rows:
                    self._draw_code(view, row, box, left)
            if self.placeholder and self.document.lines == [""]:
                spot = Rect(self._text_x, self._row_y(0), self._text_room, self._pitch)
                view.text(self.placeholder, spot.moved(8, 0), look.BODY, view.colours.soft)
            if self.focused:
                view.rect_fill(self.caret_rect(), view.colours.ink)

    def draw_above(self, view: View) -> None:
        draw_bar(view, self._track, self._total, self.scroll_y, active=self._grip is not None)
        if self.ringed and not self.writing:
            view.round_rect(self.rect.inset(1), None, look.RADIUS_CHIP, view.colours.ink, 3)
            view.round_rect(self.rect.inset(4), None, look.RADIUS_CHIP - 3, view.colours.sun, 3)

    def _rows_to_draw(self, view: View) -> list[tuple[int, Rect]]:
        rows = []
        first = max(0, (self.scroll_y - self._bubble_room) // self._pitch)
        for row in range(first, len(self.document.lines)):
            box = self._row_rect(row)
            if box.y >= self.rect.bottom:
                break
            if view.shows(box):
                rows.append((row, box))
        return rows

    def _draw_row(self, view: View, row: int, box: Rect, left: int) -> None:
        """What lies under the code: the row's tint, its marks, its number."""
        colours = view.colours
        number_ink, strong = colours.soft, False
        if self.mark and row == self.mark.row:
            red = self.mark.tone == "red"
            number_ink, strong = (colours.red if red else colours.sun_text), True
            view.rect_fill(box, colours.red_tint if red else colours.sun_tint)
            view.rect_fill(Rect(box.x, box.y, MARK_BAR, box.h), colours.red if red else colours.sun_edge)
        elif row == self.now_row:
            number_ink, strong = colours.sun_text, True
            view.rect_fill(box, colours.now_line)
            view.rect_fill(Rect(box.x, box.y, MARK_BAR, box.h), colours.sun_edge)
        elif row == self.hover_row:
            view.rect_fill(box, colours.blue_tint)
        elif self.focused and row == self.document.caret.row and not self.document.selection:
            view.rect_fill(box, colours.well)
        if row == self.now_row:
            middle = box.y + box.h // 2
            arrow = [(box.x + 13, middle - 7), (box.x + 25, middle), (box.x + 13, middle + 7)]
            view.polygon(arrow, number_ink)
        numbers = Rect(box.x, box.y, left - NUMBERS_GAP - box.x, box.h)
        view.text(str(row + 1), numbers, self.size - 2, number_ink, code=True, strong=strong, align="right")

    def _draw_code(self, view: View, row: int, box: Rect, left: int) -> None:
        """The selection, the line, and the wave under what is wrong."""
        self._draw_selection(view, row, box)
        if self._pieces[row]:
            image = self._images.get(row)
            if image is None:
                image = self._images[row] = view.code_line(self._pieces[row], self.size)
            view.blit(image, left - self.scroll_x, box.y + (box.h - image.get_height()) // 2)
        if self.mark and row == self.mark.row:
            x = left + self.mark.start * self._cell - self.scroll_x
            wave = view.colours.red if self.mark.tone == "red" else view.colours.sun_edge
            view.squiggle(x, box.bottom - 8, (self.mark.end - self.mark.start) * self._cell, wave)

    def _draw_selection(self, view: View, row: int, box: Rect) -> None:
        selection = self.document.selection
        if not selection or not selection[0].row <= row <= selection[1].row:
            return
        start = selection[0].column if row == selection[0].row else 0
        whole = row < selection[1].row
        end = len(self.document.lines[row]) + 1 if whole else selection[1].column
        x = self._text_x + start * self._cell - self.scroll_x
        stretch = Rect(x, box.y + 2, (end - start) * self._cell, box.h - 4)
        room = Rect(self._text_x - 1, box.y, self.rect.right - self._text_x, box.h)
        view.rect_fill(stretch.intersection(room), view.colours.selection)

    def _colour_lines(self) -> None:
        """Colours anew what has changed. A line alone is enough, unless a text may span several."""
        if self._coloured_version == self.document.version:
            return
        self._coloured_version = self.document.version
        self._images.clear()
        lines = self.document.lines
        if self._colouring is None:
            self._pieces = [(("plain", line),) if line else () for line in lines]
            return
        text = self.document.text
        if '"""' in text or "'''" in text or "\\\n" in text:
            coloured = self._colouring(text)
            self._pieces = [tuple((kind, piece) for kind, piece in line) for line in coloured]
            # The text is the truth: were a line missing, it would show without colours.
            self._pieces += [(("plain", line),) for line in lines[len(self._pieces) :]]
            return
        known = self._known_lines
        if len(known) > 4000:
            known.clear()
        for line in lines:
            if line not in known:
                known[line] = tuple((kind, piece) for kind, piece in self._colouring(line)[0]) if line else ()
        self._pieces = [known[line] for line in lines]

    # -- events ----------------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        match event:
            case Text(text=text):
                return self.focused and self._typed(text)
            case Key():
                return self.focused and event.pressed and self._key(event)
            case PointerDown(x=x, y=y, button=1):
                self._pointer_down(event)
                return True
            case PointerMove(x=x, y=y, held=True) if self._grip is not None:
                self._scroll_to(offset_at(self._track, self._total, y - self._grip))
                return True
            case PointerMove(x=x, y=y, held=True) if self._dragging:
                self.document.go(self.place_at(x, y), select=True)
                self._moved()
                return True
            case PointerMove(y=y, held=False) if self.on_hover is not None:
                row = self.place_at(self.rect.x, y).row
                self.on_hover(row + 1 if self._row_rect(row).contains(self.rect.x, y) else None)
                return False
            case PointerUp(button=1):
                self._dragging, self._grip = False, None
                self.touch()
                return True
            case Wheel(dy=dy, dx=dx):
                self._close_list()
                self.scroll_x = max(0, self.scroll_x + round(dx * self._cell * 3))
                return self._scroll_to(self.scroll_y - round(dy * WHEEL_ROWS * self._pitch)) or bool(dx)
        return False

    def hover_changed(self, on: bool) -> None:
        if not on and self.on_hover is not None:
            self.on_hover(None)

    def focus_moved(self, has: bool) -> None:
        self.writing = False
        if not has:
            self._close_list()
        super().focus_moved(has)

    def _pointer_down(self, event: PointerDown) -> None:
        self._close_list()
        if self._total > self.rect.h and self._track.contains(event.x, event.y):
            knob = thumb(self._track, self._total, self.scroll_y)
            self._grip = event.y - knob.y if knob.contains(event.x, event.y) else knob.h // 2
            self._scroll_to(offset_at(self._track, self._total, event.y - self._grip))
            return
        place = self.place_at(event.x, event.y)
        self.writing = True
        if event.clicks == 2:
            self.document.select_word(place)
        elif event.clicks == 3:
            self.document.select_line(place.row)
        else:
            self.document.go(place, select=event.shift)
            self._dragging = True
        self._moved()

    def _typed(self, text: str) -> bool:
        if self.read_only or not text:
            return False
        self.writing = True
        self.document.type(text)
        self._edited()
        self._offer(asked=False)
        return True

    def _key(self, event: Key) -> bool:
        if event.alt:
            return False
        if self._list_open and self._list_key(event):
            return True
        if event.ctrl:
            return self._shortcut(event)
        if self._move_key(event):
            self._close_list()
            self._moved()
            return True
        match event.name:
            case "escape" if self.writing:
                self.writing = False
                if self.house:
                    self.house.give_focus(self, visible=True)
                self.touch()
                return True
            case "tab" if self.writing and not self.read_only:
                self.document.dedent() if event.shift else self.document.indent()
            case "enter" if not self.read_only:
                self.writing = True
                self.document.newline()
            case "backspace" if not self.read_only:
                self.document.backspace()
            case "delete" if not self.read_only:
                self.document.delete()
            case _:
                return False
        self._edited()
        if event.name == "backspace" and self._list_open:
            self._offer(asked=False)
        elif event.name != "backspace":
            self._close_list()
        return True

    def _move_key(self, event: Key) -> bool:
        document, select = self.document, event.shift
        page = max(1, self.rect.h // self._pitch - 1)
        match event.name:
            case "left":
                document.word_left(select) if event.ctrl else document.left(select)
            case "right":
                document.word_right(select) if event.ctrl else document.right(select)
            case "up":
                document.up(select)
            case "down":
                document.down(select)
            case "page up":
                document.up(select, page)
            case "page down":
                document.down(select, page)
            case "home":
                document.start(select) if event.ctrl else document.home(select)
            case "end":
                document.finish(select) if event.ctrl else document.line_end(select)
            case _:
                return False
        return True

    def _shortcut(self, event: Key) -> bool:
        document = self.document
        if event.name in {"left", "right", "home", "end"}:
            self._move_key(event)
            self._moved()
            return True
        match event.name:
            case "a":
                document.select_all()
                self._moved()
                return True
            case "c":
                if document.selected_text:
                    self.clipboard.put(document.selected_text)
                return True
            case "space":
                self._offer(asked=True)
                return True
        if self.read_only:
            return False
        match event.name:
            case "x":
                if document.selected_text:
                    self.clipboard.put(document.selected_text)
                    document.delete()
            case "v":
                document.paste(self.clipboard.get())
            case "z" if not event.shift:
                document.undo()
            case "z" | "y":
                document.redo()
            case "backspace":
                document.backspace(word=True)
            case "delete":
                document.delete(word=True)
            case _:
                return False
        self._close_list()
        self._edited()
        return True

    def undo(self) -> None:
        """What the arrow in the head of the card does."""
        if self.document.undo():
            self._edited()

    def redo(self) -> None:
        """What the other arrow does."""
        if self.document.redo():
            self._edited()

    def _moved(self) -> None:
        self._follow_caret = True
        self.touch()

    def _edited(self) -> None:
        self._moved()
        if self.document.version == self._coloured_version:
            return
        self._colour_lines()
        self._keep_mark()
        self.on_change()

    def _keep_mark(self) -> None:
        """The mark stays with its line while lines come and go above; its wave goes once the line changes."""
        grown = len(self.document.lines) - self._rows_before
        self._rows_before = len(self.document.lines)
        if self.mark is None:
            return
        row = self.mark.row
        if grown and self.document.caret.row - max(0, grown) < row:
            row += grown
        row = max(0, min(row, len(self.document.lines) - 1))
        length = max(1, len(self.document.lines[row]))
        start = min(self.mark.start, length - 1)
        self.mark = self.mark._replace(row=row, start=start, end=max(start + 1, min(self.mark.end, length)))
        self._arrange_bubble()

    # -- completion ------------------------------------------------------------------

    def _offer(self, asked: bool) -> None:
        """Show what goes on from here: when asked, or once a word is begun."""
        document = self.document
        begun = document.word_before_caret()
        if self.completing is None or self.read_only or (not asked and (not begun or begun.isdigit())):
            self._close_list()
            return
        offers = self.completing(document.text, document.caret.row + 1, document.caret.column)
        if not offers or self.house is None or self._view is None:
            self._close_list()
            return
        self._show_caret()
        self._list.offer(offers)
        caret = self.caret_rect()
        x = caret.x - len(begun) * self._cell
        self._list.stand_at(self._view, x, caret.y, caret.bottom)
        if not self._list_open:
            self._list_open = True
            self.house.open(self._list, owner=self)

    def _close_list(self) -> None:
        if self._list_open and self.house:
            self._list_open = False
            self.house.close(self._list)

    def _list_key(self, event: Key) -> bool:
        if self._list.house is None:  # a press elsewhere closed it
            self._list_open = False
            return False
        if event.ctrl or event.shift:
            return False
        match event.name:
            case "down" | "up":
                self._list.move(1 if event.name == "down" else -1)
            case "escape":
                self._close_list()
            case "tab":
                self._take(self._list.current)
            case "enter" if self._enter_takes():
                self._take(self._list.current)
            case _:
                return False
        return True

    def _enter_takes(self) -> bool:
        """Enter means the list only when the child chose in it, or the word begun is no word yet.

        Else `x = a` and Enter would turn into something the child never wrote.
        """
        begun = self.document.word_before_caret()
        if self._list.chosen:
            return True
        used = [piece for line in self._pieces for kind, piece in line if kind in {"name", "call", "keyword"}]
        return len(begun) >= 2 and used.count(begun) <= 1 and len(self._list.offers) <= 3

    def _take(self, offer: Offer) -> None:
        self._close_list()
        caret = self.document.caret
        start = Place(caret.row, max(0, caret.column - offer.replaces))
        self.document.replace(start, caret, offer.insert)
        self.document.go(Place(start.row, start.column + offer.caret))
        if self.house:
            self.house.give_focus(self)
        self.writing = True
        self._edited()
