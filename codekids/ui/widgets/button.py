"""Buttons: a green one to go, a blue one to agree, paper ones beside, words alone, pictures alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp
from codekids.ui.geometry import Rect
from codekids.ui.theme import Palette
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget

Kind = Literal["go", "stop", "confirm", "secondary", "ghost", "sun", "bar"]


class Look(NamedTuple):
    """Colours of a button: its face, its words, its border, and the solid shadow under it."""

    face: str | None
    ink: str
    border: str | None
    deep: str | None


def look_of(kind: Kind, colours: Palette, *, hovered: bool = False) -> Look:
    """The colours of a kind of button in this palette."""
    match kind:
        case "go":
            return Look(colours.green, colours.on_green, None, colours.green_deep)
        case "stop":
            return Look(colours.red, colours.on_red, None, colours.red_deep)
        case "confirm":
            return Look(colours.blue, colours.on_blue, None, colours.blue_deep)
        case "sun":
            return Look(colours.sun, colours.on_sun, None, None)
        case "bar":
            return Look(colours.bar_well, colours.bar_text, colours.bar_line, None)
        case "ghost":
            return Look(colours.blue_tint if hovered else None, colours.heading, None, None)
    face = colours.blue_tint if hovered else colours.paper
    return Look(face, colours.ink, colours.edge, colours.shadow)


class Button(Widget):
    """A word to press, with a picture before it.

    The label takes 18, then smaller to 16, then two lines; where even that does not fit, the picture
    stands alone and the word becomes its tooltip. `on_press` is called when it is let go inside, or at
    Enter and Space.
    """

    def __init__(
        self,
        label: str,
        on_press: Callable[[], None],
        kind: Kind = "secondary",
        *,
        icon: str | None = None,
        icon_after: str | None = None,
        size: float = look.BODY,
        tooltip: str = "",
        radius: int = look.RADIUS_BUTTON,
        name: str = "",
    ) -> None:
        label = label.replace("`", "")  # code in a label needs no chip
        super().__init__(name or label, "button")
        self.focusable = True
        self.label = label
        self.on_press = on_press
        self.kind: Kind = kind
        self.icon = icon
        self.icon_after = icon_after
        self.size = size
        self.radius = radius
        self.pressed = False
        self.selected = False
        self.own_tooltip = tooltip
        self.tooltip = tooltip

    def say(self, label: str, icon: str | None = None) -> None:
        """Show another word, and another picture if one is given."""
        label = label.replace("`", "")
        self.set(label=label, name=label, icon=icon or self.icon)

    def measure(self, view: View) -> tuple[int, int]:
        """Width and height at which everything fits on one line."""
        words = view.text_size(self.label, self.size, strong=True)[0]
        pictures = [name for name in (self.icon, self.icon_after) if name]
        side = view.px(look.ICON * self.size / look.BODY)
        w = words + 2 * view.px(16) + len(pictures) * side + len(pictures) * view.px(8)
        return w, view.px(look.BUTTON_HEIGHT)

    def press(self) -> None:
        """What a click does."""
        self.on_press()

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(button=1):
                self.set(pressed=True)
                return True
            case PointerMove(x=x, y=y, held=True):
                return self.set(pressed=self.rect.contains(x, y))
            case PointerUp(x=x, y=y, button=1):
                was = self.pressed
                self.set(pressed=False)
                if was and self.rect.contains(x, y):
                    self.press()
                return True
            case Key(name="enter" | "space", ctrl=False, alt=False) if event.pressed:
                self.press()
                return True
        return False

    def focus_moved(self, has: bool) -> None:
        self.pressed = False
        super().focus_moved(has)

    def draw(self, view: View) -> None:
        colours = view.colours
        style = look_of(self.kind, colours, hovered=self.hovered and self.enabled)
        flat = view.theme.high_contrast or not self.enabled
        lift = 0 if style.deep is None or flat else (4 if self.kind in {"go", "stop", "confirm"} else 2)
        face = self.rect.moved(0, min(3, lift) if self.pressed else 0)
        if lift:
            below = Rect(self.rect.x, self.rect.y + lift, self.rect.w, self.rect.h)
            view.round_rect(below, style.deep, self.radius)
        if not self.enabled:
            fill = None if self.kind == "ghost" else colours.well
            view.round_rect(face, fill, self.radius, colours.edge, 2, dashed=True)
            ink = colours.soft
        else:
            border = style.border
            fill = style.face
            if self.hovered and self.kind in {"go", "stop", "confirm"} and not view.theme.high_contrast:
                fill = style.deep
            if self.selected:
                fill, border = colours.sun_tint, colours.sun_edge
            view.round_rect(face, fill, self.radius, border, 2 if border else 0)
            ink = style.ink
        self._draw_contents(view, face, ink)
        if self.ringed:
            view.focus_ring(face, self.radius)

    def _draw_contents(self, view: View, face: Rect, ink: str) -> None:
        side = view.px(look.ICON * max(1.0, self.size / look.BODY))
        gap = view.px(8)
        pictures = (side + gap) * bool(self.icon) + (side + gap) * bool(self.icon_after)
        pad = min(view.px(16), max(4, face.w // 12))
        room = face.w - 2 * pad - pictures
        size = self._fit(view, room)
        if size is None and not self._two_lines(view, room, face.h):
            if self.icon:
                self.tooltip = self.own_tooltip or self.label
                view.icon(self.icon, face.centred(side, side), ink)
                return
            size = look.SMALLEST
        self.tooltip = self.own_tooltip
        words = (
            view.text_size(self.label, size, strong=True)[0] if size else self._two_lines(view, room, face.h)
        )
        x = face.x + (face.w - (words + pictures)) // 2
        if self.icon:
            view.icon(self.icon, Rect(x, face.y + (face.h - side) // 2, side, side), ink)
            x += side + gap
        if size:
            view.text(self.label, Rect(x, face.y, words, face.h), size, ink, strong=True)
        else:
            self._draw_two_lines(view, Rect(x, face.y, words, face.h), ink)
        if self.icon_after:
            spot = Rect(x + words + gap, face.y + (face.h - side) // 2, side, side)
            view.icon(self.icon_after, spot, ink)

    def _fit(self, view: View, room: int) -> float | None:
        size = self.size
        while size >= min(self.size, look.SECONDARY):
            if view.text_size(self.label, size, strong=True)[0] <= room:
                return size
            size -= 1
        return None

    def _two_lines(self, view: View, room: int, height: int) -> int:
        """The width of the label in two lines of 16, or 0 when they do not fit."""
        if room <= 0:
            return 0
        layout = view.paragraph_layout(self.label, room, look.SECONDARY, strong=True, line_height=19)
        whole = sum(len(run.text.split()) for line in layout.lines for run in line) == len(self.label.split())
        w, h = layout.size
        return w if whole and len(layout.lines) == 2 and h <= height and w <= room else 0

    def _draw_two_lines(self, view: View, spot: Rect, ink: str) -> None:
        height = 2 * view.px(19)
        box = Rect(spot.x, spot.y + (spot.h - height) // 2, spot.w, height)
        view.paragraph(self.label, box, look.SECONDARY, ink, strong=True, align="centre", line_height=19)


class IconButton(Button):
    """A picture to press. Its word is its name and its tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        on_press: Callable[[], None],
        kind: Kind = "secondary",
        *,
        icon_size: float = look.ICON,
        radius: int = look.RADIUS_BUTTON,
    ) -> None:
        super().__init__(name, on_press, kind, icon=icon, tooltip=name, radius=radius)
        self.icon_size = icon_size

    def say(self, label: str, icon: str | None = None) -> None:
        self.own_tooltip = label
        self.set(label=label, name=label, icon=icon or self.icon, tooltip=label)

    def measure(self, view: View) -> tuple[int, int]:
        return view.px(look.BUTTON_HEIGHT), view.px(look.BUTTON_HEIGHT)

    def _draw_contents(self, view: View, face: Rect, ink: str) -> None:
        side = min(view.px(self.icon_size), face.w - 8, face.h - 8)
        view.icon(self.icon or "", face.centred(side, side), ink)
