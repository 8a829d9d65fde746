"""The stars a success is paid in, as they are drawn everywhere."""

from __future__ import annotations

from codekids.ui.geometry import Rect
from codekids.ui.view import View


def draw_stars(view: View, rect: Rect, count: int, side: int, *, on_blue: bool = False) -> None:
    """Three stars in the middle of a rectangle."""
    gap = max(1, side // 14)
    left = rect.x + (rect.w - 3 * side - 2 * gap) // 2
    for index in range(3):
        spot = Rect(left + index * (side + gap), rect.y + (rect.h - side) // 2, side, side)
        draw_star(view, spot, won=index < count, on_blue=on_blue)


def draw_star(view: View, spot: Rect, *, won: bool, on_blue: bool = False) -> None:
    """One star, won or still to be won; told apart by its shape where colours are few."""
    if won:
        view.picture("stars/star-small.svg" if spot.w < 40 else "stars/star.svg", spot)
    elif view.theme.high_contrast:
        view.icon("star", spot, view.colours.ink)
    else:
        view.picture("stars/star-empty-on-blue.svg" if on_blue else "stars/star-empty.svg", spot)
