"""A sheet of paper with a title, picture buttons at the right of it, and a seam below."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget


class Card(Widget):
    """Paper to stand things on. With a title it has a head of 44 and a seam; `heads` stand at its right."""

    def __init__(
        self,
        title: str = "",
        *,
        seam: bool = True,
        fill: str | None = None,
        border: str | None = None,
        heads: tuple[Widget, ...] = (),
        scale: float = 1.0,
    ) -> None:
        super().__init__(title, "group")
        self.title = title
        self.seam = seam
        self.fill = fill  # None: paper
        self.border = border  # 3 pixels of this colour
        self.scale = scale
        self.heads = heads
        self.add(*heads)

    def place(self, rect: Rect) -> None:
        super().place(rect)
        side = round(look.ICON_IN_CARD_HEAD * self.scale)
        x = rect.right - 6
        for head in reversed(self.heads):
            x -= side
            head.place(Rect(x, rect.y + (self.head_height - side) // 2 + 2, side, side))
            x -= 2

    @property
    def head_height(self) -> int:
        return round(look.CARD_HEAD * self.scale)

    @property
    def inside(self) -> Rect:
        """Where the contents go: below the head, 16 from the edges."""
        top = self.head_height + 8 if self.title else 12
        return Rect(self.rect.x + 16, self.rect.y + top, self.rect.w - 32, max(0, self.rect.h - top - 12))

    def covers(self, spot: Rect) -> bool:
        if not self.visible or self.rect.intersection(spot) != spot:
            return False
        across = min(spot.x - self.rect.x, self.rect.right - spot.right)
        upright = min(spot.y - self.rect.y, self.rect.bottom - spot.bottom)
        corner = look.RADIUS_CARD
        if across >= corner or upright >= corner:
            return True
        return (corner - across) ** 2 + (corner - upright) ** 2 <= (corner - 1) ** 2

    def draw(self, view: View) -> None:
        view.card(self.rect, self.fill, border=self.border)
        if not self.title:
            return
        taken = sum(head.rect.w + 2 for head in self.heads)
        head = Rect(self.rect.x + 16, self.rect.y + 3, self.rect.w - 32 - taken, self.head_height)
        view.text(self.title, head, look.BODY, view.colours.heading, strong=True)
        if self.seam:
            view.seam(self.rect.x + 16, self.rect.y + self.head_height + 4, self.rect.w - 32)
