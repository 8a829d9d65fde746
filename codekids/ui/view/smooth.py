"""The pixel work below the shapes: drawn enlarged, then smoothed down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, cos, hypot, pi, sin

import pygame

from codekids.ui.view.canvas import fast

FINE = 4  # shapes are drawn this many times larger, then smoothed down


def _fine(w: float, h: float, colour: str) -> pygame.Surface:
    """An enlarged clear sheet; clear in the shape's own colour, so that no dark rim appears."""
    sheet = pygame.Surface((max(1, ceil(w)) * FINE, max(1, ceil(h)) * FINE), pygame.SRCALPHA)
    sheet.fill((*pygame.Color(colour)[:3], 0))
    return sheet


def _smoothed(sheet: pygame.Surface) -> pygame.Surface:
    w, h = sheet.get_size()
    return fast(pygame.transform.smoothscale(sheet, (w // FINE, h // FINE)))


def corners(radius: int, fill: str | None, edge: str, width: int) -> list[pygame.Surface]:
    """Upper left, upper right, lower left, lower right."""
    sheet = _fine(2 * radius, 2 * radius, edge)
    middle = (radius * FINE, radius * FINE)
    pygame.draw.circle(sheet, edge, middle, radius * FINE)
    if radius > width and (fill or width):
        inside = fill if fill else (*pygame.Color(edge)[:3], 0)
        if fill or width:
            pygame.draw.circle(sheet, inside, middle, (radius - width) * FINE)
    disc = _smoothed(sheet)
    parts = ((0, 0), (radius, 0), (0, radius), (radius, radius))
    return [disc.subsurface((*corner, radius, radius)) for corner in parts]


def disc(radius: float, fill: str | None, border: str | None, border_width: float) -> pygame.Surface:
    edge = border or fill or "#000000"
    side = 2 * ceil(radius) + 1
    sheet = _fine(side, side, edge)
    middle = (side * FINE // 2, side * FINE // 2)
    if border:
        pygame.draw.circle(sheet, border, middle, round(radius * FINE))
    inner = radius - (border_width if border else 0)
    inside = pygame.Color(fill) if fill else (*pygame.Color(edge)[:3], 0)
    pygame.draw.circle(sheet, inside, middle, round(inner * FINE))
    return _smoothed(sheet)


def polygon(
    points: Sequence[tuple[float, float]],
    fill: str | None,
    border: str | None,
    border_width: float,
    closed: bool,
) -> pygame.Surface:
    w = max(x for x, _ in points) + border_width + 1
    h = max(y for _, y in points) + border_width + 1
    sheet = _fine(w, h, border or fill or "#000000")
    fine = [(x * FINE, y * FINE) for x, y in points]
    if fill:
        pygame.draw.polygon(sheet, fill, fine)
    if border:
        half = border_width * FINE / 2
        ends = [*fine, fine[0]] if closed else fine
        for start, end in pairwise(ends):
            _stroke(sheet, border, start, end, half)
    return _smoothed(sheet)


def _stroke(
    sheet: pygame.Surface, colour: str, start: tuple[float, float], end: tuple[float, float], half: float
) -> None:
    """A thick line with round ends."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length:
        dx, dy = (end[0] - start[0]) / length * half, (end[1] - start[1]) / length * half
        corners = [(start[0] - dy, start[1] + dx), (start[0] + dy, start[1] - dx)]
        corners += [(end[0] + dy, end[1] - dx), (end[0] - dy, end[1] + dx)]
        pygame.draw.polygon(sheet, colour, corners)
    for point in (start, end):
        pygame.draw.circle(sheet, colour, point, half)


def dashes(w: int, h: int, radius: int, colour: str, width: int) -> pygame.Surface:
    """A dashed outline: dots close together along the path, with gaps."""
    sheet = _fine(w, h, colour)
    inset = width / 2
    corner = max(0.0, radius - inset)
    path: list[tuple[float, float]] = []
    centres = (
        (w - radius, radius, -90),
        (w - radius, h - radius, 0),
        (radius, h - radius, 90),
        (radius, radius, 180),
    )
    for x, y, begin in centres:
        for step in range(9):
            angle = (begin + step * 11.25) * pi / 180
            path.append((x + corner * cos(angle), y + corner * sin(angle)))
    path.append(path[0])
    walked = 0.0
    for (from_x, from_y), (to_x, to_y) in pairwise(path):
        length = hypot(to_x - from_x, to_y - from_y)
        for step in range(max(1, round(length * 2))):
            part = step / max(1, round(length * 2))
            if (walked + length * part) % 10 < 6:
                point = ((from_x + (to_x - from_x) * part) * FINE, (from_y + (to_y - from_y) * part) * FINE)
                pygame.draw.circle(sheet, colour, point, inset * FINE)
        walked += length
    return _smoothed(sheet)


_STITCHES = (
    ".....#.....",
    "....#.#....",
    "...#.#.#...",
    "..#.#+#.#..",
    ".#.#+.+#.#.",
    "..#.#+#.#..",
    "...#.#.#...",
    "....#.#....",
    ".....#.....",
)


def band(width: int, cell: int, light: str, warm: str) -> pygame.Surface:
    strip = pygame.Surface((width, len(_STITCHES) * cell), pygame.SRCALPHA)
    period = 16 * cell
    for start in range(-((period - width % period) // 2) % period - period, width, period):
        for row, line in enumerate(_STITCHES):
            for column, sign in enumerate(line):
                if sign != ".":
                    spot = (start + column * cell, row * cell, cell, cell)
                    strip.fill(light if sign == "#" else warm, spot)
        for row in (3, 5):
            strip.fill(warm, (start + 13 * cell, row * cell, cell, cell))
    return strip
