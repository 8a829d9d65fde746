"""A program's blocks as a picture, with no window."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pygame

from codekids.lang.blocks.workspace import view as view_of
from codekids.lang.dialect import Dialect
from codekids.ui.theme import CONTRAST, LIGHT
from codekids.ui.view import View
from codekids.ui.widgets.blocks.drawing import draw_blocks, measure
from codekids.ui.widgets.blocks.layout import lay_out

LARGEST = 8000  # pixels


def picture_of_blocks(
    text: str,
    lang: str = "ro",
    size: tuple[int, int] | None = None,
    scale: float = 1.0,
    assets: Path = Path("assets"),
    *,
    dialect: Dialect | None = None,
    theme: Literal["light", "contrast"] = "light",
) -> tuple[tuple[int, int], bytes]:
    """(width, height) in pixels and the RGB bytes, rows from the top.

    `size` None: as large as the program needs, at most LARGEST each way. What is larger is cut off.
    """
    look = CONTRAST if theme == "contrast" else LIGHT
    pencil = View(pygame.Surface((1, 1)), look, assets, scale)
    layout = lay_out(view_of(text, dialect=dialect), measure(pencil), lang, scale)
    w, h = size or (min(layout.width, LARGEST), min(layout.height, LARGEST))
    sheet = pencil.layer(w, h, pencil.colours.paper)
    draw_blocks(sheet, layout.boxes, layout, 0, 0)
    return (w, h), pygame.image.tobytes(sheet.surface, "RGB")


def blank_view(size: tuple[int, int], assets: Path) -> View:
    """A pencil on an empty sheet of that size in pixels, for measuring."""
    return View(pygame.Surface(size), LIGHT, assets)
