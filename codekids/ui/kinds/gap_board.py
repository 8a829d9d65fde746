"""A program with gaps: all is locked but the gaps, which are typed into or filled from a tray of pieces.

Tab goes from gap to gap. Where pieces are offered: press a piece to put it into the chosen gap (the
first empty one), drag it there, press a filled gap to empty it; at a gap the arrows up and down try
one piece after the other, Delete empties it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from codekids.lessons.kinds.gap import GapState
from codekids.lessons.kinds.gap import Place as Gap
from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp
from codekids.ui.geometry import Rect
from codekids.ui.kinds.gap_blocks import GapBlocks, Path, gap_paths, lay_out_gaps
from codekids.ui.kinds.pieces import Piece
from codekids.ui.kinds.program_view import ring_of_now
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.field import TextField

if TYPE_CHECKING:
    from codekids.lang.dialect import Dialect

PITCH = 46  # pixels of a line at 100 %
HIGH = 40  # of a gap
NUMBERS = 34
LEAST = 84  # pixels of an empty gap
FAR = 6


class GapSlot(Widget):
    """A gap to be filled with a piece."""

    def __init__(self, owner: GapBoard, index: int) -> None:
        super().__init__("", "field")
        self.focusable = True
        self.owner, self.index = owner, index

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(button=1):
                return True
            case PointerUp(x=x, y=y, button=1):
                if self.rect.contains(x, y):
                    self.owner.press_gap(self.index)
                return True
            case Key(ctrl=False, alt=False) if event.pressed:
                return self.owner.key_at_gap(self.index, event.name)
        return False

    def focus_moved(self, has: bool) -> None:
        if has:
            self.owner.choose_gap(self.index)
        super().focus_moved(has)

    def draw(self, view: View) -> None:
        colours, text = view.colours, self.owner.state.text_of(self.index)
        chosen = self.owner.chosen == self.index
        edge = colours.blue if chosen else colours.edge
        face = colours.blue_tint if chosen else colours.paper
        view.round_rect(self.rect, face, look.RADIUS_CHIP, edge, 3 if chosen else 2, dashed=not text)
        if text:
            view.text(text, self.rect, look.CODE - 1, colours.ink, code=True, align="centre")
        if self.ringed:
            view.focus_ring(self.rect, look.RADIUS_CHIP)


class _Tray(Widget):
    """One group for the arrow keys; what lies between its pieces is the board's."""

    arrows = True

    def accepts(self, x: int, y: int) -> bool:
        return False


class GapBoard(Widget):
    """Shows a `GapState`; `on_change` gets a new one."""

    def __init__(
        self,
        state: GapState,
        name: str,
        *,
        gap_name: Callable[[int, str], str],
        tray_name: str,
        on_change: Callable[[GapState], None],
        lang: str = "ro",
        dialect: Dialect | None = None,
    ) -> None:
        super().__init__(name, "group")
        self.state, self.on_change, self.gap_name = state, on_change, gap_name
        self.chosen = 0
        self.now: int | None = None
        self.tray_name = tray_name
        self.lang, self.dialect = lang, dialect
        self.blocks = False
        self._paths: tuple[Path, ...] | None = None
        self._laid: GapBlocks | None = None  # where it is shown as blocks
        self._drag: tuple[Piece, int, int] | None = None
        self._dragging = False
        self._pointer = (0, 0)
        self._tray_rect = Rect(0, 0, 0, 0)
        self._top = 0
        self.typed = not state.pieces
        self.slots: list[GapSlot] = []
        self.fields: list[TextField] = []
        count = len(state.places)
        if self.typed:
            self.fields = [
                TextField("", longest=60, code=True, on_change=partial(self._typed, index))
                for index in range(count)
            ]
            self.add(*self.fields)
        else:
            self.slots = [GapSlot(self, index) for index in range(count)]
            self.add(*self.slots)
        self.pieces = [Piece(index, text, "code") for index, text in enumerate(state.pieces)]
        self._holder = _Tray(tray_name)
        self._holder.add(*self.pieces)
        self.add(self._holder)
        self.show(state)

    # -- what it shows -----------------------------------------------------------

    def show(self, state: GapState) -> None:
        """Another state."""
        self.state = state
        for index, field in enumerate(self.fields):
            if field.text != state.text_of(index) and not field.focused:
                field.say(state.text_of(index))
            field.name = self.gap_name(index + 1, state.text_of(index))
        for index, slot in enumerate(self.slots):
            slot.name = self.gap_name(index + 1, state.text_of(index))
        for piece in self.pieces:
            piece.set(visible=piece.index in state.tray)
        self.touch()

    def look_as(self, *, blocks: bool) -> None:
        """As blocks, where every gap is an empty slot of one; else as text."""
        self.blocks = blocks and not self.typed
        if self.blocks and self._paths is None:
            self._paths = gap_paths(self.state.program, self.dialect)
        self.touch()

    def _as_blocks(self, view: View, width: int) -> GapBlocks | None:
        if not self.blocks or self._paths is None:
            return None
        source = self.state.source()
        return lay_out_gaps(view, source, self._paths, self.lang, self.dialect, width, self.now)

    def set_now(self, line: int | None) -> None:
        """Mark the line that runs, or none."""
        self.set(now=line)

    @property
    def gaps(self) -> list[Widget]:
        """The widgets of the gaps, in reading order."""
        return [*self.fields, *self.slots]

    def _typed(self, index: int, text: str) -> None:
        self.state = self.state.type(index, text)
        self.on_change(self.state)
        if self.parent is not None:
            self._place_gaps()
        self.touch()

    def choose_gap(self, index: int) -> None:
        """The gap the next piece goes into."""
        self.set(chosen=index)
        self.touch()

    def press_gap(self, index: int) -> None:
        """Choose a gap; a filled one is emptied."""
        self.choose_gap(index)
        if self.state.text_of(index):
            self.on_change(self.state.clear(index))

    def key_at_gap(self, index: int, name: str) -> bool:
        """What a key does at a gap of pieces."""
        state = self.state
        match name:
            case "delete" | "backspace":
                self.on_change(state.clear(index))
            case "enter" | "space":
                self.press_gap(index)
            case "up" | "down":
                self._try_next(index, 1 if name == "down" else -1)
            case _:
                return False
        return True

    def _try_next(self, index: int, by: int) -> None:
        """The next piece of the tray in the place of the one in the gap."""
        held = self.state.filled[index]
        free = self.state.clear(index)
        order = list(free.tray)
        if not order:
            return
        at = order.index(held) + by if isinstance(held, int) and held in order else (0 if by > 0 else -1)
        self.on_change(free.fill(index, order[at % len(order)]))

    def _take_piece(self, piece: int) -> None:
        empty = [index for index, held in enumerate(self.state.filled) if held is None]
        target = self.chosen if self.chosen in empty or not empty else empty[0]
        self.on_change(self.state.fill(target, piece))
        left = [index for index, held in enumerate(self.state.filled) if held is None]
        if left:
            self.choose_gap(left[0])

    # -- where ---------------------------------------------------------------------

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        laid = self._as_blocks(view, width)
        lines = len(self.state.program.rstrip("\n").split("\n"))
        tray = self._lay_out_tray(view, Rect(0, 0, width, 0), place=False) + view.px(12) if self.pieces else 0
        return (laid.layout.height if laid else lines * view.px(PITCH) + view.px(16)) + tray

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        self._view = view
        self._top = rect.y + view.px(8)
        lines = len(self.state.program.rstrip("\n").split("\n"))
        self._laid = self._as_blocks(view, rect.w)
        bottom = self._top + lines * view.px(PITCH) + view.px(8)
        if self._laid is not None:
            bottom = rect.y + self._laid.layout.height
        self._lines_rect = Rect(rect.x, rect.y, rect.w, bottom - rect.y)
        self._place_gaps()
        if self.pieces:
            spot = Rect(rect.x, bottom + view.px(12), rect.w, 0)
            height = self._lay_out_tray(view, spot, place=True)
            self._tray_rect = Rect(spot.x, spot.y, spot.w, height)
        self._holder.place_only(rect)

    def _size(self) -> float:
        """Code that fits the width: longer lines take a smaller size."""
        view = self._view
        size = float(look.CODE)
        while size > 13 and self._widest(size) > self.rect.w - view.px(NUMBERS + 16):
            size -= 1
        return size

    def _widest(self, size: float) -> int:
        view = self._view
        gaps = self._gap_widths(size)
        cell = view.code_cell(size)
        lines = self.state.program.rstrip("\n").split("\n")
        widths = [cell * len(line) for line in lines]
        for place, width in zip(self.state.places, gaps, strict=True):
            widths[place.line - 1] += width - cell * (place.end - place.column)
        return max(widths)

    def _gap_widths(self, size: float) -> list[int]:
        view = self._view
        cell = view.code_cell(size)
        least = view.px(LEAST)
        longest = max((len(text) for text in self.state.pieces), default=0)
        return [
            max(least, cell * (len(self.state.text_of(index)) + 1) + 30, cell * longest + 30)
            for index in range(len(self.state.places))
        ]

    def _place_gaps(self) -> None:
        if self._laid is not None:
            for slot, spot in zip(self.slots, self._laid.gaps, strict=True):
                slot.place(spot.moved(self.rect.x, self.rect.y))
            return
        view, size = self._view, self._size()
        cell, widths = view.code_cell(size), self._gap_widths(size)
        pitch, high = view.px(PITCH), view.px(HIGH)
        left = self.rect.x + view.px(NUMBERS)
        shift: dict[int, int] = {}
        for index, (place, width) in enumerate(zip(self.state.places, widths, strict=True)):
            x = left + place.column * cell + shift.get(place.line, 0)
            y = self._top + (place.line - 1) * pitch + (pitch - high) // 2
            self.gaps[index].place(Rect(x, y, width, high))
            shift[place.line] = shift.get(place.line, 0) + width - (place.end - place.column) * cell

    def _lay_out_tray(self, view: View, rect: Rect, *, place: bool) -> int:
        """The pieces in rows; each keeps its place, so that nothing jumps."""
        gap, head = view.px(10), view.px(30)
        x, y = rect.x + view.px(10), rect.y + head
        row = 0
        for piece in self.pieces:
            wide = piece.width_for(view, rect.w - view.px(20))
            high = piece.height_for(view, wide)
            if x + wide > rect.right - view.px(10) and x > rect.x + view.px(10):
                x, y, row = rect.x + view.px(10), y + row + gap, 0
            if place:
                piece.place(Rect(x, y, wide, high))
            x, row = x + wide + gap, max(row, high)
        return y + row + gap - rect.y

    # -- drawing -------------------------------------------------------------------

    def draw(self, view: View) -> None:
        from codekids.lang.colouring import colour

        colours = view.colours
        edge = colours.edge if view.theme.high_contrast else None
        view.round_rect(self._lines_rect, colours.well, look.RADIUS_CHIP, edge, 2)
        if self._laid is not None:
            self._draw_blocks(view, self._laid)
            self._draw_tray(view)
            return
        lines = colour(self.state.program.rstrip("\n"))
        size, pitch = self._size(), view.px(PITCH)
        cell, widths = view.code_cell(size), self._gap_widths(size)
        for row, pieces in enumerate(lines):
            y = self._top + row * pitch
            if self.now == row + 1:
                view.rect_fill(Rect(self.rect.x + 2, y, self.rect.w - 4, pitch), colours.now_line)
            number = Rect(self.rect.x, y, view.px(NUMBERS) - view.px(12), pitch)
            view.text(str(row + 1), number, look.SMALLEST, colours.soft, code=True, align="right")
            here = [
                (place, widths[index])
                for index, place in enumerate(self.state.places)
                if place.line == row + 1
            ]
            column, x = 0, self.rect.x + view.px(NUMBERS)
            for kind, text in pieces:
                for part_column, part in _between(text, column, [place for place, _ in here]):
                    shift = sum(
                        wide - (place.end - place.column) * cell
                        for place, wide in here
                        if place.end <= part_column
                    )
                    image = view.code_line(((kind, part),), size)
                    view.blit(image, x + part_column * cell + shift, y + (pitch - image.get_height()) // 2)
                column += len(text)
        self._draw_tray(view)

    def _draw_blocks(self, view: View, laid: GapBlocks) -> None:
        from codekids.ui.widgets.blocks.drawing import draw_blocks

        pencil = view.onto(view.surface)
        pencil.scale = view.scale * laid.share
        draw_blocks(pencil, laid.layout.boxes, laid.layout, self.rect.x, self.rect.y)
        if laid.now is not None:
            ring_of_now(view, laid.now.moved(self.rect.x, self.rect.y))

    def _draw_tray(self, view: View) -> None:
        colours = view.colours
        if self.pieces:
            view.round_rect(self._tray_rect, colours.paper, look.RADIUS_BUTTON, colours.edge, 2, dashed=True)
            head = Rect(self._tray_rect.x + view.px(12), self._tray_rect.y, self._tray_rect.w, view.px(30))
            view.text(self.tray_name, head, look.SECONDARY, colours.soft, strong=True)

    def draw_above(self, view: View) -> None:
        if self._dragging and self._drag is not None:
            piece, dx, dy = self._drag
            x, y = self._pointer[0] - dx, self._pointer[1] - dy
            piece.draw_at(view, Rect(x, y, piece.rect.w, piece.rect.h))

    # -- the hand ----------------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(x=x, y=y, button=1):
                for piece in self.pieces:
                    if piece.visible and piece.rect.contains(x, y):
                        self._drag, self._dragging = (piece, x - piece.rect.x, y - piece.rect.y), False
                        self._pointer = (x, y)
                        return True
            case PointerMove(x=x, y=y, held=True) if self._drag is not None:
                home = self._drag[0].rect
                far = abs(x - home.x - self._drag[1]) + abs(y - home.y - self._drag[2]) > FAR
                self._pointer, self._dragging = (x, y), self._dragging or far
                if self.house:
                    self.house.damage(self.rect.inset(-200, -60))
                return True
            case PointerUp() if self._drag is not None:
                self._drop()
                return True
            case Key(name="enter" | "space", ctrl=False, alt=False) if event.pressed:
                piece_ = next((one for one in self.pieces if one.focused), None)
                if piece_ is not None:
                    self._take_piece(piece_.index)
                return piece_ is not None
        return False

    def _drop(self) -> None:
        assert self._drag is not None
        piece, dragged = self._drag[0], self._dragging
        self._drag, self._dragging = None, False
        if self.house:
            self.house.damage(self.rect.inset(-200, -60))
        if not dragged:
            self._take_piece(piece.index)
            return
        for slot in self.slots:
            if slot.rect.inset(-8, -10).contains(*self._pointer):
                self.on_change(self.state.clear(slot.index).fill(slot.index, piece.index))


def _between(text: str, column: int, gaps: Sequence[Gap]) -> list[tuple[int, str]]:
    """The parts of a piece of code that lie in no gap, each with its column."""
    parts: list[tuple[int, str]] = []
    start = column
    for at in range(column, column + len(text) + 1):
        inside = any(gap.column <= at < gap.end for gap in gaps)
        if at == column + len(text) or inside:
            if at > start:
                parts.append((start, text[start - column : at - column]))
            start = at + 1
    return parts
