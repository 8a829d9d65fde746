"""A window onto something larger: wheel, keys, and a bar to drag."""

from __future__ import annotations

from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Wheel
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

BAR = 12  # width of the bar
SMALLEST_THUMB = 28
NOTCH = 3  # lines of 24 pixels for a notch of the wheel


def thumb(track: Rect, total: int, offset: int) -> Rect:
    """The movable part of an upright bar: `track` shows `track.h` of `total`, from `offset` on."""
    if total <= track.h:
        return track
    h = max(SMALLEST_THUMB, track.h * track.h // total)
    y = track.y + (track.h - h) * offset // (total - track.h)
    return Rect(track.x, y, track.w, min(h, track.h))


def offset_at(track: Rect, total: int, thumb_top: int) -> int:
    """The offset that puts the thumb's upper edge at `thumb_top`."""
    h = thumb(track, total, 0).h
    free = max(1, track.h - h)
    return max(0, min(total - track.h, (thumb_top - track.y) * (total - track.h) // free))


def draw_bar(view: View, track: Rect, total: int, offset: int, *, active: bool = False) -> None:
    """An upright bar, if there is something to scroll."""
    if total <= track.h:
        return
    view.round_rect(track, view.colours.well, track.w // 2)
    colour = view.colours.ink if active else view.colours.edge
    view.round_rect(thumb(track, total, offset).inset(2, 0), colour, track.w // 2)


class ScrollView(Widget):
    """Shows `content`, which may be higher than the place it gets; the width is shared.

    Give the content's height with `set_content_height` whenever it changes; `place` the view first.
    """

    clips = True

    def __init__(self, content: Widget, name: str = "") -> None:
        super().__init__(name, "scroll")
        self.reach = 0  # everything, its own ring too, is drawn inside
        self.content = content
        self.add(content)
        self.offset = 0
        self.content_height = 0
        self.step = 24
        self._grip: int | None = None

    @property
    def scrolls(self) -> bool:
        return self.content_height > self.rect.h

    @property
    def inner_width(self) -> int:
        """The width the content gets when the bar stands beside it."""
        return self.rect.w - BAR - 4

    @property
    def _track(self) -> Rect:
        return Rect(self.rect.right - BAR, self.rect.y, BAR, self.rect.h)

    def covers(self, spot: Rect) -> bool:
        inside = self.visible and self.rect.intersection(spot) == spot
        return inside and self.content.covers(spot)

    def place(self, rect: Rect) -> None:
        super().place(rect)
        self._arrange()

    def set_content_height(self, height: int) -> None:
        """How high the content is, in pixels."""
        self.content_height = height
        self._arrange()

    def _arrange(self) -> None:
        self.offset = max(0, min(self.offset, self.content_height - self.rect.h))
        self.focusable = self.scrolls and not any(widget.focusable for widget in self.content.walk())
        width = self.inner_width if self.scrolls else self.rect.w
        self.content.place(Rect(self.rect.x, self.rect.y - self.offset, width, self.content_height))
        self.touch()

    def scroll_to(self, offset: int) -> bool:
        """Show from `offset` on; False when it was so already."""
        offset = max(0, min(offset, self.content_height - self.rect.h))
        if offset == self.offset:
            return False
        self.content.shift(0, self.offset - offset)
        self.offset = offset
        self.touch()
        return True

    def reveal(self, rect: Rect) -> None:
        """Scroll so far that the window rectangle is seen."""
        if rect.y < self.rect.y:
            self.scroll_to(self.offset - (self.rect.y - rect.y) - 8)
        elif rect.bottom > self.rect.bottom:
            self.scroll_to(self.offset + min(rect.bottom - self.rect.bottom + 8, rect.y - self.rect.y))

    def handle(self, event: Event) -> bool:
        match event:
            case Wheel(dy=dy):
                return self.scroll_to(self.offset - round(dy * NOTCH * self.step))
            case PointerDown(x=x, y=y, button=1) if self.scrolls and self._track.contains(x, y):
                knob = thumb(self._track, self.content_height, self.offset)
                self._grip = y - knob.y if knob.contains(x, y) else knob.h // 2
                return self.handle(PointerMove(x, y, held=True))
            case PointerMove(y=y, held=True) if self._grip is not None:
                self.scroll_to(offset_at(self._track, self.content_height, y - self._grip))
                return True
            case PointerUp() if self._grip is not None:
                self._grip = None
                self.touch()
                return True
            case Key(name=name, ctrl=False, alt=False) if event.pressed and self.scrolls:
                page = self.rect.h - self.step
                ways = {"page down": page, "page up": -page}
                if self.focused:
                    ways |= {"down": self.step, "up": -self.step, "end": 10**9, "home": -(10**9)}
                if name in ways:
                    self.scroll_to(self.offset + ways[name])
                    return True
        return False

    def draw_above(self, view: View) -> None:
        draw_bar(view, self._track, self.content_height, self.offset, active=self._grip is not None)
        if self.ringed:
            view.round_rect(self.rect, None, 8, view.colours.ink, 3)
