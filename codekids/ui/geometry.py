"""Rectangles for laying out the window: immutable, whole pixels, y grows downwards.

A `Rect` is an ordinary 4-tuple (x, y, w, h), so drawing libraries take it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Rect(NamedTuple):
    """Left, top, width, height; `right` and `bottom` are exclusive."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        return self.x + self.w

    @property
    def bottom(self) -> int:
        return self.y + self.h

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.w // 2, self.y + self.h // 2

    @property
    def empty(self) -> bool:
        return self.w <= 0 or self.h <= 0

    def contains(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def moved(self, dx: int, dy: int) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def inset(self, dx: int, dy: int | None = None) -> Rect:
        """Smaller by `dx` at left and right and `dy` (or `dx`) above and below; negative grows."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, max(0, self.w - 2 * dx), max(0, self.h - 2 * dy))

    def split_left(self, width: int, gap: int = 0) -> tuple[Rect, Rect]:
        """The left `width` pixels, and what remains after a gap."""
        width = max(0, min(width, self.w))
        taken = min(self.w, width + gap)
        return (
            Rect(self.x, self.y, width, self.h),
            Rect(self.x + taken, self.y, self.w - taken, self.h),
        )

    def split_right(self, width: int, gap: int = 0) -> tuple[Rect, Rect]:
        """What remains before a gap, and the right `width` pixels."""
        width = max(0, min(width, self.w))
        rest = max(0, self.w - width - gap)
        return Rect(self.x, self.y, rest, self.h), Rect(self.right - width, self.y, width, self.h)

    def split_top(self, height: int, gap: int = 0) -> tuple[Rect, Rect]:
        """The upper `height` pixels, and what remains below a gap."""
        height = max(0, min(height, self.h))
        taken = min(self.h, height + gap)
        return (
            Rect(self.x, self.y, self.w, height),
            Rect(self.x, self.y + taken, self.w, self.h - taken),
        )

    def split_bottom(self, height: int, gap: int = 0) -> tuple[Rect, Rect]:
        """What remains above a gap, and the lower `height` pixels."""
        height = max(0, min(height, self.h))
        rest = max(0, self.h - height - gap)
        return Rect(self.x, self.y, self.w, rest), Rect(self.x, self.bottom - height, self.w, height)

    def columns(self, count: int, gap: int = 0) -> list[Rect]:
        """`count` columns of equal width (to a pixel) that fill the rectangle."""
        free = self.w - gap * (count - 1)
        edges = [self.x + free * i // count + gap * i for i in range(count + 1)]
        return [Rect(edges[i], self.y, edges[i + 1] - gap - edges[i], self.h) for i in range(count)]

    def rows(self, count: int, gap: int = 0) -> list[Rect]:
        """`count` rows of equal height (to a pixel) that fill the rectangle."""
        free = self.h - gap * (count - 1)
        edges = [self.y + free * i // count + gap * i for i in range(count + 1)]
        return [Rect(self.x, edges[i], self.w, edges[i + 1] - gap - edges[i]) for i in range(count)]

    def centred(self, w: int, h: int) -> Rect:
        """A `w` x `h` rectangle with the same middle."""
        return Rect(self.x + (self.w - w) // 2, self.y + (self.h - h) // 2, w, h)

    def overlaps(self, other: Rect) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def intersection(self, other: Rect) -> Rect:
        """What both cover; empty (zero width and height) when they are apart."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        w, h = min(self.right, other.right) - x, min(self.bottom, other.bottom) - y
        return Rect(x, y, w, h) if w > 0 and h > 0 else Rect(x, y, 0, 0)

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle around both; an empty one counts for nothing."""
        if self.empty:
            return other
        if other.empty:
            return self
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


NOWHERE = Rect(0, 0, 0, 0)


def merged(rects: Iterable[Rect]) -> list[Rect]:
    """The same area in fewer pieces: overlapping rectangles become one around them."""
    result: list[Rect] = []
    for rect in rects:
        if rect.empty:
            continue
        while True:
            touching = next((other for other in result if other.overlaps(rect)), None)
            if touching is None:
                break
            result.remove(touching)
            rect = rect.union(touching)
        result.append(rect)
    return result
