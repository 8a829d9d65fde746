"""The pictures of printed cards as pixels: drawn as the window draws them, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from codekids.papers.cards import Picture
from codekids.ui.app import draw_screen, surface_bytes
from codekids.ui.geometry import Rect
from codekids.ui.theme import LIGHT
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.root import Root

if TYPE_CHECKING:
    from codekids.ui.events import Event
    from codekids.ui.view import View

SIDE = 360  # pixels; 23 mm of paper at 400 dots an inch
WHITE = "#FFFFFF"


def card_picture(assets: Path, name: str) -> Picture:
    """The picture `name` ("avatars/fox") of the assets folder, on white."""
    size, rgb = surface_bytes(draw_screen(_Sheet(f"{name}.svg"), (SIDE, SIDE), assets=assets, theme=LIGHT))
    return Picture(size, rgb)


class _Sheet:
    """A screen with nothing on it but one picture."""

    def __init__(self, path: str) -> None:
        self.root = Root(background=WHITE)
        self._drawing = _Drawing(path)
        self.root.add(self._drawing)

    def layout(self, view: View, size: tuple[int, int]) -> None:
        self._drawing.place(Rect(0, 0, *size))

    def handle(self, event: Event) -> bool:
        return False

    def tick(self, seconds: float) -> bool:
        return False


class _Drawing(Widget):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def draw(self, view: View) -> None:
        view.picture(self.path, self.rect)
