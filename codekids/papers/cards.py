"""Login cards to print and cut: eight on an A4 page, each with a name, an animal and three pictures in order.

Measures are millimetres, font sizes points. Pictures come as RGB, so that
whoever draws them needs no Pillow. The file appears complete or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from os import getpid
from pathlib import Path

from fpdf import FPDF
from PIL import Image

from codekids.lang import catalogue

PAGE = (210.0, 297.0)
MARGIN = 9.0  # printers leave the edge white
COLUMNS, ROWS = 2, 4
CARD = ((PAGE[0] - 2 * MARGIN) / COLUMNS, (PAGE[1] - 2 * MARGIN) / ROWS)
PAD = 6.0
AVATAR = 23.0
PICTURE = 19.0
SEAM = 31.5  # where name and pictures part, from the top of a card
LARGEST, ONE_LINE, SMALLEST = 26.0, 15.0, 6.0  # of a name; below ONE_LINE two lines are tried
INK, SOFT, BLUE, CUT = (27, 36, 64), (71, 82, 112), (23, 80, 143), (150, 160, 176)
POINT = 25.4 / 72  # millimetres


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to print, on white."""

    size: tuple[int, int]  # (width, height) in pixels; 300 and more look sharp
    rgb: bytes  # width × height × 3 bytes, rows from the top


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one card."""

    name: str
    avatar: Picture
    pictures: Sequence[tuple[Picture, str]]  # in the order in which they are tapped, each with its word


def write_cards(cards: Iterable[Card], path: Path, lang: str) -> int:
    """Writes the cards as a PDF; how many pages that are.

    ValueError: no card, or a picture whose bytes do not fit its size. OSError: the disk.
    """
    pdf = _Pages(lang)
    place = 0
    for place, card in enumerate(cards):
        if place % (COLUMNS * ROWS) == 0:
            pdf.begin_page()
        column, row = place % COLUMNS, place // COLUMNS % ROWS
        pdf.draw_card(card, MARGIN + column * CARD[0], MARGIN + row * CARD[1])
    if not pdf.pages_count:
        raise ValueError("there is no card to print")
    unfinished = path.with_name(f".{path.name}.{getpid()}.part")
    try:
        unfinished.write_bytes(pdf.output())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return int(pdf.pages_count)


class _Pages(FPDF):
    """A4 pages of cards."""

    def __init__(self, lang: str) -> None:
        super().__init__(format="A4", unit="mm")
        self._note = catalogue.text("papers.card_note", lang)
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.set_lang(lang)
        self.set_title(catalogue.text("papers.cards", lang))
        self.set_creator("CODE Kids")
        for family, package, file, weight in (
            ("Text", "fontpkg_lexend", "Lexend[wght].ttf", 400),
            ("Strong", "fontpkg_lexend", "Lexend[wght].ttf", 600),
            # Lexend has Latin letters only; a name may come from Odesa.
            ("Other", "fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf", 400),
        ):
            with as_file(files(package) / "files" / file) as font:
                self.add_font(family, fname=font, variations={"wght": float(weight)})

    def begin_page(self) -> None:
        """A new page with the lines to cut along."""
        self.add_page()
        self.set_draw_color(*CUT)
        self.set_line_width(0.2)
        self.set_dash_pattern(dash=1.6, gap=1.6)
        for column in range(COLUMNS + 1):
            x = MARGIN + column * CARD[0]
            self.line(x, MARGIN - 4, x, PAGE[1] - MARGIN + 4)
        for row in range(ROWS + 1):
            y = MARGIN + row * CARD[1]
            self.line(MARGIN - 4, y, PAGE[0] - MARGIN + 4, y)
        self.set_dash_pattern()

    def draw_card(self, card: Card, x: float, y: float) -> None:
        """One card with its upper left corner there."""
        self._picture(card.avatar, x + PAD, y + 5, AVATAR)
        left = x + PAD + AVATAR + 4
        self._name(card.name, left, y + 5, x + CARD[0] - PAD - left, AVATAR)
        self._seam(x + PAD, x + CARD[0] - PAD, y + SEAM)
        step = (CARD[0] - 2 * PAD) / max(1, len(card.pictures))
        for place, (picture, word) in enumerate(card.pictures):
            middle = x + PAD + step * (place + 0.5)
            self._number(place + 1, middle - PICTURE / 2 - 4.2, y + SEAM + 6.2)
            self._picture(picture, middle - PICTURE / 2, y + SEAM + 4, PICTURE)
            self._line(word, middle, y + SEAM + PICTURE + 8.2, "Text", 9.5, step - 2)
        self._line(self._note, x + CARD[0] / 2, y + CARD[1] - 4.2, "Text", 7.5, CARD[0] - 2 * PAD, SOFT)

    def _name(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """As large as fits, in the middle of the height; a long one on two lines."""
        ways = [[name], *([part.strip() for part in (name[:cut], name[cut:])] for cut in _cuts(name))]
        if self._fitting(ways[0], width) >= ONE_LINE:
            ways = ways[:1]
        lines = max(ways, key=lambda lines: self._fitting(lines, width))
        size = self._fitting(lines, width)
        step = size * POINT * 1.2
        self._set_font("Strong", name, size)
        self.set_text_color(*BLUE)
        # The letters stand a little above the middle of their line, as the eye expects.
        top = y + height / 2 - step * len(lines) / 2 + step * 0.76
        for number, line in enumerate(lines):
            self.text(x, top + number * step, line)

    def _fitting(self, lines: list[str], width: float) -> float:
        size = LARGEST
        while size > SMALLEST:
            self._set_font("Strong", "".join(lines), size)
            if all(self.get_string_width(line) <= width for line in lines):
                break
            size -= 0.5
        return size

    def _set_font(self, family: str, text: str, size: float) -> None:
        """The font; another where it lacks a letter of the text."""
        letters = getattr(self.fonts[family.lower()], "cmap", {})
        self.set_font(family if all(ord(char) in letters for char in text) else "Other", size=size)

    def _line(
        self,
        text: str,
        middle: float,
        baseline: float,
        font: str,
        size: float,
        width: float,
        colour: tuple[int, int, int] = INK,
    ) -> None:
        """A centred line, smaller where it would not fit."""
        self._set_font(font, text, size)
        wide = self.get_string_width(text)
        if wide > width:
            self._set_font(font, text, size * width / wide)
            wide = width
        self.set_text_color(*colour)
        self.text(middle - wide / 2, baseline, text)

    def _number(self, number: int, x: float, y: float) -> None:
        self.set_fill_color(*BLUE)
        self.circle(x, y, 2.6, style="F")
        self._line(str(number), x, y + 1.35, "Strong", 10, 5, (255, 255, 255))

    def _seam(self, left: float, right: float, y: float) -> None:
        self.set_draw_color(*BLUE)
        self.set_line_width(0.5)
        self.set_dash_pattern(dash=2.2, gap=1.4)
        self.line(left, y, right, y)
        self.set_dash_pattern()

    def _picture(self, picture: Picture, x: float, y: float, side: float) -> None:
        width, height = picture.size
        if width < 1 or height < 1 or len(picture.rgb) != width * height * 3:
            raise ValueError(
                f"a picture of {width} × {height} has {width * height * 3} bytes, not {len(picture.rgb)}"
            )
        image = Image.frombytes("RGB", picture.size, picture.rgb)
        wide, high = side * min(1, width / height), side * min(1, height / width)
        self.image(image, x + (side - wide) / 2, y + (side - high) / 2, wide, high)


def _cuts(name: str) -> list[int]:
    """Where a name may be parted: after spaces and hyphens; one long word in its middle."""
    return [place + 1 for place, char in enumerate(name[:-1]) if char in " -"] or [(len(name) + 1) // 2]
