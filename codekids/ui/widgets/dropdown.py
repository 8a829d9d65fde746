"""One of several: the chosen word with a chevron, and the list that opens over everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.scroll import draw_bar


class Dropdown(Widget):
    """`options` are (value, word) pairs; `on_choose` gets the value."""

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]],
        chosen: str,
        on_choose: Callable[[str], None],
        *,
        icon: str | None = None,
    ) -> None:
        super().__init__(name, "list")
        self.focusable = True
        self.options = tuple(options)
        self.chosen = chosen
        self.on_choose = on_choose
        self.icon = icon
        self._view: View | None = None
        self._list: DropdownList | None = None

    @property
    def word(self) -> str:
        """The chosen option's word."""
        return next((word for value, word in self.options if value == self.chosen), "")

    @property
    def is_open(self) -> bool:
        return self._list is not None and self._list.house is not None

    def measure(self, view: View) -> tuple[int, int]:
        """Wide enough for the longest word."""
        widest = max((view.text_size(word, look.BODY)[0] for _, word in self.options), default=0)
        pictures = view.px(20) + 8 + (view.px(22) + 8 if self.icon else 0)
        return widest + pictures + 2 * view.px(12), view.px(look.DROPDOWN_HEIGHT)

    def choose(self, value: str) -> None:
        """Take an option and tell."""
        self.close()
        if self.set(chosen=value):
            self.on_choose(value)

    def open(self) -> None:
        """Show the list, below or above."""
        if self.house is None or self._view is None or self.is_open:
            return
        self._list = DropdownList(self)
        self._list.stand_by(self._view)
        self.house.open(self._list, owner=self)
        self.touch()

    def close(self) -> None:
        """Take the list away."""
        if self._list and self.house:
            self.house.close(self._list)
        self._list = None
        self.touch()

    def focus_moved(self, has: bool) -> None:
        if not has:
            self.close()
        super().focus_moved(has)

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(button=1):
                self.close() if self.is_open else self.open()
                return True
            case PointerUp():
                return True
            case Key() if event.pressed and not event.ctrl and not event.alt:
                if self.is_open and self._list:
                    return self._list.key(event)
                if event.name in {"enter", "space", "down", "up"}:
                    self.open()
                    return True
        return False

    def draw(self, view: View) -> None:
        self._view = view
        colours, rect = view.colours, self.rect
        if self.enabled:
            fill = colours.blue_tint if self.hovered or self.is_open else colours.paper
            view.round_rect(rect, fill, look.RADIUS_CHIP, colours.edge, 2)
        else:
            view.round_rect(rect, colours.well, look.RADIUS_CHIP, colours.edge, 2, dashed=True)
        ink = colours.ink if self.enabled else colours.soft
        inside = rect.inset(view.px(12), 0)
        if self.icon:
            spot, inside = inside.split_left(view.px(22), 8)
            view.icon(self.icon, spot, ink)
        inside, chevron = inside.split_right(view.px(20), 8)
        view.icon("up" if self.is_open else "down", chevron, ink)
        view.text(self.word, inside, look.BODY, ink)
        if self.ringed:
            view.focus_ring(rect, look.RADIUS_CHIP)


class DropdownList(Widget):
    """The open list. Keys come from its dropdown, which keeps the focus."""

    def __init__(self, owner: Dropdown) -> None:
        super().__init__(owner.name, "list")
        self.owner = owner
        values = [value for value, _ in owner.options]
        self.index = values.index(owner.chosen) if owner.chosen in values else 0
        self.first = 0
        self.shown = len(values)
        self._row = look.DROPDOWN_ROW

    def stand_by(self, view: View) -> None:
        """Below the dropdown, or above it where there is more room."""
        self._row = view.px(look.DROPDOWN_ROW)
        widest = max((view.text_size(word)[0] for _, word in self.owner.options), default=0)
        at = self.owner.rect
        w = min(view.rect.w - 16, max(at.w, widest + view.px(22) + 8 + 2 * view.px(12) + 24))
        below, above = view.rect.h - at.bottom - 12, at.y - 12
        room = below if below >= above or below >= len(self.owner.options) * self._row + 12 else above
        self.shown = max(1, min(len(self.owner.options), (room - 12) // self._row))
        h = self.shown * self._row + 12
        y = at.bottom + 4 if room == below else at.y - 4 - h
        self._keep_in_sight()
        self.place(Rect(max(8, min(at.x, view.rect.w - w - 8)), y, w, h))

    def _keep_in_sight(self) -> None:
        self.first = max(min(self.first, self.index), self.index - self.shown + 1)

    def key(self, event: Key) -> bool:
        count = len(self.owner.options)
        match event.name:
            case "down" | "up":
                index = (self.index + (1 if event.name == "down" else -1)) % count
            case "home":
                index = 0
            case "end":
                index = count - 1
            case "enter" | "space":
                self.owner.choose(self.owner.options[self.index][0])
                return True
            case "escape":
                self.owner.close()
                return True
            case _:
                return False
        self.set(index=index)
        self._keep_in_sight()
        return True

    def _index_at(self, y: int) -> int:
        return max(0, min(len(self.owner.options) - 1, self.first + (y - self.rect.y - 6) // self._row))

    def handle(self, event: Event) -> bool:
        match event:
            case PointerMove(y=y):
                self.set(index=self._index_at(y))
                return True
            case PointerDown(button=1):
                return True
            case PointerUp(x=x, y=y) if self.rect.contains(x, y):
                self.owner.choose(self.owner.options[self._index_at(y)][0])
                return True
            case Wheel(dy=dy):
                first = max(0, min(len(self.owner.options) - self.shown, self.first - round(dy)))
                self.set(first=first)
                return True
        return False

    def draw(self, view: View) -> None:
        colours = view.colours
        if not view.theme.high_contrast:
            view.round_rect(self.rect.moved(0, 4), colours.shadow, look.RADIUS_BUTTON)
        view.round_rect(self.rect, colours.paper, look.RADIUS_BUTTON, colours.edge, 2)
        for row in range(self.shown):
            index = self.first + row
            value, word = self.owner.options[index]
            box = Rect(self.rect.x + 6, self.rect.y + 6 + row * self._row, self.rect.w - 12, self._row)
            if index == self.index:
                edge = colours.ink if view.theme.high_contrast else None
                view.round_rect(box, colours.blue_tint, 8, edge, 2 if edge else 0)
            check, words = box.inset(view.px(8), 0).split_left(view.px(22), 8)
            if value == self.owner.chosen:
                view.icon("check", check, colours.heading)
            view.text(word, words)
        total = len(self.owner.options) * self._row
        track = Rect(self.rect.right - 14, self.rect.y + 8, 8, self.shown * self._row - 4)
        if len(self.owner.options) > self.shown:
            draw_bar(view, track, total, self.first * self._row)
