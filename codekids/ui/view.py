"""The pencil: everything the window draws goes through a `View`.

Rectangles are window pixels (`geometry.Rect`). Type sizes are design pixels and
grow with the text scale; lengths that should grow with it too go through `px`.
Radii and border widths never grow. What is drawn twice is kept: text, shapes
and pictures are cached surfaces, so a repeated frame is only copying.

A picture that is missing or broken becomes a quiet placeholder, never a crash.

The file is long because it is all there is between the widgets and the drawing
library: fonts, then paragraphs, shapes, pictures, and at the end the pixel work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from math import ceil, cos, hypot, pi, sin
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

import pygame
import pygame.freetype

from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.theme import Theme

Align = Literal["left", "centre", "right"]
Made = TypeVar("Made")

FINE = 4  # shapes are drawn this many times larger, then smoothed down
INK_IN_ICONS = "#1B2440"
STRENGTH = 1 / 36  # of the type size: a clean semibold, ș ț ă included
STRONG_CODE = {"keyword", "call", "number"}
BASELINE, BOX = 1.0, 1.32  # of the type size, from the top of the line box

_UNDRAWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKUP = re.compile(r"`([^`\n]+)`|\*\*(.+?)\*\*")
_VIEW_BOX = re.compile(r'viewBox="\s*[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)\s*"')


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


@lru_cache(maxsize=8)
def font_file(package: str, stem: str) -> Path:
    """A font file of one of the font packages, found without running the package."""
    spec = find_spec(package)
    for folder in spec.submodule_search_locations or () if spec else ():
        for path in sorted((Path(folder) / "files").glob("*.ttf")):
            if path.name.split("[")[0].removesuffix(".ttf") == stem:
                return path
    raise RuntimeError(f'the font package {package} is not whole; run "python -m pip install codekids" again')


class Type:
    """One family at every size: a regular cut and a semibold one, both cached by size."""

    def __init__(self, package: str, stem: str, bold_stem: str | None = None) -> None:
        self.package, self.stem, self.bold_stem = package, stem, bold_stem
        self._regular: dict[int, pygame.font.Font] = {}
        self._strong: dict[int, pygame.freetype.Font] = {}
        self._plain: dict[int, pygame.freetype.Font] = {}

    def regular(self, size: int) -> pygame.font.Font:
        if size not in self._regular:
            pygame.font.init()
            self._regular[size] = pygame.font.Font(str(font_file(self.package, self.stem)), size)
        return self._regular[size]

    def outline(self, size: int, strong: bool) -> pygame.freetype.Font:
        """The FreeType face: semibold, or the regular cut without ligatures."""
        kept = self._strong if strong else self._plain
        if size not in kept:
            pygame.freetype.init()
            stem = self.bold_stem if strong and self.bold_stem else self.stem
            face = pygame.freetype.Font(str(font_file(self.package, stem)), size)
            if strong and not self.bold_stem:
                face.strong = True
                face.strength = STRENGTH
            kept[size] = face
        return kept[size]


FAMILIES = {
    "lexend": Type("fontpkg_lexend", "Lexend"),
    "atkinson": Type(
        "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"
    ),
    "code": Type("fontpkg_jetbrains_mono", "JetBrainsMono"),
}


class Run(NamedTuple):
    """A piece of a laid-out line: where it starts, what it says, how it looks."""

    x: int
    text: str
    kind: Literal["plain", "strong", "code"]
    width: int


class Layout(NamedTuple):
    """A paragraph broken into lines; pixels from its upper left corner."""

    lines: tuple[tuple[Run, ...], ...]
    widths: tuple[int, ...]
    line_height: int

    @property
    def size(self) -> tuple[int, int]:
        return max(self.widths, default=0), len(self.lines) * self.line_height


class View:
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

    def onto(self, surface: pygame.Surface) -> View:
        """The same pencil on another surface; the caches are shared."""
        other = View.__new__(View)
        other.__dict__.update(self.__dict__)
        other.surface = surface
        return other

    def layer(self, w: int, h: int, colour: str | None = None) -> View:
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

    # -- text ------------------------------------------------------------

    def text_size(
        self, text: str, size: float = look.BODY, *, strong: bool = False, code: bool = False
    ) -> tuple[int, int]:
        """Width and height in pixels of one line, at this text scale."""
        real = self.px(size)
        key = (text, real, strong, code)
        return self._sizes.get(
            key, lambda: (self._width(_drawable(text), real, strong, code), ceil(real * BOX))
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
        return self._texts.get(key, lambda: self._render(_drawable(text), real, colour, strong, code))

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
        return _fast(image)

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
                image = self._render(_drawable(text), self.px(size), colour or self.colours.ink, strong, True)
                line.surface.blit(image, (x, 0))
            x += cell * len(text)
        return _fast(line.surface)

    # -- paragraphs ------------------------------------------------------

    def paragraph(
        self,
        text: str,
        rect: Rect,
        size: float = look.BODY,
        colour: str | None = None,
        *,
        strong: bool = False,
        align: Align = "left",
        line_height: float | None = None,
    ) -> int:
        """Text broken to the width of `rect`, from its top; returns the height used, in pixels.

        `code` in backticks stands on a chip in the code font; **words** in double
        stars are semibold; a newline breaks the line.
        """
        layout = self.paragraph_layout(text, rect.w, size, strong=strong, line_height=line_height)
        chip_pad = self.px(5)
        for index, line in enumerate(layout.lines):
            x = (
                rect.x
                + {
                    "left": 0,
                    "centre": (rect.w - layout.widths[index]) // 2,
                    "right": rect.w - layout.widths[index],
                }[align]
            )
            row = Rect(x, rect.y + index * layout.line_height, layout.widths[index], layout.line_height)
            for run in line:
                box = Rect(row.x + run.x, row.y, run.width, row.h)
                if run.kind == "code":
                    chip = box.centred(box.w, min(box.h - 2, self.px(size * 1.4)))
                    border = self.colours.edge if self.theme.high_contrast else None
                    self.round_rect(chip, self.colours.well, 5, border, 1 if border else 0)
                    self.text(run.text, box.inset(chip_pad, 0), size - 1, colour, code=True)
                else:
                    self.text(run.text, box, size, colour, strong=run.kind == "strong")
        return layout.size[1]

    def paragraph_size(
        self,
        text: str,
        width: int,
        size: float = look.BODY,
        *,
        strong: bool = False,
        line_height: float | None = None,
    ) -> tuple[int, int]:
        """Width and height in pixels that `paragraph` needs when it may be `width` wide."""
        return self.paragraph_layout(text, width, size, strong=strong, line_height=line_height).size

    def paragraph_layout(
        self,
        text: str,
        width: int,
        size: float = look.BODY,
        *,
        strong: bool = False,
        line_height: float | None = None,
    ) -> Layout:
        """How the text breaks into lines at this width."""
        key = (text, width, size, strong, line_height)
        return self._layouts.get(key, lambda: self._break(text, width, size, strong, line_height))

    def _break(self, text: str, width: int, size: float, strong: bool, line_height: float | None) -> Layout:
        space = self.text_size(" ", size, strong=strong)[0]
        lines: list[tuple[Run, ...]] = []
        widths: list[int] = []
        for hard_line in text.split("\n"):
            row: list[tuple[int, list[_Atom]]] = []  # (space before, glued atoms)
            used = 0
            for spaced, chunk in self._chunks(hard_line, width, size, strong):
                needs = sum(atom.width for atom in chunk)
                gap = space if row and spaced else 0
                if row and used + gap + needs > width:
                    lines.append(self._runs(row, size))
                    widths.append(used)
                    row, used, gap = [], 0, 0
                row.append((gap, chunk))
                used += gap + needs
            lines.append(self._runs(row, size))
            widths.append(used)
        return Layout(tuple(lines), tuple(widths), self.px(line_height or round(size * look.LINE_HEIGHT)))

    def _chunks(self, text: str, width: int, size: float, strong: bool) -> Iterator[tuple[bool, list[_Atom]]]:
        """What must stay on one line, and whether a space goes before it.

        Signs and chips are glued to their words; what is wider than the paragraph comes in pieces.
        """
        words: list[list[_Atom]] = [[]]
        usual: Literal["plain", "strong"] = "strong" if strong else "plain"
        at = 0
        for found in [*_MARKUP.finditer(text), None]:
            before = text[at : found.start() if found else len(text)]
            for piece in re.split(r"([ \t]+)", before):
                if piece.isspace():
                    words.append([])
                elif piece:
                    words[-1] += self._atoms(piece, usual, width, size)
            if found:
                kind: Literal["code", "strong"] = "code" if found[1] else "strong"
                for index, word in enumerate([found[1]] if found[1] else found[2].split(" ")):
                    if index:
                        words.append([])
                    words[-1] += self._atoms(word, kind, width, size)
                at = found.end()
        for atoms in words:
            if sum(atom.width for atom in atoms) <= width:
                if atoms:
                    yield True, atoms
            else:
                for index, atom in enumerate(atoms):
                    yield index == 0, [atom]

    def _atoms(
        self, text: str, kind: Literal["plain", "strong", "code"], width: int, size: float
    ) -> list[_Atom]:
        """The word, or its pieces when it is wider than the paragraph."""

        def measure(piece: str) -> int:
            if kind == "code":
                return self.text_size(piece, size - 1, code=True)[0] + 2 * self.px(5)
            return self.text_size(piece, size, strong=kind == "strong")[0]

        pieces: list[_Atom] = []
        while text:
            count = len(text)
            while count > 1 and measure(text[:count]) > width:
                count = count * 3 // 4 if count > 8 else count - 1
            pieces.append(_Atom(text[:count], kind, measure(text[:count])))
            text = text[count:]
        return pieces

    def _runs(self, row: list[tuple[int, list[_Atom]]], size: float) -> tuple[Run, ...]:
        """Neighbouring words of one kind become one run, which spaces its letters best."""
        runs: list[Run] = []
        x = 0
        for gap, chunk in row:
            for index, atom in enumerate(chunk):
                space = gap if index == 0 else 0
                last = runs[-1] if runs else None
                if last and atom.kind == last.kind != "code":
                    joined = last.text + (" " if space else "") + atom.text
                    runs[-1] = Run(last.x, joined, last.kind, x + space + atom.width - last.x)
                else:
                    runs.append(Run(x + space, atom.text, atom.kind, atom.width))
                x += space + atom.width
        return tuple(runs)

    # -- shapes ----------------------------------------------------------

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
                self._shapes.get(key, lambda: _dashed(rect.w, rect.h, radius, border, border_width)), rect[:2]
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
            corners = self._shapes.get(
                ("corners", radius, fill, edge, width), lambda: _corners(radius, fill, edge, width)
            )
            right, low = x + w - radius, y + h - radius
            for corner, place in zip(corners, ((x, y), (right, y), (x, low), (right, low)), strict=True):
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
        image = self._shapes.get(key, lambda: _disc(radius, fill, border, border_width))
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
            self._shapes.get(key, lambda: _polygon(own, fill, border, border_width, closed)), (left, top)
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
        image = self._shapes.get(key, lambda: _fast(_band(rect.w, cell, light, warm)))
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

    # -- pictures --------------------------------------------------------

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
        return _fast(_with_halo(loaded, halo) if halo else loaded)

    def _placeholder(self, w: int, h: int) -> pygame.Surface:
        layer = self.layer(w, h)
        box = Rect(0, 0, w, h).inset(max(1, min(w, h) // 10))
        radius = min(box.w, box.h) // 5
        layer.round_rect(box, self.colours.well, radius, self.colours.edge, 2, dashed=True)
        return layer.surface


class _Atom(NamedTuple):
    text: str
    kind: Literal["plain", "strong", "code"]
    width: int


def _drawable(text: str) -> str:
    """Control signs, half characters and direction marks as a visible dot."""
    return _UNDRAWABLE.sub("·", text) if not text.isprintable() else text


def _fast(image: pygame.Surface) -> pygame.Surface:
    """In the format of the window, if there is one."""
    return image.convert_alpha() if pygame.display.get_init() and pygame.display.get_surface() else image


def _fine(w: float, h: float, colour: str) -> pygame.Surface:
    """An enlarged clear sheet; clear in the shape's own colour, so that no dark rim appears."""
    sheet = pygame.Surface((max(1, ceil(w)) * FINE, max(1, ceil(h)) * FINE), pygame.SRCALPHA)
    sheet.fill((*pygame.Color(colour)[:3], 0))
    return sheet


def _smoothed(sheet: pygame.Surface) -> pygame.Surface:
    w, h = sheet.get_size()
    return _fast(pygame.transform.smoothscale(sheet, (w // FINE, h // FINE)))


def _corners(radius: int, fill: str | None, edge: str, width: int) -> list[pygame.Surface]:
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


def _disc(radius: float, fill: str | None, border: str | None, border_width: float) -> pygame.Surface:
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


def _polygon(
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


def _dashed(w: int, h: int, radius: int, colour: str, width: int) -> pygame.Surface:
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


def _band(width: int, cell: int, light: str, warm: str) -> pygame.Surface:
    band = pygame.Surface((width, len(_STITCHES) * cell), pygame.SRCALPHA)
    period = 16 * cell
    for start in range(-((period - width % period) // 2) % period - period, width, period):
        for row, line in enumerate(_STITCHES):
            for column, sign in enumerate(line):
                if sign != ".":
                    spot = (start + column * cell, row * cell, cell, cell)
                    band.fill(light if sign == "#" else warm, spot)
        for row in (3, 5):
            band.fill(warm, (start + 13 * cell, row * cell, cell, cell))
    return band


def _with_halo(image: pygame.Surface, width: int) -> pygame.Surface:
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
