"""Cards with a face on them, the keys with pictures, and the three places where a picture word appears."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import fitting_size

# Behind each face, so that a card is also found by its colour.
TINTS = {
    "fox": "#FFE3D1", "owl": "#F1E4D3", "bear": "#EEDFD0", "stork": "#E3EBF5", "cat": "#E8EAF0",
    "frog": "#DEF0D8", "hare": "#F5EDE3", "bee": "#FFF1CC", "goat": "#EDF1E6", "wolf": "#E2E6EE",
    "squirrel": "#F8E3D6", "duck": "#FFF4CC",
}  # fmt: skip


def tint_of(view: View, avatar: str) -> str:
    """The colour behind a face."""
    return view.colours.well if view.theme.high_contrast else TINTS.get(avatar, view.colours.well)


class FaceCard(Button):
    """One child: a face and a name. `done` shows a check: this one has shown who they are."""

    def __init__(self, name: str, avatar: str, on_press: Callable[[], None], said: str = "") -> None:
        super().__init__(name, on_press, name=said or name)
        self.avatar = avatar
        self.chosen = False
        self.done = False
        self.lying = False  # face beside the name

    def draw(self, view: View) -> None:
        colours, rect = view.colours, self.rect
        view.card(rect)
        if self.lying:
            face, words = rect.split_left(rect.h)
        else:
            face, words = rect.split_bottom(view.px(46))
        view.round_rect(face, tint_of(view, self.avatar), look.RADIUS_CARD)
        if not self.lying and not view.theme.high_contrast:
            view.rect_fill(
                Rect(face.x, face.bottom - look.RADIUS_CARD, face.w, look.RADIUS_CARD),
                tint_of(view, self.avatar),
            )
        view.picture(f"avatars/{self.avatar}.svg", face.inset(view.px(6)), halo=0)
        self._draw_name(view, words.inset(view.px(8), 2))
        if self.chosen:
            view.round_rect(rect.inset(-3), None, look.RADIUS_CARD + 3, colours.blue, 5)
        elif view.theme.high_contrast:
            view.round_rect(rect, None, look.RADIUS_CARD, colours.edge, 2)
        if self.done:
            radius = view.px(18)
            x, y = rect.right - radius, rect.y + radius
            view.disc(x, y, radius, colours.green, colours.paper, 3)
            side = round(radius * 1.2)
            view.icon("check", Rect(x, y, 0, 0).inset(-side // 2), colours.on_green)
        if self.ringed:
            view.focus_ring(rect, look.RADIUS_CARD)

    def _draw_name(self, view: View, room: Rect) -> None:
        size = fitting_size(view, self.label, room.w, look.BODY, strong=True)
        if size:
            view.text(self.label, room, size, strong=True, align="centre")
            return
        small, line = look.SECONDARY, 19
        while True:
            h = view.paragraph_size(self.label, room.w, small, strong=True, line_height=line)[1]
            if h <= room.h or small <= 10:
                break
            small, line = small - 1, line - 1
        spot = Rect(room.x, room.y + (room.h - h) // 2, room.w, h)
        view.paragraph(self.label, spot, small, strong=True, align="centre", line_height=line)


class PictureKey(Button):
    """One picture of the twelve to press, or a face to choose."""

    def __init__(self, path: str, name: str, on_press: Callable[[], None]) -> None:
        super().__init__("", on_press, name=name)
        self.path = path
        self.tooltip = name
        self.chosen = False

    def draw(self, view: View) -> None:
        colours = view.colours
        face = self.rect.moved(0, 2) if self.pressed else self.rect
        if not view.theme.high_contrast:
            view.round_rect(self.rect.moved(0, 3), colours.shadow, look.RADIUS_BUTTON)
        fill = colours.blue_tint if self.chosen else colours.paper
        edge = colours.blue if self.chosen else colours.edge
        view.round_rect(face, fill, look.RADIUS_BUTTON, edge, 5 if self.chosen else 2)
        view.picture(self.path, face.inset(max(6, face.w // 8)))
        if self.ringed:
            view.focus_ring(face, look.RADIUS_BUTTON)


class Keys(Widget):
    """Pictures to press in rows; arrow keys move between them."""

    arrows = True

    def __init__(self, name: str, keys: Sequence[PictureKey]) -> None:
        super().__init__(name, "group")
        self.keys = tuple(keys)
        self.add(*keys)

    def set_visible(self, on: bool) -> None:
        """Show or hide all."""
        self.set(visible=on)
        for key in self.keys:
            key.set(visible=on)

    def arrange(self, view: View, rect: Rect, columns: int, largest: int) -> int:
        """Place the keys in the middle of a rectangle, at most `largest` pixels each; returns the height."""
        self.place(rect)
        rows = -(-len(self.keys) // columns)
        gap = max(6, min(view.px(10), 12))
        side = min(largest, (rect.w - (columns - 1) * gap) // columns, (rect.h - (rows - 1) * gap) // rows)
        side = max(16, side)
        left = rect.x + (rect.w - columns * side - (columns - 1) * gap) // 2
        for index, key in enumerate(self.keys):
            row, column = divmod(index, columns)
            key.place(Rect(left + column * (side + gap), rect.y + row * (side + gap), side, side))
        return rows * side + (rows - 1) * gap


class Slots(Widget):
    """Three places: done, next, later. Which picture was pressed is not shown: others look on."""

    def __init__(self) -> None:
        super().__init__("", "status")
        self.filled = 0

    def draw(self, view: View) -> None:
        colours = view.colours
        gap = view.px(12)
        side = min(view.px(80), (self.rect.w - 2 * gap) // 3)
        left = self.rect.x + (self.rect.w - 3 * side - 2 * gap) // 2
        for index in range(3):
            spot = Rect(left + index * (side + gap), self.rect.y, side, self.rect.h)
            if index < self.filled:
                view.round_rect(spot, colours.green_tint, look.RADIUS_BUTTON, colours.green_deep, 3)
                view.icon("check", spot.inset(spot.h // 4), colours.green_deep)
                continue
            now = index == self.filled
            fill, edge = (colours.sun_tint, colours.sun_edge) if now else (None, colours.edge)
            view.round_rect(spot, fill, look.RADIUS_BUTTON, edge, 3 if now else 2, dashed=not now)
            ink = colours.sun_text if now else colours.soft
            view.text(str(index + 1), spot, look.CARD_TITLE, ink, strong=True, align="centre")
