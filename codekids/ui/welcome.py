"""What is on the screen while the club's list is being read: the name of the place.

A slow PC shows it in half the time of the first real screen. It imports nothing
but what draws: no progress, no lessons.
"""

from __future__ import annotations

from pathlib import Path

from codekids.ui.app import Window
from codekids.ui.events import Event
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.root import Root

HEAD = 112  # pixels at 100 %: where the cards have it, so that nothing jumps
BAND = 30


def welcome(assets: Path) -> Window:
    """Open the window with its first frame on the screen. Raises WindowError where none can open."""
    window = Window(assets)
    window.show(_Welcome())
    window.draw()
    # What waits for the first frame waits for the first screen: this one must not delay it.
    window.frames = 0
    return window


class _Head(Widget):
    """The blue head of the cards, with the name on it."""

    def draw(self, view: View) -> None:
        colours = view.colours
        view.rect_fill(self.rect, colours.blue)
        band = view.px(BAND)
        view.stitched_band(Rect(self.rect.x, self.rect.bottom - band, self.rect.w, band))
        view.picture("ui/ari-wave-1.svg", Rect(view.px(30), view.px(4), view.px(84), view.px(84)))
        view.text("CODE Kids", (view.px(122), view.px(6)), 32, colours.on_blue, strong=True)


class _Welcome:
    """One frame, no buttons."""

    def __init__(self) -> None:
        self.root = Root("CODE Kids")
        self.head = _Head("CODE Kids", "heading")
        self.root.add(self.head)

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """The head across the top."""
        self.head.place(Rect(0, 0, size[0], view.px(HEAD)))

    def handle(self, event: Event) -> bool:
        """Nothing to press yet."""
        return False

    def tick(self, seconds: float) -> bool:
        """Nothing moves."""
        return False
