"""Lines of text and of code: measured, drawn, and kept as surfaces."""

from __future__ import annotations

import re
from math import ceil
from typing import Literal

import pygame

from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view.canvas import Canvas, fast
from codekids.ui.view.fonts import BASELINE, BOX, FAMILIES, Type

Align = Literal["left", "centre", "right"]

STRONG_CODE = {"keyword", "call", "number"}

_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class TextDrawing(Canvas):
    """One line at a time. Sizes are design pixels and grow with the text scale."""

    def text_size(
        self, text: str, size: float = look.BODY, *, strong: bool = False, code: bool = False
    ) -> tuple[int, int]:
        """Width and height in pixels of one line, at this text scale."""
        real = self.px(size)
        key = (text, real, strong, code)
        return self._sizes.get(
            key, lambda: (self._width(drawable(text), real, strong, code), ceil(real * BOX))
        )

    def code_cell(self, size: float = look.CODE) -> int:
        """Width in pixels of one character of code."""
        return self._sizes.get(
            ("cell", size), lambda: self._family("code").regular(self.px(size)).size("m")[0]
        )

    def text(
        self,
        text: str,
        where: Rect | tuple[int, int],
        size: float = look.BODY,
        colour: str | None = None,
        *,
        strong: bool = False,
        code: bool = False,
        align: Align = "left",
    ) -> Rect:
        """One line of text; returns where it stands.

        A `Rect` centres it upright and aligns it across; a point is the upper left corner.
        """
        if not text:
            return NOWHERE
        image = self.text_image(text, size, colour, strong=strong, code=code)
        w, h = image.get_size()
        if isinstance(where, Rect):
            x = {"left": where.x, "centre": where.x + (where.w - w) // 2, "right": where.right - w}[align]
            y = where.y + (where.h - h) // 2
        else:
            x, y = where
            x -= {"left": 0, "centre": w // 2, "right": w}[align]
        self.surface.blit(image, (x, y))
        return Rect(x, y, w, h)

    def text_image(
        self,
        text: str,
        size: float = look.BODY,
        colour: str | None = None,
        *,
        strong: bool = False,
        code: bool = False,
    ) -> pygame.Surface:
        """The text as a cached surface, one line box high."""
        colour = colour or self.colours.ink
        key = (text, real := self.px(size), colour, strong, code)
        return self._texts.get(key, lambda: self._render(drawable(text), real, colour, strong, code))

    def _family(self, name: str) -> Type:
        return FAMILIES[name]

    def _width(self, text: str, real: int, strong: bool, code: bool) -> int:
        if code:
            return len(text) * self._family("code").regular(real).size("m")[0]
        family = self._family(self.theme.reading_font)
        if not strong:
            return family.regular(real).size(text)[0]
        face = family.outline(real, True)
        # The right edge of the ink forgets a space at the end.
        return ceil(sum(metric[4] if metric else real / 2 for metric in face.get_metrics(text)))

    def _render(self, text: str, real: int, colour: str, strong: bool, code: bool) -> pygame.Surface:
        w = self._width(text, real, strong, code)
        image = pygame.Surface((max(1, w), ceil(real * BOX)), pygame.SRCALPHA)
        image.fill((*pygame.Color(colour)[:3], 0))
        baseline = round(real * BASELINE)
        if code:
            # Cell by cell: no ligatures, and a caret that always stands between two characters.
            face, cell = self._family("code").outline(real, strong), w // max(1, len(text))
            for column, character in enumerate(text):
                if character != " ":
                    glyph, box = face.render(character, colour)
                    image.blit(glyph, (column * cell + box.x, baseline - box.y))
        elif strong:
            glyphs, box = self._family(self.theme.reading_font).outline(real, True).render(text, colour)
            image.blit(glyphs, (box.x, baseline - box.y))
        else:
            font = self._family(self.theme.reading_font).regular(real)
            image.blit(font.render(text, True, colour), (0, baseline - font.get_ascent()))
        return fast(image)

    def code_line(self, pieces: tuple[tuple[str, str], ...], size: float = look.CODE) -> pygame.Surface:
        """A line of coloured code, (kind, text) pieces, as one cached surface a line box high."""
        return self._texts.get((pieces, size), lambda: self._render_code_line(pieces, size))

    def _render_code_line(self, pieces: tuple[tuple[str, str], ...], size: float) -> pygame.Surface:
        cell = self.code_cell(size)
        w = cell * sum(len(text) for _, text in pieces)
        line = self.layer(w, ceil(self.px(size) * BOX))
        x = 0
        for kind, text in pieces:
            if text.strip(" "):
                colour = self.colours.code.get(kind)
                strong = kind in STRONG_CODE
                # Not through the cache: the whole line is kept, its pieces are not needed again.
                image = self._render(drawable(text), self.px(size), colour or self.colours.ink, strong, True)
                line.surface.blit(image, (x, 0))
            x += cell * len(text)
        return fast(line.surface)


def drawable(text: str) -> str:
    """Control signs, half characters and direction marks as a visible dot."""
    return _UNDRAWABLE.sub("·", text) if not text.isprintable() else text
