"""Paragraphs: broken into lines at a width, with `code` on chips and **strong** words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.view.shapes import ShapeDrawing
from codekids.ui.view.text import Align, TextDrawing

_MARKUP = re.compile(r"`([^`\n]+)`|\*\*(.+?)\*\*")


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


class _Atom(NamedTuple):
    text: str
    kind: Literal["plain", "strong", "code"]
    width: int


class ParagraphDrawing(TextDrawing, ShapeDrawing):
    """Text of several lines. What fits on a line is worked out once for a width."""

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
