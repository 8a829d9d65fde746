"""A board of pieces: a tray and a program to put together, or one list to put in order.

By mouse: drag, or press a piece of the tray to put it at the end, press one of the list to choose it
and use the buttons below. By keyboard: arrows go from piece to piece, Enter puts a piece of the tray
into the list or takes one of the list up, then the arrows move it (left and right indent it), Enter
lets go, Delete puts it back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp
from codekids.ui.geometry import Rect
from codekids.ui.kinds.pieces import Piece
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import IconButton

FAR = 6  # pixels before a press becomes a drag
INDENT = 30  # pixels of a level at 100 %
LEAST_COLUMN = 250  # effective pixels of a column; narrower, tray and list stand below one another
MOST_INDENT = 4


class BoardWords(NamedTuple):
    """What the board says."""

    tray: str
    rows: str
    empty: str
    up: str
    down: str
    less: str
    more: str
    back: str


class Moves(NamedTuple):
    """What can be done with pieces; the owner answers with a new `show`."""

    place: Callable[[int, int | None, int], None]  # piece, before which row, indent
    take_back: Callable[[int], None]  # row
    move: Callable[[int, int], None]  # row, to which row
    shift: Callable[[int, int], None]  # row, by levels


class Row(NamedTuple):
    """A piece in the list."""

    piece: int
    indent: int = 0


class _Pieces(Widget):
    """All pieces, one group for the arrow keys."""

    arrows = True


class PieceBoard(Widget):
    """Shows pieces where they are. `has_tray` false: all of them are in the list already."""

    def __init__(
        self,
        name: str,
        pieces: Sequence[Piece],
        words: BoardWords,
        moves: Moves,
        *,
        has_tray: bool = True,
        indentation: bool = False,
    ) -> None:
        super().__init__(name, "group")
        self.pieces = list(pieces)
        self.words, self.moves = words, moves
        self.has_tray, self.indentation = has_tray, indentation
        self.rows: tuple[Row, ...] = ()
        self.locked = False
        self.selected: int | None = None  # piece
        self.held = False
        self._drag: tuple[Piece, int, int] | None = None  # piece, where in it the hand is
        self._dragging = False
        self._pointer = (0, 0)
        self._tray_rect = self._list_rect = Rect(0, 0, 0, 0)
        self._unit = INDENT
        self._holder = _Pieces(name)
        self._holder.add(*self.pieces)
        levels = [("left", words.less, self._less), ("right", words.more, self._more)] if indentation else []
        back = [("undo", words.back, self._back)] if has_tray else []
        self.tools = [
            IconButton(icon, said, press)
            for icon, said, press in [
                ("up", words.up, self._up),
                ("down", words.down, self._down),
                *levels,
                *back,
            ]
        ]
        self.add(self._holder, *self.tools)

    # -- what it shows -----------------------------------------------------------

    def show(self, rows: Sequence[Row], *, locked: bool = False, signs: Sequence[str] = ()) -> None:
        """Which pieces are in the list; the others lie in the tray. `signs`: "right" or "wrong" by row."""
        self.rows, self.locked = tuple(rows), locked
        if self.selected not in self._placed():
            self.selected, self.held = None, False
        for piece in self.pieces:
            row = self._row_of(piece.index)
            sign = signs[row] if row is not None and row < len(signs) else ""
            chosen = piece.index == self.selected
            piece.set(selected=chosen, held=chosen and self.held, sign=sign)
        for tool in self.tools:
            tool.set(enabled=self.selected is not None and not locked)
        self.touch()

    def set_now(self, row: int | None) -> None:
        """Mark the row that runs, or none."""
        now = self.rows[row].piece if row is not None and row < len(self.rows) else None
        for piece in self.pieces:
            piece.set(now=piece.index == now)

    def _placed(self) -> list[int]:
        return [row.piece for row in self.rows]

    def _row_of(self, piece: int) -> int | None:
        placed = self._placed()
        return placed.index(piece) if piece in placed else None

    def _tray(self) -> list[Piece]:
        placed = self._placed()
        return [piece for piece in self.pieces if piece.index not in placed]

    # -- where ---------------------------------------------------------------------

    def _beside(self, view: View, width: int) -> bool:
        return self.has_tray and width / view.scale >= 2 * LEAST_COLUMN

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        return self._lay_out(view, Rect(0, 0, width, 0), place=False)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`, the pieces in their columns."""
        self.place(rect)
        self._lay_out(view, rect, place=True)

    def _lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        gap, head = view.px(8), view.px(30)
        self._unit = view.px(INDENT)
        beside = self._beside(view, rect.w)
        columns = rect.columns(2, view.px(16)) if beside else [rect, rect]
        inset = view.px(10)
        # The tray keeps the height of all pieces, so that nothing jumps while they move.
        tray_h = 0
        if self.has_tray:
            mine = [piece.height_for(view, columns[0].w - 2 * inset) for piece in self.pieces]
            whole = head + sum(mine) + gap * len(mine) + inset
            used = (
                head
                + inset
                + sum(piece.height_for(view, columns[0].w - 2 * inset) + gap for piece in self._tray())
            )
            tray_h = whole if beside else max(used, head + inset)
        list_top = rect.y if beside or not self.has_tray else rect.y + tray_h + view.px(12)
        column = columns[1]
        tools_h = view.px(44) + gap
        rows_h = head if self.has_tray else inset // 2
        for row in self.rows:
            rows_h += self._row_rect(view, column, row, 0).h + gap
        rows_h += view.px(56) if self.has_tray else 0
        list_h = max(rows_h, tray_h - tools_h) if beside else rows_h
        if place:
            self._tray_rect = Rect(columns[0].x, rect.y, columns[0].w, tray_h)
            self._list_rect = Rect(column.x, list_top, column.w, list_h)
            y = rect.y + head
            for piece in self._tray():
                width = piece.width_for(view, columns[0].w - 2 * inset)
                height = piece.height_for(view, columns[0].w - 2 * inset)
                piece.place(Rect(columns[0].x + inset, y, width, height))
                y += height + gap
            y = list_top + (head if self.has_tray else inset // 2)
            for row in self.rows:
                spot = self._row_rect(view, column, row, y)
                self.pieces[row.piece].place(spot)
                y += spot.h + gap
            x = column.x
            side = view.px(44)
            for tool in self.tools:
                tool.place(Rect(x, list_top + list_h + gap, side, side))
                x += side + gap
            self._holder.place_only(rect)
        bottom = list_top + list_h + tools_h
        return max(bottom, rect.y + tray_h) - rect.y

    def _row_rect(self, view: View, column: Rect, row: Row, y: int) -> Rect:
        inset = view.px(10)
        left = column.x + inset + self._unit * row.indent
        piece = self.pieces[row.piece]
        room = column.right - inset - left
        wide = piece.width_for(view, room) if self.has_tray else room
        return Rect(left, y, wide, piece.height_for(view, room))

    # -- drawing ---------------------------------------------------------------------

    def draw(self, view: View) -> None:
        colours = view.colours
        edge = colours.edge if view.theme.high_contrast else colours.line
        if self.has_tray:
            view.round_rect(self._tray_rect, colours.well, look.RADIUS_BUTTON, edge, 2, dashed=True)
            self._head(view, self._tray_rect, self.words.tray)
            view.round_rect(self._list_rect, colours.well, look.RADIUS_BUTTON, colours.edge, 2)
            self._head(view, self._list_rect, self.words.rows)
            if not self.rows:
                room = self._list_rect.inset(view.px(16), 0)
                words = view.paragraph_size(self.words.empty, room.w, look.BODY)[1]
                spot = Rect(room.x, room.y + view.px(40), room.w, words)
                view.paragraph(self.words.empty, spot, look.BODY, colours.soft, align="centre")

    def _head(self, view: View, rect: Rect, text: str) -> None:
        spot = Rect(rect.x + view.px(12), rect.y, rect.w - view.px(24), view.px(30))
        view.text(text, spot, look.SECONDARY, view.colours.soft, strong=True)

    def draw_above(self, view: View) -> None:
        if not self._dragging or self._drag is None:
            return
        piece, dx, dy = self._drag
        at = self._target_row()
        if at is not None:
            x, y = self._gap_at(at)
            width = max(60, self._list_rect.right - x - 12)
            view.rect_fill(Rect(x, y - 2, width, 4), view.colours.sun_edge)
        x, y = self._pointer[0] - dx, self._pointer[1] - dy
        piece.draw_at(view, Rect(x, y, piece.rect.w, piece.rect.h))

    def _gap_at(self, at: int) -> tuple[int, int]:
        """Where the line stands that shows the drop place."""
        x = self._list_rect.x + 10 + self._unit * self._target_indent()
        if not self.rows:
            return x, self._list_rect.y + 40
        if at < len(self.rows):
            return x, self.pieces[self.rows[at].piece].rect.y - 4
        return x, self.pieces[self.rows[-1].piece].rect.bottom + 4

    # -- what the hand does -------------------------------------------------------------

    def _target_row(self) -> int | None:
        """Before which row the dragged piece would go; None: it is not over the list."""
        assert self._drag is not None
        piece, _, dy = self._drag
        x, y = self._pointer
        middle = y - dy + piece.rect.h // 2
        area = self._list_rect.inset(-24) if self.has_tray else self.rect.inset(-24)
        if not area.contains(x, y):
            return None
        return sum(
            self.pieces[row.piece].rect.centre[1] < middle for row in self.rows if row.piece != piece.index
        )

    def _target_indent(self) -> int:
        """The level at which a dragged piece would stand."""
        if not self.indentation or self._drag is None:
            return 0
        left = self._pointer[0] - self._drag[1] - self._list_rect.x
        return max(0, min(MOST_INDENT, (left + self._unit // 3) // self._unit))

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(x=x, y=y, button=1) if not self.locked:
                for piece in reversed(self.pieces):
                    if piece.rect.contains(x, y):
                        self._drag = (piece, x - piece.rect.x, y - piece.rect.y)
                        self._pointer, self._dragging = (x, y), False
                        return True
                return False
            case PointerMove(x=x, y=y, held=True) if self._drag is not None:
                home = self._drag[0].rect
                far = abs(x - home.x - self._drag[1]) + abs(y - home.y - self._drag[2]) > FAR
                self._pointer = (x, y)
                if far or self._dragging:
                    self._dragging = True
                    self._touch_all()
                return True
            case PointerUp() if self._drag is not None:
                self._drop()
                return True
            case Key() if event.pressed and not self.locked and not event.alt:
                return self._key(event)
        return False

    def _touch_all(self) -> None:
        if self.house:
            self.house.damage(self.rect.inset(-200, -60))

    def _drop(self) -> None:
        assert self._drag is not None
        piece, dragged = self._drag[0], self._dragging
        at = self._target_row() if dragged else None
        indent = self._target_indent()
        self._drag, self._dragging = None, False
        self._touch_all()
        row = self._row_of(piece.index)
        if not dragged:
            self._press(piece)
        elif at is not None and row is None:
            self.selected = piece.index
            self.moves.place(piece.index, at, indent)
        elif at is not None and row is not None:
            self.selected = piece.index
            self.moves.move(row, at)
            self._indent_to(piece.index, indent)
        elif row is not None and self.has_tray and self._tray_rect.contains(*self._pointer):
            self.moves.take_back(row)

    def _indent_to(self, piece: int, indent: int) -> None:
        row = self._row_of(piece)
        if self.indentation and row is not None and self.rows[row].indent != indent:
            self.moves.shift(row, indent - self.rows[row].indent)

    def _press(self, piece: Piece) -> None:
        """A click: out of the tray to the end of the list, else choose it."""
        row = self._row_of(piece.index)
        self.held = False
        if row is None:
            self.selected = piece.index
            self.moves.place(piece.index, None, self.rows[-1].indent if self.rows else 0)
        else:
            self.selected = None if self.selected == piece.index else piece.index
            self.show(self.rows)

    def _key(self, event: Key) -> bool:
        piece = next((one for one in self.pieces if one.focused), None)
        if piece is None or event.ctrl:
            return False
        row = self._row_of(piece.index)
        match event.name:
            case "enter" | "space" if row is None:
                after = self._row_of(self.selected) if self.selected is not None else None
                indent = self.rows[-1].indent if self.rows else 0
                self.selected = piece.index
                self.moves.place(piece.index, None if after is None else after + 1, indent)
            case "enter" | "space":
                self.held = not (self.held and self.selected == piece.index)
                self.selected = piece.index
                self.show(self.rows)
            case "escape" if self.held:
                self.held = False
                self.show(self.rows)
            case "delete" | "backspace" if row is not None and self.has_tray:
                self.moves.take_back(row)
            case "up" | "down" if self.held and row is not None:
                self.moves.move(row, row + (1 if event.name == "down" else -1))
            case "left" | "right" if self.held and row is not None and self.indentation:
                self.moves.shift(row, 1 if event.name == "right" else -1)
            case "left" | "right" | "up" | "down" if self.held:
                return True
            case _:
                return False
        return True

    # -- the buttons ---------------------------------------------------------------------

    def _with_row(self, act: Callable[[int], None]) -> None:
        row = self._row_of(self.selected) if self.selected is not None else None
        if row is not None:
            act(row)

    def _up(self) -> None:
        self._with_row(lambda row: self.moves.move(row, row - 1))

    def _down(self) -> None:
        self._with_row(lambda row: self.moves.move(row, row + 1))

    def _less(self) -> None:
        self._with_row(lambda row: self.moves.shift(row, -1))

    def _more(self) -> None:
        self._with_row(lambda row: self.moves.shift(row, 1))

    def _back(self) -> None:
        self._with_row(self.moves.take_back)
