"""Flat shapes with smooth edges: rectangles, discs, polygons, seams, cards. Each is made once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import pygame

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view.canvas import Canvas, fast
from codekids.ui.view.smooth import band, corners, dashes, disc, polygon


class ShapeDrawing(Canvas):
    """Fills and borders. Radii and border widths never grow with the text scale."""

    def rect_fill(self, rect: Rect, colour: str) -> None:
        """A plain filled rectangle."""
        self.surface.fill(colour, rect)

    def tint(self, rect: Rect, colour: str, alpha: int) -> None:
        """A see-through rectangle; `alpha` 0 to 255."""

        def make() -> pygame.Surface:
            sheet = pygame.Surface(rect[2:])
            sheet.fill(colour)
            sheet.set_alpha(alpha)
            return sheet

        if not rect.empty:
            self.surface.blit(self._shapes.get(("tint", rect[2:], colour, alpha), make), rect[:2])

    def round_rect(
        self,
        rect: Rect,
        fill: str | None,
        radius: int,
        border: str | None = None,
        border_width: int = 0,
        *,
        dashed: bool = False,
    ) -> None:
        """A rectangle with smooth corners; `fill` None leaves its inside as it is.

        The border lies inside the rectangle. `radius` is cut to what fits (a big one makes a pill).
        """
        if rect.empty:
            return
        radius = max(0, min(radius, rect.w // 2, rect.h // 2))
        if dashed and border:
            if fill:
                self.round_rect(rect, fill, radius)
            key = ("dashes", rect.w, rect.h, radius, border, border_width)
            self.surface.blit(
                self._shapes.get(key, lambda: dashes(rect.w, rect.h, radius, border, border_width)), rect[:2]
            )
            return
        width = border_width if border else 0
        edge = border if border and width else fill
        if edge is None:
            return
        x, y, w, h = rect
        fill_rect = self.surface.fill
        if width:
            fill_rect(edge, (x + radius, y, w - 2 * radius, width))
            fill_rect(edge, (x + radius, y + h - width, w - 2 * radius, width))
            fill_rect(edge, (x, y + radius, width, h - 2 * radius))
            fill_rect(edge, (x + w - width, y + radius, width, h - 2 * radius))
        if fill:
            inner = max(radius, width)
            fill_rect(fill, (x + inner, y + width, w - 2 * inner, h - 2 * width))
            if inner > width:
                fill_rect(fill, (x + width, y + radius, inner - width, h - 2 * radius))
                fill_rect(fill, (x + w - inner, y + radius, inner - width, h - 2 * radius))
        if radius:
            rounded = self._shapes.get(
                ("corners", radius, fill, edge, width), lambda: corners(radius, fill, edge, width)
            )
            right, low = x + w - radius, y + h - radius
            for corner, place in zip(rounded, ((x, y), (right, y), (x, low), (right, low)), strict=True):
                self.surface.blit(corner, place)

    def rect_outline(self, rect: Rect, colour: str, width: int = 1) -> None:
        """A square-cornered border inside `rect`."""
        self.round_rect(rect, None, 0, colour, width)

    def disc(
        self,
        x: int,
        y: int,
        radius: float,
        fill: str | None,
        border: str | None = None,
        border_width: float = 0,
    ) -> None:
        """A smooth circle around the pixel (x, y); the border lies inside the radius."""
        key = ("disc", radius, fill, border, border_width)
        image = self._shapes.get(key, lambda: disc(radius, fill, border, border_width))
        self.surface.blit(image, (x - image.get_width() // 2, y - image.get_height() // 2))

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        fill: str | None,
        border: str | None = None,
        border_width: float = 0,
        *,
        closed: bool = True,
    ) -> None:
        """A smooth polygon (or, not `closed`, a line through the points); the border lies on its edge."""
        left = int(min(x for x, _ in points)) - ceil(border_width)
        top = int(min(y for _, y in points)) - ceil(border_width)
        own = tuple((round(x - left, 2), round(y - top, 2)) for x, y in points)
        key = ("polygon", own, fill, border, border_width, closed)
        self.surface.blit(
            self._shapes.get(key, lambda: polygon(own, fill, border, border_width, closed)), (left, top)
        )

    def seam(self, x: int, y: int, length: int, colour: str | None = None, *, upright: bool = False) -> None:
        """A row of stitches, 2 pixels thick: what divides a card."""
        colour = colour or self.colours.line
        dash, gap = 7, 4
        for start in range(0, length, dash + gap):
            piece = min(dash, length - start)
            self.surface.fill(colour, (x, y + start, 2, piece) if upright else (x + start, y, piece, 2))

    def stitched_band(self, rect: Rect, light: str = "#FFFFFF", warm: str = "#FFD34D") -> None:
        """The cross-stitch border that crowns the entry and a success, centred in `rect`."""
        cell = max(2, rect.h // 11)
        key = ("band", rect.w, cell, light, warm)
        image = self._shapes.get(key, lambda: fast(band(rect.w, cell, light, warm)))
        self.surface.blit(image, (rect.x, rect.y + (rect.h - image.get_height()) // 2))

    def squiggle(self, x: int, y: int, length: int, colour: str | None = None) -> None:
        """A wavy line of `length` pixels under something; (x, y) is its upper left corner."""
        colour = colour or self.colours.red
        count = max(2, round(length / 4) + 1)
        points = [(x + length * i / (count - 1), y + (0 if i % 2 else 4)) for i in range(count)]
        self.polygon(points, None, colour, 2, closed=False)

    # -- composed --------------------------------------------------------

    def card(
        self,
        rect: Rect,
        fill: str | None = None,
        radius: int = look.RADIUS_CARD,
        border: str | None = None,
        border_width: int = 3,
    ) -> None:
        """A sheet of paper with its two flat shadows; in high contrast an outline instead."""
        if self.theme.high_contrast:
            border, border_width = border or self.colours.edge, border_width if border else 2
        else:
            low = Rect(rect.x, rect.bottom - 2 * radius, rect.w, 2 * radius)
            self.round_rect(low.moved(0, 5), self.colours.shadow_far, radius)
            self.round_rect(low.moved(0, 2), self.colours.shadow, radius)
        self.round_rect(rect, fill or self.colours.paper, radius, border, border_width if border else 0)

    def focus_ring(self, rect: Rect, radius: int = look.RADIUS_BUTTON) -> None:
        """Where the keyboard is: an ink ring one pixel off the shape, a sun ring around it."""
        ink = rect.inset(-(look.FOCUS_GAP + look.FOCUS_INK))
        sun = ink.inset(-look.FOCUS_SUN)
        grown = radius + look.FOCUS_GAP + look.FOCUS_INK
        self.round_rect(sun, None, grown + look.FOCUS_SUN, self.colours.sun, look.FOCUS_SUN)
        self.round_rect(ink, None, grown, self.colours.ink, look.FOCUS_INK)
