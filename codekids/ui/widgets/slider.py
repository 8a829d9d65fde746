"""A knob on a track."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget


class Slider(Widget):
    """A whole number from `least` to `most`; `on_move` gets it. `knob` colours: "blue", or "sun" for now."""

    def __init__(
        self,
        name: str,
        least: int,
        most: int,
        value: int,
        on_move: Callable[[int], None],
        *,
        track: int = 6,
        knob: int = 11,
        sun: bool = False,
    ) -> None:
        super().__init__(name, "slider")
        self.focusable = True
        self.least, self.most, self.value = least, most, value
        self.on_move = on_move
        self.track, self.knob, self.sun = track, knob, sun
        self._held = False

    def show(self, value: int, most: int | None = None) -> None:
        """Stand somewhere else, without telling anybody."""
        most = self.most if most is None else most
        self.set(most=most, value=max(self.least, min(value, most)))

    def _move(self, value: int) -> bool:
        if self.set(value=max(self.least, min(value, self.most))):
            self.on_move(self.value)
        return True

    @property
    def _line(self) -> Rect:
        top = self.rect.centre[1] - self.track // 2
        return Rect(self.rect.x + self.knob, top, self.rect.w - 2 * self.knob, self.track)

    def _x_of(self, value: int) -> int:
        span = max(1, self.most - self.least)
        return self._line.x + round(self._line.w * (value - self.least) / span)

    def _value_at(self, x: int) -> int:
        share = (x - self._line.x) / max(1, self._line.w)
        return self.least + round(share * (self.most - self.least))

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(x=x, button=1):
                self._held = True
                return self._move(self._value_at(x))
            case PointerMove(x=x, held=True) if self._held:
                return self._move(self._value_at(x))
            case PointerUp():
                self._held = False
                self.touch()
                return True
            case Key(name=name, ctrl=False, alt=False) if event.pressed:
                page = max(1, (self.most - self.least) // 10)
                ways = {"left": -1, "down": -1, "right": 1, "up": 1, "page down": -page, "page up": page}
                if name in ways:
                    return self._move(self.value + ways[name])
                if name in {"home", "end"}:
                    return self._move(self.least if name == "home" else self.most)
        return False

    def draw(self, view: View) -> None:
        colours, line = view.colours, self._line
        x = self._x_of(self.value)
        wide = line.inset(-(self.track // 2), 0)
        ink = colours.ink if view.theme.high_contrast else None
        view.round_rect(wide, colours.line if not ink else colours.well, self.track // 2, ink, 1)
        view.round_rect(Rect(wide.x, wide.y, x - wide.x, wide.h), colours.blue, self.track // 2)
        middle = self.rect.centre[1]
        if self.sun:
            view.disc(x, middle, self.knob, colours.sun, colours.ink, 3)
        else:
            view.disc(x, middle, self.knob, colours.blue, colours.paper, 3)
            view.disc(x, middle, self.knob + 1, None, colours.blue, 2)
        if self.ringed:
            view.disc(x, middle, self.knob + 4, None, colours.ink, 3)
            view.disc(x, middle, self.knob + 7, None, colours.sun, 3)
