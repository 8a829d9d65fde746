"""A list of rows: a picture, words, more words below, a tick or stars; only what is seen is drawn.

One place for Tab; inside it the arrow keys, Page Up and Down, Home and End move, a letter goes to the
next row that begins with it, Enter and Space press. A list of ticks is pressed by one click, any other
by a click on the row that is chosen already.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.label import fitting_size
from codekids.ui.widgets.scroll import BAR, draw_bar, offset_at, thumb
from codekids.ui.widgets.stars import draw_star

LOW, TALL = 48, 64  # design pixels of a row with one line and with two


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    key: Hashable  # what it stands for
    words: str
    more: str = ""  # below, smaller
    picture: str = ""  # of the assets folder
    icon: str = ""
    tick: bool | None = None  # None: nothing to tick
    stars: int | None = None  # of three
    faint: bool = False  # it is over
    warns: bool = False


class RowList(Widget):
    """`on_choose(row)` when another row is chosen, `on_press(row)` when one is pressed."""

    clips = True

    def __init__(
        self,
        name: str,
        on_press: Callable[[Row], None] = lambda row: None,
        on_choose: Callable[[Row], None] = lambda row: None,
        *,
        empty: str = "",
    ) -> None:
        super().__init__(name, "list")
        self.label = name
        self.focusable = True
        self.on_press, self.on_choose = on_press, on_choose
        self.empty = empty  # said where there is no row
        self.rows: Sequence[Row] = ()
        self.index = 0
        self.top = 0
        self._row = LOW
        self._seen = 1  # whole rows
        self._two_lines = False
        self._pressed = -1
        self._grip: int | None = None

    @property
    def chosen(self) -> Row | None:
        """The row the keyboard is on."""
        return self.rows[self.index] if self.rows else None

    def show(self, rows: Sequence[Row]) -> None:
        """These rows; the one that was chosen stays so, wherever it is now."""
        before = self.chosen
        self.rows = tuple(rows)
        keys = [row.key for row in self.rows]
        if before is not None and before.key in keys:
            self.index = keys.index(before.key)
        self.index = max(0, min(self.index, len(self.rows) - 1))
        self._two_lines = any(row.more for row in self.rows)
        self._keep_in_sight()
        self._say_name()
        self.touch()

    def choose(self, index: int) -> None:
        """Go to a row, bring it in sight and tell."""
        if not self.rows:
            return
        self.index = max(0, min(index, len(self.rows) - 1))
        self._keep_in_sight()
        self._say_name()
        self.touch()
        self.on_choose(self.rows[self.index])

    def choose_key(self, key: Hashable) -> None:
        """Go to the row that stands for `key`, if there is one."""
        for index, row in enumerate(self.rows):
            if row.key == key:
                self.choose(index)
                return

    def _say_name(self) -> None:
        """What a screen reader would say: the list, and where one is in it."""
        row = self.chosen
        self.name = self.label if row is None else ". ".join(filter(None, (self.label, row.words, row.more)))

    def arrange(self, view: View, rect: Rect) -> None:
        """Take a place."""
        self.place(rect)
        self._row = view.px(TALL if self._two_lines else LOW)
        self._seen = max(1, (rect.h - 8) // self._row)
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        self.top = max(self.index - self._seen + 1, min(self.top, self.index))
        self.top = max(0, min(self.top, len(self.rows) - self._seen))

    def _index_at(self, y: int) -> int:
        index = self.top + (y - self.rect.y - 4) // self._row
        return index if self.top <= index < len(self.rows) else -1

    @property
    def _track(self) -> Rect:
        return Rect(self.rect.right - BAR - 4, self.rect.y + 6, BAR, self._seen * self._row)

    # -- events ----------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        match event:
            case Wheel(dy=dy):
                self._scroll(self.top - round(dy * 2))
                return True
            case PointerDown(x=x, y=y, button=1):
                self._press_at(x, y)
                return True
            case PointerMove(y=y, held=True) if self._grip is not None:
                offset = offset_at(self._track, len(self.rows) * self._row, y - self._grip)
                self._scroll(round(offset / self._row))
                return True
            case PointerUp(y=y, button=1):
                self._let_go_at(y)
                return True
            case Text(text=text) if text.strip() and self.rows:
                return self._find(text)
            case Key(ctrl=False, alt=False) if event.pressed and self.rows:
                return self._key(event.name)
        return False

    def _press_at(self, x: int, y: int) -> None:
        if len(self.rows) > self._seen and self._track.contains(x, y):
            total = len(self.rows) * self._row
            knob = thumb(self._track, total, self.top * self._row)
            self._grip = y - knob.y if knob.contains(x, y) else knob.h // 2
            return
        index = self._index_at(y)
        self._pressed = -1
        if index >= 0:
            if index == self.index or self.rows[index].tick is not None:
                self._pressed = index
            self.choose(index)

    def _let_go_at(self, y: int) -> None:
        pressed, self._pressed, self._grip = self._pressed, -1, None
        if 0 <= pressed < len(self.rows) and pressed == self._index_at(y):
            self.on_press(self.rows[pressed])

    def _scroll(self, top: int) -> None:
        self.top = max(0, min(top, len(self.rows) - self._seen))
        self.touch()

    def _find(self, text: str) -> bool:
        """The next row that begins with this letter."""
        count = len(self.rows)
        for step in range(1, count + 1):
            index = (self.index + step) % count
            if self.rows[index].words.casefold().startswith(text.casefold()):
                self.choose(index)
                return True
        return False

    def _key(self, name: str) -> bool:
        ways = {
            "up": -1, "down": 1, "page up": -self._seen, "page down": self._seen,
            "home": -len(self.rows), "end": len(self.rows),
        }  # fmt: skip
        if name in ways:
            self.choose(self.index + ways[name])
            return True
        if name in {"enter", "space"}:
            self.on_press(self.rows[self.index])
            return True
        return False

    # -- drawing ---------------------------------------------------------------

    def draw(self, view: View) -> None:
        colours, rect = view.colours, self.rect
        view.round_rect(rect, colours.paper, 8, colours.edge, 2)
        if not self.rows:
            view.paragraph(self.empty, rect.inset(view.px(16), view.px(12)), look.BODY, colours.soft)
        for place in range(min(self._seen, len(self.rows) - self.top)):
            index = self.top + place
            spot = Rect(rect.x + 4, rect.y + 4 + place * self._row, rect.w - BAR - 12, self._row)
            self._draw_row(view, spot, self.rows[index], chosen=index == self.index)
        draw_bar(view, self._track, len(self.rows) * self._row, self.top * self._row)
        if self.ringed:
            view.round_rect(rect, None, 8, colours.ink, 3)

    def _draw_row(self, view: View, spot: Rect, row: Row, *, chosen: bool) -> None:
        colours = view.colours
        if chosen:
            edge = colours.sun_edge if self.ringed else colours.edge if view.theme.high_contrast else None
            view.round_rect(spot.inset(0, 1), colours.blue_tint, 8, edge, 3 if edge else 0)
        inside = spot.inset(view.px(10), view.px(4))
        if row.tick is not None:
            box, inside = inside.split_left(view.px(26), view.px(12))
            box = box.centred(view.px(26), view.px(26))
            view.round_rect(box, colours.paper, 6, colours.edge, 2)
            if row.tick:
                view.icon("check", box.inset(2), colours.heading)
        if row.picture or row.icon:
            side = min(view.px(40 if row.picture else 26), inside.h)
            box, inside = inside.split_left(side, view.px(12))
            if row.picture:
                view.picture(row.picture, box.centred(side, side))
            else:
                view.icon(row.icon, box.centred(side, side), colours.red if row.warns else colours.soft)
        if row.stars is not None:
            side = view.px(22)
            inside, box = inside.split_right(3 * side + 4, view.px(10))
            for star in range(3):
                place = Rect(box.x + star * (side + 2), box.y, side, box.h).centred(side, side)
                draw_star(view, place, won=star < row.stars)
        ink = colours.soft if row.faint else colours.ink
        if not row.more:
            _line(view, row.words, inside, look.BODY, ink)
            return
        upper, lower = inside.rows(2)
        _line(view, row.words, upper, look.BODY, ink)
        _line(view, row.more, lower, look.SECONDARY, colours.soft)


def _line(view: View, text: str, spot: Rect, size: float, ink: str) -> None:
    """One line; what even a small type cannot hold ends in three dots."""
    fitting = fitting_size(view, text, spot.w, size)
    if fitting is None:
        fitting = look.SMALLEST
        text = shortened(text, lambda part: view.text_size(part, look.SMALLEST)[0] <= spot.w)
    view.text(text, spot, fitting, ink)


def shortened(text: str, fits: Callable[[str], bool]) -> str:
    """The text, or as much from its start as `fits` with three dots after it."""
    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[:middle].rstrip() + "…"):
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"
