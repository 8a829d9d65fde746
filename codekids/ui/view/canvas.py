"""What every drawing needs: a surface, a theme, the text scale, and a place for what is drawn again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pygame

from codekids.ui.geometry import Rect
from codekids.ui.theme import Theme

Made = TypeVar("Made")
Pencil = TypeVar("Pencil", bound="Canvas")


class Cache:
    """Things that cost time to make, the oldest thrown out first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.kept: dict[object, object] = {}

    def get(self, key: object, make: Callable[[], Made]) -> Made:
        found = self.kept.get(key)
        if found is None:
            if len(self.kept) >= self.limit:
                for old in list(self.kept)[: self.limit // 4]:
                    del self.kept[old]
            found = self.kept[key] = make()
        return found  # type: ignore[return-value]


class Canvas:
    """A surface to draw on, the theme, the folder of pictures, and the text scale (1.0 to 2.0)."""

    def __init__(self, surface: pygame.Surface, theme: Theme, assets: Path, scale: float = 1.0) -> None:
        self.surface = surface
        self.theme = theme
        self.assets = assets
        self.scale = scale
        self.colours = theme.palette
        self._texts = Cache(3000)
        self._shapes = Cache(1500)
        self._pictures = Cache(600)
        self._layouts = Cache(600)
        self._sizes = Cache(6000)
        self._sources = Cache(400)

    # -- where -----------------------------------------------------------

    @property
    def rect(self) -> Rect:
        """The whole surface."""
        return Rect(0, 0, *self.surface.get_size())

    def px(self, length: float) -> int:
        """A design length at this text scale: paddings, targets, icons."""
        return round(length * self.scale)

    def onto(self: Pencil, surface: pygame.Surface) -> Pencil:
        """The same pencil on another surface; the caches are shared."""
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.surface = surface
        return other

    def layer(self: Pencil, w: int, h: int, colour: str | None = None) -> Pencil:
        """A new surface to prepare something on: opaque when a colour is given, else clear."""
        if colour is None:
            return self.onto(pygame.Surface((max(1, w), max(1, h)), pygame.SRCALPHA))
        surface = pygame.Surface((max(1, w), max(1, h)))
        surface.fill(colour)
        return self.onto(surface)

    def blit(self, source: pygame.Surface, x: int, y: int, area: Rect | None = None) -> None:
        """Copy a surface, or an area of it, to (x, y)."""
        self.surface.blit(source, (x, y), area)

    @contextmanager
    def clip(self, rect: Rect) -> Iterator[None]:
        """Draw only inside `rect` (and inside what was clipped already)."""
        before = self.surface.get_clip()
        self.surface.set_clip(before.clip(rect))
        try:
            yield
        finally:
            self.surface.set_clip(before)

    def shows(self, rect: Rect) -> bool:
        """Whether any of it lies inside the clip, so that drawing it is worth while."""
        return not rect.empty and self.surface.get_clip().colliderect(rect)


def fast(image: pygame.Surface) -> pygame.Surface:
    """In the format of the window, if there is one."""
    return image.convert_alpha() if pygame.display.get_init() and pygame.display.get_surface() else image
