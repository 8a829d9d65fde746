"""Pictures of the assets folder, at the size they are needed.

A picture that is missing or broken becomes a quiet placeholder, never a crash.
"""

from __future__ import annotations

import re
from io import BytesIO
from math import cos, pi, sin

import pygame

from codekids.ui.geometry import Rect
from codekids.ui.view.canvas import fast
from codekids.ui.view.shapes import ShapeDrawing

INK_IN_ICONS = "#1B2440"

_VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)\s*"')


class PictureDrawing(ShapeDrawing):
    """SVG and PNG, icons in one colour; kept by size."""

    def icon(self, name: str, rect: Rect, colour: str | None = None) -> None:
        """`icons/<name>.svg` in one colour, as large as fits, in the middle of `rect`."""
        self.picture(f"icons/{name}.svg", rect, ink=colour or self.colours.ink)

    def picture(self, path: str, rect: Rect, *, ink: str | None = None, halo: int = 0) -> None:
        """A picture of the assets folder, its proportions kept, in the middle of `rect`.

        `ink` replaces the outline colour; `halo` puts so many white pixels around it.
        """
        if rect.empty:
            return
        image = self.picture_image(path, rect.w, rect.h, ink=ink, halo=halo)
        self.surface.blit(
            image, (rect.x + (rect.w - image.get_width()) // 2, rect.y + (rect.h - image.get_height()) // 2)
        )

    def picture_image(
        self, path: str, w: int, h: int, *, ink: str | None = None, halo: int = 0
    ) -> pygame.Surface:
        """The picture as a cached surface that fits in `w` x `h` pixels."""
        key = (path, w, h, ink, halo)
        return self._pictures.get(key, lambda: self._load(path, w, h, ink, halo))

    def _load(self, path: str, w: int, h: int, ink: str | None, halo: int) -> pygame.Surface:
        try:
            if path.endswith(".svg"):
                source = self._sources.get(path, lambda: (self.assets / path).read_text(encoding="utf-8"))
                box = _VIEW_BOX.search(source)
                ratio = float(box[1]) / float(box[2]) if box else 1.0
                size = (min(w, round(h * ratio)), min(h, round(w / ratio)))
                if ink and ink != INK_IN_ICONS:
                    source = source.replace(INK_IN_ICONS, ink)
                file = BytesIO(source.encode("utf-8"))
                loaded = pygame.image.load_sized_svg(file, (max(1, size[0]), max(1, size[1])))
            else:
                whole = pygame.image.load(str(self.assets / path))
                factor = min(w / whole.get_width(), h / whole.get_height())
                size = (round(whole.get_width() * factor), round(whole.get_height() * factor))
                loaded = pygame.transform.smoothscale(whole, (max(1, size[0]), max(1, size[1])))
        except (OSError, pygame.error, ValueError, ZeroDivisionError):
            return self._placeholder(w, h)
        return fast(with_halo(loaded, halo) if halo else loaded)

    def _placeholder(self, w: int, h: int) -> pygame.Surface:
        layer = self.layer(w, h)
        box = Rect(0, 0, w, h).inset(max(1, min(w, h) // 10))
        radius = min(box.w, box.h) // 5
        layer.round_rect(box, self.colours.well, radius, self.colours.edge, 2, dashed=True)
        return layer.surface


def with_halo(image: pygame.Surface, width: int) -> pygame.Surface:
    """The picture, smaller by the halo, on a white copy of its own outline."""
    w, h = image.get_size()
    small = pygame.transform.smoothscale(image, (max(1, w - 2 * width), max(1, h - 2 * width)))
    outline = pygame.mask.from_surface(small, 60).to_surface(
        setcolor="#FFFFFF", unsetcolor=(255, 255, 255, 0)
    )
    sheet = pygame.Surface((w, h), pygame.SRCALPHA)
    for step in range(24):
        angle = step * pi / 12
        sheet.blit(outline, (width + round(width * cos(angle)), width + round(width * sin(angle))))
    sheet.blit(small, (width, width))
    return sheet
