"""What a librarian sees who has never been here: who helps, and what comes first."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget


class Welcome(Widget):
    """A sheet with Ari on it, a greeting, and the first steps, each with its number."""

    def __init__(self, greeting: str, steps: tuple[str, ...]) -> None:
        super().__init__(" ".join((greeting, *steps)), "text")
        self.greeting, self.steps = greeting, steps

    def draw(self, view: View) -> None:
        colours = view.colours
        view.card(self.rect)
        inside = self.rect.inset(view.px(24), view.px(8))
        side = min(view.px(300), inside.h, inside.w // 4)
        if inside.w / view.scale >= 500:
            left, inside = inside.split_left(side, view.px(24))
            view.picture("hero/ari-south-happy.svg", left.centred(side, side), halo=0)
        size: float = 30
        while size > look.SECONDARY and self._height(view, inside.w, size) > inside.h:
            size -= 1
        y = inside.y + max(0, (inside.h - self._height(view, inside.w, size)) // 2)
        y += view.paragraph(self.greeting, Rect(inside.x, y, inside.w, 0), size, colours.heading, strong=True)
        for number, step in enumerate(self.steps, 1):
            y += self._gap(view, size)
            spot = Rect(inside.x + view.px(38), y, inside.w - view.px(38), 0)
            used = view.paragraph(step, spot, self._body(size))
            disc = view.px(14)
            view.disc(inside.x + disc, y + used // 2, disc, colours.blue)
            number_at = Rect(inside.x, y, 2 * disc, used)
            view.text(str(number), number_at, look.SECONDARY, colours.on_blue, strong=True, align="centre")
            y += used

    def _body(self, size: float) -> float:
        return max(look.SECONDARY, min(look.LEAD, size - 6))

    def _gap(self, view: View, size: float) -> int:
        return view.px(18 if size >= 28 else 8 if size > look.BODY else 3)

    def _height(self, view: View, width: int, size: float) -> int:
        words = view.paragraph_size(self.greeting, width, size, strong=True)[1]
        for step in self.steps:
            words += view.paragraph_size(step, width - view.px(38), self._body(size))[1]
        return words + len(self.steps) * self._gap(view, size)
