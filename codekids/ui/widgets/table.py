"""Children and lessons as a grid: names at the left, a cell for each lesson, only what is seen is drawn.

Rows and columns are counted from 0. What a cell tells is also said in words by whoever owns the grid:
`on_choose(row, column)` is called when another cell is chosen, `on_open(row, column)` at Enter and at a
double click.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.progress.club import GridRow
from codekids.progress.folds import ItemProgress
from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.label import fitting_size
from codekids.ui.widgets.scroll import BAR, draw_bar
from codekids.ui.widgets.stars import draw_star

ROW, COLUMN, NAMES = 40, 74, 260  # design pixels
STUCK = 5  # tries without success


def is_stuck(cell: ItemProgress | None) -> bool:
    """Many tries and no success yet."""
    return cell is not None and not cell.solved and cell.tries >= STUCK


class Table(Widget):
    """The grid. Arrows, Page Up and Down, Home and End move; the wheel scrolls."""

    clips = True

    def __init__(
        self,
        name: str,
        corner: str,
        on_choose: Callable[[int, int], None],
        on_open: Callable[[int, int], None] = lambda row, column: None,
    ) -> None:
        super().__init__(name, "list")
        self.focusable = True
        self.corner = corner
        self.on_choose, self.on_open = on_choose, on_open
        self.rows: Sequence[GridRow] = ()
        self.columns = 0
        self.row, self.column = 0, 0
        self.top, self.left = 0, 0
        self._tall, self._wide = 1, 1  # whole rows and columns that are seen
        self._sizes = (ROW, COLUMN, NAMES)

    def show(self, rows: Sequence[GridRow], columns: int) -> None:
        """These children; the chosen cell stays, as far as there is one."""
        self.rows, self.columns = rows, columns
        self.choose(self.row, self.column)
        self.touch()

    def arrange(self, view: View, rect: Rect) -> None:
        """Take a place."""
        self.place(rect)
        low = rect.h < view.px(4 * ROW)
        row, column, names = view.px(30 if low else ROW), view.px(COLUMN), min(view.px(NAMES), rect.w // 3)
        if self.columns:  # few lessons stand further apart
            column = max(column, min(2 * column, (rect.w - names - BAR - 8) // self.columns))
        self._sizes = row, column, names
        self._tall = max(1, (rect.h - row - 4) // row)
        self._wide = max(1, (rect.w - names - BAR - 8) // column)
        self._keep_in_sight()

    def choose(self, row: int, column: int) -> None:
        """Choose a cell, and bring it in sight."""
        self.row = max(0, min(row, len(self.rows) - 1))
        self.column = max(0, min(column, self.columns - 1))
        self._keep_in_sight()
        self.touch()
        self.on_choose(self.row, self.column)

    def _keep_in_sight(self) -> None:
        self.top = max(self.row - self._tall + 1, min(self.top, self.row))
        self.top = max(0, min(self.top, len(self.rows) - self._tall))
        self.left = max(self.column - self._wide + 1, min(self.left, self.column))
        self.left = max(0, min(self.left, self.columns - self._wide))

    def handle(self, event: Event) -> bool:
        match event:
            case Wheel(dy=dy):
                self.top = max(0, min(self.top - round(dy * 3), len(self.rows) - self._tall))
                self.touch()
                return True
            case PointerDown(x=x, y=y, button=1, clicks=clicks):
                row, column, names = self._sizes
                down = (y - self.rect.y - 2) // row - 1
                if 0 <= down < self._tall and self.top + down < len(self.rows):
                    across = (x - self.rect.x - 2 - names) // column
                    at = self.left + across if 0 <= across < self._wide else self.column
                    self.choose(self.top + down, at)
                    if clicks == 2:
                        self.on_open(self.row, self.column)
                return True
            case Key(name=name, ctrl=False, alt=False) if event.pressed:
                ways = {
                    "up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1),
                    "page up": (-self._tall, 0), "page down": (self._tall, 0),
                    "home": (0, -self.columns), "end": (0, self.columns),
                }  # fmt: skip
                if name in ways:
                    self.choose(self.row + ways[name][0], self.column + ways[name][1])
                    return True
                if name in {"enter", "space"} and self.rows:
                    self.on_open(self.row, self.column)
                    return True
        return False

    def draw(self, view: View) -> None:
        colours, rect = view.colours, self.rect
        view.round_rect(rect, colours.paper, 8, colours.edge, 2)
        row, column, names = self._sizes
        x, y = rect.x + 2, rect.y + 2
        seen = range(self.left, min(self.left + self._wide, self.columns))
        view.rect_fill(Rect(x + 2, y, rect.w - 8, row), colours.well)
        self._words(view, self.corner, Rect(x + 8, y, names - 12, row), strong=True)
        for place, index in enumerate(seen):
            head = Rect(x + names + place * column, y, column, row)
            view.text(str(index + 1), head, look.SECONDARY, strong=True, align="centre")
        for place in range(min(self._tall, len(self.rows) - self.top)):
            index = self.top + place
            line = Rect(x, y + (place + 1) * row, rect.w - BAR - 6, row)
            if index == self.row:
                view.rect_fill(line.inset(2, 1), colours.blue_tint)
            one = self.rows[index]
            face = line.h - 6
            view.picture(f"avatars/{one.learner.avatar}.svg", Rect(x + 6, line.y + 3, face, face))
            self._words(view, one.learner.name, Rect(x + face + 14, line.y, names - face - 18, row))
            for across, item in enumerate(seen):
                spot = Rect(x + names + across * column, line.y, column, row)
                self._draw_cell(view, spot, one.standing.items.get(one.items[item]))
                if index == self.row and item == self.column:
                    view.round_rect(spot.inset(2), None, 6, colours.ink, 3 if self.focused else 2)
        track = Rect(rect.right - BAR - 3, y + row, BAR, self._tall * row)
        draw_bar(view, track, len(self.rows) * row, self.top * row)
        if self.ringed:
            view.round_rect(rect, None, 8, colours.ink, 3)

    def _words(self, view: View, text: str, spot: Rect, *, strong: bool = False) -> None:
        size = fitting_size(view, text, spot.w, look.BODY, strong=strong) or look.SECONDARY
        with view.clip(spot):
            view.text(text, spot, size, strong=strong)

    def _draw_cell(self, view: View, spot: Rect, cell: ItemProgress | None) -> None:
        """Stars of a success; before it the tries, with a sign where it is stuck; a bulb for hints."""
        if cell is None:
            return
        side = view.px(15)
        middle = spot.y + (spot.h - side) // 2
        spot = spot.centred(4 * side + view.px(14), spot.h)
        if cell.solved:
            for star in range(3):
                place = Rect(spot.x + view.px(6) + star * (side + 1), middle, side, side)
                draw_star(view, place, won=star < cell.stars)
        else:
            words = Rect(spot.x + view.px(6), spot.y, 3 * side, spot.h)
            if is_stuck(cell):
                view.icon("warn", Rect(words.x, middle, side, side), view.colours.red)
                words = Rect(words.x + side + 2, words.y, words.w - side, words.h)
            view.text(f"{min(cell.tries, 99)}×", words, look.SMALLEST)
        if cell.hints:
            view.icon("bulb", Rect(spot.right - side - 4, middle, side, side), view.colours.soft)
